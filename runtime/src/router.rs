//! From a path to a route: a trie over segments.
//!
//! A segment of a template is a literal (`rooms`), one parameter (`{id}`), or a mix of both
//! (`{id}.json`, `{base}...{head}`, `v{major}`). For a segment of a request the literal is tried
//! first, then the mixes with more literal text first, then the parameter. Where a choice turns
//! out wrong further down, the next one is tried; a node of the trie is visited at most once, so
//! a lookup is linear in the trie's size at worst. Nothing is allocated for up to eight parameters.
//!
//! The path is split before it is percent-decoded (RFC 3986, section 2.4): `%2F` is data.

mod key;
mod mix;

use self::key::Key;
use self::mix::Mix;
use crate::parameter::percent;

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

/// The literals that may stand at a node, by a hash: hundreds can, and each lookup would compare a few with others in a
/// sorted list. The names are those of the document, so nobody can make them collide.
#[derive(Clone, Debug, Default)]
struct Literals {
    entries: Vec<Literal>,
    /// Indices of entries plus one, at their hash or behind it; a power of two, less than half full.
    slots: Vec<u32>,
}

#[derive(Clone, Debug)]
struct Literal {
    key: Key,
    /// Percent-decoded.
    name: Box<str>,
    child: usize,
}

impl Literal {
    /// Whether a segment of its key is it: what the key does not tell, the text does.
    #[inline]
    fn is_it<'a>(&self, key: &Key, segment: impl Fn() -> Option<&'a str>) -> bool {
        key.length <= 16 || segment().is_some_and(|segment| segment == &*self.name)
    }
}

/// How many literals are compared with one by one.
const FEW: usize = 4;

impl Literals {
    #[inline]
    fn get<'a>(
        &self,
        key: &Key,
        is_encoded: bool,
        segment: impl Fn() -> Option<&'a str>,
    ) -> Option<usize> {
        if is_encoded {
            return self.get_encoded(segment()?);
        }
        // Of few, each is compared with sooner than one is found by the hash (bench `routing`).
        if self.entries.len() <= FEW {
            let is_it = |literal: &&Literal| literal.key == *key && literal.is_it(key, &segment);
            return self.entries.iter().find(is_it).map(|literal| literal.child);
        }
        let mut slot = key.hash();
        loop {
            let index = *self.slots.get(slot & (self.slots.len() - 1))?;
            let literal = self.entries.get((index as usize).checked_sub(1)?)?;
            if literal.key == *key && literal.is_it(key, &segment) {
                return Some(literal.child);
            }
            slot = slot.wrapping_add(1);
        }
    }

    /// `%72ooms` is `rooms` (RFC 3986, section 6.2.2.2).
    #[cold]
    fn get_encoded(&self, segment: &str) -> Option<usize> {
        let mut entries = self.entries.iter();
        let found = entries.find(|literal| percent::same(segment, &literal.name));
        found.map(|literal| literal.child)
    }

    fn get_or_insert(&mut self, name: &str, fresh: usize) -> usize {
        let mut entries = self.entries.iter();
        if let Some(literal) = entries.find(|literal| *literal.name == *name) {
            return literal.child;
        }
        // Of all of it: a slash that was encoded is part of the name.
        self.entries.push(Literal {
            key: Key::of(name.as_bytes()),
            name: name.into(),
            child: fresh,
        });
        let length = (self.entries.len() * 2 + 1).next_power_of_two();
        self.slots = vec![0; length];
        for (index, literal) in (1..).zip(&self.entries) {
            let mut slot = literal.key.hash();
            while let Some(taken) = self.slots.get_mut(slot & (length - 1)) {
                if *taken == 0 {
                    *taken = index;
                    break;
                }
                slot = slot.wrapping_add(1);
            }
        }
        fresh
    }
}

enum Segment {
    Literal(String),
    Mix(Mix),
    Parameter,
}

