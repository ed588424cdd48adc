//! A value of a document together with where it stands.

use super::tree::{NodeId, Tree};
use super::{Document, Kind, Role, Version};
use crate::parse::{Mapping, Node, Number};
use crate::source::{JsonPointer, Place};

/// A value of a document that knows its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'a> {
    document: &'a Document,
    node: &'a Node,
    id: NodeId,
}

impl<'a> Cursor<'a> {
    pub(super) fn root(document: &'a Document, index: u32, tree: &'a Tree) -> Self {
        Self {
            document,
            node: &tree.root,
            id: NodeId::root(index),
        }
    }

    pub(super) fn new(document: &'a Document, node: &'a Node, id: NodeId) -> Self {
        Self { document, node, id }
    }

    pub(crate) fn node(self) -> &'a Node {
        self.node
    }

    pub(crate) fn document(self) -> &'a Document {
        self.document
    }

    pub(crate) fn version(self) -> Version {
        let tree = self.document.tree(self.id.tree);
        tree.map_or(self.document.version, |tree| tree.version)
    }

    /// A key for side tables, equal only for the same place.
    pub(crate) fn id(self) -> NodeId {
        self.id
    }

    /// The value under a key of an object; no reference is followed. A field without a value is not there.
    pub(crate) fn get(self, key: &str) -> Option<Self> {
        let key = match key {
            "items" | "prefixItems" => self.items_key(key),
            key => key,
        };
        let child = self.child(self.mapping()?.position(key)?)?;
        (!matches!(child.node, Node::Null) || !self.document.is_empty(child.id)).then_some(child)
    }

    /// Whether this is a schema in which `items` is a list, as it was in JSON Schema before 2020-12.
    pub(crate) fn lists_items(self) -> bool {
        self.has_list_of_items() && self.document.role(self).is_schema()
    }

    /// The same of what is known to be a schema, also while that is not yet noted.
    pub(super) fn has_list_of_items(self) -> bool {
        let items = self.mapping().and_then(|mapping| mapping.get("items"));
        matches!(items, Some(Node::Sequence(_)))
    }

    /// Where to find what `items` and `prefixItems` say.
    fn items_key(self, key: &str) -> &str {
        match key {
            _ if !self.lists_items() => key,
            "items" => "additionalItems",
            _ => "items",
        }
    }

    /// The values of an array, none if this is no array.
    pub(crate) fn items(self) -> impl Iterator<Item = Self> {
        let items = self
            .node
            .as_sequence()
            .map_or(&[] as &[Node], |sequence| sequence);
        (0..items.len()).filter_map(move |index| self.child(index))
    }

    /// The entries of an object, none if this is no object.
    pub(crate) fn entries(self) -> impl Iterator<Item = (&'a str, Self)> {
        let count = self.mapping().map_or(0, Mapping::len);
        (0..count).filter_map(move |index| Some((self.mapping()?.key(index)?, self.child(index)?)))
    }

    /// The child at a position among the items or entries, or what stands in for it.
    fn child(self, index: usize) -> Option<Self> {
        let child = self.child_as_written(index)?;
        if let Some(node) = self.document.mended(child.id) {
            return Some(Self { node, ..child });
        }
        Some(self.document.stand_in(child.id).unwrap_or(child))
    }

    pub(super) fn child_as_written(self, index: usize) -> Option<Self> {
        let parent = match self.node {
            Node::Mapping(mapping) => mapping.id.0,
            Node::Sequence(sequence) => sequence.id.0,
            _ => return None,
        };
        let node = self.node.child(index)?;
        let id = NodeId {
            tree: self.id.tree,
            parent,
            index: u32::try_from(index).ok()?,
        };
        Some(Self { node, id, ..self })
    }

    pub(crate) fn mapping(self) -> Option<&'a Mapping> {
        self.node.as_mapping()
    }

    pub(crate) fn str(self) -> Option<&'a str> {
        self.node.as_str()
    }

    pub(crate) fn bool(self) -> Option<bool> {
        self.node.as_bool()
    }

    pub(crate) fn number(self) -> Option<&'a Number> {
        self.node.as_number()
    }

    pub(crate) fn u64(self) -> Option<u64> {
        self.number()?.as_u64()
    }

    /// The names under `type` of a schema. Where `null` lacks its quotes, YAML has made it a value.
    pub(crate) fn type_names(self) -> Option<Vec<&'a str>> {
        let types = self.get("type")?;
        let all = std::iter::once(types).chain(types.items());
        let names = all.filter_map(|at| match at.node {
            Node::Null => Some("null"),
            node => node.as_str(),
        });
        Some(names.collect())
    }

    /// Whether a type was left out because its name says that any value is taken.
    pub(crate) fn takes_any_type(self) -> bool {
        let written = self.mapping().and_then(|mapping| mapping.get("type"));
        written.is_some_and(|node| !matches!(node, Node::Null)) && self.get("type").is_none()
    }

    /// The text under a key.
    pub(crate) fn get_str(self, key: &str) -> Option<&'a str> {
        self.get(key)?.str()
    }

    /// The boolean under a key.
    pub(crate) fn get_bool(self, key: &str) -> Option<bool> {
        self.get(key)?.bool()
    }

    /// The way from the root of the file to here.
    pub(crate) fn pointer(self) -> JsonPointer {
        let Some(tree) = self.document.tree(self.id.tree) else {
            return JsonPointer::root();
        };
        let mut node = &tree.root;
        let mut tokens = Vec::new();
        for index in tree.path(self.id) {
            tokens.push(match node {
                Node::Mapping(mapping) => mapping.key(index).unwrap_or_default().to_owned(),
                _ => index.to_string(),
            });
            let Some(child) = node.child(index) else {
                break;
            };
            node = child;
        }
        tokens.into_iter().collect()
    }

    /// The key under which this stands, when it stands in an object.
    pub(crate) fn key(self) -> Option<&'a str> {
        let tree = self.document.tree(self.id.tree)?;
        let mut path = tree.path(self.id);
        let last = path.pop()?;
        let mut node = &tree.root;
        for index in path {
            node = node.child(index)?;
        }
        node.as_mapping()?.key(last)
    }

    /// Where this value stands.
    pub(crate) fn place(self) -> Place {
        let file = self
            .document
            .tree(self.id.tree)
            .map(|tree| tree.file)
            .unwrap_or_default();
        Place::new(file, self.pointer())
    }

    /// Where this value stands, as a URI reference from the main document.
    pub(crate) fn uri(self) -> String {
        let name = self.document.tree(self.id.tree).map(|tree| &*tree.name);
        format!("{}{}", name.unwrap_or_default(), self.pointer().fragment())
    }

    /// Which object of the specification this is; `None` for references and for data.
    pub(crate) fn kind(self) -> Option<Kind> {
        match self.document.role(self) {
            Role::Object(kind) => Some(kind),
            _ => None,
        }
    }

    /// The text that makes this a reference, where one can stand: that of a field, or itself in the
    /// mapping of a discriminator.
    pub(crate) fn reference_field(self) -> Option<Self> {
        if self.str().is_some() {
            return Some(self);
        }
        let dynamic = || {
            self.get("$dynamicRef")
                .filter(|_| self.version() >= Version::V3_1)
        };
        self.get("$ref")
            .or_else(dynamic)
            .or_else(|| self.get("$recursiveRef"))
    }

    /// Whether a reference leads here in the end.
    pub(crate) fn is_referenced(self) -> bool {
        self.document.resolved.ends.contains(&self.id)
    }

    /// What a reference to this place calls it: after the last token of the pointer, or after the
    /// file. `None` in the main document, where places are called after what is around them.
    pub(crate) fn name_in_file(self) -> Option<String> {
        let tree = self
            .document
            .tree(self.id.tree)
            .filter(|_| !self.is_in_main())?;
        let pointer = self.pointer();
        if let Some(last) = pointer.last() {
            return Some(last.to_owned());
        }
        let file = tree.name.rsplit('/').next().unwrap_or(&tree.name);
        Some(
            file.rsplit_once('.')
                .map_or(file, |(stem, _)| stem)
                .to_owned(),
        )
    }

    /// Whether this is the outermost value of its file.
    pub(crate) fn is_root(self) -> bool {
        self.id.parent == NodeId::ROOT
    }

    /// Whether this stands in the main document, and not in a file that it refers to.
    pub(crate) fn is_in_main(self) -> bool {
        self.id.tree == 0
    }

    pub(crate) fn is_reference(self) -> bool {
        matches!(self.document.role(self), Role::Reference(_))
    }

    /// The place that the `$ref` of this object names, which may be a reference again; `None` if this
    /// is no reference or there is nothing.
    pub(crate) fn target(self) -> Option<Self> {
        self.document.cursor(self.document.target(self.id)?.next)
    }

    /// The object itself: references are followed to their end. In a document without errors every
    /// reference has one; in any other this may be the reference still. What 3.1 allows beside the
    /// `$ref` of a schema is passed by: a reader that wants it goes step by step, with
    /// [`Self::target`].
    pub(crate) fn follow(self) -> Self {
        let end = self.document.target(self.id).and_then(|target| target.end);
        end.and_then(|end| self.document.cursor(end))
            .unwrap_or(self)
    }

    /// The value that a pointer leads to from here, or the last value on the way and the token that
    /// it does not have.
    pub(crate) fn lookup(self, pointer: &JsonPointer) -> Result<Self, (Self, String)> {
        let mut cursor = self;
        for token in pointer.tokens() {
            cursor = cursor.step(token).ok_or_else(|| (cursor, token.clone()))?;
        }
        Ok(cursor)
    }

    /// The child that a token of a pointer names.
    pub(crate) fn step(self, token: &str) -> Option<Self> {
        match self.node {
            Node::Mapping(mapping) => self.child(mapping.position(token)?),
            Node::Sequence(_) if token == "0" || !token.starts_with(['0', '+']) => {
                self.child(token.parse().ok()?)
            }
            _ => None,
        }
    }
}
