//! The kinds of JSON values that a type has: what rules out alternatives of a union at first sight.

use crate::ir::{EnumShape, Scalar, Shape, TypeDef, TypeId, Types};

/// A set of kinds of JSON values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kinds(u8);

impl Kinds {
    /// Each kind with its name in the runtime. A number includes the integers.
    const NAMED: [(Self, &'static str); 7] = [
        (Self(0b0000_0001), "NULL"),
        (Self(0b0000_0010), "BOOL"),
        (Self(0b0000_1100), "NUMBER"),
        (Self(0b0000_0100), "INTEGER"),
        (Self(0b0001_0000), "STRING"),
        (Self(0b0010_0000), "ARRAY"),
        (Self(0b0100_0000), "OBJECT"),
    ];
    const ANY: Self = Self(0b0111_1111);

    fn named(name: &str) -> Self {
        Self::NAMED
            .iter()
            .find(|(_, known)| *known == name)
            .map_or(Self::ANY, |(kinds, _)| *kinds)
    }

    fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The same without null.
    pub(crate) fn but_null(self) -> Self {
        Self(self.0 & !Self::named("NULL").0)
    }

    /// The names whose union this is.
    pub(crate) fn names(self) -> Vec<&'static str> {
        if self == Self::ANY {
            return vec!["ANY"];
        }
        let mut left = self.0;
        let mut names = Vec::new();
        for (kinds, name) in Self::NAMED {
            if left & kinds.0 == kinds.0 {
                left &= !kinds.0;
                names.push(name);
            }
        }
        if names.is_empty() {
            vec!["NONE"]
        } else {
            names
        }
    }
}

/// The least fixed point: a type that is only made of itself has no values.
pub(super) fn kinds(types: &Types) -> Vec<Kinds> {
    let mut kinds = vec![Kinds::default(); types.len()];
    loop {
        let mut changed = false;
        for (id, definition) in types.iter() {
            let found = of(definition, &kinds);
            changed |= kinds[id.0] != found;
            kinds[id.0] = found;
        }
        if !changed {
            return kinds;
        }
    }
}

fn of(definition: &TypeDef, known: &[Kinds]) -> Kinds {
    let of_type = |id: TypeId| known.get(id.0).copied().unwrap_or_default();
    let kinds = match &definition.shape {
        Shape::Any => Kinds::ANY,
        Shape::Never => Kinds::default(),
        Shape::Null => Kinds::named("NULL"),
        Shape::Boolean => Kinds::named("BOOL"),
        Shape::Integer(_) => Kinds::named("INTEGER"),
        Shape::Number(_) => Kinds::named("NUMBER"),
        Shape::String(_) => Kinds::named("STRING"),
        Shape::Array(_) => Kinds::named("ARRAY"),
        Shape::Map(_) | Shape::Object(_) | Shape::Problem => Kinds::named("OBJECT"),
        Shape::Enum(shape) => of_values(shape),
        Shape::Replaced(shape) if shape.types.is_empty() => Kinds::ANY,
        Shape::Replaced(shape) => shape
            .types
            .iter()
            .map(|name| match *name {
                "boolean" => Kinds::named("BOOL"),
                other => Kinds::named(&other.to_ascii_uppercase()),
            })
            .fold(Kinds::default(), Kinds::or),
        Shape::Alias(target) if definition.refuses_null => of_type(*target).but_null(),
        Shape::Alias(target) => of_type(*target),
        Shape::Union(shape) => shape
            .variants
            .iter()
            .fold(Kinds::default(), |kinds, variant| {
                let own = of_type(variant.type_id);
                kinds.or(if variant.never_null {
                    own.but_null()
                } else {
                    own
                })
            }),
    };
    if definition.nullable {
        kinds.or(Kinds::named("NULL"))
    } else {
        kinds
    }
}

fn of_values(shape: &EnumShape) -> Kinds {
    let of_value = |value: &Scalar| {
        Kinds::named(match value {
            Scalar::String(_) => "STRING",
            Scalar::Integer(_) => "INTEGER",
            Scalar::Number(_) => "NUMBER",
            Scalar::Boolean(_) => "BOOL",
        })
    };
    shape.values.iter().fold(Kinds::default(), |kinds, value| {
        kinds.or(of_value(&value.value))
    })
}
