//! How a struct is read.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::super::ident::assign;
use super::{Member, Presence};
use crate::emit::plan::Plan;
use crate::emit::{Emitter, Items};
use crate::ir::{TypeDef, TypeId};

impl Emitter<'_> {
    pub(super) fn decode_object(
        &self,
        id: TypeId,
        name: &Ident,
        definition: &TypeDef,
        members: &[Member<'_>],
        additional: Option<&(Ident, Plan)>,
    ) -> Items {
        let (decode, reader) = (self.paths.decode(), self.paths.reader());
        let option = self.paths.option();
        let is_empty = members.is_empty() && additional.is_none();
        let body = if self.facts.defaults.get(id.0) == Some(&true) && !is_empty {
            self.filled_in(members, additional)
        } else {
            self.put_together(members, additional)
        };
        let body = self.decode_body(definition, body);
        quote!(
            impl #decode for #name {
                fn decode(reader: &mut #reader<'_>) -> #option<Self> { #body }
            }
        )
    }

    /// Where nothing is required: the default, with what is there filled in. One variable costs rustc less
    /// than one for each property, which it drops one by one on every way out.
    fn filled_in(&self, members: &[Member<'_>], additional: Option<&(Ident, Plan)>) -> TokenStream {
        let walk = self.walk(members, additional, |field, _| quote!(value.#field));
        quote!(
            let mut value = Self::default();
            let mut object = reader.object(&Self::RULES);
            #walk
            object.finish(reader, value)
        )
    }

    /// Where something is required: a variable for each property until all are there.
    fn put_together(
        &self,
        members: &[Member<'_>],
        additional: Option<&(Ident, Plan)>,
    ) -> TokenStream {
        let some = self.paths.some();
        let starts = members.iter().map(|member| {
            let local = &member.local;
            let start = match member.presence() {
                Presence::OptionalNullable => {
                    let kind = self.paths.field();
                    quote!(#kind::Absent)
                }
                _ => self.paths.none(),
            };
            quote!(let mut #local = #start;)
        });
        let extra_start = additional.map(|(field, _)| {
            let map = self.paths.map();
            quote!(let mut #field = #map::new();)
        });
        let walk = self.walk(members, additional, |_, local| quote!(#local));
        let required = members.iter().filter(|member| member.property.required);
        let required: Vec<&Ident> = required.map(|member| &member.local).collect();
        let fields = members
            .iter()
            .map(|member| assign(&member.field, &member.local));
        let fields = fields.chain(additional.map(|(field, _)| quote!(#field)));
        let whole = quote!(Self { #(#fields),* });
        let end = match required.is_empty() {
            true => quote!(object.finish(reader, #whole)),
            // All are taken at once: each `?` would cost rustc a way out of the function.
            false => {
                let none = self.paths.none();
                quote!(
                    let (#some(()), #(#some(#required)),*) = (object.end(reader), #(#required),*) else {
                        return #none;
                    };
                    #some(#whole)
                )
            }
        };
        quote!(
            #(#starts)*
            #extra_start
            let mut object = reader.object(&Self::RULES);
            #walk
            #end
        )
    }

    /// The loop over the properties. `place`: where the value of a field goes, or of the variable for it.
    fn walk(
        &self,
        members: &[Member<'_>],
        additional: Option<&(Ident, Plan)>,
        place: impl Fn(&Ident, &Ident) -> TokenStream,
    ) -> TokenStream {
        let some = self.paths.some();
        let arms = members.iter().map(|member| {
            let index = Literal::usize_unsuffixed(member.index);
            let (place, read) = (
                place(&member.field, &member.local),
                self.read_member(member),
            );
            quote!(#index => #place = #read,)
        });
        match (members, additional) {
            ([], None) => quote!(while object.next(reader).is_some() {}),
            ([only], None) => {
                let (place, read) = (place(&only.field, &only.local), self.read_member(only));
                quote!(while object.next(reader).is_some() { #place = #read; })
            }
            _ => {
                let rest = match additional {
                    Some((field, plan)) => {
                        let (place, decoder) = (place(field, field), plan.full_decoder());
                        quote!(_ => object.additional(reader, &mut #place, #decoder),)
                    }
                    None => quote!(_ => {}),
                };
                quote!(while let #some(property) = object.next(reader) {
                    match property { #(#arms)* #rest }
                })
            }
        }
    }

    fn read_member(&self, member: &Member<'_>) -> TokenStream {
        let plan = &member.plan;
        let decoder = plan.decoder();
        let (read, put_in_box) = match member.presence() {
            Presence::Required | Presence::Optional => (plan.decode(), self.boxer(member)),
            Presence::RequiredNullable => {
                let boxer = self.boxer(member);
                let put_in_box = boxer.map(|boxer| quote!(|value| value.map(#boxer)));
                (quote!(reader.nullable(#decoder)), put_in_box)
            }
            Presence::OptionalNullable => {
                let field = self.paths.field();
                (quote!(#field::decode(reader, #decoder)), self.boxer(member))
            }
        };
        match put_in_box {
            Some(put_in_box) => quote!(#read.map(#put_in_box)),
            None => read,
        }
    }

    /// `Box::new`, where a property is in a box.
    fn boxer(&self, member: &Member<'_>) -> Option<TokenStream> {
        let boxed = self.paths.boxed(member.boxed?);
        Some(quote!(#boxed::new))
    }
}
