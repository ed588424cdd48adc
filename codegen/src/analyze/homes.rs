//! Types that are written in place in an operation.

use crate::ir::{Api, Origin, TypeId};

/// For each type the operation in which it is written in place, if it is.
pub(super) fn homes(api: &Api) -> Vec<Option<usize>> {
    let mut known = vec![None; api.types.len()];
    for (id, _) in api.types.iter() {
        home(api, id, &mut known);
    }
    known.into_iter().map(Option::flatten).collect()
}

/// `known`: what was found of each type so far.
fn home(api: &Api, id: TypeId, known: &mut [Option<Option<usize>>]) {
    let mut way = Vec::new();
    let mut current = id;
    // Nothing is written in place in itself; the bound is for types that only seem so.
    let found = loop {
        if let Some(Some(found)) = known.get(current.0) {
            break *found;
        }
        way.push(current);
        match &api.types[current].origin {
            Origin::Content { operation, .. }
            | Origin::ResponseHeader { operation, .. }
            | Origin::Parameter { operation, .. } => break Some(*operation),
            Origin::Property { parent, .. }
            | Origin::Items { parent }
            | Origin::Values { parent }
            | Origin::Variant { parent, .. }
                if way.len() <= api.types.len() =>
            {
                current = *parent;
            }
            _ => break None,
        }
    };
    for id in way {
        if let Some(known) = known.get_mut(id.0) {
            *known = Some(found);
        }
    }
}
