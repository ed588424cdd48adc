//! Schemas by chance.

use arbitrary::Arbitrary;
use serde_json::{Map, Value, json};

use super::{Name, reference};

#[derive(Arbitrary, Debug)]
pub(crate) enum Schema {
    Anything(bool),
    Component(Name),
    /// `$ref` to a place within a component.
    Inside(Name, Vec<Step>),
    Keywords(Vec<Keyword>),
}

/// A step on the way to a schema.
#[derive(Arbitrary, Debug)]
pub(crate) enum Step {
    Property(Name),
    Items,
    AllOf(u8),
    OneOf(u8),
    Values,
}

#[derive(Arbitrary, Debug)]
pub(crate) enum Keyword {
    Type(Type),
    Types(Vec<Type>),
    Nullable(bool),
    Enum(Vec<Scalar>),
    Const(Scalar),
    Default(Scalar),
    Example(Scalar),
    Format(Format),
    Count(Count, u64),
    Bound(Bound, i64),
    Fraction(Bound, f64),
    Exclusive(Bound, bool),
    Pattern(String),
    UniqueItems(bool),
    Items(Box<Schema>),
    PrefixItems(Vec<Schema>),
    Contains(Box<Schema>),
    Properties(Vec<(Name, Schema)>),
    PatternProperties(Vec<(String, Schema)>),
    Required(Vec<Name>),
    AdditionalProperties(Box<Schema>),
    UnevaluatedProperties(Box<Schema>),
    PropertyNames(Box<Schema>),
    DependentSchemas(Vec<(Name, Schema)>),
    AllOf(Vec<Schema>),
    OneOf(Vec<Schema>),
    AnyOf(Vec<Schema>),
    Not(Box<Schema>),
    If(Box<Schema>, Box<Schema>, Box<Schema>),
    Discriminator(Name, Vec<(Name, Name)>),
    ReadOnly(bool),
    Title(String),
    Description(String),
    Reference(Name),
    Id(Name),
    Anchor(Name),
    RustType(Name),
}

