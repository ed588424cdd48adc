//! Objects and maps.

use std::collections::{HashMap, HashSet};

use super::super::direction::sent_by;
use super::super::finish::xml_hint;
use super::super::{Lowering, docs_through};
use super::default_of;
use super::position::{Position, is_said_by};
use super::single::{JsonType, adds_nothing};
use super::unevaluated::typed_unevaluated;
use crate::document::{Cursor, NodeId};
use crate::ir::{
    Additional, Direction, MapShape, ObjectShape, Origin, PassedOver, Property, Shape, TypeId,
    XmlHint,
};
use crate::parse::Node;

impl<'a> Lowering<'a, '_> {
    pub(super) fn object(&mut self, id: TypeId, position: &Position<'a>) -> Shape {
        let names = names(position);
        let additional = self.additional(id, position);
        let counts = |keyword| position.all(keyword).filter_map(Cursor::u64);
        let min_properties = counts("minProperties").max().filter(|count| *count > 0);
        let max_properties = counts("maxProperties").min();
        if names.is_empty() {
            let values = match additional {
                Some(Additional::Kept(values)) => Some(values),
                // A schema that says nothing of the members of an object.
                None if !position.has("properties") => {
                    Some(self.anything(position, Origin::Values { parent: id }))
                }
                _ => None,
            };
            if let Some(values) = values {
                return Shape::Map(MapShape {
                    values,
                    min_properties,
                    max_properties,
                });
            }
        }
        let (kept, passed_over) = names
            .into_iter()
            .partition::<Vec<_>, _>(|name| self.goes_along(position, name));
        Shape::Object(ObjectShape {
            properties: self.properties(id, position, kept, additional.as_ref()),
            passed_over: passed_over
                .into_iter()
                .map(|name| PassedOver {
                    name: name.to_owned(),
                    xml: position
                        .all("properties")
                        .filter_map(|properties| properties.get(name))
                        .fold(XmlHint::default(), |known, at| known.or(xml_hint(at))),
                })
                .collect(),
            additional: additional.unwrap_or(Additional::Ignored),
            min_properties,
            max_properties,
        })
    }

    /// What the schemas together say of properties without a name; `None` where they say nothing.
    fn additional(&mut self, id: TypeId, position: &Position<'a>) -> Option<Additional> {
        let origin = Origin::Values { parent: id };
        let mut typed = Vec::new();
        let mut kept = None;
        let (unevaluated, depending): (Vec<Cursor<'a>>, Vec<Cursor<'a>>) = position
            .cursors()
            .filter(|at| at.get("unevaluatedProperties").is_some())
            .partition(|at| typed_unevaluated(position, *at));
        // Where `additionalProperties` looks at all others, none is left.
        let none_left = position.has("additionalProperties");
        let unevaluated = unevaluated
            .into_iter()
            .filter(|_| !none_left)
            .filter_map(|at| at.get("unevaluatedProperties"));
        let patterned = position
            .all("patternProperties")
            .flat_map(Cursor::entries)
            .map(|(_, at)| at);
        let mut patterned: Vec<Cursor<'a>> = patterned.collect();
        let mut refused = false;
        for additional in position.all("additionalProperties").chain(unevaluated) {
            match additional.node() {
                Node::Bool(false) => refused = true,
                Node::Bool(true) => kept = Some(additional),
                _ if adds_nothing(additional) && !additional.is_reference() => {
                    kept = Some(additional)
                }
                _ => typed.push(additional),
            }
        }
        if !patterned.is_empty() {
            // Which pattern a name matches is looked at besides.
            let open = !refused && typed.is_empty();
            patterned.extend(typed);
            return Some(Additional::Kept(match open {
                true => self.anything(position, origin),
                false => self.one_of_several(position, patterned, origin),
            }));
        }
        if refused {
            return Some(Additional::Refused);
        }
        let conditional = ["then", "else", "dependentSchemas"];
        if typed.is_empty()
            && (!depending.is_empty() || conditional.iter().any(|key| position.has(key)))
        {
            // What else there may be depends on the value: it is kept.
            return Some(Additional::Kept(self.anything(position, origin)));
        }
        match typed.split_first() {
            None => kept.map(|at| Additional::Kept(self.anything(&Position::of(at), origin))),
            Some((first, rest)) => {
                let values = rest
                    .iter()
                    .fold(Position::of(*first), |position, at| position.and(*at));
                Some(Additional::Kept(if rest.is_empty() {
                    self.schema(*first, origin)
                } else {
                    self.declare(values, origin)
                }))
            }
        }
    }

    fn properties(
        &mut self,
        id: TypeId,
        position: &Position<'a>,
        names: Vec<&'a str>,
        others: Option<&Additional>,
    ) -> Vec<Property> {
        let required: HashSet<&str> = required(position).into_iter().collect();
        let mut described: HashMap<&str, Vec<Cursor<'a>>> = HashMap::new();
        for (name, at) in position.all("properties").flat_map(Cursor::entries) {
            described.entry(name).or_default().push(at);
        }
        let named = names.into_iter().enumerate();
        named
            .map(|(index, name)| {
                let schemas = described.remove(name).unwrap_or_default();
                self.call_property(id, index, &schemas);
                // What one side alone sends cannot be demanded in both directions.
                let mut sent = schemas.iter().map(|at| sent_by(*at));
                let sent = sent.find(|sent| *sent != Direction::Both);
                let demanded = sent.is_none_or(|sent| sent == self.direction);
                let required = demanded && required.contains(name);
                self.property(id, position, (name, schemas, others), required)
            })
            .collect()
    }

    /// Whether a property goes the way of the value that it is in.
    fn goes_along(&self, position: &Position<'a>, name: &str) -> bool {
        let sent = sent(position, name);
        self.direction == Direction::Both || sent.is_none_or(|sent| sent == self.direction)
    }

    fn property(
        &mut self,
        id: TypeId,
        position: &Position<'a>,
        (name, schemas, others): (&'a str, Vec<Cursor<'a>>, Option<&Additional>),
        required: bool,
    ) -> Property {
        let origin = Origin::Property {
            parent: id,
            name: name.to_owned(),
        };
        // Those that only describe the property leave its type to the others.
        let mut telling: Vec<Cursor<'a>> = schemas
            .iter()
            .copied()
            .filter(|at| at.is_reference() || !adds_nothing(*at))
            .collect();
        telling.dedup_by_key(|at| at.follow().id());
        // Neither does a schema say more that names the type of another one.
        if let [_, _, ..] = telling.as_slice() {
            let says_less = |at: &Cursor<'a>| {
                let mut others = telling.iter().filter(|other| other.id() != at.id());
                others.any(|other| is_said_by(*at, &Position::of(*other)))
            };
            let less: HashSet<NodeId> = telling
                .iter()
                .filter(|at| says_less(at))
                .map(|at| at.id())
                .collect();
            if less.len() < telling.len() {
                telling.retain(|at| !less.contains(&at.id()));
            }
        }
        let type_id = match (telling.as_slice(), schemas.first()) {
            ([only], _) => self.schema(*only, origin),
            ([], Some(first)) => self.schema(*first, origin),
            // What is required and not described is what any other property is.
            ([], None) => match others {
                Some(Additional::Kept(values)) => *values,
                Some(Additional::Refused) => self.never(position, origin),
                Some(Additional::Ignored) | None => self.anything(position, origin),
            },
            ([first, rest @ ..], _) => {
                let merged = rest
                    .iter()
                    .fold(Position::of(*first), |merged, at| merged.and(*at));
                self.declare(merged, origin)
            }
        };
        // What refines a property says more of it than what it builds on.
        let docs = schemas
            .iter()
            .rev()
            .map(|at| docs_through(*at))
            .reduce(|mut docs, other| {
                docs.summary = docs.summary.or(other.summary);
                docs.description = docs.description.or(other.description);
                docs.example = docs.example.or(other.example);
                docs.deprecated |= other.deprecated;
                docs
            })
            .unwrap_or_default();
        Property {
            name: name.to_owned(),
            docs,
            required,
            type_id,
            default: schemas
                .iter()
                .rev()
                .find_map(|at| default_of(*at))
                .map(|default| default.node().clone()),
            xml: schemas
                .iter()
                .rev()
                .fold(XmlHint::default(), |known, at| known.or(xml_hint(*at))),
        }
    }
}

