//! Media types: what a client sends (`Content-Type`) and what it wants (`Accept`).
//!
//! RFC 9110, sections 8.3 (media types), 12.4.2 (quality values) and 12.5.1 (`Accept`).

use std::borrow::Cow;
use std::cmp::Reverse;

use http::header::ACCEPT;
use http::{HeaderMap, HeaderValue};

use crate::letters::Letters;
use crate::operation::Content;

/// A media type with its parameters, or a range of them, as a header field or a document has it.
///
/// ```
/// use anteroom::MediaType;
///
/// let given = MediaType::parse("multipart/Form-Data; boundary=\"a b\"").unwrap();
/// assert!(given.is("multipart/form-data"));
/// assert_eq!(given.parameter("boundary").as_deref(), Some("a b"));
/// assert_eq!(given.parameter("charset"), None);
/// assert!(MediaType::parse("multipart").is_none());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct MediaType<'a> {
    kind: &'a str,
    subtype: &'a str,
    parameters: &'a str,
}

impl<'a> MediaType<'a> {
    /// `None` where the text is not a media type or range at all.
    pub fn parse(text: &'a str) -> Option<Self> {
        let (essence, parameters) = text.split_once(';').unwrap_or((text, ""));
        let (kind, subtype) = essence.trim_matches([' ', '\t']).split_once('/')?;
        let wellformed = is_token(kind) && is_token(subtype) && (kind != "*" || subtype == "*");
        wellformed.then_some(Self {
            kind,
            subtype,
            parameters,
        })
    }

    /// The part before the `/`, as it was written.
    pub const fn kind(&self) -> &'a str {
        self.kind
    }

    /// The part after the `/`, as it was written.
    pub const fn subtype(&self) -> &'a str {
        self.subtype
    }

    /// Whether it is this type and subtype, without regard to case and parameters.
    pub fn is(&self, essence: &str) -> bool {
        essence.split_once('/').is_some_and(|(kind, subtype)| {
            kind.eq_ignore_ascii_case(self.kind) && subtype.eq_ignore_ascii_case(self.subtype)
        })
    }

    /// Whether this type or range covers `other`; parameters are not compared.
    pub fn covers(&self, other: &MediaType<'_>) -> bool {
        match (self.kind, self.subtype) {
            ("*", _) => true,
            (kind, "*") => kind.eq_ignore_ascii_case(other.kind),
            (kind, subtype) => {
                let is_same = match subtype.strip_prefix('*') {
                    Some(suffix) if self.is_range() => ends_with(other.subtype, suffix),
                    _ => subtype.eq_ignore_ascii_case(other.subtype),
                };
                is_same && kind.eq_ignore_ascii_case(other.kind)
            }
        }
    }

    /// `application/json`, `text/json` and everything that ends in `+json` (RFC 6839, section 3.1).
    pub fn is_json(&self) -> bool {
        self.subtype.eq_ignore_ascii_case("json") || ends_with(self.subtype, "+json")
    }

    /// `application/xml`, `text/xml` and everything that ends in `+xml` (RFC 7303).
    pub fn is_xml(&self) -> bool {
        self.subtype.eq_ignore_ascii_case("xml") || ends_with(self.subtype, "+xml")
    }

    /// `application/json-seq` (RFC 7464) and everything that ends in `+json-seq` (RFC 8091).
    pub(crate) fn is_json_sequence(&self) -> bool {
        self.subtype.eq_ignore_ascii_case("json-seq") || ends_with(self.subtype, "+json-seq")
    }

    /// Whether it is JSON, or many values of it under any of the names for that, which all say so.
    fn has_json(&self) -> bool {
        let mut words = self.subtype.as_bytes().windows(4);
        words.any(|word| word.eq_ignore_ascii_case(b"json"))
    }

    /// Whether its text is UTF-8, as far as it says.
    pub(crate) fn is_utf_8(&self) -> bool {
        self.parameter("charset").is_none_or(|charset| {
            ["utf-8", "utf8", "us-ascii"]
                .iter()
                .any(|known| charset.eq_ignore_ascii_case(known))
        })
    }

    /// The value of a parameter, without its quotes; names are compared without case.
    pub fn parameter(&self, name: &str) -> Option<Cow<'a, str>> {
        self.parameters()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    fn parameters(&self) -> impl Iterator<Item = (&'a str, Cow<'a, str>)> {
        split_outside_quotes(self.parameters, b';').filter_map(|parameter| {
            let (key, value) = parameter.split_once('=')?;
            Some((
                key.trim_matches([' ', '\t']),
                unquoted(value.trim_matches([' ', '\t'])),
            ))
        })
    }

    /// How closely this declared type or range describes a type that it covers: a parameter that
    /// both have counts most, then the type, then that it asks for nothing else.
    fn closeness(&self, given: &MediaType<'_>) -> (usize, u8, Reverse<usize>) {
        let is_shared = |(name, value): &(&str, Cow<'_, str>)| {
            given
                .parameter(name)
                .is_some_and(|other| other.eq_ignore_ascii_case(value))
        };
        let shared = self.parameters().filter(is_shared).count();
        let missing = self.parameters().count() - shared;
        (shared, self.precision(), Reverse(missing))
    }

    /// How closely a range of `Accept` describes a declared type, and whether it does: parameters that both have count
    /// most, and must not differ (RFC 9110, section 12.5.1). One that the document does not speak of says nothing.
    fn rank_of(&self, declared: &MediaType<'_>) -> (u16, bool) {
        let (mut shared, mut differs) = (0, false);
        let parameters = self
            .parameters()
            .filter(|(name, _)| !name.eq_ignore_ascii_case("q"));
        for (name, value) in parameters {
            match declared.parameter(name) {
                Some(other) if other.eq_ignore_ascii_case(&value) => shared += 1,
                Some(_) => differs = true,
                None => {}
            }
        }
        let rank = u16::from(self.precision()) + 4 * shared;
        (rank, !differs && self.covers(declared))
    }

    /// Whether it stands for several types: `text/*`, `*/*`, and as documents write it, `application/*+json`.
    pub fn is_range(&self) -> bool {
        self.subtype == "*" || self.subtype.starts_with("*+")
    }

    /// How closely a range describes a type: `a/b` > `a/*+c` > `a/*` > `*/*`.
    fn precision(&self) -> u8 {
        match (self.kind, self.subtype) {
            ("*", _) => 0,
            (_, "*") => 1,
            _ if self.is_range() => 2,
            _ => 3,
        }
    }
}

