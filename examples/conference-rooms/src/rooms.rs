//! The operations of the document.

use anteroom::jiff::Timestamp;
use anteroom::{ClientStatus, Context, Problem, ServerStatus};

use crate::api::{
    self, ConferenceRoom, ConferenceRoomList, CreateConferenceRoom, CreateConferenceRoomRequest,
    CreateConferenceRoomResponse, CreatedConferenceRoom, ListConferenceRoomsRequest,
    ListConferenceRoomsResponse, ResourceId, RetrieveConferenceRoomRequest,
    RetrieveConferenceRoomResponse, UpdateConferenceRoom, UpdateConferenceRoomRequest,
    UpdateConferenceRoomResponse,
};
use crate::numbers::{self, Numbers};
use crate::query;
use crate::store::{Store, StoreError, Wanted};
use crate::{opening, picture};

/// The conference rooms of a PBX.
pub(crate) struct Rooms {
    store: Store,
    numbers: Numbers,
}

/// Why there is no room to answer with.
enum Refusal {
    Client(Problem<ClientStatus>),
    Server(Problem<ServerStatus>),
}

impl api::ConferenceRooms for Rooms {
    type Principal = ();

    async fn list_conference_rooms(
        &self,
        request: ListConferenceRoomsRequest,
        _: Context<()>,
    ) -> ListConferenceRoomsResponse {
        match self.list(request).await {
            Ok(list) => ListConferenceRoomsResponse::Ok(list),
            Err(Refusal::Client(problem)) => ListConferenceRoomsResponse::ClientError(problem),
            Err(Refusal::Server(problem)) => ListConferenceRoomsResponse::ServerError(problem),
        }
    }

    async fn create_conference_room(
        &self,
        request: CreateConferenceRoomRequest,
        context: Context<()>,
    ) -> CreateConferenceRoomResponse {
        match self.create(request.body).await {
            Ok(id) => CreateConferenceRoomResponse::Created {
                location: context.location("/conference_rooms").segment(&id),
                body: CreatedConferenceRoom { id },
            },
            Err(Refusal::Client(problem)) => CreateConferenceRoomResponse::ClientError(problem),
            Err(Refusal::Server(problem)) => CreateConferenceRoomResponse::ServerError(problem),
        }
    }

    async fn retrieve_conference_room(
        &self,
        request: RetrieveConferenceRoomRequest,
        _: Context<()>,
    ) -> RetrieveConferenceRoomResponse {
        match self.retrieve(&request.id).await {
            Ok(room) => RetrieveConferenceRoomResponse::Ok(room),
            Err(Refusal::Client(problem)) => RetrieveConferenceRoomResponse::ClientError(problem),
            Err(Refusal::Server(problem)) => RetrieveConferenceRoomResponse::ServerError(problem),
        }
    }

    async fn update_conference_room(
        &self,
        request: UpdateConferenceRoomRequest,
        _: Context<()>,
    ) -> UpdateConferenceRoomResponse {
        match self.update(&request.id, &request.body).await {
            Ok(()) => UpdateConferenceRoomResponse::Ok,
            Err(Refusal::Client(problem)) => UpdateConferenceRoomResponse::ClientError(problem),
            Err(Refusal::Server(problem)) => UpdateConferenceRoomResponse::ServerError(problem),
        }
    }
}

impl Rooms {
    pub(crate) async fn new(store: Store) -> Result<Self, StoreError> {
        let numbers = Numbers::after(store.last_number().await?);
        Ok(Self { store, numbers })
    }

    async fn list(
        &self,
        request: ListConferenceRoomsRequest,
    ) -> Result<ConferenceRoomList, Refusal> {
        let page = self.store.list(wanted(request)).await?;
        Ok(ConferenceRoomList {
            count: Some(page.count),
            items: Some(page.rooms),
        })
    }

    async fn create(&self, new: CreateConferenceRoom) -> Result<ResourceId, Refusal> {
        picture::fits(picture::of_new(&new), new.mode)?;
        let now = Timestamp::now();
        let number = self.numbers.next(now);
        let id = numbers::id(number);
        let room = opening::open(id.clone(), now.into(), new);
        self.store.insert(number, &room).await?;
        Ok(id)
    }

    async fn retrieve(&self, id: &str) -> Result<ConferenceRoom, Refusal> {
        self.store.find(id).await?.ok_or_else(no_such_room)
    }

    async fn update(&self, id: &str, change: &UpdateConferenceRoom) -> Result<(), Refusal> {
        // Nothing can come in between that matters: the mode of a room never changes.
        let room = self.retrieve(id).await?;
        if let Some(mode) = room.mode {
            picture::fits(picture::of_change(change), mode)?;
        }
        if self.store.update(id, change).await? {
            Ok(())
        } else {
            Err(no_such_room())
        }
    }
}

/// What a list is asked for.
fn wanted(request: ListConferenceRoomsRequest) -> Wanted {
    let filter = request.filter.map(query::Filter::into_sql);
    let search = request.search.as_deref().map(query::search);
    Wanted {
        conditions: filter.into_iter().chain(search).collect(),
        order: request.orderby.unwrap_or_default().into_sql(),
        skip: request.skip.into(),
        top: request.top.into(),
    }
}

fn no_such_room() -> Refusal {
    Refusal::Client(Problem::not_found("there is no such conference room"))
}

impl From<Problem<ClientStatus>> for Refusal {
    fn from(problem: Problem<ClientStatus>) -> Self {
        Self::Client(problem)
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        if let StoreError::ExtensionNumberInUse = error {
            return Self::Client(Problem::conflict(error.to_string()));
        }
        // What went wrong inside is for the log, not for the client.
        tracing::error!("{error}");
        Self::Server(Problem::internal())
    }
}
