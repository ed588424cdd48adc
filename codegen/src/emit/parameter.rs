//! Parameters: how they are described to the runtime, and how they are read.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};

use super::ident::{local, raw_ident};
use super::plan::{Plan, Rules};
use super::{Emitter, Texts, code, document_docs, example};
use crate::ir::{
    Additional, Operation, Parameter, ParameterIn, ParameterStyle, ParameterValue, Shape, TypeId,
};
use crate::name::OperationNames;
use crate::parse::Node;
use crate::source::JsonPointer;

/// A parameter with all that is emitted for it.
pub(super) struct Argument<'a> {
    pub(super) parameter: &'a Parameter,
    pub(super) field: Ident,
    /// The variable that holds it while the request is read.
    pub(super) local: Ident,
    constant: TokenStream,
    /// `None` for what is raw.
    plan: Option<Plan>,
    /// The documented default, which is applied.
    pub(super) default: Option<TokenStream>,
    /// The same as JSON text, of what has no short form as an expression.
    json_default: Option<String>,
}

impl Argument<'_> {
    /// Whether a request without it is refused, or has its default by what reads it.
    pub(super) fn is_there(&self) -> bool {
        self.parameter.required || self.json_default.is_some()
    }

    /// The last part of the name of what says how it is read.
    pub(super) fn constant_name(&self) -> Option<TokenTree> {
        self.constant.clone().into_iter().last()
    }
}

