//! `uri`, `iri` and references, by the grammars of RFC 3986 and RFC 3987.

use std::net::Ipv6Addr;

/// Which characters beyond ASCII may stand somewhere.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beyond {
    Nothing,
    /// `ucschar`: all but those of private use.
    Assigned,
    /// `ucschar` and `iprivate`.
    Private,
}

pub(super) fn is_uri(text: &str) -> bool {
    has_scheme(text, Beyond::Nothing) == Some(true)
}

pub(super) fn is_uri_reference(text: &str) -> bool {
    has_scheme(text, Beyond::Nothing).is_some()
}

pub(super) fn is_iri(text: &str) -> bool {
    has_scheme(text, Beyond::Assigned) == Some(true)
}

pub(super) fn is_iri_reference(text: &str) -> bool {
    has_scheme(text, Beyond::Assigned).is_some()
}

/// Whether a reference begins with a scheme; `None` if the text is none.
fn has_scheme(text: &str, beyond: Beyond) -> Option<bool> {
    let (rest, fragment) = text.split_once('#').unwrap_or((text, ""));
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let after_scheme = rest.split_once(':').filter(|(name, _)| is_scheme(name));
    let rest = after_scheme.map_or(rest, |(_, rest)| rest);
    let (authority, path) = match rest.strip_prefix("//") {
        Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
        None => ("", rest),
    };
    // What stands before the first colon would be a scheme.
    let begins_well = after_scheme.is_some()
        || rest
            .split('/')
            .next()
            .is_some_and(|first| !first.contains(':'));
    let in_query = match beyond {
        Beyond::Nothing => Beyond::Nothing,
        _ => Beyond::Private,
    };
    let is_reference = begins_well
        && is_authority(authority, beyond)
        && is_made_of(path, ":@/", beyond)
        && is_made_of(query, ":@/?", in_query)
        && is_made_of(fragment, ":@/?", beyond);
    is_reference.then_some(after_scheme.is_some())
}

fn is_scheme(text: &str) -> bool {
    let is_character = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    text.starts_with(|first: char| first.is_ascii_alphabetic()) && text.bytes().all(is_character)
}

/// `[ userinfo "@" ] host [ ":" port ]`.
fn is_authority(text: &str, beyond: Beyond) -> bool {
    let (user, place) = text.split_once('@').unwrap_or(("", text));
    let is_port = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let with_port = place.rsplit_once(':').filter(|(_, port)| is_port(port));
    let host = with_port.map_or(place, |(host, _)| host);
    let is_host = match host.strip_prefix('[') {
        Some(address) => address.strip_suffix(']').is_some_and(is_address),
        None => is_made_of(host, "", beyond),
    };
    is_host && is_made_of(user, ":", beyond)
}

/// What stands in brackets: an address of IPv6, or of a version to come.
fn is_address(text: &str) -> bool {
    let Some((version, address)) = text
        .strip_prefix(['v', 'V'])
        .and_then(|v| v.split_once('.'))
    else {
        return text.parse::<Ipv6Addr>().is_ok();
    };
    let is_version = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_plain = !address.is_empty() && !address.contains('%');
    is_version && is_plain && is_made_of(address, ":", Beyond::Nothing)
}

/// Whether a part has `unreserved`, `sub-delims`, `pct-encoded` and these others only.
fn is_made_of(text: &str, others: &str, beyond: Beyond) -> bool {
    let is_allowed = |character: char| match character {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '.' | '_' | '~' | '%' => true,
        '!' | '$' | '&' | '\'' | '(' | ')' | '*' | '+' | ',' | ';' | '=' => true,
        '\0'..='\u{7f}' => others.contains(character),
        _ if beyond == Beyond::Nothing => false,
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. if beyond == Beyond::Assigned => false,
        _ => is_beyond_ascii(character),
    };
    text.chars().all(is_allowed) && are_triplets(text)
}

/// `ucschar` and `iprivate`: what is neither a control nor assigned to nothing for good.
pub(super) fn is_beyond_ascii(character: char) -> bool {
    let code = u32::from(character);
    let plane = code & 0xffff;
    match character {
        ..'\u{a0}' | '\u{fdd0}'..='\u{fdef}' | '\u{fff0}'..='\u{ffff}' => false,
        '\u{e0000}'..='\u{e0fff}' => false,
        _ => plane < 0xfffe,
    }
}

/// Whether each percent sign stands before two hexadecimal digits.
pub(super) fn are_triplets(text: &str) -> bool {
    text.split('%').skip(1).all(|part| {
        let digits = part.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    })
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
            "http://a:b@[1:2:3:4:5:6:7::]:/",
            "http://[::ffff:1.2.3.4]:80?",
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
            "http://[::1%25a]",
            "http://[1::2:3:4:5:6:7:8]",
            "http://[::01.2.3.4]",
            "http://[v.a]",
            "http://[v1.%41]",
            "http://a:1:1",
            "http://a@b@c",
            "a:#b#",
            ":",
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
