//! Answers: one variant per declared status, so that no other can be given.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::object::raw_ident;
use super::operation::route;
use super::plan::{Plan, Rules};
use super::rustdoc::RustDoc;
use super::{Emitter, Items, code};
use crate::ir::{Header, Operation, Payload, ResponseCase, Status};
use crate::name::{OperationNames, ResponseNames, constant_name, reason};

/// What a variant holds.
struct Answer<'a> {
    response: &'a ResponseCase,
    variant: Ident,
    /// The status, where the document leaves it open and the body does not carry it.
    status: Option<(Ident, TokenStream)>,
    body: Option<(Ident, TokenStream)>,
    headers: Vec<HeaderField<'a>>,
    plan: Option<Plan>,
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
        let constant = format!("{}_BODY_RULES", constant_name(&names.variant));
        let plan = match &response.content {
            Some(content) => match content.payload {
                Payload::Json(id) => Some(self.plan(id, &constant, rules)),
                Payload::Problem => None,
            },
            None => None,
        };
        let body = match (&response.content, &plan) {
            (Some(_), Some(plan)) => Some(plan.full_type(self)),
            (Some(_), None) => Some(self.problem_type(response.status)),
            (None, _) => None,
        };
        let is_problem = response.content.is_some() && plan.is_none();
        let status = match response.status {
            Status::Code(_) => None,
            _ if is_problem => None,
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
            body: body.map(|ty| (raw_ident(&names.body), ty)),
            headers,
            plan,
        }
    }

    /// A problem that can have no other status than the document allows.
    fn problem_type(&self, status: Status) -> TokenStream {
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

    pub(super) fn response_enum(&self, operation: &Operation, names: &OperationNames) -> Items {
        let name = format_ident!("{}", names.response);
        let docs = RustDoc::default()
            .plain(format!(
                "An answer of {}: one variant for each that the document declares.",
                route(operation)
            ))
            .attributes();
        let variants = self
            .answers(operation, names, &mut Rules::unused())
            .into_iter()
            .map(|answer| {
                let docs = answer_docs(answer.response);
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
                            .attributes();
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
        let variants: Vec<_> = variants.collect();
        // An answer is moved once, from the implementation to its encoding.
        let allow = (variants.len() > 1).then(|| quote!(#[allow(clippy::large_enum_variant)]));
        quote!(
            #docs
            #allow
            #[derive(Clone, Debug, PartialEq)]
            pub enum #name { #(#variants),* }
        )
    }

    pub(super) fn encode_response(
        &self,
        operation: &Operation,
        names: &OperationNames,
        rules: &mut Rules,
    ) -> TokenStream {
        let answers = self.answers(operation, names, rules);
        if answers.is_empty() {
            // An enum without variants has no value to encode.
            return quote!(
                let _ = reply;
                match response {}
            );
        }
        let arms = answers.iter().map(|answer| self.encode_arm(answer));
        quote!(match response { #(#arms)* })
    }

    fn encode_arm(&self, answer: &Answer<'_>) -> TokenStream {
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
        for header in &answer.headers {
            let (name, field) = (&header.header.name, &header.field);
            if let Some(check) = self.check_header(header) {
                reply = quote!(#reply.checked_header(#name, |checker| { #check }));
            }
            reply = if header.header.required {
                quote!(#reply.header(#name, &#field))
            } else {
                quote!(#reply.optional_header(#name, &#field))
            };
        }
        if let (Some(plan), Some(body)) = (&answer.plan, body)
            && let Some(check) = self.check_by_rules(plan, body)
        {
            reply = quote!(#reply.checked(|checker| { #check }));
        }
        let code = match (answer.response.status, status) {
            (Status::Code(code), _) => self.status_expression(code),
            (_, Some(field)) => quote!(#field),
            _ => quote!(),
        };
        let call = match (&answer.response.content, body) {
            (Some(content), Some(body)) if answer.plan.is_some() => {
                let media_type = &content.media_type;
                if media_type == "application/json" {
                    quote!(#reply.json(#code, &#body))
                } else {
                    quote!(#reply.json_as(#media_type, #code, &#body))
                }
            }
            (_, Some(body)) => quote!(#reply.problem(#body)),
            (_, None) => quote!(#reply.empty(#code)),
        };
        quote!(#pattern => #call,)
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
    fn check_by_rules(&self, plan: &Plan, body: &Ident) -> Option<TokenStream> {
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

fn answer_docs(response: &ResponseCase) -> TokenStream {
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
        .attributes()
}
