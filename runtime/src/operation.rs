//! What is known about an operation before any request comes.

use std::fmt;
use std::sync::Arc;

use crate::body::Size;
use crate::problem::PROBLEM_JSON;
use crate::security::Alternative;
use crate::{Body, Input, Reply};

/// One operation of a document: how its request is read and its answer written.
///
/// Generated code implements it for a unit struct that is named after the `operationId`:
///
/// ```
/// use anteroom::validate::{IntegerRules, StringRules};
/// use anteroom::{Body, Input, Method, Operation, OperationMeta, Parameter, Problem, Reply, ServerStatus};
/// use anteroom::http::{Response, StatusCode};
///
/// pub struct CountRooms;
/// pub struct CountRoomsRequest { pub floor: Option<i32> }
/// pub enum CountRoomsResponse { Ok(i64), ServerError(Problem<ServerStatus>) }
///
/// static COUNT_ROOMS_FLOOR: Parameter = Parameter::query("floor", "#/paths/~1rooms~1count/get/parameters/0");
/// static COUNT_ROOMS_FLOOR_RULES: IntegerRules = IntegerRules::new().minimum(0);
///
/// impl Operation for CountRooms {
///     const META: OperationMeta =
///         OperationMeta::new("countRooms", Method::Get, "/rooms/count").produces(&["application/json"]);
///     type Request = CountRoomsRequest;
///     type Response = CountRoomsResponse;
///
///     fn decode(input: &mut Input<'_>) -> Option<CountRoomsRequest> {
///         let floor = input.optional(&COUNT_ROOMS_FLOOR, |reader| COUNT_ROOMS_FLOOR_RULES.decode(reader));
///         Some(CountRoomsRequest { floor })
///     }
///
///     fn encode(response: CountRoomsResponse, reply: Reply) -> Response<Body> {
///         match response {
///             CountRoomsResponse::Ok(body) => reply.json(StatusCode::OK, &body),
///             CountRoomsResponse::ServerError(problem) => reply.problem(problem),
///         }
///     }
/// }
/// ```
pub trait Operation: 'static {
    /// What the document says about the operation.
    const META: OperationMeta;
    /// Parameters and body, decoded.
    type Request: Send + 'static;
    /// One variant for each declared answer.
    type Response: Send + 'static;

    /// Reads the request. What is wrong is recorded in the input; `None` is given only if
    /// something was.
    fn decode(input: &mut Input<'_>) -> Option<Self::Request>;

    /// Writes the answer.
    fn encode(response: Self::Response, reply: Reply) -> http::Response<Body>;
}

/// The methods that a path item of OpenAPI has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Method {
    /// RFC 9110, section 9.3.1.
    Get,
    /// RFC 9110, section 9.3.2.
    Head,
    /// RFC 9110, section 9.3.3.
    Post,
    /// RFC 9110, section 9.3.4.
    Put,
    /// RFC 5789.
    Patch,
    /// RFC 9110, section 9.3.5.
    Delete,
    /// RFC 9110, section 9.3.8.
    Trace,
    /// RFC 9110, section 9.3.7.
    Options,
}

impl Method {
    /// As it stands in a request.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Trace => "TRACE",
            Self::Options => "OPTIONS",
        }
    }
}

impl Method {
    /// The method of a request, if it is one of these.
    pub(crate) const fn of(method: &http::Method) -> Option<Self> {
        Some(match *method {
            http::Method::GET => Self::Get,
            http::Method::HEAD => Self::Head,
            http::Method::POST => Self::Post,
            http::Method::PUT => Self::Put,
            http::Method::PATCH => Self::Patch,
            http::Method::DELETE => Self::Delete,
            http::Method::TRACE => Self::Trace,
            http::Method::OPTIONS => Self::Options,
            _ => return None,
        })
    }
}

