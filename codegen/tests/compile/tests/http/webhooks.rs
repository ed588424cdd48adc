//! Webhooks: requests to those who receive a document's events.

use std::future::IntoFuture;

use anteroom::http::Method;
use anteroom::security::{ApiKey, Attempt, BearerToken, Denied};
use anteroom::{ClientStatus, Context, Problem, Server};
use anteroom_golden::webhooks::*;
use anteroom_golden::webhooks_only;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::{request, send};

struct Receiver;

impl RoomsWebhooks for Receiver {
    type Principal = &'static str;

    async fn room_booked(
        &self,
        request: RoomBookedRequest,
        context: Context<&'static str>,
    ) -> RoomBookedResponse {
        let operation = context.operation();
        assert_eq!(
            (operation.id(), operation.path()),
            ("roomBooked", "/hooks/roomBooked")
        );
        assert_eq!(operation.tags(), ["Room"]);
        assert_eq!(operation.extension("x-retries"), Some("3"));
        match request.body.subject.as_str() {
            "unknown" => RoomBookedResponse::ClientError(Problem::new(ClientStatus::CONFLICT)),
            _ => RoomBookedResponse::NoContent,
        }
    }

    async fn get_room_booked(
        &self,
        _: GetRoomBookedRequest,
        _: Context<()>,
    ) -> GetRoomBookedResponse {
        GetRoomBookedResponse::Ok
    }

    async fn closed(
        &self,
        request: ClosedRequest,
        context: Context<Option<&'static str>>,
    ) -> ClosedResponse {
        assert_eq!(request.body.at.to_string(), "2026-11-24T06:28:48Z");
        assert!(matches!(context.principal(), None | Some("signed")));
        ClosedResponse::Accepted
    }

    async fn full(&self, _: FullRequest, context: Context<&'static str>) -> FullResponse {
        assert_eq!(*context.principal(), "signed and known");
        FullResponse::NoContent
    }
}

/// The other service of the document.
struct Rooms7;

impl Rooms for Rooms7 {
    type Principal = ();

    async fn get_room(&self, _: GetRoomRequest, _: Context<()>) -> GetRoomResponse {
        panic!("a room without its id")
    }
}

impl Authenticator for Keys {
    type Principal = ();

    async fn bearer_auth(&self, _: BearerToken, _: &Attempt<'_>) -> Result<(), Denied> {
        Ok(())
    }
}

struct Keys;

struct Known;

struct Signed;

impl WebhooksAuthenticator for Keys {
    type Principal = &'static str;
    type BearerAuth = Known;
    type Signature = Signed;

    async fn bearer_auth(&self, token: BearerToken, _: &Attempt<'_>) -> Result<Known, Denied> {
        match token.as_str() {
            "good" => Ok(Known),
            _ => Err(Denied::unauthenticated()),
        }
    }

    /// The signature of a body is its length, and where none is read, a word.
    async fn signature(&self, key: ApiKey, attempt: &Attempt<'_>) -> Result<Signed, Denied> {
        let is_good = match attempt.operation().id() {
            "closed" => key.as_str() == attempt.body().len().to_string(),
            _ => key.as_str() == "good" && attempt.body().is_empty(),
        };
        is_good.then_some(Signed).ok_or(Denied::unauthenticated())
    }

    fn principal_of_bearer_auth(&self, _: Known) -> Result<&'static str, Denied> {
        Ok("known")
    }

    fn principal_of_signature(&self, _: Signed) -> Result<&'static str, Denied> {
        Ok("signed")
    }

    fn principal_of_signature_and_bearer_auth(
        &self,
        _: Signed,
        _: Known,
    ) -> Result<&'static str, Denied> {
        Ok("signed and known")
    }
}

fn service() -> Server<RoomsWebhooksServer<Receiver, Keys>> {
    RoomsWebhooksServer::new(Receiver, Keys).at("/hooks")
}

const TOKEN: &str = "authorization: Bearer good";
const SIGNED: &str = "x-signature: good";
const JSON: &str = "content-type: application/json";
const DELIVERY: &str = "x-delivery: 67e55044-10b1-426f-9247-bb680e5fe0c8";

