//! What is wrong with a value.

use std::fmt;

/// One broken rule. Its texts are kept by the [`Violations`](super::Violations) that it is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Violation<'a> {
    /// Where the value is.
    pub place: Place<'a>,
    /// The keyword that says so, such as `minimum`.
    pub keyword: &'static str,
    /// Where the schema is that has the keyword: a URI reference with a JSON pointer in its fragment, such as
    /// `#/components/schemas/Room/properties/capacity`.
    pub schema: &'a str,
    /// The rule, for people: `must be at least 144`. It never repeats the value.
    pub message: &'a str,
}

impl fmt::Display for Violation<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Body { pointer: "" } => write!(out, "the value {}", self.message),
            place => write!(out, "{place} {}", self.message),
        }
    }
}

/// Where a value is in a request or an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place<'a> {
    /// In the body.
    Body {
        /// The JSON pointer (RFC 6901) of the value; empty for the whole body.
        pointer: &'a str,
    },
    /// In a parameter.
    Parameter {
        /// Where the parameter is.
        location: ParameterIn,
        /// The name of the parameter.
        name: &'a str,
        /// The JSON pointer in the value of the parameter; empty for the whole of it.
        pointer: &'a str,
    },
}

impl<'a> Place<'a> {
    /// The JSON pointer of the value.
    pub const fn pointer(&self) -> &'a str {
        match self {
            Self::Body { pointer } | Self::Parameter { pointer, .. } => pointer,
        }
    }
}

impl fmt::Display for Place<'_> {
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
