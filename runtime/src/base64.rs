//! Bytes in base64.

use std::fmt;
use std::str::FromStr;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The alphabet backwards: for each byte its six bits, or a number above 63.
const BITS: [u8; 256] = {
    let mut bits = [u8::MAX; 256];
    let mut index = 0;
    while index < ALPHABET.len() {
        bits[ALPHABET[index] as usize] = index as u8;
        index += 1;
    }
    bits
};

/// Bytes that are written in base64 in JSON: the format `byte`.
///
/// Reading is strict (RFC 4648, section 4): padded, without line ends, and unused bits are zero, so that every string
/// of bytes has exactly one text.
///
/// ```
/// use anteroom::Base64;
///
/// let bytes = Base64::parse("aGVsbG8=").unwrap();
/// assert_eq!(bytes.0, b"hello");
/// assert_eq!(bytes.to_string(), "aGVsbG8=");
/// assert!(Base64::parse("aGVsbG8").is_none());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64(
    /// The bytes.
    pub Vec<u8>,
);

impl Base64 {
    /// Reads base64.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.as_bytes();
        let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
        let (groups, rest) = text.as_chunks::<4>();
        if !rest.is_empty() {
            return None;
        }
        for (index, &group) in groups.iter().enumerate() {
            let padding = match group {
                [_, _, b'=', b'='] => 2,
                [_, _, _, b'='] => 1,
                _ => 0,
            };
            if padding > 0 && index + 1 < groups.len() {
                return None;
            }
            let mut word = 0u32;
            for (place, byte) in group.into_iter().enumerate() {
                let bits = if place >= 4 - padding {
                    0
                } else {
                    BITS[usize::from(byte)]
                };
                if bits > 63 {
                    return None;
                }
                word = word << 6 | u32::from(bits);
            }
            if word & ((1 << (8 * padding)) - 1) != 0 {
                return None;
            }
            let [_, group @ ..] = word.to_be_bytes();
            bytes.extend_from_slice(group.get(..3 - padding)?);
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for Base64 {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::with_capacity(self.0.len().div_ceil(3) * 4);
        for group in self.0.chunks(3) {
            let byte = |index: usize| u32::from(group.get(index).copied().unwrap_or_default());
            let word = byte(0) << 16 | byte(1) << 8 | byte(2);
            for place in 0..4 {
                let bits = (word >> (18 - 6 * place)) & 63;
                let letter = if place > group.len() {
                    b'='
                } else {
                    ALPHABET[bits as usize]
                };
                text.push(letter.into());
            }
        }
        out.write_str(&text)
    }
}

impl FromStr for Base64 {
    type Err = InvalidText;

    fn from_str(text: &str) -> Result<Self, InvalidText> {
        Self::parse(text).ok_or(InvalidText)
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<Base64> for Vec<u8> {
    fn from(bytes: Base64) -> Self {
        bytes.0
    }
}

impl AsRef<[u8]> for Base64 {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// A text that does not have the format of the type that was to be read from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidText;

impl fmt::Display for InvalidText {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the text does not have the right format")
    }
}

impl std::error::Error for InvalidText {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_the_vectors_of_the_rfc() {
        let rows: [(&[u8], &str); 7] = [
            (b"", ""),
            (b"f", "Zg=="),
            (b"fo", "Zm8="),
            (b"foo", "Zm9v"),
            (b"foob", "Zm9vYg=="),
            (b"fooba", "Zm9vYmE="),
            (b"foobar", "Zm9vYmFy"),
        ];
        for (bytes, text) in rows {
            assert_eq!(Base64(bytes.to_vec()).to_string(), text);
            assert_eq!(Base64::parse(text), Some(Base64(bytes.to_vec())), "{text}");
        }
    }

    #[test]
    fn refuses_other_texts() {
        for text in [
            "Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zg==Zg==", "Z===", "====", "Zm-_", "Zm 9v",
            "Zm9v\n", "é€",
        ] {
            assert_eq!(Base64::parse(text), None, "{text}");
        }
    }
}
