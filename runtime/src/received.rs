//! What a request brings: its media types are compared, its body is collected, and all is decoded.

use std::sync::Arc;

use bytes::Bytes;
#[cfg(feature = "decompression")]
use http::header::CONTENT_LENGTH;
use http::header::{ACCEPT, CONTENT_ENCODING, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Response};

use crate::body::limited;
#[cfg(feature = "decompression")]
use crate::body::{Coding, decoded};
use crate::late::Late;
use crate::media_type::{self, MediaType};
use crate::operation::{BodyMeta, OperationMeta};
use crate::parameter::Source;
use crate::problem::PROBLEM_JSON;
use crate::router::Captures;
use crate::server::Bounds;
use crate::server_error::Failure;
use crate::service::Call;
use crate::{Body, Input, Rejection};

/// A request, with what is found out about it on its way.
pub(crate) struct Received {
    pub(crate) call: Call,
    pub(crate) bounds: Bounds,
    pub(crate) parts: Parts,
    captures: Captures,
    /// What was not read yet; in the end a body that is handed on as it comes.
    pub(crate) body: Body,
    /// What was read: the body where it is read as JSON, or before it is known who calls.
    pub(crate) read: Bytes,
    content: Option<usize>,
    pub(crate) negotiated: usize,
    /// `Accept`, where answers that are errors have media types to choose from.
    pub(crate) accept: Option<Arc<HeaderMap>>,
    pub(crate) late: Late,
}

impl Received {
    pub(crate) fn new(call: Call, parts: Parts, captures: Captures, body: Body) -> Self {
        Self {
            bounds: call.bounds(),
            call,
            parts,
            captures,
            body,
            read: Bytes::new(),
            content: None,
            negotiated: 0,
            accept: None,
            late: Late::default(),
        }
    }

    /// Negotiates, then collects the body: nothing is read that would be refused anyway.
    pub(crate) async fn receive(&mut self) -> Result<(), Rejection> {
        let meta = self.call.info().meta();
        let bounds = self.bounds;
        // Whether a body that may be left out is there its first bytes tell, where nothing else does.
        if meta.body.is_some_and(|declared| !declared.required)
            && !self.parts.headers.contains_key(CONTENT_TYPE)
        {
            let peeked = std::mem::take(&mut self.body).peeked().await;
            self.body = peeked.map_err(|error| Rejection::of_body(&error, bounds.body))?;
        }
        if let Some(declared) = &meta.body {
            self.content = content_of(&self.parts.headers, declared, &self.body)?;
            #[cfg(feature = "decompression")]
            self.decompress();
        }
        self.negotiated = negotiate(&self.parts.headers, meta)?;
        self.accept = accept_of(&self.parts.headers, meta);
        let limit = bounds.body;
        match &meta.body {
            Some(declared) if is_raw(declared, self.content) => {
                if self.body.len().is_some_and(|length| length > limit) {
                    return Err(Rejection::TooLarge { limit });
                }
                self.late = Late::open();
                let body = std::mem::take(&mut self.body);
                self.body = limited(body, limit, &self.late);
            }
            Some(_) => {
                let bytes = std::mem::take(&mut self.body).collect(limit).await;
                self.read = bytes.map_err(|error| Rejection::of_body(&error, limit))?;
            }
            None => {}
        }
        Ok(())
    }

    /// Takes the coding of the body away; the head says nothing of it then.
    #[cfg(feature = "decompression")]
    fn decompress(&mut self) {
        let headers = &mut self.parts.headers;
        let Some(coding) = headers.get(CONTENT_ENCODING).and_then(coding_named) else {
            return;
        };
        headers.remove(CONTENT_ENCODING);
        headers.remove(CONTENT_LENGTH);
        // Nothing is sent without a coding.
        if !self.body.is_empty() {
            let body = std::mem::take(&mut self.body);
            self.body = decoded(body, coding, self.bounds.ratio, self.bounds.body);
        }
    }

    #[allow(
        clippy::result_large_err,
        reason = "the answer is on its way out, once"
    )]
    pub(crate) fn decode<T>(
        &mut self,
        decode: fn(&mut Input<'_>) -> Option<T>,
    ) -> Result<T, Response<Body>> {
        let stream = (std::mem::take(&mut self.body), self.late.clone());
        let mut input = self
            .input(stream)
            .map_err(|rejection| self.call.reject(&rejection))?;
        let request = decode(&mut input);
        input
            .finish()
            .map_err(|rejection| self.call.reject(&rejection))?;
        request.ok_or_else(|| {
            self.call
                .fail(Failure::Defect("a request was refused without a reason"))
        })
    }

    fn input(&self, stream: (Body, Late)) -> Result<Input<'_>, Rejection> {
        let query = self.parts.uri.query().unwrap_or_default();
        let bounds = self.bounds;
        let limit = bounds.parameters;
        if count(query.as_bytes()) > limit {
            return Err(Rejection::TooManyParameters { limit });
        }
        let is_form = is_form(self.call.info().meta().body.as_ref(), self.content);
        if is_form && count(&self.read) > limit {
            return Err(Rejection::TooManyFields { limit });
        }
        let source = Source {
            path: self
                .call
                .shared
                .strip_prefix(self.parts.uri.path())
                .unwrap_or_default(),
            captures: &self.captures,
            names: self.call.names(),
            query,
            headers: &self.parts.headers,
        };
        let mut input = Input::new(
            source,
            self.call.info().meta().body,
            self.content,
            &self.read,
            stream,
            bounds,
        );
        if self.call.shared.settings.refuse_unknown {
            let meta = self.call.info().meta();
            let asked = meta.query.iter().map(|(name, _)| *name);
            let schemes = self.call.shared.schemes;
            let used = meta.security.iter().flat_map(|alternative| *alternative);
            let keys = used.filter_map(|used| schemes.get(used.scheme)?.query);
            input.refuse_others(asked.chain(keys).collect());
        }
        Ok(input)
    }
}

