//! All that is wrong with a value.

use std::fmt::{self, Write as _};
use std::ops::Range;

use super::{ParameterIn, Place, Violation};

/// How much is said about one value at most. A hostile value may break rules a million times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many violations are kept.
    pub count: usize,
    /// How many bytes of text (places and messages) they have together.
    pub bytes: usize,
}

impl Default for Limits {
    /// 100 violations of together 64 KiB.
    fn default() -> Self {
        Self {
            count: 100,
            bytes: 64 * 1024,
        }
    }
}

/// The violations of a value, in the order in which they were found: that of the text.
///
/// ```
/// use anteroom::validate::{Place, Violation, Violations};
///
/// let mut violations = Violations::new();
/// violations.push(Violation {
///     place: Place::Body { pointer: "/capacity" },
///     keyword: "minimum",
///     schema: "#/components/schemas/Room/properties/capacity",
///     message: "must be at least 1",
/// });
/// let messages: Vec<&str> = violations.iter().map(|violation| violation.message).collect();
/// assert_eq!(messages, ["must be at least 1"]);
/// ```
#[derive(Clone, Default)]
pub struct Violations {
    entries: Vec<Entry>,
    /// The texts of all, one after the other: they come in numbers, and memory for each of its own would be most of
    /// what a refusal costs.
    texts: String,
    truncated: bool,
    limits: Limits,
}

/// One violation: where its texts end that begin at `start`.
#[derive(Clone, Copy)]
struct Entry {
    keyword: &'static str,
    parameter: Option<ParameterIn>,
    start: usize,
    name_end: usize,
    pointer_end: usize,
    schema_end: usize,
    message_end: usize,
}

impl Violations {
    /// An empty list.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty list with other limits.
    pub fn with_limits(limits: Limits) -> Self {
        Self {
            limits,
            ..Self::default()
        }
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty() && !self.truncated
    }

    /// Whether there were more than the limits allow.
    pub const fn is_truncated(&self) -> bool {
        self.truncated
    }

    /// The limits.
    pub const fn limits(&self) -> Limits {
        self.limits
    }

    /// The violations in order.
    pub fn iter(&self) -> Iter<'_> {
        Iter {
            entries: self.entries.iter(),
            texts: &self.texts,
        }
    }

    /// Adds a violation, unless a limit is reached.
    pub fn push(&mut self, violation: Violation<'_>) {
        let parameter = match violation.place {
            Place::Body { .. } => None,
            Place::Parameter { location, name, .. } => Some((location, name)),
        };
        if self.has_room() {
            self.write(
                parameter,
                violation.keyword,
                |texts| texts.push_str(violation.place.pointer()),
                |texts| texts.push_str(violation.schema),
                format_args!("{}", violation.message),
            );
        }
    }

    /// Adds all violations of another list, as far as the limits of this one allow.
    pub fn append(&mut self, other: Self) {
        if self.is_empty() && self.limits == other.limits {
            *self = other;
            return;
        }
        other.iter().for_each(|violation| self.push(violation));
        self.truncated |= other.truncated;
    }

    /// Whether one more would be kept; if not, that there was one more is noted.
    pub(super) fn has_room(&mut self) -> bool {
        self.truncated |= self.entries.len() >= self.limits.count;
        !self.truncated
    }

    /// Adds a violation whose texts are written where they stay, unless they are too long.
    pub(super) fn write(
        &mut self,
        parameter: Option<(ParameterIn, &str)>,
        keyword: &'static str,
        pointer: impl FnOnce(&mut String),
        schema: impl FnOnce(&mut String),
        message: fmt::Arguments<'_>,
    ) {
        if self.entries.is_empty() {
            // What breaks one rule often breaks a few.
            self.entries.reserve(16);
            self.texts.reserve(2048);
        }
        let texts = &mut self.texts;
        let start = texts.len();
        texts.push_str(parameter.map_or("", |(_, name)| name));
        let name_end = texts.len();
        pointer(texts);
        let pointer_end = texts.len();
        schema(texts);
        let schema_end = texts.len();
        match message.as_str() {
            Some(message) => texts.push_str(message),
            // Writing to a string cannot fail.
            None => drop(texts.write_fmt(message)),
        }
        if texts.len() > self.limits.bytes {
            texts.truncate(start);
            self.truncated = true;
            return;
        }
        self.entries.push(Entry {
            keyword,
            parameter: parameter.map(|(location, _)| location),
            start,
            name_end,
            pointer_end,
            schema_end,
            message_end: texts.len(),
        });
    }

    /// Takes the last one back if the same was said of the same place already, by whichever schema.
    pub(super) fn drop_if_known(&mut self) {
        if let Some((last, others)) = self.entries.split_last() {
            let mut others = others.iter().map(|entry| entry.view(&self.texts));
            let last_said = last.view(&self.texts);
            let is_same = |other: Violation<'_>| {
                other.place == last_said.place
                    && other.keyword == last_said.keyword
                    && other.message == last_said.message
            };
            if others.any(is_same) {
                self.texts.truncate(last.start);
                self.entries.pop();
            }
        }
    }

    /// Brings those from `first` on into another order: by a key that is made from where they are.
    pub(super) fn sort_from<K: Ord>(&mut self, first: usize, key: impl Fn(&str) -> K) {
        let texts = &self.texts;
        if let Some(entries) = self.entries.get_mut(first..) {
            entries.sort_by_cached_key(|entry| key(entry.view(texts).place.pointer()));
        }
    }
}

