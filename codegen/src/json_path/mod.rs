//! JSONPath (RFC 9535): what the targets of overlays are written in.

mod parse;
mod select;

use crate::parse::Node;

/// A query: where it starts, and what each of its segments selects.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Query {
    /// At the root (`$`), or at the node that a filter looks at (`@`).
    from_root: bool,
    segments: Vec<Segment>,
}

#[derive(Clone, Debug, PartialEq)]
enum Segment {
    /// `[..]`: of each node's children.
    Children(Vec<Selector>),
    /// `..[..]`: of the children of each node and of all that is in it.
    Descendants(Vec<Selector>),
}

#[derive(Clone, Debug, PartialEq)]
enum Selector {
    Name(String),
    All,
    /// From the end if negative.
    Index(i64),
    Slice {
        start: Option<i64>,
        end: Option<i64>,
        step: i64,
    },
    Filter(Logical),
}

#[derive(Clone, Debug, PartialEq)]
enum Logical {
    Or(Vec<Logical>),
    And(Vec<Logical>),
    Not(Box<Logical>),
    Compare(Comparable, Comparison, Comparable),
    Exists(Query),
    Matches {
        text: Comparable,
        pattern: Comparable,
        /// `match`, and not `search`.
        whole: bool,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// What has one value, or none.
#[derive(Clone, Debug, PartialEq)]
enum Comparable {
    Literal(Node),
    /// A query that selects one node at most.
    Query(Query),
    /// `length(..)`.
    Length(Box<Comparable>),
    /// `count(..)`.
    Count(Query),
    /// `value(..)`.
    Value(Query),
}

impl Query {
    /// # Errors
    ///
    /// What is wrong, and at which character.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        parse::parse(text)
    }

    /// The selected values, each as the positions that lead to it, in the order of the document.
    pub(crate) fn select(&self, root: &Node) -> Vec<Vec<usize>> {
        let mut found: Vec<Vec<usize>> = select::select(self, root);
        found.sort();
        found.dedup();
        found
    }
}
