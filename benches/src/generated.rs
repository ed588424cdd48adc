//! The generated server, with operations that have no store.

use std::io;
use std::sync::LazyLock;

use anteroom::security::{Attempt, BearerToken, Denied};
use anteroom::{Context, Problem};
use tokio::net::TcpListener;

use crate::api::{
    Authenticator, ConferenceRoomList, ConferenceRooms, ConferenceRoomsServer,
    CreateConferenceRoomRequest, CreateConferenceRoomResponse, CreatedConferenceRoom,
    ListConferenceRoomsRequest, ListConferenceRoomsResponse, RetrieveConferenceRoomRequest,
    RetrieveConferenceRoomResponse, UpdateConferenceRoomRequest, UpdateConferenceRoomResponse,
};
use crate::{ROOM_ID, bodies, is_token};

/// The service.
pub fn service() -> anteroom::Server<ConferenceRoomsServer<Rooms, Token>> {
    ConferenceRoomsServer::new(Rooms, Token).at("/api")
}

/// Serves until the process ends.
///
/// # Errors
///
/// Those of [`anteroom::serve`].
pub async fn serve(listener: TcpListener) -> io::Result<()> {
    // Its own signal handlers would keep the program from being stopped.
    anteroom::serve(listener, service())
        .with_graceful_shutdown(std::future::pending())
        .await
}

#[expect(clippy::expect_used, reason = "the text is right")]
static HUNDRED: LazyLock<ConferenceRoomList> =
    LazyLock::new(|| anteroom::json::from_str(bodies::hundred()).expect("a list"));

/// The operations. Rooms can be opened, and there are a hundred of them.
#[derive(Debug)]
pub struct Rooms;

impl ConferenceRooms for Rooms {
    type Principal = ();

    async fn list_conference_rooms(
        &self,
        _: ListConferenceRoomsRequest,
        _: Context<()>,
    ) -> ListConferenceRoomsResponse {
        // What a store would give.
        ListConferenceRoomsResponse::Ok(HUNDRED.clone())
    }

    async fn create_conference_room(
        &self,
        _: CreateConferenceRoomRequest,
        context: Context<()>,
    ) -> CreateConferenceRoomResponse {
        let id = ROOM_ID.to_owned();
        CreateConferenceRoomResponse::Created {
            location: context.location("/conference_rooms").segment(&id),
            body: CreatedConferenceRoom { id },
        }
    }

    async fn retrieve_conference_room(
        &self,
        _: RetrieveConferenceRoomRequest,
        _: Context<()>,
    ) -> RetrieveConferenceRoomResponse {
        RetrieveConferenceRoomResponse::ServerError(Problem::internal())
    }

    async fn update_conference_room(
        &self,
        _: UpdateConferenceRoomRequest,
        _: Context<()>,
    ) -> UpdateConferenceRoomResponse {
        UpdateConferenceRoomResponse::ServerError(Problem::internal())
    }
}

/// Lets in whoever knows the token.
#[derive(Debug)]
pub struct Token;

impl Authenticator for Token {
    type Principal = ();

    async fn bearer_auth(&self, token: BearerToken, _: &Attempt<'_>) -> Result<(), Denied> {
        if is_token(token.as_str()) {
            Ok(())
        } else {
            Err(Denied::unauthenticated())
        }
    }
}
