//! Decimal numbers, compared exactly on their text.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use super::Small;
use crate::number::Integer;

/// A decimal number of any size that is compared exactly, by its digits: neither rounded nor written out, so that
/// `1e1000000000` costs no more than `1`.
///
/// ```
/// use anteroom::validate::Decimal;
///
/// static LIMIT: Decimal = Decimal::new("0.3");
/// assert!(Decimal::parse("0.30000000000000000000000000001").unwrap() > LIMIT);
/// assert!(Decimal::parse("30e-2").unwrap() == LIMIT);
/// assert!(Decimal::parse("1e1000000000").unwrap() > LIMIT);
/// assert!(Decimal::parse("0.9").unwrap().is_multiple_of(&LIMIT));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Decimal<'a> {
    text: &'a str,
    /// The same number, to be compared with few instructions.
    small: Option<Small>,
}

/// A number as its sign, its digits from the first to the last that is not zero, and the place of its point:
/// `0.DIGITS * 10^point`.
#[derive(Clone, Copy)]
struct Parts<'a> {
    negative: bool,
    /// Digits, and perhaps a point between them.
    digits: &'a [u8],
    /// How many digits there are.
    count: u64,
    point: i64,
}

impl Decimal<'static> {
    /// A number in JSON's notation, for rules in `static`s.
    ///
    /// # Panics
    ///
    /// If the text is not a number; in a `static` that is a compile error.
    pub const fn new(text: &'static str) -> Self {
        let (digits, complete) = count_digits(text.as_bytes());
        assert!(digits > 0 && complete, "not a decimal number");
        Self {
            text,
            small: Small::new(text.as_bytes()),
        }
    }
}

impl<'a> Decimal<'a> {
    /// Reads a number in JSON's notation.
    pub fn parse(text: &'a str) -> Option<Self> {
        (crate::number::length(text.as_bytes()) == Ok(text.len())).then(|| Self::from_number(text))
    }

    /// A text that is known to be a number.
    pub(crate) fn from_number(text: &'a str) -> Self {
        let small = crate::number::small(text);
        Self { text, small }
    }

    /// A text that is known to be a number, and what it is if it is small.
    #[cfg(feature = "models")]
    pub(crate) const fn from_parts(text: &'a str, small: Option<Small>) -> Self {
        Self { text, small }
    }

    pub(crate) const fn small(&self) -> Option<Small> {
        self.small
    }

    /// The number as it was written.
    pub const fn as_str(&self) -> &'a str {
        self.text
    }

    /// Whether the number is a whole one: `9`, `9.0` and `90e-1` are.
    pub fn is_integer(&self) -> bool {
        self.parts().is_integer()
    }

    /// Whether the number is less than zero.
    pub fn is_negative(&self) -> bool {
        let parts = self.parts();
        parts.negative && parts.count > 0
    }

    /// The number as an integer, if it is a whole one of at most 128 bits.
    pub fn to_integer(&self) -> Option<i128> {
        let parts = self.parts();
        if !parts.is_integer() || parts.point > 39 {
            return None;
        }
        let mut number = 0i128;
        for digit in parts.padded_digits() {
            let digit = i128::from(digit);
            number =
                number
                    .checked_mul(10)?
                    .checked_add(if parts.negative { -digit } else { digit })?;
        }
        Some(number)
    }

    /// Whether the number is a whole multiple of another one. Zero is a multiple of all, nothing else is one of zero.
    ///
    /// A divisor may have up to 38 significant digits.
    pub fn is_multiple_of(&self, divisor: &Decimal<'_>) -> bool {
        let (number, divisor) = (self.parts(), divisor.parts());
        if number.count == 0 {
            return true;
        }
        // number = V * 10^a and divisor = D * 10^b, with whole V and D that do not end in zero.
        let a = number.point.saturating_sub_unsigned(number.count);
        let b = divisor.point.saturating_sub_unsigned(divisor.count);
        let Some(d) = divisor.significand().filter(|&d| d > 0) else {
            return false;
        };
        // D * 10^(b-a) ends in zero, and so would each of its multiples.
        let Ok(power) = u64::try_from(a.saturating_sub(b)) else {
            return false;
        };
        let scale = pow_mod(10, power, d);
        let rest = number.digits().fold(0, |rest, digit| {
            (mul_mod(rest, 10, d) + u128::from(digit)) % d
        });
        mul_mod(rest, scale, d) == 0
    }

    fn parts(&self) -> Parts<'a> {
        let bytes = self.text.as_bytes();
        let negative = bytes.first() == Some(&b'-');
        let bytes = bytes.get(usize::from(negative)..).unwrap_or_default();
        let (digits, exponent) = match bytes.iter().position(|byte| matches!(byte, b'e' | b'E')) {
            Some(at) => (
                bytes.get(..at).unwrap_or_default(),
                exponent(bytes.get(at + 1..).unwrap_or_default()),
            ),
            None => (bytes, 0),
        };
        let whole = digits
            .iter()
            .position(|&byte| byte == b'.')
            .unwrap_or(digits.len());
        let is_significant = |byte: &u8| !matches!(byte, b'0' | b'.');
        let Some(start) = digits.iter().position(is_significant) else {
            return Parts {
                negative: false,
                digits: &[],
                count: 0,
                point: 0,
            };
        };
        let end = digits
            .iter()
            .rposition(is_significant)
            .map_or(start, |last| last + 1);
        // The point counts as no digit, wherever it is.
        let point = if start < whole {
            to_i64(whole - start)
        } else {
            -to_i64(start - whole - 1)
        };
        let point_inside = usize::from(start < whole && whole < end);
        Parts {
            negative,
            digits: digits.get(start..end).unwrap_or_default(),
            count: (end - start - point_inside) as u64,
            point: point.saturating_add(exponent),
        }
    }
}

