//! The least that is left of a value and still shows something.

use anteroom::json::{Map, Value};

use crate::mutate::{count, nth};

/// Takes away from a value as long as it shows what it showed.
pub(crate) fn shrink(value: &Value, shows: impl Fn(&Value) -> bool) -> Value {
    let mut least = value.clone();
    let mut tries = 0;
    'again: loop {
        for place in 0..count(&least) {
            for smaller in smaller(&mut least.clone(), place) {
                tries += 1;
                let mut candidate = least.clone();
                if let Some(part) = nth(&mut candidate, &mut { place }) {
                    *part = smaller;
                }
                if candidate != least && shows(&candidate) {
                    least = candidate;
                    continue 'again;
                }
                if tries > 3_000 {
                    return least;
                }
            }
        }
        return least;
    }
}

/// What a part of a value could be instead.
fn smaller(value: &mut Value, place: usize) -> Vec<Value> {
    let Some(part) = nth(value, &mut { place }) else {
        return Vec::new();
    };
    match part {
        Value::Array(items) => {
            let without = |index: usize| {
                let mut items = items.clone();
                items.remove(index);
                Value::Array(items)
            };
            let all = [Value::Null, Value::Array(Vec::new())];
            all.into_iter()
                .chain((0..items.len()).map(without))
                .collect()
        }
        Value::Object(entries) => {
            let without = |name: &str| {
                let mut entries = entries.clone();
                entries.remove(name);
                Value::Object(entries)
            };
            let all = [Value::Null, Value::Object(Map::new())];
            all.into_iter().chain(entries.keys().map(without)).collect()
        }
        Value::String(text) if !text.is_empty() => {
            let half: String = text.chars().take(text.chars().count() / 2).collect();
            vec![
                Value::Null,
                Value::String(String::new()),
                Value::String(half),
            ]
        }
        Value::Number(_) | Value::Bool(_) => vec![Value::Null],
        _ => Vec::new(),
    }
}
