//! Character classes, and the escapes that stand for characters and sets of them.

use super::PatternError;
use super::translate::{Translator, push_literal, syntax};

/// A set of characters.
#[derive(Default)]
pub(super) struct Set {
    negated: bool,
    ranges: Vec<(char, char)>,
    /// Sets in the engine's own syntax.
    nested: Vec<String>,
}

/// What an escape stands for.
pub(super) enum Escape {
    /// A character; `None` for half of a surrogate pair, which no text has.
    Character(Option<char>),
    /// A set of them.
    Set(Set),
}

/// The white space and line ends of ECMA-262.
const SPACE: &[(char, char)] = &[
    ('\t', '\r'),
    (' ', ' '),
    ('\u{a0}', '\u{a0}'),
    ('\u{1680}', '\u{1680}'),
    ('\u{2000}', '\u{200a}'),
    ('\u{2028}', '\u{2029}'),
    ('\u{202f}', '\u{202f}'),
    ('\u{205f}', '\u{205f}'),
    ('\u{3000}', '\u{3000}'),
    ('\u{feff}', '\u{feff}'),
];
const WORD: &[(char, char)] = &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];
const DIGIT: &[(char, char)] = &[('0', '9')];
/// What an escape takes its meaning from, so that it stands for itself.
const SYNTAX: &str = "^$\\.*+?()[]{}|/";
const LINE_ENDS: &[(char, char)] = &[('\n', '\n'), ('\r', '\r'), ('\u{2028}', '\u{2029}')];

/// What a dot matches: all but line ends.
pub(super) fn dot() -> Set {
    Set::of(LINE_ENDS, true)
}

/// Every character.
pub(super) fn all() -> Set {
    Set::of(&[], true)
}

impl Set {
    fn of(ranges: &[(char, char)], negated: bool) -> Self {
        Self {
            negated,
            ranges: ranges.to_vec(),
            nested: Vec::new(),
        }
    }

    fn add(&mut self, other: &Self) {
        if other.negated || !other.nested.is_empty() {
            let mut written = String::new();
            other.write(&mut written);
            self.nested.push(written);
        } else {
            self.ranges.extend_from_slice(&other.ranges);
        }
    }

    pub(super) fn write(&self, out: &mut String) {
        if self.ranges.is_empty() && self.nested.is_empty() {
            // The empty set and the full one: the engine has no brackets for them.
            out.push_str(if self.negated { "(?s:.)" } else { "[a&&b]" });
            return;
        }
        out.push_str(if self.negated { "[^" } else { "[" });
        for &(first, last) in &self.ranges {
            push_literal(out, first);
            if last > first {
                out.push('-');
                push_literal(out, last);
            }
        }
        self.nested.iter().for_each(|set| out.push_str(set));
        out.push(']');
    }
}

