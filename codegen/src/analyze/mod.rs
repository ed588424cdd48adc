//! Facts about the types of an API that emission needs, each worked out once.

mod checked;
mod depth;
mod derives;
mod homes;
mod kinds;
mod recursion;
mod serde;
mod xml_names;

use std::collections::{HashMap, HashSet};

pub(crate) use derives::Derive;
pub(crate) use kinds::Kinds;
pub use serde::Serde;

use crate::diagnostic::Diagnostics;
use crate::ir::{Api, TypeDef, TypeId};

/// The box that a property or a variant is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Boxing {
    /// `Box`, since it would hold its own type by value.
    Box,
    /// `anteroom::Deep`, since what is in it lies too deep for rustc.
    Deep,
}

/// A property or a variant: its owner, and which it is.
pub(crate) type Edge = (TypeId, usize);

/// What is known of every type.
#[derive(Debug)]
pub(crate) struct Facts {
    /// Properties and variants that must be in a box.
    pub(crate) boxed: HashMap<Edge, Boxing>,
    is_deep: bool,
    /// Types in whose values some rule can be broken once they are in memory.
    pub(crate) checked: Vec<bool>,
    /// Types that have `Default`: objects without a required property.
    pub(crate) defaults: Vec<bool>,
    /// The kinds of JSON values that a type has.
    pub(crate) kinds: Vec<Kinds>,
    /// Types that have `Eq`: no floating-point number in them.
    pub(crate) equal: Vec<bool>,
    /// The operation in which a type is written in place, if it is.
    pub(crate) homes: Vec<Option<usize>>,
    /// Types that have a bridge to serde.
    pub(crate) bridged: Vec<bool>,
    /// The traits that types get because the user wants them.
    pub(crate) derives: Vec<Vec<String>>,
}

impl Facts {
    /// Whether some types lie too deep within others for rustc.
    pub(crate) fn is_deep(&self) -> bool {
        self.is_deep
    }

    pub(crate) fn is_checked(&self, id: TypeId) -> bool {
        self.checked.get(id.0).copied().unwrap_or(false)
    }

    /// The operation in which a type is written in place.
    pub(crate) fn home(&self, id: TypeId) -> Option<usize> {
        self.homes.get(id.0).copied().flatten()
    }
}

/// Works out all facts. Complains of what the user wants derived and no type can have.
pub(crate) fn analyze(
    api: &Api,
    derives: &[Derive],
    serde: Serde,
    diagnostics: &mut Diagnostics,
) -> Facts {
    let homes = homes::homes(api);
    xml_names::complain(api, diagnostics);
    let boxed = boxes(api, diagnostics);
    let facts = Facts {
        is_deep: boxed.values().any(|boxing| *boxing == Boxing::Deep),
        boxed,
        checked: checked::checked(&api.types),
        defaults: derives::defaults(&api.types),
        kinds: kinds::kinds(&api.types),
        equal: derives::equal(&api.types),
        bridged: serde::bridged(serde, &homes),
        homes,
        derives: Vec::new(),
    };
    let derives = derives::extra(api, &facts, derives, diagnostics);
    Facts { derives, ..facts }
}

/// The box of each property and variant that is in one.
fn boxes(api: &Api, diagnostics: &mut Diagnostics) -> HashMap<Edge, Boxing> {
    let deep = depth::deep(
        api,
        &recursion::boxed(&api.types, &HashSet::new()),
        diagnostics,
    );
    let recursive = recursion::boxed(&api.types, &deep);
    let boxes = recursive.into_iter().map(|edge| (edge, Boxing::Box));
    boxes
        .chain(deep.into_iter().map(|edge| (edge, Boxing::Deep)))
        .collect()
}

/// The least fixed point of "`seed` holds, or it holds for a part".
fn spread(types: &crate::ir::Types, seed: impl Fn(&TypeDef) -> bool) -> Vec<bool> {
    let mut users: Vec<Vec<TypeId>> = vec![Vec::new(); types.len()];
    let mut holds = vec![false; types.len()];
    let mut open = Vec::new();
    for (id, definition) in types.iter() {
        for part in definition.parts() {
            users[part.0].push(id);
        }
        if seed(definition) {
            holds[id.0] = true;
            open.push(id);
        }
    }
    while let Some(id) = open.pop() {
        for user in &users[id.0] {
            if !holds[user.0] {
                holds[user.0] = true;
                open.push(*user);
            }
        }
    }
    holds
}
