//! How values are written as XML: tables in a module of their own, and their use by bodies.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::plan::Rules;
use super::{Emitter, Items};
use crate::ir::{MediaType, Origin, Shape, TypeId, XmlHint};

/// Who names the tables and the items of the runtime's module `xml`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    /// The module of the tables.
    Tables,
    /// The module of an operation.
    Operation,
}

impl From {
    /// An item of the runtime.
    fn runtime(self, name: &str) -> TokenStream {
        let name = format_ident!("{name}");
        match self {
            Self::Tables => quote!(#name),
            Self::Operation => quote!(anteroom::xml::#name),
        }
    }
}

impl Emitter<'_> {
    /// What a body is as XML, where one of its media types is that: a constant among the rules.
    pub(super) fn xml_of_body<'m>(
        &self,
        id: TypeId,
        mut media_types: impl Iterator<Item = &'m MediaType>,
        rule: &str,
        rules: &mut Rules,
    ) -> Option<TokenStream> {
        media_types.any(MediaType::is_xml).then(|| {
            let from = From::Operation;
            let (kind, tag) = (
                from.runtime("Xml"),
                tag(&self.root_name(id), &self.hint(id), from),
            );
            let value = self.xml_value(id, from);
            rules.add(
                &format!("{rule}_XML"),
                &kind,
                &quote!(#kind::new(#tag, #value)),
            )
        })
    }

    /// The module with the tables of all objects that are sent or received as XML, if there are any.
    pub(super) fn xml_tables(&self) -> Option<Items> {
        let tables: Vec<TokenStream> = self
            .names
            .xml_tables
            .iter()
            .map(|(id, name)| self.xml_table(*id, name))
            .collect();
        if tables.is_empty() {
            return None;
        }
        let module = format_ident!("{}", self.names.xml_module);
        let text = quote!(#(#tables)*).to_string();
        let words: BTreeSet<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
        let used = ["Field", "Items", "Object", "Tag", "Value"];
        let used = used.iter().filter(|name| words.contains(*name));
        let used = used.map(|name| format_ident!("{name}"));
        Some(quote!(
            #[doc = " How objects are written as XML."]
            mod #module {
                use anteroom::xml::{#(#used),*};

                #(#tables)*
            }
        ))
    }

    /// The table of an object, a choice of objects, a map or a list.
    fn xml_table(&self, id: TypeId, name: &str) -> TokenStream {
        let name = format_ident!("{name}");
        match &self.api.types[id].shape {
            Shape::Map(map) => {
                let values = self.xml_value(map.values, From::Tables);
                return quote!(pub(super) static #name: Object = Object::new(&[]).others(#values););
            }
            Shape::Array(array) => {
                let item = self.hint(array.items).name;
                let item = item.unwrap_or_else(|| self.item_name(array.items));
                let tag = tag(&item, &self.hint(array.items), From::Tables);
                let one = self.xml_value(array.items, From::Tables);
                return quote!(pub(super) static #name: Items = Items::new(#tag, #one););
            }
            _ => {}
        }
        let required: BTreeSet<&str> = match &self.api.types[id].shape {
            Shape::Object(shape) => {
                let properties = shape.properties.iter();
                let required = properties.filter(|property| property.required);
                required.map(|property| property.name.as_str()).collect()
            }
            _ => BTreeSet::new(),
        };
        let is_closed = self.api.types.is_closed(id);
        let (members, others) = self.api.types.part_members(id);
        let fields = members.iter().map(|member| {
            let is_required = required.contains(member.name);
            self.xml_field(member.name, member.type_id, member.xml, is_required)
        });
        // What is read over is so under its name in XML, too.
        let passed_over = match &self.api.types[id].shape {
            Shape::Object(shape) => shape.passed_over.as_slice(),
            _ => &[],
        };
        let called = passed_over
            .iter()
            .filter(|it| it.xml.name.is_some() || it.xml.attribute);
        let fields = fields.chain(called.map(|it| {
            let property = &it.name;
            let tag = tag(
                it.xml.name.as_deref().unwrap_or(property),
                &it.xml,
                From::Tables,
            );
            match it.xml.attribute {
                true => quote!(Field::attribute(#property, #tag, Value::Any)),
                false => quote!(Field::element(#property, #tag, Value::Any)),
            }
        }));
        let others = others.map(|values| {
            let value = self.xml_value(values, From::Tables);
            quote!(.others(#value))
        });
        let closed = is_closed.then(|| quote!(.closed()));
        quote!(pub(super) static #name: Object = Object::new(&[#(#fields),*]) #others #closed;)
    }

    fn xml_field(&self, property: &str, id: TypeId, own: &XmlHint, required: bool) -> TokenStream {
        let (from, hint) = (From::Tables, own.or(self.hint(id)));
        if let Shape::Array(array) = self.shape(id) {
            let items = self.hint(array.items);
            let outer = hint.name.as_deref().unwrap_or(property);
            let inner = items.name.as_deref().unwrap_or(outer);
            // The name of the list is that of its items, where it has no element of its own.
            let of = match items.name.is_some() || hint.wrapped {
                true => &items,
                false => &hint,
            };
            let (tag, value) = (tag(inner, of, from), self.xml_value(array.items, from));
            let wrapped = hint.wrapped.then(|| {
                let tag = self::tag(outer, &hint, from);
                quote!(.wrapped(#tag))
            });
            let required = (required && !hint.wrapped).then(|| quote!(.required()));
            return quote!(Field::list(#property, #tag, #value) #wrapped #required);
        }
        let tag = tag(hint.name.as_deref().unwrap_or(property), &hint, from);
        let value = self.xml_value(id, from);
        match hint.attribute {
            true => quote!(Field::attribute(#property, #tag, #value)),
            false => quote!(Field::element(#property, #tag, #value)),
        }
    }

    fn xml_value(&self, id: TypeId, from: From) -> TokenStream {
        let value = from.runtime("Value");
        let id = self.api.types.behind(id);
        match &self.api.types[id].shape {
            Shape::Boolean | Shape::Integer(_) | Shape::Number(_) => quote!(#value::Token),
            Shape::String(shape) if shape.format.is_some() => quote!(#value::Token),
            Shape::Enum(shape) if shape.strings().is_none() => quote!(#value::Token),
            Shape::String(_) | Shape::Enum(_) => quote!(#value::Text),
            Shape::Object(_) | Shape::Union(_) | Shape::Map(_) | Shape::Array(_) => {
                let Some(name) = self.names.xml_tables.get(&id) else {
                    return quote!(#value::Any);
                };
                let kind = match &self.api.types[id].shape {
                    Shape::Array(_) => format_ident!("List"),
                    _ => format_ident!("Object"),
                };
                let name = format_ident!("{name}");
                let module = format_ident!("{}", self.names.xml_module);
                match from {
                    From::Tables => quote!(#value::#kind(&#name)),
                    From::Operation => quote!(#value::#kind(&super::#module::#name)),
                }
            }
            _ => quote!(#value::Any),
        }
    }

    /// The name of a root element: the one that the document gives, or that of the component.
    fn root_name(&self, id: TypeId) -> String {
        let component = || match &self.api.types[self.api.types.behind(id)].origin {
            Origin::Component(name) => Some(name.clone()),
            _ => None,
        };
        let name = self.hint(id).name.or_else(component);
        name.unwrap_or_else(|| "root".to_owned())
    }

    /// The name of an element of a list that has none.
    fn item_name(&self, id: TypeId) -> String {
        match &self.api.types[self.api.types.behind(id)].origin {
            Origin::Component(name) => name.clone(),
            _ => "item".to_owned(),
        }
    }

    /// What the document says of a type's XML, be it another name of the one that has a say.
    fn hint(&self, mut id: TypeId) -> XmlHint {
        for _ in 0..self.api.types.len() {
            let definition = &self.api.types[id];
            match &definition.shape {
                Shape::Alias(target) if definition.xml == XmlHint::default() => id = *target,
                _ => return definition.xml.clone(),
            }
        }
        XmlHint::default()
    }
}

/// A name with the prefix and the namespace that the document says.
fn tag(name: &str, hint: &XmlHint, from: From) -> TokenStream {
    let kind = from.runtime("Tag");
    let prefix = hint.prefix.as_ref().map(|prefix| quote!(.prefix(#prefix)));
    let namespace = hint.namespace.as_ref().map(|uri| quote!(.namespace(#uri)));
    quote!(#kind::new(#name) #prefix #namespace)
}
