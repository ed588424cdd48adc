//! The shapes of values without parts.

use anteroom::validate::Format;
use anteroom::validate::pattern::{PatternError, translate};

use crate::parse::Node;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum IntegerWidth {
    I8,
    I16,
    I32,
    #[default]
    I64,
    U8,
    U16,
    U32,
    U64,
}

impl IntegerWidth {
    /// The width that a format gives.
    pub(crate) fn of(format: Format) -> Option<Self> {
        Some(match format {
            Format::Int8 => Self::I8,
            Format::Int16 => Self::I16,
            Format::Int32 => Self::I32,
            Format::Int64 => Self::I64,
            Format::Uint8 => Self::U8,
            Format::Uint16 => Self::U16,
            Format::Uint32 | Format::Uint => Self::U32,
            Format::Uint64 => Self::U64,
            _ => return None,
        })
    }
}

/// `type: integer`. Bounds are whole numbers: a fractional bound was rounded inwards.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct IntegerShape {
    pub(crate) width: IntegerWidth,
    pub(crate) minimum: Option<i128>,
    pub(crate) maximum: Option<i128>,
    pub(crate) exclusive_minimum: Option<i128>,
    pub(crate) exclusive_maximum: Option<i128>,
    pub(crate) multiple_of: Option<u128>,
}

impl IntegerShape {
    pub(crate) fn is_constrained(&self) -> bool {
        self.minimum.is_some()
            || self.maximum.is_some()
            || self.exclusive_minimum.is_some()
            || self.exclusive_maximum.is_some()
            || self.multiple_of.is_some()
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NumberWidth {
    F32,
    #[default]
    F64,
}

/// `type: number`. Bounds are the decimal text of the document.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct NumberShape {
    pub(crate) width: NumberWidth,
    pub(crate) minimum: Option<String>,
    pub(crate) maximum: Option<String>,
    pub(crate) exclusive_minimum: Option<String>,
    pub(crate) exclusive_maximum: Option<String>,
    pub(crate) multiple_of: Option<String>,
    /// One of whole numbers, which the type does not say.
    pub(crate) format: Option<Format>,
}

impl NumberShape {
    pub(crate) fn is_constrained(&self) -> bool {
        self.minimum.is_some()
            || self.maximum.is_some()
            || self.exclusive_minimum.is_some()
            || self.exclusive_maximum.is_some()
            || self.multiple_of.is_some()
            || self.format.is_some()
    }
}

/// `type: string`. Lengths count Unicode code points.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct StringShape {
    pub(crate) format: Option<Format>,
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
    /// An ECMA-262 regular expression, unanchored.
    pub(crate) pattern: Option<String>,
    /// `format: binary`: outside of JSON it is bytes and no text.
    pub(crate) is_binary: bool,
}

impl StringShape {
    /// Whether some rule is checked on the text.
    pub(crate) fn is_constrained(&self) -> bool {
        self.typed() != self.format || self.has_bounds()
    }

    fn has_bounds(&self) -> bool {
        self.min_length.is_some() || self.max_length.is_some() || self.pattern.is_some()
    }

    /// The format, where it gives the string a type of its own: if there is a type that holds it, and
    /// no other rule speaks of the text.
    pub(crate) fn typed(&self) -> Option<Format> {
        let has_type = |format: &Format| {
            matches!(
                format,
                Format::DateTime
                    | Format::Date
                    | Format::TimeLocal
                    | Format::Uuid
                    | Format::Ipv4
                    | Format::Ipv6
                    | Format::Byte
            )
        };
        self.format.filter(has_type).filter(|_| !self.has_bounds())
    }
}

/// Whether only an engine that backtracks matches a pattern; the user has accepted that.
pub(crate) fn backtracks(pattern: &str) -> bool {
    matches!(translate(pattern), Err(PatternError::Unsupported { .. }))
}

/// A closed set of scalars.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EnumShape {
    pub(crate) values: Vec<EnumValue>,
    /// Whether `const` says so.
    pub(crate) constant: bool,
}

impl EnumShape {
    /// The values, if all of them are strings.
    pub(crate) fn strings(&self) -> Option<Vec<&str>> {
        self.values
            .iter()
            .map(|value| match &value.value {
                Scalar::String(text) => Some(text.as_str()),
                _ => None,
            })
            .collect()
    }

    /// Whether it has both booleans and nothing else.
    pub(crate) fn is_all_booleans(&self) -> bool {
        let is_boolean = |value: &EnumValue| matches!(value.value, Scalar::Boolean(_));
        self.values.len() == 2 && self.values.iter().all(is_boolean)
    }
}

/// One value of an enum.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EnumValue {
    pub(crate) value: Scalar,
    pub(crate) description: Option<String>,
}

/// A JSON value without parts, other than null.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Scalar {
    String(String),
    Integer(i128),
    /// The decimal text of the document.
    Number(String),
    Boolean(bool),
}

impl Scalar {
    /// The scalar that a value of the document is.
    pub(crate) fn of(node: &Node) -> Option<Self> {
        Some(match node {
            Node::String(text) => Self::String(text.clone()),
            Node::Bool(value) => Self::Boolean(*value),
            Node::Number(number) => match number.as_i128() {
                Some(integer) => Self::Integer(integer),
                None => Self::Number(number.text().to_owned()),
            },
            Node::Null | Node::Sequence(_) | Node::Mapping(_) => return None,
        })
    }

    /// The text that stands for it where there are no quotes.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::String(text) | Self::Number(text) => text.clone(),
            Self::Integer(integer) => integer.to_string(),
            Self::Boolean(value) => value.to_string(),
        }
    }
}
