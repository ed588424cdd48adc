//! Which types hold values that can break a rule of the document although Rust accepts them.

use crate::ir::{Additional, Shape, TypeDef, Types};

pub(super) fn checked(types: &Types) -> Vec<bool> {
    super::spread(types, has_rules)
}

/// A newtype cannot hold a bad value, but is checked all the same: that costs nothing to say and
/// keeps one rule for all named types.
fn has_rules(definition: &TypeDef) -> bool {
    if definition.rest.is_some() {
        return true;
    }
    match &definition.shape {
        Shape::Integer(shape) => shape.is_constrained(),
        // What is its own business.
        Shape::Replaced(_) => true,
        // NaN and infinity are no JSON numbers.
        Shape::Number(_) => true,
        Shape::String(shape) => shape.is_constrained(),
        Shape::Array(shape) => shape.is_constrained(),
        Shape::Map(shape) => shape.is_constrained(),
        Shape::Object(shape) => {
            shape.min_properties.is_some()
                || shape.max_properties.is_some()
                // A kept name must not be one that is declared.
                || matches!(shape.additional, Additional::Kept(_))
        }
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Enum(_)
        | Shape::Union(_)
        | Shape::Alias(_)
        | Shape::Problem => false,
    }
}
