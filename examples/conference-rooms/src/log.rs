//! The log: one line per request, on standard error.

use std::io::{self, IsTerminal};
use std::time::Duration;

use anteroom::OperationInfo;
use anteroom::http::Response;
use tracing::Span;

pub(crate) fn start() {
    tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .init();
}

/// Says how a request was answered. Its parameters are left out, since they may hold PINs.
pub(crate) fn answered<B>(response: &Response<B>, latency: Duration, _: &Span) {
    let operation = response.extensions().get().map_or("-", OperationInfo::id);
    let status = response.status().as_u16();
    tracing::info!(operation, status, ?latency);
}
