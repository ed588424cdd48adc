//! A document as the specification sees it.
//!
//! The tree stays the truth; [`Cursor`] walks it. What the specification adds (which object stands
//! where, what a reference leads to) is kept beside the tree, by the ids of its containers.

mod conditions;
mod cursor;
mod grammar;
mod objects;
mod operations;
mod reach;
mod schema;
mod tree;
mod walk;

pub(crate) use cursor::Cursor;
pub(crate) use grammar::{Kind, Value};
pub(crate) use operations::{METHODS, OperationSite, parameters, path_items, webhook_path};
pub(crate) use tree::{NodeId, Tree};
pub(crate) use walk::{Role, Walked, walk, walk_referable, walk_value};

use std::collections::{HashMap, HashSet};
use std::vec::IntoIter;

use crate::parse::Node;
use crate::resolve::{Resolved, Target};
use crate::source::FileId;

/// The version of the specification that a document follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Version {
    V3_0,
    V3_1,
}

impl Version {
    /// The version that the field `openapi` names.
    pub(crate) fn parse(openapi: &Node) -> Option<Self> {
        let text = match openapi {
            Node::String(text) => text.as_str(),
            // `openapi: 3.1` without quotes is a number to YAML; what is meant is plain.
            Node::Number(number) if number.text() == "3" => "3.0",
            Node::Number(number) => number.text(),
            _ => return None,
        };
        let mut parts = text.split('.');
        match (parts.next(), parts.next()) {
            (Some("3"), Some("0")) => Some(Self::V3_0),
            (Some("3"), Some("1")) => Some(Self::V3_1),
            _ => None,
        }
    }
}

/// What schemas are taken to mean where JSON Schema leaves it open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    /// Whether a schema that speaks of properties, and has no `type`, is one of objects.
    pub(crate) implied_types: bool,
    /// Whether a value must have the `format` that its schema names.
    pub(crate) formats: bool,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            implied_types: true,
            formats: true,
        }
    }
}

/// A parsed document.
#[derive(Debug)]
pub(crate) struct Document {
    version: Version,
    pub(crate) reading: Reading,
    /// One tree a file; the first is the document itself.
    trees: Vec<Tree>,
    resolved: Resolved,
    /// Operations that are not wanted, by their entry of `paths` and their method.
    left_out: HashMap<(NodeId, &'static str), NodeId>,
}

impl Document {
    pub(crate) fn new(version: Version, file: FileId, root: Node) -> Self {
        Self {
            version,
            reading: Reading::default(),
            trees: vec![Tree::new(file, String::new(), version, root)],
            resolved: Resolved::default(),
            left_out: HashMap::new(),
        }
    }

    /// Adds a file that references lead to. It is of the version of the main document unless it says
    /// another one.
    pub(crate) fn add(&mut self, file: FileId, name: String, root: Node) {
        let own = root.as_mapping().and_then(|root| root.get("openapi"));
        let version = own.and_then(Version::parse).unwrap_or(self.version);
        self.trees.push(Tree::new(file, name, version, root));
    }

    /// The files with their names as seen from the main document.
    pub(crate) fn files(&self) -> impl Iterator<Item = (FileId, &str)> {
        self.trees
            .iter()
            .map(|tree| (tree.file, tree.name.as_str()))
    }

    /// The tree of a file.
    pub(crate) fn tree_of(&self, file: FileId) -> Option<u32> {
        let position = self.trees.iter().position(|tree| tree.file == file)?;
        u32::try_from(position).ok()
    }

    /// The object or array around a value.
    pub(crate) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.tree(id.tree)?.container(id.tree, id.parent)
    }

    /// The outermost object.
    pub(crate) fn root(&self) -> Option<Cursor<'_>> {
        self.trees.first().map(|tree| Cursor::root(self, 0, tree))
    }

    pub(crate) fn tree(&self, index: u32) -> Option<&Tree> {
        self.trees.get(usize::try_from(index).ok()?)
    }

    /// The value behind an id.
    pub(crate) fn cursor(&self, id: NodeId) -> Option<Cursor<'_>> {
        let node = self.tree(id.tree)?.node(id.parent, id.index)?;
        Some(Cursor::new(self, node, id))
    }

    /// The same document with what resolving found out about it.
    #[must_use]
    pub(crate) fn with(self, resolved: Resolved) -> Self {
        Self { resolved, ..self }
    }

    /// The same document without some of its operations.
    #[must_use]
    pub(crate) fn without(self, left_out: HashMap<(NodeId, &'static str), NodeId>) -> Self {
        Self { left_out, ..self }
    }

    fn leaves_out(&self, entry: NodeId, method: &'static str) -> bool {
        self.left_out.contains_key(&(entry, method))
    }

    /// The operations that are not wanted at any path.
    pub(crate) fn left_out(&self) -> HashSet<NodeId> {
        let mut left_out: HashSet<NodeId> = self.left_out.values().copied().collect();
        for site in self.operations_and_webhooks() {
            left_out.remove(&site.operation.id());
        }
        left_out
    }

    /// The object or array with a number.
    pub(crate) fn container(&self, tree: u32, container: u32) -> Option<Cursor<'_>> {
        self.cursor(self.tree(tree)?.container(tree, container)?)
    }

    /// The outermost value of a file.
    pub(crate) fn file(&self, tree: u32) -> Option<Cursor<'_>> {
        self.tree(tree).map(|found| Cursor::root(self, tree, found))
    }

    /// Every object of a kind (references to such objects are left out), in the order of the text.
    pub(crate) fn all(&self, kind: Kind) -> IntoIter<Cursor<'_>> {
        self.objects(&|role| role == Role::Object(kind))
    }

    /// Every schema, references with keywords beside them included, in the order of the text.
    pub(crate) fn schemas(&self) -> IntoIter<Cursor<'_>> {
        self.objects(&Role::is_schema)
    }

    fn objects(&self, is_wanted: &dyn Fn(Role) -> bool) -> IntoIter<Cursor<'_>> {
        let objects = self.resolved.walked.objects();
        let wanted = objects.filter(|(_, role)| is_wanted(*role));
        let cursors = wanted.filter_map(|((tree, container), _)| self.container(tree, container));
        cursors.collect::<Vec<_>>().into_iter()
    }

    /// What stands at a value.
    pub(crate) fn role(&self, at: Cursor<'_>) -> Role {
        self.resolved.walked.role(at)
    }

    /// Whether a field has no value.
    fn is_empty(&self, id: NodeId) -> bool {
        self.resolved.walked.empty.contains(&id)
    }

    /// The path of an entry of `paths` that was written without its slash.
    fn with_slash(&self, entry: Cursor<'_>) -> Option<&str> {
        let paths = &self.resolved.walked.paths;
        paths.get(&entry.id()).map(String::as_str)
    }

    /// What a value is read as, if that is not what is written.
    fn mended(&self, id: NodeId) -> Option<&Node> {
        let mended = &self.resolved.walked.mended;
        (!mended.is_empty()).then(|| mended.get(&id)).flatten()
    }

    /// What stands in for a value, if anything does.
    fn stand_in(&self, id: NodeId) -> Option<Cursor<'_>> {
        if self.resolved.stand_ins.is_empty() {
            return None;
        }
        self.cursor(*self.resolved.stand_ins.get(&id)?)
    }

    pub(crate) fn target(&self, from: NodeId) -> Option<Target> {
        self.resolved.targets.get(&from).copied()
    }
}
