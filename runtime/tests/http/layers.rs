//! Layers around single operations.

use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use anteroom::http::{HeaderValue, Request, Response, StatusCode};
use anteroom::{Body, OperationInfo, OperationService};
use tower::layer::layer_fn;
use tower::{Layer, ServiceBuilder, ServiceExt};

use crate::rooms::{request, send, service};

/// Writes down which operation it sees, before authentication.
fn noting(
    name: &'static str,
    notes: &Arc<Mutex<Vec<String>>>,
) -> impl Layer<
    OperationService,
    Service = impl tower::Service<
        Request<Body>,
        Response = Response<Body>,
        Error = Infallible,
        Future: Send,
    > + Clone
              + Send
              + Sync
              + 'static,
> + Clone {
    let notes = Arc::clone(notes);
    layer_fn(move |inner: OperationService| {
        let notes = Arc::clone(&notes);
        inner.map_request(move |request: Request<Body>| {
            let operation = request.extensions().get::<OperationInfo>().unwrap();
            let note = format!("{name}: {}", operation.id());
            notes.lock().unwrap().push(note);
            request
        })
    })
}

#[tokio::test]
async fn only_what_is_meant_is_layered_and_the_last_is_outermost() {
    let notes = Arc::default();
    let service = service()
        .layer_operations(
            |operation| operation.id() != "ping",
            noting("inner", &notes),
        )
        .layer_operations(
            |operation| operation.id() == "retrieveRoom",
            noting("outer", &notes),
        )
        // What is set later holds too.
        .at("/api")
        .realm("rooms");
    let good = ["authorization: Bearer good"];
    let room = send(&service, request("GET /api/rooms/17", &good, "")).await;
    assert_eq!(room.status(), 200, "{}", room.text);
    let denied = send(&service, request("GET /api/rooms", &[], "")).await;
    assert_eq!(denied.status(), 401);
    let challenge = denied.header("www-authenticate");
    assert_eq!(challenge, Some("Bearer realm=\"rooms\""));
    let ping = send(&service, request("GET /api/ping", &[], "")).await;
    assert_eq!(ping.status(), 200);
    assert_eq!(
        *notes.lock().unwrap(),
        [
            "outer: retrieveRoom",
            "inner: retrieveRoom",
            "inner: listRooms"
        ]
    );
}

/// Conditional requests (RFC 9110, section 13.1.2) are a layer's business: it sees the whole answer, and what it makes of it
/// leaves as it is.
#[tokio::test]
async fn a_layer_may_answer_conditional_requests() {
    let tagged = layer_fn(|inner: OperationService| {
        tower::service_fn(move |request: Request<Body>| {
            let inner = inner.clone();
            async move {
                let known = request.headers().get("if-none-match").cloned();
                let (mut parts, body) = inner.oneshot(request).await?.into_parts();
                let bytes = body.collect(1 << 20).await.unwrap();
                let tag = HeaderValue::try_from(format!("\"{}\"", bytes.len())).unwrap();
                let is_known = known.as_ref() == Some(&tag);
                parts.headers.insert("etag", tag);
                if is_known {
                    parts.status = StatusCode::NOT_MODIFIED;
                    parts.headers.remove("content-type");
                    return Ok::<_, Infallible>(Response::from_parts(parts, Body::empty()));
                }
                Ok(Response::from_parts(parts, Body::from(bytes)))
            }
        })
    });
    let service = service().layer_operations(|operation| operation.id() == "retrieveRoom", tagged);
    let good = "authorization: Bearer good";
    for method in ["GET", "HEAD"] {
        let line = format!("{method} /rooms/17");
        let first = send(&service, request(&line, &[good], "")).await;
        assert_eq!(first.status(), 200);
        let condition = format!("if-none-match: {}", first.header("etag").unwrap());
        let second = send(&service, request(&line, &[good, &condition], "")).await;
        assert_eq!((second.status(), second.text.as_str()), (304, ""));
        assert_eq!(second.header("etag"), first.header("etag"));
        assert_eq!(second.header("content-length"), None);
        let other = send(
            &service,
            request(&line, &[good, "if-none-match: \"1\""], ""),
        )
        .await;
        assert_eq!(other.status(), 200);
    }
}

#[tokio::test]
async fn a_layer_may_answer_itself_and_change_answers() {
    let closed = layer_fn(|_: OperationService| {
        tower::service_fn(|_: Request<Body>| async {
            Ok::<_, Infallible>(Response::new("closed for today".to_owned()))
        })
    });
    let dated = ServiceBuilder::new().map_response(|mut response: Response<Body>| {
        let headers = response.headers_mut();
        headers.insert("x-dated", HeaderValue::from_static("yes"));
        response
    });
    let service = service()
        .layer_operations(|operation| operation.id() == "listRooms", closed)
        .layer_operations(|_| true, dated);
    let answer = send(&service, request("GET /rooms", &[], "")).await;
    assert_eq!((answer.status(), &*answer.text), (200, "closed for today"));
    assert_eq!(answer.header("x-dated"), Some("yes"));
    // `HEAD` has the length of what the layer answers, and what no operation answers has no layer.
    let head = send(&service, request("HEAD /rooms", &[], "")).await;
    assert_eq!(
        (head.header("content-length"), &*head.text),
        (Some("16"), "")
    );
    let unknown = send(&service, request("GET /nowhere", &[], "")).await;
    assert_eq!((unknown.status(), unknown.header("x-dated")), (404, None));
}

#[tokio::test]
async fn a_panic_in_a_layer_and_a_request_of_its_own_are_a_500() {
    let careless = ServiceBuilder::new()
        .map_request(|_: Request<Body>| -> Request<Body> { panic!("in a layer") });
    let forgetful = ServiceBuilder::new().map_request(|_: Request<Body>| Request::default());
    let service = service()
        .on_server_error(|_| {})
        .layer_operations(|operation| operation.id() == "ping", careless)
        .layer_operations(|operation| operation.id() == "listRooms", forgetful);
    for path in ["/ping", "/rooms"] {
        let answer = send(&service, request(&format!("GET {path}"), &[], "")).await;
        assert_eq!(answer.status(), 500, "{path}");
        assert!(!answer.text.contains("layer"), "{}", answer.text);
    }
}
