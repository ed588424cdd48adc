//! Numbers as JSON writes them.

use super::digits;
use crate::validate::Small;

/// A plainly written integer of at most 18 digits and its length; `None` for all that needs another look.
pub(crate) fn small_integer(bytes: &[u8]) -> Option<(i64, usize)> {
    let negative = bytes.first() == Some(&b'-');
    let start = usize::from(negative);
    let (number, count) = digits::run(bytes.get(start..)?);
    let end = start + count;
    let has_zero_before = count > 1 && bytes.get(start) == Some(&b'0');
    let goes_on = matches!(bytes.get(end), Some(b'.' | b'e' | b'E'));
    if !(1..=18).contains(&count) || has_zero_before || goes_on {
        return None;
    }
    let number = number.cast_signed();
    Some((if negative { -number } else { number }, end))
}

/// What a number is, if it is small.
pub(crate) fn small(text: &str) -> Option<Small> {
    lex(text.as_bytes()).ok()?.1
}

/// How long the number at the start of `bytes` is, or where a digit is missing.
pub(crate) fn length(bytes: &[u8]) -> Result<usize, usize> {
    lex(bytes).map(|(length, _)| length)
}

/// How long the number at the start of `bytes` is and what it is if it is small, or where a digit is missing.
#[inline]
pub(crate) fn lex(bytes: &[u8]) -> Result<(usize, Option<Small>), usize> {
    let negative = bytes.first() == Some(&b'-');
    let start = usize::from(negative);
    let (mut mantissa, mut count) = digit_run(bytes, start)?;
    if bytes.get(start) == Some(&b'0') {
        // Nothing but a point or an exponent can go on after this.
        (mantissa, count) = (0, 1);
    }
    let mut at = start + count;
    let mut scale = 0;
    if bytes.get(at) == Some(&b'.') {
        let (fraction, length) = digit_run(bytes, at + 1)?;
        let power = digits::POWERS.get(length).copied().unwrap_or_default();
        mantissa = mantissa.wrapping_mul(power).wrapping_add(fraction);
        scale = length;
        at += 1 + length;
    }
    let small = count + scale <= Small::DIGITS;
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let (_, length) = digit_run(bytes, at + 1 + sign)?;
        return Ok((at + 1 + sign + length, None));
    }
    let small = small.then_some(Small {
        negative,
        mantissa,
        scale: scale as u8,
    });
    Ok((at, small))
}

/// A run of digits that begins at `start` and has at least one; see [`digits::run`].
#[inline]
fn digit_run(bytes: &[u8], start: usize) -> Result<(u64, usize), usize> {
    match digits::run(bytes.get(start..).unwrap_or_default()) {
        (_, 0) => Err(start),
        run => Ok(run),
    }
}
