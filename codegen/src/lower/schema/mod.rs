//! Schemas: from JSON Schema as the document writes it to a shape.

mod alternative;
mod array;
mod conflict;
mod enumeration;
mod inheritance;
mod label;
mod looks;
mod object;
mod position;
mod scalar;
mod single;
mod tag;
mod unevaluated;
mod union;
mod void;
mod wrapper;
mod written;

pub(super) use self::enumeration::valued;
pub(crate) use self::inheritance::Inheritance;
pub(crate) use self::position::{Key, Position};
pub(super) use self::scalar::{byte_count, item_count, says_more_of_all};
use self::single::{JsonType, is_nullable};
use self::wrapper::{adds_rules, renamed, sole_part};
pub(super) use self::wrapper::{only_describes, referred};
use super::Lowering;
use crate::document::Cursor;
use crate::ir::{Origin, Shape, TypeId};

impl<'a> Lowering<'a, '_> {
    /// The type of a schema position. References give the type that they name.
    pub(super) fn schema(&mut self, at: Cursor<'a>, origin: Origin) -> TypeId {
        let (mut at, mut origin) = (at, origin);
        let mut seen = std::collections::HashSet::new();
        // What leads back to itself was reported.
        while seen.insert(at.id()) {
            if self.replaced_at(at).is_some() {
                return self.declare_at(at, origin);
            }
            if at.is_reference() && !is_nullable(at) && !adds_rules(at) {
                let Some(target) = at.target() else {
                    return self.anything(&Position::of(at), origin);
                };
                (at, origin) = (target, named_origin(target));
            } else if let Some(part) = sole_part(at)
                && !is_nullable(at)
                && !self.inheritance.is_heir(at)
            {
                // The wrapper adds words only, so the type keeps its name.
                at = part;
            } else {
                return self.declare_at(at, origin);
            }
        }
        self.anything(&Position::of(at), origin)
    }

    /// What values a schema has, and whether `null` is one of them.
    pub(super) fn shape(&mut self, id: TypeId, position: &Position<'a>) -> (Shape, bool) {
        let home = position.home();
        if self.problems.contains(&home.id()) {
            return (Shape::Problem, false);
        }
        if position.is_never() {
            return (Shape::Never, false);
        }
        let mut nullable = position.is_nullable();
        if let Some(shape) = self.replaced(position) {
            return (shape, nullable);
        }
        if let Some(target) = renamed(position).filter(|_| !self.inheritance.is_heir(home)) {
            let origin = named_origin(target);
            return (Shape::Alias(self.schema(target, origin)), nullable);
        }
        if let Some(values) = enumeration::allowed(position) {
            nullable |= position.types().is_none() && enumeration::has_null(position);
            if let Some(shape) = enumerated(position, &values, nullable) {
                return (shape, nullable);
            }
        }
        if let Some(shape) = self.inherited(id, position) {
            return (shape, nullable);
        }
        if let Some(choice) = position.choice() {
            let chosen = self.choice(id, position, choice);
            // A list of types that has null in it does not make null an alternative.
            let nullable = nullable && position.takes_null_anyway();
            return (chosen.shape, nullable || chosen.nullable);
        }
        (self.typed_shape(id, position, nullable), nullable)
    }

    fn typed_shape(&mut self, id: TypeId, position: &Position<'a>, nullable: bool) -> Shape {
        let types = match position.types() {
            Some(types) => types,
            None => match position.implied_type() {
                Some(implied) => vec![implied],
                // Values with parts, which no enum has, are of their types.
                None => enumeration::types(position),
            },
        };
        match types.as_slice() {
            [only] => self.shape_of(id, position, *only),
            [] if position.types().is_none() => Shape::Any,
            [] if nullable => Shape::Null,
            [] => Shape::Never,
            several => self.several_types(id, position, several),
        }
    }

    fn shape_of(&mut self, id: TypeId, position: &Position<'a>, kind: JsonType) -> Shape {
        match kind {
            JsonType::Boolean => Shape::Boolean,
            JsonType::Integer => Shape::Integer(scalar::integer(position)),
            JsonType::Number => Shape::Number(scalar::number(position)),
            JsonType::String => Shape::String(scalar::string(position)),
            JsonType::Array => self.array(id, position),
            JsonType::Object => self.object(id, position),
        }
    }

    /// A type for any JSON value, for a position that has no schema of its own.
    pub(super) fn anything(&mut self, position: &Position<'a>, origin: Origin) -> TypeId {
        self.add_type(position.home().place(), origin, crate::ir::Docs::default())
    }

    /// A type without values.
    fn never(&mut self, position: &Position<'a>, origin: Origin) -> TypeId {
        let id = self.anything(position, origin);
        if let Some(definition) = self.types.get_mut(id.0) {
            definition.shape = Shape::Never;
        }
        id
    }
}

/// The default of a position: its own, or that of the schema that it refers to.
pub(super) fn default_of(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let own = at.get("default").or_else(|| {
        let mut parts = at.get("allOf")?.items();
        parts.find_map(|part| part.get("default"))
    });
    let through = || {
        let target = if at.is_reference() {
            at.follow()
        } else {
            sole_part(at)?.follow()
        };
        target.get("default")
    };
    own.or_else(through)
}

/// The shape that a list of allowed values has; `None` if some of them have parts.
fn enumerated(position: &Position<'_>, values: &[Cursor<'_>], nullable: bool) -> Option<Shape> {
    if values.is_empty() {
        return Some(match nullable {
            true => Shape::Null,
            false => Shape::Never,
        });
    }
    let shape = enumeration::shape(position, values)?;
    Some(match shape.is_all_booleans() {
        true => Shape::Boolean,
        false => Shape::Enum(shape),
    })
}

/// Whether this is one of `components/schemas` of the main document.
pub(super) fn is_component(at: Cursor<'_>) -> bool {
    component(at).is_some()
}

fn component(at: Cursor<'_>) -> Option<String> {
    let pointer = at.is_in_main().then(|| at.pointer())?;
    match pointer.tokens() {
        [components, schemas, name] if components == "components" && schemas == "schemas" => {
            Some(name.clone())
        }
        _ => None,
    }
}

/// What a schema that is reached by a reference is called.
pub(super) fn named_origin(target: Cursor<'_>) -> Origin {
    // A position in a list is no name.
    let is_name = |name: &String| !name.bytes().all(|byte| byte.is_ascii_digit());
    let in_file = || target.name_in_file().filter(is_name);
    if let Some(name) = component(target).or_else(in_file) {
        return Origin::Component(name);
    }
    let pointer = target.pointer();
    let structure = ["properties", "$defs", "definitions"];
    let tokens = pointer.tokens().iter().map(String::as_str);
    let words: Vec<&str> = tokens.filter(|token| !structure.contains(token)).collect();
    let last = words.get(words.len().saturating_sub(3)..).unwrap_or(&words);
    Origin::Elsewhere(last.strip_prefix(&["schemas"]).unwrap_or(last).join(" "))
}
