//! How lists and maps are written, read and checked where they are used.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Check, Decoder, Plan, Rules, start};
use crate::emit::Emitter;
use crate::ir::{Shape, TypeId};

impl Emitter<'_> {
    pub(super) fn plan_array(
        &self,
        id: TypeId,
        schema: &str,
        name: &str,
        rules: &mut Rules,
    ) -> Plan {
        let Shape::Array(shape) = &self.api.types[id].shape else {
            return self.plan_runtime(self.paths.value());
        };
        let item_name = format!("{name}{}ITEM", rules.separator());
        let items = rules.within(id, |rules| self.plan(shape.items, &item_name, rules));
        let (vec, item_type) = (self.paths.vec(), items.full_type(self));
        let ty = quote!(#vec<#item_type>);
        let plain = schema.is_empty() && !shape.is_constrained();
        let reads_itself = self.may_read_itself(shape.items, &items);
        let kind = self
            .paths
            .array_rules_if(!plain || items.is_checked() || !reads_itself);
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
        let decode = if plain && reads_itself {
            self.paths.decode();
            Decoder::Function(quote!(#vec::<#item_type>::decode))
        } else {
            let item = items.full_decoder();
            let method = match shape.unique_items {
                true => format_ident!("decode_unique"),
                false => format_ident!("decode"),
            };
            Decoder::Expression(quote!(#constant.#method(reader, #item)))
        };
        let item_check = self.checker(shape.items, &items, &quote!(item));
        let unique = shape.unique_items;
        let check = match item_check {
            None if !shape.is_constrained() => Check::Nothing,
            item_check => {
                let each = item_check.unwrap_or_else(|| quote!(|_, _| {}));
                let method = if unique {
                    format_ident!("check")
                } else {
                    format_ident!("check_items")
                };
                Check::By(Box::new(
                    move |value| quote!(#constant.#method(#value, checker, #each);),
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

    pub(super) fn plan_map(&self, id: TypeId, schema: &str, name: &str, rules: &mut Rules) -> Plan {
        let Shape::Map(shape) = &self.api.types[id].shape else {
            return self.plan_runtime(self.paths.value());
        };
        let value_name = format!("{name}{}VALUE", rules.separator());
        let values = rules.within(id, |rules| self.plan(shape.values, &value_name, rules));
        let (map, value_type) = (self.paths.map(), values.full_type(self));
        let ty = quote!(#map<#value_type>);
        let plain = schema.is_empty()
            && !shape.is_constrained()
            && self.may_read_itself(shape.values, &values)
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
        let check = match self.checker(shape.values, &values, &quote!(value)) {
            None if !shape.is_constrained() => Check::Nothing,
            value_check => {
                let each = value_check.unwrap_or_else(|| quote!(|_, _| {}));
                let constant = constant.clone();
                Check::By(Box::new(
                    move |map| quote!(#constant.check_map(#map, checker, #each);),
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

impl Emitter<'_> {
    /// Whether a list or a map of such items may leave it to std's type to read them. Where types lie deep, it would
    /// be made for list within list, and rustc gives up on that, too, after 128 of them.
    fn may_read_itself(&self, id: TypeId, items: &Plan) -> bool {
        let is_leaf = || self.api.types[self.api.types.behind(id)].parts().is_empty();
        items.reads_itself() && (!self.facts.is_deep() || is_leaf())
    }

    /// A function that checks each item of a list or a map.
    fn checker(&self, id: TypeId, items: &Plan, value: &TokenStream) -> Option<TokenStream> {
        let is_replaced = || {
            matches!(
                self.api.types[self.api.types.behind(id)].shape,
                Shape::Replaced(_)
            )
        };
        if matches!(items.check, Check::Own) && !items.nullable && !is_replaced() {
            self.paths.validate();
            let ty = &items.ty;
            return Some(quote!(#ty::check));
        }
        let check = items.full_check_reference(self, value)?;
        Some(quote!(|#value, checker| { #check }))
    }
}

impl Plan {
    /// Whether `T::decode` reads the value, null included.
    fn reads_itself(&self) -> bool {
        !self.nullable && matches!(self.decode, Decoder::Function(_))
    }
}
impl crate::emit::path::Paths<'_> {
    fn array_rules_if(&self, needed: bool) -> TokenStream {
        if needed {
            self.array_rules()
        } else {
            TokenStream::new()
        }
    }
}
