//! Objects: a struct, what it takes to read, write and check it, and its documented defaults.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::plan::{Plan, Rules};
use super::{Emitter, Items, MODEL, RustDoc, Texts, code, document_docs};
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
    boxed: bool,
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
                boxed: self.facts.boxed.contains(&(id, index)),
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
        items.push(self.decode_object(&name, definition, &members, additional));
        items.push(self.encode_object(&name, &members, additional));
        items.push(self.validate_object(&name, definition, shape, &members, additional));
        items.extend(self.bridge(&name));
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
        if member.boxed {
            let boxed = self.paths.boxed();
            quote!(#boxed<#ty>)
        } else {
            quote!(#ty)
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

    /// The rules of the object and of what is written in place in it.
    fn constants(&self, definition: &TypeDef, shape: &ObjectShape, rules: &Rules) -> Items {
        let (kind, property) = (self.paths.object_rules(), self.paths.property());
        let schema = self.api.uri(&definition.place);
        let properties = shape.properties.iter().map(|member| {
            let name = &member.name;
            if member.required {
                quote!(#property::required(#name))
            } else {
                quote!(#property::optional(#name))
            }
        });
        let passed_over = shape
            .passed_over
            .iter()
            .map(|name| quote!(#property::passed_over(#name)));
        let properties = properties.chain(passed_over);
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
        let constants = &rules.constants;
        quote!(
            const RULES: #kind = #value;
            #(#constants)*
        )
    }

    fn decode_object(
        &self,
        name: &Ident,
        definition: &TypeDef,
        members: &[Member<'_>],
        additional: Option<&(Ident, Plan)>,
    ) -> Items {
        let (decode, reader) = (self.paths.decode(), self.paths.reader());
        let (option, some) = (self.paths.option(), self.paths.some());
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
        let arms = members.iter().map(|member| {
            let (index, local) = (Literal::usize_unsuffixed(member.index), &member.local);
            let read = self.read_member(member);
            quote!(#index => #local = #read,)
        });
        let extra_start = additional.map(|(field, _)| {
            let map = self.paths.map();
            quote!(let mut #field = #map::new();)
        });
        let rest = match additional {
            Some((field, plan)) => {
                let decoder = plan.full_decoder();
                quote!(_ => object.additional(reader, &mut #field, #decoder),)
            }
            None => quote!(_ => {}),
        };
        let walk = match (members, additional) {
            ([], None) => quote!(while object.next(reader).is_some() {}),
            ([only], None) => {
                let (local, read) = (&only.local, self.read_member(only));
                quote!(while object.next(reader).is_some() { #local = #read; })
            }
            _ => quote!(while let #some(property) = object.next(reader) {
                match property { #(#arms)* #rest }
            }),
        };
        let required = members.iter().filter(|member| member.property.required);
        let required: Vec<&Ident> = required.map(|member| &member.local).collect();
        // Several are taken at once: each `?` would cost rustc a way out of the function.
        let at_once = required.len() > 1;
        let taken = at_once.then(|| {
            let none = self.paths.none();
            quote!(
                let (#(#some(#required)),*) = (#(#required),*) else {
                    return #none;
                };
            )
        });
        let fields = members.iter().map(|member| {
            let (field, local) = (&member.field, &member.local);
            if member.property.required && !at_once {
                quote!(#field: #local?)
            } else {
                assign(field, local)
            }
        });
        let fields = fields.chain(additional.map(|(field, _)| quote!(#field)));
        let body = quote!(
            #(#starts)*
            #extra_start
            let mut object = reader.object(&Self::RULES)?;
            #walk
            object.end(reader)?;
            #taken
            #some(Self { #(#fields),* })
        );
        let body = self.decode_body(definition, body);
        quote!(
            impl #decode for #name {
                fn decode(reader: &mut #reader<'_>) -> #option<Self> { #body }
            }
        )
    }

    fn read_member(&self, member: &Member<'_>) -> TokenStream {
        let plan = &member.plan;
        let decoder = match member.boxed {
            true => plan.boxed_decoder(self),
            false => plan.decoder(),
        };
        match member.presence() {
            Presence::Required | Presence::Optional if member.boxed => plan.boxed_decode(self),
            Presence::Required | Presence::Optional => plan.decode(),
            Presence::RequiredNullable => quote!(reader.nullable(#decoder)),
            Presence::OptionalNullable => {
                let field = self.paths.field();
                quote!(#field::decode(reader, #decoder))
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

    fn validate_object(
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

    /// Accessors that fall back on the documented default.
    fn defaults(&self, names: &TypeNames, members: &[Member<'_>]) -> Vec<TokenStream> {
        members
            .iter()
            .zip(&names.defaults)
            .filter(|(member, _)| member.presence() == Presence::Optional && !member.boxed)
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

fn property_docs(member: &Member<'_>, texts: &Texts) -> Option<TokenStream> {
    let mut docs = document_docs(&member.property.docs);
    if docs.is_empty() {
        // A user's crate may insist that everything is documented.
        docs = docs.plain(format!("{}.", code(&member.property.name)));
    }
    if let Some(default) = &member.property.default {
        docs = docs.plain(format!("Default: {}.", code(&default.to_json())));
    }
    if let Some(example) = &member.property.docs.example {
        docs = docs.plain(format!("Example: {}.", code(example)));
    }
    if member.property.docs.deprecated {
        docs = docs.plain("**Deprecated.**");
    }
    docs.attributes(texts)
}

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
        Some(bare) => Ident::new_raw(bare, proc_macro2::Span::call_site()),
        None => format_ident!("{name}"),
    }
}
