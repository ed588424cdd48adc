//! Violations in the order of the value that they are about.

use super::Checker;
use crate::json::Value;

impl Checker<'_> {
    /// Brings the violations from `first` on into the order of the value at which one is, whose parts were looked at
    /// more than once.
    pub(crate) fn order(&mut self, first: usize, value: &Value) {
        let base = self.here().len();
        self.violations_mut().sort_from(first, |pointer| {
            way(value, pointer.get(base..).unwrap_or_default())
        });
    }
}

/// The way to a part of a value, by position; what is not there comes last.
fn way(value: &Value, pointer: &str) -> Vec<usize> {
    let mut at = Some(value);
    let tokens = pointer.split('/').skip(1);
    tokens
        .map(|token| {
            let (index, part) = match at {
                Some(Value::Array(items)) => {
                    let index = token.parse().unwrap_or(usize::MAX);
                    (index, items.get(index))
                }
                Some(Value::Object(entries)) => {
                    let name = token.replace("~1", "/").replace("~0", "~");
                    let mut entries = entries.iter().enumerate();
                    match entries.find(|(_, (known, _))| **known == name) {
                        Some((index, (_, part))) => (index, Some(part)),
                        None => (usize::MAX, None),
                    }
                }
                _ => (usize::MAX, None),
            };
            at = part;
            index
        })
        .collect()
}