/// How many pairs a query or a form has.
fn count(text: &[u8]) -> usize {
    let more = text.iter().filter(|byte| **byte == b'&').count();
    more + usize::from(!text.is_empty())
}

/// Whether the body is a form, which may have as many fields as a query has parameters.
fn is_form(declared: Option<&BodyMeta>, content: Option<usize>) -> bool {
    let content = declared.zip(content);
    let content = content.and_then(|(declared, index)| declared.content.get(index));
    content.is_some_and(|content| {
        let essence = content.media_type.split(';').next();
        essence.is_some_and(|it| {
            it.trim()
                .eq_ignore_ascii_case("application/x-www-form-urlencoded")
        })
    })
}

fn is_raw(declared: &BodyMeta, content: Option<usize>) -> bool {
    content
        .and_then(|index| declared.content.get(index))
        .is_some_and(|content| content.raw)
}

/// Which of the declared media types the body has. A body that is known to be empty needs no type:
/// whether it may be missing is for the decoding to say. Any other without a type is
/// `application/octet-stream` (RFC 9110, section 8.3).
fn content_of(
    headers: &HeaderMap,
    declared: &BodyMeta,
    body: &Body,
) -> Result<Option<usize>, Rejection> {
    if !takes_coding(headers) {
        return Err(Rejection::UnsupportedEncoding);
    }
    let unsupported = Rejection::UnsupportedMediaType {
        supported: declared.content,
    };
    let mut fields = headers.get_all(CONTENT_TYPE).iter();
    let fields = (fields.next(), fields.next());
    // Nearly all clients write it as the document does, and then there is nothing to compare.
    let is_plain = |name: &str| !name.contains(['*', ';']);
    if let (Some(field), None) = fields
        && let mut contents = declared.content.iter()
        && let Some(index) = contents.position(|it| it.media_type.as_bytes() == field.as_bytes())
        && declared
            .content
            .get(index)
            .is_some_and(|it| is_plain(it.media_type))
    {
        return Ok(Some(index));
    }
    let given = match fields {
        (None, _) if body.is_empty() => return Ok(None),
        (None, _) => MediaType::parse("application/octet-stream"),
        (Some(field), None) => field.to_str().ok().and_then(MediaType::parse),
        _ => None,
    };
    given
        .and_then(|given| media_type::best_content(declared.content, &given))
        .map_or(Err(unsupported), |index| Ok(Some(index)))
}

fn is_identity(coding: &HeaderValue) -> bool {
    coding.as_bytes().eq_ignore_ascii_case(b"identity")
}

/// Whether a body with this coding can be read.
#[cfg(not(feature = "decompression"))]
fn takes_coding(headers: &HeaderMap) -> bool {
    let mut codings = headers.get_all(CONTENT_ENCODING).iter();
    codings.all(is_identity)
}

/// Whether a body with this coding can be read: with one coding, not with several on top of each other.
#[cfg(feature = "decompression")]
fn takes_coding(headers: &HeaderMap) -> bool {
    let mut codings = headers.get_all(CONTENT_ENCODING).iter();
    let takes = |coding: &HeaderValue| is_identity(coding) || coding_named(coding).is_some();
    codings.next().is_none_or(takes) && codings.next().is_none()
}

#[cfg(feature = "decompression")]
fn coding_named(value: &HeaderValue) -> Option<Coding> {
    Coding::by_name(value.to_str().ok()?)
}

/// Which of the media types is answered with. Clients that are made from documents may name just those of errors, since
/// they like JSON best: for them `Accept` is disregarded (RFC 9110, section 12.4.1).
fn negotiate(headers: &HeaderMap, meta: &OperationMeta) -> Result<usize, Rejection> {
    let is_content_with_errors = || {
        let mut types = meta.produces_otherwise.iter().chain(&[PROBLEM_JSON]);
        types.any(|name| media_type::is_accepted_by_name(headers, name))
    };
    let is_refused = || {
        let mut types = meta.produces.iter();
        types.any(|name| media_type::is_refused(headers, name))
    };
    media_type::negotiate(headers, meta.produces)
        .or_else(|| (is_content_with_errors() && !is_refused()).then_some(0))
        .ok_or(Rejection::NotAcceptable {
            available: meta.produces,
        })
}

fn accept_of(headers: &HeaderMap, meta: &OperationMeta) -> Option<Arc<HeaderMap>> {
    if !meta.negotiates_errors() || !headers.contains_key(ACCEPT) {
        return None;
    }
    let mut fields = HeaderMap::new();
    for field in headers.get_all(ACCEPT) {
        fields.append(ACCEPT, field.clone());
    }
    Some(Arc::new(fields))
}
