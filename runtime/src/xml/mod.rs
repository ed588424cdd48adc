//! Values as XML (XML 1.0), by the `xml` hints of a document (OpenAPI, "XML Object").
//!
//! Generated code has a table for each type that is sent or received as XML. A request becomes the JSON text that the
//! type is read from, as parameters do; an answer is written from the JSON that the type is.
//!
//! ```
//! use anteroom::xml::{Field, Object, Tag, Value, Xml};
//!
//! // <room id="7"><name>Blue</name><tags><tag>a</tag><tag>b</tag></tags></room>
//! static ROOM: Object = Object::new(&[
//!     Field::attribute("id", Tag::new("id"), Value::Token),
//!     Field::element("name", Tag::new("name"), Value::Text),
//!     Field::list("tags", Tag::new("tag"), Value::Text).wrapped(Tag::new("tags")),
//! ]);
//! const BODY: Xml = Xml::new(Tag::new("room"), Value::Object(&ROOM));
//! # let _ = BODY;
//! ```
//!
//! Elements and attributes are known by their local names; namespaces are written, but not compared. Documents with a
//! `DOCTYPE` are refused, so there are no entities but those of XML itself.

mod parse;
mod read;
mod scopes;
mod tree;
mod write;

pub(crate) use self::read::{Fault, to_json};
pub(crate) use self::write::to_xml;

/// The namespace of `nil`, which says that an element is null (XML Schema, part 1, section 2.6.2).
pub(crate) const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// A value that is the root of a document.
#[derive(Clone, Copy, Debug)]
pub struct Xml {
    pub(crate) tag: Tag,
    pub(crate) value: Value,
}

impl Xml {
    /// A root element and what is in it.
    pub const fn new(tag: Tag, value: Value) -> Self {
        Self { tag, value }
    }
}

/// What an element or attribute is called.
#[derive(Clone, Copy, Debug)]
pub struct Tag {
    pub(crate) name: &'static str,
    pub(crate) prefix: Option<&'static str>,
    pub(crate) namespace: Option<&'static str>,
}

impl Tag {
    /// A name without prefix and namespace.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            prefix: None,
            namespace: None,
        }
    }

    /// Is written with a prefix.
    #[must_use]
    pub const fn prefix(self, prefix: &'static str) -> Self {
        Self {
            prefix: Some(prefix),
            ..self
        }
    }

    /// Declares a namespace, by its URI.
    #[must_use]
    pub const fn namespace(self, uri: &'static str) -> Self {
        Self {
            namespace: Some(uri),
            ..self
        }
    }
}

/// What an element has in it.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// A text, as it stands.
    Text,
    /// A number or another word, whatever space is around it.
    Token,
    /// An object.
    Object(&'static Object),
    /// A list, each item being an element.
    List(&'static Items),
    /// Anything: a text where there are no attributes and elements, an object otherwise.
    Any,
}

/// The items of a list.
#[derive(Clone, Copy, Debug)]
pub struct Items {
    pub(crate) tag: Tag,
    pub(crate) value: Value,
}

impl Items {
    /// What each item is called, and what is in it.
    pub const fn new(tag: Tag, value: Value) -> Self {
        Self { tag, value }
    }
}

/// The properties of an object.
#[derive(Clone, Copy, Debug)]
pub struct Object {
    pub(crate) fields: &'static [Field],
    pub(crate) others: Value,
    pub(crate) closed: bool,
}

impl Object {
    /// An object with these properties; others are anything.
    pub const fn new(fields: &'static [Field]) -> Self {
        Self {
            fields,
            others: Value::Any,
            closed: false,
        }
    }

    /// There are no others: what is no property is not read over.
    #[must_use]
    pub const fn closed(self) -> Self {
        Self {
            closed: true,
            ..self
        }
    }

    /// What properties with other names are.
    #[must_use]
    pub const fn others(self, value: Value) -> Self {
        Self {
            others: value,
            ..self
        }
    }
}

/// A property of an object.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    pub(crate) property: &'static str,
    pub(crate) tag: Tag,
    pub(crate) place: Place,
    pub(crate) value: Value,
    pub(crate) required: bool,
}

/// Where a property stands.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    Element,
    Attribute,
    /// One element for each item, perhaps within another one.
    List(Option<Tag>),
}

impl Field {
    /// A property that is an element.
    pub const fn element(property: &'static str, tag: Tag, value: Value) -> Self {
        Self {
            property,
            tag,
            place: Place::Element,
            value,
            required: false,
        }
    }

    /// A property that is an attribute.
    pub const fn attribute(property: &'static str, tag: Tag, value: Value) -> Self {
        Self {
            place: Place::Attribute,
            ..Self::element(property, tag, value)
        }
    }

    /// A property that is a list, with an element of this name for each item.
    pub const fn list(property: &'static str, tag: Tag, value: Value) -> Self {
        Self {
            place: Place::List(None),
            ..Self::element(property, tag, value)
        }
    }

    /// The items stand in an element of their own.
    #[must_use]
    pub const fn wrapped(self, tag: Tag) -> Self {
        Self {
            place: Place::List(Some(tag)),
            ..self
        }
    }

    /// The property must be there: a list of which there are no elements is empty.
    #[must_use]
    pub const fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }
}
