//! Formats of numbers, and of numbers in strings.

use crate::number::{Float, Integer};
use crate::validate::Decimal;

/// Whether a number is whole and fits a type.
pub(super) fn fits<I: Integer>(number: &Decimal<'_>) -> bool {
    number.to_integer().and_then(I::from_wide).is_some()
}

/// Whether a number is not too large for a type.
pub(super) fn is_float<F: Float>(number: &Decimal<'_>) -> bool {
    F::from_decimal(number).is_some()
}

/// Whether a text is a whole number, written plainly, that fits a type.
pub(super) fn is_integer<I: Integer>(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.bytes().all(|byte| byte.is_ascii_digit())
        && Decimal::parse(text).is_some_and(|number| fits::<I>(&number))
}

/// Whether a text is a decimal number without an exponent.
pub(super) fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    is_digits(whole) && is_digits(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_fit_or_do_not() {
        for text in ["-128", "127", "1.0", "12e1", "0e9999999999"] {
            assert!(fits::<i8>(&Decimal::parse(text).unwrap()), "{text}");
        }
        for text in ["-129", "128", "0.5", "1e1000000000"] {
            assert!(!fits::<i8>(&Decimal::parse(text).unwrap()), "{text}");
        }
        assert!(fits::<u64>(&Decimal::new("18446744073709551615")));
        assert!(!fits::<u64>(&Decimal::new("-1")));
    }

    #[test]
    fn large_numbers_are_not_floats() {
        assert!(is_float::<f32>(&Decimal::new("3.4e38")));
        assert!(!is_float::<f32>(&Decimal::new("3.5e38")));
        assert!(is_float::<f64>(&Decimal::new("3.5e38")));
        assert!(!is_float::<f64>(&Decimal::new("1e400")));
    }

    #[test]
    fn numbers_in_strings_are_written_plainly() {
        for text in ["0", "-5", "9223372036854775807"] {
            assert!(is_integer::<i64>(text), "{text}");
        }
        for text in [
            "",
            "-",
            "+5",
            "007",
            "1.0",
            "1e3",
            "9223372036854775808",
            " 1",
            "٣",
        ] {
            assert!(!is_integer::<i64>(text), "{text}");
        }
        for text in ["0", "-12.50", "+1", "007.10", "99999999999999999999.9"] {
            assert!(is_decimal(text), "{text}");
        }
        for text in [
            "", ".", "1.", ".5", "1e3", "1,5", "--1", "1.2.3", "NaN", "٣",
        ] {
            assert!(!is_decimal(text), "{text}");
        }
    }
}
