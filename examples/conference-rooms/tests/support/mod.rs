//! The server as a process of its own, and a client that sends exactly what it is told.

#![allow(dead_code, reason = "no test file needs all of it")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use serde_json::Value;

pub const TOKEN: &str = "the-token-of-the-tests";
pub const ROOMS: &str = "/api/conference_rooms";
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server. It ends with the test.
pub struct Server {
    pub process: Child,
    pub address: SocketAddr,
    /// The lines that a user sees at the start.
    pub greeting: [String; 2],
}

impl Server {
    /// A server that keeps its rooms in memory.
    pub fn start() -> Self {
        Self::run(command(":memory:").env("ROOMS_TOKEN", TOKEN))
    }

    pub fn start_with_file(database: &Database) -> Self {
        Self::run(command(database.path()).env("ROOMS_TOKEN", TOKEN))
    }

    pub fn run(command: &mut Command) -> Self {
        let mut process = command.spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let greeting = [(); 2].map(|()| lines.next().unwrap().unwrap());
        let (_, url) = greeting[0].split_once("http://").unwrap();
        let address = url.strip_suffix("/api").unwrap().parse().unwrap();
        Self {
            process,
            address,
            greeting,
        }
    }

    /// Sends a request and reads the answer.
    pub fn send(&self, method: &str, target: &str, fields: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut connection = self.connect();
        connection.send(&head(method, target, fields, body.len()));
        connection.send(body);
        connection.answer(method)
    }

    pub fn connect(&self) -> Connection {
        self.try_connect().unwrap()
    }

    /// A connection, or nothing if the server is gone.
    pub fn try_connect(&self) -> Option<Connection> {
        let stream = TcpStream::connect(self.address).ok()?;
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        Some(Connection(stream))
    }

    pub fn get(&self, target: &str) -> Answer {
        self.send("GET", target, &[authorization()], b"")
    }

    pub fn post(&self, target: &str, body: impl AsRef<[u8]>) -> Answer {
        let fields = [authorization(), ("content-type", "application/json")];
        self.send("POST", target, &fields, body.as_ref())
    }

    /// Creates a room and gives its path.
    pub fn create(&self, body: &str) -> String {
        let answer = self.post(ROOMS, body);
        assert_eq!(answer.status, 201, "{answer:?}");
        answer.field("location").unwrap().to_owned()
    }

    /// The list with these query parameters.
    pub fn list(&self, parameters: &[(&str, &str)]) -> Answer {
        let parameters = parameters
            .iter()
            .map(|(name, value)| format!("{name}={}", encoded(value)));
        self.get(&format!(
            "{ROOMS}?{}",
            parameters.collect::<Vec<_>>().join("&")
        ))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The program with a database, on a port that is free.
pub fn command(database: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_conference-rooms"));
    command.args(["--listen", "127.0.0.1:0", "--database", database]);
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

pub fn authorization() -> (&'static str, &'static str) {
    ("authorization", "Bearer the-token-of-the-tests")
}

pub fn head(method: &str, target: &str, fields: &[(&str, &str)], length: usize) -> Vec<u8> {
    let mut head =
        format!("{method} {target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n");
    for (name, value) in fields {
        head += &format!("{name}: {value}\r\n");
    }
    if length > 0 {
        head += &format!("content-length: {length}\r\n");
    }
    (head + "\r\n").into_bytes()
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

pub struct Connection(TcpStream);

impl Connection {
    /// A server may answer before it has read everything, so a failure shows in what is read.
    pub fn send(&mut self, bytes: &[u8]) {
        let _ = self.0.write_all(bytes);
    }

    /// Reads up to and with `end`.
    pub fn read_until(&mut self, end: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        while !bytes.ends_with(end) {
            let mut byte = [0];
            self.0.read_exact(&mut byte).unwrap();
            bytes.extend(byte);
        }
        bytes
    }

    pub fn answer(&mut self, method: &str) -> Answer {
        self.try_answer(method).unwrap()
    }

    /// The answer, or nothing if the server is gone.
    pub fn try_answer(&mut self, method: &str) -> Option<Answer> {
        let mut bytes = Vec::new();
        self.0.read_to_end(&mut bytes).ok()?;
        let _ = self.0.shutdown(Shutdown::Both);
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
        let answer = Answer::parse(
            std::str::from_utf8(&bytes[..end]).unwrap(),
            &bytes[end + 4..],
        );
        let length: Option<usize> = answer
            .field("content-length")
            .map(|length| length.parse().unwrap());
        match length {
            Some(length) if method != "HEAD" => (answer.body.len() == length).then_some(answer),
            _ => Some(answer),
        }
    }
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub fields: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    fn parse(head: &str, body: &[u8]) -> Self {
        let mut lines = head.split("\r\n");
        let status = lines
            .next()
            .unwrap()
            .split(' ')
            .nth(1)
            .unwrap()
            .parse()
            .unwrap();
        let field = |line: &str| {
            let (name, value) = line.split_once(": ").unwrap();
            (name.to_ascii_lowercase(), value.to_owned())
        };
        Self {
            status,
            fields: lines.map(field).collect(),
            body: body.to_vec(),
        }
    }

    pub fn field(&self, name: &str) -> Option<&str> {
        let (_, value) = self.fields.iter().find(|(known, _)| known == name)?;
        Some(value)
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The problem with this status; a problem always says its status twice.
    #[track_caller]
    pub fn problem(&self, status: u16) -> Value {
        assert_eq!(
            self.status,
            status,
            "{}",
            String::from_utf8_lossy(&self.body)
        );
        assert_eq!(self.field("content-type"), Some("application/problem+json"));
        let problem = self.json();
        assert_eq!(problem["status"], status);
        problem
    }

    /// Where the errors of a problem are, and which keywords they break.
    #[track_caller]
    pub fn errors(&self, status: u16) -> Vec<(String, String)> {
        let problem = self.problem(status);
        let errors = problem["errors"]
            .as_array()
            .unwrap_or_else(|| panic!("{problem}"));
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let error = |error: &Value| {
            assert!(!text(&error["message"]).is_empty(), "{error}");
            let place = if error["pointer"].is_string() {
                "pointer"
            } else {
                "parameter"
            };
            (text(&error[place]), text(&error["keyword"]))
        };
        errors.iter().map(error).collect()
    }
}

/// A database file of one test.
pub struct Database(PathBuf);

impl Database {
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("rooms-{}-{count}.db", std::process::id());
        Self(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name))
    }

    pub fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", self.path()));
        }
    }
}
