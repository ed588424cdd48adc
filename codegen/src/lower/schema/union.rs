//! Choices: `oneOf`, `anyOf`, and several types.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::super::Lowering;
use super::enumeration;
use super::object::{is_object, tag_candidates, tag_values};
use super::position::{Choice, JsonType, Position, is_null};
use crate::document::Cursor;
use crate::ir::{
    Docs, IntegerShape, NumberShape, Origin, Shape, StringShape, Tag, TypeId, UnionShape, Variant,
};

/// How many choices within choices are looked into.
const DEEP: usize = 8;

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

    /// The property that tells the alternatives apart, and its values for each of them.
    fn tag(
        &self,
        position: &Position<'a>,
        alternatives: &[Alternative<'a>],
    ) -> (Option<Tag>, Vec<Vec<String>>) {
        let declared = position
            .all("discriminator")
            .find_map(|at| Some((at, at.get_str("propertyName")?)));
        if let Some((discriminator, property)) = declared {
            // What the alternatives allow may be the same list for all of them.
            for by_values in [true, false] {
                let tags: Vec<Vec<String>> = alternatives
                    .iter()
                    .map(|at| declared_tags(discriminator, property, at, by_values))
                    .collect();
                if let Some(tags) = untag(tags, alternatives) {
                    return (Some(declared_tag(property, alternatives)), tags);
                }
            }
        }
        let none = vec![Vec::new(); alternatives.len()];
        // Beside alternatives that are no objects, a look at the kind of the value is enough.
        let objects: Vec<&Alternative<'a>> = alternatives
            .iter()
            .filter(|alternative| is_object(&alternative.position))
            .collect();
        let [first, _, ..] = objects.as_slice() else {
            return (None, none);
        };
        for property in tag_candidates(&first.position) {
            let tags: Option<Vec<Vec<String>>> = objects
                .iter()
                .map(|alternative| {
                    tag_candidates(&alternative.position)
                        .contains(&property)
                        .then(|| tag_values(&alternative.position, property))?
                })
                .collect();
            if let Some(tags) = tags.filter(|tags| tell_apart(tags)) {
                let mut tags = tags.into_iter();
                let tags = alternatives
                    .iter()
                    .map(|alternative| match is_object(&alternative.position) {
                        true => tags.next().unwrap_or_default(),
                        false => Vec::new(),
                    })
                    .collect();
                let tag = Tag {
                    property: property.to_owned(),
                    declared: false,
                    required: true,
                };
                return (Some(tag), tags);
            }
        }
        (None, none)
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

/// Every alternative has a value, and no two have the same.
pub(super) fn tell_apart(tags: &[Vec<String>]) -> bool {
    let mut known = HashSet::new();
    tags.iter().all(|tags| !tags.is_empty()) && tags.iter().flatten().all(|tag| known.insert(tag))
}

fn declared_tag(property: &str, alternatives: &[Alternative<'_>]) -> Tag {
    let mut objects = alternatives
        .iter()
        .filter(|alternative| !is_no_object(&alternative.position));
    Tag {
        property: property.to_owned(),
        declared: true,
        required: objects.all(|alternative| requires(&alternative.position, property, 0)),
    }
}

/// The tags of those alternatives that can have one, if they tell them apart: what is no object is told
/// by its kind.
fn untag(tags: Vec<Vec<String>>, alternatives: &[Alternative<'_>]) -> Option<Vec<Vec<String>>> {
    let mut all = Vec::new();
    let mut of_objects = Vec::new();
    for (tags, alternative) in tags.into_iter().zip(alternatives) {
        if is_no_object(&alternative.position) {
            all.push(Vec::new());
        } else {
            all.push(tags.clone());
            of_objects.push(tags);
        }
    }
    (!of_objects.is_empty() && tell_apart(&of_objects)).then_some(all)
}

fn is_no_object(position: &Position<'_>) -> bool {
    let types = position.types();
    types.is_some_and(|types| !types.contains(&JsonType::Object))
}

/// Whether an object must have a property, in all alternatives if there is a choice.
pub(super) fn requires(position: &Position<'_>, property: &str, depth: usize) -> bool {
    if position
        .all("required")
        .flat_map(Cursor::items)
        .any(|name| name.str() == Some(property))
    {
        return true;
    }
    let Some((index, choice, list)) = position.choice().filter(|_| depth < DEEP) else {
        return false;
    };
    let rest = position.settle(index, choice);
    list.items()
        .all(|at| requires(&rest.and(at), property, depth + 1))
}

/// The values that a `discriminator` gives to an alternative: those of its mapping; those that the
/// property can have; and if neither says anything, the name of the schema.
fn declared_tags(
    discriminator: Cursor<'_>,
    property: &str,
    alternative: &Alternative<'_>,
    by_values: bool,
) -> Vec<String> {
    let mapped = mapped_tags(discriminator, alternative.at);
    if !mapped.is_empty() {
        return mapped;
    }
    let values = || values_within(&alternative.position, property, 0);
    by_values
        .then(values)
        .flatten()
        .or_else(|| Some(vec![component_name(alternative.at)?]))
        .unwrap_or_default()
}

/// The values that the mapping of a `discriminator` gives to a schema.
pub(super) fn mapped_tags(discriminator: Cursor<'_>, at: Cursor<'_>) -> Vec<String> {
    let target = at.follow();
    discriminator
        .get("mapping")
        .into_iter()
        .flat_map(Cursor::entries)
        .filter(|(_, schema)| schema.follow().id() == target.id())
        .map(|(value, _)| value.to_owned())
        .collect()
}

/// The values of a property in an object, or in all alternatives of a choice of objects.
fn values_within(position: &Position<'_>, property: &str, depth: usize) -> Option<Vec<String>> {
    if let Some(values) = tag_values(position, property) {
        return Some(values);
    }
    let (index, choice, list) = position.choice().filter(|_| depth < DEEP)?;
    let rest = position.settle(index, choice);
    let values: Option<Vec<Vec<String>>> = list
        .items()
        .map(|at| values_within(&rest.and(at), property, depth + 1))
        .collect();
    values.map(|values| values.concat())
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
