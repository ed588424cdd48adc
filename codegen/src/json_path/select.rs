//! What a query selects in a tree.

use std::cmp::Ordering;

use anteroom::validate::pattern::compile;

use super::{Comparable, Comparison, Logical, Query, Segment, Selector};
use crate::parse::{Node, Number};

/// A value and the positions that lead to it.
#[derive(Clone)]
struct Found<'n> {
    node: &'n Node,
    path: Vec<usize>,
}

impl<'n> Found<'n> {
    fn child(&self, index: usize) -> Option<Self> {
        let node = self.node.child(index)?;
        let mut path = self.path.clone();
        path.push(index);
        Some(Self { node, path })
    }

    fn children(&self) -> impl Iterator<Item = Self> {
        (0..count(self.node)).filter_map(|index| self.child(index))
    }
}

/// How many items or entries there are.
fn count(node: &Node) -> usize {
    match node {
        Node::Sequence(items) => items.len(),
        Node::Mapping(mapping) => mapping.len(),
        _ => 0,
    }
}

pub(super) fn select(query: &Query, root: &Node) -> Vec<Vec<usize>> {
    let found = nodes(query, root, root);
    found.into_iter().map(|found| found.path).collect()
}

fn nodes<'n>(query: &Query, root: &'n Node, current: &'n Node) -> Vec<Found<'n>> {
    let node = if query.from_root { root } else { current };
    let mut found = vec![Found {
        node,
        path: Vec::new(),
    }];
    for segment in &query.segments {
        let mut next = Vec::new();
        for from in &found {
            match segment {
                Segment::Children(selectors) => children(selectors, root, from, &mut next),
                Segment::Descendants(selectors) => descendants(selectors, root, from, &mut next),
            }
        }
        found = next;
    }
    found
}

/// The depth is that of the document, which the parser bounds.
fn descendants<'n>(
    selectors: &[Selector],
    root: &'n Node,
    from: &Found<'n>,
    out: &mut Vec<Found<'n>>,
) {
    children(selectors, root, from, out);
    for child in from.children() {
        descendants(selectors, root, &child, out);
    }
}

fn children<'n>(
    selectors: &[Selector],
    root: &'n Node,
    from: &Found<'n>,
    out: &mut Vec<Found<'n>>,
) {
    for selector in selectors {
        match (selector, from.node) {
            (Selector::Name(name), Node::Mapping(mapping)) => {
                out.extend(mapping.position(name).and_then(|index| from.child(index)));
            }
            (Selector::All, _) => out.extend(from.children()),
            (Selector::Index(index), Node::Sequence(items)) => {
                let index = resolve(*index, items.len());
                let index = usize::try_from(index).ok();
                out.extend(index.and_then(|index| from.child(index)));
            }
            (Selector::Slice { start, end, step }, Node::Sequence(items)) => {
                let indices = slice(*start, *end, *step, items.len());
                out.extend(indices.into_iter().filter_map(|index| from.child(index)));
            }
            (Selector::Filter(filter), _) => {
                out.extend(
                    from.children()
                        .filter(|child| holds(filter, root, child.node)),
                );
            }
            _ => {}
        }
    }
}

/// Negative positions count from the end.
fn resolve(index: i64, length: usize) -> i64 {
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    if index < 0 { length + index } else { index }
}

/// RFC 9535, section 2.3.4.2.
fn slice(start: Option<i64>, end: Option<i64>, step: i64, length: usize) -> Vec<usize> {
    let count = i64::try_from(length).unwrap_or(i64::MAX);
    let place =
        |index: Option<i64>, default: i64| index.map_or(default, |index| resolve(index, length));
    let indices: Vec<i64> = if step > 0 {
        let (first, last) = (
            place(start, 0).clamp(0, count),
            place(end, count).clamp(0, count),
        );
        let step = usize::try_from(step).unwrap_or(usize::MAX);
        (first..last).step_by(step).collect()
    } else if step < 0 {
        let first = place(start, count - 1).clamp(-1, count - 1);
        let last = place(end, -1 - count).clamp(-1, count - 1);
        let step = usize::try_from(step.unsigned_abs()).unwrap_or(usize::MAX);
        (last + 1..=first).rev().step_by(step).collect()
    } else {
        Vec::new()
    };
    indices
        .into_iter()
        .filter_map(|index| usize::try_from(index).ok())
        .collect()
}

fn holds(filter: &Logical, root: &Node, current: &Node) -> bool {
    match filter {
        Logical::Or(any) => any.iter().any(|filter| holds(filter, root, current)),
        Logical::And(all) => all.iter().all(|filter| holds(filter, root, current)),
        Logical::Not(inner) => !holds(inner, root, current),
        Logical::Exists(query) => !nodes(query, root, current).is_empty(),
        Logical::Compare(left, comparison, right) => compare(
            value(left, root, current).as_ref(),
            *comparison,
            value(right, root, current).as_ref(),
        ),
        Logical::Matches {
            text,
            pattern,
            whole,
        } => {
            let (text, pattern) = (value(text, root, current), value(pattern, root, current));
            match (text, pattern) {
                (Some(Node::String(text)), Some(Node::String(pattern))) => {
                    matches(&text, &pattern, *whole)
                }
                _ => false,
            }
        }
    }
}

/// A pattern that is none matches nothing (RFC 9535, section 2.4.6).
fn matches(text: &str, pattern: &str, whole: bool) -> bool {
    let pattern = if whole {
        format!("^(?:{pattern})$")
    } else {
        pattern.to_owned()
    };
    compile(&pattern).is_ok_and(|pattern| pattern.is_match(text))
}

