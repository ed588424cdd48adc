//! Patterns with look-around and back-references, on an engine that goes back, within bounds.

use fancy_regex::{Regex, RegexBuilder};

use super::{PatternError, summary, translate_backtracking};

/// The longest text that is looked at: between two steps back the engine may look at all of it.
const LONGEST: usize = 16 << 10;
/// How often the engine may go back for one text.
const STEPS: usize = 100_000;

/// A compiled pattern that gives up on what would take too long.
pub(super) struct Bounded(Regex);

impl Bounded {
    pub(super) fn compile(source: &str) -> Result<Self, PatternError> {
        let translated = translate_backtracking(source)?;
        RegexBuilder::new(&translated)
            .backtrack_limit(STEPS)
            .delegate_size_limit(super::engine::SIZE_LIMIT)
            .build()
            .map(Self)
            .map_err(|error| PatternError::Rejected {
                reason: summary(&error.to_string()),
            })
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        text.len() <= LONGEST && self.0.is_match(text).unwrap_or(false)
    }
}

/// Checks that [`Pattern::backtracking`](super::Pattern::backtracking) can use a pattern, by doing all that its first
/// use does.
///
/// ```
/// use anteroom::validate::pattern::check_backtracking;
///
/// assert_eq!(check_backtracking("^(?!x)"), Ok(()));
/// assert!(check_backtracking("(").is_err());
/// ```
///
/// # Errors
///
/// Why it cannot.
pub fn check_backtracking(source: &str) -> Result<(), PatternError> {
    Bounded::compile(source).map(drop)
}
