//! What a service knows beside its implementation: its routes, and what was set.

use std::panic::{AssertUnwindSafe, catch_unwind};

use http::{HeaderMap, HeaderValue, Response};

use super::layered::OperationService;
use super::limits::{Bounds, Limits};
use super::path_item::{PathItem, allow, is_met};
use crate::parameter::percent;
use crate::rejection::RejectionHook;
use crate::router::{self, Captures, Router, has_byte};
use crate::security::SchemeMeta;
use crate::server_error::{ServerError, ServerErrorHook};
use crate::{Body, Method, OperationInfo, OperationMeta, Rejection};

/// What all requests of a service share; nothing in it depends on the API's type.
#[derive(Clone)]
pub(crate) struct Shared {
    pub(crate) schemes: &'static [SchemeMeta],
    pub(crate) settings: Settings,
    pub(super) prefix: Box<str>,
    router: Router,
    paths: Vec<PathItem>,
    pub(super) entries: Vec<Entry>,
    /// All methods of all paths, for `OPTIONS *`.
    allow: HeaderValue,
}

#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) refuse_unknown: bool,
    pub(crate) validate_responses: bool,
    pub(crate) tell_operation: bool,
    pub(crate) realm: Option<Box<str>>,
    pub(super) limits: Limits,
    pub(super) on_rejection: Option<RejectionHook>,
    pub(super) on_server_error: Option<ServerErrorHook>,
}

/// One operation.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) info: OperationInfo,
    /// The names of its path parameters in the order of the template.
    names: Vec<&'static str>,
    pub(super) limits: Limits,
    /// What answers instead, if there are layers around it.
    pub(super) service: Option<OperationService>,
}

/// The operation that a request is for.
#[derive(Clone)]
pub(crate) struct Routed {
    pub(crate) operation: usize,
    pub(crate) info: OperationInfo,
}

