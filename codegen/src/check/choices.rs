//! Each alternative of `oneOf` has values that no other one takes, and null is one where the type says so.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Cursor, Document};

/// How many alternatives are compared with each other.
const MANY: usize = 100;

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    for schema in document.schemas() {
        null_is_an_alternative(schema, diagnostics);
        let Some(list) = schema
            .get("oneOf")
            .filter(|list| list.items().count() <= MANY)
        else {
            continue;
        };
        // The type beside the choice may leave only a part of each.
        if schema.get("discriminator").is_some() || schema.get("type").is_some() {
            continue;
        }
        let alternatives: Vec<Cursor<'_>> = list.items().collect();
        for (index, at) in alternatives.iter().enumerate() {
            // Of two that take the same, the later one is one too many.
            let covers = |(other, wide): &(usize, &Cursor<'_>)| {
                covers(**wide, *at) && (*other < index || !covers_each_other(**wide, *at))
            };
            let others = alternatives.iter().enumerate();
            let mut wider = others.filter(|(other, _)| *other != index).filter(covers);
            if let Some((_, wide)) = wider.next() {
                let message =
                    "what this alternative takes, another one takes too: `oneOf` refuses it always"
                        .to_owned();
                let diagnostic = Diagnostic::new(Code::CoveredAlternative, at.place(), message)
                    .also(wide.place(), "this one takes it");
                diagnostics.push(diagnostic.help(Code::CoveredAlternative.help()));
            }
        }
    }
}

/// A list of types with null in it does not make null one of the alternatives beside it.
fn null_is_an_alternative(schema: Cursor<'_>, diagnostics: &mut Diagnostics) {
    let allows_null = |names: &Vec<&str>| names.contains(&"null");
    if !schema.type_names().is_some_and(|names| allows_null(&names))
        || schema.get_bool("nullable") == Some(true)
    {
        return;
    }
    for key in ["oneOf", "anyOf"] {
        let refuses = |at: Cursor<'_>| types(at.follow()).is_some_and(|names| !allows_null(&names));
        let Some(list) = schema.get(key) else {
            continue;
        };
        if list.items().next().is_some() && list.items().all(refuses) {
            let message = format!("`type` allows null, and no alternative of `{key}` does");
            let diagnostic = Diagnostic::new(Code::RefusedNull, list.place().key(), message);
            diagnostics.push(diagnostic.help(Code::RefusedNull.help()));
        }
    }
}

fn covers_each_other(one: Cursor<'_>, other: Cursor<'_>) -> bool {
    covers(one, other) && covers(other, one)
}

/// Whether every value of one schema is one of another, which is plain where that only names types, also
/// beside its references.
fn covers(wide: Cursor<'_>, narrow: Cursor<'_>) -> bool {
    const NO_RULES: [&str; 9] = [
        "$ref",
        "type",
        "nullable",
        "title",
        "description",
        "example",
        "examples",
        "default",
        "deprecated",
    ];
    let has_no_rules = |at: Cursor<'_>| {
        let mut keys = at.entries().map(|(key, _)| key);
        keys.all(|key| NO_RULES.contains(&key) || key.starts_with("x-"))
    };
    let mut steps = std::iter::successors(Some(wide), |at| at.target()).take(MANY);
    let names_types_only = steps.all(has_no_rules);
    let (wide, narrow) = (wide.follow(), narrow.follow());
    let (Some(wide), Some(narrow)) = (types(wide), types(narrow)) else {
        return false;
    };
    let is_among =
        |name: &&str| wide.contains(name) || (*name == "integer" && wide.contains(&"number"));
    names_types_only && !narrow.is_empty() && narrow.iter().all(is_among)
}

/// The names of the types that a schema takes, null with them.
fn types(schema: Cursor<'_>) -> Option<Vec<&str>> {
    let mut names = schema.type_names()?;
    if schema.get_bool("nullable") == Some(true) {
        names.push("null");
    }
    Some(names)
}
