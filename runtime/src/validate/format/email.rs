//! `email` and `idn-email`: the mailboxes of RFC 5321 and RFC 6531.

use std::net::{Ipv4Addr, Ipv6Addr};

use unicode_normalization::UnicodeNormalization;

use super::hostname::{is_hostname, is_idn_hostname};

/// How many octets may stand before the sign, and in all.
const LONGEST_LOCAL_PART: usize = 64;
const LONGEST: usize = 254;

/// Whether a text is an address in ASCII.
pub(super) fn is_email(text: &str) -> bool {
    text.len() <= LONGEST
        && text.is_ascii()
        && split(text).is_some_and(|(_, domain)| is_hostname(domain) || is_literal(domain))
}

/// Whether a text is an address in any script. A domain need not be normalized; who sends to it does that.
pub(super) fn is_idn_email(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let is_separator = |found| matches!(found, '\u{3002}' | '\u{ff0e}' | '\u{ff61}');
    split(text).is_some_and(|(_, domain)| {
        let normal: String = domain.nfc().collect();
        (is_idn_hostname(&normal) && !normal.contains(is_separator)) || is_literal(domain)
    })
}

/// The local part and the domain, if the local part is one.
fn split(text: &str) -> Option<(&str, &str)> {
    let (local, domain) = if text.starts_with('"') {
        let length = quoted(text)?;
        (text.get(..length)?, text.get(length..)?.strip_prefix('@')?)
    } else {
        let (local, domain) = text.split_once('@')?;
        local.split('.').all(is_atom).then_some((local, domain))?
    };
    (local.len() <= LONGEST_LOCAL_PART).then_some((local, domain))
}

/// The length of the quoted string with which a text begins.
fn quoted(text: &str) -> Option<usize> {
    let mut inside = text.char_indices().skip(1);
    while let Some((at, character)) = inside.next() {
        match character {
            '"' => return Some(at + 1),
            '\\' => {
                inside
                    .next()
                    .filter(|(_, next)| matches!(next, ' '..='~'))?;
            }
            '\0'..=' ' if character != ' ' => return None,
            '\u{7f}' => return None,
            _ => {}
        }
    }
    None
}

fn is_atom(text: &str) -> bool {
    let is_allowed = |character: char| {
        character.is_ascii_alphanumeric()
            || !character.is_ascii()
            || "!#$%&'*+-/=?^_`{|}~".contains(character)
    };
    !text.is_empty() && text.chars().all(is_allowed)
}

/// Whether a domain is an address in brackets.
fn is_literal(domain: &str) -> bool {
    let inside = domain
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    inside.is_some_and(|inside| match inside.split_at_checked(5) {
        Some((tag, address)) if tag.eq_ignore_ascii_case("IPv6:") => {
            address.parse::<Ipv6Addr>().is_ok()
        }
        _ => inside.parse::<Ipv4Addr>().is_ok(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_ascii() {
        for text in [
            "a@b",
            "a.b+c@example.com",
            r#""a b"@c"#,
            r#"""@c"#,
            r#""a\"@\\"@c"#,
            "a@[127.0.0.1]",
            "a@[IPv6:::1]",
            "a@[ipv6:1::]",
            "a@xn--9n2bp8q",
            "!#$%&'*+-/=?^_`{|}~@c",
        ] {
            assert!(is_email(text) && is_idn_email(text), "{text}");
        }
        for text in [
            "",
            "a",
            "@",
            "a@",
            "@b",
            "a@b@c",
            ".a@b",
            "a.@b",
            "a..b@c",
            "a b@c",
            r#""a"b@c"#,
            r#""a@c"#,
            "\"a\n\"@c",
            r#"a"b"@c"#,
            "a@b_c",
            "a@-b",
            "a@b.",
            "a@[1.2.3]",
            "a@[::1]",
            "a@[IPv6:1.2.3.4]",
            "a@[IPv6:::1",
            "a@b ",
            "a@xn--X",
            "(b)a@c",
            "a@b, c@d",
        ] {
            assert!(!is_email(text) && !is_idn_email(text), "{text}");
        }
    }

    #[test]
    fn addresses_in_other_scripts() {
        for text in ["é@b", "\"é\"@b", "a@é", "a@cafe\u{301}", "a@실례.테스트"] {
            assert!(is_idn_email(text) && !is_email(text), "{text}");
        }
        for text in ["é\u{ff20}b", "a@é..b", "a@É", "a@b\u{3002}c", "\"\\é\"@b"] {
            assert!(!is_idn_email(text), "{text}");
        }
    }

    #[test]
    fn lengths_are_in_octets() {
        let address = |local: usize, domain: usize| {
            let labels = [
                "d".repeat(45),
                "d".repeat(45),
                "d".repeat(45),
                "d".repeat(domain - 138),
            ];
            format!("{}@{}", "l".repeat(local), labels.join("."))
        };
        assert!(is_email(&address(64, 189)) && !is_email(&address(65, 188)));
        assert!(is_email(&address(63, 190)) && !is_email(&address(63, 191)));
        assert!(!is_idn_email(&format!("{}@b", "é".repeat(33))));
    }
}
