//! Writing and reading whole numbers, eight digits at a time.

/// What eight digits can hold.
const EIGHT: u64 = 100_000_000;
const ZEROS: u64 = 0x3030_3030_3030_3030;

/// Appends a number in decimal digits.
///
/// A block of digits is always written as the eight bytes of a register, and cut off after: what has a length that is
/// known only at run time would be copied by a call.
#[inline]
pub(crate) fn push(out: &mut Vec<u8>, number: u64) {
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

/// The powers of ten that 64 bits hold.
pub(crate) const POWERS: [u64; 20] = {
    let mut powers = [1; 20];
    let mut power = 1;
    while power < powers.len() {
        powers[power] = powers[power - 1] * 10;
        power += 1;
    }
    powers
};

/// The number that the run of digits at the start of `bytes` stands for, and how many digits there are. The number of
/// more than 19 digits is of no use.
#[inline]
pub(super) fn run(bytes: &[u8]) -> (u64, usize) {
    let (mut number, mut length) = (0u64, 0);
    while let Some(chunk) = bytes.get(length..).and_then(|rest| rest.first_chunk::<8>()) {
        let word = u64::from_le_bytes(*chunk);
        let others = not_digits(word);
        if others == 0 {
            number = number.wrapping_mul(EIGHT).wrapping_add(join(word));
            length += 8;
            continue;
        }
        let count = others.trailing_zeros() / 8;
        // What comes after the digits is shifted out, and zeros in before them.
        let digits = word.checked_shl(64 - 8 * count).unwrap_or_default();
        let power = POWERS.get(count as usize).copied().unwrap_or_default();
        number = number.wrapping_mul(power).wrapping_add(join(digits));
        return (number, length + count as usize);
    }
    while let Some(digit @ b'0'..=b'9') = bytes.get(length) {
        number = number.wrapping_mul(10).wrapping_add((digit - b'0').into());
        length += 1;
    }
    (number, length)
}

/// The high bit of each byte that is no digit. A carry or a borrow may mark a byte wrongly, but only one above a byte that
/// is rightly marked, so the lowest mark is always true.
const fn not_digits(word: u64) -> u64 {
    let above = word.wrapping_add(0x4646_4646_4646_4646);
    let below = word.wrapping_sub(ZEROS);
    (above | below) & 0x8080_8080_8080_8080
}

/// The number of eight digits, the first one in the lowest byte: neighbours are joined, all at once.
const fn join(digits: u64) -> u64 {
    let digits = digits & 0x0f0f_0f0f_0f0f_0f0f;
    let quarters = (digits.wrapping_mul(10 << 8 | 1) >> 8) & 0x00ff_00ff_00ff_00ff;
    let halves = (quarters.wrapping_mul(100 << 16 | 1) >> 16) & 0xffff_0000_ffff;
    halves.wrapping_mul(10_000 << 32 | 1) >> 32
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

    #[test]
    fn reads_a_run_of_any_length_before_any_byte() {
        let digits = b"1234567890987654321";
        for length in 0..=digits.len() {
            let digits = &digits[..length];
            let expected = digits
                .iter()
                .fold(0, |number, digit| number * 10 + u64::from(digit - b'0'));
            for byte in (0..=255).filter(|byte: &u8| !byte.is_ascii_digit()) {
                for after in [
                    &[][..],
                    &[byte],
                    &[byte, b'7', b'7', 0xff, 0, b'/', b':', byte, b'7'],
                ] {
                    assert_eq!(
                        run(&[digits, after].concat()),
                        (expected, length),
                        "{byte:#x}"
                    );
                }
            }
        }
        assert_eq!(run(&[b'9'; 1000]).1, 1000);
    }

    proptest::proptest! {
        #[test]
        fn reads_what_is_written(number: u64, shift in 0u32..64, after in "[,.e \\]}a-z]{0,9}") {
            let number = number >> shift;
            if number < POWERS[19] {
                let text = number.to_string();
                assert_eq!(run((text.clone() + &after).as_bytes()), (number, text.len()));
            }
        }

        #[test]
        fn writes_any_number(number: u64, shift in 0u32..64) {
            let number = number >> shift;
            assert_eq!(written(number), number.to_string());
        }
    }
}
