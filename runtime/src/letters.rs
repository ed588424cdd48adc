//! Sets of ASCII characters, by a table: what is looked at byte by byte is long, such as tokens.

/// Letters and digits, and some other characters.
pub(crate) struct Letters([bool; 256]);

impl Letters {
    /// Letters and digits, and `others`.
    pub(crate) const fn and(others: &[u8]) -> Self {
        let mut table = [false; 256];
        let mut byte = 0;
        while byte < 128 {
            table[byte] = (byte as u8).is_ascii_alphanumeric();
            byte += 1;
        }
        let mut index = 0;
        while index < others.len() {
            table[others[index] as usize] = true;
            index += 1;
        }
        Self(table)
    }

    #[inline]
    pub(crate) fn has(&self, byte: u8) -> bool {
        self.0.get(usize::from(byte)) == Some(&true)
    }

    /// Whether a text has no other characters.
    #[inline]
    pub(crate) fn are_all_of(&self, text: &str) -> bool {
        text.bytes().all(|byte| self.has(byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_what_it_is_made_of() {
        const LETTERS: Letters = Letters::and(b"-~");
        for byte in 0..=255u8 {
            let expected = byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'~';
            assert_eq!(LETTERS.has(byte), expected, "{byte}");
        }
        assert!(LETTERS.are_all_of("a-9~") && !LETTERS.are_all_of("a_"));
    }
}
