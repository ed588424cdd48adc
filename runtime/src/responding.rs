//! An answer on its way out.

use std::convert::Infallible;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::header::{ALLOW, CONTENT_LENGTH};
use http::{HeaderValue, Response, StatusCode};

mod guarded;

use self::guarded::guarded;
use crate::server_error::Failure;
use crate::service::{Call, ResponseFuture};
use crate::span::Span;
use crate::{Body, Method, Rejection};

/// The future of a [`Server`](crate::Server)'s answer.
pub struct Responding {
    state: State,
    call: Option<Call>,
    head: bool,
    span: Span,
}

enum State {
    Ready(Option<Response<Body>>),
    Running(ResponseFuture),
}

impl Responding {
    pub(crate) const fn ready(response: Response<Body>, head: bool, span: Span) -> Self {
        Self {
            state: State::Ready(Some(response)),
            call: None,
            head,
            span,
        }
    }

    pub(crate) const fn running(
        future: ResponseFuture,
        call: Call,
        head: bool,
        span: Span,
    ) -> Self {
        Self {
            state: State::Running(future),
            call: Some(call),
            head,
            span,
        }
    }

    fn finish(&mut self, mut response: Response<Body>) -> Response<Body> {
        self.span.answered(response.status());
        let call = self.call.take();
        let method = call.as_ref().map(|call| call.info().method());
        if let Some(call) = call {
            if call.tells_operation() {
                let info = call.info().clone();
                response.extensions_mut().insert(info);
            }
            if response.body().is_stream() {
                let span = self.span.clone();
                response = response.map(|body| guarded(body, call, span));
            }
        }
        // How long the answer to `GET` is, an operation of its own does not tell.
        let is_unknown = method == Some(Method::Head) && response.body().is_empty();
        if self.head && !is_unknown {
            without_body(response)
        } else {
            response
        }
    }
}

impl Future for Responding {
    type Output = Result<Response<Body>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let span = self.span.clone();
        span.within(|| self.poll_answer(context))
    }
}

impl Responding {
    fn poll_answer(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Result<Response<Body>, Infallible>> {
        let this = self;
        let response = match &mut this.state {
            State::Ready(response) => response.take().unwrap_or_default(),
            State::Running(future) => {
                // After a panic the future is dropped, and nothing that it left half done is seen again but
                // what the implementation itself shares between requests.
                let polled = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context)));
                match polled {
                    Ok(polled) => ready!(polled),
                    Err(payload) => this.panicked(&*payload),
                }
            }
        };
        this.state = State::Ready(None);
        Poll::Ready(Ok(this.finish(response)))
    }

    fn panicked(&self, payload: &(dyn std::any::Any + Send)) -> Response<Body> {
        match &self.call {
            Some(call) => call.fail(Failure::panic(payload)),
            None => Rejection::Internal.into_response(),
        }
    }
}

impl std::fmt::Debug for Responding {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Responding").finish_non_exhaustive()
    }
}

/// The answer to `HEAD`: that to `GET` without its content, but with the length that it has
/// (RFC 9110, section 9.3.2).
fn without_body(mut response: Response<Body>) -> Response<Body> {
    let has_length = !matches!(
        response.status(),
        StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED
    ) && !response.status().is_informational();
    let length = response.body().len().filter(|_| has_length);
    if let Some(length) = length
        && !response.headers().contains_key(CONTENT_LENGTH)
    {
        response
            .headers_mut()
            .insert(CONTENT_LENGTH, HeaderValue::from(length));
    }
    *response.body_mut() = Body::empty();
    response
}

/// The answer to `OPTIONS` where the document has none (RFC 9110, section 9.3.7).
pub(crate) fn options(allow: HeaderValue) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    response.headers_mut().insert(ALLOW, allow);
    response
}
