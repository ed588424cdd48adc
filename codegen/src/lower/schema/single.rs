//! What one schema says by itself.

use anteroom::validate::{Format, Kinds};

use crate::document::{Cursor, Version};
use crate::ir::IntegerWidth;
use crate::parse::Node;

/// Keywords that say something about a value without restricting it.
const ANNOTATIONS: [&str; 26] = [
    "title",
    "description",
    "default",
    "example",
    "examples",
    "deprecated",
    "externalDocs",
    "xml",
    "$comment",
    "readOnly",
    "writeOnly",
    "$ref",
    "$schema",
    "$id",
    "$anchor",
    "$dynamicAnchor",
    "$dynamicRef",
    "$recursiveAnchor",
    "$recursiveRef",
    "$defs",
    "definitions",
    "$vocabulary",
    "discriminator",
    "nullable",
    "contentMediaType",
    "contentSchema",
];

/// The types of JSON, other than null.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum JsonType {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl JsonType {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "boolean" => Self::Boolean,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "string" => Self::String,
            "array" => Self::Array,
            "object" => Self::Object,
            _ => return None,
        })
    }

    /// What a variant of this type is called.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    pub(super) fn and(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Integer, Self::Number) | (Self::Number, Self::Integer) => Some(Self::Integer),
            (one, other) => (one == other).then_some(one),
        }
    }
}

pub(super) fn is_annotation(key: &str) -> bool {
    ANNOTATIONS.contains(&key) || key.starts_with("x-")
}

/// Whether a schema restricts nothing by itself: words, and perhaps a reference.
pub(super) fn adds_nothing(at: Cursor<'_>) -> bool {
    at.bool() == Some(true) || at.entries().all(|(key, _)| is_annotation(key))
}

/// What one schema says of null. `nullable` is understood in both versions, but not beside a
/// reference of 3.0, which ignores what stands there.
pub(super) fn is_nullable(at: Cursor<'_>) -> bool {
    if at.is_reference() && at.version() == Version::V3_0 {
        return false;
    }
    at.get_bool("nullable") == Some(true)
        || at.type_names().is_some_and(|names| names.contains(&"null"))
}

/// Whether null is allowed whatever else is said, and not as one of the types: `nullable` of 3.0 is meant so.
pub(super) fn is_nullable_whatever(at: Cursor<'_>) -> bool {
    is_nullable(at) && (declared_types(at).is_none() || at.get_bool("nullable") == Some(true))
}

/// Whether `null` is the only value of a schema, or of what it refers to.
pub(super) fn is_null(at: Cursor<'_>) -> bool {
    says_null(at) || at.is_reference() && says_null(at.follow())
}

fn says_null(at: Cursor<'_>) -> bool {
    let only_null = |list: Cursor<'_>| {
        let mut items = list.items().peekable();
        items.peek().is_some() && items.all(|item| item.node() == &Node::Null)
    };
    at.type_names().is_some_and(|names| names == ["null"])
        || at.get("enum").is_some_and(only_null)
        || at
            .get("const")
            .is_some_and(|value| value.node() == &Node::Null)
}

/// The types that one schema declares, null left out.
pub(super) fn declared_types(at: Cursor<'_>) -> Option<Vec<JsonType>> {
    let names = at.type_names()?;
    let mut kinds: Vec<JsonType> = names
        .iter()
        .filter_map(|name| JsonType::from_name(name))
        .collect();
    if kinds.contains(&JsonType::Number) {
        // Every integer is a number.
        kinds.retain(|kind| *kind != JsonType::Integer);
    }
    Some(kinds)
}

/// The type that a format is about.
pub(super) fn format_type(name: &str) -> Option<JsonType> {
    let format = Format::by_name(name)?;
    if IntegerWidth::of(format).is_some() {
        return Some(JsonType::Integer);
    }
    match format.kinds() {
        Kinds::STRING => Some(JsonType::String),
        Kinds::NUMBER => Some(JsonType::Number),
        _ => None,
    }
}