impl Translator<'_> {
    /// A class, after its bracket.
    pub(super) fn class(&mut self, start: usize) -> Result<Set, PatternError> {
        let mut set = Set {
            negated: self.take("^"),
            ..Set::default()
        };
        loop {
            if self.take("]") {
                return Ok(set);
            }
            if self.is_strict() {
                set = Set::default();
            }
            let from = self.offset();
            let first = self.class_atom(start)?;
            if !self.rest().starts_with('-') || self.rest().starts_with("-]") {
                add_atom(&mut set, first);
                continue;
            }
            self.skip(1);
            let last = self.class_atom(start)?;
            match (first, last) {
                (Atom::Code(first), Atom::Code(last)) if first <= last => {
                    add_range(&mut set, first, last)
                }
                (Atom::Code(_), Atom::Code(_)) => {
                    return syntax("the ends of a range in the wrong order", from);
                }
                // By Annex B a dash beside a set is a dash.
                (first, last) => {
                    self.annex_b("a range from or to a set", from)?;
                    add_atom(&mut set, first);
                    add_atom(&mut set, Atom::Code('-'.into()));
                    add_atom(&mut set, last);
                }
            }
        }
    }

    fn class_atom(&mut self, start: usize) -> Result<Atom, PatternError> {
        let at = self.offset();
        match self.next() {
            None => syntax("an unclosed character class", start),
            Some('\\') => self.class_code_or_set(at),
            Some(other) => Ok(Atom::Code(other.into())),
        }
    }

    fn class_code_or_set(&mut self, at: usize) -> Result<Atom, PatternError> {
        if self.take("b") {
            return Ok(Atom::Code(8));
        }
        if let Some(code) = self.unicode_code(at)? {
            return Ok(Atom::Code(code));
        }
        Ok(match self.class_escape(at, true)? {
            Escape::Character(Some(character)) => Atom::Code(character.into()),
            Escape::Character(None) => Atom::Set(Set::default()),
            Escape::Set(set) => Atom::Set(set),
        })
    }

    /// An escape that means the same in a class and outside (nearly so: `in_class`), after its backslash.
    pub(super) fn class_escape(
        &mut self,
        start: usize,
        in_class: bool,
    ) -> Result<Escape, PatternError> {
        if let Some(code) = self.unicode_code(start)? {
            return Ok(Escape::Character(char::from_u32(code)));
        }
        let Some(letter) = self.next() else {
            return syntax("a backslash at the end", start);
        };
        let set = |ranges, negated| Ok(Escape::Set(Set::of(ranges, negated)));
        let character = match letter {
            'd' | 'D' => return set(DIGIT, letter == 'D'),
            'w' | 'W' => return set(WORD, letter == 'W'),
            's' | 'S' => return set(SPACE, letter == 'S'),
            'p' | 'P' if self.rest().starts_with('{') => return self.property(start, letter),
            't' => '\t',
            'n' => '\n',
            'v' => '\u{b}',
            'f' => '\u{c}',
            'r' => '\r',
            'c' => return Ok(Escape::Character(Some(self.control(start, in_class)?))),
            '0' if !self.rest().starts_with(|next: char| next.is_ascii_digit()) => '\0',
            '0'..='7' => {
                self.annex_b("a character by its octal code", start)?;
                self.octal(letter)
            }
            other if SYNTAX.contains(other) || (other == '-' && in_class) => other,
            other => {
                self.annex_b("an escape that means nothing", start)?;
                other
            }
        };
        Ok(Escape::Character(Some(character)))
    }

    /// `\cJ`, after the `c`. Without a letter it is, by Annex B, a backslash, and the `c` is read again.
    fn control(&mut self, start: usize, in_class: bool) -> Result<char, PatternError> {
        let letter = self.rest().bytes().next();
        if !letter.is_some_and(|letter| letter.is_ascii_alphabetic()) {
            self.annex_b("a control character without its letter", start)?;
        }
        Ok(match letter {
            Some(letter)
                if letter.is_ascii_alphabetic()
                    || (in_class && (letter.is_ascii_digit() || letter == b'_')) =>
            {
                self.skip(1);
                char::from(letter % 32)
            }
            _ => {
                self.unread();
                '\\'
            }
        })
    }

    /// A character by its octal code, as Annex B has it; `\0` is the one that all have.
    fn octal(&mut self, first: char) -> char {
        let mut code = first.to_digit(8).unwrap_or_default();
        let most = if code < 4 { 2 } else { 1 };
        for _ in 0..most {
            let Some(digit) = self
                .rest()
                .chars()
                .next()
                .and_then(|digit| digit.to_digit(8))
            else {
                break;
            };
            code = code * 8 + digit;
            self.skip(1);
        }
        char::from_u32(code).unwrap_or_default()
    }

    /// `\p{..}`, after the `p`. The engine knows the same names.
    fn property(&mut self, start: usize, letter: char) -> Result<Escape, PatternError> {
        let Some((inside, _)) = self.rest().get(1..).and_then(|rest| rest.split_once('}')) else {
            return syntax("an unclosed Unicode property", start);
        };
        let is_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'=');
        if inside.is_empty() || !inside.bytes().all(is_word) {
            return syntax("a wrong Unicode property", start);
        }
        self.skip(inside.len() + 2);
        if self.is_strict() && !self.is_property(inside) {
            return syntax("an unknown Unicode property", start);
        }
        Ok(Escape::Set(Set {
            nested: vec![format!("\\{letter}{{{inside}}}")],
            ..Set::default()
        }))
    }

    /// Whether a Unicode property exists; what one costs to look up is paid once for all the ways to write it.
    fn is_property(&mut self, name: &str) -> bool {
        let plain = name.replace('_', "").to_ascii_lowercase();
        if self.properties.contains(&plain) {
            return true;
        }
        let exists = regex_syntax::parse(&format!("\\p{{{name}}}")).is_ok();
        if exists {
            self.properties.insert(plain);
        }
        exists
    }

    /// The code of `\xHH`, `\uHHHH` (also two of them, for a surrogate pair) or `\u{..}`, after the backslash.
    fn unicode_code(&mut self, start: usize) -> Result<Option<u32>, PatternError> {
        let rest = self.rest();
        if let Some(inside) = rest
            .strip_prefix("u{")
            .and_then(|rest| rest.split_once('}'))
        {
            let code = u32::from_str_radix(inside.0, 16)
                .ok()
                .filter(|&code| code <= 0x10_ffff);
            let is_hex = inside.0.bytes().all(|byte| byte.is_ascii_hexdigit());
            // Without the flag `u` this would be a repeated letter, which nobody means.
            let Some(code) = code.filter(|_| is_hex) else {
                return syntax("a wrong code point", start);
            };
            self.skip(inside.0.len() + 3);
            return Ok(Some(code));
        }
        if let Some(code) = rest.strip_prefix('x').and_then(|rest| hex(rest, 2)) {
            self.skip(3);
            return Ok(Some(code));
        }
        let Some(code) = rest.strip_prefix('u').and_then(|rest| hex(rest, 4)) else {
            return Ok(None);
        };
        self.skip(5);
        let low = self
            .rest()
            .strip_prefix("\\u")
            .and_then(|rest| hex(rest, 4));
        match low {
            Some(low) if (0xd800..0xdc00).contains(&code) && (0xdc00..0xe000).contains(&low) => {
                self.skip(6);
                Ok(Some(0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00)))
            }
            _ => Ok(Some(code)),
        }
    }
}

/// One member of a class.
enum Atom {
    /// A code point; it may be half of a surrogate pair, which matters as the end of a range.
    Code(u32),
    Set(Set),
}

fn add_atom(set: &mut Set, atom: Atom) {
    match atom {
        Atom::Code(code) => add_range(set, code, code),
        Atom::Set(other) => set.add(&other),
    }
}

/// Adds a range without the halves of surrogate pairs, which no text has.
fn add_range(set: &mut Set, first: u32, last: u32) {
    for (first, last) in [(first, last.min(0xd7ff)), (first.max(0xe000), last)] {
        if let (Some(first), Some(last), true) =
            (char::from_u32(first), char::from_u32(last), first <= last)
        {
            set.ranges.push((first, last));
        }
    }
}

fn hex(text: &str, digits: usize) -> Option<u32> {
    let digits = text.get(..digits)?;
    digits
        .bytes()
        .all(|byte| byte.is_ascii_hexdigit())
        .then(|| u32::from_str_radix(digits, 16).ok())?
}
