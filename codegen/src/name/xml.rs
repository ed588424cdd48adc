//! The tables for XML: which types have one, and what it is called.

use std::collections::BTreeMap;

use super::types::stem;
use super::words::constant_name;
use super::{OperationNames, Scope, TypeNames};
use crate::ir::{Api, Content, Operation, Payload, Shape, TypeId};

/// How deep alternatives may have alternatives.
const DEEP: usize = 16;

/// A table each for the objects, maps and lists of which values in XML consist. Whatever refers to one does so by
/// its name: they may have themselves in them.
pub(super) fn choose(
    api: &Api,
    operations: &[OperationNames],
    types: &[Option<TypeNames>],
) -> BTreeMap<TypeId, String> {
    let in_xml = in_xml(api);
    let has_table = |id: &TypeId| in_xml[id.0].is_some_and(|value| has_table(api, *id, value));
    let used: Vec<TypeId> = api
        .types
        .iter()
        .map(|(id, _)| id)
        .filter(has_table)
        .collect();
    let names: Vec<Option<&str>> = types
        .iter()
        .map(|names| Some(names.as_ref()?.name.as_str()))
        .collect();
    let named = |id: &TypeId| Some(types.get(id.0)?.as_ref()?.constant.clone());
    let mut scope = Scope::default();
    let mut chosen = BTreeMap::new();
    for id in &used {
        if let Some(name) = named(id) {
            chosen.insert(*id, scope.claim(&name));
        }
    }
    for id in used {
        let name = || constant_name(&stem(api, operations, &names, id));
        chosen.entry(id).or_insert_with(|| scope.claim(&name()));
    }
    chosen
}

/// A list that is a property stands in the table of its object.
fn has_table(api: &Api, id: TypeId, is_value: bool) -> bool {
    match &api.types[id].shape {
        Shape::Object(_) | Shape::Map(_) => true,
        Shape::Array(_) => is_value,
        Shape::Union(_) => is_record(api, id, 0),
        _ => false,
    }
}

/// Whether it is an object, or a choice of objects.
fn is_record(api: &Api, id: TypeId, depth: usize) -> bool {
    match &api.types[api.types.behind(id)].shape {
        Shape::Object(_) => true,
        Shape::Union(union) => {
            let mut variants = union.variants.iter();
            depth < DEEP && variants.all(|one| is_record(api, one.type_id, depth + 1))
        }
        _ => false,
    }
}

/// The types that values sent or received as XML consist of, in the order of the API, and whether they are more than
/// properties somewhere.
fn in_xml(api: &Api) -> Vec<Option<bool>> {
    let contents = api.operations.iter().flat_map(Operation::contents);
    let is_xml = |content: &&Content| content.media_type.is_xml();
    let mut open: Vec<(TypeId, bool)> = contents
        .filter(is_xml)
        .filter_map(|content| match content.payload {
            Payload::Json(id) => Some((id, true)),
            _ => None,
        })
        .collect();
    let mut found = vec![None; api.types.len()];
    while let Some((id, is_value)) = open.pop() {
        match found[id.0] {
            Some(known) if known || !is_value => continue,
            _ => found[id.0] = Some(is_value),
        }
        match &api.types[id].shape {
            // One table has the properties of all alternatives.
            Shape::Object(_) | Shape::Union(_) if is_record(api, id, 0) => {
                let (members, others) = api.types.part_members(id);
                open.extend(members.iter().map(|member| (member.type_id, false)));
                open.extend(others.map(|others| (others, true)));
            }
            Shape::Union(_) => {}
            Shape::Alias(target) => open.push((*target, is_value)),
            _ => open.extend(api.types[id].parts().into_iter().map(|part| (part, true))),
        }
    }
    found
}
