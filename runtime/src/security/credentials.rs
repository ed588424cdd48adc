//! What a client proves itself with, other than bearer tokens.

use std::fmt;
use std::ops::Range;

use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderValue};

use super::Denied;
use crate::Base64;
use crate::parameter::{in_cookies, in_query, percent};

/// The user and the password of an `Authorization: Basic ..` header field (RFC 7617).
///
/// Neither shows itself in `Debug`, so that they do not end in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct BasicCredentials {
    user: String,
    password: String,
}

impl BasicCredentials {
    /// The user, in which there is no colon.
    pub fn user(&self) -> &str {
        &self.user
    }

    /// The password. Compare it in constant time.
    pub fn password(&self) -> &str {
        &self.password
    }
}

impl fmt::Debug for BasicCredentials {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("BasicCredentials(..)")
    }
}

/// What stands in `Authorization` after the name of an authentication scheme (RFC 9110, section
/// 11.4): a token, or parameters.
///
/// It does not show itself in `Debug`, so that it does not end in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials(String);

impl Credentials {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Credentials(..)")
    }
}

/// The key of an `apiKey` scheme.
///
/// It does not show itself in `Debug`, so that it does not end in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiKey(String);

impl ApiKey {
    /// The key's text. Compare it with a secret in constant time.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key's text.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl AsRef<str> for ApiKey {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("ApiKey(..)")
    }
}

/// The credentials of an authentication scheme, whose name is compared without case (RFC 9110,
/// section 11.1).
pub(super) fn of_scheme<'a>(headers: &'a HeaderMap, scheme: &str) -> Result<&'a str, Denied> {
    let (field, place) = place_of_scheme(headers, scheme)?;
    Ok(text(field)?.get(place).unwrap_or_default())
}

/// The field that holds the credentials of a scheme, and where in it they stand.
pub(super) fn place_of_scheme<'a>(
    headers: &'a HeaderMap,
    scheme: &str,
) -> Result<(&'a HeaderValue, Range<usize>), Denied> {
    let mut fields = headers.get_all(AUTHORIZATION).iter();
    let field = fields.next().ok_or_else(Denied::missing)?;
    if fields.next().is_some() {
        // Which of the two is meant cannot be known.
        return Err(Denied::unauthenticated());
    }
    let text = text(field)?;
    let (name, credentials) = text.split_once(' ').unwrap_or((text, ""));
    if !name.eq_ignore_ascii_case(scheme) {
        return Err(Denied::missing());
    }
    let end = text.trim_end_matches(' ').len().max(name.len());
    let length = credentials.trim_matches(' ').len();
    Ok((field, end.saturating_sub(length)..end))
}

pub(super) fn credentials(headers: &HeaderMap, scheme: &str) -> Result<Credentials, Denied> {
    of_scheme(headers, scheme).map(|text| Credentials(text.to_owned()))
}

/// RFC 7617, section 2: base64 of `user:password`, in UTF-8 as the challenge asks for, without
/// control characters.
pub(super) fn basic(headers: &HeaderMap) -> Result<BasicCredentials, Denied> {
    let text = of_scheme(headers, "basic")?;
    let decoded = Base64::parse(text)
        .and_then(|bytes| String::from_utf8(bytes.into()).ok())
        .filter(|text| !text.chars().any(char::is_control));
    let pair = decoded.as_deref().and_then(|text| text.split_once(':'));
    let (user, password) = pair.ok_or_else(Denied::unauthenticated)?;
    Ok(BasicCredentials {
        user: user.to_owned(),
        password: password.to_owned(),
    })
}

pub(super) fn key_in_header(headers: &HeaderMap, name: &str) -> Result<ApiKey, Denied> {
    let mut fields = headers.get_all(name).iter();
    let texts = std::iter::from_fn(|| fields.next().map(text));
    only(texts.map(|text| text.map(|text| text.trim_matches([' ', '\t']).to_owned())))
}

pub(super) fn key_in_query(query: &str, name: &'static str) -> Result<ApiKey, Denied> {
    only(in_query(query, name).map(|raw| decoded(raw, true)))
}

