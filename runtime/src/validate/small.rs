//! Decimal numbers of so few digits that a register holds them.

use std::cmp::Ordering;

use crate::number::POWERS;

/// A number that is written with few digits and without an exponent: `mantissa / 10^scale`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Small {
    pub(crate) negative: bool,
    pub(crate) scale: u8,
    pub(crate) mantissa: u64,
}

impl Small {
    /// How many digits there may be, zeros at both ends counting.
    pub(crate) const DIGITS: usize = 19;

    /// The number that a text is, if it is small. For compile time, where there are no iterators.
    pub(super) const fn new(text: &[u8]) -> Option<Self> {
        let mut small = Self {
            negative: false,
            scale: 0,
            mantissa: 0,
        };
        let (mut at, mut digits, mut point) = (0, 0, false);
        while at < text.len() {
            match text[at] {
                b'-' => small.negative = true,
                b'.' => point = true,
                digit @ b'0'..=b'9' => {
                    digits += 1;
                    if digits > Self::DIGITS {
                        return None;
                    }
                    small.mantissa = small.mantissa * 10 + (digit - b'0') as u64;
                    small.scale += point as u8;
                }
                _ => return None,
            }
            at += 1;
        }
        Some(small)
    }

    /// How the number stands to another one, exactly.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        let (left, right) = (self.scaled_by(other.scale), other.scaled_by(self.scale));
        match (self.is_below_zero(), other.is_below_zero()) {
            (false, false) => left.cmp(&right),
            (true, true) => right.cmp(&left),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }

    const fn is_below_zero(&self) -> bool {
        self.negative && self.mantissa != 0
    }

    fn scaled_by(&self, scale: u8) -> u128 {
        u128::from(self.mantissa) * u128::from(power(scale))
    }

    /// The nearest number that has so many bits, if it is easy to find; for fractions, and the bits of `f64` or fewer.
    ///
    /// The bits are those of the mantissa times the reciprocal of the scale. The upper half of the product is too small, but
    /// by less than two: where that leaves open to which side to round, or whether there is a tie, nothing is given.
    #[inline]
    pub(crate) fn round(&self, bits: u32) -> Option<f64> {
        let index = usize::from(self.scale).checked_sub(1)?;
        let &(reciprocal, length) = RECIPROCALS.get(index)?;
        let shift = self.mantissa.leading_zeros();
        if self.mantissa == 0 {
            return Some(self.signed(0.0));
        }
        let product = u128::from(self.mantissa << shift) * u128::from(reciprocal);
        let upper = (product >> 64) as u64;
        let surplus = 64 - upper.leading_zeros() - bits;
        let (number, rest) = (upper >> surplus, upper & ((1 << surplus) - 1));
        let half = 1 << (surplus - 1);
        if rest == half || rest + 1 == half {
            return None;
        }
        let number = number + u64::from(rest > half);
        // Of the powers of two none is too small for a float: there are 19 digits at most.
        let exponent = 1023 + 1 + surplus - length - shift - u32::from(self.scale);
        Some(self.signed(number as f64 * f64::from_bits(u64::from(exponent) << 52)))
    }

    const fn signed(&self, size: f64) -> f64 {
        if self.negative { -size } else { size }
    }
}

/// For each scale from one on `2^(63 + length) / 5^scale`, rounded down, and the length of `5^scale` in bits.
const RECIPROCALS: [(u64, u32); Small::DIGITS] = {
    let mut reciprocals = [(0, 0); Small::DIGITS];
    let (mut index, mut power) = (0, 5u128);
    while index < reciprocals.len() {
        let length = 128 - power.leading_zeros();
        reciprocals[index] = (((1u128 << (63 + length)) / power) as u64, length);
        index += 1;
        power *= 5;
    }
    reciprocals
};