impl fmt::Display for Method {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl From<Method> for http::Method {
    fn from(method: Method) -> Self {
        match method {
            Method::Get => Self::GET,
            Method::Head => Self::HEAD,
            Method::Post => Self::POST,
            Method::Put => Self::PUT,
            Method::Patch => Self::PATCH,
            Method::Delete => Self::DELETE,
            Method::Trace => Self::TRACE,
            Method::Options => Self::OPTIONS,
        }
    }
}

/// What a document says about an operation, as far as the runtime or a middleware asks.
///
/// It is made in a `const` of generated code; more may be said about operations in later versions
/// without a change of code that exists.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct OperationMeta {
    /// The `operationId`.
    pub id: &'static str,
    /// The method.
    pub method: Method,
    /// The path template: `/rooms/{id}`.
    pub path: &'static str,
    /// What the query of a request must have, as pairs of a name and, unless any does, a value.
    pub query: &'static [(&'static str, Option<&'static str>)],
    /// The fields that the head of a request must have, as pairs of a name and, unless any does, a value.
    pub headers: &'static [(&'static str, Option<&'static str>)],
    /// Whether requests are routed to it.
    pub routed: bool,
    /// The tags.
    pub tags: &'static [&'static str],
    /// The summary; empty if there is none.
    pub summary: &'static str,
    /// Whether the document discourages its use.
    pub deprecated: bool,
    /// The security requirements, of which one is enough. Empty: none is needed.
    pub security: &'static [Alternative],
    /// Whether the body is read before it is known who calls, because verifiers look at it.
    pub authenticates_body: bool,
    /// The request body, if the operation takes one.
    pub body: Option<BodyMeta>,
    /// The media types of the successful answers. Empty: `Accept` is not looked at.
    pub produces: &'static [&'static str],
    /// Further media types that other answers have. Who accepts one of them, or `application/problem+json`, by name is
    /// not refused for accepting nothing else.
    pub produces_otherwise: &'static [&'static str],
    /// The `x-` members with their JSON text.
    pub extensions: &'static [(&'static str, &'static str)],
}

impl OperationMeta {
    /// An operation without security, body, tags and media types.
    pub const fn new(id: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            query: &[],
            headers: &[],
            routed: true,
            tags: &[],
            summary: "",
            deprecated: false,
            security: &[],
            authenticates_body: false,
            body: None,
            produces: &[],
            produces_otherwise: &[],
            extensions: &[],
        }
    }

    /// Sets what the query of a request must have, as pairs of a name and, unless any does, a value.
    /// Of the operations of one method and path, the one with most of such pairs comes first.
    #[must_use]
    pub const fn query(self, query: &'static [(&'static str, Option<&'static str>)]) -> Self {
        Self { query, ..self }
    }

    /// Sets the fields that the head of a request must have, as pairs of a name and, unless any does, a value.
    /// They count as those of the [query](Self::query) do.
    #[must_use]
    pub const fn headers(self, headers: &'static [(&'static str, Option<&'static str>)]) -> Self {
        Self { headers, ..self }
    }

    /// Says that no request is for it, because another operation has the same route.
    #[must_use]
    pub const fn unrouted(self) -> Self {
        Self {
            routed: false,
            ..self
        }
    }

    /// Sets the tags.
    #[must_use]
    pub const fn tags(self, tags: &'static [&'static str]) -> Self {
        Self { tags, ..self }
    }

    /// Sets the summary.
    #[must_use]
    pub const fn summary(self, summary: &'static str) -> Self {
        Self { summary, ..self }
    }

    /// Says that the document discourages the use of the operation.
    #[must_use]
    pub const fn deprecated(self) -> Self {
        Self {
            deprecated: true,
            ..self
        }
    }

    /// Sets the security requirements: one of the alternatives must be met, and all schemes of an
    /// alternative together. An alternative without schemes lets anybody in.
    #[must_use]
    pub const fn security(self, security: &'static [Alternative]) -> Self {
        Self { security, ..self }
    }

    /// Says that verifiers look at the [body](crate::security::Attempt::body), which is read first then, up to its limit:
    /// `x-authenticate-body: true`.
    #[must_use]
    pub const fn authenticates_body(self) -> Self {
        Self {
            authenticates_body: true,
            ..self
        }
    }

    /// Sets the request body.
    #[must_use]
    pub const fn body(self, body: BodyMeta) -> Self {
        Self {
            body: Some(body),
            ..self
        }
    }

    /// Sets the media types of the successful answers.
    #[must_use]
    pub const fn produces(self, produces: &'static [&'static str]) -> Self {
        Self { produces, ..self }
    }

    /// Sets the media types that only other answers have.
    #[must_use]
    pub const fn produces_otherwise(self, types: &'static [&'static str]) -> Self {
        Self {
            produces_otherwise: types,
            ..self
        }
    }

    /// Whether answers that are errors have media types to choose from.
    pub(crate) fn negotiates_errors(&self) -> bool {
        let mut types = self.produces_otherwise.iter();
        types.any(|name| *name != PROBLEM_JSON)
    }

    /// Sets the `x-` members: each name with its value as JSON text.
    #[must_use]
    pub const fn extensions(self, extensions: &'static [(&'static str, &'static str)]) -> Self {
        Self { extensions, ..self }
    }
}

/// The body that an operation takes.
///
/// ```
/// use anteroom::{BodyMeta, Content};
///
/// const BODY: BodyMeta = BodyMeta::new(
///     "#/paths/~1rooms/post/requestBody",
///     &[Content::new("application/json", "#/components/schemas/Room")],
/// )
/// .required();
/// assert!(BODY.required);
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct BodyMeta {
    /// Where the document describes the body.
    pub pointer: &'static str,
    /// The media types, as ranges where the document has ranges.
    pub content: &'static [Content],
    /// Whether a request must have it.
    pub required: bool,
    /// How many bytes it may have, if that differs from the service's limit.
    pub limit: Option<u64>,
}

