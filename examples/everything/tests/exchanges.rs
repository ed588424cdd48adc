//! Raw requests over a socket, and the raw answers to them: the files in `exchanges`.
//!
//! Lines with `>` are a request: its head, an empty line, its body. Lines with `<` are the answer to it, without `Date`.
//! Each exchange has a connection of its own. `\r`, `\n`, `\\` and `\x00` stand for bytes; `Content-Length: *` for the
//! length of the body. `ANTEROOM_BLESS=1 cargo test -p everything` writes down the answers anew: read them.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anteroom::Limits;
use everything::Echo;
use everything::api::EverythingWebhooksServer;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

#[tokio::test]
async fn all_exchanges_are_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exchanges");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let bless = std::env::var_os("ANTEROOM_BLESS").is_some() && std::env::var_os("CI").is_none();
    let (mut count, mut different) = (0, Vec::new());
    for file in &files {
        let name = file.file_stem().unwrap().to_str().unwrap();
        let address = serve(name).await;
        let text = std::fs::read_to_string(file).unwrap();
        let exchanges = parse(&text);
        let mut blessed = String::new();
        for exchange in &exchanges {
            let answer = written(&talk(address, exchange).await);
            blessed += &format!("{}{answer}", exchange.before);
            if answer != exchange.answer {
                different.push(format!("{name}: {}{answer}", exchange.before));
            }
        }
        count += exchanges.len();
        if bless && blessed != text {
            std::fs::write(file, blessed).unwrap();
        }
    }
    assert!(bless || different.is_empty(), "{}", different.join("\n"));
    println!("{count} exchanges in {} files", files.len());
    assert!(count >= 300, "{count}");
}

/// The service that a file is about.
async fn serve(name: &str) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = everything::service().validate_responses(true);
    match name {
        "webhooks" => drop(tokio::spawn(
            anteroom::serve(listener, EverythingWebhooksServer::new(Echo)).into_future(),
        )),
        "layers" => drop(tokio::spawn(
            anteroom::serve(listener, everything::layered()).into_future(),
        )),
        "limits" => {
            let service = service
                .at("/api")
                .realm("everything")
                .limits(
                    Limits::new()
                        .body(64)
                        .depth(4)
                        .parameters(4)
                        .parts(3)
                        .part_size(32),
                )
                .limit_operations(|it| it.id() == "octetsBody", Limits::new().body(8))
                .refuse_unknown_parameters(true);
            drop(tokio::spawn(
                anteroom::serve(listener, service).into_future(),
            ));
        }
        _ => drop(tokio::spawn(
            anteroom::serve(listener, service).into_future(),
        )),
    }
    address
}

struct Exchange {
    /// All lines up to the answer, as they stand in the file.
    before: String,
    request: Vec<u8>,
    is_head: bool,
    answer: String,
}

fn parse(text: &str) -> Vec<Exchange> {
    let mut exchanges: Vec<Exchange> = Vec::new();
    let mut lines = text.lines().peekable();
    while lines.peek().is_some() {
        let mut before = String::new();
        let mut request: Vec<&str> = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with('<')) {
            before += &format!("{line}\n");
            if let Some(line) = line.strip_prefix('>') {
                request.push(line.strip_prefix(' ').unwrap_or(line));
            } else if !request.is_empty() {
                // An exchange without an answer, to be blessed.
                break;
            }
        }
        let mut answer = String::new();
        while let Some(line) = lines.next_if(|line| line.starts_with('<')) {
            answer += &format!("{line}\n");
        }
        exchanges.push(Exchange {
            before,
            is_head: request
                .first()
                .is_some_and(|line| line.starts_with("HEAD ")),
            request: sent(&request),
            answer,
        });
    }
    exchanges
}

