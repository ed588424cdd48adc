//! Segments of a path as numbers, so that most are told apart in a few steps.

use super::words::low;
use crate::words::first_word;

/// A text that follows a node of the trie: by the node, its length, its first eight bytes and, where it is longer, its last
/// eight. That is all of it up to sixteen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    head: u64,
    tail: u64,
    /// The node in the upper half and the length in the lower one, so that both are compared in one step.
    place: u64,
}

impl Key {
    /// The longest text that a key says all of.
    pub(super) const ALL: usize = 16;

    /// The key of no text.
    pub(super) const fn empty(node: u32) -> Self {
        Self {
            head: 0,
            tail: 0,
            place: (node as u64) << 32,
        }
    }

    /// The key of the text that so many bytes are, with which others begin; it is not longer than 4 GiB.
    #[inline]
    pub(super) fn of(node: u32, bytes: &[u8], length: usize) -> Self {
        let place = (node as u64) << 32 | length as u64;
        let head = first_word(bytes);
        if length > 8 {
            let text = bytes.get(..length).unwrap_or_default();
            let tail = text.last_chunk().copied().map_or(0, u64::from_le_bytes);
            return Self { head, tail, place };
        }
        let (head, tail) = (low(head, length), 0);
        Self { head, tail, place }
    }

    /// Makes it the key of a text that is longer by a byte.
    pub(super) fn push(&mut self, byte: u8) {
        let byte = u64::from(byte);
        match self.place as u32 {
            length @ 0..8 => self.head |= byte << (8 * length),
            8 => self.tail = self.head >> 8 | byte << 56,
            _ => self.tail = self.tail >> 8 | byte << 56,
        }
        self.place += 1;
    }

    /// Multiplication mixes, and its highest bits, which depend on all of the text, become the lowest. The node comes last,
    /// with as little as spreads it: it is not known before the segment in front is found, and the next one waits for that.
    #[inline]
    pub(super) const fn hash(&self) -> usize {
        const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
        let text = self.head ^ self.tail.rotate_left(25);
        let node = (self.place >> 32).wrapping_mul(FACTOR);
        (text.wrapping_mul(FACTOR).swap_bytes() ^ node) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Key {
        let mut key = Key::empty(7);
        text.bytes().for_each(|byte| key.push(byte));
        key
    }

    #[test]
    fn a_key_grows_byte_by_byte() {
        let text = "abcdefghijklmnopqrstuvwxyz";
        for length in 0..text.len() {
            for after in ["", "/", "/a", "/abcdefghijk"] {
                let bytes = [&text[..length], after].concat();
                assert_eq!(key(&text[..length]), Key::of(7, bytes.as_bytes(), length));
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
                assert_ne!(key(text), key(other));
            }
        }
        assert_eq!(key("abcdefgh1ijklmnop"), key("abcdefgh2ijklmnop"));
    }
}
