//! The types that stand for whole schemas of a document.

use std::collections::BTreeSet;

use anteroom_codegen::{Generated, Messages};

/// A schema and its type.
pub(crate) struct Judged {
    pub(crate) pointer: String,
    /// In Rust, as the root of the generated code says it, with a type for `Option`, which does not read itself.
    pub(crate) rust: String,
    pub(crate) messages: Option<Messages>,
}

/// Those of which values can be read and written.
pub(crate) fn judged(generated: &Generated, option: &str) -> Vec<Judged> {
    let mut known = BTreeSet::new();
    let outline = generated.outline();
    let schemas = outline.schemas.iter().filter(|schema| {
        let is_new = known.insert((&schema.pointer, schema.messages.map(|way| way as u8)));
        // A problem is only ever sent. The rules of a scalar in place are kept by what it is a part of.
        let is_typed = schema.knows_rules && !schema.rust.ends_with("Problem");
        is_new && is_typed && is_whole(&schema.pointer)
    });
    let judged = schemas.map(|schema| Judged {
        pointer: schema.pointer.clone(),
        rust: schema
            .rust
            .replace("::core::option::Option<", "Option<")
            .replace("Option<", &format!("{option}<")),
        messages: schema.messages,
    });
    judged.collect()
}

/// Whether a schema is one as it stands in the document, and no part of another: those are judged with the whole.
fn is_whole(pointer: &str) -> bool {
    let tokens: Vec<&str> = pointer.split('/').collect();
    match tokens.as_slice() {
        ["#", "components", "schemas", _] => true,
        [.., "content", _, "schema"] => !tokens.contains(&"parameters"),
        _ => false,
    }
}
