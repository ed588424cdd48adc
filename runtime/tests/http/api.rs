//! An API written by hand, just as it would be generated.

#![allow(
    unreachable_pub,
    dead_code,
    reason = "stands in for generated code, which is public and whole"
)]

use std::sync::Arc;

use anteroom::http::{Response, StatusCode};
use anteroom::json::{Decode, Encode, Reader, Writer};
use anteroom::security::{Attempt, BearerToken, Denied, SchemeKind, SchemeMeta, SchemeUse, Verify};
use anteroom::validate::{
    ArrayRules, Checker, IntegerRules, ObjectRules, Pattern, Property, StringRules, Validate,
};
use anteroom::{
    Api, Body, BodyMeta, ClientStatus, Content, Context, Exchange, Input, Location, Method,
    Operation, OperationMeta, Parameter, Problem, Reply, ResponseFuture, Server, ServerStatus,
};

#[derive(Clone, Debug, PartialEq)]
pub struct Room {
    pub extension: String,
    pub seats: Option<i32>,
}

static ROOM: ObjectRules = ObjectRules::at(
    "#/components/schemas/Room",
    &[Property::required("extension"), Property::optional("seats")],
);
static ROOM_EXTENSION_PATTERN: Pattern = Pattern::new("[0-9]{3,64}");
static ROOM_EXTENSION: StringRules = StringRules::new().pattern(&ROOM_EXTENSION_PATTERN);
static ROOM_SEATS: IntegerRules = IntegerRules::new().minimum(1);

impl Decode for Room {
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        let mut extension = None;
        let mut seats = None;
        let mut object = reader.object(&ROOM);
        while let Some(property) = object.next(reader) {
            match property {
                0 => extension = ROOM_EXTENSION.decode(reader),
                _ => seats = ROOM_SEATS.decode(reader),
            }
        }
        object.end(reader)?;
        Some(Self {
            extension: extension?,
            seats,
        })
    }
}

impl Encode for Room {
    fn encode(&self, writer: &mut Writer) {
        let mut object = writer.object();
        object.field("extension", &self.extension);
        object.optional("seats", &self.seats);
        object.end();
    }
}

impl Validate for Room {
    fn check(&self, checker: &mut Checker<'_>) {
        checker.enter(&ROOM);
        checker.property("extension");
        ROOM_EXTENSION.check(&self.extension, checker);
        if let Some(seats) = &self.seats {
            checker.property("seats");
            ROOM_SEATS.check(seats, checker);
        }
        checker.leave();
    }
}

/// `GET /rooms`
pub struct ListRooms;

#[derive(Clone, Debug, PartialEq)]
pub struct ListRoomsRequest {
    pub top: i32,
    pub tags: Option<Vec<String>>,
    pub ids: Option<Vec<i64>>,
    pub floor: Option<i32>,
    pub theme: Option<String>,
}

pub enum ListRoomsResponse {
    Ok { total: i64, body: Vec<Room> },
    ServerError(Problem<ServerStatus>),
}

static LIST_ROOMS_TOP: Parameter = Parameter::query("top", "#/components/parameters/Top");
static LIST_ROOMS_TOP_RULES: IntegerRules = IntegerRules::new().minimum(1).maximum(100);
static LIST_ROOMS_TOTAL: IntegerRules = IntegerRules::new().minimum(0);
static LIST_ROOMS_TAGS: Parameter =
    Parameter::query("tags", "#/paths/~1rooms/get/parameters/1").array();
static LIST_ROOMS_TAGS_RULES: ArrayRules = ArrayRules::new().max_items(2);
static LIST_ROOMS_IDS: Parameter = Parameter::query("ids", "#/paths/~1rooms/get/parameters/2")
    .array()
    .explode(false);
static LIST_ROOMS_IDS_RULES: ArrayRules = ArrayRules::new();
static LIST_ROOMS_FLOOR: Parameter =
    Parameter::header("X-Floor", "#/paths/~1rooms/get/parameters/3");
static LIST_ROOMS_THEME: Parameter = Parameter::cookie("theme", "#/paths/~1rooms/get/parameters/4");

impl Operation for ListRooms {
    const META: OperationMeta = OperationMeta::new("listRooms", Method::Get, "/rooms")
        .tags(&["Room"])
        .security(&[&[SchemeUse::new(0)]])
        .produces(&["application/json"])
        .extensions(&[("x-cost", "3")]);
    type Request = ListRoomsRequest;
    type Response = ListRoomsResponse;

