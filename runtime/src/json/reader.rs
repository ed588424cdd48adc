//! The pull reader: one pass over the bytes, no tree in between.

use std::borrow::Cow;
use std::ops::Range;

use super::error::{Expected, SyntaxError};
use super::names::Names;
use super::union::Unions;
use crate::validate::{Checker, ObjectRules, Violations};

/// How deep arrays and objects may stand in one another unless [`Reader::depth_limit`] says otherwise.
pub const DEFAULT_DEPTH_LIMIT: u32 = 128;

/// What a value is, told by its first character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// Reads JSON text value by value, strictly as RFC 8259 defines it.
///
/// Every method that reads gives `None` when the value is not what was asked for. There are two reasons for that, and
/// the caller need not tell them apart: the value breaks its schema (then it was skipped, and a violation recorded), or
/// the text is not JSON (then the reader is dead: every later call gives `None` as well and every loop ends).
/// [`Reader::finish`] tells what happened.
///
/// Beyond the grammar, these are syntax errors too: invalid UTF-8, an escape for half of a surrogate pair, a
/// name that stands twice in one object, and arrays and objects nested deeper than the limit (128 by default).
///
/// ```
/// use anteroom::json::{Decode, Reader};
///
/// let mut reader = Reader::new(b"[1, 2]");
/// let mut numbers = Vec::new();
/// let mut array = reader.array("").unwrap();
/// while array.next(&mut reader) {
///     numbers.extend(i32::decode(&mut reader));
/// }
/// array.end(&mut reader);
/// assert!(reader.finish().is_ok());
/// assert_eq!(numbers, [1, 2]);
/// ```
#[derive(Debug)]
pub struct Reader<'a> {
    /// The part of the text that is UTF-8. A syntax error empties it, so that nothing more is found.
    text: &'a str,
    position: usize,
    /// Whether `text` ends where the bytes stop being UTF-8.
    broken: bool,
    depth: u32,
    depth_limit: u32,
    lenient: bool,
    /// Where a text without types has JSON in it as it came.
    strict: Vec<Range<usize>>,
    error: Option<SyntaxError>,
    pub(super) names: Vec<Cow<'a, str>>,
    pub(super) unions: Unions,
    /// How many members and items were read that nothing takes: what is made of the text has lost them.
    lost: usize,
    checker: Checker<'a>,
}

/// A place to which a [`Reader`] can go back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    position: usize,
    depth: u32,
    names: usize,
    level: usize,
    lost: usize,
}

impl Mark {
    pub(super) const fn position(self) -> usize {
        self.position
    }
}

impl<'a> Reader<'a> {
    /// A reader of JSON text.
    #[inline]
    pub fn new(bytes: &'a [u8]) -> Self {
        let (text, broken) = match std::str::from_utf8(bytes) {
            Ok(text) => (text, false),
            Err(error) => {
                let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
                (std::str::from_utf8(valid).unwrap_or_default(), true)
            }
        };
        Self {
            text,
            position: 0,
            broken,
            depth: 0,
            depth_limit: DEFAULT_DEPTH_LIMIT,
            lenient: false,
            strict: Vec::new(),
            error: None,
            names: Vec::new(),
            unions: Unions::default(),
            lost: 0,
            checker: Checker::new(),
        }
    }

    /// A reader of JSON that was made from text without types, such as a query string: all scalars in it are JSON
    /// strings, and a number or a boolean may be read from a string that holds it.
    ///
    /// ```
    /// use anteroom::json::{Decode, Reader};
    ///
    /// assert_eq!(i32::decode(&mut Reader::text(br#""12""#)), Some(12));
    /// assert_eq!(i32::decode(&mut Reader::new(br#""12""#)), None);
    /// assert_eq!(i32::decode(&mut Reader::text(br#""twelve""#)), None);
    /// ```
    pub fn text(bytes: &'a [u8]) -> Self {
        Self {
            lenient: true,
            ..Self::new(bytes)
        }
    }

