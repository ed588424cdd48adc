//! Answers: one variant per declared status, so that no other can be given.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::body::{Carried, derives};
use super::ident::raw_ident;
use super::operation::route;
use super::plan::{Plan, Rules};
use super::rustdoc::RustDoc;
use super::{Emitter, Items, Texts, code};
use crate::ir::{Carrier, Header, Operation, ResponseCase, Shape, Status};
use crate::name::{OperationNames, ResponseNames, constant_name, reason};

/// What a variant holds.
struct Answer<'a> {
    response: &'a ResponseCase,
    variant: Ident,
    /// The status, where the document leaves it open and the body does not carry it.
    status: Option<(Ident, TokenStream)>,
    body: Option<(Ident, TokenStream)>,
    headers: Vec<HeaderField<'a>>,
    carried: Option<Carried<'a>>,
}

struct HeaderField<'a> {
    header: &'a Header,
    field: Ident,
    ty: TokenStream,
    plan: Plan,
}

impl Emitter<'_> {
    fn answers<'b>(
        &'b self,
        operation: &'b Operation,
        names: &'b OperationNames,
        rules: &mut Rules,
    ) -> Vec<Answer<'b>> {
        operation
            .responses
            .iter()
            .zip(&names.responses)
            .map(|(response, names)| self.answer(response, names, rules))
            .collect()
    }

    fn answer<'b>(
        &'b self,
        response: &'b ResponseCase,
        names: &ResponseNames,
        rules: &mut Rules,
    ) -> Answer<'b> {
        let carried = self.carried(
            &response.contents,
            Carrier::Answer(response.status),
            (names.choice.as_ref(), &[]),
            &format!("{}_BODY", constant_name(&names.variant)),
            rules,
        );
        let status = match response.status {
            Status::Code(_) => None,
            _ if carried.as_ref().is_some_and(Carried::is_problem) => None,
            status => Some((raw_ident(&names.status), self.status_type(status))),
        };
        let headers = response
            .headers
            .iter()
            .zip(&names.headers)
            .map(|(header, field)| {
                let constant = format!(
                    "{}_{}_RULES",
                    constant_name(&names.variant),
                    constant_name(field)
                );
                let plan = self.plan(header.type_id, &constant, rules);
                let ty = if is_location(&header.name) && self.is_plain_string(header.type_id) {
                    quote!(anteroom::Location)
                } else {
                    plan.ty.clone()
                };
                HeaderField {
                    header,
                    field: raw_ident(field),
                    ty,
                    plan,
                }
            })
            .collect();
        Answer {
            response,
            variant: raw_ident(&names.variant),
            status,
            body: carried
                .as_ref()
                .map(|carried| (raw_ident(&names.body), carried.ty(self))),
            headers,
            carried,
        }
    }

    /// A problem that can have no other status than the document allows.
    pub(super) fn problem_type(&self, status: Status) -> TokenStream {
        let problem = self.paths.problem();
        match status {
            Status::Code(code) => {
                let (kind, code) = (self.paths.code(), Literal::u16_unsuffixed(code));
                quote!(#problem<#kind<#code>>)
            }
            Status::Range(class) => {
                let class = self.class_type(class);
                quote!(#problem<#class>)
            }
            Status::Default => quote!(#problem),
        }
    }

    /// The type of a status that the document leaves open.
    fn status_type(&self, status: Status) -> TokenStream {
        match status {
            Status::Range(class) => self.class_type(class),
            Status::Code(_) | Status::Default => self.paths.status_code(),
        }
    }

    /// The statuses of one class, and no others.
    fn class_type(&self, class: u8) -> TokenStream {
        match class {
            1 => self.paths.informational_status(),
            2 => self.paths.success_status(),
            3 => self.paths.redirection_status(),
            4 => self.paths.client_status(),
            _ => self.paths.server_status(),
        }
    }

    /// The enum of the answers, and those of bodies that have several media types.
    pub(super) fn response_enum(
        &self,
        operation: &Operation,
        names: &OperationNames,
    ) -> Vec<Items> {
        let name = format_ident!("{}", names.response);
        let docs = RustDoc::default()
            .plain(format!(
                "An answer of {}: one variant for each that the document declares.",
                route(operation)
            ))
            .attributes(&self.texts);
        let answers = self.answers(operation, names, &mut Rules::unused());
        let carried = || answers.iter().filter_map(|answer| answer.carried.as_ref());
        let derives = derives(carried().any(Carried::is_stream));
        let choices: Vec<Items> = answers
            .iter()
            .filter_map(|answer| {
                let whose = format!(
                    "The body of an answer {} of {}",
                    answer.response.status,
                    route(operation)
                );
                self.choice_enum(answer.carried.as_ref()?, &whose)
            })
            .collect();
        let variants = answers.iter().map(|answer| {
            let docs = answer_docs(answer.response, &self.texts);
            let variant = &answer.variant;
            let (status, body) = (&answer.status, &answer.body);
            if answer.headers.is_empty() {
                let types = status.iter().chain(body).map(|(_, ty)| ty);
                let types: Vec<_> = types.collect();
                return if types.is_empty() {
                    quote!(#docs #variant)
                } else {
                    quote!(#docs #variant(#(#types),*))
                };
            }
            let option = self.paths.option();
            let headers = answer.headers.iter().map(
                |HeaderField {
                     header, field, ty, ..
                 }| {
                    let docs = RustDoc::default()
                        .text(header.docs.description.as_deref())
                        .plain(format!("Header {}.", code(&header.name)))
                        .attributes(&self.texts);
                    if header.required {
                        quote!(#docs #field: #ty)
                    } else {
                        quote!(#docs #field: #option<#ty>)
                    }
                },
            );
            let status = status
                .iter()
                .map(|(field, ty)| quote!(#[doc = " The status."] #field: #ty));
            let body = body
                .iter()
                .map(|(field, ty)| quote!(#[doc = " The body."] #field: #ty));
            let fields = status.chain(headers).chain(body);
            quote!(#docs #variant { #(#fields),* })
        });
        let unimplemented = self.options.default_stubs.then(|| {
            quote!(
                #[doc = " Not implemented: a 501 as the service rejects requests, whatever the document declares."]
                Unimplemented
            )
        });
        let variants: Vec<_> = variants.chain(unimplemented).collect();
        // An answer is moved once, from the implementation to its encoding.
        let allow = (variants.len() > 1).then(|| quote!(#[allow(clippy::large_enum_variant)]));
        let answers = quote!(
            #docs
            #allow
            #derives
            pub enum #name { #(#variants),* }
        );
        std::iter::once(answers).chain(choices).collect()
    }

    pub(super) fn encode_response(
        &self,
        operation: &Operation,
        names: &OperationNames,
        rules: &mut Rules,
    ) -> TokenStream {
        let answers = self.answers(operation, names, rules);
        let unimplemented = self
            .options
            .default_stubs
            .then(|| quote!(Self::Response::Unimplemented => reply.not_implemented(),));
        if answers.is_empty() && unimplemented.is_none() {
            // An enum without variants has no value to encode.
            return quote!(
                let _ = reply;
                match response {}
            );
        }
        let arms = answers
            .iter()
            .map(|answer| self.encode_arm(answer, &others(operation, answer.response.status)));
        quote!(match response { #(#arms)* #unimplemented })
    }

    fn encode_arm(&self, answer: &Answer<'_>, others: &[String]) -> TokenStream {
        let variant = &answer.variant;
        let (status, body) = (
            answer.status.as_ref().map(|(field, _)| field),
            answer.body.as_ref().map(|(field, _)| field),
        );
        let names: Vec<&Ident> = status
            .into_iter()
            .chain(answer.headers.iter().map(|header| &header.field))
            .chain(body)
            .collect();
        let pattern = if answer.headers.is_empty() {
            if names.is_empty() {
                quote!(Self::Response::#variant)
            } else {
                quote!(Self::Response::#variant(#(#names),*))
            }
        } else {
            quote!(Self::Response::#variant { #(#names),* })
        };
        let mut reply = quote!(reply);
        if answer.response.status == Status::Default || !others.is_empty() {
            let status = match (&answer.status, body) {
                (Some((status, _)), _) => quote!(#status),
                (None, body) => quote!(#body.status()),
            };
            reply = quote!(#reply.other_than(#status, &[#(#others),*]));
        }
        for header in &answer.headers {
            let (name, field) = (&header.header.name, &header.field);
            if let Some(check) = self.check_header(header) {
                reply = quote!(#reply.checked_header(#name, |checker| { #check }));
            }
            reply = match (header.header.required, self.is_exploded(header.header)) {
                (true, false) => quote!(#reply.header(#name, &#field)),
                (false, false) => quote!(#reply.optional_header(#name, &#field)),
                (true, true) => quote!(#reply.exploded_header(#name, &#field)),
                (false, true) => quote!(#reply.optional_exploded_header(#name, &#field)),
            };
        }
        let code = match (answer.response.status, status) {
            (Status::Code(code), _) => self.status_expression(code),
            (_, Some(field)) => quote!(#field),
            _ => quote!(),
        };
        let call = match (&answer.carried, body) {
            (Some(carried), Some(body)) => self.write_body(carried, &reply, &code, body),
            _ => quote!(#reply.empty(#code)),
        };
        quote!(#pattern => #call,)
    }

    /// Whether the members of an object are written `name=value`; nothing else differs.
    fn is_exploded(&self, header: &Header) -> bool {
        header.explode
            && matches!(
                self.shape(header.type_id),
                Shape::Object(_) | Shape::Map(_) | Shape::Any
            )
    }

    /// The check of a header field. One of a type that cannot hold a bad value needs none.
    fn check_header(&self, header: &HeaderField<'_>) -> Option<TokenStream> {
        let field = &header.field;
        if !header.plan.is_checked_by_rules() {
            return None;
        }
        if header.header.required {
            return header.plan.check(&quote!(#field));
        }
        let (some, check) = (
            self.paths.some(),
            header.plan.check_reference(&quote!(value))?,
        );
        Some(quote!(if let #some(value) = &#field { #check }))
    }

    /// The check of a body whose rules are not those of its type alone.
    pub(super) fn check_by_rules(&self, plan: &Plan, body: &Ident) -> Option<TokenStream> {
        if !plan.is_checked_by_rules() {
            return None;
        }
        if plan.nullable {
            let (some, check) = (self.paths.some(), plan.check_reference(&quote!(value))?);
            return Some(quote!(if let #some(value) = &#body { #check }));
        }
        plan.check(&quote!(#body))
    }

    /// `StatusCode::CREATED`, or its number where it has no name.
    fn status_expression(&self, code: u16) -> TokenStream {
        match constant(code) {
            Some(name) => {
                let (kind, name) = (self.paths.status_code(), format_ident!("{name}"));
                quote!(#kind::#name)
            }
            None => {
                let (kind, code) = (self.paths.code(), Literal::u16_unsuffixed(code));
                quote!(#kind::<#code>)
            }
        }
    }
}

/// What the document declares within a range, or beside `default`: those statuses have variants of their
/// own.
fn others(operation: &Operation, status: Status) -> Vec<String> {
    let all = operation.responses.iter().map(|response| response.status);
    let within = all.filter(|other| match (status, other) {
        (Status::Default, other) => *other != Status::Default,
        (Status::Range(class), Status::Code(code)) => code / 100 == u16::from(class),
        _ => false,
    });
    within.map(|other| other.to_string()).collect()
}

/// `Location` (RFC 9110, section 10.2.2) has a type that knows the prefix of the service.
fn is_location(name: &str) -> bool {
    name.eq_ignore_ascii_case("location")
}

/// The constant of `http::StatusCode`.
fn constant(code: u16) -> Option<String> {
    // The names that differ from the reason phrase of the registry, and those that are missing.
    match code {
        413 => Some("PAYLOAD_TOO_LARGE".to_owned()),
        422 => Some("UNPROCESSABLE_ENTITY".to_owned()),
        418 | 103 | 425 => None,
        226 => Some("IM_USED".to_owned()),
        code => reason(code).map(|reason| reason.to_uppercase().replace([' ', '-'], "_")),
    }
}

fn answer_docs(response: &ResponseCase, texts: &Texts) -> Option<TokenStream> {
    let status = match response.status {
        Status::Default => "Every other status.".to_owned(),
        Status::Code(code) => match reason(code) {
            Some(reason) => format!("{code} {reason}."),
            None => format!("{code}."),
        },
        range => format!("{range}."),
    };
    RustDoc::default()
        .plain(status)
        .text(response.docs.description.as_deref())
        .attributes(texts)
}
