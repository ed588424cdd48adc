//! The names inside a type: of fields and variants.

use super::{
    Own, Scope, Style, TypeNames, constant_name, escape_keyword, type_name, value_name,
    variant_name,
};
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Scalar, Shape, TypeId};

pub(super) fn choose(
    api: &Api,
    id: TypeId,
    name: String,
    constant: String,
    diagnostics: &mut Diagnostics,
) -> TypeNames {
    let mut names = TypeNames {
        name,
        constant,
        members: Vec::new(),
        constants: Vec::new(),
        additional: String::new(),
        defaults: Vec::new(),
    };
    let called = |index: usize| api.called.members.get(&(id, index));
    let mut scope = Scope::default();
    let mut constants = Scope::with(["RULES"]);
    match &api.types[id].shape {
        Shape::Object(object) => {
            let mut methods = Scope::with(["new", "get", "as_str", "validate"]);
            let fields = object.properties.iter().enumerate();
            let fields = fields.map(|(index, field)| {
                let own = Own::new(&field.name, value_name(&field.name));
                (own, called(index))
            });
            for field in scope.claim_all(fields, Style::Value, diagnostics) {
                names
                    .constants
                    .push(constants.claim(&constant_name(&field)));
                let default = methods.claim(&format!("{field}_or_default"));
                names.defaults.push(default);
                names.members.push(escape_keyword(&field));
            }
            names.additional = scope.claim("additional_properties");
        }
        Shape::Enum(shape) => {
            let values = shape.values.iter().enumerate();
            let values = values.map(|(index, value)| {
                let own = Own::new(&value.value.text(), value_variant(&value.value));
                (own, called(index))
            });
            let values = scope.claim_all(values, Style::Type, diagnostics);
            // `Self` is the only variant name that cannot be written at all.
            names.members = values.iter().map(|name| escape_keyword(name)).collect();
        }
        Shape::Union(shape) => {
            let variants = shape.variants.iter();
            let members = variants.map(|variant| scope.claim(&type_name(&variant.label)));
            let members: Vec<String> = members.collect();
            // A variant `N` is as good as a constant of that name.
            let mut constants = Scope::with(members.iter().map(String::as_str).chain(["RULES"]));
            for member in &members {
                names
                    .constants
                    .push(constants.claim(&constant_name(member)));
                names.members.push(escape_keyword(member));
            }
        }
        _ => {}
    }
    scope.complain(diagnostics);
    names
}

fn value_variant(value: &Scalar) -> String {
    match value {
        Scalar::String(text) if text.is_empty() => "Empty".to_owned(),
        Scalar::String(text) => variant_name(text),
        number => type_name(&number.text()),
    }
}
