//! Keywords speak of the type that a schema has.

use std::collections::HashMap;

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

/// How often the same is told. What a tool has put at every parameter is there thousands of times.
const TOLD: usize = 3;

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let mut found: Vec<(String, Vec<Cursor<'_>>, &[&str])> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for schema in document.schemas() {
        let types = types(schema);
        let mut complain = |at, keyword: &str, of: &'static [&'static str]| {
            let message = format!("{} checks nothing of {}", quote(keyword), in_words(&types));
            let index = *known.entry(message.clone()).or_insert(found.len());
            match found.get_mut(index) {
                Some((_, places, _)) => places.push(at),
                None => found.push((message, vec![at], of)),
            }
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
    for (message, places, of) in found {
        let more = places.len().saturating_sub(TOLD);
        for (index, at) in places.into_iter().take(TOLD).enumerate() {
            let place = at.place().key();
            let diagnostic = Diagnostic::new(Code::IdleKeyword, place, message.clone())
                .help(format!("it is about {}", in_words(of)));
            diagnostics.push(match more {
                1 if index + 1 == TOLD => diagnostic.note("there is one more of it"),
                2.. if index + 1 == TOLD => diagnostic.note(format!("there are {more} more of it")),
                _ => diagnostic,
            });
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
