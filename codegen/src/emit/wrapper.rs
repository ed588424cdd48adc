//! Lists and maps of themselves: a struct with one field, since an alias cannot name itself.

use quote::{format_ident, quote};

use super::plan::Rules;
use super::{Emitter, Items, MODEL, code, document_docs};
use crate::ir::{TypeDef, TypeId};
use crate::name::TypeNames;

impl Emitter<'_> {
    pub(super) fn wrapper(
        &self,
        id: TypeId,
        names: &TypeNames,
        definition: &TypeDef,
    ) -> Vec<Items> {
        let name = format_ident!("{}", names.name);
        let docs = document_docs(&definition.docs)
            .plain(format!(
                "Schema {}.",
                code(&self.api.uri(&definition.place))
            ))
            .attributes(&self.texts);
        let mut rules = Rules::associated(id);
        let plan = self.plan_in_place(id, "RULES", &mut rules);
        let (ty, read) = (plan.full_type(self), plan.full_decode());
        let (decode, reader) = (self.paths.decode(), self.paths.reader());
        let (encode, writer) = (self.paths.encode(), self.paths.writer());
        let option = self.paths.option();
        let derive = self.derive(id, &MODEL);
        let mut items = vec![quote!(
            #docs
            #derive
            pub struct #name(pub #ty);
        )];
        if !rules.constants.is_empty() {
            let constants = &rules.constants;
            items.push(quote!(impl #name { #(#constants)* }));
        }
        items.push(quote!(
            impl #decode for #name {
                fn decode(reader: &mut #reader<'_>) -> #option<Self> { #read.map(Self) }
            }
        ));
        items.push(quote!(
            impl #encode for #name {
                fn encode(&self, writer: &mut #writer) { self.0.encode(writer); }
            }
        ));
        let check = plan.full_check_reference(self, &quote!(value));
        let checks = check.map(|check| {
            quote!(
                let value = &self.0;
                #check
            )
        });
        items.push(self.validate_impl(&name, None, checks));
        items
    }
}
