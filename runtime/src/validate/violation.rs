//! What is wrong with a value.

use std::fmt;

/// One broken rule.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Violation {
    /// Where the value is.
    pub place: Place,
    /// The keyword that says so, such as `minimum`.
    pub keyword: &'static str,
    /// Where the schema is that has the keyword: a URI reference with a JSON pointer in its fragment, such as
    /// `#/components/schemas/Room/properties/capacity`.
    pub schema: String,
    /// The rule, for people: `must be at least 144`. It never repeats the value.
    pub message: String,
}

impl Violation {
    /// How many bytes of text it holds.
    fn size(&self) -> usize {
        let place = match &self.place {
            Place::Body { pointer } => pointer.len(),
            Place::Parameter { name, pointer, .. } => name.len() + pointer.len(),
        };
        place + self.keyword.len() + self.schema.len() + self.message.len()
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Body { pointer } if pointer.is_empty() => {
                write!(out, "the value {}", self.message)
            }
            place => write!(out, "{place} {}", self.message),
        }
    }
}

/// Where a value is in a request or an answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// In the body.
    Body {
        /// The JSON pointer (RFC 6901) of the value; empty for the whole body.
        pointer: String,
    },
    /// In a parameter.
    Parameter {
        /// Where the parameter is.
        location: ParameterIn,
        /// The name of the parameter.
        name: String,
        /// The JSON pointer in the value of the parameter; empty for the whole of it.
        pointer: String,
    },
}

impl Place {
    /// The JSON pointer of the value.
    pub fn pointer(&self) -> &str {
        match self {
            Self::Body { pointer } | Self::Parameter { pointer, .. } => pointer,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Body { pointer } => out.write_str(pointer),
            Self::Parameter {
                location,
                name,
                pointer,
            } => write!(out, "{location} parameter {name}{pointer}"),
        }
    }
}

/// The part of a request in which a parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParameterIn {
    /// The path.
    Path,
    /// The query string.
    Query,
    /// A header field.
    Header,
    /// A cookie.
    Cookie,
}

impl ParameterIn {
    /// The word that OpenAPI has for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

impl fmt::Display for ParameterIn {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

/// How much is said about one value at most. A hostile value may break rules a million times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many violations are kept.
    pub count: usize,
    /// How many bytes of text (places, keywords and messages) they have together.
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Violations {
    list: Vec<Violation>,
    bytes: usize,
    truncated: bool,
    limits: Limits,
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
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty() && !self.truncated
    }

    /// Whether there were more than the limits allow.
    pub const fn is_truncated(&self) -> bool {
        self.truncated
    }

    /// The violations in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.list.iter()
    }

    pub(super) fn list_from(&mut self, first: usize) -> Option<&mut [Violation]> {
        self.list.get_mut(first..)
    }

    /// Adds a violation, unless a limit is reached.
    pub fn push(&mut self, violation: Violation) {
        let bytes = self.bytes + violation.size();
        if self.truncated || self.list.len() >= self.limits.count || bytes > self.limits.bytes {
            self.truncated = true;
            return;
        }
        self.bytes = bytes;
        self.list.push(violation);
    }

    /// Adds all violations of another list, as far as the limits of this one allow.
    pub fn append(&mut self, other: Self) {
        let truncated = other.truncated;
        other
            .list
            .into_iter()
            .for_each(|violation| self.push(violation));
        self.truncated |= truncated;
    }

    /// Whether one more would be kept; if not, that there was one more is noted.
    pub(super) fn has_room(&mut self) -> bool {
        self.truncated |= self.list.len() >= self.limits.count;
        !self.truncated
    }

    /// The limits.
    pub const fn limits(&self) -> Limits {
        self.limits
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.list.iter().enumerate() {
            write!(out, "{}{violation}", if index > 0 { "; " } else { "" })?;
        }
        out.write_str(if self.truncated { "; and more" } else { "" })
    }
}

impl std::error::Error for Violations {}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
