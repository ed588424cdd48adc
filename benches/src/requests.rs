//! The request that opens a room, as text for a socket and as a value for a service.

use bytes::Bytes;
use http_body_util::Full;
use hyper::http::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use hyper::http::{self, Request};

use crate::TOKEN;

const PATH: &str = "/api/conference_rooms";

/// The bytes that go over a socket.
pub fn text(token: &str, body: &str) -> Vec<u8> {
    format!(
        "POST {PATH} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer {token}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// The same for a service.
///
/// # Errors
///
/// None: all parts of it are right.
pub fn value(body: &'static str) -> http::Result<Request<Full<Bytes>>> {
    Request::post(PATH)
        .header(HOST, "127.0.0.1")
        .header(AUTHORIZATION, format!("Bearer {TOKEN}"))
        .header(CONTENT_TYPE, "application/json")
        .body(Full::new(Bytes::from_static(body.as_bytes())))
}

/// The request for a list of rooms.
pub fn list(token: &str) -> Vec<u8> {
    format!("GET {PATH} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer {token}\r\n\r\n")
        .into_bytes()
}
