//! Bearer tokens (RFC 6750).

use std::fmt;

use http::HeaderMap;

use super::{Denied, credentials};

/// The token of an `Authorization: Bearer ..` header field.
///
/// It does not show itself in `Debug`, so that it does not end in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct BearerToken(String);

impl BearerToken {
    /// The token's text. Compare it with a secret in constant time.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The token's text.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl AsRef<str> for BearerToken {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for BearerToken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("BearerToken(..)")
    }
}

/// The token is `b64token` (RFC 6750, section 2.1).
pub(super) fn token(headers: &HeaderMap) -> Result<BearerToken, Denied> {
    let token = credentials::of_scheme(headers, "bearer")?;
    let plain = token.trim_end_matches('=');
    let wellformed = plain
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte));
    if plain.is_empty() || !wellformed {
        return Err(Denied::unauthenticated());
    }
    Ok(BearerToken(token.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;
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
