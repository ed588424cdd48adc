//! `uri`, `iri` and references, by the grammars of RFC 3986 and RFC 3987.

use fluent_uri::{Iri, IriRef, Uri, UriRef};

pub(super) fn is_uri(text: &str) -> bool {
    Uri::parse(text).is_ok()
}

pub(super) fn is_uri_reference(text: &str) -> bool {
    UriRef::parse(text).is_ok()
}

pub(super) fn is_iri(text: &str) -> bool {
    Iri::parse(text).is_ok()
}

pub(super) fn is_iri_reference(text: &str) -> bool {
    IriRef::parse(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_have_a_scheme_and_references_need_none() {
        for text in ["a:", "/a", "../a?b#c", "//", "?a", "#a", "./a:b", ""] {
            assert!(is_uri_reference(text), "{text}");
        }
        for text in [
            "https://example.com:80/a?b#c",
            "urn:a:b",
            "mailto:a@b",
            "http://[v1.a]/",
        ] {
            assert!(
                is_uri(text) && is_iri(text) && is_uri_reference(text),
                "{text}"
            );
        }
        for text in [
            "/a",
            "a",
            "http://a b",
            "http://a:b",
            "http://[::1",
            "1a:b",
            "a:%g0",
            "a:%",
            "a:{b}",
        ] {
            assert!(!is_uri(text) && !is_iri(text), "{text}");
        }
    }

    #[test]
    fn only_iris_have_letters_beyond_ascii() {
        for text in ["https://exämple.com/ü", "a:\u{20000}"] {
            assert!(
                is_iri(text) && is_iri_reference(text) && !is_uri(text),
                "{text}"
            );
        }
        assert!(is_iri_reference("ü") && !is_iri("ü") && !is_uri_reference("ü"));
        // Private characters stand in a query only, and those that are none nowhere.
        assert!(is_iri("a:?\u{e000}") && !is_iri("a:\u{e000}") && !is_iri("a:?\u{ffff}"));
    }
}
