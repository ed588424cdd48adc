//! Operations that their documents tell apart by what follows `#`.

use std::sync::{Arc, Mutex};

use anteroom::Context;
use anteroom_golden::fragments::*;

use crate::{request, send};

/// Notes what is called.
#[derive(Clone, Default)]
struct Calls(Arc<Mutex<Vec<&'static str>>>);

macro_rules! notes {
    ($($method:ident $request:ident $response:ident;)*) => {
        impl Fragments for Calls {
            $(async fn $method(&self, _: $request, _: Context<()>) -> $response {
                self.0.lock().unwrap().push(stringify!($method));
                $response::NoContent
            })*
        }
    };
}

notes! {
    list ListRequest ListResponse;
    put PutRequest PutResponse;
    get_object GetObjectRequest GetObjectResponse;
    list_parts ListPartsRequest ListPartsResponse;
}

#[tokio::test]
async fn the_parameters_that_they_name_decide() {
    let calls = Calls::default();
    let service = FragmentsServer::new(calls.clone());
    let target = |name: &str| format!("X-Amz-Target: Rooms_2024.{name}");
    for (line, field, status) in [
        ("POST /", target("Put"), 204),
        ("POST /", target("List"), 204),
        // No operation asks for less.
        ("POST /", target("Drop"), 404),
        ("POST /", "X-Other: 1".to_owned(), 404),
        ("GET /b/k", "X-Other: 1".to_owned(), 204),
        ("GET /b/k?uploadId=7", "X-Other: 1".to_owned(), 204),
    ] {
        let answer = send(&service, request(line, &[&field], "")).await;
        assert_eq!(answer.status(), status, "{line} {field}");
    }
    let called = calls.0.lock().unwrap().clone();
    assert_eq!(called, ["put", "list", "get_object", "list_parts"]);
}
