//! Texts as words of eight bytes, which are compared and looked through at once.

/// The first eight bytes of a text, the first one lowest; zeros where it has ended.
#[cfg(feature = "http")]
#[inline]
pub(crate) fn first_word(text: &[u8]) -> u64 {
    match text.first_chunk() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => short_word(text),
    }
}

/// The same of less than eight bytes, of which some are read twice rather than one by one.
#[inline]
pub(crate) fn short_word(text: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        let [first, last] = [first, last].map(|bytes| u64::from(u32::from_le_bytes(*bytes)));
        return first | last << (8 * (text.len() - 4));
    }
    let bytes = text.iter().rev();
    bytes.fold(0, |word, byte| word << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_with_the_text() {
        let text = b"abcdefgh";
        for length in 0..text.len() {
            let mut expected = [0; 8];
            expected[..length].copy_from_slice(&text[..length]);
            assert_eq!(short_word(&text[..length]), u64::from_le_bytes(expected));
        }
    }
}
