//! What items need of what stands outside of them, so that a file can import it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::ident::raw_ident;
use super::lexer::{Lexer, Token};
use crate::name::Names;

/// What some items name and define.
#[derive(Debug)]
pub(crate) struct Uses {
    /// The paths that may be imported for them.
    imported: BTreeSet<&'static str>,
    mentioned: Mentions,
    defined: Vec<String>,
}

impl Uses {
    /// Of items as text. `imported`: the paths that may be needed.
    pub(crate) fn of(text: &str, imported: BTreeSet<&'static str>) -> Self {
        Self {
            imported,
            mentioned: Mentions::of(text),
            defined: defined(text),
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

/// What code names.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    /// Identifiers that begin a path.
    pub(super) names: BTreeSet<String>,
    /// Those that stand behind `super::`.
    outer: BTreeSet<String>,
    /// Those of [`METHODS`] that stand behind `::` otherwise: `decode` of `T::decode`.
    called: BTreeSet<&'static str>,
    /// Whether `value.check(checker)` or `T::check` is called.
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
    /// Of code as text.
    pub(super) fn of(text: &str) -> Self {
        let mut mentions = Self::default();
        mentions.collect(&mut Lexer::new(text), false);
        mentions
    }

    pub(super) fn calls(&self, function: &str) -> bool {
        self.called.contains(function)
    }

    /// The tokens up to the end of their group. `variants`: whether they are those of an enum.
    fn collect(&mut self, tokens: &mut Lexer<'_>, variants: bool) {
        let nothing = if variants {
            Before::Comma
        } else {
            Before::Nothing
        };
        let mut before = nothing;
        while let Some(token) = tokens.next() {
            before = match token {
                // Attributes name macros and lints, not types. What follows them is what it would be.
                Token::Open if before == Before::Hash => {
                    Self::default().collect(tokens, false);
                    nothing
                }
                // A module sees nothing of what is around it but by `super`.
                Token::Open if before == Before::ModName => {
                    self.outer.extend(Self::group(tokens).outer);
                    Before::Nothing
                }
                Token::Open if before == Before::SuperColons => {
                    self.outer.extend(Self::group(tokens).names);
                    Before::Nothing
                }
                Token::Open => {
                    self.collect(tokens, before == Before::EnumName);
                    Before::Nothing
                }
                Token::Close => return,
                Token::Ident(name) => self.identifier(name, before, tokens, variants),
                Token::Punct(point) => match (point, before) {
                    (':', Before::Colon) => Before::Colons,
                    (':', Before::Super) => Before::SuperColon,
                    (':', Before::SuperColon) => Before::SuperColons,
                    (':', _) => Before::Colon,
                    ('#', _) => Before::Hash,
                    (',', _) => Before::Comma,
                    ('.', _) => Before::Dot,
                    _ => Before::Nothing,
                },
                Token::Literal => Before::Nothing,
            };
        }
    }

    fn group(tokens: &mut Lexer<'_>) -> Self {
        let mut mentions = Self::default();
        mentions.collect(tokens, false);
        mentions
    }

    /// `next`: what stands behind the name.
    fn identifier(
        &mut self,
        name: &str,
        before: Before,
        next: &Lexer<'_>,
        variants: bool,
    ) -> Before {
        match (before, name) {
            (_, "const" | "static" | "type") => return Before::Definition,
            (_, "enum") => return Before::Enum,
            (_, "mod") => return Before::Mod,
            (_, "super") => return Before::Super,
            (Before::Enum, _) => return Before::EnumName,
            (Before::Mod, _) => return Before::ModName,
            (Before::Dot, "check") => self.checks |= takes_one(*next),
            (Before::Dot | Before::Definition, _) => {}
            (Before::Comma, _) if variants => {}
            (Before::SuperColons, _) => add(&mut self.outer, name),
            (Before::Colons, _) => {
                self.checks |= name == "check";
                let called = METHODS.iter().find(|(_, method)| *method == name);
                self.called.extend(called.map(|(_, method)| *method));
            }
            // Fields and variables are no paths: modules are, in front of what they have.
            _ if name.starts_with(|c: char| c.is_ascii_lowercase()) && !next.is_before("::") => {}
            _ => add(&mut self.names, name),
        }
        Before::Nothing
    }
}

fn add(names: &mut BTreeSet<String>, name: &str) {
    if !names.contains(name) {
        names.insert(name.to_owned());
    }
}

/// Whether a call has one argument.
fn takes_one(mut tokens: Lexer<'_>) -> bool {
    if tokens.next() != Some(Token::Open) {
        return false;
    }
    let mut depth = 0_usize;
    while let Some(token) = tokens.next() {
        match token {
            Token::Open => depth += 1,
            Token::Close if depth == 0 => break,
            Token::Close => depth -= 1,
            // The comma behind the last argument, where each has a line.
            Token::Punct(',') if depth == 0 => return tokens.peek() == Some(Token::Close),
            _ => {}
        }
    }
    true
}

/// The names of items, but not of those inside of others: each begins a line.
fn defined(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for line in text.lines() {
        if !matches!(line.as_bytes(), [b'a'..=b'z', ..]) {
            continue;
        }
        let mut is_name = false;
        let line = line.strip_prefix("pub(super)").unwrap_or(line);
        for token in Lexer::new(line) {
            match token {
                Token::Open => break,
                Token::Ident(name) if is_name => {
                    names.push(name.to_owned());
                    break;
                }
                Token::Ident("const" | "enum" | "mod" | "static" | "struct" | "trait" | "type") => {
                    is_name = true
                }
                _ => is_name = false,
            }
        }
    }
    names
}

/// Traits, and what is called of them by the path of a type. What is called on values, whoever calls it names the trait
/// as well.
const METHODS: [(&str, &str); 3] = [
    ("Decode", "decode"),
    ("Operation", "META"),
    ("Validate", "check"),
];

fn method(name: &str) -> Option<&'static str> {
    let found = METHODS.iter().find(|(holder, _)| *holder == name);
    found.map(|(_, method)| *method)
}
