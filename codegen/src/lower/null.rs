//! Null in unions: where alternatives allow it, the union does, once.

use super::Lowering;
use crate::ir::{Shape, TypeId};

impl Lowering<'_, '_> {
    /// Takes null out of the alternatives of unions: `Option<Width>` instead of a `Width` of which each
    /// variant has an `Option`. Of `oneOf`, two alternatives that allow it refuse it together.
    pub(super) fn tell_of_null_once(&mut self) {
        // A union that becomes nullable may be an alternative of another one.
        while self.tell_of_null() {}
    }

    fn tell_of_null(&mut self) -> bool {
        let mut changed = false;
        for index in 0..self.types.len() {
            let Some(definition) = self.types.get(index) else {
                break;
            };
            let Shape::Union(union) = &definition.shape else {
                continue;
            };
            let allow_null: Vec<bool> = union
                .variants
                .iter()
                .map(|variant| !variant.never_null && self.is_nullable(variant.type_id))
                .collect();
            let count = allow_null.iter().filter(|allows| **allows).count();
            let mut ids = union.variants.iter().map(|variant| variant.type_id);
            let takes_all_nulls = ids.any(|id| matches!(self.look_through(id).0, Shape::Null));
            let refuses = union.exclusive && count + usize::from(takes_all_nulls) > 1;
            // What must hold besides is not looked at for null.
            if count == 0 || refuses || definition.rest.is_some() {
                continue;
            }
            changed = true;
            if let Some(definition) = self.types.get_mut(index)
                && let Shape::Union(union) = &mut definition.shape
            {
                definition.nullable = true;
                for (variant, allows) in union.variants.iter_mut().zip(allow_null) {
                    variant.never_null |= allows;
                }
            }
        }
        changed
    }

    fn is_nullable(&self, id: TypeId) -> bool {
        let (shape, nullable) = self.look_through(id);
        nullable && !matches!(shape, Shape::Any | Shape::Null)
    }
}
