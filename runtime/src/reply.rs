//! What generated code writes an answer with.

use std::sync::Arc;

use bytes::Bytes;
use http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, SET_COOKIE, VARY};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};

use crate::json::{Encode, Value, Writer, from_slice, from_str, to_string, to_vec};
use crate::media_type;
use crate::problem::PROBLEM_JSON;
use crate::server_error::Failure;
use crate::service::Call;
use crate::status::StatusClass;
use crate::stream::Sent;
use crate::validate::{Checker, ParameterIn, Root, Validate, Violations};
use crate::xml::{Xml, to_xml};
use crate::{
    Body, BodyError, Event, Events, JsonLines, MediaType, Method, OperationInfo, Problem,
    Rejection, TypedBody,
};

/// An answer that is about to be written; [`Operation::encode`](crate::Operation::encode) gets one.
///
/// Header fields come first, then one of the methods that end it.
pub struct Reply {
    call: Call,
    negotiated: usize,
    /// `Accept`, where errors have media types of their own.
    accept: Option<Arc<HeaderMap>>,
    headers: HeaderMap,
    failure: Option<Failure>,
    checked: bool,
}

impl Reply {
    pub(crate) fn new(call: Call, negotiated: usize, accept: Option<Arc<HeaderMap>>) -> Self {
        Self {
            call,
            negotiated,
            accept,
            headers: HeaderMap::new(),
            failure: None,
            checked: false,
        }
    }

    /// Adds a header field, written as OpenAPI's style `simple`: a string or number as it is, the
    /// items of an array and the members of an object separated by commas.
    #[must_use]
    pub fn header<T: Encode + ?Sized>(self, name: &'static str, value: &T) -> Self {
        match value.as_text() {
            Some(text) => self.field(name, HeaderValue::from_str(text)),
            None => self.header_json(name, &to_string(value), ","),
        }
    }

