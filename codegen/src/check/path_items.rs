//! What a path item says beside its `$ref` does not say otherwise than what the reference leads to, and
//! no extension says what only an operation can.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Document, METHODS, path_items};

/// How API Gateway exports an operation for every method.
const ANY_METHOD: &str = "x-amazon-apigateway-any-method";

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    for (_, entry) in document.path_items() {
        let items = path_items(entry);
        let any_method = items.iter().find_map(|item| item.get(ANY_METHOD));
        if let Some(any_method) = any_method {
            let message = format!("{} is no operation", quote(ANY_METHOD));
            let diagnostic = Diagnostic::new(Code::NotGenerated, any_method.place().key(), message);
            let help =
                "nothing is generated for it: write an operation for each method that is served";
            diagnostics.push(diagnostic.help(help));
        }
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
