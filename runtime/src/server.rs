//! A document's API as a tower service.

mod layered;
mod limits;
mod path_item;
mod shared;

use std::convert::Infallible;
use std::sync::Arc;
use std::task::{Context, Poll};

use http::request::Parts;
use http::{Method, Request, Response};
use http_body::Body as HttpBody;
use tower_layer::Layer;
use tower_service::Service;

use self::layered::Reached;
pub use self::layered::{OperationFuture, OperationService};
pub(crate) use self::limits::Bounds;
#[cfg(feature = "decompression")]
pub use self::limits::DEFAULT_DECOMPRESSION_RATIO;
pub use self::limits::{
    DEFAULT_BODY_LIMIT, DEFAULT_PARAMETER_LIMIT, DEFAULT_PART_LIMIT, DEFAULT_PART_SIZE_LIMIT,
    Limits,
};
use self::shared::Route;
pub(crate) use self::shared::{Routed, Shared};
use crate::body::BodyError;
use crate::responding::{Responding, options};
use crate::router::Captures;
use crate::server_error::ServerError;
use crate::service::{Api, Call, Exchange};
use crate::span::Span;
use crate::{Body, OperationInfo, Rejection};

/// An API as a service: `tower_service::Service<http::Request<B>>` for every body `B`, which
/// never fails.
///
/// It is cheap to clone, holds no connection and starts no task: mount it where a tower service
/// goes, or hand it to `anteroom::serve`.
///
/// Every request goes one way: the path (404) and the method (405) are looked up, the caller is
/// authenticated (401, 403), the media types are compared (415, 406), and only then the body is
/// read (413), decoded and checked together with the parameters (400, 422). `OPTIONS` and `HEAD`
/// are answered as RFC 9110 says where the document does not describe them.
pub struct Server<S> {
    api: Arc<S>,
    shared: Arc<Shared>,
}

impl<S: Api> Server<S> {
    /// A service without path prefix and with the default limits.
    pub fn new(api: S) -> Self {
        Self {
            api: Arc::new(api),
            shared: Arc::new(Shared::new(S::OPERATIONS, S::SCHEMES)),
        }
    }

    /// Sets the path prefix, such as `/api`. Only paths beneath it are served. Where an outer
    /// router takes a prefix away (axum's `nest_service`), leave it out.
    #[must_use]
    pub fn at(self, prefix: &str) -> Self {
        self.with(|shared| shared.set_prefix(prefix))
    }

    /// Sets how much a request may have of anything.
    #[must_use]
    pub fn limits(self, limits: Limits) -> Self {
        self.with(|shared| shared.settings.limits = limits.or(shared.settings.limits))
    }

    /// Sets how much a request may have of anything where it is for one of those operations for which `which` says so.
    #[must_use]
    pub fn limit_operations(self, which: impl Fn(&OperationInfo) -> bool, limits: Limits) -> Self {
        self.with(|shared| {
            for entry in &mut shared.entries {
                if which(&entry.info) {
                    entry.limits = limits.or(entry.limits);
                }
            }
        })
    }

    /// Sets whether query parameters that the operation does not have are refused. By default they are ignored.
    #[must_use]
    pub fn refuse_unknown_parameters(self, refuse: bool) -> Self {
        self.with(|shared| shared.settings.refuse_unknown = refuse)
    }

    /// Sets whether answers are checked against their schemas. Those that break them leave as
    /// a 500, and the reason goes to [`on_server_error`](Self::on_server_error). By default they
    /// are in builds with debug assertions.
    #[must_use]
    pub fn validate_responses(self, validate: bool) -> Self {
        self.with(|shared| shared.settings.validate_responses = validate)
    }

    /// Sets whether answers have the [`OperationInfo`] in their extensions, for layers around the service that log or
    /// count. By default they do not: it costs memory for each of them.
    #[must_use]
    pub fn tell_operation(self, tell: bool) -> Self {
        self.with(|shared| shared.settings.tell_operation = tell)
    }

    /// Sets the realm that challenges name (RFC 9110, section 11.5).
    #[must_use]
    pub fn realm(self, realm: &str) -> Self {
        self.with(|shared| shared.settings.realm = Some(realm.into()))
    }

    /// Sets what makes the answers to rejected requests, in every stage, instead of
    /// [`Rejection::into_response`]. Header fields that the status calls for, such as `Allow`, are
    /// added where they lack.
    #[must_use]
    pub fn on_rejection(
        self,
        hook: impl Fn(&Rejection, Option<&OperationInfo>) -> Response<Body> + Send + Sync + 'static,
    ) -> Self {
        self.with(|shared| shared.settings.on_rejection = Some(Arc::new(hook)))
    }

