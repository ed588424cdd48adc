//! Lists of names and values have each once.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Cursor, Document, Kind};

/// How many entries of a list are compared.
const LIMIT: usize = 2_000;

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    for schema in document.schemas() {
        for keyword in ["type", "enum", "required"] {
            if let Some(list) = schema.get(keyword) {
                duplicates(keyword, list.items(), diagnostics);
            }
        }
    }
    for operation in document.all(Kind::Operation) {
        let tags = operation.get("tags").into_iter().flat_map(Cursor::items);
        duplicates("tags", tags, diagnostics);
    }
    let tags = document
        .root()
        .and_then(|root| root.get("tags"))
        .into_iter();
    let names = tags
        .flat_map(Cursor::items)
        .filter_map(|tag| tag.get("name"));
    duplicates("tags", names, diagnostics);
}

fn duplicates<'a>(
    keyword: &str,
    list: impl Iterator<Item = Cursor<'a>>,
    diagnostics: &mut Diagnostics,
) {
    let items: Vec<Cursor<'_>> = list.take(LIMIT).collect();
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
