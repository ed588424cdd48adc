//! Lists of names and values have each once.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Cursor, Document};

/// How many entries of a list are compared.
const LIMIT: usize = 2_000;

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    for schema in document.schemas() {
        for keyword in ["type", "enum", "required"] {
            if let Some(list) = schema.get(keyword) {
                duplicates(keyword, list, diagnostics);
            }
        }
    }
}

fn duplicates(keyword: &str, list: Cursor<'_>, diagnostics: &mut Diagnostics) {
    let items: Vec<Cursor<'_>> = list.items().take(LIMIT).collect();
    for (index, item) in items.iter().enumerate() {
        let mut earlier = items.iter().take(index);
        let Some(first) = earlier.find(|other| other.node() == item.node()) else {
            continue;
        };
        let message = format!("this is in {} twice", quote(keyword));
        let diagnostic = Diagnostic::new(Code::DuplicateEntry, item.place(), message);
        diagnostics.push(
            diagnostic
                .also(first.place(), "the other one")
                .help(Code::DuplicateEntry.help()),
        );
    }
}
