//! How a type is written, read and checked where it is used.

mod container;
mod rules;
mod scalar;

use proc_macro2::{TokenStream, TokenTree};
use quote::{format_ident, quote};

use super::Emitter;
use crate::ir::{Origin, Shape, TypeDef, TypeId};
pub(super) use rules::Rules;
pub(super) use scalar::{integer_type, number_type};

/// How one use of a type looks in Rust.
pub(super) struct Plan {
    /// The type, without the `Option` of a nullable one.
    pub(super) ty: TokenStream,
    decode: Decoder,
    check: Check,
    pub(super) nullable: bool,
}

enum Decoder {
    /// A function of one reader.
    Function(TokenStream),
    /// An expression over `reader`.
    Expression(TokenStream),
}

enum Check {
    Nothing,
    /// A method call on the value: `value.check(checker)`.
    Own,
    /// A call that takes the value: `RULES.check(value, checker)`.
    By(Box<dyn Fn(TokenStream) -> TokenStream>),
}

impl Emitter<'_> {
    /// Any text.
    pub(super) fn text_plan(&self) -> Plan {
        let string = self.paths.string();
        Plan {
            decode: Decoder::Function(quote!(#string::decode)),
            ty: string,
            check: Check::Nothing,
            nullable: false,
        }
    }
}

impl Plan {
    /// The type as a field has it.
    pub(super) fn full_type(&self, emitter: &Emitter<'_>) -> TokenStream {
        let ty = &self.ty;
        if self.nullable {
            let option = emitter.paths.option();
            quote!(#option<#ty>)
        } else {
            quote!(#ty)
        }
    }

    /// A function that reads the value, without null.
    pub(super) fn decoder(&self) -> TokenStream {
        match &self.decode {
            Decoder::Function(function) => function.clone(),
            Decoder::Expression(expression) => quote!(|reader| #expression),
        }
    }

    /// A function that reads the value or null.
    pub(super) fn full_decoder(&self) -> TokenStream {
        if self.nullable {
            let decode = self.decoder();
            quote!(|reader| reader.nullable(#decode))
        } else {
            self.decoder()
        }
    }

    /// The call that reads the value, without null.
    pub(super) fn decode(&self) -> TokenStream {
        match &self.decode {
            Decoder::Function(function) => quote!(#function(reader)),
            Decoder::Expression(expression) => expression.clone(),
        }
    }

    /// The call that reads the value or null.
    pub(super) fn full_decode(&self) -> TokenStream {
        if self.nullable {
            let decode = self.decoder();
            quote!(reader.nullable(#decode))
        } else {
            self.decode()
        }
    }

    pub(super) fn is_checked(&self) -> bool {
        !matches!(self.check, Check::Nothing)
    }

    /// Whether the rules stand beside the type, so that its own `Validate` does not know them.
    pub(super) fn is_checked_by_rules(&self) -> bool {
        matches!(self.check, Check::By(_))
    }

    /// The statement that checks `place`, an expression of the type itself, without null.
    pub(super) fn check(&self, place: &TokenStream) -> Option<TokenStream> {
        match &self.check {
            Check::Nothing => None,
            Check::Own => Some(quote!(#place.check(checker);)),
            Check::By(call) => Some(call(quote!(&#place))),
        }
    }

    /// The statement that checks `value`, a variable that holds a reference to the type.
    pub(super) fn check_reference(&self, value: &TokenStream) -> Option<TokenStream> {
        match &self.check {
            Check::Nothing => None,
            Check::Own => Some(quote!(#value.check(checker);)),
            Check::By(call) => Some(call(value.clone())),
        }
    }

    /// As [`check_reference`](Self::check_reference), for a value that may be null.
    pub(super) fn full_check_reference(
        &self,
        emitter: &Emitter<'_>,
        value: &TokenStream,
    ) -> Option<TokenStream> {
        let check = self.check_reference(value)?;
        if self.nullable {
            let some = emitter.paths.some();
            Some(quote!(if let #some(#value) = #value { #check }))
        } else {
            Some(check)
        }
    }
}

impl Plan {
    /// The same with a schema that the value must satisfy besides.
    fn with_rest(self, rest: &TokenStream) -> Self {
        let decode = match &self.decode {
            Decoder::Function(function) => quote!(reader.checked(&#rest, #function)),
            Decoder::Expression(expression) => {
                quote!(reader.checked(&#rest, |reader| #expression))
            }
        };
        let rest = rest.clone();
        let check = self.check;
        Self {
            decode: Decoder::Expression(decode),
            check: Check::By(Box::new(move |value| {
                let checks = match &check {
                    Check::Nothing => return quote!(checker.raw(&#rest, #value);),
                    Check::Own => {
                        // A method takes the reference itself.
                        let place = value.clone().into_iter().skip_while(is_ampersand);
                        let place: TokenStream = place.collect();
                        quote!(#place.check(checker))
                    }
                    Check::By(call) => call(value.clone()),
                };
                quote!(checker.checked(&#rest, #value, |checker| { #checks });)
            })),
            ..self
        }
    }
}

fn is_ampersand(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == '&')
}

impl Emitter<'_> {
    /// Plans a use of a type. `name` is what its rules are called if they stand in place.
    pub(super) fn plan(&self, id: TypeId, name: &str, rules: &mut Rules) -> Plan {
        let definition = &self.api.types[id];
        let mut plan = match (&definition.shape, self.names.of(id)) {
            (_, Some(names)) if self.is_own_type(id) => {
                // The module of an operation takes what it calls from its file.
                self.paths.decode();
                self.paths.validate();
                let ident = format_ident!("{}", names.name);
                Plan {
                    ty: quote!(#ident),
                    decode: Decoder::Function(quote!(#ident::decode)),
                    check: if self.facts.is_checked(id) {
                        Check::Own
                    } else {
                        Check::Nothing
                    },
                    nullable: false,
                }
            }
            (_, Some(names)) => {
                // The rules of an alias stand beside it, once.
                let mut plan = self.plan_in_place(id, &names.constant, &mut rules.seen_at_root());
                let ident = format_ident!("{}", names.name);
                plan.ty = quote!(#ident);
                plan
            }
            (_, None) => self.plan_in_place(id, name, rules),
        };
        plan.nullable = definition.takes_null(plan.nullable);
        plan
    }

    /// Whether the type is a struct, an enum or a newtype, and not just another name.
    pub(super) fn is_own_type(&self, id: TypeId) -> bool {
        self.api.types[id].is_model()
    }

    /// Plans by the shape alone, whatever it is called.
    pub(super) fn plan_in_place(&self, id: TypeId, name: &str, rules: &mut Rules) -> Plan {
        let definition = &self.api.types[id];
        let schema = if self.follows_from_way(definition, rules.owner) {
            String::new()
        } else {
            self.api.uri(&definition.place)
        };
        let mut plan = match &definition.shape {
            Shape::Boolean => self.plan_boolean(&schema),
            Shape::Integer(shape) => self.plan_integer(shape, &schema, name, rules),
            Shape::Number(shape) => self.plan_number(shape, &schema, name, rules),
            Shape::String(shape) => self.plan_string(shape, &schema, name, rules),
            Shape::Array(_) => self.plan_array(id, &schema, name, rules),
            Shape::Map(_) => self.plan_map(id, &schema, name, rules),
            Shape::Alias(target) => self.plan(*target, name, rules),
            Shape::Problem => self.plan_runtime(self.paths.problem()),
            Shape::Replaced(shape) => self.plan_replaced(&shape.path),
            Shape::Never => self.plan_runtime(self.paths.never()),
            Shape::Null => self.plan_runtime(self.paths.null()),
            Shape::Any | Shape::Object(_) | Shape::Enum(_) | Shape::Union(_) => {
                self.plan_runtime(self.paths.value())
            }
        };
        if let Some(rest) = self.rest(definition) {
            plan = plan.with_rest(&rules.path(rest));
        }
        plan.nullable = definition.takes_null(plan.nullable);
        plan
    }

    /// Whether the place of a schema is known from the way to its value: not where a value has
    /// several schemas, and none of them is the one on the way.
    fn follows_from_way(&self, definition: &TypeDef, owner: Option<TypeId>) -> bool {
        let place = definition.place.pointer.tokens();
        let way: Vec<&str> = match &definition.origin {
            Origin::Component(_) | Origin::Elsewhere(_) | Origin::Variant { .. } => return false,
            Origin::Property { name, .. } => vec!["properties", name],
            Origin::Items { .. } => vec!["items"],
            Origin::Values { .. } => vec!["additionalProperties"],
            _ => return true,
        };
        let Some(owner) = owner else {
            return false;
        };
        let parent = &self.api.types[owner].place;
        let rest = place
            .strip_prefix(parent.pointer.tokens())
            .filter(|_| parent.file == definition.place.file);
        rest.is_some_and(|rest| rest.iter().map(String::as_str).eq(way))
    }

    /// A type of the runtime or of std that reads itself.
    fn plan_runtime(&self, ty: TokenStream) -> Plan {
        self.paths.decode();
        Plan {
            decode: Decoder::Function(quote!(#ty::decode)),
            ty,
            check: Check::Nothing,
            nullable: false,
        }
    }

    /// A type of the program's own, with the traits that generated types have.
    fn plan_replaced(&self, path: &str) -> Plan {
        let ty = type_of(path).unwrap_or_else(|| self.paths.value());
        self.paths.decode();
        self.paths.validate();
        let function = if path.contains(['<', '[', '(']) {
            quote!(<#ty>::decode)
        } else {
            quote!(#ty::decode)
        };
        Plan {
            ty,
            decode: Decoder::Function(function),
            check: Check::Own,
            nullable: false,
        }
    }
}

/// `StringRules::new()`, or `StringRules::at("#/..")` for a schema with a place of its own.
fn start(kind: &TokenStream, schema: &str) -> TokenStream {
    if schema.is_empty() {
        quote!(#kind::new())
    } else {
        quote!(#kind::at(#schema))
    }
}
/// A type that the user wrote, if it is one.
fn type_of(path: &str) -> Option<TokenStream> {
    let ty: syn::Type = syn::parse_str(path).ok()?;
    Some(quote!(#ty))
}

/// Whether a text of the user is a type that generated code can name.
pub(crate) fn is_type(path: &str) -> bool {
    type_of(path).is_some()
}
