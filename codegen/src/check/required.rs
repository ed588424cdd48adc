//! What is required is also described.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean, quote};
use crate::document::{Cursor, Document, NodeId};

/// How many schemas may make up one: enough for anything written by hand or exported.
const LIMIT: usize = 500;

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    // A part of a composition requires what another part describes, so compositions are looked at as
    // a whole, from their top.
    let mut parts: HashSet<NodeId> = HashSet::new();
    for schema in document.schemas() {
        parts.extend(inline_parts(schema).map(Cursor::id));
    }
    for schema in document
        .schemas()
        .filter(|schema| !parts.contains(&schema.id()))
    {
        composition(schema, diagnostics);
    }
}

fn composition(top: Cursor<'_>, diagnostics: &mut Diagnostics) {
    let mut properties: HashSet<&str> = HashSet::new();
    let mut wanted: Vec<Cursor<'_>> = Vec::new();
    let mut seen: HashMap<NodeId, bool> = HashMap::new();
    let mut open = vec![(top, true)];
    while let Some((schema, inline)) = open.pop() {
        if seen.len() > LIMIT {
            return;
        }
        if seen.insert(schema.id(), inline).is_some() {
            continue;
        }
        if describes_any_name(schema) {
            return;
        }
        properties.extend(
            schema
                .get("properties")
                .into_iter()
                .flat_map(Cursor::entries)
                .map(|(name, _)| name),
        );
        if inline {
            wanted.extend(schema.get("required").into_iter().flat_map(Cursor::items));
        }
        open.extend(schema.target().map(|target| (target, false)));
        open.extend(inline_parts(schema).map(|part| (part, inline)));
    }
    if properties.is_empty() {
        return; // nothing is described at all, and so nothing is misspelt
    }
    for at in wanted {
        let Some(name) = at.str().filter(|name| !properties.contains(name)) else {
            continue;
        };
        let message = format!("{} is required but not described", quote(name));
        let help = did_you_mean(name, properties.iter().copied());
        let diagnostic = Diagnostic::new(Code::UnknownRequired, at.place(), message);
        diagnostics
            .push(diagnostic.help(help.unwrap_or_else(|| Code::UnknownRequired.help().to_owned())));
    }
}

/// Whether names that are not listed are described too.
fn describes_any_name(schema: Cursor<'_>) -> bool {
    schema.get("patternProperties").is_some()
        || schema
            .get("additionalProperties")
            .is_some_and(|at| at.mapping().is_some())
}

/// The schemas within this one that describe the same value.
fn inline_parts(schema: Cursor<'_>) -> impl Iterator<Item = Cursor<'_>> {
    let lists = ["allOf", "anyOf", "oneOf"]
        .into_iter()
        .filter_map(move |name| schema.get(name))
        .flat_map(Cursor::items);
    let singles = ["not", "if", "then", "else"]
        .into_iter()
        .filter_map(move |name| schema.get(name));
    lists.chain(singles).filter(|part| part.mapping().is_some())
}
