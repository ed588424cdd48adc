//! From ECMA-262 to the syntax of the engine.
//!
//! The grammar is that of ECMA-262 with the flag `u`; where a pattern is invalid under it but has a plain meaning by
//! its Annex B (an escape of an ordinary letter, a lone brace), that meaning is taken. The output uses only what both
//! sides read alike: groups that capture nothing, explicit classes, and every other character as its code point.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::PatternError;
use super::class::{self, Set};
use super::groups::{self, Groups};

/// Translates a pattern from ECMA-262 to the syntax of the crate `regex`.
///
/// ```
/// use anteroom::validate::pattern::translate;
///
/// assert_eq!(translate(r"^a\/b$").unwrap(), r"^a\x{2F}b$");
/// assert_eq!(translate(r"\d").unwrap(), "[0-9]");
/// ```
///
/// # Errors
///
/// The pattern is no regular expression, or has something that cannot be matched in linear time: look-around and
/// back-references. Whether the engine takes the result, [`check`](super::check) tells.
pub fn translate(source: &str) -> Result<String, PatternError> {
    run(source, Purpose::Linear)
}

/// The same for an engine that backtracks: look-around and back-references are kept.
///
/// ```
/// use anteroom::validate::pattern::translate_backtracking;
///
/// assert_eq!(translate_backtracking(r"^(?!x)(a)\1$").unwrap(), r"^(?!x)(a)(?(1)\1)$");
/// ```
///
/// # Errors
///
/// The pattern is no regular expression.
pub fn translate_backtracking(source: &str) -> Result<String, PatternError> {
    run(source, Purpose::Backtracking)
}

/// Whether a text is a regular expression of ECMA-262 (11th edition) with the flag `u`, without what Annex B adds: the
/// format `regex`. Nothing is compiled, and the time that it takes is in proportion to the length of the text.
///
/// ```
/// use anteroom::validate::pattern::is_expression;
///
/// assert!(is_expression(r"^(?<year>\d{4})-\k<year>(?!0)"));
/// assert!(!is_expression("^(abc]"));
/// assert!(!is_expression(r"\a"));
/// ```
pub fn is_expression(text: &str) -> bool {
    run(text, Purpose::Grammar).is_ok()
}

/// What a pattern is read for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// An engine that takes linear time.
    Linear,
    /// An engine that backtracks.
    Backtracking,
    /// Nobody: the question is whether it is one, to the letter.
    Grammar,
}

fn run(source: &str, purpose: Purpose) -> Result<String, PatternError> {
    let mut translator = Translator {
        source,
        at: 0,
        out: String::new(),
        open: Vec::new(),
        groups: Groups::of(source),
        properties: HashSet::new(),
        repeatable: false,
        purpose,
        dot_all: false,
        around: Vec::new(),
    };
    if translator.is_strict()
        && let Some(offset) = translator.groups.twice
    {
        return syntax("a group name twice", offset);
    }
    while translator.at < source.len() {
        translator.term()?;
        if translator.is_strict() {
            translator.out.clear();
        }
    }
    match translator.open.last() {
        Some(&offset) => Err(PatternError::Syntax {
            problem: "an unclosed group",
            offset,
        }),
        None => Ok(translator.out),
    }
}

/// `\b` of ECMA-262, which knows words of ASCII only, for the engine that backtracks.
const WORD_BOUNDARY: &str =
    "(?:(?<=[0-9A-Za-z_])(?![0-9A-Za-z_])|(?<![0-9A-Za-z_])(?=[0-9A-Za-z_]))";
/// `\B`, the same.
const NO_WORD_BOUNDARY: &str =
    "(?:(?<=[0-9A-Za-z_])(?=[0-9A-Za-z_])|(?<![0-9A-Za-z_])(?![0-9A-Za-z_]))";

/// How deep groups may stand in one another; the engine has a limit too.
const DEEPEST: usize = 200;

/// What begins a group that only looks around.
const AROUND: [(&str, &str); 4] = [
    ("?=", "a look-ahead"),
    ("?!", "a look-ahead"),
    ("?<=", "a look-behind"),
    ("?<!", "a look-behind"),
];

pub(super) struct Translator<'a> {
    source: &'a str,
    at: usize,
    out: String,
    /// Where the open groups began.
    open: Vec<usize>,
    groups: Groups<'a>,
    /// The Unicode properties that were found to exist.
    pub(super) properties: HashSet<String>,
    /// Whether a quantifier may follow.
    repeatable: bool,
    purpose: Purpose,
    /// Whether `.` is every character, here and around each open group.
    dot_all: bool,
    around: Vec<bool>,
}

type Step = Result<(), PatternError>;

