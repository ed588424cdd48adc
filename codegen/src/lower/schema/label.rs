//! What the alternatives of a choice are called.

use std::collections::HashMap;

use super::alternative::Alternative;
use super::enumeration;
use super::object::{described, is_literal, required, tag_values};
use super::position::Position;
use super::single::{JsonType, is_null};
use super::union::component_name;
use crate::document::Cursor;
use crate::ir::Origin;

/// What the variants are called after: the component, the title, the value of the tag, or what tells one
/// from the others.
pub(super) fn labels(alternatives: &[Alternative<'_>], tags: &[Vec<String>]) -> Vec<String> {
    let mut labels: Vec<Option<String>> = alternatives
        .iter()
        .zip(tags)
        .map(|(alternative, tags)| own(alternative, tags))
        .collect();
    for tells in [by_value, by_property] {
        let open = labels.iter().filter(|label| label.is_none()).count();
        if open < 2 {
            break;
        }
        for index in 0..labels.len() {
            if labels.get(index).is_some_and(Option::is_none)
                && let Some(found) = tells(alternatives, index)
                && let Some(label) = labels.get_mut(index)
            {
                *label = Some(found);
            }
        }
    }
    labels
        .into_iter()
        .zip(alternatives)
        .map(|(label, alternative)| label.unwrap_or_else(|| kind(&alternative.position)))
        .collect()
}

/// The name that an alternative has by itself. Of objects in place that say no more than what is in them,
/// none.
fn own(alternative: &Alternative<'_>, tags: &[String]) -> Option<String> {
    let at = alternative.at;
    if at.is_reference() {
        let elsewhere = || match super::named_origin(at.follow()) {
            Origin::Elsewhere(name) => Some(name),
            _ => None,
        };
        if let Some(name) = component_name(at).or_else(elsewhere) {
            return Some(name);
        }
    }
    let title = at.get_str("title").filter(|title| !title.trim().is_empty());
    if let Some(name) = title.or(match tags {
        [only] => Some(only.as_str()),
        _ => None,
    }) {
        return Some(name.to_owned());
    }
    let has_members = |position: &Position<'_>| {
        described(position).next().is_some() || !required(position).is_empty()
    };
    let position = &alternative.position;
    (!super::object::is_object(position) || !has_members(position)).then(|| kind(position))
}

/// The value of a property that has only one, which no other alternative has.
fn by_value(alternatives: &[Alternative<'_>], index: usize) -> Option<String> {
    let value = |position: &Position<'_>, name: &str| match tag_values(position, name)?.as_slice() {
        [only] if !is_literal(position, name) => Some(only.clone()),
        _ => None,
    };
    let position = &alternatives.get(index)?.position;
    described(position).find_map(|name| {
        let own = value(position, name)?;
        let mut others = others(alternatives, index);
        let is_unique = others.all(|other| value(other, name).as_ref() != Some(&own));
        (is_unique && own.chars().any(char::is_alphanumeric)).then_some(own)
    })
}

/// A property that no other alternative has, or must have.
fn by_property(alternatives: &[Alternative<'_>], index: usize) -> Option<String> {
    let position = &alternatives.get(index)?.position;
    let own = |names: fn(&Position<'_>) -> Vec<String>| {
        let mut known: HashMap<String, bool> = HashMap::new();
        for other in others(alternatives, index) {
            known.extend(names(other).into_iter().map(|name| (name, true)));
        }
        let names = names(position);
        names.into_iter().find(|name| !known.contains_key(name))
    };
    let demanded = |position: &Position<'_>| -> Vec<String> {
        required(position).into_iter().map(str::to_owned).collect()
    };
    let all = |position: &Position<'_>| -> Vec<String> {
        described(position).map(str::to_owned).collect()
    };
    own(demanded)
        .or_else(|| own(all))
        .map(|name| format!("with {name}"))
}

fn others<'p, 'a>(
    alternatives: &'p [Alternative<'a>],
    index: usize,
) -> impl Iterator<Item = &'p Position<'a>> {
    let others = alternatives.iter().enumerate();
    others
        .filter(move |(other, _)| *other != index)
        .map(|(_, other)| &other.position)
}

/// A word for the values of a schema without a name.
fn kind(position: &Position<'_>) -> String {
    if let Some(values) = enumeration::allowed(position) {
        let only = match values.as_slice() {
            [only] => only.str().filter(|text| !text.is_empty()),
            [] => Some("never"),
            _ => None,
        };
        let empty = || values.iter().all(|value| value.str() == Some(""));
        return only
            .unwrap_or(if empty() { "empty" } else { "known" })
            .to_owned();
    }
    let types = position
        .types()
        .or_else(|| Some(vec![position.implied_type()?]));
    if types.is_none()
        && let Some(name) = of_choice(position)
    {
        return name;
    }
    match types.unwrap_or_default().as_slice() {
        [] if position.is_silent() => "other".to_owned(),
        [] => "value".to_owned(),
        [JsonType::String] => format(position).unwrap_or("string").to_owned(),
        [JsonType::Array] => list(position),
        [only] => only.label().to_owned(),
        [one, two] => format!("{} or {}", one.label(), two.label()),
        _ => "value".to_owned(),
    }
}

/// A choice in place is called after its alternatives, if they are few.
fn of_choice(position: &Position<'_>) -> Option<String> {
    let (.., list) = position.choice()?;
    let alternatives = list.items().filter(|at| !is_null(*at));
    let mut names: Vec<String> = alternatives
        .map(
            |at| match component_name(at).filter(|_| at.is_reference()) {
                Some(name) => name,
                None => at
                    .get_str("title")
                    .map_or_else(|| simple(at), str::to_owned),
            },
        )
        .collect();
    names.dedup();
    match names.as_slice() {
        [] => None,
        [only] => Some(only.clone()),
        [one, two] => Some(format!("{one} or {two}")),
        _ => None,
    }
}

/// A word for what is in a choice within a choice.
fn simple(at: Cursor<'_>) -> String {
    let position = Position::of(at);
    match position.types().unwrap_or_default().as_slice() {
        [only] => only.label().to_owned(),
        _ => "value".to_owned(),
    }
}

/// The format of an alternative, where it is its own: one beside the choice tells nothing apart.
fn format<'a>(position: &Position<'a>) -> Option<&'a str> {
    let mut formats = position.own().filter_map(|at| at.get_str("format"));
    formats.find(|format| format.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// A list is called after what is in it.
fn list(position: &Position<'_>) -> String {
    let mut items = position.all("items");
    let (Some(items), None, false) = (items.next(), items.next(), position.has("prefixItems"))
    else {
        return JsonType::Array.label().to_owned();
    };
    let name = component_name(items).filter(|_| items.is_reference());
    if let Some(name) = name.or_else(|| items.get_str("title").map(str::to_owned)) {
        return format!("{name} list");
    }
    let position = Position::of(items);
    match position.types().unwrap_or_default().as_slice() {
        [JsonType::Array] => format!("{} list", singular(&list(&position))),
        [JsonType::String] if format(&position).is_some() => {
            format!("{} list", format(&position).unwrap_or_default())
        }
        [only] if position.choice().is_none() => match enumeration::allowed(&position) {
            None => format!("{}s", only.label()),
            Some(_) => JsonType::Array.label().to_owned(),
        },
        _ => JsonType::Array.label().to_owned(),
    }
}

fn singular(name: &str) -> &str {
    name.strip_suffix('s').unwrap_or(name)
}
