//! Schemas: from JSON Schema as the document writes it to a shape.

use super::{Lowering, constraint, docs_through};
use crate::diagnostic::Code;
use crate::document::{Cursor, Version};
use crate::ir::{
    Additional, ArrayShape, EnumShape, MapShape, ObjectShape, Origin, Property, Shape, TypeId,
};
use crate::parse::Node;

/// Keywords that say something about a value without restricting it.
const ANNOTATIONS: [&str; 12] = [
    "title",
    "description",
    "default",
    "example",
    "examples",
    "deprecated",
    "externalDocs",
    "xml",
    "$comment",
    "readOnly",
    "writeOnly",
    "$ref",
];

/// Keywords that are known to JSON Schema and not generated yet.
const UNSUPPORTED: [&str; 25] = [
    "oneOf",
    "anyOf",
    "not",
    "if",
    "then",
    "else",
    "const",
    "discriminator",
    "patternProperties",
    "propertyNames",
    "dependentRequired",
    "dependentSchemas",
    "unevaluatedProperties",
    "unevaluatedItems",
    "prefixItems",
    "contains",
    "minContains",
    "maxContains",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "$dynamicRef",
    "$dynamicAnchor",
    "$anchor",
    "$id",
];

impl<'a> Lowering<'a, '_> {
    /// The type of a schema position. References give the type that they name.
    pub(super) fn schema(&mut self, at: Cursor<'a>, origin: Origin) -> TypeId {
        if at.is_reference() {
            self.check_siblings(at);
            let target = at.follow();
            if target.is_reference() {
                // It leads nowhere, which was reported.
                return self.anything(at, origin);
            }
            return self.declare(target, named_origin(target));
        }
        match sole_part(at) {
            // The wrapper adds words only, so the type keeps its name.
            Some(part) if !is_nullable(at) => self.schema(part, origin),
            _ => self.declare(at, origin),
        }
    }

    /// 3.0 ignores what stands beside `$ref`; 3.1 does not.
    fn check_siblings(&mut self, at: Cursor<'a>) {
        if at.version() == Version::V3_0 {
            return;
        }
        for (key, value) in at.entries() {
            if !ANNOTATIONS.contains(&key) && !key.starts_with("x-") {
                self.unsupported(
                    Code::UnsupportedSchema,
                    value,
                    format!("`{key}` beside `$ref` cannot be generated yet"),
                );
            }
        }
    }

    /// What values a schema has, and whether `null` is one of them.
    pub(super) fn shape(&mut self, id: TypeId, at: Cursor<'a>) -> (Shape, bool) {
        if self.problems.contains(&at.id()) {
            return (Shape::Problem, false);
        }
        if at.is_reference() {
            let place = Origin::Items { parent: id };
            return (Shape::Alias(self.schema(at, place)), false);
        }
        if let Node::Bool(allowed) = at.node() {
            if !allowed {
                self.unsupported(
                    Code::UnsupportedSchema,
                    at,
                    "a schema that allows no value cannot be generated yet",
                );
            }
            return (Shape::Any, false);
        }
        let nullable = is_nullable(at);
        if let Some(part) = sole_part(at) {
            let origin = Origin::Items { parent: id };
            return (Shape::Alias(self.schema(part, origin)), nullable);
        }
        self.refuse_keywords(at);
        (self.typed_shape(id, at), nullable)
    }

    fn refuse_keywords(&mut self, at: Cursor<'a>) {
        for (key, value) in at.entries() {
            if UNSUPPORTED.contains(&key) {
                self.unsupported(
                    Code::UnsupportedSchema,
                    value,
                    format!("`{key}` cannot be generated yet"),
                );
            } else if key == "allOf" {
                self.unsupported(
                    Code::UnsupportedSchema,
                    value,
                    "`allOf` is generated only where it wraps a single schema and adds no rules to it",
                );
            } else if matches!(key, "readOnly" | "writeOnly") && value.bool() == Some(true) {
                self.unsupported(
                    Code::UnsupportedSchema,
                    value,
                    format!("`{key}` cannot be generated yet"),
                );
            }
        }
    }

    fn typed_shape(&mut self, id: TypeId, at: Cursor<'a>) -> Shape {
        let types = type_names(at);
        if types.len() > 1 {
            if let Some(value) = at.get("type") {
                self.unsupported(
                    Code::UnsupportedSchema,
                    value,
                    "a choice of several types cannot be generated yet",
                );
            }
            return Shape::Any;
        }
        if let Some(values) = at.get("enum") {
            return self.enumeration(at, values);
        }
        match types.first().copied() {
            Some("string") => Shape::String(constraint::string(at)),
            Some("integer") => Shape::Integer(constraint::integer(at)),
            Some("number") => Shape::Number(constraint::number(at)),
            Some("boolean") => Shape::Boolean,
            Some("array") => self.array(id, at),
            Some("object") => self.object(id, at),
            // Any other word is no type, which was reported.
            Some(_) => Shape::Any,
            None if at
                .get("type")
                .is_some_and(|types| types.items().next().is_some()) =>
            {
                self.unsupported(
                    Code::UnsupportedSchema,
                    at,
                    "a schema whose only value is null cannot be generated yet",
                );
                Shape::Any
            }
            None if is_object_like(at) => self.object(id, at),
            None if at.get("items").is_some() => self.array(id, at),
            None => {
                self.refuse_untyped(at);
                Shape::Any
            }
        }
    }

    /// Rules for one kind of value on a schema that allows every kind.
    fn refuse_untyped(&mut self, at: Cursor<'a>) {
        const TYPED: [&str; 13] = [
            "minLength",
            "maxLength",
            "pattern",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minProperties",
            "maxProperties",
        ];
        for (key, value) in at.entries().filter(|(key, _)| TYPED.contains(key)) {
            self.diagnostics.push(
                crate::diagnostic::Diagnostic::new(
                    Code::UnsupportedSchema,
                    value.place(),
                    format!("`{key}` without a `type` cannot be generated yet"),
                )
                .help("say which `type` the schema has"),
            );
        }
    }

    fn enumeration(&mut self, at: Cursor<'a>, values: Cursor<'a>) -> Shape {
        let mut names: Vec<String> = Vec::new();
        let mut other = false;
        for value in values.items() {
            match value.node() {
                Node::String(text) if !names.contains(text) => names.push(text.clone()),
                Node::String(_) => {}
                Node::Null if is_nullable(at) => {}
                _ => other = true,
            }
        }
        if other || names.is_empty() {
            self.unsupported(
                Code::UnsupportedSchema,
                values,
                "an `enum` of anything but strings cannot be generated yet",
            );
        }
        for key in ["minLength", "maxLength", "pattern"] {
            if let Some(value) = at.get(key) {
                self.unsupported(
                    Code::UnsupportedSchema,
                    value,
                    format!("`{key}` beside `enum` cannot be generated yet"),
                );
            }
        }
        Shape::Enum(EnumShape { values: names })
    }

    fn array(&mut self, id: TypeId, at: Cursor<'a>) -> Shape {
        let origin = Origin::Items { parent: id };
        let items = match at.get("items") {
            Some(items) => self.schema(items, origin),
            // Without `items` anything goes; the schema of the array itself stands in for its place.
            None => self.anything(at, origin),
        };
        Shape::Array(ArrayShape {
            items,
            min_items: at.get_u64("minItems"),
            max_items: at.get_u64("maxItems"),
            unique_items: at.get_bool("uniqueItems").unwrap_or(false),
        })
    }

    fn object(&mut self, id: TypeId, at: Cursor<'a>) -> Shape {
        let has_entries = |key| {
            at.get(key)
                .is_some_and(|list| list.entries().next().is_some())
        };
        let declared = has_entries("properties")
            || at
                .get("required")
                .is_some_and(|list| list.items().next().is_some());
        let additional = self.additional(id, at);
        let (min_properties, max_properties) =
            (at.get_u64("minProperties"), at.get_u64("maxProperties"));
        match additional {
            Some(Additional::Kept(values)) if !declared => Shape::Map(MapShape {
                values,
                min_properties,
                max_properties,
            }),
            None if !declared => {
                let values = self.anything(at, Origin::Values { parent: id });
                Shape::Map(MapShape {
                    values,
                    min_properties,
                    max_properties,
                })
            }
            additional => Shape::Object(ObjectShape {
                properties: self.properties(id, at),
                additional: additional.unwrap_or(Additional::Ignored),
                min_properties,
                max_properties,
            }),
        }
    }

    /// `None` where the schema says nothing.
    fn additional(&mut self, id: TypeId, at: Cursor<'a>) -> Option<Additional> {
        let additional = at.get("additionalProperties")?;
        let origin = Origin::Values { parent: id };
        Some(match additional.node() {
            Node::Bool(false) => Additional::Refused,
            Node::Bool(true) => Additional::Kept(self.anything(additional, origin)),
            _ => Additional::Kept(self.schema(additional, origin)),
        })
    }

    /// A type for any JSON value, for a position that has no schema of its own.
    pub(super) fn anything(&mut self, at: Cursor<'a>, origin: Origin) -> TypeId {
        let id = TypeId(self.types.len());
        self.types.push(crate::ir::TypeDef {
            place: at.place(),
            origin,
            docs: crate::ir::Docs::default(),
            nullable: false,
            shape: Shape::Any,
        });
        id
    }

    fn properties(&mut self, id: TypeId, at: Cursor<'a>) -> Vec<Property> {
        let required: Vec<&str> = at
            .get("required")
            .map(|list| list.items().filter_map(Cursor::str).collect())
            .unwrap_or_default();
        let declared = at
            .get("properties")
            .map(|list| list.entries().collect::<Vec<_>>());
        let declared = declared.unwrap_or_default();
        let mut properties: Vec<Property> = declared
            .into_iter()
            .map(|(name, schema)| Property {
                name: name.to_owned(),
                docs: docs_through(schema),
                required: required.contains(&name),
                default: default_of(schema).map(|default| default.node().clone()),
                type_id: self.schema(
                    schema,
                    Origin::Property {
                        parent: id,
                        name: name.to_owned(),
                    },
                ),
            })
            .collect();
        // What is required and not described must be there, whatever it is.
        for name in required {
            if !properties.iter().any(|property| property.name == name) {
                properties.push(self.undescribed(id, at, name));
            }
        }
        properties
    }

    fn undescribed(&mut self, id: TypeId, at: Cursor<'a>, name: &str) -> Property {
        let origin = Origin::Property {
            parent: id,
            name: name.to_owned(),
        };
        Property {
            name: name.to_owned(),
            docs: crate::ir::Docs::default(),
            required: true,
            type_id: self.anything(at, origin),
            default: None,
        }
    }
}

