use std::pin::Pin;
use std::task::{Context, Poll};

use anteroom::Body;
use http_body::Frame;

use crate::rooms::{request, send, service};

#[tokio::test]
async fn without_valid_credentials_there_is_a_challenge() {
    let invalid = r#"Bearer error="invalid_token""#;
    for (fields, challenge) in [
        (&[][..], "Bearer"),
        (&["authorization: Basic YTpi"], "Bearer"),
        (&["authorization: Bearer bad"], invalid),
        (&["authorization: Bearer"], invalid),
        (
            &["authorization: Bearer good", "authorization: Bearer good"],
            invalid,
        ),
    ] {
        let answer = send(&service(), request("GET /rooms", fields, "")).await;
        assert_eq!(answer.status(), 401, "{fields:?}");
        assert_eq!(
            answer.header("www-authenticate"),
            Some(challenge),
            "{fields:?}"
        );
    }
    let answer = send(&service().realm("rooms"), request("GET /rooms", &[], "")).await;
    assert_eq!(
        answer.header("www-authenticate"),
        Some(r#"Bearer realm="rooms""#)
    );
}

#[tokio::test]
async fn the_scheme_is_compared_without_case() {
    for field in ["authorization: bearer good", "Authorization: BEARER good"] {
        assert_eq!(
            send(&service(), request("GET /rooms", &[field], ""))
                .await
                .status(),
            200
        );
    }
}

#[tokio::test]
async fn a_scope_that_lacks_is_403() {
    let fields = [
        "authorization: Bearer reader",
        "content-type: application/json",
    ];
    let answer = send(&service(), request("POST /rooms", &fields, "{}")).await;
    assert_eq!(answer.status(), 403);
    assert_eq!(
        answer.header("www-authenticate"),
        Some(r#"Bearer error="insufficient_scope", scope="rooms:write""#)
    );
    assert!(answer.text.contains("this token may only read"));
    assert_eq!(
        send(&service(), request("GET /rooms", &fields[..1], ""))
            .await
            .status(),
        200
    );
}

#[tokio::test]
async fn a_verifier_that_cannot_tell_lets_nobody_in() {
    let answer = send(
        &service(),
        request("GET /rooms", &["authorization: Bearer later"], ""),
    )
    .await;
    assert_eq!(
        (answer.status(), answer.header("www-authenticate")),
        (503, None)
    );
}

#[tokio::test]
async fn anonymous_callers_where_the_document_lets_them_in() {
    let by = async |fields: &[&str]| {
        let answer = send(&service(), request("POST /rooms/7/close", fields, "")).await;
        (answer.status(), answer.header("x-by").map(str::to_owned))
    };
    assert_eq!(by(&[]).await, (204, None));
    assert_eq!(
        by(&["authorization: Bearer good"]).await,
        (204, Some("ann".into()))
    );
    assert_eq!(by(&["authorization: Bearer bad"]).await.0, 401);
    assert_eq!(
        send(&service(), request("GET /ping", &[], ""))
            .await
            .status(),
        200
    );
}

/// A body that must not be read.
struct Untouchable;

impl http_body::Body for Untouchable {
    type Data = bytes::Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<bytes::Bytes>, std::io::Error>>> {
        panic!("the body was read");
    }
}

#[tokio::test]
async fn nothing_of_the_body_is_read_before() {
    let json = "content-type: application/json";
    let good = "authorization: Bearer good";
    for (fields, status) in [
        (&[json][..], 401),
        (&[good], 415),
        (&[good, json, "accept: text/html"], 406),
        (&[good, json, "content-encoding: compress"], 415),
    ] {
        let request = request("POST /rooms", fields, Body::new(Untouchable));
        assert_eq!(
            send(&service(), request).await.status(),
            status,
            "{fields:?}"
        );
    }
}
