//! The span of a request.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::rooms::{request, send, service};

type Fields = BTreeMap<&'static str, String>;

/// Keeps what is recorded of all spans, and how many there are around each event.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    spans: Vec<Fields>,
    open: usize,
    events: Vec<usize>,
}

struct Write<'a>(&'a mut Fields);

impl Visit for Write<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("anteroom")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut kept = self.0.lock().unwrap();
        let mut fields = Fields::new();
        span.record(&mut Write(&mut fields));
        kept.spans.push(fields);
        Id::from_u64(kept.spans.len() as u64)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut kept = self.0.lock().unwrap();
        let index = usize::try_from(span.into_u64()).unwrap() - 1;
        values.record(&mut Write(&mut kept.spans[index]));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {
        let mut kept = self.0.lock().unwrap();
        let open = kept.open;
        kept.events.push(open);
    }

    fn enter(&self, _: &Id) {
        self.0.lock().unwrap().open += 1;
    }

    fn exit(&self, _: &Id) {
        self.0.lock().unwrap().open -= 1;
    }
}

/// The fields of the span of a request, as `name=value`, and around how many of them something was logged.
async fn span_of(line: &str, fields: &[&str]) -> (Vec<String>, Vec<usize>) {
    let log = Log::default();
    let guard = tracing::subscriber::set_default(log.clone());
    send(&service().at("/api"), request(line, fields, "")).await;
    drop(guard);
    let mut kept = log.0.lock().unwrap();
    assert_eq!((kept.spans.len(), kept.open), (1, 0));
    let fields = kept.spans.remove(0).into_iter();
    let fields = fields.map(|(name, value)| format!("{name}={value}"));
    (fields.collect(), kept.events.clone())
}

#[tokio::test]
async fn spans_have_the_attributes_of_opentelemetry() {
    let known = [
        "otel.kind=server",
        "url.scheme=http",
        "network.protocol.version=1.1",
    ];
    for (line, fields, expected) in [
        (
            "GET /api/rooms?token=secret",
            &[
                "authorization: Bearer good",
                "host: rooms.example:8080",
                "user-agent: curl/8",
            ][..],
            &[
                "http.request.method=GET",
                "http.response.status_code=200",
                "http.route=/api/rooms",
                "openapi.operation_id=listRooms",
                "otel.name=GET /api/rooms",
                "server.address=rooms.example",
                "server.port=8080",
                "url.path=/api/rooms",
                "user_agent.original=curl/8",
            ][..],
        ),
        (
            "GET /nowhere",
            &[],
            &[
                "http.request.method=GET",
                "http.response.status_code=404",
                "otel.name=GET",
                "url.path=/nowhere",
            ],
        ),
        (
            "BREW /api/rooms",
            &["host: [::1]"],
            &[
                "http.request.method=_OTHER",
                "http.request.method_original=BREW",
                "http.response.status_code=405",
                "otel.name=HTTP",
                "server.address=[::1]",
                "url.path=/api/rooms",
            ],
        ),
    ] {
        let (found, events) = span_of(line, fields).await;
        let mut expected: Vec<&str> = expected.iter().chain(&known).copied().collect();
        expected.sort_unstable();
        assert_eq!(found, expected, "{line}");
        assert_eq!(events, [0; 0]);
    }
}

#[tokio::test]
async fn failures_are_logged_within_the_span() {
    let line = "GET /api/rooms/panic";
    let (found, events) = span_of(line, &["authorization: Bearer good"]).await;
    let has = |field: &str| found.iter().any(|known| known == field);
    assert!(
        has("otel.status_code=ERROR") && has("error.type=500"),
        "{found:?}"
    );
    assert!(has("http.route=/api/rooms/{id}"), "{found:?}");
    assert_eq!(events, [1]);
}
