//! The generated server, with operations that have no store.

use std::io;

use anteroom::security::{Attempt, BearerToken, Denied};
use anteroom::{Context, Problem};
use tokio::net::TcpListener;

use crate::api::{
    Authenticator, ConferenceRooms, ConferenceRoomsServer, CreateConferenceRoomRequest,
    CreateConferenceRoomResponse, CreatedConferenceRoom, ListConferenceRoomsRequest,
    ListConferenceRoomsResponse, RetrieveConferenceRoomRequest, RetrieveConferenceRoomResponse,
    UpdateConferenceRoomRequest, UpdateConferenceRoomResponse,
};
use crate::{ROOM_ID, is_token};

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

/// The operations. Only rooms can be opened.
#[derive(Debug)]
pub struct Rooms;

impl ConferenceRooms for Rooms {
    type Principal = ();

    async fn list_conference_rooms(
        &self,
        _: ListConferenceRoomsRequest,
        _: Context<()>,
    ) -> ListConferenceRoomsResponse {
        ListConferenceRoomsResponse::ServerError(Problem::internal())
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
