//! How values are written as XML: tables in a module of their own, and their use by bodies.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::plan::Rules;
use super::{Emitter, Items};
use crate::ir::{Content, MediaType, Origin, Payload, Shape, TypeId, XmlHint};

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
            let (kind, tag) = (from.runtime("Xml"), self.tag(&self.root_name(id), id, from));
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
            .in_xml()
            .into_iter()
            .filter_map(|id| self.xml_table(id))
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

    /// The types that values sent or received as XML consist of, in the order of the API.
    fn in_xml(&self) -> BTreeSet<TypeId> {
        let contents = self.api.operations.iter().flat_map(|operation| {
            let answers = operation.responses.iter().flat_map(|one| &one.contents);
            let body = operation.body.iter().flat_map(|body| &body.contents);
            body.chain(answers)
        });
        let is_xml = |content: &&Content| content.media_type.is_xml();
        let mut open: Vec<TypeId> = contents
            .filter(is_xml)
            .filter_map(|content| match content.payload {
                Payload::Json(id) => Some(id),
                _ => None,
            })
            .collect();
        let mut found = BTreeSet::new();
        while let Some(id) = open.pop() {
            if !found.insert(id) {
                continue;
            }
            match &self.api.types[id].shape {
                // One table has the properties of all alternatives.
                Shape::Union(_) if self.is_record(id, 0) => {
                    let (members, others) = self.api.types.part_members(id);
                    open.extend(members.iter().map(|member| member.type_id).chain(others));
                }
                Shape::Union(_) => {}
                _ => open.extend(self.api.types[id].parts()),
            }
        }
        found
    }

    /// The table of an object, or of a choice of objects.
    fn xml_table(&self, id: TypeId) -> Option<TokenStream> {
        let name = self.table_name(id)?;
        let required: BTreeSet<&str> = match &self.api.types[id].shape {
            Shape::Object(shape) => {
                let properties = shape.properties.iter();
                let required = properties.filter(|property| property.required);
                required.map(|property| property.name.as_str()).collect()
            }
            _ => BTreeSet::new(),
        };
        let (members, others) = self.api.types.part_members(id);
        let fields = members.iter().map(|member| {
            let is_required = required.contains(member.name);
            self.xml_field(member.name, member.type_id, is_required)
        });
        let others = others.map(|values| {
            let value = self.xml_value(values, From::Tables);
            quote!(.others(#value))
        });
        Some(quote!(pub(super) static #name: Object = Object::new(&[#(#fields),*]) #others;))
    }

    fn xml_field(&self, property: &str, id: TypeId, required: bool) -> TokenStream {
        let (from, hint) = (From::Tables, self.hint(id));
        if let Shape::Array(array) = self.shape(id) {
            let items = self.hint(array.items);
            let outer = hint.name.as_deref().unwrap_or(property);
            let inner = items.name.as_deref().unwrap_or(outer);
            // The name of the list is that of its items, where it has no element of its own.
            let of = if items.name.is_some() || hint.wrapped {
                array.items
            } else {
                id
            };
            let (tag, value) = (self.tag(inner, of, from), self.xml_value(array.items, from));
            let wrapped = hint.wrapped.then(|| {
                let tag = self.tag(outer, id, from);
                quote!(.wrapped(#tag))
            });
            let required = (required && !hint.wrapped).then(|| quote!(.required()));
            return quote!(Field::list(#property, #tag, #value) #wrapped #required);
        }
        let tag = self.tag(hint.name.as_deref().unwrap_or(property), id, from);
        let value = self.xml_value(id, from);
        match hint.attribute {
            true => quote!(Field::attribute(#property, #tag, #value)),
            false => quote!(Field::element(#property, #tag, #value)),
        }
    }

    fn xml_value(&self, id: TypeId, from: From) -> TokenStream {
        let value = from.runtime("Value");
        let id = self.behind(id);
        match &self.api.types[id].shape {
            Shape::Boolean | Shape::Integer(_) | Shape::Number(_) => quote!(#value::Token),
            Shape::String(shape) if shape.format.is_some() => quote!(#value::Token),
            Shape::String(_) | Shape::Enum(_) => quote!(#value::Text),
            Shape::Object(_) | Shape::Union(_) => match self.table_name(id) {
                Some(name) if from == From::Tables => quote!(#value::Object(&#name)),
                Some(name) => {
                    let module = format_ident!("{}", self.names.xml_module);
                    quote!(#value::Object(&super::#module::#name))
                }
                None => quote!(#value::Any),
            },
            Shape::Map(map) => {
                let (object, values) = (from.runtime("Object"), self.xml_value(map.values, from));
                quote!(#value::Object(const { &#object::new(&[]).others(#values) }))
            }
            Shape::Array(array) => {
                let name = self.hint(array.items).name;
                let name = name.unwrap_or_else(|| self.item_name(array.items));
                let (items, tag) = (from.runtime("Items"), self.tag(&name, array.items, from));
                let one = self.xml_value(array.items, from);
                quote!(#value::List(const { &#items::new(#tag, #one) }))
            }
            _ => quote!(#value::Any),
        }
    }

    /// What the table of an object is called; a choice has one where all its alternatives are objects.
    fn table_name(&self, id: TypeId) -> Option<proc_macro2::Ident> {
        let names = self.names.of(id)?;
        self.is_record(id, 0)
            .then(|| format_ident!("{}", names.constant))
    }

    fn is_record(&self, id: TypeId, depth: usize) -> bool {
        const DEEP: usize = 16;
        match self.shape(id) {
            Shape::Object(_) => true,
            Shape::Union(union) => {
                let mut variants = union.variants.iter();
                depth < DEEP && variants.all(|one| self.is_record(one.type_id, depth + 1))
            }
            _ => false,
        }
    }

    /// The name of a root element: the one that the document gives, or that of the component.
    fn root_name(&self, id: TypeId) -> String {
        let component = || match &self.api.types[self.behind(id)].origin {
            Origin::Component(name) => Some(name.clone()),
            _ => None,
        };
        let name = self.hint(id).name.or_else(component);
        name.unwrap_or_else(|| "root".to_owned())
    }

    /// The name of an element of a list that has none.
    fn item_name(&self, id: TypeId) -> String {
        match &self.api.types[self.behind(id)].origin {
            Origin::Component(name) => name.clone(),
            _ => "item".to_owned(),
        }
    }

    /// A name with the prefix and the namespace of a type.
    fn tag(&self, name: &str, id: TypeId, from: From) -> TokenStream {
        let (kind, hint) = (from.runtime("Tag"), self.hint(id));
        let prefix = hint.prefix.map(|prefix| quote!(.prefix(#prefix)));
        let namespace = hint.namespace.map(|uri| quote!(.namespace(#uri)));
        quote!(#kind::new(#name) #prefix #namespace)
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

    /// The type that this one is another name of.
    fn behind(&self, mut id: TypeId) -> TypeId {
        for _ in 0..self.api.types.len() {
            match &self.api.types[id].shape {
                Shape::Alias(target) => id = *target,
                _ => break,
            }
        }
        id
    }
}
