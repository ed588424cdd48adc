//! Rules for strings.

use super::{Checker, Format, Formatted, Pattern, Violations};
use crate::json::Reader;

/// The rules of a string schema.
///
/// ```
/// use anteroom::validate::{Format, StringRules};
///
/// static SUBJECT: StringRules = StringRules::at("#/components/schemas/Subject").min_length(1).max_length(5);
/// assert!(SUBJECT.validate("çà va").is_ok());
/// assert!(SUBJECT.validate("").is_err());
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct StringRules {
    /// Where the schema is; empty for one that stands inline.
    pub schema: &'static str,
    /// `minLength`, in code points.
    pub min_length: Option<u64>,
    /// `maxLength`, in code points.
    pub max_length: Option<u64>,
    /// `pattern`
    pub pattern: Option<&'static Pattern>,
    /// `format`
    pub format: Option<Format>,
}

impl StringRules {
    /// No rules, for a schema that stands inline.
    pub const fn new() -> Self {
        Self::at("")
    }

    /// No rules, for the schema at `schema`.
    pub const fn at(schema: &'static str) -> Self {
        Self {
            schema,
            min_length: None,
            max_length: None,
            pattern: None,
            format: None,
        }
    }

    /// The string has at least so many code points.
    #[must_use]
    pub const fn min_length(self, length: u64) -> Self {
        Self {
            min_length: Some(length),
            ..self
        }
    }

    /// The string has at most so many code points.
    #[must_use]
    pub const fn max_length(self, length: u64) -> Self {
        Self {
            max_length: Some(length),
            ..self
        }
    }

    /// The pattern matches somewhere in the string.
    #[must_use]
    pub const fn pattern(self, pattern: &'static Pattern) -> Self {
        Self {
            pattern: Some(pattern),
            ..self
        }
    }

    /// The string has the format.
    #[must_use]
    pub const fn format(self, format: Format) -> Self {
        Self {
            format: Some(format),
            ..self
        }
    }

    /// Reads a string and checks it.
    pub fn decode(&self, reader: &mut Reader<'_>) -> Option<String> {
        let text = reader.string(self.schema)?;
        self.check(&text, reader.checker())
            .then(|| text.into_owned())
    }

    /// Reads a string, checks it and turns it into the type of its format.
    pub fn decode_as<T: Formatted>(&self, reader: &mut Reader<'_>) -> Option<T> {
        let text = reader.string(self.schema)?;
        let sound = self.check(&text, reader.checker());
        let value = T::from_text(&text);
        if value.is_none() && self.format.is_none() {
            self.wrong_format(T::FORMAT, reader.checker());
        }
        value.filter(|_| sound)
    }

    /// Checks a string; whether it keeps all rules.
    pub fn check(&self, text: &str, checker: &mut Checker<'_>) -> bool {
        let mut sound = true;
        if let Some(least) = self.min_length
            && !has_at_least(text, least)
        {
            sound = false;
            let unit = characters(least);
            checker.violation_at(
                self.schema,
                "minLength",
                format_args!("must have at least {least} {unit}"),
            );
        }
        if let Some(most) = self.max_length
            && !has_at_most(text, most)
        {
            sound = false;
            let unit = characters(most);
            checker.violation_at(
                self.schema,
                "maxLength",
                format_args!("must have at most {most} {unit}"),
            );
        }
        if let Some(pattern) = self.pattern
            && !pattern.is_match(text)
        {
            sound = false;
            let pattern = pattern.as_str();
            checker.violation_at(
                self.schema,
                "pattern",
                format_args!("must match the pattern {pattern}"),
            );
        }
        if let Some(format) = self.format
            && !format.is_valid(text)
        {
            sound = false;
            self.wrong_format(format, checker);
        }
        sound
    }

    /// Checks a value of a format's type; whether it keeps all rules.
    pub fn check_as<T: Formatted>(&self, value: &T, checker: &mut Checker<'_>) -> bool {
        if !value.has_text() {
            self.wrong_format(T::FORMAT, checker);
            return false;
        }
        let has_rules =
            self.min_length.is_some() || self.max_length.is_some() || self.pattern.is_some();
        !has_rules || self.check(&value.to_text(), checker)
    }

    /// Checks a string that stands alone.
    ///
    /// # Errors
    ///
    /// All violations, unless there is none.
    pub fn validate(&self, text: &str) -> Result<(), Violations> {
        let mut checker = Checker::new();
        self.check(text, &mut checker);
        checker.into_result()
    }

    fn wrong_format(&self, format: Format, checker: &mut Checker<'_>) {
        checker.violation_at(
            self.schema,
            "format",
            format_args!("must be {}", format.expectation()),
        );
    }
}

/// Whether a text has at least so many code points. They are counted only if the number of bytes does not tell.
fn has_at_least(text: &str, least: u64) -> bool {
    let bytes = text.len() as u64;
    bytes >= least && (bytes >= least.saturating_mul(4) || text.chars().count() as u64 >= least)
}

/// Whether a text has at most so many code points.
fn has_at_most(text: &str, most: u64) -> bool {
    text.len() as u64 <= most || text.chars().count() as u64 <= most
}

const fn characters(count: u64) -> &'static str {
    if count == 1 {
        "character"
    } else {
        "characters"
    }
}