fn power(scale: u8) -> u64 {
    POWERS.get(usize::from(scale)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::number::Float;
    use crate::validate::Decimal;

    /// Checks that a text is read as the standard library reads it, which is exact, and compared as by its digits.
    fn check(text: &str) {
        let number = Decimal::parse(text).unwrap();
        let bits = |number: Option<f64>| number.map(f64::to_bits);
        let double = text.parse().ok().filter(|number: &f64| number.is_finite());
        assert_eq!(bits(Float::from_decimal(&number)), bits(double), "{text}");
        let bits = |number: Option<f32>| number.map(f32::to_bits);
        let float = text.parse().ok().filter(|number: &f32| number.is_finite());
        assert_eq!(bits(Float::from_decimal(&number)), bits(float), "{text}");
    }

    /// The same number without what makes it small.
    fn long(text: &str) -> String {
        format!("{text}e0")
    }

    #[test]
    fn ties_and_their_neighbours_are_read_exactly() {
        for power in [24, 25, 30, 53, 54, 55, 60, 62] {
            for half in [
                1u64 << power,
                (1 << power) + 1,
                (1 << power) + (1 << (power - 24)),
                3 << (power - 1),
            ] {
                for number in half - 3..half + 4 {
                    check(&number.to_string());
                    for scale in 1..=number.to_string().len() {
                        let text = number.to_string();
                        let (whole, fraction) = text.split_at(text.len() - scale);
                        check(&format!(
                            "-{}.{fraction}",
                            if whole.is_empty() { "0" } else { whole }
                        ));
                    }
                }
            }
        }
        // Halfway between two floats, and beside that.
        for text in [
            "16777217.0",
            "16777217.00000000001",
            "16777216.99999999999",
            "9007199254740993.0",
            "4503599627370496.5",
            "4503599627370497.50",
            "4503599627370497.499",
        ] {
            check(text);
        }
        for text in [
            "0",
            "-0",
            "0.0",
            "-0.000",
            "0.1",
            "0.5",
            "1.25",
            "9999999999999999999",
            "0.000000000000000001",
            "0.0000000000000000001",
        ] {
            check(text);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(50_000))]

        #[test]
        fn any_fraction_is_read_exactly(text in "-?(0|[1-9][0-9]{0,12})(\\.[0-9]{1,9})?(e-?[0-9]{1,2})?") {
            check(&text);
        }

        #[test]
        fn any_double_is_read_back(number in -1e9f64..1e9) {
            check(&number.to_string());
            check(&format!("{number:.3}"));
            check(&(number as f32).to_string());
        }

        #[test]
        fn small_numbers_compare_as_their_digits_do(
            left in "-?(0|[1-9][0-9]{0,3})(\\.[0-9]{1,3})?",
            right in "-?(0|[1-9][0-9]{0,3})(\\.[0-9]{1,3})?",
        ) {
            let (long_left, long_right) = (long(&left), long(&right));
            let by_digits = Decimal::parse(&long_left).unwrap().cmp(&Decimal::parse(&long_right).unwrap());
            let (left, right) = (Decimal::parse(&left).unwrap(), Decimal::parse(&right).unwrap());
            prop_assert_eq!(left.cmp(&right), by_digits);
            prop_assert_eq!(left.cmp(&left), std::cmp::Ordering::Equal);
        }

        #[test]
        fn all_that_is_small_compares_as_its_digits_do(left: (u64, u8), right: (u64, u8)) {
            let text = |(number, scale): (u64, u8)| {
                let digits = format!("{:019}", number % 10_000_000_000_000_000_000);
                let (whole, fraction) = digits.split_at(1 + usize::from(scale % 18));
                format!("{}.{fraction}", whole.parse::<u64>().unwrap())
            };
            let (left, right) = (text(left), text(right));
            let (long_left, long_right) = (long(&left), long(&right));
            let by_digits = Decimal::parse(&long_left).unwrap().cmp(&Decimal::parse(&long_right).unwrap());
            prop_assert_eq!(Decimal::parse(&left).unwrap().cmp(&Decimal::parse(&right).unwrap()), by_digits);
        }
    }
}
