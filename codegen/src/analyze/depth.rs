//! How deep types lie within each other, for the compiler: futures that are sent between threads must have `Send` types
//! in them, and to find that out rustc goes through all fields of all types.

use std::collections::{BTreeSet, HashSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::ir::{Additional, Api, Operation, Shape, TypeId, Types};

/// How many steps rustc takes unless the crate says otherwise, but for those that come before the first type.
const LIMIT: usize = 128 - 8;

/// Warns where a crate must say how far rustc may go.
pub(super) fn complain(api: &Api, boxed: &HashSet<(TypeId, usize)>, diagnostics: &mut Diagnostics) {
    let contents = api.operations.iter().flat_map(Operation::contents);
    let roots = contents.filter_map(|content| content.payload.type_id());
    let roots: BTreeSet<TypeId> = roots.collect();
    // By type, the last root from which it was seen.
    let mut seen = vec![None; api.types.len()];
    let deepest = roots
        .into_iter()
        .map(|root| depth(&api.types, boxed, root, &mut seen))
        .max_by_key(|(steps, id)| (*steps, std::cmp::Reverse(*id)));
    let Some((steps, id)) = deepest.filter(|(steps, _)| *steps > LIMIT) else {
        return;
    };
    let limit = (steps * 2).next_power_of_two();
    let place = api.types[id].place.clone();
    let message = "this type lies deeper within others than rustc looks by itself".to_owned();
    let help = format!("put `#![recursion_limit = \"{limit}\"]` at the top of the crate");
    diagnostics.push(Diagnostic::new(Code::DeepTypes, place, message).help(help));
}

/// How many steps the deepest type is away, and which that is. A type that was seen is not looked into again.
fn depth(
    types: &Types,
    boxed: &HashSet<(TypeId, usize)>,
    root: TypeId,
    seen: &mut [Option<TypeId>],
) -> (usize, TypeId) {
    let (mut open, mut deepest) = (vec![(root, 1)], (0, root));
    while let Some((id, steps)) = open.pop() {
        if seen[id.0].replace(root) == Some(root) {
            continue;
        }
        if steps > deepest.0 {
            deepest = (steps, id);
        }
        let in_box = |index: usize| if boxed.contains(&(id, index)) { 2 } else { 0 };
        let from = open.len();
        match &types[id].shape {
            // Another name, and nothing else.
            Shape::Alias(target) => open.push((*target, steps)),
            // `Vec`, what it is made of, and a marker.
            Shape::Array(array) => open.push((array.items, steps + 3)),
            // `Map`, and what it is made of.
            Shape::Map(map) => open.push((map.values, steps + 5)),
            Shape::Union(union) => {
                let variants = union.variants.iter().enumerate();
                open.extend(variants.map(|(index, one)| (one.type_id, steps + 1 + in_box(index))));
            }
            Shape::Object(object) => {
                for (index, property) in object.properties.iter().enumerate() {
                    let is_option = !property.required || types[property.type_id].nullable;
                    let steps = steps + 1 + usize::from(is_option) + in_box(index);
                    open.push((property.type_id, steps));
                }
                if let Additional::Kept(values) = object.additional {
                    open.push((values, steps + 6));
                }
            }
            _ => {}
        }
        // The first field is looked into first.
        open[from..].reverse();
    }
    deepest
}
