//! Why a text is not JSON, and why a value was refused.

use std::fmt;

use crate::validate::Violations;

/// Why a value could not be decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// The text is not JSON as RFC 8259 defines it.
    Syntax(SyntaxError),
    /// The text is JSON, but breaks its schema; all violations are listed.
    Invalid(Violations),
}

impl fmt::Display for DecodeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(error) => error.fmt(out),
            Self::Invalid(violations) => violations.fmt(out),
        }
    }
}

impl std::error::Error for DecodeError {}

impl From<SyntaxError> for DecodeError {
    fn from(error: SyntaxError) -> Self {
        Self::Syntax(error)
    }
}

/// A text that is not JSON: where it goes wrong, and what should stand there.
///
/// ```
/// use anteroom::json::{self, DecodeError, Value};
///
/// let Err(DecodeError::Syntax(error)) = json::from_str::<Value>(r#"{"a": 1,}"#) else { panic!() };
/// assert_eq!(error.offset(), 8);
/// assert_eq!(error.to_string(), "not valid JSON at byte 8: expected a property name in double quotes");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    pub(super) offset: usize,
    pub(super) at_end: bool,
    pub(super) expected: Expected,
}

impl SyntaxError {
    /// How many bytes of the text stand before the mistake.
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// What should have stood there.
    pub const fn expected(&self) -> Expected {
        self.expected
    }

    /// Whether the text ends too early.
    pub const fn is_at_end(&self) -> bool {
        self.at_end
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (offset, what) = (self.offset, self.expected.text());
        if self.at_end {
            write!(
                out,
                "not valid JSON: the text ends after byte {offset}, expected {what}"
            )
        } else {
            write!(out, "not valid JSON at byte {offset}: expected {what}")
        }
    }
}

impl std::error::Error for SyntaxError {}

/// What a JSON text should have had where it goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Expected {
    /// A value.
    Value,
    /// The name of a property.
    Name,
    /// The name of an object's first property, or the end of the object.
    NameOrEnd,
    /// The colon between a name and its value.
    Colon,
    /// The next property or the end of the object.
    CommaOrBrace,
    /// The next item or the end of the array.
    CommaOrBracket,
    /// A digit of a number.
    Digit,
    /// A known escape after a backslash.
    Escape,
    /// Four hexadecimal digits after `\u`.
    HexDigits,
    /// The other half of a surrogate pair.
    SurrogatePair,
    /// The end of a string, or a character that may stand in it (control characters may not).
    StringEnd,
    /// UTF-8.
    Utf8,
    /// A name that the object does not have yet.
    NewName,
    /// Fewer levels of arrays and objects in one another.
    LessDepth,
    /// The end of the text after the value.
    EndOfText,
}

impl Expected {
    /// What was expected, as it stands in a message.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Value => "a value",
            Self::Name => "a property name in double quotes",
            Self::NameOrEnd => "a property name in double quotes or \"}\"",
            Self::Colon => "\":\"",
            Self::CommaOrBrace => "\",\" or \"}\"",
            Self::CommaOrBracket => "\",\" or \"]\"",
            Self::Digit => "a digit",
            Self::Escape => "one of the escapes \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u",
            Self::HexDigits => "four hexadecimal digits",
            Self::SurrogatePair => "both halves of a surrogate pair",
            Self::StringEnd => "the end of the string (control characters must be escaped)",
            Self::Utf8 => "UTF-8",
            Self::NewName => "a name that the object does not have yet",
            Self::LessDepth => "fewer nested arrays and objects",
            Self::EndOfText => "the end of the text",
        }
    }
}
