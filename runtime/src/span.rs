//! The span of a request, with the attributes that OpenTelemetry gives HTTP servers (semantic conventions 1.27, "HTTP
//! spans"). Without the feature `tracing` there is none, and nothing of it costs anything.

use http::StatusCode;
use http::request::Parts;

use crate::OperationInfo;

/// What everything that is logged on the way of a request belongs to.
#[derive(Clone, Default)]
pub(crate) struct Span(#[cfg(feature = "tracing")] Option<tracing::Span>);

#[cfg(feature = "tracing")]
impl Span {
    /// The span of a request for an operation, or for none. Its query is not in it: keys and tokens may be.
    pub(crate) fn of(parts: &Parts, operation: Option<&OperationInfo>) -> Self {
        use tracing::field::{Empty, debug, display};

        let span = tracing::info_span!(
            "request",
            otel.name = Empty,
            otel.kind = "server",
            otel.status_code = Empty,
            http.request.method = Empty,
            http.request.method_original = Empty,
            http.route = Empty,
            http.response.status_code = Empty,
            error.type = Empty,
            url.path = parts.uri.path(),
            url.scheme = parts.uri.scheme_str().unwrap_or("http"),
            server.address = Empty,
            server.port = Empty,
            network.protocol.version = Empty,
            user_agent.original = Empty,
            openapi.operation_id = Empty,
        );
        if span.is_disabled() {
            return Self(None);
        }
        let known = is_known(&parts.method);
        let method = if known {
            parts.method.as_str()
        } else {
            "_OTHER"
        };
        let name_of_method = if known { method } else { "HTTP" };
        span.record("http.request.method", method);
        if !known {
            span.record("http.request.method_original", parts.method.as_str());
        }
        match operation {
            Some(operation) => {
                span.record(
                    "otel.name",
                    display(format_args!("{name_of_method} {}", operation.path())),
                );
                span.record("http.route", operation.path());
                span.record("openapi.operation_id", operation.id());
            }
            None => {
                span.record("otel.name", name_of_method);
            }
        }
        let host = parts.headers.get(http::header::HOST);
        let host = host.and_then(|host| host.to_str().ok()?.parse().ok());
        let authority: Option<http::uri::Authority> = parts.uri.authority().cloned().or(host);
        if let Some(authority) = authority {
            span.record("server.address", authority.host());
            if let Some(port) = authority.port_u16() {
                span.record("server.port", port);
            }
        }
        match parts.version {
            http::Version::HTTP_10 => span.record("network.protocol.version", "1.0"),
            http::Version::HTTP_11 => span.record("network.protocol.version", "1.1"),
            http::Version::HTTP_2 => span.record("network.protocol.version", "2"),
            http::Version::HTTP_3 => span.record("network.protocol.version", "3"),
            other => span.record("network.protocol.version", debug(other)),
        };
        let agent = parts.headers.get(http::header::USER_AGENT);
        if let Some(agent) = agent.and_then(|agent| agent.to_str().ok()) {
            span.record("user_agent.original", agent);
        }
        Self(Some(span))
    }

    /// Does something within it.
    pub(crate) fn within<T>(&self, f: impl FnOnce() -> T) -> T {
        match &self.0 {
            Some(span) => span.in_scope(f),
            None => f(),
        }
    }

    /// Says how the request was answered. What the client did wrong is no error of the server.
    pub(crate) fn answered(&self, status: StatusCode) {
        let Some(span) = &self.0 else { return };
        span.record("http.response.status_code", status.as_u16());
        if status.is_server_error() {
            span.record("otel.status_code", "ERROR");
            span.record("error.type", status.as_str());
        }
    }
}

/// Whether the conventions know a method, others being too many to be told apart.
#[cfg(feature = "tracing")]
fn is_known(method: &http::Method) -> bool {
    const KNOWN: [http::Method; 9] = [
        http::Method::CONNECT,
        http::Method::DELETE,
        http::Method::GET,
        http::Method::HEAD,
        http::Method::OPTIONS,
        http::Method::PATCH,
        http::Method::POST,
        http::Method::PUT,
        http::Method::TRACE,
    ];
    KNOWN.contains(method)
}

#[cfg(not(feature = "tracing"))]
#[expect(
    clippy::unused_self,
    reason = "with the feature they have something to do"
)]
impl Span {
    pub(crate) const fn of(_: &Parts, _: Option<&OperationInfo>) -> Self {
        Self()
    }

    pub(crate) fn within<T>(&self, f: impl FnOnce() -> T) -> T {
        f()
    }

    pub(crate) const fn answered(&self, _: StatusCode) {}
}
