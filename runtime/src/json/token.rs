//! Strings and numbers: the tokens that have something in them.

use std::borrow::Cow;

use super::error::Expected;
use super::reader::Reader;
use super::scan;

/// An integer as it was read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum IntegerToken<'a> {
    /// Written plainly, with at most 18 digits.
    Small(i64),
    /// Anything else that is a number.
    Text(&'a str),
}

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
    pub(super) fn number_token(&mut self) -> Option<&'a str> {
        let start = self.position();
        let rest = self.rest();
        match number_length(rest) {
            Ok(length) => {
                self.advance_to(start + length);
                self.source().get(start..start + length)
            }
            Err(at) => {
                self.advance_to(start + at);
                self.fail(Expected::Digit)
            }
        }
    }

    /// Reads a number of which an integer is hoped. The reader stands at its first character.
    pub(super) fn integer_token(&mut self) -> Option<IntegerToken<'a>> {
        let rest = self.rest();
        if let Some((number, length)) = small_integer(rest) {
            self.advance_to(self.position() + length);
            return Some(IntegerToken::Small(number));
        }
        self.number_token().map(IntegerToken::Text)
    }
}

/// A plainly written integer of at most 18 digits and its length; `None` for all that needs another look.
pub(crate) fn small_integer(bytes: &[u8]) -> Option<(i64, usize)> {
    let negative = bytes.first() == Some(&b'-');
    let sign = usize::from(negative);
    let mut length = sign;
    let mut number = 0i64;
    while let Some(digit @ b'0'..=b'9') = bytes.get(length) {
        if length - sign >= 18 {
            return None;
        }
        number = number * 10 + i64::from(digit - b'0');
        length += 1;
    }
    let digits = length - sign;
    let leading_zero = digits > 1 && bytes.get(sign) == Some(&b'0');
    if digits == 0 || leading_zero || matches!(bytes.get(length), Some(b'.' | b'e' | b'E')) {
        return None;
    }
    Some((if negative { -number } else { number }, length))
}

/// How long the number at the start of `bytes` is, or where a digit is missing.
pub(crate) fn number_length(bytes: &[u8]) -> Result<usize, usize> {
    let mut at = usize::from(bytes.first() == Some(&b'-'));
    at = match bytes.get(at) {
        Some(b'0') => at + 1,
        _ => digits(bytes, at)?,
    };
    if bytes.get(at) == Some(&b'.') {
        at = digits(bytes, at + 1)?;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        at = digits(bytes, at + 1 + sign)?;
    }
    Ok(at)
}

/// The end of a run of digits that begins at `start` and has at least one.
fn digits(bytes: &[u8], start: usize) -> Result<usize, usize> {
    let mut at = start;
    while bytes.get(at).is_some_and(u8::is_ascii_digit) {
        at += 1;
    }
    if at == start { Err(start) } else { Ok(at) }
}
