//! Strings and numbers: the tokens that have something in them.

use std::borrow::Cow;

use super::error::Expected;
use super::reader::Reader;
use super::scan;
use crate::number;
use crate::validate::Decimal;

impl<'a> Reader<'a> {
    /// Reads a string, borrowed unless it has escapes. The reader stands at its opening quote.
    pub(super) fn string_token(&mut self) -> Option<Cow<'a, str>> {
        let text = self.source();
        let start = self.position() + 1;
        let end = scan::plain_end(text.as_bytes(), start);
        if text.as_bytes().get(end) == Some(&b'"') {
            self.advance_to(end + 1);
            return text.get(start..end).map(Cow::Borrowed);
        }
        self.escaped_string(start, end)
    }

    /// Reads on in a string whose first part, from `start` to `end`, is plain.
    #[cold]
    fn escaped_string(&mut self, mut start: usize, mut end: usize) -> Option<Cow<'a, str>> {
        let text = self.source();
        let mut string = String::new();
        loop {
            string.push_str(text.get(start..end)?);
            self.advance_to(end);
            match text.as_bytes().get(end) {
                Some(b'"') => {
                    self.advance_to(end + 1);
                    return Some(Cow::Owned(string));
                }
                Some(b'\\') => string.push(self.escape()?),
                _ => return self.fail(Expected::StringEnd),
            }
            start = self.position();
            end = scan::plain_end(text.as_bytes(), start);
        }
    }

    /// Reads an escape. The reader stands at its backslash.
    fn escape(&mut self) -> Option<char> {
        let at = self.position();
        let character = match self.source().as_bytes().get(at + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(at),
            _ => {
                self.advance_to(at + 1);
                return self.fail(Expected::Escape);
            }
        };
        self.advance_to(at + 2);
        Some(character)
    }

    fn unicode_escape(&mut self, at: usize) -> Option<char> {
        let first = self.hex_digits(at + 2)?;
        if !(0xd800..0xe000).contains(&first) {
            self.advance_to(at + 6);
            return char::from_u32(first);
        }
        let is_pair =
            first < 0xdc00 && self.source().as_bytes().get(at + 6..at + 8) == Some(b"\\u");
        let second = if is_pair { self.hex_digits(at + 8)? } else { 0 };
        if !(0xdc00..0xe000).contains(&second) {
            self.fail_at(at, Expected::SurrogatePair);
            return None;
        }
        self.advance_to(at + 12);
        char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00))
    }

    fn hex_digits(&mut self, at: usize) -> Option<u32> {
        let mut number = 0;
        for offset in at..at + 4 {
            let digit = self
                .source()
                .as_bytes()
                .get(offset)
                .and_then(|&byte| char::from(byte).to_digit(16));
            let Some(digit) = digit else {
                self.fail_at(offset, Expected::HexDigits);
                return None;
            };
            number = number * 16 + digit;
        }
        Some(number)
    }

    /// Reads a number as it is written. The reader stands at its first character.
    #[inline]
    pub(super) fn number_token(&mut self) -> Option<Decimal<'a>> {
        let start = self.position();
        match number::lex(self.rest()) {
            Ok((length, small)) => {
                self.advance_to(start + length);
                let text = self.source().get(start..start + length)?;
                Some(Decimal::from_parts(text, small))
            }
            Err(at) => {
                self.advance_to(start + at);
                self.fail(Expected::Digit)
            }
        }
    }

    /// Reads an integer, if one that is written plainly and has at most 18 digits stands next. White space before it is
    /// passed over in any case.
    #[inline]
    pub(crate) fn small_integer(&mut self) -> Option<i64> {
        self.peek()?;
        let (number, length) = number::small_integer(self.rest())?;
        self.advance_to(self.position() + length);
        Some(number)
    }
}
