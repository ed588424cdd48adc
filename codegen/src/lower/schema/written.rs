//! Schemas as they are written: what no type holds is checked on a value as it stands in the text.

use std::collections::HashSet;

use anteroom::validate::Format;

use super::super::Lowering;
use super::super::direction::sent_by;
use super::position::Position;
use super::unevaluated::typed_unevaluated;
use super::{enumeration, named_origin, scalar};
use crate::check::is_decided;
use crate::document::{Cursor, NodeId, Version};
use crate::ir::{Direction, Keyword, KeywordValue, Origin, Scalar, Schema, SchemaId};
use crate::parse::Node;

/// Keywords that leave the type of a value as it is, and that no type says.
pub(super) const BESIDE: [&str; 10] = [
    "not",
    "if",
    "then",
    "else",
    "propertyNames",
    "dependentRequired",
    "dependentSchemas",
    "contains",
    "minContains",
    "maxContains",
];

impl<'a> Lowering<'a, '_> {
    /// What a value of the position must satisfy besides what its shape says; all of it, if the shape
    /// says nothing.
    pub(in super::super) fn rest(
        &mut self,
        position: &Position<'a>,
        is_typed: bool,
    ) -> Option<SchemaId> {
        let mut earlier = Vec::new();
        let mut found: Vec<(Cursor<'a>, Vec<Keyword>)> = Vec::new();
        let is_renamed = super::renamed(position).is_some();
        let is_whole = |at: Cursor<'a>| !(is_typed && typed_unevaluated(position, at));
        // Another type looks at itself; what stood before a choice was looked at there, but for
        // what the type says, if there is one.
        let is_done = |at: Cursor<'a>| {
            let is_other = is_renamed && at.id() != position.home().id();
            is_other || (is_typed && position.is_covered(at))
        };
        let wholes = position
            .cursors()
            .filter(|at| !is_done(*at) && is_whole(*at));
        let within_others: HashSet<NodeId> = wholes.flat_map(parts_of).collect();
        for at in position.cursors() {
            if !is_done(at) && !within_others.contains(&at.id()) {
                let keywords = match is_whole(at) {
                    true => self.keywords(at),
                    false => self.rest_of(position, at, &earlier),
                };
                if !keywords.is_empty() {
                    found.push((at, keywords));
                }
            }
            earlier.push(at);
        }
        if found.len() > 1 {
            let parts = found
                .into_iter()
                .map(|(at, keywords)| self.add_schema(at, keywords))
                .collect();
            let all = keyword("allOf", KeywordValue::Schemas(parts));
            return Some(self.add_schema(position.home(), vec![all]));
        }
        let (at, keywords) = found.pop()?;
        Some(self.add_schema(at, keywords))
    }

    /// The keywords of one schema that its type leaves out, where those of `earlier` are said by the
    /// same type. Of values that are listed those are left that keep the rules, if that could be told.
    fn rest_of(
        &mut self,
        position: &Position<'a>,
        at: Cursor<'a>,
        earlier: &[Cursor<'a>],
    ) -> Vec<Keyword> {
        let patterned = at.get("patternProperties").is_some();
        let is_listed = || enumeration::allowed(position).is_some();
        let mut keywords = Vec::new();
        for (key, value) in at.entries() {
            let left = match key {
                "patternProperties" | "prefixItems" => true,
                "additionalProperties" => patterned,
                "items" | "additionalItems" => at.get("prefixItems").is_some(),
                // Only the names matter, for `additionalProperties`.
                "properties" if patterned => {
                    let named = value
                        .entries()
                        .map(|(name, at)| (name.to_owned(), self.add_schema(at, Vec::new())))
                        .collect();
                    keywords.push(keyword("properties", KeywordValue::Named(named)));
                    false
                }
                "enum" => value.items().any(|value| is_composed(value.node())),
                "const" => is_composed(value.node()),
                // A type holds one pattern, and one divisor of decimals.
                "oneOf" | "anyOf" => position.is_rule(at, key),
                "pattern" if is_listed() => value.str().is_some_and(|pattern| !is_decided(pattern)),
                "pattern" => said_otherwise(key, value, earlier),
                "format" => is_second(scalar::format(value), earlier),
                "contentEncoding" => {
                    let format = scalar::encoding(at);
                    is_second(format, earlier) || is_second(format, &[at])
                }
                "multipleOf" => {
                    let whole = |at: Cursor<'_>| at.number().is_some_and(|n| n.as_i128().is_some());
                    said_otherwise(key, value, earlier) || (is_integer(at) && !whole(value))
                }
                key => BESIDE.contains(&key),
            };
            if left {
                keywords.extend(self.keyword(at, key, value));
            }
        }
        keywords
    }

    /// A schema as a whole; what it says is looked at later.
    pub(super) fn written(&mut self, at: Cursor<'a>) -> SchemaId {
        let key = (at.id(), self.direction_of(at));
        if let Some(id) = self.written.get(&key) {
            return *id;
        }
        let id = self.add_schema(at, Vec::new());
        self.written.insert(key, id);
        self.unwritten.push((id, at, self.direction));
        id
    }

    /// Writes down what was only mentioned.
    pub(in super::super) fn finish_schemas(&mut self) {
        while let Some((id, at, direction)) = self.unwritten.pop() {
            self.direction = direction;
            let keywords = self.keywords(at);
            if let Some(schema) = self.schemas.get_mut(id.0) {
                schema.keywords = keywords;
                schema.holds = at.bool() != Some(false);
            }
        }
    }

    fn add_schema(&mut self, at: Cursor<'a>, keywords: Vec<Keyword>) -> SchemaId {
        let id = SchemaId(self.schemas.len());
        self.schemas.push(Schema {
            place: at.place(),
            label: None,
            holds: true,
            tells_of_null: false,
            keywords,
        });
        id
    }

    /// All that a schema says, as 2020-12 says it.
    fn keywords(&mut self, at: Cursor<'a>) -> Vec<Keyword> {
        if at.is_reference() && at.version() == Version::V3_0 {
            return self.reference(at).into_iter().collect();
        }
        let mut keywords: Vec<Keyword> = self.reference(at).into_iter().collect();
        for (key, value) in at.entries() {
            keywords.extend(self.keyword(at, key, value));
        }
        if at.get_bool("nullable") != Some(true) {
            return keywords;
        }
        // `nullable` of 3.0: null is allowed whatever else is said.
        let null = keyword("type", KeywordValue::Types(vec!["null"]));
        let null = self.add_schema(at, vec![null]);
        let rest = self.add_schema(at, keywords);
        vec![keyword("anyOf", KeywordValue::Schemas(vec![null, rest]))]
    }

    fn reference(&mut self, at: Cursor<'a>) -> Option<Keyword> {
        let target = at.target()?;
        let id = self.written(target);
        let name = label(target);
        if let Some(schema) = self.schemas.get_mut(id.0) {
            schema.label.get_or_insert(name);
        }
        Some(keyword("$ref", KeywordValue::Schema(id)))
    }

    /// What `required` demands of this direction.
    fn demanded(&self, at: Cursor<'a>, names: Vec<String>) -> Vec<String> {
        let properties = at.get("properties");
        let demanded = |name: &String| {
            let property = properties.and_then(|properties| properties.get(name));
            let sent = property.map_or(Direction::Both, sent_by);
            sent == Direction::Both || sent == self.direction
        };
        names.into_iter().filter(demanded).collect()
    }

    /// One keyword of a schema; `None` for what says nothing of a value.
    fn keyword(&mut self, at: Cursor<'a>, key: &'a str, value: Cursor<'a>) -> Option<Keyword> {
        let key = match key {
            "items" if at.lists_items() => "prefixItems",
            "additionalItems" if at.lists_items() => "items",
            key => key,
        };
        at.get(key)?;
        let known = KEYWORDS.iter().find(|(known, _)| *known == key)?;
        let (name, kind) = *known;
        let named = |lowering: &mut Self| -> Vec<(String, SchemaId)> {
            let entries = value.entries();
            entries
                .map(|(name, at)| (name.to_owned(), lowering.written(at)))
                .collect()
        };
        let value = match kind {
            Kind::Types => KeywordValue::Types(types(at)),
            Kind::Json => KeywordValue::Json(value.node().to_json()),
            Kind::Jsons => {
                KeywordValue::Jsons(value.items().map(|value| value.node().to_json()).collect())
            }
            Kind::Names => KeywordValue::Names(self.demanded(at, texts(value))),
            Kind::Dependent => KeywordValue::Dependent(
                value
                    .entries()
                    .map(|(name, names)| (name.to_owned(), texts(names)))
                    .collect(),
            ),
            Kind::Decimal => KeywordValue::Decimal(value.number()?.text().to_owned()),
            Kind::Count => KeywordValue::Count(value.u64()?),
            Kind::Flag => value.bool()?.then_some(KeywordValue::Flag)?,
            Kind::Pattern => KeywordValue::Pattern(value.str()?.to_owned()),
            Kind::Format => KeywordValue::Format(scalar::format(value)?),
            Kind::Encoding => KeywordValue::Format(scalar::encoding(at)?),
            Kind::Schema => KeywordValue::Schema(self.written(value)),
            Kind::Schemas => {
                let items: Vec<Cursor<'a>> = value.items().collect();
                KeywordValue::Schemas(items.into_iter().map(|at| self.written(at)).collect())
            }
            Kind::Named => KeywordValue::Named(named(self)),
            Kind::Patterned => KeywordValue::Patterned(named(self)),
            Kind::Bound(flag) => {
                let exclusive = at.get_bool(flag) == Some(true);
                let name = if exclusive { flag } else { name };
                return Some(keyword(
                    name,
                    KeywordValue::Decimal(value.number()?.text().to_owned()),
                ));
            }
        };
        let name = if name == "contentEncoding" {
            "format"
        } else {
            name
        };
        Some(keyword(name, value))
    }
}

