//! A document as the specification sees it.
//!
//! The tree stays the truth; [`Cursor`] walks it. What the specification adds (which object stands
//! where, what a reference leads to) is kept beside the tree, by the ids of its containers.

mod cursor;
mod tree;

pub(crate) use cursor::Cursor;
pub(crate) use tree::{NodeId, Tree};

use crate::parse::Node;
use crate::source::FileId;

/// The version of the specification that a document follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Version {
    V3_0,
    V3_1,
}

/// A parsed document.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) version: Version,
    /// One tree a file; the first is the document itself.
    trees: Vec<Tree>,
}

impl Document {
    pub(crate) fn new(version: Version, file: FileId, root: Node) -> Self {
        Self {
            version,
            trees: vec![Tree::new(file, root)],
        }
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
        let tree = self.tree(id.tree)?;
        let mut cursor = Cursor::root(self, id.tree, tree);
        for index in tree.path(id) {
            cursor = cursor.child(index)?;
        }
        Some(cursor)
    }
}
