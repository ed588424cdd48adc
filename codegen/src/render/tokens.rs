//! The tokens of an item, from its text: a `TokenStream` can only be walked by copying it.

/// What a token is, as far as spaces and lines depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An identifier or a keyword.
    Word,
    Literal,
    Lifetime,
    Punct,
    Open,
    Close,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    /// Where it begins.
    pub(super) start: usize,
    /// Of a bracket: the index of the other one.
    pub(super) other: usize,
}

impl Token<'_> {
    pub(super) fn is(&self, text: &str) -> bool {
        self.text == text && self.kind != Kind::Literal
    }
}

/// Operators that are more than one character; a `>` always stands alone.
const LONG: [&[u8]; 14] = [
    b"::", b"->", b"=>", b"..", b"&&", b"||", b"==", b"!=", b"<=", b"+=", b"-=", b"*=", b"/=",
    b"|=",
];

/// `None` for what generated code does not have, such as raw strings.
pub(super) fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let bytes = text.as_bytes();
    // Most tokens are followed by a space, and most are words.
    let mut tokens: Vec<Token<'_>> = Vec::with_capacity(text.len() / 4);
    let mut open = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at).copied() {
        let start = at;
        let next = bytes.get(at + 1).copied().unwrap_or_default();
        let mut other = 0;
        let kind = match byte {
            b' ' | b'\n' => {
                at += 1;
                continue;
            }
            b'"' => {
                at = quoted(bytes, at + 1)?;
                Kind::Literal
            }
            // It would be taken for the end of a type.
            b'>' if next == b'=' => return None,
            b'\'' => {
                at = word(bytes, at + 1);
                if at == start + 1 || bytes.get(at) == Some(&b'\'') {
                    return None;
                }
                Kind::Lifetime
            }
            b'0'..=b'9' => {
                at = number(bytes, at);
                Kind::Literal
            }
            b'-' if next.is_ascii_digit() => {
                at = number(bytes, at + 1);
                Kind::Literal
            }
            _ if is_word(byte) => {
                at = word(bytes, at);
                match bytes.get(at) {
                    Some(b'#') if byte == b'r' && at == start + 1 => at = word(bytes, at + 1),
                    Some(b'"' | b'\'') => return None,
                    _ => {}
                }
                Kind::Word
            }
            b'(' | b'[' | b'{' => {
                open.push(tokens.len());
                at += 1;
                Kind::Open
            }
            b')' | b']' | b'}' => {
                other = open.pop()?;
                tokens.get_mut(other)?.other = tokens.len();
                at += 1;
                Kind::Close
            }
            _ => {
                let is_long = LONG.contains(&bytes.get(at..at + 2).unwrap_or_default());
                at += if is_long { 2 } else { 1 };
                Kind::Punct
            }
        };
        tokens.push(Token {
            kind,
            text: text.get(start..at)?,
            start,
            other,
        });
    }
    open.is_empty().then_some(tokens)
}

fn is_word(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | 0x80..)
}

/// The end of a word.
fn word(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at)
        && is_word(*byte)
    {
        at += 1;
    }
    at
}

fn number(bytes: &[u8], at: usize) -> usize {
    let end = word(bytes, at);
    match (bytes.get(end), bytes.get(end + 1)) {
        (Some(b'.'), Some(b'0'..=b'9')) => word(bytes, end + 1),
        _ => end,
    }
}

/// The end of a string, behind its closing quote.
fn quoted(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}
