//! Which std traits a type can have.

use crate::ir::{Shape, Types};

/// An object has a `Default` when none of its properties is required.
pub(super) fn defaults(types: &Types) -> Vec<bool> {
    types
        .iter()
        .map(|(_, definition)| match &definition.shape {
            Shape::Object(object) => object.properties.iter().all(|property| !property.required),
            _ => false,
        })
        .collect()
}

/// Everything but floating-point numbers has a total equality, and perhaps what the program brings.
pub(super) fn equal(types: &Types) -> Vec<bool> {
    super::spread(types, |definition| {
        matches!(definition.shape, Shape::Number(_) | Shape::Replaced(_))
    })
    .into_iter()
    .map(|inexact| !inexact)
    .collect()
}
