//! Which schemas the operations of a document need.

use std::collections::HashSet;

use super::response::fits_problem;
use super::schema::Inheritance;
use crate::document::{Cursor, Kind, NodeId};
use crate::ir::MediaType;

pub(super) struct Reach {
    /// The places that references lead to, over any number of steps, and what builds on them.
    pub(super) needed: HashSet<NodeId>,
    /// Those that stand for problems of RFC 9457 and for nothing else: the runtime has a type for them, so what they
    /// refer to is not needed.
    pub(super) problems: HashSet<NodeId>,
}

impl Reach {
    /// What is reached from `starts`.
    pub(super) fn of<'a>(
        starts: impl IntoIterator<Item = Cursor<'a>>,
        inheritance: &Inheritance<'a>,
    ) -> Self {
        let (mut needed, mut problems) = (HashSet::new(), HashSet::new());
        let mut open: Vec<Cursor<'a>> = starts.into_iter().collect();
        while let Some(at) = open.pop() {
            let heirs = inheritance.heirs(at).iter().copied();
            for target in at.target().into_iter().chain(heirs) {
                if needed.insert(target.id()) {
                    open.push(target);
                }
            }
            open.extend(at.items());
            if at.kind() == Some(Kind::Response) {
                let (others, found) = contents(at);
                problems.extend(found.into_iter().map(|schema| schema.follow().id()));
                open.extend(others);
                let entries = at.entries().filter(|(name, _)| *name != "content");
                open.extend(entries.map(|(_, value)| value));
            } else {
                open.extend(at.entries().map(|(_, value)| value));
            }
        }
        problems.retain(|id| !needed.contains(id));
        needed.extend(&problems);
        Self { needed, problems }
    }
}

/// What an answer carries: media types, and the schemas of those that are problems, which must say their status
/// themselves where there are several.
fn contents(answer: Cursor<'_>) -> (Vec<Cursor<'_>>, Vec<Cursor<'_>>) {
    let entries = || answer.get("content").into_iter().flat_map(Cursor::entries);
    let alone = entries().count() == 1;
    let place = answer.place();
    let key = place.pointer.tokens().last();
    let is_exact = key.is_some_and(|key| key.parse::<u16>().is_ok());
    let (mut others, mut problems) = (Vec::new(), Vec::new());
    for (name, media) in entries() {
        let is_problem = MediaType::parse(name).is_some_and(|name| name.is_problem());
        match media.get("schema") {
            Some(schema) if is_problem && (alone || is_exact) && fits_problem(schema.follow()) => {
                problems.push(schema);
            }
            _ => others.push(media),
        }
    }
    (others, problems)
}
