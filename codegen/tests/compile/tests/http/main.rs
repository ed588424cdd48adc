//! Generated services, called in memory: what goes over the wire for a document.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod answers;
mod coding;
mod commonly_wrong;
mod counted;
mod defaults;
mod formats;
mod forms;
mod fragments;
mod framing;
mod media_types;
mod multipart;
mod objects;
mod options;
mod parameters;
mod security;
mod streams;
mod webhooks;
mod written;
mod xml;
mod xml_directions;

use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use anteroom::http::{Request, Response};
use anteroom::json::{self, Value};
use anteroom::{Api, Body, Server};
use bytes::Bytes;
use http_body::Frame;
use tower::ServiceExt;

/// A request: `GET /rooms`, header fields as `name: value`, and a body.
fn request(line: &str, fields: &[&str], body: impl Into<Body>) -> Request<Body> {
    let (method, target) = line.split_once(' ').unwrap();
    let mut request = Request::builder().method(method).uri(target);
    for field in fields {
        let (name, value) = field.split_once(": ").unwrap();
        request = request.header(name, value);
    }
    request.body(body.into()).unwrap()
}

/// An answer with its body read.
struct Answer {
    response: Response<()>,
    text: String,
}

impl Answer {
    fn status(&self) -> u16 {
        self.response.status().as_u16()
    }

    fn header(&self, name: &str) -> Option<&str> {
        let value = self.response.headers().get(name)?;
        Some(value.to_str().unwrap())
    }

    /// The status and the body, which is how most answers are compared.
    fn seen(&self) -> (u16, &str) {
        (self.status(), &self.text)
    }

    /// Each error as `where keyword`.
    fn errors(&self) -> Vec<String> {
        let problem: Value = json::from_str(&self.text).unwrap();
        let errors = problem.get("errors").and_then(Value::as_array);
        let text = |error: &Value, name| {
            let text = error.get(name).and_then(Value::as_str);
            text.unwrap_or_default().to_owned()
        };
        errors
            .unwrap_or_default()
            .iter()
            .map(|error| {
                let place = match error.get("parameter") {
                    Some(_) => format!("{} {}", text(error, "in"), text(error, "parameter")),
                    None => text(error, "pointer"),
                };
                format!("{place} {}", text(error, "keyword"))
            })
            .collect()
    }
}

async fn send<A: Api>(service: &Server<A>, request: Request<Body>) -> Answer {
    let response = service.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect(1 << 24).await.unwrap();
    Answer {
        response: Response::from_parts(parts, ()),
        text: String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

/// A body of unknown length that comes in pieces.
struct Pieces(VecDeque<Bytes>);

fn pieces(pieces: impl IntoIterator<Item = impl Into<Bytes>>) -> Body {
    Body::new(Pieces(pieces.into_iter().map(Into::into).collect()))
}

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let next = self.0.pop_front();
        Poll::Ready(next.map(|piece| Ok(Frame::data(piece))))
    }
}
