//! Paths, eight bytes at a time: one by one, they were most of a lookup (bench `routing`).

use crate::words::short_word;

const EACH: u64 = u64::from_le_bytes([1; 8]);
const HIGHEST: u64 = EACH << 7;

/// The first bytes of a word, up to eight. A table takes half the instructions of what shifts do.
#[inline]
pub(super) fn low(word: u64, count: usize) -> u64 {
    const MASKS: [u64; 8] = [
        0,
        0xff,
        0xffff,
        0xff_ffff,
        0xffff_ffff,
        0xff_ffff_ffff,
        0xffff_ffff_ffff,
        0xff_ffff_ffff_ffff,
    ];
    word & MASKS.get(count).copied().unwrap_or(u64::MAX)
}

/// A bit for each of the first 64 bytes of a text, the first one lowest: whether it is this one.
#[inline]
pub(super) fn places_of(byte: u8, text: &[u8]) -> u64 {
    let text = text.get(..64).unwrap_or(text);
    let Some(last) = text.last_chunk() else {
        let present = (1 << text.len()) - 1;
        return places_in(short_word(text), byte) & present;
    };
    // Some are looked at twice, which costs less than to look at fewer.
    let places = places_in(u64::from_le_bytes(*last), byte) << (text.len() - 8);
    let words = text.as_chunks().0.iter().zip((0..64).step_by(8));
    words.fold(places, |places, (word, at)| {
        places | places_in(u64::from_le_bytes(*word), byte) << at
    })
}

/// The same of a word.
#[inline]
const fn places_in(word: u64, byte: u8) -> u64 {
    let other = word ^ (EACH * byte as u64);
    // The highest bit of each byte: whether it is another one.
    let others = ((other & !HIGHEST) + !HIGHEST) | other;
    let places = !others & HIGHEST;
    // Multiplied, each of them is in the highest byte, at a place of its own.
    places.wrapping_mul(0x0002_0408_1020_4081) >> 56
}

/// Whether a byte is in a text. For texts as short as paths this takes two thirds of what a search for it does.
#[inline]
pub(crate) fn has_byte(byte: u8, text: &[u8]) -> bool {
    let Some(last) = text.last_chunk() else {
        return text.contains(&byte);
    };
    let in_word = |word: &[u8; 8]| {
        let other = u64::from_le_bytes(*word) ^ (EACH * u64::from(byte));
        other.wrapping_sub(EACH) & !other
    };
    let words = text.as_chunks().0.iter();
    words.fold(in_word(last), |all, word| all | in_word(word)) & HIGHEST != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_found_wherever_it_stands() {
        for around in [0, 1, b'.', b'0', 0x7f, 0x80, 0xaf, 0xff] {
            for places in 0..256_u64 {
                let byte = |place| {
                    if places >> place & 1 == 1 {
                        b'/'
                    } else {
                        around
                    }
                };
                let word: [u8; 8] = std::array::from_fn(byte);
                let check = |text: &[u8], places: u64| {
                    assert_eq!(places_of(b'/', text), places);
                    assert_eq!(has_byte(b'/', text), places != 0);
                };
                for length in 0..8 {
                    check(&word[..length], places & ((1 << length) - 1));
                }
                let twice = [word, word].concat();
                check(&twice, places | places << 8);
                check(&twice[..13], (places | places << 8) & 0x1fff);
                check(&word.repeat(9), places * EACH);
            }
        }
    }
}
