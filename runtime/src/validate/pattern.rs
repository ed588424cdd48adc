//! Patterns: the regular expressions of ECMA-262, run by a linear-time engine.

#[cfg(feature = "backtracking")]
mod backtracking;
mod class;
mod engine;
mod groups;
#[cfg(feature = "http")]
mod runs;
mod translate;

use std::fmt;
use std::sync::OnceLock;

#[cfg(feature = "backtracking")]
pub use self::backtracking::check_backtracking;
pub use self::engine::Expression;
pub use self::translate::{is_expression, translate, translate_backtracking};

/// A pattern as JSON Schema has it: an ECMA-262 regular expression that need not match all of the text.
///
/// It is compiled when it is first used, once. Matching takes time in proportion to the length of the text.
///
/// ```
/// use anteroom::validate::Pattern;
///
/// static HEX: Pattern = Pattern::new(r"^[\dA-F]{2}$");
/// assert!(HEX.is_match("7F"));
/// assert!(!HEX.is_match("7F\n"));
/// ```
pub struct Pattern {
    source: &'static str,
    compiled: OnceLock<Option<Engine>>,
    #[cfg(feature = "backtracking")]
    backtracks: bool,
}

enum Engine {
    #[cfg(feature = "http")]
    Runs(runs::Runs),
    Linear(Expression),
    #[cfg(feature = "backtracking")]
    Backtracking(backtracking::Bounded),
}

impl Pattern {
    /// A pattern in the syntax of ECMA-262. Whether that is right is known by [`check`] only; a pattern that is
    /// not matches nothing.
    pub const fn new(source: &'static str) -> Self {
        Self {
            source,
            compiled: OnceLock::new(),
            #[cfg(feature = "backtracking")]
            backtracks: false,
        }
    }

    /// A pattern with look-around or back-references, which no engine matches in linear time.
    ///
    /// What it may cost is bounded: a text that is longer than 16 KiB, or that takes more than 100,000 steps back, does
    /// not match.
    ///
    /// ```
    /// use anteroom::validate::Pattern;
    ///
    /// static NAME: Pattern = Pattern::backtracking("^(?!default$)[a-z]+$");
    /// assert!(NAME.is_match("other"));
    /// assert!(!NAME.is_match("default"));
    /// ```
    #[cfg(feature = "backtracking")]
    pub const fn backtracking(source: &'static str) -> Self {
        Self {
            source,
            compiled: OnceLock::new(),
            backtracks: true,
        }
    }

    /// The pattern as it was written.
    pub const fn as_str(&self) -> &'static str {
        self.source
    }

    /// Whether the pattern matches somewhere in the text.
    pub fn is_match(&self, text: &str) -> bool {
        let compiled = self.compiled.get_or_init(|| self.engine());
        match compiled {
            #[cfg(feature = "http")]
            Some(Engine::Runs(runs)) => runs.is_match(text),
            Some(Engine::Linear(regex)) => regex.is_match(text),
            #[cfg(feature = "backtracking")]
            Some(Engine::Backtracking(regex)) => regex.is_match(text),
            None => false,
        }
    }

    fn engine(&self) -> Option<Engine> {
        #[cfg(feature = "backtracking")]
        if self.backtracks {
            return backtracking::Bounded::compile(self.source)
                .ok()
                .map(Engine::Backtracking);
        }
        let translated = translate(self.source).ok()?;
        #[cfg(feature = "http")]
        if let Some(runs) = runs::Runs::of(&translated) {
            return Some(Engine::Runs(runs));
        }
        Expression::new(&translated).ok().map(Engine::Linear)
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Pattern").field(&self.source).finish()
    }
}

/// Checks that a pattern can be used, by doing at least all that its first use does.
///
/// ```
/// use anteroom::validate::pattern::{PatternError, check};
///
/// assert_eq!(check("^[0-9]+$"), Ok(()));
/// assert_eq!(check("^(?!x)"), Err(PatternError::Unsupported { feature: "a look-ahead", offset: 1 }));
/// ```
///
/// # Errors
///
/// Why it cannot.
pub fn check(source: &str) -> Result<(), PatternError> {
    compile(source).map(drop)
}

/// Compiles a pattern that is known only when the program runs.
///
/// # Errors
///
/// Why it cannot be used, as [`check`] says.
pub fn compile(source: &str) -> Result<Expression, PatternError> {
    Expression::new(&translate(source)?)
}

/// The last line of the engine's report, which says what is wrong; the others show the translated pattern.
fn summary(report: &str) -> String {
    let line = report.lines().last().unwrap_or_default();
    line.trim().trim_start_matches("error: ").to_owned()
}

/// Why a pattern cannot be used. Offsets are in bytes of the pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PatternError {
    /// The pattern is no regular expression.
    Syntax {
        /// What is wrong.
        problem: &'static str,
        /// Where.
        offset: usize,
    },
    /// The pattern has something that cannot be matched in linear time, or is not known.
    Unsupported {
        /// What it is.
        feature: &'static str,
        /// Where.
        offset: usize,
    },
    /// The pattern is too large when it is compiled.
    TooLarge,
    /// The engine does not take it, such as for an unknown Unicode property.
    Rejected {
        /// What the engine says.
        reason: String,
    },
}

impl fmt::Display for PatternError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { problem, offset } => write!(out, "{problem} at byte {offset}"),
            Self::Unsupported { feature, offset } => {
                write!(out, "{feature} at byte {offset} is not supported")
            }
            Self::TooLarge => out.write_str("the pattern is too large: it repeats too much"),
            Self::Rejected { reason } => out.write_str(reason),
        }
    }
}

impl std::error::Error for PatternError {}
