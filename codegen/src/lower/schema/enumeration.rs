//! `enum` and `const`.

use super::position::{Choice, Position};
use super::single::{JsonType, is_null};
use crate::check::{retain_fitting, weigh};
use crate::document::Cursor;
use crate::ir::{EnumShape, EnumValue, Scalar};
use crate::parse::Node;

/// Keywords that can rule out a value which is listed beside them.
pub(super) const BOUNDS: [&str; 9] = [
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "format",
];

/// The values that `enum` and `const` leave, and the rules beside them, without null; `None` where
/// neither is there.
pub(super) fn allowed<'a>(position: &Position<'a>) -> Option<Vec<Cursor<'a>>> {
    let mut values = listed(position)?;
    let bounded = position
        .cursors()
        .filter(|at| BOUNDS.iter().any(|keyword| at.get(keyword).is_some()));
    for schema in bounded {
        retain_fitting(schema, &mut values);
    }
    if values.iter().all(is_scalar) {
        for (choice, list) in position.open_choices() {
            let mut verdicts = weigh(list, choice == Choice::OneOf, &values).into_iter();
            values.retain(|_| verdicts.next().flatten() != Some(false));
        }
    }
    Some(values)
}

/// Whether a choice of a position whose values are listed must be made when a value is read: it could not be told
/// which of them satisfy it.
pub(super) fn is_undecided(position: &Position<'_>, choice: Choice, list: Cursor<'_>) -> bool {
    let values = allowed(position).filter(|values| values.iter().all(is_scalar));
    values.is_some_and(|values| {
        let verdicts = weigh(list, choice == Choice::OneOf, &values);
        verdicts.contains(&None)
    })
}

fn is_scalar(value: &Cursor<'_>) -> bool {
    Scalar::of(value.node()).is_some()
}

/// The values that `enum` and `const` leave, of the types that are allowed.
pub(super) fn listed<'a>(position: &Position<'a>) -> Option<Vec<Cursor<'a>>> {
    let mut lists = lists(position);
    let mut values = lists.next()?;
    for other in lists {
        values.retain(|value| other.iter().any(|other| other.node() == value.node()));
    }
    let types = position.types();
    values.retain(|value| {
        value.node() != &Node::Null
            && (types.is_none()
                || types
                    .iter()
                    .flatten()
                    .any(|kind| is_of(value.node(), *kind)))
    });
    Some(values)
}

/// The types of the values that `enum` and `const` leave.
pub(super) fn types(position: &Position<'_>) -> Vec<JsonType> {
    const ALL: [JsonType; 6] = [
        JsonType::Boolean,
        JsonType::Integer,
        JsonType::Number,
        JsonType::String,
        JsonType::Array,
        JsonType::Object,
    ];
    let values = allowed(position).unwrap_or_default();
    let mut types: Vec<JsonType> = ALL
        .into_iter()
        .filter(|kind| values.iter().any(|value| is_of(value.node(), *kind)))
        .collect();
    let is_integer = |value: &Cursor<'_>| {
        matches!(value.node(), Node::Number(_)) && !is_of(value.node(), JsonType::Integer)
    };
    // Every integer is a number.
    match values.iter().any(is_integer) {
        true => types.retain(|kind| *kind != JsonType::Integer),
        false => types.retain(|kind| *kind != JsonType::Number),
    }
    types
}

fn lists<'a>(position: &Position<'a>) -> impl Iterator<Item = Vec<Cursor<'a>>> {
    let enums = position.all("enum").map(|list| list.items().collect());
    enums.chain(position.all("const").map(|value| vec![value]))
}

/// Whether null is among the values.
pub(super) fn has_null(position: &Position<'_>) -> bool {
    lists(position).all(|values| values.iter().any(|value| value.node() == &Node::Null))
}

