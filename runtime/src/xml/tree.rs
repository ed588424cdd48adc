//! The elements of a document, one after the other in one list: what a client can send many of is small.

use std::ops::Range;

/// The elements of a document in their order.
#[derive(Debug, Default)]
pub(super) struct Tree<'t> {
    text: &'t str,
    nodes: Vec<Node>,
    /// What elements have that most have not.
    details: Vec<Details>,
    /// Those of each element one after the other.
    attributes: Vec<Attribute>,
}

/// A local name and a value.
pub(super) type Attribute = (Box<str>, Box<str>);

#[derive(Debug)]
struct Node {
    /// Where the local name stands in the text.
    name: (u32, u32),
    /// The first element that is not within this one.
    after: u32,
    /// One more than the index of its details; 0 if it has none.
    details: u32,
}

/// What stands in an element beside others, and in its tag.
#[derive(Debug, Default)]
struct Details {
    text: String,
    /// Where the attributes are.
    attributes: (u32, u32),
    is_nil: bool,
    /// How many prefixes it declares.
    declares: u32,
}

/// What a tag says beside its name.
#[derive(Debug, Default)]
pub(super) struct Tag {
    /// First those without a prefix.
    pub(super) attributes: Vec<Attribute>,
    pub(super) is_nil: bool,
    /// How many prefixes it declares.
    pub(super) declares: u32,
}

impl<'t> Tree<'t> {
    /// Of a text of less than 4 GiB; there are no elements yet.
    pub(super) fn of(text: &'t str) -> Option<Self> {
        u32::try_from(text.len()).ok()?;
        Some(Self {
            text,
            ..Self::default()
        })
    }

    pub(super) const fn text(&self) -> &'t str {
        self.text
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Adds an element whose name stands at a place in the text, and gives its index. Those that are added before it is
    /// closed are within it.
    pub(super) fn open(&mut self, name: Range<usize>, tag: Tag) -> usize {
        let first = as_u32(self.attributes.len());
        self.attributes.extend(tag.attributes);
        let attributes = (first, as_u32(self.attributes.len()));
        let has_details = attributes.0 < attributes.1 || tag.is_nil || tag.declares > 0;
        if has_details {
            self.details.push(Details {
                text: String::new(),
                attributes,
                is_nil: tag.is_nil,
                declares: tag.declares,
            });
        }
        let details = if has_details {
            as_u32(self.details.len())
        } else {
            0
        };
        let index = self.nodes.len();
        self.nodes.push(Node {
            name: (as_u32(name.start), as_u32(name.end)),
            after: as_u32(index + 1),
            details,
        });
        index
    }

    /// Ends an element; gives how many prefixes it has declared.
    pub(super) fn close(&mut self, index: usize) -> u32 {
        let after = as_u32(self.nodes.len());
        if let Some(node) = self.nodes.get_mut(index) {
            node.after = after;
        }
        self.element(index).details().map_or(0, |it| it.declares)
    }

    /// Adds text to an element.
    pub(super) fn add(&mut self, index: usize, text: &str) {
        let Some(node) = self.nodes.get_mut(index).filter(|_| !text.is_empty()) else {
            return;
        };
        if node.details == 0 {
            self.details.push(Details::default());
            node.details = as_u32(self.details.len());
        }
        let index = (node.details as usize).saturating_sub(1);
        if let Some(details) = self.details.get_mut(index) {
            details.text.push_str(text);
        }
    }

    pub(super) const fn element(&self, index: usize) -> Element<'_> {
        Element { tree: self, index }
    }
}

/// Whatever is counted here is less than the text is long.
fn as_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// An element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'d> {
    tree: &'d Tree<'d>,
    index: usize,
}

impl<'d> Element<'d> {
    fn node(self) -> Option<&'d Node> {
        self.tree.nodes.get(self.index)
    }

    fn details(self) -> Option<&'d Details> {
        let index = (self.node()?.details as usize).checked_sub(1)?;
        self.tree.details.get(index)
    }

    /// The local name.
    pub(super) fn name(self) -> &'d str {
        let (start, end) = self.node().map_or((0, 0), |node| node.name);
        let name = self.tree.text.get(start as usize..end as usize);
        name.unwrap_or_default()
    }

    /// The attributes by their local names: first those without a prefix.
    pub(super) fn attributes(self) -> &'d [Attribute] {
        let (first, end) = self.details().map_or((0, 0), |details| details.attributes);
        let attributes = self.tree.attributes.get(first as usize..end as usize);
        attributes.unwrap_or_default()
    }

    /// What stands between the elements within it.
    pub(super) fn text(self) -> &'d str {
        self.details().map_or("", |details| &details.text)
    }

    pub(super) fn is_nil(self) -> bool {
        self.details().is_some_and(|details| details.is_nil)
    }

    /// The elements that are directly within it.
    pub(super) fn children(self) -> impl Iterator<Item = Self> {
        let end = self.node().map_or(0, |node| node.after as usize);
        let mut next = self.index + 1;
        std::iter::from_fn(move || {
            let child = self.tree.element(next);
            let node = child.node().filter(|_| next < end)?;
            next = node.after as usize;
            Some(child)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_stand_in_one_another() {
        // <a>x<b><c/></b><d/>y</a>
        let mut tree = Tree::of("abcd").unwrap();
        let a = tree.open(0..1, Tag::default());
        tree.add(a, "x");
        let b = tree.open(1..2, Tag::default());
        let c = tree.open(2..3, Tag::default());
        assert_eq!(tree.close(c), 0);
        tree.close(b);
        let declares = Tag {
            declares: 2,
            is_nil: true,
            attributes: vec![("e".into(), "f".into())],
        };
        let d = tree.open(3..4, declares);
        assert_eq!(tree.close(d), 2);
        tree.add(a, "y");
        tree.close(a);
        let names = |index| {
            let children = tree.element(index).children();
            children.map(Element::name).collect::<String>()
        };
        assert_eq!([a, b, c, d].map(names), ["bd", "c", "", ""]);
        assert_eq!(tree.element(a).text(), "xy");
        assert!(tree.element(d).is_nil() && !tree.element(c).is_nil());
        assert_eq!(tree.element(d).attributes(), [("e".into(), "f".into())]);
        assert!(tree.element(a).attributes().is_empty());
        assert_eq!(size_of::<Node>(), 16);
    }
}
