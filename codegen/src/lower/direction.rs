//! Which way values go. A schema with properties that only one side sends has a type for each direction.

use std::collections::{HashMap, HashSet};

use super::reach::Reach;
use super::schema::Inheritance;
use crate::document::{Cursor, Document, NodeId, path_items};
use crate::ir::Direction;

/// What is known of the document before types are made.
pub(super) struct Directions {
    one_way: OneWay,
    /// What the requests of operations refer to, and what their answers do.
    requested: HashSet<NodeId>,
    answered: HashSet<NodeId>,
    has_operations: bool,
}

impl Directions {
    pub(super) fn of<'a>(document: &'a Document, inheritance: &Inheritance<'a>) -> Self {
        let (mut requests, mut answers) = (Vec::new(), Vec::new());
        let sites = document.operations_and_webhooks();
        for site in &sites {
            let at = site.operation;
            requests.extend(at.get("requestBody"));
            let items = path_items(site.entry).into_iter().chain([at]);
            requests.extend(items.filter_map(|at| at.get("parameters")));
            answers.extend(at.get("responses"));
        }
        Self {
            one_way: OneWay::of(document, inheritance),
            requested: Reach::of(requests, inheritance).needed,
            answered: Reach::of(answers, inheritance).needed,
            has_operations: !sites.is_empty(),
        }
    }

    /// Whether a schema looks different in each direction.
    pub(super) fn differs(&self, at: NodeId) -> bool {
        self.differs_itself(at) || self.one_way.families.contains(&at)
    }

    /// The same, leaving aside what builds on it.
    pub(super) fn differs_itself(&self, at: NodeId) -> bool {
        self.one_way.schemas.contains(&at)
    }

    /// The directions in which a component is needed.
    pub(super) fn uses(&self, at: NodeId) -> Vec<Direction> {
        if !self.differs(at) || !self.has_operations {
            return vec![Direction::Both];
        }
        let sets = [
            (Direction::Response, &self.answered),
            (Direction::Request, &self.requested),
        ];
        let uses: Vec<Direction> = sets
            .into_iter()
            .filter(|(_, reached)| reached.contains(&at))
            .map(|(direction, _)| direction)
            .collect();
        if uses.is_empty() {
            vec![Direction::Response]
        } else {
            uses
        }
    }
}

/// The direction in which a property goes.
pub(super) fn sent_by(property: Cursor<'_>) -> Direction {
    let parts = || property.get("allOf").into_iter().flat_map(Cursor::items);
    let says = |key| {
        let mut all = std::iter::once(property).chain(parts());
        all.any(|at| at.get_bool(key) == Some(true) || at.follow().get_bool(key) == Some(true))
    };
    match (says("readOnly"), says("writeOnly")) {
        (true, false) => Direction::Response,
        (false, true) => Direction::Request,
        _ => Direction::Both,
    }
}

/// What looks different in each direction.
#[derive(Default)]
struct OneWay {
    /// Schemas in which some property goes one way alone, however deep.
    schemas: HashSet<NodeId>,
    /// Schemas that stand for others, of which one is among these, and references to them.
    families: HashSet<NodeId>,
}

/// How a schema uses another one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Reference,
    AllOf,
    Part,
}

impl OneWay {
    fn of<'a>(document: &'a Document, inheritance: &Inheritance<'a>) -> Self {
        let mut users: HashMap<NodeId, Vec<(NodeId, Use)>> = HashMap::new();
        let mut found = Self::default();
        let mut open = Vec::new();
        for schema in document.schemas() {
            for (part, how) in parts(schema) {
                users.entry(part.id()).or_default().push((schema.id(), how));
            }
            let properties = schema.get("properties").into_iter();
            let mut properties = properties.flat_map(Cursor::entries);
            if properties.any(|(_, at)| sent_by(at) != Direction::Both) {
                open.push(schema.id());
            }
        }
        loop {
            while let Some(id) = open.pop() {
                if found.schemas.insert(id) {
                    let users = users.get(&id).into_iter().flatten();
                    open.extend(users.map(|(user, _)| *user));
                }
            }
            let mut families: Vec<NodeId> = inheritance
                .families()
                .filter(|(base, _)| !found.families.contains(base))
                .filter(|(_, heirs)| heirs.iter().any(|heir| found.schemas.contains(&heir.id())))
                .map(|(base, _)| base)
                .collect();
            while let Some(id) = families.pop() {
                if !found.families.insert(id) {
                    continue;
                }
                for (user, how) in users.get(&id).into_iter().flatten() {
                    match how {
                        Use::Reference => families.push(*user),
                        Use::Part => open.push(*user),
                        // What builds on a schema is not one of the others that do.
                        Use::AllOf => {}
                    }
                }
            }
            if open.is_empty() {
                return found;
            }
        }
    }
}

/// The schemas that a schema directly consists of.
fn parts<'a>(schema: Cursor<'a>) -> Vec<(Cursor<'a>, Use)> {
    let mut parts: Vec<(Cursor<'a>, Use)> = Vec::new();
    parts.extend(schema.target().map(|target| (target, Use::Reference)));
    let inner = |at: Cursor<'a>| at.entries().map(|(_, at)| at).chain(at.items());
    for (key, value) in schema.entries() {
        let how = if key == "allOf" {
            Use::AllOf
        } else {
            Use::Part
        };
        let mut open = vec![value];
        while let Some(at) = open.pop() {
            if at.document().role(at).is_schema() {
                parts.push((at, how));
            } else {
                open.extend(inner(at));
            }
        }
    }
    parts
}
