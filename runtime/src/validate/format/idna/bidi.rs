//! Labels that are written from right to left: RFC 5893.

/// The bidirectional classes that matter for labels, of characters that labels may have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Left,
    /// R and AL.
    Right,
    /// EN
    Number,
    /// AN
    ArabicNumber,
    Mark,
    /// All others.
    Neutral,
}

impl Class {
    fn of(character: char) -> Self {
        match character {
            '0'..='9' | '\u{6f0}'..='\u{6f9}' => Self::Number,
            '\u{660}'..='\u{669}' | '\u{10d30}'..='\u{10d39}' | '\u{10d40}'..='\u{10d49}' => {
                Self::ArabicNumber
            }
            // Marks of the left scripts that are letters to this rule.
            '\u{cbf}' | '\u{cc6}' | '\u{11a07}' | '\u{11a08}' | '\u{11c3f}' => Self::Left,
            _ if super::context::is_nonspacing(character) => Self::Mark,
            // What Unicode keeps for scripts that are written from right to left.
            '\u{590}'..='\u{8ff}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{feff}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}' => Self::Right,
            '-' | '\u{b7}' | '\u{200c}' | '\u{200d}' | '\u{375}' | '\u{30fb}' => Self::Neutral,
            '\u{2b9}' | '\u{2ba}' | '\u{2c6}'..='\u{2cf}' | '\u{2ec}' | '\u{2e2f}' => Self::Neutral,
            '\u{a67f}' | '\u{a717}'..='\u{a71f}' | '\u{a788}' => Self::Neutral,
            _ => Self::Left,
        }
    }

    fn is_right(self) -> bool {
        matches!(self, Self::Right | Self::ArabicNumber)
    }
}

/// Whether all labels of a name keep the rule, which is asked of none where all are written from left to right.
pub(in crate::validate::format) fn is_sound<'a>(
    labels: impl IntoIterator<Item = &'a str> + Clone,
) -> bool {
    let is_right = |label: &str| label.chars().any(|found| Class::of(found).is_right());
    !labels.clone().into_iter().any(is_right) || labels.into_iter().all(keeps_the_rule)
}

/// The conditions of section 2.
fn keeps_the_rule(label: &str) -> bool {
    let classes = || label.chars().map(Class::of);
    let has = |class| classes().any(|found| found == class);
    let has_both_numbers = has(Class::Number) && has(Class::ArabicNumber);
    let last = classes().rev().find(|&class| class != Class::Mark);
    match classes().next() {
        Some(Class::Right) => {
            !has_both_numbers && !has(Class::Left) && last != Some(Class::Neutral)
        }
        Some(Class::Left) => {
            !has(Class::Right)
                && !has(Class::ArabicNumber)
                && matches!(last, Some(Class::Left | Class::Number))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_label_has_one_direction() {
        for labels in [
            &["a", "9", "-"][..],
            &["אב"],
            &["אב", "a9"],
            &["א9"],
            &["ب٣"],
            &["אַ"],
            &["א-ב"],
        ] {
            assert!(is_sound(labels.iter().copied()), "{labels:?}");
        }
        for labels in [
            &["אa"][..],
            &["aא"],
            &["9א"],
            &["אב", "9"],
            &["ب٣9"],
            &["a٣"],
            &["א-"],
            &["אב", "a-"],
        ] {
            assert!(!is_sound(labels.iter().copied()), "{labels:?}");
        }
    }
}