/// Whether a name ends with a suffix, without regard to case, and is not all of it.
fn ends_with(name: &str, suffix: &str) -> bool {
    let at = name.len().checked_sub(suffix.len()).filter(|at| *at > 0);
    let end = at.and_then(|at| name.get(at..));
    end.is_some_and(|end| end.eq_ignore_ascii_case(suffix))
}

/// Which of the declared types of a body its `Content-Type` is: the one that describes it most
/// closely, and of several such the first.
///
/// What is JSON, or many values of it, must be UTF-8 (RFC 8259, section 8.1).
pub(crate) fn best_content(declared: &[Content], given: &MediaType<'_>) -> Option<usize> {
    let mut best = None;
    for (index, content) in declared.iter().enumerate() {
        let range = MediaType::parse(content.media_type).filter(|range| {
            range.covers(given) && (content.raw && !range.has_json() || given.is_utf_8())
        });
        if let Some(range) = range {
            let closeness = range.closeness(given);
            if best.is_none_or(|(_, closest)| closeness > closest) {
                best = Some((index, closeness));
            }
        }
    }
    best.map(|(index, _)| index)
}

/// Which of the declared types the client likes best; the first declared wins a tie.
///
/// `None` when it refuses all of them. A request without `Accept`, or with one in which nothing
/// can be understood, takes the first (RFC 9110, section 12.5.1, lets a server disregard it).
pub(crate) fn negotiate(headers: &HeaderMap, declared: &[&str]) -> Option<usize> {
    let mut understood = false;
    let mut best: Option<(usize, u16)> = None;
    // Lines are one list (RFC 9110, section 5.3).
    let mut lines = headers.get_all(ACCEPT).iter();
    let first = (lines.next().map(HeaderValue::as_bytes), lines.next());
    if declared.is_empty() || matches!(first, (None | Some(b"*/*" | b""), None)) {
        return Some(0);
    }
    for (index, declared) in declared.iter().enumerate() {
        let Some(declared) = MediaType::parse(declared) else {
            continue;
        };
        let (mut closest, mut within) = (None::<(u16, u16)>, 0);
        for (range, quality) in ranges(headers) {
            understood = true;
            let (rank, is_covered) = range.rank_of(&declared);
            if is_covered && closest.is_none_or(|(closest, _)| rank > closest) {
                closest = Some((rank, quality));
            } else if !is_covered && declared.is_range() && declared.covers(&range) {
                within = within.max(quality);
            }
        }
        // A declared range is as good as the best type that it covers.
        let quality = closest.map_or(0, |(_, quality)| quality).max(within);
        if quality > 0 && best.is_none_or(|(_, least)| quality > least) {
            best = Some((index, quality));
        }
    }
    if understood {
        best.map(|(index, _)| index)
    } else {
        Some(0)
    }
}

/// Whether `Accept` names this very media type.
pub(crate) fn is_accepted_by_name(headers: &HeaderMap, name: &str) -> bool {
    ranges(headers).any(|(range, quality)| quality > 0 && range.is(name))
}

/// Whether `Accept` says that a media type is not acceptable: it is covered, and not by more than nothing.
pub(crate) fn is_refused(headers: &HeaderMap, name: &str) -> bool {
    let Some(declared) = MediaType::parse(name) else {
        return false;
    };
    ranges(headers).any(|(range, quality)| quality == 0 && range.covers(&declared))
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
            let quality = range
                .parameter("q")
                .map_or(Some(1000), |quality| thousandths(&quality))?;
            Some((range, quality))
        })
}

