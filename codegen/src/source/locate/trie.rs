//! The pointers that are asked for, and where they are.

use std::collections::HashMap;

use super::super::{JsonPointer, Part};

/// A range of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The pointers as a tree of tokens, filled with marks by the scan.
pub(super) struct Trie {
    pub(super) nodes: Vec<TrieNode>,
}

#[derive(Default)]
pub(super) struct TrieNode {
    pub(super) children: HashMap<String, usize>,
    pub(super) keys: Vec<Mark>,
    pub(super) value: Option<Mark>,
    /// The first key inside, when the value is a mapping.
    pub(super) first_key: Option<Mark>,
    pub(super) container: bool,
    /// What a YAML scalar without quotes says.
    pub(super) plain: Option<String>,
}

impl TrieNode {
    /// The mark to show for a part. A mapping or sequence is shown by the key that it stands under,
    /// because the text of a block starts only on the line after.
    pub(super) fn mark(&self, part: Part) -> Option<Mark> {
        let first = self.keys.first().copied();
        match part {
            Part::Key => first.or(self.value),
            Part::Repeated(occurrence) => self.keys.get(occurrence).copied().or(first),
            Part::Value if self.container => first.or(self.first_key).or(self.value),
            Part::Value => self.value.or(first),
            Part::Text(_) => None,
        }
    }
}

impl Trie {
    pub(super) fn new() -> Self {
        Self {
            nodes: vec![TrieNode::default()],
        }
    }

    /// Adds a pointer and gives the nodes from the root to it.
    pub(super) fn insert(&mut self, pointer: &JsonPointer) -> Vec<usize> {
        let mut path = vec![0];
        let mut at = 0;
        for token in pointer.tokens() {
            let next = self.nodes.len();
            let Some(node) = self.nodes.get_mut(at) else {
                break;
            };
            at = *node.children.entry(token.clone()).or_insert(next);
            if at == next {
                self.nodes.push(TrieNode::default());
            }
            path.push(at);
        }
        path
    }

    pub(super) fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.nodes
            .iter()
            .flat_map(|node| node.keys.iter().chain(&node.value).chain(&node.first_key))
    }

    pub(super) fn marks_mut(&mut self) -> impl Iterator<Item = &mut Mark> {
        self.nodes.iter_mut().flat_map(|node| {
            let keys = node.keys.iter_mut();
            keys.chain(&mut node.value).chain(&mut node.first_key)
        })
    }

    /// Forgets all marks.
    pub(super) fn clear(&mut self) {
        for node in &mut self.nodes {
            *node = TrieNode {
                children: std::mem::take(&mut node.children),
                ..TrieNode::default()
            };
        }
    }
}
