//! A schema position: all schemas that one value must satisfy together.

mod types;

use std::collections::HashSet;

use super::enumeration;
use super::single::{JsonType, is_annotation};
use super::written::BESIDE;
use crate::document::{Cursor, NodeId, Version};
use crate::ir::Direction;
pub(super) use types::is_said_by;

/// `oneOf` or `anyOf`, or what builds on a schema with a `discriminator`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Choice {
    OneOf,
    AnyOf,
    Heirs,
}

impl Choice {
    const BOTH: [Self; 2] = [Self::OneOf, Self::AnyOf];

    pub(super) fn keyword(self) -> &'static str {
        match self {
            Self::OneOf => "oneOf",
            Self::AnyOf => "anyOf",
            Self::Heirs => "discriminator",
        }
    }
}

/// One schema, without a choice that is looked at elsewhere.
#[derive(Clone, Debug)]
pub(super) struct Part<'a> {
    pub(super) at: Cursor<'a>,
    settled: Vec<Choice>,
    /// Whether what no type says of it is looked at where the choice is made.
    covered: bool,
    /// Through which of the schemas that were put together it is here; 0 is the one at home.
    through: usize,
}

/// What tells positions apart: equal keys describe the same values.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    home: NodeId,
    parts: Vec<(NodeId, Vec<Choice>)>,
    only: Option<JsonType>,
    /// The way that the value goes, where that makes a difference.
    direction: Option<Direction>,
}

impl Key {
    pub(crate) fn direction(&self) -> Option<Direction> {
        self.direction
    }
}

/// Schemas that one value must satisfy together: a schema, what it refers to, and what `allOf` adds.
#[derive(Clone, Debug)]
pub(crate) struct Position<'a> {
    /// Where it stands.
    home: Cursor<'a>,
    /// What is built on comes first.
    parts: Vec<Part<'a>>,
    /// The schemas that were put together with the one at home, which the document does not put together in one place.
    merged: Vec<Cursor<'a>>,
    /// Of a choice of several types, this one.
    only: Option<JsonType>,
    /// Whether null was an alternative.
    null: bool,
    /// The alternative that it is.
    chosen: Option<Cursor<'a>>,
}

impl<'a> Position<'a> {
    pub(crate) fn of(at: Cursor<'a>) -> Self {
        let mut position = Self {
            home: at,
            parts: Vec::new(),
            merged: Vec::new(),
            only: None,
            null: false,
            chosen: None,
        };
        position.add(at, 0);
        position
    }

    /// Adds a schema with all that it is composed of. What it builds on comes before what it adds.
    fn add(&mut self, at: Cursor<'a>, through: usize) {
        let mut seen: HashSet<NodeId> = self.parts.iter().map(|part| part.at.id()).collect();
        let mut open = vec![(at, false)];
        while let Some((at, is_done)) = open.pop() {
            if is_done {
                self.parts.push(Part {
                    at,
                    settled: Vec::new(),
                    covered: false,
                    through,
                });
                continue;
            }
            if !seen.insert(at.id()) {
                continue;
            }
            if !(at.is_reference() && at.version() == Version::V3_0) {
                open.push((at, true));
                let parts: Vec<_> = at
                    .get("allOf")
                    .into_iter()
                    .flat_map(Cursor::items)
                    .collect();
                open.extend(parts.into_iter().rev().map(|part| (part, false)));
            }
            if at.is_reference() {
                open.extend(at.target().map(|target| (target, false)));
            }
        }
    }

    /// Whether it is also composed of all that another position is.
    pub(super) fn includes(&self, other: &Self) -> bool {
        let has = |at: Cursor<'a>| self.cursors().any(|own| own.id() == at.id());
        other.only.is_none() && other.cursors().all(has)
    }

    /// What satisfies this and another schema.
    pub(super) fn and(&self, at: Cursor<'a>) -> Self {
        let mut position = self.clone();
        let before = position.parts.len();
        position.add(at, position.merged.len() + 1);
        if position.parts.len() > before {
            position.merged.push(at);
        }
        position
    }

    /// The values of one type.
    pub(super) fn only(&self, kind: JsonType) -> Self {
        let mut position = self.clone();
        position.only = Some(kind);
        position.cover();
        position
    }

    fn cover(&mut self) {
        for part in &mut self.parts {
            part.covered = true;
        }
    }

