//! The one way of every request: route, authenticate, negotiate, collect the body, decode, call,
//! encode.

use std::convert::Infallible;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context as TaskContext, Poll, ready};

use bytes::Bytes;
use http::header::{ALLOW, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Response, StatusCode};

use crate::body::{CollectError, Overrun, limited};
use crate::media_type::{self, MediaType};
use crate::operation::BodyMeta;
use crate::parameter::Source;
use crate::router::Captures;
use crate::security::{self, Denial, Verify};
use crate::server::{Routed, Shared};
use crate::server_error::{Failure, ServerError};
use crate::{Body, Context, Input, Operation, OperationInfo, Rejection, Reply};

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
///     const NAME: &'static str = "Rooms";
///     const SCHEMES: &'static [SchemeMeta] = &[SchemeMeta::new("bearerAuth", SchemeKind::Bearer)];
///     const OPERATIONS: &'static [&'static OperationMeta] = &[&ListRooms::META, &SearchRooms::META, &Ping::META];
///
///     fn call(self: Arc<Self>, operation: usize, exchange: Exchange) -> ResponseFuture {
///         match operation {
///             0 => exchange.serve(ListRooms, self, |api, request, context| async move {
///                 api.implementation.list_rooms(request, context).await
///             }),
///             1 => exchange.serve_optional(SearchRooms, self, |api, request, context| async move {
///                 api.implementation.search_rooms(request, context).await
///             }),
///             2 => exchange.serve_open(Ping, self, |api, request, context| async move {
///                 api.implementation.ping(request, context).await
///             }),
///             _ => exchange.unknown(),
///         }
///     }
/// }
/// ```
pub trait Api: Send + Sync + 'static {
    /// The document's title as a name: `Rooms`.
    const NAME: &'static str;
    /// The security schemes that operations refer to by index.
    const SCHEMES: &'static [crate::security::SchemeMeta];
    /// The operations; [`call`](Self::call) knows them by index.
    const OPERATIONS: &'static [&'static crate::OperationMeta];

    /// Serves a request for the operation with this index.
    fn call(self: Arc<Self>, operation: usize, exchange: Exchange) -> ResponseFuture;
}

/// A request on its way to the operation that it is for.
pub struct Exchange {
    call: Call,
    parts: Parts,
    captures: Captures,
    body: Body,
}

impl Exchange {
    pub(crate) fn new(call: Call, mut parts: Parts, captures: Captures, body: Body) -> Self {
        parts.extensions.insert(call.info().clone());
        Self {
            call,
            parts,
            captures,
            body,
        }
    }

    /// Serves an operation that needs a principal.
    pub fn serve<O, S, H, F>(self, _operation: O, api: Arc<S>, handler: H) -> ResponseFuture
    where
        O: Operation,
        S: Verify,
        H: FnOnce(Arc<S>, O::Request, Context<S::Principal>) -> F + Send + 'static,
        F: Future<Output = O::Response> + Send,
    {
        Box::pin(async move {
            let call = &self.call;
            match security::require(
                &*api,
                call.info(),
                call.shared.schemes,
                call.realm(),
                &self.parts,
            )
            .await
            {
                Ok(principal) => {
                    self.run::<O, _, _>(principal, |request, context| {
                        handler(api, request, context)
                    })
                    .await
                }
                Err(denial) => self.deny(denial),
            }
        })
    }

    /// Serves an operation that takes anonymous callers too: one of its alternatives has no scheme.
    pub fn serve_optional<O, S, H, F>(
        self,
        _operation: O,
        api: Arc<S>,
        handler: H,
    ) -> ResponseFuture
    where
        O: Operation,
        S: Verify,
        H: FnOnce(Arc<S>, O::Request, Context<Option<S::Principal>>) -> F + Send + 'static,
        F: Future<Output = O::Response> + Send,
    {
        Box::pin(async move {
            let call = &self.call;
            match security::admit(
                &*api,
                call.info(),
                call.shared.schemes,
                call.realm(),
                &self.parts,
            )
            .await
            {
                Ok(principal) => {
                    self.run::<O, _, _>(principal, |request, context| {
                        handler(api, request, context)
                    })
                    .await
                }
                Err(denial) => self.deny(denial),
            }
        })
    }

    /// Serves an operation without security. One whose description does have requirements is
    /// refused: generated code never asks for that.
    pub fn serve_open<O, S, H, F>(self, _operation: O, api: Arc<S>, handler: H) -> ResponseFuture
    where
        O: Operation,
        S: Send + Sync + 'static,
        H: FnOnce(Arc<S>, O::Request, Context<()>) -> F + Send + 'static,
        F: Future<Output = O::Response> + Send,
    {
        if !self.call.info().meta().security.is_empty() {
            return self.defect("an operation with security requirements is served as an open one");
        }
        Box::pin(async move {
            self.run::<O, _, _>((), |request, context| handler(api, request, context))
                .await
        })
    }