/// What is found for a request.
pub(super) enum Route<'a> {
    Found(usize, &'a OperationInfo),
    /// With the value of `Allow`, as the next one.
    Options(&'a HeaderValue),
    WrongMethod(&'a HeaderValue),
    Unknown,
}

impl Shared {
    pub(super) fn new(
        operations: &'static [&'static OperationMeta],
        schemes: &'static [SchemeMeta],
    ) -> Self {
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
                paths.push(PathItem::new());
            }
            if let Some(item) = paths.get_mut(path) {
                item.insert(index, meta);
            }
        }
        for path in &mut paths {
            path.allow = allow(path.methods());
        }
        let allow = allow(paths.iter().flat_map(PathItem::methods));
        let entries = operations.iter().map(|meta| Entry {
            info: OperationInfo::new(meta, ""),
            names: router::names(meta.path).collect(),
            limits: Limits::of(meta),
            service: None,
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

    pub(super) fn set_prefix(&mut self, prefix: &str) {
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

    /// The path beneath the prefix, which is compared as segments of templates are: whether encoded or not.
    #[inline]
    pub(crate) fn strip_prefix<'a>(&self, path: &'a str) -> Option<&'a str> {
        let (prefix, bytes) = (self.prefix.as_bytes(), path.as_bytes());
        // An empty text is nowhere in memory: to compare with it costs more than the whole lookup (bench `routing`).
        if !prefix.is_empty() && !bytes.starts_with(prefix) {
            return percent::strip_prefix(path, &self.prefix);
        }
        match bytes.get(prefix.len()) {
            None => Some("/"),
            Some(b'/') => path.get(prefix.len()..),
            Some(_) => None,
        }
    }

    /// The operation for a path and a query. A head that is not known has no fields.
    pub(super) fn route(
        &self,
        method: &http::Method,
        (path, query): (&str, &str),
        headers: Option<&HeaderMap>,
        captures: &mut Captures,
    ) -> Route<'_> {
        let method = Method::of(method);
        if method == Some(Method::Options) && path == "*" {
            return Route::Options(&self.allow);
        }
        let Some(item) = self.item(path, captures) else {
            return Route::Unknown;
        };
        let Some(method) = method else {
            return Route::WrongMethod(&item.allow);
        };
        match self.asked_for(item, method, query, headers) {
            Some((operation, info)) => Route::Found(operation, info),
            // What the query or the head lacks is part of the route.
            None if item.declares(method) => Route::Unknown,
            None if method == Method::Options => Route::Options(&item.allow),
            None => Route::WrongMethod(&item.allow),
        }
    }

    /// The operation that a request for a path, and a query if there is one, would reach.
    pub(super) fn operation(&self, method: &http::Method, target: &str) -> Option<&OperationInfo> {
        let (path, query) = match has_byte(b'?', target.as_bytes()) {
            true => target.split_once('?')?,
            false => (target, ""),
        };
        let item = self.item(path, &mut Captures::default())?;
        let (_, info) = self.asked_for(item, Method::of(method)?, query, None)?;
        Some(info)
    }

    /// The operations of a path.
    #[inline]
    fn item(&self, path: &str, captures: &mut Captures) -> Option<&PathItem> {
        let path = self.strip_prefix(path)?;
        self.paths.get(self.router.find(path, captures)?)
    }

    /// The operation of a path that a request is for.
    #[inline]
    fn asked_for(
        &self,
        item: &PathItem,
        method: Method,
        query: &str,
        headers: Option<&HeaderMap>,
    ) -> Option<(usize, &OperationInfo)> {
        let meets = |operation: usize| {
            let entry = self.entries.get(operation);
            entry.is_some_and(|entry| is_met(entry.info.meta(), query, headers))
        };
        let found = match item.operation(method, meets) {
            None if method == Method::Head => item.operation(Method::Get, meets),
            found => found,
        };
        let operation = found?;
        Some((operation, &self.entries.get(operation)?.info))
    }

    /// The operation with an id, if its path has no parameters.
    pub(super) fn named(&self, id: &str) -> Option<Routed> {
        let mut entries = self.entries.iter().enumerate();
        let (operation, entry) =
            entries.find(|(_, entry)| entry.info.id() == id && entry.names.is_empty())?;
        let info = entry.info.clone();
        Some(Routed { operation, info })
    }

    /// The layered service of an operation, if it has any layers.
    pub(super) fn layered(&self, operation: usize) -> Option<&OperationService> {
        self.entries.get(operation)?.service.as_ref()
    }

    pub(crate) fn names(&self, operation: usize) -> &[&'static str] {
        self.entries
            .get(operation)
            .map_or(&[], |entry| &entry.names)
    }

    /// What an operation takes at most.
    pub(crate) fn bounds(&self, operation: usize) -> Bounds {
        let own = self.entries.get(operation).map(|entry| entry.limits);
        own.unwrap_or_default().or(self.settings.limits).bounds()
    }

    pub(crate) fn reject(
        &self,
        rejection: &Rejection,
        operation: Option<&OperationInfo>,
    ) -> Response<Body> {
        match &self.settings.on_rejection {
            Some(hook) => {
                // A hook that panics has told why; the client gets what it would without one.
                let rendered = catch_unwind(AssertUnwindSafe(|| hook(rejection, operation)));
                let Ok(mut response) = rendered else {
                    return rejection.clone().into_response();
                };
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
            // A hook that panics has told why, and changes nothing for the client.
            Some(hook) => drop(catch_unwind(AssertUnwindSafe(|| hook(error)))),
            // Somebody has to see it.
            None if cfg!(feature = "tracing") => {}
            None => eprintln!("anteroom: {error}"),
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            refuse_unknown: false,
            validate_responses: cfg!(debug_assertions),
            tell_operation: false,
            realm: None,
            limits: Limits::new(),
            on_rejection: None,
            on_server_error: None,
        }
    }
}
