//! From a path to a route: a trie over segments.
//!
//! A segment of a template is a literal (`rooms`), one parameter (`{id}`), or a mix of both
//! (`{id}.json`, `{base}...{head}`, `v{major}`). For a segment of a request the literal is tried
//! first, then the mixes with more literal text first, then the parameter. Where a choice turns
//! out wrong further down, the next one is tried; a node of the trie is visited at most once, so
//! a lookup is linear in the trie's size at worst. Nothing is allocated for up to eight parameters.
//!
//! The path is split before it is percent-decoded (RFC 3986, section 2.4): `%2F` is data.

mod captures;
mod key;
mod literals;
mod mix;
#[cfg(test)]
mod model;
mod segment;
#[cfg(test)]
mod tests;

pub(crate) use self::captures::Captures;
use self::key::Key;
use self::literals::Literals;
use self::mix::Mix;
use self::segment::Segment;
pub(crate) use self::segment::names;

/// Finds the route of a path. A route is a number that the caller gave.
#[derive(Clone, Debug)]
pub(crate) struct Router {
    nodes: Vec<Node>,
}

#[derive(Clone, Debug, Default)]
struct Node {
    literals: Literals,
    mixes: Vec<(Mix, usize)>,
    parameter: Option<usize>,
    route: Option<usize>,
}

impl Router {
    pub(crate) fn new() -> Self {
        Self {
            nodes: vec![Node::default()],
        }
    }

    /// Adds a path template, or gives back the route that is already there.
    pub(crate) fn insert(&mut self, template: &str, route: usize) -> usize {
        let mut at = 0;
        for segment in template.strip_prefix('/').unwrap_or(template).split('/') {
            at = self.child(at, &Segment::parse(segment));
        }
        match self.nodes.get_mut(at) {
            Some(node) => *node.route.get_or_insert(route),
            None => route,
        }
    }

    fn child(&mut self, at: usize, segment: &Segment) -> usize {
        let fresh = self.nodes.len();
        let Some(node) = self.nodes.get_mut(at) else {
            return at;
        };
        let child = match segment {
            Segment::Literal(name) => node.literals.get_or_insert(name, fresh),
            Segment::Mix(mix) => match node.mixes.iter().find(|(other, _)| other == mix) {
                Some((_, child)) => *child,
                None => {
                    let place = node
                        .mixes
                        .partition_point(|(other, _)| other.weight() >= mix.weight());
                    node.mixes.insert(place, (mix.clone(), fresh));
                    fresh
                }
            },
            Segment::Parameter => *node.parameter.get_or_insert(fresh),
        };
        if child == fresh {
            self.nodes.push(Node::default());
        }
        child
    }

    /// The route of a path that starts with `/`, and where its parameters stand in it.
    pub(crate) fn find(&self, path: &str, captures: &mut Captures) -> Option<usize> {
        match path.starts_with('/') {
            true => self.descend(0, path, 1, captures),
            false => None,
        }
    }

    /// `start`: where the segment for the children of `at` begins. Where there is one way only, it is gone without a call
    /// (bench `routing`); captures of a way that leads nowhere are for the caller to take back.
    fn descend(
        &self,
        mut at: usize,
        path: &str,
        mut start: usize,
        captures: &mut Captures,
    ) -> Option<usize> {
        loop {
            let node = self.nodes.get(at)?;
            let (key, is_encoded) = Key::of_segment(path.as_bytes(), start);
            let end = start + key.length;
            let literal = node.literals.get(&key, is_encoded, || path.get(start..end));
            at = match literal {
                Some(child) if node.has_literals_only() => child,
                _ => {
                    if let Some(child) = literal
                        && let Some(route) = self.go_on(child, path, end, captures)
                    {
                        return Some(route);
                    }
                    if !node.mixes.is_empty()
                        && let Some(route) = self.descend_mixes(node, path, (start, end), captures)
                    {
                        return Some(route);
                    }
                    let child = node.parameter.filter(|_| key.length > 0)?;
                    captures.push(start, end);
                    child
                }
            };
            if end >= path.len() {
                return self.nodes.get(at)?.route;
            }
            start = end + 1;
        }
    }

    fn descend_mixes(
        &self,
        node: &Node,
        path: &str,
        (start, end): (usize, usize),
        captures: &mut Captures,
    ) -> Option<usize> {
        let mark = captures.len();
        for (mix, child) in &node.mixes {
            let segment = path.get(start..end)?;
            if mix.capture(segment, start, captures)
                && let Some(route) = self.go_on(*child, path, end, captures)
            {
                return Some(route);
            }
            captures.truncate(mark);
        }
        None
    }

    /// The route from a child on; `end`: where the segment does that led to it.
    fn go_on(
        &self,
        child: usize,
        path: &str,
        end: usize,
        captures: &mut Captures,
    ) -> Option<usize> {
        if end >= path.len() {
            return self.nodes.get(child)?.route;
        }
        let mark = captures.len();
        let found = self.descend(child, path, end + 1, captures);
        if found.is_none() {
            captures.truncate(mark);
        }
        found
    }
}

impl Node {
    /// Whether nothing else is tried where a literal is found.
    const fn has_literals_only(&self) -> bool {
        self.parameter.is_none() && self.mixes.is_empty()
    }
}
