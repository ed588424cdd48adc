//! The `orderby` parameter.

use anteroom::json::{Decode, Reader};

use super::lexer::{Lexer, Token};
use super::property::{Property, property};
use super::{Mistake, Sql};

/// An order, as SQL.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Order(Sql);

impl Order {
    pub(crate) fn into_sql(self) -> Sql {
        self.0
    }
}

impl Default for Order {
    /// The order of creation.
    fn default() -> Self {
        Self(sql(&[]))
    }
}

impl Decode for Order {
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        super::decode(reader, order).map(Self)
    }
}

/// Reads keys with commas between them, each a property with an optional `asc` or `desc`.
///
/// Rooms without the property come first, or last with `desc`. A property that is named again changes nothing. Rooms
/// that are equal by all keys are in the order of their creation, so that pages never overlap.
fn order(text: &str) -> Result<Sql, Mistake> {
    keys(text).map(|keys| sql(&keys))
}

fn sql(keys: &[Key]) -> Sql {
    let mut order = Sql::default();
    for (property, direction) in keys {
        order.push(property.sql);
        order.push(direction);
    }
    order.push("number");
    order
}

type Key = (&'static Property, &'static str);

fn keys(text: &str) -> Result<Vec<Key>, Mistake> {
    let mut lexer = Lexer::new(text);
    let mut keys: Vec<Key> = Vec::new();
    loop {
        let property = key(&mut lexer)?;
        let (mut at, mut token) = lexer.next()?;
        let direction = match token {
            Token::Word("desc") => " DESC, ",
            _ => ", ",
        };
        if matches!(token, Token::Word("asc" | "desc")) {
            (at, token) = lexer.next()?;
        }
        if keys.iter().all(|(known, _)| known.name != property.name) {
            keys.push((property, direction));
        }
        match token {
            Token::Comma => {}
            Token::End => return Ok(keys),
            _ => {
                return Err(Mistake::new(
                    at,
                    "expected `asc`, `desc`, a comma or the end",
                ));
            }
        }
    }
}

fn key(lexer: &mut Lexer<'_>) -> Result<&'static Property, Mistake> {
    match lexer.next()? {
        (at, Token::Word(name)) => {
            property(name).ok_or_else(|| Mistake::new(at, "a room has no such property"))
        }
        (at, _) => Err(Mistake::new(at, "expected a property of a room")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_become_sql_with_a_tie_break() {
        let sql = |text| order(text).unwrap().text().to_owned();
        assert_eq!(Order::default().into_sql().text(), "number");
        assert_eq!(
            sql(" capacity desc , subject asc,mode"),
            "(room ->> '$.capacity') DESC, (room ->> '$.subject'), (room ->> '$.mode'), number"
        );
        assert_eq!(
            sql("subject,subject desc"),
            "(room ->> '$.subject'), number"
        );
    }

    #[test]
    fn mistakes_know_where_they_are() {
        for (text, at) in [
            ("", 0),
            ("subject,", 8),
            (",subject", 0),
            ("subject up", 8),
            ("subject desc asc", 13),
            ("subject desc; drop table rooms", 12),
            ("mode, nope", 6),
            ("1", 0),
        ] {
            assert_eq!(order(text).unwrap_err().at, at, "{text}");
        }
    }
}