    /// Sets how deep arrays and objects may stand in one another. Decoding recurses, so a high limit needs a large
    /// stack.
    #[must_use]
    pub fn depth_limit(mut self, limit: u32) -> Self {
        self.depth_limit = limit;
        self
    }

    /// Replaces the checker: for other limits, or for a place other than a body.
    #[must_use]
    #[inline]
    pub fn with_checker(mut self, checker: Checker<'a>) -> Self {
        self.checker = checker;
        self
    }

    pub(super) const fn max_depth(&self) -> u32 {
        self.depth_limit
    }

    /// What collects the violations, and knows where in the value the reader is.
    pub fn checker(&mut self) -> &mut Checker<'a> {
        &mut self.checker
    }

    /// Whether what is read next is [text](Self::text).
    pub fn is_text(&self) -> bool {
        self.lenient && !self.strict.iter().any(|part| part.contains(&self.position))
    }

    /// Whether a list stands next that may be an object too, in [text](Self::text): its items came with numbers as names,
    /// and a space behind the bracket says so.
    pub(super) fn is_numbered(&self) -> bool {
        self.rest().starts_with(b"[ ") && self.is_text()
    }

    /// Reads parts of a text without types as the JSON that they are.
    #[cfg(feature = "http")]
    pub(crate) fn strict_within(mut self, parts: Vec<Range<usize>>) -> Self {
        self.strict = parts;
        self
    }

    /// How many bytes were read.
    pub fn offset(&self) -> usize {
        self.error.map_or(self.position, |error| error.offset)
    }

    /// Whether a syntax error was found.
    pub fn is_dead(&self) -> bool {
        self.error.is_some()
    }

    /// The kind of the value that stands next; `None` if there is none (then the reader is dead).
    pub fn kind(&mut self) -> Option<Kind> {
        let kind = match self.peek() {
            Some(b'"') => Kind::String,
            Some(b'-' | b'0'..=b'9') => Kind::Number,
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::Array,
            Some(b't' | b'f') => Kind::Bool,
            Some(b'n') => Kind::Null,
            _ => return self.fail(Expected::Value),
        };
        Some(kind)
    }

    /// Reads a value that may be `null`. In text mode nothing is `null`.
    ///
    /// ```
    /// use anteroom::json::{Decode, Reader};
    ///
    /// assert_eq!(Reader::new(b"null").nullable(bool::decode), Some(None));
    /// assert_eq!(Reader::new(b"true").nullable(bool::decode), Some(Some(true)));
    /// assert_eq!(Reader::new(b"12").nullable(bool::decode), None);
    /// ```
    pub fn nullable<T>(&mut self, decode: fn(&mut Self) -> Option<T>) -> Option<Option<T>> {
        if self.null()? {
            Some(None)
        } else {
            decode(self).map(Some)
        }
    }

    /// Reads `null` if that is what stands next.
    pub fn null(&mut self) -> Option<bool> {
        if self.peek() == Some(b'n') {
            self.literal("null").map(|()| true)
        } else {
            Some(false)
        }
    }

    /// Begins an object whose properties are listed in `rules`. Another kind of value is a violation, and has no
    /// properties; what [ends](super::ObjectReader::end) it then gives `None`.
    pub fn object(&mut self, rules: &'static ObjectRules) -> super::ObjectReader<'a> {
        super::ObjectReader::begin(self, rules)
    }

    /// Begins an array. Another kind of value is a violation of the schema at `schema` (`""`: of the place where the
    /// reader is).
    pub fn array(&mut self, schema: &'static str) -> Option<super::ArrayReader> {
        super::ArrayReader::begin(self, schema)
    }

    /// Reads one value of any kind and drops it. It is checked for syntax as strictly as any other.
    pub fn skip(&mut self) -> Option<()> {
        match self.kind()? {
            Kind::Null => self.literal("null"),
            Kind::Bool => self.boolean_literal().map(drop),
            Kind::Number => self.number_token().map(drop),
            Kind::String => self.string_token().map(drop),
            Kind::Array => self.skip_array(),
            Kind::Object => self.skip_object(),
        }
    }

    /// Records that a string that was read is written in a language of its own, and is not right in that: the status
    /// is 400, beside other violations too, where that of a broken rule is 422. The message should say what is wrong
    /// and where, and must not repeat the value.
    ///
    /// ```
    /// use anteroom::json::{Decode, Reader};
    ///
    /// /// Words with commas between them, such as `capacity,subject`.
    /// struct Order(Vec<String>);
    ///
    /// impl Decode for Order {
    ///     fn decode(reader: &mut Reader<'_>) -> Option<Self> {
    ///         let text = reader.string("")?;
    ///         if text.split(',').any(str::is_empty) {
    ///             return reader.malformed(format_args!("must have a word between two commas"));
    ///         }
    ///         Some(Self(text.split(',').map(str::to_owned).collect()))
    ///     }
    /// }
    ///
    /// let mut reader = Reader::new(br#""capacity,,subject""#);
    /// assert!(Order::decode(&mut reader).is_none());
    /// assert!(reader.checker().is_malformed());
    /// assert_eq!(reader.finish().unwrap().iter().next().unwrap().keyword, "syntax");
    /// ```
    pub fn malformed<T>(&mut self, message: std::fmt::Arguments<'_>) -> Option<T> {
        self.checker.malformed(message);
        None
    }

    /// Ends the reading. All of the text must have been read.
    ///
    /// # Errors
    ///
    /// The first syntax error; trailing characters are one. The violations are given in any other case.
    pub fn finish(mut self) -> Result<Violations, SyntaxError> {
        if self.error.is_none() && (self.peek().is_some() || self.broken) {
            self.fail::<()>(Expected::EndOfText);
        }
        match self.error {
            Some(error) => Err(error),
            None => Ok(self.checker.into_violations()),
        }
    }

    fn skip_array(&mut self) -> Option<()> {
        self.descend()?;
        let mut first = true;
        while self.next_item(&mut first)? {
            self.lose()?;
        }
        self.depth -= 1;
        Some(())
    }

    fn skip_object(&mut self) -> Option<()> {
        self.descend()?;
        let mut names = Names::new(self);
        let mut first = true;
        while self.next_member(&mut first)? {
            let start = self.position;
            let name = self.string_token()?;
            names.insert(self, name, start)?;
            self.colon()?;
            self.lose()?;
        }
        names.end(self);
        self.depth -= 1;
        Some(())
    }

    /// Goes one level down, over the opening bracket.
    pub(super) fn descend(&mut self) -> Option<()> {
        if self.depth >= self.depth_limit {
            return self.fail(Expected::LessDepth);
        }
        self.depth += 1;
        self.position += 1;
        Some(())
    }

    /// Goes one level up, after the closing bracket.
    pub(super) fn ascend(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Whether an array has another item; if not, its end is read.
    #[inline]
    pub(super) fn next_item(&mut self, first: &mut bool) -> Option<bool> {
        match self.peek() {
            Some(b']') => {
                self.position += 1;
                return Some(false);
            }
            Some(b',') if !*first => self.position += 1,
            Some(_) if *first => {}
            _ => {
                return self.fail(if *first {
                    Expected::Value
                } else {
                    Expected::CommaOrBracket
                });
            }
        }
        *first = false;
        Some(true)
    }

    /// Whether an object has another property; if so the reader stands at its name, if not, the end is read.
    #[inline]
    pub(super) fn next_member(&mut self, first: &mut bool) -> Option<bool> {
        match self.peek() {
            Some(b'}') => {
                self.position += 1;
                return Some(false);
            }
            Some(b',') if !*first => {
                self.position += 1;
                if self.peek() != Some(b'"') {
                    return self.fail(Expected::Name);
                }
            }
            Some(b'"') if *first => {}
            _ => {
                return self.fail(if *first {
                    Expected::NameOrEnd
                } else {
                    Expected::CommaOrBrace
                });
            }
        }
        *first = false;
        Some(true)
    }

    /// Reads `"name":` if exactly that stands next, `name` being without escapes.
    #[inline]
    pub(super) fn exact_name(&mut self, name: &str) -> bool {
        debug_assert!(
            super::scan::is_plain(name),
            "{name:?} is not said to be escaped"
        );
        let Some(rest) = self.rest().get(1..) else {
            return false;
        };
        let found = match rest.split_at_checked(name.len()) {
            Some((found, [b'"', ..])) => super::scan::is_same(found, name.as_bytes()),
            _ => false,
        };
        if found {
            self.position += name.len() + 2;
        }
        found
    }

    #[inline]
    pub(super) fn colon(&mut self) -> Option<()> {
        if self.peek() != Some(b':') {
            return self.fail(Expected::Colon);
        }
        self.position += 1;
        Some(())
    }

    pub(super) fn literal(&mut self, literal: &str) -> Option<()> {
        if !self.rest().starts_with(literal.as_bytes()) {
            return self.fail(Expected::Value);
        }
        self.position += literal.len();
        Some(())
    }

    pub(super) fn boolean_literal(&mut self) -> Option<bool> {
        if self.rest().first() == Some(&b't') {
            self.literal("true").map(|()| true)
        } else {
            self.literal("false").map(|()| false)
        }
    }

    /// The next character that is not white space.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        match self.text.as_bytes().get(self.position) {
            Some(&byte) if byte > b' ' => Some(byte),
            _ => self.peek_after_space(),
        }
    }

    fn peek_after_space(&mut self) -> Option<u8> {
        loop {
            match self.text.as_bytes().get(self.position) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.position += 1,
                other => return other.copied(),
            }
        }
    }

    /// Records the first syntax error at the present place and kills the reader.
    pub(super) fn fail<T>(&mut self, expected: Expected) -> Option<T> {
        self.fail_at(self.position, expected);
        None
    }

    #[cold]
    pub(super) fn fail_at(&mut self, offset: usize, expected: Expected) {
        if self.error.is_none() {
            let at_end = offset >= self.text.len();
            let (at_end, expected) = if at_end && self.broken {
                (false, Expected::Utf8)
            } else {
                (at_end, expected)
            };
            self.error = Some(SyntaxError {
                offset,
                at_end,
                expected,
            });
        }
        self.text = "";
        self.position = 0;
    }

    pub(super) const fn position(&self) -> usize {
        self.position
    }

    pub(super) const fn advance_to(&mut self, position: usize) {
        self.position = position;
    }

    /// The present place.
    pub(super) const fn mark(&self) -> Mark {
        Mark {
            position: self.position,
            depth: self.depth,
            names: self.names.len(),
            level: self.checker.level(),
            lost: self.lost,
        }
    }

    /// Goes back to a place, from what stands there or in it.
    pub(super) fn rewind(&mut self, mark: Mark) {
        if self.error.is_none() {
            self.position = mark.position;
            self.depth = mark.depth;
            self.names.truncate(mark.names);
            self.checker.unwind_to(mark.level);
            self.lost = mark.lost;
        }
    }

    /// Goes to the end of a value that was read before, and lost members then.
    pub(super) fn pass_to(&mut self, end: usize, lost: usize) {
        if self.error.is_none() {
            self.position = end;
            self.lost += lost;
        }
    }

    /// Reads one value that nothing takes.
    pub(super) fn lose(&mut self) -> Option<()> {
        self.lost += 1;
        self.skip()
    }

    pub(super) const fn lost(&self) -> usize {
        self.lost
    }

    /// The text from an offset to here.
    pub(crate) fn text_since(&self, start: usize) -> &'a str {
        self.text.get(start..self.position).unwrap_or_default()
    }

    pub(super) const fn source(&self) -> &'a str {
        self.text
    }

    /// The bytes from here on.
    #[inline]
    pub(super) fn rest(&self) -> &'a [u8] {
        self.text
            .as_bytes()
            .get(self.position..)
            .unwrap_or_default()
    }
}
