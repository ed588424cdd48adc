//! Where the rooms are kept: SQLite, in a file or in memory.
//!
//! A room is stored as the JSON that generated code writes, and read back by generated code; what has no place in
//! the document has none in the store.

mod database;
mod error;
mod migration;
#[cfg(test)]
mod tests;

use anteroom::json;
use deadpool_sqlite::Pool;
use deadpool_sqlite::rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};
use tokio::sync::Mutex;

pub(crate) use self::error::StoreError;
use self::error::conflict;
use crate::api::{ConferenceRoom, UpdateConferenceRoom};
use crate::query::Sql;

/// The rooms.
pub(crate) struct Store {
    pool: Pool,
    /// SQLite has one writer at a time. Writers queue here, where they are fair to each other.
    writing: Mutex<()>,
}

/// Which rooms of a list are wanted, in which order.
#[derive(Debug)]
pub(crate) struct Wanted {
    /// Each of them must hold.
    pub(crate) conditions: Vec<Sql>,
    pub(crate) order: Sql,
    pub(crate) skip: i64,
    pub(crate) top: i64,
}

/// A part of a list.
#[derive(Debug, PartialEq)]
pub(crate) struct Page {
    /// How many rooms are wanted, on this page or not.
    pub(crate) count: i64,
    pub(crate) rooms: Vec<ConferenceRoom>,
}

impl Store {
    /// Opens a database file, which is made if there is none, or `:memory:`.
    pub(crate) async fn open(database: &str) -> Result<Self, StoreError> {
        let store = Self {
            pool: database::pool(database)?,
            writing: Mutex::new(()),
        };
        store.write(migration::migrate).await?;
        Ok(store)
    }

    /// The number of the youngest room; 0 if there are no rooms.
    pub(crate) async fn last_number(&self) -> Result<i64, StoreError> {
        self.read(|connection| {
            let sql = "SELECT ifnull(max(number), 0) FROM conference_rooms";
            Ok(connection.query_row(sql, [], |row| row.get(0))?)
        })
        .await
    }

    /// Keeps a new room. It is on the disk when this returns.
    pub(crate) async fn insert(
        &self,
        number: i64,
        room: &ConferenceRoom,
    ) -> Result<(), StoreError> {
        let room = json::to_string(room);
        self.write(move |connection| {
            let sql = "INSERT INTO conference_rooms (number, room) VALUES (?, ?)";
            connection
                .execute(sql, params![number, room])
                .map_err(conflict)?;
            Ok(())
        })
        .await
    }

    pub(crate) async fn find(&self, id: &str) -> Result<Option<ConferenceRoom>, StoreError> {
        let id = id.to_owned();
        self.read(move |connection| {
            let sql = "SELECT room FROM conference_rooms WHERE id = ?";
            let room = connection.query_row(sql, [id], text).optional()?;
            room.as_deref().map(decode).transpose()
        })
        .await
    }

    /// Changes what is there in `change`, and leaves the rest. `false`: there is no such room.
    pub(crate) async fn update(
        &self,
        id: &str,
        change: &UpdateConferenceRoom,
    ) -> Result<bool, StoreError> {
        let (id, change) = (id.to_owned(), json::to_string(change));
        self.write(move |connection| {
            let sql = "UPDATE conference_rooms SET room = json_patch(room, ?) WHERE id = ?";
            Ok(connection.execute(sql, [change, id])? > 0)
        })
        .await
    }

    /// Counts and reads in one transaction: a room that comes in between is in both or in neither.
    pub(crate) async fn list(&self, wanted: Wanted) -> Result<Page, StoreError> {
        self.read(move |connection| {
            let transaction = connection.transaction()?;
            let page = Page {
                count: count(&transaction, &wanted)?,
                rooms: rooms(&transaction, &wanted)?,
            };
            transaction.commit()?;
            Ok(page)
        })
        .await
    }

    async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let _turn = self.writing.lock().await;
        self.read(work).await
    }

    async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let connection = self.pool.get().await?;
        connection.interact(work).await?
    }
}

fn count(connection: &Connection, wanted: &Wanted) -> Result<i64, StoreError> {
    let mut sql = Sql::new("SELECT count(*) FROM conference_rooms");
    narrow(&mut sql, wanted);
    let values = params_from_iter(sql.values());
    Ok(connection.query_row(sql.text(), values, |row| row.get(0))?)
}

fn rooms(connection: &Connection, wanted: &Wanted) -> Result<Vec<ConferenceRoom>, StoreError> {
    let mut sql = Sql::new("SELECT room FROM conference_rooms");
    narrow(&mut sql, wanted);
    sql.push(" ORDER BY ");
    sql.append(&wanted.order);
    sql.push(" LIMIT ");
    sql.bind(wanted.top);
    sql.push(" OFFSET ");
    sql.bind(wanted.skip);
    let mut statement = connection.prepare(sql.text())?;
    let rooms = statement.query_map(params_from_iter(sql.values()), text)?;
    rooms.map(|room| decode(&room?)).collect()
}

fn narrow(sql: &mut Sql, wanted: &Wanted) {
    sql.push(" WHERE TRUE");
    for condition in &wanted.conditions {
        sql.push(" AND ");
        sql.append(condition);
    }
}

fn text(row: &Row<'_>) -> deadpool_sqlite::rusqlite::Result<String> {
    row.get(0)
}

fn decode(room: &str) -> Result<ConferenceRoom, StoreError> {
    Ok(json::from_str(room)?)
}
