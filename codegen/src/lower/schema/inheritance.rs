//! Inheritance: a schema that has a `discriminator` and makes no choice stands for every schema that
//! builds on it with `allOf`.

use std::collections::{HashMap, HashSet};

use super::super::Lowering;
use super::alternative::Alternative;
use super::named_origin;
use super::object::{is_literal, tag_values};
use super::position::Position;
use super::tag::{first_mapped, mapped_tags, requires, said_tag, tell_apart};
use super::union::{component_name, union};
use crate::document::{Cursor, Document, NodeId};
use crate::ir::{Origin, Shape, Tag, TypeId, Variant};

/// Which schemas build on which.
#[derive(Debug, Default)]
pub(crate) struct Inheritance<'a> {
    /// By the schema with the `discriminator`, in the order of the document.
    heirs: HashMap<NodeId, Vec<Cursor<'a>>>,
    all: HashSet<NodeId>,
}

impl<'a> Inheritance<'a> {
    pub(crate) fn of(document: &'a Document) -> Self {
        let mut direct: HashMap<NodeId, Vec<Cursor<'a>>> = HashMap::new();
        let mut bases = Vec::new();
        for schema in document.schemas() {
            if discriminator(schema).is_some() {
                bases.push(schema);
            }
            let parts = schema.get("allOf").into_iter().flat_map(Cursor::items);
            let mut parts = parts.filter(|part| part.is_reference()).peekable();
            if parts.peek().is_some() && is_definition(schema) {
                for part in parts {
                    direct.entry(part.follow().id()).or_default().push(schema);
                }
            }
        }
        let mut inheritance = Self::default();
        for base in bases {
            let heirs = heirs_of(base, &direct);
            if !heirs.is_empty() {
                inheritance.all.extend(heirs.iter().map(|heir| heir.id()));
                inheritance.heirs.insert(base.id(), heirs);
            }
        }
        inheritance
    }

    /// What stands for a schema besides itself.
    pub(crate) fn heirs(&self, base: Cursor<'a>) -> &[Cursor<'a>] {
        self.heirs.get(&base.id()).map_or(&[], Vec::as_slice)
    }

    /// All schemas that stand for others, with these.
    pub(crate) fn families(&self) -> impl Iterator<Item = (NodeId, &[Cursor<'a>])> {
        self.heirs
            .iter()
            .map(|(base, heirs)| (*base, heirs.as_slice()))
    }

    /// Whether a schema is told apart from others that build on the same one, so that it has a type of
    /// its own even if it adds nothing.
    pub(super) fn is_heir(&self, at: Cursor<'a>) -> bool {
        self.all.contains(&at.id())
    }
}

/// The discriminator of a schema that makes no choice. One that builds on another may have it in place,
/// among what it adds.
pub(super) fn discriminator(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let chooses = |at: Cursor<'_>| at.get("oneOf").or_else(|| at.get("anyOf")).is_some();
    let parts = at.get("allOf").into_iter().flat_map(Cursor::items);
    let mut own = std::iter::once(at).chain(parts.filter(|part| !part.is_reference()));
    own.find(|part| part.get("discriminator").is_some() && !chooses(*part))?
        .get("discriminator")
        .filter(|_| !chooses(at))
}

/// Whether a schema stands where schemas are defined, and not in place.
fn is_definition(at: Cursor<'_>) -> bool {
    let pointer = at.pointer();
    match pointer.tokens() {
        [] => true,
        [_] => !at.is_in_main(),
        [.., section, _] => matches!(section.as_str(), "schemas" | "definitions" | "$defs"),
    }
}

/// What builds on a schema, over any number of steps, and what its mapping names.
fn heirs_of<'a>(base: Cursor<'a>, direct: &HashMap<NodeId, Vec<Cursor<'a>>>) -> Vec<Cursor<'a>> {
    let mut heirs: Vec<Cursor<'a>> = Vec::new();
    let mut seen = HashSet::from([base.id()]);
    let mut open = vec![base];
    let mut at = 0;
    while let Some(next) = open.get(at) {
        at += 1;
        for heir in direct.get(&next.id()).into_iter().flatten() {
            if seen.insert(heir.id()) {
                heirs.push(*heir);
                open.push(*heir);
            }
        }
    }
    let mapped = discriminator(base).and_then(|discriminator| discriminator.get("mapping"));
    for (_, schema) in mapped.into_iter().flat_map(Cursor::entries) {
        let schema = schema.follow();
        if schema.mapping().is_some() && seen.insert(schema.id()) {
            heirs.push(schema);
        }
    }
    heirs
}

impl<'a> Lowering<'a, '_> {
    /// Of a schema that others build on: one of them, or itself.
    pub(super) fn inherited(&mut self, id: TypeId, position: &Position<'a>) -> Option<Shape> {
        let base = position.home();
        let heirs = self.inheritance.heirs(base).to_vec();
        let discriminator = discriminator(base)?;
        let property = discriminator.get_str("propertyName")?;
        if heirs.is_empty() || !position.is_plain() {
            return None;
        }
        let family = Family {
            discriminator,
            property,
            known: tag_values(position, property),
        };
        let mut alternatives: Vec<Alternative<'a>> = heirs.into_iter().map(alone).collect();
        if family.has_base(base) {
            alternatives.insert(0, alone(base));
        }
        let mut tags: Vec<Vec<String>> = alternatives
            .iter()
            .map(|alternative| family.tags(alternative))
            .collect();
        let tag = tell_apart(&tags).then(|| Tag {
            property: property.to_owned(),
            declared: true,
            required: alternatives
                .iter()
                .all(|alternative| requires(&alternative.position, property)),
            literal: is_literal(position, property),
        });
        if tag.is_none() {
            tags.iter_mut().for_each(Vec::clear);
        }
        let variants = alternatives
            .into_iter()
            .zip(tags)
            .map(|(alternative, tags)| Variant {
                label: component_name(alternative.at).unwrap_or_default(),
                type_id: self.heir(id, base, alternative),
                tags,
                never_null: false,
            })
            .collect();
        Some(union(variants, false, tag))
    }

