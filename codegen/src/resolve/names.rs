//! The names that schemas give themselves: `$id`, `$anchor` and `$dynamicAnchor`.

use std::collections::{HashMap, HashSet};

use super::files::Files;
use crate::document::{Cursor, Document, NodeId, Walked};
use crate::source::{join, split_fragment};

/// The names found so far, by what references say.
#[derive(Default)]
pub(super) struct Names {
    resources: HashMap<String, NodeId>,
    anchors: HashMap<(u32, String), Vec<NodeId>>,
    /// The resources in which a dynamic anchor is, by its name; `None` where none has a URI.
    dynamic: HashMap<String, HashSet<Option<NodeId>>>,
    /// How much of the walk's lists is in here.
    seen: (usize, usize),
}

/// What references in a place are relative to.
pub(super) struct Base<'a> {
    /// The URI; of a file without `$id` its path.
    pub(super) uri: String,
    /// The schema with the innermost `$id`; otherwise the outermost value of the file.
    pub(super) root: Option<Cursor<'a>>,
    /// The path of the file.
    pub(super) file: String,
}

impl Names {
    /// Takes in what the walk has found since.
    pub(super) fn update(&mut self, document: &Document, walked: &Walked, files: &Files<'_>) {
        for id in walked.resources.iter().skip(self.seen.0) {
            if let Some(at) = document.cursor(*id) {
                let uri = Base::of(document, walked, files, at).uri;
                self.resources.entry(uri).or_insert(*id);
            }
        }
        for id in walked.anchors.iter().skip(self.seen.1) {
            let Some(at) = document.cursor(*id) else {
                continue;
            };
            for key in ["$anchor", "$dynamicAnchor"] {
                let Some(name) = at.get_str(key) else {
                    continue;
                };
                let places = self.anchors.entry((id.tree, name.to_owned())).or_default();
                if !places.contains(id) {
                    places.push(*id);
                }
                if key == "$dynamicAnchor" {
                    let around = resource(document, walked, at).map(Cursor::id);
                    let resources = self.dynamic.entry(name.to_owned()).or_default();
                    resources.insert(around);
                }
            }
        }
        self.seen = (walked.resources.len(), walked.anchors.len());
    }

    /// The schema whose `$id` is this URI.
    pub(super) fn resource<'a>(&self, document: &'a Document, uri: &str) -> Option<Cursor<'a>> {
        document.cursor(*self.resources.get(uri)?)
    }

    /// The schema with an anchor, in the resource of that root before others of its file. Where there are
    /// several, `from` is inside of the one that is meant.
    pub(super) fn anchor<'a>(
        &self,
        walked: &Walked,
        root: Cursor<'a>,
        name: &str,
        from: Cursor<'a>,
    ) -> Option<Cursor<'a>> {
        let places = self.anchors.get(&(root.id().tree, name.to_owned()))?;
        let document = root.document();
        let resource_of = |id: &NodeId| {
            let inner = document
                .cursor(*id)
                .and_then(|at| resource(document, walked, at));
            inner.or_else(|| document.file(id.tree)).map(Cursor::id)
        };
        let inside = |id: &NodeId| resource_of(id) == Some(root.id());
        let mut found: Vec<NodeId> = places.iter().copied().filter(inside).collect();
        if found.is_empty() {
            found.clone_from(places);
        }
        let near = || around(from).find(|at| found.contains(&at.id()));
        match found.as_slice() {
            [only] => document.cursor(*only),
            [first, ..] => near().or_else(|| document.cursor(*first)),
            [] => None,
        }
    }

    /// The anchors of a file, for a guess at what was meant.
    pub(super) fn anchors_of(&self, tree: u32) -> impl Iterator<Item = &str> {
        let of_tree = self.anchors.keys().filter(move |(of, _)| *of == tree);
        of_tree.map(|(_, name)| name.as_str())
    }

    /// Whether the way to a `$dynamicRef` decides what it names.
    pub(super) fn is_ambiguous(&self, dynamic: &str) -> bool {
        let resources = self.dynamic.get(dynamic);
        resources.is_some_and(|resources| resources.len() > 1)
    }
}

impl<'a> Base<'a> {
    /// What references at a place are relative to.
    pub(super) fn of(
        document: &'a Document,
        walked: &Walked,
        files: &Files<'_>,
        at: Cursor<'a>,
    ) -> Self {
        let tree = at.id().tree;
        let file = document
            .tree(tree)
            .map(|tree| files.path(tree.file).to_owned())
            .unwrap_or_default();
        let mut ids = Vec::new();
        let mut inner = resource(document, walked, at);
        let root = inner.or_else(|| document.file(tree));
        while let Some(schema) = inner {
            ids.extend(schema.get_str("$id"));
            let around = document
                .parent(schema.id())
                .and_then(|id| document.cursor(id));
            inner = around.and_then(|at| resource(document, walked, at));
        }
        let uri = ids
            .iter()
            .rev()
            .fold(file.clone(), |base, id| join(&base, split_fragment(id).0));
        Self { uri, root, file }
    }
}

/// The innermost schema around a place (or there) that has an `$id`.
fn resource<'a>(document: &'a Document, walked: &Walked, at: Cursor<'a>) -> Option<Cursor<'a>> {
    let is_resource = |at: Cursor<'_>| {
        // The outermost value of a file may be a schema before anything has said so.
        at.get_str("$id").is_some()
            && (walked.role(at).is_schema() || (at.is_root() && !at.is_in_main()))
    };
    let root = document.file(at.id().tree)?;
    if walked.resources.is_empty() {
        return Some(root).filter(|root| is_resource(*root));
    }
    let mut at = Some(at);
    while let Some(here) = at {
        if is_resource(here) {
            return Some(here);
        }
        at = document
            .parent(here.id())
            .and_then(|id| document.cursor(id));
    }
    None
}

/// The schema that `$recursiveRef` of draft 2019-09 names: the nearest around it that says so of itself,
/// or the outermost of its resource.
pub(super) fn recursive<'a>(walked: &Walked, from: Cursor<'a>) -> Option<Cursor<'a>> {
    let schemas = || around(from).filter(|at| walked.role(*at).is_schema());
    schemas()
        .find(|at| at.get_bool("$recursiveAnchor") == Some(true))
        .or_else(|| resource(from.document(), walked, from))
        .or_else(|| schemas().last())
}

/// A value and those around it, from the inside out.
fn around(at: Cursor<'_>) -> impl Iterator<Item = Cursor<'_>> {
    let document = at.document();
    std::iter::successors(Some(at), |at| document.cursor(document.parent(at.id())?))
}
