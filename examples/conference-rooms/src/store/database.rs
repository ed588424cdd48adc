//! Connections to the database, and how each is set up.

use std::path::{Path, PathBuf};
use std::time::Duration;

use deadpool_sqlite::rusqlite::{self, Connection};
use deadpool_sqlite::{Config, CreatePoolError, Hook, HookError, Pool, PoolConfig, Runtime};

use crate::query;

/// More of them would only wait for the disk.
const CONNECTIONS: usize = 4;

/// Connections to a database file, or the one connection to a database in memory: a second one would see another
/// database.
pub(super) fn pool(database: &str) -> Result<Pool, CreatePoolError> {
    let size = if database == ":memory:" {
        1
    } else {
        CONNECTIONS
    };
    let mut config = Config::new(location(database));
    config.pool = Some(PoolConfig::new(size));
    let builder = config
        .builder(Runtime::Tokio1)
        .map_err(CreatePoolError::Config)?;
    let hook = Hook::async_fn(|connection, _| {
        Box::pin(async move {
            let done = connection.interact(|connection| set_up(connection)).await;
            done.map_err(|error| HookError::message(error.to_string()))?
                .map_err(HookError::Backend)
        })
    });
    builder
        .post_create(hook)
        .build()
        .map_err(CreatePoolError::Build)
}

/// SQLite takes a name that starts with `file:` for a URI, which may ask for a database in memory: one for each
/// connection. Behind a folder it is the name of a file like any other.
fn location(database: &str) -> PathBuf {
    match database {
        ":memory:" => PathBuf::from(database),
        file => Path::new(".").join(file),
    }
}

/// With a write-ahead log readers and the writer do not wait for each other; with `FULL` a commit is on the disk
/// before it returns.
fn set_up(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    query::register_functions(connection)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_name_is_no_file() {
        for (database, path) in [
            (":memory:", ":memory:"),
            ("rooms.db", "./rooms.db"),
            ("/var/rooms.db", "/var/rooms.db"),
            ("file::memory:", "./file::memory:"),
            ("file:rooms?mode=memory", "./file:rooms?mode=memory"),
        ] {
            assert_eq!(location(database), Path::new(path), "{database}");
        }
    }
}