pub(super) fn key_in_cookie(headers: &HeaderMap, name: &'static str) -> Result<ApiKey, Denied> {
    // Many who make keys do not know of percent-encoding, and cookies have none of their own.
    let plain = |raw: &str| decoded(raw, false).unwrap_or_else(|_| raw.to_owned());
    let raw = in_cookies(headers, name);
    only(raw.map(|raw| raw.map(plain).map_err(|_| Denied::unauthenticated())))
}

/// One key. An empty one is none, and of several it cannot be known which is meant.
fn only(mut texts: impl Iterator<Item = Result<String, Denied>>) -> Result<ApiKey, Denied> {
    let text = texts.next().ok_or_else(Denied::missing)??;
    if texts.next().is_some() {
        return Err(Denied::unauthenticated());
    }
    if text.is_empty() {
        return Err(Denied::missing());
    }
    Ok(ApiKey(text))
}

/// The text of a field, which is ASCII. A header field cannot have control characters but tabs; to look for more takes
/// longer than the rest (bench `in-process`).
pub(super) fn text(field: &HeaderValue) -> Result<&str, Denied> {
    let text = std::str::from_utf8(field.as_bytes()).ok();
    text.filter(|text| text.is_ascii())
        .ok_or_else(Denied::unauthenticated)
}

fn decoded(raw: &str, plus_is_space: bool) -> Result<String, Denied> {
    percent::decode(raw, plus_is_space)
        .map(std::borrow::Cow::into_owned)
        .map_err(|_| Denied::unauthenticated())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(fields: &[(&'static str, &'static str)]) -> HeaderMap {
        let pairs = fields
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)));
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            let name: http::HeaderName = name;
            headers.append(name, value);
        }
        headers
    }

    fn basic_of(value: &'static str) -> Result<(String, String), bool> {
        basic(&headers(&[("authorization", value)]))
            .map(|found| (found.user, found.password))
            .map_err(|denied| denied.is_missing())
    }

    #[test]
    fn basic_credentials_are_decoded_strictly() {
        let pair = |user: &str, password: &str| Ok((user.to_owned(), password.to_owned()));
        // The examples of RFC 7617, sections 2 and 2.1.
        assert_eq!(
            basic_of("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
            pair("Aladdin", "open sesame")
        );
        assert_eq!(
            basic_of("basic dGVzdDoxMjPCow=="),
            pair("test", "123\u{a3}")
        );
        assert_eq!(basic_of("Basic YTpiOmM="), pair("a", "b:c"));
        assert_eq!(basic_of("Basic Og=="), pair("", ""));
        assert_eq!(basic_of("Bearer YTpi"), Err(true));
        for broken in [
            "Basic",
            "Basic YTpi YTpi",
            "Basic YWI=",
            "Basic YTpiOmM",
            "Basic YTpi=",
            "Basic YToA",
            "Basic YTr/",
        ] {
            assert_eq!(basic_of(broken), Err(false), "{broken}");
        }
    }

    #[test]
    fn a_key_is_there_once() {
        let key = |found: Result<ApiKey, Denied>| {
            found
                .map(ApiKey::into_string)
                .map_err(|denied| denied.is_missing())
        };
        let once = headers(&[("x-key", "a b "), ("cookie", "k=%20a; other=1; e=")]);
        assert_eq!(key(key_in_header(&once, "X-Key")), Ok("a b".to_owned()));
        assert_eq!(key(key_in_header(&once, "X-Other")), Err(true));
        assert_eq!(key(key_in_cookie(&once, "k")), Ok(" a".to_owned()));
        assert_eq!(key(key_in_cookie(&once, "e")), Err(true));
        assert_eq!(key(key_in_query("a=1&k=x+y", "k")), Ok("x y".to_owned()));
        assert_eq!(key(key_in_query("k=1&k=1", "k")), Err(false));
        assert_eq!(key(key_in_query("k=%zz", "k")), Err(false));
        assert_eq!(key(key_in_query("", "k")), Err(true));
        let twice = headers(&[("x-key", "a"), ("x-key", "a")]);
        assert_eq!(key(key_in_header(&twice, "x-key")), Err(false));
    }
}
