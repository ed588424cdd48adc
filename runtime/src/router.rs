//! From a path to a route: a trie over segments.
//!
//! A segment of a template is a literal (`rooms`), one parameter (`{id}`), or a mix of both
//! (`{id}.json`, `{base}...{head}`, `v{major}`). For a segment of a request the literal is tried
//! first, then the mixes with more literal text first, then the parameter. Where a choice turns
//! out wrong further down, the next one is tried; a node of the trie is visited at most once, so
//! a lookup is linear in the trie's size at worst. Nothing is allocated for up to eight parameters, unless a mix is met by
//! what is encoded.
//!
//! The path is split before it is percent-decoded (RFC 3986, section 2.4): `%2F` is data.

mod captures;
mod key;
mod literals;
mod mix;
#[cfg(test)]
mod model;
mod rest;
mod segment;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use self::captures::Captures;
use self::literals::Literals;
use self::mix::Mix;
use self::rest::Rest;
use self::segment::Segment;
pub(crate) use self::segment::names;
pub(crate) use self::words::has_byte;

/// Finds the route of a path. A route is a number that the caller gave.
#[derive(Clone, Debug)]
pub(crate) struct Router {
    nodes: Vec<Node>,
    literals: Literals,
}

/// Where the segments before it lead.
#[derive(Clone, Debug, Default)]
struct Node {
    next: Next,
    /// If no segment follows.
    route: Option<usize>,
}

/// What may follow. Most nodes have one kind of segments, and there is nothing to choose then.
#[derive(Clone, Debug)]
enum Next {
    Literals,
    Parameter(u32),
    /// Of several kinds or, without it, none.
    Choice(Option<Box<Choice>>),
}

impl Default for Next {
    fn default() -> Self {
        Self::Choice(None)
    }
}

/// Several kinds of segments.
#[derive(Clone, Debug, Default)]
struct Choice {
    has_literals: bool,
    /// Those with more literal text first.
    mixes: Vec<(Mix, u32)>,
    parameter: Option<u32>,
}

impl Router {
    pub(crate) fn new() -> Self {
        Self {
            nodes: vec![Node::default()],
            literals: Literals::default(),
        }
    }

    /// Adds a path template, or gives back the route that is already there.
    pub(crate) fn insert(&mut self, template: &str, route: usize) -> usize {
        let mut at = 0;
        for segment in template.strip_prefix('/').unwrap_or(template).split('/') {
            at = self.child(at, Segment::parse(segment));
        }
        match self.nodes.get_mut(at as usize) {
            Some(node) => *node.route.get_or_insert(route),
            None => route,
        }
    }

    fn child(&mut self, at: u32, segment: Segment) -> u32 {
        let fresh = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        let Some(node) = self.nodes.get_mut(at as usize) else {
            return at;
        };
        let mut choice = std::mem::take(&mut node.next).into_choice();
        let child = match segment {
            Segment::Literal(name) => {
                choice.has_literals = true;
                self.literals.get_or_insert(at, &name, fresh)
            }
            Segment::Mix(mix) => choice.mixed(mix, fresh),
            Segment::Parameter => *choice.parameter.get_or_insert(fresh),
        };
        node.next = Next::of(choice);
        if child == fresh {
            self.nodes.push(Node::default());
        }
        child
    }

    /// The route of a path that starts with `/`, and where its parameters stand in it.
    pub(crate) fn find(&self, path: &str, captures: &mut Captures) -> Option<usize> {
        self.descend(0, Rest::of(path)?, captures)
    }

    /// The route from a node on; captures of a way that leads nowhere are for the caller to take back.
    // One loop without calls, in which most paths stay (bench `routing`).
    #[inline(always)]
    fn descend(&self, at: u32, rest: Rest<'_>, captures: &mut Captures) -> Option<usize> {
        let (mut at, mut rest) = (at, rest);
        loop {
            let node = self.nodes.get(at as usize)?;
            let length = rest.length();
            at = match &node.next {
                Next::Literals => match self.literals.get(at, rest.bytes, length) {
                    Some(child) => child,
                    None => return self.descend_encoded(at, rest, captures),
                },
                Next::Parameter(child) => {
                    if length == 0 {
                        return None;
                    }
                    captures.push(rest.start(), length);
                    *child
                }
                Next::Choice(choice) => {
                    return self.choose(choice.as_deref()?, at, rest, captures);
                }
            };
            match rest.behind(length) {
                Some(behind) => rest = behind,
                None => return self.nodes.get(at as usize)?.route,
            }
        }
    }

    /// The same where no literal is written as the segment is.
    #[cold]
    fn descend_encoded(&self, at: u32, rest: Rest<'_>, captures: &mut Captures) -> Option<usize> {
        let child = self.literals.get_encoded(at, rest.segment())?;
        self.go_on(child, rest, captures)
    }

    /// The same where there are several kinds of segments.
    #[inline(never)]
    fn choose(
        &self,
        choice: &Choice,
        at: u32,
        rest: Rest<'_>,
        captures: &mut Captures,
    ) -> Option<usize> {
        let (segment, mark) = (rest.segment(), captures.len());
        if choice.has_literals
            && let Some(child) = self
                .literals
                .get(at, rest.bytes, segment.len())
                .or_else(|| self.literals.get_encoded(at, segment))
            && let Some(route) = self.go_on(child, rest, captures)
        {
            return Some(route);
        }
        captures.truncate(mark);
        for (mix, child) in &choice.mixes {
            if mix.capture(segment, rest.start(), captures)
                && let Some(route) = self.go_on(*child, rest, captures)
            {
                return Some(route);
            }
            captures.truncate(mark);
        }
        let child = choice.parameter.filter(|_| !segment.is_empty())?;
        captures.push(rest.start(), segment.len());
        self.go_on(child, rest, captures)
    }

    /// The route from the node on to which the segment led.
    fn go_on(&self, child: u32, rest: Rest<'_>, captures: &mut Captures) -> Option<usize> {
        match rest.behind(rest.length()) {
            Some(rest) => self.descend(child, rest, captures),
            None => self.nodes.get(child as usize)?.route,
        }
    }
}

impl Next {
    fn of(choice: Choice) -> Self {
        match choice {
            Choice {
                has_literals: true,
                ref mixes,
                parameter: None,
            } if mixes.is_empty() => Self::Literals,
            Choice {
                has_literals: false,
                ref mixes,
                parameter: Some(child),
            } if mixes.is_empty() => Self::Parameter(child),
            choice => Self::Choice(Some(choice.into())),
        }
    }

    fn into_choice(self) -> Choice {
        let mut choice = Choice::default();
        match self {
            Self::Literals => choice.has_literals = true,
            Self::Parameter(child) => choice.parameter = Some(child),
            Self::Choice(all) => return all.map(|all| *all).unwrap_or_default(),
        }
        choice
    }
}

impl Choice {
    /// Where a mix leads: to `fresh`, if it led nowhere.
    fn mixed(&mut self, mix: Mix, fresh: u32) -> u32 {
        let mut mixes = self.mixes.iter();
        if let Some((_, child)) = mixes.find(|(other, _)| *other == mix) {
            return *child;
        }
        let is_before = |(other, _): &(Mix, u32)| other.weight() >= mix.weight();
        let place = self.mixes.partition_point(is_before);
        self.mixes.insert(place, (mix, fresh));
        fresh
    }
}
