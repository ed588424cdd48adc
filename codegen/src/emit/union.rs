//! Unions: an enum with a variant for each alternative.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::ident::raw_ident;
use super::plan::{Plan, Rules};
use super::{Emitter, Items, MODEL, RustDoc, code, document_docs};
use crate::analyze::Boxing;
use crate::ir::{TypeDef, TypeId, UnionShape, Variant};
use crate::name::TypeNames;

/// A variant with all that is emitted for it.
struct Alternative<'a> {
    variant: &'a Variant,
    ident: Ident,
    plan: Plan,
    boxed: Option<Boxing>,
}

impl Emitter<'_> {
    pub(super) fn union(
        &self,
        id: TypeId,
        names: &TypeNames,
        definition: &TypeDef,
        shape: &UnionShape,
    ) -> Vec<Items> {
        let name = format_ident!("{}", names.name);
        let mut rules = Rules::associated(id);
        let alternatives: Vec<Alternative<'_>> = shape
            .variants
            .iter()
            .enumerate()
            .zip(names.members.iter().zip(&names.constants))
            .map(|((index, variant), (member, constant))| {
                let mut plan = self.plan(variant.type_id, constant, &mut rules);
                plan.nullable &= !variant.never_null;
                Alternative {
                    variant,
                    ident: raw_ident(member),
                    plan,
                    boxed: self.facts.boxed.get(&(id, index)).copied(),
                }
            })
            .collect();
        let mut items = vec![self.choice(id, &name, definition, &alternatives)];
        items.push(self.union_rules(&name, definition, shape, &alternatives, &rules));
        items.push(self.decode_union(&name, definition, &alternatives));
        items.push(self.encode_union(&name, &alternatives));
        items.push(self.validate_union(&name, definition, &alternatives));
        items
    }

    fn choice(
        &self,
        id: TypeId,
        name: &Ident,
        definition: &TypeDef,
        alternatives: &[Alternative<'_>],
    ) -> Items {
        let docs = document_docs(&definition.docs)
            .plain(format!(
                "Schema {}.",
                code(&self.api.uri(&definition.place))
            ))
            .attributes(&self.texts);
        let variants = alternatives.iter().map(|alternative| {
            let (ident, ty) = (&alternative.ident, self.alternative_type(alternative));
            let docs = self.alternative_docs(alternative);
            quote!(#docs #ident(#ty))
        });
        let derive = self.derive(id, &MODEL);
        quote!(
            #docs
            // A value is made once and seldom moved, and the names are those of the document.
            #[allow(clippy::enum_variant_names, clippy::large_enum_variant)]
            #derive
            pub enum #name { #(#variants),* }
        )
    }

    fn alternative_type(&self, alternative: &Alternative<'_>) -> TokenStream {
        let ty = alternative.plan.full_type(self);
        match alternative.boxed {
            Some(boxing) => {
                let boxed = self.paths.boxed(boxing);
                quote!(#boxed<#ty>)
            }
            None => ty,
        }
    }

    fn alternative_docs(&self, alternative: &Alternative<'_>) -> Option<TokenStream> {
        let docs = &self.api.types[alternative.variant.type_id].docs;
        let words = docs.summary.as_deref().or(docs.description.as_deref());
        let first = words.and_then(|words| words.trim().lines().next());
        let tags: Vec<String> = alternative
            .variant
            .tags
            .iter()
            .map(|tag| code(tag))
            .collect();
        RustDoc::default()
            .text(first)
            .plain(match tags.as_slice() {
                [] if first.is_none() => format!("{}.", code(&alternative.variant.label)),
                [] => String::new(),
                tags => format!("Told by {}.", tags.join(", ")),
            })
            .attributes(&self.texts)
    }

    fn union_rules(
        &self,
        name: &Ident,
        definition: &TypeDef,
        shape: &UnionShape,
        alternatives: &[Alternative<'_>],
        rules: &Rules,
    ) -> Items {
        let (kind, branch) = (self.paths.union_rules(), self.paths.branch());
        let schema = self.api.uri(&definition.place);
        let branches = alternatives.iter().map(|alternative| {
            let (name, kinds) = (
                &alternative.ident.to_string(),
                self.kinds(alternative.variant),
            );
            let tags = &alternative.variant.tags;
            let tags =
                (shape.tag.is_some() && !tags.is_empty()).then(|| quote!(.tags(&[#(#tags),*])));
            quote!(#branch::new(#name, #kinds) #tags)
        });
        let way = if shape.exclusive {
            quote!(one_of)
        } else {
            quote!(any_of)
        };
        let tag = shape.tag.as_ref().map(|tag| {
            let property = &tag.property;
            match (tag.declared, tag.required) {
                (true, true) => quote!(.discriminator(#property)),
                (true, false) => quote!(.optional_discriminator(#property)),
                (false, _) => quote!(.tag(#property)),
            }
        });
        let literal = shape.tag.as_ref().is_some_and(|tag| tag.literal);
        let literal = literal.then(|| quote!(.literal()));
        let constants = &rules.constants;
        quote!(
            impl #name {
                const RULES: #kind = #kind::#way(#schema, &[#(#branches),*]) #tag #literal;
                #(#constants)*
            }
        )
    }

    /// `Kinds::STRING.or(Kinds::NULL)`
    fn kinds(&self, variant: &Variant) -> TokenStream {
        let kind = self.paths.kinds();
        let kinds = self.facts.kinds.get(variant.type_id.0).copied();
        let kinds = kinds.unwrap_or_default();
        let names = match variant.never_null {
            true => kinds.but_null().names(),
            false => kinds.names(),
        };
        let mut names = names.iter().map(|name| format_ident!("{name}"));
        let first = names.next();
        quote!(#kind::#first #(.or(#kind::#names))*)
    }

    fn decode_union(
        &self,
        name: &Ident,
        definition: &TypeDef,
        alternatives: &[Alternative<'_>],
    ) -> Items {
        let (decode, reader) = (self.paths.decode(), self.paths.reader());
        let (option, some) = (self.paths.option(), self.paths.some());
        let last = alternatives.len().saturating_sub(1);
        let arms = alternatives.iter().enumerate().map(|(index, alternative)| {
            let ident = &alternative.ident;
            let read = alternative.plan.full_decode();
            let value = match alternative.boxed {
                Some(boxing) => {
                    let boxed = self.paths.boxed(boxing);
                    quote!(#read.map(#boxed::new))
                }
                None => read,
            };
            let pattern = if index == last {
                quote!(_)
            } else {
                let index = proc_macro2::Literal::usize_unsuffixed(index);
                quote!(#index)
            };
            quote!(#pattern => #value.map(Self::#ident),)
        });
        let body = quote!(
            let mut union = reader.union(&Self::RULES)?;
            while let #some(branch) = union.next(reader) {
                let value = match branch { #(#arms)* };
                union.put(reader, value);
            }
            union.end(reader)
        );
        let body = self.decode_body(definition, body);
        quote!(
            impl #decode for #name {
                fn decode(reader: &mut #reader<'_>) -> #option<Self> { #body }
            }
        )
    }

    fn encode_union(&self, name: &Ident, alternatives: &[Alternative<'_>]) -> Items {
        let (encode, writer) = (self.paths.encode(), self.paths.writer());
        let arms = alternatives.iter().map(|alternative| {
            let ident = &alternative.ident;
            quote!(Self::#ident(value) => value.encode(writer),)
        });
        quote!(
            impl #encode for #name {
                fn encode(&self, writer: &mut #writer) {
                    match self { #(#arms)* }
                }
            }
        )
    }

    fn validate_union(
        &self,
        name: &Ident,
        definition: &TypeDef,
        alternatives: &[Alternative<'_>],
    ) -> Items {
        let checks: Vec<Option<TokenStream>> = alternatives
            .iter()
            .map(|alternative| alternative.plan.full_check_reference(self, &quote!(value)))
            .collect();
        if checks.iter().all(Option::is_none) {
            return self.validate_impl(name, self.rest(definition), None);
        }
        let arms = alternatives
            .iter()
            .zip(&checks)
            .map(|(alternative, check)| {
                let ident = &alternative.ident;
                match check {
                    Some(check) => quote!(Self::#ident(value) => { #check }),
                    None => quote!(Self::#ident(_) => {}),
                }
            });
        let checks = quote!(match self { #(#arms)* });
        self.validate_impl(name, self.rest(definition), Some(checks))
    }
}
