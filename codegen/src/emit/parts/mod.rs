//! The parts of multipart bodies: an enum with a variant for each property.

mod read;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::ident::{local, raw_ident};
use super::parameter::{Argument, parameter_docs};
use super::plan::{Plan, Rules};
use super::rustdoc::RustDoc;
use super::{Emitter, Items, code, document_docs, example};
use crate::ir::{
    Additional, Content, Docs, Encoding, MediaType, ObjectShape, PartMember, Payload, Property,
    Shape, TypeId, XmlHint,
};
use crate::name::{PartHeaderNames, PartNames};

/// A property with all that is emitted for its parts.
struct Member<'a> {
    name: Option<&'a str>,
    variant: Ident,
    docs: &'a Docs,
    plan: Plan,
    kind: Kind,
    /// How many items there are, of a list.
    items: Option<(u64, Option<u64>)>,
    /// How many bytes there are, of a file.
    size: Option<(u64, Option<u64>)>,
    encoding: Option<&'a Encoding>,
    headers: Vec<Argument<'a>>,
    /// The field of the content beside header fields.
    body: Ident,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    /// JSON where its media type says so.
    TextOrJson,
    Json,
    File,
}

impl Emitter<'_> {
    /// The enums of all that come in parts. `whose` ends the sentence about them.
    pub(super) fn part_enums(
        &self,
        contents: &[Content],
        names: &[Option<PartNames>],
        whose: &str,
    ) -> Vec<Items> {
        let divided = contents.iter().zip(names).filter_map(|(content, names)| {
            match (content.payload, names) {
                (Payload::Parts(Some(id)), Some(names)) => Some((id, content, names)),
                _ => None,
            }
        });
        divided
            .flat_map(|(id, content, names)| self.part_enum(id, content, names, whose))
            .collect()
    }

    fn part_enum(
        &self,
        id: TypeId,
        content: &Content,
        names: &PartNames,
        whose: &str,
    ) -> Vec<Items> {
        let mut rules = Rules::associated(id);
        let (members, others) = self.api.types.part_members(id);
        let members: Vec<Member<'_>> = members
            .iter()
            .zip(names.variants.iter().zip(&names.constants))
            .zip(&names.headers)
            .map(|((member, (variant, constant)), headers)| {
                let names = (variant.as_str(), constant.as_str());
                let mut member = match member.otherwise.as_slice() {
                    [] => self.member(
                        Some(member.name),
                        member.type_id,
                        names,
                        content,
                        &mut rules,
                    ),
                    _ => self.undecided_member(member, variant, content),
                }
                .documented(member.docs);
                member.headers = self.part_headers(member.encoding, headers, &mut rules);
                member.body = raw_ident(&headers.body);
                member
            })
            .collect();
        let others = others.map(|id| {
            let names = (names.others.as_str(), "OTHER");
            self.member(None, id, names, content, &mut rules)
        });
        let name = raw_ident(&names.name);
        let all: Vec<&Member<'_>> = members.iter().chain(&others).collect();
        vec![
            self.part_type(&name, &all, whose),
            self.part_constants(id, &name, &members, &rules),
            self.part_impl(&name, &members, others.as_ref()),
        ]
    }

    fn member<'a>(
        &self,
        name: Option<&'a str>,
        id: TypeId,
        (variant, constant): (&str, &str),
        content: &'a Content,
        rules: &mut Rules,
    ) -> Member<'a> {
        let encoding = name.and_then(|name| content.encoding(name));
        // Each part is an item.
        let (one, items) = match self.shape(id) {
            Shape::Array(array) => {
                let items = (array.min_items.unwrap_or_default(), array.max_items);
                (array.items, Some(items))
            }
            _ => (id, None),
        };
        let kind = self.part_kind(one, encoding);
        let plan = match items {
            // Nothing of a file is read by its rules.
            _ if kind == Kind::File => self.plan(one, constant, &mut Rules::unused()),
            Some(_) => rules.within(id, |rules| self.plan(one, constant, rules)),
            None => self.plan(one, constant, rules),
        };
        Member {
            name,
            variant: raw_ident(variant),
            docs: &NO_DOCS,
            plan,
            kind,
            items,
            size: self.size_of_file(one),
            encoding,
            headers: Vec::new(),
            body: raw_ident("body"),
        }
    }

    /// A part whose schema depends on others: a text, or whatever it is.
    fn undecided_member<'a>(
        &self,
        member: &PartMember<'a>,
        variant: &str,
        content: &'a Content,
    ) -> Member<'a> {
        let encoding = content.encoding(member.name);
        let mut types = member.otherwise.iter().chain([&member.type_id]);
        let is_text = types.all(|id| self.part_kind(*id, encoding) == Kind::Text);
        let mut types = member.otherwise.iter().chain([&member.type_id]);
        let is_list = types.any(|id| matches!(self.shape(*id), Shape::Array(_)));
        Member {
            name: Some(member.name),
            variant: raw_ident(variant),
            docs: &NO_DOCS,
            plan: self.text_plan(),
            kind: if is_text { Kind::Text } else { Kind::File },
            items: is_list.then_some((0, None)),
            size: None,
            encoding,
            headers: Vec::new(),
            body: raw_ident("body"),
        }
    }

    /// The header fields of a part with all that is emitted for them.
    fn part_headers<'a>(
        &self,
        encoding: Option<&'a Encoding>,
        names: &PartHeaderNames,
        rules: &mut Rules,
    ) -> Vec<Argument<'a>> {
        let headers = encoding.map_or(&[][..], |encoding| &encoding.headers);
        let names = names.fields.iter().zip(&names.constants);
        headers
            .iter()
            .zip(names)
            .map(|(header, (field, constant))| {
                let called = format_ident!("{constant}");
                let rule = format!("{constant}_RULES");
                let taken = ["field", "file", "input", "name", "reader", "value"];
                let local = local(field, &taken);
                self.argument(header, (field, local), quote!(Self::#called), &rule, rules)
            })
            .collect()
    }

    /// How many bytes a file must and may have.
    fn size_of_file(&self, id: TypeId) -> Option<(u64, Option<u64>)> {
        match self.shape(id) {
            Shape::String(shape) if shape.is_binary => {
                let is_said = shape.min_length.is_some() || shape.max_length.is_some();
                is_said.then_some((shape.min_length.unwrap_or_default(), shape.max_length))
            }
            _ => None,
        }
    }

    /// What a part is: a file where its schema is that of bytes, or its media type is neither text nor JSON.
    fn part_kind(&self, id: TypeId, encoding: Option<&Encoding>) -> Kind {
        let media_type = encoding
            .and_then(|encoding| encoding.content_type.as_deref())
            .and_then(|names| MediaType::parse(names.split(',').next()?.trim()));
        let is_json = media_type.as_ref().is_some_and(MediaType::is_json);
        let is_text = media_type.as_ref().is_none_or(MediaType::is_text);
        let is_other = media_type.is_some() && !is_json;
        match self.shape(id) {
            Shape::String(shape) if shape.is_binary => Kind::File,
            Shape::String(shape) if shape.format.is_none() && !is_text && !is_json => Kind::File,
            Shape::Any if !is_json && (media_type.is_none() || !is_text) => Kind::File,
            Shape::Any if !is_json => Kind::Text,
            // What is written in another way is handed on.
            Shape::Object(_) | Shape::Map(_) | Shape::Array(_) | Shape::Problem if is_other => {
                Kind::File
            }
            Shape::Object(_) | Shape::Map(_) | Shape::Array(_) | Shape::Problem => Kind::Json,
            Shape::Union(shape) => {
                let variants = shape.variants.iter();
                let kinds: Vec<Kind> = variants
                    .map(|variant| self.part_kind(variant.type_id, encoding))
                    .collect();
                match kinds.as_slice() {
                    _ if is_json => Kind::Json,
                    kinds if is_other && !kinds.iter().all(|kind| *kind == Kind::Text) => {
                        Kind::File
                    }
                    kinds if kinds.iter().all(|kind| *kind == Kind::Text) => Kind::Text,
                    kinds if kinds.contains(&Kind::Text) => Kind::TextOrJson,
                    _ => Kind::Json,
                }
            }
            _ if is_json => Kind::Json,
            _ => Kind::Text,
        }
    }

    fn part_type(&self, name: &Ident, members: &[&Member<'_>], whose: &str) -> Items {
        let docs = RustDoc::default()
            .plain(format!("A part of {}.", uncapitalized(whose)))
            .attributes(&self.texts);
        let variants = members.iter().map(|member| {
            let docs = document_docs(member.docs);
            let docs = match member.name {
                Some(name) => docs.plain(format!("Part {}.", code(name))),
                None => docs.plain("A part with another name."),
            };
            let docs = docs.plain(example(member.docs)).attributes(&self.texts);
            let (variant, ty) = (&member.variant, self.part_value(member));
            match (member.name, member.kind) {
                (None, Kind::Text | Kind::TextOrJson | Kind::Json) => {
                    let string = self.paths.string();
                    quote!(#docs #variant(#string, #ty))
                }
                _ if !member.headers.is_empty() => {
                    let headers = member.headers.iter().map(|header| {
                        let (docs, field) = (parameter_docs(header, &self.texts), &header.field);
                        let ty = self.argument_type(header);
                        quote!(#docs #field: #ty)
                    });
                    let body = &member.body;
                    quote!(#docs #variant { #(#headers,)* #[doc = " The content."] #body: #ty })
                }
                _ => quote!(#docs #variant(#ty)),
            }
        });
        quote!(
            #docs
            #[allow(clippy::large_enum_variant)]
            #[derive(Debug)]
            pub enum #name { #(#variants),* }
        )
    }

    fn part_value(&self, member: &Member<'_>) -> TokenStream {
        match member.kind {
            Kind::File => quote!(anteroom::FilePart),
            // No text is null.
            Kind::Text | Kind::TextOrJson => member.plan.ty.clone(),
            Kind::Json => member.plan.full_type(self),
        }
    }

    fn part_constants(
        &self,
        id: TypeId,
        name: &Ident,
        members: &[Member<'_>],
        rules: &Rules,
    ) -> Items {
        let kind = self.paths.object_rules();
        let schema = self.api.uri(&self.api.types[id].place);
        let value = match self.shape(id) {
            Shape::Object(shape) => self.object_rules(&schema, shape),
            _ => self.object_rules(&schema, &self.any_of(id)),
        };
        let constants = &rules.constants;
        let headers = members.iter().flat_map(|member| &member.headers);
        let headers = headers.map(|header| {
            let (constant, value) = (header.constant_name(), self.parameter_value(header, &[]));
            quote!(const #constant: anteroom::Parameter = #value;)
        });
        quote!(impl #name {
            const OBJECT: #kind = #value;
            #(#constants)*
            #(#headers)*
        })
    }

    /// An object that may have all properties that the parts of a type are. It must have what all alternatives must.
    fn any_of(&self, id: TypeId) -> ObjectShape {
        let (members, others) = self.api.types.part_members(id);
        let alternatives = self.api.types.alternatives(id);
        let is_required = |name: &str| {
            let must = |shape: &&ObjectShape| {
                let mut properties = shape.properties.iter();
                properties.any(|known| known.required && known.name == name)
            };
            !alternatives.is_empty() && alternatives.iter().all(must)
        };
        let refuses = |shape: &&ObjectShape| matches!(shape.additional, Additional::Refused);
        let property = |name: &str, type_id| Property {
            name: name.to_owned(),
            docs: Docs::default(),
            required: is_required(name),
            type_id,
            default: None,
            xml: XmlHint::default(),
        };
        let members = members.iter();
        ObjectShape {
            properties: members
                .map(|member| property(member.name, member.type_id))
                .collect(),
            passed_over: Vec::new(),
            additional: match others {
                Some(others) => Additional::Kept(others),
                None if alternatives.iter().all(refuses) => Additional::Refused,
                None => Additional::Ignored,
            },
            min_properties: None,
            max_properties: None,
        }
    }
}

static NO_DOCS: Docs = Docs {
    summary: None,
    description: None,
    example: None,
    deprecated: false,
};

impl<'a> Member<'a> {
    fn documented(self, docs: &'a Docs) -> Self {
        Self { docs, ..self }
    }
}

fn uncapitalized(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}
