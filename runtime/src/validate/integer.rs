//! Rules for integers.

use std::cmp::Ordering;

use super::{Checker, Decimal, Violations};
use crate::json::{Integer, Reader};

/// The rules of an integer schema.
///
/// ```
/// use anteroom::validate::IntegerRules;
///
/// static TOP: IntegerRules = IntegerRules::new().minimum(1).maximum(100);
/// assert!(TOP.validate(&100).is_ok());
/// assert_eq!(TOP.validate(&0).unwrap_err().to_string(), "the value must be at least 1");
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct IntegerRules {
    /// Where the schema is; empty for one that stands inline.
    pub schema: &'static str,
    /// `minimum`
    pub minimum: Option<i128>,
    /// `maximum`
    pub maximum: Option<i128>,
    /// `exclusiveMinimum`
    pub exclusive_minimum: Option<i128>,
    /// `exclusiveMaximum`
    pub exclusive_maximum: Option<i128>,
    /// `multipleOf`
    pub multiple_of: Option<u128>,
}

impl IntegerRules {
    /// No rules, for a schema that stands inline.
    pub const fn new() -> Self {
        Self::at("")
    }

    /// No rules, for the schema at `schema`.
    pub const fn at(schema: &'static str) -> Self {
        Self {
            schema,
            minimum: None,
            maximum: None,
            exclusive_minimum: None,
            exclusive_maximum: None,
            multiple_of: None,
        }
    }

    /// The number is at least this.
    #[must_use]
    pub const fn minimum(self, bound: i128) -> Self {
        Self {
            minimum: Some(bound),
            ..self
        }
    }

    /// The number is at most this.
    #[must_use]
    pub const fn maximum(self, bound: i128) -> Self {
        Self {
            maximum: Some(bound),
            ..self
        }
    }

    /// The number is greater than this.
    #[must_use]
    pub const fn exclusive_minimum(self, bound: i128) -> Self {
        Self {
            exclusive_minimum: Some(bound),
            ..self
        }
    }

    /// The number is less than this.
    #[must_use]
    pub const fn exclusive_maximum(self, bound: i128) -> Self {
        Self {
            exclusive_maximum: Some(bound),
            ..self
        }
    }

    /// The number is a multiple of this.
    #[must_use]
    pub const fn multiple_of(self, divisor: u128) -> Self {
        Self {
            multiple_of: Some(divisor),
            ..self
        }
    }

    /// Reads an integer and checks it. A number that does not fit the type is a violation: of the bound that it
    /// breaks if the schema has one, else of `format`.
    pub fn decode<I: Integer>(&self, reader: &mut Reader<'_>) -> Option<I> {
        let Some(number) = reader.small_integer() else {
            return self
                .decode_long(reader, I::LEAST, I::GREATEST)
                .and_then(I::from_wide);
        };
        match I::from_small(number) {
            Some(integer) if self.holds(number.into()) => Some(integer),
            _ => self
                .judge(number.into(), reader.checker(), I::LEAST, I::GREATEST)
                .and_then(I::from_wide),
        }
    }

    /// Checks an integer; whether it keeps all rules.
    pub fn check<I: Integer>(&self, value: &I, checker: &mut Checker<'_>) -> bool {
        self.check_wide(value.to_wide(), checker)
    }

    /// Checks an integer that stands alone.
    ///
    /// # Errors
    ///
    /// All violations, unless there is none.
    pub fn validate<I: Integer>(&self, value: &I) -> Result<(), Violations> {
        let mut checker = Checker::new();
        self.check(value, &mut checker);
        checker.into_result()
    }

    #[cold]
    fn decode_long(&self, reader: &mut Reader<'_>, least: i128, greatest: i128) -> Option<i128> {
        reader.decimal(self.schema, "must be an integer", |reader, number| {
            let checker = reader.checker();
            let number = self.resolve(&number, checker, least, greatest)?;
            self.judge(number, checker, least, greatest)
        })
    }

    /// Checks an integer, and whether it fits.
    #[cold]
    fn judge(
        &self,
        number: i128,
        checker: &mut Checker<'_>,
        least: i128,
        greatest: i128,
    ) -> Option<i128> {
        if !self.check_wide(number, checker) {
            return None;
        }
        if number < least || number > greatest {
            self.does_not_fit(checker, least, greatest);
            return None;
        }
        Some(number)
    }

    /// The value of a number that is not written plainly, or is long.
    fn resolve(
        &self,
        number: &Decimal<'_>,
        checker: &mut Checker<'_>,
        least: i128,
        greatest: i128,
    ) -> Option<i128> {
        if !number.is_integer() {
            checker.violation_at(self.schema, "type", format_args!("must be an integer"));
            return None;
        }
        let integer = number.to_integer();
        if integer.is_none() {
            let ordering = if number.is_negative() {
                Ordering::Less
            } else {
                Ordering::Greater
            };
            // Beyond 128 bits: a bound that is below, or above, is broken whatever the number is.
            if self.check_bounds(|_| ordering, checker) {
                self.does_not_fit(checker, least, greatest);
            }
        }
        integer
    }

    fn check_wide(&self, number: i128, checker: &mut Checker<'_>) -> bool {
        self.holds(number) || self.report(number, checker)
    }

    /// Whether a number keeps all rules: the usual case, without a word.
    fn holds(&self, number: i128) -> bool {
        self.minimum.is_none_or(|bound| number >= bound)
            && self.maximum.is_none_or(|bound| number <= bound)
            && self.exclusive_minimum.is_none_or(|bound| number > bound)
            && self.exclusive_maximum.is_none_or(|bound| number < bound)
            && self.multiple_of.is_none()
    }

    #[cold]
    fn report(&self, number: i128, checker: &mut Checker<'_>) -> bool {
        let mut sound = self.check_bounds(|bound| number.cmp(&bound), checker);
        if let Some(divisor) = self.multiple_of
            && number.unsigned_abs().checked_rem(divisor) != Some(0)
        {
            sound = false;
            checker.violation_at(
                self.schema,
                "multipleOf",
                format_args!("must be a multiple of {divisor}"),
            );
        }
        sound
    }

    /// Checks the bounds; `compare` is how the number stands to a bound.
    fn check_bounds(&self, compare: impl Fn(i128) -> Ordering, checker: &mut Checker<'_>) -> bool {
        let bounds = [
            (self.minimum, Ordering::Greater, true, "minimum", "at least"),
            (
                self.exclusive_minimum,
                Ordering::Greater,
                false,
                "exclusiveMinimum",
                "greater than",
            ),
            (self.maximum, Ordering::Less, true, "maximum", "at most"),
            (
                self.exclusive_maximum,
                Ordering::Less,
                false,
                "exclusiveMaximum",
                "less than",
            ),
        ];
        let mut sound = true;
        for (bound, side, inclusive, keyword, words) in bounds {
            let Some(bound) = bound else { continue };
            let found = compare(bound);
            if found != side && !(inclusive && found == Ordering::Equal) {
                sound = false;
                checker.violation_at(
                    self.schema,
                    keyword,
                    format_args!("must be {words} {bound}"),
                );
            }
        }
        sound
    }

    #[cold]
    fn does_not_fit(&self, checker: &mut Checker<'_>, least: i128, greatest: i128) {
        let rule = format_args!("must be at least {least} and at most {greatest}");
        checker.violation_at(self.schema, "format", rule);
    }
}
