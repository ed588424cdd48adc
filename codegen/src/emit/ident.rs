//! Identifiers as they are written, and what they bring along.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

/// The variable for a field: its own name, unless a variable of the emitted code has it. No field
/// ends with an underscore but those that stand for a keyword.
pub(super) fn local(field: &str, taken: &[&str]) -> Ident {
    if taken.contains(&field) {
        format_ident!("{field}_")
    } else {
        raw_ident(field)
    }
}

/// `field` or `field: local` in a struct expression.
pub(super) fn assign(field: &Ident, local: &Ident) -> TokenStream {
    if field == local {
        quote!(#field)
    } else {
        quote!(#field: #local)
    }
}

/// An identifier that may be written `r#type`.
pub(super) fn raw_ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(bare) => Ident::new_raw(bare, Span::call_site()),
        None => format_ident!("{name}"),
    }
}

/// What silences clippy where a method is called as those are that take `self` otherwise.
pub(super) fn unconventional(method: &str) -> Option<TokenStream> {
    let begins = ["from_", "into_"]
        .iter()
        .any(|word| method.starts_with(word));
    let changes = method.starts_with("to_") && method.ends_with("_mut");
    (begins || changes || method == "new").then(|| quote!(#[allow(clippy::wrong_self_convention)]))
}
