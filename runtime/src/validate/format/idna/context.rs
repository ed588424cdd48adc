//! Characters that labels may have in some places only: RFC 5892, appendix A.

use std::sync::LazyLock;

use unicode_normalization::char::canonical_combining_class;

use super::{is_match, joining};
use crate::validate::pattern::Expression;

const NON_JOINER: char = '\u{200c}';
const JOINER: char = '\u{200d}';
/// The canonical combining class of what joins consonants.
const VIRAMA: u8 = 9;

/// Where a middle dot, a Greek numeral sign or a Hebrew mark stands wrong: A.3 to A.6.
static MISPLACED: LazyLock<Option<Expression>> = LazyLock::new(|| {
    let middle_dot = r"(?:\A|[^l])\u{B7}|\u{B7}(?:[^l]|\z)";
    let keraia = r"\u{375}(?:\P{Greek}|\z)";
    let geresh = r"(?:\A|\P{Hebrew})[\u{5F3}\u{5F4}]";
    Expression::new(&format!("{middle_dot}|{keraia}|{geresh}")).ok()
});

/// What a katakana middle dot needs somewhere in the label: A.7.
static KANA_OR_HAN: LazyLock<Option<Expression>> =
    LazyLock::new(|| Expression::new(r"[\p{Hiragana}\p{Katakana}\p{Han}]").ok());

static MARK: LazyLock<Option<Expression>> = LazyLock::new(|| Expression::new(r"\A\p{M}\z").ok());

static NONSPACING: LazyLock<Option<Expression>> =
    LazyLock::new(|| Expression::new(r"\A\p{Mn}\z").ok());

/// Whether a character combines with the one before it.
pub(super) fn is_mark(character: char) -> bool {
    !character.is_ascii() && is_match(&MARK, character.encode_utf8(&mut [0; 4]))
}

/// Whether it does so without taking room.
pub(super) fn is_nonspacing(character: char) -> bool {
    !character.is_ascii() && is_match(&NONSPACING, character.encode_utf8(&mut [0; 4]))
}

/// Whether every character of a label stands where it may.
pub(super) fn is_sound(label: &str) -> bool {
    let has = |first, last| label.contains(|found| (first..=last).contains(&found));
    let has_both_digits = has('\u{660}', '\u{669}') && has('\u{6f0}', '\u{6f9}');
    let is_dot_alone = label.contains('\u{30fb}') && !is_match(&KANA_OR_HAN, label);
    !has_both_digits && !is_dot_alone && !is_match(&MISPLACED, label) && are_joined(label)
}

/// A.1 and A.2: a joiner follows a virama; a non-joiner may also stand between letters that would join.
fn are_joined(label: &str) -> bool {
    label.char_indices().all(|(at, character)| {
        let before = label.get(..at).unwrap_or_default();
        let after = label.get(at + character.len_utf8()..).unwrap_or_default();
        let is_after_virama = || {
            before
                .chars()
                .next_back()
                .is_some_and(|last| canonical_combining_class(last) == VIRAMA)
        };
        match character {
            JOINER => is_after_virama(),
            NON_JOINER => is_after_virama() || joining::would_join(before, after),
            _ => true,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_decide() {
        for label in [
            "l·l",
            "α͵β",
            "א׳",
            "א״ב",
            "・ア",
            "中・",
            "٠١",
            "۰۱",
            "क्\u{200d}ष",
            "क्\u{200c}",
            "بي\u{200c}بي",
        ] {
            assert!(is_sound(label), "{label}");
        }
        for label in [
            "·l",
            "l·",
            "a·l",
            "l·a",
            "l·l·",
            "͵",
            "α͵",
            "α͵s",
            "׳א",
            "a׳",
            "a״",
            "・",
            "a・b",
            "٠۰",
            "क\u{200d}ष",
            "\u{200d}",
            "a\u{200c}b",
            "क्\u{200c}ष\u{200c}",
            "بي\u{200c}",
        ] {
            assert!(!is_sound(label), "{label}");
        }
    }
}
