//! Reading booleans, strings and numbers, and what text mode makes of them.

use std::borrow::Cow;

use super::reader::{Kind, Reader};
use crate::number;
use crate::validate::Decimal;

impl<'a> Reader<'a> {
    /// Reads a string, borrowed from the text unless it has escapes.
    ///
    /// Another kind of value is a violation of the schema at `schema` (`""`: of the place where the reader is).
    pub fn string(&mut self, schema: &'static str) -> Option<Cow<'a, str>> {
        if self.peek() == Some(b'"') {
            return self.string_token();
        }
        self.wrong_type(schema, "must be a string")
    }

    /// Reads a boolean; `schema` is as for [`string`](Self::string).
    pub fn boolean(&mut self, schema: &'static str) -> Option<bool> {
        if matches!(self.peek(), Some(b't' | b'f')) {
            return self.boolean_literal();
        }
        let flag = match self.content_in_text_mode()?.as_deref() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            Some(_) => None,
            None => return self.wrong_type(schema, "must be a boolean"),
        };
        if flag.is_none() {
            self.checker()
                .violation_at(schema, "type", format_args!("must be a boolean"));
        }
        flag
    }

    /// Reads a number as it is written; `schema` is as for [`string`](Self::string).
    pub fn number(&mut self, schema: &'static str) -> Option<Cow<'a, str>> {
        if matches!(self.peek(), Some(b'-' | b'0'..=b'9')) {
            return self
                .number_token()
                .map(|number| Cow::Borrowed(number.as_str()));
        }
        self.number_in_text_mode(schema, "must be a number")
    }

    /// Reads a number and gives it to `read`. Another kind of value is a violation with that message.
    #[inline]
    pub(crate) fn decimal<T>(
        &mut self,
        schema: &'static str,
        message: &str,
        read: impl FnOnce(&mut Self, Decimal<'_>) -> Option<T>,
    ) -> Option<T> {
        if matches!(self.peek(), Some(b'-' | b'0'..=b'9')) {
            let number = self.number_token()?;
            return read(self, number);
        }
        let content = self.number_in_text_mode(schema, message)?;
        read(self, Decimal::from_number(&content))
    }

    /// In text mode the number that is the content of the string that stands next.
    #[cold]
    fn number_in_text_mode(&mut self, schema: &'static str, message: &str) -> Option<Cow<'a, str>> {
        let Some(content) = self.content_in_text_mode()? else {
            return self.wrong_type(schema, message);
        };
        if number::length(content.as_bytes()) == Ok(content.len()) {
            return Some(content);
        }
        self.checker()
            .violation_at(schema, "type", format_args!("{message}"));
        None
    }

    /// In text mode the content of the string that stands next. `Some(None)` if there is no such.
    #[cold]
    fn content_in_text_mode(&mut self) -> Option<Option<Cow<'a, str>>> {
        if self.is_text() && self.peek() == Some(b'"') {
            return self.string_token().map(Some);
        }
        Some(None)
    }

    /// Skips a value of the wrong type and records the violation.
    #[cold]
    pub(super) fn wrong_type<T>(&mut self, schema: &'static str, message: &str) -> Option<T> {
        // The violation comes first, the syntax of the value after it: a dead reader's violations do not matter.
        self.checker()
            .violation_at(schema, "type", format_args!("{message}"));
        self.skip()?;
        None
    }

    /// Whether a value of that kind stands next.
    pub fn is(&mut self, kind: Kind) -> bool {
        self.kind() == Some(kind)
    }
}
