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

/// The tokens of a text; comments are none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexer<'a> {
    rest: &'a str,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// The next token, which stays where it is.
    pub(super) fn peek(&self) -> Option<Token<'a>> {
        { *self }.next()
    }

    /// Whether this text follows at once.
    pub(super) fn is_before(&self, text: &str) -> bool {
        self.rest.trim_start().starts_with(text)
    }

    fn skip_space(&mut self) {
        loop {
            let space = |byte: &u8| matches!(byte, b' ' | b'\n');
            self.pass(self.rest.bytes().take_while(space).count());
            if !self.rest.starts_with("//") {
                return;
            }
            self.pass(self.rest.find('\n').unwrap_or(self.rest.len()));
        }
    }

    fn pass(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    /// The rest of an identifier or of a part of a number.
    fn word(&mut self) -> &'a str {
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let mut end = self.rest.bytes().take_while(is_part).count();
        if self
            .rest
            .as_bytes()
            .get(end)
            .is_some_and(|byte| !byte.is_ascii())
        {
            let other = |c| !unicode_ident::is_xid_continue(c);
            end = self.rest.find(other).unwrap_or(self.rest.len());
        }
        let word = self.rest.get(..end).unwrap_or_default();
        self.pass(end);
        word
    }

    fn number(&mut self) {
        self.word();
        let mut next = self.rest.chars();
        if next.next() == Some('.') && next.next().is_some_and(|c| c.is_ascii_digit()) {
            self.pass(1);
            self.word();
        }
    }

    /// What follows the opening quote of a string or of a character.
    fn quoted(&mut self, quote: u8) {
        let mut bytes = self.rest.bytes().enumerate();
        while let Some((at, byte)) = bytes.next() {
            if byte == b'\\' {
                bytes.next();
            } else if byte == quote {
                return self.pass(at + 1);
            }
        }
        self.pass(self.rest.len());
    }

    /// `r#name`, or a raw string.
    fn raw(&mut self) -> Token<'a> {
        let marks = self.rest.bytes().take_while(|byte| *byte == b'#').count();
        self.pass(marks);
        if !self.rest.starts_with('"') {
            return Token::Ident(self.word());
        }
        let end = format!("\"{}", "#".repeat(marks));
        self.pass(1);
        let at = self
            .rest
            .find(&end)
            .map_or(self.rest.len(), |at| at + end.len());
        self.pass(at);
        Token::Literal
    }

    /// What follows a `'`: a lifetime, or a character.
    fn apostrophe(&mut self) {
        let mut characters = self.rest.chars();
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
        let first = self.rest.chars().next()?;
        Some(match first {
            '"' => {
                self.pass(1);
                self.quoted(b'"');
                Token::Literal
            }
            '\'' => {
                self.pass(1);
                self.apostrophe();
                Token::Literal
            }
            '0'..='9' => {
                self.number();
                Token::Literal
            }
            _ if first == '_' || unicode_ident::is_xid_start(first) => {
                let word = self.word();
                match word {
                    "r" if self.rest.starts_with(['#', '"']) => self.raw(),
                    "b" if self.rest.starts_with('"') => {
                        self.pass(1);
                        self.quoted(b'"');
                        Token::Literal
                    }
                    _ => Token::Ident(word),
                }
            }
            '{' | '(' | '[' | '}' | ')' | ']' => {
                self.pass(1);
                if matches!(first, '{' | '(' | '[') {
                    Token::Open
                } else {
                    Token::Close
                }
            }
            _ => {
                self.pass(first.len_utf8());
                Token::Punct(first)
            }
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
