//! Keywords speak of the type that a schema has.

use anteroom::validate::{Format, Kinds};

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
        let mut complain = |at: Cursor<'_>, keyword: &str, of: &[&str]| {
            let message = format!("{} checks nothing of {}", quote(keyword), in_words(&types));
            let diagnostic = Diagnostic::new(Code::IdleKeyword, at.place().key(), message);
            diagnostics.push(diagnostic.help(format!("it is about {}", in_words(of))));
        };
        // Without a type, a value may have any.
        let is_idle =
            |of: &[&str]| !types.is_empty() && !types.iter().any(|name| of.contains(name));
        for (of, keywords) in OF_TYPES.iter().filter(|(of, _)| is_idle(of)) {
            let there = keywords
                .iter()
                .filter_map(|keyword| Some((keyword, schema.get(keyword)?)));
            for (keyword, at) in there.filter(|(keyword, at)| says_something(keyword, *at)) {
                complain(at, keyword, of);
            }
        }
        // Formats of numbers are common at strings, to say what is in them.
        if let Some(at) = schema.get("format")
            && let Some(format) = at.str().and_then(Format::by_name)
            && format.is_checked()
            && format.kinds() == Kinds::STRING
            && is_idle(&["string"])
        {
            complain(at, "format", &["string"]);
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
pub(super) fn types(schema: Cursor<'_>) -> Vec<&str> {
    schema.type_names().unwrap_or_default()
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
