//! The one way of every request: route, authenticate, negotiate, collect the body, decode, call,
//! encode.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use http::Response;
use http::request::Parts;

use crate::received::Received;
use crate::router::Captures;
use crate::security::{self, Denial, Door, Verify};
use crate::server::{Bounds, Routed, Shared};
use crate::server_error::{Failure, ServerError};
use crate::{Body, Context, Operation, OperationInfo, Rejection, Reply};

/// The answer to come.
pub type ResponseFuture = Pin<Box<dyn Future<Output = Response<Body>> + Send>>;

/// What a document becomes: generated code implements it for the document's server type.
///
/// This is what generated code looks like for a document `Rooms` with bearer security, an
/// operation `listRooms` that needs it, `searchRooms` that has `{}` as an alternative, and
/// `ping` that has `security: []`:
///
/// ```
/// use std::sync::Arc;
///
/// use anteroom::security::{Attempt, BearerToken, Denied, SchemeKind, SchemeMeta, SchemeUse, Verify};
/// # use anteroom::{Body, Input, Method, Operation, Reply};
/// # use anteroom::http::{Response, StatusCode};
/// use anteroom::{Api, Context, Exchange, OperationMeta, ResponseFuture, Server};
///
/// # macro_rules! operation { ($name:ident, $request:ident, $response:ident, $meta:expr) => {
/// #     pub struct $name; pub struct $request {} pub enum $response { Ok }
/// #     impl Operation for $name {
/// #         const META: OperationMeta = $meta; type Request = $request; type Response = $response;
/// #         fn decode(_: &mut Input<'_>) -> Option<$request> { Some($request {}) }
/// #         fn encode(_: $response, reply: Reply) -> Response<Body> { reply.empty(StatusCode::OK) }
/// #     }
/// # } }
/// # operation!(ListRooms, ListRoomsRequest, ListRoomsResponse,
/// #     OperationMeta::new("listRooms", Method::Get, "/rooms").security(&[&[SchemeUse::new(0)]]));
/// # operation!(SearchRooms, SearchRoomsRequest, SearchRoomsResponse,
/// #     OperationMeta::new("searchRooms", Method::Get, "/search").security(&[&[SchemeUse::new(0)], &[]]));
/// # operation!(Ping, PingRequest, PingResponse, OperationMeta::new("ping", Method::Get, "/ping"));
/// pub trait Rooms: Send + Sync + 'static {
///     type Principal: Send + Sync + 'static;
///     fn list_rooms(&self, request: ListRoomsRequest, context: Context<Self::Principal>)
///         -> impl Future<Output = ListRoomsResponse> + Send;
///     fn search_rooms(&self, request: SearchRoomsRequest, context: Context<Option<Self::Principal>>)
///         -> impl Future<Output = SearchRoomsResponse> + Send;
///     fn ping(&self, request: PingRequest, context: Context<()>) -> impl Future<Output = PingResponse> + Send;
/// }
///
/// pub trait Authenticator: Send + Sync + 'static {
///     type Principal: Send + Sync + 'static;
///     fn bearer_auth(&self, token: BearerToken, attempt: &Attempt<'_>)
///         -> impl Future<Output = Result<Self::Principal, Denied>> + Send;
/// }
///
/// pub struct RoomsServer<T, A> {
///     implementation: T,
///     authenticator: A,
/// }
///
/// impl<T: Rooms, A: Authenticator<Principal = T::Principal>> RoomsServer<T, A> {
///     pub fn new(implementation: T, authenticator: A) -> Server<Self> {
///         Server::new(Self { implementation, authenticator })
///     }
/// }
///
/// impl<T: Rooms, A: Authenticator<Principal = T::Principal>> Verify for RoomsServer<T, A> {
///     type Principal = T::Principal;
///
///     async fn verify(&self, scheme: usize, attempt: &Attempt<'_>) -> Result<T::Principal, Denied> {
///         match scheme {
///             0 => self.authenticator.bearer_auth(attempt.bearer()?, attempt).await,
///             _ => Err(Denied::unauthenticated()),
///         }
///     }
/// }
///
/// impl<T: Rooms, A: Authenticator<Principal = T::Principal>> Api for RoomsServer<T, A> {
///     type Implementation = T;
///
///     const NAME: &'static str = "Rooms";
///     const SCHEMES: &'static [SchemeMeta] = &[SchemeMeta::new("bearerAuth", SchemeKind::Bearer)];
///     const OPERATIONS: &'static [&'static OperationMeta] = &[&ListRooms::META, &SearchRooms::META, &Ping::META];
///
///     fn implementation(&self) -> &T {
///         &self.implementation
///     }
///
///     fn call(self: Arc<Self>, operation: usize, exchange: Exchange) -> ResponseFuture {
///         match operation {
///             0 => exchange.serve(ListRooms, self, T::list_rooms),
///             1 => exchange.serve_optional(SearchRooms, self, T::search_rooms),
///             2 => exchange.serve_open(Ping, self, T::ping),
///             _ => exchange.unknown(),
///         }
///     }
/// }
/// ```
pub trait Api: Send + Sync + 'static {
    /// What answers the requests.
    type Implementation: Send + Sync + 'static;

    /// The document's title as a name: `Rooms`.
    const NAME: &'static str;
    /// The security schemes that operations refer to by index.
    const SCHEMES: &'static [crate::security::SchemeMeta];
    /// The operations; [`call`](Self::call) knows them by index.
    const OPERATIONS: &'static [&'static crate::OperationMeta];

    /// What answers the requests.
    fn implementation(&self) -> &Self::Implementation;

    /// Serves a request for the operation with this index.
    fn call(self: Arc<Self>, operation: usize, exchange: Exchange) -> ResponseFuture;
}

