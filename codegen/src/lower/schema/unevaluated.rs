//! Unevaluated items and properties: those that no other keyword looks at, as far as a type can say it.

use std::collections::HashSet;

use super::position::Position;
use super::single::adds_nothing;
use crate::document::{Cursor, NodeId};

/// Keywords that look at properties of some values and not at those of others.
const OF_PROPERTIES: &[&str] = &[
    "patternProperties",
    "if",
    "then",
    "else",
    "dependentSchemas",
    "anyOf",
];

/// Keywords that look at items of some values and not at those of others.
const OF_ITEMS: &[&str] = &["contains", "if", "then", "else", "anyOf"];

/// Whether what a part of a position says of unevaluated items and properties is said by its type: it
/// says nothing, or all parts are its own and nothing in it depends on the value.
pub(super) fn typed_unevaluated(position: &Position<'_>, at: Cursor<'_>) -> bool {
    let says = |key| {
        at.get(key)
            .is_some_and(|at| !adds_nothing(at) || at.is_reference() || at.bool() == Some(false))
    };
    if says("unevaluatedItems") {
        return false;
    }
    if !says("unevaluatedProperties") {
        return true;
    }
    looks_at_all(position, at, "unevaluatedProperties", OF_PROPERTIES)
}

/// What is said of the items that neither `items` nor `prefixItems` looks at, where all values have
/// the same ones.
pub(super) fn unevaluated_items<'a>(position: &Position<'a>) -> Option<Cursor<'a>> {
    let key = "unevaluatedItems";
    let mut parts = position.cursors().filter(|at| at.get(key).is_some());
    let part = parts.find(|at| looks_at_all(position, *at, key, OF_ITEMS))?;
    part.get(key)
}

/// Whether a part of a position that says something of what is unevaluated sees all other parts, and
/// what they look at depends on no value.
fn looks_at_all(position: &Position<'_>, at: Cursor<'_>, key: &str, depending: &[&str]) -> bool {
    let own = |known: HashSet<NodeId>| position.cursors().all(|part| known.contains(&part.id()));
    fixed(at, key, depending).is_some_and(own)
}

/// The schemas that a schema applies to the same value as itself; `None` if it depends on the value
/// what they look at.
fn fixed(at: Cursor<'_>, key: &str, depending: &[&str]) -> Option<HashSet<NodeId>> {
    let mut seen: HashSet<NodeId> = HashSet::new();
    let mut open = vec![at];
    while let Some(at) = open.pop() {
        if !seen.insert(at.id()) {
            continue;
        }
        let nested = seen.len() > 1 && at.get(key).is_some();
        if nested || depending.iter().any(|key| at.get(key).is_some()) {
            return None;
        }
        open.extend(at.target());
        let lists = ["allOf", "oneOf"].into_iter().filter_map(|key| at.get(key));
        open.extend(lists.flat_map(Cursor::items));
    }
    Some(seen)
}
