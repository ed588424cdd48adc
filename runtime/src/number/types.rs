//! The types of numbers that schemas become.

use std::fmt;

use crate::validate::{Decimal, Format};

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

    /// From an integer of 64 bits, if it fits.
    fn from_small(small: i64) -> Option<Self>;

    /// From a wide integer, if it fits.
    fn from_wide(wide: i128) -> Option<Self>;

    /// To a wide integer.
    fn to_wide(self) -> i128;
}

/// The floating-point types that schemas become.
pub trait Float: Copy + sealed::Sealed {
    /// The type's format in OpenAPI.
    const FORMAT: Format;

    /// The nearest value of a decimal number; `None` if the number is too large for the type.
    fn from_decimal(number: &Decimal<'_>) -> Option<Self>;

    /// Whether the value is a number: neither infinite nor undefined.
    fn is_number(self) -> bool;

    /// Gives the shortest decimal text that reads back as the same value to `read`; `None` if the value is no number.
    fn with_decimal<T>(self, read: impl FnOnce(&str) -> T) -> Option<T>;
}

macro_rules! integers {
    ($($name:ident)+) => {$(
        impl sealed::Sealed for $name {}

        impl Integer for $name {
            const LEAST: i128 = $name::MIN as i128;
            const GREATEST: i128 = $name::MAX as i128;

            #[inline]
            fn from_small(small: i64) -> Option<Self> {
                small.try_into().ok()
            }

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
    ($($name:ident $format:ident $is_alike:expr;)+) => {$(
        impl sealed::Sealed for $name {}

        impl Float for $name {
            const FORMAT: Format = Format::$format;

            #[inline]
            fn from_decimal(number: &Decimal<'_>) -> Option<Self> {
                let easy = number.small().and_then(|small| match small.scale {
                    0 if small.negative => Some(-(small.mantissa as Self)),
                    0 => Some(small.mantissa as Self),
                    _ => small.round(Self::MANTISSA_DIGITS).map(|rounded| rounded as Self),
                });
                easy.or_else(|| number.as_str().parse().ok().filter(|number: &Self| number.is_finite()))
            }

            fn is_number(self) -> bool {
                self.is_finite()
            }

            #[inline]
            fn with_decimal<T>(self, read: impl FnOnce(&str) -> T) -> Option<T> {
                let is_alike: fn($name) -> bool = $is_alike;
                let size = self.abs();
                if is_alike(size) {
                    let mut buffer = zmij::Buffer::new();
                    let text = buffer.format_finite(self);
                    return Some(read(text.strip_suffix(".0").unwrap_or(text)));
                }
                // Beyond these sizes the plain form would be mostly zeros.
                let plain = (1e-5..1e16).contains(&size);
                self.is_finite().then(|| read(&decimal(self, plain)))
            }
        }
    )+};
}

/// The shortest decimal text by the standard library.
#[cold]
fn decimal(number: impl fmt::Display + fmt::LowerExp, plain: bool) -> String {
    if plain {
        number.to_string()
    } else {
        format!("{number:e}")
    }
}

// With the sizes that `zmij` writes as `decimal` does, but for a `.0`, in a sixth of the time.
floats! {
    f32 Float |size| size < 1e13 && !(1e-6..1e-5).contains(&size);
    f64 Double |size| size < 1e16;
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A number without its last digit: where two are equally near, the standard library may end in another one.
    fn stem(text: &str) -> (&str, &str) {
        let (digits, exponent) = text.split_once('e').unwrap_or((text, ""));
        (&digits[..digits.len() - 1], exponent)
    }

    /// Checks a number and its neighbours.
    macro_rules! check {
        ($number:expr) => {
            for number in [$number, -$number, $number.next_down(), $number.next_up()] {
                let Some(text) = number.with_decimal(str::to_owned) else {
                    assert!(!number.is_finite());
                    continue;
                };
                let plain = number == 0.0 || (1e-5..1e16).contains(&number.abs());
                let standard = decimal(number, plain);
                assert_eq!(stem(&text), stem(&standard), "{text} and {standard}");
                let back =
                    Float::from_decimal(&Decimal::parse(&text).unwrap()).unwrap_or(0.5 * number);
                assert_eq!(number.to_bits(), back.to_bits(), "{text}");
                assert_eq!(crate::number::length(text.as_bytes()), Ok(text.len()));
            }
        };
    }

    #[test]
    fn floats_are_written_as_the_standard_library_does() {
        for number in [
            0.0,
            f64::MIN_POSITIVE,
            f64::MAX,
            f64::INFINITY,
            f64::NAN,
            0.1 + 0.2,
        ] {
            check!(number);
            check!(number as f32);
        }
        for exponent in -330..310 {
            for digits in ["1", "2", "9.5", "1.2345678", "9007199254740993"] {
                let text = format!("{digits}e{exponent}");
                check!(text.parse::<f64>().unwrap());
                check!(text.parse::<f32>().unwrap());
            }
        }
        for exponent in 0..64 {
            check!((1u64 << exponent) as f64);
            check!((1u64 << exponent) as f32);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn any_double_is_written_as_the_standard_library_does(bits: u64, near in -1e6f64..1e6) {
            check!(f64::from_bits(bits));
            check!(near);
        }

        #[test]
        fn any_float_is_written_as_the_standard_library_does(bits: u32, near in -1e6f32..1e6) {
            check!(f32::from_bits(bits));
            check!(near);
        }
    }
}
