//! Texts in quotes.

use super::{Outcome, Parser};

impl Parser<'_> {
    pub(super) fn string(&mut self) -> Outcome<String> {
        let Some(quote) = self.next() else {
            return self.fail("a text in quotes was expected");
        };
        let mut out = String::new();
        loop {
            match self.next() {
                Some(char) if char == quote => return Ok(out),
                Some('\\') => out.push(self.escaped(quote)?),
                Some(char) if u32::from(char) >= 0x20 => out.push(char),
                Some(_) => return self.fail("a control character has to be escaped"),
                None => return self.fail("the quote that ends the text is missing"),
            }
        }
    }

    fn escaped(&mut self, quote: char) -> Outcome<char> {
        Ok(match self.next() {
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some(char @ ('/' | '\\')) => char,
            Some(char) if char == quote => char,
            Some('u') => return self.unicode(),
            _ => return self.fail("this escape is not known"),
        })
    }

    fn unicode(&mut self) -> Outcome<char> {
        let first = self.hex()?;
        let code = match first {
            0xd800..=0xdbff if self.take("\\u") => {
                let second = self.hex()?;
                match second {
                    0xdc00..=0xdfff => 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00),
                    _ => return self.fail("a pair of surrogates was expected"),
                }
            }
            code => code,
        };
        match char::from_u32(code) {
            Some(char) => Ok(char),
            None => self.fail("a pair of surrogates was expected"),
        }
    }

    fn hex(&mut self) -> Outcome<u32> {
        let digits = self.rest().get(..4).unwrap_or_default();
        let is_hex = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        match u32::from_str_radix(digits, 16) {
            Ok(code) if is_hex => {
                self.at += 4;
                Ok(code)
            }
            _ => self.fail("four hexadecimal digits were expected"),
        }
    }
}
