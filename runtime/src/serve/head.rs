//! Requests of whose heads who stands before us may believe something else: for which host they are, and where their
//! bodies end.

use http::header::{CONNECTION, CONTENT_LENGTH, HOST, TRANSFER_ENCODING};
use http::uri::Authority;
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode, Version};

use crate::rejection::answer;
use crate::{Body, Problem, Status};

/// The status that refuses such a request.
pub(super) fn fault<T>(request: &Request<T>) -> Option<StatusCode> {
    let headers = request.headers();
    if !has_host(headers, request.version()) || !is_for_host(request) {
        return Some(StatusCode::BAD_REQUEST);
    }
    coding_fault(headers)
}

/// Whether the host in the target, if there is one, is that of `Host`, and nobody's name stands before it (RFC 9110,
/// section 4.2.4; RFC 9113, section 8.3.1). In HTTP/1.1 the target counts alone (RFC 9112, section 3.2.2).
fn is_for_host<T>(request: &Request<T>) -> bool {
    let Some(authority) = request.uri().authority() else {
        return true;
    };
    let is_host = |host: &HeaderValue| {
        authority
            .as_str()
            .as_bytes()
            .eq_ignore_ascii_case(host.as_bytes())
    };
    let counts_alone = request.version() < Version::HTTP_2;
    let host = request.headers().get(HOST);
    !authority.as_str().contains('@') && (counts_alone || host.is_none_or(is_host))
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
    is_plain_host(value)
        || (!value.contains(&b'@') && (value.is_empty() || Authority::try_from(value).is_ok()))
}

/// Whether it is a name or an address as nearly all have it, so that nobody need make an authority of it.
fn is_plain_host(value: &[u8]) -> bool {
    let is_in_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let end = value.iter().position(|byte| !is_in_name(byte));
    match value.split_at(end.unwrap_or(value.len())) {
        ([], _) => false,
        (_, []) => true,
        (_, [b':', port @ ..]) => port.len() <= 5 && port.iter().all(u8::is_ascii_digit),
        _ => false,
    }
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

/// The answer to it, after which a connection of HTTP/1 is closed: nobody knows where the next request begins.
pub(super) fn refused(status: StatusCode) -> Response<Body> {
    let detail = match status {
        StatusCode::NOT_IMPLEMENTED => "the transfer coding is not known",
        _ => "the head of the request does not say for which host it is, or where its body ends",
    };
    let mut response = answer(&Problem::new(Status::new(status)).detail(detail));
    let close = HeaderValue::from_static("close");
    response.headers_mut().insert(CONNECTION, close);
    response
}
