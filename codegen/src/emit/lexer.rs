//! The tokens of generated code, as far as names need them. To walk through a `TokenStream` is to copy
//! it, level by level; its text costs a fraction of that.

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// An identifier or a keyword, without `r#`.
    Ident(&'a str),
    /// An opening bracket of any kind.
    Open,
    /// A closing one.
    Close,
    Punct(char),
    /// A string, a number, a character or a lifetime.
    Literal,
}

/// The tokens of a text; comments are none. Whatever is in files is read by this, byte by byte: iterators of characters
/// were a tenth of an unoptimised generator.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The next token, which stays where it is.
    pub(super) fn peek(&self) -> Option<Token<'a>> {
        { *self }.next()
    }

    /// Whether this text follows.
    pub(super) fn is_before(&self, text: &str) -> bool {
        let mut at = self.at;
        while matches!(self.byte(at), b' ' | b'\n') {
            at += 1;
        }
        self.text.as_bytes().get(at..at + text.len()) == Some(text.as_bytes())
    }

    /// The byte at a place; behind the end there are zeros.
    fn byte(&self, at: usize) -> u8 {
        match self.text.as_bytes().get(at) {
            Some(byte) => *byte,
            None => 0,
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_space(&mut self) {
        loop {
            match self.byte(self.at) {
                b' ' | b'\n' => self.at += 1,
                b'/' if self.byte(self.at + 1) == b'/' => {
                    let line = self.rest();
                    self.at += line.find('\n').unwrap_or(line.len());
                }
                _ => return,
            }
        }
    }

    /// The rest of an identifier or of a part of a number.
    fn word(&mut self) -> &'a str {
        let start = self.at;
        while matches!(self.byte(self.at), b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_') {
            self.at += 1;
        }
        if !self.byte(self.at).is_ascii() {
            let rest = self.rest();
            let other = |c| !unicode_ident::is_xid_continue(c);
            self.at += rest.find(other).unwrap_or(rest.len());
        }
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn number(&mut self) {
        self.word();
        if self.byte(self.at) == b'.' && self.byte(self.at + 1).is_ascii_digit() {
            self.at += 1;
            self.word();
        }
    }

    /// What follows the opening quote of a string or of a character.
    fn quoted(&mut self, quote: u8) {
        while self.at < self.text.len() {
            match self.byte(self.at) {
                b'\\' => self.at += 2,
                byte => {
                    self.at += 1;
                    if byte == quote {
                        return;
                    }
                }
            }
        }
    }

    /// `r#name`, or a raw string.
    fn raw(&mut self) -> Token<'a> {
        let start = self.at;
        while self.byte(self.at) == b'#' {
            self.at += 1;
        }
        if self.byte(self.at) != b'"' {
            return Token::Ident(self.word());
        }
        let end = format!("\"{}", "#".repeat(self.at - start));
        self.at += 1;
        let rest = self.rest();
        self.at += rest.find(&end).map_or(rest.len(), |at| at + end.len());
        Token::Literal
    }

    /// What follows a `'`: a lifetime, or a character.
    fn apostrophe(&mut self) {
        let mut characters = self.rest().chars();
        let first = characters.next();
        let is_lifetime = first.is_some_and(unicode_ident::is_xid_start) || first == Some('_');
        if is_lifetime && characters.next() != Some('\'') {
            self.word();
        } else {
            self.quoted(b'\'');
        }
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.skip_space();
        let first = *self.text.as_bytes().get(self.at)?;
        if first.is_ascii_alphabetic() || first == b'_' || first >= 0x80 {
            if first >= 0x80 {
                let other = self.rest().chars().next()?;
                if !unicode_ident::is_xid_start(other) {
                    self.at += other.len_utf8();
                    return Some(Token::Punct(other));
                }
            }
            let word = self.word();
            return Some(match (word, self.byte(self.at)) {
                ("r", b'#' | b'"') => self.raw(),
                ("b", b'"') => {
                    self.at += 1;
                    self.quoted(b'"');
                    Token::Literal
                }
                _ => Token::Ident(word),
            });
        }
        if first.is_ascii_digit() {
            self.number();
            return Some(Token::Literal);
        }
        self.at += 1;
        Some(match first {
            b'"' => {
                self.quoted(b'"');
                Token::Literal
            }
            b'\'' => {
                self.apostrophe();
                Token::Literal
            }
            b'{' | b'(' | b'[' => Token::Open,
            b'}' | b')' | b']' => Token::Close,
            _ => Token::Punct(char::from(first)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Lexer, Token};

    fn names(text: &str) -> Vec<&str> {
        let names = Lexer::new(text).filter_map(|token| match token {
            Token::Ident(name) => Some(name),
            _ => None,
        });
        names.collect()
    }

    #[test]
    fn names_are_not_in_texts() {
        assert_eq!(
            names(
                "a \"b \\\" b\" r#type '\\'' 'x' &'static c // d\n'e: loop r#\"f \" f\"# b\"g\" h"
            ),
            ["a", "type", "c", "loop", "h"]
        );
        assert_eq!(
            names("0..x 1.0e3 0xff_u8 t.0.y 'z' é"),
            ["x", "t", "y", "é"]
        );
    }

    #[test]
    fn ends_whatever_the_text_is() {
        for text in ["\"", "\"\\", "r#\"x", "'", "'a", "r#", "//", "\u{1F600}("] {
            assert!(Lexer::new(text).count() < 4);
        }
    }

    #[test]
    fn brackets_and_points() {
        let tokens: Vec<Token<'_>> = Lexer::new("a::b(0)").collect();
        use Token::{Close, Ident, Literal, Open, Punct};
        let expected = [
            Ident("a"),
            Punct(':'),
            Punct(':'),
            Ident("b"),
            Open,
            Literal,
            Close,
        ];
        assert_eq!(tokens, expected);
    }
}
