//! Which schemas the operations of a document need.

use std::collections::HashSet;

use super::response::fits_problem;
use super::schema::Inheritance;
use crate::document::{Cursor, NodeId};
use crate::ir::MediaType;

/// The places that references lead to from `starts`, over any number of steps, and what builds on them.
/// What a problem refers to is not needed: the runtime has a type for it.
pub(super) fn reachable<'a>(
    starts: impl IntoIterator<Item = Cursor<'a>>,
    inheritance: &Inheritance<'a>,
) -> HashSet<NodeId> {
    let mut reached = HashSet::new();
    let mut open: Vec<Cursor<'a>> = starts.into_iter().collect();
    while let Some(at) = open.pop() {
        let heirs = inheritance.heirs(at).iter().copied();
        for target in at.target().into_iter().chain(heirs) {
            if reached.insert(target.id()) {
                open.push(target);
            }
        }
        for (name, value) in at.entries() {
            match problem(name, value) {
                Some(schema) => reached.extend([schema.follow().id()]),
                None => open.push(value),
            }
        }
        open.extend(at.items());
    }
    reached
}

/// The schema of a media type that is a problem of RFC 9457.
fn problem<'a>(name: &str, media: Cursor<'a>) -> Option<Cursor<'a>> {
    let media_type = name
        .contains('/')
        .then(|| MediaType::parse(name))
        .flatten()?;
    let schema = media.get("schema").filter(|_| media_type.is_problem())?;
    fits_problem(schema.follow()).then_some(schema)
}