    fn decode(input: &mut Input<'_>) -> Option<ListRoomsRequest> {
        let top = input
            .optional(&LIST_ROOMS_TOP, |reader| {
                LIST_ROOMS_TOP_RULES.decode(reader)
            })
            .unwrap_or(100);
        let tags = input.optional(&LIST_ROOMS_TAGS, |reader| {
            LIST_ROOMS_TAGS_RULES.decode(reader, String::decode)
        });
        let ids = input.optional(&LIST_ROOMS_IDS, |reader| {
            LIST_ROOMS_IDS_RULES.decode(reader, i64::decode)
        });
        let floor = input.optional(&LIST_ROOMS_FLOOR, i32::decode);
        let theme = input.optional(&LIST_ROOMS_THEME, String::decode);
        Some(ListRoomsRequest {
            top,
            tags,
            ids,
            floor,
            theme,
        })
    }

    fn encode(response: ListRoomsResponse, reply: Reply) -> Response<Body> {
        match response {
            ListRoomsResponse::Ok { total, body } => reply
                .checked_header("X-Total", |checker| {
                    LIST_ROOMS_TOTAL.check(&total, checker);
                })
                .header("X-Total", &total)
                .json(StatusCode::OK, &body),
            ListRoomsResponse::ServerError(problem) => reply.problem(problem),
        }
    }
}

/// `POST /rooms`
pub struct CreateRoom;

pub struct CreateRoomRequest {
    pub dry: bool,
    pub body: Room,
}

pub enum CreateRoomResponse {
    Created { location: Location, body: Room },
    ClientError(Problem<ClientStatus>),
}

static CREATE_ROOM_DRY: Parameter = Parameter::query("dry", "#/paths/~1rooms/post/parameters/0");

impl Operation for CreateRoom {
    const META: OperationMeta = OperationMeta::new("createRoom", Method::Post, "/rooms")
        .security(&[&[SchemeUse::new(0).scopes(&["rooms:write"])]])
        .body(
            BodyMeta::new(
                "#/paths/~1rooms/post/requestBody",
                &[Content::new(
                    "application/json",
                    "#/components/schemas/Room",
                )],
            )
            .required(),
        )
        .produces(&["application/json"]);
    type Request = CreateRoomRequest;
    type Response = CreateRoomResponse;

    fn decode(input: &mut Input<'_>) -> Option<CreateRoomRequest> {
        let dry = input
            .optional(&CREATE_ROOM_DRY, bool::decode)
            .unwrap_or(false);
        let body = input.body(Room::decode);
        Some(CreateRoomRequest { dry, body: body? })
    }

    fn encode(response: CreateRoomResponse, reply: Reply) -> Response<Body> {
        match response {
            CreateRoomResponse::Created { location, body } => reply
                .header("Location", &location)
                .json(StatusCode::CREATED, &body),
            CreateRoomResponse::ClientError(problem) => reply.problem(problem),
        }
    }
}

/// `GET /rooms/{id}`
pub struct RetrieveRoom;

pub struct RetrieveRoomRequest {
    pub id: String,
}

pub enum RetrieveRoomResponse {
    Ok(Room),
    ClientError(Problem<ClientStatus>),
}

static RETRIEVE_ROOM_ID: Parameter = Parameter::path("id", "#/components/parameters/Id");

impl Operation for RetrieveRoom {
    const META: OperationMeta = OperationMeta::new("retrieveRoom", Method::Get, "/rooms/{id}")
        .security(&[&[SchemeUse::new(0)]])
        .produces(&["application/json"]);
    type Request = RetrieveRoomRequest;
    type Response = RetrieveRoomResponse;

    fn decode(input: &mut Input<'_>) -> Option<RetrieveRoomRequest> {
        let id = input.required(&RETRIEVE_ROOM_ID, String::decode);
        Some(RetrieveRoomRequest { id: id? })
    }

    fn encode(response: RetrieveRoomResponse, reply: Reply) -> Response<Body> {
        match response {
            RetrieveRoomResponse::Ok(body) => reply.json(StatusCode::OK, &body),
            RetrieveRoomResponse::ClientError(problem) => reply.problem(problem),
        }
    }
}

/// `POST /rooms/{id}/close`, for whoever comes.
pub struct CloseRoom;

pub struct CloseRoomRequest {
    pub id: i64,
    pub body: Option<Room>,
}

pub enum CloseRoomResponse {
    NoContent { by: Option<String> },
}

static CLOSE_ROOM_ID: Parameter =
    Parameter::path("id", "#/paths/~1rooms~1%7Bid%7D~1close/post/parameters/0");

