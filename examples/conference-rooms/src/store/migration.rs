//! Brings a database up to date.

use deadpool_sqlite::rusqlite::{Connection, TransactionBehavior};

use super::StoreError;

/// In the order of their numbers. One that was published is never changed; another one is added.
const MIGRATIONS: [&str; 1] = [include_str!("../../migrations/0001-conference-rooms.sql")];

/// Runs the migrations that the database does not have yet: all of them or none.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let mut version = 0;
    for migration in MIGRATIONS {
        version += 1;
        if version > done {
            transaction.execute_batch(migration)?;
        }
    }
    if done > version {
        return Err(StoreError::TooNew);
    }
    transaction.pragma_update(None, "user_version", version)?;
    Ok(transaction.commit()?)
}
