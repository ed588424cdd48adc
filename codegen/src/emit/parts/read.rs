//! How parts are read: the impl of the runtime's trait for them.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::super::ident::assign;
use super::super::parameter::read_parameter;
use super::super::{Emitter, Items};
use super::{Kind, Member};

impl Emitter<'_> {
    pub(super) fn part_impl(
        &self,
        name: &Ident,
        members: &[Member<'_>],
        others: Option<&Member<'_>>,
    ) -> Items {
        let fields = members.iter().map(|member| self.part_field(member));
        let mut value = quote!(anteroom::PartRules::new(&Self::OBJECT, &[#(#fields),*]));
        if let Some(others) = others {
            let field = self.part_field(others);
            value = quote!(#value.others(#field));
        }
        let decode = self.decode_parts(members, others);
        let file = self.take_files(members, others);
        quote!(
            impl anteroom::Part for #name {
                const RULES: &'static anteroom::PartRules = &#value;

                #decode
                #file
            }
        )
    }

    /// The method that reads small parts, where there are any.
    fn decode_parts(
        &self,
        members: &[Member<'_>],
        others: Option<&Member<'_>>,
    ) -> Option<TokenStream> {
        let read = |member: &Member<'_>| match member.kind {
            Kind::Json => member.plan.full_decode(),
            _ => member.plan.decode(),
        };
        let is_small = |member: &Member<'_>| member.kind != Kind::File;
        let arms = arms(members, is_small, |member| {
            let (read, variant) = (read(member), &member.variant);
            match member.headers.is_empty() {
                true => quote!(#read.map(Self::#variant)),
                false => {
                    let field = &member.body;
                    let body = (quote!(let value = #read;), quote!(#field: value?));
                    self.with_headers(member, body)
                }
            }
        });
        let others = others.filter(|member| is_small(member));
        let rest = others.map(|member| {
            let (read, variant) = (read(member), &member.variant);
            quote!(#read.map(|value| Self::#variant(name.to_owned(), value)))
        });
        let name = match rest {
            Some(_) => quote!(name),
            None => quote!(_),
        };
        let input = input_of(members, is_small);
        let (option, reader) = (self.paths.option(), self.paths.reader());
        let (field, body) = self.by_field(&arms, rest)?;
        Some(quote!(
            fn decode(#field: usize, #name: &str, #input: &mut anteroom::Input<'_>, reader: &mut #reader<'_>) -> #option<Self> { #body }
        ))
    }

    /// The variant of a part with header fields. The content: what is done to read it, and its field.
    fn with_headers(
        &self,
        member: &Member<'_>,
        (read, body): (TokenStream, TokenStream),
    ) -> TokenStream {
        let (some, variant) = (self.paths.some(), &member.variant);
        let reads = member.headers.iter().map(|header| {
            let (local, read) = (&header.local, read_parameter(header));
            match &header.default {
                Some(default) => quote!(let #local = #read.unwrap_or(#default);),
                None => quote!(let #local = #read;),
            }
        });
        let fields = member.headers.iter().map(|header| {
            let (field, local) = (&header.field, &header.local);
            match header.is_there() {
                true => quote!(#field: #local?),
                false => assign(field, local),
            }
        });
        quote!({
            #(#reads)*
            #read
            #some(Self::#variant { #(#fields,)* #body })
        })
    }

    /// The method that takes files, where there are any.
    fn take_files(
        &self,
        members: &[Member<'_>],
        others: Option<&Member<'_>>,
    ) -> Option<TokenStream> {
        let (option, some) = (self.paths.option(), self.paths.some());
        let take = |member: &Member<'_>| {
            let variant = &member.variant;
            match member.headers.is_empty() {
                true => quote!(#some(Self::#variant(file))),
                false => {
                    let body = assign(&member.body, &format_ident!("file"));
                    self.with_headers(member, (TokenStream::new(), body))
                }
            }
        };
        let is_file = |member: &Member<'_>| member.kind == Kind::File;
        let arms = arms(members, is_file, take);
        let others = others.filter(|member| is_file(member));
        let input = input_of(members, is_file);
        let (field, body) = self.by_field(&arms, others.map(take))?;
        Some(quote!(
            fn file(#field: usize, #input: &mut anteroom::Input<'_>, file: anteroom::FilePart) -> #option<Self> { #body }
        ))
    }

    /// What is done by the index of the field, and what that is called; `None` where it is nothing.
    fn by_field(
        &self,
        arms: &[TokenStream],
        rest: Option<TokenStream>,
    ) -> Option<(TokenStream, TokenStream)> {
        match (arms, rest) {
            ([], None) => None,
            ([], Some(rest)) => Some((quote!(_), rest)),
            (arms, rest) => {
                let rest = rest.unwrap_or_else(|| self.paths.none());
                Some((quote!(field), quote!(match field { #(#arms)* _ => #rest, })))
            }
        }
    }

    /// What the runtime must know of the parts of one name.
    fn part_field(&self, member: &Member<'_>) -> TokenStream {
        let kind = match member.kind {
            Kind::Text | Kind::TextOrJson => format_ident!("text"),
            Kind::Json => format_ident!("json"),
            Kind::File => format_ident!("file"),
        };
        let mut value = quote!(anteroom::PartField::#kind());
        if member.kind == Kind::TextOrJson {
            value = quote!(#value.or_json());
        }
        if let Some((min, max)) = member.items {
            let bounds = self.bounds(min, max);
            value = quote!(#value.items(#bounds));
        }
        if let Some((min, max)) = member.size {
            let bounds = self.bounds(min, max);
            value = quote!(#value.size(#bounds));
        }
        let Some(encoding) = member.encoding else {
            return value;
        };
        let names = encoding
            .content_type
            .iter()
            .flat_map(|names| names.split(','));
        let names: Vec<&str> = names
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .collect();
        if !names.is_empty() {
            value = quote!(#value.media_types(&[#(#names),*]));
        }
        value
    }
}

/// An arm for each field that is meant.
fn arms(
    members: &[Member<'_>],
    is_meant: impl Fn(&Member<'_>) -> bool,
    value: impl Fn(&Member<'_>) -> TokenStream,
) -> Vec<TokenStream> {
    let all = members.iter().enumerate();
    all.filter(|(_, member)| is_meant(member))
        .map(|(index, member)| {
            let (index, value) = (Literal::usize_unsuffixed(index), value(member));
            quote!(#index => #value,)
        })
        .collect()
}

/// What the head of a part is called where its fields are read.
fn input_of(members: &[Member<'_>], is_meant: impl Fn(&Member<'_>) -> bool) -> TokenStream {
    let mut meant = members.iter().filter(|member| is_meant(member));
    match meant.any(|member| !member.headers.is_empty()) {
        true => quote!(input),
        false => quote!(_),
    }
}
