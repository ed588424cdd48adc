//! Enums of scalars.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::{ENUM, Emitter, Items, RustDoc, Texts, code, document_docs};
use crate::ir::{EnumShape, EnumValue, Scalar, TypeDef, TypeId};
use crate::name::TypeNames;

impl Emitter<'_> {
    pub(super) fn enumeration(
        &self,
        id: TypeId,
        names: &TypeNames,
        definition: &TypeDef,
        shape: &EnumShape,
    ) -> Vec<Items> {
        let name = format_ident!("{}", names.name);
        let derive = self.derive(id, &ENUM);
        let schema = self.api.uri(&definition.place);
        let docs = document_docs(&definition.docs)
            .plain(format!("Schema {}.", code(&schema)))
            .attributes(&self.texts);
        let variants: Vec<_> = names
            .members
            .iter()
            .map(|member| format_ident!("{member}"))
            .collect();
        let variant_docs = shape
            .values
            .iter()
            .map(|value| variant_docs(value, &self.texts));
        let count = Literal::usize_unsuffixed(shape.values.len());
        let Some(values) = shape.strings() else {
            return self.scalar_enumeration(&name, &derive, definition, shape, &variants);
        };
        let constant = constant(shape);
        let kind = self.paths.enum_rules();
        let option = self.paths.option();
        let (decode, reader) = (self.paths.decode(), self.paths.reader());
        let read = quote!(Self::RULES.decode(reader).map(|index| Self::ALL[index]));
        let read = self.decode_body(definition, read);
        vec![
            quote!(
                #docs
                #derive
                pub enum #name { #(#variant_docs #variants),* }
            ),
            quote!(
                impl #name {
                    const RULES: #kind = #kind::at(#schema, &[#(#values),*])#constant;

                    #[doc = " All values, in the order of the document."]
                    pub const ALL: [Self; #count] = [#(Self::#variants),*];
                }
            ),
            quote!(
                impl #decode for #name {
                    fn decode(reader: &mut #reader<'_>) -> #option<Self> { #read }
                }
            ),
            self.validate_impl(&name, self.rest(definition), None),
            quote!(anteroom::text_enum!(#name);),
        ]
    }

    /// An enum in which some value is no string.
    fn scalar_enumeration(
        &self,
        name: &Ident,
        derive: &TokenStream,
        definition: &TypeDef,
        shape: &EnumShape,
        variants: &[Ident],
    ) -> Vec<Items> {
        let schema = self.api.uri(&definition.place);
        let docs = document_docs(&definition.docs)
            .plain(format!("Schema {}.", code(&schema)))
            .attributes(&self.texts);
        let variant_docs = shape
            .values
            .iter()
            .map(|value| variant_docs(value, &self.texts));
        let values = shape.values.iter().map(|value| self.scalar(&value.value));
        let count = Literal::usize_unsuffixed(shape.values.len());
        let constant = constant(shape);
        let (kind, option) = (self.paths.scalar_enum_rules(), self.paths.option());
        let (decode, reader) = (self.paths.decode(), self.paths.reader());
        let (encode, writer) = (self.paths.encode(), self.paths.writer());
        let read = quote!(Self::RULES.decode(reader).map(|index| Self::ALL[index]));
        let read = self.decode_body(definition, read);
        vec![
            quote!(
                #docs
                #derive
                pub enum #name { #(#variant_docs #variants),* }
            ),
            quote!(
                impl #name {
                    const RULES: #kind = #kind::at(#schema, &[#(#values),*])#constant;

                    #[doc = " All values, in the order of the document."]
                    pub const ALL: [Self; #count] = [#(Self::#variants),*];
                }
            ),
            quote!(
                impl #decode for #name {
                    fn decode(reader: &mut #reader<'_>) -> #option<Self> { #read }
                }
            ),
            quote!(
                impl #encode for #name {
                    fn encode(&self, writer: &mut #writer) {
                        Self::RULES.write(*self as usize, writer);
                    }
                }
            ),
            self.validate_impl(name, self.rest(definition), None),
        ]
    }

    fn scalar(&self, value: &Scalar) -> TokenStream {
        let kind = self.paths.scalar();
        match value {
            Scalar::String(text) => quote!(#kind::String(#text)),
            Scalar::Boolean(value) => quote!(#kind::Bool(#value)),
            Scalar::Number(text) => quote!(#kind::Number(#text)),
            Scalar::Integer(integer) => match i64::try_from(*integer) {
                Ok(integer) => {
                    let integer = Literal::i64_unsuffixed(integer);
                    quote!(#kind::Integer(#integer))
                }
                Err(_) => {
                    let text = integer.to_string();
                    quote!(#kind::Number(#text))
                }
            },
        }
    }
}

/// What makes the rules those of a `const`.
fn constant(shape: &EnumShape) -> Option<TokenStream> {
    shape.constant.then(|| quote!(.constant()))
}

fn variant_docs(value: &EnumValue, texts: &Texts) -> Option<TokenStream> {
    RustDoc::default()
        .text(value.description.as_deref())
        .plain(format!("{}.", code(&value.value.text())))
        .attributes(texts)
}
