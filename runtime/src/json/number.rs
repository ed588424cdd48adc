//! A number of any size.

use std::fmt;
use std::hash::{Hash, Hasher};

use super::{Decode, Encode, Integer, Reader, Writer};
use crate::number;
use crate::validate::{Decimal, Validate};

/// A JSON number with its exact text: nothing is rounded, however many digits there are.
///
/// Two numbers are equal if they are the same number, written alike or not.
///
/// ```
/// use anteroom::json::Number;
///
/// let number = Number::parse("1.50").unwrap();
/// assert_eq!(number.as_str(), "1.50");
/// assert_eq!(number, Number::parse("15e-1").unwrap());
/// assert_eq!(Number::parse("9.0").unwrap().to_integer::<i64>(), Some(9));
/// assert!(Number::parse("1.").is_none());
/// ```
#[derive(Clone)]
pub struct Number(Box<str>);

impl Number {
    /// Reads a number in JSON's notation.
    pub fn parse(text: &str) -> Option<Self> {
        (number::length(text.as_bytes()) == Ok(text.len())).then(|| Self(text.into()))
    }

    /// The number as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number as an integer, if it is one and fits.
    pub fn to_integer<I: Integer>(&self) -> Option<I> {
        self.decimal().to_integer().and_then(I::from_wide)
    }

    /// The nearest floating-point number; infinite if there is none.
    pub fn to_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }

    /// The number for exact comparisons.
    pub fn decimal(&self) -> Decimal<'_> {
        Decimal::from_number(&self.0)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || self.decimal() == other.decimal()
    }
}

impl Eq for Number {}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.decimal().hash(state);
    }
}

impl Decode for Number {
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        reader.number("").map(|text| Self(text.into()))
    }
}

impl Encode for Number {
    fn encode(&self, writer: &mut Writer) {
        writer.raw(&self.0);
    }
}

impl Validate for Number {
    fn check(&self, _: &mut crate::validate::Checker<'_>) {}
}

macro_rules! from_integer {
    ($($name:ident)+) => {$(
        impl From<$name> for Number {
            fn from(number: $name) -> Self {
                Self(number.to_string().into())
            }
        }
    )+};
}

from_integer! { i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 isize usize }
