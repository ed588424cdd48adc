//! Lists: what is in them, and how many.

use super::super::Lowering;
use super::position::Position;
use super::unevaluated::unevaluated_items;
use crate::document::Cursor;
use crate::ir::{ArrayShape, Origin, Shape, TypeId};

impl<'a> Lowering<'a, '_> {
    pub(super) fn array(&mut self, id: TypeId, position: &Position<'a>) -> Shape {
        let items = self.items(id, position);
        let counts = |keyword| position.all(keyword).filter_map(Cursor::u64);
        Shape::Array(ArrayShape {
            items,
            min_items: counts("minItems").max().filter(|count| *count > 0),
            max_items: counts("maxItems").min(),
            unique_items: position
                .all("uniqueItems")
                .any(|unique| unique.bool() == Some(true)),
        })
    }

    /// What is in a list: what `items` says, and what `prefixItems` says of the first ones.
    fn items(&mut self, id: TypeId, position: &Position<'a>) -> TypeId {
        let origin = Origin::Items { parent: id };
        let first: Vec<Cursor<'a>> = position
            .all("prefixItems")
            .flat_map(Cursor::items)
            .collect();
        let mut others: Vec<Cursor<'a>> = position.all("items").collect();
        if others.is_empty() {
            others.extend(unevaluated_items(position));
        }
        if first.is_empty() {
            return match others.split_first() {
                // Without `items` anything goes.
                None => self.anything(position, origin),
                Some((only, [])) => self.schema(*only, origin),
                Some((first, rest)) => {
                    let merged = rest
                        .iter()
                        .fold(Position::of(*first), |merged, at| merged.and(*at));
                    self.declare(merged, origin)
                }
            };
        }
        let counts = position.all("maxItems").filter_map(Cursor::u64);
        let is_full = counts
            .min()
            .is_some_and(|count| count <= first.len() as u64);
        if others.is_empty() && !is_full {
            self.untyped.push(position.home().place());
            return self.anything(position, origin);
        }
        let others = others.into_iter().filter(|at| at.bool() != Some(false));
        self.one_of_several(position, first.into_iter().chain(others).collect(), origin)
    }
}
