//! What tells the alternatives of a choice apart: a property and its values.

use std::collections::{HashMap, HashSet};

use super::super::Lowering;
use super::alternative::Alternative;
use super::looks::Looks;
use super::object::{is_literal, is_object, tag_candidates, tag_values};
use super::position::Position;
use super::single::JsonType;
use super::union::component_name;
use crate::document::Cursor;
use crate::ir::Tag;

/// How many alternatives within alternatives are looked at.
const LOOKS: usize = 2_000;

impl<'a> Lowering<'a, '_> {
    /// The property that tells the alternatives apart, and its values for each of them.
    pub(super) fn tag(
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
        let candidates: Vec<HashMap<&str, Vec<String>>> = objects
            .iter()
            .map(|alternative| tag_candidates(&alternative.position).into_iter().collect())
            .collect();
        for (property, _) in tag_candidates(&first.position) {
            let tags: Option<Vec<Vec<String>>> = candidates
                .iter()
                .map(|candidates| candidates.get(property).cloned())
                .collect();
            let literal = is_literal(&first.position, property);
            let mut all = objects.iter();
            let is_alike = all.all(|at| is_literal(&at.position, property) == literal);
            if let Some(tags) = tags.filter(|tags| is_alike && tell_apart(tags)) {
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
                    literal,
                };
                return (Some(tag), tags);
            }
        }
        (None, none)
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
    let literal = objects
        .clone()
        .all(|alternative| is_literal(&alternative.position, property));
    Tag {
        property: property.to_owned(),
        declared: true,
        required: objects.all(|alternative| requires(&alternative.position, property)),
        literal,
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
pub(super) fn requires(position: &Position<'_>, property: &str) -> bool {
    requires_within(position, property, &mut Looks::at(LOOKS))
}

fn requires_within(position: &Position<'_>, property: &str, looks: &mut Looks) -> bool {
    let mut required = position.all("required").flat_map(Cursor::items);
    required.any(|name| name.str() == Some(property))
        || within(position).is_some_and(|(count, mut alternatives)| {
            let all = looks.into(count, |looks| {
                alternatives.all(|at| requires_within(&at, property, looks))
            });
            all == Some(true)
        })
}

/// The values that a `discriminator` gives to an alternative.
fn declared_tags(
    discriminator: Cursor<'_>,
    property: &str,
    alternative: &Alternative<'_>,
    by_values: bool,
) -> Vec<String> {
    Declared {
        discriminator,
        property,
        by_values,
    }
    .tags(alternative.at, &alternative.position, &mut Looks::at(LOOKS))
}

/// A `discriminator` of a choice.
struct Declared<'a, 'p> {
    discriminator: Cursor<'a>,
    property: &'p str,
    /// Whether what the property can have counts.
    by_values: bool,
}

impl<'a> Declared<'a, '_> {
    /// The values that stand for an alternative: those of the mapping; those that the property can have;
    /// those that a discriminator of its own gives; and if nothing says anything, the name of the schema.
    fn tags(&self, at: Cursor<'a>, position: &Position<'a>, looks: &mut Looks) -> Vec<String> {
        let mapped = mapped_tags(self.discriminator, at);
        if !mapped.is_empty() {
            return mapped;
        }
        if let Some(said) = said_tag(at) {
            return vec![said];
        }
        if self.by_values
            && let Some(values) = values_within(position, self.property, looks)
        {
            return values;
        }
        self.nested(at, position, looks)
            .or_else(|| Some(vec![component_name(at)?]))
            .unwrap_or_default()
    }

    /// The values that a discriminator of the alternative itself, or of what it builds on, gives.
    fn nested(
        &self,
        at: Cursor<'a>,
        position: &Position<'a>,
        looks: &mut Looks,
    ) -> Option<Vec<String>> {
        let is_other = |other: &Cursor<'a>| {
            other.id() != self.discriminator.id()
                && other.get_str("propertyName") == Some(self.property)
        };
        let others = position.all("discriminator").filter(is_other);
        let target = at.follow();
        let of_family = super::inheritance::discriminator(target);
        // One that names itself stands for all that its mapping names.
        let is_base = of_family.filter(is_other).is_some() && position.choice().is_none();
        let mapped = first_mapped(others, at);
        if !mapped.is_empty() && !is_base {
            return Some(mapped);
        }
        let discriminator = of_family
            .or_else(|| target.get("discriminator"))
            .filter(is_other)?;
        let inner = Declared {
            discriminator,
            ..*self
        };
        let Some((index, choice, list)) = position.choice() else {
            let mapping = discriminator.get("mapping")?;
            return Some(mapping.entries().map(|(tag, _)| tag.to_owned()).collect());
        };
        let rest = position.settle(index, choice);
        let tags = looks.into(list.items().count(), |looks| {
            let mut tags = Vec::new();
            for at in list.items() {
                tags.extend(inner.tags(at, &rest.and(at), looks));
            }
            tags
        })?;
        Some(tags)
    }
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

/// The value that a schema gives to itself, as AutoRest and converters of Swagger write it.
pub(super) fn said_tag(at: Cursor<'_>) -> Option<String> {
    let keys = ["x-ms-discriminator-value", "x-discriminator-value"];
    let said = keys.iter().find_map(|key| at.follow().get_str(key))?;
    Some(said.to_owned())
}

/// The values that the first of several discriminators which names a schema gives to it.
pub(super) fn first_mapped<'a>(
    discriminators: impl Iterator<Item = Cursor<'a>>,
    at: Cursor<'_>,
) -> Vec<String> {
    let mut mapped = discriminators.map(|discriminator| mapped_tags(discriminator, at));
    mapped.find(|tags| !tags.is_empty()).unwrap_or_default()
}

/// The values of a property in an object, or in all alternatives of a choice of objects.
fn values_within(
    position: &Position<'_>,
    property: &str,
    looks: &mut Looks,
) -> Option<Vec<String>> {
    if let Some(values) = tag_values(position, property) {
        return Some(values);
    }
    let (count, alternatives) = within(position)?;
    let values: Option<Vec<Vec<String>>> = looks.into(count, |looks| {
        alternatives
            .map(|at| values_within(&at, property, looks))
            .collect()
    })?;
    values.map(|values| values.concat())
}

/// The alternatives of a choice within a choice, and how many there are.
fn within<'p, 'a: 'p>(
    position: &'p Position<'a>,
) -> Option<(usize, impl Iterator<Item = Position<'a>> + use<'p, 'a>)> {
    let (index, choice, list) = position.choice()?;
    let rest = position.settle(index, choice);
    let alternatives = list.items().map(move |at| rest.and(at));
    Some((list.items().count(), alternatives))
}
