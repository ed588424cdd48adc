//! Answers of many values: events and lines of JSON.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;
use std::time::Duration;

use anteroom::{Context, Event, Events, JsonLines, Limits, Server, Stream};
use anteroom_golden::streams::*;
use tower::ServiceExt;

use crate::{Answer, pieces, request, send};

struct Clock;

struct Silence;

impl Stream for Silence {
    type Item = Event<String>;

    fn poll_next(self: Pin<&mut Self>, _: &mut std::task::Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Pending
    }
}

fn tick(at: i64) -> Tick {
    Tick { at, name: None }
}

impl Streams for Clock {
    async fn watch_ticks(&self, _: WatchTicksRequest, context: Context<()>) -> WatchTicksResponse {
        WatchTicksResponse::Ok(match context.preferred_media_type() {
            Some("text/event-stream") => {
                let events = (1..=2).map(|at| Event::new(tick(at)).id(at.to_string()));
                let last = [Event::new(tick(3)).name("last")];
                WatchTicksOkBody::TextEventStream(events.chain(last).collect())
            }
            _ => WatchTicksOkBody::Json(tick(3)),
        })
    }

    async fn hear_words(&self, _: HearWordsRequest, context: Context<()>) -> HearWordsResponse {
        if context.headers().contains_key("last-event-id") {
            let silence = Events::new(Silence).keep_alive(Duration::from_millis(1));
            return HearWordsResponse::Ok(silence);
        }
        let words = ["one", "\"two\"\nlines"].map(|word| Event::new(word.to_owned()));
        HearWordsResponse::Ok(words.into_iter().collect::<Events<_>>())
    }

    async fn read_log(&self, _: ReadLogRequest, context: Context<()>) -> ReadLogResponse {
        match context.headers().get("range") {
            Some(_) => ReadLogResponse::PartialContent([Some(1), None].into_iter().collect()),
            // The last one breaks its schema.
            None => {
                ReadLogResponse::Ok([2, 1, 0, 5].map(tick).into_iter().collect::<JsonLines<_>>())
            }
        }
    }

    async fn write_log(&self, mut request: WriteLogRequest, _: Context<()>) -> WriteLogResponse {
        let mut count = 0;
        while let Ok(Some(_)) = request.body.next().await {
            count += 1;
        }
        WriteLogResponse::Ok(count)
    }

    async fn send_numbers(
        &self,
        request: SendNumbersRequest,
        _: Context<()>,
    ) -> SendNumbersResponse {
        SendNumbersResponse::Ok(match request.body {
            Some(SendNumbersBody::JsonSeq(mut numbers)) => {
                let mut sum = 0;
                while let Ok(Some(number)) = numbers.next().await {
                    sum += number;
                }
                sum
            }
            Some(SendNumbersBody::TextPlain(number)) => number,
            None => -1,
        })
    }
}

async fn get(target: &str, fields: &[&str]) -> Answer {
    let service: Server<_> = StreamsServer::new(Clock).validate_responses(false);
    send(&service, request(&format!("GET {target}"), fields, "")).await
}