/// The shape of an enum; `None` if some value is an array or an object.
pub(super) fn shape(position: &Position<'_>, values: &[Cursor<'_>]) -> Option<EnumShape> {
    let mut shape = EnumShape {
        values: Vec::new(),
        constant: position.has("const"),
    };
    for value in values {
        let scalar = Scalar::of(value.node())?;
        if shape.values.iter().any(|known| known.value == scalar) {
            continue;
        }
        let beside = || {
            position
                .cursors()
                .find_map(|at| described(at, value.node(), &scalar))
        };
        let alternative = || {
            let mut all = position.cursors().flat_map(valued);
            let (_, at) = all.find(|(other, _)| other.node() == value.node())?;
            at.get("description")
        };
        let description = beside().or_else(alternative);
        shape.values.push(EnumValue {
            description: description.and_then(Cursor::str).map(str::to_owned),
            value: scalar,
        });
    }
    Some(shape)
}

/// What a schema says of one of its values, in a list beside them or by its text.
fn described<'a>(at: Cursor<'a>, value: &Node, scalar: &Scalar) -> Option<Cursor<'a>> {
    let keys = ["x-enumDescriptions", "x-enum-descriptions"];
    keys.into_iter().find_map(|key| {
        let described = at.get(key)?;
        let Node::Sequence(_) = described.node() else {
            return described.get(&scalar.text());
        };
        let mut values = at.get("enum")?.items();
        let index = values.position(|other| other.node() == value)?;
        described.items().nth(index)
    })
}

/// The alternatives of a choice as one enum, if each of them is nothing but values of its own: a way
/// to describe every value of an enum.
pub(super) fn of_alternatives(
    rest: &Position<'_>,
    alternatives: &[Cursor<'_>],
) -> Option<EnumShape> {
    if !rest.is_vague_but_for(&["format"]) {
        return None;
    }
    let types = rest.types();
    let fits = |node: &Node| {
        let mut types = types.as_ref().map(|types| types.iter());
        types
            .as_mut()
            .is_none_or(|types| types.any(|kind| is_of(node, *kind)))
    };
    let mut shape = EnumShape {
        values: Vec::new(),
        constant: false,
    };
    for at in alternatives.iter().filter(|at| !is_null(**at)) {
        let plain = at.entries().all(|(key, _)| {
            matches!(
                key,
                "type" | "enum" | "const" | "title" | "description" | "deprecated"
            )
        });
        if at.is_reference() || !plain {
            return None;
        }
        let position = Position::of(*at);
        let values = allowed(&position)?;
        let description = at.get_str("description").filter(|_| values.len() == 1);
        for value in values {
            let scalar = Scalar::of(value.node()).filter(|_| fits(value.node()))?;
            if shape.values.iter().any(|known| known.value == scalar) {
                return None;
            }
            shape.values.push(EnumValue {
                value: scalar,
                description: description.map(str::to_owned),
            });
        }
    }
    (shape.values.len() > 1).then_some(shape)
}

/// The alternatives of a schema that are one value each, with it: `oneOf: [{const: 1, title: One}, ..]`.
pub(in super::super) fn valued<'a>(at: Cursor<'a>) -> Vec<(Cursor<'a>, Cursor<'a>)> {
    let lists = ["oneOf", "anyOf"].into_iter().filter_map(|key| at.get(key));
    let only = |at: Cursor<'a>| {
        let mut values = at.get("enum").into_iter().flat_map(Cursor::items);
        match (at.get("const"), values.next(), values.next()) {
            (Some(value), ..) | (None, Some(value), None) => Some((value, at)),
            _ => None,
        }
    };
    lists.flat_map(Cursor::items).filter_map(only).collect()
}

fn is_of(node: &Node, kind: JsonType) -> bool {
    match (node, kind) {
        (Node::Bool(_), JsonType::Boolean)
        | (Node::Number(_), JsonType::Number)
        | (Node::String(_), JsonType::String)
        | (Node::Sequence(_), JsonType::Array)
        | (Node::Mapping(_), JsonType::Object) => true,
        (Node::Number(number), JsonType::Integer) => number.is_integer(),
        _ => false,
    }
}
