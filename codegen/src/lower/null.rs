//! Null: refused where a rule besides the type does; where alternatives of a union allow it, the union does, once.

use std::collections::HashMap;

use super::Lowering;
use super::schema::Position;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Shape, TypeId};

impl Lowering<'_, '_> {
    /// Warns that a rule refuses the null that a type allows, unless the type is another's: whoever says it beside a
    /// reference means it.
    pub(super) fn warn_of_null(&mut self, position: &Position<'_>, shape: &Shape) {
        if matches!(shape, Shape::Alias(_)) {
            return;
        }
        let message = "null is one of the types, and what stands beside them refuses it";
        let place = position.home().place();
        let diagnostic = Diagnostic::new(Code::RefusedNull, place, message.to_owned());
        self.diagnostics
            .push(diagnostic.help(Code::RefusedNull.help()));
    }

    /// Takes null out of the alternatives of unions: `Option<Width>` instead of a `Width` of which each
    /// variant has an `Option`. Of `oneOf`, two alternatives that allow it refuse it together.
    pub(super) fn tell_of_null_once(&mut self) {
        // All of it is known before any is changed: a union that allows null may be an alternative of another one.
        let mut known = HashMap::new();
        let told: Vec<(usize, Vec<bool>)> = (0..self.types.len())
            .filter_map(|index| {
                let Null { told, .. } = self.null_of(TypeId(index), &mut known, 0);
                Some((index, told?))
            })
            .collect();
        for (index, allow_null) in told {
            if let Some(definition) = self.types.get_mut(index)
                && let Shape::Union(union) = &mut definition.shape
            {
                definition.nullable = true;
                for (variant, allows) in union.variants.iter_mut().zip(allow_null) {
                    variant.never_null |= allows;
                }
            }
        }
    }

    fn null_of(&self, id: TypeId, known: &mut HashMap<TypeId, Null>, depth: usize) -> Null {
        if let Some(null) = known.get(&id) {
            return null.clone();
        }
        // What is looked at already says nothing by itself.
        known.insert(id, Null::default());
        let (shape, nullable) = self.look_through(id);
        let mut null = Null {
            allowed: nullable && !matches!(shape, Shape::Any | Shape::Null),
            possible: nullable || matches!(shape, Shape::Null),
            told: None,
        };
        let target = self.behind(id);
        if let Shape::Union(union) = shape
            && depth < DEPTH
        {
            let has_rest = self.types.get(target.0).is_some_and(|it| it.rest.is_some());
            let nulls: Vec<Null> = union
                .variants
                .iter()
                .map(|variant| match variant.never_null {
                    true => Null::default(),
                    false => self.null_of(variant.type_id, known, depth + 1),
                })
                .collect();
            let possible = nulls.iter().filter(|null| null.possible).count();
            let refuses = union.exclusive && possible > 1;
            null.possible |= possible > 0 && !refuses;
            // What must hold besides is not looked at for null.
            if nulls.iter().any(|null| null.allowed) && !refuses && !has_rest {
                null.allowed = true;
                let is_union_itself = target == id;
                null.told =
                    is_union_itself.then(|| nulls.iter().map(|null| null.allowed).collect());
            }
        }
        known.insert(id, null.clone());
        null
    }

    /// The type behind aliases.
    fn behind(&self, mut id: TypeId) -> TypeId {
        for _ in 0..self.types.len() {
            match self.types.get(id.0).map(|definition| &definition.shape) {
                Some(Shape::Alias(target)) => id = *target,
                _ => break,
            }
        }
        id
    }
}

/// How deep unions are looked into.
const DEPTH: usize = 100;

/// What is known of null as a value of a type.
#[derive(Clone, Debug, Default)]
struct Null {
    /// It is one, and `nullable` says so or will.
    allowed: bool,
    /// It may be one.
    possible: bool,
    /// Of a union that will be nullable, which alternatives allow it.
    told: Option<Vec<bool>>,
}
