//! What the layers of `layered` add.

#![allow(clippy::unwrap_used)]

use anteroom::Body;
use anteroom::http::{Request, Response};
use tower::ServiceExt;

async fn get(path: &str, fields: &[(&str, &str)]) -> Response<Body> {
    let mut request = Request::get(path);
    for (name, value) in fields {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).unwrap();
    everything::layered().oneshot(request).await.unwrap()
}

fn field<'a>(response: &'a Response<Body>, name: &str) -> Option<&'a str> {
    response.headers().get(name)?.to_str().ok()
}

#[tokio::test]
async fn requests_have_ids() {
    let answer = get("/answers/status/404", &[("x-request-id", "mine")]).await;
    assert_eq!(field(&answer, "x-request-id"), Some("mine"));
    let answer = get("/nowhere", &[]).await;
    let id = field(&answer, "x-request-id").unwrap();
    assert_eq!(id.len(), 36, "{id}");
}

#[tokio::test]
async fn pages_of_other_origins_may_ask() {
    let answer = get("/query/form", &[("origin", "https://elsewhere.example")]).await;
    assert_eq!(field(&answer, "access-control-allow-origin"), Some("*"));
}

#[tokio::test]
async fn answers_are_compressed_for_who_takes_it() {
    let path = "/answers/lines?count=1000";
    let plain = get(path, &[]).await;
    assert_eq!(field(&plain, "content-encoding"), None);
    let plain = plain.into_body().collect(1 << 20).await.unwrap();
    let coded = get(path, &[("accept-encoding", "gzip")]).await;
    assert_eq!(field(&coded, "content-encoding"), Some("gzip"));
    assert_eq!(field(&coded, "content-length"), None);
    let coded = coded.into_body().collect(1 << 20).await.unwrap();
    assert!(
        coded.len() < plain.len() / 3,
        "{} {}",
        coded.len(),
        plain.len()
    );
}