/// The value, if there is one.
fn value(comparable: &Comparable, root: &Node, current: &Node) -> Option<Node> {
    let one = |query: &Query| match nodes(query, root, current).as_slice() {
        [only] => Some(only.node.clone()),
        _ => None,
    };
    let number = |count: usize| Node::Number(Number::from(count as u128));
    match comparable {
        Comparable::Literal(node) => Some(node.clone()),
        Comparable::Query(query) | Comparable::Value(query) => one(query),
        Comparable::Count(query) => Some(number(nodes(query, root, current).len())),
        Comparable::Length(of) => match value(of, root, current)? {
            Node::String(text) => Some(number(text.chars().count())),
            node @ (Node::Sequence(_) | Node::Mapping(_)) => Some(number(count(&node))),
            _ => None,
        },
    }
}

fn compare(left: Option<&Node>, comparison: Comparison, right: Option<&Node>) -> bool {
    let less = |a: Option<&Node>, b: Option<&Node>| match (a, b) {
        (Some(Node::Number(a)), Some(Node::Number(b))) => a.cmp(b) == Ordering::Less,
        // Code points have the order of the bytes of UTF-8.
        (Some(Node::String(a)), Some(Node::String(b))) => a < b,
        _ => false,
    };
    match comparison {
        Comparison::Equal => left == right,
        Comparison::NotEqual => left != right,
        Comparison::Less => less(left, right),
        Comparison::Greater => less(right, left),
        Comparison::LessOrEqual => left == right || less(left, right),
        Comparison::GreaterOrEqual => left == right || less(right, left),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::Mapping;

    /// Objects and arrays, texts and numbers, enough for the tests.
    fn tree() -> Node {
        let text = r#"{
            "list": [0, 1, 2, 3, 4],
            "items": [
                {"name": "a", "size": 1, "tags": ["x", "y"]},
                {"name": "b", "size": 2.0},
                {"name": "ab", "gone": null}
            ],
            "o": {"'": {"@": 1}, "x-y": {"z": true}, "é": 2}
        }"#;
        node(&serde_json::from_str(text).unwrap())
    }

    fn node(json: &serde_json::Value) -> Node {
        match json {
            serde_json::Value::Null => Node::Null,
            serde_json::Value::Bool(value) => Node::Bool(*value),
            serde_json::Value::Number(number) => {
                Node::Number(Number::parse(&number.to_string()).unwrap())
            }
            serde_json::Value::String(text) => Node::String(text.clone()),
            serde_json::Value::Array(items) => Node::Sequence(crate::parse::Sequence::new(
                items.iter().map(node).collect(),
            )),
            serde_json::Value::Object(entries) => Node::Mapping(Mapping::new(
                entries
                    .iter()
                    .map(|(key, value)| (key.clone(), node(value)))
                    .collect(),
            )),
        }
    }

    fn found(query: &str) -> String {
        let tree = tree();
        let query = Query::parse(query).unwrap_or_else(|error| panic!("{query}: {error}"));
        let values = query.select(&tree).into_iter().map(|path| {
            let mut at = &tree;
            for index in path {
                at = at.child(index).unwrap();
            }
            at.to_json()
        });
        values.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn selects_children() {
        for (query, expected) in [
            ("$.list[0]", "0"),
            ("$.list[-1]", "4"),
            ("$.list[-9]", ""),
            ("$.list[1:3]", "1 2"),
            ("$.list[::2]", "0 2 4"),
            ("$.list[-2:]", "3 4"),
            ("$.list[3:0:-2]", "1 3"),
            ("$.list[::-1]", "0 1 2 3 4"),
            ("$.list[::0]", ""),
            ("$.list[4, 0, 0]", "0 4"),
            ("$ ['list'] [ 1 ]", "1"),
            ("$.o.é", "2"),
            (r#"$.o["x-y"].z"#, "true"),
            (r"$.o['\'']['\u0040']", "1"),
            ("$.items[*].name", r#""a" "b" "ab""#),
            ("$.nothing.at.all", ""),
            ("$.items.*.tags.*", r#""x" "y""#),
        ] {
            assert_eq!(found(query), expected, "{query}");
        }
        assert!(found("$").starts_with('{'));
    }

    #[test]
    fn selects_descendants() {
        assert_eq!(found("$..name"), r#""a" "b" "ab""#);
        assert_eq!(found("$..tags[0]"), r#""x""#);
        assert_eq!(found("$.o..*"), r#"{"@":1} 1 {"z":true} true 2"#);
        assert_eq!(found("$..[?@.z]"), r#"{"z":true}"#);
    }

    #[test]
    fn filters() {
        for (filter, expected) in [
            ("@.size", r#""a" "b""#),
            ("!@.size", r#""ab""#),
            ("@.size == 2", r#""b""#),
            ("@.size >= 1.0 && @.size < 2", r#""a""#),
            ("@.name == 'a' || @['name'] == \"b\"", r#""a" "b""#),
            ("!(@.name == 'a' || @.size)", r#""ab""#),
            ("@.gone == null", r#""ab""#),
            ("@.size != @.nothing", r#""a" "b""#),
            ("@.nothing == @.nowhere", r#""a" "b" "ab""#),
            ("@.name > 'a'", r#""b" "ab""#),
            ("@.size == $.list[1]", r#""a""#),
            ("length(@.name) == 2", r#""ab""#),
            ("length(@.tags) > 1", r#""a""#),
            ("count(@.*) == 3", r#""a""#),
            ("value(@..size) == 1", r#""a""#),
            ("match(@.name, 'a.?')", r#""a" "ab""#),
            ("match(@.name, 'a|b')", r#""a" "b""#),
            ("search(@.name, 'b')", r#""b" "ab""#),
            ("search(@.name, '(')", ""),
            ("@.size == true", ""),
        ] {
            assert_eq!(
                found(&format!("$.items[?{filter}].name")),
                expected,
                "{filter}"
            );
        }
    }
}
