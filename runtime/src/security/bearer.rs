//! Bearer tokens (RFC 6750).

use std::fmt;
use std::ops::Range;

use http::{HeaderMap, HeaderValue};

use super::{Denied, credentials};
use crate::letters::Letters;

/// The token of an `Authorization: Bearer ..` header field.
///
/// It does not show itself in `Debug`, so that it does not end in a log.
#[derive(Clone)]
pub struct BearerToken {
    /// What it stands in, which is shared with the request.
    field: HeaderValue,
    place: Range<usize>,
}

impl BearerToken {
    /// The token's text. Compare it with a secret in constant time.
    pub fn as_str(&self) -> &str {
        let text = credentials::text(&self.field).unwrap_or_default();
        text.get(self.place.clone()).unwrap_or_default()
    }

    /// The token's text.
    pub fn into_string(self) -> String {
        self.as_str().to_owned()
    }
}

impl AsRef<str> for BearerToken {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq for BearerToken {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for BearerToken {}

impl fmt::Debug for BearerToken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("BearerToken(..)")
    }
}

/// What `b64token` consists of, but for the `=` at its end (RFC 6750, section 2.1).
static PLAIN: Letters = Letters::and(b"-._~+/");

/// The token is `b64token`.
pub(super) fn token(headers: &HeaderMap) -> Result<BearerToken, Denied> {
    let (field, place) = credentials::place_of_scheme(headers, "bearer")?;
    let bearer = BearerToken {
        field: field.clone(),
        place,
    };
    let token = bearer.as_str();
    let plain = token.trim_end_matches('=');
    if plain.is_empty() || !PLAIN.are_all_of(plain) {
        return Err(Denied::unauthenticated());
    }
    Ok(bearer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::header::AUTHORIZATION;

    fn of(fields: &[&'static str]) -> Result<String, Denied> {
        let mut headers = HeaderMap::new();
        for field in fields {
            headers.append(AUTHORIZATION, HeaderValue::from_static(field));
        }
        token(&headers).map(BearerToken::into_string)
    }

    #[test]
    fn the_scheme_is_compared_without_case() {
        for field in ["Bearer abc", "bearer abc", "BEARER  abc", "Bearer abc "] {
            assert_eq!(of(&[field]).unwrap(), "abc");
        }
        assert_eq!(of(&["Bearer a-._~+/9=="]).unwrap(), "a-._~+/9==");
    }

    #[test]
    fn other_credentials_are_none_and_broken_ones_are_wrong() {
        assert!(of(&[]).unwrap_err().is_missing());
        assert!(of(&["Basic YTpi"]).unwrap_err().is_missing());
        assert!(of(&["Bearerabc"]).unwrap_err().is_missing());
        for fields in [
            &["Bearer"][..],
            &["Bearer a b"],
            &["Bearer ="],
            &["Bearer a,b"],
            &["Bearer a", "Bearer b"],
        ] {
            assert!(!of(fields).unwrap_err().is_missing(), "{fields:?}");
        }
    }
}