/// The names that are described or required, in the order of the document.
fn names<'a>(position: &Position<'a>) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    let mut known = HashSet::new();
    for name in described(position).chain(required(position)) {
        if known.insert(name) {
            names.push(name);
        }
    }
    names
}

/// The names that are described, in the order of the document.
pub(super) fn described<'a>(position: &Position<'a>) -> impl Iterator<Item = &'a str> {
    let properties = position.all("properties").flat_map(Cursor::entries);
    properties.map(|(name, _)| name)
}

pub(super) fn required<'a>(position: &Position<'a>) -> Vec<&'a str> {
    position
        .all("required")
        .flat_map(Cursor::items)
        .filter_map(Cursor::str)
        .collect()
}

/// The side that sends a property, if only one of them does.
fn sent(position: &Position<'_>, name: &str) -> Option<Direction> {
    let mut sent = schemas_of(position, name).map(sent_by);
    sent.find(|sent| *sent != Direction::Both)
}

/// What the schemas of a position say of one property.
pub(super) fn schemas_of<'a>(
    position: &Position<'a>,
    name: &str,
) -> impl Iterator<Item = Cursor<'a>> {
    position
        .all("properties")
        .filter_map(move |properties| properties.get(name))
}

/// What the schemas of a position say of one property together.
fn property<'a>(position: &Position<'a>, name: &str) -> Option<Position<'a>> {
    schemas_of(position, name)
        .map(Position::of)
        .reduce(|merged, other| other.cursors().fold(merged, |merged, at| merged.and(at)))
}

