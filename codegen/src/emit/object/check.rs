//! How a struct in memory is checked.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::{Member, Presence};
use crate::emit::plan::Plan;
use crate::emit::{Emitter, Items};
use crate::ir::{ObjectShape, TypeDef};

impl Emitter<'_> {
    pub(super) fn validate_object(
        &self,
        name: &Ident,
        definition: &TypeDef,
        shape: &ObjectShape,
        members: &[Member<'_>],
        additional: Option<&(Ident, Plan)>,
    ) -> Items {
        let mut checks: Vec<TokenStream> = members
            .iter()
            .filter_map(|member| self.check_member(member))
            .collect();
        checks.extend(additional.and_then(|(field, plan)| {
            let check = plan.check_reference(&quote!(value))?;
            let some = self.paths.some();
            let check = if plan.nullable {
                quote!(if let #some(value) = value { #check })
            } else {
                check
            };
            Some(quote!(for (name, value) in &self.#field {
                checker.additional(name);
                #check
            }))
        }));
        if shape.min_properties.is_some() || shape.max_properties.is_some() {
            let count = count(members, additional);
            checks.push(quote!(Self::RULES.check_size(#count, checker);));
        }
        let checks = (!checks.is_empty()).then(|| {
            quote!(
                checker.enter(&Self::RULES);
                #(#checks)*
                checker.leave();
            )
        });
        self.validate_impl(name, self.rest(definition), checks)
    }

    fn check_member(&self, member: &Member<'_>) -> Option<TokenStream> {
        let (key, field) = (&member.property.name, &member.field);
        let step = quote!(checker.property(#key););
        Some(match member.presence() {
            Presence::Required => {
                let check = member.plan.check(&quote!(self.#field))?;
                quote!(#step #check)
            }
            presence => {
                let check = member.plan.check_reference(&quote!(value))?;
                let pattern = if presence == Presence::OptionalNullable {
                    let kind = self.paths.field();
                    quote!(#kind::Value(value))
                } else {
                    let some = self.paths.some();
                    quote!(#some(value))
                };
                quote!(if let #pattern = &self.#field { #step #check })
            }
        })
    }
}

/// How many properties a value in memory has.
fn count(members: &[Member<'_>], additional: Option<&(Ident, Plan)>) -> TokenStream {
    let always = members
        .iter()
        .filter(|member| member.property.required)
        .count();
    let mut terms = Vec::new();
    if always > 0 {
        let always = Literal::usize_unsuffixed(always);
        terms.push(quote!(#always));
    }
    terms.extend(
        members
            .iter()
            .filter(|member| !member.property.required)
            .map(|member| {
                let field = &member.field;
                match member.presence() {
                    Presence::OptionalNullable => quote!(usize::from(!self.#field.is_absent())),
                    _ => quote!(usize::from(self.#field.is_some())),
                }
            }),
    );
    terms.extend(additional.map(|(field, _)| quote!(self.#field.len())));
    if terms.is_empty() {
        terms.push(quote!(0));
    }
    quote!(#(#terms)+*)
}