impl<'a> Translator<'a> {
    fn term(&mut self) -> Step {
        let start = self.at;
        let Some(character) = self.next() else {
            return Ok(());
        };
        match character {
            '^' | '$' | '|' => self.assertion(character),
            '(' => return self.group(start),
            ')' => {
                let Some(opened) = self.open.pop() else {
                    return syntax("a closing parenthesis without a group", start);
                };
                self.dot_all = self.around.pop().unwrap_or_default();
                self.out.push(')');
                self.repeatable = !(self.is_strict() && self.looks_around(opened));
            }
            '[' => {
                let set = self.class(start)?;
                self.set(&set);
            }
            '.' if self.dot_all => self.set(&class::all()),
            '.' => self.set(&class::dot()),
            '\\' => return self.escape(start),
            '*' | '+' | '?' => return self.quantifier(start, character.encode_utf8(&mut [0; 4])),
            '{' => return self.brace(start),
            ']' | '}' => {
                self.annex_b("a closing bracket without an opening one", start)?;
                self.literal(character);
            }
            other => self.literal(other),
        }
        Ok(())
    }

    /// What only Annex B allows, of which nothing is wanted to the letter.
    pub(super) fn annex_b(&self, problem: &'static str, offset: usize) -> Step {
        if self.is_strict() {
            return syntax(problem, offset);
        }
        Ok(())
    }

    pub(super) fn is_strict(&self) -> bool {
        self.purpose == Purpose::Grammar
    }

    fn backtracks(&self) -> bool {
        self.purpose != Purpose::Linear
    }

    fn assertion(&mut self, character: char) {
        self.out.push(character);
        self.repeatable = false;
    }

    fn literal(&mut self, character: char) {
        push_literal(&mut self.out, character);
        self.repeatable = true;
    }

    fn set(&mut self, set: &Set) {
        set.write(&mut self.out);
        self.repeatable = true;
    }

    /// A group, after its parenthesis. Only an engine that backtracks can make use of what it captures.
    fn group(&mut self, start: usize) -> Step {
        if let Some(flags) = self.flags() {
            return self.flagged(&flags, start);
        }
        let around = AROUND.iter().find(|(mark, _)| self.take(mark));
        let mark = match around {
            Some((mark, _)) if self.backtracks() => mark,
            Some((_, feature)) => return unsupported(feature, start),
            None if self.captures(start)? && self.backtracks() => "",
            None => "?:",
        };
        self.open(mark, start)
    }

    fn open(&mut self, mark: &str, start: usize) -> Step {
        if self.open.len() >= DEEPEST && !self.is_strict() {
            return unsupported("a group in so many others", start);
        }
        self.open.push(start);
        self.around.push(self.dot_all);
        self.out.push('(');
        self.out.push_str(mark);
        self.repeatable = false;
        Ok(())
    }

    /// The flags `i`, `m` and `s` that a group begins with, `?i:`, or that stand alone up to the end of the
    /// group around, `?i)`, which ECMA-262 does not have and others do.
    fn flags(&self) -> Option<String> {
        if self.is_strict() {
            return None;
        }
        let flags = self.rest().strip_prefix('?')?;
        let length = flags.find([':', ')'])?;
        let flags = flags.get(..=length)?;
        let (on, off) = flags
            .get(..length)?
            .split_once('-')
            .unwrap_or((flags.get(..length)?, ""));
        let known = |flag: char| matches!(flag, 'i' | 'm' | 's');
        let fits = on.len() + off.len() > 0 && on.chars().chain(off.chars()).all(known);
        fits.then(|| flags.to_owned())
    }

    fn flagged(&mut self, flags: &str, start: usize) -> Step {
        self.at += 1 + flags.len();
        let is_group = flags.ends_with(':');
        if is_group {
            self.open(&format!("?{flags}"), start)?;
        } else {
            let _ = write!(self.out, "(?{flags}");
            self.repeatable = false;
        }
        let (on, off) = flags.split_once('-').unwrap_or((flags, ""));
        self.dot_all = (self.dot_all || on.contains('s')) && !off.contains('s');
        Ok(())
    }

    fn looks_around(&self, start: usize) -> bool {
        let inside = self.source.get(start + 1..).unwrap_or_default();
        AROUND.iter().any(|(mark, _)| inside.starts_with(mark))
    }

    /// Whether a group that is no look-around captures; reads over its name.
    fn captures(&mut self, start: usize) -> Result<bool, PatternError> {
        if self.take("?<") || (!self.is_strict() && self.take("?P<")) {
            let name = groups::name(self.rest());
            self.at += name.len();
            if name.is_empty() || !self.take(">") {
                return syntax("a wrong group name", start);
            }
            return Ok(true);
        }
        if self.take("?:") {
            return Ok(false);
        }
        if self.rest().starts_with('?') {
            return syntax("a group with flags", start);
        }
        Ok(true)
    }

