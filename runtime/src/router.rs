//! From a path to a route: a trie over segments.
//!
//! A segment of a template is a literal (`rooms`), one parameter (`{id}`), or a mix of both
//! (`{id}.json`, `{base}...{head}`, `v{major}`). For a segment of a request the literal is tried
//! first, then the mixes with more literal text first, then the parameter. Where a choice turns
//! out wrong further down, the next one is tried; a node of the trie is visited at most once, so
//! a lookup is linear in the trie's size at worst. Nothing is allocated for up to eight parameters.
//!
//! The path is split before it is percent-decoded (RFC 3986, section 2.4): `%2F` is data.

use crate::parameter::percent;

/// Finds the route of a path. A route is a number that the caller gave.
#[derive(Clone, Debug)]
pub(crate) struct Router {
    nodes: Vec<Node>,
}

#[derive(Clone, Debug, Default)]
struct Node {
    /// Sorted by name; names are percent-decoded.
    literals: Vec<(Box<str>, usize)>,
    mixes: Vec<(Mix, usize)>,
    parameter: Option<usize>,
    route: Option<usize>,
}

/// `prefix {a} between[0] {b} .. suffix`: literals are kept as they stand in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mix {
    prefix: Box<str>,
    /// Between two parameters; never empty strings.
    between: Vec<Box<str>>,
    suffix: Box<str>,
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
            Segment::Literal(name) => match node
                .literals
                .binary_search_by(|(other, _)| other.as_ref().cmp(name))
            {
                Ok(found) => node.literals.get(found).map_or(fresh, |(_, child)| *child),
                Err(place) => {
                    node.literals.insert(place, (name.as_str().into(), fresh));
                    fresh
                }
            },
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
    pub(crate) fn find(&self, path: &str) -> Option<(usize, Captures)> {
        let mut captures = Captures::default();
        if !path.starts_with('/') {
            return None;
        }
        let route = self.descend(0, path, 1, &mut captures)?;
        Some((route, captures))
    }

    /// `start`: where the segment for the children of `at` begins.
    fn descend(
        &self,
        at: usize,
        path: &str,
        start: usize,
        captures: &mut Captures,
    ) -> Option<usize> {
        let node = self.nodes.get(at)?;
        let rest = path.get(start..)?;
        let (segment, next) = match rest.find('/') {
            Some(end) => (rest.get(..end)?, Some(start + end + 1)),
            None => (rest, None),
        };
        if let Some(child) = node.literal(segment)
            && let Some(route) = self.go_on(child, path, next, captures)
        {
            return Some(route);
        }
        let mark = captures.len();
        for (mix, child) in &node.mixes {
            if mix.capture(segment, start, captures)
                && let Some(route) = self.go_on(*child, path, next, captures)
            {
                return Some(route);
            }
            captures.truncate(mark);
        }
        let child = node.parameter.filter(|_| !segment.is_empty())?;
        captures.push(start, start + segment.len());
        let found = self.go_on(child, path, next, captures);
        if found.is_none() {
            captures.truncate(mark);
        }
        found
    }

    fn go_on(
        &self,
        child: usize,
        path: &str,
        next: Option<usize>,
        captures: &mut Captures,
    ) -> Option<usize> {
        match next {
            Some(start) => self.descend(child, path, start, captures),
            None => self.nodes.get(child)?.route,
        }
    }
}

impl Node {
    fn literal(&self, segment: &str) -> Option<usize> {
        if segment.contains('%') {
            // Rare: `%72ooms` is `rooms` (RFC 3986, section 6.2.2.2).
            return self
                .literals
                .iter()
                .find(|(name, _)| percent::same(segment, name))
                .map(|(_, child)| *child);
        }
        let found = self
            .literals
            .binary_search_by(|(name, _)| name.as_ref().cmp(segment))
            .ok()?;
        self.literals.get(found).map(|(_, child)| *child)
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
            Some((prefix, between)) => Self::Mix(Mix {
                prefix: percent::encode_literal(prefix).into(),
                between: between
                    .iter()
                    .map(|literal| percent::encode_literal(literal).into())
                    .collect(),
                suffix: percent::encode_literal(rest).into(),
            }),
        }
    }
}

impl Mix {
    fn weight(&self) -> usize {
        self.prefix.len()
            + self.suffix.len()
            + self
                .between
                .iter()
                .map(|literal| literal.len())
                .sum::<usize>()
    }

    /// Every parameter takes at least one character, and all but the last as few as possible.
    fn capture(&self, segment: &str, start: usize, captures: &mut Captures) -> bool {
        let Some(inner) = segment
            .strip_prefix(&*self.prefix)
            .and_then(|rest| rest.strip_suffix(&*self.suffix))
        else {
            return false;
        };
        let mut at = start + self.prefix.len();
        let mut rest = inner;
        for literal in &self.between {
            // The first character belongs to the parameter, whatever it is.
            let Some(first) = rest.chars().next().map(char::len_utf8) else {
                return false;
            };
            let found = rest.get(first..).and_then(|rest| rest.find(&**literal));
            let Some(length) = found.map(|found| found + first) else {
                return false;
            };
            captures.push(at, at + length);
            at += length + literal.len();
            rest = rest.get(length + literal.len()..).unwrap_or_default();
        }
        if rest.is_empty() {
            return false;
        }
        captures.push(at, at + rest.len());
        true
    }
}

/// Where the path parameters stand in the path, in the order of the template.
#[derive(Clone, Debug, Default)]
pub(crate) struct Captures {
    count: usize,
    inline: [(usize, usize); 8],
    more: Vec<(usize, usize)>,
}

impl Captures {
    fn len(&self) -> usize {
        self.count
    }

    fn push(&mut self, start: usize, end: usize) {
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
        path.get(start..end)
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
        let (route, captures) = router.find(path)?;
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
        let router = router(&["/rooms/{id}", "/a b/é"]);
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
