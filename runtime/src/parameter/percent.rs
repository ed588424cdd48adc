//! Percent-encoding (RFC 3986, section 2.1).

use std::borrow::Cow;

use crate::letters::Letters;

/// A `%` without two hexadecimal digits, or bytes that are not UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Undecodable;

/// Decodes `raw`; in a query `+` is a space too.
pub(crate) fn decode(raw: &str, plus_is_space: bool) -> Result<Cow<'_, str>, Undecodable> {
    if !raw
        .bytes()
        .any(|byte| byte == b'%' || (byte == b'+' && plus_is_space))
    {
        return Ok(Cow::Borrowed(raw));
    }
    let mut bytes = Vec::with_capacity(raw.len());
    for byte in decoded(raw, plus_is_space) {
        bytes.push(byte?);
    }
    String::from_utf8(bytes)
        .map(Cow::Owned)
        .map_err(|_| Undecodable)
}

/// For text that stands in generated code: what cannot be decoded stays as it is.
pub(crate) fn decode_lossy(text: &str) -> String {
    decode(text, false).map_or_else(|_| text.to_owned(), Cow::into_owned)
}

/// Whether `raw` decodes to `text`, without a buffer.
pub(crate) fn same(raw: &str, text: &str) -> bool {
    decoded(raw, false).eq(text.bytes().map(Ok))
}

/// The same for the name of a query parameter, in which `+` is a space.
pub(crate) fn same_in_query(raw: &str, text: &str) -> bool {
    raw == text || decoded(raw, true).eq(text.bytes().map(Ok))
}

/// The path beneath a prefix, whose segments it may spell in another way.
#[cold]
pub(crate) fn strip_prefix<'a>(path: &'a str, prefix: &str) -> Option<&'a str> {
    let mut rest = path;
    for literal in prefix.strip_prefix('/')?.split('/') {
        rest = rest.strip_prefix('/')?;
        let end = rest.find('/').unwrap_or(rest.len());
        let (segment, after) = rest.split_at_checked(end)?;
        if !same(segment, &decode_lossy(literal)) {
            return None;
        }
        rest = after;
    }
    Some(if rest.is_empty() { "/" } else { rest })
}

/// The bytes of `raw`, decoded one by one.
pub(crate) fn decoded(
    raw: &str,
    plus_is_space: bool,
) -> impl Iterator<Item = Result<u8, Undecodable>> + '_ {
    let mut bytes = raw.bytes();
    std::iter::from_fn(move || {
        Some(match bytes.next()? {
            b'%' => match (bytes.next().and_then(digit), bytes.next().and_then(digit)) {
                (Some(high), Some(low)) => Ok(high << 4 | low),
                _ => Err(Undecodable),
            },
            b'+' if plus_is_space => Ok(b' '),
            byte => Ok(byte),
        })
    })
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

/// Appends a path segment: everything but `unreserved`, `sub-delims`, `:` and `@` is encoded
/// (RFC 3986, section 3.3).
pub(crate) fn encode_segment(text: &str, out: &mut String) {
    static PLAIN: Letters = Letters::and(b"-._~!$&'()*+,;=:@");
    encode(text, &PLAIN, out);
}

/// A literal of a path template as a request spells it; what is encoded already stays so.
pub(crate) fn encode_literal(text: &str) -> String {
    static PLAIN: Letters = Letters::and(b"-._~%!$&'()*+,;=:@");
    let mut out = String::with_capacity(text.len());
    encode(text, &PLAIN, &mut out);
    out
}

/// Encodes everything that is not unreserved (RFC 3986, section 2.3).
#[cfg(test)]
pub(super) fn encode_all(text: &str, out: &mut String) {
    static UNRESERVED: Letters = Letters::and(b"-._~");
    encode(text, &UNRESERVED, out);
}

fn encode(text: &str, plain: &Letters, out: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    // Most identifiers need nothing.
    if plain.are_all_of(text) {
        return out.push_str(text);
    }
    for byte in text.bytes() {
        if plain.has(byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for nibble in [byte >> 4, byte & 15] {
                out.extend(
                    DIGITS
                        .get(usize::from(nibble))
                        .map(|digit| char::from(*digit)),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_and_refuses() {
        assert_eq!(decode("a%20b%C3%A9", false).as_deref(), Ok("a bé"));
        assert_eq!(decode("a+b", false).as_deref(), Ok("a+b"));
        assert_eq!(decode("a+b%2B", true).as_deref(), Ok("a b+"));
        assert_eq!(decode("%00", false).as_deref(), Ok("\0"));
        for bad in ["%", "%4", "%zz", "%+1", "%C3", "%C0%AF", "%ED%A0%80"] {
            assert_eq!(decode(bad, true), Err(Undecodable), "{bad}");
        }
    }

    #[test]
    fn compares_without_a_buffer() {
        assert!(same("%74op", "top") && same("top", "top"));
        assert!(!same("%74o", "top") && !same("%74opp", "top") && !same("%zzop", "top"));
        assert!(same_in_query("a+b", "a b") && same_in_query("a%20b", "a b"));
    }

    #[test]
    fn a_segment_is_encoded_so_that_it_decodes_to_itself() {
        for text in ["MTIz=", "a/b", "ü ?#%", "..", ""] {
            let mut out = String::new();
            encode_segment(text, &mut out);
            assert!(!out.contains(['/', '?', '#', ' ']), "{out}");
            assert_eq!(decode(&out, false).as_deref(), Ok(text));
        }
    }
}
