//! How a type is written, read and checked where it is used.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Emitter;
use crate::ir::{
    IntegerShape, IntegerWidth, NumberShape, NumberWidth, Origin, Shape, StringFormat, StringShape,
    TypeDef, TypeId,
};
use crate::name::{Scope, is_item};

/// Constants with the rules of types that are written in place, collected while their user is
/// emitted.
#[derive(Debug)]
pub(super) struct Rules {
    home: Home,
    /// The type whose parts are planned, from which the places of their schemas follow.
    owner: Option<TypeId>,
    names: Scope,
    pub(super) constants: Vec<TokenStream>,
}

/// Where constants with rules stand, which decides how they are referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Home {
    /// In the impl of a type: `Self::SUBJECT`.
    Type,
    /// In the module of an operation.
    Module,
    /// At the root, beside an alias.
    Root,
    /// At the root, seen from the module of an operation, which may have constants of that name.
    Outside,
}

impl Rules {
    fn new(home: Home, taken: &[String]) -> Self {
        Self {
            home,
            owner: None,
            names: Scope::with(taken),
            constants: Vec::new(),
        }
    }

    /// Constants of a type.
    pub(super) fn associated(owner: TypeId) -> Self {
        Self {
            owner: Some(owner),
            ..Self::new(Home::Type, &["RULES".to_owned()])
        }
    }

    /// Plans what a list or a map consists of.
    fn within<T>(&mut self, owner: TypeId, plan: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.owner.replace(owner);
        let planned = plan(self);
        self.owner = before;
        planned
    }

    /// Constants beside an alias.
    pub(super) fn at_root() -> Self {
        Self::new(Home::Root, &[])
    }

    /// The rules of an alias, as the holder of these rules sees them.
    fn seen_at_root(&self) -> Self {
        let home = if matches!(self.home, Home::Module | Home::Outside) {
            Home::Outside
        } else {
            Home::Root
        };
        Self::new(home, &[])
    }

    /// Constants of a module in which the names of `taken` are taken.
    pub(super) fn of_module(taken: &[String]) -> Self {
        Self::new(Home::Module, taken)
    }

    /// What is planned only for its type.
    pub(super) fn unused() -> Self {
        Self::of_module(&[])
    }

