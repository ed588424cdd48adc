//! What generators of servers often get wrong: accepted without a check, refused or answered 500 where the document
//! allows it, changed on the way.

use anteroom::{Context, Server};
use anteroom_golden::commonly_wrong::*;

use crate::{Answer, request, send};

/// Sends back what it was sent.
struct Shop;

impl CommonlyWrong for Shop {
    async fn order(&self, request: OrderRequest, _: Context<()>) -> OrderResponse {
        OrderResponse::Ok(request.body)
    }
}

fn service() -> Server<CommonlyWrongServer<Shop>> {
    CommonlyWrongServer::new(Shop).validate_responses(true)
}

/// An order with further members.
async fn order(members: &'static str) -> Answer {
    let body = format!(r#"{{"name":"ab","kind":"c"{members}}}"#);
    let fields = ["content-type: application/json"];
    send(&service(), request("POST /orders", &fields, body)).await
}

#[tokio::test]
async fn what_the_document_allows_comes_back_as_it_was() {
    for members in [
        r#","count":3"#,
        r#","tags":["a","b"],"prices":{"a":0,"b":1.5}"#,
        r#","maybe":null"#,
        // The name of the mapping, not that of the schema.
        r#","pet":{"species":"felis","lives":9}"#,
        r#","pet":{"species":"canis","barks":true}"#,
        r#","size":9"#,
    ] {
        let answer = order(members).await;
        let body = format!(r#"{{"name":"ab","kind":"c"{members}}}"#);
        assert_eq!(answer.seen(), (200, &*body));
    }
    // An integer is an integer however it is written.
    for written in [r#","count":3.0"#, r#","count":30e-1"#] {
        let answer = order(written).await;
        assert_eq!(
            answer.seen(),
            (200, r#"{"name":"ab","kind":"c","count":3}"#)
        );
    }
}

#[tokio::test]
async fn what_it_does_not_allow_is_refused_with_its_place() {
    for (members, errors) in [
        (r#","count":3.5"#, &["/count type"][..]),
        (r#","count":0"#, &["/count minimum"]),
        (r#","count":null"#, &["/count type"]),
        (r#","note":null"#, &["/note type"]),
        (r#","tags":["a","b","a"]"#, &["/tags uniqueItems"]),
        (r#","tags":["long","b"]"#, &["/tags/0 maxLength"]),
        (
            r#","prices":{"a":-1,"b":"c"}"#,
            &["/prices/a minimum", "/prices/b type"],
        ),
        (
            r#","pet":{"species":"Cat"}"#,
            &["/pet/species discriminator"],
        ),
        (
            r#","pet":{"species":"bos"}"#,
            &["/pet/species discriminator"],
        ),
        (r#","pet":{"lives":1}"#, &["/pet/species required"]),
        (r#","pet":{"species":1}"#, &["/pet/species type"]),
        (
            r#","pet":{"species":"felis","lives":"9"}"#,
            &["/pet/lives type"],
        ),
        // Two alternatives match, or none.
        (r#","size":15"#, &["/size oneOf"]),
        (r#","size":7"#, &["/size oneOf", "/size multipleOf"]),
    ] {
        let answer = order(members).await;
        assert_eq!(answer.status(), 422, "{members}: {}", answer.text);
        assert_eq!(answer.errors(), errors, "{members}");
    }
}

#[tokio::test]
async fn defaults_of_others_fill_nothing_that_is_required() {
    let fields = ["content-type: application/json"];
    for (body, errors) in [
        ("{}", &["/name required", "/kind required"][..]),
        (r#"{"kind":"a","note":"b"}"#, &["/name required"]),
        (
            r#"{"name":"a","kind":null}"#,
            &["/name minLength", "/kind type"],
        ),
    ] {
        let answer = send(&service(), request("POST /orders", &fields, body)).await;
        assert_eq!(
            (answer.status(), answer.errors()),
            (
                422,
                errors.iter().map(|error| (*error).to_owned()).collect()
            )
        );
    }
}

#[tokio::test]
async fn what_was_sent_is_not_repeated() {
    let answer = order(r#","secret":"Hunter2","tags":["Hunter2","Hunter2"],"pet":{"species":"Hunter2"},"count":"Hunter2","maybe":["Hunter2"]"#).await;
    assert_eq!(answer.status(), 422);
    assert_eq!(answer.errors().len(), 8, "{}", answer.text);
    assert!(!answer.text.contains("Hunter2"), "{}", answer.text);
}
