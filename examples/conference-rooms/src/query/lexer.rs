//! Cuts the text of a query parameter into tokens.

use anteroom::DateTime;

use super::Mistake;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    Comma,
    /// A property, an operator or a function.
    Word(&'a str),
    Literal(Literal),
    End,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Literal {
    Null,
    Boolean(bool),
    Integer(i64),
    Decimal(f64),
    Text(String),
    DateTime(DateTime),
}

pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The next token and where it starts. Once the text is used up it is `End` for ever.
    pub(super) fn next(&mut self) -> Result<(usize, Token<'a>), Mistake> {
        self.take_while(|letter| letter == ' ' || letter == '\t');
        let start = self.at;
        let token = match self.rest().chars().next() {
            None => Token::End,
            Some('(') => self.single(Token::Open),
            Some(')') => self.single(Token::Close),
            Some(',') => self.single(Token::Comma),
            Some('\'') => Token::Literal(Literal::Text(self.quoted()?)),
            Some('0'..='9' | '-') => Token::Literal(self.number_or_date()?),
            Some('a'..='z' | 'A'..='Z' | '_') => self.word(),
            Some(_) => return Err(Mistake::new(start, "this character has no meaning here")),
        };
        Ok((start, token))
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|letter| !belongs(letter)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn single(&mut self, token: Token<'a>) -> Token<'a> {
        self.at += 1;
        token
    }

    fn word(&mut self) -> Token<'a> {
        match self.take_while(|letter| letter.is_ascii_alphanumeric() || letter == '_') {
            "null" => Token::Literal(Literal::Null),
            "true" => Token::Literal(Literal::Boolean(true)),
            "false" => Token::Literal(Literal::Boolean(false)),
            word => Token::Word(word),
        }
    }

    /// A text between single quotes. A quote inside of it is written twice.
    fn quoted(&mut self) -> Result<String, Mistake> {
        let start = self.at;
        let mut content = String::new();
        loop {
            self.at += 1;
            content.push_str(self.take_while(|letter| letter != '\''));
            if self.rest().is_empty() {
                return Err(Mistake::new(start, "this text has no closing quote"));
            }
            self.at += 1;
            if !self.rest().starts_with('\'') {
                return Ok(content);
            }
            content.push('\'');
        }
    }

    fn number_or_date(&mut self) -> Result<Literal, Mistake> {
        let start = self.at;
        let text = self.take_while(|letter| {
            letter.is_ascii_alphanumeric() || matches!(letter, '.' | ':' | '+' | '-')
        });
        let is_number = text.ends_with(|last: char| last.is_ascii_digit())
            && text
                .chars()
                .all(|letter| matches!(letter, '0'..='9' | '.' | 'e' | 'E' | '+' | '-'));
        if let Ok(number) = text.parse() {
            Ok(Literal::Integer(number))
        } else if let (true, Ok(number)) = (is_number, text.parse()) {
            Ok(Literal::Decimal(number))
        } else if let Some(date_time) = DateTime::parse(text) {
            Ok(Literal::DateTime(date_time))
        } else {
            let message = "must be a number, or a date and time such as 2017-07-21T17:32:28Z";
            Err(Mistake::new(start, message))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Result<Vec<(usize, Token<'_>)>, Mistake> {
        let mut lexer = Lexer::new(text);
        let mut tokens = Vec::new();
        loop {
            match lexer.next()? {
                (_, Token::End) => return Ok(tokens),
                token => tokens.push(token),
            }
        }
    }

    fn literal(text: &str) -> Literal {
        match tokens(text).unwrap().as_slice() {
            [(0, Token::Literal(literal))] => literal.clone(),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn tokens_know_where_they_start() {
        let expected = vec![
            (0, Token::Word("startswith")),
            (10, Token::Open),
            (11, Token::Word("subject")),
            (18, Token::Comma),
            (20, Token::Literal(Literal::Text("é".into()))),
            (24, Token::Close),
        ];
        assert_eq!(tokens("startswith(subject, 'é')"), Ok(expected));
    }

    #[test]
    fn literals() {
        assert_eq!(literal("null"), Literal::Null);
        assert_eq!(literal("false"), Literal::Boolean(false));
        assert_eq!(literal("-12"), Literal::Integer(-12));
        assert_eq!(literal("9.5"), Literal::Decimal(9.5));
        assert_eq!(literal("-1.5e+3"), Literal::Decimal(-1500.0));
        assert_eq!(
            literal("9223372036854775808"),
            Literal::Decimal(9.223_372_036_854_776e18)
        );
        assert_eq!(literal("''"), Literal::Text(String::new()));
        assert_eq!(literal("'it''s'"), Literal::Text("it's".into()));
        assert_eq!(literal("''''"), Literal::Text("'".into()));
        let date_time = "2026-03-31T11:30:00.25+02:00";
        assert_eq!(
            literal(date_time),
            Literal::DateTime(date_time.parse().unwrap())
        );
    }

    #[test]
    fn mistakes_know_where_they_are() {
        for (text, at) in [
            ("subject eq 'é", 11),
            ("subject eq 'it''", 11),
            ("capacity gt 1x", 12),
            ("capacity gt -", 12),
            ("capacity gt 1.", 12),
            ("created_at gt 2026-02-30T00:00:00Z", 14),
            ("é eq 1", 0),
            ("capacity = 1", 9),
        ] {
            assert_eq!(tokens(text).unwrap_err().at, at, "{text}");
        }
    }
}
