//! Why a request was not let in.

use std::borrow::Cow;
use std::fmt;

use http::{HeaderValue, StatusCode};

/// A verifier's no.
///
/// ```
/// use anteroom::security::Denied;
///
/// let expired = Denied::unauthenticated().detail("the token has expired");
/// let reader = Denied::forbidden().detail("this token may only read");
/// # assert!(!expired.is_forbidden() && reader.is_forbidden());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denied {
    kind: Kind,
    detail: Cow<'static, str>,
    challenge: Option<HeaderValue>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Missing,
    Unauthenticated,
    Forbidden,
    Unavailable,
}

impl Denied {
    const fn new(kind: Kind) -> Self {
        Self {
            kind,
            detail: Cow::Borrowed(""),
            challenge: None,
        }
    }

    /// There are no credentials of this scheme: 401, and the next alternative is tried.
    pub const fn missing() -> Self {
        Self::new(Kind::Missing)
    }

    /// The credentials are not valid: 401.
    pub const fn unauthenticated() -> Self {
        Self::new(Kind::Unauthenticated)
    }

    /// The credentials are valid, but do not allow this: 403.
    pub const fn forbidden() -> Self {
        Self::new(Kind::Forbidden)
    }

    /// The credentials could not be verified now, for example because the identity provider does
    /// not answer: 503. Nobody is let in.
    pub const fn unavailable() -> Self {
        Self::new(Kind::Unavailable)
    }

    /// Sets a text that the client sees.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<Cow<'static, str>>) -> Self {
        self.detail = detail.into();
        self
    }

    /// Sets the value of `WWW-Authenticate` for this scheme, for one whose challenge says more than
    /// its name, such as the nonce of `Digest`.
    #[must_use]
    pub fn challenge(mut self, challenge: HeaderValue) -> Self {
        self.challenge = Some(challenge);
        self
    }

    pub(super) const fn own_challenge(&self) -> Option<&HeaderValue> {
        self.challenge.as_ref()
    }

    /// Whether there were no credentials at all.
    pub fn is_missing(&self) -> bool {
        self.kind == Kind::Missing
    }

    /// Whether the credentials are valid but not enough.
    pub fn is_forbidden(&self) -> bool {
        self.kind == Kind::Forbidden
    }

    pub(super) fn status(&self) -> StatusCode {
        match self.kind {
            Kind::Missing | Kind::Unauthenticated => StatusCode::UNAUTHORIZED,
            Kind::Forbidden => StatusCode::FORBIDDEN,
            Kind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// Of the denials of several alternatives the one that came furthest is told.
    pub(super) const fn progress(&self) -> u8 {
        match self.kind {
            Kind::Missing => 0,
            Kind::Unauthenticated => 1,
            Kind::Unavailable => 2,
            Kind::Forbidden => 3,
        }
    }

    pub(super) fn into_detail(self) -> Cow<'static, str> {
        if self.detail.is_empty() {
            return Cow::Borrowed(match self.kind {
                Kind::Missing => "credentials are required",
                Kind::Unauthenticated => "the credentials are not valid",
                Kind::Forbidden => "the credentials do not allow this",
                Kind::Unavailable => "the credentials cannot be verified now",
            });
        }
        self.detail
    }
}

impl fmt::Display for Denied {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.clone().into_detail())
    }
}

impl std::error::Error for Denied {}

/// The outcome of all alternatives of an operation: nobody is let in.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Denial {
    /// 401, 403, or 503.
    pub status: StatusCode,
    /// For people.
    pub detail: Cow<'static, str>,
    /// The values of `WWW-Authenticate` (RFC 9110, section 11.6.1).
    pub challenges: Vec<HeaderValue>,
}
