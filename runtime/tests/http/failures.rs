use std::sync::{Arc, Mutex};

use anteroom::Failure;

use crate::rooms::{Service, request, send, service};

const GOOD: &str = "authorization: Bearer good";

fn watched() -> (Service, Arc<Mutex<Vec<String>>>) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let into = Arc::clone(&seen);
    let service =
        service().on_server_error(move |error| into.lock().unwrap().push(error.to_string()));
    (service, seen)
}

#[tokio::test]
async fn an_answer_that_breaks_its_schema_stays_inside() {
    let (service, seen) = watched();
    let checking = service.clone().validate_responses(true);
    let answer = send(&checking, request("GET /rooms/invalid", &[GOOD], "")).await;
    assert_eq!(answer.status(), 500);
    assert_eq!(
        answer.text,
        r#"{"type":"about:blank","title":"Internal Server Error","status":500}"#
    );
    assert_eq!(
        *seen.lock().unwrap(),
        [
            "retrieveRoom: the answer breaks its schema: /extension must match the pattern [0-9]{3,64}"
        ]
    );
    let trusting = service.validate_responses(false);
    assert_eq!(
        send(&trusting, request("GET /rooms/invalid", &[GOOD], ""))
            .await
            .status(),
        200
    );
}

#[tokio::test]
async fn a_header_field_that_breaks_its_schema_stays_inside() {
    let (service, seen) = watched();
    let list = || request("GET /rooms", &[GOOD, "cookie: theme=broken"], "");
    let answer = send(&service.clone().validate_responses(true), list()).await;
    assert_eq!((answer.status(), answer.header("x-total")), (500, None));
    assert_eq!(
        *seen.lock().unwrap(),
        ["listRooms: the answer breaks its schema: header parameter X-Total must be at least 0"]
    );
    let answer = send(&service.validate_responses(false), list()).await;
    assert_eq!(
        (answer.status(), answer.header("x-total")),
        (200, Some("-1"))
    );
}

#[tokio::test]
async fn a_panic_is_a_500() {
    let (service, seen) = watched();
    let answer = send(&service, request("GET /rooms/panic", &[GOOD], "")).await;
    assert_eq!(answer.status(), 500);
    assert!(!answer.text.contains("secret"));
    assert_eq!(
        *seen.lock().unwrap(),
        ["retrieveRoom: the implementation panicked: the secret inside"]
    );
    assert_eq!(
        send(&service, request("GET /rooms/7", &[GOOD], ""))
            .await
            .status(),
        200
    );
}

#[tokio::test]
async fn a_header_field_cannot_be_split() {
    let kinds = Arc::new(Mutex::new(Vec::new()));
    let into = Arc::clone(&kinds);
    let service = service().on_server_error(move |error| {
        into.lock().unwrap().push(matches!(
            error.failure(),
            Failure::InvalidHeader("Location")
        ));
    });
    let fields = [GOOD, "content-type: application/json"];
    let answer = send(
        &service,
        request("POST /rooms", &fields, r#"{"extension":"666"}"#),
    )
    .await;
    assert_eq!((answer.status(), answer.header("location")), (500, None));
    assert_eq!(*kinds.lock().unwrap(), [true]);
}

/// Without a hook and without a log, a developer sees failures on standard error: the test runs itself
/// once more, to see what it writes there.
#[cfg(not(feature = "tracing"))]
#[tokio::test]
async fn failures_are_seen_by_somebody() {
    const INSIDE: &str = "ANTEROOM_TEST_INSIDE";
    if std::env::var_os(INSIDE).is_some() {
        let checking = service().validate_responses(true);
        send(&checking, request("GET /rooms/invalid", &[GOOD], "")).await;
        return;
    }
    let itself = std::env::current_exe().unwrap();
    let run = std::process::Command::new(itself)
        .args([
            "--exact",
            "failures::failures_are_seen_by_somebody",
            "--nocapture",
        ])
        .env(INSIDE, "")
        .output()
        .unwrap();
    let written = String::from_utf8(run.stderr).unwrap();
    let told = "anteroom: retrieveRoom: the answer breaks its schema: /extension must match";
    assert!(run.status.success() && written.contains(told), "{written}");
}

#[tokio::test]
async fn the_implementation_says_no() {
    let answer = send(&service(), request("GET /rooms/missing", &[GOOD], "")).await;
    assert_eq!(answer.status(), 404);
    assert!(answer.text.contains("no such room"));
    let fields = [GOOD, "content-type: application/json"];
    let answer = send(
        &service(),
        request("POST /rooms?dry=true", &fields, r#"{"extension":"100"}"#),
    )
    .await;
    assert_eq!(
        (answer.status(), answer.errors()),
        (409, vec!["/extension unique".into()])
    );
}
