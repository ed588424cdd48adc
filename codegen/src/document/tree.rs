//! One file's tree, with a number for every object and array, so that a way back to the root exists
//! without a pointer in every node.

use std::hash::{Hash, Hasher};

use super::Version;
use crate::parse::Node;
use crate::source::FileId;

/// Names a value of a document: cheap to copy, and a key for side tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NodeId {
    pub(crate) tree: u32,
    /// The container around the value and the position in it; [`Self::ROOT`] for the root itself.
    pub(super) parent: u32,
    pub(super) index: u32,
}

impl NodeId {
    pub(super) const ROOT: u32 = u32::MAX;

    pub(super) fn root(tree: u32) -> Self {
        Self {
            tree,
            parent: Self::ROOT,
            index: 0,
        }
    }
}

/// At once: ids are looked up more often than anything else, and each field by itself would cost as much as all.
impl Hash for NodeId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let place = u64::from(self.parent) << 32 | u64::from(self.index);
        state.write_u64(place ^ u64::from(self.tree).rotate_right(8));
    }
}

/// A file's values.
#[derive(Debug)]
pub(crate) struct Tree {
    pub(crate) file: FileId,
    /// The name of the file seen from the main document; empty for that one itself.
    pub(crate) name: String,
    pub(super) version: Version,
    pub(super) root: Node,
    /// For every container: the container around it and its position there.
    parents: Vec<(u32, u32)>,
}

impl Tree {
    pub(super) fn new(file: FileId, name: String, version: Version, mut root: Node) -> Self {
        let mut parents = Vec::new();
        number(&mut root, (NodeId::ROOT, 0), &mut parents);
        Self {
            file,
            name,
            version,
            root,
            parents,
        }
    }

    /// The id of a container.
    pub(super) fn container(&self, tree: u32, container: u32) -> Option<NodeId> {
        let (parent, index) = *self.parents.get(usize::try_from(container).ok()?)?;
        Some(NodeId {
            tree,
            parent,
            index,
        })
    }

    /// The value of an id. The depth is bounded by the parser.
    pub(super) fn node(&self, parent: u32, index: u32) -> Option<&Node> {
        if parent == NodeId::ROOT {
            return Some(&self.root);
        }
        let (around, position) = self.parents.get(usize::try_from(parent).ok()?)?;
        let container = self.node(*around, *position)?;
        container.child(usize::try_from(index).ok()?)
    }

    /// The positions to take from the root to a value.
    pub(super) fn path(&self, id: NodeId) -> Vec<usize> {
        let mut path = Vec::new();
        let mut at = (id.parent, id.index);
        while at.0 != NodeId::ROOT {
            path.push(usize::try_from(at.1).unwrap_or(usize::MAX));
            let parent = usize::try_from(at.0)
                .ok()
                .and_then(|at| self.parents.get(at));
            at = parent.copied().unwrap_or((NodeId::ROOT, 0));
        }
        path.reverse();
        path
    }
}

/// Gives the containers their numbers. The depth is bounded by the parser.
fn number(node: &mut Node, parent: (u32, u32), parents: &mut Vec<(u32, u32)>) {
    let id = u32::try_from(parents.len()).unwrap_or(NodeId::ROOT);
    let position = |index: usize| (id, u32::try_from(index).unwrap_or_default());
    match node {
        Node::Sequence(sequence) => {
            sequence.id.0 = id;
            parents.push(parent);
            for (index, item) in sequence.items_mut().iter_mut().enumerate() {
                number(item, position(index), parents);
            }
        }
        Node::Mapping(mapping) => {
            mapping.id.0 = id;
            parents.push(parent);
            for (index, value) in mapping.values_mut().enumerate() {
                number(value, position(index), parents);
            }
        }
        _ => {}
    }
}