    /// The last arm of [`Api::call`]: there is no operation with this index.
    pub fn unknown(self) -> ResponseFuture {
        self.defect("there is no operation with this index")
    }

    fn defect(self, what: &'static str) -> ResponseFuture {
        Box::pin(std::future::ready(self.call.fail(Failure::Defect(what))))
    }

    fn deny(self, denial: Denial) -> Response<Body> {
        self.call.reject(&Rejection::Denied(denial))
    }

    /// What comes after authentication. Only what depends on the operation's types is in here.
    async fn run<O: Operation, P, F: Future<Output = O::Response>>(
        self,
        principal: P,
        handler: impl FnOnce(O::Request, Context<P>) -> F,
    ) -> Response<Body> {
        let mut received = match self.receive().await {
            Ok(received) => received,
            Err(response) => return response,
        };
        let request = match received.decode(O::decode) {
            Ok(request) => request,
            Err(response) => return response,
        };
        let Received {
            call,
            parts,
            negotiated,
            overrun,
            ..
        } = received;
        let context = Context::new(principal, call.info().clone(), parts).preferring(negotiated);
        let response = handler(request, context).await;
        if overrun.happened() {
            return call.too_large();
        }
        O::encode(response, Reply::new(call, negotiated))
    }

    /// Negotiates, then collects the body: nothing is read that would be refused anyway.
    async fn receive(self) -> Result<Received, Response<Body>> {
        let Self {
            call,
            parts,
            captures,
            body,
        } = self;
        let meta = call.info().meta();
        let outcome = async {
            let content = match &meta.body {
                Some(declared) => content_of(&parts.headers, declared, &body)?,
                None => None,
            };
            let negotiated = media_type::negotiate(&parts.headers, meta.produces).ok_or(
                Rejection::NotAcceptable {
                    available: meta.produces,
                },
            )?;
            let limit = call.body_limit();
            let (bytes, (stream, overrun)) = match &meta.body {
                Some(declared) if is_raw(declared, content) => {
                    if body.len().is_some_and(|length| length > limit) {
                        return Err(Rejection::TooLarge { limit });
                    }
                    (Bytes::new(), limited(body, limit))
                }
                Some(_) => (collect(body, limit).await?, Default::default()),
                None => Default::default(),
            };
            Ok((content, negotiated, bytes, stream, overrun))
        };
        match outcome.await {
            Ok((content, negotiated, body, stream, overrun)) => Ok(Received {
                call,
                parts,
                captures,
                content,
                negotiated,
                body,
                stream,
                overrun,
            }),
            Err(rejection) => Err(call.reject(&rejection)),
        }
    }
}

impl std::fmt::Debug for Exchange {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Exchange")
            .field("operation", self.call.info())
            .finish_non_exhaustive()
    }
}

fn is_raw(declared: &BodyMeta, content: Option<usize>) -> bool {
    content
        .and_then(|index| declared.content.get(index))
        .is_some_and(|content| content.raw)
}

/// Which of the declared media types the body has. A body that is known to be empty needs no type:
/// whether it may be missing is for the decoding to say. Any other without a type is
/// `application/octet-stream` (RFC 9110, section 8.3).
fn content_of(
    headers: &HeaderMap,
    declared: &BodyMeta,
    body: &Body,
) -> Result<Option<usize>, Rejection> {
    let encoded = headers
        .get_all(CONTENT_ENCODING)
        .iter()
        .any(|coding| coding != "identity");
    if encoded {
        return Err(Rejection::UnsupportedEncoding);
    }
    let unsupported = Rejection::UnsupportedMediaType {
        supported: declared.content,
    };
    let mut fields = headers.get_all(CONTENT_TYPE).iter();
    let given = match (fields.next(), fields.next()) {
        (None, _) if body.is_empty() => return Ok(None),
        (None, _) => MediaType::parse("application/octet-stream"),
        (Some(field), None) => field.to_str().ok().and_then(MediaType::parse),
        _ => None,
    };
    given
        .and_then(|given| media_type::best_content(declared.content, &given))
        .map_or(Err(unsupported), |index| Ok(Some(index)))
}

async fn collect(body: Body, limit: u64) -> Result<Bytes, Rejection> {
    body.collect(limit).await.map_err(|error| match error {
        CollectError::TooLarge => Rejection::TooLarge { limit },
        CollectError::TooSlow => Rejection::TooSlow,
        CollectError::Broken(_) => Rejection::Unreadable,
    })
}

/// A request that was let in and is all there.
struct Received {
    call: Call,
    parts: Parts,
    captures: Captures,
    content: Option<usize>,
    negotiated: usize,
    /// A body that is read as JSON.
    body: Bytes,
    /// A body that is handed on as it comes.
    stream: Body,
    overrun: Overrun,
}

