//! Names that XML cannot have: a value with one of them cannot be written.

use std::collections::{BTreeMap, BTreeSet};

use anteroom::__codegen::is_xml_name;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::ir::{Api, Operation, Origin, Payload, Shape, TypeDef, TypeId, XmlHint};

/// Warns of the elements and attributes that what goes as XML cannot have.
pub(super) fn complain(api: &Api, diagnostics: &mut Diagnostics) {
    let roots = roots(api);
    for id in &roots {
        let definition = &api.types[*id];
        if let Origin::Component(name) = &definition.origin
            && definition.xml.name.is_none()
        {
            warn(definition, &[name], diagnostics);
        }
    }
    let (mut seen, mut open) = (BTreeSet::new(), Vec::from_iter(roots));
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            open.extend(api.types[id].parts());
        }
    }
    for id in seen {
        let definition = &api.types[id];
        warn(definition, &names(api, definition), diagnostics);
        for message in unwritable(api, definition) {
            tell(definition, message, diagnostics);
        }
    }
}

/// Other hints that nothing can be written by: prefixes of no namespace, and attributes that are no scalars.
fn unwritable(api: &Api, definition: &TypeDef) -> Vec<String> {
    let mut found = Vec::new();
    let mut look = |hint: &XmlHint| {
        if let (Some(prefix), None) = (&hint.prefix, &hint.namespace) {
            let prefix = quote(prefix);
            found.push(format!(
                "{prefix} is the prefix of no namespace that is known here"
            ));
        }
    };
    look(&definition.xml);
    let Shape::Object(object) = &definition.shape else {
        return found;
    };
    let mut declared = BTreeMap::new();
    let mut declare = |hint: &XmlHint| {
        let (prefix, uri) = (hint.prefix.clone()?, hint.namespace.clone()?);
        let first = declared.entry(prefix.clone()).or_insert(uri.clone());
        (*first != uri).then_some(prefix)
    };
    declare(&definition.xml);
    for property in &object.properties {
        let target = &api.types[api.types.behind(property.type_id)];
        let hint = property.xml.or(api.types[property.type_id].xml.clone());
        let is_attribute = hint.attribute || target.xml.attribute;
        if is_attribute
            && matches!(
                target.shape,
                Shape::Object(_) | Shape::Map(_) | Shape::Array(_)
            )
        {
            let name = quote(&property.name);
            found.push(format!("{name} cannot be an attribute: it is no scalar"));
        }
        if is_attribute && let Some(prefix) = declare(&hint) {
            let (name, prefix) = (quote(&property.name), quote(&prefix));
            found.push(format!(
                "the prefix {prefix} of {name} is that of another namespace in the same tag"
            ));
        }
    }
    found
}

/// The types of bodies in XML.
fn roots(api: &Api) -> BTreeSet<TypeId> {
    let contents = api.operations.iter().flat_map(Operation::contents);
    let in_xml = contents.filter(|content| content.media_type.is_xml());
    let ids = in_xml.filter_map(|content| match content.payload {
        Payload::Json(id) => Some(api.types.behind(id)),
        _ => None,
    });
    ids.collect()
}

/// What a type says that elements and attributes are called.
fn names<'a>(api: &'a Api, definition: &'a TypeDef) -> Vec<&'a String> {
    let hint = &definition.xml;
    let own = hint.name.iter().chain(&hint.prefix);
    let Shape::Object(object) = &definition.shape else {
        return own.collect();
    };
    let properties = object.properties.iter();
    let called = properties.flat_map(|property| {
        let hint = &property.xml;
        let target = &api.types[property.type_id].xml;
        // What the property's own type says is told there.
        let name = match (&hint.name, &target.name) {
            (None, None) => Some(&property.name),
            (name, target) => name.as_ref().filter(|_| name != target),
        };
        let prefix = hint.prefix.as_ref();
        [name, prefix.filter(|_| hint.prefix != target.prefix)]
    });
    own.chain(called.flatten()).collect()
}

fn warn(definition: &TypeDef, names: &[&String], diagnostics: &mut Diagnostics) {
    let bad = names.iter().filter(|name| !is_xml_name(name));
    let bad: BTreeSet<String> = bad.map(|name| quote(name).to_string()).collect();
    if bad.is_empty() {
        return;
    }
    let bad = Vec::from_iter(bad).join(", ");
    tell(
        definition,
        format!("XML cannot have {bad} as a name"),
        diagnostics,
    );
}

fn tell(definition: &TypeDef, message: String, diagnostics: &mut Diagnostics) {
    let diagnostic = Diagnostic::new(Code::XmlName, definition.place.clone(), message);
    diagnostics.push(diagnostic.help(Code::XmlName.help()));
}
