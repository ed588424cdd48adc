//! Which traits a type can have, and which of those that the user wants it gets.

use std::collections::HashSet;

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use anteroom::validate::Format;

use crate::ir::{Additional, Api, Shape, TypeDef, TypeId, Types};
use crate::source::{FileId, JsonPointer, Place};

/// A trait that the user wants derived.
#[derive(Clone, Debug)]
pub(crate) struct Derive {
    /// The path of its macro.
    pub(crate) path: String,
    /// The schema that is to have it, as a URI reference; all of them, if none is named.
    pub(crate) schema: Option<String>,
}

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

/// The traits that each type gets in addition.
pub(super) fn extra(
    api: &Api,
    facts: &Facts,
    wanted: &[Derive],
    diagnostics: &mut Diagnostics,
) -> Vec<Vec<String>> {
    let mut extra = vec![Vec::new(); api.types.len()];
    for derive in wanted {
        let lacking = lacking(api, facts, &derive.path);
        let mut used = false;
        let mut having = Vec::new();
        for (id, definition) in api.types.iter() {
            let is_meant = match &derive.schema {
                Some(schema) => api.uri(&definition.place) == *schema,
                None => true,
            };
            if !is_meant || !definition.is_model() || is_given(facts, id, derive) {
                continue;
            }
            used = true;
            if !lacking[id.0] {
                having.push(id);
            } else if derive.schema.is_some() {
                diagnostics.push(cannot(definition, &derive.path));
            }
        }
        for id in with_parts(api, &derive.path, having) {
            let with = base(&derive.path).map(str::to_owned);
            extra[id.0].extend(with.into_iter().chain([derive.path.clone()]));
        }
        if !used {
            diagnostics.push(idle(derive, api.main));
        }
    }
    extra
}

/// The trait that has to be derived with another one.
fn base(path: &str) -> Option<&'static str> {
    (path == "Ord").then_some("PartialOrd")
}

/// Types and, where a trait can only be derived if all parts of a type have it, those.
fn with_parts(api: &Api, path: &str, mut types: Vec<TypeId>) -> Vec<TypeId> {
    if !matches!(path, "Copy" | "Hash" | "PartialOrd" | "Ord") {
        return types;
    }
    let mut seen: HashSet<TypeId> = types.iter().copied().collect();
    let mut at = 0;
    while let Some(id) = types.get(at) {
        let parts = api.types[*id].parts().into_iter();
        types.extend(parts.filter(|part| seen.insert(*part)));
        at += 1;
    }
    types.retain(|id| api.types[*id].is_model());
    types
}

/// Whether a type has the trait without being asked for it.
fn is_given(facts: &Facts, id: TypeId, derive: &Derive) -> bool {
    match derive.path.as_str() {
        "Clone" | "Debug" | "PartialEq" => true,
        "Eq" => facts.equal[id.0],
        "Default" => facts.defaults[id.0],
        _ => false,
    }
}

/// The types that cannot have a trait of std. Of others the compiler knows.
fn lacking(api: &Api, facts: &Facts, path: &str) -> Vec<bool> {
    let inexact = |shape: &Shape| {
        matches!(
            shape,
            Shape::Number(_) | Shape::Replaced(_) | Shape::Problem
        )
    };
    // Points in time with offsets, and objects, have no order.
    let unordered = |shape: &Shape| match shape {
        Shape::Number(_) => false,
        Shape::String(shape) => shape.typed() == Some(Format::DateTime),
        Shape::Object(shape) => matches!(shape.additional, Additional::Kept(_)),
        Shape::Any | Shape::Map(_) => true,
        other => inexact(other),
    };
    let owned = |shape: &Shape| match shape {
        Shape::String(shape) => matches!(shape.typed(), None | Some(Format::Byte)),
        Shape::Array(_) => true,
        other => unordered(other),
    };
    let types = &api.types;
    match path {
        "Eq" | "Hash" => super::spread(types, |definition| inexact(&definition.shape)),
        "PartialOrd" => super::spread(types, |definition| unordered(&definition.shape)),
        "Ord" => super::spread(types, |definition| {
            inexact(&definition.shape) || unordered(&definition.shape)
        }),
        "Copy" => {
            let boxes: Vec<TypeId> = facts.boxed.keys().map(|(owner, _)| *owner).collect();
            let mut lacking = super::spread(types, |definition| owned(&definition.shape));
            boxes.into_iter().for_each(|owner| lacking[owner.0] = true);
            lacking
        }
        "Default" => facts.defaults.iter().map(|has| !has).collect(),
        _ => vec![false; types.len()],
    }
}

fn cannot(definition: &TypeDef, path: &str) -> Diagnostic {
    let message = format!("no type for this schema can have {}", quote(path));
    Diagnostic::new(Code::BadDerive, definition.place.clone(), message).help(Code::BadDerive.help())
}

fn idle(derive: &Derive, file: FileId) -> Diagnostic {
    let path = quote(&derive.path);
    let message = match &derive.schema {
        Some(schema) => format!(
            "there is no struct or enum of {} that does not have {path} anyway",
            quote(schema)
        ),
        None => format!("there is no struct or enum that does not have {path} anyway"),
    };
    Diagnostic::new(
        Code::IdleOption,
        Place::new(file, JsonPointer::root()),
        message,
    )
    .help(Code::IdleOption.help())
}
