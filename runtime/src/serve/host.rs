//! Requests that do not say for which host they are.

use std::pin::Pin;
use std::task::{Context, Poll};

use http::header::{CONNECTION, HOST};
use http::{HeaderValue, Request, Response, StatusCode, Version};
use http_body::{Body as HttpBody, Frame, SizeHint};
use pin_project_lite::pin_project;

/// Whether a request of HTTP/1.1 has one `Host` (RFC 9112, section 3.2): who stands before us may believe another one.
pub(super) fn is_told<T>(request: &Request<T>) -> bool {
    let mut hosts = request.headers().get_all(HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(_), None) => true,
        (None, _) => request.version() != Version::HTTP_11,
        _ => false,
    }
}

/// The answer to others, like those that hyper itself gives.
pub(super) fn refused<B>() -> Response<Answer<B>> {
    let mut response = Response::new(Answer { body: None });
    *response.status_mut() = StatusCode::BAD_REQUEST;
    let close = HeaderValue::from_static("close");
    response.headers_mut().insert(CONNECTION, close);
    response
}

pin_project! {
    /// The body of the service's answer, or none.
    pub(super) struct Answer<B> {
        #[pin]
        body: Option<B>,
    }
}

impl<B> Answer<B> {
    pub(super) const fn of(body: B) -> Self {
        Self { body: Some(body) }
    }
}

impl<B: HttpBody> HttpBody for Answer<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<B::Data>, B::Error>>> {
        match self.project().body.as_pin_mut() {
            Some(body) => body.poll_frame(context),
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(HttpBody::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        match &self.body {
            Some(body) => body.size_hint(),
            None => SizeHint::with_exact(0),
        }
    }
}
