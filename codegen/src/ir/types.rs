//! The types of an API.

use std::collections::HashSet;

use super::{Docs, EnumShape, IntegerShape, NumberShape, SchemaId, StringShape};
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

/// One property whose values are the parts of a multipart body.
#[derive(Debug)]
pub(crate) struct PartMember<'a> {
    pub(crate) name: &'a str,
    pub(crate) type_id: TypeId,
    pub(crate) docs: &'a Docs,
    pub(crate) xml: &'a XmlHint,
    /// The types that it has in other alternatives, where they are others.
    pub(crate) otherwise: Vec<TypeId>,
}

impl Types {
    /// Whether all objects that a value of the type can be refuse what is not described.
    pub(crate) fn is_closed(&self, id: TypeId) -> bool {
        let (mut seen, mut open, mut found) = (HashSet::new(), vec![id], false);
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            match &self[id].shape {
                Shape::Alias(target) => open.push(*target),
                Shape::Union(shape) => {
                    open.extend(shape.variants.iter().map(|variant| variant.type_id));
                }
                Shape::Object(shape) if shape.additional == Additional::Refused => found = true,
                Shape::Object(_) | Shape::Map(_) | Shape::Any => return false,
                _ => {}
            }
        }
        found
    }

    /// What the parts of a multipart body with this type are, and what others are where they are kept. Of a choice they are
    /// those of its alternatives.
    pub(crate) fn part_members(&self, id: TypeId) -> (Vec<PartMember<'_>>, Option<TypeId>) {
        let (mut members, mut others) = (Vec::<PartMember<'_>>::new(), None);
        let (mut seen, mut open) = (HashSet::new(), vec![id]);
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            match &self[id].shape {
                Shape::Alias(target) => open.push(*target),
                Shape::Union(shape) => {
                    open.extend(shape.variants.iter().rev().map(|variant| variant.type_id));
                }
                Shape::Map(shape) => others = Some(shape.values),
                Shape::Object(shape) => {
                    for property in &shape.properties {
                        let mut known = members.iter_mut();
                        match known.find(|known| known.name == property.name) {
                            Some(known) => {
                                if self.behind(known.type_id) != self.behind(property.type_id) {
                                    known.otherwise.push(property.type_id);
                                }
                            }
                            None => members.push(PartMember {
                                name: &property.name,
                                type_id: property.type_id,
                                docs: &property.docs,
                                xml: &property.xml,
                                otherwise: Vec::new(),
                            }),
                        }
                    }
                    if let Additional::Kept(values) = shape.additional {
                        others = Some(values);
                    }
                }
                _ => {}
            }
        }
        (members, others)
    }

    /// The type that this one is another name of.
    pub(crate) fn behind(&self, mut id: TypeId) -> TypeId {
        for _ in 0..self.all.len() {
            match self[id].shape {
                Shape::Alias(target) => id = target,
                _ => break,
            }
        }
        id
    }

    pub(crate) fn into_vec(self) -> Vec<TypeDef> {
        self.all
    }

    /// The objects of which a type is a choice.
    pub(crate) fn alternatives(&self, id: TypeId) -> Vec<&ObjectShape> {
        let (mut found, mut seen, mut open) = (Vec::new(), HashSet::new(), vec![id]);
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            match &self[id].shape {
                Shape::Alias(target) => open.push(*target),
                Shape::Union(shape) => {
                    open.extend(shape.variants.iter().rev().map(|variant| variant.type_id));
                }
                Shape::Object(shape) => found.push(shape),
                _ => {}
            }
        }
        found
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
    /// Null, which the type allows that this one is another name of, is refused here.
    pub(crate) refuses_null: bool,
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
    /// Whether values never are in one piece: they only come as the parts of multipart bodies.
    pub(crate) is_divided: bool,
    /// How it is written as XML, as far as the document says.
    pub(crate) xml: XmlHint,
}

/// The `xml` of a schema.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct XmlHint {
    pub(crate) name: Option<String>,
    pub(crate) namespace: Option<String>,
    pub(crate) prefix: Option<String>,
    pub(crate) attribute: bool,
    pub(crate) wrapped: bool,
}

impl XmlHint {
    /// What this one says, and the other where it says nothing.
    pub(crate) fn or(&self, other: Self) -> Self {
        Self {
            name: self.name.clone().or(other.name),
            namespace: self.namespace.clone().or(other.namespace),
            prefix: self.prefix.clone().or(other.prefix),
            attribute: self.attribute || other.attribute,
            wrapped: self.wrapped || other.wrapped,
        }
    }
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
    /// Whether null is allowed, when that is told of what it is another name of.
    pub(crate) fn takes_null(&self, of_target: bool) -> bool {
        self.nullable || (of_target && !self.refuses_null)
    }

    /// Whether it is an item of its own.
    pub(crate) fn is_item(&self) -> bool {
        let is_composed = matches!(
            self.shape,
            Shape::Object(_) | Shape::Enum(_) | Shape::Union(_)
        );
        let is_named = matches!(self.origin, Origin::Component(_));
        (is_named || is_composed || self.wrapped) && !self.is_divided
    }

    /// The types that its values directly consist of.
    pub(crate) fn parts(&self) -> Vec<TypeId> {
        match &self.shape {
            Shape::Array(shape) => vec![shape.items],
            Shape::Map(shape) => vec![shape.values],
            Shape::Alias(target) => vec![*target],
            Shape::Union(shape) => shape
                .variants
                .iter()
                .map(|variant| variant.type_id)
                .collect(),
            Shape::Object(object) => {
                let mut parts: Vec<TypeId> = object
                    .properties
                    .iter()
                    .map(|property| property.type_id)
                    .collect();
                if let Additional::Kept(values) = object.additional {
                    parts.push(values);
                }
                parts
            }
            _ => Vec::new(),
        }
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
    pub(crate) passed_over: Vec<PassedOver>,
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

/// A property that is read over.
#[derive(Clone, Debug)]
pub(crate) struct PassedOver {
    pub(crate) name: String,
    pub(crate) xml: XmlHint,
}

#[derive(Clone, Debug)]
pub(crate) struct Property {
    pub(crate) name: String,
    /// What the property says beside the type that it refers to.
    pub(crate) docs: Docs,
    pub(crate) required: bool,
    pub(crate) type_id: TypeId,
    pub(crate) default: Option<Node>,
    /// What it says of its XML, beside the type that it refers to.
    pub(crate) xml: XmlHint,
}