    /// The parts that were not there before a choice was made.
    pub(super) fn own(&self) -> impl Iterator<Item = Cursor<'a>> {
        let own = self.parts.iter().filter(|part| !part.covered);
        own.map(|part| part.at)
    }

    /// Whether a part was there before a choice was made.
    pub(super) fn is_covered(&self, at: Cursor<'a>) -> bool {
        let part = self.parts.iter().find(|part| part.at.id() == at.id());
        part.is_some_and(|part| part.covered)
    }

    /// The position without the choice of one of its parts.
    pub(super) fn settle(&self, index: usize, choice: Choice) -> Self {
        let mut position = self.clone();
        if let Some(part) = position.parts.get_mut(index) {
            part.settled.push(choice);
        }
        position.cover();
        position
    }

    /// The position with one alternative of a choice, which is the only one but perhaps null.
    pub(super) fn choose(
        &self,
        index: usize,
        choice: Choice,
        at: Cursor<'a>,
        nullable: bool,
    ) -> Self {
        let mut position = self.clone();
        if let Some(part) = position.parts.get_mut(index) {
            part.settled.push(choice);
        }
        position.null |= nullable;
        position.with_alternative(at)
    }

    /// What satisfies this and an alternative of a choice.
    pub(super) fn with_alternative(&self, at: Cursor<'a>) -> Self {
        let mut position = self.clone();
        position.add(at, 0);
        position.chosen = Some(at.follow());
        position
    }

    /// Whether it is one of several types that a value may have.
    pub(super) fn is_one_of_several(&self) -> bool {
        self.only.is_some()
    }

    /// The alternative that the position is.
    pub(crate) fn chosen(&self) -> Option<Cursor<'a>> {
        self.chosen
    }

    /// The position without those that build on it.
    pub(super) fn alone(self) -> Self {
        let last = self.parts.len().saturating_sub(1);
        self.settle(last, Choice::Heirs)
    }

    pub(crate) fn key(&self, direction: Option<Direction>) -> Key {
        Key {
            direction,
            home: self.home.id(),
            parts: self
                .parts
                .iter()
                .map(|part| (part.at.id(), part.settled.clone()))
                .collect(),
            only: self.only,
        }
    }

    pub(crate) fn home(&self) -> Cursor<'a> {
        self.home
    }

    pub(crate) fn cursors(&self) -> impl Iterator<Item = Cursor<'a>> {
        self.parts.iter().map(|part| part.at)
    }

    /// What the parts say under a keyword.
    pub(super) fn all(&self, keyword: &str) -> impl Iterator<Item = Cursor<'a>> {
        self.parts
            .iter()
            .filter_map(move |part| part.at.get(keyword))
    }

    pub(super) fn has(&self, keyword: &str) -> bool {
        self.all(keyword).next().is_some()
    }

    /// Whether the position is a schema of the document as it stands.
    pub(super) fn is_plain(&self) -> bool {
        let settled = self.parts.iter().any(|part| !part.settled.is_empty());
        self.only.is_none() && !settled && self.merged.is_empty()
    }

    /// `false` as a schema, on its own or as a part.
    pub(super) fn is_never(&self) -> bool {
        self.cursors().any(|at| at.bool() == Some(false))
    }

    /// The first choice that is not settled, with the index of its part. A choice that leads back to
    /// a part of this position is none: whatever is of this part has made it already.
    pub(super) fn choice(&self) -> Option<(usize, Choice, Cursor<'a>)> {
        self.parts.iter().enumerate().find_map(|(index, part)| {
            let choice = Choice::BOTH
                .into_iter()
                .filter(|choice| !part.settled.contains(choice))
                .find(|choice| {
                    part.at
                        .get(choice.keyword())
                        .is_some_and(|list| !self.is_made(list) && !self.only_counts(list))
                })?;
            Some((index, choice, part.at.get(choice.keyword())?))
        })
    }

    /// Whether a choice of a part is not made, but a rule beside the type: where the values are listed, or where it only
    /// counts.
    pub(super) fn is_rule(&self, at: Cursor<'a>, key: &str) -> bool {
        let Some(list) = at.get(key) else {
            return false;
        };
        let mut open = self.open_choices().into_iter();
        let found = open.find(|(choice, open)| choice.keyword() == key && open.id() == list.id());
        found.is_some_and(|(choice, list)| {
            self.only_counts(list) || enumeration::is_undecided(self, choice, list)
        })
    }

    /// The choices that are not made.
    pub(super) fn open_choices(&self) -> Vec<(Choice, Cursor<'a>)> {
        let of_part = |part: &Part<'a>| {
            let open = Choice::BOTH.into_iter();
            let open = open.filter(|choice| !part.settled.contains(choice));
            let lists = open.filter_map(|choice| Some((choice, part.at.get(choice.keyword())?)));
            lists.collect::<Vec<_>>()
        };
        let mut open: Vec<_> = self.parts.iter().flat_map(of_part).collect();
        open.retain(|(_, list)| !self.is_made(*list));
        open
    }

    /// Whether alternatives only say how many items an array has: `oneOf: [{maxItems: 4}, {minItems: 6}]`. They
    /// are rules of one type then, and no types.
    pub(super) fn only_counts(&self, alternatives: Cursor<'a>) -> bool {
        let counts = |at: Cursor<'a>| {
            let mut keys = at.entries().map(|(key, _)| key);
            let is_count = |key: &str| matches!(key, "minItems" | "maxItems" | "uniqueItems");
            at.mapping().is_some()
                && keys.all(|key| is_count(key) || is_annotation(key))
                && !at.is_reference()
        };
        let mut all = alternatives.items().peekable();
        all.peek().is_some()
            && all.all(counts)
            && self.types().is_some_and(|types| types == [JsonType::Array])
    }

    fn is_made(&self, alternatives: Cursor<'a>) -> bool {
        alternatives
            .items()
            .any(|at| self.cursors().any(|part| part.id() == at.follow().id()))
    }

    /// Whether nothing at all is said of a value.
    pub(crate) fn is_silent(&self) -> bool {
        self.is_vague() && self.types().is_none()
    }

    /// Whether nothing is said of what a value consists of, though rules may be.
    pub(crate) fn is_untold(&self) -> bool {
        self.is_vague_but_for_rules() && self.types().is_none()
    }

    /// Whether nothing is said of a value but perhaps its type.
    pub(super) fn is_vague(&self) -> bool {
        self.is_vague_but_for(&[])
    }

    /// The same, leaving aside what no type says.
    pub(super) fn is_vague_but_for_rules(&self) -> bool {
        self.is_vague_but_for(&BESIDE)
    }

    /// The same, leaving aside some keywords.
    pub(super) fn is_vague_but_for(&self, keywords: &[&str]) -> bool {
        self.parts.iter().all(|part| {
            part.at.entries().all(|(key, _)| {
                matches!(key, "type" | "allOf")
                    || keywords.contains(&key)
                    || is_annotation(key)
                    || part.is_settled(key)
            })
        })
    }
}

impl Part<'_> {
    fn is_settled(&self, key: &str) -> bool {
        self.settled.iter().any(|choice| choice.keyword() == key)
    }
}
