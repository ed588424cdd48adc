//! Links lead to operations, and the expressions in them and in callbacks are some.

use std::collections::{HashMap, HashSet};

use super::expression;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean, quote};
use crate::document::{Cursor, Document, Kind, METHODS, OperationSite, parameters, path_items};
use crate::source::{JsonPointer, Place, has_scheme, join, split_fragment};

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    for callback in document.all(Kind::Callback) {
        let requests = callback.entries();
        for (key, request) in requests.filter(|(key, _)| !key.starts_with("x-")) {
            if let Err(reason) = expression::template(key) {
                diagnostics.push(no_expression(request.place().key(), key, &reason));
            }
        }
    }
    let links: Vec<Cursor<'_>> = document.all(Kind::Link).collect();
    if links.is_empty() {
        return;
    }
    let ids: HashSet<&str> = document
        .all(Kind::Operation)
        .filter_map(|operation| operation.get_str("operationId"))
        .collect();
    let sites = document.operations();
    let sites: HashMap<&str, &OperationSite<'_>> = sites
        .iter()
        .filter_map(|site| Some((site.operation.get_str("operationId")?, site)))
        .collect();
    for link in links {
        operation_id(link, &ids, diagnostics);
        operation_ref(link, diagnostics);
        if let Some(site) = link.get_str("operationId").and_then(|id| sites.get(id)) {
            parameter_names(link, site, diagnostics);
        }
        let parameters = link.get("parameters").into_iter().flat_map(Cursor::entries);
        let values = parameters.map(|(_, value)| value);
        for value in values.chain(link.get("requestBody")) {
            if let Some(text) = value.str().filter(|text| text.starts_with('$'))
                && let Err(reason) = expression::expression(text)
            {
                diagnostics.push(no_expression(value.place(), text, &reason));
            }
        }
    }
}

fn no_expression(place: Place, text: &str, reason: &str) -> Diagnostic {
    let message = format!("{} is no runtime expression: {reason}", quote(text));
    Diagnostic::new(Code::BadExpression, place, message).help(Code::BadExpression.help())
}

fn operation_id(link: Cursor<'_>, ids: &HashSet<&str>, diagnostics: &mut Diagnostics) {
    let Some(at) = link.get("operationId") else {
        if link.get("operationRef").is_none() {
            let message = "a link has neither `operationId` nor `operationRef`";
            let diagnostic = Diagnostic::new(Code::DeadLink, link.place(), message);
            diagnostics.push(diagnostic.help(Code::DeadLink.help()));
        }
        return;
    };
    let Some(id) = at.str().filter(|id| !ids.contains(id)) else {
        return;
    };
    let mut known: Vec<&str> = ids.iter().copied().collect();
    known.sort_unstable();
    let message = format!("there is no operation {}", quote(id));
    diagnostics.push(
        Diagnostic::new(Code::DeadLink, at.place(), message)
            .maybe_help(did_you_mean(id, known))
            .help(Code::DeadLink.help()),
    );
}

/// A parameter may be written with where it is: `path.id`.
fn parameter_names(link: Cursor<'_>, site: &OperationSite<'_>, diagnostics: &mut Diagnostics) {
    let known = parameters(site);
    let given = link.get("parameters").into_iter().flat_map(Cursor::entries);
    for (key, value) in given.filter(|(key, _)| !key.starts_with("x-")) {
        let is_it = |at: &Cursor<'_>| {
            let name = at.get_str("name").unwrap_or_default();
            let qualified = key
                .strip_suffix(name)
                .and_then(|rest| rest.strip_suffix('.'));
            key == name || (qualified.is_some() && qualified == at.get_str("in"))
        };
        if known.iter().any(is_it) {
            continue;
        }
        let id = site.operation.get_str("operationId").unwrap_or_default();
        let message = format!(
            "the operation {} has no parameter {}",
            quote(id),
            quote(key)
        );
        let names = known.iter().filter_map(|at| at.get_str("name"));
        diagnostics.push(
            Diagnostic::new(Code::UnknownLinkParameter, value.place().key(), message)
                .maybe_help(did_you_mean(key, names))
                .help(Code::UnknownLinkParameter.help()),
        );
    }
}

fn operation_ref(link: Cursor<'_>, diagnostics: &mut Diagnostics) {
    let Some(at) = link.get("operationRef") else {
        return;
    };
    let Some(text) = at.str() else { return };
    let (resource, fragment) = split_fragment(text);
    // What is in a file that nothing else needs is not looked at, nor is anything fetched.
    let Some(root) = file(at, resource) else {
        return;
    };
    let pointer = JsonPointer::parse_fragment(fragment.unwrap_or_default());
    if pointer.is_some_and(|pointer| is_operation(root, &pointer)) {
        return;
    }
    let message = format!("{} is no operation", quote(text));
    let help = "an operation is named by a pointer such as `#/paths/~1rooms~1%7Bid%7D/get`";
    diagnostics.push(
        Diagnostic::new(Code::DeadLink, at.place(), message)
            .help(help)
            .help(Code::DeadLink.help()),
    );
}

/// The file that a reference names, if it was read.
fn file<'a>(at: Cursor<'a>, resource: &str) -> Option<Cursor<'a>> {
    let document = at.document();
    if resource.is_empty() {
        return document.file(at.id().tree);
    }
    let own = at.place().file;
    let base = document.files().find(|(file, _)| *file == own)?.1;
    let name = join(base, resource);
    let (file, _) = document
        .files()
        .find(|(_, known)| !has_scheme(&name) && *known == name)?;
    document.file(document.tree_of(file)?)
}

/// Whether a pointer leads to an operation, over the reference of a path item too.
fn is_operation(root: Cursor<'_>, pointer: &JsonPointer) -> bool {
    if let Ok(found) = root.lookup(pointer) {
        return found.kind() == Some(Kind::Operation);
    }
    let Some((method, item)) = pointer.tokens().split_last() else {
        return false;
    };
    let item: JsonPointer = item.iter().cloned().collect();
    METHODS.contains(&method.as_str())
        && root.lookup(&item).is_ok_and(|item| {
            let mut items = path_items(item).into_iter();
            items.any(|item| item.get(method).is_some())
        })
}
