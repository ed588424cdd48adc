//! The tree of a document: what JSON can say, in the order in which it was written.

use super::Number;

/// A value of a document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Sequence(Sequence),
    Mapping(Mapping),
}

impl Node {
    pub(crate) fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    pub(crate) fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    pub(crate) fn as_mapping(&self) -> Option<&Mapping> {
        match self {
            Self::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    pub(crate) fn as_sequence(&self) -> Option<&Sequence> {
        match self {
            Self::Sequence(sequence) => Some(sequence),
            _ => None,
        }
    }

    /// What this is, as messages say it.
    pub(crate) fn describe(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Sequence(_) => "an array",
            Self::Mapping(_) => "an object",
        }
    }

    /// The child at a position among the items or entries.
    pub(crate) fn child(&self, index: usize) -> Option<&Node> {
        match self {
            Self::Sequence(items) => items.get(index),
            Self::Mapping(mapping) => mapping.entries.get(index).map(|(_, value)| value),
            _ => None,
        }
    }
}

impl Node {
    pub(crate) fn child_mut(&mut self, index: usize) -> Option<&mut Node> {
        match self {
            Self::Sequence(sequence) => sequence.items.get_mut(index),
            Self::Mapping(mapping) => mapping.entries.get_mut(index).map(|(_, value)| value),
            _ => None,
        }
    }
}

/// The number of an object or array within its file, in the order of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ContainerId(pub(crate) u32);

/// An array. Derefs to its items.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sequence {
    pub(crate) id: ContainerId,
    pub(super) items: Vec<Node>,
}

impl Sequence {
    pub(crate) fn new(items: Vec<Node>) -> Self {
        Self {
            id: ContainerId::default(),
            items,
        }
    }

    pub(crate) fn push(&mut self, item: Node) {
        self.items.push(item);
    }

    /// Takes out the item at a position, if there is one.
    pub(crate) fn remove(&mut self, index: usize) {
        if index < self.items.len() {
            self.items.remove(index);
        }
    }

    pub(crate) fn items_mut(&mut self) -> &mut [Node] {
        &mut self.items
    }
}

impl PartialEq for Sequence {
    fn eq(&self, other: &Self) -> bool {
        self.items == other.items
    }
}

impl std::ops::Deref for Sequence {
    type Target = [Node];

    fn deref(&self) -> &[Node] {
        &self.items
    }
}

/// An object: entries in the order of the text, every key once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mapping {
    pub(crate) id: ContainerId,
    entries: Vec<(String, Node)>,
    /// Positions sorted by key, for mappings that are too long to look through.
    sorted: Box<[u32]>,
}

impl Mapping {
    /// The keys must differ; of two equal ones either may be found.
    pub(crate) fn new(entries: Vec<(String, Node)>) -> Self {
        const SHORT: usize = 12;
        let count = u32::try_from(entries.len()).unwrap_or_default();
        let mut sorted: Vec<u32> = if entries.len() > SHORT {
            (0..count).collect()
        } else {
            Vec::new()
        };
        let key = |at: &u32| {
            usize::try_from(*at)
                .ok()
                .and_then(|at| entries.get(at))
                .map(|(key, _)| key.as_str())
        };
        sorted.sort_by(|a, b| key(a).cmp(&key(b)));
        let sorted = sorted.into_boxed_slice();
        Self {
            id: ContainerId::default(),
            entries,
            sorted,
        }
    }

    /// Whether a key is there more than once.
    pub(super) fn has_repeated_keys(&self) -> bool {
        if self.sorted.is_empty() {
            let mut entries = self.entries.as_slice();
            while let [(key, _), rest @ ..] = entries {
                if rest.iter().any(|(other, _)| other == key) {
                    return true;
                }
                entries = rest;
            }
            return false;
        }
        let key = |at: &u32| usize::try_from(*at).ok().and_then(|at| self.key(at));
        self.sorted.windows(2).any(|pair| match pair {
            [one, other] => key(one) == key(other),
            _ => false,
        })
    }

    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        let position = self.position(key)?;
        self.entries.get_mut(position).map(|(_, value)| value)
    }

    /// Adds an entry whose key is not there yet.
    pub(crate) fn push(&mut self, key: &str, value: Node) {
        let mut entries = std::mem::take(&mut self.entries);
        entries.push((key.to_owned(), value));
        *self = Self::new(entries);
    }

    /// Takes out the entry at a position, if there is one.
    pub(crate) fn remove(&mut self, index: usize) {
        let mut entries = std::mem::take(&mut self.entries);
        if index < entries.len() {
            entries.remove(index);
        }
        *self = Self::new(entries);
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        let (_, node) = self.entries.get(self.position(key)?)?;
        Some(node)
    }

    /// The position of a key among the entries.
    pub(crate) fn position(&self, key: &str) -> Option<usize> {
        if self.sorted.is_empty() {
            return self.entries.iter().position(|(known, _)| known == key);
        }
        let at = |at: &u32| usize::try_from(*at).unwrap_or(usize::MAX);
        let known = |position: &u32| {
            self.entries
                .get(at(position))
                .map(|(known, _)| known.as_str())
        };
        let found = self
            .sorted
            .binary_search_by(|position| known(position).cmp(&Some(key)))
            .ok()?;
        self.sorted.get(found).map(at)
    }

    pub(crate) fn contains_key(&self, key: &str) -> bool {
        self.position(key).is_some()
    }

    pub(crate) fn iter(
        &self,
    ) -> impl ExactSizeIterator<Item = (&str, &Node)> + DoubleEndedIterator {
        self.entries
            .iter()
            .map(|(key, value)| (key.as_str(), value))
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(key, _)| key.as_str())
    }

    /// The key at a position.
    pub(crate) fn key(&self, index: usize) -> Option<&str> {
        self.entries.get(index).map(|(key, _)| key.as_str())
    }

    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut Node> {
        self.entries.iter_mut().map(|(_, value)| value)
    }

    pub(crate) fn into_entries(self) -> Vec<(String, Node)> {
        self.entries
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }
}

/// Objects are equal whatever the order of their entries, as JSON Schema compares them.
impl PartialEq for Mapping {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self
                .iter()
                .all(|(key, value)| other.get(key) == Some(value))
    }
}
