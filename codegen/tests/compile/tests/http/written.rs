//! Lists and maps whose type holds less than their schema says, where nothing is around them.

use anteroom::Context;
use anteroom::json::{Value, from_str};
use anteroom_golden::written_schemas::*;

use crate::{request, send};

struct House;

impl Rules for House {
    async fn book(&self, _: BookRequest, _: Context<()>) -> BookResponse {
        BookResponse::Ok(vec!["booked".to_owned()])
    }

    /// Answers with the door that the request names.
    async fn place(&self, request: PlaceRequest, _: Context<()>) -> PlaceResponse {
        let side = if request.door == [1, 10] {
            r#"{"side":"left"}"#
        } else {
            r#"{"side":"back"}"#
        };
        let Value::Object(door) = from_str(side).unwrap() else {
            panic!("{side}");
        };
        PlaceResponse::Ok(door)
    }
}

#[tokio::test]
async fn bodies_parameters_and_answers_of_such_types_are_checked() {
    let service = RulesServer::new(House).validate_responses(true);
    let put = async |target: &str, body: &'static str| {
        let line = format!("PUT {target}");
        let fields = ["content-type: application/json"];
        send(&service, request(&line, &fields, body)).await
    };

    let answer = put("/places/1,10?sizes=%7B%22a%22%3A1%7D", "[1, 2, \"hall\"]").await;
    assert_eq!(answer.seen(), (200, r#"{"side":"left"}"#));
    // What the document does not allow is not sent.
    assert_eq!(put("/places/2,10", "[1, 2]").await.status(), 500);

    for (target, body, errors) in [
        ("/places/1,10", "[91, 2]", &["/0 maximum"][..]),
        ("/places/1,10", "[1]", &[" minItems"]),
        ("/places/1,10", "[1, 2, 3, 4]", &["/2 type", "/3 items"]),
        (
            "/places/0,9",
            "[1, 2]",
            &["path door minimum", "path door minimum"],
        ),
        (
            "/places/1,10?sizes=%7B%22A%22%3A1%7D",
            "[1, 2]",
            &["query sizes propertyNames"],
        ),
    ] {
        let answer = put(target, body).await;
        assert_eq!(answer.status(), 422, "{target} {body}: {}", answer.text);
        assert_eq!(answer.errors(), errors, "{target} {body}");
    }
}
