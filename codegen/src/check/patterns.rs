//! Patterns are regular expressions that can be run.

use std::collections::HashMap;

use anteroom::validate::pattern::{self, PatternError};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Cursor, Document};
use crate::source::Place;

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let mut known: HashMap<&str, Option<PatternError>> = HashMap::new();
    for schema in document.schemas() {
        let own = schema
            .get("pattern")
            .and_then(|at| Some((at.str()?, at.place())));
        let keys = schema
            .get("patternProperties")
            .into_iter()
            .flat_map(Cursor::entries);
        let keys = keys.map(|(key, at)| (key, at.place().key()));
        for (text, place) in own.into_iter().chain(keys) {
            let error = known
                .entry(text)
                .or_insert_with(|| pattern::check(text).err());
            let Some(error) = error else {
                if is_literal(text) {
                    let message = "the slashes are a part of this pattern".to_owned();
                    let diagnostic = Diagnostic::new(Code::PatternLiteral, place, message);
                    diagnostics.push(diagnostic.help(Code::PatternLiteral.help()));
                }
                continue;
            };
            let unsupported = matches!(error, PatternError::Unsupported { .. });
            if !unsupported || !diagnostics.allows(Code::UnsupportedPattern, &place) {
                diagnostics.push(complaint(text, error, place));
            } else if let Err(error) = backtracking(text) {
                diagnostics.push(complaint_of_bad(&error, place));
            }
        }
    }
}

/// Whether a pattern is written like a regular expression in the code of JavaScript: `/^a$/i`.
fn is_literal(text: &str) -> bool {
    let flags = ['d', 'g', 'i', 'm', 's', 'u', 'v', 'y'];
    text.starts_with("/^") && text.trim_end_matches(flags).ends_with("$/")
}

fn complaint(text: &str, error: &PatternError, place: Place) -> Diagnostic {
    let code = match error {
        PatternError::Unsupported { .. } => Code::UnsupportedPattern,
        _ => Code::BadPattern,
    };
    let help = match error {
        PatternError::Syntax { offset, .. }
            if text
                .get(*offset..)
                .is_some_and(|group| group.starts_with("(?")) =>
        {
            "patterns have no flags: instead of `(?i)`, write both cases, such as `[aA]`"
        }
        _ => code.help(),
    };
    Diagnostic::new(code, place, format!("this pattern cannot be used: {error}")).help(help)
}

/// Whether the engine that backtracks can use a pattern.
#[cfg(feature = "backtracking")]
fn backtracking(pattern: &str) -> Result<(), String> {
    pattern::check_backtracking(pattern).map_err(|error| error.to_string())
}

#[cfg(not(feature = "backtracking"))]
fn backtracking(_: &str) -> Result<(), String> {
    Err("enable the feature `backtracking` of anteroom-codegen, and of anteroom".to_owned())
}

/// What is left to complain of where the pattern is allowed.
fn complaint_of_bad(reason: &str, place: Place) -> Diagnostic {
    let message = format!("this pattern is allowed, but cannot be used: {reason}");
    Diagnostic::new(Code::BadPattern, place, message)
}
