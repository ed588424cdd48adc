//! From the text of a query to its parts: recursive descent along the grammar of RFC 9535.

use super::{Comparable, Comparison, Logical, Query, Segment, Selector};
use crate::parse::{Node, Number};

/// How deep expressions in filters may be nested.
const DEEPEST: usize = 50;

pub(super) fn parse(text: &str) -> Result<Query, String> {
    let mut parser = Parser {
        text,
        at: 0,
        depth: 0,
    };
    if !parser.take("$") {
        return parser.fail("a query starts with `$`");
    }
    let segments = parser.segments()?;
    if parser.at < text.len() {
        return parser.fail("`.` or `[` was expected");
    }
    Ok(Query {
        from_root: true,
        segments,
    })
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

type Outcome<T> = Result<T, String>;

/// A part of a filter before it is known what is done with it.
enum Term {
    Value(Comparable),
    Query(Query),
    Test(Logical),
}

impl<'t> Parser<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.at += text.len();
        }
        found
    }

    fn next(&mut self) -> Option<char> {
        let char = self.peek()?;
        self.at += char.len_utf8();
        Some(char)
    }

    fn spaces(&mut self) {
        while self.peek().is_some_and(|char| " \t\n\r".contains(char)) {
            self.at += 1;
        }
    }

    /// Takes what comes after spaces.
    fn take_next(&mut self, text: &str) -> bool {
        self.spaces();
        self.take(text)
    }

    fn fail<T>(&self, problem: &str) -> Outcome<T> {
        let before = self.text.get(..self.at).unwrap_or_default();
        Err(format!(
            "at character {}: {problem}",
            before.chars().count() + 1
        ))
    }

    fn expect(&mut self, text: &str) -> Outcome<()> {
        if self.take_next(text) {
            return Ok(());
        }
        self.fail(&format!("`{text}` was expected"))
    }

    fn segments(&mut self) -> Outcome<Vec<Segment>> {
        let mut segments = Vec::new();
        loop {
            let before = self.at;
            self.spaces();
            if self.take("..") {
                let selectors = match self.peek() {
                    Some('[') => self.brackets()?,
                    _ => vec![self.shorthand()?],
                };
                segments.push(Segment::Descendants(selectors));
            } else if self.take(".") {
                segments.push(Segment::Children(vec![self.shorthand()?]));
            } else if self.peek() == Some('[') {
                segments.push(Segment::Children(self.brackets()?));
            } else {
                self.at = before;
                return Ok(segments);
            }
        }
    }

    /// `*` or a name without quotes.
    fn shorthand(&mut self) -> Outcome<Selector> {
        if self.take("*") {
            return Ok(Selector::All);
        }
        let is_first = |char: char| char.is_ascii_alphabetic() || char == '_' || !char.is_ascii();
        let rest = self.rest();
        let end = rest
            .find(|char: char| !is_first(char) && !char.is_ascii_digit())
            .unwrap_or(rest.len());
        let name = rest.get(..end).unwrap_or_default();
        if !name.starts_with(is_first) {
            return self.fail("a name or `*` was expected; other names stand in `['..']`");
        }
        self.at += end;
        Ok(Selector::Name(name.to_owned()))
    }

    fn brackets(&mut self) -> Outcome<Vec<Selector>> {
        self.expect("[")?;
        let mut selectors = Vec::new();
        loop {
            self.spaces();
            selectors.push(self.selector()?);
            if !self.take_next(",") {
                break;
            }
        }
        self.expect("]")?;
        Ok(selectors)
    }

    fn selector(&mut self) -> Outcome<Selector> {
        match self.peek() {
            Some('*') => {
                self.at += 1;
                Ok(Selector::All)
            }
            Some('\'' | '"') => Ok(Selector::Name(self.string()?)),
            Some('?') => {
                self.at += 1;
                Ok(Selector::Filter(self.logical()?))
            }
            Some(':' | '-' | '0'..='9') => self.position(),
            _ => self.fail("a name in quotes, an index, a slice, `*` or `?` was expected"),
        }
    }

    /// An index or a slice.
    fn position(&mut self) -> Outcome<Selector> {
        let start = self.integer()?;
        if !self.take_next(":") {
            return match start {
                Some(index) => Ok(Selector::Index(index)),
                None => self.fail("an index was expected"),
            };
        }
        self.spaces();
        let end = self.integer()?;
        let step = if self.take_next(":") {
            self.spaces();
            self.integer()?
        } else {
            None
        };
        Ok(Selector::Slice {
            start,
            end,
            step: step.unwrap_or(1),
        })
    }

    fn integer(&mut self) -> Outcome<Option<i64>> {
        let rest = self.rest();
        let digits = rest.strip_prefix('-').unwrap_or(rest);
        let count = digits
            .find(|char: char| !char.is_ascii_digit())
            .unwrap_or(digits.len());
        let end = rest.len() - digits.len() + count;
        let text = rest.get(..end).unwrap_or_default();
        if text.is_empty() {
            return Ok(None);
        }
        let canonical = |value: &i64| value.to_string() == text;
        // What RFC 7493 calls interoperable.
        let exact = |value: &i64| value.unsigned_abs() < 1 << 53;
        match text.parse::<i64>().ok().filter(canonical).filter(exact) {
            Some(value) => {
                self.at += end;
                Ok(Some(value))
            }
            None => self.fail("this is not an integer"),
        }
    }

    fn string(&mut self) -> Outcome<String> {
        let Some(quote) = self.next() else {
            return self.fail("a text in quotes was expected");
        };
        let mut out = String::new();
        loop {
            match self.next() {
                Some(char) if char == quote => return Ok(out),
                Some('\\') => out.push(self.escaped(quote)?),
                Some(char) if u32::from(char) >= 0x20 => out.push(char),
                Some(_) => return self.fail("a control character has to be escaped"),
                None => return self.fail("the quote that ends the text is missing"),
            }
        }
    }

    fn escaped(&mut self, quote: char) -> Outcome<char> {
        Ok(match self.next() {
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some(char @ ('/' | '\\')) => char,
            Some(char) if char == quote => char,
            Some('u') => return self.unicode(),
            _ => return self.fail("this escape is not known"),
        })
    }

    fn unicode(&mut self) -> Outcome<char> {
        let first = self.hex()?;
        let code = match first {
            0xd800..=0xdbff if self.take("\\u") => {
                let second = self.hex()?;
                match second {
                    0xdc00..=0xdfff => 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00),
                    _ => return self.fail("a pair of surrogates was expected"),
                }
            }
            code => code,
        };
        match char::from_u32(code) {
            Some(char) => Ok(char),
            None => self.fail("a pair of surrogates was expected"),
        }
    }

    fn hex(&mut self) -> Outcome<u32> {
        let digits = self.rest().get(..4).unwrap_or_default();
        let is_hex = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        match u32::from_str_radix(digits, 16) {
            Ok(code) if is_hex => {
                self.at += 4;
                Ok(code)
            }
            _ => self.fail("four hexadecimal digits were expected"),
        }
    }

    fn logical(&mut self) -> Outcome<Logical> {
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
        self.expect("(")?;
        let inner = self.logical()?;
        self.expect(")")?;
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
                self.expect(",")?;
                Term::Test(Logical::Matches {
                    text,
                    pattern: self.argument()?,
                    whole: name == "match",
                })
            }
        };
        self.expect(")")?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_no_query() {
        for (text, problem) in [
            ("", "at character 1: a query starts with `$`"),
            (
                "$.",
                "at character 3: a name or `*` was expected; other names stand in `['..']`",
            ),
            ("$ ", "at character 2: `.` or `[` was expected"),
            ("$.a-b", "at character 4: `.` or `[` was expected"),
            ("$[01]", "at character 3: this is not an integer"),
            ("$[-0]", "at character 3: this is not an integer"),
            (
                "$['a",
                "at character 5: the quote that ends the text is missing",
            ),
            ("$[?@.a = 1]", "at character 8: `]` was expected"),
            ("$[?1]", "at character 5: a comparison was expected"),
            (
                "$[?@.* == 1]",
                "at character 10: a query that selects several values cannot be compared",
            ),
            ("$[?none(@)]", "at character 4: there is no such function"),
            (
                "$[?length(@)]",
                "at character 13: a comparison was expected",
            ),
            (
                "$[?match(@, 'a') == 1]",
                "at character 20: this has no value that could be compared",
            ),
            (
                "$['\\u12']",
                "at character 6: four hexadecimal digits were expected",
            ),
        ] {
            assert_eq!(parse(text), Err(problem.to_owned()), "{text}");
        }
        assert!(parse(&format!("$[?{}@{}]", "(".repeat(60), ")".repeat(60))).is_err());
    }
}
