use std::sync::atomic::{AtomicU32, Ordering};

use super::*;
use crate::numbers;
use crate::query;

/// A database file that goes when the test ends.
struct TemporaryFile(std::path::PathBuf);

impl TemporaryFile {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("conference-rooms-store-{}-{count}.db", std::process::id());
        Self(std::env::temp_dir().join(name))
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", self.path()));
        }
    }
}

fn room(number: i64, rest: &str) -> ConferenceRoom {
    let id = numbers::id(number);
    json::from_str(&format!(
        r#"{{"id": "{id}", "extension_number": "{number}", {rest}}}"#
    ))
    .unwrap()
}

async fn store_of(rooms: &[ConferenceRoom]) -> Store {
    let store = Store::open(":memory:").await.unwrap();
    for (number, room) in (100..).zip(rooms) {
        store.insert(number, room).await.unwrap();
    }
    store
}

fn read<T: json::Decode>(text: &str) -> T {
    json::from_str(&json::to_string(text)).unwrap()
}

fn wanted(filter: Option<&str>, search: Option<&str>, order: Option<&str>) -> Wanted {
    let filter = filter.map(|filter| read::<query::Filter>(filter).into_sql());
    Wanted {
        conditions: filter
            .into_iter()
            .chain(search.map(query::search))
            .collect(),
        order: order
            .map(read::<query::Order>)
            .unwrap_or_default()
            .into_sql(),
        skip: 0,
        top: 100,
    }
}

async fn listed(store: &Store, wanted: Wanted) -> (i64, Vec<String>) {
    let page = store.list(wanted).await.unwrap();
    let names = page
        .rooms
        .into_iter()
        .map(|room| room.extension_number.unwrap().into());
    (page.count, names.collect())
}

async fn pragma<T: deadpool_sqlite::rusqlite::types::FromSql + Send + 'static>(
    store: &Store,
    name: &'static str,
) -> T {
    let read = move |connection: &mut Connection| {
        Ok(connection.pragma_query_value(None, name, |row| row.get(0))?)
    };
    store.read(read).await.unwrap()
}

