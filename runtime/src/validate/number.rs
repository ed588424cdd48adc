//! Rules for numbers that need not be whole.

use super::{Checker, Decimal, Format, Violations};
use crate::json::{Float, Reader};

/// The rules of a number schema. Bounds are compared exactly, on the decimal text.
///
/// ```
/// use anteroom::validate::{Decimal, NumberRules};
///
/// static RATE: NumberRules = NumberRules::new().minimum(Decimal::new("0.5")).multiple_of(Decimal::new("0.1"));
/// assert!(RATE.validate(&0.7).is_ok());
/// assert_eq!(RATE.validate(&0.25).unwrap_err().len(), 2);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct NumberRules {
    /// Where the schema is; empty for one that stands inline.
    pub schema: &'static str,
    /// `minimum`
    pub minimum: Option<Decimal<'static>>,
    /// `maximum`
    pub maximum: Option<Decimal<'static>>,
    /// `exclusiveMinimum`
    pub exclusive_minimum: Option<Decimal<'static>>,
    /// `exclusiveMaximum`
    pub exclusive_maximum: Option<Decimal<'static>>,
    /// `multipleOf`
    pub multiple_of: Option<Decimal<'static>>,
    /// `format`, where the type that the number is read into has another one.
    pub format: Option<Format>,
}

impl NumberRules {
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
            format: None,
        }
    }

    /// The number is at least this.
    #[must_use]
    pub const fn minimum(self, bound: Decimal<'static>) -> Self {
        Self {
            minimum: Some(bound),
            ..self
        }
    }

    /// The number is at most this.
    #[must_use]
    pub const fn maximum(self, bound: Decimal<'static>) -> Self {
        Self {
            maximum: Some(bound),
            ..self
        }
    }

    /// The number is greater than this.
    #[must_use]
    pub const fn exclusive_minimum(self, bound: Decimal<'static>) -> Self {
        Self {
            exclusive_minimum: Some(bound),
            ..self
        }
    }

    /// The number is less than this.
    #[must_use]
    pub const fn exclusive_maximum(self, bound: Decimal<'static>) -> Self {
        Self {
            exclusive_maximum: Some(bound),
            ..self
        }
    }

    /// The number is a multiple of this.
    #[must_use]
    pub const fn multiple_of(self, divisor: Decimal<'static>) -> Self {
        Self {
            multiple_of: Some(divisor),
            ..self
        }
    }

    /// The number has the format.
    #[must_use]
    pub const fn format(self, format: Format) -> Self {
        Self {
            format: Some(format),
            ..self
        }
    }

    /// Reads a number and checks it. A number too large for the type is a violation; one with more digits than the
    /// type holds is rounded, after the check.
    pub fn decode<F: Float>(&self, reader: &mut Reader<'_>) -> Option<F> {
        reader.decimal(self.schema, "must be a number", |reader, decimal| {
            let number = F::from_decimal(&decimal);
            if number.is_some() && self.has_no_rules() {
                return number;
            }
            let sound = self.check_decimal(&decimal, reader.checker());
            if number.is_none() && sound {
                self.wrong_format(F::FORMAT, reader.checker());
            }
            number.filter(|_| sound)
        })
    }

    /// Checks a number; whether it keeps all rules. What is infinite or not a number at all breaks `type`.
    pub fn check<F: Float>(&self, value: &F, checker: &mut Checker<'_>) -> bool {
        if self.has_no_rules() && value.is_number() {
            return true;
        }
        let sound =
            value.with_decimal(|text| self.check_decimal(&Decimal::from_number(text), checker));
        sound.unwrap_or_else(|| {
            checker.violation_at(self.schema, "type", format_args!("must be a number"));
            false
        })
    }

    /// Checks a number that stands alone.
    ///
    /// # Errors
    ///
    /// All violations, unless there is none.
    pub fn validate<F: Float>(&self, value: &F) -> Result<(), Violations> {
        let mut checker = Checker::new();
        self.check(value, &mut checker);
        checker.into_result()
    }

    const fn has_no_rules(&self) -> bool {
        self.minimum.is_none()
            && self.maximum.is_none()
            && self.exclusive_minimum.is_none()
            && self.exclusive_maximum.is_none()
            && self.multiple_of.is_none()
            && self.format.is_none()
    }

    /// Checks a number that was read or written; whether it keeps all rules.
    pub(super) fn check_decimal(&self, number: &Decimal<'_>, checker: &mut Checker<'_>) -> bool {
        self.holds(number) || self.report(number, checker)
    }

    /// Whether a number keeps all rules: the usual case, without a word.
    fn holds(&self, number: &Decimal<'_>) -> bool {
        self.minimum.is_none_or(|bound| *number >= bound)
            && self.maximum.is_none_or(|bound| *number <= bound)
            && self.exclusive_minimum.is_none_or(|bound| *number > bound)
            && self.exclusive_maximum.is_none_or(|bound| *number < bound)
            && self.multiple_of.is_none()
            && self.format.is_none()
    }

    #[cold]
    fn report(&self, number: &Decimal<'_>, checker: &mut Checker<'_>) -> bool {
        let mut sound = true;
        let mut require = |rule: Option<Decimal<'static>>,
                           holds: fn(&Decimal, &Decimal) -> bool,
                           keyword,
                           words| {
            if let Some(rule) = rule
                && !holds(number, &rule)
            {
                sound = false;
                checker.violation_at(
                    self.schema,
                    keyword,
                    format_args!("must be {words} {}", rule.as_str()),
                );
            }
        };
        require(
            self.minimum,
            |number, bound| number >= bound,
            "minimum",
            "at least",
        );
        require(
            self.exclusive_minimum,
            |number, bound| number > bound,
            "exclusiveMinimum",
            "greater than",
        );
        require(
            self.maximum,
            |number, bound| number <= bound,
            "maximum",
            "at most",
        );
        require(
            self.exclusive_maximum,
            |number, bound| number < bound,
            "exclusiveMaximum",
            "less than",
        );
        require(
            self.multiple_of,
            |number, divisor| number.is_multiple_of(divisor),
            "multipleOf",
            "a multiple of",
        );
        if let Some(format) = self.format
            && !format.is_valid_number(number)
        {
            sound = false;
            self.wrong_format(format, checker);
        }
        sound
    }

    fn wrong_format(&self, format: Format, checker: &mut Checker<'_>) {
        let rule = format_args!("must be {}", format.expectation());
        checker.violation_at(self.schema, "format", rule);
    }
}