#[tokio::test]
async fn a_webhook_is_served_like_an_operation() {
    let closed = r#"{"at":"2026-11-24T06:28:48Z"}"#;
    let booked = &[TOKEN, JSON, DELIVERY][..];
    for (line, fields, body, status) in [
        ("POST /hooks/roomBooked", booked, r#"{"subject":"x"}"#, 204),
        (
            "POST /hooks/roomBooked",
            booked,
            r#"{"subject":"unknown"}"#,
            409,
        ),
        ("POST /hooks/roomBooked", &[JSON, DELIVERY], "{}", 401),
        ("POST /hooks/roomBooked", &[TOKEN, DELIVERY], "{}", 415),
        ("POST /hooks/roomBooked", booked, "{", 400),
        ("GET /hooks/roomBooked", &[], "", 200),
        ("PUT /hooks/roomBooked", &[TOKEN], "", 405),
        ("POST /roomBooked", &[TOKEN], "", 404),
        // Paths of the document are another service.
        ("GET /hooks/rooms/7", &[TOKEN], "", 404),
        // The signature is that of this body.
        (
            "POST /hooks/room/closed",
            &["x-signature: 29", JSON],
            closed,
            202,
        ),
        (
            "POST /hooks/room/closed",
            &["x-signature: 30", JSON],
            closed,
            401,
        ),
        ("POST /hooks/room/closed", &[JSON], closed, 202),
        (
            "POST /hooks/room/closed",
            &["x-signature: bad", JSON],
            closed,
            401,
        ),
        (
            "POST /hooks/100%25%20full%20%7Bsoon%7D",
            &[TOKEN, SIGNED],
            "",
            204,
        ),
        ("POST /hooks/100%25%20full%20%7bsoon%7d", &[TOKEN], "", 401),
        ("POST /hooks/100%25%20full%20x", &[TOKEN, SIGNED], "", 404),
    ] {
        let answer = send(&service(), request(line, fields, body)).await;
        assert_eq!(answer.status(), status, "{line} {fields:?} {}", answer.text);
    }
    let wrong = request("POST /hooks/roomBooked", &[TOKEN, JSON], r#"{"subject":7}"#);
    let answer = send(&service(), wrong).await;
    assert_eq!(answer.status(), 422);
    assert_eq!(
        answer.errors(),
        ["header X-Delivery required", "/subject type"]
    );
    let answer = send(&service(), request("PUT /hooks/roomBooked", &[], "")).await;
    assert_eq!(answer.header("allow"), Some("GET, HEAD, POST, OPTIONS"));
    let found = service().operation(&Method::POST, "/hooks/room/closed");
    assert_eq!(found.unwrap().id(), "closed");
}

#[tokio::test]
async fn a_sender_may_know_one_url_only() {
    let booked = &[TOKEN, JSON, DELIVERY][..];
    for (id, fields, status) in [
        ("roomBooked", booked, 204),
        ("roomBooked", &[], 401),
        ("closed", booked, 422),
        ("roomBook", booked, 404),
        // A path parameter has no place to come from.
        ("getRoom", booked, 404),
    ] {
        let request = request("POST /inbox", fields, r#"{"subject":"x"}"#);
        let Ok(answer) = service().dispatch(id, request).await;
        assert_eq!(answer.status(), status, "{id} {fields:?}");
    }
    let head = request("HEAD /inbox", &[], "");
    let Ok(answer) = service().dispatch("GET roomBooked", head).await;
    assert_eq!(answer.status(), 200);
    let other = RoomsServer::new(Rooms7, Keys);
    let request = request("POST /inbox", &[TOKEN], "");
    let Ok(answer) = other.dispatch("getRoom", request).await;
    assert_eq!(answer.status(), 404);
}

struct Tell;

impl webhooks_only::BookingsWebhooks for Tell {
    async fn booked(
        &self,
        request: webhooks_only::BookedRequest,
        _: Context<()>,
    ) -> webhooks_only::BookedResponse {
        assert_eq!(request.body.room, "7");
        webhooks_only::BookedResponse::Ok
    }
}

#[tokio::test]
async fn a_document_of_webhooks_alone_is_served_over_a_socket() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = webhooks_only::BookingsWebhooksServer::new(Tell);
    let server = tokio::spawn(anteroom::serve(listener, service).into_future());
    let body = r#"{"room":"7"}"#;
    let head = format!(
        "POST /booked HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all((head + body).as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    server.abort();
}
