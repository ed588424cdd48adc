//! The log: one line per request, on standard error.

use std::io::{self, IsTerminal};
use std::time::Duration;

use anteroom::OperationInfo;
use anteroom::http::{Request, Response};
use tracing::Span;

pub(crate) fn start() {
    tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .init();
}

/// What the lines of one request share. The target is left out: a filter in it may name a PIN.
pub(crate) fn span<B>(request: &Request<B>) -> Span {
    tracing::info_span!("request", method = %request.method())
}

/// Says how a request was answered.
pub(crate) fn answered<B>(response: &Response<B>, latency: Duration, _: &Span) {
    let operation = response.extensions().get().map_or("-", OperationInfo::id);
    let status = response.status().as_u16();
    tracing::info!(operation, status, ?latency);
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};

    use anteroom::http::{Method, Request, Response};
    use tracing_subscriber::filter::LevelFilter;

    use super::*;

    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn no_level_shows_a_pin_of_a_filter() {
        let lines = Lines::default();
        let writer = lines.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(LevelFilter::TRACE)
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .finish();
        tracing::subscriber::with_default(subscriber, || {
            let request = Request::builder()
                .method(Method::GET)
                .uri("/api/conference_rooms?filter=chair_pin%20eq%20%27271828%27")
                .body(())
                .unwrap();
            let span = span(&request);
            span.in_scope(|| answered(&Response::new(()), Duration::ZERO, &span));
        });
        let log = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
        assert!(
            log.contains("method=GET") && log.contains("status=200"),
            "{log}"
        );
        assert!(!log.contains("271828"), "{log}");
    }
}
