//! Formats are known ones.

use anteroom::validate::Format;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean, quote};
use crate::document::{Cursor, Document};

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    // One complaint a format: a format of one's own is usually in many places.
    let mut unknown: Vec<(&str, Cursor<'_>, usize)> = Vec::new();
    for at in document.schemas().filter_map(|schema| schema.get("format")) {
        let Some(name) = at.str().filter(|name| Format::by_name(name).is_none()) else {
            continue;
        };
        match unknown.iter_mut().find(|(known, ..)| *known == name) {
            Some((_, _, more)) => *more += 1,
            None => unknown.push((name, at, 0)),
        }
    }
    for (name, at, more) in unknown {
        let help = did_you_mean(name, Format::ALL.iter().map(|format| format.name()));
        let message = format!(
            "the format {} is not known, so it is not checked",
            quote(name)
        );
        let diagnostic = Diagnostic::new(Code::UnknownFormat, at.place(), message).maybe_help(help);
        diagnostics.push(match more {
            0 => diagnostic,
            1 => diagnostic.note("there is one more of it"),
            _ => diagnostic.note(format!("there are {more} more of it")),
        });
    }
}
