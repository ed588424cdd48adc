//! Every operationId is there once.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Cursor, Document, Kind, NodeId, OperationSite};

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let mut first: HashMap<&str, Cursor<'_>> = HashMap::new();
    let left_out = document.left_out();
    for operation in document.all(Kind::Operation) {
        if left_out.contains(&operation.id()) {
            continue;
        }
        let Some(at) = operation.get("operationId") else {
            continue;
        };
        let Some(id) = at.str().filter(|id| !id.trim().is_empty()) else {
            continue;
        };
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
    shared(document, diagnostics);
}

/// Operations of a path item that is referred to more than once are several, with one name.
fn shared(document: &Document, diagnostics: &mut Diagnostics) {
    let (paths, webhooks) = (document.operations(), document.webhooks());
    let mut first: HashMap<NodeId, &OperationSite<'_>> = HashMap::new();
    for site in paths.iter().chain(&webhooks) {
        let Some(other) = first.get(&site.operation.id()) else {
            first.insert(site.operation.id(), site);
            continue;
        };
        let Some(id) = site.operation.get_str("operationId") else {
            continue;
        };
        let message = format!(
            "{} has the operationId {} too, so here the operation is named after its path",
            quote(other.path),
            quote(id)
        );
        let diagnostic =
            Diagnostic::new(Code::SharedOperationId, site.entry.place().key(), message);
        diagnostics.push(
            diagnostic
                .also(other.entry.place().key(), "the same path item is here")
                .help(Code::SharedOperationId.help()),
        );
    }
}
