//! Segments of a template with literals and parameters in them.

use super::Captures;
use crate::parameter::percent;

/// `prefix {a} between[0] {b} .. suffix`: literals are kept as they stand in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mix {
    prefix: Box<str>,
    /// Between two parameters; never empty strings.
    between: Vec<Box<str>>,
    suffix: Box<str>,
}

impl Mix {
    pub(super) fn new(prefix: &str, between: &[&str], suffix: &str) -> Self {
        let literal = |text: &str| percent::encode_literal(text).into();
        Self {
            prefix: literal(prefix),
            between: between.iter().map(|text| literal(text)).collect(),
            suffix: literal(suffix),
        }
    }

    /// How much literal text there is.
    pub(super) fn weight(&self) -> usize {
        let between = self.between.iter().map(|literal| literal.len());
        self.prefix.len() + self.suffix.len() + between.sum::<usize>()
    }

    /// Whether a segment is one of these; if so, where its parameters stand in the path. `start`: where the segment does.
    pub(super) fn capture(&self, segment: &str, start: usize, captures: &mut Captures) -> bool {
        let mark = captures.len();
        if self.divide(segment, &mut |from, to| {
            captures.push(start + from, to - from)
        }) {
            return true;
        }
        captures.truncate(mark);
        // Literals may be encoded (RFC 3986, section 6.2.2.2), if they are nowhere as they are: the path is split before it
        // is decoded. What is a parameter stays as it came.
        let Some((text, places)) = unencoded(segment) else {
            return false;
        };
        let place = |at: usize| start + places.get(at).copied().unwrap_or(segment.len());
        self.divide(&text, &mut |from, to| {
            captures.push(place(from), place(to) - place(from))
        })
    }

    /// Every parameter takes at least one character, and all but the last as few as possible.
    fn divide(&self, segment: &str, push: &mut dyn FnMut(usize, usize)) -> bool {
        let Some(inner) = segment
            .strip_prefix(&*self.prefix)
            .and_then(|rest| rest.strip_suffix(&*self.suffix))
        else {
            return false;
        };
        let mut at = self.prefix.len();
        let mut rest = inner;
        for literal in &self.between {
            // The first character belongs to the parameter, whatever it is.
            let Some(first) = rest.chars().next().map(char::len_utf8) else {
                return false;
            };
            let found = rest.get(first..).and_then(|rest| rest.find(&**literal));
            let Some(length) = found.map(|found| found + first) else {
                return false;
            };
            push(at, at + length);
            at += length + literal.len();
            rest = rest.get(length + literal.len()..).unwrap_or_default();
        }
        if rest.is_empty() {
            return false;
        }
        push(at, at + rest.len());
        true
    }
}

/// A segment with letters, digits and the like as they are, and for each byte where it stood; `None` where none of them is
/// encoded.
fn unencoded(segment: &str) -> Option<(String, Vec<usize>)> {
    if !segment.contains('%') {
        return None;
    }
    let (mut text, mut places) = (String::new(), Vec::new());
    let (mut at, mut is_changed) = (0, false);
    while let Some(rest) = segment.get(at..).filter(|rest| !rest.is_empty()) {
        let code = rest.strip_prefix('%').and_then(|rest| rest.get(..2));
        let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
        let (letter, length) = match byte.filter(is_plain) {
            Some(byte) => {
                is_changed = true;
                (char::from(byte), 3)
            }
            // The digits of other codes are written in capitals, as those of literals are.
            None if byte.is_some() => {
                let code = code.unwrap_or_default().to_ascii_uppercase();
                is_changed |= rest.get(1..3) != Some(&code);
                text.push('%');
                places.resize(text.len(), at);
                text.push_str(&code);
                places.extend([at + 1, at + 2]);
                at += 3;
                continue;
            }
            None => {
                let letter = rest.chars().next()?;
                (letter, letter.len_utf8())
            }
        };
        text.push(letter);
        places.resize(text.len(), at);
        at += length;
    }
    is_changed.then_some((text, places))
}
