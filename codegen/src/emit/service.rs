//! The server trait, the authenticator and the service that ties them to HTTP.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::object::raw_ident;
use super::operation::operation_docs;
use super::rustdoc::RustDoc;
use super::{Emitter, Items, code};
use crate::ir::{Operation, SchemeKind};

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
        let principal = self.is_secured().then(|| {
            quote!(
                #[doc = " What the operations know of the caller, as the authenticator gives it."]
                type Principal: Send + Sync + 'static;
            )
        });
        let methods = self.api.operations.iter().zip(&self.names.operations).map(|(operation, names)| {
            let docs = operation_docs(operation).attributes();
            let method = raw_ident(&names.method);
            let (request, response) = (format_ident!("{}", names.request), format_ident!("{}", names.response));
            let context = self.context_type(operation, &quote!(Self::Principal));
            quote!(
                #docs
                fn #method(&self, request: #request, context: #context) -> impl Future<Output = #response> + Send;
            )
        });
        quote!(
            #docs
            pub trait #name: Send + Sync + 'static {
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
        let result = self.paths.result();
        let methods = self.api.schemes.iter().zip(&self.names.schemes).map(|(scheme, method)| {
            let method = raw_ident(method);
            let kind = match &scheme.kind {
                SchemeKind::Bearer { format: Some(format) } => format!(
                    "Checks the token of {} (bearer, {}).",
                    code(&scheme.name),
                    plain(format)
                ),
                SchemeKind::Bearer { format: None } => {
                    format!("Checks the token of {} (bearer).", code(&scheme.name))
                }
            };
            let docs = RustDoc::default()
                .plain(kind)
                .text(scheme.docs.description.as_deref())
                .attributes();
            quote!(
                #docs
                fn #method(
                    &self,
                    token: anteroom::security::BearerToken,
                    attempt: &anteroom::security::Attempt<'_>,
                ) -> impl Future<Output = #result<Self::Principal, anteroom::security::Denied>> + Send;
            )
        });
        quote!(
            #[doc = " Who may call: one method for each security scheme of the document."]
            pub trait #name: Send + Sync + 'static {
                #[doc = " What is known of a caller once the credentials are checked."]
                type Principal: Send + Sync + 'static;
                #(#methods)*
            }
        )
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
            .names
            .schemes
            .iter()
            .enumerate()
            .map(|(index, method)| {
                let (index, method) = (Literal::usize_unsuffixed(index), raw_ident(method));
                quote!(#index => self.authenticator.#method(attempt.bearer()?, attempt).await,)
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
            quote!(anteroom::security::SchemeMeta::new(#name, anteroom::security::SchemeKind::Bearer))
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

/// Text of the document inside a sentence of ours.
fn plain(text: &str) -> String {
    code(text)
}
