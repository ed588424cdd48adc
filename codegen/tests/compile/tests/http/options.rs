//! What options change of the server traits.

use anteroom::http::Response;
use anteroom::security::{Attempt, BearerToken, Denied};
use anteroom::{Body, Context};
use anteroom_golden::option_trait_per_tag_open as open;
use anteroom_golden::{
    hostile_webhooks as hostile, option_default_stubs as stubs, option_trait_per_tag as tags,
};

use crate::{request, send};

struct Implementation;

impl tags::ConferenceRooms for Implementation {
    type Principal = String;

    async fn health(&self, _: tags::HealthRequest, _: Context<()>) -> tags::HealthResponse {
        tags::HealthResponse::NoContent
    }
}

impl tags::RoomApi for Implementation {
    async fn list_rooms(
        &self,
        _: tags::ListRoomsRequest,
        context: Context<String>,
    ) -> tags::ListRoomsResponse {
        assert_eq!(context.principal(), "ann");
        tags::ListRoomsResponse::NoContent
    }

    async fn open_room(
        &self,
        _: tags::OpenRoomRequest,
        _: Context<String>,
    ) -> tags::OpenRoomResponse {
        tags::OpenRoomResponse::NoContent
    }
}

impl tags::AccessRightsApi for Implementation {
    async fn list_rights(
        &self,
        _: tags::ListRightsRequest,
        context: Context<Option<String>>,
    ) -> tags::ListRightsResponse {
        assert_eq!(context.principal(), &None);
        tags::ListRightsResponse::NoContent
    }
}

impl tags::RoomTagApi for Implementation {
    async fn case(&self, _: tags::CaseRequest, _: Context<()>) -> tags::CaseResponse {
        tags::CaseResponse::NoContent
    }
}

impl tags::RoomWebhooks for Implementation {
    async fn opened(&self, _: tags::OpenedRequest, _: Context<()>) -> tags::OpenedResponse {
        tags::OpenedResponse::NoContent
    }
}

impl tags::ConferenceRoomsTagWebhooks for Implementation {
    async fn closed(&self, _: tags::ClosedRequest, _: Context<()>) -> tags::ClosedResponse {
        tags::ClosedResponse::NoContent
    }
}

impl open::RoomApi for Implementation {
    async fn list_rooms(
        &self,
        _: open::ListRoomsRequest,
        _: Context<()>,
    ) -> open::ListRoomsResponse {
        open::ListRoomsResponse::NoContent
    }
}

impl open::DeskApi for Implementation {
    async fn list_desks(
        &self,
        _: open::ListDesksRequest,
        _: Context<()>,
    ) -> open::ListDesksResponse {
        open::ListDesksResponse::NoContent
    }
}

struct Ann;

impl tags::Authenticator for Ann {
    type Principal = String;

    async fn bearer_auth(&self, _: BearerToken, _: &Attempt<'_>) -> Result<String, Denied> {
        Ok("ann".to_owned())
    }
}

#[tokio::test]
async fn one_server_for_the_traits_of_all_tags() {
    let service = tags::ConferenceRoomsServer::new(Implementation, Ann);
    let token = "authorization: Bearer x";
    for (line, fields, status) in [
        ("GET /rooms", &[token][..], 204),
        ("POST /rooms", &[token], 204),
        ("POST /rooms", &[], 401),
        ("GET /rights", &[], 204),
        ("GET /health", &[], 204),
        ("GET /case", &[], 204),
    ] {
        let answer = send(&service, request(line, fields, "")).await;
        assert_eq!(answer.status(), status, "{line} {fields:?}");
    }
    let webhooks = tags::ConferenceRoomsWebhooksServer::new(Implementation);
    for line in ["POST /opened", "POST /closed"] {
        assert_eq!(send(&webhooks, request(line, &[], "")).await.status(), 204);
    }
    let service = open::OpenRoomsServer::new(Implementation);
    for line in ["GET /rooms", "GET /desks"] {
        assert_eq!(send(&service, request(line, &[], "")).await.status(), 204);
    }
}