impl Entry {
    fn view<'a>(&self, texts: &'a str) -> Violation<'a> {
        let text = |range: Range<usize>| texts.get(range).unwrap_or_default();
        let pointer = text(self.name_end..self.pointer_end);
        Violation {
            place: match self.parameter {
                None => Place::Body { pointer },
                Some(location) => Place::Parameter {
                    location,
                    name: text(self.start..self.name_end),
                    pointer,
                },
            },
            keyword: self.keyword,
            schema: text(self.pointer_end..self.schema_end),
            message: text(self.schema_end..self.message_end),
        }
    }
}

impl PartialEq for Violations {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter()) && self.truncated == other.truncated
    }
}

impl Eq for Violations {}

impl fmt::Debug for Violations {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_list().entries(self).finish()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.iter().enumerate() {
            write!(out, "{}{violation}", if index > 0 { "; " } else { "" })?;
        }
        out.write_str(if self.truncated { "; and more" } else { "" })
    }
}

impl std::error::Error for Violations {}

/// The violations of [`Violations`] in order.
#[derive(Clone)]
pub struct Iter<'a> {
    entries: std::slice::Iter<'a, Entry>,
    texts: &'a str,
}

impl<'a> Iterator for Iter<'a> {
    type Item = Violation<'a>;

    fn next(&mut self) -> Option<Violation<'a>> {
        self.entries.next().map(|entry| entry.view(self.texts))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.entries.size_hint()
    }
}

impl ExactSizeIterator for Iter<'_> {}

impl fmt::Debug for Iter<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_list().entries(self.clone()).finish()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = Violation<'a>;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violation<'a>(pointer: &'a str, message: &'a str) -> Violation<'a> {
        Violation {
            place: Place::Body { pointer },
            keyword: "minimum",
            schema: "#/s",
            message,
        }
    }

    #[test]
    fn texts_are_given_back_as_they_came() {
        let parameter = Violation {
            place: Place::Parameter {
                location: ParameterIn::Query,
                name: "höhe",
                pointer: "/0",
            },
            ..violation("", "must be at least 1")
        };
        let mut violations = Violations::new();
        let all = [violation("/a~1b", ""), parameter, violation("", "no")];
        all.into_iter().for_each(|one| violations.push(one));
        assert!(violations.iter().eq(all));
        assert_eq!(
            violations.to_string(),
            "/a~1b ; query parameter höhe/0 must be at least 1; the value no"
        );
        violations.sort_from(1, str::len);
        assert!(violations.iter().eq([all[0], all[2], all[1]]));
    }

    #[test]
    fn what_is_too_much_is_left_out_whole() {
        let mut violations = Violations::with_limits(Limits {
            count: 3,
            bytes: 20,
        });
        violations.push(violation("/a", "0123456789"));
        assert!(!violations.is_truncated());
        violations.push(violation("/b", "0123456789"));
        violations.push(violation("", ""));
        assert_eq!(
            (violations.len(), violations.is_truncated()),
            (1, true),
            "{violations}"
        );
        assert_eq!(violations.to_string(), "/a 0123456789; and more");
    }

    #[test]
    fn one_that_is_known_is_taken_back() {
        let mut violations = Violations::new();
        for (pointer, message) in [("/a", "x"), ("/b", "x"), ("/a", "y"), ("/a", "x")] {
            violations.push(violation(pointer, message));
            violations.drop_if_known();
        }
        violations.push(violation("/c", "x"));
        assert_eq!(violations.to_string(), "/a x; /b x; /a y; /c x");
    }

    #[test]
    fn lists_are_joined_within_the_limits_of_the_first() {
        let mut one = Violations::with_limits(Limits {
            count: 1,
            bytes: 100,
        });
        let mut other = Violations::new();
        other.push(violation("/a", "x"));
        other.push(violation("/b", "x"));
        one.append(other.clone());
        assert_eq!(one.to_string(), "/a x; and more");
        let mut whole = Violations::new();
        whole.append(other.clone());
        assert_eq!(whole, other);
    }
}
