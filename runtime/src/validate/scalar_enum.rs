//! Rules for values of which only a few are allowed, and not all of them are strings.

use std::cmp::Ordering;

use super::Decimal;
use crate::json::{Kind, Reader, Writer};

/// A value without parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// A string.
    String(&'static str),
    /// An integer.
    Integer(i64),
    /// Any other number, in JSON's notation.
    Number(&'static str),
    /// `true` or `false`.
    Bool(bool),
}

/// The rules of a schema with `enum` or `const` whose values are not all strings.
///
/// Numbers are compared as numbers (JSON Schema 2020-12, section 6.1.2): `1`, `1.0` and `1e0` are the same.
///
/// ```
/// use anteroom::json::{Reader, Writer};
/// use anteroom::validate::{Scalar, ScalarEnumRules};
///
/// static LEVEL: ScalarEnumRules = ScalarEnumRules::at(
///     "#/components/schemas/Level",
///     &[Scalar::Integer(1), Scalar::Number("1.5"), Scalar::String("max")],
/// );
///
/// assert_eq!(LEVEL.decode(&mut Reader::new(b"1.0")), Some(0));
/// assert_eq!(LEVEL.decode(&mut Reader::new(br#""max""#)), Some(2));
///
/// let mut reader = Reader::new(b"2");
/// assert_eq!(LEVEL.decode(&mut reader), None);
/// assert_eq!(reader.finish().unwrap().to_string(), r#"the value must be one of 1, 1.5, "max""#);
///
/// let mut writer = Writer::new();
/// LEVEL.write(1, &mut writer);
/// assert_eq!(writer.into_string(), "1.5");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ScalarEnumRules {
    /// Where the schema is; empty for one that stands inline.
    pub schema: &'static str,
    /// What is allowed.
    pub values: &'static [Scalar],
    /// Whether the keyword is `const` and not `enum`.
    pub constant: bool,
}

impl ScalarEnumRules {
    /// The schema at `schema`, or one that stands inline if that is empty, with these values.
    pub const fn at(schema: &'static str, values: &'static [Scalar]) -> Self {
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

    /// Reads a value and gives its index among those that are allowed.
    pub fn decode(&self, reader: &mut Reader<'_>) -> Option<usize> {
        let index = match reader.kind()? {
            Kind::String => {
                let is_text = reader.is_text();
                let text = reader.string(self.schema)?;
                self.find(|value| value.is_string(&text) || (is_text && value.is_written(&text)))
            }
            Kind::Number => {
                let text = reader.number(self.schema)?;
                self.find(|value| value.is_number(&text))
            }
            Kind::Bool => {
                let flag = reader.boolean(self.schema)?;
                self.find(|value| *value == Scalar::Bool(flag))
            }
            Kind::Null | Kind::Array | Kind::Object => {
                reader.skip()?;
                None
            }
        };
        if index.is_none() {
            self.not_one_of(reader);
        }
        index
    }

    /// Writes the value with an index.
    pub fn write(&self, index: usize, writer: &mut Writer) {
        match self.values.get(index) {
            Some(Scalar::String(text)) => writer.string(text),
            Some(Scalar::Integer(integer)) => writer.integer(*integer),
            Some(Scalar::Number(text)) => writer.raw(text),
            Some(Scalar::Bool(flag)) => writer.boolean(*flag),
            None => writer.null(),
        }
    }

    fn find(&self, matches: impl Fn(&Scalar) -> bool) -> Option<usize> {
        self.values.iter().position(matches)
    }

    #[cold]
    fn not_one_of(&self, reader: &mut Reader<'_>) {
        let list: Vec<String> = (0..self.values.len())
            .map(|index| {
                let mut writer = Writer::with_capacity(16);
                self.write(index, &mut writer);
                writer.into_string()
            })
            .collect();
        let words = match list.len() {
            1 => "must be",
            _ => "must be one of",
        };
        reader.checker().violation_at(
            self.schema,
            if self.constant { "const" } else { "enum" },
            format_args!("{words} {}", list.join(", ")),
        );
    }
}

impl Scalar {
    fn is_string(&self, text: &str) -> bool {
        matches!(self, Self::String(value) if *value == text)
    }

    fn is_number(&self, text: &str) -> bool {
        let Some(number) = Decimal::parse(text) else {
            return false;
        };
        match self {
            Self::Integer(value) => number.compare_integer(*value) == Ordering::Equal,
            Self::Number(value) => Decimal::parse(value).is_some_and(|value| value == number),
            Self::String(_) | Self::Bool(_) => false,
        }
    }

    /// Whether a text without a type, such as a query parameter, stands for the value.
    fn is_written(&self, text: &str) -> bool {
        match self {
            Self::Bool(flag) => text == if *flag { "true" } else { "false" },
            _ => self.is_number(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: ScalarEnumRules = ScalarEnumRules::at(
        "",
        &[
            Scalar::String("1"),
            Scalar::Integer(1),
            Scalar::Number("0.50"),
            Scalar::Bool(true),
        ],
    );

    #[test]
    fn values_are_compared_by_type() {
        for (json, expected) in [
            (r#""1""#, Some(0)),
            ("1", Some(1)),
            ("10e-1", Some(1)),
            ("0.5", Some(2)),
            ("true", Some(3)),
            ("false", None),
            ("null", None),
            ("[1]", None),
            (r#""true""#, None),
        ] {
            assert_eq!(
                RULES.decode(&mut Reader::new(json.as_bytes())),
                expected,
                "{json}"
            );
        }
    }

    #[test]
    fn text_has_no_types() {
        for (json, expected) in [
            (r#""1""#, Some(0)),
            (r#""1.0""#, Some(1)),
            (r#""true""#, Some(3)),
            (r#""2""#, None),
        ] {
            assert_eq!(
                RULES.decode(&mut Reader::text(json.as_bytes())),
                expected,
                "{json}"
            );
        }
    }
}