/// The bytes of a request: lines of the head end with CR LF, those of the body with LF, if another follows.
fn sent(lines: &[&str]) -> Vec<u8> {
    let (head, body) = match lines.iter().position(|line| line.is_empty()) {
        Some(at) => (&lines[..at], Some(unescaped(&lines[at + 1..].join("\n")))),
        None => (lines, None),
    };
    let mut bytes = Vec::new();
    for line in head {
        let length = body.as_ref().map_or(0, Vec::len).to_string();
        let is_length = line.eq_ignore_ascii_case("content-length: *");
        let line = if is_length {
            line.replace('*', &length)
        } else {
            (*line).to_owned()
        };
        bytes.extend(unescaped(&line));
        bytes.extend(b"\r\n");
    }
    if let Some(body) = body {
        bytes.extend(b"\r\n");
        bytes.extend(body);
    }
    bytes
}

fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        bytes.extend(before.as_bytes());
        let (kind, after) = after.split_at(1);
        rest = after;
        match kind {
            "r" => bytes.push(b'\r'),
            "n" => bytes.push(b'\n'),
            "x" => {
                let (digits, after) = after.split_at(2);
                bytes.push(u8::from_str_radix(digits, 16).unwrap());
                rest = after;
            }
            other => bytes.extend(other.as_bytes()),
        }
    }
    bytes.extend(rest.as_bytes());
    bytes
}

/// An answer as lines of the file.
fn written(answer: &[u8]) -> String {
    let mut text = String::new();
    for chunk in answer.utf8_chunks() {
        for character in chunk.valid().chars() {
            match character {
                '\\' => text += "\\\\",
                '\n' => text.push('\n'),
                '\r' => text += "\\r",
                other if other.is_control() => text += &format!("\\x{:02x}", u32::from(other)),
                other => text.push(other),
            }
        }
        for byte in chunk.invalid() {
            text += &format!("\\x{byte:02x}");
        }
    }
    let mut lines = Vec::new();
    let mut rest = text.as_str();
    // One head, and one more for each interim answer; there it is known where lines end.
    while let Some((head, after)) = rest.split_once("\\r\n\\r\n") {
        let fields = head
            .split("\\r\n")
            .filter(|line| !line.starts_with("date: "));
        lines.extend(
            fields.map(|line| match line.strip_prefix("x-request-id: ") {
                Some(id) if id.len() == 36 => "x-request-id: *",
                _ => line,
            }),
        );
        rest = after;
        if !head.starts_with("HTTP/1.1 1") {
            break;
        }
        lines.push("");
    }
    if !rest.is_empty() {
        lines.push("");
        lines.extend(rest.split('\n'));
    }
    let line = |line: &&str| format!("<{}{line}\n", if line.is_empty() { "" } else { " " });
    lines.iter().map(line).collect()
}

async fn talk(address: SocketAddr, exchange: &Exchange) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // Who is refused early may find the connection closed.
    let _ = stream.write_all(&exchange.request).await;
    let mut answer = Vec::new();
    let reading = read(&mut stream, exchange.is_head, &mut answer);
    let in_time = tokio::time::timeout(Duration::from_secs(20), reading).await;
    assert!(in_time.is_ok(), "no answer to {}", exchange.before);
    answer
}

/// Reads one answer, or all that comes where the server closes the connection (RFC 9112, section 6.3).
async fn read(stream: &mut TcpStream, is_head: bool, answer: &mut Vec<u8>) {
    let mut start = 0;
    loop {
        while !answer[start..].ends_with(b"\r\n\r\n") {
            let Ok(byte) = stream.read_u8().await else {
                return;
            };
            answer.push(byte);
        }
        let head = String::from_utf8_lossy(&answer[start..]).to_lowercase();
        start = answer.len();
        let status = head.split(' ').nth(1).unwrap_or_default();
        if status.starts_with('1') {
            continue;
        }
        let has_body = !is_head && status != "204" && status != "304";
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "));
        if head.contains("connection: close") {
            let _ = stream.read_to_end(answer).await;
        } else if has_body && head.contains("transfer-encoding: chunked") {
            while !answer[start..].ends_with(b"0\r\n\r\n") {
                answer.push(stream.read_u8().await.unwrap());
            }
        } else if has_body && let Some(length) = length {
            let mut body = vec![0; length.parse().unwrap()];
            stream.read_exact(&mut body).await.unwrap();
            answer.extend(body);
        } else if has_body && length.is_none() {
            let _ = stream.read_to_end(answer).await;
        }
        return;
    }
}