#[derive(Arbitrary, Clone, Copy, Debug)]
pub(crate) enum Type {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

#[derive(Arbitrary, Clone, Copy, Debug)]
pub(crate) enum Format {
    Int32,
    Uint64,
    Float,
    DateTime,
    Uuid,
    Byte,
    Time,
    Odd,
}

#[derive(Arbitrary, Clone, Copy, Debug)]
pub(crate) enum Count {
    MinLength,
    MaxLength,
    MinItems,
    MaxItems,
    MinProperties,
    MaxProperties,
}

#[derive(Arbitrary, Clone, Copy, Debug)]
pub(crate) enum Bound {
    Minimum,
    Maximum,
    ExclusiveMinimum,
    ExclusiveMaximum,
    MultipleOf,
}

#[derive(Arbitrary, Clone, Debug)]
pub(crate) enum Scalar {
    Null,
    Boolean(bool),
    Integer(i64),
    Number(f64),
    Name(Name),
    Array(Vec<i8>),
    Object(Vec<(Name, i8)>),
}

impl Schema {
    pub(crate) fn json(&self) -> Value {
        match self {
            Self::Anything(allowed) => (*allowed).into(),
            Self::Component(name) => reference("schemas", name),
            Self::Inside(name, way) => {
                let way: Vec<String> = way.iter().map(Step::text).collect();
                let target = reference("schemas", name)["$ref"].as_str().map(|start| {
                    let mut target = start.to_owned();
                    for step in &way {
                        target.push('/');
                        target.push_str(step);
                    }
                    target
                });
                json!({"$ref": target})
            }
            Self::Keywords(keywords) => {
                let mut schema = Map::new();
                for keyword in keywords {
                    keyword.add_to(&mut schema);
                }
                schema.into()
            }
        }
    }
}

impl Step {
    fn text(&self) -> String {
        match self {
            Self::Property(name) => format!("properties/{}", name.text()),
            Self::Items => "items".to_owned(),
            Self::AllOf(index) => format!("allOf/{}", index % 3),
            Self::OneOf(index) => format!("oneOf/{}", index % 3),
            Self::Values => "additionalProperties".to_owned(),
        }
    }
}

fn all(schemas: &[Schema]) -> Value {
    schemas.iter().map(Schema::json).collect()
}

fn named(schemas: &[(Name, Schema)]) -> Value {
    let entries = schemas.iter();
    entries
        .map(|(name, schema)| (name.text(), schema.json()))
        .collect()
}

impl Keyword {
    fn add_to(&self, schema: &mut Map<String, Value>) {
        let (key, value) = match self {
            Self::Type(kind) => ("type", kind.json()),
            Self::Types(kinds) => ("type", kinds.iter().map(|kind| kind.json()).collect()),
            Self::Nullable(nullable) => ("nullable", (*nullable).into()),
            Self::Enum(values) => ("enum", values.iter().map(Scalar::json).collect()),
            Self::Const(value) => ("const", value.json()),
            Self::Default(value) => ("default", value.json()),
            Self::Example(value) => ("example", value.json()),
            Self::Format(format) => ("format", format.json()),
            Self::Count(count, number) => (count.key(), (*number).into()),
            Self::Bound(bound, number) => (bound.key(), (*number).into()),
            Self::Fraction(bound, number) => (bound.key(), json!(number)),
            Self::Exclusive(bound, flag) => (bound.key(), (*flag).into()),
            Self::Pattern(pattern) => ("pattern", pattern.clone().into()),
            Self::UniqueItems(unique) => ("uniqueItems", (*unique).into()),
            Self::Items(items) => ("items", items.json()),
            Self::PrefixItems(items) => ("prefixItems", all(items)),
            Self::Contains(item) => ("contains", item.json()),
            Self::Properties(properties) => ("properties", named(properties)),
            Self::PatternProperties(properties) => {
                let entries = properties.iter();
                let entries = entries.map(|(pattern, schema)| (pattern.clone(), schema.json()));
                ("patternProperties", entries.collect())
            }
            Self::Required(names) => ("required", names.iter().map(Name::text).collect()),
            Self::AdditionalProperties(values) => ("additionalProperties", values.json()),
            Self::UnevaluatedProperties(values) => ("unevaluatedProperties", values.json()),
            Self::PropertyNames(names) => ("propertyNames", names.json()),
            Self::DependentSchemas(schemas) => ("dependentSchemas", named(schemas)),
            Self::AllOf(parts) => ("allOf", all(parts)),
            Self::OneOf(parts) => ("oneOf", all(parts)),
            Self::AnyOf(parts) => ("anyOf", all(parts)),
            Self::Not(part) => ("not", part.json()),
            Self::If(condition, then, otherwise) => {
                schema.insert("then".to_owned(), then.json());
                schema.insert("else".to_owned(), otherwise.json());
                ("if", condition.json())
            }
            Self::Discriminator(property, mapping) => {
                let mapping: Map<String, Value> = mapping
                    .iter()
                    .map(|(value, name)| (value.text(), name.text().into()))
                    .collect();
                (
                    "discriminator",
                    json!({"propertyName": property.text(), "mapping": mapping}),
                )
            }
            Self::ReadOnly(flag) => ("readOnly", (*flag).into()),
            Self::Title(text) => ("title", text.clone().into()),
            Self::Description(text) => ("description", text.clone().into()),
            Self::Reference(name) => ("$ref", reference("schemas", name)["$ref"].clone()),
            Self::Id(name) => ("$id", name.text().into()),
            Self::Anchor(name) => ("$anchor", name.text().into()),
            Self::RustType(name) => ("x-rust-type", format!("crate::{}", name.text()).into()),
        };
        schema.insert(key.to_owned(), value);
    }
}

impl Type {
    fn json(self) -> Value {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
        .into()
    }
}

impl Format {
    fn json(self) -> Value {
        match self {
            Self::Int32 => "int32",
            Self::Uint64 => "uint64",
            Self::Float => "float",
            Self::DateTime => "date-time",
            Self::Uuid => "uuid",
            Self::Byte => "byte",
            Self::Time => "time",
            Self::Odd => "odd",
        }
        .into()
    }
}

impl Count {
    fn key(self) -> &'static str {
        match self {
            Self::MinLength => "minLength",
            Self::MaxLength => "maxLength",
            Self::MinItems => "minItems",
            Self::MaxItems => "maxItems",
            Self::MinProperties => "minProperties",
            Self::MaxProperties => "maxProperties",
        }
    }
}

impl Bound {
    fn key(self) -> &'static str {
        match self {
            Self::Minimum => "minimum",
            Self::Maximum => "maximum",
            Self::ExclusiveMinimum => "exclusiveMinimum",
            Self::ExclusiveMaximum => "exclusiveMaximum",
            Self::MultipleOf => "multipleOf",
        }
    }
}

impl Scalar {
    fn json(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Boolean(value) => (*value).into(),
            Self::Integer(value) => (*value).into(),
            Self::Number(value) => json!(value),
            Self::Name(name) => name.text().into(),
            Self::Array(items) => json!(items),
            Self::Object(entries) => entries
                .iter()
                .map(|(name, value)| (name.text(), Value::from(*value)))
                .collect(),
        }
    }
}
