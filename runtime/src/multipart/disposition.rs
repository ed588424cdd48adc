//! `Content-Disposition` of a part (RFC 7578, section 4.2).

use std::borrow::Cow;

use http::HeaderMap;
use http::header::CONTENT_DISPOSITION;

/// What a part is called.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Disposition {
    pub(super) name: Option<String>,
    pub(super) file_name: Option<String>,
}

impl Disposition {
    /// `None` where it is not UTF-8 or no disposition. `filename*` is not looked at, as section 4.2 says.
    pub(super) fn of(fields: &HeaderMap) -> Option<Self> {
        let mut found = Self::default();
        let Some(field) = fields.get(CONTENT_DISPOSITION) else {
            return Some(found);
        };
        let text = std::str::from_utf8(field.as_bytes()).ok()?;
        let (_, mut rest) = text.split_once(';').unwrap_or((text, ""));
        while !rest.trim_ascii().is_empty() {
            let (key, after) = rest.split_once('=')?;
            let (value, after) = value(after.trim_ascii_start())?;
            rest = after.trim_ascii_start();
            if !rest.is_empty() {
                rest = rest.strip_prefix(';')?;
            }
            let place = match key.trim_ascii() {
                key if key.eq_ignore_ascii_case("name") => &mut found.name,
                key if key.eq_ignore_ascii_case("filename") => &mut found.file_name,
                _ => continue,
            };
            if place.replace(value.into_owned()).is_some() {
                // Which of two is meant nobody can tell.
                return None;
            }
        }
        Some(found)
    }
}

/// The value of a parameter, and what follows it.
fn value(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ' ', '\t']).unwrap_or(text.len());
        let (value, rest) = text.split_at_checked(end)?;
        return Some((Cow::Borrowed(value), rest));
    };
    let mut escaped = false;
    let end = quoted.find(|letter| {
        let ends = letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        ends
    })?;
    let (value, rest) = quoted.split_at_checked(end)?;
    Some((unescaped(value), rest.get(1..)?))
}

/// A text between quotes. Browsers write a quote and line breaks percent-encoded and nothing else (HTML, "multipart
/// form data"); others put a backslash before a quote and itself. A backslash before anything else is one: some give
/// paths of Windows.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['\\', '%']) {
        return Cow::Borrowed(text);
    }
    const ESCAPES: [(&str, char); 5] = [
        ("\\\"", '"'),
        ("\\\\", '\\'),
        ("%22", '"'),
        ("%0D", '\r'),
        ("%0A", '\n'),
    ];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let escape = ESCAPES.iter().find(|(escape, _)| rest.starts_with(escape));
        let (length, letter) = match escape {
            Some((escape, letter)) => (escape.len(), *letter),
            None => (letter.len_utf8(), letter),
        };
        out.push(letter);
        rest = rest.get(length..).unwrap_or_default();
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use http::HeaderValue;

    use super::*;

    fn of(value: &str) -> Option<(Option<String>, Option<String>)> {
        let mut fields = HeaderMap::new();
        let value = HeaderValue::from_bytes(value.as_bytes()).unwrap();
        fields.insert(CONTENT_DISPOSITION, value);
        Disposition::of(&fields).map(|found| (found.name, found.file_name))
    }

    fn named(name: &str, file: Option<&str>) -> Option<(Option<String>, Option<String>)> {
        Some((Some(name.to_owned()), file.map(str::to_owned)))
    }

    #[test]
    fn names_are_read_as_clients_write_them() {
        assert_eq!(of("form-data; name=\"a\""), named("a", None));
        assert_eq!(of("form-data; NAME=a"), named("a", None));
        assert_eq!(
            of("form-data;name=\"a;b\" ; filename=\"c d.png\""),
            named("a;b", Some("c d.png"))
        );
        assert_eq!(of("form-data; name=\"a%22b\""), named("a\"b", None));
        assert_eq!(of("form-data; name=\"a\\\"b\\\\\""), named("a\"b\\", None));
        assert_eq!(of("form-data; name=\"100%\""), named("100%", None));
        assert_eq!(
            of("form-data; name=\"f\"; filename=\"C:\\new\\t.txt\""),
            named("f", Some("C:\\new\\t.txt"))
        );
        assert_eq!(
            of("form-data; name=\"Zimmer über\""),
            named("Zimmer über", None)
        );
        assert_eq!(
            of("form-data; name=\"f\"; filename*=UTF-8''x"),
            named("f", None)
        );
        assert_eq!(of("attachment"), Some((None, None)));
    }

    #[test]
    fn what_is_no_disposition_is_refused() {
        for text in [
            "form-data; name",
            "form-data; name=\"a",
            "form-data; name=\"a\" b",
            "form-data; name=a; name=b",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
