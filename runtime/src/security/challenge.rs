//! `WWW-Authenticate` (RFC 9110, section 11.6.1; RFC 6750, section 3).

use http::HeaderValue;

use super::{Denied, SchemeKind, SchemeMeta, SchemeUse};

/// The challenge of a scheme after an attempt, or `None` where the scheme has none.
///
/// Without credentials a bearer scheme is named bare: RFC 6750, section 3.1, wants no error code then.
pub(super) fn challenge(
    scheme: &SchemeMeta,
    usage: &SchemeUse,
    realm: Option<&str>,
    denied: &Denied,
) -> Option<HeaderValue> {
    if let Some(challenge) = denied.own_challenge() {
        return Some(challenge.clone());
    }
    let mut parameters = Vec::new();
    if let Some(realm) = realm {
        parameters.push(parameter("realm", realm));
    }
    let name = match scheme.kind {
        SchemeKind::Bearer => {
            if denied.is_forbidden() {
                parameters.push(parameter("error", "insufficient_scope"));
            } else if !denied.is_missing() {
                parameters.push(parameter("error", "invalid_token"));
            }
            if denied.is_forbidden() && !usage.scopes.is_empty() {
                parameters.push(parameter("scope", &usage.scopes.join(" ")));
            }
            "Bearer"
        }
        // Who is known and not allowed is not helped by another attempt.
        _ if denied.is_forbidden() => return None,
        SchemeKind::Basic => {
            if parameters.is_empty() {
                // A realm is required there (RFC 7617, section 2).
                parameters.push(parameter("realm", scheme.name));
            }
            parameters.push(parameter("charset", "UTF-8"));
            "Basic"
        }
        SchemeKind::Http(name) => name,
        // No scheme is registered for these two, and a 401 must have a challenge.
        SchemeKind::ApiKey => "ApiKey",
        SchemeKind::MutualTls => "MutualTLS",
    };
    let space = if parameters.is_empty() { "" } else { " " };
    HeaderValue::try_from(format!("{name}{space}{}", parameters.join(", "))).ok()
}

/// `name="value"`, the value being a quoted-string (RFC 9110, section 5.6.4).
fn parameter(name: &str, value: &str) -> String {
    let mut text = format!("{name}=\"");
    for character in value.chars().filter(|character| !character.is_control()) {
        if matches!(character, '"' | '\\') {
            text.push('\\');
        }
        text.push(character);
    }
    text.push('"');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(usage: SchemeUse, realm: Option<&str>, denied: &Denied) -> String {
        let scheme = SchemeMeta::new("bearerAuth", SchemeKind::Bearer);
        challenge(&scheme, &usage, realm, denied)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned()
    }

    #[test]
    fn the_challenge_says_what_went_wrong() {
        let plain = SchemeUse::new(0);
        assert_eq!(of(plain, None, &Denied::missing()), "Bearer");
        assert_eq!(
            of(plain, Some("a\"b"), &Denied::missing()),
            r#"Bearer realm="a\"b""#
        );
        assert_eq!(
            of(plain, None, &Denied::unauthenticated()),
            r#"Bearer error="invalid_token""#
        );
        let of_kind = |kind, denied: &Denied| {
            let value = challenge(&SchemeMeta::new("key", kind), &plain, None, denied);
            value.map(|value| value.to_str().unwrap().to_owned())
        };
        let denied = &Denied::unauthenticated();
        assert_eq!(
            of_kind(SchemeKind::Basic, denied).as_deref(),
            Some(r#"Basic realm="key", charset="UTF-8""#)
        );
        assert_eq!(of_kind(SchemeKind::Basic, &Denied::forbidden()), None);
        assert_eq!(
            of_kind(SchemeKind::ApiKey, denied).as_deref(),
            Some("ApiKey")
        );
        let own = HeaderValue::from_static(r#"Digest realm="a", nonce="b""#);
        assert_eq!(
            of_kind(
                SchemeKind::Http("digest"),
                &Denied::missing().challenge(own.clone())
            )
            .as_deref(),
            own.to_str().ok()
        );
        let scoped = plain.scopes(&["rooms:read", "rooms:write"]);
        assert_eq!(
            of(scoped, None, &Denied::forbidden()),
            r#"Bearer error="insufficient_scope", scope="rooms:read rooms:write""#
        );
    }
}
