//! Reading booleans, strings and numbers, and what text mode makes of them.

use std::borrow::Cow;

use super::reader::{Kind, Reader};
use super::token::{self, IntegerToken};
use crate::validate::Format;

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
            return self.number_token().map(Cow::Borrowed);
        }
        let Some(content) = self.content_in_text_mode()? else {
            return self.wrong_type(schema, "must be a number");
        };
        if token::number_length(content.as_bytes()) == Ok(content.len()) {
            return Some(content);
        }
        self.checker()
            .violation_at(schema, "type", format_args!("must be a number"));
        None
    }

    /// Reads a number of which an integer is expected, and gives it to `read`.
    pub(crate) fn integer<T>(
        &mut self,
        schema: &'static str,
        read: impl FnOnce(&mut Self, IntegerToken<'_>) -> Option<T>,
    ) -> Option<T> {
        if matches!(self.peek(), Some(b'-' | b'0'..=b'9')) {
            let token = self.integer_token()?;
            return read(self, token);
        }
        let Some(content) = self.content_in_text_mode()? else {
            return self.wrong_type(schema, "must be an integer");
        };
        if token::number_length(content.as_bytes()) == Ok(content.len()) {
            return read(self, IntegerToken::Text(&content));
        }
        self.checker()
            .violation_at(schema, "type", format_args!("must be an integer"));
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

mod sealed {
    /// Keeps the number traits to the types of this crate.
    pub trait Sealed {}
}

/// The integer types that schemas become.
pub trait Integer: Copy + sealed::Sealed {
    /// The smallest value.
    const LEAST: i128;
    /// The greatest value.
    const GREATEST: i128;

    /// From a wide integer, if it fits.
    fn from_wide(wide: i128) -> Option<Self>;

    /// To a wide integer.
    fn to_wide(self) -> i128;
}

/// The floating-point types that schemas become.
pub trait Float: Copy + sealed::Sealed {
    /// The type's format in OpenAPI.
    const FORMAT: Format;

    /// The nearest value of a decimal text; `None` if the number is too large for the type.
    fn from_decimal(text: &str) -> Option<Self>;

    /// Whether the value is a number: neither infinite nor undefined.
    fn is_number(self) -> bool;

    /// The shortest decimal text that reads back as the same value; `None` if the value is no number.
    fn to_decimal(self) -> Option<String>;
}

macro_rules! integers {
    ($($name:ident)+) => {$(
        impl sealed::Sealed for $name {}

        impl Integer for $name {
            const LEAST: i128 = $name::MIN as i128;
            const GREATEST: i128 = $name::MAX as i128;

            fn from_wide(wide: i128) -> Option<Self> {
                wide.try_into().ok()
            }

            fn to_wide(self) -> i128 {
                self.into()
            }
        }
    )+};
}

integers! { i8 i16 i32 i64 u8 u16 u32 u64 }

macro_rules! floats {
    ($($name:ident $format:ident)+) => {$(
        impl sealed::Sealed for $name {}

        impl Float for $name {
            const FORMAT: Format = Format::$format;

            fn from_decimal(text: &str) -> Option<Self> {
                text.parse().ok().filter(|number: &Self| number.is_finite())
            }

            fn is_number(self) -> bool {
                self.is_finite()
            }

            fn to_decimal(self) -> Option<String> {
                if !self.is_finite() {
                    return None;
                }
                let size = self.abs();
                // Beyond these sizes the plain form would be mostly zeros.
                let plain = size == 0.0 || (1e-5..1e16).contains(&size);
                Some(if plain { format!("{self}") } else { format!("{self:e}") })
            }
        }
    )+};
}

floats! { f32 Float f64 Double }
