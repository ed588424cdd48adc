//! Dates and times as RFC 3339 writes them.

pub(crate) mod text;
#[cfg(feature = "values")]
mod value;

#[cfg(feature = "values")]
pub use self::value::DateTime;
#[cfg(feature = "values")]
pub(crate) use self::value::{parse_date, parse_time, write_date};