    /// What joins the name of a rule and a part of it. The rules of aliases share the root with
    /// those of all others, where only two underscores are never part of a name.
    fn separator(&self) -> &'static str {
        if self.home == Home::Type { "_" } else { "__" }
    }

    fn add(&mut self, name: &str, kind: &TokenStream, value: &TokenStream) -> TokenStream {
        let name = format_ident!("{}", self.names.claim(name));
        self.constants.push(quote!(const #name: #kind = #value;));
        match self.home {
            Home::Type => quote!(Self::#name),
            Home::Module | Home::Root => quote!(#name),
            Home::Outside => quote!(super::#name),
        }
    }
}

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

impl Emitter<'_> {
    /// Plans a use of a type. `name` is what its rules are called if they stand in place.
    pub(super) fn plan(&self, id: TypeId, name: &str, rules: &mut Rules) -> Plan {
        let definition = &self.api.types[id];
        let mut plan = match (&definition.shape, self.names.of(id)) {
            (_, Some(names)) if self.is_own_type(id) => {
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
            (Shape::Alias(target), None) => self.plan(*target, name, rules),
            (_, Some(names)) => {
                // The rules of an alias stand beside it, once.
                let mut plan = self.plan_in_place(id, &names.constant, &mut rules.seen_at_root());
                let ident = format_ident!("{}", names.name);
                plan.ty = quote!(#ident);
                plan
            }
            (_, None) => self.plan_in_place(id, name, rules),
        };
        plan.nullable |= definition.nullable;
        plan
    }

    /// Whether the type is a struct, an enum or a newtype, and not just another name.
    pub(super) fn is_own_type(&self, id: TypeId) -> bool {
        let definition = &self.api.types[id];
        is_item(definition)
            && match &definition.shape {
                Shape::Object(_) | Shape::Enum(_) | Shape::Union(_) => true,
                _ if definition.wrapped => true,
                Shape::Integer(shape) => shape.is_constrained(),
                Shape::Number(shape) => shape.is_constrained(),
                Shape::String(shape) => shape.is_constrained(),
                _ => false,
            }
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
        plan.nullable |= definition.nullable;
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

    fn plan_boolean(&self, schema: &str) -> Plan {
        let mut plan = self.plan_runtime(quote!(bool));
        if !schema.is_empty() {
            plan.decode = Decoder::Expression(quote!(reader.boolean(#schema)));
        }
        plan
    }

    fn plan_integer(
        &self,
        shape: &IntegerShape,
        schema: &str,
        name: &str,
        rules: &mut Rules,
    ) -> Plan {
        let ty = integer_type(shape.width);
        if schema.is_empty() && !shape.is_constrained() {
            return self.plan_runtime(ty);
        }
        let (kind, value) = self.integer_rules(shape, schema);
        let constant = rules.add(name, &kind, &value);
        scalar_plan(
            ty,
            quote!(#constant.decode(reader)),
            &constant,
            shape.is_constrained(),
        )
    }

    /// The type of the constant and its value.
    pub(super) fn integer_rules(
        &self,
        shape: &IntegerShape,
        schema: &str,
    ) -> (TokenStream, TokenStream) {
        let kind = self.paths.integer_rules();
        let mut value = start(&kind, schema);
        let bounds = [
            ("minimum", shape.minimum),
            ("maximum", shape.maximum),
            ("exclusive_minimum", shape.exclusive_minimum),
            ("exclusive_maximum", shape.exclusive_maximum),
        ];
        for (method, bound) in bounds {
            if let Some(bound) = bound {
                let (method, bound) = (
                    format_ident!("{method}"),
                    proc_macro2::Literal::i128_unsuffixed(bound),
                );
                value = quote!(#value.#method(#bound));
            }
        }
        if let Some(divisor) = shape.multiple_of {
            let divisor = proc_macro2::Literal::u128_unsuffixed(divisor);
            value = quote!(#value.multiple_of(#divisor));
        }
        (kind, value)
    }

    fn plan_number(
        &self,
        shape: &NumberShape,
        schema: &str,
        name: &str,
        rules: &mut Rules,
    ) -> Plan {
        let ty = number_type(shape.width);
        if schema.is_empty() && !shape.is_constrained() {
            let mut plan = self.plan_runtime(ty);
            self.paths.validate();
            plan.check = Check::Own;
            return plan;
        }
        let (kind, value) = self.number_rules(shape, schema);
        let constant = rules.add(name, &kind, &value);
        scalar_plan(ty, quote!(#constant.decode(reader)), &constant, true)
    }

    pub(super) fn number_rules(
        &self,
        shape: &NumberShape,
        schema: &str,
    ) -> (TokenStream, TokenStream) {
        let kind = self.paths.number_rules();
        let mut value = start(&kind, schema);
        let bounds = [
            ("minimum", &shape.minimum),
            ("maximum", &shape.maximum),
            ("exclusive_minimum", &shape.exclusive_minimum),
            ("exclusive_maximum", &shape.exclusive_maximum),
            ("multiple_of", &shape.multiple_of),
        ];
        for (method, bound) in bounds {
            if let Some(bound) = bound {
                let (method, decimal) = (format_ident!("{method}"), self.paths.decimal());
                value = quote!(#value.#method(#decimal::new(#bound)));
            }
        }
        (kind, value)
    }

    fn plan_string(
        &self,
        shape: &StringShape,
        schema: &str,
        name: &str,
        rules: &mut Rules,
    ) -> Plan {
        let ty = self.string_type(shape);
        if schema.is_empty() && !shape.is_constrained() {
            return self.plan_runtime(ty);
        }
        let (kind, value) = self.string_rules(shape, schema);
        let constant = rules.add(name, &kind, &value);
        if shape.typed().is_none() {
            return scalar_plan(
                ty,
                quote!(#constant.decode(reader)),
                &constant,
                shape.is_constrained(),
            );
        }
        let decode = quote!(#constant.decode_as::<#ty>(reader));
        scalar_plan(ty, decode, &constant, false)
    }

    pub(super) fn string_rules(
        &self,
        shape: &StringShape,
        schema: &str,
    ) -> (TokenStream, TokenStream) {
        let kind = self.paths.string_rules();
        let mut value = start(&kind, schema);
        if let Some(length) = shape.min_length {
            let length = proc_macro2::Literal::u64_unsuffixed(length);
            value = quote!(#value.min_length(#length));
        }
        if let Some(length) = shape.max_length {
            let length = proc_macro2::Literal::u64_unsuffixed(length);
            value = quote!(#value.max_length(#length));
        }
        if let Some(format) = shape.format.filter(|_| shape.is_constrained()) {
            let (kind, variant) = (self.paths.format(), format_ident!("{format:?}"));
            value = quote!(#value.format(#kind::#variant));
        }
        if let Some(source) = &shape.pattern {
            let pattern = self.paths.pattern();
            let new = if shape.backtracks() {
                quote!(backtracking)
            } else {
                quote!(new)
            };
            value = quote!({
                static PATTERN: #pattern = #pattern::#new(#source);
                #value.pattern(&PATTERN)
            });
        }
        (kind, value)
    }

    /// The Rust type of a string: that of its format, unless other rules speak of the text.
    pub(super) fn string_type(&self, shape: &StringShape) -> TokenStream {
        match shape.typed() {
            None | Some(StringFormat::Time) => self.paths.string(),
            Some(StringFormat::DateTime) => self.paths.date_time(),
            Some(StringFormat::Date) => self.paths.date(),
            Some(StringFormat::TimeLocal) => self.paths.time(),
            Some(StringFormat::Uuid) => self.paths.uuid(),
            Some(StringFormat::Ipv4) => self.paths.ipv4(),
            Some(StringFormat::Ipv6) => self.paths.ipv6(),
            Some(StringFormat::Byte) => self.paths.base64(),
        }
    }

    fn plan_array(&self, id: TypeId, schema: &str, name: &str, rules: &mut Rules) -> Plan {
        let Shape::Array(shape) = &self.api.types[id].shape else {
            return self.plan_runtime(self.paths.value());
        };
        let item_name = format!("{name}{}ITEM", rules.separator());
        let items = rules.within(id, |rules| self.plan(shape.items, &item_name, rules));
        let (vec, item_type) = (self.paths.vec(), items.full_type(self));
        let ty = quote!(#vec<#item_type>);
        let plain = schema.is_empty() && !shape.is_constrained();
        let kind = self
            .paths
            .array_rules_if(!plain || items.is_checked() || !items.reads_itself());
        let constant = if plain {
            quote!(#kind::new())
        } else {
            let mut value = start(&kind, schema);
            if let Some(count) = shape.min_items {
                let count = proc_macro2::Literal::u64_unsuffixed(count);
                value = quote!(#value.min_items(#count));
            }
            if let Some(count) = shape.max_items {
                let count = proc_macro2::Literal::u64_unsuffixed(count);
                value = quote!(#value.max_items(#count));
            }
            if shape.unique_items {
                value = quote!(#value.unique_items());
            }
            rules.add(name, &kind, &value)
        };
        let decode = if plain && items.reads_itself() {
            self.paths.decode();
            Decoder::Function(quote!(#vec::<#item_type>::decode))
        } else {
            let item = items.full_decoder();
            Decoder::Expression(quote!(#constant.decode(reader, #item)))
        };
        let value = quote!(item);
        let item_check = items.full_check_reference(self, &value);
        let unique = shape.unique_items;
        let check = match item_check {
            None if !shape.is_constrained() => Check::Nothing,
            item_check => {
                let closure = match item_check {
                    Some(check) => quote!(|item, checker| { #check }),
                    None => quote!(|_, _| {}),
                };
                let method = if unique {
                    format_ident!("check")
                } else {
                    format_ident!("check_items")
                };
                Check::By(Box::new(
                    move |value| quote!(#constant.#method(#value, checker, #closure);),
                ))
            }
        };
        Plan {
            ty,
            decode,
            check,
            nullable: false,
        }
    }

    fn plan_map(&self, id: TypeId, schema: &str, name: &str, rules: &mut Rules) -> Plan {
        let Shape::Map(shape) = &self.api.types[id].shape else {
            return self.plan_runtime(self.paths.value());
        };
        let value_name = format!("{name}{}VALUE", rules.separator());
        let values = rules.within(id, |rules| self.plan(shape.values, &value_name, rules));
        let (map, value_type) = (self.paths.map(), values.full_type(self));
        let ty = quote!(#map<#value_type>);
        let plain = schema.is_empty()
            && !shape.is_constrained()
            && values.reads_itself()
            && !values.is_checked();
        if plain {
            self.paths.decode();
            return Plan {
                decode: Decoder::Function(quote!(#map::<#value_type>::decode)),
                ty,
                check: Check::Nothing,
                nullable: false,
            };
        }
        let kind = self.paths.object_rules();
        let mut value = quote!(#kind::at(#schema, &[]).additional());
        if let Some(count) = shape.min_properties {
            let count = proc_macro2::Literal::u64_unsuffixed(count);
            value = quote!(#value.min_properties(#count));
        }
        if let Some(count) = shape.max_properties {
            let count = proc_macro2::Literal::u64_unsuffixed(count);
            value = quote!(#value.max_properties(#count));
        }
        let constant = rules.add(name, &kind, &value);
        let decoder = values.full_decoder();
        let check = match values.full_check_reference(self, &quote!(value)) {
            None if !shape.is_constrained() => Check::Nothing,
            value_check => {
                let closure = match value_check {
                    Some(check) => quote!(|value, checker| { #check }),
                    None => quote!(|_, _| {}),
                };
                let constant = constant.clone();
                Check::By(Box::new(
                    move |map| quote!(#constant.check_map(#map, checker, #closure);),
                ))
            }
        };
        Plan {
            ty,
            decode: Decoder::Expression(quote!(#constant.decode_map(reader, #decoder))),
            check,
            nullable: false,
        }
    }
}

impl Plan {
    /// Whether `T::decode` reads the value, null included.
    fn reads_itself(&self) -> bool {
        !self.nullable && matches!(self.decode, Decoder::Function(_))
    }
}

impl super::path::Paths<'_> {
    fn array_rules_if(&self, needed: bool) -> TokenStream {
        if needed {
            self.array_rules()
        } else {
            TokenStream::new()
        }
    }
}

fn scalar_plan(
    ty: TokenStream,
    decode: TokenStream,
    constant: &TokenStream,
    checked: bool,
) -> Plan {
    let constant = constant.clone();
    Plan {
        ty,
        decode: Decoder::Expression(decode),
        check: if checked {
            Check::By(Box::new(
                move |value| quote!(#constant.check(#value, checker);),
            ))
        } else {
            Check::Nothing
        },
        nullable: false,
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

pub(super) fn integer_type(width: IntegerWidth) -> TokenStream {
    match width {
        IntegerWidth::I8 => quote!(i8),
        IntegerWidth::I16 => quote!(i16),
        IntegerWidth::I32 => quote!(i32),
        IntegerWidth::I64 => quote!(i64),
        IntegerWidth::U8 => quote!(u8),
        IntegerWidth::U16 => quote!(u16),
        IntegerWidth::U32 => quote!(u32),
        IntegerWidth::U64 => quote!(u64),
    }
}

pub(super) fn number_type(width: NumberWidth) -> TokenStream {
    match width {
        NumberWidth::F32 => quote!(f32),
        NumberWidth::F64 => quote!(f64),
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
