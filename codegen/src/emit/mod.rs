//! From the IR to the text of a Rust file.
//!
//! Emission decides nothing: what cannot be generated was refused by lowering, names were chosen
//! before, facts were worked out before. Each file here writes one kind of item.

mod authenticator;
mod body;
mod enumeration;
mod form;
mod ident;
mod layout;
mod lexer;
mod object;
mod operation;
mod parameter;
mod parts;
mod path;
mod plan;
mod response;
mod rustdoc;
mod scalar;
mod schema;
mod service;
mod texts;
mod union;
mod uses;
mod wrapper;
mod xml;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::analyze::Facts;
use crate::ir::{Api, Docs, Shape, TypeId};
use crate::name::{Names, TypeNames};
pub(crate) use layout::{Layout, layout};
use path::Paths;
pub(crate) use plan::is_type;
use rustdoc::RustDoc;
pub(crate) use texts::Texts;
pub(crate) use uses::{Uses, imports};

/// The version of the seam with the runtime that generated code is written for.
const API_VERSION: u32 = 1;

/// What the user chose about the output.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EmitOptions {
    /// Whether methods of the server traits have a body that answers 501.
    pub(crate) default_stubs: bool,
    /// Whether the items are spread over modules of the root.
    pub(crate) split: bool,
}

/// The traits of std that are derived, in the order in which they are written.
const TRAITS: [&str; 9] = [
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "PartialEq",
    "Eq",
    "PartialOrd",
    "Ord",
    "Hash",
];

/// Those of what is one value without parts.
const SCALAR: [&str; 8] = [
    "Clone",
    "Copy",
    "Debug",
    "PartialEq",
    "Eq",
    "PartialOrd",
    "Ord",
    "Hash",
];

/// Those of an enum of scalars. That its values have an order is nothing that a document says.
const ENUM: [&str; 6] = ["Clone", "Copy", "Debug", "PartialEq", "Eq", "Hash"];

/// Those of every other model.
const MODEL: [&str; 3] = ["Clone", "Debug", "PartialEq"];

/// Whether a text of the user is the path of a macro that derives a trait.
pub(crate) fn is_derivable(path: &str) -> bool {
    syn::parse_str::<syn::Path>(path).is_ok()
}

/// One group of items that is printed together.
pub(crate) type Items = TokenStream;

pub(crate) struct Emitter<'a> {
    api: &'a Api,
    facts: &'a Facts,
    names: &'a Names,
    options: EmitOptions,
    paths: Paths<'a>,
    texts: Texts,
}

/// What is emitted at once.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part {
    /// A service, by index.
    Service(usize),
    /// An operation, by index.
    Operation(usize),
    /// A named type.
    Type(TypeId),
    /// The schemas that are written as constants.
    Schemas,
    /// The tables for XML.
    Xml,
}

/// What a part comes to.
pub(crate) struct Emitted {
    pub(crate) items: Vec<Items>,
    /// The documentation of the items.
    pub(crate) texts: Texts,
    /// The paths that may have to be imported for them.
    pub(crate) imported: BTreeSet<&'static str>,
}

/// The items of a part. They depend on nothing but the part.
pub(crate) fn emit(
    api: &Api,
    facts: &Facts,
    names: &Names,
    options: EmitOptions,
    part: Part,
) -> Emitted {
    let emitter = Emitter {
        api,
        facts,
        names,
        options,
        paths: Paths::new(names),
        texts: Texts::default(),
    };
    let items = match part {
        Part::Service(index) => match names.services.get(index) {
            Some(service) => emitter.service(service),
            None => Vec::new(),
        },
        Part::Operation(index) => emitter.operation(index),
        Part::Type(id) => emitter.type_items(id),
        Part::Schemas => emitter.schemas().into_iter().collect(),
        Part::Xml => emitter.xml_tables().into_iter().collect(),
    };
    Emitted {
        items,
        texts: emitter.texts,
        imported: emitter.paths.take_used(),
    }
}

