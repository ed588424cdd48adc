use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};

use anteroom::json::{self, Value};
use anteroom::{Body, Limits, OperationInfo};
use bytes::Bytes;
use http_body::Frame;

use crate::rooms::{Answer, request, send, service};

const GOOD: &str = "authorization: Bearer good";
const JSON: &str = "content-type: application/json";

async fn create(body: &'static str) -> Answer {
    send(&service(), request("POST /rooms", &[GOOD, JSON], body)).await
}

#[tokio::test]
async fn media_types() {
    let body = r#"{"extension":"100"}"#;
    for (field, status) in [
        ("application/json", 201),
        ("Application/JSON; charset=utf-8", 201),
        ("application/json;charset=\"UTF-8\"", 201),
        ("application/json; charset=utf-16", 415),
        ("application/vnd.room+json", 415),
        ("text/plain", 415),
        ("json", 415),
    ] {
        let field = format!("content-type: {field}");
        let answer = send(&service(), request("POST /rooms", &[GOOD, &field], body)).await;
        assert_eq!(answer.status(), status, "{field}");
        assert_eq!(
            answer.header("accept"),
            (status == 415).then_some("application/json")
        );
    }
    assert_eq!(
        send(&service(), request("POST /rooms", &[GOOD], body))
            .await
            .status(),
        415
    );
    let twice = request("POST /rooms", &[GOOD, JSON, JSON], body);
    assert_eq!(send(&service(), twice).await.status(), 415);
    let vendor = ["content-type: application/vnd.room+json; v=2"];
    assert_eq!(
        send(&service(), request("POST /rooms/7/close", &vendor, body))
            .await
            .status(),
        204
    );
    assert_eq!(
        send(&service(), request("POST /rooms/7/close", &[JSON], body))
            .await
            .status(),
        415
    );
    let coded = request(
        "POST /rooms",
        &[GOOD, JSON, "content-encoding: compress"],
        body,
    );
    let answer = send(&service(), coded).await;
    // With the feature `decompression` there are others before it.
    let accepted = answer.header("accept-encoding").unwrap();
    assert!(accepted.ends_with("identity"), "{accepted}");
}

#[tokio::test]
async fn accept() {
    for (field, status) in [
        ("text/html", 406),
        ("application/json;q=0", 406),
        ("text/html, application/*;q=0.1", 200),
        ("*/*", 200),
        // What errors are in is not all that who asks for it takes.
        ("application/problem+json", 200),
        ("application/problem+json;q=0", 406),
        ("application/problem+xml", 406),
    ] {
        let field = format!("accept: {field}");
        let answer = send(&service(), request("GET /rooms", &[GOOD, &field], "")).await;
        assert_eq!(answer.status(), status, "{field}");
    }
}

#[tokio::test]
async fn a_body_that_is_missing() {
    for fields in [&[GOOD][..], &[GOOD, JSON]] {
        let answer = send(&service(), request("POST /rooms?dry=maybe", fields, "")).await;
        assert_eq!(
            (answer.status(), answer.errors()),
            (422, vec!["query dry type".into(), " required".into()])
        );
        assert!(answer.text.contains(
            r##""pointer":"","keyword":"required","schema":"#/paths/~1rooms/post/requestBody""##
        ));
    }
    assert_eq!(
        send(&service(), request("POST /rooms/7/close", &[], ""))
            .await
            .status(),
        204
    );
}

