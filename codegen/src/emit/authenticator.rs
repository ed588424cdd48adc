//! Who may call: the trait that checks credentials, and how the runtime asks it.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::ident::{raw_ident, unconventional};
use super::rustdoc::RustDoc;
use super::service::Service;
use super::{Emitter, Items, code};
use crate::ir::{ParameterIn, SchemeKind, SecurityScheme};

/// Where the credentials of a scheme are checked, and what becomes of what that tells.
struct Check<'a> {
    index: usize,
    scheme: &'a SecurityScheme,
    method: Ident,
    /// What it tells, where that is not the principal itself.
    told: Option<Ident>,
}

impl Emitter<'_> {
    /// The schemes that a service uses. Those that are met together with others have types of their own.
    fn checks<'s>(&'s self, service: &Service<'_>) -> Vec<Check<'s>> {
        let combined = service.combined();
        let all = self.api.schemes.iter().zip(&self.names.schemes).enumerate();
        let used = all.filter(|(index, _)| service.schemes.contains(index));
        used.map(|(index, (scheme, names))| Check {
            index,
            scheme,
            method: raw_ident(&names.method),
            told: combined
                .contains(&index)
                .then(|| format_ident!("{}", names.told)),
        })
        .collect()
    }

    pub(super) fn authenticator(&self, service: &Service<'_>) -> Items {
        let name = format_ident!("{}", service.names.authenticator);
        let (send, sync, future) = (self.paths.send(), self.paths.sync(), self.paths.future());
        let result = self.paths.result();
        let checks = self.checks(service);
        let types = checks.iter().filter_map(|check| {
            let told = check.told.as_ref()?;
            let docs = format!(" What {} tells of a caller.", code(&check.scheme.name));
            Some(quote!(#[doc = #docs] type #told: #send;))
        });
        let methods = checks.iter().map(|check| {
            let (scheme, method) = (check.scheme, &check.method);
            let credentials = credentials(scheme);
            let docs = RustDoc::default()
                .plain(credentials.docs)
                .text(scheme.docs.description.as_deref())
                .attributes(&self.texts);
            let (argument, ty) = (credentials.argument, credentials.ty);
            let allow = unconventional(&method.to_string());
            let told = match &check.told {
                Some(told) => quote!(Self::#told),
                None => quote!(Self::Principal),
            };
            quote!(
                #docs
                #allow
                fn #method(
                    &self,
                    #argument: #ty,
                    attempt: &anteroom::security::Attempt<'_>,
                ) -> impl #future<Output = #result<#told, anteroom::security::Denied>> + #send;
            )
        });
        let principals = self.principals(service, &checks);
        let docs = if service.is_webhooks {
            " Who may send webhooks: one method for each security scheme that they have in the document."
        } else {
            " Who may call: one method for each security scheme of the document."
        };
        quote!(
            #[doc = #docs]
            pub trait #name: #send + #sync + 'static {
                #[doc = " What is known of a caller once the credentials are checked."]
                type Principal: #send + #sync + 'static;
                #(#types)*
                #(#methods)*
                #(#principals)*
            }
        )
    }

    /// A method for all that are met together, and for each that is met alone elsewhere.
    fn principals(&self, service: &Service<'_>, checks: &[Check<'_>]) -> Vec<TokenStream> {
        let result = self.paths.result();
        let method = |schemes: Vec<usize>| {
            let members = members(&schemes, checks);
            let arguments = members.iter().filter_map(|check| {
                let (name, told) = (&check.method, check.told.as_ref()?);
                Some(quote!(#name: Self::#told))
            });
            let arguments: Vec<_> = arguments.collect();
            let method = raw_ident(self.names.principals.get(&schemes)?);
            if arguments.is_empty() {
                return None;
            }
            let names = members.iter().map(|check| code(&check.scheme.name));
            let names = names.collect::<Vec<_>>().join(" and ");
            let together = if members.len() > 1 { " together" } else { "" };
            let docs = format!(" The principal of a caller whom {names} let in{together}.");
            let allow = unconventional(&method.to_string());
            Some(quote!(
                #[doc = #docs]
                #allow
                fn #method(&self, #(#arguments),*) -> #result<Self::Principal, anteroom::security::Denied>;
            ))
        };
        service
            .alternatives()
            .into_iter()
            .filter_map(method)
            .collect()
    }

    pub(super) fn verify(&self, service: &Service<'_>) -> Items {
        let server = format_ident!("{}", service.names.server);
        let (generics, bounds) = (service.generics(), service.bounds());
        let result = self.paths.result();
        let err = self.paths.prelude("Err", quote!(core::result::Result::Err));
        let checks = self.checks(service);
        let alternatives = service.alternatives();
        let alone = checks.iter().filter_map(|check| {
            let schemes = vec![check.index];
            alternatives.get(&schemes)?;
            let (index, method) = (Literal::usize_unsuffixed(check.index), &check.method);
            let read = credentials(check.scheme).read;
            let told = quote!(self.authenticator.#method(#read, attempt).await);
            if check.told.is_none() {
                return Some(quote!(#index => #told,));
            }
            let principal = raw_ident(self.names.principals.get(&schemes)?);
            Some(quote!(
                #index => {
                    let #method = #told?;
                    self.authenticator.#principal(#method)
                }
            ))
        });
        let alone: Vec<_> = alone.collect();
        let unknown = quote!(#err(anteroom::security::Denied::unauthenticated()));
        let (scheme, attempt, verified) = match alone.is_empty() {
            true => (quote!(_), quote!(_), unknown),
            false => (
                quote!(scheme),
                quote!(attempt),
                quote!(match scheme { #(#alone)* _ => #unknown, }),
            ),
        };
        let together = self.together(service, &checks).map(|arms| {
            quote!(
                async fn verify_together(
                    &self,
                    together: &mut anteroom::security::Together<'_>,
                ) -> #result<A::Principal, anteroom::security::Denied> {
                    match together.schemes()[..] {
                        #(#arms)*
                        _ => #err(anteroom::security::Denied::unauthenticated()),
                    }
                }
            )
        });
        quote!(
            impl #generics anteroom::security::Verify for #server #generics #bounds {
                type Principal = A::Principal;

                async fn verify(
                    &self,
                    #scheme: usize,
                    #attempt: &anteroom::security::Attempt<'_>,
                ) -> #result<A::Principal, anteroom::security::Denied> {
                    #verified
                }

                #together
            }
        )
    }

    /// What is done where several schemes must be met; `None` where they never must.
    fn together(&self, service: &Service<'_>, checks: &[Check<'_>]) -> Option<Vec<TokenStream>> {
        let alternatives = service.alternatives();
        let several = alternatives.iter().filter(|schemes| schemes.len() > 1);
        let arms = several.filter_map(|schemes| {
            let principal = raw_ident(self.names.principals.get(schemes)?);
            let members = members(schemes, checks);
            let names: Vec<&Ident> = members.iter().map(|check| &check.method).collect();
            let steps = members.iter().enumerate().map(|(place, check)| {
                let (place, method) = (Literal::usize_unsuffixed(place), &check.method);
                let read = credentials(check.scheme).read;
                quote!(
                    let attempt = &together.attempt(#place)?;
                    let #method = self.authenticator.#method(#read, attempt).await?;
                )
            });
            let pattern = schemes
                .iter()
                .map(|index| Literal::usize_unsuffixed(*index));
            Some(quote!(
                [#(#pattern),*] => {
                    #(#steps)*
                    self.authenticator.#principal(#(#names),*)
                }
            ))
        });
        let arms: Vec<_> = arms.collect();
        (!arms.is_empty()).then_some(arms)
    }
}

/// The checks of schemes, in their order.
fn members<'c, 'a>(schemes: &[usize], checks: &'c [Check<'a>]) -> Vec<&'c Check<'a>> {
    let check = |scheme: &usize| checks.iter().find(|check| check.index == *scheme);
    schemes.iter().filter_map(check).collect()
}

/// How the runtime knows a scheme.
pub(super) fn scheme_meta(scheme: &SecurityScheme) -> TokenStream {
    let name = &scheme.name;
    let kind = match &scheme.kind {
        SchemeKind::Bearer { .. } | SchemeKind::OAuth2 | SchemeKind::OpenIdConnect { .. } => {
            quote!(Bearer)
        }
        SchemeKind::Basic => quote!(Basic),
        SchemeKind::Http { scheme } => quote!(Http(#scheme)),
        SchemeKind::ApiKey { .. } => quote!(ApiKey),
        SchemeKind::MutualTls => quote!(MutualTls),
    };
    let in_query = match &scheme.kind {
        SchemeKind::ApiKey {
            location: ParameterIn::Query,
            name,
        } => Some(quote!(.in_query(#name))),
        _ => None,
    };
    quote!(anteroom::security::SchemeMeta::new(#name, anteroom::security::SchemeKind::#kind) #in_query)
}

/// What a verifier is given, and where it comes from.
struct Credentials {
    docs: String,
    argument: Ident,
    ty: TokenStream,
    /// The expression that finds them in `attempt`.
    read: TokenStream,
}

fn credentials(scheme: &SecurityScheme) -> Credentials {
    let name = code(&scheme.name);
    let token = |what: String| Credentials {
        docs: format!("Checks the token of {name} ({what})."),
        argument: format_ident!("token"),
        ty: quote!(anteroom::security::BearerToken),
        read: quote!(attempt.bearer()?),
    };
    match &scheme.kind {
        SchemeKind::Bearer { format: None } => token("bearer".to_owned()),
        SchemeKind::Bearer {
            format: Some(format),
        } => token(format!("bearer, {}", code(format))),
        SchemeKind::OAuth2 => token("OAuth 2.0; the scopes are those of the attempt".to_owned()),
        SchemeKind::OpenIdConnect { url } => token(format!("OpenID Connect, {}", code(url))),
        SchemeKind::Basic => Credentials {
            docs: format!("Checks user and password of {name} (basic)."),
            argument: format_ident!("credentials"),
            ty: quote!(anteroom::security::BasicCredentials),
            read: quote!(attempt.basic()?),
        },
        SchemeKind::Http { scheme } => Credentials {
            docs: format!("Checks the credentials of {name} ({}).", code(scheme)),
            argument: format_ident!("credentials"),
            ty: quote!(anteroom::security::Credentials),
            read: quote!(attempt.credentials(#scheme)?),
        },
        SchemeKind::ApiKey {
            location,
            name: key,
        } => {
            let (what, method) = match location {
                ParameterIn::Query => ("query parameter", quote!(api_key_in_query)),
                ParameterIn::Cookie => ("cookie", quote!(api_key_in_cookie)),
                ParameterIn::Header | ParameterIn::Path => ("header", quote!(api_key_in_header)),
            };
            Credentials {
                docs: format!("Checks the key of {name} ({what} {}).", code(key)),
                argument: format_ident!("key"),
                ty: quote!(anteroom::security::ApiKey),
                read: quote!(attempt.#method(#key)?),
            }
        }
        SchemeKind::MutualTls => Credentials {
            docs: format!(
                "Checks the client's certificate of {name}: what the TLS layer left in the extensions of the request."
            ),
            argument: format_ident!("extensions"),
            ty: quote!(&anteroom::http::Extensions),
            read: quote!(attempt.extensions()),
        },
    }
}
