//! Which statuses an answer may have.

use std::sync::{Arc, Mutex};

use anteroom::http::StatusCode;
use anteroom::{ClientStatus, Context, Location, Problem, Server, ServerStatus, Status};
use anteroom_golden::responses::*;

use crate::{request, send};

/// Answers once, as it is told to.
struct Told(Mutex<Option<ListRoomsResponse>>);

impl From<ListRoomsResponse> for Told {
    fn from(answer: ListRoomsResponse) -> Self {
        Self(Mutex::new(Some(answer)))
    }
}

impl Responses for Told {
    async fn list_rooms(&self, _: ListRoomsRequest, _: Context<()>) -> ListRoomsResponse {
        let answer = self.0.lock().unwrap().take();
        answer.expect("it is asked once")
    }

    async fn close_rooms(&self, _: CloseRoomsRequest, context: Context<()>) -> CloseRoomsResponse {
        let Some(status) = context.headers().get("x-status") else {
            let cookies = ["a=1; Path=/", "b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT"];
            return CloseRoomsResponse::NoContent {
                set_cookie: Some(cookies.map(str::to_owned).into()),
            };
        };
        let status = StatusCode::from_bytes(status.as_bytes()).unwrap();
        CloseRoomsResponse::Default(Problem::new(Status::new(status)))
    }
}

/// The status that leaves, and what the server is told of.
async fn sent(answer: ListRoomsResponse) -> (u16, Vec<String>) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let into = Arc::clone(&seen);
    let service: Server<ResponsesServer<Told>> = ResponsesServer::new(Told::from(answer))
        .on_server_error(move |error| into.lock().unwrap().push(error.to_string()));
    let answer = send(&service, request("GET /rooms", &[], "")).await;
    if answer.status() == 500 {
        let internal = r#"{"type":"about:blank","title":"Internal Server Error","status":500}"#;
        assert_eq!(answer.text, internal);
    }
    let seen = seen.lock().unwrap().clone();
    (answer.status(), seen)
}

fn other(status: u16) -> ListRoomsResponse {
    ListRoomsResponse::Default {
        status: StatusCode::from_u16(status).unwrap(),
        x_n: None,
        body: Mistake { message: None },
    }
}

fn refused(status: u16) -> (u16, Vec<String>) {
    let told = format!("listRooms: the document does not declare this answer for {status}");
    (500, vec![told])
}

#[tokio::test]
async fn default_answers_have_no_status_of_another_answer() {
    for status in [202, 299] {
        assert_eq!(sent(other(status)).await, (status, vec![]));
    }
    // Declared alone; by a range; not final; of no class.
    for status in [200, 204, 404, 303, 410, 500, 100, 103, 600, 999] {
        assert_eq!(sent(other(status)).await, refused(status));
    }
}

#[tokio::test]
async fn ranges_have_no_status_that_is_declared_alone() {
    let mistake = |status| ListRoomsResponse::ClientError(status, Mistake { message: None });
    assert_eq!(sent(mistake(ClientStatus::GONE)).await, (410, vec![]));
    assert_eq!(sent(mistake(ClientStatus::NOT_FOUND)).await, refused(404));
    let problem = Problem::new(ServerStatus::BAD_GATEWAY);
    assert_eq!(
        sent(ListRoomsResponse::ServerError(problem)).await,
        (502, vec![])
    );
}

#[tokio::test]
async fn what_breaks_its_schema_is_told_inside_alone() {
    let created = ListRoomsResponse::Created {
        location: Location::new("/rooms/1"),
        x_count: Some(-1),
        x_tag: "a".to_owned(),
        body: ListRoomsCreated { id: None },
    };
    let (status, told) = sent(created).await;
    assert_eq!(status, 500);
    assert!(told.len() == 1 && told[0].contains("X-Count"), "{told:?}");
}

#[tokio::test]
async fn cookies_have_a_field_each() {
    let service = ResponsesServer::new(Told::from(ListRoomsResponse::NoContent));
    let answer = send(&service, request("DELETE /rooms", &[], "")).await;
    assert_eq!(answer.status(), 204);
    let cookies = answer.response.headers().get_all("set-cookie").iter();
    let cookies: Vec<&str> = cookies.map(|cookie| cookie.to_str().unwrap()).collect();
    let expected = ["a=1; Path=/", "b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT"];
    assert_eq!(cookies, expected);
}

#[tokio::test]
async fn what_has_no_content_sends_none() {
    let service = ResponsesServer::new(Told::from(other(205)));
    let answer = send(&service, request("GET /rooms", &[], "")).await;
    assert_eq!(answer.seen(), (205, ""));
    assert_eq!(answer.header("content-type"), None);
}

#[tokio::test]
async fn a_problem_of_any_status_is_not_one_of_another_answer() {
    let service = ResponsesServer::new(Told::from(ListRoomsResponse::NoContent));
    for (given, sent) in [(409, 409), (404, 500), (204, 500), (503, 500), (100, 500)] {
        let field = format!("x-status: {given}");
        let answer = send(&service, request("DELETE /rooms", &[&field], "")).await;
        assert_eq!(answer.status(), sent, "{given}");
    }
}