impl Segment {
    fn parse(text: &str) -> Self {
        let mut literals = Vec::new();
        let mut rest = text;
        while let Some((literal, after)) = rest.split_once('{') {
            let Some((_, after)) = after.split_once('}') else {
                break;
            };
            literals.push(literal);
            rest = after;
        }
        match literals.split_first() {
            None => Self::Literal(percent::decode_lossy(text)),
            Some((prefix, [])) if prefix.is_empty() && rest.is_empty() => Self::Parameter,
            Some((prefix, between)) => Self::Mix(Mix::new(prefix, between, rest)),
        }
    }
}

/// Where the path parameters stand in the path, in the order of the template.
#[derive(Clone, Debug, Default)]
pub(crate) struct Captures {
    count: usize,
    /// From where to where: no path is longer than 64 KiB.
    inline: [(u32, u32); 8],
    more: Vec<(u32, u32)>,
}

impl Captures {
    /// Of a path without parameters.
    pub(crate) const NONE: &Self = &Self {
        count: 0,
        inline: [(0, 0); 8],
        more: Vec::new(),
    };

    fn len(&self) -> usize {
        self.count
    }

    fn push(&mut self, start: usize, end: usize) {
        let as_u32 = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let (start, end) = (as_u32(start), as_u32(end));
        match self.inline.get_mut(self.count) {
            Some(slot) => *slot = (start, end),
            None => self.more.push((start, end)),
        }
        self.count += 1;
    }

    fn truncate(&mut self, count: usize) {
        self.count = count;
        self.more.truncate(count.saturating_sub(self.inline.len()));
    }

    /// The raw text of the parameter at this position of the template.
    pub(crate) fn get<'a>(&self, path: &'a str, index: usize) -> Option<&'a str> {
        if index >= self.count {
            return None;
        }
        let spilled = || self.more.get(index.checked_sub(self.inline.len())?);
        let (start, end) = *self.inline.get(index).or_else(spilled)?;
        path.get(start as usize..end as usize)
    }
}