impl Received {
    #[allow(
        clippy::result_large_err,
        reason = "the answer is on its way out, once"
    )]
    fn decode<T>(&mut self, decode: fn(&mut Input<'_>) -> Option<T>) -> Result<T, Response<Body>> {
        let stream = std::mem::take(&mut self.stream);
        let mut input = self
            .input(stream)
            .map_err(|rejection| self.call.reject(&rejection))?;
        let request = decode(&mut input);
        input
            .finish()
            .map_err(|rejection| self.call.reject(&rejection))?;
        request.ok_or_else(|| {
            self.call
                .fail(Failure::Defect("a request was refused without a reason"))
        })
    }

    fn input(&self, stream: Body) -> Result<Input<'_>, Rejection> {
        let query = self.parts.uri.query().unwrap_or_default();
        let limit = self.call.shared.settings.parameters;
        if query.bytes().filter(|byte| *byte == b'&').count() >= limit {
            return Err(Rejection::TooManyParameters { limit });
        }
        let source = Source {
            path: self
                .call
                .shared
                .strip_prefix(self.parts.uri.path())
                .unwrap_or_default(),
            captures: &self.captures,
            names: self.call.names(),
            query,
            headers: &self.parts.headers,
        };
        Ok(Input::new(
            source,
            self.call.info().meta().body,
            self.content,
            &self.body,
            stream,
        ))
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

    fn names(&self) -> &[&'static str] {
        self.shared.names(self.routed.operation)
    }

    fn realm(&self) -> Option<&str> {
        self.shared.settings.realm.as_deref()
    }

    fn body_limit(&self) -> u64 {
        self.shared.body_limit(self.routed.operation)
    }

    pub(crate) fn validates_answers(&self) -> bool {
        self.shared.settings.validate_responses
    }

    pub(crate) fn reject(&self, rejection: &Rejection) -> Response<Body> {
        self.shared.reject(rejection, Some(self.info()))
    }

    fn too_large(&self) -> Response<Body> {
        let limit = self.body_limit();
        self.reject(&Rejection::TooLarge { limit })
    }

    /// Tells the failure to whom it concerns, and the client of a 500.
    pub(crate) fn fail(&self, failure: Failure) -> Response<Body> {
        self.shared.report(&ServerError {
            operation: self.info(),
            failure,
        });
        self.reject(&Rejection::Internal)
    }
}

/// The future of a [`Server`](crate::Server)'s answer.
pub struct Responding {
    state: State,
    call: Option<Call>,
    head: bool,
}

enum State {
    Ready(Option<Response<Body>>),
    Running(ResponseFuture),
}

impl Responding {
    pub(crate) const fn ready(response: Response<Body>, head: bool) -> Self {
        Self {
            state: State::Ready(Some(response)),
            call: None,
            head,
        }
    }

    pub(crate) const fn running(future: ResponseFuture, call: Call, head: bool) -> Self {
        Self {
            state: State::Running(future),
            call: Some(call),
            head,
        }
    }

    fn finish(&mut self, mut response: Response<Body>) -> Response<Body> {
        if let Some(call) = self.call.take() {
            response.extensions_mut().insert(call.routed.info);
        }
        if self.head {
            without_body(response)
        } else {
            response
        }
    }
}

impl Future for Responding {
    type Output = Result<Response<Body>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, context: &mut TaskContext<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        let response = match &mut this.state {
            State::Ready(response) => response.take().unwrap_or_default(),
            State::Running(future) => {
                // After a panic the future is dropped, and nothing that it left half done is seen again but
                // what the implementation itself shares between requests.
                let polled = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context)));
                match polled {
                    Ok(polled) => ready!(polled),
                    Err(payload) => this.panicked(&*payload),
                }
            }
        };
        this.state = State::Ready(None);
        Poll::Ready(Ok(this.finish(response)))
    }
}

impl Responding {
    fn panicked(&self, payload: &(dyn std::any::Any + Send)) -> Response<Body> {
        let text = payload.downcast_ref::<&str>().copied();
        let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        let failure = Failure::Panic(text.unwrap_or("without a message").to_owned());
        match &self.call {
            Some(call) => call.fail(failure),
            None => Rejection::Internal.into_response(),
        }
    }
}

impl std::fmt::Debug for Responding {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Responding").finish_non_exhaustive()
    }
}

/// The answer to `HEAD`: that to `GET` without its content, but with the length that it has
/// (RFC 9110, section 9.3.2).
fn without_body(mut response: Response<Body>) -> Response<Body> {
    let has_length = !matches!(
        response.status(),
        StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED
    ) && !response.status().is_informational();
    let length = response.body().len().filter(|_| has_length);
    if let Some(length) = length
        && !response.headers().contains_key(CONTENT_LENGTH)
    {
        response
            .headers_mut()
            .insert(CONTENT_LENGTH, HeaderValue::from(length));
    }
    *response.body_mut() = Body::empty();
    response
}

/// The answer to `OPTIONS` where the document has none (RFC 9110, section 9.3.7).
pub(crate) fn options(allow: HeaderValue) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    response.headers_mut().insert(ALLOW, allow);
    response
}
