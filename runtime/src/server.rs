//! A document's API as a tower service.

use std::convert::Infallible;
use std::sync::Arc;
use std::task::{Context, Poll};

use http::{HeaderValue, Method, Request, Response};
use http_body::Body as HttpBody;

use crate::body::BodyError;
use crate::parameter::percent;
use crate::rejection::RejectionHook;
use crate::router::{self, Captures, Router};
use crate::security::SchemeMeta;
use crate::server_error::{ServerError, ServerErrorHook};
use crate::service::{Api, Call, Exchange, Responding, options};
use crate::{Body, OperationInfo, OperationMeta, Rejection};

/// How many bytes a request body may have unless something else is said: 2 MiB.
pub const DEFAULT_BODY_LIMIT: u64 = 2 * 1024 * 1024;

/// How many query parameters a request may have unless something else is said.
pub const DEFAULT_PARAMETER_LIMIT: usize = 1000;

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

    /// Sets how many bytes a request body may have. The default is 2 MiB.
    #[must_use]
    pub fn body_limit(self, bytes: u64) -> Self {
        self.with(|shared| shared.settings.body_limit = bytes)
    }

    /// Sets how many bytes the request body of one operation may have. An unknown `operationId`
    /// changes nothing.
    #[must_use]
    pub fn operation_body_limit(self, operation_id: &str, bytes: u64) -> Self {
        self.with(|shared| {
            for entry in shared
                .entries
                .iter_mut()
                .filter(|entry| entry.info.id() == operation_id)
            {
                entry.body_limit = Some(bytes);
            }
        })
    }

    /// Sets how many query parameters a request may have. The default is 1,000.
    #[must_use]
    pub fn parameter_limit(self, count: usize) -> Self {
        self.with(|shared| shared.settings.parameters = count)
    }

    /// Sets whether answers are checked against their schemas. Those that break them leave as
    /// a 500, and the reason goes to [`on_server_error`](Self::on_server_error). By default they
    /// are in builds with debug assertions.
    #[must_use]
    pub fn validate_responses(self, validate: bool) -> Self {
        self.with(|shared| shared.settings.validate_responses = validate)
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

    /// The operation that a request would reach, for a middleware that wants to know before. The
    /// target is a path, and a query if there is one.
    pub fn operation(&self, method: &Method, target: &str) -> Option<OperationInfo> {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        match self.shared.route(method, path, query) {
            Route::Found(routed, _) => Some(routed.info),
            Route::Options(_) | Route::WrongMethod(_) | Route::Unknown => None,
        }
    }

    fn with(mut self, change: impl FnOnce(&mut Shared)) -> Self {
        change(Arc::make_mut(&mut self.shared));
        self
    }

    fn respond(&self, request: Request<Body>) -> Responding {
        let (parts, body) = request.into_parts();
        let head = parts.method == Method::HEAD;
        let (path, query) = (parts.uri.path(), parts.uri.query().unwrap_or_default());
        match self.shared.route(&parts.method, path, query) {
            Route::Found(routed, captures) => {
                let operation = routed.operation;
                let call = Call {
                    shared: Arc::clone(&self.shared),
                    routed,
                };
                let exchange = Exchange::new(call.clone(), parts, captures, body);
                Responding::running(Arc::clone(&self.api).call(operation, exchange), call, head)
            }
            Route::Options(allow) => Responding::ready(options(allow), false),
            Route::WrongMethod(allow) => {
                let rejection = Rejection::MethodNotAllowed { allow };
                Responding::ready(self.shared.reject(&rejection, None), head)
            }
            Route::Unknown => {
                Responding::ready(self.shared.reject(&Rejection::NotFound, None), head)
            }
        }
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

impl<S, B> tower_service::Service<Request<B>> for Server<S>
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

/// What all requests of a service share; nothing in it depends on the API's type.
#[derive(Clone)]
pub(crate) struct Shared {
    pub(crate) schemes: &'static [SchemeMeta],
    pub(crate) settings: Settings,
    prefix: Box<str>,
    router: Router,
    paths: Vec<PathItem>,
    entries: Vec<Entry>,
    /// All methods of all paths, for `OPTIONS *`.
    allow: HeaderValue,
}

#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) parameters: usize,
    pub(crate) validate_responses: bool,
    pub(crate) realm: Option<Box<str>>,
    body_limit: u64,
    on_rejection: Option<RejectionHook>,
    on_server_error: Option<ServerErrorHook>,
}

/// One operation.
#[derive(Clone)]
struct Entry {
    info: OperationInfo,
    /// The names of its path parameters in the order of the template.
    names: Vec<&'static str>,
    body_limit: Option<u64>,
}

/// One path template.
#[derive(Clone)]
struct PathItem {
    /// Those of one method by how much they ask of the query, the most first.
    methods: Vec<(Method, usize)>,
    allow: HeaderValue,
}

/// The operation that a request is for.
#[derive(Clone)]
pub(crate) struct Routed {
    pub(crate) operation: usize,
    pub(crate) info: OperationInfo,
}

enum Route {
    Found(Routed, Captures),
    Options(HeaderValue),
    WrongMethod(HeaderValue),
    Unknown,
}

impl Shared {
    fn new(operations: &'static [&'static OperationMeta], schemes: &'static [SchemeMeta]) -> Self {
        let mut router = Router::new();
        let mut paths: Vec<PathItem> = Vec::new();
        let routed = || {
            operations
                .iter()
                .enumerate()
                .filter(|(_, meta)| meta.routed)
        };
        for (index, meta) in routed() {
            let path = router.insert(meta.path, paths.len());
            if path == paths.len() {
                paths.push(PathItem {
                    methods: Vec::new(),
                    allow: HeaderValue::from_static(""),
                });
            }
            if let Some(item) = paths.get_mut(path) {
                let asks = |index: usize| operations.get(index).map_or(0, |meta| meta.query.len());
                let place = item
                    .methods
                    .partition_point(|(_, other)| asks(*other) >= meta.query.len());
                item.methods.insert(place, (meta.method.into(), index));
            }
        }
        for path in &mut paths {
            path.allow = allow(path.methods.iter().map(|(method, _)| method));
        }
        let allow = allow(
            paths
                .iter()
                .flat_map(|path| &path.methods)
                .map(|(method, _)| method),
        );
        let entries = operations.iter().map(|meta| Entry {
            info: OperationInfo::new(meta, ""),
            names: router::names(meta.path).collect(),
            body_limit: meta.body.and_then(|body| body.limit),
        });
        let entries = entries.collect();
        Self {
            schemes,
            settings: Settings::default(),
            prefix: "".into(),
            router,
            paths,
            entries,
            allow,
        }
    }

    fn set_prefix(&mut self, prefix: &str) {
        let prefix = prefix.trim_matches('/');
        self.prefix = if prefix.is_empty() {
            "".into()
        } else {
            format!("/{prefix}").into()
        };
        for entry in &mut self.entries {
            entry.info = OperationInfo::new(entry.info.meta(), &self.prefix);
        }
    }

    /// The path beneath the prefix.
    pub(crate) fn strip_prefix<'a>(&self, path: &'a str) -> Option<&'a str> {
        match path.strip_prefix(&*self.prefix)? {
            "" => Some("/"),
            rest => rest.starts_with('/').then_some(rest),
        }
    }

    fn route(&self, method: &Method, path: &str, query: &str) -> Route {
        if method == Method::OPTIONS && path == "*" {
            return Route::Options(self.allow.clone());
        }
        let found = self
            .strip_prefix(path)
            .and_then(|path| self.router.find(path));
        let Some((item, captures)) =
            found.and_then(|(path, captures)| Some((self.paths.get(path)?, captures)))
        else {
            return Route::Unknown;
        };
        let by_get = || {
            self.operation(item, &Method::GET, query)
                .filter(|_| method == Method::HEAD)
        };
        match self.operation(item, method, query).or_else(by_get) {
            Some(routed) => Route::Found(routed, captures),
            // What the query lacks is part of the route.
            None if item.declares(method) => Route::Unknown,
            None if method == Method::OPTIONS => Route::Options(item.allow.clone()),
            None => Route::WrongMethod(item.allow.clone()),
        }
    }

    fn operation(&self, item: &PathItem, method: &Method, query: &str) -> Option<Routed> {
        let of_method = item.methods.iter().filter(|(other, _)| other == method);
        let mut entries = of_method
            .filter_map(|(_, operation)| Some((*operation, self.entries.get(*operation)?)));
        let asks = |info: &OperationInfo| info.meta().query;
        let (operation, entry) =
            entries.find(|(_, entry)| asks(&entry.info).iter().all(|pair| is_met(pair, query)))?;
        Some(Routed {
            operation,
            info: entry.info.clone(),
        })
    }

    pub(crate) fn names(&self, operation: usize) -> &[&'static str] {
        self.entries
            .get(operation)
            .map_or(&[], |entry| &entry.names)
    }

    pub(crate) fn body_limit(&self, operation: usize) -> u64 {
        let own = self
            .entries
            .get(operation)
            .and_then(|entry| entry.body_limit);
        own.unwrap_or(self.settings.body_limit)
    }

    pub(crate) fn reject(
        &self,
        rejection: &Rejection,
        operation: Option<&OperationInfo>,
    ) -> Response<Body> {
        match &self.settings.on_rejection {
            Some(hook) => {
                let mut response = hook(rejection, operation);
                rejection.complete(response.headers_mut());
                response
            }
            None => rejection.clone().into_response(),
        }
    }

    pub(crate) fn report(&self, error: &ServerError<'_>) {
        #[cfg(feature = "tracing")]
        tracing::error!(operation = error.operation().id(), "{}", error.failure());
        match &self.settings.on_server_error {
            Some(hook) => hook(error),
            // Somebody has to see it.
            None if cfg!(feature = "tracing") => {}
            None => eprintln!("anteroom: {error}"),
        }
    }
}