    /// The type of one schema of a family, without those that build on it in turn.
    fn heir(&mut self, id: TypeId, base: Cursor<'a>, alternative: Alternative<'a>) -> TypeId {
        let at = alternative.at;
        if self.inheritance.heirs(at).is_empty() {
            return self.schema(at, named_origin(at));
        }
        let parent = if at.id() == base.id() {
            id
        } else {
            self.schema(at, named_origin(at))
        };
        let label = "base".to_owned();
        self.declare(alternative.position, Origin::Variant { parent, label })
    }
}

fn alone(at: Cursor<'_>) -> Alternative<'_> {
    Alternative {
        at,
        position: Position::of(at).alone(),
        alone: true,
    }
}

/// A schema with a `discriminator`, as those that build on it see it.
struct Family<'a> {
    discriminator: Cursor<'a>,
    property: &'a str,
    /// The values of the property, if the base lists them.
    known: Option<Vec<String>>,
}

impl<'a> Family<'a> {
    /// Whether the base stands for itself too: not where the document lists what can be there, and
    /// does not list the base.
    fn has_base(&self, base: Cursor<'a>) -> bool {
        let is_mapped =
            !mapped_tags(self.discriminator, base).is_empty() || said_tag(base).is_some();
        let is_listed = |known: &Vec<String>| {
            let name = component_name(base).map(|name| folded(&name));
            name.is_some_and(|name| known.iter().any(|value| folded(value) == name))
        };
        is_mapped
            || match &self.known {
                Some(known) => is_listed(known),
                None => self.discriminator.get("mapping").is_none(),
            }
    }

    /// The values that stand for one of the family: those of the mapping, those that it allows itself,
    /// or its name.
    fn tags(&self, alternative: &Alternative<'a>) -> Vec<String> {
        // A base in the middle may say it of those that build on it.
        let between = alternative.position.all("discriminator");
        let between = between.filter(|at| at.get_str("propertyName") == Some(self.property));
        let all = std::iter::once(self.discriminator).chain(between);
        let mapped = first_mapped(all, alternative.at);
        if !mapped.is_empty() {
            return mapped;
        }
        if let Some(said) = said_tag(alternative.at) {
            return vec![said];
        }
        let own = tag_values(&alternative.position, self.property);
        if let Some(own) = own.filter(|own| Some(own) != self.known.as_ref()) {
            return own;
        }
        let Some(name) = component_name(alternative.at) else {
            return Vec::new();
        };
        // What is listed in another spelling is meant all the same: the name itself is not allowed.
        let known = self.known.iter().flatten();
        let alike = known.filter(|value| folded(value) == folded(&name));
        match alike.collect::<Vec<_>>().as_slice() {
            [only] => vec![(*only).clone()],
            _ => vec![name],
        }
    }
}

/// A name without regard to its spelling.
fn folded(name: &str) -> String {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
