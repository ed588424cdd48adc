//! Who may call: the trait that checks credentials, and how the runtime asks it.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::ident::{raw_ident, unconventional};
use super::rustdoc::RustDoc;
use super::service::Service;
use super::{Emitter, Items, code};
use crate::ir::{ParameterIn, SchemeKind, SecurityScheme};

impl Emitter<'_> {
    /// The schemes that a service uses: its index, what it is and its method.
    fn schemes<'s>(
        &'s self,
        service: &'s Service<'_>,
    ) -> impl Iterator<Item = (usize, &'s SecurityScheme, Ident)> {
        let all = self.api.schemes.iter().zip(&self.names.schemes).enumerate();
        all.filter(|(index, _)| service.schemes.contains(index))
            .map(|(index, (scheme, method))| (index, scheme, raw_ident(method)))
    }

    pub(super) fn authenticator(&self, service: &Service<'_>) -> Items {
        let name = format_ident!("{}", service.names.authenticator);
        let (send, sync, future) = (self.paths.send(), self.paths.sync(), self.paths.future());
        let result = self.paths.result();
        let methods = self.schemes(service).map(|(_, scheme, method)| {
            let credentials = credentials(scheme);
            let docs = RustDoc::default()
                .plain(credentials.docs)
                .text(scheme.docs.description.as_deref())
                .attributes(&self.texts);
            let (argument, ty) = (credentials.argument, credentials.ty);
            let allow = unconventional(&method.to_string());
            quote!(
                #docs
                #allow
                fn #method(
                    &self,
                    #argument: #ty,
                    attempt: &anteroom::security::Attempt<'_>,
                ) -> impl #future<Output = #result<Self::Principal, anteroom::security::Denied>> + #send;
            )
        });
        let combine = service.combines().then(|| {
            quote!(
                #[doc = " One principal for a caller whom two schemes let in together, in the order of the document."]
                #[doc = ""]
                #[doc = " Where there are three, `first` is that of the first two."]
                fn combine(
                    &self,
                    first: Self::Principal,
                    second: Self::Principal,
                ) -> #result<Self::Principal, anteroom::security::Denied>;
            )
        });
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
                #(#methods)*
                #combine
            }
        )
    }

    pub(super) fn verify(&self, service: &Service<'_>) -> Items {
        let server = format_ident!("{}", service.names.server);
        let (generics, bounds) = (service.generics(), service.bounds());
        let result = self.paths.result();
        let err = self.paths.prelude("Err", quote!(core::result::Result::Err));
        let arms = self.schemes(service).map(|(index, scheme, method)| {
            let index = Literal::usize_unsuffixed(index);
            let read = credentials(scheme).read;
            quote!(#index => self.authenticator.#method(#read, attempt).await,)
        });
        let combine = service.combines().then(|| {
            quote!(
                fn combine(
                    &self,
                    first: A::Principal,
                    second: A::Principal,
                ) -> #result<A::Principal, anteroom::security::Denied> {
                    self.authenticator.combine(first, second)
                }
            )
        });
        quote!(
            impl #generics anteroom::security::Verify for #server #generics #bounds {
                type Principal = A::Principal;

                async fn verify(
                    &self,
                    scheme: usize,
                    attempt: &anteroom::security::Attempt<'_>,
                ) -> #result<A::Principal, anteroom::security::Denied> {
                    match scheme {
                        #(#arms)*
                        _ => #err(anteroom::security::Denied::unauthenticated()),
                    }
                }

                #combine
            }
        )
    }
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