    /// A brace: a quantifier, or by Annex B itself.
    fn brace(&mut self, start: usize) -> Step {
        match self.bounds() {
            Some((length, least, most)) => {
                if most.is_some_and(|most| most < least) {
                    return syntax("the bounds of a repetition in the wrong order", start);
                }
                let quantifier = self.source.get(start..self.at + length).unwrap_or_default();
                self.at += length;
                self.quantifier(start, quantifier)
            }
            None => {
                self.annex_b("a brace with nothing to repeat", start)?;
                self.literal('{');
                Ok(())
            }
        }
    }

    /// The length and the bounds of `n}`, `n,}` or `n,m}`.
    fn bounds(&self) -> Option<(usize, u64, Option<u64>)> {
        let rest = self.rest();
        // Only as far as there are bounds: a brace may stand there for itself, and the next one too.
        let end = rest.find(|found: char| !found.is_ascii_digit() && found != ',')?;
        let inside = rest.get(..end).filter(|_| rest[end..].starts_with('}'))?;
        let number = |text: &str| {
            let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| text.parse().unwrap_or(u64::MAX))
        };
        let bounds = match inside.split_once(',') {
            None => (number(inside)?, Some(number(inside)?)),
            Some((least, "")) => (number(least)?, None),
            Some((least, most)) => (number(least)?, Some(number(most)?)),
        };
        Some((inside.len() + 1, bounds.0, bounds.1))
    }

    fn quantifier(&mut self, start: usize, quantifier: &str) -> Step {
        if !self.repeatable {
            return syntax("a quantifier with nothing to repeat", start);
        }
        self.out.push_str(quantifier);
        // Whether it is lazy cannot change whether there is a match, but what a look-around captures.
        if self.take("?") && self.backtracks() {
            self.out.push('?');
        }
        self.repeatable = false;
        Ok(())
    }

    /// An escape outside a class, after its backslash.
    fn escape(&mut self, start: usize) -> Step {
        if self.take("b") {
            self.boundary("(?-u:\\b)", WORD_BOUNDARY);
            return Ok(());
        }
        if self.take("B") {
            self.boundary("(?-u:\\B)", NO_WORD_BOUNDARY);
            return Ok(());
        }
        if let Some((length, group)) = self.reference() {
            if !self.backtracks() {
                return unsupported("a back-reference", start);
            }
            self.at += length;
            // A group that has matched nothing yet is empty.
            let _ = write!(self.out, "(?({group})\\{group})");
            self.repeatable = true;
            return Ok(());
        }
        match self.class_escape(start, false)? {
            class::Escape::Character(Some(character)) => self.literal(character),
            class::Escape::Character(None) => self.set(&Set::default()),
            class::Escape::Set(set) => self.set(&set),
        }
        Ok(())
    }

    /// The boundary of a word of ASCII, as either engine writes it.
    fn boundary(&mut self, linear: &str, backtracking: &str) {
        self.out.push_str(if self.backtracks() {
            backtracking
        } else {
            linear
        });
        self.repeatable = false;
    }

    /// The length of a reference to a group, and the group's number. A number that no group has is, by
    /// Annex B, a character; and so is `k` where no group has a name.
    fn reference(&self) -> Option<(usize, usize)> {
        let rest = self.rest();
        if let Some(rest) = rest.strip_prefix("k<") {
            let name = groups::name(rest);
            let number = self.groups.names.get(name)?;
            let closed = rest.get(name.len()..)?.starts_with('>');
            return closed.then_some((name.len() + 3, *number));
        }
        if !rest.starts_with(|digit: char| ('1'..='9').contains(&digit)) {
            return None;
        }
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number = rest.get(..length)?.parse().ok()?;
        (number <= self.groups.count).then_some((length, number))
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let character = self.rest().chars().next()?;
        self.at += character.len_utf8();
        Some(character)
    }

    pub(super) fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    pub(super) fn take(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.at += text.len();
        }
        found
    }

    pub(super) fn skip(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// Goes back by one character of ASCII.
    pub(super) const fn unread(&mut self) {
        self.at = self.at.saturating_sub(1);
    }

    pub(super) const fn offset(&self) -> usize {
        self.at
    }
}

/// Writes a character so that it stands for itself, in a class or outside.
pub(super) fn push_literal(out: &mut String, character: char) {
    if character.is_ascii_alphanumeric() || (!character.is_ascii() && !character.is_control()) {
        out.push(character);
    } else {
        // Writing to a string cannot fail.
        let _ = write!(out, "\\x{{{:X}}}", u32::from(character));
    }
}

pub(super) const fn syntax<T>(problem: &'static str, offset: usize) -> Result<T, PatternError> {
    Err(PatternError::Syntax { problem, offset })
}

pub(super) const fn unsupported<T>(
    feature: &'static str,
    offset: usize,
) -> Result<T, PatternError> {
    Err(PatternError::Unsupported { feature, offset })
}
