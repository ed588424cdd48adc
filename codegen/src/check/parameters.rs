//! Parameters are there once, and say what is true of their kind.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Cursor, Document, Kind};

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let lists = document
        .all(Kind::PathItem)
        .chain(document.all(Kind::Operation));
    lists
        .filter_map(|at| at.get("parameters"))
        .for_each(|list| duplicates(list, diagnostics));
    for parameter in document.all(Kind::Parameter) {
        path_is_required(parameter, diagnostics);
        header_has_effect(parameter, diagnostics);
    }
}

fn duplicates(list: Cursor<'_>, diagnostics: &mut Diagnostics) {
    let mut first: HashMap<(&str, &str), Cursor<'_>> = HashMap::new();
    for item in list.items() {
        let parameter = item.follow();
        let (Some(name), Some(location)) = (parameter.get_str("name"), parameter.get_str("in"))
        else {
            continue;
        };
        if let Some(other) = first.get(&(name, location)) {
            let message = format!("the {location} parameter {} is here twice", quote(name));
            let diagnostic = Diagnostic::new(Code::DuplicateParameter, spot(item).place(), message);
            diagnostics.push(
                diagnostic
                    .also(spot(*other).place(), "the other one")
                    .help(Code::DuplicateParameter.help()),
            );
        } else {
            first.insert((name, location), item);
        }
    }
}

/// What to underline of an entry in a list of parameters.
pub(super) fn spot(item: Cursor<'_>) -> Cursor<'_> {
    item.get("$ref")
        .or_else(|| item.get("name"))
        .unwrap_or(item)
}

fn path_is_required(parameter: Cursor<'_>, diagnostics: &mut Diagnostics) {
    if parameter.get_str("in") != Some("path") || parameter.get_bool("required") == Some(true) {
        return;
    }
    let name = parameter.get_str("name").unwrap_or_default();
    let at = parameter.get("required").unwrap_or_else(|| spot(parameter));
    let message = format!("the path parameter {} is not `required: true`", quote(name));
    let diagnostic = Diagnostic::new(Code::OptionalPathParameter, at.place(), message);
    diagnostics.push(diagnostic.help(Code::OptionalPathParameter.help()));
}

fn header_has_effect(parameter: Cursor<'_>, diagnostics: &mut Diagnostics) {
    let Some(name) = parameter.get_str("name") else {
        return;
    };
    let ignored = ["Accept", "Content-Type", "Authorization"]
        .iter()
        .any(|header| header.eq_ignore_ascii_case(name));
    if parameter.get_str("in") == Some("header") && ignored {
        let message = format!("a header parameter called {} has no effect", quote(name));
        let diagnostic = Diagnostic::new(
            Code::IgnoredHeaderParameter,
            spot(parameter).place(),
            message,
        );
        diagnostics.push(diagnostic.help(Code::IgnoredHeaderParameter.help()));
    }
}
