//! What an implementation learns beside the request's typed parts.

use std::fmt;
use std::ops::Deref;

use http::header::CONTENT_TYPE;
use http::request::Parts;
use http::{Extensions, HeaderMap, Uri};

use crate::json::{Decode, Encode, Reader, Writer};
use crate::media_type;
use crate::parameter::percent;
use crate::validate::{Checker, Validate};
use crate::{MediaType, OperationInfo};

/// Who calls, and the request as HTTP has it.
///
/// `P` is the principal of the document's authenticator; `Option<P>` where the operation is open
/// to anonymous callers too; `()` where it has no security.
pub struct Context<P> {
    principal: P,
    operation: OperationInfo,
    parts: Parts,
    /// An index into the media types that the operation declares for its answers.
    negotiated: usize,
}

impl<P> Context<P> {
    /// A context, also for tests that call an implementation without HTTP.
    pub const fn new(principal: P, operation: OperationInfo, parts: Parts) -> Self {
        Self::preferring(0, principal, operation, parts)
    }

    pub(crate) const fn preferring(
        negotiated: usize,
        principal: P,
        operation: OperationInfo,
        parts: Parts,
    ) -> Self {
        Self {
            principal,
            operation,
            parts,
            negotiated,
        }
    }

    /// Who calls.
    pub const fn principal(&self) -> &P {
        &self.principal
    }

    /// Who calls.
    pub fn into_principal(self) -> P {
        self.principal
    }

    /// The operation that is called.
    pub const fn operation(&self) -> &OperationInfo {
        &self.operation
    }

    /// The method of the request: `HEAD` where a `GET` operation answers it.
    pub const fn method(&self) -> &http::Method {
        &self.parts.method
    }

    /// The target of the request.
    pub const fn uri(&self) -> &Uri {
        &self.parts.uri
    }

    /// The header fields of the request.
    pub const fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// The media type of the body, as the client says it. The `boundary` of a multipart body is one
    /// of its parameters.
    pub fn content_type(&self) -> Option<MediaType<'_>> {
        let value = self.parts.headers.get(CONTENT_TYPE)?;
        value.to_str().ok().and_then(MediaType::parse)
    }

    /// Of the media types that the document declares for the successful answers of the operation,
    /// the one that the client likes best. `None` where it declares none.
    pub fn preferred_media_type(&self) -> Option<&'static str> {
        self.operation.meta().produces.get(self.negotiated).copied()
    }

    /// Of several media types, the one that the client likes best by its `Accept`: for answers that are errors, which may
    /// have others than successful ones. The first wins a tie; `None` where the client refuses all.
    ///
    /// ```
    /// # use anteroom::{Context, Method, OperationInfo, OperationMeta};
    /// # static META: OperationMeta = OperationMeta::new("getRoom", Method::Get, "/rooms/{id}");
    /// # let request = anteroom::http::Request::get("/").header("accept", "text/*, application/xml;q=0.5");
    /// # let (parts, ()) = request.body(()).unwrap().into_parts();
    /// # let context = Context::new((), OperationInfo::new(&META, ""), parts);
    /// let best = context.best_media_type(&["application/xml", "text/plain"]);
    /// assert_eq!(best, Some("text/plain"));
    /// ```
    pub fn best_media_type<'m>(&self, media_types: &[&'m str]) -> Option<&'m str> {
        let index = media_type::negotiate(&self.parts.headers, media_types)?;
        media_types.get(index).copied()
    }

    /// What layers before the service left.
    pub const fn extensions(&self) -> &Extensions {
        &self.parts.extensions
    }

    /// A reference to a path of this service, for a `Location` header field: the prefix that
    /// [`Server::at`](crate::Server::at) set stands before it.
    ///
    /// ```
    /// # use anteroom::{Context, Method, OperationInfo, OperationMeta};
    /// # static META: OperationMeta = OperationMeta::new("createRoom", Method::Post, "/rooms");
    /// # let (parts, ()) = anteroom::http::Request::new(()).into_parts();
    /// # let context = Context::new((), OperationInfo::new(&META, "/api"), parts);
    /// let location = context.location("/rooms").segment("a/b=");
    /// assert_eq!(location.as_str(), "/api/rooms/a%2Fb=");
    /// ```
    pub fn location(&self, path: &str) -> Location {
        /// What most identifiers need.
        const SEGMENT: usize = 40;
        let prefix = self.operation.prefix();
        let mut reference = String::with_capacity(prefix.len() + path.len() + SEGMENT);
        reference.push_str(prefix);
        reference.push_str(path);
        Location(reference)
    }
}

impl<P: fmt::Debug> fmt::Debug for Context<P> {
    /// Without header fields and target, which may hold secrets.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = out.debug_struct("Context");
        out.field("principal", &self.principal)
            .field("operation", &self.operation)
            .finish_non_exhaustive()
    }
}

/// A URI reference in an answer (RFC 9110, section 10.2.2).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Location(String);

impl Location {
    /// A reference that is percent-encoded already.
    pub fn new(reference: impl Into<String>) -> Self {
        Self(reference.into())
    }

    /// Adds `/` and a path segment, percent-encoded: what stands in it is data (RFC 3986, section 3.3).
    #[must_use]
    pub fn segment(mut self, text: &str) -> Self {
        self.0.push('/');
        percent::encode_segment(text, &mut self.0);
        self
    }

    /// The reference.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The reference, so that rules for strings take it.
impl Deref for Location {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Location {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<Location> for String {
    fn from(location: Location) -> Self {
        location.0
    }
}

impl From<String> for Location {
    fn from(reference: String) -> Self {
        Self(reference)
    }
}

impl Encode for Location {
    fn encode(&self, writer: &mut Writer) {
        writer.string(&self.0);
    }

    fn as_text(&self) -> Option<&str> {
        Some(&self.0)
    }
}

impl Decode for Location {
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        String::decode(reader).map(Self)
    }
}

impl Validate for Location {
    fn check(&self, _: &mut Checker<'_>) {}
}
