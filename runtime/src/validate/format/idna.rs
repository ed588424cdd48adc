//! Labels of internationalized host names: IDNA2008 as in RFC 5891 and RFC 5892. Nothing is mapped: a label is right as
//! it stands, or wrong.

pub(super) mod bidi;
mod context;
mod joining;
mod punycode;

use std::sync::LazyLock;

use unicode_normalization::is_nfkc;

use super::hostname::LONGEST_LABEL;
use crate::validate::pattern::Expression;

/// What begins a label that is encoded in ASCII.
const PREFIX: &str = "xn--";

/// Characters that a label may have: PVALID, CONTEXTJ and CONTEXTO of RFC 5892, where they are normalized. The
/// exceptions are those of its section 2.6; what its sections 2.3, 2.4 and 2.9 name is left out of the letters.
static ALLOWED: LazyLock<Option<Expression>> = LazyLock::new(|| {
    let letters = r"[\p{Ll}\p{Lu}\p{Lo}\p{Lm}\p{Nd}\p{Mn}\p{Mc}]";
    let unstable = r"\p{Changes_When_Casefolded}";
    let ignorable = r"\p{Default_Ignorable_Code_Point}\u{20D0}-\u{20FF}\u{1D100}-\u{1D24F}";
    let jamo = r"\u{1100}-\u{11FF}\u{A960}-\u{A97C}\u{D7B0}-\u{D7FB}";
    let disallowed = r"\u{640}\u{7FA}\u{302E}\u{302F}\u{3031}-\u{3035}\u{303B}";
    let exceptions = r"\u{DF}\u{3C2}\u{6FD}\u{6FE}\u{F0B}\u{3007}";
    let contextual = r"\u{B7}\u{375}\u{5F3}\u{5F4}\u{30FB}\u{200C}\u{200D}";
    let allowed = format!(
        r"\A[-{exceptions}{contextual}[{letters}--[{unstable}{ignorable}{jamo}{disallowed}]]]+\z"
    );
    Expression::new(&allowed).ok()
});

/// Whether a label is, or says that it is, encoded in ASCII.
pub(super) fn is_encoded(label: &str) -> bool {
    let start = label.get(..PREFIX.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(PREFIX))
}

/// What an encoded label stands for; `None` if that is no label, or if it has another code.
pub(super) fn decode(label: &str) -> Option<String> {
    let code = label.get(PREFIX.len()..)?.to_ascii_lowercase();
    let decoded = punycode::decode(&code)?;
    let is_sound = !decoded.is_ascii() && is_unicode_label(&decoded);
    (is_sound && punycode::encode(&decoded)? == code).then_some(decoded)
}

/// How long a label in Unicode is when it is encoded; `None` if it is no label.
pub(super) fn encoded_length(label: &str) -> Option<usize> {
    // Each character takes an octet at least.
    let is_short = label.chars().count() <= LONGEST_LABEL;
    (is_short && is_unicode_label(label)).then_some(())?;
    Some(PREFIX.len() + punycode::encode(label)?.len())
}

/// RFC 5891, section 4.2, but for the direction of the text.
fn is_unicode_label(label: &str) -> bool {
    !label.starts_with('-')
        && !label.ends_with('-')
        && !label.chars().skip(2).take(2).eq(['-', '-'])
        && !label.starts_with(context::is_mark)
        && is_match(&ALLOWED, label)
        && is_nfkc(label)
        && context::is_sound(label)
}

/// Whether an expression matches; one that cannot be compiled matches nothing.
fn is_match(expression: &LazyLock<Option<Expression>>, text: &str) -> bool {
    expression
        .as_ref()
        .is_some_and(|regex| regex.is_match(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_allowed_or_not() {
        for label in ["é", "ß", "ς", "ǰ", "中文", "〇", "ꭓ", "1é", "é-é"] {
            assert!(is_unicode_label(label), "{label}");
        }
        for label in [
            "É",
            "ﬁ",
            "☃",
            "²",
            "Ⅷ",
            "é é",
            "é.é",
            "é_é",
            "ـب",
            "\u{1100}\u{1161}",
            "a\u{20dd}",
            "\u{378}",
        ] {
            assert!(!is_unicode_label(label), "{label}");
        }
    }

    #[test]
    fn hyphens_and_marks_have_their_places() {
        for label in ["-é", "é-", "éa--b", "\u{301}a", "\u{903}a", "e\u{301}"] {
            assert!(!is_unicode_label(label), "{label}");
        }
    }

    #[test]
    fn a_code_is_the_one_that_a_label_has() {
        assert_eq!(decode("XN--BCHER-KVA").as_deref(), Some("bücher"));
        assert_eq!(encoded_length("bücher"), Some(13));
        // Nothing but ASCII, another code for the same, and nothing at all.
        for label in ["xn--a-", "xn---9uc", "xn--", "xn--99999999", "xn--7a"] {
            assert_eq!(decode(label), None, "{label}");
        }
    }
}