/// What the root begins with, behind its imports: the modules and the names that it takes in.
pub(crate) fn root(modules: &[(String, Vec<Part>)]) -> Vec<Items> {
    let version = proc_macro2::Literal::u32_unsuffixed(API_VERSION);
    let mut items = vec![quote!(const _: () = anteroom::__codegen::require_version(#version);)];
    if !modules.is_empty() {
        let names = modules.iter().map(|(name, _)| ident::raw_ident(name));
        let (names, all) = (names.clone(), names);
        items.push(quote!(#(mod #names;)*));
        items.push(quote!(#(pub use self::#all::*;)*));
    }
    items
}

/// A type where it is used, as the root of the generated code has it.
pub(crate) struct TypeInRust {
    pub(crate) text: String,
    /// Whether the type itself knows all rules of its values, and not only its users.
    pub(crate) knows_rules: bool,
}

/// All types of the API, by [`TypeId`].
pub(crate) fn types_in_rust(api: &Api, facts: &Facts, names: &Names) -> Vec<TypeInRust> {
    let emitter = Emitter {
        api,
        facts,
        names,
        options: EmitOptions {
            default_stubs: false,
            split: false,
        },
        paths: Paths::new(names),
        texts: Texts::default(),
    };
    let write = |id| {
        let plan = emitter.plan(id, "RULES", &mut plan::Rules::unused());
        let text = plan.full_type(&emitter).to_string();
        TypeInRust {
            text: text.replace(' ', "").replace(',', ", "),
            knows_rules: !plan.is_checked_by_rules(),
        }
    };
    api.types.iter().map(|(id, _)| write(id)).collect()
}

impl Emitter<'_> {
    fn type_items(&self, id: TypeId) -> Vec<Items> {
        let definition = &self.api.types[id];
        let Some(names) = self.names.of(id) else {
            return Vec::new();
        };
        let mut items = match &definition.shape {
            Shape::Object(shape) => self.object(id, names, definition, shape),
            Shape::Enum(shape) => self.enumeration(id, names, definition, shape),
            Shape::Union(shape) => self.union(id, names, definition, shape),
            _ if definition.wrapped => self.wrapper(id, names, definition),
            _ if self.is_own_type(id) => self.newtype(id, names, definition),
            _ => return self.alias(id, names, definition),
        };
        items.splice(1..1, self.eq(id, names));
        items.extend(self.bridge(id, names));
        items
    }

    /// `Eq` has nothing to do, and a derive would still look at every field.
    fn eq(&self, id: TypeId, names: &TypeNames) -> Option<Items> {
        let eq = self.paths.prelude("Eq", quote!(core::cmp::Eq));
        let name = ident::raw_ident(&names.name);
        (self.facts.equal.get(id.0) == Some(&true)).then(|| quote!(impl #eq for #name {}))
    }

    /// The traits of a model: those that it has by itself, and those that the user wants.
    fn derive(&self, id: TypeId, own: &[&str]) -> TokenStream {
        let wanted = self.facts.derives.get(id.0).into_iter().flatten();
        let wanted: Vec<&str> = wanted.map(String::as_str).collect();
        let has = |name: &str| match name {
            // See `eq`.
            "Eq" => false,
            "Default" => self.facts.defaults.get(id.0) == Some(&true),
            _ => own.contains(&name) || wanted.contains(&name),
        };
        let known = TRAITS.into_iter().filter(|name| has(name));
        let others = wanted.iter().filter(|name| !TRAITS.contains(name));
        let paths = known
            .chain(others.copied())
            .filter_map(|name| syn::parse_str::<syn::Path>(name).ok());
        quote!(#[derive(#(#paths),*)])
    }

    /// The shape behind aliases.
    fn shape(&self, id: TypeId) -> &Shape {
        &self.api.types[self.api.types.behind(id)].shape
    }

    /// Whether null is one of the values, here or behind aliases.
    fn is_nullable(&self, mut id: TypeId) -> bool {
        for _ in 0..self.api.types.len() {
            match &self.api.types[id] {
                definition if definition.nullable => return true,
                definition if definition.refuses_null => return false,
                definition => match definition.shape {
                    Shape::Alias(target) => id = target,
                    _ => return false,
                },
            }
        }
        false
    }

    /// The visibility of what only generated code uses.
    fn internal(&self) -> Option<TokenStream> {
        self.options.split.then(|| quote!(pub(super)))
    }

    /// `serde_bridge!` for a model, if it is wanted.
    fn bridge(&self, id: TypeId, names: &TypeNames) -> Option<Items> {
        let name = ident::raw_ident(&names.name);
        (self.facts.bridged.get(id.0) == Some(&true))
            .then(|| quote!(anteroom::serde_bridge!(#name);))
    }
}

/// What the document says about an item.
fn document_docs(docs: &Docs) -> RustDoc {
    RustDoc::default()
        .text(docs.summary.as_deref())
        .text(docs.description.as_deref())
}

/// How many characters of an example are shown: nobody reads on.
const LONG_EXAMPLE: usize = 300;

/// The example that the document gives, if it does.
fn example(docs: &Docs) -> String {
    let Some(example) = &docs.example else {
        return String::new();
    };
    match example.char_indices().nth(LONG_EXAMPLE) {
        Some((end, _)) => format!(
            "Example, in part: {}.",
            code(&format!("{}…", example.split_at(end).0))
        ),
        None => format!("Example: {}.", code(example)),
    }
}

/// A literal as rustdoc: a code span that cannot be broken out of.
fn code(text: &str) -> String {
    if text.is_empty() {
        return r#"`""`"#.to_owned();
    }
    if !text.contains('`') && !text.contains('\n') && !text.contains('\r') {
        return format!("`{text}`");
    }
    let text = text.replace(['\n', '\r'], " ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let mark = "`".repeat(longest + 1);
    if text.starts_with('`') || text.ends_with('`') {
        format!("{mark} {text} {mark}")
    } else {
        format!("{mark}{text}{mark}")
    }
}
