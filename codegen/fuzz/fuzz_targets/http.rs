//! Bytes on a connection to a service that is generated from everything a document can say.

#![no_main]

use std::convert::Infallible;

use anteroom::http::{Request, Response, StatusCode};
use anteroom::json::{Value, from_slice};
use anteroom::{Body, OperationInfo};
use hyper::body::Incoming;
use hyper_util::rt::TokioIo;
use libfuzzer_sys::fuzz_target;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tower::ServiceExt;

/// What requests that do not come as far as the implementation are answered with: `anteroom::Rejection`.
const REJECTIONS: [u16; 11] = [400, 401, 403, 404, 405, 406, 408, 413, 415, 422, 501];

fuzz_target!(|bytes: &[u8]| {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.expect("a runtime").block_on(exchange(bytes));
});

/// Sends all bytes, and reads all answers.
async fn exchange(bytes: &[u8]) {
    let (mut client, server) = tokio::io::duplex(1 << 16);
    let service = hyper::service::service_fn(answer);
    let connection =
        hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(server), service);
    let talk = async {
        let (mut reading, mut writing) = tokio::io::split(&mut client);
        let mut text = Vec::new();
        let write = async {
            // The server may have had enough.
            let _ = writing.write_all(bytes).await;
            let _ = writing.shutdown().await;
        };
        let ((), read) = tokio::join!(write, reading.read_to_end(&mut text));
        read.map(|_| text).unwrap_or_default()
    };
    let (_, text) = tokio::join!(connection, talk);
    assert!(text.is_empty() || text.starts_with(b"HTTP/1."), "{text:?}");
}

async fn answer(request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
    let service = everything::service()
        .validate_responses(true)
        .tell_operation(true);
    let response = service
        .on_server_error(|error| panic!("{error}"))
        .oneshot(request)
        .await?;
    let (parts, body) = response.into_parts();
    let bytes = body.collect(1 << 22).await.expect("the answer is whole");
    let operation = parts.extensions.get::<OperationInfo>();
    check(parts.status, operation, &parts.headers, &bytes);
    Ok(Response::from_parts(parts, Body::full(bytes)))
}

/// Whether the document, or the table of rejections, has such an answer.
fn check(
    status: StatusCode,
    operation: Option<&OperationInfo>,
    headers: &anteroom::http::HeaderMap,
    body: &[u8],
) {
    let declared: &[u16] = match operation.map(OperationInfo::id) {
        Some("statusAnswer") => &[200, 202, 204, 303, 404, 429],
        Some(_) => &[200],
        // `OPTIONS`.
        None => &[204],
    };
    let status = status.as_u16();
    let is_known = declared.contains(&status) || REJECTIONS.contains(&status);
    assert!(is_known, "{status} of {operation:?}");
    let media_type = headers
        .get("content-type")
        .and_then(|value| value.to_str().ok());
    let is_json = |name: &str| name.ends_with("json") && !name.ends_with("ndjson");
    if media_type.is_some_and(is_json) && !body.is_empty() {
        assert!(from_slice::<Value>(body).is_ok(), "{body:?}");
    }
}
