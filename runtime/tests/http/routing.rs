use anteroom::OperationInfo;
use anteroom::http::{Method, Response, StatusCode};
use anteroom::{Body, Rejection};

use crate::rooms::{request, send, service};

const GOOD: &str = "authorization: Bearer good";

#[tokio::test]
async fn unknown_paths_are_404() {
    for path in [
        "/",
        "/room",
        "/rooms/",
        "/rooms/1/2",
        "/rooms/1/close/",
        "/api/rooms",
        "//rooms",
    ] {
        let answer = send(&service(), request(&format!("GET {path}"), &[GOOD], "")).await;
        assert_eq!(answer.status(), 404, "{path}");
    }
}

#[tokio::test]
async fn other_methods_are_405_and_allow_says_which_there_are() {
    for (line, allow) in [
        ("PATCH /rooms", "GET, HEAD, POST, OPTIONS"),
        ("DELETE /rooms/7", "GET, HEAD, OPTIONS"),
        ("GET /rooms/7/close", "POST, OPTIONS"),
        ("HEAD /rooms/7/close", "POST, OPTIONS"),
        ("BREW /ping", "GET, HEAD, OPTIONS"),
    ] {
        let answer = send(&service(), request(line, &[], "")).await;
        assert_eq!(
            (answer.status(), answer.header("allow")),
            (405, Some(allow)),
            "{line}"
        );
    }
}

#[tokio::test]
async fn options_lists_the_methods_without_authentication() {
    for (target, service) in [("/rooms", service()), ("/api/rooms", service().at("/api"))] {
        let answer = send(&service, request(&format!("OPTIONS {target}"), &[], "")).await;
        assert_eq!(answer.status(), 204);
        assert_eq!(answer.header("allow"), Some("GET, HEAD, POST, OPTIONS"));
        assert_eq!(answer.header("content-length"), None);
    }
    let answer = send(&service(), request("OPTIONS *", &[], "")).await;
    assert_eq!(
        (answer.status(), answer.header("allow")),
        (204, Some("GET, HEAD, POST, OPTIONS"))
    );
    let answer = send(&service(), request("OPTIONS /nothing", &[], "")).await;
    assert_eq!(answer.status(), 404);
}

#[tokio::test]
async fn head_is_get_without_its_body() {
    for (target, service) in [
        ("/rooms/7", service()),
        ("/api/rooms/7", service().at("api/")),
    ] {
        let get = send(&service, request(&format!("GET {target}"), &[GOOD], "")).await;
        let head = send(&service, request(&format!("HEAD {target}"), &[GOOD], "")).await;
        assert_eq!((head.status(), head.text.as_str()), (200, ""));
        assert_eq!(
            head.header("content-length"),
            Some(get.text.len().to_string().as_str())
        );
        assert_eq!(head.header("content-type"), Some("application/json"));
    }
    let denied = send(&service(), request("HEAD /rooms/7", &[], "")).await;
    assert_eq!((denied.status(), denied.text.as_str()), (401, ""));
}

#[tokio::test]
async fn a_prefix_is_needed_only_where_it_is_set() {
    let service = service().at("/api");
    for (target, status) in [
        ("/api/ping", 200),
        ("/ping", 404),
        ("/apiping", 404),
        ("/api", 404),
        ("/api/", 404),
        ("/api/api/ping", 404),
    ] {
        let answer = send(&service, request(&format!("GET {target}"), &[], "")).await;
        assert_eq!(answer.status(), status, "{target}");
    }
}

#[tokio::test]
async fn a_prefix_may_be_encoded_in_other_ways() {
    for (prefix, target, status) in [
        ("/api", "/%61pi/ping", 200),
        ("/api", "/%61pj/ping", 404),
        ("/api", "/%61pi", 404),
        ("/my api/v1", "/my%20api/v1/ping", 200),
        ("/my%20api/v1", "/m%79%20api/v1/ping", 200),
        ("/my%20api/v1", "/my%20api%2Fv1/ping", 404),
        ("/my%20api/v1", "/my%2", 404),
    ] {
        let service = service().at(prefix);
        let answer = send(&service, request(&format!("GET {target}"), &[], "")).await;
        assert_eq!(answer.status(), status, "{prefix} {target}");
    }
}

#[tokio::test]
async fn location_has_the_prefix() {
    let fields = [GOOD, "content-type: application/json"];
    for (target, service, location) in [
        ("/rooms", service(), "/rooms/100"),
        ("/api/rooms", service().at("/api"), "/api/rooms/100"),
    ] {
        let body = r#"{"extension":"100"}"#;
        let answer = send(&service, request(&format!("POST {target}"), &fields, body)).await;
        assert_eq!(
            (answer.status(), answer.header("location")),
            (201, Some(location))
        );
        assert_eq!(answer.text, body);
    }
}

#[tokio::test]
async fn the_answer_tells_the_operation() {
    let silent = send(&service(), request("GET /rooms?top=5", &[GOOD], "")).await;
    assert!(silent.response.extensions().is_empty());
    let service = service().at("/api").tell_operation(true);
    let answer = send(&service, request("GET /api/rooms?top=5", &[GOOD], "")).await;
    let info = answer.response.extensions().get::<OperationInfo>().unwrap();
    assert_eq!(
        (info.id(), info.path(), info.tags()),
        ("listRooms", "/api/rooms", &["Room"][..])
    );
    assert_eq!(
        (info.extension("x-cost"), info.extension("x-none")),
        (Some("3"), None)
    );
    assert_eq!(answer.header("x-total"), Some("7"));

    // Also when the request was rejected on the way.
    let denied = send(&service, request("GET /api/rooms", &[], "")).await;
    assert_eq!(
        denied
            .response
            .extensions()
            .get::<OperationInfo>()
            .unwrap()
            .id(),
        "listRooms"
    );

    let info = service.operation(&Method::HEAD, "/api/rooms/7").unwrap();
    assert_eq!(
        (info.id(), info.path()),
        ("retrieveRoom", "/api/rooms/{id}")
    );
    assert!(service.operation(&Method::GET, "/rooms/7").is_none());
}

#[tokio::test]
async fn a_hook_that_panics_is_passed_over() {
    let service = service().on_rejection(|_, _| panic!("no words"));
    for (line, status) in [("GET /nothing", 404), ("GET /rooms", 401)] {
        let answer = send(&service, request(line, &[], "")).await;
        assert_eq!(answer.status(), status);
    }
}

#[tokio::test]
async fn one_hook_renders_every_rejection() {
    let service = service().on_rejection(|rejection: &Rejection, operation| {
        let mut response = Response::new(Body::from(operation.map_or("none", OperationInfo::id)));
        *response.status_mut() = match rejection {
            Rejection::NotFound => StatusCode::GONE,
            other => other.status(),
        };
        response
            .headers_mut()
            .insert("content-type", "text/plain".parse().unwrap());
        response
    });
    for (line, status, text) in [
        ("GET /nothing", 410, "none"),
        ("PUT /rooms", 405, "none"),
        ("GET /rooms", 401, "listRooms"),
    ] {
        let response = tower::ServiceExt::oneshot(service.clone(), request(line, &[], ""))
            .await
            .unwrap();
        assert_eq!(response.status().as_u16(), status);
        assert_eq!(response.headers().contains_key("allow"), status == 405);
        assert_eq!(
            response.headers().contains_key("www-authenticate"),
            status == 401
        );
        assert_eq!(response.into_body().collect(100).await.unwrap(), text);
    }
}
