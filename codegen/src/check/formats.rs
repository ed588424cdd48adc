//! Formats are known ones.

use anteroom::validate::Format;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean, quote};
use crate::document::{Cursor, Document};

/// Formats that the specification or its registry names, beyond those that are asserted.
const NAMED: &[&str] = &[
    "base64url",
    "binary",
    "char",
    "commonmark",
    "decimal",
    "decimal128",
    "double",
    "double-int",
    "duration",
    "email",
    "float",
    "hostname",
    "html",
    "http-date",
    "idn-email",
    "idn-hostname",
    "int16",
    "int32",
    "int64",
    "int8",
    "iri",
    "iri-reference",
    "json-pointer",
    "media-range",
    "password",
    "regex",
    "relative-json-pointer",
    "sf-boolean",
    "sf-binary",
    "sf-decimal",
    "sf-integer",
    "sf-string",
    "sf-token",
    "single",
    "uint",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
    "uri",
    "uri-reference",
    "uri-template",
];
/// What the asserted formats are called, for the help.
const ASSERTED: &[&str] = &[
    "date-time",
    "date",
    "time",
    "time-local",
    "uuid",
    "ipv4",
    "ipv6",
    "byte",
];

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    // One complaint a format: a format of one's own is usually in many places.
    let mut unknown: Vec<(&str, Cursor<'_>, usize)> = Vec::new();
    for at in document.schemas().filter_map(|schema| schema.get("format")) {
        let Some(name) = at.str().filter(|name| !is_known(name)) else {
            continue;
        };
        match unknown.iter_mut().find(|(known, ..)| *known == name) {
            Some((_, _, more)) => *more += 1,
            None => unknown.push((name, at, 0)),
        }
    }
    for (name, at, more) in unknown {
        let help = did_you_mean(name, NAMED.iter().chain(ASSERTED).copied());
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

fn is_known(name: &str) -> bool {
    Format::by_name(name).is_some() || NAMED.contains(&name)
}
