//! Objects: a struct, its rules, and how it is written.

mod check;
mod decode;
mod defaults;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::ident::{local, raw_ident};
use super::plan::{Plan, Rules};
use super::{Emitter, Items, MODEL, Texts, code, document_docs, example};
use crate::analyze::Boxing;
use crate::ir::{Additional, ObjectShape, Property, TypeDef, TypeId};
use crate::name::TypeNames;

/// A property with all that is emitted for it.
struct Member<'a> {
    property: &'a Property,
    index: usize,
    field: Ident,
    /// The variable that holds it while the object is read.
    local: Ident,
    plan: Plan,
    boxed: Option<Boxing>,
}

/// Which states a property can be in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    Required,
    RequiredNullable,
    Optional,
    OptionalNullable,
}

impl Member<'_> {
    fn presence(&self) -> Presence {
        match (self.property.required, self.plan.nullable) {
            (true, false) => Presence::Required,
            (true, true) => Presence::RequiredNullable,
            (false, false) => Presence::Optional,
            (false, true) => Presence::OptionalNullable,
        }
    }
}

impl Emitter<'_> {
    pub(super) fn object(
        &self,
        id: TypeId,
        names: &TypeNames,
        definition: &TypeDef,
        shape: &ObjectShape,
    ) -> Vec<Items> {
        let name = format_ident!("{}", names.name);
        let mut rules = Rules::associated(id);
        let members: Vec<Member<'_>> = shape
            .properties
            .iter()
            .enumerate()
            .zip(names.members.iter().zip(&names.constants))
            .map(|((index, property), (field, constant))| Member {
                property,
                index,
                field: raw_ident(field),
                local: local(field, &["reader", "object", "property"]),
                plan: self.plan(property.type_id, constant, &mut rules),
                boxed: self.facts.boxed.get(&(id, index)).copied(),
            })
            .collect();
        let additional = match shape.additional {
            Additional::Kept(values) => Some((
                raw_ident(&names.additional),
                self.plan(values, "ADDITIONAL", &mut rules),
            )),
            _ => None,
        };
        let additional = additional.as_ref();
        let mut items = vec![self.structure(id, &name, definition, &members, additional)];
        let constants = self.constants(definition, shape, &rules);
        let defaults = self.defaults(names, &members);
        items.push(quote!(impl #name { #constants #(#defaults)* }));
        items.push(self.decode_object(id, &name, definition, &members, additional));
        items.push(self.encode_object(&name, &members, additional));
        items.push(self.validate_object(&name, definition, shape, &members, additional));
        items
    }

    fn structure(
        &self,
        id: TypeId,
        name: &Ident,
        definition: &TypeDef,
        members: &[Member<'_>],
        additional: Option<&(Ident, Plan)>,
    ) -> Items {
        let docs = document_docs(&definition.docs)
            .plain(format!(
                "Schema {}.",
                code(&self.api.uri(&definition.place))
            ))
            .attributes(&self.texts);
        let derive = self.derive(id, &MODEL);
        let fields = members.iter().map(|member| {
            let (docs, field, ty) = (
                property_docs(member, &self.texts),
                &member.field,
                self.field_type(member),
            );
            quote!(#docs pub #field: #ty)
        });
        let extra = additional.map(|(field, plan)| {
            let (map, value) = (self.paths.map(), plan.full_type(self));
            quote!(
                #[doc = " The properties that the schema does not name."]
                pub #field: #map<#value>
            )
        });
        let fields = fields.chain(extra);
        quote!(
            #docs
            #derive
            pub struct #name { #(#fields),* }
        )
    }

    /// The type of a value that is there and not null.
    fn value_type(&self, member: &Member<'_>) -> TokenStream {
        let ty = &member.plan.ty;
        match member.boxed {
            Some(boxing) => {
                let boxed = self.paths.boxed(boxing);
                quote!(#boxed<#ty>)
            }
            None => quote!(#ty),
        }
    }

    fn field_type(&self, member: &Member<'_>) -> TokenStream {
        let ty = self.value_type(member);
        match member.presence() {
            Presence::Required => ty,
            Presence::Optional | Presence::RequiredNullable => {
                let option = self.paths.option();
                quote!(#option<#ty>)
            }
            Presence::OptionalNullable => {
                let field = self.paths.field();
                quote!(#field<#ty>)
            }
        }
    }

    fn encode_object(
        &self,
        name: &Ident,
        members: &[Member<'_>],
        additional: Option<&(Ident, Plan)>,
    ) -> Items {
        let (encode, writer) = (self.paths.encode(), self.paths.writer());
        let fields = members.iter().map(|member| {
            let (key, field) = (&member.property.name, &member.field);
            let method = match member.presence() {
                Presence::Required | Presence::RequiredNullable => quote!(field),
                Presence::Optional => quote!(optional),
                Presence::OptionalNullable => quote!(three_state),
            };
            quote!(object.#method(#key, &self.#field);)
        });
        let extra = additional.map(|(field, _)| quote!(object.entries(&self.#field);));
        let object = if members.is_empty() && additional.is_none() {
            quote!(writer.object().end();)
        } else {
            quote!(
                let mut object = writer.object();
                #(#fields)*
                #extra
                object.end();
            )
        };
        quote!(
            impl #encode for #name {
                fn encode(&self, writer: &mut #writer) { #object }
            }
        )
    }

    /// The rules of the object and of what is written in place in it.
    fn constants(&self, definition: &TypeDef, shape: &ObjectShape, rules: &Rules) -> Items {
        let kind = self.paths.object_rules();
        let value = self.object_rules(&self.api.uri(&definition.place), shape);
        let constants = &rules.constants;
        quote!(
            const RULES: #kind = #value;
            #(#constants)*
        )
    }

    /// Which properties an object has.
    pub(super) fn object_rules(&self, schema: &str, shape: &ObjectShape) -> TokenStream {
        let (kind, property) = (self.paths.object_rules(), self.paths.property());
        let properties = shape.properties.iter().map(|member| {
            let presence = if member.required {
                quote!(required)
            } else {
                quote!(optional)
            };
            (presence, &member.name)
        });
        let passed_over = shape
            .passed_over
            .iter()
            .map(|property| (quote!(passed_over), &property.name));
        let properties = properties.chain(passed_over).map(|(presence, name)| {
            let escaped = is_escaped(name).then(|| quote!(.escaped()));
            quote!(#property::#presence(#name) #escaped)
        });
        let mut value = quote!(#kind::at(#schema, &[#(#properties),*]));
        match shape.additional {
            Additional::Refused => value = quote!(#value.closed()),
            Additional::Kept(_) => value = quote!(#value.additional()),
            Additional::Ignored => {}
        }
        if let Some(count) = shape.min_properties {
            let count = Literal::u64_unsuffixed(count);
            value = quote!(#value.min_properties(#count));
        }
        if let Some(count) = shape.max_properties {
            let count = Literal::u64_unsuffixed(count);
            value = quote!(#value.max_properties(#count));
        }
        value
    }
}

/// Whether JSON text does not have a name as it is.
fn is_escaped(name: &str) -> bool {
    name.contains(|letter| matches!(letter, '"' | '\\' | '\0'..='\x1f'))
}

fn property_docs(member: &Member<'_>, texts: &Texts) -> Option<TokenStream> {
    let mut docs = document_docs(&member.property.docs);
    if docs.is_empty() {
        // A user's crate may insist that everything is documented.
        docs = docs.plain(format!("{}.", code(&member.property.name)));
    }
    if let Some(default) = &member.property.default {
        docs = docs.plain(format!("Default: {}.", code(&default.to_json())));
    }
    docs = docs.plain(example(&member.property.docs));
    if member.property.docs.deprecated {
        docs = docs.plain("**Deprecated.**");
    }
    docs.attributes(texts)
}
