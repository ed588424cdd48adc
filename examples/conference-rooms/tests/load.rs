//! Many clients at once, some of which do not behave: who does must not notice, and nothing may pile up.
//!
//! A minute, or what `ANTEROOM_LOAD_SECONDS` says: `cargo test -p conference-rooms --test load -- --ignored`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub
)]

mod support;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use support::{ROOMS, Server, authorization};
use tokio::io::{AsyncReadExt, AsyncWriteExt, BufStream};
use tokio::net::TcpStream;

const CONNECTIONS: usize = 256;
const ROOM: &str = r#"{"extension_number":"1001","mode":"VIDEO","subject":"Load","capacity":9}"#;
const CHANGE: &str = r#"{"subject":"Changed","capacity":10}"#;

/// What the clients have seen.
#[derive(Debug, Default)]
struct Tally {
    good: AtomicUsize,
    refused: AtomicUsize,
    aborted: AtomicUsize,
    is_over: AtomicBool,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes a minute; .ci/full does it"]
async fn who_behaves_does_not_notice_who_does_not() {
    let server = Server::start();
    let room = server.create(ROOM);
    let idle = open_files(&server);
    let tally = Arc::new(Tally::default());
    let clients: Vec<_> = (0..CONNECTIONS)
        .map(|seed| {
            let client = Client {
                address: server.address,
                room: room.clone(),
                tally: Arc::clone(&tally),
            };
            tokio::spawn(client.run(seed))
        })
        .collect();

    let seconds = std::env::var("ANTEROOM_LOAD_SECONDS").map_or(60, |text| text.parse().unwrap());
    let early = (seconds / 6).max(1);
    tokio::time::sleep(Duration::from_secs(early)).await;
    let before = resident(&server);
    tokio::time::sleep(Duration::from_secs(seconds - early)).await;
    let after = resident(&server);
    tally.is_over.store(true, Ordering::Relaxed);
    for client in clients {
        client.await.unwrap();
    }
    println!("{tally:?}, resident KiB {before:?} then {after:?}");
    assert!(tally.good.load(Ordering::Relaxed) > 0);
    if let (Some(before), Some(after)) = (before, after) {
        assert!(after * 10 <= before * 11, "{before} KiB, then {after} KiB");
    }
    // A connection that is forgotten keeps its socket.
    for _ in 0..100 {
        if open_files(&server) <= idle {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!(
        "{:?} files are open, and were {idle:?}",
        open_files(&server)
    );
}

struct Client {
    address: SocketAddr,
    room: String,
    tally: Arc<Tally>,
}

impl Client {
    /// Of a hundred requests five are malformed, five too large and five given up in the middle.
    async fn run(self, seed: usize) {
        let mut stream = self.connect().await;
        for turn in seed.. {
            if self.tally.is_over.load(Ordering::Relaxed) {
                return;
            }
            match turn * 7 % 100 {
                0..5 => self.malformed(turn).await,
                5..10 => self.too_large().await,
                10..15 => self.given_up().await,
                15..60 => self.good(&mut stream, "GET", &self.room, "").await,
                60..70 => self.good(&mut stream, "GET", ROOMS, "").await,
                _ => self.good(&mut stream, "POST", &self.room, CHANGE).await,
            }
        }
    }

    async fn connect(&self) -> BufStream<TcpStream> {
        BufStream::new(TcpStream::connect(self.address).await.unwrap())
    }

    async fn good(&self, stream: &mut BufStream<TcpStream>, method: &str, path: &str, body: &str) {
        let head = head(method, path, body.len());
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.write_all(body.as_bytes()).await.unwrap();
        stream.flush().await.unwrap();
        let status = answer(stream).await.expect("an answer");
        assert_eq!(status, 200, "{method} {path}");
        self.tally.good.fetch_add(1, Ordering::Relaxed);
    }

    async fn malformed(&self, turn: usize) {
        let requests = [
            "GET / HTTP/9.9\r\n\r\n".to_owned(),
            "\0\x01\x02\r\n\r\n".to_owned(),
            head("POST", &self.room, 4) + "{\"x\"",
            head("POST", &self.room, 2).replace("content-length: 2", "content-length: two"),
            head("GET", &format!("{ROOMS}?top=%zz"), 0),
        ];
        let request = &requests[turn % requests.len()];
        self.refused(request.as_bytes(), 400).await;
    }

    async fn too_large(&self) {
        let body = " ".repeat(2 * 1024 * 1024 + 1);
        let request = head("POST", &self.room, body.len()) + &body;
        self.refused(request.as_bytes(), 413).await;
    }

    /// The server may close the connection before it has read all, which can lose its answer.
    async fn refused(&self, request: &[u8], expected: u16) {
        let mut stream = self.connect().await;
        let _ = stream.write_all(request).await;
        let _ = stream.flush().await;
        if let Some(status) = answer(&mut stream).await {
            assert_eq!(status, expected);
        }
        self.tally.refused.fetch_add(1, Ordering::Relaxed);
    }

    async fn given_up(&self) {
        let mut stream = self.connect().await;
        let request = head("POST", &self.room, 1000) + "{\"subject\":";
        let _ = stream.write_all(request.as_bytes()).await;
        let _ = stream.flush().await;
        self.tally.aborted.fetch_add(1, Ordering::Relaxed);
    }
}

fn head(method: &str, path: &str, length: usize) -> String {
    let (name, value) = authorization();
    format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\n{name}: {value}\r\n\
         content-type: application/json\r\ncontent-length: {length}\r\n\r\n"
    )
}

/// The status of the next answer, whose body is read over; `None` if the connection is closed instead.
async fn answer(stream: &mut BufStream<TcpStream>) -> Option<u16> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8(head).unwrap();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    head.split(' ').nth(1)?.parse().ok()
}

/// The memory of the server in KiB, where the system tells.
fn resident(server: &Server) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.process.id())).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

fn open_files(server: &Server) -> Option<usize> {
    let files = std::fs::read_dir(format!("/proc/{}/fd", server.process.id())).ok()?;
    Some(files.count())
}
