//! Where an answer ends, and what comes of one that does not.

use std::future::IntoFuture;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::Poll;

use anteroom::{Body, Context, Event, Events, Server, Stream, TypedBody};
use anteroom_golden::framing::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

use crate::{pieces, request, send};

/// What it answers is told by the query.
struct Answers;

/// One event, and then a panic.
struct Broken(bool);

impl Stream for Broken {
    type Item = Event<i64>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> Poll<Option<Self::Item>> {
        assert!(!std::mem::replace(&mut self.0, true), "the secret inside");
        Poll::Ready(Some(Event::new(1)))
    }
}

impl Framing for Answers {
    async fn get_file(&self, _: GetFileRequest, context: Context<()>) -> GetFileResponse {
        let given = context.headers().get("x-length");
        let given = given.map(|given| given.to_str().unwrap().parse().unwrap());
        let body = match context.headers().contains_key("x-stream") {
            true => pieces(["he", "llo"]),
            false => Body::from("hello"),
        };
        GetFileResponse::Ok {
            content_length: given,
            body,
        }
    }

    async fn measure_file(&self, _: MeasureFileRequest, _: Context<()>) -> MeasureFileResponse {
        MeasureFileResponse::Ok {
            content_length: 1234,
        }
    }

    async fn get_text(&self, _: GetTextRequest, _: Context<()>) -> GetTextResponse {
        GetTextResponse::Ok("hello".to_owned())
    }

    async fn seek_text(&self, _: SeekTextRequest, _: Context<()>) -> SeekTextResponse {
        SeekTextResponse::Ok
    }

    async fn get_parts(&self, _: GetPartsRequest, context: Context<()>) -> GetPartsResponse {
        let media_type = match context.headers().contains_key("x-boundary") {
            true => "multipart/mixed; boundary=cut",
            false => "multipart/mixed",
        };
        GetPartsResponse::Ok(TypedBody::new(media_type, "--cut--\r\n"))
    }

    async fn hear(&self, _: HearRequest, _: Context<()>) -> HearResponse {
        HearResponse::Ok(Events::new(Broken(false)))
    }
}

fn watched() -> (Server<FramingServer<Answers>>, Arc<Mutex<Vec<String>>>) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let into = Arc::clone(&seen);
    let service = FramingServer::new(Answers)
        .on_server_error(move |error| into.lock().unwrap().push(error.to_string()));
    (service, seen)
}

#[tokio::test]
async fn a_length_is_that_of_the_body() {
    let wrong = "getFile: the value of the header field content-length cannot be sent";
    for (fields, status, length) in [
        (&["x-length: 5"][..], 200, Some("5")),
        (&["x-length: 5", "x-stream: 1"], 200, Some("5")),
        (&["x-length: 2"], 500, None),
        (&["x-length: 50"], 500, None),
        (&["x-length: -5"], 500, None),
        (&[], 200, None),
    ] {
        let (service, seen) = watched();
        let answer = send(&service, request("GET /file", fields, "")).await;
        let found = (answer.status(), answer.header("content-length"));
        assert_eq!(found, (status, length), "{fields:?}");
        let told = seen.lock().unwrap();
        assert_eq!(told.contains(&wrong.to_owned()), status == 500, "{told:?}");
    }
}

#[tokio::test]
async fn an_operation_for_head_tells_no_length_but_its_own() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(anteroom::serve(listener, FramingServer::new(Answers)).into_future());
    for (target, length) in [("/text", None), ("/file", Some("content-length: 1234\r\n"))] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let head = format!("HEAD {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        match length {
            Some(length) => assert!(answer.contains(length), "{answer}"),
            None => assert!(!answer.contains("content-length"), "{answer}"),
        }
    }
    server.abort();
}

#[tokio::test]
async fn parts_have_a_boundary() {
    let (service, seen) = watched();
    let answer = send(&service, request("GET /parts", &["x-boundary: 1"], "")).await;
    assert_eq!(
        answer.header("content-type"),
        Some("multipart/mixed; boundary=cut")
    );
    let answer = send(&service, request("GET /parts", &[], "")).await;
    assert_eq!(answer.status(), 500);
    assert_eq!(
        *seen.lock().unwrap(),
        [
            r#"getParts: "multipart/mixed" has no boundary, as a media type needs of multipart/mixed"#
        ]
    );
}

#[tokio::test]
async fn a_panic_in_a_stream_ends_it_and_is_told() {
    let (service, seen) = watched();
    let response = service
        .oneshot(request("GET /events", &[], ""))
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    let mut body = response.into_body();
    assert_eq!(body.chunk().await.unwrap().unwrap(), "data: 1\n\n");
    assert!(body.chunk().await.is_err());
    assert_eq!(
        *seen.lock().unwrap(),
        ["hear: the implementation panicked: the secret inside"]
    );
}

#[tokio::test]
async fn a_hook_that_panics_changes_nothing() {
    let service = FramingServer::new(Answers).on_server_error(|_| panic!("in the hook"));
    let answer = send(&service, request("GET /parts", &[], "")).await;
    assert_eq!(answer.status(), 500);
}
