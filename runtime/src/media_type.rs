//! Media types: what a client sends (`Content-Type`) and what it wants (`Accept`).
//!
//! RFC 9110, sections 8.3 (media types), 12.4.2 (quality values) and 12.5.1 (`Accept`).

use http::HeaderMap;
use http::header::ACCEPT;

/// `type/subtype; name=value` borrowed from a header or from generated code.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MediaType<'a> {
    kind: &'a str,
    subtype: &'a str,
    parameters: &'a str,
}

impl<'a> MediaType<'a> {
    /// `None` where the text is not a media type or range at all.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        let (essence, parameters) = text.split_once(';').unwrap_or((text, ""));
        let (kind, subtype) = essence.trim_matches([' ', '\t']).split_once('/')?;
        let wellformed = is_token(kind) && is_token(subtype) && (kind != "*" || subtype == "*");
        wellformed.then_some(Self {
            kind,
            subtype,
            parameters,
        })
    }

    /// Whether this declared type or range covers `other`; parameters are not compared.
    pub(crate) fn covers(&self, other: &MediaType<'_>) -> bool {
        match (self.kind, self.subtype) {
            ("*", _) => true,
            (kind, "*") => kind.eq_ignore_ascii_case(other.kind),
            (kind, subtype) => {
                kind.eq_ignore_ascii_case(other.kind) && subtype.eq_ignore_ascii_case(other.subtype)
            }
        }
    }

    /// `application/json`, `text/json` and everything that ends in `+json` (RFC 6839, section 3.1).
    pub(crate) fn is_json(&self) -> bool {
        let suffix = self
            .subtype
            .len()
            .checked_sub(5)
            .and_then(|at| self.subtype.get(at..));
        self.subtype.eq_ignore_ascii_case("json")
            || suffix.is_some_and(|suffix| suffix.eq_ignore_ascii_case("+json"))
    }

    /// The value of a parameter, without its quotes; names are compared without case.
    pub(crate) fn parameter(&self, name: &str) -> Option<&'a str> {
        split_outside_quotes(self.parameters, b';')
            .filter_map(|parameter| parameter.split_once('='))
            .find(|(key, _)| key.trim_matches([' ', '\t']).eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim_matches([' ', '\t']).trim_matches('"'))
    }

    /// How closely a range of `Accept` describes a type: `a/b;p=q` > `a/b` > `a/*` > `*/*`.
    fn precision(&self) -> u8 {
        match (self.kind, self.subtype) {
            ("*", _) => 0,
            (_, "*") => 1,
            _ => 2,
        }
    }
}

/// Whether a declared type or range covers a request's `Content-Type`.
///
/// A JSON body in another encoding than UTF-8 (RFC 8259, section 8.1) is not covered.
pub(crate) fn covers(declared: &str, given: &MediaType<'_>) -> bool {
    let readable = !given.is_json()
        || given.parameter("charset").is_none_or(|charset| {
            ["utf-8", "utf8", "us-ascii"]
                .iter()
                .any(|known| charset.eq_ignore_ascii_case(known))
        });
    readable && MediaType::parse(declared).is_some_and(|range| range.covers(given))
}

/// Which of the declared types the client likes best; the first declared wins a tie.
///
/// `None` when it refuses all of them. A request without `Accept`, or with one in which nothing
/// can be understood, takes the first (RFC 9110, section 12.5.1, lets a server disregard it).
pub(crate) fn negotiate(headers: &HeaderMap, declared: &[&str]) -> Option<usize> {
    let mut understood = false;
    let mut best: Option<(usize, u16)> = None;
    let single = headers.get(ACCEPT).map(http::HeaderValue::as_bytes);
    if declared.is_empty() || matches!(single, None | Some(b"*/*" | b"")) {
        return Some(0);
    }
    for (index, declared) in declared.iter().enumerate() {
        let Some(declared) = MediaType::parse(declared) else {
            continue;
        };
        let mut quality: Option<(u8, u16)> = None;
        for range in ranges(headers) {
            understood = true;
            if range.0.covers(&declared)
                && quality.is_none_or(|(precision, _)| range.0.precision() > precision)
            {
                quality = Some((range.0.precision(), range.1));
            }
        }
        if let Some((_, quality @ 1..)) = quality
            && best.is_none_or(|(_, least)| quality > least)
        {
            best = Some((index, quality));
        }
    }
    if understood {
        best.map(|(index, _)| index)
    } else {
        Some(0)
    }
}

