//! How names of the standard library and of the runtime are written.
//!
//! Plainly, unless a type of the document has the name: then with their full path. What is written
//! plainly and is not in the prelude is imported at the top of the file.

use std::cell::RefCell;
use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::uses::Mentions;
use crate::analyze::Boxing;
use crate::name::Names;

/// The imports of one file, collected while it is emitted.
#[derive(Debug)]
pub(super) struct Paths<'a> {
    names: &'a Names,
    used: RefCell<BTreeSet<&'static str>>,
}

impl<'a> Paths<'a> {
    pub(super) fn new(names: &'a Names) -> Self {
        Self {
            names,
            used: RefCell::default(),
        }
    }

    /// A name of the prelude, such as `Option`, whose home is `path`.
    pub(super) fn prelude(&self, name: &str, path: TokenStream) -> TokenStream {
        if self.names.is_taken(name) {
            quote!(::#path)
        } else {
            let ident = format_ident!("{name}");
            quote!(#ident)
        }
    }

    pub(super) fn option(&self) -> TokenStream {
        self.prelude("Option", quote!(core::option::Option))
    }

    pub(super) fn some(&self) -> TokenStream {
        self.prelude("Some", quote!(core::option::Option::Some))
    }

    pub(super) fn none(&self) -> TokenStream {
        self.prelude("None", quote!(core::option::Option::None))
    }

    pub(super) fn string(&self) -> TokenStream {
        self.prelude("String", quote!(std::string::String))
    }

    pub(super) fn vec(&self) -> TokenStream {
        self.prelude("Vec", quote!(std::vec::Vec))
    }

    pub(super) fn boxed(&self, boxing: Boxing) -> TokenStream {
        match boxing {
            Boxing::Box => self.prelude("Box", quote!(std::boxed::Box)),
            Boxing::Deep => self.import("anteroom::Deep"),
        }
    }

    pub(super) fn result(&self) -> TokenStream {
        self.prelude("Result", quote!(core::result::Result))
    }

    pub(super) fn send(&self) -> TokenStream {
        self.prelude("Send", quote!(core::marker::Send))
    }

    pub(super) fn sync(&self) -> TokenStream {
        self.prelude("Sync", quote!(core::marker::Sync))
    }

    pub(super) fn future(&self) -> TokenStream {
        self.import("std::future::Future")
    }

    pub(super) fn from(&self) -> TokenStream {
        self.prelude("From", quote!(core::convert::From))
    }

    pub(super) fn try_from(&self) -> TokenStream {
        self.prelude("TryFrom", quote!(core::convert::TryFrom))
    }

    /// A name that must be imported, by its full path.
    pub(super) fn import(&self, path: &'static str) -> TokenStream {
        let name = path.rsplit("::").next().unwrap_or(path);
        self.used.borrow_mut().insert(path);
        if self.names.is_taken(name) {
            let parts = path.split("::").map(|part| format_ident!("{part}"));
            quote!(#(#parts)::*)
        } else {
            let ident = format_ident!("{name}");
            quote!(#ident)
        }
    }

    /// What was imported since the last call.
    pub(super) fn take_used(&self) -> BTreeSet<&'static str> {
        self.used.take()
    }
}

impl Paths<'_> {
    /// The `use` item of a module for what its items name of the root, by name: a glob over the root
    /// of a large API would cost every module a copy of all its names.
    pub(super) fn uses_of_root(&self, items: &TokenStream) -> TokenStream {
        let found = Mentions::of(&items.to_string());
        let used = self.used.borrow();
        let imported: BTreeSet<&str> = used
            .iter()
            .map(|path| path.rsplit("::").next().unwrap_or(path))
            .collect();
        let mut names: BTreeSet<&str> = BTreeSet::new();
        for name in found
            .names
            .iter()
            .filter(|name| **name != self.names.marker)
        {
            if self.names.is_taken(name) || imported.contains(name.as_str()) {
                names.insert(name);
            }
        }
        let mut traits = Vec::new();
        for (name, path, called) in [
            (
                "Decode",
                quote!(anteroom::json::Decode),
                found.calls("decode"),
            ),
            ("Validate", quote!(anteroom::Validate), found.checks),
        ] {
            if called && self.names.is_taken(name) {
                traits.push(quote!(use #path as _;));
            } else if called {
                names.insert(name);
            }
        }
        let names: Vec<_> = names.iter().map(|name| format_ident!("{name}")).collect();
        let names = match names.as_slice() {
            [] => None,
            [name] => Some(quote!(use super::#name;)),
            names => Some(quote!(use super::{#(#names),*};)),
        };
        quote!(#(#traits)* #names)
    }
}

macro_rules! runtime {
    ($($method:ident = $path:literal;)*) => {
        impl Paths<'_> {
            $(pub(super) fn $method(&self) -> TokenStream { self.import($path) })*
        }
    };
}

runtime! {
    array_rules = "anteroom::validate::ArrayRules";
    branch = "anteroom::validate::Branch";
    base64 = "anteroom::Base64";
    checker = "anteroom::validate::Checker";
    client_status = "anteroom::ClientStatus";
    code = "anteroom::Code";
    context = "anteroom::Context";
    date = "anteroom::jiff::civil::Date";
    date_time = "anteroom::DateTime";
    decimal = "anteroom::validate::Decimal";
    decode = "anteroom::json::Decode";
    encode = "anteroom::json::Encode";
    enum_rules = "anteroom::validate::EnumRules";
    field = "anteroom::Field";
    format = "anteroom::validate::Format";
    informational_status = "anteroom::InformationalStatus";
    integer_rules = "anteroom::validate::IntegerRules";
    ipv4 = "std::net::Ipv4Addr";
    ipv6 = "std::net::Ipv6Addr";
    kinds = "anteroom::validate::Kinds";
    map = "anteroom::json::Map";
    never = "anteroom::json::Never";
    null = "anteroom::json::Null";
    number_rules = "anteroom::validate::NumberRules";
    object_rules = "anteroom::validate::ObjectRules";
    operation = "anteroom::Operation";
    pattern = "anteroom::validate::Pattern";
    problem = "anteroom::Problem";
    property = "anteroom::validate::Property";
    reader = "anteroom::json::Reader";
    redirection_status = "anteroom::RedirectionStatus";
    scalar = "anteroom::validate::Scalar";
    scalar_enum_rules = "anteroom::validate::ScalarEnumRules";
    server_status = "anteroom::ServerStatus";
    status_code = "anteroom::http::StatusCode";
    string_rules = "anteroom::validate::StringRules";
    success_status = "anteroom::SuccessStatus";
    time = "anteroom::jiff::civil::Time";
    union_rules = "anteroom::validate::UnionRules";
    uuid = "anteroom::Uuid";
    validate = "anteroom::Validate";
    value = "anteroom::json::Value";
    violations = "anteroom::validate::Violations";
    writer = "anteroom::json::Writer";
}
