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
            if let Some(error) = error {
                diagnostics.push(complaint(error, place));
            }
        }
    }
}

fn complaint(error: &PatternError, place: Place) -> Diagnostic {
    let code = match error {
        PatternError::Unsupported { .. } | PatternError::TooLarge => Code::UnsupportedPattern,
        _ => Code::BadPattern,
    };
    Diagnostic::new(code, place, format!("this pattern cannot be used: {error}")).help(code.help())
}
