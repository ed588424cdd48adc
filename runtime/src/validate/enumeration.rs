//! Rules for strings of which only a few are allowed.

use super::{Checker, Violations};
use crate::json::Reader;

/// The rules of a string schema with `enum`.
///
/// ```
/// use anteroom::json::Reader;
/// use anteroom::validate::EnumRules;
///
/// static MODE: EnumRules = EnumRules::at("#/components/schemas/Mode", &["AUDIO", "VIDEO"]);
///
/// assert_eq!(MODE.decode(&mut Reader::new(br#""VIDEO""#)), Some(1));
///
/// let mut reader = Reader::new(br#""RADIO""#);
/// assert_eq!(MODE.decode(&mut reader), None);
/// assert_eq!(reader.finish().unwrap().to_string(), r#"the value must be one of "AUDIO", "VIDEO""#);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct EnumRules {
    /// Where the schema is; empty for one that stands inline.
    pub schema: &'static str,
    /// What is allowed.
    pub values: &'static [&'static str],
    /// Whether the keyword is `const` and not `enum`.
    pub constant: bool,
}

impl EnumRules {
    /// The schema at `schema`, or one that stands inline if that is empty, with these values.
    pub const fn at(schema: &'static str, values: &'static [&'static str]) -> Self {
        Self {
            schema,
            values,
            constant: false,
        }
    }

    /// The rules of a schema with `const`, which allows one value.
    #[must_use]
    pub const fn constant(mut self) -> Self {
        self.constant = true;
        self
    }

    /// Reads a string and gives its index among the values.
    pub fn decode(&self, reader: &mut Reader<'_>) -> Option<usize> {
        let text = reader.string(self.schema)?;
        let index = self.find(&text);
        if index.is_none() {
            self.not_one_of(reader.checker());
        }
        index
    }

    /// The index of a text among the values.
    pub fn find(&self, text: &str) -> Option<usize> {
        self.values.iter().position(|value| *value == text)
    }

    /// The index of a text that stands alone among the values.
    ///
    /// # Errors
    ///
    /// The violation, if it is none of them.
    pub fn parse(&self, text: &str) -> Result<usize, Violations> {
        self.find(text).ok_or_else(|| {
            let mut checker = Checker::new();
            self.not_one_of(&mut checker);
            checker.into_violations()
        })
    }

    /// Checks a string; whether it is one of the values.
    pub fn check(&self, text: &str, checker: &mut Checker<'_>) -> bool {
        let known = self.find(text).is_some();
        if !known {
            self.not_one_of(checker);
        }
        known
    }

    #[cold]
    fn not_one_of(&self, checker: &mut Checker<'_>) {
        let list: Vec<_> = self
            .values
            .iter()
            .map(|value| format!("\"{value}\""))
            .collect();
        let words = if list.len() == 1 {
            "must be"
        } else {
            "must be one of"
        };
        checker.violation_at(
            self.schema,
            if self.constant { "const" } else { "enum" },
            format_args!("{words} {}", list.join(", ")),
        );
    }
}
