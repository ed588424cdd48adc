//! The vocabulary in which the objects of the specification are described; the descriptions
//! themselves are in [`super::objects`] and [`super::schema`].

use super::Version;

/// The objects of the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    OpenApi,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Components,
    Paths,
    PathItem,
    Operation,
    ExternalDocs,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Responses,
    Response,
    Callback,
    Example,
    Link,
    Header,
    Tag,
    Schema,
    Discriminator,
    Xml,
    SecurityScheme,
    OAuthFlows,
    OAuthFlow,
    SecurityRequirement,
}

/// What a field takes.
#[derive(Debug)]
pub(crate) enum Value {
    Text,
    /// Text that often lacks its quotes: a version `1.0`, a port as the default of a variable.
    LooseText,
    Flag,
    Number,
    /// An integer that is not negative.
    Count,
    Any,
    Word(&'static [&'static str]),
    Object(Kind),
    /// An object or a reference to one.
    Referable(Kind),
    /// A schema or a boolean; in 3.0 only where the specification names booleans too.
    SchemaOrFlag,
    List(&'static Value),
    /// A list that says nothing if it is empty.
    NonEmpty(&'static Value),
    /// `items` of a schema: one schema, or as it was before 2020-12, a list of them.
    Items,
    Map(&'static Value),
    /// Named components: the names have a character set of their own.
    Components(&'static Value),
    /// Examples with names.
    Examples,
    /// `type` of 3.1: one name or several.
    Types,
    /// A reference's text. Resolving it says more about it than the grammar could.
    Reference,
    /// `required` of a schema: a list of names. Many write the flag of older JSON Schema.
    Required,
    /// `exclusiveMinimum` and `exclusiveMaximum`: a flag in 3.0, a number in 3.1.
    Exclusive,
}

impl Value {
    /// Whether an object with `$ref` can only stand for something else here: the specification has no
    /// references here, and what it has instead has no such field.
    pub(super) fn has_stand_ins(&self) -> bool {
        match self {
            Self::Any | Self::Reference | Self::Referable(_) | Self::SchemaOrFlag | Self::Items => {
                false
            }
            Self::Map(entry) => !matches!(entry, Self::Any),
            _ => true,
        }
    }

    /// What belongs here, as messages say it.
    pub(crate) fn describe(&self) -> &'static str {
        match self {
            Self::Object(kind) | Self::Referable(kind) => kind.name(),
            Self::SchemaOrFlag | Self::Items => Kind::Schema.name(),
            Self::List(_) | Self::NonEmpty(_) | Self::Required => "a list",
            Self::Map(_) | Self::Components(_) => "a group of entries",
            Self::Number | Self::Count | Self::Exclusive => "a number",
            Self::Flag => "`true` or `false`",
            _ => "a text",
        }
    }
}

/// A field of an object.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) value: Value,
    pub(super) required: Required,
    pub(super) versions: Versions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Required {
    No,
    Yes,
    /// In 3.0 only.
    Until31,
    /// Asked for by the specification, left out by many, needed by nobody.
    Wanted,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Versions {
    All,
    /// In 3.0 it is read as if it were there: what is meant is plain.
    Since31,
    /// In 3.0 it has no effect.
    Only31,
    /// In 3.1 it is read as in 3.0.
    Until31,
}

/// What an object may contain besides its named fields.
#[derive(Debug)]
pub(super) enum Rest {
    /// Nothing.
    Refused,
    /// Anything, but a name that looks like a slip is pointed out: JSON Schema.
    Doubted,
    /// Entries with names of the author's choice.
    Entries(Value),
    /// Paths: entries whose names start with `/`.
    Paths(Value),
}

/// Which fields an object has.
#[derive(Debug)]
pub(crate) struct Grammar {
    /// The object's name with its article, as messages use it.
    pub(super) name: &'static str,
    pub(super) fields: &'static [Field],
    pub(super) rest: Rest,
}

impl Grammar {
    pub(super) const fn new(name: &'static str, fields: &'static [Field]) -> Self {
        Self {
            name,
            fields,
            rest: Rest::Refused,
        }
    }

    pub(super) const fn entries(name: &'static str, rest: Rest) -> Self {
        Self {
            name,
            fields: &[],
            rest,
        }
    }

    pub(super) const fn with(name: &'static str, fields: &'static [Field], rest: Rest) -> Self {
        Self { name, fields, rest }
    }

    pub(super) fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

pub(super) const fn field(name: &'static str, value: Value) -> Field {
    Field {
        name,
        value,
        required: Required::No,
        versions: Versions::All,
    }
}

impl Field {
    pub(super) const fn required(mut self) -> Self {
        self.required = Required::Yes;
        self
    }

    pub(super) const fn required_until_3_1(mut self) -> Self {
        self.required = Required::Until31;
        self
    }

    pub(super) const fn wanted(mut self) -> Self {
        self.required = Required::Wanted;
        self
    }

    pub(super) const fn since_3_1(mut self) -> Self {
        self.versions = Versions::Since31;
        self
    }

    pub(super) const fn only_3_1(mut self) -> Self {
        self.versions = Versions::Only31;
        self
    }

    pub(super) const fn until_3_1(mut self) -> Self {
        self.versions = Versions::Until31;
        self
    }

    /// Whether a version of the specification has the field.
    pub(crate) fn is_in(&self, version: Version) -> bool {
        match self.versions {
            Versions::All => true,
            Versions::Since31 | Versions::Only31 => version >= Version::V3_1,
            Versions::Until31 => version < Version::V3_1,
        }
    }

    /// Whether the specification insists on the field.
    pub(crate) fn is_required(&self, version: Version) -> bool {
        match self.required {
            Required::No | Required::Wanted => false,
            Required::Yes => true,
            Required::Until31 => version < Version::V3_1,
        }
    }
}