/// A method of an implementation, such as `T::list_rooms`: it takes a request and its context, and gives the future
/// of an answer. A bound on functions cannot say that this future is `Send` whatever it borrows.
pub trait Handler<'a, T, R, C>: Send + 'static {
    /// What is answered.
    type Answer;
    /// The future of the answer, which may borrow the implementation.
    type Future: Future<Output = Self::Answer> + Send + 'a;

    /// Calls the method.
    fn call(self, implementation: &'a T, request: R, context: C) -> Self::Future;
}

impl<'a, M, F, T: 'a, R, C> Handler<'a, T, R, C> for M
where
    M: FnOnce(&'a T, R, C) -> F + Send + 'static,
    F: Future + Send + 'a,
{
    type Answer = F::Output;
    type Future = F;

    fn call(self, implementation: &'a T, request: R, context: C) -> F {
        self(implementation, request, context)
    }
}

/// A request on its way to the operation that it is for. It lies in one place: the futures that it goes through would be
/// kilobytes, which are copied (bench `in-process`).
pub struct Exchange(Box<Received>);

impl Exchange {
    pub(crate) fn new(call: Call, parts: Parts, captures: Captures, body: Body) -> Self {
        Self(Box::new(Received::new(call, parts, captures, body)))
    }

    /// Serves an operation that needs a principal.
    pub fn serve<O, S, M>(self, _operation: O, api: Arc<S>, method: M) -> ResponseFuture
    where
        O: Operation,
        S: Api + Verify,
        M: for<'a> Handler<
                'a,
                S::Implementation,
                O::Request,
                Context<S::Principal>,
                Answer = O::Response,
            >,
    {
        Box::pin(async move {
            let mut this = self;
            if this.authenticates_body()
                && let Some(response) = this.read_first().await
            {
                return response;
            }
            match security::require(&*api, &this.door()).await {
                Ok(principal) => {
                    this.run::<O, _, _, _>(principal, api.implementation(), method)
                        .await
                }
                Err(denial) => this.deny(denial),
            }
        })
    }

    /// Serves an operation that takes anonymous callers too: one of its alternatives has no scheme.
    pub fn serve_optional<O, S, M>(self, _operation: O, api: Arc<S>, method: M) -> ResponseFuture
    where
        O: Operation,
        S: Api + Verify,
        M: for<'a> Handler<
                'a,
                S::Implementation,
                O::Request,
                Context<Option<S::Principal>>,
                Answer = O::Response,
            >,
    {
        Box::pin(async move {
            let mut this = self;
            if this.authenticates_body()
                && let Some(response) = this.read_first().await
            {
                return response;
            }
            match security::admit(&*api, &this.door()).await {
                Ok(principal) => {
                    this.run::<O, _, _, _>(principal, api.implementation(), method)
                        .await
                }
                Err(denial) => this.deny(denial),
            }
        })
    }

    /// Serves an operation without security. One whose description does have requirements is
    /// refused: generated code never asks for that.
    pub fn serve_open<O, S, M>(self, _operation: O, api: Arc<S>, method: M) -> ResponseFuture
    where
        O: Operation,
        S: Api,
        M: for<'a> Handler<'a, S::Implementation, O::Request, Context<()>, Answer = O::Response>,
    {
        if !self.0.call.info().meta().security.is_empty() {
            return self.defect("an operation with security requirements is served as an open one");
        }
        Box::pin(async move {
            self.run::<O, _, _, _>((), api.implementation(), method)
                .await
        })
    }

    /// The last arm of [`Api::call`]: there is no operation with this index.
    pub fn unknown(self) -> ResponseFuture {
        self.defect("there is no operation with this index")
    }

    fn defect(self, what: &'static str) -> ResponseFuture {
        Box::pin(std::future::ready(self.0.call.fail(Failure::Defect(what))))
    }

    /// Reads the body, if the operation says that who calls is told by it; gives the answer where that is not possible.
    async fn read_first(&mut self) -> Option<Response<Body>> {
        let Received {
            call,
            bounds,
            body,
            read,
            ..
        } = &mut *self.0;
        let limit = bounds.body;
        match std::mem::take(body).collect(limit).await {
            Ok(bytes) => {
                *body = Body::from(bytes.clone());
                *read = bytes;
                None
            }
            Err(error) => Some(call.reject(&Rejection::of_body(&error, limit))),
        }
    }

    fn authenticates_body(&self) -> bool {
        self.0.call.info().meta().authenticates_body
    }

    fn door(&self) -> Door<'_> {
        let Received {
            call, parts, read, ..
        } = &*self.0;
        Door {
            operation: call.info(),
            schemes: call.shared.schemes,
            realm: call.realm(),
            parts,
            body: read,
        }
    }

    fn deny(&self, denial: Denial) -> Response<Body> {
        self.0.call.reject(&Rejection::Denied(denial))
    }

    /// What comes after authentication. Only what depends on the operation's types is in here.
    async fn run<'a, O, P, T, M>(
        self,
        principal: P,
        implementation: &'a T,
        method: M,
    ) -> Response<Body>
    where
        O: Operation,
        M: Handler<'a, T, O::Request, Context<P>, Answer = O::Response>,
    {
        let mut received = self.0;
        if let Err(rejection) = received.receive().await {
            return received.call.reject(&rejection);
        }
        let request = match received.decode(O::decode) {
            Ok(request) => request,
            Err(response) => return response,
        };
        let Received {
            call,
            parts,
            negotiated,
            accept,
            late,
            ..
        } = *received;
        let context = Context::preferring(negotiated, principal, call.info().clone(), parts);
        let response = method.call(implementation, request, context).await;
        if let Some(rejection) = late.rejection() {
            return call.reject(rejection);
        }
        O::encode(response, Reply::new(call, negotiated, accept))
    }
}