    /// The same with `explode: true`, where the members of an object are written `name=value`.
    #[must_use]
    pub fn exploded_header<T: Encode + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.header_json(name, &to_string(value), "=")
    }

    /// The same if there is a value.
    #[must_use]
    pub fn optional_exploded_header<T: Encode>(
        self,
        name: &'static str,
        value: &Option<T>,
    ) -> Self {
        match value {
            Some(value) => self.exploded_header(name, value),
            None => self,
        }
    }

    /// Adds a header field if it has a value.
    #[must_use]
    pub fn optional_header<T: Encode>(self, name: &'static str, value: &Option<T>) -> Self {
        match value {
            Some(value) => self.header(name, value),
            None => self,
        }
    }

    /// Says which status a `default` answer or one of a range has, and which statuses and ranges
    /// (`404`, `4XX`) have an answer of their own. One of those, and one that ends no exchange or
    /// has no class (RFC 9110, section 15), is not sent: a 500 leaves instead.
    #[must_use]
    pub fn other_than(
        mut self,
        status: impl Into<StatusCode>,
        declared: &'static [&'static str],
    ) -> Self {
        let status = status.into();
        let is_final = (200..600).contains(&status.as_u16());
        if !is_final || declared.iter().any(|key| is_key_of(key, status)) {
            self.failure = Some(Failure::UndeclaredStatus(status));
        }
        self
    }

    /// Which of the operation's declared media types the client likes best: an index into
    /// [`OperationMeta::produces`](crate::OperationMeta::produces).
    pub const fn negotiated(&self) -> usize {
        self.negotiated
    }

    /// Checks the body by rules that its type does not carry, such as the `maxItems` of a list, in
    /// place of its [`Validate`]. Nothing is done where answers are not validated.
    #[must_use]
    pub fn checked(mut self, check: impl FnOnce(&mut Checker<'_>)) -> Self {
        if self.call.validates_answers() {
            let mut checker = Checker::new();
            check(&mut checker);
            if let Err(violations) = checker.into_result() {
                self.failure = Some(Failure::InvalidAnswer(violations));
            }
        }
        self.checked = true;
        self
    }

    /// Checks the value of a header field, in the way of [`checked`](Self::checked).
    #[must_use]
    pub fn checked_header(
        mut self,
        name: &'static str,
        check: impl FnOnce(&mut Checker<'_>),
    ) -> Self {
        if self.call.validates_answers() {
            let root = Root::parameter(ParameterIn::Header, name, "");
            let mut checker = Checker::new().root(root);
            check(&mut checker);
            if let Err(violations) = checker.into_result() {
                self.failure = Some(Failure::InvalidAnswer(violations));
            }
        }
        self
    }

    /// Ends with a body as `application/json`.
    pub fn json<T: Encode + Validate>(
        self,
        status: impl Into<StatusCode>,
        body: &T,
    ) -> Response<Body> {
        self.json_as("application/json", status, body)
    }

    /// Ends with a JSON body under another media type.
    ///
    /// Where answers are validated and this one breaks its schema, a 500 leaves instead.
    pub fn json_as<T: Encode + Validate>(
        self,
        media_type: &'static str,
        status: impl Into<StatusCode>,
        body: &T,
    ) -> Response<Body> {
        if let Err(violations) = self.check(body) {
            return self.invalid(violations);
        }
        self.body(media_type, status.into(), Body::from(to_vec(body)))
    }

    /// Ends with a scalar as text: a string as it is, anything else as its JSON is.
    ///
    /// Where answers are validated and this one breaks its schema, a 500 leaves instead.
    pub fn text<T: Encode + Validate>(
        self,
        media_type: &'static str,
        status: impl Into<StatusCode>,
        body: &T,
    ) -> Response<Body> {
        if let Err(violations) = self.check(body) {
            return self.invalid(violations);
        }
        let json = to_string(body);
        let text = from_str::<String>(&json).unwrap_or(json);
        self.body(media_type, status.into(), Body::from(text))
    }

    /// Ends with a JSON body under that of several media types which the client likes best.
    pub fn negotiated_json<T: Encode + Validate>(
        self,
        media_types: &'static [&'static str],
        status: impl Into<StatusCode>,
        body: &T,
    ) -> Response<Body> {
        let media_type = self.liked(media_types);
        self.json_as(media_type, status, body)
    }

    /// The same where XML is among the media types.
    pub fn value<T: Encode + Validate>(
        self,
        media_types: &'static [&'static str],
        status: impl Into<StatusCode>,
        xml: &Xml,
        body: &T,
    ) -> Response<Body> {
        let media_type = self.liked(media_types);
        if !MediaType::parse(media_type).is_some_and(|media_type| media_type.is_xml()) {
            return self.json_as(media_type, status, body);
        }
        if let Err(violations) = self.check(body) {
            return self.invalid(violations);
        }
        let value = from_slice::<Value>(&to_vec(body)).unwrap_or_default();
        match to_xml(&value, xml) {
            Some(text) => self.body(media_type, status.into(), Body::from(text)),
            None => {
                let failure = Failure::Defect("a property cannot be the name of an XML element");
                self.call.fail(failure)
            }
        }
    }

    /// Which of the media types the client likes best.
    fn liked(&self, media_types: &'static [&'static str]) -> &'static str {
        if let Some(accept) = &self.accept
            && let Some(index) = media_type::negotiate(accept, media_types)
            && let Some(media_type) = media_types.get(index)
        {
            return media_type;
        }
        let liked = self.call.info().meta().produces.get(self.negotiated);
        let mut declared = media_types.iter();
        let liked = declared.find(|declared| Some(*declared) == liked);
        let media_type = liked.or(media_types.first());
        media_type.copied().unwrap_or("application/json")
    }

    /// Ends with a body whose media type the implementation chose, within the declared range.
    pub fn typed_body(
        mut self,
        range: &'static str,
        status: impl Into<StatusCode>,
        body: TypedBody,
    ) -> Response<Body> {
        match body.content_type(range) {
            Some(value) => {
                self.headers.insert(CONTENT_TYPE, value);
            }
            None => {
                self.failure = Some(Failure::UndeclaredMediaType {
                    declared: range,
                    given: body.media_type().to_owned(),
                });
            }
        }
        self.finish(status.into(), body.into_body())
    }

    /// Ends without content: without even a length where the status has none (RFC 9110,
    /// sections 8.6 and 15.3.5).
    pub fn empty(self, status: impl Into<StatusCode>) -> Response<Body> {
        self.finish(status.into(), Body::empty())
    }

    /// Ends with problem details.
    pub fn problem<S: StatusClass>(self, problem: Problem<S>) -> Response<Body> {
        self.body(
            PROBLEM_JSON,
            problem.status().code(),
            Body::from(to_vec(&problem)),
        )
    }

    /// Ends with JSON values, each in a line of its own and sent as it comes; in a JSON text sequence behind the mark
    /// of RFC 7464.
    pub fn json_lines<T: Encode + Validate + 'static>(
        self,
        media_type: &'static str,
        status: impl Into<StatusCode>,
        body: JsonLines<T>,
    ) -> Response<Body> {
        let declared = MediaType::parse(media_type);
        let mark = match declared.is_some_and(|declared| declared.is_json_sequence()) {
            true => "\u{1e}",
            false => "",
        };
        let check = self.each_checked();
        let sent = Sent::new(body.values, move |value: T| {
            check(&value)?;
            Ok(Bytes::from(format!("{mark}{}\n", to_string(&value))))
        });
        self.body(media_type, status, Body::new(sent))
    }

    /// Ends with events, each sent as it comes.
    pub fn events<T: Encode + Validate + 'static>(
        mut self,
        media_type: &'static str,
        status: impl Into<StatusCode>,
        body: Events<T>,
    ) -> Response<Body> {
        let check = self.each_checked();
        let sent = Sent::new(body.events, move |event: Event<T>| {
            check(event.data())?;
            Ok(Bytes::from(event.to_string()))
        });
        #[cfg(feature = "serve")]
        let sent = sent.alive(body.keep_alive);
        self.headers
            .entry(CACHE_CONTROL)
            .or_insert(HeaderValue::from_static("no-cache"));
        self.body(media_type, status, Body::new(sent))
    }

    /// What to do with each value that is sent when the head is gone already: where answers are validated, one that
    /// breaks its schema ends the body, and the failure is told.
    fn each_checked<T: Validate>(&self) -> impl Fn(&T) -> Result<(), BodyError> + use<T> {
        let call = self.call.clone();
        move |value| {
            if !call.validates_answers() {
                return Ok(());
            }
            value.validate().map_err(|violations| {
                call.report(Failure::InvalidAnswer(violations));
                "a value breaks its schema".into()
            })
        }
    }

    /// Ends with text, bytes or a stream.
    pub fn body(
        mut self,
        media_type: &'static str,
        status: impl Into<StatusCode>,
        body: impl Into<Body>,
    ) -> Response<Body> {
        self.headers
            .insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        self.finish(status.into(), body.into())
    }

    /// Ends with the 501 of an operation that has no implementation.
    pub fn not_implemented(self) -> Response<Body> {
        self.call.reject(&Rejection::NotImplemented)
    }

    fn header_json(self, name: &'static str, json: &str, joint: &str) -> Self {
        let value = from_str::<Value>(json).unwrap_or_default();
        // Commas stand within cookies: each has a field of its own (RFC 9110, section 5.3).
        if let Value::Array(cookies) = &value
            && name.eq_ignore_ascii_case(SET_COOKIE.as_str())
        {
            let field = |reply: Self, cookie| {
                let text = Bytes::from(simple(cookie, joint));
                reply.field(name, HeaderValue::from_maybe_shared(text))
            };
            return cookies.iter().fold(self, field);
        }
        let text = simple(&value, joint);
        self.field(name, HeaderValue::from_maybe_shared(Bytes::from(text)))
    }

    fn field<E>(mut self, name: &'static str, value: Result<HeaderValue, E>) -> Self {
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), value) {
            self.headers.append(name, value);
        } else {
            self.failure = Some(Failure::InvalidHeader(name));
        }
        self
    }

    /// Checks a body where answers are validated, and its rules did not do so.
    fn check(&self, body: &impl Validate) -> Result<(), Violations> {
        if self.checked || !self.call.validates_answers() {
            return Ok(());
        }
        body.validate()
    }

    fn invalid(self, violations: Violations) -> Response<Body> {
        self.call.fail(Failure::InvalidAnswer(violations))
    }

    fn finish(self, status: StatusCode, body: Body) -> Response<Body> {
        if let Some(failure) = self.failure {
            return self.call.fail(failure);
        }
        if status.is_informational() {
            return self.call.fail(Failure::UndeclaredStatus(status));
        }
        let meta = self.call.info().meta();
        let is_negotiated = meta.produces.len() > 1 || meta.negotiates_errors();
        let mut response = Response::new(body);
        *response.headers_mut() = self.headers;
        if !has_right_length(&response, status, self.call.info()) {
            let name = CONTENT_LENGTH.as_str();
            return self.call.fail(Failure::InvalidHeader(name));
        }
        // For caches (RFC 9110, section 12.5.5).
        if is_negotiated {
            let accept = HeaderValue::from_static("accept");
            response.headers_mut().append(VARY, accept);
        }
        // What has no content says nothing of it (RFC 9110, sections 15.3.5 and 15.3.6).
        if matches!(status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT) {
            *response.body_mut() = Body::empty();
            response.headers_mut().remove(CONTENT_TYPE);
            response.headers_mut().remove(CONTENT_LENGTH);
        }
        *response.status_mut() = status;
        response
    }
}