#[tokio::test]
async fn violations_of_body_and_parameters_together() {
    let request = request(
        "POST /rooms?dry=7",
        &[GOOD, JSON],
        r#"{"extension":"1a2","seats":0}"#,
    );
    let answer = send(&service(), request).await;
    assert_eq!(answer.status(), 422);
    assert_eq!(
        answer.errors(),
        ["query dry type", "/extension pattern", "/seats minimum"]
    );
    let answer = create(r#"{"seats":"4"}"#).await;
    assert_eq!(answer.errors(), ["/seats type", "/extension required"]);
}

#[tokio::test]
async fn syntax_errors_have_an_offset() {
    let offset =
        |answer: &Answer| json::to_string(answer.json().get("offset").unwrap_or(&Value::Null));
    for (body, expected) in [
        (r#"{"extension":"100""#, "18"),
        (r#"{"extension":"100"} x"#, "20"),
        (r#"{"seats":NaN}"#, "9"),
        (r#"{"extension":"100","extension":"100"}"#, "19"),
        (r#"{"extension":"\ud800"}"#, "14"),
        (" ", "1"),
    ] {
        let answer = create(body).await;
        assert_eq!(
            (answer.status(), offset(&answer).as_str()),
            (400, expected),
            "{body}"
        );
    }
    let deep = "[".repeat(200) + &"]".repeat(200);
    let answer = send(
        &service(),
        request("POST /rooms", &[GOOD, JSON], format!("{{\"x\":{deep}}}")),
    )
    .await;
    assert_eq!(answer.status(), 400);
    let answer = send(
        &service(),
        request(
            "POST /rooms",
            &[GOOD, JSON],
            b"{\"extension\":\"\xff\"}".to_vec(),
        ),
    )
    .await;
    assert_eq!((answer.status(), offset(&answer).as_str()), (400, "14"));

    let answer = send(&service(), request("POST /rooms?dry=7", &[GOOD, JSON], "{")).await;
    assert_eq!(
        (answer.status(), answer.errors()),
        (400, vec!["query dry type".into()])
    );
}

/// A body that comes in chunks, without telling its length.
struct Chunks(VecDeque<Result<Bytes, std::io::Error>>);

impl http_body::Body for Chunks {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        Poll::Ready(self.0.pop_front().map(|chunk| chunk.map(Frame::data)))
    }
}

fn chunks(chunks: &[&'static str]) -> Body {
    Body::new(Chunks(
        chunks
            .iter()
            .map(|chunk| Ok(Bytes::from_static(chunk.as_bytes())))
            .collect(),
    ))
}

#[tokio::test]
async fn a_body_in_chunks() {
    let body = chunks(&["", "{\"exten", "sion\":", "\"100\"}"]);
    assert_eq!(
        send(&service(), request("POST /rooms", &[GOOD, JSON], body))
            .await
            .status(),
        201
    );
    let empty = request("POST /rooms", &[GOOD, JSON], chunks(&[]));
    assert_eq!(send(&service(), empty).await.errors(), [" required"]);
    let broken = Chunks(
        [
            Ok("{".into()),
            Err(std::io::ErrorKind::ConnectionReset.into()),
        ]
        .into(),
    );
    let broken = request("POST /rooms", &[GOOD, JSON], Body::new(broken));
    assert_eq!(send(&service(), broken).await.status(), 400);
}

#[tokio::test]
async fn a_body_that_is_too_deep() {
    let deep = r#"{"extension":"100","more":[[1]]}"#;
    for (levels, status) in [(3, 201), (2, 400)] {
        let service = service().limits(Limits::new().depth(levels));
        let known = request("POST /rooms", &[GOOD, JSON], deep);
        assert_eq!(send(&service, known).await.status(), status);
    }
}

#[tokio::test]
async fn a_body_that_is_too_large() {
    let exact = r#"{"extension":"100"}"#;
    let limit = exact.len() as u64;
    let creates = |operation: &OperationInfo| operation.id() == "createRoom";
    for (service, status) in [
        (service().limits(Limits::new().body(limit)), 201),
        (service().limits(Limits::new().body(limit - 1)), 413),
        (
            service()
                .limit_operations(creates, Limits::new().body(limit))
                .limits(Limits::new().body(1)),
            201,
        ),
        (
            service().limit_operations(creates, Limits::new().body(limit - 1)),
            413,
        ),
    ] {
        let known = request("POST /rooms", &[GOOD, JSON], exact);
        assert_eq!(send(&service, known).await.status(), status);
        let counted = request(
            "POST /rooms",
            &[GOOD, JSON],
            chunks(&["{\"extension\":", "\"10", "0\"}"]),
        );
        assert_eq!(send(&service, counted).await.status(), status);
    }
    let large = request("POST /rooms", &[GOOD, JSON], " ".repeat(3 << 20));
    assert_eq!(send(&service(), large).await.status(), 413);
}

#[tokio::test]
async fn errors_are_capped() {
    let seats = (0..2000)
        .map(|index| format!("\"{index}\":0,"))
        .collect::<String>();
    let ids = vec!["x"; 300].join(",");
    let answer = send(
        &service(),
        request(&format!("GET /rooms?ids={ids}"), &[GOOD], seats),
    )
    .await;
    assert_eq!((answer.status(), answer.errors().len()), (422, 100));
    assert_eq!(answer.json().get("truncated"), Some(&Value::Bool(true)));
}
