//! Parameters: where they are, how they are written, and how their text becomes a value.
//!
//! A parameter's text has no types. It is split as its style says, *then* percent-decoded, put together as JSON whose
//! scalars are strings, and handed to the same `Decode` that reads JSON, in which numbers and booleans may come as text
//! there (see [`Reader::text`](crate::json::Reader::text)) and a list of one as its item. Null has no text.
//!
//! Many clients encode the commas that separate, too. Where there is none that is not encoded they are taken for that, if
//! nothing else can be meant: between items that are numbers, dates and the like, and in objects.
//!
//! What is written in a style is read back, but for what the style has no way to say:
//!
//! | style | what it cannot carry |
//! |---|---|
//! | `simple` | in a path, an empty text or list; in a header field, commas within items, spaces around them, and `=` in the names of an exploded object, since nothing is encoded there |
//! | `label` | an empty list where it is exploded: `.` is a list of one empty text; a full stop that is not encoded |
//! | `matrix` | an empty list where it is exploded |
//! | `form` | where it is exploded, empty lists and objects: they are as good as left out; where it is not, a list of one empty text: `name=` is the empty list |
//! | `spaceDelimited` | spaces within items, encoded or not: both `%20` and `+` separate |
//! | `pipeDelimited` | `\|` within items, encoded or not |
//! | `deepObject` | empty lists and objects; in lists, items that are left out; more than 32 names within each other |

mod form;
mod gather;
#[cfg(test)]
mod inverse;
mod known;
mod object;
pub(crate) mod percent;
mod raw;
mod read;
mod split;
mod tree;

pub use self::form::Form;
pub(crate) use self::known::Known;
pub use self::raw::RawParameter;
pub(crate) use self::raw::read_raw;
pub(crate) use self::read::{Found, Source, in_cookies, in_query, read};

pub use crate::validate::ParameterIn;

/// A parameter of an operation, as a `static` of generated code.
///
/// ```
/// use anteroom::Parameter;
///
/// static TOP: Parameter = Parameter::query("top", "#/components/parameters/Top");
/// static TAGS: Parameter = Parameter::query("tags", "#/paths/~1rooms/get/parameters/1").array().explode(false);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parameter {
    /// Its name. Those of header fields are compared without case.
    pub name: &'static str,
    /// Where it is.
    pub location: ParameterIn,
    /// How it is written.
    pub style: Style,
    /// Whether an array is several parameters of the same name, rather than a list in one; and an object one for each
    /// of its members.
    pub explode: bool,
    /// Of an exploded object, the names of the members that are known.
    pub members: &'static [&'static str],
    /// Of an exploded object that takes further members, the names that belong to other parameters.
    pub others: Option<&'static [&'static str]>,
    /// The shape of its value.
    pub shape: Shape,
    /// Whether an empty text is as good as none (`allowEmptyValue`).
    pub allow_empty: bool,
    /// Whether no item of the array can have a comma in it: then commas that are encoded separate items too.
    pub comma_free: bool,
    /// Where the document describes it.
    pub pointer: &'static str,
    /// Where its schema is from there: `/schema`.
    pub schema: &'static str,
}

/// How a parameter is written (OpenAPI, "Style Values"; RFC 6570).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Style {
    /// Comma-separated: path and header fields.
    Simple,
    /// `.value`: path.
    Label,
    /// `;name=value`: path.
    Matrix,
    /// `name=value`: query and cookies.
    Form,
    /// A list whose items are separated by spaces: query. No item can hold one.
    SpaceDelimited,
    /// A list whose items are separated by `|`: query. No item can hold one.
    PipeDelimited,
    /// `name[member]=value`, members of members likewise, and items of lists as `name[list][]=value`, with their
    /// numbers in the brackets, or as often as there are items: query.
    DeepObject,
}

/// The shape of a parameter's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Shape {
    /// A string, a number or a boolean.
    Scalar,
    /// An array of scalars.
    Array,
    /// Any value, whose JSON text it is.
    Json,
    /// An object.
    Object,
    /// An object whose members are parameters of their own, which are left as they are.
    Members,
}

