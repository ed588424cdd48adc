//! The names of types: components, what has a name given, and what stands in place.

use super::joined::joined;
use super::wish::{self, Style};
use super::{
    OperationNames, Scope, TypeNames, body_stem, choose_choices, choose_parts, constant_name,
    escape_keyword, members, type_name,
};
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Called, MediaType, Origin, TypeId};

/// Types that are called what is given for them come before all others.
pub(super) fn choose_called(
    api: &Api,
    root: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<String>> {
    let mut chosen = vec![None; api.types.len()];
    for (id, definition) in api.types.iter() {
        let Some(called) = api.called.types.get(&id) else {
            continue;
        };
        if !definition.is_item() {
            wish::refuse(
                called,
                "what stands here has no type of its own",
                diagnostics,
            );
            continue;
        }
        let suffix = if definition.input { "Input" } else { "" };
        let called = Called {
            name: format!("{}{suffix}", called.name),
            ..called.clone()
        };
        chosen[id.0] = root.wish(&called, Style::Type, diagnostics);
    }
    chosen
}

/// Components have the names that the document gives them, those with good names first.
pub(super) fn choose_components(
    api: &Api,
    mut chosen: Vec<Option<String>>,
    root: &mut Scope,
) -> Vec<Option<String>> {
    for exact in [true, false] {
        for (id, definition) in api.types.iter() {
            if let (Origin::Component(name), false) = (&definition.origin, definition.input)
                && !definition.is_divided
            {
                let candidate = type_name(name);
                if (candidate == *name) == exact && chosen[id.0].is_none() {
                    chosen[id.0] = Some(claim_item(root, &candidate));
                }
            }
        }
    }
    chosen
}

/// What stands in place is named last, after what is around it.
pub(super) fn choose_types(
    api: &Api,
    mut chosen: Vec<Option<String>>,
    operations: &mut [OperationNames],
    root: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<TypeNames>> {
    for (operation, names) in api.operations.iter().zip(operations.iter_mut()) {
        choose_choices(operation, names, root);
        choose_parts(api, operation, names, root);
    }
    for (id, definition) in api.types.iter() {
        if chosen[id.0].is_none() && definition.is_item() {
            let short = stem(api, operations, &chosen, id);
            let candidates = match whole_stem(api, operations, &chosen, id) {
                Some(whole) => [short, whole],
                None => [short.clone(), short],
            };
            let candidates = candidates.map(|name| escape_keyword(&name));
            chosen[id.0] = Some(root.claim_first(candidates));
        }
    }
    let mut constants = Scope::default();
    api.types
        .iter()
        .map(|(id, _)| {
            let name = chosen[id.0].take()?;
            let constant = constants.claim(&constant_name(&name));
            Some(members::choose(api, id, name, constant, diagnostics))
        })
        .collect()
}

/// The name of an alternative where the shorter one is taken.
fn whole_stem(
    api: &Api,
    operations: &[OperationNames],
    chosen: &[Option<String>],
    id: TypeId,
) -> Option<String> {
    let Origin::Variant { parent, label } = &api.types[id].origin else {
        return None;
    };
    let parent = match &chosen[parent.0] {
        Some(name) => part(name).to_owned(),
        None => stem(api, operations, chosen, *parent),
    };
    Some(format!("{parent}{}", type_name(label)))
}

/// What a type that stands in place is called after: its parent and its part in it.
pub(super) fn stem<N: AsRef<str>>(
    api: &Api,
    operations: &[OperationNames],
    chosen: &[Option<N>],
    id: TypeId,
) -> String {
    let of = |parent: TypeId| match &chosen[parent.0] {
        Some(name) => part(name.as_ref()).to_owned(),
        None => stem(api, operations, chosen, parent),
    };
    let operation = |index: usize| operations.get(index).map_or("", OperationNames::stem);
    let definition = &api.types[id];
    match &definition.origin {
        Origin::Component(name) | Origin::Shared(name) | Origin::Elsewhere(name) => {
            let suffix = if definition.input { "Input" } else { "" };
            format!("{}{suffix}", type_name(name))
        }
        Origin::Property { parent, name } => format!("{}{}", of(*parent), type_name(name)),
        Origin::Items { parent } => format!("{}Item", of(*parent)),
        Origin::Values { parent } => format!("{}Value", of(*parent)),
        Origin::Variant { parent, label } => joined(&of(*parent), &type_name(label)),
        Origin::Content {
            operation: index,
            carrier,
            media_type,
        } => {
            let stem = body_stem(operation(*index), *carrier, media_type.is_some());
            let words = media_type.as_ref().map(MediaType::words);
            format!(
                "{stem}{}",
                words.as_deref().map_or_else(String::new, type_name)
            )
        }
        Origin::ResponseHeader {
            operation: index,
            name,
        }
        | Origin::Parameter {
            operation: index,
            name,
        } => {
            format!("{}{}", operation(*index), type_name(name))
        }
    }
}

/// A name at the root for what may be called `Self`, the only type name that must be escaped.
fn claim_item(root: &mut Scope, name: &str) -> String {
    root.claim(&escape_keyword(name))
}

/// `name` as a part of a longer one.
pub(super) fn part(name: &str) -> &str {
    name.strip_suffix('_').unwrap_or(name)
}
