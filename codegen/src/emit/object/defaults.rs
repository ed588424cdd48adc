//! Accessors of a struct for documented defaults.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Member, Presence};
use crate::emit::{Emitter, RustDoc, code};
use crate::name::TypeNames;

impl Emitter<'_> {
    /// Accessors that fall back on the documented default.
    pub(super) fn defaults(&self, names: &TypeNames, members: &[Member<'_>]) -> Vec<TokenStream> {
        members
            .iter()
            .zip(&names.defaults)
            .filter(|(member, _)| member.presence() == Presence::Optional && member.boxed.is_none())
            .filter_map(|(member, method)| {
                let default = member.property.default.as_ref()?;
                let method = format_ident!("{method}");
                let field = &member.field;
                let text = code(&default.to_json());
                let docs = RustDoc::default()
                    .plain(format!(
                        "{}, or its documented default {text} where it is absent.",
                        code(&member.property.name)
                    ))
                    .attributes(&self.texts);
                if let (crate::parse::Node::String(text), true) =
                    (default, self.is_plain_string(member.property.type_id))
                {
                    return Some(quote!(
                        #docs
                        pub fn #method(&self) -> &str { self.#field.as_deref().unwrap_or(#text) }
                    ));
                }
                let value = self.default_value(member.property.type_id, default)?;
                let ty = &member.plan.ty;
                Some(quote!(
                    #docs
                    pub fn #method(&self) -> #ty { self.#field.unwrap_or(#value) }
                ))
            })
            .collect()
    }
}
