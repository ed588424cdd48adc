//! What a path item says beside its `$ref` does not say otherwise than what the reference leads to.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Document, METHODS, path_items};

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    for (_, entry) in document.path_items() {
        let items = path_items(entry);
        for method in METHODS {
            let mut operations = items.iter().filter_map(|item| item.get(method));
            let (Some(own), Some(other)) = (operations.next(), operations.next()) else {
                continue;
            };
            let message = format!("{} is here and behind the `$ref` too", quote(method));
            let diagnostic = Diagnostic::new(Code::Replaced, own.place().key(), message);
            diagnostics.push(
                diagnostic
                    .also(other.place().key(), "this one has no effect")
                    .help(Code::Replaced.help()),
            );
        }
    }
}
