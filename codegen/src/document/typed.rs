//! The structure of an object as `openapiv3` types it.
//!
//! That crate models 3.0 only and fails as a whole on what it does not know. So it gets a projection:
//! the fields that the grammar of 3.0 has, without schemas and examples (which are read from the
//! tree), with stand-ins for required fields that are not there. Positions of schemas are filled with
//! an empty schema where the crate insists on one.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};

use super::Cursor;
use super::Version;
use super::grammar::{Kind, Rest, Value};

/// `None` if this is no object of the specification, or of another kind than `T` is.
pub(super) fn typed<T: DeserializeOwned>(at: Cursor<'_>) -> Option<T> {
    let json = match at.reference() {
        Some(reference) => serde_json::json!({ "$ref": reference }),
        None => object(at, at.kind()?),
    };
    serde_json::from_value(json).ok()
}

fn object(at: Cursor<'_>, kind: Kind) -> Json {
    let grammar = kind.grammar();
    let mut out = Map::new();
    for (name, child) in at.entries() {
        let value = match (grammar.field(name), &grammar.rest) {
            (Some(field), _) if field.is_in(Version::V3_0) => &field.value,
            (None, Rest::Entries(value)) if !name.starts_with("x-") => value,
            (None, Rest::Paths(value)) if name.starts_with('/') => value,
            _ => continue,
        };
        if let Some(json) = project(child, value) {
            out.insert(name.to_owned(), json);
        }
    }
    for field in grammar
        .fields
        .iter()
        .filter(|field| field.is_expected(Version::V3_0))
    {
        out.entry(field.name)
            .or_insert_with(|| stand_in(&field.value));
    }
    if matches!(kind, Kind::Parameter | Kind::Header) && !out.contains_key("content") {
        out.insert("schema".to_owned(), Json::Object(Map::new()));
    }
    Json::Object(out)
}

/// What `openapiv3` may see of a value; `None` leaves the field out.
fn project(at: Cursor<'_>, value: &'static Value) -> Option<Json> {
    match value {
        Value::Any
        | Value::Examples
        | Value::Object(Kind::Schema)
        | Value::Referable(Kind::Schema | Kind::Example) => None,
        Value::SchemaOrFlag
        | Value::Items
        | Value::Required
        | Value::Types
        | Value::Exclusive
        | Value::Number => None,
        Value::Text | Value::LooseText | Value::Word(_) | Value::Reference => {
            at.str().map(Json::from)
        }
        Value::Flag => at.bool().map(Json::from),
        Value::Count => at.u64().map(Json::from),
        Value::Object(kind) => at.mapping().map(|_| object(at, *kind)),
        Value::Referable(kind) => match at.get_str("$ref") {
            // A path item is never only a reference to `openapiv3`; what is beside it would be lost.
            Some(_) if *kind == Kind::PathItem => Some(object(at.follow(), *kind)),
            Some(reference) => Some(serde_json::json!({ "$ref": reference })),
            None => at.mapping().map(|_| object(at, *kind)),
        },
        Value::List(item) | Value::NonEmpty(item) => {
            let items = at.items().filter_map(|child| project(child, item));
            at.node()
                .as_sequence()
                .map(|_| Json::Array(items.collect()))
        }
        Value::Map(entry) | Value::Components(entry) => {
            let entries = at.entries().filter(|(name, _)| !name.starts_with("x-"));
            let projected =
                entries.filter_map(|(name, child)| Some((name.to_owned(), project(child, entry)?)));
            at.mapping().map(|_| Json::Object(projected.collect()))
        }
    }
}

fn stand_in(value: &'static Value) -> Json {
    match value {
        Value::List(_) => Json::Array(Vec::new()),
        Value::Map(_) | Value::Components(_) => Json::Object(Map::new()),
        Value::Object(Kind::Info) => serde_json::json!({ "title": "", "version": "" }),
        Value::Object(_) | Value::Referable(_) => Json::Object(Map::new()),
        Value::Flag => Json::Bool(false),
        Value::Word(words) => words
            .first()
            .map(|word| Json::from(*word))
            .unwrap_or_default(),
        _ => Json::String(String::new()),
    }
}