/// The parameters of a template, in order: `/a/{b}/{c}.json` has `b` and `c`.
pub(crate) fn names(template: &str) -> impl Iterator<Item = &str> {
    template
        .split('{')
        .skip(1)
        .filter_map(|after| after.split_once('}'))
        .map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn router(templates: &[&str]) -> Router {
        let mut router = Router::new();
        for (index, template) in templates.iter().enumerate() {
            router.insert(template, index);
        }
        router
    }

    fn find<'a>(router: &Router, path: &'a str) -> Option<(usize, Vec<&'a str>)> {
        let mut captures = Captures::default();
        let route = router.find(path, &mut captures)?;
        Some((
            route,
            (0..captures.len())
                .filter_map(|index| captures.get(path, index))
                .collect(),
        ))
    }

    #[test]
    fn a_literal_wins_over_a_mix_over_a_parameter() {
        let router = router(&[
            "/rooms/{id}",
            "/rooms/mine",
            "/rooms/{id}.json",
            "/rooms/v{n}.json",
            "/rooms",
        ]);
        assert_eq!(find(&router, "/rooms"), Some((4, vec![])));
        assert_eq!(find(&router, "/rooms/mine"), Some((1, vec![])));
        assert_eq!(find(&router, "/rooms/7"), Some((0, vec!["7"])));
        assert_eq!(find(&router, "/rooms/7.json"), Some((2, vec!["7"])));
        assert_eq!(find(&router, "/rooms/v7.json"), Some((3, vec!["7"])));
        assert_eq!(find(&router, "/rooms/.json"), Some((0, vec![".json"])));
        for missing in [
            "/",
            "",
            "rooms",
            "/rooms/",
            "/rooms/7/",
            "/rooms//",
            "//rooms",
            "/Rooms",
            "/rooms/7/x",
        ] {
            assert_eq!(find(&router, missing), None, "{missing}");
        }
    }

    #[test]
    fn literals_may_be_encoded_beside_parameters() {
        let capitals = router(&["/é{id}", "/lit é"]);
        for path in ["/%C3%A97", "/%c3%A97", "/%c3%a97"] {
            assert_eq!(find(&capitals, path), Some((0, vec!["7"])), "{path}");
        }
        assert_eq!(find(&capitals, "/%c3%a9%c3%a9"), Some((0, vec!["%c3%a9"])));
        let router = router(&["/rooms/{id}", "/rooms/v{id}.json", "/{base}...{head}"]);
        for path in [
            "/rooms/v7%2Ejson",
            "/rooms/%767.json",
            "/rooms/%76%37.%6As%6fn",
        ] {
            let (route, found) = find(&router, path).unwrap();
            assert_eq!(route, 1, "{path}");
            assert!(["7", "%37"].contains(&found[0]), "{path}");
        }
        // Literals that stand there as they are come before those that are encoded.
        let both = find(&router, "/v1%2E%2E%2Ev2...v3");
        assert_eq!(both, Some((2, vec!["v1%2E%2E%2Ev2", "v3"])));
        // What is in a parameter stays as it came, and so does what is no letter.
        let both = find(&router, "/a%41%C3%A9.%2E.%2Fb");
        assert_eq!(both, Some((2, vec!["a%41%C3%A9", "%2Fb"])));
        assert_eq!(
            find(&router, "/rooms/v7%2fjson"),
            Some((0, vec!["v7%2fjson"]))
        );
    }

    #[test]
    fn a_wrong_turn_is_taken_back() {
        let router = router(&["/a/b/c", "/a/{x}/d", "/{y}/b/e", "/{y}/{z}.x/f"]);
        assert_eq!(find(&router, "/a/b/d"), Some((1, vec!["b"])));
        assert_eq!(find(&router, "/a/b/e"), Some((2, vec!["a"])));
        assert_eq!(find(&router, "/a/b.x/f"), Some((3, vec!["a", "b"])));
        assert_eq!(find(&router, "/a/b.x/g"), None);
    }

    #[test]
    fn several_parameters_share_a_segment() {
        let router = router(&[
            "/compare/{base}...{head}",
            "/tiles/{z}-{x}-{y}.png",
            "/jobs/{id}:cancel",
        ]);
        assert_eq!(
            find(&router, "/compare/a...b...c"),
            Some((0, vec!["a", "b...c"]))
        );
        assert_eq!(find(&router, "/compare/....b"), Some((0, vec![".", "b"])));
        assert_eq!(find(&router, "/compare/...b"), None);
        assert_eq!(find(&router, "/compare/a..."), None);
        assert_eq!(
            find(&router, "/tiles/1-2-3-4.png"),
            Some((1, vec!["1", "2", "3-4"]))
        );
        assert_eq!(find(&router, "/jobs/7:cancel"), Some((2, vec!["7"])));
        assert_eq!(find(&router, "/jobs/7%3Acancel"), None);
        assert_eq!(find(&router, "/jobs/é:cancel"), Some((2, vec!["é"])));
    }

    #[test]
    fn the_path_is_split_before_it_is_decoded() {
        let router = router(&["/rooms/{id}", "/a b/é", "/x%2Fy"]);
        assert_eq!(find(&router, "/x%2fy"), Some((2, vec![])));
        assert_eq!(find(&router, "/x"), None);
        assert_eq!(find(&router, "/%72ooms/a%2Fb"), Some((0, vec!["a%2Fb"])));
        assert_eq!(find(&router, "/rooms%2F7"), None);
        assert_eq!(find(&router, "/a%20b/%C3%A9"), Some((1, vec![])));
        assert_eq!(find(&router, "/%zz/7"), None);
    }

    #[test]
    fn more_parameters_than_fit_inline() {
        let template = "/{a}/{b}/{c}/{d}/{e}/{f}/{g}/{h}/{i}/{j}";
        let router = router(&[template]);
        let expected: Vec<&str> = "1 2 3 4 5 6 7 8 9 10".split(' ').collect();
        assert_eq!(find(&router, "/1/2/3/4/5/6/7/8/9/10"), Some((0, expected)));
        assert_eq!(names(template).count(), 10);
    }

    #[test]
    fn the_root_is_a_route_too() {
        let router = router(&["/"]);
        assert_eq!(find(&router, "/"), Some((0, vec![])));
        assert_eq!(find(&router, "//"), None);
    }
}
