//! Any JSON value.

use super::{Decode, Encode, Kind, Map, Number, Reader, Writer};
use crate::validate::{Checker, ObjectRules, Validate};

/// Any JSON value, for schemas that say nothing and for the extension members of problems.
///
/// Equality is JSON's: numbers by their worth, objects in any order.
///
/// ```
/// use anteroom::json::{self, Value};
///
/// let value: Value = json::from_str(r#"{"rooms": [1, 2.50, null]}"#)?;
/// assert_eq!(value.get("rooms").and_then(|rooms| rooms.at(1)), Some(&json::from_str("2.5")?));
/// assert_eq!(json::to_string(&value), r#"{"rooms":[1,2.50,null]}"#);
/// # Ok::<(), json::DecodeError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Value {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, with its exact text.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Value>),
    /// An object.
    Object(Map<Value>),
}

impl Value {
    /// The property of an object.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(properties) => properties.get(name),
            _ => None,
        }
    }

    /// The item of an array.
    pub fn at(&self, index: usize) -> Option<&Self> {
        match self {
            Self::Array(items) => items.get(index),
            _ => None,
        }
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The number.
    pub const fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The boolean.
    pub const fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(flag) => Some(*flag),
            _ => None,
        }
    }

    /// The items of an array.
    pub fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The properties of an object.
    pub const fn as_object(&self) -> Option<&Map<Self>> {
        match self {
            Self::Object(properties) => Some(properties),
            _ => None,
        }
    }

    /// Whether this is `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

static ANY_OBJECT: ObjectRules = ObjectRules::at("", &[]).additional();

impl Decode for Value {
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        match reader.kind()? {
            Kind::Null => reader.null().map(|_| Self::Null),
            Kind::Bool => reader.boolean("").map(Self::Bool),
            Kind::Number => Number::decode(reader).map(Self::Number),
            Kind::String => reader
                .string("")
                .map(|text| Self::String(text.into_owned())),
            Kind::Array => {
                let mut items = Vec::new();
                let mut array = reader.array("")?;
                while array.next(reader) {
                    items.extend(Self::decode(reader));
                }
                array.end(reader)?;
                Some(Self::Array(items))
            }
            Kind::Object => {
                let mut properties = Map::new();
                let mut object = reader.object(&ANY_OBJECT);
                while object.next(reader).is_some() {
                    object.additional(reader, &mut properties, Self::decode);
                }
                object.end(reader)?;
                Some(Self::Object(properties))
            }
        }
    }
}

impl Encode for Value {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Self::Null => writer.null(),
            Self::Bool(flag) => flag.encode(writer),
            Self::Number(number) => number.encode(writer),
            Self::String(text) => writer.string(text),
            Self::Array(items) => items.encode(writer),
            Self::Object(properties) => properties.encode(writer),
        }
    }
}

impl Validate for Value {
    fn check(&self, _: &mut Checker<'_>) {}
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<Number> for Value {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Self {
        Self::Array(items)
    }
}

impl From<Map<Value>> for Value {
    fn from(properties: Map<Value>) -> Self {
        Self::Object(properties)
    }
}

macro_rules! from_integer {
    ($($name:ident)+) => {$(
        impl From<$name> for Value {
            fn from(number: $name) -> Self {
                Self::Number(number.into())
            }
        }
    )+};
}

from_integer! { i8 i16 i32 i64 u8 u16 u32 u64 usize }
