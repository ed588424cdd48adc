//! Forms and texts: what is in a body that is no JSON, and is typed all the same.

use anteroom::json::{self, Value};
use anteroom::{Context, Server};
use anteroom_golden::forms::*;

use crate::{Answer, request, send};

struct Echo;

impl Forms for Echo {
    async fn open_room(&self, request: OpenRoomRequest, _: Context<()>) -> OpenRoomResponse {
        OpenRoomResponse::Ok(json::to_string(&request.body))
    }

    async fn search_rooms(
        &self,
        request: SearchRoomsRequest,
        _: Context<()>,
    ) -> SearchRoomsResponse {
        SearchRoomsResponse::Ok(match request.body {
            Some(SearchRoomsBody::WwwFormUrlencoded(fields)) => fields
                .iter()
                .map(|(_, numbers)| numbers.iter().sum::<i64>())
                .sum(),
            Some(SearchRoomsBody::Json(_)) => 1,
            None => -1,
        })
    }

    async fn take_note(&self, request: TakeNoteRequest, _: Context<()>) -> TakeNoteResponse {
        let note: String = request.body.into();
        match note.as_str() {
            "later" => TakeNoteResponse::Accepted("2026-01-02T03:04:05+01:00".parse().unwrap()),
            _ => TakeNoteResponse::Ok(Note::try_from(note).unwrap()),
        }
    }

    async fn count_notes(&self, request: CountNotesRequest, _: Context<()>) -> CountNotesResponse {
        assert!(request.body.is_none_or(|count| count > 0));
        CountNotesResponse::NoContent
    }
}

async fn ask(line: &str, media_type: &str, body: &str) -> Answer {
    let service: Server<_> = FormsServer::new(Echo).validate_responses(true);
    let field = format!("content-type: {media_type}");
    send(&service, request(line, &[&field], body.to_owned())).await
}

async fn form(body: &str) -> Answer {
    ask("POST /rooms", "application/x-www-form-urlencoded", body).await
}

fn details(answer: &Answer) -> Vec<String> {
    let problem: Value = json::from_str(&answer.text).unwrap();
    let errors = problem.get("errors").and_then(Value::as_array).unwrap();
    let text = |error: &Value, name| error.get(name).and_then(Value::as_str).unwrap().to_owned();
    let line = |error: &Value| format!("{} {}", text(error, "pointer"), text(error, "keyword"));
    errors.iter().map(line).collect()
}

