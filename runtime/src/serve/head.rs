//! Requests of whose heads who stands before us may believe something else: for which host they are, and where their
//! bodies end.

use std::pin::Pin;
use std::task::{Context, Poll};

use http::header::{CONNECTION, CONTENT_LENGTH, HOST, TRANSFER_ENCODING};
use http::uri::Authority;
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode, Version};
use http_body::{Body as HttpBody, Frame, SizeHint};
use pin_project_lite::pin_project;

use super::idle::Running;

/// The status that refuses such a request.
pub(super) fn fault<T>(request: &Request<T>) -> Option<StatusCode> {
    let headers = request.headers();
    if !has_host(headers, request.version()) {
        return Some(StatusCode::BAD_REQUEST);
    }
    coding_fault(headers)
}

/// Whether a request of HTTP/1.1 has one `Host` (RFC 9112, section 3.2), and whatever has one says a host in it.
fn has_host(headers: &HeaderMap, version: Version) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => is_host(host.as_bytes()),
        (None, _) => version != Version::HTTP_11,
        _ => false,
    }
}

/// A host and perhaps a port, or nothing where the target has none (RFC 9110, section 7.2).
fn is_host(value: &[u8]) -> bool {
    value.is_empty() || (!value.contains(&b'@') && Authority::try_from(value).is_ok())
}

/// `chunked`, once, is all that can be read (RFC 9112, sections 6.1 and 7), and nothing else says where the body ends.
fn coding_fault(headers: &HeaderMap) -> Option<StatusCode> {
    let fields = headers.get_all(TRANSFER_ENCODING).iter();
    let codings = fields.flat_map(|field| field.as_bytes().split(|byte| *byte == b','));
    let (mut chunked, mut others) = (0, 0);
    for coding in codings.map(<[u8]>::trim_ascii) {
        match coding.eq_ignore_ascii_case(b"chunked") {
            true => chunked += 1,
            false => others += 1,
        }
    }
    match (chunked, others) {
        (0, 0) => None,
        (1, 0) if headers.contains_key(CONTENT_LENGTH) => Some(StatusCode::BAD_REQUEST),
        (1, 0) => None,
        (0 | 1, _) => Some(StatusCode::NOT_IMPLEMENTED),
        _ => Some(StatusCode::BAD_REQUEST),
    }
}

/// The answer to it, like those that hyper itself gives.
pub(super) fn refused<B>(status: StatusCode) -> Response<Answer<B>> {
    let mut response = Response::new(Answer {
        body: None,
        running: None,
    });
    *response.status_mut() = status;
    let close = HeaderValue::from_static("close");
    response.headers_mut().insert(CONNECTION, close);
    response
}

pin_project! {
    /// The body of the service's answer, or none.
    pub(super) struct Answer<B> {
        #[pin]
        body: Option<B>,
        running: Option<Running>,
    }
}

impl<B> Answer<B> {
    pub(super) const fn of(body: B, running: Running) -> Self {
        Self {
            body: Some(body),
            running: Some(running),
        }
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
