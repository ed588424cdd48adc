//! SQL that cannot be injected into.

use deadpool_sqlite::rusqlite::types::Value;

/// A piece of SQL and the values of its `?`.
///
/// The text is put together from literals of this program alone; data has no way into it but as a bound value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sql {
    text: String,
    values: Vec<Value>,
}

impl Sql {
    pub(crate) fn new(text: &'static str) -> Self {
        let mut sql = Self::default();
        sql.push(text);
        sql
    }

    pub(crate) fn push(&mut self, text: &'static str) {
        self.text.push_str(text);
    }

    pub(crate) fn bind(&mut self, value: impl Into<Value>) {
        self.text.push('?');
        self.values.push(value.into());
    }

    pub(crate) fn append(&mut self, other: &Self) {
        self.text.push_str(&other.text);
        self.values.extend_from_slice(&other.values);
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn values(&self) -> &[Value] {
        &self.values
    }
}
