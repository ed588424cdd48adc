//! Whether null satisfies a schema, by what it says and not by the type that is made of it.

use std::collections::HashMap;

use super::single::is_nullable_whatever;
use crate::document::{Cursor, NodeId, Version};
use crate::parse::Node;

/// How many schemas may apply one another.
const DEPTH: usize = 100;

/// Whether null satisfies a schema; `None` where that cannot be told.
pub(super) fn takes_null(at: Cursor<'_>) -> Option<bool> {
    Weigher::default().schema(at)
}

/// Whether null breaks a keyword of a schema, whatever the others say.
pub(super) fn breaks(at: Cursor<'_>, key: &str) -> bool {
    let value = at.get(key);
    value.is_some_and(|value| Weigher::default().keyword(at, key, value) == Some(false))
}

#[derive(Default)]
struct Weigher {
    /// `None` also for those that are being looked at: a schema that applies itself says nothing.
    known: HashMap<NodeId, Option<bool>>,
    depth: usize,
}

impl Weigher {
    fn schema(&mut self, at: Cursor<'_>) -> Option<bool> {
        if let Some(known) = self.known.get(&at.id()) {
            return *known;
        }
        if self.depth > DEPTH {
            return None;
        }
        self.known.insert(at.id(), None);
        self.depth += 1;
        let verdict = self.all_of(at);
        self.depth -= 1;
        self.known.insert(at.id(), verdict);
        verdict
    }

    fn all_of(&mut self, at: Cursor<'_>) -> Option<bool> {
        if let Some(holds) = at.bool() {
            return Some(holds);
        }
        let target = at.target().map(|target| self.schema(target));
        if at.is_reference() && at.version() == Version::V3_0 {
            return target.flatten();
        }
        if is_nullable_whatever(at) {
            return Some(true);
        }
        let own = at
            .entries()
            .map(|(key, value)| self.keyword(at, key, value));
        all(own.chain(target))
    }

    fn keyword(&mut self, at: Cursor<'_>, key: &str, value: Cursor<'_>) -> Option<bool> {
        match key {
            "type" => Some(at.type_names()?.contains(&"null")),
            "const" => Some(value.node() == &Node::Null),
            "enum" => Some(value.items().any(|value| value.node() == &Node::Null)),
            "not" => Some(!self.schema(value)?),
            "allOf" => all(value.items().map(|at| self.schema(at))),
            "anyOf" => Some(!all(value
                .items()
                .map(|at| self.schema(at).map(|takes| !takes)))?),
            "oneOf" => {
                let verdicts = value.items().map(|at| self.schema(at));
                let verdicts: Vec<bool> = verdicts.collect::<Option<_>>()?;
                Some(verdicts.into_iter().filter(|takes| *takes).count() == 1)
            }
            "if" => {
                let branch = if self.schema(value)? { "then" } else { "else" };
                at.get(branch).map_or(Some(true), |at| self.schema(at))
            }
            // It may lead anywhere.
            "$dynamicRef" | "$recursiveRef" => None,
            // The others speak of values that have parts, of numbers or of texts.
            _ => Some(true),
        }
    }
}

/// Whether all hold: not, as soon as one does not.
fn all(verdicts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut sure = true;
    for verdict in verdicts {
        match verdict {
            Some(false) => return Some(false),
            Some(true) => {}
            None => sure = false,
        }
    }
    sure.then_some(true)
}
