//! Choices: `oneOf`, `anyOf`, and several types.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::super::Lowering;
use super::alternative::{Alternative, Left, left_of};
use super::label::labels;
use super::position::{Choice, Position};
use super::single::{JsonType, is_null};
use super::{enumeration, scalar};
use crate::document::Cursor;
use crate::ir::{
    Docs, IntegerShape, NumberShape, Origin, Shape, StringShape, Tag, TypeId, UnionShape, Variant,
};

/// What became of a choice.
pub(super) struct Chosen {
    pub(super) shape: Shape,
    pub(super) nullable: bool,
}

impl<'a> Lowering<'a, '_> {
    /// A value of one of the alternatives, and of what stands beside them.
    pub(super) fn choice(
        &mut self,
        id: TypeId,
        position: &Position<'a>,
        (index, choice, list): (usize, Choice, Cursor<'a>),
    ) -> Chosen {
        let rest = position.settle(index, choice);
        let all: Vec<Cursor<'a>> = list.items().collect();
        if let Some(shape) = enumeration::of_alternatives(&rest, &all) {
            return Chosen {
                shape: Shape::Enum(shape),
                nullable: all.iter().any(|at| is_null(*at)) && !rest.refuses_null(),
            };
        }
        let Left {
            nullable,
            mut alternatives,
            impossible,
        } = left_of(&rest, choice, all);
        self.warn_of_impossible(position, (index, choice), &impossible);
        if choice == Choice::AnyOf {
            // The first that fits is taken, so those that take less come first.
            narrowest_first(&mut alternatives);
        }
        let (tag, tags) = self.tag(position, &alternatives);
        // A number names nothing.
        let labels = match &tag {
            Some(tag) if tag.literal => labels(&alternatives, &vec![Vec::new(); tags.len()]),
            _ => labels(&alternatives, &tags),
        };
        let mut variants: Vec<Variant> = Vec::new();
        for ((alternative, label), tags) in alternatives.into_iter().zip(labels).zip(tags) {
            let origin = Origin::Variant {
                parent: id,
                label: label.clone(),
            };
            let type_id = if alternative.alone {
                self.schema(alternative.at, origin)
            } else {
                self.declare(alternative.position, origin)
            };
            let known = variants.iter().any(|variant| variant.type_id == type_id);
            if !(known && choice == Choice::AnyOf) {
                variants.push(Variant {
                    label,
                    type_id,
                    tags,
                    never_null: false,
                });
            }
        }
        Chosen {
            shape: union(variants, choice == Choice::OneOf, tag),
            nullable,
        }
    }

    /// A value of at least one of several schemas, where something else says of which.
    pub(super) fn one_of_several(
        &mut self,
        position: &Position<'a>,
        schemas: Vec<Cursor<'a>>,
        origin: Origin,
    ) -> TypeId {
        let mut known = HashSet::new();
        let mut alternatives: Vec<Alternative<'a>> = schemas
            .into_iter()
            .filter(|at| known.insert(at.follow().id()))
            .map(|at| Alternative {
                at,
                position: Position::of(at),
                alone: true,
            })
            .collect();
        if let [only] = alternatives.as_slice() {
            return self.schema(only.at, origin);
        }
        let silent = |alternative: &Alternative<'_>| alternative.position.is_silent();
        if alternatives.is_empty() || alternatives.iter().any(silent) {
            return self.anything(position, origin);
        }
        narrowest_first(&mut alternatives);
        let labels = labels(&alternatives, &vec![Vec::new(); alternatives.len()]);
        let id = self.add_type(position.home().place(), origin, Docs::default());
        let mut variants: Vec<Variant> = Vec::new();
        let mut scalars: Vec<JsonType> = Vec::new();
        // A type of the program's own is not like others.
        let kinds: Vec<Option<JsonType>> = alternatives
            .iter()
            .map(|alternative| {
                let kind = plain_scalar(&alternative.position)?;
                self.replaced(&alternative.position)
                    .is_none()
                    .then_some(kind)
            })
            .collect();
        for ((alternative, label), scalar) in alternatives.iter().zip(labels).zip(&kinds) {
            let alike = |other: &&Option<JsonType>| scalar.is_some() && *other == scalar;
            let origin = Origin::Variant {
                parent: id,
                label: label.clone(),
            };
            let type_id = match *scalar {
                Some(kind) if scalars.contains(&kind) => continue,
                // Scalars of one type that differ in their rules alone are one variant.
                Some(kind) if kinds.iter().filter(alike).count() > 1 => {
                    scalars.push(kind);
                    self.plain(position, kind, origin)
                }
                _ => self.schema(alternative.at, origin),
            };
            if !variants.iter().any(|variant| variant.type_id == type_id) {
                variants.push(Variant {
                    label,
                    type_id,
                    tags: Vec::new(),
                    never_null: false,
                });
            }
        }
        if let Some(definition) = self.types.get_mut(id.0) {
            definition.shape = union(variants, false, None);
        }
        id
    }

    /// All values of a scalar type.
    fn plain(&mut self, position: &Position<'a>, kind: JsonType, origin: Origin) -> TypeId {
        let id = self.anything(position, origin);
        if let Some(definition) = self.types.get_mut(id.0) {
            definition.shape = match kind {
                JsonType::Boolean => Shape::Boolean,
                JsonType::String => Shape::String(StringShape::default()),
                JsonType::Integer => Shape::Integer(IntegerShape::default()),
                _ => Shape::Number(NumberShape::default()),
            };
        }
        id
    }

    /// A value of one of several types.
    pub(super) fn several_types(
        &mut self,
        id: TypeId,
        position: &Position<'a>,
        types: &[JsonType],
    ) -> Shape {
        let variants = types
            .iter()
            .map(|kind| {
                let label = kind.label().to_owned();
                let origin = Origin::Variant {
                    parent: id,
                    label: label.clone(),
                };
                Variant {
                    type_id: self.declare(position.only(*kind), origin),
                    label,
                    tags: Vec::new(),
                    never_null: false,
                }
            })
            .collect();
        union(variants, false, None)
    }
}

