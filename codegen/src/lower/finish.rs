//! Working off the types that were declared: each gets its shape.

use std::collections::HashSet;

use super::Lowering;
use super::docs::docs;
use super::schema::Position;
use crate::diagnostic::Code;
use crate::document::Cursor;
use crate::ir::{Direction, Shape, TypeId, XmlHint};
use crate::source::Place;

impl<'a> Lowering<'a, '_> {
    pub(super) fn finish_types(&mut self) {
        // In the order of declaration, so that names settle the same way every time.
        while !self.open.is_empty() {
            for (id, position, direction) in std::mem::take(&mut self.open) {
                self.finish_type(id, &position, direction);
            }
            if self.room == 0 {
                self.open.clear();
            }
        }
        self.wrap_endless_aliases();
    }

    /// Whether there is room for more. If not, that is an error, and nothing more is lowered.
    pub(super) fn take_room(&mut self, position: &Position<'a>, size: usize) -> bool {
        if self.room == 0 {
            return false;
        }
        self.room = self.room.saturating_sub(size);
        if self.room == 0 {
            let message =
                "from here on, schemas unfold into more types and properties than can be generated";
            self.unsupported(Code::UnfoldsTooFar, position.home(), message);
        }
        self.room > 0
    }

    fn finish_type(&mut self, id: TypeId, position: &Position<'a>, direction: Direction) {
        let before = std::mem::replace(&mut self.direction, direction);
        self.finish(id, position);
        self.direction = before;
    }

    fn finish(&mut self, id: TypeId, position: &Position<'a>) {
        let position = &self.sole(position);
        let (mut shape, mut nullable) = self.shape(id, position);
        let null_is_refused = nullable && position.rules_out_null();
        if null_is_refused {
            nullable = false;
            if matches!(shape, Shape::Null) {
                shape = Shape::Never;
            }
            self.warn_of_null(position, &shape);
        }
        if matches!(shape, Shape::Any) && !position.is_untold() {
            self.untyped.push(position.home().place());
        }
        self.warn_of_conflict(position, &shape);
        let parts = match &shape {
            Shape::Object(shape) => shape.properties.len(),
            Shape::Union(shape) => shape.variants.len(),
            Shape::Enum(shape) => shape.values.len(),
            _ => 0,
        };
        self.take_room(position, parts);
        let rest = match shape {
            Shape::Problem | Shape::Replaced(_) | Shape::Never => None,
            Shape::Any => self.rest(position, false),
            _ => self.rest(position, true),
        };
        if let Some(rest) = rest.filter(|_| null_is_refused)
            && let Some(schema) = self.schemas.get_mut(rest.0)
        {
            schema.tells_of_null = true;
        }
        self.call_type(id, position.home());
        if let Shape::Enum(shape) = &shape {
            self.call_values(id, position, shape);
        }
        if let Some(definition) = self.types.get_mut(id.0) {
            definition.refuses_null = null_is_refused && matches!(shape, Shape::Alias(_));
            definition.shape = shape;
            definition.nullable = nullable;
            definition.rest = rest;
            definition.xml = xml_hint(position.home());
            if let Some(chosen) = position.chosen() {
                let other = docs(chosen);
                let own = &mut definition.docs;
                own.summary = own.summary.take().or(other.summary);
                own.description = own.description.take().or(other.description);
                own.example = own.example.take().or(other.example);
                own.deprecated |= other.deprecated;
            }
        }
    }

    /// Of two types for one schema, marks the one of requests.
    pub(super) fn tell_twins_apart(&mut self) {
        let answered = self.types.iter();
        let answered: HashSet<Place> = answered
            .filter(|definition| definition.direction == Some(Direction::Response))
            .map(|definition| definition.place.clone())
            .collect();
        for definition in &mut self.types {
            definition.input = definition.direction == Some(Direction::Request)
                && answered.contains(&definition.place);
        }
    }

    /// An alias is written as `type A = B;`, which must end somewhere, and soon: of those that lead back
    /// to themselves, and of very many in a row, one becomes a type of its own.
    fn wrap_endless_aliases(&mut self) {
        const LONG: usize = 60;
        for index in 0..self.types.len() {
            let start = TypeId(index);
            let mut id = start;
            for step in 0..=LONG {
                let target = match self.types.get(id.0) {
                    Some(definition) if !definition.wrapped => match &definition.shape {
                        Shape::Alias(target) => *target,
                        Shape::Array(shape) => shape.items,
                        Shape::Map(shape) => shape.values,
                        _ => break,
                    },
                    _ => break,
                };
                if target == start || step == LONG {
                    let last = if target == start { start } else { id };
                    if let Some(definition) = self.types.get_mut(last.0) {
                        definition.wrapped = true;
                    }
                    break;
                }
                id = target;
            }
        }
    }

    /// Lowers a type now rather than later, for those who must look at it.
    pub(super) fn settle(&mut self, id: TypeId) {
        let mut id = id;
        // Aliases lead to other types; there are no more of them than types.
        for _ in 0..=self.types.len() {
            if let Some(index) = self.open.iter().position(|(open, ..)| *open == id) {
                let (_, position, direction) = self.open.remove(index);
                self.finish_type(id, &position, direction);
            }
            match self.types.get(id.0).map(|definition| &definition.shape) {
                Some(Shape::Alias(target)) => id = *target,
                _ => break,
            }
        }
    }

    /// The shape behind aliases, and whether null is allowed on the way.
    pub(super) fn look_through(&self, id: TypeId) -> (Shape, bool) {
        let mut id = id;
        let (mut nullable, mut refused) = (false, false);
        for _ in 0..=self.types.len() {
            let Some(definition) = self.types.get(id.0) else {
                break;
            };
            nullable |= definition.nullable && !refused;
            refused |= definition.refuses_null;
            match &definition.shape {
                Shape::Alias(target) => id = *target,
                shape => return (shape.clone(), nullable),
            }
        }
        (Shape::Any, nullable)
    }
}

/// What a schema says of its XML.
pub(super) fn xml_hint(at: Cursor<'_>) -> XmlHint {
    let Some(at) = at.get("xml") else {
        return XmlHint::default();
    };
    let text = |key| at.get_str(key).map(str::to_owned);
    // Some write the prefix into the name.
    let (prefix, name) = match at.get_str("name").and_then(|name| name.split_once(':')) {
        Some((prefix, name)) => (Some(prefix.to_owned()), Some(name.to_owned())),
        None => (None, text("name")),
    };
    XmlHint {
        name,
        namespace: text("namespace"),
        prefix: text("prefix").or(prefix),
        attribute: at.get_bool("attribute").unwrap_or(false),
        wrapped: at.get_bool("wrapped").unwrap_or(false),
    }
}