/// All well-formed ranges of all `Accept` lines with their quality in thousandths.
fn ranges(headers: &HeaderMap) -> impl Iterator<Item = (MediaType<'_>, u16)> {
    headers
        .get_all(ACCEPT)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| split_outside_quotes(line, b','))
        .filter_map(|range| {
            let range = MediaType::parse(range)?;
            let quality = range.parameter("q").map_or(Some(1000), thousandths)?;
            Some((range, quality))
        })
}

/// `qvalue` of RFC 9110, section 12.4.2: at most three digits after the point.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let fraction = fraction
        .bytes()
        .zip([100, 10, 1])
        .map(|(digit, weight)| u16::from(digit - b'0') * weight)
        .sum();
    match (whole, fraction) {
        ("0", fraction) => Some(fraction),
        ("1", 0) => Some(1000),
        _ => None,
    }
}

/// Splits at a separator that does not stand in a quoted string.
fn split_outside_quotes(text: &str, separator: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let (mut quoted, mut escaped) = (false, false);
        for (index, byte) in text.bytes().enumerate() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                _ if byte == separator && !quoted => {
                    rest = text.get(index + 1..);
                    return text.get(..index);
                }
                _ => {}
            }
        }
        rest = None;
        Some(text)
    })
}

/// `token` of RFC 9110, section 5.6.2.
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accept(lines: &[&'static str], declared: &[&str]) -> Option<usize> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(ACCEPT, http::HeaderValue::from_static(line));
        }
        negotiate(&headers, declared)
    }

    #[test]
    fn content_types_are_compared_without_case_and_parameters() {
        let given =
            |text| MediaType::parse(text).is_some_and(|given| covers("application/json", &given));
        assert!(given("application/json"));
        assert!(given("Application/JSON ; charset=UTF-8"));
        assert!(given("application/json;charset=\"utf-8\""));
        assert!(!given("application/json; charset=utf-16"));
        assert!(!given("application/vnd.room+json"));
        assert!(!given("text/json"));
        assert!(!given("application"));
        assert!(!given("application/json, text/plain"));
        let patch = MediaType::parse("application/merge-patch+json").unwrap();
        assert!(covers("application/merge-patch+json", &patch));
        assert!(covers("application/*", &patch) && covers("*/*", &patch));
        assert!(patch.is_json());
        assert!(!MediaType::parse("application/\u{e9}é").is_some_and(|given| given.is_json()));
    }

    #[test]
    fn accept_is_weighed_by_precision_then_quality() {
        let json_or_text = &["application/json", "text/plain"];
        assert_eq!(accept(&[], json_or_text), Some(0));
        assert_eq!(accept(&["text/html"], json_or_text), None);
        assert_eq!(accept(&["text/*"], json_or_text), Some(1));
        assert_eq!(
            accept(&["text/*;q=0.5, application/json;q=0.4"], json_or_text),
            Some(1)
        );
        assert_eq!(
            accept(&["*/*;q=0.1, text/plain;q=0"], json_or_text),
            Some(0)
        );
        assert_eq!(
            accept(&["application/*;q=0", "*/*"], &["application/json"]),
            None
        );
        assert_eq!(accept(&["text/html, */*;q=0.01"], json_or_text), Some(0));
        assert_eq!(
            accept(&["application/json;v=\"a,b;q=0\""], json_or_text),
            Some(0)
        );
        assert_eq!(accept(&["nonsense"], json_or_text), Some(0));
        assert_eq!(accept(&["text/html"], &[]), Some(0));
    }

    #[test]
    fn a_quality_has_at_most_three_digits() {
        assert_eq!(thousandths("0.123"), Some(123));
        assert_eq!(thousandths("0.5"), Some(500));
        assert_eq!(thousandths("1.000"), Some(1000));
        for bad in ["1.001", "2", "0.1234", "-1", "0.x", ""] {
            assert_eq!(thousandths(bad), None, "{bad}");
        }
    }
}
