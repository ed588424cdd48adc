//! The logical expressions of filters.

use super::{Outcome, Parser};
use crate::json_path::{Comparable, Comparison, Logical, Query, Segment, Selector};
use crate::parse::{Node, Number};

/// How deep expressions in filters may be nested.
const DEEPEST: usize = 50;

/// A part of a filter before it is known what is done with it.
enum Term {
    Value(Comparable),
    Query(Query),
    Test(Logical),
}

impl Parser<'_> {
    pub(super) fn logical(&mut self) -> Outcome<Logical> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return self.fail("this is nested too deeply");
        }
        let mut any = vec![self.conjunction()?];
        while self.take_next("||") {
            any.push(self.conjunction()?);
        }
        self.depth -= 1;
        Ok(single(any, Logical::Or))
    }

    fn conjunction(&mut self) -> Outcome<Logical> {
        let mut all = vec![self.basic()?];
        while self.take_next("&&") {
            all.push(self.basic()?);
        }
        Ok(single(all, Logical::And))
    }

    fn basic(&mut self) -> Outcome<Logical> {
        if self.take_next("!") {
            self.spaces();
            let inner = if self.peek() == Some('(') {
                self.parentheses()?
            } else {
                let term = self.term()?;
                self.test(term)?
            };
            return Ok(Logical::Not(Box::new(inner)));
        }
        self.spaces();
        if self.peek() == Some('(') {
            return self.parentheses();
        }
        let left = self.term()?;
        match self.comparison() {
            None => self.test(left),
            Some(comparison) => {
                let left = self.comparable(left)?;
                let right = self.term()?;
                Ok(Logical::Compare(left, comparison, self.comparable(right)?))
            }
        }
    }

    fn parentheses(&mut self) -> Outcome<Logical> {
        self.require("(")?;
        let inner = self.logical()?;
        self.require(")")?;
        Ok(inner)
    }

    fn comparison(&mut self) -> Option<Comparison> {
        self.spaces();
        let signs = [
            ("==", Comparison::Equal),
            ("!=", Comparison::NotEqual),
            ("<=", Comparison::LessOrEqual),
            (">=", Comparison::GreaterOrEqual),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
        ];
        let found = signs.into_iter().find(|(sign, _)| self.take(sign));
        found.map(|(_, comparison)| comparison)
    }

    /// A term that stands alone asks whether there is something.
    fn test(&self, term: Term) -> Outcome<Logical> {
        match term {
            Term::Query(query) => Ok(Logical::Exists(query)),
            Term::Test(test) => Ok(test),
            Term::Value(_) => self.fail("a comparison was expected"),
        }
    }

    fn comparable(&self, term: Term) -> Outcome<Comparable> {
        match term {
            Term::Value(value) => Ok(value),
            Term::Query(query) if query.is_singular() => Ok(Comparable::Query(query)),
            Term::Query(_) => self.fail("a query that selects several values cannot be compared"),
            Term::Test(_) => self.fail("this has no value that could be compared"),
        }
    }

    fn term(&mut self) -> Outcome<Term> {
        self.spaces();
        match self.peek() {
            Some('$' | '@') => {
                let from_root = self.next() == Some('$');
                let segments = self.segments()?;
                Ok(Term::Query(Query {
                    from_root,
                    segments,
                }))
            }
            Some('\'' | '"') => {
                let text = Node::String(self.string()?);
                Ok(Term::Value(Comparable::Literal(text)))
            }
            Some('-' | '0'..='9') => self.number(),
            Some('a'..='z') => self.word(),
            _ => self.fail("a value, a query or a function was expected"),
        }
    }

    fn number(&mut self) -> Outcome<Term> {
        let rest = self.rest();
        let end = rest
            .find(|char: char| !char.is_ascii_digit() && !"+-.eE".contains(char))
            .unwrap_or(rest.len());
        match rest.get(..end).and_then(Number::parse) {
            Some(number) => {
                self.at += end;
                Ok(Term::Value(Comparable::Literal(Node::Number(number))))
            }
            None => self.fail("this is not a number"),
        }
    }

    /// A literal or a function.
    fn word(&mut self) -> Outcome<Term> {
        let rest = self.rest();
        let is_part =
            |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '_';
        let end = rest.find(|char| !is_part(char)).unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or_default();
        let literal = match word {
            "true" => Node::Bool(true),
            "false" => Node::Bool(false),
            "null" => Node::Null,
            _ => return self.function(word),
        };
        self.at += end;
        Ok(Term::Value(Comparable::Literal(literal)))
    }

    fn function(&mut self, name: &str) -> Outcome<Term> {
        if !["length", "count", "value", "match", "search"].contains(&name) {
            return self.fail("there is no such function");
        }
        self.at += name.len();
        if !self.take("(") {
            return self.fail("`(` was expected");
        }
        let term = match name {
            "length" => Term::Value(Comparable::Length(Box::new(self.argument()?))),
            "count" => Term::Value(Comparable::Count(self.nodes()?)),
            "value" => Term::Value(Comparable::Value(self.nodes()?)),
            _ => {
                let text = self.argument()?;
                self.require(",")?;
                Term::Test(Logical::Matches {
                    text,
                    pattern: self.argument()?,
                    whole: name == "match",
                })
            }
        };
        self.require(")")?;
        Ok(term)
    }

    /// An argument that is a value.
    fn argument(&mut self) -> Outcome<Comparable> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return self.fail("this is nested too deeply");
        }
        let term = self.term()?;
        self.depth -= 1;
        self.comparable(term)
    }

    /// An argument that is a list of nodes.
    fn nodes(&mut self) -> Outcome<Query> {
        match self.term()? {
            Term::Query(query) => Ok(query),
            _ => self.fail("a query was expected"),
        }
    }
}

fn single(mut list: Vec<Logical>, several: fn(Vec<Logical>) -> Logical) -> Logical {
    match list.pop() {
        Some(only) if list.is_empty() => only,
        Some(last) => {
            list.push(last);
            several(list)
        }
        None => several(list),
    }
}

impl Query {
    /// Whether it selects one node at most.
    fn is_singular(&self) -> bool {
        self.segments.iter().all(|segment| {
            matches!(segment, Segment::Children(selectors)
                if matches!(selectors.as_slice(), [Selector::Name(_) | Selector::Index(_)]))
        })
    }
}