/// The values that a property of an object can have, if they are few, and strings or else integers and
/// booleans: what tells the alternatives of a choice apart.
pub(super) fn tag_values(position: &Position<'_>, name: &str) -> Option<Vec<String>> {
    let values = super::enumeration::allowed(&property(position, name)?)?;
    let texts = |text: fn(&Node) -> Option<String>| -> Option<Vec<String>> {
        values.iter().map(|value| text(value.node())).collect()
    };
    let literal = |node: &Node| match node {
        Node::Bool(flag) => Some(flag.to_string()),
        Node::Number(number) => Some(number.as_i128()?.to_string()),
        _ => None,
    };
    texts(|node| node.as_str().map(str::to_owned))
        .or_else(|| texts(literal))
        .filter(|values| !values.is_empty())
}

/// Whether a property is an integer or a boolean, so that its values stand for no text.
pub(super) fn is_literal(position: &Position<'_>, name: &str) -> bool {
    let Some(property) = property(position, name) else {
        return false;
    };
    let values = super::enumeration::allowed(&property);
    let is_literal = |kind: &JsonType| {
        matches!(
            kind,
            JsonType::Integer | JsonType::Number | JsonType::Boolean
        )
    };
    match (property.types(), values) {
        (Some(types), _) => !types.is_empty() && types.iter().all(is_literal),
        (None, Some(values)) => {
            !values.is_empty() && values.iter().all(|value| value.str().is_none())
        }
        (None, None) => false,
    }
}

/// The properties of an object that must be there and have few values, with these, in the order of the
/// document.
pub(super) fn tag_candidates<'a>(position: &Position<'a>) -> Vec<(&'a str, Vec<String>)> {
    let required: HashSet<&str> = required(position).into_iter().collect();
    names(position)
        .into_iter()
        .filter(|name| required.contains(name))
        .filter_map(|name| Some((name, tag_values(position, name)?)))
        .collect()
}

/// Whether values of the position are objects.
pub(super) fn is_object(position: &Position<'_>) -> bool {
    match position.types() {
        Some(types) => types == [JsonType::Object],
        None => position.implied_type() == Some(JsonType::Object),
    }
}
