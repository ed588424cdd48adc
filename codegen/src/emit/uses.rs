//! What items need of what stands outside of them, so that a file can import it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::{format_ident, quote};

use super::object::raw_ident;
use crate::name::Names;

/// What some items name and define.
#[derive(Debug)]
pub(crate) struct Uses {
    /// The paths that are imported for them.
    imported: BTreeSet<&'static str>,
    mentioned: Mentions,
    defined: Vec<String>,
}

impl Uses {
    pub(super) fn of(items: &[TokenStream], imported: BTreeSet<&'static str>) -> Self {
        let mut mentioned = Mentions::default();
        for item in items {
            mentioned.collect(item.clone(), false);
        }
        Self {
            imported,
            mentioned,
            defined: items.iter().cloned().flat_map(defined).collect(),
        }
    }

    pub(crate) fn defined(&self) -> impl Iterator<Item = &str> {
        self.defined.iter().map(String::as_str)
    }
}

/// The `use` items of a file, one for each module that something comes from. `homes` has the number of
/// the file that defines a name; in a document of one file it is empty.
pub(crate) fn imports(
    parts: &[&Uses],
    file: usize,
    homes: &HashMap<&str, usize>,
    names: &Names,
) -> Vec<TokenStream> {
    let mentioned = || parts.iter().map(|uses| &uses.mentioned);
    let named: BTreeSet<&str> = mentioned()
        .flat_map(|found| found.names.iter().chain(&found.outer))
        .map(String::as_str)
        .collect();
    let imported: BTreeSet<&str> = parts
        .iter()
        .flat_map(|uses| &uses.imported)
        .copied()
        .collect();
    let mut modules: BTreeMap<&str, Vec<TokenStream>> = BTreeMap::new();
    for path in imported {
        let (module, name) = path.rsplit_once("::").unwrap_or(("anteroom", path));
        let ident = format_ident!("{name}");
        let called = method(name).is_some_and(|name| mentioned().any(|found| found.calls(name)));
        if !called && !named.contains(name) {
            continue;
        }
        if name == "Operation" {
            // Its constants are used, and it shares its name with what stands for an operation.
            modules.entry(module).or_default().push(quote!(#ident as _));
        } else if !names.is_taken(name) {
            // A trait whose name is taken is written with its path; in its impls it is in scope.
            modules.entry(module).or_default().push(quote!(#ident));
        }
    }
    let others = named
        .iter()
        .filter(|name| homes.get(*name).is_some_and(|home| *home != file));
    let others: Vec<_> = others.map(|name| raw_ident(name)).collect();
    if !others.is_empty() {
        modules.insert("super", others.iter().map(|name| quote!(#name)).collect());
    }
    modules
        .into_iter()
        .map(|(module, names)| {
            let module = module.split("::").map(|part| format_ident!("{part}"));
            match names.as_slice() {
                [name] => quote!(use #(#module)::*::#name;),
                names => quote!(use #(#module)::*::{#(#names),*};),
            }
        })
        .collect()
}

/// What tokens name.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    /// Identifiers that begin a path.
    pub(super) names: BTreeSet<String>,
    /// Those that stand behind `super::`.
    outer: BTreeSet<String>,
    /// Those that stand behind `::` otherwise: `decode` of `T::decode`.
    called: HashSet<String>,
    /// Whether `value.check(checker)` is called.
    pub(super) checks: bool,
}

/// What stands before a token, as far as it matters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// The first token, or one that tells nothing.
    Nothing,
    Hash,
    Comma,
    Dot,
    Colon,
    Colons,
    /// The keyword that a name follows, which is defined.
    Definition,
    Enum,
    EnumName,
    Mod,
    ModName,
    Super,
    SuperColon,
    SuperColons,
}

impl Mentions {
    pub(super) fn of(tokens: TokenStream) -> Self {
        let mut mentions = Self::default();
        mentions.collect(tokens, false);
        mentions
    }

    pub(super) fn calls(&self, function: &str) -> bool {
        self.called.contains(function)
    }

    /// `variants`: whether the tokens are those of an enum.
    fn collect(&mut self, tokens: TokenStream, variants: bool) {
        let mut before = if variants {
            Before::Comma
        } else {
            Before::Nothing
        };
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            before = match token {
                // Attributes name macros and lints, not types. What follows them is what it would be.
                TokenTree::Group(_) if before == Before::Hash => {
                    if variants {
                        Before::Comma
                    } else {
                        Before::Nothing
                    }
                }
                // A module sees nothing of what is around it but by `super`.
                TokenTree::Group(group) if before == Before::ModName => {
                    self.outer.extend(Self::of(group.stream()).outer);
                    Before::Nothing
                }
                TokenTree::Group(group) if before == Before::SuperColons => {
                    self.outer.extend(Self::of(group.stream()).names);
                    Before::Nothing
                }
                TokenTree::Group(group) => {
                    self.collect(group.stream(), before == Before::EnumName);
                    Before::Nothing
                }
                TokenTree::Ident(ident) => {
                    let next = tokens.peek();
                    self.identifier(ident.to_string(), before, next, variants)
                }
                TokenTree::Punct(punct) => match (punct.as_char(), before) {
                    (':', Before::Colon) => Before::Colons,
                    (':', Before::Super) => Before::SuperColon,
                    (':', Before::SuperColon) => Before::SuperColons,
                    (':', _) => Before::Colon,
                    ('#', _) => Before::Hash,
                    (',', _) => Before::Comma,
                    ('.', _) => Before::Dot,
                    _ => Before::Nothing,
                },
                TokenTree::Literal(_) => Before::Nothing,
            };
        }
    }

    fn identifier(
        &mut self,
        name: String,
        before: Before,
        next: Option<&TokenTree>,
        variants: bool,
    ) -> Before {
        match (before, name.as_str()) {
            (_, "const" | "static" | "type") => return Before::Definition,
            (_, "enum") => return Before::Enum,
            (_, "mod") => return Before::Mod,
            (_, "super") => return Before::Super,
            (Before::Enum, _) => return Before::EnumName,
            (Before::Mod, _) => return Before::ModName,
            (Before::Dot, "check") => self.checks |= takes_one(next),
            (Before::Dot | Before::Definition, _) => {}
            (Before::Comma, _) if variants => {}
            (Before::SuperColons, _) => {
                self.outer.insert(name);
            }
            (Before::Colons, _) => {
                self.called.insert(name);
            }
            // Fields and variables are no paths: modules are, in front of what they have.
            _ if name.starts_with(|c: char| c.is_ascii_lowercase()) && !begins_path(next) => {}
            _ => {
                self.names.insert(name);
            }
        }
        Before::Nothing
    }
}

/// Whether `::` follows.
fn begins_path(next: Option<&TokenTree>) -> bool {
    matches!(next, Some(TokenTree::Punct(punct)) if punct.as_char() == ':' && punct.spacing() == Spacing::Joint)
}

/// Whether a call has one argument.
fn takes_one(arguments: Option<&TokenTree>) -> bool {
    match arguments {
        Some(TokenTree::Group(group)) => !group
            .stream()
            .into_iter()
            .any(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')),
        _ => false,
    }
}

/// The names of items, but not of those inside of others.
fn defined(items: TokenStream) -> Vec<String> {
    let mut names = Vec::new();
    let mut is_name = false;
    for token in items {
        let TokenTree::Ident(ident) = token else {
            is_name = false;
            continue;
        };
        let text = ident.to_string();
        if is_name {
            names.push(text);
            is_name = false;
        } else {
            is_name = matches!(
                text.as_str(),
                "const" | "enum" | "mod" | "static" | "struct" | "trait" | "type"
            );
        }
    }
    names
}

/// What is called of a trait by the path of a type. What is called on values, whoever calls it names
/// the trait as well.
fn method(name: &str) -> Option<&'static str> {
    match name {
        "Decode" => Some("decode"),
        "Operation" => Some("META"),
        _ => None,
    }
}
