//! Who may call: the security requirements of a document, enforced.
//!
//! An operation lists *alternatives*, of which one must be met; an alternative names *schemes*,
//! all of which must be met (OpenAPI, "Security Requirement Object"). Evaluation happens once, in
//! the runtime, before anything of the body is read. It fails closed: what cannot be decided is
//! denied.

mod bearer;
mod challenge;
mod credentials;
mod denied;
mod requirement;

pub use self::bearer::BearerToken;
pub use self::credentials::{ApiKey, BasicCredentials, Credentials};
pub use self::denied::{Denial, Denied};
pub use self::requirement::Together;
pub(crate) use self::requirement::{Door, admit, require};

use std::fmt;
use std::future::Future;

use http::{Extensions, HeaderMap, Uri, request::Parts};

use crate::OperationInfo;

/// A security scheme of a document.
///
/// ```
/// use anteroom::security::{SchemeKind, SchemeMeta};
///
/// const BEARER: SchemeMeta = SchemeMeta::new("bearerAuth", SchemeKind::Bearer);
/// assert_eq!(BEARER.name, "bearerAuth");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SchemeMeta {
    /// Its name under `components/securitySchemes`.
    pub name: &'static str,
    /// How credentials are sent.
    pub kind: SchemeKind,
    /// The query parameter that they are, if they are one.
    pub query: Option<&'static str>,
}

impl SchemeMeta {
    /// A scheme.
    pub const fn new(name: &'static str, kind: SchemeKind) -> Self {
        Self {
            name,
            kind,
            query: None,
        }
    }

    /// Its credentials are this query parameter.
    #[must_use]
    pub const fn in_query(self, name: &'static str) -> Self {
        Self {
            query: Some(name),
            ..self
        }
    }
}

/// How credentials of a scheme are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemeKind {
    /// `Authorization: Bearer ..` (RFC 6750): `http` with the scheme `bearer`, `oauth2` and
    /// `openIdConnect`.
    Bearer,
    /// `Authorization: Basic ..` (RFC 7617).
    Basic,
    /// `Authorization` with another scheme, of this name.
    Http(&'static str),
    /// A key in a header field, a query parameter or a cookie.
    ApiKey,
    /// What the TLS layer knows of the client.
    MutualTls,
}

/// One scheme in an alternative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SchemeUse {
    /// The index of the scheme in [`Api::SCHEMES`](crate::Api::SCHEMES).
    pub scheme: usize,
    /// The scopes that the operation needs.
    pub scopes: &'static [&'static str],
}

impl SchemeUse {
    /// The scheme with this index, without scopes.
    pub const fn new(scheme: usize) -> Self {
        Self {
            scheme,
            scopes: &[],
        }
    }

    /// Sets the scopes.
    #[must_use]
    pub const fn scopes(self, scopes: &'static [&'static str]) -> Self {
        Self { scopes, ..self }
    }
}

/// Schemes that must be met together; empty: anybody is let in.
pub type Alternative = &'static [SchemeUse];

/// What generated code knows about verifying: which method of the document's `Authenticator`
/// belongs to which scheme.
///
/// ```
/// use anteroom::security::{Attempt, BearerToken, Denied, Verify};
///
/// # trait Authenticator: Send + Sync + 'static {
/// #     type Principal: Send + Sync + 'static;
/// #     fn bearer_auth(&self, token: BearerToken, attempt: &Attempt<'_>)
/// #         -> impl Future<Output = Result<Self::Principal, Denied>> + Send;
/// # }
/// # struct RoomsServer<A> { authenticator: A }
/// impl<A: Authenticator> Verify for RoomsServer<A> {
///     type Principal = A::Principal;
///
///     async fn verify(&self, scheme: usize, attempt: &Attempt<'_>) -> Result<A::Principal, Denied> {
///         match scheme {
///             0 => self.authenticator.bearer_auth(attempt.bearer()?, attempt).await,
///             _ => Err(Denied::unauthenticated()),
///         }
///     }
/// }
/// ```
pub trait Verify: Send + Sync + 'static {
    /// Who calls.
    type Principal: Send + 'static;

    /// Verifies the credentials of one scheme.
    fn verify(
        &self,
        scheme: usize,
        attempt: &Attempt<'_>,
    ) -> impl Future<Output = Result<Self::Principal, Denied>> + Send;

    /// Verifies the credentials of schemes that an alternative asks for together, in its order. A document without such
    /// alternatives never comes here.
    fn verify_together(
        &self,
        together: &mut Together<'_>,
    ) -> impl Future<Output = Result<Self::Principal, Denied>> + Send {
        let _ = together;
        std::future::ready(Err(Denied::unauthenticated()))
    }
}

