//! How scalars are written, read and checked where they are used.

use anteroom::validate::Format;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Check, Decoder, Plan, Rules, start};
use crate::emit::Emitter;
use crate::ir::{IntegerShape, IntegerWidth, NumberShape, NumberWidth, StringShape, backtracks};

impl Emitter<'_> {
    pub(super) fn plan_boolean(&self, schema: &str) -> Plan {
        let mut plan = self.plan_runtime(quote!(bool));
        if !schema.is_empty() {
            plan.decode = Decoder::Expression(quote!(reader.boolean(#schema)));
        }
        plan
    }

    pub(super) fn plan_integer(
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
    pub(in crate::emit) fn integer_rules(
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

    pub(super) fn plan_number(
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

    pub(in crate::emit) fn number_rules(
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
        if let Some(format) = shape.format {
            value = self.format_rule(value, format);
        }
        (kind, value)
    }

    pub(super) fn plan_string(
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

    pub(in crate::emit) fn string_rules(
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
            value = self.format_rule(value, format);
        }
        if let Some(source) = &shape.pattern {
            let pattern = self.paths.pattern();
            let new = if backtracks(source) {
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

    fn format_rule(&self, rules: TokenStream, format: Format) -> TokenStream {
        let (kind, variant) = (self.paths.format(), format_ident!("{format:?}"));
        quote!(#rules.format(#kind::#variant))
    }

    /// The Rust type of a string: that of its format, unless other rules speak of the text.
    pub(in crate::emit) fn string_type(&self, shape: &StringShape) -> TokenStream {
        match shape.typed() {
            Some(Format::DateTime) => self.paths.date_time(),
            Some(Format::Date) => self.paths.date(),
            Some(Format::TimeLocal) => self.paths.time(),
            Some(Format::Uuid) => self.paths.uuid(),
            Some(Format::Ipv4) => self.paths.ipv4(),
            Some(Format::Ipv6) => self.paths.ipv6(),
            Some(Format::Byte) => self.paths.base64(),
            _ => self.paths.string(),
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
pub(in crate::emit) fn integer_type(width: IntegerWidth) -> TokenStream {
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

pub(in crate::emit) fn number_type(width: NumberWidth) -> TokenStream {
    match width {
        NumberWidth::F32 => quote!(f32),
        NumberWidth::F64 => quote!(f64),
    }
}
