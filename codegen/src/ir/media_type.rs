//! Media types and ranges of them, as keys of `content`.

/// A media type or range, with its parameters, as the document has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MediaType(String);

impl MediaType {
    /// `None` where the text is none (RFC 9110, sections 8.3.1 and 12.5.1).
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (essence, parameters) = text.split_once(';').unwrap_or((text, ""));
        let (kind, subtype) = essence.trim().split_once('/')?;
        let fits = is_token(kind)
            && is_token(subtype)
            && (kind != "*" || subtype == "*")
            && parameters
                .bytes()
                .all(|byte| byte == b'\t' || (b' '..=b'~').contains(&byte));
        fits.then(|| Self(text.trim().to_owned()))
    }

    /// `*/*`.
    pub(crate) fn any() -> Self {
        Self("*/*".to_owned())
    }

    pub(crate) fn json() -> Self {
        Self("application/json".to_owned())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    fn essence(&self) -> (String, String) {
        let essence = self.0.split(';').next().unwrap_or_default();
        let (kind, subtype) = essence.split_once('/').unwrap_or_default();
        (
            kind.trim().to_ascii_lowercase(),
            subtype.trim().to_ascii_lowercase(),
        )
    }

    /// Whether it stands for several types.
    pub(crate) fn is_range(&self) -> bool {
        let subtype = self.essence().1;
        subtype == "*" || subtype.starts_with("*+")
    }

    /// `*/*` or `application/*`.
    pub(crate) fn covers_json(&self) -> bool {
        let (kind, subtype) = self.essence();
        subtype == "*" && (kind == "*" || kind == "application")
    }

    /// JSON itself, or anything with the suffix `+json` (RFC 6839, section 3.1).
    pub(crate) fn is_json(&self) -> bool {
        let subtype = self.essence().1;
        subtype == "json" || subtype.ends_with("+json")
    }

    /// `application/xml`, `text/xml`, or with `+xml` at the end.
    pub(crate) fn is_xml(&self) -> bool {
        let subtype = self.essence().1;
        subtype == "xml" || subtype.ends_with("+xml")
    }

    /// One of the types of text, but for events, of which there are many in a body.
    pub(crate) fn is_text(&self) -> bool {
        let (kind, subtype) = self.essence();
        kind == "text" && !self.is_range() && subtype != "event-stream"
    }

    /// `text/*`
    pub(crate) fn is_any_text(&self) -> bool {
        self.essence() == ("text".to_owned(), "*".to_owned())
    }

    /// `text/event-stream` (HTML, section 9.2).
    pub(crate) fn is_events(&self) -> bool {
        self.essence() == ("text".to_owned(), "event-stream".to_owned())
    }

    /// JSON values one after the other, under one of their names.
    pub(crate) fn is_lines(&self) -> bool {
        const NAMES: [&str; 7] = [
            "x-ndjson",
            "ndjson",
            "jsonl",
            "x-jsonl",
            "jsonlines",
            "x-jsonlines",
            "json-seq",
        ];
        let (kind, subtype) = self.essence();
        let has_name = NAMES.contains(&subtype.as_str()) || subtype.ends_with("+json-seq");
        kind == "application" && has_name
    }

    /// Whether an answer must say more of its type: which of a range it is, or the boundary of its parts.
    pub(crate) fn is_open(&self) -> bool {
        self.is_range() || self.is_multipart()
    }

    /// `multipart/form-data` and its kin.
    pub(crate) fn is_multipart(&self) -> bool {
        self.essence().0 == "multipart"
    }

    /// `application/x-www-form-urlencoded`.
    pub(crate) fn is_form(&self) -> bool {
        self.essence() == ("application".to_owned(), "x-www-form-urlencoded".to_owned())
    }

    /// `application/problem+json` (RFC 9457).
    pub(crate) fn is_problem(&self) -> bool {
        self.essence() == ("application".to_owned(), "problem+json".to_owned())
    }

    /// The words that tell it apart from others: `application` says nothing.
    pub(crate) fn words(&self) -> String {
        let (kind, subtype) = self.essence();
        if let Some(suffix) = subtype.strip_prefix("*+") {
            return match kind.as_str() {
                "application" => format!("any {suffix}"),
                _ => format!("any {kind} {suffix}"),
            };
        }
        match (kind, subtype) {
            (kind, subtype) if kind == "*" && subtype == "*" => "any".to_owned(),
            (kind, subtype) if subtype == "*" => format!("any {kind}"),
            (kind, subtype) if kind == "application" => {
                subtype.strip_prefix("x-").unwrap_or(&subtype).to_owned()
            }
            (kind, subtype) => format!("{kind} {subtype}"),
        }
    }

    /// The same with its parameters, which tell it apart from the same type without them.
    pub(crate) fn words_with_parameters(&self) -> String {
        let parameters = self.0.split_once(';').map_or("", |(_, after)| after);
        format!("{} {parameters}", self.words())
    }
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

    fn words(text: &str) -> String {
        MediaType::parse(text).map_or_else(|| "none".to_owned(), |parsed| parsed.words())
    }

    #[test]
    fn words_tell_types_apart() {
        assert_eq!(words("application/JSON; charset=utf-8"), "json");
        assert_eq!(
            words("application/x-www-form-urlencoded"),
            "www-form-urlencoded"
        );
        assert_eq!(words("text/plain"), "text plain");
        assert_eq!(words("image/*"), "any image");
        assert_eq!(words("application/*+json"), "any json");
        assert_eq!(words("text/*+xml"), "any text xml");
        assert_eq!(words("*/*"), "any");
        let typed = MediaType::parse("application/json; odata=verbose");
        let words = typed.map(|typed| typed.words_with_parameters());
        assert_eq!(words.as_deref(), Some("json  odata=verbose"));
    }

    #[test]
    fn what_is_no_media_type_is_refused() {
        for bad in [
            "",
            "json",
            "a/",
            "/b",
            "a b/c",
            "*/json",
            "a/b\nc",
            "a/b; c=\u{e9}",
        ] {
            assert_eq!(words(bad), "none", "{bad}");
        }
    }
}
