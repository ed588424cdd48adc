//! What is implemented and served: the server traits and the service that ties them to HTTP. The
//! paths of a document and its webhooks are a service each.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::authenticator::scheme_meta;
use super::ident::{raw_ident, unconventional};
use super::operation::operation_docs;
use super::rustdoc::RustDoc;
use super::{Emitter, Items, code};
use crate::ir::Operation;
use crate::name::{OperationNames, ServiceNames, TagNames};

/// A service with what is found out about it.
pub(super) struct Service<'a> {
    pub(super) names: &'a ServiceNames,
    pub(super) is_webhooks: bool,
    operations: Vec<(&'a Operation, &'a OperationNames)>,
    /// The security schemes that its operations use, by index.
    pub(super) schemes: Vec<usize>,
    /// Whether it has the trait that is named after it: that has nothing left where every operation
    /// is in the trait of a tag and nobody asks for a principal.
    has_trait: bool,
}

impl Service<'_> {
    /// Whether any operation asks for credentials.
    fn is_secured(&self) -> bool {
        !self.schemes.is_empty()
    }

    /// The schemes that let in, by index: one, or several together.
    pub(super) fn alternatives(&self) -> BTreeSet<Vec<usize>> {
        let operations = self.operations.iter();
        let all = operations.flat_map(|(operation, _)| &operation.security);
        all.map(|alternative| alternative.iter().map(|used| used.scheme).collect())
            .filter(|schemes: &Vec<usize>| !schemes.is_empty())
            .collect()
    }

    /// The schemes that are met together with others somewhere.
    pub(super) fn combined(&self) -> BTreeSet<usize> {
        let alternatives = self.alternatives().into_iter();
        let several = alternatives.filter(|schemes| schemes.len() > 1);
        several.flatten().collect()
    }

    pub(super) fn generics(&self) -> TokenStream {
        if self.is_secured() {
            quote!(<T, A>)
        } else {
            quote!(<T>)
        }
    }

    /// What an implementation must be: all traits together.
    fn traits(&self) -> TokenStream {
        let own = self.has_trait.then_some(&self.names.name);
        let tags = self.names.tags.iter().map(|tag| &tag.name);
        let names = own
            .into_iter()
            .chain(tags)
            .map(|name| format_ident!("{name}"));
        quote!(#(#names)+*)
    }

    pub(super) fn bounds(&self) -> TokenStream {
        let traits = self.traits();
        if self.is_secured() {
            let authenticator = format_ident!("{}", self.names.authenticator);
            quote!(where T: #traits, A: #authenticator<Principal = T::Principal>)
        } else {
            quote!(where T: #traits)
        }
    }
}

impl Emitter<'_> {
    /// All items of a service; none if it has no operations.
    pub(super) fn service(&self, names: &ServiceNames) -> Vec<Items> {
        let Some(service) = self.look_at(names) else {
            return Vec::new();
        };
        let mut items = Vec::new();
        if service.has_trait {
            items.push(self.server_trait(&service));
        }
        items.extend(names.tags.iter().map(|tag| self.tag_trait(&service, tag)));
        if service.is_secured() {
            items.push(self.authenticator(&service));
        }
        items.extend(self.server(&service));
        items
    }

    fn look_at<'s>(&'s self, names: &'s ServiceNames) -> Option<Service<'s>> {
        let operations: Vec<_> = names
            .operations
            .iter()
            .filter_map(|index| self.operation_at(*index))
            .collect();
        let uses = operations
            .iter()
            .flat_map(|(operation, _)| operation.security.iter().flatten());
        let mut schemes: Vec<usize> = uses.map(|used| used.scheme).collect();
        schemes.sort_unstable();
        schemes.dedup();
        let (first, _) = operations.first()?;
        Some(Service {
            names,
            is_webhooks: first.is_webhook,
            has_trait: !schemes.is_empty() || names.untagged().next().is_some(),
            schemes,
            operations,
        })
    }

    fn operation_at(&self, index: usize) -> Option<(&Operation, &OperationNames)> {
        let operation = self.api.operations.get(index)?;
        Some((operation, self.names.operations.get(index)?))
    }

    fn server_trait(&self, service: &Service<'_>) -> Items {
        let name = format_ident!("{}", service.names.name);
        let docs = self.service_docs(service).attributes(&self.texts);
        let (send, sync) = (self.paths.send(), self.paths.sync());
        let principal = service.is_secured().then(|| {
            quote!(
                #[doc = " What the operations know of the caller, as the authenticator gives it."]
                type Principal: #send + #sync + 'static;
            )
        });
        let methods = service.names.untagged().map(|index| self.method(index));
        quote!(
            #docs
            pub trait #name: #send + #sync + 'static {
                #principal
                #(#methods)*
            }
        )
    }

    /// What the document says about all that the service has.
    fn service_docs(&self, service: &Service<'_>) -> RustDoc {
        let (title, version) = (code(&self.api.title), code(&self.api.version));
        if service.is_webhooks {
            return RustDoc::default().plain(format!(
                "The webhooks of {title}, version {version}: requests that it makes, for those who receive them."
            ));
        }
        RustDoc::default()
            .plain(format!("The operations of {title}, version {version}."))
            .text(self.api.description.as_deref())
    }

    fn tag_trait(&self, service: &Service<'_>, tag: &TagNames) -> Items {
        let name = format_ident!("{}", tag.name);
        let what = if service.is_webhooks {
            "webhooks"
        } else {
            "operations"
        };
        let described = self.api.tags.iter().find(|(name, _)| *name == tag.tag);
        let docs = RustDoc::default()
            .plain(format!("The {what} with the tag {}.", code(&tag.tag)))
            .text(described.map(|(_, description)| &**description))
            .attributes(&self.texts);
        let bounds = if service.has_trait {
            let base = format_ident!("{}", service.names.name);
            quote!(#base)
        } else {
            let (send, sync) = (self.paths.send(), self.paths.sync());
            quote!(#send + #sync + 'static)
        };
        let methods = tag.operations.iter().map(|index| self.method(*index));
        quote!(
            #docs
            pub trait #name: #bounds { #(#methods)* }
        )
    }

    /// A method of a server trait.
    fn method(&self, index: usize) -> Option<TokenStream> {
        let (operation, names) = self.operation_at(index)?;
        let (send, future) = (self.paths.send(), self.paths.future());
        let docs = operation_docs(operation).attributes(&self.texts);
        let method = raw_ident(&names.method);
        let (request, response) = (
            format_ident!("{}", names.request),
            format_ident!("{}", names.response),
        );
        let context = self.context_type(operation, &quote!(Self::Principal));
        let output = quote!(impl #future<Output = #response> + #send);
        let allow = unconventional(&names.method);
        Some(if self.options.default_stubs {
            quote!(
                #docs
                #allow
                fn #method(&self, _request: #request, _context: #context) -> #output {
                    std::future::ready(#response::Unimplemented)
                }
            )
        } else {
            quote!(
                #docs
                #allow
                fn #method(&self, request: #request, context: #context) -> #output;
            )
        })
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

    fn server(&self, service: &Service<'_>) -> Vec<Items> {
        let mut items = vec![self.server_struct(service), server_new(service)];
        if service.is_secured() {
            items.push(self.verify(service));
        }
        items.push(self.api_impl(service));
        items
    }

    fn server_struct(&self, service: &Service<'_>) -> Items {
        let server = format_ident!("{}", service.names.server);
        let generics = service.generics();
        let docs = if service.has_trait {
            let tags = if service.names.tags.is_empty() {
                ""
            } else {
                " and of the traits of all tags"
            };
            RustDoc::default().plain(format!(
                "Serves an implementation of [`{}`]{tags} over HTTP: a tower `Service` that any server can mount.",
                service.names.name
            ))
        } else {
            // What is said about the whole has no other place.
            self.service_docs(service).plain(
                "Serves an implementation of all its traits over HTTP: a tower `Service` that any server can mount.",
            )
        };
        let docs = docs.attributes(&self.texts);
        let authenticator = service.is_secured().then(|| quote!(, authenticator: A));
        quote!(
            #docs
            #[derive(Debug)]
            pub struct #server #generics { implementation: T #authenticator }
        )
    }

    fn api_impl(&self, service: &Service<'_>) -> Items {
        let server = format_ident!("{}", service.names.server);
        let title = &self.api.title;
        let marker = format_ident!("{}", self.names.marker);
        // The trait's constant is read below.
        self.paths.operation();
        let operations = service.operations.iter();
        let metas = operations.clone().map(|(_, names)| {
            let module = raw_ident(&names.method);
            quote!(&#module::#marker::META)
        });
        let arms = operations.enumerate().map(|(index, (operation, names))| {
            let (index, module) = (Literal::usize_unsuffixed(index), raw_ident(&names.method));
            let serve = if operation.security.is_empty() {
                quote!(serve_open)
            } else if operation.security.iter().any(Vec::is_empty) {
                quote!(serve_optional)
            } else {
                quote!(serve)
            };
            quote!(#index => exchange.#serve(#module::#marker, self, T::#module),)
        });
        // Operations know them by their index in the document.
        let schemes = self.api.schemes.iter().filter(|_| service.is_secured());
        let schemes = schemes.map(scheme_meta);
        let (generics, bounds) = (service.generics(), service.bounds());
        quote!(
            impl #generics anteroom::Api for #server #generics #bounds {
                type Implementation = T;

                const NAME: &'static str = #title;
                const SCHEMES: &'static [anteroom::security::SchemeMeta] = &[#(#schemes),*];
                const OPERATIONS: &'static [&'static anteroom::OperationMeta] = &[#(#metas),*];

                fn implementation(&self) -> &T { &self.implementation }

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

/// `new`, whose arguments are all that a server needs.
fn server_new(service: &Service<'_>) -> Items {
    let server = format_ident!("{}", service.names.server);
    let docs = quote!(
        #[doc = " The service, to be configured further with the methods of [`anteroom::Server`]."]
    );
    if service.is_secured() {
        let (generics, bounds) = (service.generics(), service.bounds());
        return quote!(
            impl #generics #server #generics #bounds {
                #docs
                pub fn new(implementation: T, authenticator: A) -> anteroom::Server<Self> {
                    anteroom::Server::new(Self { implementation, authenticator })
                }
            }
        );
    }
    let traits = service.traits();
    quote!(
        impl<T: #traits> #server<T> {
            #docs
            pub fn new(implementation: T) -> anteroom::Server<Self> {
                anteroom::Server::new(Self { implementation })
            }
        }
    )
}
