//! No schema is composed of itself: `allOf`, `anyOf` and `oneOf` that come back to where they started
//! describe nothing, and would never end. (Through a property or an item they may.) But a schema may list
//! as its alternatives those that build on it: what is one of them has made the choice.

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
        let mut stack = vec![(start, How::Reference, false)];
        // The schemas that are open, from the outside in, with how each is part of the one before.
        let mut way: Vec<(NodeId, How)> = Vec::new();
        while let Some((at, how, leaving)) = stack.pop() {
            if leaving {
                states.insert(at.id(), State::Done);
                way.pop();
                continue;
            }
            if states.contains_key(&at.id()) {
                continue;
            }
            states.insert(at.id(), State::Open);
            way.push((at.id(), how));
            stack.push((at, how, true));
            for (part, how, spot) in parts(at) {
                match states.get(&part.id()) {
                    Some(State::Open) if is_family(&way, part, how) => {}
                    Some(State::Open) => diagnostics.push(complaint(part, spot)),
                    Some(State::Done) => {}
                    None => stack.push((part, how, false)),
                }
            }
        }
    }
}

/// How a schema is a part of another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Reference,
    AllOf,
    Alternative,
    Other,
}

/// Whether the circle that ends at `part` is that of a schema and one of its alternatives, which builds on it.
fn is_family(way: &[(NodeId, How)], part: Cursor<'_>, last: How) -> bool {
    let Some(start) = way.iter().position(|(id, _)| *id == part.id()) else {
        return false;
    };
    let circle = || {
        let inner = way.iter().skip(start + 1).map(|(_, how)| *how);
        inner.chain([last])
    };
    let count = |how: How| circle().filter(|other| *other == how).count();
    count(How::Alternative) == 1 && count(How::AllOf) > 0 && count(How::Other) == 0
}

fn complaint(part: Cursor<'_>, spot: Cursor<'_>) -> Diagnostic {
    let message = "this schema is composed of itself, so it describes nothing";
    Diagnostic::new(Code::ReferenceCycle, spot.place(), message)
        .also(part.place(), "which leads back to here")
        .help("a schema may contain itself as a property or an item, but not as a part of the same value")
}

/// The schemas that describe the same value, each with what to underline.
fn parts(at: Cursor<'_>) -> Vec<(Cursor<'_>, How, Cursor<'_>)> {
    let mut parts: Vec<(Cursor<'_>, How, Cursor<'_>)> = Vec::new();
    // Cycles of nothing but references were reported by resolving; they have no end.
    if at.is_reference()
        && at.follow().id() != at.id()
        && let (Some(target), Some(spot)) = (at.target(), at.get("$ref"))
    {
        parts.push((target, How::Reference, spot));
    }
    let lists = [
        ("allOf", How::AllOf),
        ("anyOf", How::Alternative),
        ("oneOf", How::Alternative),
    ];
    for (name, how) in lists {
        let list = at.get(name).into_iter().flat_map(Cursor::items);
        parts.extend(list.map(|part| (part, how, part)));
    }
    let singles = ["not", "if", "then", "else"]
        .iter()
        .filter_map(|name| at.get(name));
    parts.extend(singles.map(|part| (part, How::Other, part)));
    parts.retain(|(part, ..)| part.mapping().is_some());
    parts
}
