//! Which schemas the operations of a document need.

use std::collections::HashSet;

use crate::document::{Cursor, NodeId};

/// The places that references lead to from `starts`, over any number of steps.
pub(super) fn reachable<'a>(starts: impl IntoIterator<Item = Cursor<'a>>) -> HashSet<NodeId> {
    let mut reached = HashSet::new();
    let mut open: Vec<Cursor<'a>> = starts.into_iter().collect();
    while let Some(at) = open.pop() {
        if let Some(target) = at.target()
            && reached.insert(target.id())
        {
            open.push(target);
        }
        open.extend(at.entries().map(|(_, value)| value));
        open.extend(at.items());
    }
    reached
}
