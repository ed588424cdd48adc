//! Constants with the rules of types that are written in place.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::ir::TypeId;
use crate::name::Scope;

/// Constants with the rules of types that are written in place, collected while their user is
/// emitted.
#[derive(Debug)]
pub(in crate::emit) struct Rules {
    home: Home,
    /// The type whose parts are planned, from which the places of their schemas follow.
    pub(super) owner: Option<TypeId>,
    names: Scope,
    pub(in crate::emit) constants: Vec<TokenStream>,
}

/// Where constants with rules stand, which decides how they are referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Home {
    /// In the impl of a type: `Self::SUBJECT`.
    Type,
    /// In the module of an operation.
    Module,
    /// At the root, beside an alias.
    Root,
    /// At the root, seen from the module of an operation, which may have constants of that name.
    Outside,
}

impl Rules {
    fn new(home: Home, taken: &[String]) -> Self {
        Self {
            home,
            owner: None,
            names: Scope::with(taken),
            constants: Vec::new(),
        }
    }

    /// Constants of a type.
    pub(in crate::emit) fn associated(owner: TypeId) -> Self {
        Self {
            owner: Some(owner),
            ..Self::new(Home::Type, &["RULES".to_owned()])
        }
    }

    /// Plans what a list or a map consists of.
    pub(in crate::emit) fn within<T>(
        &mut self,
        owner: TypeId,
        plan: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let before = self.owner.replace(owner);
        let planned = plan(self);
        self.owner = before;
        planned
    }

    /// Constants beside an alias.
    pub(in crate::emit) fn at_root() -> Self {
        Self::new(Home::Root, &[])
    }

    /// The rules of an alias, as the holder of these rules sees them.
    pub(super) fn seen_at_root(&self) -> Self {
        let home = if matches!(self.home, Home::Module | Home::Outside) {
            Home::Outside
        } else {
            Home::Root
        };
        Self::new(home, &[])
    }

    /// Constants of a module in which the names of `taken` are taken.
    pub(in crate::emit) fn of_module(taken: &[String]) -> Self {
        Self::new(Home::Module, taken)
    }

    /// What is planned only for its type.
    pub(in crate::emit) fn unused() -> Self {
        Self::of_module(&[])
    }

    /// What joins the name of a rule and a part of it. The rules of aliases share the root with
    /// those of all others, where only two underscores are never part of a name.
    pub(super) fn separator(&self) -> &'static str {
        if self.home == Home::Type { "_" } else { "__" }
    }

    /// A path at the root, as the holder of these rules sees it.
    pub(super) fn path(&self, path: TokenStream) -> TokenStream {
        match self.home {
            Home::Type | Home::Root => path,
            Home::Module | Home::Outside => quote!(super::#path),
        }
    }

    pub(in crate::emit) fn add(
        &mut self,
        name: &str,
        kind: &TokenStream,
        value: &TokenStream,
    ) -> TokenStream {
        let name = format_ident!("{}", self.names.claim(name));
        self.constants.push(quote!(const #name: #kind = #value;));
        match self.home {
            Home::Type => quote!(Self::#name),
            Home::Module | Home::Root => quote!(#name),
            Home::Outside => quote!(super::#name),
        }
    }
}