impl std::fmt::Debug for Exchange {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Exchange")
            .field("operation", self.0.call.info())
            .finish_non_exhaustive()
    }
}

/// The service and the operation that a request is for.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) shared: Arc<Shared>,
    pub(crate) routed: Routed,
}

impl Call {
    pub(crate) fn info(&self) -> &OperationInfo {
        &self.routed.info
    }

    pub(crate) fn names(&self) -> &[&'static str] {
        self.shared.names(self.routed.operation)
    }

    fn realm(&self) -> Option<&str> {
        self.shared.settings.realm.as_deref()
    }

    pub(crate) fn bounds(&self) -> Bounds {
        self.shared.bounds(self.routed.operation)
    }

    pub(crate) fn tells_operation(&self) -> bool {
        self.shared.settings.tell_operation
    }

    pub(crate) fn validates_answers(&self) -> bool {
        self.shared.settings.validate_responses
    }

    pub(crate) fn reject(&self, rejection: &Rejection) -> Response<Body> {
        self.shared.reject(rejection, Some(self.info()))
    }

    /// Tells the failure to whom it concerns, and the client of a 500.
    pub(crate) fn fail(&self, failure: Failure) -> Response<Body> {
        self.report(failure);
        self.reject(&Rejection::Internal)
    }

    /// Tells a failure for which it is too late to tell the client.
    pub(crate) fn report(&self, failure: Failure) {
        self.shared.report(&ServerError {
            operation: self.info(),
            failure,
        });
    }
}
