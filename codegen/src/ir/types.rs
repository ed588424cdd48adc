//! The types of an API.

use anteroom::validate::Format;
use anteroom::validate::pattern::{PatternError, translate};

use super::{Docs, SchemaId};
use crate::parse::Node;
use crate::source::Place;

/// The index of a type in [`Types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct TypeId(pub(crate) usize);

/// All types, in the order in which the document first mentions them.
#[derive(Debug, Default)]
pub(crate) struct Types {
    all: Vec<TypeDef>,
}

impl Types {
    pub(crate) fn new(all: Vec<TypeDef>) -> Self {
        Self { all }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (TypeId, &TypeDef)> {
        self.all
            .iter()
            .enumerate()
            .map(|(index, definition)| (TypeId(index), definition))
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }
}

impl std::ops::Index<TypeId> for Types {
    type Output = TypeDef;

    fn index(&self, id: TypeId) -> &TypeDef {
        &self.all[id.0]
    }
}

/// One schema position and what it allows.
#[derive(Clone, Debug)]
pub(crate) struct TypeDef {
    /// Where it stands in the document.
    pub(crate) place: Place,
    /// What it is called there.
    pub(crate) origin: Origin,
    pub(crate) docs: Docs,
    /// `null` is allowed besides what the shape allows.
    pub(crate) nullable: bool,
    /// A list, a map or a reference whose only way back to itself is through others like it: it
    /// must be a type of its own, since an alias cannot name itself.
    pub(crate) wrapped: bool,
    pub(crate) shape: Shape,
    /// What a value must satisfy besides, which is checked as it stands in the text.
    pub(crate) rest: Option<SchemaId>,
    /// The way that its values go, where that makes a difference.
    pub(crate) direction: Option<Direction>,
    /// Whether it is the type of requests beside another one of answers.
    pub(crate) input: bool,
}

/// Which way a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Direction {
    Both,
    /// From the client.
    Request,
    /// From the server.
    Response,
}

impl TypeDef {
    /// Whether it is an item of its own.
    pub(crate) fn is_item(&self) -> bool {
        let is_composed = matches!(
            self.shape,
            Shape::Object(_) | Shape::Enum(_) | Shape::Union(_)
        );
        matches!(self.origin, Origin::Component(_)) || is_composed || self.wrapped
    }

    /// Whether it is a struct, an enum or a newtype, and not just another name.
    pub(crate) fn is_model(&self) -> bool {
        self.is_item()
            && match &self.shape {
                Shape::Object(_) | Shape::Enum(_) | Shape::Union(_) => true,
                _ if self.wrapped => true,
                Shape::Integer(shape) => shape.is_constrained(),
                Shape::Number(shape) => shape.is_constrained(),
                Shape::String(shape) => shape.is_constrained(),
                _ => false,
            }
    }
}

/// What a type can be named after.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Origin {
    /// `components/schemas/<name>`.
    Component(String),
    /// A property of an object that is written in place.
    Property { parent: TypeId, name: String },
    /// The items of an array.
    Items { parent: TypeId },
    /// The values of a map.
    Values { parent: TypeId },
    /// An alternative of a union.
    Variant { parent: TypeId, label: String },
    /// A body of the operation with this index.
    Content {
        operation: usize,
        carrier: super::Carrier,
        /// Which of several media types has it.
        media_type: Option<super::MediaType>,
    },
    /// A header of an answer.
    ResponseHeader { operation: usize, name: String },
    /// A parameter of the operation with this index.
    Parameter { operation: usize, name: String },
    /// In place in a parameter, response, header or request body under `components`.
    Shared(String),
    /// A place that a reference names, other than a component.
    Elsewhere(String),
}

/// What values a type has.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    /// Any JSON value.
    Any,
    /// No value at all.
    Never,
    /// `null` and nothing else.
    Null,
    Boolean,
    Integer(IntegerShape),
    Number(NumberShape),
    String(StringShape),
    Enum(EnumShape),
    Array(ArrayShape),
    Map(MapShape),
    Object(ObjectShape),
    Union(UnionShape),
    /// A schema that is only a reference to another type.
    Alias(TypeId),
    /// An RFC 9457 problem: the runtime's own type.
    Problem,
    /// A type of the program's own.
    Replaced(Replacement),
}

/// A type that the program brings along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Replacement {
    /// Where it is, as the user wrote it.
    pub(crate) path: String,
    /// The types of JSON that its schema allows; none, if the schema does not say.
    pub(crate) types: Vec<&'static str>,
}

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
}

impl EnumShape {
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

/// `oneOf` or `anyOf`, or a choice of several types.
#[derive(Clone, Debug)]
pub(crate) struct UnionShape {
    pub(crate) variants: Vec<Variant>,
    /// `oneOf`: a value must not be one of two variants.
    pub(crate) exclusive: bool,
    /// The property whose value names the variant.
    pub(crate) tag: Option<Tag>,
}

#[derive(Clone, Debug)]
pub(crate) struct Variant {
    /// What it is called after.
    pub(crate) label: String,
    pub(crate) type_id: TypeId,
    /// The values of the tag that stand for it.
    pub(crate) tags: Vec<String>,
    /// Whether null is told by the union, although the type allows it.
    pub(crate) never_null: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) property: String,
    /// Whether the document says so with `discriminator`, and not only by the values that the
    /// variants allow.
    pub(crate) declared: bool,
    /// Whether every object must have it.
    pub(crate) required: bool,
    /// Whether its values are integers and booleans, and not strings.
    pub(crate) literal: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct ArrayShape {
    pub(crate) items: TypeId,
    pub(crate) min_items: Option<u64>,
    pub(crate) max_items: Option<u64>,
    pub(crate) unique_items: bool,
}

impl ArrayShape {
    pub(crate) fn is_constrained(&self) -> bool {
        self.min_items.is_some() || self.max_items.is_some() || self.unique_items
    }
}

/// An object without declared properties whose values are all of one type.
#[derive(Clone, Debug)]
pub(crate) struct MapShape {
    pub(crate) values: TypeId,
    pub(crate) min_properties: Option<u64>,
    pub(crate) max_properties: Option<u64>,
}

impl MapShape {
    pub(crate) fn is_constrained(&self) -> bool {
        self.min_properties.is_some() || self.max_properties.is_some()
    }
}

#[derive(Clone, Debug)]
pub(crate) struct ObjectShape {
    /// In document order.
    pub(crate) properties: Vec<Property>,
    /// Properties that go the other way: they are read over.
    pub(crate) passed_over: Vec<String>,
    pub(crate) additional: Additional,
    pub(crate) min_properties: Option<u64>,
    pub(crate) max_properties: Option<u64>,
}

/// What happens to properties that the schema does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Additional {
    /// Allowed, and nothing is known of them: they are read over.
    Ignored,
    /// `additionalProperties: false`.
    Refused,
    /// Kept in a map.
    Kept(TypeId),
}

#[derive(Clone, Debug)]
pub(crate) struct Property {
    pub(crate) name: String,
    /// What the property says beside the type that it refers to.
    pub(crate) docs: Docs,
    pub(crate) required: bool,
    pub(crate) type_id: TypeId,
    pub(crate) default: Option<Node>,
}