#[tokio::test]
async fn fields_are_the_properties_of_a_type() {
    for (body, seen) in [
        ("name=Blue", r#"{"name":"Blue"}"#),
        (
            "name=Green+%26+co&seats=%312&open=true&tags=a&tags=b%2Cc",
            r#"{"name":"Green & co","seats":12,"open":true,"tags":["a","b,c"]}"#,
        ),
        (
            "tags=one&name=Blue&doors=1%7C2|3&until=2026-01-02",
            r#"{"name":"Blue","tags":["one"],"doors":[1,2,3],"until":"2026-01-02"}"#,
        ),
        (
            "size[width]=2.5&size%5Bheights%5D[]=1&size[heights][]=2&R=7&name=Blue&until=4",
            r#"{"name":"Blue","size":{"width":2.5,"heights":[1,2]},"spread":{"R":7},"until":4}"#,
        ),
        (
            "name=Blue&labels=%5B%22x%22%5D&owner={\"id\":1,\"nick\":null}",
            r#"{"name":"Blue","labels":["x"],"owner":{"id":1,"nick":null}}"#,
        ),
    ] {
        assert_eq!(form(body).await.seen(), (200, seen), "{body}");
    }
}

#[tokio::test]
async fn every_field_is_checked() {
    for (body, status, expected) in [
        ("", 422, &["/name required"][..]),
        (
            "name=B&seats=0&open=yes&tags=a&tags=b&tags=c&other=1",
            422,
            &[
                "/name minLength",
                "/seats minimum",
                "/open type",
                "/tags maxItems",
                "/other additionalProperties",
            ],
        ),
        ("name=Blue&name=Green", 422, &["/name type"]),
        ("name=Blue&doors=1&doors=2", 422, &["/doors type"]),
        (
            "name=Blue&doors=x&size[height]=1&R=r",
            422,
            &["/doors/0 type", "/size/width required", "/spread/R type"],
        ),
        ("name=Blue&owner=nobody", 400, &["/owner content"]),
        // What is JSON has types of its own.
        (
            "name=Blue&owner={\"id\":\"1\"}&seats=x",
            422,
            &["/seats type", "/owner/id type"],
        ),
        ("name=Blue&labels=[1]", 422, &["/labels/0 type"]),
        ("name=%zz", 400, &[" encoding", "/name required"]),
    ] {
        let answer = form(body).await;
        assert_eq!(answer.status(), status, "{body}");
        assert_eq!(details(&answer), expected, "{body}");
    }
    let many = "a=1&".repeat(1000) + "b=1";
    let answer = form(&many).await;
    assert_eq!(answer.status(), 400, "{}", answer.text);
    let answer = ask("POST /rooms", "application/json", "{}").await;
    assert_eq!(answer.status(), 415);
}

#[tokio::test]
async fn a_form_beside_json() {
    let urlencoded = "application/x-www-form-urlencoded";
    for (media_type, body, seen) in [
        (urlencoded, "a=1&b=2&a=3", (200, "6")),
        ("application/json", "{}", (200, "1")),
    ] {
        assert_eq!(ask("PUT /rooms", media_type, body).await.seen(), seen);
    }
    let answer = ask("PUT /rooms", urlencoded, "a=1&a=x").await;
    assert_eq!(details(&answer), ["/a/1 type"]);
    // The limit holds however the document spells the media type.
    let many = "a=1&".repeat(1000) + "b=1";
    assert_eq!(ask("PUT /rooms", urlencoded, &many).await.status(), 400);
    // What is sent is checked: -1 is not at least 1.
    let service: Server<_> = FormsServer::new(Echo).validate_responses(true);
    let answer = send(&service, request("PUT /rooms", &[], "")).await;
    assert_eq!(answer.status(), 500);
}

#[tokio::test]
async fn texts_are_scalars() {
    let answer = ask("POST /notes", "text/plain", "a \"b\"").await;
    assert_eq!(answer.seen(), (200, "a \"b\""));
    assert_eq!(answer.header("content-type"), Some("text/csv"));
    let answer = ask("POST /notes", "Text/Plain; charset=utf-8", "later").await;
    assert_eq!(answer.seen(), (202, "2026-01-02T03:04:05+01:00"));
    for (body, expected) in [("x", [" minLength"]), ("123456789", [" maxLength"])] {
        let answer = ask("POST /notes", "text/plain", body).await;
        assert_eq!(answer.status(), 422);
        assert_eq!(details(&answer), expected);
    }
    let answer = ask("POST /notes", "text/plain; charset=latin1", "abc").await;
    assert_eq!(answer.status(), 415);
    let service: Server<_> = FormsServer::new(Echo);
    let bytes = request(
        "POST /notes",
        &["content-type: text/plain"],
        vec![b'a', 0xff],
    );
    let answer = send(&service, bytes).await;
    assert_eq!(answer.status(), 400);
    assert_eq!(details(&answer), [" encoding"]);
}

#[tokio::test]
async fn a_text_may_be_left_out_or_be_a_number() {
    for (body, status) in [("12", 204), ("0", 422), ("x", 422), ("\"12\"", 422)] {
        let answer = ask("PUT /notes", "text/plain", body).await;
        assert_eq!(answer.status(), status, "{body}");
    }
    let service: Server<_> = FormsServer::new(Echo);
    let answer = send(&service, request("PUT /notes", &[], "")).await;
    assert_eq!(answer.status(), 204);
}