impl std::fmt::Debug for Reply {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Reply")
            .field("negotiated", &self.negotiated)
            .finish_non_exhaustive()
    }
}

/// Whether a length that the implementation gives is one, and that of the body. Of an answer that is sent without its body
/// (RFC 9110, section 8.6), and of a stream, it alone knows.
fn has_right_length(response: &Response<Body>, status: StatusCode, info: &OperationInfo) -> bool {
    let mut given = response.headers().get_all(CONTENT_LENGTH).iter();
    let (Some(given), rest) = (given.next(), given.next()) else {
        return true;
    };
    let digits = given.to_str().unwrap_or_default();
    let length = digits.parse::<u64>();
    let is_length = digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_unsent = info.method() == Method::Head
        || matches!(
            status,
            StatusCode::NOT_MODIFIED | StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT
        );
    let is_it = |length| is_unsent || response.body().len().is_none_or(|it| it == length);
    rest.is_none() && is_length && length.is_ok_and(is_it)
}

/// Whether an OpenAPI document means the status by `404` or `4XX`.
fn is_key_of(key: &str, status: StatusCode) -> bool {
    match key.strip_suffix("XX") {
        Some(class) => status.as_str().starts_with(class),
        None => status.as_str() == key,
    }
}

/// Style `simple` (RFC 6570, section 3.2.2), as header fields have it: without percent-encoding.
/// `joint` stands between a name and its value.
fn simple(value: &Value, joint: &str) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items = items.iter().map(|item| simple(item, joint));
            items.collect::<Vec<_>>().join(",")
        }
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(name, value)| format!("{name}{joint}{}", simple(value, joint)));
            members.collect::<Vec<_>>().join(",")
        }
        Value::Null => String::new(),
        scalar => {
            let mut writer = Writer::with_capacity(24);
            scalar.encode(&mut writer);
            writer.into_string()
        }
    }
}