impl PathItem {
    fn declares(&self, method: &Method) -> bool {
        let answers =
            |other: &Method| other == method || (method == Method::HEAD && other == Method::GET);
        self.methods.iter().any(|(other, _)| answers(other))
    }
}

/// Whether a query has a pair of the name, and of the value if there is one.
fn is_met((name, value): &(&str, Option<&str>), query: &str) -> bool {
    query.split('&').any(|pair| {
        let (key, given) = pair.split_once('=').unwrap_or((pair, ""));
        percent::same_in_query(key, name)
            && value.is_none_or(|value| percent::same_in_query(given, value))
    })
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            parameters: DEFAULT_PARAMETER_LIMIT,
            validate_responses: cfg!(debug_assertions),
            realm: None,
            body_limit: DEFAULT_BODY_LIMIT,
            on_rejection: None,
            on_server_error: None,
        }
    }
}

/// The value of `Allow`: the methods in a fixed order, with what is answered without being declared.
fn allow<'a>(methods: impl Iterator<Item = &'a Method> + Clone) -> HeaderValue {
    const ORDER: [Method; 8] = [
        Method::GET,
        Method::HEAD,
        Method::POST,
        Method::PUT,
        Method::PATCH,
        Method::DELETE,
        Method::TRACE,
        Method::OPTIONS,
    ];
    let declared = |method: &Method| methods.clone().any(|other| other == method);
    let answered = |method: &&Method| {
        declared(method)
            || **method == Method::OPTIONS
            || (**method == Method::HEAD && declared(&Method::GET))
    };
    let names: Vec<&str> = ORDER.iter().filter(answered).map(Method::as_str).collect();
    HeaderValue::try_from(names.join(", ")).unwrap_or(HeaderValue::from_static("OPTIONS"))
}