#[tokio::test]
async fn events_are_sent_one_by_one() {
    let answer = get("/ticks", &["accept: text/event-stream"]).await;
    let seen =
        "id: 1\ndata: {\"at\":1}\n\nid: 2\ndata: {\"at\":2}\n\nevent: last\ndata: {\"at\":3}\n\n";
    assert_eq!(answer.seen(), (200, seen));
    assert_eq!(answer.header("content-type"), Some("text/event-stream"));
    assert_eq!(answer.header("cache-control"), Some("no-cache"));
    let answer = get("/ticks", &[]).await;
    assert_eq!(answer.seen(), (200, r#"{"at":3}"#));
    // No text is quoted.
    let answer = get("/words", &[]).await;
    assert_eq!(
        answer.seen(),
        (200, "data: one\n\ndata: \"two\"\ndata: lines\n\n")
    );
}

#[tokio::test]
async fn values_are_lines_or_a_sequence() {
    let answer = get("/log", &[]).await;
    assert_eq!(
        answer.seen(),
        (200, "{\"at\":2}\n{\"at\":1}\n{\"at\":0}\n{\"at\":5}\n")
    );
    assert_eq!(answer.header("content-type"), Some("application/x-ndjson"));
    let answer = get("/log", &["range: items=0-1"]).await;
    assert_eq!(answer.seen(), (206, "\u{1e}1\n\u{1e}null\n"));
}

#[tokio::test]
async fn a_value_that_breaks_its_schema_ends_the_answer() {
    let failures = Arc::new(AtomicUsize::new(0));
    let count = failures.clone();
    let service: Server<_> = StreamsServer::new(Clock)
        .validate_responses(true)
        .on_server_error(move |_| {
            count.fetch_add(1, Ordering::Relaxed);
        });
    let response = service.oneshot(request("GET /log", &[], "")).await.unwrap();
    let mut body = response.into_body();
    for line in ["{\"at\":2}\n", "{\"at\":1}\n"] {
        assert_eq!(body.chunk().await.unwrap().unwrap(), line);
    }
    assert!(body.chunk().await.is_err());
    assert!(body.chunk().await.unwrap().is_none());
    assert_eq!(failures.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_silent_stream_is_kept_alive() {
    let service: Server<_> = StreamsServer::new(Clock);
    let asked = request("GET /words", &["last-event-id: 7"], "");
    let mut body = service.oneshot(asked).await.unwrap().into_body();
    for _ in 0..3 {
        assert_eq!(body.chunk().await.unwrap().unwrap(), ":\n\n");
    }
}

async fn put(line: &str, media_type: &str, body: impl Into<anteroom::Body>) -> Answer {
    let service: Server<_> = StreamsServer::new(Clock).limits(Limits::new().part_size(20));
    let field = format!("content-type: {media_type}");
    send(&service, request(line, &[&field], body)).await
}

#[tokio::test]
async fn values_come_one_by_one() {
    let lines = "{\"at\": 1}\n\r\n{\"at\":2}\r\n  {\"at\":3}";
    for body in [
        anteroom::Body::from(lines),
        pieces(["{\"a", "t\": 1}\n", "{\"at\":2}\n{\"at\":3}\n"]),
    ] {
        let answer = put("POST /log", "application/x-ndjson; charset=utf-8", body).await;
        assert_eq!(answer.seen(), (200, "3"));
    }
    let answer = put("POST /log", "application/x-ndjson", "").await;
    assert_eq!(answer.seen(), (200, "0"));
    let sequence = "\u{1e}1\n\u{1e}4\n\u{1e}\n\u{1e}-2\n";
    let answer = put("PUT /log", "application/json-seq", sequence).await;
    assert_eq!(answer.seen(), (200, "3"));
    let answer = put("PUT /log", "text/plain", "7").await;
    assert_eq!(answer.seen(), (200, "7"));
    let answer = send(&StreamsServer::new(Clock), request("PUT /log", &[], "")).await;
    assert_eq!(answer.seen(), (200, "-1"));
}

#[tokio::test]
async fn every_value_that_is_wrong_is_told() {
    let lines = "{\"at\":1}\n{\"at\":0}\n{\"at\":2}\n[]\n{}\n";
    let answer = put("POST /log", "application/x-ndjson", lines).await;
    assert_eq!(answer.status(), 422);
    assert_eq!(
        answer.errors(),
        ["/1/at minimum", "/3 type", "/4/at required"]
    );
    let answer = put(
        "POST /log",
        "application/x-ndjson",
        "{\"at\":1}\n{\"at\":\n1}\n",
    )
    .await;
    assert_eq!(answer.status(), 400);
    assert_eq!(answer.errors(), ["/1 content", "/2 content"]);
    let answer = put("PUT /log", "application/json-seq", "\u{1e}9\n").await;
    assert_eq!(answer.errors(), ["/0 maximum"]);
    let schema = "#/paths/~1log/put/requestBody/content/application~1json-seq/schema";
    assert!(
        answer.text.contains(&format!("\"{schema}\"")),
        "{}",
        answer.text
    );
    // A number that is cut off is another number, and what has no mark is no value.
    for sequence in ["\u{1e}1\n\u{1e}12", "1\n\u{1e}2\n"] {
        let answer = put("PUT /log", "application/json-seq", sequence).await;
        assert_eq!(answer.status(), 400, "{}", answer.text);
    }
    let inner = put(
        "POST /log",
        "application/x-ndjson",
        "{}\n{\"name\": \"too long for it\"}\n{}\n",
    );
    assert_eq!(inner.await.status(), 413);
    let long = put(
        "POST /log",
        "application/x-ndjson",
        "{\"at\":1}\n{\"name\": \"too long for it\"}",
    )
    .await;
    assert_eq!(long.status(), 413, "{}", long.text);
}
