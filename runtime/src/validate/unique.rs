//! Equality of JSON values, for `uniqueItems`.

use std::collections::HashSet;

use crate::json::{self, Value};

/// Whether an array, given as JSON text, has two items that are equal. Takes time in proportion to its length.
pub(super) fn has_equal_items(array: &str) -> bool {
    // The text was read, or written, before: it is an array.
    let Ok(items) = json::from_str::<Vec<Value>>(array) else {
        return false;
    };
    !are_unique(&items)
}

/// Whether no two items are equal.
pub(super) fn are_unique(items: &[Value]) -> bool {
    let mut seen = HashSet::with_capacity(items.len());
    items.iter().all(|item| seen.insert(item))
}