impl Parameter {
    const fn new(
        name: &'static str,
        location: ParameterIn,
        style: Style,
        explode: bool,
        pointer: &'static str,
    ) -> Self {
        Self {
            name,
            location,
            style,
            explode,
            members: &[],
            others: None,
            shape: Shape::Scalar,
            allow_empty: false,
            comma_free: false,
            pointer,
            schema: "/schema",
        }
    }

    /// A parameter in the path, of style `simple`.
    pub const fn path(name: &'static str, pointer: &'static str) -> Self {
        Self::new(name, ParameterIn::Path, Style::Simple, false, pointer)
    }

    /// A query parameter of style `form`, exploded.
    pub const fn query(name: &'static str, pointer: &'static str) -> Self {
        Self::new(name, ParameterIn::Query, Style::Form, true, pointer)
    }

    /// A header field of style `simple`.
    pub const fn header(name: &'static str, pointer: &'static str) -> Self {
        Self::new(name, ParameterIn::Header, Style::Simple, false, pointer)
    }

    /// A cookie of style `form`, exploded.
    pub const fn cookie(name: &'static str, pointer: &'static str) -> Self {
        Self::new(name, ParameterIn::Cookie, Style::Form, true, pointer)
    }

    /// Its value is an array.
    #[must_use]
    pub const fn array(self) -> Self {
        Self {
            shape: Shape::Array,
            ..self
        }
    }

    /// Its value is an object. The names are those of its members: where it is exploded, they are parameters of their
    /// own in the query, or cookies.
    #[must_use]
    pub const fn object(self, members: &'static [&'static str]) -> Self {
        Self {
            shape: Shape::Object,
            members,
            ..self
        }
    }

    /// Where it is exploded, everything else in the query, or each other cookie, is a member of it too, but for those
    /// of these names: they are other parameters.
    #[must_use]
    pub const fn but(self, others: &'static [&'static str]) -> Self {
        Self {
            others: Some(others),
            ..self
        }
    }

    /// Its text is JSON whose schema is at this pointer from its own.
    #[must_use]
    pub const fn json(self, schema: &'static str) -> Self {
        Self {
            shape: Shape::Json,
            schema,
            ..self
        }
    }

    /// Its value is an object whose members are parameters of their own.
    #[must_use]
    pub const fn members(self) -> Self {
        Self {
            shape: Shape::Members,
            ..self
        }
    }

    /// An empty text is as good as none.
    #[must_use]
    pub const fn allow_empty(self) -> Self {
        Self {
            allow_empty: true,
            ..self
        }
    }

    /// No item of the array can have a comma in it.
    #[must_use]
    pub const fn comma_free(self) -> Self {
        Self {
            comma_free: true,
            ..self
        }
    }

    /// Sets whether it is exploded.
    #[must_use]
    pub const fn explode(self, explode: bool) -> Self {
        Self { explode, ..self }
    }

    /// Sets the style.
    #[must_use]
    pub const fn style(self, style: Style) -> Self {
        Self { style, ..self }
    }

    /// Whether the parts of its value are parameters of their own.
    pub(crate) const fn is_scattered(&self) -> bool {
        match self.style {
            Style::DeepObject => true,
            Style::Form => self.explode && matches!(self.shape, Shape::Object),
            _ => false,
        }
    }

    /// Whether a parameter of this name is a member of it.
    fn has_member(&self, name: &str) -> bool {
        let is_other = |others: &[&str]| {
            let owner = name.split_once('[').map_or(name, |(owner, _)| owner);
            others.contains(&name) || others.contains(&owner)
        };
        self.members.contains(&name) || self.others.is_some_and(|others| !is_other(others))
    }
}

impl Style {
    /// What is between the items, if it may be encoded.
    const fn separator(self) -> Option<char> {
        match self {
            Self::SpaceDelimited => Some(' '),
            Self::PipeDelimited => Some('|'),
            _ => None,
        }
    }
}
