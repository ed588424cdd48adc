//! The service within what others serve with: axum, bare hyper, another prefix.

#![allow(clippy::unwrap_used)]

use anteroom::http::{Request, Response};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::routing::get;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tower::ServiceExt;

async fn ask(router: &Router, path: &str) -> (u16, String) {
    let request = Request::get(path).header("host", "x");
    let request = request.body(Body::empty()).unwrap();
    let answer: Response<Body> = router.clone().oneshot(request).await.unwrap();
    let status = answer.status().as_u16();
    let body = to_bytes(answer.into_body(), 1000).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn in_axum_beneath_a_path() {
    let router = Router::new()
        .route("/health", get(|| async { "fine" }))
        .nest_service("/api", everything::service());
    assert_eq!(ask(&router, "/health").await, (200, "fine".to_owned()));
    let (status, body) = ask(&router, "/api/path/simple/5/3,4/x,1").await;
    assert_eq!((status, body.contains(r#""scalar":5"#)), (200, true));
    let (status, body) = ask(&router, "/api/nowhere").await;
    assert_eq!((status, body.contains("about:blank")), (404, true));
    assert_eq!(ask(&router, "/nowhere").await, (404, String::new()));
}

#[tokio::test]
async fn in_axum_for_all_that_it_does_not_know() {
    let service = everything::service().at("/api");
    let router = Router::new()
        .route("/health", get(|| async { "fine" }))
        .fallback_service(service);
    assert_eq!(ask(&router, "/health").await, (200, "fine".to_owned()));
    let (status, _) = ask(&router, "/api/answers/status/204").await;
    assert_eq!(status, 204);
    let (status, body) = ask(&router, "/nowhere").await;
    assert_eq!((status, body.contains("about:blank")), (404, true));
}

#[tokio::test]
async fn bodies_of_axum_are_streams_too() {
    let router = Router::new().fallback_service(everything::service());
    let request =
        Request::post("/bodies/octets").header("content-type", "application/octet-stream");
    let request = request.body(Body::from("12345")).unwrap();
    let answer = router.oneshot(request).await.unwrap();
    let body = to_bytes(answer.into_body(), 1000).await.unwrap();
    assert_eq!(body, r#"{"octets":5}"#);
}

#[tokio::test]
async fn in_bare_hyper() {
    let (mut client, server) = tokio::io::duplex(1 << 16);
    let service = TowerToHyperService::new(everything::service());
    let connection =
        hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(server), service);
    let talk = async {
        let request = "GET /answers/lines?count=2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        client.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        client.read_to_string(&mut answer).await.unwrap();
        answer
    };
    let (served, answer) = tokio::join!(connection, talk);
    served.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(answer.contains("{\"x\":1}\n"), "{answer}");
}
