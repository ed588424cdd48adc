//! The server trait, the authenticator and the service that ties them to HTTP.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::object::raw_ident;
use super::operation::operation_docs;
use super::rustdoc::RustDoc;
use super::{Emitter, Items, code};
use crate::ir::{Operation, ParameterIn, SchemeKind, SecurityScheme};

impl Emitter<'_> {
    pub(super) fn service(&self) -> Vec<Items> {
        let mut items = vec![self.server_trait()];
        if self.is_secured() {
            items.push(self.authenticator());
        }
        items.extend(self.server());
        items
    }

    /// Whether any operation asks for credentials.
    fn is_secured(&self) -> bool {
        !self.api.schemes.is_empty()
    }

    fn server_trait(&self) -> Items {
        let name = format_ident!("{}", self.names.service);
        let docs = RustDoc::default()
            .plain(format!(
                "The operations of {}, version {}.",
                plain(&self.api.title),
                plain(&self.api.version)
            ))
            .text(self.api.description.as_deref())
            .attributes();
        let (send, sync, future) = (self.paths.send(), self.paths.sync(), self.paths.future());
        let principal = self.is_secured().then(|| {
            quote!(
                #[doc = " What the operations know of the caller, as the authenticator gives it."]
                type Principal: #send + #sync + 'static;
            )
        });
        let methods = self.api.operations.iter().zip(&self.names.operations).map(|(operation, names)| {
            let docs = operation_docs(operation).attributes();
            let method = raw_ident(&names.method);
            let (request, response) = (format_ident!("{}", names.request), format_ident!("{}", names.response));
            let context = self.context_type(operation, &quote!(Self::Principal));
            quote!(
                #docs
                fn #method(&self, request: #request, context: #context) -> impl #future<Output = #response> + #send;
            )
        });
        quote!(
            #docs
            pub trait #name: #send + #sync + 'static {
                #principal
                #(#methods)*
            }
        )
    }

    /// What an operation sees of its caller.
    fn context_type(&self, operation: &Operation, principal: &TokenStream) -> TokenStream {
        let context = self.paths.context();
        if operation.security.is_empty() {
            quote!(#context<()>)
        } else if operation.security.iter().any(Vec::is_empty) {
            let option = self.paths.option();
            quote!(#context<#option<#principal>>)
        } else {
            quote!(#context<#principal>)
        }
    }

    fn authenticator(&self) -> Items {
        let name = format_ident!("{}", self.names.authenticator);
        let (send, sync, future) = (self.paths.send(), self.paths.sync(), self.paths.future());
        let result = self.paths.result();
        let methods = self.api.schemes.iter().zip(&self.names.schemes).map(|(scheme, method)| {
            let method = raw_ident(method);
            let credentials = credentials(scheme);
            let docs = RustDoc::default()
                .plain(credentials.docs)
                .text(scheme.docs.description.as_deref())
                .attributes();
            let (argument, ty) = (credentials.argument, credentials.ty);
            quote!(
                #docs
                fn #method(
                    &self,
                    #argument: #ty,
                    attempt: &anteroom::security::Attempt<'_>,
                ) -> impl #future<Output = #result<Self::Principal, anteroom::security::Denied>> + #send;
            )
        });
        let combine = self.combines().then(|| {
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
        quote!(
            #[doc = " Who may call: one method for each security scheme of the document."]
            pub trait #name: #send + #sync + 'static {
                #[doc = " What is known of a caller once the credentials are checked."]
                type Principal: #send + #sync + 'static;
                #(#methods)*
                #combine
            }
        )
    }

    /// Whether some alternative asks for several schemes.
    fn combines(&self) -> bool {
        let mut alternatives = self
            .api
            .operations
            .iter()
            .flat_map(|operation| &operation.security);
        alternatives.any(|alternative| alternative.len() > 1)
    }

    fn server(&self) -> Vec<Items> {
        let (service, server) = (
            format_ident!("{}", self.names.service),
            format_ident!("{}", self.names.server),
        );
        let docs = format!(
            " Serves an implementation of [`{service}`] over HTTP: a tower `Service` that any server can mount."
        );
        let mut items = Vec::new();
        let new_docs = quote!(
            #[doc = " The service, to be configured further with the methods of [`anteroom::Server`]."]
        );
        if self.is_secured() {
            let authenticator = format_ident!("{}", self.names.authenticator);
            items.push(quote!(
                #[doc = #docs]
                #[derive(Debug)]
                pub struct #server<T, A> { implementation: T, authenticator: A }
            ));
            items.push(quote!(
                impl<T, A> #server<T, A>
                where
                    T: #service,
                    A: #authenticator<Principal = T::Principal>,
                {
                    #new_docs
                    pub fn new(implementation: T, authenticator: A) -> anteroom::Server<Self> {
                        anteroom::Server::new(Self { implementation, authenticator })
                    }
                }
            ));
            items.push(self.verify());
        } else {
            items.push(quote!(
                #[doc = #docs]
                #[derive(Debug)]
                pub struct #server<T> { implementation: T }
            ));
            items.push(quote!(
                impl<T: #service> #server<T> {
                    #new_docs
                    pub fn new(implementation: T) -> anteroom::Server<Self> {
                        anteroom::Server::new(Self { implementation })
                    }
                }
            ));
        }
        items.push(self.api_impl());
        items
    }

    fn verify(&self) -> Items {
        let (service, server, authenticator) = (
            format_ident!("{}", self.names.service),
            format_ident!("{}", self.names.server),
            format_ident!("{}", self.names.authenticator),
        );
        let result = self.paths.result();
        let err = self.paths.prelude("Err", quote!(core::result::Result::Err));
        let arms = self
            .api
            .schemes
            .iter()
            .zip(&self.names.schemes)
            .enumerate()
            .map(|(index, (scheme, method))| {
                let (index, method) = (Literal::usize_unsuffixed(index), raw_ident(method));
                let read = credentials(scheme).read;
                quote!(#index => self.authenticator.#method(#read, attempt).await,)
            });
        let combine = self.combines().then(|| {
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
            impl<T, A> anteroom::security::Verify for #server<T, A>
            where
                T: #service,
                A: #authenticator<Principal = T::Principal>,
            {
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

    fn api_impl(&self) -> Items {
        let (service, server) = (
            format_ident!("{}", self.names.service),
            format_ident!("{}", self.names.server),
        );
        let title = &self.api.title;
        let marker = format_ident!("{}", self.names.marker);
        // The trait's constant is read below.
        self.paths.operation();
        let markers = self.names.operations.iter().map(|_| &marker);
        let modules: Vec<_> = self
            .names
            .operations
            .iter()
            .map(|names| raw_ident(&names.method))
            .collect();
        let arms = self.api.operations.iter().zip(&modules).enumerate().map(
            |(index, (operation, module))| {
                let index = Literal::usize_unsuffixed(index);
                let serve = if operation.security.is_empty() {
                    quote!(serve_open)
                } else if operation.security.iter().any(Vec::is_empty) {
                    quote!(serve_optional)
                } else {
                    quote!(serve)
                };
                quote!(#index => exchange.#serve(
                #module::#marker,
                self,
                |api, request, context| async move {
                    api.implementation.#module(request, context).await
                },
            ),)
            },
        );
        let schemes = self.api.schemes.iter().map(|scheme| {
            let name = &scheme.name;
            let kind = match &scheme.kind {
                SchemeKind::Bearer { .. }
                | SchemeKind::OAuth2
                | SchemeKind::OpenIdConnect { .. } => quote!(Bearer),
                SchemeKind::Basic => quote!(Basic),
                SchemeKind::Http { scheme } => quote!(Http(#scheme)),
                SchemeKind::ApiKey { .. } => quote!(ApiKey),
                SchemeKind::MutualTls => quote!(MutualTls),
            };
            quote!(anteroom::security::SchemeMeta::new(#name, anteroom::security::SchemeKind::#kind))
        });
        let (generics, bounds) = if self.is_secured() {
            let authenticator = format_ident!("{}", self.names.authenticator);
            (
                quote!(<T, A>),
                quote!(where T: #service, A: #authenticator<Principal = T::Principal>),
            )
        } else {
            (quote!(<T>), quote!(where T: #service))
        };
        quote!(
            impl #generics anteroom::Api for #server #generics #bounds {
                const NAME: &'static str = #title;
                const SCHEMES: &'static [anteroom::security::SchemeMeta] = &[#(#schemes),*];
                const OPERATIONS: &'static [&'static anteroom::OperationMeta] = &[#(&#modules::#markers::META),*];

                fn call(self: std::sync::Arc<Self>, operation: usize, exchange: anteroom::Exchange) -> anteroom::ResponseFuture {
                    match operation {
                        #(#arms)*
                        _ => exchange.unknown(),
                    }
                }
            }
        )
    }
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
        } => token(format!("bearer, {}", plain(format))),
        SchemeKind::OAuth2 => token("OAuth 2.0; the scopes are those of the attempt".to_owned()),
        SchemeKind::OpenIdConnect { url } => token(format!("OpenID Connect, {}", plain(url))),
        SchemeKind::Basic => Credentials {
            docs: format!("Checks user and password of {name} (basic)."),
            argument: format_ident!("credentials"),
            ty: quote!(anteroom::security::BasicCredentials),
            read: quote!(attempt.basic()?),
        },
        SchemeKind::Http { scheme } => Credentials {
            docs: format!("Checks the credentials of {name} ({}).", plain(scheme)),
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
                docs: format!("Checks the key of {name} ({what} {}).", plain(key)),
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

/// Text of the document inside a sentence of ours.
fn plain(text: &str) -> String {
    code(text)
}
