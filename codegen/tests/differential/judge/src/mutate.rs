//! Values that are a little wrong.

use anteroom::json::{Map, Value};

use crate::grow::{Grower, any_number, number, spelled};
use crate::text;

/// Changes a value in a few places, or in none.
pub(crate) fn mutate(value: &mut Value, words: &[String], grower: &mut Grower<'_>) {
    let changes = match grower.random.below(10) {
        0..=3 => 0,
        4..=7 => 1,
        8 => 2,
        _ => 5,
    };
    for _ in 0..changes {
        let place = grower.random.below(count(value));
        // A part of the value itself, to be put somewhere else.
        let other = grower.random.below(count(value));
        let other = nth(value, &mut { other }).map(|part| part.clone());
        if let Some(part) = nth(value, &mut { place }) {
            change(part, other, words, grower);
        }
    }
}

/// How many values are in a value, itself included.
pub(crate) fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(entries) => entries.values().map(count).sum(),
        _ => 0,
    }
}

/// The part with that number.
pub(crate) fn nth<'v>(value: &'v mut Value, left: &mut usize) -> Option<&'v mut Value> {
    if *left == 0 {
        return Some(value);
    }
    *left -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| nth(item, left)),
        Value::Object(entries) => entries.iter_mut().find_map(|(_, part)| nth(part, left)),
        _ => None,
    }
}

fn change(value: &mut Value, other: Option<Value>, words: &[String], grower: &mut Grower<'_>) {
    match grower.random.below(12) {
        0 => *value = Value::Null,
        1 => *value = grower.anything(3),
        2 => *value = other.unwrap_or(Value::Null),
        3 => {
            let inner = std::mem::replace(value, Value::Null);
            *value = Value::Array(vec![inner]);
        }
        4 if grower.random.chance(20) => {
            let depth = grower.random.below(60);
            let inner = std::mem::replace(value, Value::Null);
            *value = (0..depth).fold(inner, |inner, _| Value::Array(vec![inner]));
        }
        _ => match value {
            Value::Null => *value = grower.anything(3),
            Value::Bool(flag) => *flag = !*flag,
            Value::Number(known) => {
                let known = known.to_f64();
                *value = number(other_number(known, grower));
            }
            Value::String(text) => change_text(text, words, grower),
            Value::Array(items) => change_items(items, other, grower),
            Value::Object(entries) => change_entries(entries, other, words, grower),
        },
    }
}

fn other_number(known: f64, grower: &mut Grower<'_>) -> String {
    let random = &mut grower.random;
    let other = match random.below(8) {
        0 => known + 1.0,
        1 => known - 1.0,
        2 => known + 0.5,
        3 => -known,
        4 => known * 10.0,
        5 => known,
        6 => known + 0.001,
        _ => return any_number(random),
    };
    spelled(other, random)
}

fn change_text(text: &mut String, words: &[String], grower: &mut Grower<'_>) {
    let random = &mut grower.random;
    match random.below(9) {
        0 => text.clear(),
        1 => drop(text.pop()),
        2 => text.push(
            *random
                .pick(&['x', '0', ' ', 'é', '\n', '\u{1F600}', '\u{0}'])
                .unwrap_or(&'x'),
        ),
        3 => *text = text.to_uppercase(),
        4 => *text = text::word(random),
        5 => text.insert(0, ' '),
        6 => *text = format!("{text}{text}"),
        7 => *text = text.chars().rev().collect(),
        _ => *text = random.pick(words).cloned().unwrap_or_default(),
    }
}

fn change_items(items: &mut Vec<Value>, other: Option<Value>, grower: &mut Grower<'_>) {
    match grower.random.below(7) {
        0 => items.clear(),
        1 => drop(items.pop()),
        2 => items.reverse(),
        3 => items.extend(items.first().cloned()),
        4 => items.push(grower.anything(3)),
        5 => items.extend(other),
        _ => {
            let more = grower.random.below(120);
            if let Some(first) = items.first().cloned() {
                items.extend(std::iter::repeat_n(first, more));
            }
        }
    }
}

fn change_entries(
    entries: &mut Map<Value>,
    other: Option<Value>,
    words: &[String],
    grower: &mut Grower<'_>,
) {
    let names: Vec<String> = entries.keys().map(str::to_owned).collect();
    let name = grower.random.pick(&names).cloned().unwrap_or_default();
    match grower.random.below(8) {
        0 => *entries = Map::new(),
        1..=3 => drop(entries.remove(&name)),
        4 => {
            let word = grower.random.pick(words).cloned().unwrap_or_default();
            entries.insert(word, other.unwrap_or(Value::Null));
        }
        5 => {
            let value = grower.anything(3);
            entries.insert(text::word(&mut grower.random), value);
        }
        6 => {
            if let Some(value) = entries.remove(&name) {
                entries.insert(name.to_uppercase(), value);
            }
        }
        _ => {
            let reversed: Vec<(String, Value)> = std::mem::take(entries).into_iter().collect();
            entries.extend(reversed.into_iter().rev());
        }
    }
}