/// What the value of a keyword is.
#[derive(Clone, Copy)]
enum Kind {
    Types,
    Json,
    Jsons,
    Names,
    Dependent,
    Decimal,
    /// A bound that a flag of 3.0 makes exclusive.
    Bound(&'static str),
    Count,
    Flag,
    Pattern,
    Format,
    /// A format that is written in another way.
    Encoding,
    Schema,
    Schemas,
    Named,
    Patterned,
}

const KEYWORDS: [(&str, Kind); 39] = [
    ("type", Kind::Types),
    ("enum", Kind::Jsons),
    ("const", Kind::Json),
    ("multipleOf", Kind::Decimal),
    ("minimum", Kind::Bound("exclusiveMinimum")),
    ("maximum", Kind::Bound("exclusiveMaximum")),
    ("exclusiveMinimum", Kind::Decimal),
    ("exclusiveMaximum", Kind::Decimal),
    ("minLength", Kind::Count),
    ("maxLength", Kind::Count),
    ("pattern", Kind::Pattern),
    ("format", Kind::Format),
    ("contentEncoding", Kind::Encoding),
    ("prefixItems", Kind::Schemas),
    ("items", Kind::Schema),
    ("contains", Kind::Schema),
    ("minContains", Kind::Count),
    ("maxContains", Kind::Count),
    ("minItems", Kind::Count),
    ("maxItems", Kind::Count),
    ("uniqueItems", Kind::Flag),
    ("properties", Kind::Named),
    ("patternProperties", Kind::Patterned),
    ("additionalProperties", Kind::Schema),
    ("propertyNames", Kind::Schema),
    ("minProperties", Kind::Count),
    ("maxProperties", Kind::Count),
    ("required", Kind::Names),
    ("dependentRequired", Kind::Dependent),
    ("dependentSchemas", Kind::Named),
    ("allOf", Kind::Schemas),
    ("anyOf", Kind::Schemas),
    ("oneOf", Kind::Schemas),
    ("not", Kind::Schema),
    ("if", Kind::Schema),
    ("then", Kind::Schema),
    ("else", Kind::Schema),
    ("unevaluatedItems", Kind::Schema),
    ("unevaluatedProperties", Kind::Schema),
];

fn keyword(name: &'static str, value: KeywordValue) -> Keyword {
    Keyword { name, value }
}

fn types(schema: Cursor<'_>) -> Vec<&'static str> {
    const TYPES: [&str; 7] = [
        "null", "boolean", "integer", "number", "string", "array", "object",
    ];
    let names = schema.type_names().unwrap_or_default();
    names
        .into_iter()
        .filter_map(|name| TYPES.into_iter().find(|known| *known == name))
        .collect()
}

fn texts(at: Cursor<'_>) -> Vec<String> {
    at.items()
        .filter_map(Cursor::str)
        .map(str::to_owned)
        .collect()
}

fn is_composed(node: &Node) -> bool {
    node != &Node::Null && Scalar::of(node).is_none()
}

fn is_integer(at: Cursor<'_>) -> bool {
    types(at).contains(&"integer")
}

/// Whether an earlier schema of the position has the keyword with another value.
fn said_otherwise(key: &str, value: Cursor<'_>, earlier: &[Cursor<'_>]) -> bool {
    let mut said = earlier.iter().filter_map(|at| at.get(key));
    said.next()
        .is_some_and(|first| first.node() != value.node())
}

/// Whether the type has another format of the same values, since it says the first only.
fn is_second(format: Option<Format>, earlier: &[Cursor<'_>]) -> bool {
    let differs =
        |format: Format, said: Format| said != format && said.kinds().fits(format.kinds());
    let mut said = earlier.iter().copied().flat_map(scalar::formats_of);
    format.is_some_and(|format| said.any(|said| differs(format, said)))
}

/// What a schema is called.
fn label(at: Cursor<'_>) -> String {
    match named_origin(at) {
        Origin::Component(name) | Origin::Elsewhere(name) => name,
        _ => String::new(),
    }
}

/// What a schema that is looked at as a whole looks at with it.
fn parts_of(whole: Cursor<'_>) -> HashSet<NodeId> {
    let mut parts = HashSet::new();
    let mut open = vec![whole];
    while let Some(at) = open.pop() {
        if parts.insert(at.id()) {
            open.extend(at.target());
            open.extend(at.get("allOf").into_iter().flat_map(Cursor::items));
        }
    }
    parts.remove(&whole.id());
    parts
}
