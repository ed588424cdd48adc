//! Names for the ways in which callers say who they are.

use std::collections::BTreeMap;

use super::{Scope, escape_keyword, type_name, value_name};
use crate::ir::Api;

/// What a security scheme is called in the trait that checks credentials.
#[derive(Debug)]
pub(crate) struct SchemeNames {
    /// The method, and what it tells where that is an argument: `header_key`.
    pub(crate) method: String,
    /// The type of what it tells, where it is met together with others: `HeaderKey`.
    pub(crate) told: String,
}

/// The names of the schemes, and those of the methods that make a principal of what schemes tell, by all that are met
/// together.
pub(super) fn choose(api: &Api) -> (Vec<SchemeNames>, BTreeMap<Vec<usize>, String>) {
    // What the code around the methods calls by name.
    let (mut methods, mut types) = (
        Scope::with(["attempt", "together"]),
        Scope::with(["Principal"]),
    );
    let names = api.schemes.iter().map(|scheme| SchemeNames {
        method: escape_keyword(&methods.claim(&value_name(&scheme.name))),
        told: escape_keyword(&types.claim(&type_name(&scheme.name))),
    });
    let names: Vec<SchemeNames> = names.collect();
    let mut principals = BTreeMap::new();
    let alternatives = api.operations.iter().flat_map(|one| &one.security);
    for alternative in alternatives.filter(|alternative| !alternative.is_empty()) {
        let schemes: Vec<usize> = alternative.iter().map(|used| used.scheme).collect();
        let words = schemes.iter().filter_map(|index| {
            let method = &names.get(*index)?.method;
            Some(method.trim_start_matches("r#").trim_end_matches('_'))
        });
        let words = words.collect::<Vec<_>>().join("_and_");
        let claim = || methods.claim(&format!("principal_of_{words}"));
        principals.entry(schemes).or_insert_with(claim);
    }
    (names, principals)
}