impl<'a> Parts<'a> {
    const fn is_integer(&self) -> bool {
        self.count == 0 || (self.point > 0 && self.point.unsigned_abs() >= self.count)
    }

    fn digits(&self) -> impl Iterator<Item = u8> + use<'a> {
        self.digits
            .iter()
            .filter(|&&byte| byte != b'.')
            .map(|byte| byte - b'0')
    }

    /// The digits of a whole number, with the zeros at its end.
    fn padded_digits(&self) -> impl Iterator<Item = u8> + use<'a> {
        let zeros = self.point.unsigned_abs().saturating_sub(self.count);
        let zeros = if self.count == 0 {
            0
        } else {
            usize::try_from(zeros).unwrap_or(usize::MAX)
        };
        self.digits().chain(std::iter::repeat_n(0, zeros))
    }

    /// The digits as a whole number, unless there are too many of them.
    fn significand(&self) -> Option<u128> {
        if self.count > 38 {
            return None;
        }
        Some(
            self.digits()
                .fold(0, |number, digit| number * 10 + u128::from(digit)),
        )
    }

    fn compare_size(&self, other: &Self) -> Ordering {
        match (self.count, other.count) {
            (0, 0) => Ordering::Equal,
            (0, _) => Ordering::Less,
            (_, 0) => Ordering::Greater,
            _ => self
                .point
                .cmp(&other.point)
                .then_with(|| self.digits().cmp(other.digits())),
        }
    }
}

impl Ord for Decimal<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Some(left), Some(right)) = (&self.small, &other.small) {
            return left.compare(right);
        }
        let (left, right) = (self.parts(), other.parts());
        match (left.negative, right.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => left.compare_size(&right),
            (true, true) => right.compare_size(&left),
        }
    }
}

impl PartialOrd for Decimal<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal<'_> {}

impl Hash for Decimal<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let parts = self.parts();
        (parts.negative, parts.point).hash(state);
        parts.digits().for_each(|digit| digit.hash(state));
    }
}

impl Decimal<'_> {
    /// Compares with an integer.
    pub fn compare_integer<I: Integer>(&self, other: I) -> Ordering {
        let text = other.to_wide().to_string();
        self.cmp(&Decimal::from_number(&text))
    }
}

/// The value of an exponent, as far as it fits.
fn exponent(text: &[u8]) -> i64 {
    let negative = text.first() == Some(&b'-');
    let digits = text.iter().filter(|byte| byte.is_ascii_digit());
    let size = digits.fold(0i64, |size, digit| {
        size.saturating_mul(10)
            .saturating_add((digit - b'0').into())
    });
    if negative { -size } else { size }
}

fn to_i64(size: usize) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}

/// `left * right % modulus`, for `left < modulus < 2^127`.
fn mul_mod(left: u128, right: u128, modulus: u128) -> u128 {
    if let Some(product) = left.checked_mul(right) {
        return product % modulus;
    }
    let (mut sum, mut left, mut right) = (0, left % modulus, right);
    while right > 0 {
        if right & 1 == 1 {
            sum = (sum + left) % modulus;
        }
        left = (left << 1) % modulus;
        right >>= 1;
    }
    sum
}

fn pow_mod(base: u128, mut power: u64, modulus: u128) -> u128 {
    let (mut result, mut base) = (1 % modulus, base % modulus);
    while power > 0 {
        if power & 1 == 1 {
            result = mul_mod(result, base, modulus);
        }
        base = mul_mod(base, base, modulus);
        power >>= 1;
    }
    result
}

/// How many digits there are, and whether the whole text is a number. For compile time, where there are no iterators.
const fn count_digits(text: &[u8]) -> (usize, bool) {
    let mut at = 0;
    let mut digits = 0;
    let mut part = 0;
    let mut in_part = 0;
    if !text.is_empty() && text[0] == b'-' {
        at = 1;
    }
    while at < text.len() {
        match text[at] {
            b'0'..=b'9' => {
                digits += 1;
                in_part += 1;
            }
            b'.' if part == 0 && in_part > 0 => {
                part = 1;
                in_part = 0;
            }
            b'e' | b'E' if part < 2 && in_part > 0 => {
                part = 2;
                in_part = 0;
                if at + 1 < text.len() && (text[at + 1] == b'+' || text[at + 1] == b'-') {
                    at += 1;
                }
            }
            _ => return (digits, false),
        }
        at += 1;
    }
    (digits, in_part > 0)
}
