//! JSON pointers (RFC 6901), and their form as a URI fragment.

use std::fmt;

/// A JSON pointer: the keys and indices that lead from the root to a value.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct JsonPointer {
    tokens: Vec<String>,
}

impl JsonPointer {
    /// The whole document.
    pub(crate) fn root() -> Self {
        Self::default()
    }

    /// Reads the text form, `/a~1b/0`; `None` if it starts with anything but `/` or has a stray `~`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::root());
        }
        let tokens = text
            .strip_prefix('/')?
            .split('/')
            .map(unescape)
            .collect::<Option<_>>()?;
        Some(Self { tokens })
    }

    /// Reads the fragment of a URI without its `#`: percent-decoded first, then [`Self::parse`].
    pub(crate) fn parse_fragment(fragment: &str) -> Option<Self> {
        Self::parse(&percent_decode(fragment)?)
    }

    pub(crate) fn tokens(&self) -> &[String] {
        &self.tokens
    }

    /// The pointer of a member of this value.
    #[must_use]
    pub(crate) fn child(&self, token: impl Into<String>) -> Self {
        let mut child = self.clone();
        child.tokens.push(token.into());
        child
    }

    pub(crate) fn last(&self) -> Option<&str> {
        self.tokens.last().map(String::as_str)
    }

    /// The pointer as a URI fragment, `#/paths/~1rooms`, as generated code and reports show it.
    pub(crate) fn fragment(&self) -> String {
        let mut out = String::from("#");
        for byte in self.to_string().bytes() {
            if is_fragment_byte(byte) {
                out.push(char::from(byte));
            } else {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
        out
    }
}

impl fmt::Display for JsonPointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for token in &self.tokens {
            write!(f, "/{}", token.replace('~', "~0").replace('/', "~1"))?;
        }
        Ok(())
    }
}

impl<T: Into<String>> FromIterator<T> for JsonPointer {
    fn from_iter<I: IntoIterator<Item = T>>(tokens: I) -> Self {
        Self {
            tokens: tokens.into_iter().map(Into::into).collect(),
        }
    }
}

/// What RFC 3986 allows in a fragment without percent-encoding.
fn is_fragment_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&byte)
}

fn unescape(token: &str) -> Option<String> {
    let mut out = String::with_capacity(token.len());
    let mut rest = token.chars();
    while let Some(char) = rest.next() {
        match char {
            '~' => out.push(match rest.next()? {
                '0' => '~',
                '1' => '/',
                _ => return None,
            }),
            other => out.push(other),
        }
    }
    Some(out)
}

pub(crate) fn percent_decode(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let high = char::from(bytes.next()?).to_digit(16)?;
            let low = char::from(bytes.next()?).to_digit(16)?;
            out.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            out.push(byte);
        }
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_both_ways() {
        let pointer: JsonPointer = ["paths", "/rooms/{id}", "a~b", ""].into_iter().collect();
        assert_eq!(pointer.to_string(), "/paths/~1rooms~1{id}/a~0b/");
        assert_eq!(pointer.fragment(), "#/paths/~1rooms~1%7Bid%7D/a~0b/");
        assert_eq!(
            JsonPointer::parse(&pointer.to_string()),
            Some(pointer.clone())
        );
        assert_eq!(
            JsonPointer::parse_fragment(&pointer.fragment()[1..]),
            Some(pointer)
        );
    }

    #[test]
    fn refuses_what_is_no_pointer() {
        assert_eq!(JsonPointer::parse("a/b"), None);
        assert_eq!(JsonPointer::parse("/a~2"), None);
        assert_eq!(JsonPointer::parse_fragment("/a%zz"), None);
        assert_eq!(JsonPointer::parse_fragment("/%ff"), None);
    }
}
