//! Named scalars: a newtype where the schema has rules, so that it cannot hold a bad value, and an
//! alias where it has none. Also values of the document as Rust expressions.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::plan::{Rules, integer_type, number_type};
use super::{Emitter, Items, SCALAR, Texts, code, document_docs};
use crate::ir::{IntegerWidth, Scalar, Shape, TypeDef, TypeId};
use crate::name::TypeNames;
use crate::parse::Node;

impl Emitter<'_> {
    pub(super) fn newtype(
        &self,
        id: TypeId,
        names: &TypeNames,
        definition: &TypeDef,
    ) -> Vec<Items> {
        let schema = self.api.uri(&definition.place);
        let (inner, rules, decode, borrow) = match &definition.shape {
            Shape::Integer(shape) => (
                integer_type(shape.width),
                self.integer_rules(shape, &schema),
                quote!(decode),
                None,
            ),
            Shape::Number(shape) => (
                number_type(shape.width),
                self.number_rules(shape, &schema),
                quote!(decode),
                None,
            ),
            Shape::String(shape) => (
                self.string_type(shape),
                self.string_rules(shape, &schema),
                quote!(decode),
                Some(quote!(str)),
            ),
            _ => return Vec::new(),
        };
        let name = format_ident!("{}", names.name);
        let (kind, value) = rules;
        let docs = newtype_docs(definition, &self.api.uri(&definition.place), &self.texts);
        let (option, result, violations) = (
            self.paths.option(),
            self.paths.result(),
            self.paths.violations(),
        );
        let ok = self.paths.prelude("Ok", quote!(core::result::Result::Ok));
        let (decode_trait, reader) = (self.paths.decode(), self.paths.reader());
        let (encode, writer) = (self.paths.encode(), self.paths.writer());
        let read = self.decode_body(definition, quote!(Self::RULES.#decode(reader).map(Self)));
        let create = match definition.rest {
            None => quote!(
                Self::RULES.validate(&value)?;
                #ok(Self(value))
            ),
            Some(_) => quote!(
                let value = Self(value);
                value.validate()?;
                #ok(value)
            ),
        };
        let (derive, getter) = match (&definition.shape, &borrow) {
            (_, Some(borrowed)) => (
                self.derive(
                    id,
                    &[
                        "Clone",
                        "Debug",
                        "PartialEq",
                        "Eq",
                        "PartialOrd",
                        "Ord",
                        "Hash",
                    ],
                ),
                quote!(
                    #[doc = " The value."]
                    pub fn get(&self) -> &#borrowed { &self.0 }
                ),
            ),
            (Shape::Number(_), None) => (
                self.derive(id, &["Clone", "Copy", "Debug", "PartialEq", "PartialOrd"]),
                quote!(
                    #[doc = " The value."]
                    pub fn get(self) -> #inner { self.0 }
                ),
            ),
            _ => (
                self.derive(id, &SCALAR),
                quote!(
                    #[doc = " The value."]
                    pub fn get(self) -> #inner { self.0 }
                ),
            ),
        };
        // Documented defaults of other items are values that keep the rules.
        let internal = self.internal();
        let (from, try_from) = (self.paths.from(), self.paths.try_from());
        vec![
            quote!(
                #docs
                #derive
                pub struct #name(#internal #inner);
            ),
            quote!(
                impl #name {
                    const RULES: #kind = #value;

                    #[doc = " Takes a value that keeps the rules of the schema."]
                    #[doc = ""]
                    #[doc = " # Errors"]
                    #[doc = ""]
                    #[doc = " Every rule that it breaks."]
                    pub fn new(value: #inner) -> #result<Self, #violations> {
                        #create
                    }

                    #getter
                }
            ),
            quote!(
                impl #try_from<#inner> for #name {
                    type Error = #violations;

                    fn try_from(value: #inner) -> #result<Self, #violations> { Self::new(value) }
                }
            ),
            quote!(
                impl #from<#name> for #inner {
                    fn from(value: #name) -> Self { value.0 }
                }
            ),
            quote!(
                impl #decode_trait for #name {
                    fn decode(reader: &mut #reader<'_>) -> #option<Self> {
                        #read
                    }
                }
            ),
            quote!(
                impl #encode for #name {
                    fn encode(&self, writer: &mut #writer) { self.0.encode(writer); }
                }
            ),
            self.validate_impl(
                &name,
                self.rest(definition),
                Some(quote!(Self::RULES.check(&self.0, checker);)),
            ),
        ]
    }

    /// `type ResourceId = String;` and the rules that its uses share.
    pub(super) fn alias(&self, id: TypeId, names: &TypeNames, definition: &TypeDef) -> Vec<Items> {
        let name = format_ident!("{}", names.name);
        let docs = document_docs(&definition.docs)
            .plain(format!(
                "Schema {}.",
                code(&self.api.uri(&definition.place))
            ))
            .attributes(&self.texts);
        let mut rules = Rules::at_root();
        let plan = self.plan_in_place(id, &names.constant, &mut rules);
        let ty = &plan.ty;
        let mut items = vec![quote!(#docs pub type #name = #ty;)];
        let internal = self.internal();
        let constants = rules.constants.iter();
        items.extend(constants.map(|constant| quote!(#internal #constant)));
        items
    }

    /// Whether the type is `String` itself.
    pub(super) fn is_plain_string(&self, id: TypeId) -> bool {
        match &self.api.types[id].shape {
            Shape::String(shape) => shape.typed().is_none() && !self.is_own_type(id),
            Shape::Alias(target) => self.is_plain_string(*target),
            _ => false,
        }
    }

    /// A default of the document as an expression of the type; `None` for what has no short form,
    /// and for a default that is no value of the type.
    pub(super) fn default_value(&self, id: TypeId, value: &Node) -> Option<TokenStream> {
        let definition = &self.api.types[id];
        let inner = match (&definition.shape, value) {
            (Shape::Boolean, Node::Bool(value)) => quote!(#value),
            (Shape::Integer(shape), Node::Number(number)) => {
                let value = number.as_i128().filter(|value| fits(shape.width, *value))?;
                let literal = Literal::i128_unsuffixed(value);
                quote!(#literal)
            }
            (Shape::Number(_), Node::Number(number)) => {
                let literal =
                    Literal::f64_unsuffixed(number.as_f64().filter(|value| value.is_finite())?);
                quote!(#literal)
            }
            (Shape::String(shape), Node::String(text)) if shape.typed().is_none() => {
                let string = self.paths.string();
                quote!(#string::from(#text))
            }
            (Shape::Enum(shape), value) => {
                let value = Scalar::of(value)?;
                let index = shape.values.iter().position(|known| known.value == value)?;
                let names = self.names.of(id)?;
                let (name, variant) = (
                    format_ident!("{}", names.name),
                    format_ident!("{}", names.members.get(index)?),
                );
                quote!(#name::#variant)
            }
            (Shape::Alias(target), value) => return self.default_value(*target, value),
            _ => return None,
        };
        match self.names.of(id) {
            Some(names) if self.is_own_type(id) && !matches!(definition.shape, Shape::Enum(_)) => {
                let name = format_ident!("{}", names.name);
                keeps_rules(&definition.shape, value).then(|| quote!(#name(#inner)))
            }
            _ => Some(inner),
        }
    }
}

fn newtype_docs(definition: &TypeDef, uri: &str, texts: &Texts) -> Option<TokenStream> {
    document_docs(&definition.docs)
        .plain(format!("Schema {}.", code(uri)))
        .attributes(texts)
}

fn fits(width: IntegerWidth, value: i128) -> bool {
    match width {
        IntegerWidth::I8 => i8::try_from(value).is_ok(),
        IntegerWidth::I16 => i16::try_from(value).is_ok(),
        IntegerWidth::I32 => i32::try_from(value).is_ok(),
        IntegerWidth::I64 => i64::try_from(value).is_ok(),
        IntegerWidth::U8 => u8::try_from(value).is_ok(),
        IntegerWidth::U16 => u16::try_from(value).is_ok(),
        IntegerWidth::U32 => u32::try_from(value).is_ok(),
        IntegerWidth::U64 => u64::try_from(value).is_ok(),
    }
}

/// A newtype must not be given a value that it would refuse; a default that breaks its own schema
/// was warned about.
fn keeps_rules(shape: &Shape, value: &Node) -> bool {
    match (shape, value) {
        (Shape::Integer(shape), Node::Number(number)) => number.as_i128().is_some_and(|value| {
            shape.minimum.is_none_or(|bound| value >= bound)
                && shape.maximum.is_none_or(|bound| value <= bound)
                && shape.exclusive_minimum.is_none_or(|bound| value > bound)
                && shape.exclusive_maximum.is_none_or(|bound| value < bound)
                && shape
                    .multiple_of
                    .and_then(|divisor| i128::try_from(divisor).ok())
                    .is_none_or(|divisor| value % divisor == 0)
        }),
        // Strings and numbers: only the runtime knows all their rules.
        _ => false,
    }
}