/// The type of a schema that has one scalar type, without null.
fn plain_scalar(position: &Position<'_>) -> Option<JsonType> {
    match position.types()?.as_slice() {
        [JsonType::Array | JsonType::Object] => None,
        [only] if !position.is_nullable() => Some(*only),
        _ => None,
    }
}

/// What is left of a choice when the alternatives are known.
pub(super) fn union(mut variants: Vec<Variant>, exclusive: bool, tag: Option<Tag>) -> Shape {
    match variants.len() {
        0 => Shape::Null,
        1 => Shape::Alias(variants.remove(0).type_id),
        _ => Shape::Union(UnionShape {
            variants,
            exclusive,
            tag,
        }),
    }
}

/// The name of the component that a schema is, or refers to.
pub(super) fn component_name(at: Cursor<'_>) -> Option<String> {
    let name = |at: Cursor<'_>| match super::named_origin(at) {
        Origin::Component(name) => Some(name),
        _ => None,
    };
    // The first component on the way, or what stands at its end.
    let mut step = at;
    while let Some(target) = step.target().filter(|_| step.follow().id() != step.id()) {
        if super::is_component(target) {
            return name(target);
        }
        step = target;
    }
    name(step)
}

fn narrowest_first(alternatives: &mut [Alternative<'_>]) {
    alternatives.sort_by_key(|alternative| breadth(&alternative.position));
}

/// How much a schema takes: alternatives that take little are tried first, and of objects those that
/// must have more properties.
fn breadth(position: &Position<'_>) -> (u8, Reverse<usize>) {
    let required: HashSet<&str> = position
        .all("required")
        .flat_map(Cursor::items)
        .filter_map(Cursor::str)
        .collect();
    (kind_breadth(position), Reverse(required.len()))
}

fn kind_breadth(position: &Position<'_>) -> u8 {
    // A format that is not checked narrows nothing.
    let narrowed = ["enum", "const", "pattern"]
        .iter()
        .any(|keyword| position.has(keyword))
        || position
            .all("format")
            .any(|at| scalar::format(at).is_some());
    match position.types().as_deref() {
        Some([JsonType::String]) if !narrowed => 1,
        Some([JsonType::Number]) => 1,
        None if position.is_vague() && position.choice().is_none() => 2,
        _ => 0,
    }
}
