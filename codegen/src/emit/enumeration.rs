//! String enums.

use proc_macro2::Literal;
use quote::{format_ident, quote};

use super::{Emitter, Items, RustDoc, code, document_docs};
use crate::ir::{EnumShape, TypeDef};
use crate::name::TypeNames;

impl Emitter<'_> {
    pub(super) fn enumeration(
        &self,
        names: &TypeNames,
        definition: &TypeDef,
        shape: &EnumShape,
    ) -> Vec<Items> {
        let name = format_ident!("{}", names.name);
        let schema = definition.place.pointer.fragment();
        let docs = document_docs(&definition.docs)
            .plain(format!("Schema {}.", code(&schema)))
            .attributes();
        let variants: Vec<_> = names
            .members
            .iter()
            .map(|member| format_ident!("{member}"))
            .collect();
        let values = &shape.values;
        let variant_docs = values.iter().map(|value| {
            RustDoc::default()
                .plain(format!("{}.", code(value)))
                .attributes()
        });
        let count = Literal::usize_unsuffixed(values.len());
        let kind = self.paths.enum_rules();
        let (option, result, violations) = (
            self.paths.option(),
            self.paths.result(),
            self.paths.violations(),
        );
        let (decode, reader) = (self.paths.decode(), self.paths.reader());
        let (encode, writer) = (self.paths.encode(), self.paths.writer());
        let (validate, checker) = (self.paths.validate(), self.paths.checker());
        let mut items = vec![
            quote!(
                #docs
                #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
                pub enum #name { #(#variant_docs #variants),* }
            ),
            quote!(
                impl #name {
                    const RULES: #kind = #kind::at(#schema, &[#(#values),*]);

                    #[doc = " All values, in the order of the document."]
                    pub const ALL: [Self; #count] = [#(Self::#variants),*];

                    #[doc = " The value as it is written in the document."]
                    pub fn as_str(self) -> &'static str {
                        match self { #(Self::#variants => #values),* }
                    }
                }
            ),
            quote!(
                impl std::fmt::Display for #name {
                    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        formatter.pad(self.as_str())
                    }
                }
            ),
            quote!(
                impl std::str::FromStr for #name {
                    type Err = #violations;

                    fn from_str(text: &str) -> #result<Self, #violations> {
                        Self::RULES.parse(text).map(|index| Self::ALL[index])
                    }
                }
            ),
            quote!(
                impl #decode for #name {
                    fn decode(reader: &mut #reader<'_>) -> #option<Self> {
                        Self::RULES.decode(reader).map(|index| Self::ALL[index])
                    }
                }
            ),
            quote!(
                impl #encode for #name {
                    fn encode(&self, writer: &mut #writer) { writer.string(self.as_str()); }
                }
            ),
            quote!(
                impl #validate for #name {
                    fn check(&self, _: &mut #checker<'_>) {}
                }
            ),
        ];
        items.extend(self.bridge(&name));
        items
    }
}
