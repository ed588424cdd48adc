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

pub(crate) use self::filter::filter;
pub(crate) use self::functions::register as register_functions;
pub(crate) use self::order::order;
pub(crate) use self::search::search;
pub(crate) use self::sql::Sql;

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

    /// The rule that the text does not keep.
    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    /// The place in `text`, in characters; the first one is 1.
    pub(crate) fn position(&self, text: &str) -> usize {
        let before = text
            .char_indices()
            .take_while(|(index, _)| *index < self.at);
        before.count() + 1
    }
}