/// The default of a position: its own, or that of the schema that it refers to.
pub(super) fn default_of(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let own = at.get("default");
    let through = || {
        let target = if at.is_reference() {
            at.follow()
        } else {
            sole_part(at)?.follow()
        };
        target.get("default")
    };
    own.or_else(through)
}

/// The only schema in `allOf`, where nothing beside it adds a rule.
fn sole_part(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let mut parts = at.get("allOf")?.items();
    let part = parts.next()?;
    let alone = parts.next().is_none()
        && at.entries().all(|(key, value)| {
            matches!(key, "allOf" | "nullable")
                || key.starts_with("x-")
                || (ANNOTATIONS.contains(&key)
                    && !(matches!(key, "readOnly" | "writeOnly") && value.bool() == Some(true)))
        });
    alone.then_some(part)
}

fn is_nullable(at: Cursor<'_>) -> bool {
    // Each version has its own way, and documents mix them; what is meant is plain.
    let listed = || {
        at.get("type")
            .is_some_and(|types| types.items().any(|name| name.str() == Some("null")))
    };
    at.get_bool("nullable").unwrap_or(false) || listed()
}

/// The types that a schema allows, `null` left out.
fn type_names(at: Cursor<'_>) -> Vec<&str> {
    match at.get("type") {
        Some(types) if types.str().is_some() => types.str().into_iter().collect(),
        Some(types) => types
            .items()
            .filter_map(Cursor::str)
            .filter(|name| *name != "null")
            .collect(),
        None => Vec::new(),
    }
}

fn is_object_like(at: Cursor<'_>) -> bool {
    ["properties", "additionalProperties", "required"]
        .iter()
        .any(|key| at.get(key).is_some())
}

/// What a schema that is reached by a reference is called.
fn named_origin(target: Cursor<'_>) -> Origin {
    let pointer = target.pointer();
    match pointer.tokens() {
        [components, schemas, name] if components == "components" && schemas == "schemas" => {
            Origin::Component(name.clone())
        }
        tokens => {
            let words = tokens
                .iter()
                .rev()
                .take(3)
                .rev()
                .cloned()
                .collect::<Vec<_>>();
            Origin::Elsewhere(words.join(" "))
        }
    }
}
