//! Patterns that are classes one after the other, as most of documents are: `^[a-z][a-z0-9-]{0,62}$`.
//!
//! An engine that can do everything takes longer to begin with such a text than it takes to read it (bench `in-process`).

use regex_syntax::hir::{Class, Hir, HirKind, Literal, Look};

/// A pattern that is met by looking at each character once: no item of it could take what a later one needs.
pub(super) struct Runs {
    items: Vec<Run>,
    anchored: Anchored,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Anchored {
    /// At the beginning and the end.
    Both,
    /// At the beginning.
    Start,
    /// Nowhere; there is one item then.
    Nowhere,
}

/// So many characters of a class.
#[derive(Clone)]
struct Run {
    class: Set,
    min: usize,
    max: usize,
}

#[derive(Clone, Copy)]
struct Set {
    /// A bit for each character of ASCII.
    ascii: u128,
    /// Whether all other characters are in it; otherwise none is.
    others: bool,
}

impl Runs {
    /// What a pattern is in the syntax of the engine, if it is that simple.
    pub(super) fn of(translated: &str) -> Option<Self> {
        let hir = regex_syntax::parse(translated).ok()?;
        let mut parts = Vec::new();
        flatten(&hir, &mut parts);
        let (anchored, parts) = match parts.as_slice() {
            [first, parts @ .., last] if is(first, Look::Start) && is(last, Look::End) => {
                (Anchored::Both, parts)
            }
            [first, parts @ ..] if is(first, Look::Start) => (Anchored::Start, parts),
            parts => (Anchored::Nowhere, parts),
        };
        let mut items = Vec::new();
        for part in parts {
            Run::add(part, &mut items)?;
        }
        let is_simple = match anchored {
            Anchored::Nowhere => items.len() == 1,
            _ => items.iter().enumerate().all(|(index, run)| {
                let later = items.get(index + 1..).unwrap_or_default();
                run.is_decided(later)
            }),
        };
        is_simple.then_some(Self { items, anchored })
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        let text = text.as_bytes();
        if self.anchored == Anchored::Nowhere {
            return self.items.iter().all(|run| run.is_in(text));
        }
        let mut rest = text;
        for run in &self.items {
            let Some(after) = run.strip(rest) else {
                return false;
            };
            rest = after;
        }
        self.anchored == Anchored::Start || rest.is_empty()
    }
}

impl Run {
    /// Adds what a part of a pattern is, if it is that simple.
    fn add(part: &Hir, items: &mut Vec<Self>) -> Option<()> {
        let mut add = |class, min, max| items.push(Self { class, min, max });
        match part.kind() {
            HirKind::Literal(Literal(bytes)) if bytes.is_ascii() => {
                bytes.iter().for_each(|byte| add(Set::byte(*byte), 1, 1));
            }
            HirKind::Repetition(repeated) => {
                let class = Set::of(&repeated.sub)?;
                let count = |count: u32| usize::try_from(count).ok();
                let max = match repeated.max {
                    Some(max) => count(max)?,
                    None => usize::MAX,
                };
                add(class, count(repeated.min)?, max);
            }
            _ => add(Set::of(part)?, 1, 1),
        }
        Some(())
    }

    /// Whether it may take as many characters as there are: those that follow could not begin with any of them.
    fn is_decided(&self, later: &[Self]) -> bool {
        let needed = later.iter().position(|run| run.min > 0);
        let mut next = later
            .iter()
            .take(needed.map_or(later.len(), |index| index + 1));
        self.min == self.max || next.all(|run| self.class.is_disjoint(run.class))
    }

    /// What follows the characters of the class, if there are enough of them.
    fn strip<'a>(&self, text: &'a [u8]) -> Option<&'a [u8]> {
        let (mut count, mut end) = (0, 0);
        for &byte in text {
            if is_start(byte) {
                if count == self.max || !self.class.has(byte) {
                    break;
                }
                count += 1;
            }
            end += 1;
        }
        if count < self.min {
            return None;
        }
        text.get(end..)
    }

    /// Whether there are enough characters of the class anywhere.
    fn is_in(&self, text: &[u8]) -> bool {
        let mut count = 0;
        self.min == 0
            || text.iter().any(|&byte| {
                if is_start(byte) {
                    count = if self.class.has(byte) { count + 1 } else { 0 };
                }
                count == self.min
            })
    }
}

