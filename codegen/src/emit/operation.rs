//! Operations: the request struct, the response enum, and the module that ties both to HTTP.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::body::{Carried, derives};
use super::ident::{assign, raw_ident};
use super::parameter::{Argument, parameter_docs, read_parameter};
use super::plan::Rules;
use super::rustdoc::RustDoc;
use super::{Emitter, Items, code, document_docs};
use crate::ir::{Body, Carrier, Method, Operation, Payload, SchemeUse, Status};
use crate::name::OperationNames;

/// The body with all that is emitted for it.
struct BodyArgument<'a> {
    body: &'a Body,
    field: Ident,
    carried: Carried<'a>,
}

impl Emitter<'_> {
    pub(super) fn operation(&self, index: usize) -> Vec<Items> {
        let (Some(operation), Some(names)) = (
            self.api.operations.get(index),
            self.names.operations.get(index),
        ) else {
            return Vec::new();
        };
        let mut rules = Rules::of_module(&names.constants);
        let arguments = self.arguments(operation, names, &mut rules);
        let body = operation.body.as_ref().and_then(|body| {
            let choice = names.choice.as_ref();
            Some(BodyArgument {
                body,
                field: raw_ident(&names.body),
                carried: self.carried(
                    &body.contents,
                    Carrier::Request,
                    (choice, &names.parts),
                    "BODY",
                    &mut rules,
                )?,
            })
        });
        let mut items = vec![self.request(operation, names, &arguments, body.as_ref())];
        if let Some(body) = &body {
            let whose = format!("The body of {}", route(operation));
            items.extend(self.choice_enum(&body.carried, &whose));
            items.extend(self.part_enums(&body.body.contents, &names.parts, &whose));
        }
        items.extend(self.response_enum(operation, names));
        items.push(self.module(operation, names, &arguments, body.as_ref(), rules));
        items
    }

    fn request(
        &self,
        operation: &Operation,
        names: &OperationNames,
        arguments: &[Argument<'_>],
        body: Option<&BodyArgument<'_>>,
    ) -> Items {
        let name = format_ident!("{}", names.request);
        let docs = RustDoc::default()
            .plain(format!("A request of {}.", route(operation)))
            .attributes(&self.texts);
        let fields = arguments.iter().map(|argument| {
            let (docs, field) = (parameter_docs(argument, &self.texts), &argument.field);
            let ty = self.argument_type(argument);
            quote!(#docs pub #field: #ty)
        });
        let derives = derives(body.is_some_and(|body| body.carried.is_stream()));
        let body = body.map(|body| {
            let docs = match &body.body.docs.description {
                Some(text) => RustDoc::default().text(Some(text)),
                None => RustDoc::default().plain("The body."),
            };
            let (docs, field, ty) = (
                docs.attributes(&self.texts),
                &body.field,
                body.carried.ty(self),
            );
            if body.body.required {
                quote!(#docs pub #field: #ty)
            } else {
                let option = self.paths.option();
                quote!(#docs pub #field: #option<#ty>)
            }
        });
        let fields = fields.chain(body);
        quote!(
            #docs
            #derives
            pub struct #name { #(#fields),* }
        )
    }

    /// The module of the operation: its description for the runtime, and how its requests are read
    /// and its answers written.
    fn module(
        &self,
        operation: &Operation,
        names: &OperationNames,
        arguments: &[Argument<'_>],
        body: Option<&BodyArgument<'_>>,
        mut rules: Rules,
    ) -> Items {
        let module = raw_ident(&names.method);
        let operation_name = format_ident!("{}", self.names.marker);
        let docs = RustDoc::default()
            .plain(format!(
                "{}: how its requests are read and its answers written.",
                route(operation)
            ))
            .attributes(&self.texts);
        let (request, response) = (
            format_ident!("{}", names.request),
            format_ident!("{}", names.response),
        );
        let statics = arguments
            .iter()
            .map(|argument| self.parameter_constant(argument, &operation.parameters));
        let meta = self.meta(operation, body);
        let decode = self.decode_request(arguments, body);
        let encode = self.encode_response(operation, names, &mut rules);
        let constants = &rules.constants;
        let (option, input) = (
            self.paths.option(),
            if arguments.is_empty() && body.is_none() {
                quote!(_)
            } else {
                quote!(input)
            },
        );
        let marker = RustDoc::default()
            .plain(format!("The operation {}.", code(&operation.id)))
            .attributes(&self.texts);
        let items = quote!(
                #marker
                pub struct #operation_name;

                #(#statics)*
                #(#constants)*

                impl anteroom::Operation for #operation_name {
                    const META: anteroom::OperationMeta = #meta;

                    type Request = #request;
                    type Response = #response;

                    fn decode(#input: &mut anteroom::Input<'_>) -> #option<#request> { #decode }

                    fn encode(response: #response, reply: anteroom::Reply) -> anteroom::http::Response<anteroom::Body> {
                        #encode
                    }
                }
        );
        let uses = self.paths.uses_of_root(&items);
        quote!(
            #docs
            pub mod #module {
                #uses

                #items
            }
        )
    }

    fn meta(&self, operation: &Operation, body: Option<&BodyArgument<'_>>) -> TokenStream {
        let (id, path) = (&operation.id, &operation.path);
        let method = method_name(operation.method);
        let mut meta = quote!(anteroom::OperationMeta::new(#id, anteroom::Method::#method, #path));
        let asked = [
            (quote!(query), &operation.query),
            (quote!(headers), &operation.headers),
        ];
        for (what, pairs) in asked.into_iter().filter(|(_, pairs)| !pairs.is_empty()) {
            let (some, none) = (self.paths.some(), self.paths.none());
            let pairs = pairs.iter().map(|(name, value)| match value {
                Some(value) => quote!((#name, #some(#value))),
                None => quote!((#name, #none)),
            });
            meta = quote!(#meta.#what(&[#(#pairs),*]));
        }
        if !operation.routed {
            meta = quote!(#meta.unrouted());
        }
        if !operation.tags.is_empty() {
            let tags = &operation.tags;
            meta = quote!(#meta.tags(&[#(#tags),*]));
        }
        if let Some(summary) = &operation.docs.summary {
            meta = quote!(#meta.summary(#summary));
        }
        if operation.docs.deprecated {
            meta = quote!(#meta.deprecated());
        }
        if !operation.security.is_empty() {
            let alternatives = operation.security.iter().map(|alternative| {
                let uses = alternative.iter().map(scheme_use);
                quote!(&[#(#uses),*])
            });
            meta = quote!(#meta.security(&[#(#alternatives),*]));
            if operation.authenticates_body {
                meta = quote!(#meta.authenticates_body());
            }
        }
        if let Some(body) = body {
            let pointer = format!("{}/requestBody", self.api.uri(&operation.place));
            let contents = body.body.contents.iter().map(|content| {
                let media_type = content.media_type.as_str();
                let value = match content.payload {
                    Payload::Json(id) | Payload::Text(id) | Payload::Form(id) => {
                        let schema = self.api.uri(&self.api.types[id].place);
                        quote!(anteroom::Content::new(#media_type, #schema))
                    }
                    Payload::Parts(Some(id)) | Payload::Lines(id) => {
                        let schema = self.api.uri(&self.api.types[id].place);
                        quote!(anteroom::Content::parts(#media_type, #schema))
                    }
                    Payload::Parts(None) | Payload::Events(_) | Payload::Problem | Payload::Raw => {
                        quote!(anteroom::Content::raw(#media_type))
                    }
                };
                match &content.size {
                    Some(size) => {
                        let (schema, bounds) =
                            (self.api.uri(&size.place), self.bounds(size.min, size.max));
                        quote!(#value.size(#schema, #bounds))
                    }
                    None => value,
                }
            });
            let mut value = quote!(anteroom::BodyMeta::new(#pointer, &[#(#contents),*]));
            if body.body.required {
                value = quote!(#value.required());
            }
            meta = quote!(#meta.body(#value));
        }
        let produces = produced(operation);
        if !produces.is_empty() {
            meta = quote!(#meta.produces(&[#(#produces),*]));
            let otherwise = produced_otherwise(operation, &produces);
            if !otherwise.is_empty() {
                meta = quote!(#meta.produces_otherwise(&[#(#otherwise),*]));
            }
        }
        if !operation.extensions.is_empty() {
            let entries = operation
                .extensions
                .iter()
                .map(|(name, json)| quote!((#name, #json)));
            meta = quote!(#meta.extensions(&[#(#entries),*]));
        }
        meta
    }

    /// `1, Some(9)`
    pub(super) fn bounds(&self, min: u64, max: Option<u64>) -> TokenStream {
        let min = Literal::u64_unsuffixed(min);
        let max = match max {
            Some(max) => {
                let (some, max) = (self.paths.some(), Literal::u64_unsuffixed(max));
                quote!(#some(#max))
            }
            None => self.paths.none(),
        };
        quote!(#min, #max)
    }

    fn decode_request(
        &self,
        arguments: &[Argument<'_>],
        body: Option<&BodyArgument<'_>>,
    ) -> TokenStream {
        let some = self.paths.some();
        let reads = arguments.iter().map(|argument| {
            let (local, read) = (&argument.local, read_parameter(argument));
            match &argument.default {
                Some(default) => quote!(let #local = #read.unwrap_or(#default);),
                None => quote!(let #local = #read;),
            }
        });
        let body_read = body.map(|body| {
            let (field, read) = (
                &body.field,
                self.read_body(&body.carried, body.body.required),
            );
            quote!(let #field = #read;)
        });
        let fields = arguments.iter().map(|argument| {
            let (field, local) = (&argument.field, &argument.local);
            if argument.is_there() {
                quote!(#field: #local?)
            } else {
                assign(field, local)
            }
        });
        let body_field = body.map(|body| {
            let field = &body.field;
            if body.body.required {
                quote!(#field: #field?)
            } else {
                quote!(#field)
            }
        });
        let fields = fields.chain(body_field);
        quote!(
            #(#reads)*
            #body_read
            #some(Self::Request { #(#fields),* })
        )
    }
}

/// `GET /rooms/{id}` as a code span, with what the query must have.
pub(super) fn route(operation: &Operation) -> String {
    let pair = |(name, value): &(String, Option<String>)| match value {
        Some(value) => format!("{name}={value}"),
        None => name.clone(),
    };
    let query: Vec<String> = operation.query.iter().map(pair).collect();
    let mark = if query.is_empty() { "" } else { "?" };
    let route = code(&format!(
        "{} {}{mark}{}",
        operation.method.as_str(),
        operation.path,
        query.join("&")
    ));
    let headers = operation.headers.iter().map(|(name, value)| match value {
        Some(value) => code(&format!("{name}: {value}")),
        None => code(name),
    });
    let headers: Vec<String> = headers.collect();
    match headers.is_empty() {
        true => route,
        false => format!("{route} with {}", headers.join(" and ")),
    }
}

/// The docs of an operation: what it does, then where it is.
pub(super) fn operation_docs(operation: &Operation) -> RustDoc {
    let mut docs = document_docs(&operation.docs).plain(format!("{}.", route(operation)));
    if !operation.routed {
        docs = docs.plain("No request reaches it: another operation has this route.");
    }
    if !operation.callbacks.is_empty() {
        let names: Vec<String> = operation.callbacks.iter().map(|name| code(name)).collect();
        docs = docs.plain(format!("Callbacks: {}.", names.join(", ")));
    }
    if operation.docs.deprecated {
        docs = docs.plain("**Deprecated.**");
    }
    docs
}

fn scheme_use(scheme: &SchemeUse) -> TokenStream {
    let index = Literal::usize_unsuffixed(scheme.scheme);
    if scheme.scopes.is_empty() {
        quote!(anteroom::security::SchemeUse::new(#index))
    } else {
        let scopes = &scheme.scopes;
        quote!(anteroom::security::SchemeUse::new(#index).scopes(&[#(#scopes),*]))
    }
}

fn method_name(method: Method) -> Ident {
    let text = method.as_str();
    let (first, rest) = text.split_at(1);
    format_ident!("{first}{}", rest.to_lowercase())
}

/// The media types of the declared successful answers, each once. `default` is one where no other
/// is declared.
fn produced(operation: &Operation) -> Vec<&str> {
    let is_success = |status| matches!(status, Status::Code(200..=299) | Status::Range(2));
    let mut statuses = operation.responses.iter().map(|response| response.status);
    let declared = statuses.any(is_success);
    let mut types: Vec<&str> = Vec::new();
    for response in &operation.responses {
        let default = response.status == Status::Default && !declared;
        if !is_success(response.status) && !default {
            continue;
        }
        for content in &response.contents {
            let name = content.media_type.as_str();
            if content.payload != Payload::Problem && !types.contains(&name) {
                types.push(name);
            }
        }
    }
    types
}

/// The media types of the other answers; that of a problem any operation has.
fn produced_otherwise<'a>(operation: &'a Operation, produced: &[&str]) -> Vec<&'a str> {
    let mut types: Vec<&str> = Vec::new();
    let contents = operation
        .responses
        .iter()
        .flat_map(|response| &response.contents);
    for name in contents.map(|content| content.media_type.as_str()) {
        if name != "application/problem+json" && !produced.contains(&name) && !types.contains(&name)
        {
            types.push(name);
        }
    }
    types
}
