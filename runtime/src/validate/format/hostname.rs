//! `hostname` and `idn-hostname`: the names of RFC 1123, and of RFC 5890.

use super::idna::{self, bidi};

/// The longest label and the longest name, in octets.
pub(super) const LONGEST_LABEL: usize = 63;
const LONGEST: usize = 253;

/// Whether a text is a host name in ASCII. What a label that begins with `xn--` stands for must be one too.
pub(super) fn is_hostname(text: &str) -> bool {
    text.len() <= LONGEST && text.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    is_ascii_label(label)
        && (!idna::is_encoded(label)
            || idna::decode(label).is_some_and(|decoded| bidi::is_sound([decoded.as_str()])))
}

/// Whether a text is a host name, of which each label may be in Unicode.
pub(super) fn is_idn_hostname(text: &str) -> bool {
    // No label has more octets in Unicode than four for each of its characters.
    if text.len() > LONGEST * 4 {
        return false;
    }
    let labels = text.split(['.', '\u{3002}', '\u{ff0e}', '\u{ff61}']);
    let Some(labels) = labels.map(Label::read).collect::<Option<Vec<_>>>() else {
        return false;
    };
    let length: usize = labels.iter().map(|label| label.length + 1).sum();
    length <= LONGEST + 1 && bidi::is_sound(labels.iter().map(|label| label.text.as_str()))
}

/// A label as it is read, and its length in ASCII.
struct Label {
    text: String,
    length: usize,
}

impl Label {
    fn read(label: &str) -> Option<Self> {
        let (text, length) = if !label.is_ascii() {
            (label.to_owned(), idna::encoded_length(label)?)
        } else if !is_ascii_label(label) {
            return None;
        } else if idna::is_encoded(label) {
            (idna::decode(label)?, label.len())
        } else {
            (label.to_owned(), label.len())
        };
        (length <= LONGEST_LABEL).then_some(Self { text, length })
    }
}

/// Whether a label has letters, digits and hyphens, no hyphen at either end, and a fitting length.
fn is_ascii_label(label: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=LONGEST_LABEL).contains(&label.len())
        && label.bytes().all(is_allowed)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_ascii() {
        for text in [
            "a",
            "A.b-c.9",
            "127.0.0.1",
            "a--b",
            "xn--bcher-kva.example",
            "XN--BCHER-KVA",
        ] {
            assert!(is_hostname(text) && is_idn_hostname(text), "{text}");
        }
        for text in [
            "", ".", "a.", ".a", "a..b", "-a", "a-", "a_b", "a b", "a\n", "xn--", "xn--a", "xn--a-",
        ] {
            assert!(!is_hostname(text) && !is_idn_hostname(text), "{text}");
        }
    }

    #[test]
    fn names_in_unicode() {
        for text in ["bücher.example", "bücher。xn--bcher-kva", "실례", "אב.com"] {
            assert!(is_idn_hostname(text) && !is_hostname(text), "{text}");
        }
        for text in [
            "Bücher",
            "bu\u{308}cher",
            "é-",
            "-é",
            "aa--é",
            "☃",
            "é。",
            "9.אב",
            "ab.אב-",
        ] {
            assert!(!is_idn_hostname(text), "{text}");
        }
    }

    #[test]
    fn lengths_are_those_in_ascii() {
        let label = "a".repeat(63);
        let long = [label.as_str(); 3].join(".");
        assert!(is_hostname(&format!("{long}.{}", "a".repeat(61))));
        assert!(!is_hostname(&format!("{long}.{}", "a".repeat(62))));
        assert!(!is_hostname(&"a".repeat(64)));
        assert!(is_idn_hostname(&"é".repeat(57)) && !is_idn_hostname(&"é".repeat(58)));
        let label = "é".repeat(57);
        let name = [label.as_str(); 4].join(".");
        assert!(!is_idn_hostname(&name) && is_idn_hostname(&name[..name.len() - 4]));
    }
}
