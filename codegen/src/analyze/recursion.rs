//! Where a struct would hold itself by value, and so needs a `Box`.

use std::collections::HashSet;

use super::Edge;
use crate::ir::{Shape, TypeId, Types};

/// The properties and variants whose type reaches their owner through values alone. Arrays and maps own their
/// items through a pointer already, and so do those that are in another box.
pub(super) fn boxed(types: &Types, in_other_box: &HashSet<Edge>) -> HashSet<Edge> {
    let edges = |id: TypeId| {
        let held = held(types, id).into_iter().enumerate();
        held.filter(move |(index, _)| !in_other_box.contains(&(id, *index)))
    };
    let components = components(types, |id| edges(id).map(|(_, target)| target).collect());
    let mut boxed = HashSet::new();
    for (id, _) in types.iter() {
        for (index, target) in edges(id) {
            if components[id.0] == components[target.0] {
                boxed.insert((id, index));
            }
        }
    }
    boxed
}

/// The types that `id` holds by value.
fn held(types: &Types, id: TypeId) -> Vec<TypeId> {
    match &types[id].shape {
        Shape::Object(object) => object
            .properties
            .iter()
            .map(|property| types.behind(property.type_id))
            .collect(),
        Shape::Union(shape) => shape
            .variants
            .iter()
            .map(|variant| types.behind(variant.type_id))
            .collect(),
        _ => Vec::new(),
    }
}

/// Tarjan's strongly connected components, without recursion: a component number per type. A type
/// that does not hold itself is alone in its component, which only matters if it names itself.
pub(super) fn components(types: &Types, held: impl Fn(TypeId) -> Vec<TypeId>) -> Vec<usize> {
    const NEW: usize = usize::MAX;
    let mut index = vec![NEW; types.len()];
    let mut low = vec![0; types.len()];
    let mut component = vec![NEW; types.len()];
    let mut stack = Vec::new();
    let (mut next_index, mut next_component) = (0, 0);
    for (root, _) in types.iter() {
        if index[root.0] != NEW {
            continue;
        }
        let mut work: Vec<(TypeId, Vec<TypeId>)> = Vec::new();
        index[root.0] = next_index;
        low[root.0] = next_index;
        next_index += 1;
        stack.push(root);
        work.push((root, held(root)));
        while let Some((node, open)) = work.last_mut() {
            let node = *node;
            if let Some(next) = open.pop() {
                if index[next.0] == NEW {
                    index[next.0] = next_index;
                    low[next.0] = next_index;
                    next_index += 1;
                    stack.push(next);
                    work.push((next, held(next)));
                } else if component[next.0] == NEW {
                    low[node.0] = low[node.0].min(index[next.0]);
                }
                continue;
            }
            work.pop();
            if let Some((parent, _)) = work.last() {
                low[parent.0] = low[parent.0].min(low[node.0]);
            }
            if low[node.0] == index[node.0] {
                while let Some(member) = stack.pop() {
                    component[member.0] = next_component;
                    if member == node {
                        break;
                    }
                }
                next_component += 1;
            }
        }
    }
    component
}