struct Stub;

impl stubs::Stubs for Stub {
    type Principal = ();
}

impl stubs::Authenticator for Stub {
    type Principal = ();

    async fn bearer_auth(&self, token: BearerToken, _: &Attempt<'_>) -> Result<(), Denied> {
        match token.as_str() {
            "good" => Ok(()),
            _ => Err(Denied::unauthenticated()),
        }
    }
}

impl hostile::Self_ for Stub {
    type Principal = ();
}

impl hostile::SelfWebhooks for Stub {
    type Principal = ();
}

macro_rules! stubs {
    ($($name:ident)*) => { $(impl hostile::$name for Stub {})* };
}

stubs! {
    XYZCodeWebhooks SelfTagWebhooks FnWebhooks SymbolWebhooks OperationWebhooks
    AuthenticatorWebhooks TTagWebhooks
}

impl hostile::WebhooksAuthenticator for Stub {
    type Principal = ();

    async fn a(&self, _: BearerToken, _: &Attempt<'_>) -> Result<(), Denied> {
        Ok(())
    }
}

#[tokio::test]
async fn empty_impls_serve_everything() {
    let service = hostile::SelfWebhooksServer::new(Stub, Stub);
    let token = "authorization: Bearer x";
    for target in [
        "/",
        "/%22",
        "/a%0A*/%20%60b%60%20%5C",
        "/Self",
        "/fn",
        "/x-y",
        "/%F0%9F%8E%89",
    ] {
        let answer = send(&service, request(&format!("POST {target}"), &[token], "")).await;
        assert_eq!(answer.status(), 501, "{target}");
    }
    assert_eq!(
        send(&service, request("POST /std", &[], "")).await.status(),
        501
    );
    assert_eq!(
        send(&service, request("POST /x", &[], "")).await.status(),
        404
    );
}

/// Part of the way: the rest is a stub.
struct Half;

impl stubs::Stubs for Half {
    type Principal = ();

    async fn anything(&self, _: stubs::AnythingRequest, _: Context<()>) -> stubs::AnythingResponse {
        panic!("this one is implemented")
    }
}

#[tokio::test]
async fn a_stub_answers_501_to_what_would_be_served() {
    let service = stubs::StubsServer::new(Stub, Stub);
    let json = "content-type: application/json";
    for (line, fields, body, status) in [
        ("POST /rooms/7", &[json][..], r#"{"subject":"x"}"#, 501),
        (
            "POST /rooms/7",
            &[json],
            r#"{"subject":"too long for it"}"#,
            422,
        ),
        ("POST /rooms/x", &[json], r#"{"subject":"x"}"#, 422),
        ("POST /rooms/7", &[json], "{", 400),
        ("POST /rooms/7", &[], "{}", 415),
        ("GET /mine", &["authorization: Bearer good"], "", 501),
        ("GET /mine", &[], "", 401),
        (
            "GET /mine",
            &["authorization: Bearer good", "accept: text/html"],
            "",
            406,
        ),
        ("GET /anything", &[], "", 501),
        ("GET /nothing", &[], "", 404),
        ("GET /rooms/7", &[], "", 405),
    ] {
        let answer = send(&service, request(line, fields, body)).await;
        assert_eq!(answer.status(), status, "{line} {fields:?} {body}");
        assert_eq!(
            answer.header("content-type"),
            Some("application/problem+json")
        );
    }
    let half = stubs::StubsServer::new(Half, Stub);
    assert_eq!(
        send(&half, request("GET /anything", &[], ""))
            .await
            .status(),
        500
    );
    let hooked = half.on_rejection(|rejection, operation| {
        let id = operation.map_or("?", |operation| operation.id());
        let mut response = Response::new(Body::from(id.to_owned()));
        *response.status_mut() = rejection.status();
        response
    });
    let field = "authorization: Bearer good";
    let answer = send(&hooked, request("GET /mine", &[field], "")).await;
    assert_eq!(answer.seen(), (501, "getMine"));
}
