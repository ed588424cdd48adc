//! Schemas as the document writes them: constants in a module of their own, and their use by the types whose
//! values must satisfy them.

use std::collections::{BTreeSet, HashMap};

use heck::ToUpperCamelCase;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::{Emitter, Items};
use crate::ir::{Keyword, KeywordValue, SchemaId, TypeDef, backtracks};
use crate::name::Scope;

/// The module while it is written.
struct Module<'e> {
    emitter: &'e Emitter<'e>,
    scope: Scope,
    /// Names of the runtime that it needs.
    used: BTreeSet<&'static str>,
    patterns: HashMap<String, Ident>,
    statics: Vec<TokenStream>,
    /// What is written now, which patterns are called after.
    current: String,
}

impl Emitter<'_> {
    /// The module with all written schemas, if there are any.
    pub(super) fn schemas(&self) -> Option<Items> {
        if self.api.schemas.len() == 0 {
            return None;
        }
        let mut module = Module {
            emitter: self,
            scope: Scope::with(self.names.schemas.iter().flatten()),
            used: BTreeSet::from(["Keyword", "Schema"]),
            patterns: HashMap::new(),
            statics: Vec::new(),
            current: String::new(),
        };
        for (id, _) in self.api.schemas.iter() {
            if let Some(name) = self.names.schema(id) {
                module.current = name.to_owned();
                let (name, value) = (format_ident!("{name}"), module.schema(id));
                module
                    .statics
                    .push(quote!(pub(super) static #name: Schema = #value;));
            }
        }
        let used = module.used.iter().map(|name| format_ident!("{name}"));
        let (name, statics) = (
            format_ident!("{}", self.names.schemas_module),
            &module.statics,
        );
        Some(quote!(
            #[doc = " What no type can hold: schemas that are checked on a value as it stands in the text."]
            mod #name {
                use anteroom::validate::{#(#used),*};

                #(#statics)*
            }
        ))
    }

    /// The schema that values of an item must satisfy besides.
    pub(super) fn rest(&self, definition: &TypeDef) -> Option<TokenStream> {
        let name = self.names.schema(definition.rest?)?;
        let (module, name) = (
            format_ident!("{}", self.names.schemas_module),
            format_ident!("{name}"),
        );
        Some(quote!(#module::#name))
    }

    /// The body of `decode` for an item.
    pub(super) fn decode_body(&self, definition: &TypeDef, body: TokenStream) -> TokenStream {
        match self.rest(definition) {
            Some(rest) => quote!(reader.checked(&#rest, |reader| { #body })),
            None => body,
        }
    }

    /// `Validate` for an item, whose checks are statements; see [`rest`](Self::rest).
    pub(super) fn validate_impl(
        &self,
        name: &Ident,
        rest: Option<TokenStream>,
        checks: Option<TokenStream>,
    ) -> Items {
        let (validate, checker) = (self.paths.validate(), self.paths.checker());
        let body = match (rest, checks) {
            (Some(rest), Some(checks)) => {
                quote!(checker.checked(&#rest, self, |checker| { #checks });)
            }
            (Some(rest), None) => quote!(checker.raw(&#rest, self);),
            (None, Some(checks)) => checks,
            // The trait's own method finds nothing.
            (None, None) => return quote!(impl #validate for #name {}),
        };
        quote!(
            impl #validate for #name {
                fn check(&self, checker: &mut #checker<'_>) { #body }
            }
        )
    }
}

impl Module<'_> {
    fn schema(&mut self, id: SchemaId) -> TokenStream {
        let schema = &self.emitter.api.schemas[id];
        if !schema.holds {
            return quote!(Schema::FALSE);
        }
        if schema.keywords.is_empty() {
            return quote!(Schema::TRUE);
        }
        let pointer = self.emitter.api.uri(&schema.place);
        let keywords = schema.keywords.iter().map(|keyword| self.keyword(keyword));
        let keywords: Vec<TokenStream> = keywords.collect();
        let tells_of_null = schema.tells_of_null.then(|| quote!(.telling_of_null()));
        quote!(Schema::new(#pointer, &[#(#keywords),*]) #tells_of_null)
    }

    /// A schema where another one names it.
    fn reference(&mut self, id: SchemaId) -> TokenStream {
        match self.emitter.names.schema(id) {
            Some(name) => {
                let name = format_ident!("{name}");
                quote!(&#name)
            }
            None => {
                let value = self.schema(id);
                quote!(&#value)
            }
        }
    }

    fn keyword(&mut self, keyword: &Keyword) -> TokenStream {
        let name = match keyword.name {
            "$ref" => format_ident!("Ref"),
            name => format_ident!("{}", name.to_upper_camel_case()),
        };
        let value = match &keyword.value {
            KeywordValue::Flag => return quote!(Keyword::#name),
            KeywordValue::Types(types) => self.kinds(types),
            KeywordValue::Json(text) => quote!(#text),
            KeywordValue::Jsons(texts) => quote!(&[#(#texts),*]),
            KeywordValue::Names(names) => quote!(&[#(#names),*]),
            KeywordValue::Dependent(dependent) => {
                let entries = dependent
                    .iter()
                    .map(|(name, names)| quote!((#name, &[#(#names),*])));
                quote!(&[#(#entries),*])
            }
            KeywordValue::Decimal(text) => {
                self.used.insert("Decimal");
                quote!(Decimal::new(#text))
            }
            KeywordValue::Count(count) => {
                let count = Literal::u64_unsuffixed(*count);
                quote!(#count)
            }
            KeywordValue::Format(format) => {
                self.used.insert("Format");
                let format = format_ident!("{format:?}");
                quote!(Format::#format)
            }
            KeywordValue::Pattern(source) => {
                let pattern = self.pattern(source);
                quote!(&#pattern)
            }
            KeywordValue::Schema(id) => self.reference(*id),
            KeywordValue::Schemas(ids) => {
                let schemas: Vec<TokenStream> = ids.iter().map(|id| self.reference(*id)).collect();
                quote!(&[#(#schemas),*])
            }
            KeywordValue::Named(named) => {
                let entries: Vec<TokenStream> = named
                    .iter()
                    .map(|(name, id)| {
                        let schema = self.reference(*id);
                        quote!((#name, #schema))
                    })
                    .collect();
                quote!(&[#(#entries),*])
            }
            KeywordValue::Patterned(patterned) => {
                let entries: Vec<TokenStream> = patterned
                    .iter()
                    .map(|(source, id)| {
                        let (pattern, schema) = (self.pattern(source), self.reference(*id));
                        quote!((&#pattern, #schema))
                    })
                    .collect();
                quote!(&[#(#entries),*])
            }
        };
        quote!(Keyword::#name(#value))
    }

    /// `Kinds::STRING.or(Kinds::NULL)`
    fn kinds(&mut self, types: &[&str]) -> TokenStream {
        self.used.insert("Kinds");
        let mut kinds = types.iter().map(|name| match *name {
            "boolean" => format_ident!("BOOL"),
            name => format_ident!("{}", name.to_uppercase()),
        });
        match kinds.next() {
            Some(first) => quote!(Kinds::#first #(.or(Kinds::#kinds))*),
            None => quote!(Kinds::NONE),
        }
    }

    /// The constant of a pattern: it is compiled once, however often it is named.
    fn pattern(&mut self, source: &str) -> Ident {
        if let Some(name) = self.patterns.get(source) {
            return name.clone();
        }
        self.used.insert("Pattern");
        let name = self.scope.claim(&format!("{}_PATTERN", self.current));
        let name = format_ident!("{name}");
        let new = match backtracks(source) {
            true => format_ident!("backtracking"),
            false => format_ident!("new"),
        };
        self.statics
            .push(quote!(static #name: Pattern = Pattern::#new(#source);));
        self.patterns.insert(source.to_owned(), name.clone());
        name
    }
}
