//! Numbers as decimal text, compared without rounding.

use std::cmp::Ordering;
use std::fmt;

/// A number of a document, as JSON text. Equality and order are those of the values: `1.0 == 1`.
#[derive(Clone, Debug)]
pub(crate) struct Number(String);

impl Number {
    /// `None` if the text is no JSON number.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Parts::read(text).map(|_| Self(text.to_owned()))
    }

    /// `None` for infinities and NaN.
    pub(crate) fn from_f64(value: f64) -> Option<Self> {
        // `{:?}` is the shortest text that reads back as the same value, with an exponent when long.
        let text = value.is_finite().then(|| format!("{value:?}"))?;
        Some(Self(text.strip_suffix(".0").unwrap_or(&text).to_owned()))
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// Whether the value has no fraction, however it is written: `9.0` and `90e-1` have none.
    pub(crate) fn is_integer(&self) -> bool {
        self.parts()
            .is_some_and(|parts| parts.digits.is_empty() || parts.exponent >= 0)
    }

    /// The value, where it is an integer that fits.
    pub(crate) fn as_i128(&self) -> Option<i128> {
        let parts = self.parts()?;
        let sign = if parts.negative { -1 } else { 1 };
        let exponent = u32::try_from(parts.exponent).ok()?;
        if parts.digits.is_empty() {
            return Some(0);
        }
        let digits: i128 = parts.digits.parse().ok()?;
        digits
            .checked_mul(10_i128.checked_pow(exponent)?)?
            .checked_mul(sign)
    }

    pub(crate) fn as_u64(&self) -> Option<u64> {
        self.as_i128().and_then(|value| u64::try_from(value).ok())
    }

    /// The nearest value of the type.
    pub(crate) fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok()
    }

    fn parts(&self) -> Option<Parts> {
        Parts::read(&self.0)
    }
}

impl From<i128> for Number {
    fn from(value: i128) -> Self {
        Self(value.to_string())
    }
}

impl From<u128> for Number {
    fn from(value: u128) -> Self {
        Self(value.to_string())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.parts(), other.parts()) {
            (Some(a), Some(b)) => a.compare(&b),
            _ => self.0.cmp(&other.0),
        }
    }
}

/// A number taken apart: `digits * 10^exponent`, digits without zeros at either end, none for zero.
struct Parts {
    negative: bool,
    digits: String,
    exponent: i64,
}

impl Parts {
    fn read(text: &str) -> Option<Self> {
        // Every text of a document comes by here, and hardly any is a number.
        if !matches!(text.as_bytes(), [b'-' | b'0'..=b'9', ..]) {
            return None;
        }
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, read_exponent(exponent)?),
            None => (rest, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (mantissa, ""),
        };
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let leading_zero = whole.len() > 1 && whole.starts_with('0');
        if whole.is_empty() || leading_zero || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        let all = format!("{whole}{fraction}");
        let digits = all.trim_start_matches('0').trim_end_matches('0').to_owned();
        let zeros = all.len() - all.trim_end_matches('0').len();
        let shift = i64::try_from(zeros).ok()? - i64::try_from(fraction.len()).ok()?;
        Some(Self {
            negative,
            digits,
            exponent: exponent.saturating_add(shift),
        })
    }

    fn compare(&self, other: &Self) -> Ordering {
        let sign = |parts: &Self| match (parts.digits.is_empty(), parts.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        match (sign(self), sign(other)) {
            (-1, -1) => other.magnitude(self),
            (1, 1) => self.magnitude(other),
            (a, b) => a.cmp(&b),
        }
    }

    fn magnitude(&self, other: &Self) -> Ordering {
        // Where the first digit stands decides; then the digits themselves, as text.
        let top = |parts: &Self| {
            parts
                .exponent
                .saturating_add(i64::try_from(parts.digits.len()).unwrap_or(i64::MAX))
        };
        top(self)
            .cmp(&top(other))
            .then_with(|| self.digits.cmp(&other.digits))
    }
}

fn read_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let far = if text.starts_with('-') {
        i64::MIN / 4
    } else {
        i64::MAX / 4
    };
    Some(
        text.parse::<i64>()
            .map_or(far, |value| value.clamp(i64::MIN / 4, i64::MAX / 4)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    #[test]
    fn compares_values_not_text() {
        assert_eq!(number("1.0"), number("1"));
        assert_eq!(number("90e-1"), number("9"));
        assert_eq!(number("-0"), number("0.00"));
        assert!(number("-2") < number("-1.5"));
        assert!(number("0.3") > number("0.29999999999999999999999"));
        assert!(number("1e1000000000") > number("9"));
        assert!(number("18446744073709551616") > number("18446744073709551615"));
    }

    #[test]
    fn knows_integers() {
        assert!(
            number("9.0").is_integer()
                && number("1e1").is_integer()
                && number("90e-1").is_integer()
        );
        assert!(!number("9.5").is_integer() && !number("1e-1").is_integer());
        assert_eq!(number("1.5e1").as_i128(), Some(15));
        assert_eq!(number("1e1000000000").as_i128(), None);
    }

    #[test]
    fn reads_json_numbers_only() {
        for text in [
            "", "-", "01", "1.", ".5", "1e", "1e+", "+1", "0x10", "1_000", "NaN",
        ] {
            assert!(Number::parse(text).is_none(), "{text}");
        }
    }
}
