//! What holds for every document, shown on many.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::HashSet;

use anteroom_codegen::{Options, SourceMap, generate};
use proptest::prelude::*;

fn sources(text: String) -> SourceMap {
    let mut sources = SourceMap::new();
    sources.add("spec.json", text);
    sources
}

/// A document with these component, property and enum names.
fn document(components: &[String], properties: &[String], values: &[String]) -> String {
    let unique = |names: &[String]| -> Vec<String> {
        let mut seen = HashSet::new();
        names
            .iter()
            .filter(|name| seen.insert((*name).clone()))
            .cloned()
            .collect()
    };
    let members: serde_json::Map<String, serde_json::Value> = unique(properties)
        .into_iter()
        .map(|name| {
            (
                name,
                serde_json::json!({ "type": "string", "enum": unique(values) }),
            )
        })
        .collect();
    let schema = serde_json::json!({ "type": "object", "properties": members });
    let schemas: serde_json::Map<String, serde_json::Value> = unique(components)
        .into_iter()
        .map(|name| (name, schema.clone()))
        .collect();
    serde_json::json!({
        "openapi": "3.0.3",
        "info": { "title": "Names", "version": "1" },
        "paths": {},
        "components": { "schemas": schemas },
    })
    .to_string()
}

/// The names of the types of a file. That it parses shows that all names in it are identifiers.
fn types(code: &str) -> Vec<String> {
    let file = syn::parse_file(code).unwrap_or_else(|error| panic!("{error}\n{code}"));
    file.items
        .iter()
        .filter_map(|item| match item {
            syn::Item::Struct(item) => Some(item.ident.to_string()),
            syn::Item::Enum(item) => Some(item.ident.to_string()),
            syn::Item::Type(item) => Some(item.ident.to_string()),
            _ => None,
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_names_give_a_file_with_distinct_names(
        components in proptest::collection::vec("[A-Za-z0-9._-]{1,8}", 1..5),
        properties in proptest::collection::vec(any::<String>(), 1..5),
        values in proptest::collection::vec(any::<String>(), 1..5),
    ) {
        let generated = generate(&sources(document(&components, &properties, &values)), &Options::default());
        let generated = generated.unwrap_or_else(|report| panic!("{report}"));
        let names = types(&generated.code);
        let distinct: HashSet<&String> = names.iter().collect();
        prop_assert_eq!(distinct.len(), names.len(), "{:?}", names);
    }

    #[test]
    fn a_new_component_renames_no_other(
        components in proptest::collection::vec("[A-Z][a-z]{0,3}", 1..5),
        new in "[A-Za-z0-9._-]{1,6}",
    ) {
        let names = |components: &[String]| {
            let text = document(components, &["mode".to_owned()], &["a".to_owned()]);
            types(&generate(&sources(text), &Options::default()).unwrap().code)
        };
        let after: HashSet<String> = names(&[components.clone(), vec![new]].concat()).into_iter().collect();
        for component in &components {
            prop_assert!(after.contains(component), "{} is not among {:?}", component, after);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        let _ = generate(&sources(text), &Options::default());
    }

    #[test]
    fn no_change_of_a_document_makes_it_panic(at in 0.0..1.0_f64, new in "[\\[\\]{}:,'\"a-z0-9$#&*!|> \\n-]{0,3}") {
        let text = include_str!("golden/parameters/spec.yaml");
        let at = (at * text.len() as f64) as usize;
        let _ = generate(&sources(format!("{}{new}{}", &text[..at], &text[at + 1..])), &Options::default());
    }
}