/// `qvalue` of RFC 9110, section 12.4.2: at most three digits after the point. Old clients leave the 0 out.
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
        ("", _) if text.len() < 2 => None,
        ("0" | "", fraction) => Some(fraction),
        ("1", 0) => Some(1000),
        _ => None,
    }
}

/// `quoted-string` of RFC 9110, section 5.6.4, or a token as it is.
fn unquoted(text: &str) -> Cow<'_, str> {
    let Some(inner) = text
        .strip_prefix('"')
        .map(|text| text.strip_suffix('"').unwrap_or(text))
    else {
        return Cow::Borrowed(text);
    };
    if !inner.contains('\\') {
        return Cow::Borrowed(inner);
    }
    let mut out = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        out.extend(match character {
            '\\' => characters.next(),
            character => Some(character),
        });
    }
    Cow::Owned(out)
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
    static TOKEN: Letters = Letters::and(b"!#$%&'*+-.^_`|~");
    !text.is_empty() && TOKEN.are_all_of(text)
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
    fn parameters_tell_declared_types_apart() {
        let versions = ["application/json;version=1", "application/json;version=2"];
        let second = ["application/json;version=2"];
        assert_eq!(accept(&second, &versions), Some(1));
        let rather = ["application/json;version=1;q=0.1, application/json"];
        assert_eq!(accept(&rather, &versions), Some(1));
        assert_eq!(accept(&["application/json;version=3"], &versions), None);
        let plain = ["application/json;charset=utf-8"];
        assert_eq!(accept(&plain, &["application/json"]), Some(0));
    }

    #[test]
    fn lines_are_one_list_and_the_closest_range_counts() {
        let both = ["application/json", "text/plain"];
        for lines in [
            ["*/*", "application/json;q=0, text/plain"],
            ["", "text/plain"],
        ] {
            assert_eq!(accept(&lines, &both), Some(1), "{lines:?}");
        }
        assert_eq!(accept(&["", "*/*;q=0"], &both), None);
        assert_eq!(accept(&["application/json;q=."], &both), Some(0));
        assert_eq!(accept(&["image/*;q=0, */*"], &["image/*"]), None);
        assert_eq!(accept(&["image/png;q=0, */*"], &["image/*"]), Some(0));
        assert_eq!(accept(&["image/png, */*;q=0"], &["image/*"]), Some(0));
        // What old versions of Java send.
        let java = "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2";
        assert_eq!(accept(&[java], &both), Some(0));
    }

    #[test]
    fn content_types_are_compared_without_case_and_parameters() {
        let given = |text| {
            MediaType::parse(text).is_some_and(|given| {
                best_content(&[Content::new("application/json", "")], &given).is_some()
            })
        };
        assert!(given("application/json"));
        assert!(given("Application/JSON ; charset=UTF-8"));
        assert!(given("application/json;charset=\"utf-8\""));
        assert!(!given("application/json; charset=utf-16"));
        assert!(!given("application/vnd.room+json"));
        assert!(!given("text/json"));
        assert!(!given("application"));
        assert!(!given("application/json, text/plain"));
        let patch = MediaType::parse("application/merge-patch+json").unwrap();
        let covered = |by| MediaType::parse(by).is_some_and(|range| range.covers(&patch));
        assert!(covered("application/merge-patch+json"));
        assert!(covered("application/*") && covered("*/*"));
        assert!(patch.is_json());
        assert!(!MediaType::parse("application/\u{e9}é").is_some_and(|given| given.is_json()));
    }

    #[test]
    fn the_closest_of_the_declared_types_is_taken() {
        let declared = [
            Content::raw("*/*"),
            Content::raw("text/*"),
            Content::new("application/json", ""),
            Content::new("application/json; version=2", ""),
            Content::raw("text/plain"),
        ];
        let of = |text| best_content(&declared, &MediaType::parse(text).unwrap());
        assert_eq!(of("image/png"), Some(0));
        assert_eq!(of("text/csv"), Some(1));
        assert_eq!(of("application/json"), Some(2));
        assert_eq!(
            of("application/json; charset=utf-8; version=\"2\""),
            Some(3)
        );
        assert_eq!(of("TEXT/plain; charset=latin1"), Some(4));
        // What cannot be read as JSON is still what the range takes.
        assert_eq!(of("application/json; charset=utf-16"), Some(0));
    }

    #[test]
    fn quoted_values_are_unquoted() {
        let given = MediaType::parse(r#"a/b; x="1;\"2\\"; y=3; z="#).unwrap();
        assert_eq!(given.parameter("X").as_deref(), Some(r#"1;"2\"#));
        assert_eq!(given.parameter("y").as_deref(), Some("3"));
        assert_eq!(given.parameter("z").as_deref(), Some(""));
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
        assert_eq!(accept(&["image/png"], &["image/*"]), Some(0));
        assert_eq!(accept(&["image/png"], &["text/*"]), None);
        assert_eq!(accept(&["image/png;q=0, image/*"], &["image/*"]), Some(0));
        assert_eq!(
            accept(&["image/png"], &["application/json", "*/*"]),
            Some(1)
        );
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