#[tokio::test]
async fn a_file_is_durable_and_is_found_again() {
    let file = TemporaryFile::new();
    let stored = room(100, r#""subject": "Zoë \"\u0001\"", "capacity": 9"#);
    {
        let store = Store::open(file.path()).await.unwrap();
        assert_eq!(pragma::<String>(&store, "journal_mode").await, "wal");
        assert_eq!(pragma::<i64>(&store, "synchronous").await, 2);
        assert_eq!(store.last_number().await.unwrap(), 0);
        store.insert(100, &stored).await.unwrap();
    }
    let store = Store::open(file.path()).await.unwrap();
    assert_eq!(store.last_number().await.unwrap(), 100);
    assert_eq!(store.find(&numbers::id(100)).await.unwrap(), Some(stored));
    assert_eq!(store.find("unknown").await.unwrap(), None);
}

#[tokio::test]
async fn every_connection_is_durable() {
    let file = TemporaryFile::new();
    let store = Store::open(file.path()).await.unwrap();
    let mut connections = Vec::new();
    for _ in 0..store.pool.status().max_size {
        connections.push(store.pool.get().await.unwrap());
    }
    assert!(connections.len() > 1);
    for connection in connections {
        let read = |connection: &mut Connection| {
            connection.pragma_query_value(None, "synchronous", |row| row.get::<_, i64>(0))
        };
        assert_eq!(connection.interact(read).await.unwrap().unwrap(), 2);
    }
}

#[tokio::test]
async fn memory_has_one_connection() {
    let store = Store::open(":memory:").await.unwrap();
    assert_eq!(store.pool.status().max_size, 1);
}

#[tokio::test]
async fn a_later_database_is_left_alone() {
    let file = TemporaryFile::new();
    let connection = Connection::open(file.path()).unwrap();
    connection
        .pragma_update(None, "user_version", 1000)
        .unwrap();
    drop(connection);
    assert!(matches!(
        Store::open(file.path()).await,
        Err(StoreError::TooNew)
    ));
}

#[tokio::test]
async fn an_extension_number_is_unique() {
    let store = store_of(&[room(100, r#""subject": "one""#)]).await;
    let mut other = room(101, r#""subject": "other""#);
    other.extension_number = room(100, r#""subject": "x""#).extension_number;
    let error = store.insert(101, &other).await.unwrap_err();
    assert!(matches!(error, StoreError::ExtensionNumberInUse), "{error}");
    // A number or an id that is there already is a failure of this program, and no conflict.
    let error = store
        .insert(100, &room(102, r#""subject": "x""#))
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::Database(_)), "{error}");
    let mut other = room(103, r#""subject": "x""#);
    other.id = Some(numbers::id(100));
    let error = store.insert(103, &other).await.unwrap_err();
    assert!(matches!(error, StoreError::Database(_)), "{error}");
}

#[tokio::test]
async fn an_update_changes_what_is_sent() {
    let rest = r#""subject": "one", "mode": "VIDEO", "capacity": 9, "height": 144,
                  "scheduled_start_at": "2026-03-31T11:00:00.5+02:00""#;
    let store = store_of(&[room(100, rest)]).await;
    let change: UpdateConferenceRoom =
        json::from_str(r#"{"capacity": 20, "language": "de"}"#).unwrap();
    assert!(store.update(&numbers::id(100), &change).await.unwrap());
    let expected = room(
        100,
        &format!("{}, \"language\": \"de\"", rest.replace(": 9", ": 20")),
    );
    assert_eq!(
        store.find(&numbers::id(100)).await.unwrap(),
        Some(expected.clone())
    );

    assert!(
        store
            .update(&numbers::id(100), &UpdateConferenceRoom::default())
            .await
            .unwrap()
    );
    assert_eq!(store.find(&numbers::id(100)).await.unwrap(), Some(expected));
    assert!(!store.update("unknown", &change).await.unwrap());
}

#[tokio::test]
async fn lists() {
    let store = store_of(&[
        room(100, r#""subject": "b", "capacity": 9, "scheduled_start_at": "2026-03-31T11:00:00+02:00""#),
        room(101, r#""subject": "a", "capacity": 20, "scheduled_start_at": "2026-03-31T10:00:00Z", "room_pin": "999""#),
        room(102, r#""subject": "Zoë", "capacity": 9, "external_invitees": "ADA@example.org""#),
    ])
    .await;
    for (wanted, expected) in [
        (wanted(None, None, None), &["100", "101", "102"][..]),
        (wanted(None, None, Some("subject")), &["102", "101", "100"]),
        (wanted(None, None, Some("capacity")), &["100", "102", "101"]),
        (
            wanted(None, None, Some("capacity,subject desc")),
            &["100", "102", "101"],
        ),
        (
            wanted(None, None, Some("scheduled_start_at desc")),
            &["101", "100", "102"],
        ),
        (
            wanted(Some("capacity eq 9"), None, Some("subject")),
            &["102", "100"],
        ),
        (wanted(None, Some("ZOË"), None), &["102"]),
        (wanted(None, Some("ada@"), None), &["102"]),
        (wanted(None, Some("10"), None), &["100", "101", "102"]),
        (wanted(None, Some("999"), None), &[]),
        (wanted(None, Some("%"), None), &[]),
        (wanted(Some("capacity eq 9"), Some("b"), None), &["100"]),
    ] {
        let message = format!("{wanted:?}");
        let (count, names) = listed(&store, wanted).await;
        assert_eq!(
            (count, names),
            (
                expected.len() as i64,
                expected.iter().map(|name| (*name).to_owned()).collect()
            ),
            "{message}"
        );
    }
    let page = Wanted {
        skip: 1,
        top: 1,
        ..wanted(None, None, None)
    };
    assert_eq!(listed(&store, page).await, (3, vec!["101".to_owned()]));
}
