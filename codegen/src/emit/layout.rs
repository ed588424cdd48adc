//! Which file has which items. A small document stays in one file; of a large one, the services, the
//! operations of each tag and the models are modules of their own, and the root takes in their names.

use std::collections::BTreeMap;

use super::Part;
use crate::analyze::Facts;
use crate::ir::{Api, Operation, TypeId};
use crate::name::{Names, Scope, value_name};

/// How many items a file may have before the document is split, and before its models are: an
/// operation is three, a type is one.
const FEW: usize = 300;

/// How many characters of a tag go into the name of a file: file systems have limits.
const LONG: usize = 60;

/// The files of a document.
#[derive(Debug)]
pub(crate) struct Layout {
    /// What stands in the root.
    pub(crate) root: Vec<Part>,
    /// What stands in the modules beside it, by name and in the order in which the root has them.
    pub(crate) modules: Vec<(String, Vec<Part>)>,
}

/// Decides where everything goes.
pub(crate) fn layout(api: &Api, facts: &Facts, names: &Names) -> Layout {
    let services = (0..names.services.len()).map(Part::Service);
    let operations = (0..api.operations.len()).map(Part::Operation);
    let types: Vec<TypeId> = api
        .types
        .iter()
        .map(|(id, _)| id)
        .filter(|id| names.of(*id).is_some())
        .collect();
    if api.operations.len() * 3 + types.len() <= FEW {
        let types = types.into_iter().map(Part::Type);
        let parts = services.chain(operations).chain(types);
        return Layout {
            root: parts.chain([Part::Schemas, Part::Xml]).collect(),
            modules: Vec::new(),
        };
    }
    let mut scope = Scope::with([
        "std",
        "core",
        "alloc",
        "anteroom",
        &names.schemas_module,
        &names.xml_module,
    ]);
    for operation in &names.operations {
        scope.claim(&operation.method);
    }
    let mut modules = Vec::new();
    if !api.operations.is_empty() {
        modules.push((scope.claim("service"), services.collect()));
    }
    let (of_operations, models) = split(api, facts, types);
    for (group, parts) in of_operations {
        let name = match group.as_str() {
            "" => "operations".to_owned(),
            group => format!("operations_{group}"),
        };
        modules.push((scope.claim(&name), parts));
    }
    let by_letter = models.len() > FEW;
    let mut files: BTreeMap<String, Vec<Part>> = BTreeMap::new();
    for id in models {
        let name = match names.of(id).and_then(|names| names.name.chars().next()) {
            _ if !by_letter => "models".to_owned(),
            Some(letter) if letter.is_ascii_alphabetic() => {
                format!("models_{}", letter.to_ascii_lowercase())
            }
            _ => "models_other".to_owned(),
        };
        files.entry(name).or_default().push(Part::Type(id));
    }
    let files = files
        .into_iter()
        .map(|(name, parts)| (scope.claim(&name), parts));
    modules.extend(files);
    Layout {
        root: vec![Part::Schemas, Part::Xml],
        modules,
    }
}

/// The operations with the types that are written in place in them, by their groups; and the other
/// types.
fn split(
    api: &Api,
    facts: &Facts,
    types: Vec<TypeId>,
) -> (BTreeMap<String, Vec<Part>>, Vec<TypeId>) {
    let mut groups: BTreeMap<String, Vec<Part>> = BTreeMap::new();
    for (index, operation) in api.operations.iter().enumerate() {
        let parts = groups.entry(group(operation)).or_default();
        parts.push(Part::Operation(index));
    }
    let mut models = Vec::new();
    for id in types {
        match facts.home(id).and_then(|index| api.operations.get(index)) {
            Some(operation) => {
                let parts = groups.entry(group(operation)).or_default();
                parts.push(Part::Type(id));
            }
            None => models.push(id),
        }
    }
    (groups, models)
}

/// What an operation belongs to: its first tag, or else what its path begins with.
fn group(operation: &Operation) -> String {
    let mut segments = operation.path.split('/');
    let name = match operation.tags.first() {
        Some(tag) => tag,
        None => segments
            .find(|segment| !segment.is_empty() && !segment.contains('{'))
            .unwrap_or_default(),
    };
    let bare = value_name(name);
    bare.chars().take(LONG).collect()
}
