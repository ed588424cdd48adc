//! The query parameters of a list: which rooms (`filter`, `search`), and in which order (`orderby`).
//!
//! Each becomes a piece of [`Sql`] in which all that a client sent is bound, never spelled out.

mod filter;
mod functions;
mod lexer;
mod order;
mod property;
mod search;
mod sql;

pub(crate) use self::filter::Filter;
pub(crate) use self::functions::register as register_functions;
pub(crate) use self::order::Order;
pub(crate) use self::search::search;
pub(crate) use self::sql::Sql;

use anteroom::json::Reader;

/// What is wrong with a query parameter, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mistake {
    /// The place, in bytes from the start of the text.
    at: usize,
    message: String,
}

impl Mistake {
    fn new(at: usize, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { at, message }
    }

    /// The place in `text`, in characters; the first one is 1.
    fn position(&self, text: &str) -> usize {
        let before = text
            .char_indices()
            .take_while(|(index, _)| *index < self.at);
        before.count() + 1
    }
}

/// Reads a parameter that is written in a language of its own.
fn decode<T>(reader: &mut Reader<'_>, parse: impl FnOnce(&str) -> Result<T, Mistake>) -> Option<T> {
    let text = reader.string("")?;
    match parse(&text) {
        Ok(value) => Some(value),
        Err(mistake) => {
            let position = mistake.position(&text);
            reader.malformed(format_args!("at character {position}: {}", mistake.message))
        }
    }
}
