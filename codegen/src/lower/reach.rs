//! Which schemas the operations of a document need.

use std::collections::HashSet;

use crate::document::{Cursor, Kind, NodeId};
use crate::source::JsonPointer;

/// The places that references lead to from `starts`, over any number of steps.
pub(super) fn reachable<'a>(
    root: Cursor<'a>,
    starts: impl IntoIterator<Item = Cursor<'a>>,
) -> HashSet<NodeId> {
    let mut reached = HashSet::new();
    let mut open: Vec<Cursor<'a>> = starts.into_iter().collect();
    while let Some(at) = open.pop() {
        if let Some(target) = at.target()
            && reached.insert(target.id())
        {
            open.push(target);
        }
        if at.kind() == Some(Kind::Discriminator) {
            for schema in mapped(root, at) {
                if reached.insert(schema.id()) {
                    open.push(schema);
                }
            }
        }
        open.extend(at.entries().map(|(_, value)| value));
        open.extend(at.items());
    }
    reached
}

/// The schemas that a discriminator names, each by its name or by a reference.
fn mapped<'a>(root: Cursor<'a>, discriminator: Cursor<'a>) -> Vec<Cursor<'a>> {
    let schemas = root
        .get("components")
        .and_then(|components| components.get("schemas"));
    let find = |text: &str| match text.strip_prefix('#') {
        Some(fragment) => root.lookup(&JsonPointer::parse_fragment(fragment)?).ok(),
        None => schemas?.get(text),
    };
    discriminator
        .get("mapping")
        .into_iter()
        .flat_map(Cursor::entries)
        .filter_map(|(_, schema)| find(schema.str()?))
        .collect()
}
