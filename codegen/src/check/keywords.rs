//! Keywords speak of the type that a schema has.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Cursor, Document};

/// The keywords that speak of values of certain types only; any other value passes them by.
const OF_TYPES: &[(&[&str], &[&str])] = &[
    (&["string"], &["minLength", "maxLength", "pattern"]),
    (
        &["number", "integer"],
        &[
            "multipleOf",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
        ],
    ),
    (
        &["array"],
        &[
            "items",
            "prefixItems",
            "contains",
            "minItems",
            "maxItems",
            "uniqueItems",
        ],
    ),
    (
        &["object"],
        &[
            "properties",
            "required",
            "additionalProperties",
            "patternProperties",
            "propertyNames",
            "minProperties",
            "maxProperties",
            "dependentRequired",
            "dependentSchemas",
        ],
    ),
];

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    for schema in document.schemas() {
        let types = types(schema);
        if types.is_empty() {
            continue; // a value of any type
        }
        let idle = OF_TYPES
            .iter()
            .filter(|(of, _)| !types.iter().any(|name| of.contains(name)));
        for (of, keyword) in idle.flat_map(|(of, all)| all.iter().map(move |keyword| (of, keyword)))
        {
            if let Some(at) = schema
                .get(keyword)
                .filter(|at| says_something(keyword, *at))
            {
                let message = format!("{} checks nothing of {}", quote(keyword), in_words(&types));
                let help = format!("it is about {}", in_words(of));
                let diagnostic = Diagnostic::new(Code::IdleKeyword, at.place().key(), message);
                diagnostics.push(diagnostic.help(help));
            }
        }
    }
}

/// Exporters write what is off, or empty, for every type; a flag in `required` has a warning of its own.
fn says_something(keyword: &str, at: Cursor<'_>) -> bool {
    match at.bool() {
        Some(flag) => flag && keyword == "uniqueItems",
        None => {
            at.str().is_some()
                || at.number().is_some()
                || at.items().next().is_some()
                || at.entries().next().is_some()
        }
    }
}

/// What `type` names: one, or in 3.1 several.
fn types(schema: Cursor<'_>) -> Vec<&str> {
    let Some(at) = schema.get("type") else {
        return Vec::new();
    };
    let alone = at.str().into_iter();
    alone.chain(at.items().filter_map(Cursor::str)).collect()
}

fn in_words(types: &[&str]) -> String {
    let named = |name: &&str| match *name {
        "string" => "a string".to_owned(),
        "integer" => "an integer".to_owned(),
        "array" => "an array".to_owned(),
        "object" => "an object".to_owned(),
        "null" => "null".to_owned(),
        other => format!("a {other}"),
    };
    types.iter().map(named).collect::<Vec<_>>().join(" or ")
}