impl Operation for CloseRoom {
    const META: OperationMeta = OperationMeta::new("closeRoom", Method::Post, "/rooms/{id}/close")
        .security(&[&[SchemeUse::new(0)], &[]])
        .body(BodyMeta::new(
            "#/paths/~1rooms~1%7Bid%7D~1close/post/requestBody",
            &[Content::new(
                "application/vnd.room+json",
                "#/components/schemas/Room",
            )],
        ));
    type Request = CloseRoomRequest;
    type Response = CloseRoomResponse;

    fn decode(input: &mut Input<'_>) -> Option<CloseRoomRequest> {
        let id = input.required(&CLOSE_ROOM_ID, i64::decode);
        let body = input.optional_body(Room::decode);
        Some(CloseRoomRequest { id: id?, body })
    }

    fn encode(response: CloseRoomResponse, reply: Reply) -> Response<Body> {
        match response {
            CloseRoomResponse::NoContent { by } => reply
                .optional_header("X-By", &by)
                .empty(StatusCode::NO_CONTENT),
        }
    }
}

/// `GET /ping`
pub struct Ping;

pub struct PingRequest {}

pub enum PingResponse {
    Ok,
}

impl Operation for Ping {
    const META: OperationMeta = OperationMeta::new("ping", Method::Get, "/ping").deprecated();
    type Request = PingRequest;
    type Response = PingResponse;

    fn decode(_: &mut Input<'_>) -> Option<PingRequest> {
        Some(PingRequest {})
    }

    fn encode(response: PingResponse, reply: Reply) -> Response<Body> {
        match response {
            PingResponse::Ok => reply.empty(StatusCode::OK),
        }
    }
}

pub trait Rooms: Send + Sync + 'static {
    type Principal: Send + Sync + 'static;

    fn list_rooms(
        &self,
        request: ListRoomsRequest,
        context: Context<Self::Principal>,
    ) -> impl Future<Output = ListRoomsResponse> + Send;

    fn create_room(
        &self,
        request: CreateRoomRequest,
        context: Context<Self::Principal>,
    ) -> impl Future<Output = CreateRoomResponse> + Send;

    fn retrieve_room(
        &self,
        request: RetrieveRoomRequest,
        context: Context<Self::Principal>,
    ) -> impl Future<Output = RetrieveRoomResponse> + Send;

    fn close_room(
        &self,
        request: CloseRoomRequest,
        context: Context<Option<Self::Principal>>,
    ) -> impl Future<Output = CloseRoomResponse> + Send;

    fn ping(
        &self,
        request: PingRequest,
        context: Context<()>,
    ) -> impl Future<Output = PingResponse> + Send;
}

pub trait Authenticator: Send + Sync + 'static {
    type Principal: Send + Sync + 'static;

    fn bearer_auth(
        &self,
        token: BearerToken,
        attempt: &Attempt<'_>,
    ) -> impl Future<Output = Result<Self::Principal, Denied>> + Send;
}

pub struct RoomsServer<T, A> {
    implementation: T,
    authenticator: A,
}

impl<T: Rooms, A: Authenticator<Principal = T::Principal>> RoomsServer<T, A> {
    pub fn new(implementation: T, authenticator: A) -> Server<Self> {
        Server::new(Self {
            implementation,
            authenticator,
        })
    }
}

impl<T: Rooms, A: Authenticator<Principal = T::Principal>> Verify for RoomsServer<T, A> {
    type Principal = T::Principal;

    async fn verify(&self, scheme: usize, attempt: &Attempt<'_>) -> Result<T::Principal, Denied> {
        match scheme {
            0 => {
                let token = attempt.bearer()?;
                self.authenticator.bearer_auth(token, attempt).await
            }
            _ => Err(Denied::unauthenticated()),
        }
    }
}

impl<T: Rooms, A: Authenticator<Principal = T::Principal>> Api for RoomsServer<T, A> {
    type Implementation = T;

    const NAME: &'static str = "Rooms";
    const SCHEMES: &'static [SchemeMeta] = &[SchemeMeta::new("bearerAuth", SchemeKind::Bearer)];
    const OPERATIONS: &'static [&'static OperationMeta] = &[
        &ListRooms::META,
        &CreateRoom::META,
        &RetrieveRoom::META,
        &CloseRoom::META,
        &Ping::META,
    ];

    fn implementation(&self) -> &T {
        &self.implementation
    }

    fn call(self: Arc<Self>, operation: usize, exchange: Exchange) -> ResponseFuture {
        match operation {
            0 => exchange.serve(ListRooms, self, T::list_rooms),
            1 => exchange.serve(CreateRoom, self, T::create_room),
            2 => exchange.serve(RetrieveRoom, self, T::retrieve_room),
            3 => exchange.serve_optional(CloseRoom, self, T::close_room),
            4 => exchange.serve_open(Ping, self, T::ping),
            _ => exchange.unknown(),
        }
    }
}
