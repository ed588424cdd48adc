//! Schemas that only refer to another one, with words of their own perhaps.

use super::enumeration;
use super::position::Position;
use super::single::{adds_nothing, declared_types, is_annotation, is_nullable};
use super::written::BESIDE;
use crate::check::{is_decided, retain_fitting};
use crate::document::{Cursor, Version};

/// The only schema in `allOf` that adds a rule, where nothing beside it does.
pub(super) fn sole_part(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let parts = at.get("allOf")?.items();
    let mut parts = parts.filter(|part| !only_describes(*part));
    let part = parts.next().filter(|_| parts.next().is_none())?;
    let adds_nothing = at
        .entries()
        .all(|(key, _)| key == "allOf" || is_annotation(key));
    (adds_nothing || part.is_reference() && repeats(at, part.follow())).then_some(part)
}

/// Whether the rules of a schema beside what it refers to are said there already: the same type, or
/// bounds of values that are listed there.
fn repeats(at: Cursor<'_>, target: Cursor<'_>) -> bool {
    let is_reference = |key: &str| key == "$ref" || key == "allOf";
    let mut rules = at
        .entries()
        .map(|(key, _)| key)
        .filter(|key| !is_reference(key) && !is_annotation(key));
    let target = Position::of(target);
    if let Some(values) = enumeration::allowed(&target) {
        let fits_all = || {
            let mut left = values.clone();
            retain_fitting(at, &mut left);
            let pattern = at.get_str("pattern");
            left.len() == values.len() && pattern.is_none_or(is_decided)
        };
        return rules.all(|key| key == "type" || enumeration::BOUNDS.contains(&key))
            && fits_all()
            && (is_nullable(at) || !(target.is_nullable() || enumeration::has_null(&target)));
    }
    let (Some(own), Some(types)) = (declared_types(at), target.types()) else {
        return rules.next().is_none();
    };
    rules.all(|key| key == "type")
        && types.iter().all(|kind| own.contains(kind))
        && (is_nullable(at) || !target.is_nullable())
}

/// Whether a schema only has words about another one.
pub(in super::super) fn only_describes(at: Cursor<'_>) -> bool {
    !at.is_reference() && adds_nothing(at)
}

/// What a position stands for under another name: it refers to one schema and adds nothing, except
/// null perhaps.
pub(super) fn renamed<'a>(position: &Position<'a>) -> Option<Cursor<'a>> {
    let home = position.home();
    if !position.is_plain() {
        return None;
    }
    let beside = |key: &str| BESIDE.contains(&key);
    if home.is_reference() && (siblings(home).all(beside) || !adds_rules(home)) {
        return home.target();
    }
    let part = sole_part(home)?;
    (part.is_reference() && !adds_rules(part))
        .then(|| part.target())
        .flatten()
}

/// Whether what stands beside `$ref` adds a rule.
pub(super) fn adds_rules(at: Cursor<'_>) -> bool {
    siblings(at).next().is_some() && !repeats(at, at.follow())
}

/// The keywords beside `$ref` that add rules. 3.0 ignores what stands there.
fn siblings(at: Cursor<'_>) -> impl Iterator<Item = &str> {
    let heeded = at.version() != Version::V3_0;
    at.entries()
        .map(|(key, _)| key)
        .filter(move |key| heeded && !is_annotation(key))
}

/// What a schema stands for that only refers to another one: the end of its references.
pub(in super::super) fn referred(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let mut end = at;
    let mut steps = 0;
    while end.is_reference() {
        steps += 1;
        // References that lead around in a circle were reported.
        if is_nullable(end) || adds_rules(end) || steps > 100 {
            return None;
        }
        end = end.target()?;
    }
    (end.id() != at.id()).then_some(end)
}
