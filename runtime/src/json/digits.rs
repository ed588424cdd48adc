//! Writing whole numbers, eight digits at a time.

/// What eight digits can hold.
const EIGHT: u64 = 100_000_000;
const ZEROS: u64 = 0x3030_3030_3030_3030;

/// Appends a number in decimal digits.
///
/// A block of digits is always written as the eight bytes of a register, and cut off after: what has a length that is
/// known only at run time would be copied by a call.
#[inline]
pub(super) fn push(out: &mut Vec<u8>, number: u64) {
    if number < EIGHT {
        push_first(out, number);
    } else {
        push_long(out, number);
    }
}

#[inline]
fn push_long(out: &mut Vec<u8>, number: u64) {
    let (high, low) = (number / EIGHT, number % EIGHT);
    if high < EIGHT {
        push_first(out, high);
    } else {
        push_first(out, high / EIGHT);
        push_block(out, high % EIGHT);
    }
    push_block(out, low);
}

/// The digits that a number begins with, without zeros before them.
#[inline]
fn push_first(out: &mut Vec<u8>, number: u64) {
    let digits = spread(number);
    // The last digit counts even if it is zero.
    let zeros = (digits | 1 << 56).trailing_zeros() / 8;
    out.extend_from_slice(&((digits | ZEROS) >> (zeros * 8)).to_le_bytes());
    out.truncate(out.len() - zeros as usize);
}

/// The digits that follow others, all eight of them.
#[inline]
fn push_block(out: &mut Vec<u8>, number: u64) {
    out.extend_from_slice(&(spread(number) | ZEROS).to_le_bytes());
}

/// The eight digits of a number, the first one in the lowest byte: halves, quarters and digits are each split off for all
/// parts at once, dividing by multiplications that are exact for numbers of that size.
const fn spread(number: u64) -> u64 {
    let (high, low) = (number / 10_000, number % 10_000);
    let halves = high | (low << 32);
    let hundreds = ((halves * 10_486) >> 20) & 0x7f_0000_007f;
    let quarters = hundreds | (halves - 100 * hundreds) << 16;
    let tens = ((quarters * 103) >> 10) & 0x000f_000f_000f_000f;
    tens | (quarters - 10 * tens) << 8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(number: u64) -> String {
        let mut out = Vec::new();
        push(&mut out, number);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn writes_each_pair_of_digits_at_each_place() {
        for power in 0..19 {
            for pair in 0..100u64 {
                let Some(number) = pair.checked_mul(10u64.pow(power)) else {
                    continue;
                };
                assert_eq!(written(number), number.to_string());
            }
        }
    }

    #[test]
    fn spreads_all_halves() {
        for half in 0..10_000 {
            assert_eq!(written(half), half.to_string());
            assert_eq!(
                written(half * 10_000 + half),
                (half * 10_000 + half).to_string()
            );
        }
    }

    #[test]
    fn writes_the_numbers_beside_each_power_of_ten() {
        for power in 0..20 {
            let power = 10u64.pow(power);
            for number in [power - 1, power, power + 1] {
                assert_eq!(written(number), number.to_string());
            }
        }
        assert_eq!(written(u64::MAX), u64::MAX.to_string());
    }

    proptest::proptest! {
        #[test]
        fn writes_any_number(number: u64, shift in 0u32..64) {
            let number = number >> shift;
            assert_eq!(written(number), number.to_string());
        }
    }
}