impl BodyMeta {
    /// An optional body.
    pub const fn new(pointer: &'static str, content: &'static [Content]) -> Self {
        Self {
            pointer,
            content,
            required: false,
            limit: None,
        }
    }

    /// Says that a request must have it.
    #[must_use]
    pub const fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    /// Sets how many bytes it may have.
    #[must_use]
    pub const fn limit(self, bytes: u64) -> Self {
        Self {
            limit: Some(bytes),
            ..self
        }
    }
}

/// One media type of a body.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Content {
    /// The media type or range.
    pub media_type: &'static str,
    /// Where its schema is.
    pub schema: &'static str,
    /// Whether it is handed on as it comes, rather than read as JSON.
    pub raw: bool,
    /// How much of it there must be, and where its schema says so.
    pub(crate) size: Option<(&'static str, Size)>,
}

impl Content {
    /// A media type that is read as JSON, and the place of its schema.
    pub const fn new(media_type: &'static str, schema: &'static str) -> Self {
        Self {
            media_type,
            schema,
            raw: false,
            size: None,
        }
    }

    /// A media type, or a range of them, whose bytes are handed on as they come.
    pub const fn raw(media_type: &'static str) -> Self {
        Self::parts(media_type, "")
    }

    /// A multipart media type, whose parts are handed on as they come, and the place of the schema of them all.
    pub const fn parts(media_type: &'static str, schema: &'static str) -> Self {
        Self {
            media_type,
            schema,
            raw: true,
            size: None,
        }
    }

    /// How many bytes a body that is handed on must and may have, or how many values one of many; and the place of the
    /// schema that says so.
    #[must_use]
    pub const fn size(self, schema: &'static str, min: u64, max: Option<u64>) -> Self {
        Self {
            size: Some((schema, Size { min, max })),
            ..self
        }
    }
}

/// What a middleware and an implementation see of the operation that a request is for.
///
/// [`Context`](crate::Context) has it, and [`Attempt`](crate::security::Attempt); so have the extensions of a request within
/// [layers of single operations](crate::Server::layer_operations), and those of answers where
/// [`tell_operation`](crate::Server::tell_operation) says so. It is cheap to clone.
///
/// ```
/// use anteroom::{Method, OperationInfo, OperationMeta};
///
/// static META: OperationMeta = OperationMeta::new("listRooms", Method::Get, "/rooms").tags(&["Room"]);
///
/// let operation = OperationInfo::new(&META, "/api");
/// assert_eq!((operation.id(), operation.path()), ("listRooms", "/api/rooms"));
/// ```
#[derive(Clone)]
pub struct OperationInfo {
    meta: &'static OperationMeta,
    /// The path below a prefix, and how long that is. Without one nothing is shared, which would take a fourth of the time
    /// in which an operation is found (bench `routing`).
    below: Option<(Arc<str>, usize)>,
}

impl OperationInfo {
    /// The operation below a path prefix.
    pub fn new(meta: &'static OperationMeta, prefix: &str) -> Self {
        let below = || (format!("{prefix}{}", meta.path).into(), prefix.len());
        Self {
            meta,
            below: (!prefix.is_empty()).then(below),
        }
    }

    /// The `operationId`.
    pub const fn id(&self) -> &'static str {
        self.meta.id
    }

    /// The method that the document declares: `Get` for a `HEAD` request that a `GET` answers.
    pub const fn method(&self) -> Method {
        self.meta.method
    }

    /// The path template, with the prefix of the service: `/api/rooms/{id}`.
    pub fn path(&self) -> &str {
        self.below.as_ref().map_or(self.meta.path, |(path, _)| path)
    }

    /// The prefix of the service: `/api`, or empty.
    pub fn prefix(&self) -> &str {
        let prefix = self.below.as_ref();
        prefix
            .and_then(|(path, length)| path.get(..*length))
            .unwrap_or_default()
    }

    /// The tags.
    pub const fn tags(&self) -> &'static [&'static str] {
        self.meta.tags
    }

    /// Whether the document discourages the use of the operation.
    pub const fn is_deprecated(&self) -> bool {
        self.meta.deprecated
    }

    /// The value of an `x-` member of the operation, as JSON text.
    pub fn extension(&self, name: &str) -> Option<&'static str> {
        self.meta
            .extensions
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, json)| *json)
    }

    /// All that the document says about it.
    pub const fn meta(&self) -> &'static OperationMeta {
        self.meta
    }
}

impl fmt::Debug for OperationInfo {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = out.debug_struct("OperationInfo");
        out.field("id", &self.id())
            .field("method", &self.method())
            .field("path", &self.path())
            .finish()
    }
}
