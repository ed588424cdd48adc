//! The functions that `filter` has beyond those of SQLite, or that SQLite has for ASCII alone.

use anteroom::DateTime;
use anteroom::jiff::tz::Offset;
use deadpool_sqlite::rusqlite::functions::{Context, FunctionFlags};
use deadpool_sqlite::rusqlite::types::ToSql;
use deadpool_sqlite::rusqlite::{Connection, Result};

/// Teaches a connection the functions. Each gives NULL for an argument that is NULL.
pub(crate) fn register(connection: &Connection) -> Result<()> {
    of_one(connection, "tolower", |text| Some(text.to_lowercase()))?;
    of_one(connection, "toupper", |text| Some(text.to_uppercase()))?;
    of_one(connection, "characters", |text| {
        i64::try_from(text.chars().count()).ok()
    })?;
    of_one(connection, "instant", |text| {
        DateTime::parse(text).as_ref().map(instant)
    })?;
    of_two(connection, "contains", |text, part| text.contains(part))?;
    of_two(connection, "startswith", |text, part| {
        text.starts_with(part)
    })?;
    of_two(connection, "endswith", |text, part| text.ends_with(part))
}

/// A moment in UTC as text that sorts as the moments do.
pub(super) fn instant(at: &DateTime) -> String {
    let utc = Offset::UTC.to_datetime(at.timestamp());
    format!("{utc:.9}")
}

fn of_one<T: ToSql + 'static>(
    connection: &Connection,
    name: &str,
    function: fn(&str) -> Option<T>,
) -> Result<()> {
    connection.create_scalar_function(name, 1, flags(), move |context| {
        Ok(argument(context, 0)?.and_then(function))
    })
}

fn of_two(connection: &Connection, name: &str, function: fn(&str, &str) -> bool) -> Result<()> {
    connection.create_scalar_function(name, 2, flags(), move |context| {
        let arguments = argument(context, 0)?.zip(argument(context, 1)?);
        Ok(arguments.map(|(text, part)| function(text, part)))
    })
}

fn argument<'a>(context: &'a Context<'_>, index: usize) -> Result<Option<&'a str>> {
    Ok(context.get_raw(index).as_str_or_null()?)
}

fn flags() -> FunctionFlags {
    FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_DIRECTONLY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_sort_whatever_their_offset() {
        let moments = [
            "0000-01-01T00:00:00+01:00",
            "0000-01-01T00:00:00Z",
            "2026-03-31T11:00:00+02:00",
            "2026-03-31T09:00:00.000000001Z",
            "2026-03-31T09:00:00.1Z",
            "2026-03-31T09:30:00Z",
            "2026-03-31T08:00:00-02:00",
        ];
        let keys = moments.map(|moment| instant(&moment.parse().unwrap()));
        assert!(keys.is_sorted(), "{keys:?}");
        assert_eq!(
            instant(&"2026-03-31T11:00:00+02:00".parse().unwrap()),
            instant(&"2026-03-31T09:00:00.0Z".parse().unwrap())
        );
    }
}
