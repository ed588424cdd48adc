//! Bodies of requests and answers: one type, or an enum with a case for each media type.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::ident::raw_ident;
use super::plan::{Plan, Rules};
use super::rustdoc::RustDoc;
use super::{Emitter, Items, code};
use crate::ir::{BodyForm, Carrier, Content, MediaType, Payload};
use crate::name::{ChoiceNames, PartNames, constant_name};

/// What a body is in Rust.
pub(super) enum Carried<'a> {
    /// JSON, under one or several media types; those of XML among them by this constant.
    Json {
        plan: Plan,
        xml: Option<TokenStream>,
        media_types: Vec<&'a MediaType>,
    },
    /// A scalar as text.
    Text {
        plan: Plan,
        media_type: &'a MediaType,
    },
    /// The fields of a form, told by a constant.
    Form { plan: Plan, form: TokenStream },
    /// Values that are sent as they come, in a type that holds them, by this method of the reply.
    Many {
        ty: TokenStream,
        method: &'static str,
        media_type: &'a MediaType,
    },
    /// Values that come one after the other.
    Values { plan: Plan },
    /// The parts of a multipart body, of this type.
    Parts { part: TokenStream },
    /// Problem details of this type.
    Problem(TokenStream),
    /// Bytes as they come.
    Raw {
        media_type: &'a MediaType,
        ty: TokenStream,
    },
    /// One of several.
    Choice { name: Ident, cases: Vec<Case<'a>> },
}

pub(super) struct Case<'a> {
    variant: Ident,
    media_type: &'a MediaType,
    carried: Carried<'a>,
}

