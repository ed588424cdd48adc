//! Choices: `oneOf`, `anyOf`, and several types.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::super::Lowering;
use super::enumeration;
use super::position::{Choice, JsonType, Position, is_null};
use crate::document::Cursor;
use crate::ir::{
    Docs, IntegerShape, NumberShape, Origin, Shape, StringShape, Tag, TypeId, UnionShape, Variant,
};

/// What became of a choice.
pub(super) struct Chosen {
    pub(super) shape: Shape,
    pub(super) nullable: bool,
}

/// An alternative with what it adds to.
pub(super) struct Alternative<'a> {
    pub(super) at: Cursor<'a>,
    pub(super) position: Position<'a>,
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
        let nullable = all.iter().any(|at| is_null(*at));
        if rest.is_vague()
            && let Some(shape) = enumeration::of_alternatives(&all)
        {
            return Chosen {
                shape: Shape::Enum(shape),
                nullable,
            };
        }
        let within = |at: &Cursor<'a>| is_null(*at) || rest.allows_types_of(&Position::of(*at));
        let alone = rest.is_vague_but_for_rules() && all.iter().all(within);
        let mut alternatives: Vec<Alternative<'a>> = all
            .into_iter()
            .filter(|at| !is_null(*at))
            .map(|at| Alternative {
                at,
                position: if alone {
                    Position::of(at)
                } else {
                    rest.and(at)
                },
            })
            .collect();
        if choice == Choice::AnyOf {
            // The first that fits is taken, so those that take less come first.
            alternatives.sort_by_key(|alternative| breadth(&alternative.position));
        }
        let (tag, tags) = self.tag(position, &alternatives);
        let labels = labels(&alternatives, &tags);
        let mut variants: Vec<Variant> = Vec::new();
        for ((alternative, label), tags) in alternatives.into_iter().zip(labels).zip(tags) {
            let origin = Origin::Variant {
                parent: id,
                label: label.clone(),
            };
            let type_id = if alone {
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
            })
            .collect();
        if let [only] = alternatives.as_slice() {
            return self.schema(only.at, origin);
        }
        let silent = |alternative: &Alternative<'_>| alternative.position.is_silent();
        if alternatives.is_empty() || alternatives.iter().any(silent) {
            return self.anything(position, origin);
        }
        alternatives.sort_by_key(|alternative| breadth(&alternative.position));
        let labels = labels(&alternatives, &vec![Vec::new(); alternatives.len()]);
        let id = self.add_type(position.home().place(), origin, Docs::default());
        let mut variants: Vec<Variant> = Vec::new();
        let mut scalars: Vec<JsonType> = Vec::new();
        for (alternative, label) in alternatives.iter().zip(labels) {
            let scalar = plain_scalar(&alternative.position);
            let alike = |other: &&Alternative<'_>| {
                scalar.is_some() && plain_scalar(&other.position) == scalar
            };
            let origin = Origin::Variant {
                parent: id,
                label: label.clone(),
            };
            let type_id = match scalar {
                Some(kind) if scalars.contains(&kind) => continue,
                // Scalars of one type that differ in their rules alone are one variant.
                Some(kind) if alternatives.iter().filter(alike).count() > 1 => {
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
    let narrowed = ["enum", "const", "format", "pattern"]
        .iter()
        .any(|keyword| position.has(keyword));
    match position.types().as_deref() {
        Some([JsonType::String]) if !narrowed => 1,
        Some([JsonType::Number]) => 1,
        None if position.is_vague() && position.choice().is_none() => 2,
        _ => 0,
    }
}

/// What the variants are called after: the component, the title, the value of the tag, or the type.
pub(super) fn labels(alternatives: &[Alternative<'_>], tags: &[Vec<String>]) -> Vec<String> {
    alternatives
        .iter()
        .zip(tags)
        .map(|(alternative, tags)| {
            let at = alternative.at;
            let named = component_name(at).or_else(|| match super::named_origin(at.follow()) {
                Origin::Elsewhere(name) => Some(name),
                _ => None,
            });
            let named = named.filter(|_| at.is_reference());
            named
                .or_else(|| at.get_str("title").map(str::to_owned))
                .or_else(|| match tags.as_slice() {
                    [only] => Some(only.clone()),
                    _ => None,
                })
                .unwrap_or_else(|| type_label(&alternative.position))
        })
        .collect()
}

/// A word for the values of a schema without a name.
fn type_label(position: &Position<'_>) -> String {
    if let Some(values) = enumeration::allowed(position) {
        let only = match values.as_slice() {
            [only] => only.str(),
            _ => None,
        };
        return only.unwrap_or("known").to_owned();
    }
    let formats = [
        "date-time",
        "date",
        "time",
        "uuid",
        "ipv4",
        "ipv6",
        "email",
        "uri",
        "binary",
    ];
    let format = position
        .all("format")
        .filter_map(Cursor::str)
        .find(|format| formats.contains(format));
    if let Some(format) = format {
        return format.to_owned();
    }
    match position
        .types()
        .or_else(|| Some(vec![position.implied_type()?]))
    {
        Some(types) if types.len() == 1 => types
            .first()
            .map_or("value", |kind| kind.label())
            .to_owned(),
        _ => "value".to_owned(),
    }
}
