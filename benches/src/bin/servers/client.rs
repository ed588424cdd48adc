//! A client that does as little as it can, so that the server is what is measured.

use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// What is asked, and for how long.
pub(crate) struct Load {
    pub(crate) request: Arc<[u8]>,
    pub(crate) connections: usize,
    pub(crate) duration: Duration,
}

/// What was answered.
pub(crate) struct Done {
    /// How long each request took.
    pub(crate) latencies: Vec<Duration>,
    pub(crate) time: Duration,
}

impl Done {
    /// How many microseconds such a part of the requests took at most.
    pub(crate) fn quantile(&mut self, part: f64) -> f64 {
        self.latencies.sort_unstable();
        let index = (self.latencies.len() as f64 * part) as usize;
        let found = self.latencies.get(index).or(self.latencies.last());
        found.map_or(f64::NAN, |found| found.as_secs_f64() * 1e6)
    }
}

/// Keeps the thread of its runtime from sleeping. On one machine it is the server that wakes a client that sleeps, which
/// takes a tenth of a request; and a busy client sleeps less, so that fast servers would be charged less for it.
pub(crate) async fn stay_awake() {
    loop {
        tokio::task::yield_now().await;
    }
}

/// Asks over and over, on each connection one request after the other.
pub(crate) async fn run(address: SocketAddr, load: &Load) -> io::Result<Done> {
    let mut streams = Vec::new();
    for _ in 0..load.connections {
        streams.push(connect(address).await?);
    }
    let start = Instant::now();
    let end = start + load.duration;
    let mut connections = JoinSet::new();
    for stream in streams {
        connections.spawn(converse(stream, Arc::clone(&load.request), end));
    }
    let mut latencies = Vec::new();
    for done in connections.join_all().await {
        latencies.extend(done?);
    }
    let time = start.elapsed();
    Ok(Done { latencies, time })
}

async fn connect(address: SocketAddr) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// The first answer is taken apart; all that follow have its length.
async fn converse(
    mut stream: TcpStream,
    request: Arc<[u8]>,
    end: Instant,
) -> io::Result<Vec<Duration>> {
    let mut before = Instant::now();
    let mut latencies = Vec::new();
    stream.write_all(&request).await?;
    let mut buffer = read_first(&mut stream).await?;
    loop {
        if !buffer.starts_with(b"HTTP/1.1 20") {
            return Err(io::Error::new(ErrorKind::InvalidData, "it was refused"));
        }
        let now = Instant::now();
        latencies.push(now - before);
        if now >= end {
            return Ok(latencies);
        }
        before = now;
        stream.write_all(&request).await?;
        stream.read_exact(&mut buffer).await?;
    }
}

/// Reads a whole answer.
async fn read_first(stream: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut buffer = Vec::new();
    loop {
        if stream.read_buf(&mut buffer).await? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        if length(&buffer) == Some(buffer.len()) {
            return Ok(buffer);
        }
    }
}

/// The length of an answer, as soon as its head is there.
fn length(bytes: &[u8]) -> Option<usize> {
    let head = bytes.windows(4).position(|bytes| bytes == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(bytes.get(..head)?).ok()?;
    let body: usize = field(text, "content-length").map_or(Some(0), |text| text.parse().ok())?;
    Some(head + body)
}

fn field<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let mut fields = head.lines().filter_map(|line| line.split_once(": "));
    fields.find_map(|(key, value)| key.eq_ignore_ascii_case(name).then_some(value))
}

/// What tells two answers apart.
#[derive(Debug, PartialEq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) location: Option<String>,
    /// Members may come in any order.
    pub(crate) body: Value,
}

/// Asks once.
pub(crate) async fn ask(address: SocketAddr, request: &[u8]) -> io::Result<Answer> {
    let mut stream = connect(address).await?;
    stream.write_all(request).await?;
    let answer = read_first(&mut stream).await?;
    let text = String::from_utf8_lossy(&answer);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
    Ok(Answer {
        status: status.ok_or(ErrorKind::InvalidData)?,
        location: field(head, "location").map(str::to_owned),
        body: serde_json::from_str(body).unwrap_or_else(|_| body.into()),
    })
}
