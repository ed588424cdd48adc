//! Segments of a path as numbers, so that most are told apart in a few steps.

/// A text by its length, its first eight bytes and, where it is longer, its last eight: all of it, up to sixteen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) length: usize,
    head: u64,
    tail: u64,
}

impl Key {
    /// The key of the segment that begins at `start`, and whether something in it is encoded. Eight bytes are looked at
    /// together: one by one, this was most of a lookup (bench `routing`).
    #[inline]
    pub(super) fn of_segment(path: &[u8], start: usize) -> (Self, bool) {
        let rest = path.get(start..).unwrap_or_default();
        let first = match rest.first_chunk() {
            Some(bytes) => u64::from_le_bytes(*bytes),
            None => word_at(path, start),
        };
        let count = count_to_slash(first).min(rest.len());
        if count == 8 {
            return Self::of_long_segment(path, start);
        }
        let head = low(first, count);
        let key = Self {
            length: count,
            head,
            tail: 0,
        };
        (key, places_of(b'%', head) != 0)
    }

    fn of_long_segment(path: &[u8], start: usize) -> (Self, bool) {
        let (mut end, mut encoded) = (start, 0);
        loop {
            let word = word_at(path, end);
            let count = count_to_slash(word).min(path.len().saturating_sub(end));
            encoded |= places_of(b'%', low(word, count));
            end += count;
            if count < 8 {
                break;
            }
        }
        (Self::between(path, start, end), encoded != 0)
    }

    /// The key of a whole text.
    pub(super) fn of(text: &[u8]) -> Self {
        Self::between(text, 0, text.len())
    }

    #[inline]
    fn between(text: &[u8], start: usize, end: usize) -> Self {
        let length = end - start;
        Self {
            length,
            head: low(word_at(text, start), length),
            tail: match length > 8 {
                true => word_at(text, end - 8),
                false => 0,
            },
        }
    }

    /// Multiplication mixes; its upper half, which is the better one, fits a number of any width.
    #[inline]
    pub(super) const fn hash(&self) -> usize {
        const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
        let mixed = (self.head.rotate_left(25) ^ self.tail).wrapping_add(self.length as u64);
        (mixed.wrapping_mul(FACTOR) >> 32) as usize
    }
}

/// The eight bytes from a place on, the first one lowest; zeros where the text has ended.
#[inline]
fn word_at(text: &[u8], at: usize) -> u64 {
    let rest = text.get(at..).unwrap_or_default();
    if let Some(bytes) = rest.first_chunk() {
        return u64::from_le_bytes(*bytes);
    }
    if let Some(bytes) = text.last_chunk()
        && !rest.is_empty()
    {
        return u64::from_le_bytes(*bytes) >> (8 * (8 - rest.len()));
    }
    let bytes = rest.iter().rev();
    bytes.fold(0, |word, byte| word << 8 | u64::from(*byte))
}

/// The first so many bytes of a word.
#[inline]
const fn low(word: u64, count: usize) -> u64 {
    match count {
        0..8 => word & ((1 << (8 * count)) - 1),
        _ => word,
    }
}

/// How many bytes of a word come before a slash.
#[inline]
const fn count_to_slash(word: u64) -> usize {
    (places_of(b'/', word).trailing_zeros() / 8) as usize
}

/// Not zero if the byte is in the word; its lowest bit is then in the first place where it is.
#[inline]
const fn places_of(byte: u8, word: u64) -> u64 {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    let other = word ^ (EACH * byte as u64);
    other.wrapping_sub(EACH) & !other & (EACH << 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_ends_where_a_slash_stands() {
        let texts = [
            "",
            "a",
            "abcdefg",
            "abcdefgh",
            "abcdefghijklmnopqrstuvwxyz",
            "0./",
            "\u{e9}.\0",
        ];
        for text in texts.map(|text| text.trim_end_matches('/')) {
            for before in ["", "/", "/abc/", "/abcdefghijk/"] {
                for after in ["", "/", "/a", "/abcdefghijkl", "/%"] {
                    let path = format!("{before}{text}{after}");
                    let found = Key::of_segment(path.as_bytes(), before.len());
                    assert_eq!(found, (Key::of(text.as_bytes()), false), "{path}");
                }
            }
        }
    }

    #[test]
    fn what_is_encoded_is_seen_wherever_it_stands() {
        for at in 0..20 {
            let mut text = "abcdefghijklmnopqrst".to_owned();
            text.replace_range(at..=at, "%");
            for after in ["", "/", "/%"] {
                let path = format!("/{text}{after}");
                let found = Key::of_segment(path.as_bytes(), 1);
                assert_eq!(found, (Key::of(text.as_bytes()), true), "{path}");
            }
        }
    }

    #[test]
    fn texts_of_the_same_ends_are_told_apart_up_to_sixteen() {
        let texts = [
            "a",
            "a\0",
            "b",
            "ab",
            "abcdefgh",
            "abcdefghi",
            "abcdefgi",
            "abcdefghijklmnop",
            "abcdefghijklmnoq",
        ];
        for (index, text) in texts.iter().enumerate() {
            for other in &texts[..index] {
                assert_ne!(Key::of(text.as_bytes()), Key::of(other.as_bytes()));
            }
        }
        let long = ["abcdefgh1ijklmnop", "abcdefgh2ijklmnop"].map(|text| Key::of(text.as_bytes()));
        assert_eq!(long[0], long[1]);
    }
}
