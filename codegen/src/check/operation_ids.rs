//! Every operationId is there once.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Cursor, Document, Kind};

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let mut first: HashMap<&str, Cursor<'_>> = HashMap::new();
    for operation in document.all(Kind::Operation) {
        let Some(at) = operation.get("operationId") else {
            continue;
        };
        let Some(id) = at.str() else { continue };
        if let Some(other) = first.get(id) {
            let message = format!("the operationId {} is here twice", quote(id));
            let diagnostic = Diagnostic::new(Code::DuplicateOperationId, at.place(), message);
            diagnostics.push(
                diagnostic
                    .also(other.place(), "first used here")
                    .help(Code::DuplicateOperationId.help()),
            );
        } else {
            first.insert(id, at);
        }
    }
}