    /// Sets what is told of failures of the service: answers that break their schema, panics.
    /// With the feature `tracing` they are logged as well; without both they are written to standard
    /// error.
    #[must_use]
    pub fn on_server_error(self, hook: impl Fn(&ServerError<'_>) + Send + Sync + 'static) -> Self {
        self.with(|shared| shared.settings.on_server_error = Some(Arc::new(hook)))
    }

    /// Puts a tower layer around those operations for which `which` says so; a later one goes around the earlier ones.
    /// It comes after routing and before authentication, and finds the [`OperationInfo`] in the request's extensions.
    ///
    /// ```
    /// use anteroom::{Api, Server};
    /// use tower::limit::GlobalConcurrencyLimitLayer;
    ///
    /// /// Lets two reports be written at a time.
    /// fn spared<A: Api>(server: Server<A>) -> Server<A> {
    ///     let at_most_two = GlobalConcurrencyLimitLayer::new(2);
    ///     server.layer_operations(|operation| operation.tags().contains(&"reports"), at_most_two)
    /// }
    /// ```
    #[must_use]
    pub fn layer_operations<L, B>(self, which: impl Fn(&OperationInfo) -> bool, layer: L) -> Self
    where
        L: Layer<OperationService>,
        L::Service: Service<Request<Body>, Response = Response<B>, Error = Infallible>,
        L::Service: Clone + Send + Sync + 'static,
        <L::Service as Service<Request<Body>>>::Future: Send,
        B: HttpBody + Send + 'static,
        B::Error: Into<BodyError>,
    {
        let api = Arc::clone(&self.api);
        self.with(|shared| {
            for (index, entry) in shared.entries.iter_mut().enumerate() {
                if which(&entry.info) {
                    let inner = entry.service.take();
                    let inner =
                        inner.unwrap_or_else(|| OperationService::new(Arc::clone(&api), index));
                    entry.service = Some(inner.within(&layer));
                }
            }
        })
    }

    /// The operation that a request would reach, for a middleware that wants to know before. The
    /// target is a path, and a query if there is one. Of operations that ask for fields of the head too,
    /// none is found.
    pub fn operation(&self, method: &Method, target: &str) -> Option<OperationInfo> {
        self.shared.operation(method, target).cloned()
    }

    /// Answers a request as one for the operation with this `operationId`, whatever its method and
    /// path are: for a sender of webhooks that knows one URL only, and says elsewhere what has
    /// happened. An unknown id is a 404, and so is an operation with path parameters.
    ///
    /// ```
    /// use anteroom::http::{Request, Response};
    /// use anteroom::{Api, Body, Server};
    ///
    /// /// Serves webhooks that a header field tells apart.
    /// async fn receive<A: Api>(webhooks: &Server<A>, request: Request<Body>) -> Response<Body> {
    ///     let event = request.headers().get("x-event").cloned();
    ///     let event = event.as_ref().and_then(|event| event.to_str().ok());
    ///     let Ok(response) = webhooks.dispatch(event.unwrap_or_default(), request).await;
    ///     response
    /// }
    /// ```
    pub fn dispatch<B>(&self, operation_id: &str, request: Request<B>) -> Responding
    where
        B: HttpBody + Send + 'static,
        B::Error: Into<BodyError>,
    {
        let (parts, body) = request.map(Body::new).into_parts();
        match self.shared.named(operation_id) {
            Some(routed) => self.start(routed, parts, Captures::default(), body),
            None => self.refuse(&Rejection::NotFound, &parts),
        }
    }

    fn with(mut self, change: impl FnOnce(&mut Shared)) -> Self {
        change(Arc::make_mut(&mut self.shared));
        self
    }

    fn respond(&self, request: Request<Body>) -> Responding {
        let (parts, body) = request.into_parts();
        let target = (parts.uri.path(), parts.uri.query().unwrap_or_default());
        let mut captures = Captures::default();
        match self
            .shared
            .route(&parts.method, target, Some(&parts.headers), &mut captures)
        {
            Route::Found(operation, info) => {
                let info = info.clone();
                self.start(Routed { operation, info }, parts, captures, body)
            }
            Route::Options(allow) => {
                Responding::ready(options(allow.clone()), false, Span::of(&parts, None))
            }
            Route::WrongMethod(allow) => {
                let allow = allow.clone();
                let rejection = Rejection::MethodNotAllowed { allow };
                self.refuse(&rejection, &parts)
            }
            Route::Unknown => self.refuse(&Rejection::NotFound, &parts),
        }
    }

    fn start(&self, routed: Routed, parts: Parts, captures: Captures, body: Body) -> Responding {
        let head = parts.method == Method::HEAD;
        let operation = routed.operation;
        let call = Call {
            shared: Arc::clone(&self.shared),
            routed,
        };
        let span = Span::of(&parts, Some(call.info()));
        let future = match self.shared.layered(operation) {
            None => {
                let exchange = Exchange::new(call.clone(), parts, captures, body);
                Arc::clone(&self.api).call(operation, exchange)
            }
            Some(service) => {
                let mut request = Request::from_parts(parts, body);
                let extensions = request.extensions_mut();
                extensions.insert(call.info().clone());
                let call = call.clone();
                extensions.insert(Reached { call, captures });
                service.answer(request)
            }
        };
        Responding::running(future, call, head, span)
    }

    /// What no operation gets to see.
    fn refuse(&self, rejection: &Rejection, parts: &Parts) -> Responding {
        let head = parts.method == Method::HEAD;
        let span = Span::of(parts, None);
        let response = span.within(|| self.shared.reject(rejection, None));
        Responding::ready(response, head, span)
    }
}

impl<S> Clone for Server<S> {
    fn clone(&self) -> Self {
        Self {
            api: Arc::clone(&self.api),
            shared: Arc::clone(&self.shared),
        }
    }
}

impl<S: Api> std::fmt::Debug for Server<S> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Server")
            .field("api", &S::NAME)
            .field("prefix", &self.shared.prefix)
            .finish_non_exhaustive()
    }
}

impl<S, B> Service<Request<B>> for Server<S>
where
    S: Api,
    B: HttpBody + Send + 'static,
    B::Error: Into<BodyError>,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Responding;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Responding {
        self.respond(request.map(Body::new))
    }
}