impl Set {
    const fn byte(byte: u8) -> Self {
        Self {
            ascii: 1 << (byte & 0x7f),
            others: false,
        }
    }

    /// The class that a part is, or the class of its one character.
    fn of(part: &Hir) -> Option<Self> {
        let class = match part.kind() {
            HirKind::Capture(capture) => return Self::of(&capture.sub),
            HirKind::Literal(Literal(bytes)) => {
                return match **bytes {
                    [byte] if byte.is_ascii() => Some(Self::byte(byte)),
                    _ => None,
                };
            }
            HirKind::Class(Class::Unicode(class)) => class,
            _ => return None,
        };
        let (mut ascii, mut others) = (0, false);
        for range in class.ranges() {
            let (start, end) = (range.start(), range.end());
            for byte in (0..=0x7f_u8).filter(|byte| (start..=end).contains(&char::from(*byte))) {
                ascii |= 1 << byte;
            }
            match (start <= '\u{80}', end) {
                (_, '\0'..='\x7f') => {}
                (true, char::MAX) => others = true,
                _ => return None,
            }
        }
        Some(Self { ascii, others })
    }

    const fn is_disjoint(self, other: Self) -> bool {
        self.ascii & other.ascii == 0 && !(self.others && other.others)
    }

    /// Whether it has the character that begins with this byte.
    const fn has(self, byte: u8) -> bool {
        match byte {
            0..=0x7f => self.ascii >> byte & 1 == 1,
            _ => self.others,
        }
    }
}

fn is(part: &Hir, look: Look) -> bool {
    *part.kind() == HirKind::Look(look)
}

/// What stands one after the other; groups are only around it.
fn flatten<'a>(hir: &'a Hir, parts: &mut Vec<&'a Hir>) {
    match hir.kind() {
        HirKind::Empty => {}
        HirKind::Concat(all) => all.iter().for_each(|part| flatten(part, parts)),
        HirKind::Capture(capture) => flatten(&capture.sub, parts),
        _ => parts.push(hir),
    }
}

/// Whether a character of UTF-8 begins with the byte (RFC 3629, section 3).
const fn is_start(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::super::Expression;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn simple_ones_are_known() {
        for (pattern, is_known) in [
            (r"\A[0-9]+\z", true),
            (r"[0-9]{3,64}", true),
            (r"\A[^/]{1,3}/[a-z]*\z", true),
            (r"\A(ab)c?d", true),
            (r"\A\z", true),
            // Who takes the last letter?
            (r"\A[a-z]+[a-f]\z", false),
            (r"\A[a-z]*[0-9]?[a-f]\z", false),
            (r"\A[a-z]{4}[a-f]*\z", true),
            (r"ab", false),
            (r"[0-9]\z", false),
            (r"\A(?:a|bc)\z", false),
            (r"\A[a-zä]\z", false),
            (r"\Aä\z", false),
        ] {
            assert_eq!(Runs::of(pattern).is_some(), is_known, "{pattern}");
        }
    }

    proptest! {
        /// What they are is what the engine says they are.
        #[test]
        fn it_matches_as_the_engine_does(
            start in "(\\\\A)?",
            items in prop::collection::vec("(a|[abc]|[^a]|[^bcä]|[b-z]|\\(c\\)|\\.)(\\?|\\*|\\+|\\{2\\}|\\{1,3\\})?", 0..4),
            end in "(\\\\z)?",
            texts in prop::collection::vec("[abcxä€]{0,8}", 8),
        ) {
            let pattern = format!("{start}{}{end}", items.concat());
            if let Some(runs) = Runs::of(&pattern) {
                let regex = Expression::new(&pattern).unwrap();
                for text in texts {
                    prop_assert_eq!(runs.is_match(&text), regex.is_match(&text), "{} {}", pattern, text);
                }
            }
        }
    }
}
