//! Every request belongs to one operation.

use std::collections::HashMap;

use super::Template;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Cursor, Document, OperationSite};

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let mut first: HashMap<(String, &str), OperationSite<'_>> = HashMap::new();
    // One complaint a path, however many methods clash.
    let mut clashes: Vec<(Cursor<'_>, OperationSite<'_>, Vec<String>)> = Vec::new();
    for site in document.operations() {
        let Ok(template) = Template::parse(site.path) else {
            continue;
        };
        let key = (template.shape(), site.method);
        let Some(other) = first.get(&key).copied() else {
            first.insert(key, site);
            continue;
        };
        let method = site.method.to_uppercase();
        match clashes.last_mut() {
            Some((entry, _, methods)) if entry.id() == site.entry.id() => methods.push(method),
            _ => clashes.push((site.entry, other, vec![method])),
        }
    }
    for (entry, other, methods) in clashes {
        let path = entry.key().unwrap_or_default();
        let message = format!(
            "{} {} cannot be told apart from {}",
            methods.join(", "),
            quote(path),
            quote(other.path)
        );
        let diagnostic = Diagnostic::new(Code::RouteClash, entry.place().key(), message);
        diagnostics.push(
            diagnostic
                .also(other.entry.place().key(), "the other one")
                .help(Code::RouteClash.help()),
        );
    }
}
