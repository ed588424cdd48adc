//! A webhook has a path of its own that is made of its name, and so no path parameters.

use std::collections::HashMap;

use super::parameters::spot;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Cursor, Document, OperationSite, path_items, webhook_path};

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let sites = document.webhooks();
    let mut first: HashMap<String, Cursor<'_>> = HashMap::new();
    for webhook in sites.chunk_by(|a, b| a.entry.id() == b.entry.id()) {
        let Some(site) = webhook.first() else {
            continue;
        };
        let path = webhook_path(site.path);
        if let Some(other) = first.get(&path) {
            let message = format!(
                "the webhook {} has the path {} too",
                quote(site.path),
                quote(&path)
            );
            let diagnostic = Diagnostic::new(Code::RouteClash, site.entry.place().key(), message);
            diagnostics.push(
                diagnostic
                    .also(other.place().key(), "the other one")
                    .help("the path of a webhook is its name; change one of the two"),
            );
        }
        first.entry(path).or_insert(site.entry);
        path_parameters(webhook, diagnostics);
    }
}

fn path_parameters(webhook: &[OperationSite<'_>], diagnostics: &mut Diagnostics) {
    let shared = webhook.first().map(|site| path_items(site.entry));
    let operations = webhook.iter().map(|site| site.operation);
    let lists = shared.into_iter().flatten().chain(operations);
    for item in lists
        .filter_map(|at| at.get("parameters"))
        .flat_map(Cursor::items)
    {
        let parameter = item.follow();
        if parameter.get_str("in") != Some("path") {
            continue;
        }
        let name = parameter.get_str("name").unwrap_or_default();
        let message = format!("a webhook has no path parameter such as {}", quote(name));
        diagnostics.push(
            Diagnostic::new(Code::UnusedPathParameter, spot(item).place(), message)
                .help("the path of a webhook is its name: send the value in the query or the body"),
        );
    }
}