impl Carried<'_> {
    pub(super) fn ty(&self, emitter: &Emitter<'_>) -> TokenStream {
        match self {
            Self::Json { plan, .. } => plan.full_type(emitter),
            // No text is null.
            Self::Text { plan, .. } | Self::Form { plan, .. } => plan.ty.clone(),
            Self::Problem(ty) | Self::Raw { ty, .. } | Self::Many { ty, .. } => ty.clone(),
            Self::Parts { part } => quote!(anteroom::Parts<#part>),
            Self::Values { plan } => {
                let ty = plan.full_type(emitter);
                quote!(anteroom::JsonValues<#ty>)
            }
            Self::Choice { name, .. } => quote!(#name),
        }
    }

    pub(super) fn is_problem(&self) -> bool {
        matches!(self, Self::Problem(_))
    }

    /// Whether it is a stream, which cannot be compared.
    pub(super) fn is_stream(&self) -> bool {
        match self {
            Self::Raw { .. } | Self::Many { .. } | Self::Parts { .. } | Self::Values { .. } => true,
            Self::Choice { cases, .. } => cases.iter().any(|case| case.carried.is_stream()),
            Self::Json { .. } | Self::Text { .. } | Self::Form { .. } | Self::Problem(_) => false,
        }
    }
}

/// The derives of a type that holds what is carried. What comes and goes is moved, so it is not `Clone`: an
/// operation has two such types, and rustc takes its time for every impl.
pub(super) fn derives(holds_stream: bool) -> TokenStream {
    if holds_stream {
        quote!(#[derive(Debug)])
    } else {
        quote!(#[derive(Debug, PartialEq)])
    }
}

impl Emitter<'_> {
    /// `rule` is what the rules of a body that stand in place are called.
    pub(super) fn carried<'b>(
        &self,
        contents: &'b [Content],
        carrier: Carrier,
        (choice, parts): (Option<&ChoiceNames>, &[Option<PartNames>]),
        rule: &str,
        rules: &mut Rules,
    ) -> Option<Carried<'b>> {
        let first = contents.first()?;
        let parts_of = |index: usize| parts.get(index).and_then(Option::as_ref);
        if let (BodyForm::Choice, Some(names)) = (BodyForm::of(contents), choice) {
            let cases = contents.iter().zip(&names.variants).enumerate();
            let cases = cases.map(|(index, (content, variant))| {
                let rule = format!("{rule}_{}", constant_name(variant));
                Case {
                    variant: raw_ident(variant),
                    media_type: &content.media_type,
                    carried: self.carried_by(content, carrier, parts_of(index), &rule, rules),
                }
            });
            return Some(Carried::Choice {
                name: format_ident!("{}", names.name),
                cases: cases.collect(),
            });
        }
        let mut carried = self.carried_by(first, carrier, parts_of(0), rule, rules);
        if let (
            Carried::Json {
                media_types, xml, ..
            },
            Payload::Json(id),
        ) = (&mut carried, first.payload)
        {
            *media_types = contents.iter().map(|content| &content.media_type).collect();
            if xml.is_none() {
                *xml = self.xml_of_body(id, media_types.iter().copied(), rule, rules);
            }
        }
        Some(carried)
    }

    fn carried_by<'b>(
        &self,
        content: &'b Content,
        carrier: Carrier,
        parts: Option<&PartNames>,
        rule: &str,
        rules: &mut Rules,
    ) -> Carried<'b> {
        match (content.payload, carrier) {
            (Payload::Parts(_), _) => Carried::Parts {
                part: match parts {
                    Some(names) => raw_ident(&names.name).into_token_stream(),
                    None => quote!(anteroom::FilePart),
                },
            },
            (Payload::Json(id), _) => Carried::Json {
                plan: self.plan(id, &format!("{rule}_RULES"), rules),
                xml: self.xml_of_body(id, std::iter::once(&content.media_type), rule, rules),
                media_types: vec![&content.media_type],
            },
            (Payload::Text(id), _) => Carried::Text {
                plan: self.plan(id, &format!("{rule}_RULES"), rules),
                media_type: &content.media_type,
            },
            (Payload::Form(id), _) => Carried::Form {
                plan: self.plan(id, &format!("{rule}_RULES"), rules),
                form: self.form(id, content, rule, rules),
            },
            (Payload::Lines(id), Carrier::Request) => Carried::Values {
                plan: self.plan(id, &format!("{rule}_RULES"), rules),
            },
            (Payload::Lines(id) | Payload::Events(id), _) => {
                let value = self.plan(id, rule, &mut Rules::unused()).full_type(self);
                let (ty, method) = match content.payload {
                    Payload::Events(_) => (quote!(anteroom::Events<#value>), "events"),
                    _ => (quote!(anteroom::JsonLines<#value>), "json_lines"),
                };
                Carried::Many {
                    ty,
                    method,
                    media_type: &content.media_type,
                }
            }
            (Payload::Problem, Carrier::Answer(status)) => {
                Carried::Problem(self.problem_type(status))
            }
            (Payload::Raw | Payload::Problem, carrier) => Carried::Raw {
                media_type: &content.media_type,
                ty: match carrier {
                    Carrier::Answer(_) if content.media_type.is_open() => {
                        quote!(anteroom::TypedBody)
                    }
                    _ => quote!(anteroom::Body),
                },
            },
        }
    }

    /// The enum of a body that has several media types. `whose` ends the sentence about it.
    pub(super) fn choice_enum(&self, carried: &Carried<'_>, whose: &str) -> Option<Items> {
        let Carried::Choice { name, cases } = carried else {
            return None;
        };
        let docs = RustDoc::default()
            .plain(format!("{whose}: one variant for each media type."))
            .attributes(&self.texts);
        let variants = cases.iter().map(|case| {
            let docs = RustDoc::default()
                .plain(format!("{}.", code(case.media_type.as_str())))
                .attributes(&self.texts);
            let (variant, ty) = (&case.variant, case.carried.ty(self));
            quote!(#docs #variant(#ty))
        });
        let derives = derives(carried.is_stream());
        Some(quote!(
            #docs
            #[allow(clippy::large_enum_variant)]
            #derives
            pub enum #name { #(#variants),* }
        ))
    }

    /// The expression that reads a body from `input`.
    pub(super) fn read_body(&self, carried: &Carried<'_>, required: bool) -> TokenStream {
        match carried {
            Carried::Json {
                plan,
                xml: Some(xml),
                ..
            } => {
                let decoder = plan.full_decoder();
                if required {
                    quote!(input.value(&#xml, #decoder))
                } else {
                    quote!(input.optional_value(&#xml, #decoder))
                }
            }
            Carried::Json { plan, .. } => {
                let decoder = plan.full_decoder();
                if required {
                    quote!(input.body(#decoder))
                } else {
                    quote!(input.optional_body(#decoder))
                }
            }
            Carried::Text { plan, .. } => {
                let decoder = plan.decoder();
                if required {
                    quote!(input.text(#decoder))
                } else {
                    quote!(input.optional_text(#decoder))
                }
            }
            Carried::Form { plan, form } => {
                let decoder = plan.decoder();
                if required {
                    quote!(input.form(&#form, #decoder))
                } else {
                    quote!(input.optional_form(&#form, #decoder))
                }
            }
            Carried::Values { plan } => {
                let decoder = plan.full_decoder();
                match required {
                    true => quote!(input.values(#decoder)),
                    false => quote!(input.optional_values(#decoder)),
                }
            }
            Carried::Parts { .. } if required => quote!(input.parts()),
            Carried::Parts { .. } => quote!(input.optional_parts()),
            // Only answers are problems, or many values.
            Carried::Raw { .. } | Carried::Problem(_) | Carried::Many { .. } if required => {
                quote!(input.stream())
            }
            Carried::Raw { .. } | Carried::Problem(_) | Carried::Many { .. } => {
                quote!(input.optional_stream())
            }
            Carried::Choice { name, cases } => {
                let some = self.paths.some();
                let arms = cases.iter().enumerate().map(|(index, case)| {
                    let read = self.read_body(&case.carried, required);
                    let variant = &case.variant;
                    let index = Literal::usize_unsuffixed(index);
                    quote!(#some(#index) => #read.map(#name::#variant),)
                });
                let none = self.paths.none();
                let absent = if required {
                    quote!(input.missing_body())
                } else {
                    quote!(#none)
                };
                quote!(match input.content() { #(#arms)* _ => #absent, })
            }
        }
    }

    /// The expression that ends `reply` with a body.
    pub(super) fn write_body(
        &self,
        carried: &Carried<'_>,
        reply: &TokenStream,
        status: &TokenStream,
        body: &Ident,
    ) -> TokenStream {
        match carried {
            Carried::Json {
                plan,
                media_types,
                xml,
            } => {
                let reply = match self.check_by_rules(plan, body) {
                    Some(check) => quote!(#reply.checked(|checker| { #check })),
                    None => reply.clone(),
                };
                let names: Vec<&str> = media_types.iter().map(|name| name.as_str()).collect();
                if let Some(xml) = xml {
                    return quote!(#reply.value(&[#(#names),*], #status, &#xml, &#body));
                }
                match names.as_slice() {
                    ["application/json"] => quote!(#reply.json(#status, &#body)),
                    [name] => quote!(#reply.json_as(#name, #status, &#body)),
                    names => quote!(#reply.negotiated_json(&[#(#names),*], #status, &#body)),
                }
            }
            Carried::Text { plan, media_type } => {
                let reply = match self.check_by_rules(plan, body) {
                    Some(check) => quote!(#reply.checked(|checker| { #check })),
                    None => reply.clone(),
                };
                let name = media_type.as_str();
                quote!(#reply.text(#name, #status, &#body))
            }
            Carried::Many {
                method, media_type, ..
            } => {
                let (method, name) = (format_ident!("{method}"), media_type.as_str());
                quote!(#reply.#method(#name, #status, #body))
            }
            // Only requests have these.
            Carried::Form { .. } | Carried::Parts { .. } | Carried::Values { .. } => reply.clone(),
            Carried::Problem(_) => quote!(#reply.problem(#body)),
            Carried::Raw { media_type, .. } => {
                let name = media_type.as_str();
                if media_type.is_open() {
                    quote!(#reply.typed_body(#name, #status, #body))
                } else {
                    quote!(#reply.body(#name, #status, #body))
                }
            }
            Carried::Choice { name, cases } => {
                let arms = cases.iter().map(|case| {
                    let write = self.write_body(&case.carried, &quote!(reply), status, body);
                    let variant = &case.variant;
                    quote!(#name::#variant(#body) => #write,)
                });
                let matched = quote!(match #body { #(#arms)* });
                if reply.to_string() == "reply" {
                    matched
                } else {
                    quote!({ let reply = #reply; #matched })
                }
            }
        }
    }
}