/// A request at the door: what a verifier may look at. The body is not there yet, unless the operation has
/// `x-authenticate-body: true`.
pub struct Attempt<'a> {
    pub(crate) operation: &'a OperationInfo,
    pub(crate) scheme: &'static str,
    pub(crate) scopes: &'static [&'static str],
    pub(crate) parts: &'a Parts,
    pub(crate) body: &'a [u8],
}

impl<'a> Attempt<'a> {
    /// A request for an operation under a scheme, for tests of verifiers.
    pub const fn new(operation: &'a OperationInfo, scheme: &'static str, parts: &'a Parts) -> Self {
        Self {
            operation,
            scheme,
            scopes: &[],
            parts,
            body: &[],
        }
    }

    /// Sets the body, for tests of verifiers.
    #[must_use]
    pub const fn with_body(self, body: &'a [u8]) -> Self {
        Self { body, ..self }
    }

    /// The operation that is asked for.
    pub const fn operation(&self) -> &'a OperationInfo {
        self.operation
    }

    /// The name of the scheme.
    pub const fn scheme(&self) -> &'static str {
        self.scheme
    }

    /// The scopes that the operation needs under this scheme.
    pub const fn scopes(&self) -> &'static [&'static str] {
        self.scopes
    }

    /// The method of the request.
    pub const fn method(&self) -> &'a http::Method {
        &self.parts.method
    }

    /// The target of the request.
    pub const fn uri(&self) -> &'a Uri {
        &self.parts.uri
    }

    /// The header fields of the request.
    pub const fn headers(&self) -> &'a HeaderMap {
        &self.parts.headers
    }

    /// What layers before the service left, such as the peer's address or TLS certificate.
    pub const fn extensions(&self) -> &'a Extensions {
        &self.parts.extensions
    }

    /// The body as it came, where the operation has `x-authenticate-body: true`: for a signature of it. Empty otherwise.
    ///
    /// ```
    /// use anteroom::security::{Attempt, Denied};
    ///
    /// # fn hmac(_: &[u8]) -> String { String::new() }
    /// fn check(attempt: &Attempt<'_>) -> Result<(), Denied> {
    ///     let signature = attempt.headers().get("x-signature").ok_or(Denied::missing())?;
    ///     match *signature == *hmac(attempt.body()) {
    ///         true => Ok(()),
    ///         false => Err(Denied::unauthenticated()),
    ///     }
    /// }
    /// ```
    pub const fn body(&self) -> &'a [u8] {
        self.body
    }

    /// The token of `Authorization: Bearer ..` (RFC 6750, section 2.1).
    ///
    /// # Errors
    /// [`Denied`] when there are no such credentials, or when they are not well formed.
    pub fn bearer(&self) -> Result<BearerToken, Denied> {
        bearer::token(self.headers())
    }

    /// User and password of `Authorization: Basic ..` (RFC 7617).
    ///
    /// # Errors
    /// [`Denied`] when there are no such credentials, or when they are not well formed.
    pub fn basic(&self) -> Result<BasicCredentials, Denied> {
        credentials::basic(self.headers())
    }

    /// What follows the name of another scheme in `Authorization` (RFC 9110, section 11.6.2).
    ///
    /// # Errors
    /// [`Denied`] when there are no such credentials.
    pub fn credentials(&self, scheme: &str) -> Result<Credentials, Denied> {
        credentials::credentials(self.headers(), scheme)
    }

    /// The key in a header field.
    ///
    /// # Errors
    /// [`Denied`] when there is none, or more than one.
    pub fn api_key_in_header(&self, name: &str) -> Result<ApiKey, Denied> {
        credentials::key_in_header(self.headers(), name)
    }

    /// The key in a query parameter.
    ///
    /// # Errors
    /// [`Denied`] when there is none, or more than one, or it is not percent-encoded UTF-8.
    pub fn api_key_in_query(&self, name: &'static str) -> Result<ApiKey, Denied> {
        credentials::key_in_query(self.uri().query().unwrap_or_default(), name)
    }

    /// The key in a cookie.
    ///
    /// # Errors
    /// [`Denied`] when there is none, or more than one, or it is not percent-encoded UTF-8.
    pub fn api_key_in_cookie(&self, name: &'static str) -> Result<ApiKey, Denied> {
        credentials::key_in_cookie(self.headers(), name)
    }
}

impl fmt::Debug for Attempt<'_> {
    /// Without header fields and target, which may hold secrets.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = out.debug_struct("Attempt");
        out.field("operation", &self.operation)
            .field("scheme", &self.scheme)
            .field("scopes", &self.scopes)
            .finish()
    }
}
