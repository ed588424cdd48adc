//! Finding the end of a run of plain characters in a string, eight bytes at a time.

use crate::words::short_word;

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// The index, from `start` on, of the first byte that is not plain: a quote, a backslash or a control character.
/// The length of `bytes` if there is none.
pub(crate) fn plain_end(bytes: &[u8], start: usize) -> usize {
    let mut index = start;
    while let Some(chunk) = bytes.get(index..).and_then(|rest| rest.first_chunk::<8>()) {
        let found = special_bytes(u64::from_le_bytes(*chunk));
        if found != 0 {
            return index + (found.trailing_zeros() / 8) as usize;
        }
        index += 8;
    }
    while bytes.get(index).is_some_and(|&byte| !is_special(byte)) {
        index += 1;
    }
    index
}

/// Whether all of eight bytes are plain.
#[inline]
pub(super) const fn is_plain_word(bytes: [u8; 8]) -> bool {
    special_bytes(u64::from_le_bytes(bytes)) == 0
}

/// Whether two texts of one length are the same. For a name of an object a call of the system's comparison takes longer
/// than that itself (bench `decode`).
#[inline]
pub(super) fn is_same(one: &[u8], other: &[u8]) -> bool {
    let (Some(last), Some(other_last)) = (one.last_chunk::<8>(), other.last_chunk::<8>()) else {
        return short_word(one) == short_word(other);
    };
    let (words, other_words) = (one.as_chunks::<8>().0, other.as_chunks::<8>().0);
    // To compare them as one slice would be that call.
    last == other_last
        && words
            .iter()
            .zip(other_words)
            .all(|(one, other)| one == other)
}

/// Fewer than eight bytes, with spaces behind them, if all of them are plain.
#[inline]
pub(super) fn plain_word(bytes: &[u8]) -> Option<[u8; 8]> {
    let spaces = (ONES * u64::from(b' ')) << (8 * bytes.len().min(7));
    let word = (short_word(bytes) | spaces).to_le_bytes();
    is_plain_word(word).then_some(word)
}

/// Whether a byte ends a plain run.
const fn is_special(byte: u8) -> bool {
    byte == b'"' || byte == b'\\' || byte < b' '
}

/// Whether a text can stand in a JSON string as it is.
pub(crate) fn is_plain(text: &str) -> bool {
    !text.bytes().any(is_special)
}

/// The high bit of each byte that is special. A borrow may mark a byte wrongly, but only one above a byte that is
/// rightly marked, so the lowest mark is always true.
const fn special_bytes(word: u64) -> u64 {
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    let quotes = quote.wrapping_sub(ONES) & !quote;
    let backslashes = backslash.wrapping_sub(ONES) & !backslash;
    let controls = word.wrapping_sub(ONES * b' ' as u64) & !word;
    (quotes | backslashes | controls) & HIGHS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_special_byte_at_every_place() {
        for length in 0..40 {
            for place in 0..length {
                for byte in 0..=255u8 {
                    let mut bytes = vec![b'a'; length];
                    bytes[place] = byte;
                    let expected = if is_special(byte) { place } else { length };
                    assert_eq!(
                        plain_end(&bytes, 0),
                        expected,
                        "{byte:#x} at {place} of {length}"
                    );
                }
            }
        }
    }

    #[test]
    fn pads_short_texts() {
        for (text, word) in [
            ("", Some(*b"        ")),
            ("a", Some(*b"a       ")),
            ("abc", Some(*b"abc     ")),
            ("abcdefg", Some(*b"abcdefg ")),
            ("abc\"efg", None),
            ("\n", None),
        ] {
            assert_eq!(plain_word(text.as_bytes()), word);
        }
    }

    #[test]
    fn agrees_with_the_simple_loop_on_all_pairs() {
        for first in 0..=255u8 {
            for second in 0..=255u8 {
                let bytes = [b'x', first, second, b'y', b'z', 0xff, 0x80, b'!'];
                let simple = bytes.iter().position(|&byte| is_special(byte)).unwrap_or(8);
                assert_eq!(plain_end(&bytes, 0), simple, "{bytes:?}");
            }
        }
    }
}