impl Emitter<'_> {
    pub(super) fn arguments<'b>(
        &self,
        operation: &'b Operation,
        names: &OperationNames,
        rules: &mut Rules,
    ) -> Vec<Argument<'b>> {
        operation
            .parameters
            .iter()
            .zip(names.parameters.iter().zip(&names.constants))
            .map(|(parameter, (field, constant))| {
                let called = format_ident!("{constant}");
                let rule = format!("{constant}_RULES");
                let local = local(field, &["input"]);
                self.argument(parameter, (field, local), quote!(#called), &rule, rules)
            })
            .collect()
    }

    /// `constant`: what says how it is read; `rule`: the name of its rules.
    pub(super) fn argument<'b>(
        &self,
        parameter: &'b Parameter,
        (field, local): (&str, Ident),
        constant: TokenStream,
        rule: &str,
        rules: &mut Rules,
    ) -> Argument<'b> {
        let id = parameter.value.type_id();
        let given = parameter.default.as_ref().filter(|_| !parameter.required);
        let default = given.and_then(|value| self.argument_default(parameter.value, value));
        // What a type of the user's own takes only it knows.
        let is_known = id.is_some_and(|id| !self.has_replaced(id)) && parameter.default_fits;
        let json = given.filter(|_| is_known && default.is_none());
        Argument {
            parameter,
            field: raw_ident(field),
            local,
            constant,
            json_default: json.map(Node::to_json),
            default,
            plan: id.map(|id| self.plan(id, rule, rules)),
        }
    }

    /// Whether there is a type of the user's in a type.
    fn has_replaced(&self, id: TypeId) -> bool {
        let (mut seen, mut open) = (HashSet::new(), vec![id]);
        while let Some(id) = open.pop() {
            if matches!(self.api.types[id].shape, Shape::Replaced(_)) {
                return true;
            }
            if seen.insert(id) {
                open.extend(self.api.types[id].parts());
            }
        }
        false
    }

    pub(super) fn argument_type(&self, argument: &Argument<'_>) -> TokenStream {
        let ty = match (&argument.plan, argument.parameter.value) {
            // JSON text can be null, any other cannot.
            (Some(plan), ParameterValue::Json(_)) => plan.full_type(self),
            (Some(plan), _) => plan.ty.clone(),
            (None, _) => quote!(anteroom::RawParameter),
        };
        if argument.is_there() || argument.default.is_some() {
            quote!(#ty)
        } else {
            let option = self.paths.option();
            quote!(#option<#ty>)
        }
    }

    /// A default of a parameter as an expression; `None` for what has no short form.
    fn argument_default(&self, argument: ParameterValue, value: &Node) -> Option<TokenStream> {
        let id = argument.type_id()?;
        if matches!(argument, ParameterValue::Json(_)) && self.is_nullable(id) {
            return None;
        }
        match (self.shape(id), value.as_sequence()) {
            (Shape::Array(array), Some(_)) if self.is_nullable(array.items) => None,
            (Shape::Array(array), Some(items)) => {
                let items: Option<Vec<TokenStream>> = items
                    .iter()
                    .map(|item| self.default_value(array.items, item))
                    .collect();
                let items = items?;
                Some(quote!(vec![#(#items),*]))
            }
            _ => self.default_value(id, value),
        }
    }
}

pub(super) fn parameter_docs(argument: &Argument<'_>, texts: &Texts) -> Option<TokenStream> {
    let parameter = argument.parameter;
    let mut docs = document_docs(&parameter.docs);
    let place = match parameter.location {
        ParameterIn::Path => "Path parameter",
        ParameterIn::Query => "Query parameter",
        ParameterIn::Header => "Header",
        ParameterIn::Cookie => "Cookie",
    };
    docs = docs.plain(format!("{place} {}.", code(&parameter.name)));
    if let Some(default) = &parameter.default {
        docs = docs.plain(format!("Default: {}.", code(&default.to_json())));
    }
    if parameter.value == ParameterValue::RawMembers {
        docs = docs.plain("Its members are parameters of their own: this is all that there are.");
    }
    docs = docs.plain(example(&parameter.docs));
    if parameter.docs.deprecated {
        docs = docs.plain("**Deprecated.**");
    }
    docs.attributes(texts)
}

/// The expression that reads a parameter from `input`.
pub(super) fn read_parameter(argument: &Argument<'_>) -> TokenStream {
    let constant = &argument.constant;
    let required = argument.parameter.required;
    if let (Some(plan), Some(default)) = (&argument.plan, &argument.json_default) {
        return match argument.parameter.value {
            ParameterValue::Json(_) => {
                let decoder = plan.full_decoder();
                quote!(input.optional_json_or(&#constant, #default, #decoder))
            }
            _ => {
                let decoder = plan.decoder();
                quote!(input.optional_or(&#constant, #default, #decoder))
            }
        };
    }
    match (&argument.plan, argument.parameter.value, required) {
        (None, _, true) => quote!(input.required_raw(&#constant)),
        (None, _, false) => quote!(input.optional_raw(&#constant)),
        (Some(plan), ParameterValue::Json(_), true) => {
            let decoder = plan.full_decoder();
            quote!(input.required_json(&#constant, #decoder))
        }
        (Some(plan), ParameterValue::Json(_), false) => {
            let decoder = plan.full_decoder();
            quote!(input.optional_json(&#constant, #decoder))
        }
        (Some(plan), _, true) => {
            let decoder = plan.decoder();
            quote!(input.required(&#constant, #decoder))
        }
        (Some(plan), _, false) => {
            let decoder = plan.decoder();
            quote!(input.optional(&#constant, #decoder))
        }
    }
}

impl Emitter<'_> {
    pub(super) fn parameter_constant(
        &self,
        argument: &Argument<'_>,
        all: &[Parameter],
    ) -> TokenStream {
        let (constant, value) = (&argument.constant, self.parameter_value(argument, all));
        quote!(static #constant: anteroom::Parameter = #value;)
    }

    /// What the runtime is told of a parameter, one of `all` of its operation.
    pub(super) fn parameter_value(
        &self,
        argument: &Argument<'_>,
        all: &[Parameter],
    ) -> TokenStream {
        let parameter = argument.parameter;
        let pointer = self.api.uri(&parameter.place);
        let name = &parameter.name;
        let location = format_ident!("{}", parameter.location.as_str());
        let usual = matches!(parameter.location, ParameterIn::Query | ParameterIn::Cookie);
        let mut value = quote!(anteroom::Parameter::#location(#name, #pointer));
        // What is raw is not looked into.
        if argument.plan.is_some() && parameter.explode != usual && !is_deep(parameter) {
            let explode = parameter.explode;
            value = quote!(#value.explode(#explode));
        }
        if argument.plan.is_some() {
            value = styled(value, parameter.style);
        }
        if parameter.allow_empty {
            value = quote!(#value.allow_empty());
        }
        match (&parameter.media_type, parameter.value) {
            (Some(media_type), ParameterValue::Json(_)) => {
                let schema = ["content", media_type, "schema"];
                let schema = schema.into_iter().collect::<JsonPointer>().fragment();
                let schema = schema.trim_start_matches('#');
                value = quote!(#value.json(#schema));
            }
            (_, ParameterValue::List(id)) => {
                value = quote!(#value.array());
                if is_joined_by_commas(parameter) && self.has_no_comma_in_items(id) {
                    value = quote!(#value.comma_free());
                }
            }
            (_, ParameterValue::Object(id)) => {
                let members = self.members(parameter, id, all);
                value = quote!(#value #members);
            }
            (_, ParameterValue::RawMembers) => value = quote!(#value.members()),
            _ => {}
        }
        value
    }

    /// Whether no item of a list can have a comma in it.
    pub(super) fn has_no_comma_in_items(&self, list: TypeId) -> bool {
        let Shape::Array(array) = self.shape(list) else {
            return false;
        };
        match self.shape(array.items) {
            Shape::Integer(_) | Shape::Number(_) | Shape::Boolean => true,
            Shape::String(string) => string.typed().is_some(),
            Shape::Enum(values) => {
                let texts = values.strings();
                texts.is_none_or(|texts| !texts.iter().any(|text| text.contains(',')))
            }
            _ => false,
        }
    }

    /// Which parameters are members of an object: those that the type knows and, if it takes others, those that are
    /// no other parameters.
    fn members(&self, parameter: &Parameter, id: TypeId, all: &[Parameter]) -> TokenStream {
        if is_deep(parameter) && matches!(self.shape(id), Shape::Union(_)) {
            // It may be a list as well.
            return quote!(.array());
        }
        if !is_scattered(parameter) {
            return quote!(.object(&[]));
        }
        let (members, is_open) = self.known_members(id);
        let names = members.into_iter().map(|(name, _)| name);
        let but = is_open.then(|| {
            let others = all.iter().filter(|other| {
                other.location == parameter.location && other.name != parameter.name
            });
            let others = others.flat_map(|other| match other.value {
                ParameterValue::Object(id) if is_scattered(other) => {
                    let members = self.known_members(id).0.into_iter();
                    members.map(|(name, _)| name).collect()
                }
                _ => vec![other.name.as_str()],
            });
            let credentials = self
                .api
                .schemes
                .iter()
                .filter_map(|scheme| scheme.kind.key_in(parameter.location));
            let others = others.chain(credentials);
            quote!(.but(&[#(#others),*]))
        });
        quote!(.object(&[#(#names),*]) #but)
    }

    /// The members of an object that its type knows, and whether it takes others.
    pub(super) fn known_members(&self, id: TypeId) -> (Vec<(&str, TypeId)>, bool) {
        let (mut members, mut is_open) = (Vec::new(), false);
        let (mut seen, mut open) = (HashSet::new(), vec![id]);
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            match self.shape(id) {
                Shape::Union(shape) => {
                    open.extend(shape.variants.iter().rev().map(|variant| variant.type_id));
                }
                Shape::Object(shape) => {
                    let properties = shape.properties.iter();
                    members.extend(properties.map(|it| (it.name.as_str(), it.type_id)));
                    is_open |= matches!(shape.additional, Additional::Kept(_));
                }
                _ => is_open = true,
            }
        }
        let mut told = HashSet::new();
        members.retain(|(name, _)| told.insert(*name));
        (members, is_open)
    }
}

/// A description with its style, where that is not the usual one of its place.
pub(super) fn styled(value: TokenStream, style: ParameterStyle) -> TokenStream {
    let name = match style {
        ParameterStyle::Simple | ParameterStyle::Form => return value,
        ParameterStyle::Label => quote!(Label),
        ParameterStyle::Matrix => quote!(Matrix),
        ParameterStyle::SpaceDelimited => quote!(SpaceDelimited),
        ParameterStyle::PipeDelimited => quote!(PipeDelimited),
        ParameterStyle::DeepObject => quote!(DeepObject),
    };
    quote!(#value.style(anteroom::parameter::Style::#name))
}

/// Whether a list is a text with commas, which could be encoded.
fn is_joined_by_commas(parameter: &Parameter) -> bool {
    let has_commas = match parameter.style {
        ParameterStyle::Simple => true,
        ParameterStyle::Form | ParameterStyle::Label | ParameterStyle::Matrix => !parameter.explode,
        _ => false,
    };
    has_commas && parameter.location != ParameterIn::Header
}

/// Whether the members of an object are parameters of their own.
fn is_scattered(parameter: &Parameter) -> bool {
    parameter.explode && parameter.style == ParameterStyle::Form
}

fn is_deep(parameter: &Parameter) -> bool {
    parameter.style == ParameterStyle::DeepObject
}
