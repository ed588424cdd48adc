//! Forms: how the fields are told that are not simply texts.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::parameter::styled;
use super::plan::Rules;
use crate::ir::{Content, Encoding, ParameterStyle, Shape, TypeId};

impl Emitter<'_> {
    /// The description of a form whose fields are the properties of a type.
    pub(super) fn form(
        &self,
        id: TypeId,
        content: &Content,
        rule: &str,
        rules: &mut Rules,
    ) -> TokenStream {
        let fields: Vec<TokenStream> = self
            .known_members(id)
            .0
            .into_iter()
            .filter_map(|(name, id)| self.field(name, id, content.encoding(name)))
            .collect();
        if fields.is_empty() {
            return quote!(anteroom::Form::PLAIN);
        }
        let value = quote!(anteroom::Form::new(&[#(#fields),*]));
        rules.add(&format!("{rule}_FORM"), &quote!(anteroom::Form), &value)
    }

    /// A field that has another style than texts have, or is JSON: so are objects, and lists of them, unless a style
    /// is given.
    fn field(&self, name: &str, id: TypeId, encoding: Option<&Encoding>) -> Option<TokenStream> {
        let style = encoding.and_then(|encoding| encoding.style);
        let explode = encoding.and_then(|encoding| encoding.explode);
        let shape = self.form_of(id);
        let is_styled = style.is_some() || explode.is_some();
        let says_json = encoding
            .and_then(|encoding| encoding.content_type.as_deref())
            .is_some_and(|name| name.contains("json"));
        let is_json = !is_styled && (says_json || shape == FieldShape::Json);
        let style = style.unwrap_or(ParameterStyle::Form);
        let explode = explode.unwrap_or(style == ParameterStyle::Form);
        let is_plain = style == ParameterStyle::Form && explode;
        let is_simple = matches!(shape, FieldShape::Text | FieldShape::List) && is_plain;
        if is_simple && !is_json {
            return None;
        }
        let pointer = self.api.uri(&self.api.types[id].place);
        let mut value = quote!(anteroom::Parameter::query(#name, #pointer));
        if is_json {
            return Some(quote!(#value.json("")));
        }
        if style != ParameterStyle::DeepObject && !explode {
            value = quote!(#value.explode(false));
        }
        value = styled(value, style);
        Some(match shape {
            FieldShape::Text if !matches!(self.shape(id), Shape::Union(_)) => value,
            FieldShape::Json if !matches!(self.shape(id), Shape::Array(_) | Shape::Union(_)) => {
                // Only where they are fields of their own their names matter.
                let is_scattered = explode && style == ParameterStyle::Form;
                let names = self.known_members(id).0.into_iter();
                let names = names.filter(|_| is_scattered).map(|(name, _)| name);
                quote!(#value.object(&[#(#names),*]))
            }
            FieldShape::List
                if !explode && style == ParameterStyle::Form && self.has_no_comma_in_items(id) =>
            {
                quote!(#value.array().comma_free())
            }
            // A list, or what may be one.
            _ => quote!(#value.array()),
        })
    }

    /// What a field of a form is unless the document says otherwise.
    fn form_of(&self, id: TypeId) -> FieldShape {
        match self.shape(id) {
            Shape::Array(array) if self.is_text(array.items) => FieldShape::List,
            Shape::Array(_) | Shape::Object(_) | Shape::Map(_) => FieldShape::Json,
            Shape::Union(union) => {
                // A text need not be JSON.
                let mut variants = union.variants.iter();
                match variants.any(|variant| self.is_text(variant.type_id)) {
                    true => FieldShape::Text,
                    false => FieldShape::Json,
                }
            }
            _ => FieldShape::Text,
        }
    }

    fn is_text(&self, id: TypeId) -> bool {
        !matches!(
            self.shape(id),
            Shape::Array(_) | Shape::Object(_) | Shape::Map(_) | Shape::Union(_)
        )
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum FieldShape {
    Text,
    List,
    Json,
}
