//! A client that does as little as it can, so that the server is what is measured.

use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

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
    pub(crate) requests: u32,
    pub(crate) time: Duration,
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
    let mut requests = 0;
    for done in connections.join_all().await {
        requests += done?;
    }
    let time = start.elapsed();
    Ok(Done { requests, time })
}

async fn connect(address: SocketAddr) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// The first answer is taken apart; all that follow have its length.
async fn converse(mut stream: TcpStream, request: Arc<[u8]>, end: Instant) -> io::Result<u32> {
    let mut buffer = [0; 1024];
    stream.write_all(&request).await?;
    let length = read_first(&mut stream, &mut buffer).await?;
    let mut requests = 1;
    while Instant::now() < end {
        stream.write_all(&request).await?;
        stream.read_exact(&mut buffer[..length]).await?;
        if !buffer.starts_with(b"HTTP/1.1 201 ") {
            return Err(io::Error::new(ErrorKind::InvalidData, "a room was refused"));
        }
        requests += 1;
    }
    Ok(requests)
}

/// Reads a whole answer; its length.
async fn read_first(stream: &mut TcpStream, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    loop {
        let count = stream.read(&mut buffer[filled..]).await?;
        if count == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        filled += count;
        if length(&buffer[..filled]) == Some(filled) {
            return Ok(filled);
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
    pub(crate) body: String,
}

/// Asks once.
pub(crate) async fn ask(address: SocketAddr, request: &[u8]) -> io::Result<Answer> {
    let mut stream = connect(address).await?;
    stream.write_all(request).await?;
    let mut buffer = [0; 8192];
    let length = read_first(&mut stream, &mut buffer).await?;
    let text = String::from_utf8_lossy(&buffer[..length]);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
    Ok(Answer {
        status: status.ok_or(ErrorKind::InvalidData)?,
        location: field(head, "location").map(str::to_owned),
        body: body.to_owned(),
    })
}
