//! No schema is composed of itself: `allOf`, `anyOf` and `oneOf` that come back to where they started
//! describe nothing, and would never end. (Through a property or an item they may.)

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Cursor, Document, NodeId};

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Done,
}

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let mut states: HashMap<NodeId, State> = HashMap::new();
    for start in document.schemas() {
        // Depth first with a stack of our own: a chain of references may be of any length.
        let mut stack = vec![(start, false)];
        while let Some((at, leaving)) = stack.pop() {
            if leaving {
                states.insert(at.id(), State::Done);
                continue;
            }
            if states.contains_key(&at.id()) {
                continue;
            }
            states.insert(at.id(), State::Open);
            stack.push((at, true));
            for (part, spot) in parts(at) {
                match states.get(&part.id()) {
                    Some(State::Open) => diagnostics.push(complaint(part, spot)),
                    Some(State::Done) => {}
                    None => stack.push((part, false)),
                }
            }
        }
    }
}

fn complaint(part: Cursor<'_>, spot: Cursor<'_>) -> Diagnostic {
    let message = "this schema is composed of itself, so it describes nothing";
    Diagnostic::new(Code::ReferenceCycle, spot.place(), message)
        .also(part.place(), "which leads back to here")
        .help("a schema may contain itself as a property or an item, but not as a part of the same value")
}

/// The schemas that describe the same value, each with what to underline.
fn parts(at: Cursor<'_>) -> Vec<(Cursor<'_>, Cursor<'_>)> {
    let mut parts: Vec<(Cursor<'_>, Cursor<'_>)> = Vec::new();
    // Cycles of nothing but references were reported by resolving; they have no end.
    if at.is_reference()
        && at.follow().id() != at.id()
        && let (Some(target), Some(spot)) = (at.target(), at.get("$ref"))
    {
        parts.push((target, spot));
    }
    let lists = ["allOf", "anyOf", "oneOf"]
        .iter()
        .filter_map(|name| at.get(name))
        .flat_map(Cursor::items);
    let singles = ["not", "if", "then", "else"]
        .iter()
        .filter_map(|name| at.get(name));
    parts.extend(lists.chain(singles).map(|part| (part, part)));
    parts.retain(|(part, _)| part.mapping().is_some());
    parts
}
