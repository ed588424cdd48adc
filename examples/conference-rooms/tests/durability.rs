//! An acknowledged room is there, whatever happens to the server.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub
)]
#![cfg(unix)]

mod support;

use std::net::TcpStream;
use std::process::Command;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use deadpool_sqlite::rusqlite;
use support::{Database, ROOMS, Server, authorization, head};

fn body(number: usize) -> String {
    format!(
        r#"{{"extension_number":"{number}","mode":"VIDEO","subject":"room {number}","capacity":9}}"#
    )
}

/// Creates a room; `None` once the server is gone.
fn create(server: &Server, number: usize) -> Option<String> {
    let body = body(number);
    let fields = [authorization(), ("content-type", "application/json")];
    let mut connection = server.try_connect()?;
    connection.send(&head("POST", ROOMS, &fields, body.len()));
    connection.send(body.as_bytes());
    let answer = connection.try_answer("POST")?;
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.field("location").map(str::to_owned)
}

/// Writes from four threads, kills the server in the midst of it, and gives what was acknowledged.
fn write_and_kill(server: &mut Server, first: usize) -> Vec<(usize, String)> {
    const ENOUGH: usize = 60;
    let (sender, acknowledged) = mpsc::channel();
    let mut rooms = Vec::new();
    let pid = server.process.id();
    thread::scope(|scope| {
        for writer in 0..4 {
            let (server, sender) = (&*server, sender.clone());
            scope.spawn(move || {
                for number in (first + writer..).step_by(4) {
                    let Some(path) = create(server, number) else {
                        return;
                    };
                    sender.send((number, path)).unwrap();
                }
            });
        }
        drop(sender);
        rooms.extend(acknowledged.iter().take(ENOUGH));
        signal("KILL", pid);
        // Those that were acknowledged before the signal arrived.
        rooms.extend(acknowledged.iter());
    });
    assert!(!server.process.wait().unwrap().success());
    rooms
}

fn signal(name: &str, pid: u32) {
    let status = Command::new("sh")
        .args(["-c", &format!("kill -{name} {pid}")])
        .status()
        .unwrap();
    assert!(status.success());
}

#[test]
fn acknowledged_rooms_survive_a_crash() {
    let database = Database::new();
    let mut rooms = Vec::new();
    for round in 1..=3 {
        let mut server = Server::start_with_file(&database);
        rooms.extend(write_and_kill(&mut server, round * 100_000));
    }
    let server = Server::start_with_file(&database);
    for (number, path) in &rooms {
        let room = server.get(path).json();
        assert_eq!(room["extension_number"], number.to_string(), "{path}");
        assert_eq!(room["subject"], format!("room {number}"));
    }
    let count = server.list(&[]).json()["count"].as_u64().unwrap();
    assert!(count >= rooms.len() as u64);

    // Ids go on where they stopped.
    create(&server, 1000).unwrap();
    let list = server.list(&[("skip", &count.to_string())]).json();
    assert_eq!(list["items"][0]["extension_number"], "1000");
    check_file(&database);
}

/// The mode of the journal is kept in the file; `synchronous` is a matter of each connection, which the tests of
/// the store look at.
fn check_file(database: &Database) {
    let connection = rusqlite::Connection::open(database.path()).unwrap();
    let pragma = |name: &str| -> String {
        connection
            .pragma_query_value(None, name, |row| row.get(0))
            .unwrap()
    };
    assert_eq!(pragma("journal_mode"), "wal");
    assert_eq!(pragma("integrity_check"), "ok");
}

#[test]
fn a_request_that_runs_is_finished_before_the_end() {
    let database = Database::new();
    let mut server = Server::start_with_file(&database);
    let body = body(100);
    let fields = [
        authorization(),
        ("content-type", "application/json"),
        ("expect", "100-continue"),
    ];
    let mut connection = server.connect();
    connection.send(&head("POST", ROOMS, &fields, body.len()));
    // Now the server waits for the body.
    connection.read_until(b"HTTP/1.1 100 Continue\r\n\r\n");
    signal("TERM", server.process.id());
    wait_until_nobody_listens(&server);
    connection.send(body.as_bytes());
    let answer = connection.answer("POST");
    assert_eq!(answer.status, 201, "{answer:?}");
    assert!(server.process.wait().unwrap().success());

    let server = Server::start_with_file(&database);
    assert_eq!(server.get(answer.field("location").unwrap()).status, 200);
}

#[test]
fn an_idle_server_ends_at_once() {
    for name in ["TERM", "INT"] {
        let mut server = Server::start();
        server.list(&[]);
        let _idle = server.connect();
        let asked = Instant::now();
        signal(name, server.process.id());
        assert!(server.process.wait().unwrap().success());
        assert!(
            asked.elapsed() < Duration::from_secs(20),
            "{name}: {:?}",
            asked.elapsed()
        );
    }
}

fn wait_until_nobody_listens(server: &Server) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while TcpStream::connect(server.address).is_ok() {
        assert!(Instant::now() < deadline, "the server still listens");
        thread::yield_now();
    }
}

#[test]
fn an_unusable_database_is_an_error_at_the_start() {
    for database in [
        "/nonexistent/rooms.db",
        env!("CARGO_MANIFEST_DIR"),
        concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"),
    ] {
        let output = support::command(database)
            .stderr(std::process::Stdio::piped())
            .output()
            .unwrap();
        assert!(!output.status.success(), "{database}");
        assert!(
            String::from_utf8_lossy(&output.stderr).contains("conference-rooms: the database"),
            "{output:?}"
        );
    }
}
