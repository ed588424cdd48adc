//! JSON pointers, as strings and as the fragments of URI references.

use std::fmt::Write as _;

/// The pointer to a member of the whole value.
#[cfg(feature = "http")]
pub(crate) fn pointer_to(name: &str) -> String {
    let mut pointer = String::with_capacity(name.len() + 1);
    push_token(&mut pointer, name);
    pointer
}

/// Adds a token to a JSON pointer (RFC 6901, section 3).
pub(super) fn push_token(pointer: &mut String, token: &str) {
    pointer.push('/');
    let is_special = |byte| matches!(byte, b'~' | b'/');
    if !token.bytes().any(is_special) {
        pointer.push_str(token);
        return;
    }
    for character in token.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

/// Adds a token to a JSON pointer in a URI fragment (RFC 6901, section 6): what a fragment may not hold (RFC 3986,
/// section 3.5) is percent-encoded.
pub(super) fn push_fragment_token(pointer: &mut String, token: &str) {
    pointer.push('/');
    // Most names have nothing else.
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    if token.bytes().all(is_word) {
        pointer.push_str(token);
        return;
    }
    for byte in token.bytes() {
        match byte {
            b'~' => pointer.push_str("~0"),
            b'/' => pointer.push_str("~1"),
            byte if stands_in_fragment(byte) => pointer.push(byte.into()),
            // Writing to a string cannot fail.
            byte => {
                let _ = write!(pointer, "%{byte:02X}");
            }
        }
    }
}

const fn stands_in_fragment(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'-' | b'.'
                | b'_'
                | b'~'
                | b'!'
                | b'$'
                | b'&'
                | b'\''
                | b'('
                | b')'
                | b'*'
                | b'+'
                | b','
                | b';'
                | b'='
                | b':'
                | b'@'
                | b'?'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(token: &str) -> String {
        let mut pointer = String::new();
        push_token(&mut pointer, token);
        pointer
    }

    fn fragment(token: &str) -> String {
        let mut pointer = String::new();
        push_fragment_token(&mut pointer, token);
        pointer
    }

    #[test]
    fn escapes_what_rfc_6901_escapes() {
        // The table of RFC 6901, section 5.
        let rows = [
            ("", "/"),
            ("a/b", "/a~1b"),
            ("c%d", "/c%d"),
            ("e^f", "/e^f"),
            ("g|h", "/g|h"),
            ("i\\j", "/i\\j"),
            ("k\"l", "/k\"l"),
            (" ", "/ "),
            ("m~n", "/m~0n"),
            ("~1", "/~01"),
        ];
        for (name, pointer) in rows {
            assert_eq!(token(name), pointer);
        }
    }

    #[test]
    fn encodes_what_a_fragment_cannot_hold() {
        // The table of RFC 6901, section 6.
        let rows = [
            ("", "/"),
            ("a/b", "/a~1b"),
            ("c%d", "/c%25d"),
            ("e^f", "/e%5Ef"),
            ("g|h", "/g%7Ch"),
            ("i\\j", "/i%5Cj"),
            ("k\"l", "/k%22l"),
            (" ", "/%20"),
            ("m~n", "/m~0n"),
            ("{id}", "/%7Bid%7D"),
            ("é", "/%C3%A9"),
        ];
        for (name, pointer) in rows {
            assert_eq!(fragment(name), pointer);
        }
    }
}
