//! Null: refused where a rule besides the type does; where alternatives of a union allow it, the union does, once.

use super::Lowering;
use super::void::Weigher;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Shape, TypeId};

impl Lowering<'_, '_> {
    /// A type that allows null does not, if what a value must satisfy besides refuses it: `type: [string, 'null']`
    /// beside `not: {type: 'null'}`.
    pub(super) fn refuse_nulls(&mut self) {
        let mut weigher = Weigher::new(&self.schemas);
        let mut telling = Vec::new();
        for id in std::mem::take(&mut self.doubtful_nulls) {
            let allowed = self.look_through(id).1;
            let Some(definition) = self.types.get_mut(id.0).filter(|_| allowed) else {
                continue;
            };
            let Some(rest) = definition.rest.filter(|rest| !weigher.takes_null(*rest)) else {
                continue;
            };
            telling.push(rest);
            definition.refuses_null = true;
            let was_nullable = std::mem::take(&mut definition.nullable);
            // Whoever says it beside a reference means it.
            if was_nullable && !matches!(definition.shape, Shape::Alias(_)) {
                let message = "null is one of the types, and what stands beside them refuses it";
                let place = definition.place.clone();
                let diagnostic = Diagnostic::new(Code::RefusedNull, place, message.to_owned());
                self.diagnostics
                    .push(diagnostic.help(Code::RefusedNull.help()));
            }
        }
        for id in telling {
            if let Some(schema) = self.schemas.get_mut(id.0) {
                schema.tells_of_null = true;
            }
        }
    }

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
