//! Schemas as the document writes them, for rules that no type holds.

use anteroom::validate::Format;

use crate::source::Place;

/// The index of a schema in [`Schemas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct SchemaId(pub(crate) usize);

/// All written schemas: those that the types name, and those that stand in another one.
#[derive(Debug, Default)]
pub(crate) struct Schemas {
    all: Vec<Schema>,
}

impl Schemas {
    pub(crate) fn new(all: Vec<Schema>) -> Self {
        Self { all }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (SchemaId, &Schema)> {
        let all = self.all.iter().enumerate();
        all.map(|(index, schema)| (SchemaId(index), schema))
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }
}

impl std::ops::Index<SchemaId> for Schemas {
    type Output = Schema;

    fn index(&self, id: SchemaId) -> &Schema {
        &self.all[id.0]
    }
}

/// One schema.
#[derive(Clone, Debug)]
pub(crate) struct Schema {
    pub(crate) place: Place,
    /// What it is called, if a reference leads to it.
    pub(crate) label: Option<String>,
    /// `false` for the schema that no value matches.
    pub(crate) holds: bool,
    /// Whether null, which the types beside it would allow, is refused by it alone.
    pub(crate) tells_of_null: bool,
    /// In the order of the document.
    pub(crate) keywords: Vec<Keyword>,
}

/// A keyword of JSON Schema 2020-12 and what it says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Keyword {
    pub(crate) name: &'static str,
    pub(crate) value: KeywordValue,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum KeywordValue {
    /// Names of types, null among them.
    Types(Vec<&'static str>),
    /// A JSON text.
    Json(String),
    /// JSON texts.
    Jsons(Vec<String>),
    /// Names of properties.
    Names(Vec<String>),
    /// Names of properties, by the property that needs them.
    Dependent(Vec<(String, Vec<String>)>),
    /// The decimal text of the document.
    Decimal(String),
    Count(u64),
    Flag,
    /// An ECMA-262 regular expression, unanchored.
    Pattern(String),
    Format(Format),
    Schema(SchemaId),
    Schemas(Vec<SchemaId>),
    /// Schemas by name.
    Named(Vec<(String, SchemaId)>),
    /// Schemas by pattern.
    Patterned(Vec<(String, SchemaId)>),
}
