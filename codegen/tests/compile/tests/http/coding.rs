//! Request bodies that are encoded: by gzip, br and zstd.

use anteroom::http::header;
use anteroom::{Context, Limits, Server};
use anteroom_golden::streams::*;
use bytes::Bytes;
use compression_codecs::core::Level;
use compression_codecs::core::util::{PartialBuffer, WriteBuffer};
use compression_codecs::{BrotliEncoder, EncodeV2, GzipEncoder, ZstdEncoder};

use crate::{Answer, pieces, request, send};

/// Adds the numbers up, and fails where the head still speaks of a coding.
struct Sum;

impl Streams for Sum {
    async fn watch_ticks(&self, _: WatchTicksRequest, _: Context<()>) -> WatchTicksResponse {
        unreachable!("no test asks for it")
    }

    async fn hear_words(&self, _: HearWordsRequest, _: Context<()>) -> HearWordsResponse {
        unreachable!("no test asks for it")
    }

    async fn read_log(&self, _: ReadLogRequest, _: Context<()>) -> ReadLogResponse {
        unreachable!("no test asks for it")
    }

    async fn write_log(&self, mut request: WriteLogRequest, _: Context<()>) -> WriteLogResponse {
        let mut sum = 0;
        while let Ok(Some(tick)) = request.body.next().await {
            sum += tick.at;
        }
        WriteLogResponse::Ok(sum)
    }

    async fn send_numbers(
        &self,
        request: SendNumbersRequest,
        context: Context<()>,
    ) -> SendNumbersResponse {
        let headers = context.headers();
        assert!(!headers.contains_key(header::CONTENT_ENCODING));
        SendNumbersResponse::Ok(match request.body {
            Some(SendNumbersBody::TextPlain(number)) => number,
            _ => -1,
        })
    }
}

fn encoded(mut encoder: impl EncodeV2, text: &[u8]) -> Vec<u8> {
    let (mut out, mut buffer) = (Vec::new(), vec![0; 1 << 16]);
    let mut input = PartialBuffer::new(text);
    loop {
        let mut output = WriteBuffer::new_initialized(&mut buffer);
        encoder.encode(&mut input, &mut output).unwrap();
        let is_over = input.unwritten().is_empty() && encoder.finish(&mut output).unwrap();
        out.extend_from_slice(output.written());
        if is_over {
            return out;
        }
    }
}

fn encodings(text: &str) -> [(&'static str, Vec<u8>); 3] {
    let text = text.as_bytes();
    [
        (
            "gzip",
            encoded(GzipEncoder::new(Level::Default.into()), text),
        ),
        ("br", encoded(BrotliEncoder::new(Default::default()), text)),
        ("zstd", encoded(ZstdEncoder::new(0), text)),
    ]
}

fn service() -> Server<StreamsServer<Sum>> {
    StreamsServer::new(Sum)
}

async fn ask(
    service: &Server<StreamsServer<Sum>>,
    line: &str,
    (media_type, coding): (&str, &str),
    body: Vec<u8>,
) -> Answer {
    let fields = [
        format!("content-type: {media_type}"),
        format!("content-encoding: {coding}"),
    ];
    let fields = fields.each_ref().map(String::as_str);
    // In pieces, so that codings are cut anywhere.
    let body = pieces(body.chunks(7).map(Bytes::copy_from_slice));
    send(service, request(line, &fields, body)).await
}

#[tokio::test]
async fn bodies_are_decoded() {
    for (coding, body) in encodings("4711") {
        let answer = ask(&service(), "PUT /log", ("text/plain", coding), body).await;
        assert_eq!(answer.seen(), (200, "4711"), "{coding}");
    }
    let lines: String = (1..=100).map(|at| format!("{{\"at\":{at}}}\n")).collect();
    for (coding, body) in encodings(&lines) {
        let how = ("application/x-ndjson", coding);
        let answer = ask(&service(), "POST /log", how, body.clone()).await;
        assert_eq!(answer.seen(), (200, "5050"), "{coding}");
        // One after the other is one for gzip and zstd, and nothing for brotli.
        let twice = ask(&service(), "POST /log", how, body.repeat(2)).await;
        let expected = if coding == "br" { 400 } else { 200 };
        assert_eq!(twice.status(), expected, "{coding} {}", twice.text);
    }
    let [(_, gzip), ..] = encodings("1");
    let answer = ask(&service(), "PUT /log", ("text/plain", "X-GZIP"), gzip).await;
    assert_eq!(answer.seen(), (200, "1"));
}

#[tokio::test]
async fn what_is_not_encoded_so_is_refused() {
    for (coding, body) in encodings("4711") {
        for body in [
            body[..body.len() - 1].to_vec(),
            b"4711".to_vec(),
            vec![0xff; 30],
        ] {
            let how = ("text/plain", coding);
            let answer = ask(&service(), "PUT /log", how, body.clone()).await;
            assert_eq!(answer.status(), 400, "{coding} {body:?}");
            let how = ("application/x-ndjson", coding);
            let answer = ask(&service(), "POST /log", how, body).await;
            assert_eq!(answer.status(), 400, "{coding}");
        }
    }
    for coding in ["deflate", "gzip, br", "x"] {
        let answer = ask(&service(), "PUT /log", ("text/plain", coding), Vec::new()).await;
        assert_eq!(answer.status(), 415, "{coding}");
        let accepted = answer.header("accept-encoding");
        assert_eq!(accepted, Some("gzip, br, zstd, identity"));
    }
}

#[tokio::test]
async fn limits_are_of_what_a_body_becomes() {
    let long = format!("{}1", " ".repeat(1 << 20));
    for (coding, body) in encodings(&long) {
        assert!(body.len() < 3000, "{coding}: {}", body.len());
        let how = ("text/plain", coding);
        // At most 200 times as large, unless that is set.
        let bomb = ask(&service(), "PUT /log", how, body.clone()).await;
        assert_eq!(bomb.status(), 413, "{coding}");
        assert!(bomb.text.contains("at most 200 times"), "{}", bomb.text);
        let service = service().limits(Limits::new().decompression_ratio(1 << 20));
        let small = service.clone().limits(Limits::new().body(1 << 19));
        let large = ask(&small, "PUT /log", how, body.clone()).await;
        assert_eq!(large.status(), 413, "{coding}");
        assert!(
            large.text.contains("at most 524288 bytes"),
            "{}",
            large.text
        );
        let stream = ask(&small, "POST /log", ("application/x-ndjson", coding), body).await;
        assert_eq!(stream.status(), 413, "{coding}");
    }
}

#[tokio::test]
async fn a_coding_that_says_nothing_at_any_length_is_cut_off() {
    let [(_, nothing), ..] = encodings("");
    let [(_, one), ..] = encodings("1");
    let limited = service().limits(Limits::new().body(1000));
    for (count, status) in [(10, 200), (1000, 413)] {
        let body = [nothing.repeat(count), one.clone()].concat();
        let answer = ask(&limited, "PUT /log", ("text/plain", "gzip"), body).await;
        assert_eq!(answer.status(), status, "{}", answer.text);
    }
}
