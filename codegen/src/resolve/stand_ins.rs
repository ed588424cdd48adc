//! References where the specification has none: what they lead to stands in their place.

use std::collections::{HashMap, HashSet};

use super::complaints;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Cursor, Document, NodeId, Role, Value, Walked};

/// What is not as the specification has it in a reference that can be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loose {
    /// It stands where this belongs.
    Instead(&'static str),
    /// Its pointer goes through another reference.
    Through,
    /// It means the main document.
    Main,
}

/// What stands in for each value. What is in the place of something inside of itself would have no end,
/// and is complained of.
pub(super) fn settle(
    document: &Document,
    walked: &Walked,
    next: &HashMap<NodeId, NodeId>,
    loose: &mut Vec<(NodeId, Loose)>,
    diagnostics: &mut Diagnostics,
) -> HashMap<NodeId, NodeId> {
    let targets: HashMap<NodeId, NodeId> = walked
        .stand_ins
        .iter()
        .filter_map(|(from, _)| Some((*from, *next.get(from)?)))
        .collect();
    let mut inside: HashMap<NodeId, Vec<NodeId>> = HashMap::new();
    for from in targets.keys() {
        let mut around = Some(*from);
        while let Some(id) = around {
            inside.entry(id).or_default().push(*from);
            around = document.parent(id);
        }
    }
    let mut done = HashSet::new();
    let mut endless = HashSet::new();
    let mut settled = HashMap::new();
    for (from, value) in &walked.stand_ins {
        if !endless.contains(from) {
            let circle = find_circle(*from, &targets, &inside, &mut done);
            if !circle.is_empty() {
                complaints::cycle(document, &circle, diagnostics);
                endless.extend(circle);
            }
        }
        if endless.contains(from) {
            continue;
        }
        let mut end = targets.get(from).copied();
        while let Some(further) = end.and_then(|end| targets.get(&end)) {
            end = Some(*further);
        }
        let Some(end) = end else { continue };
        settled.insert(*from, end);
        let (Some(at), Some(end)) = (document.cursor(*from), document.cursor(end)) else {
            continue;
        };
        let Some(reference) = at.reference_field() else {
            continue;
        };
        match found_instead(walked, end, value) {
            None => loose.push((reference.id(), Loose::Instead(value.describe()))),
            Some(found) => {
                let needed = value.describe();
                diagnostics.push(complaints::wrong_kind(reference, end, found, needed));
            }
        }
    }
    settled
}

/// Those on a way from `start` that leads back to one of them; none if there is no such way. What is
/// `done` is on none.
fn find_circle(
    start: NodeId,
    targets: &HashMap<NodeId, NodeId>,
    inside: &HashMap<NodeId, Vec<NodeId>>,
    done: &mut HashSet<NodeId>,
) -> Vec<NodeId> {
    let further = |id: &NodeId| {
        let inside = targets.get(id).and_then(|target| inside.get(target));
        inside.map_or(&[] as &[NodeId], Vec::as_slice)
    };
    let mut way = vec![(start, 0)];
    while let Some((at, tried)) = way.last_mut() {
        let (id, next) = (*at, further(at).get(*tried).copied());
        *tried += 1;
        match next {
            None => {
                done.insert(id);
                way.pop();
            }
            Some(next) => {
                if let Some(first) = way.iter().position(|(id, _)| *id == next) {
                    let circle: Vec<NodeId> = way.drain(first..).map(|(id, _)| id).collect();
                    done.extend(&circle);
                    return circle;
                }
                if !done.contains(&next) {
                    way.push((next, 0));
                }
            }
        }
    }
    Vec::new()
}

/// What a value is, if it is known to be something else than what belongs here.
fn found_instead(walked: &Walked, end: Cursor<'_>, value: &'static Value) -> Option<&'static str> {
    match (value, walked.role(end)) {
        (Value::Object(kind), Role::Object(found)) if found == *kind => None,
        (_, Role::Object(found) | Role::Reference(found)) => Some(found.name()),
        (_, Role::Data) => None,
    }
}

/// Tells of references that the specification does not have, each sort once.
pub(super) fn warn(document: &Document, loose: &[(NodeId, Loose)], diagnostics: &mut Diagnostics) {
    let mut sorts: Vec<(NodeId, Loose, usize)> = Vec::new();
    let mut known = HashSet::new();
    for (id, sort) in loose {
        if known.insert(*id) {
            match sorts.iter_mut().find(|(_, other, _)| other == sort) {
                Some((_, _, more)) => *more += 1,
                None => sorts.push((*id, *sort, 0)),
            }
        }
    }
    for (id, sort, more) in sorts {
        let Some(reference) = document.cursor(id) else {
            continue;
        };
        let text = quote(reference.str().unwrap_or_default());
        let message = match sort {
            Loose::Instead(what) => {
                format!(
                    "OpenAPI has no references where {what} belongs; this one is followed all the same"
                )
            }
            Loose::Through => format!("{text} goes through another reference"),
            Loose::Main => format!("{text} is not in this file, but in the main document"),
        };
        let code = Code::LooseReference;
        let diagnostic = Diagnostic::new(code, reference.place(), message).help(code.help());
        diagnostics.push(match more {
            0 => diagnostic,
            1 => diagnostic.note("there is one more of the kind"),
            _ => diagnostic.note(format!("there are {more} more of the kind")),
        });
    }
}
