//! From the text of a query to its parts: recursive descent along the grammar of RFC 9535.

mod filter;
mod text;

use super::{Query, Segment, Selector};

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

    fn require(&mut self, text: &str) -> Outcome<()> {
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
        self.require("[")?;
        let mut selectors = Vec::new();
        loop {
            self.spaces();
            selectors.push(self.selector()?);
            if !self.take_next(",") {
                break;
            }
        }
        self.require("]")?;
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
