//! An implementation of the API, and what tests need around it.

use std::sync::{Arc, Mutex};

use anteroom::http::{Request, Response, StatusCode};
use anteroom::json::{self, Value};
use anteroom::security::{Attempt, BearerToken, Denied};
use anteroom::{Body, Context, Location, Problem, Server};
use tower::ServiceExt;

use crate::api::*;

/// Remembers the last request for the list.
#[derive(Clone, Default)]
pub struct Store {
    pub listed: Arc<Mutex<Option<ListRoomsRequest>>>,
}

fn room(extension: &str) -> Room {
    Room {
        extension: extension.into(),
        seats: Some(4),
    }
}

impl Rooms for Store {
    type Principal = String;

    async fn list_rooms(
        &self,
        request: ListRoomsRequest,
        context: Context<String>,
    ) -> ListRoomsResponse {
        assert_eq!(context.principal(), "ann");
        assert_eq!(context.operation().id(), "listRooms");
        let total = if request.theme.as_deref() == Some("broken") {
            -1
        } else {
            7
        };
        *self.listed.lock().unwrap() = Some(request);
        ListRoomsResponse::Ok {
            total,
            body: vec![room("100")],
        }
    }

    async fn create_room(
        &self,
        request: CreateRoomRequest,
        context: Context<String>,
    ) -> CreateRoomResponse {
        if request.dry {
            return CreateRoomResponse::ClientError(Problem::conflict("taken").violation(
                "/extension",
                "unique",
                "must not be in use",
            ));
        }
        let location = match request.body.extension.as_str() {
            "666" => Location::new("a\nb"),
            extension => context.location("/rooms").segment(extension),
        };
        CreateRoomResponse::Created {
            location,
            body: request.body,
        }
    }

    async fn retrieve_room(
        &self,
        request: RetrieveRoomRequest,
        _: Context<String>,
    ) -> RetrieveRoomResponse {
        match request.id.as_str() {
            "panic" => panic!("the secret inside"),
            "invalid" => RetrieveRoomResponse::Ok(room("no digits")),
            "missing" => RetrieveRoomResponse::ClientError(Problem::not_found("no such room")),
            "slow" => {
                tokio::time::sleep(std::time::Duration::from_millis(300)).await;
                RetrieveRoomResponse::Ok(room("100"))
            }
            id => RetrieveRoomResponse::Ok(room(&format!("100{id}"))),
        }
    }

    async fn close_room(
        &self,
        _: CloseRoomRequest,
        context: Context<Option<String>>,
    ) -> CloseRoomResponse {
        CloseRoomResponse::NoContent {
            by: context.into_principal(),
        }
    }

    async fn ping(&self, _: PingRequest, _: Context<()>) -> PingResponse {
        PingResponse::Ok
    }
}

pub struct Tokens;

impl Authenticator for Tokens {
    type Principal = String;

    async fn bearer_auth(
        &self,
        token: BearerToken,
        attempt: &Attempt<'_>,
    ) -> Result<String, Denied> {
        match token.as_str() {
            "good" => Ok("ann".into()),
            "reader" if attempt.scopes().contains(&"rooms:write") => {
                Err(Denied::forbidden().detail("this token may only read"))
            }
            "reader" => Ok("ann".into()),
            "later" => Err(Denied::unavailable()),
            _ => Err(Denied::unauthenticated()),
        }
    }
}

pub type Service = Server<RoomsServer<Store, Tokens>>;

pub fn service() -> Service {
    RoomsServer::new(Store::default(), Tokens)
}

/// A request: `GET /rooms`, header fields as `name: value`, and a body.
pub fn request(line: &str, fields: &[&str], body: impl Into<Body>) -> Request<Body> {
    let (method, target) = line.split_once(' ').unwrap();
    let mut request = Request::builder().method(method).uri(target);
    for field in fields {
        let (name, value) = field.split_once(": ").unwrap();
        request = request.header(name, value);
    }
    request.body(body.into()).unwrap()
}

/// An answer with its body read.
pub struct Answer {
    pub response: Response<()>,
    pub text: String,
}

impl Answer {
    pub fn status(&self) -> u16 {
        self.response.status().as_u16()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.response
            .headers()
            .get(name)
            .map(|value| value.to_str().unwrap())
    }

    pub fn json(&self) -> Value {
        json::from_str(&self.text).unwrap()
    }

    /// Each error as `place keyword`.
    pub fn errors(&self) -> Vec<String> {
        let problem = self.json();
        let errors = problem.get("errors").and_then(Value::as_array);
        let text = |error: &Value, name: &str| {
            error
                .get(name)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        errors
            .unwrap_or_default()
            .iter()
            .map(|error| {
                let place = match error.get("parameter") {
                    Some(_) => format!("{} {}", text(error, "in"), text(error, "parameter")),
                    None => text(error, "pointer"),
                };
                assert!(!text(error, "message").is_empty());
                format!("{place} {}", text(error, "keyword"))
            })
            .collect()
    }
}

pub async fn send(service: &Service, request: Request<Body>) -> Answer {
    let response = service.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect(1 << 24).await.unwrap();
    let answer = Answer {
        response: Response::from_parts(parts, ()),
        text: String::from_utf8(bytes.to_vec()).unwrap(),
    };
    check(&answer);
    answer
}

/// What holds for every answer: those that say no are problems, unless they have no body.
fn check(answer: &Answer) {
    let status = answer.response.status();
    if (status.is_client_error() || status.is_server_error()) && !answer.text.is_empty() {
        assert_eq!(
            answer.header("content-type"),
            Some("application/problem+json")
        );
        let problem = answer.json();
        let member = problem.get("status").map(json::to_string);
        assert_eq!(member.as_deref(), Some(status.as_str()));
        assert!(problem.get("title").and_then(Value::as_str).is_some());
    }
    if status == StatusCode::NO_CONTENT {
        assert_eq!(answer.text, "");
    }
}
