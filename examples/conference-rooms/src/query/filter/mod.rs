//! The `filter` parameter: a condition in the expression language of OData.
//!
//! What it knows: `eq ne gt ge lt le`, `in`, `and or not`, parentheses, `contains startswith endswith`, `tolower
//! toupper length`, and the values `null`, `true`, numbers, `'text'` (a quote is doubled) and date-times. The text is
//! [parsed](parser), its types are [checked](check), and it is [compiled](compile) to SQL.
//!
//! As OData has it, `null` equals itself and nothing else, nothing is greater or less than it, and `not` binds more
//! tightly than a comparison: `not (capacity gt 10)` needs its parentheses.
//!
//! The parser is written by hand: the grammar is four small functions and a table, while the one crate for it knows
//! no positions, and a mistake must point at its place.

mod check;
mod compile;
mod expression;
mod parser;

#[cfg(test)]
mod tests;

use anteroom::json::{Decode, Reader};

use super::{Mistake, Sql};

/// A filter, as the condition that it is in SQL.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Filter(Sql);

impl Filter {
    pub(crate) fn into_sql(self) -> Sql {
        self.0
    }
}

impl Decode for Filter {
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        super::decode(reader, filter).map(Self)
    }
}

/// Reads a filter and gives the condition in SQL.
fn filter(text: &str) -> Result<Sql, Mistake> {
    let expression = parser::parse(text)?;
    check::condition(&expression)?;
    Ok(compile::compile(&expression))
}
