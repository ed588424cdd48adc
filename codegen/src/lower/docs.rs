//! What a document says in words.

use super::schema::only_describes;
use crate::document::Cursor;
use crate::ir::Docs;
use crate::parse::Node;

/// What an object says about itself in words.
pub(super) fn docs(at: Cursor<'_>) -> Docs {
    let text = |key| {
        at.get(key)
            .map(plain_text)
            .filter(|text| !text.trim().is_empty())
    };
    Docs {
        summary: text("title").or_else(|| text("summary")),
        description: text("description"),
        example: at
            .get("example")
            .or_else(|| {
                at.get("examples")
                    .and_then(|examples| examples.items().next())
            })
            .map(|example| example.node().to_json()),
        deprecated: at.get_bool("deprecated").unwrap_or(false),
    }
}

/// `docs`, completed by what the object that it refers to says.
pub(super) fn docs_through(at: Cursor<'_>) -> Docs {
    let mut own = docs(at);
    // Of `allOf`, parts that only describe, and then the one that is described.
    let parts = at.get("allOf").into_iter().flat_map(Cursor::items);
    let (words, parts): (Vec<_>, Vec<_>) = parts.partition(|part| only_describes(*part));
    let target = match parts.as_slice() {
        [only] => Some(only.follow()),
        [] if at.is_reference() => Some(at.follow()),
        _ => None,
    };
    for target in words.into_iter().chain(target) {
        let other = docs(target);
        own.summary = own.summary.or(if own.description.is_none() {
            other.summary
        } else {
            None
        });
        own.description = own.description.or(other.description);
        own.example = own.example.or(other.example);
        own.deprecated |= other.deprecated;
    }
    own
}

/// The docs of a parameter or header, completed by what its schema says.
pub(super) fn docs_through_schema(own: Docs, schema: Cursor<'_>) -> Docs {
    let other = docs_through(schema);
    Docs {
        summary: own.summary,
        description: own.description.or(other.description),
        example: own.example.or(other.example),
        deprecated: own.deprecated || other.deprecated,
    }
}

/// A scalar as text: `info.version: 1.0` is a number to YAML.
pub(super) fn plain_text(at: Cursor<'_>) -> String {
    match at.node() {
        Node::String(text) => text.clone(),
        Node::Number(number) => number.text().to_owned(),
        Node::Bool(value) => value.to_string(),
        _ => String::new(),
    }
}
