//! The IR as text, for golden files: what lowering understood, one fact a line.

use std::fmt::{self, Write as _};

use super::{
    Additional, Api, Carrier, Content, IntegerShape, NumberShape, Operation, Origin,
    ParameterStyle, ParameterValue, Payload, Scalar, Schema, SchemaId, SchemeKind, Shape,
    StringShape, TypeDef, UnionShape, backtracks,
};

/// The whole API as text.
pub(crate) fn dump(api: &Api) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write_api(&mut out, api);
    out
}

fn write_api(out: &mut String, api: &Api) -> fmt::Result {
    writeln!(out, "api {:?} {:?}", api.title, api.version)?;
    for scheme in &api.schemes {
        write!(out, "scheme {:?} ", scheme.name)?;
        match &scheme.kind {
            SchemeKind::Bearer { format } => writeln!(out, "bearer format={format:?}")?,
            SchemeKind::Basic => writeln!(out, "basic")?,
            SchemeKind::Http { scheme } => writeln!(out, "http {scheme}")?,
            SchemeKind::ApiKey { location, name } => {
                writeln!(out, "key in {} {name:?}", location.as_str())?;
            }
            SchemeKind::OAuth2 => writeln!(out, "oauth2")?,
            SchemeKind::OpenIdConnect { url } => writeln!(out, "openIdConnect {url}")?,
            SchemeKind::MutualTls => writeln!(out, "mutualTLS")?,
        }
    }
    for operation in &api.operations {
        write_operation(out, operation)?;
    }
    for (id, definition) in api.types.iter() {
        write!(out, "\ntype {} {}", id.0, origin(&definition.origin))?;
        write_type(out, definition)?;
        if let Some(rest) = definition.rest {
            writeln!(out, "  rest schema {}", rest.0)?;
        }
    }
    for (id, schema) in api.schemas.iter() {
        write_schema(out, id, schema)?;
    }
    Ok(())
}

fn write_operation(out: &mut String, operation: &Operation) -> fmt::Result {
    writeln!(
        out,
        "\n{} {:?} {} {}",
        if operation.is_webhook {
            "webhook"
        } else {
            "operation"
        },
        operation.id,
        operation.method.as_str(),
        operation.path
    )?;
    if !operation.query.is_empty() {
        writeln!(out, "  query {:?}", operation.query)?;
    }
    if !operation.headers.is_empty() {
        writeln!(out, "  headers {:?}", operation.headers)?;
    }
    if !operation.routed {
        writeln!(out, "  unrouted")?;
    }
    if !operation.tags.is_empty() {
        writeln!(out, "  tags {:?}", operation.tags)?;
    }
    for alternative in &operation.security {
        write!(out, "  security")?;
        for scheme in alternative {
            write!(out, " {}{:?}", scheme.scheme, scheme.scopes)?;
        }
        writeln!(out)?;
    }
    for parameter in &operation.parameters {
        write!(
            out,
            "  {} {:?} ",
            parameter.location.as_str(),
            parameter.name,
        )?;
        match parameter.value {
            ParameterValue::Scalar(id) => write!(out, "type {}", id.0)?,
            ParameterValue::List(id) => write!(out, "list type {}", id.0)?,
            ParameterValue::Object(id) => write!(out, "object type {}", id.0)?,
            ParameterValue::Json(id) => write!(out, "json type {}", id.0)?,
            ParameterValue::Raw => write!(out, "raw")?,
            ParameterValue::RawMembers => write!(out, "raw members")?,
        }
        if !matches!(
            parameter.style,
            ParameterStyle::Simple | ParameterStyle::Form
        ) {
            write!(out, " {:?}", parameter.style)?;
        }
        flag(out, parameter.allow_empty, "allow_empty")?;
        flag(out, parameter.required, "required")?;
        flag(out, parameter.explode, "explode")?;
        if let Some(default) = &parameter.default {
            write!(out, " default={}", default.to_json())?;
        }
        writeln!(out)?;
    }
    if let Some(body) = &operation.body {
        write!(out, "  body")?;
        write_contents(out, &body.contents)?;
        flag(out, body.required, "required")?;
        writeln!(out)?;
    }
    for response in &operation.responses {
        write!(out, "  answer {}", response.status)?;
        write_contents(out, &response.contents)?;
        writeln!(out)?;
        for header in &response.headers {
            write!(
                out,
                "    header {:?} type {}",
                header.name, header.type_id.0
            )?;
            flag(out, header.required, "required")?;
            writeln!(out)?;
        }
    }
    for name in &operation.callbacks {
        writeln!(out, "  callback {name:?}")?;
    }
    for link in &operation.links {
        writeln!(
            out,
            "  link {} {:?} {:?}",
            link.answer, link.name, link.operation
        )?;
    }
    for place in operation.raw_places() {
        writeln!(out, "  raw {place}")?;
    }
    Ok(())
}

fn write_contents(out: &mut String, contents: &[Content]) -> fmt::Result {
    for content in contents {
        write!(out, " {}", content.media_type.as_str())?;
        match content.payload {
            Payload::Json(id) => write!(out, " type {}", id.0)?,
            Payload::Text(id) => write!(out, " text type {}", id.0)?,
            Payload::Form(id) => write!(out, " form type {}", id.0)?,
            Payload::Parts(Some(id)) => write!(out, " parts of type {}", id.0)?,
            Payload::Parts(None) => write!(out, " parts")?,
            Payload::Lines(id) => write!(out, " lines of type {}", id.0)?,
            Payload::Events(id) => write!(out, " events of type {}", id.0)?,
            Payload::Problem => write!(out, " problem")?,
            Payload::Raw => write!(out, " raw")?,
        }
        if let Some(size) = &content.size {
            write!(out, " of {} to {:?}", size.min, size.max)?;
        }
    }
    Ok(())
}

fn write_type(out: &mut String, definition: &TypeDef) -> fmt::Result {
    flag(out, definition.nullable, "nullable")?;
    flag(out, definition.refuses_null, "refuses null")?;
    flag(out, definition.wrapped, "wrapped")?;
    if let Some(direction) = definition.direction {
        write!(out, " {direction:?}")?;
    }
    flag(out, definition.input, "input")?;
    match &definition.shape {
        Shape::Any => writeln!(out, " any"),
        Shape::Never => writeln!(out, " never"),
        Shape::Null => writeln!(out, " null"),
        Shape::Boolean => writeln!(out, " boolean"),
        Shape::Problem => writeln!(out, " problem"),
        Shape::Replaced(shape) => writeln!(out, " replaced {} {:?}", shape.path, shape.types),
        Shape::Integer(shape) => write_integer(out, shape),
        Shape::Number(shape) => write_number(out, shape),
        Shape::String(shape) => write_string(out, shape),
        Shape::Enum(shape) => {
            let values: Vec<String> = shape
                .values
                .iter()
                .map(|value| scalar(&value.value))
                .collect();
            writeln!(out, " enum [{}]", values.join(", "))
        }
        Shape::Union(shape) => write_union(out, shape),
        Shape::Alias(target) => writeln!(out, " alias {}", target.0),
        Shape::Array(shape) => {
            write!(out, " array of {}", shape.items.0)?;
            optional(out, "min_items", shape.min_items)?;
            optional(out, "max_items", shape.max_items)?;
            flag(out, shape.unique_items, "unique")?;
            writeln!(out)
        }
        Shape::Map(shape) => {
            write!(out, " map of {}", shape.values.0)?;
            optional(out, "min_properties", shape.min_properties)?;
            optional(out, "max_properties", shape.max_properties)?;
            writeln!(out)
        }
        Shape::Object(shape) => {
            write!(out, " object")?;
            if !shape.passed_over.is_empty() {
                let passed_over = shape.passed_over.iter();
                let names: Vec<&String> = passed_over.map(|property| &property.name).collect();
                write!(out, " passed_over={names:?}")?;
            }
            match shape.additional {
                Additional::Ignored => {}
                Additional::Refused => write!(out, " closed")?,
                Additional::Kept(id) => write!(out, " additional={}", id.0)?,
            }
            optional(out, "min_properties", shape.min_properties)?;
            optional(out, "max_properties", shape.max_properties)?;
            writeln!(out)?;
            for property in &shape.properties {
                write!(out, "  {:?} type {}", property.name, property.type_id.0)?;
                flag(out, property.required, "required")?;
                if let Some(default) = &property.default {
                    write!(out, " default={}", default.to_json())?;
                }
                writeln!(out)?;
            }
            Ok(())
        }
    }
}

fn write_union(out: &mut String, shape: &UnionShape) -> fmt::Result {
    write!(out, " {} of", if shape.exclusive { "one" } else { "any" })?;
    if let Some(tag) = &shape.tag {
        let how = if tag.declared && !tag.required {
            "discriminated, if at all,"
        } else if tag.declared {
            "discriminated"
        } else {
            "told"
        };
        write!(out, " {how} by {:?}", tag.property)?;
    }
    writeln!(out)?;
    for variant in &shape.variants {
        write!(out, "  {:?} type {}", variant.label, variant.type_id.0)?;
        if !variant.tags.is_empty() {
            write!(out, " tags {:?}", variant.tags)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn scalar(value: &Scalar) -> String {
    match value {
        Scalar::String(text) => format!("{text:?}"),
        other => other.text(),
    }
}

fn write_integer(out: &mut String, shape: &IntegerShape) -> fmt::Result {
    write!(out, " integer {:?}", shape.width)?;
    optional(out, "minimum", shape.minimum)?;
    optional(out, "maximum", shape.maximum)?;
    optional(out, "exclusive_minimum", shape.exclusive_minimum)?;
    optional(out, "exclusive_maximum", shape.exclusive_maximum)?;
    optional(out, "multiple_of", shape.multiple_of)?;
    writeln!(out)
}

fn write_number(out: &mut String, shape: &NumberShape) -> fmt::Result {
    write!(out, " number {:?}", shape.width)?;
    optional(out, "minimum", shape.minimum.as_deref())?;
    optional(out, "maximum", shape.maximum.as_deref())?;
    optional(out, "exclusive_minimum", shape.exclusive_minimum.as_deref())?;
    optional(out, "exclusive_maximum", shape.exclusive_maximum.as_deref())?;
    optional(out, "multiple_of", shape.multiple_of.as_deref())?;
    if let Some(format) = shape.format {
        write!(out, " {format:?}")?;
    }
    writeln!(out)
}

fn write_string(out: &mut String, shape: &StringShape) -> fmt::Result {
    write!(out, " string")?;
    if let Some(format) = shape.format {
        write!(out, " {format:?}")?;
    }
    optional(out, "min_length", shape.min_length)?;
    optional(out, "max_length", shape.max_length)?;
    optional(out, "pattern", shape.pattern.as_deref())?;
    if shape.pattern.as_deref().is_some_and(backtracks) {
        write!(out, " backtracks")?;
    }
    writeln!(out)
}

fn write_schema(out: &mut String, id: SchemaId, schema: &Schema) -> fmt::Result {
    write!(out, "\nschema {}", id.0)?;
    if let Some(label) = &schema.label {
        write!(out, " {label:?}")?;
    }
    write!(out, " {}", schema.holds)?;
    if schema.tells_of_null {
        write!(out, " tells of null")?;
    }
    writeln!(out)?;
    for keyword in &schema.keywords {
        writeln!(out, "  {} {:?}", keyword.name, keyword.value)?;
    }
    Ok(())
}

fn optional(out: &mut String, name: &str, value: Option<impl fmt::Display>) -> fmt::Result {
    match value {
        Some(value) => write!(out, " {name}={value}"),
        None => Ok(()),
    }
}

fn flag(out: &mut String, set: bool, name: &str) -> fmt::Result {
    if set { write!(out, " {name}") } else { Ok(()) }
}

fn origin(origin: &Origin) -> String {
    match origin {
        Origin::Component(name) => format!("component {name:?}:"),
        Origin::Property { parent, name } => format!("property {}.{name:?}:", parent.0),
        Origin::Items { parent } => format!("items of {}:", parent.0),
        Origin::Values { parent } => format!("values of {}:", parent.0),
        Origin::Variant { parent, label } => format!("variant {}.{label:?}:", parent.0),
        Origin::Content {
            operation,
            carrier,
            media_type,
        } => {
            let media_type = media_type
                .as_ref()
                .map_or_else(String::new, |name| format!("{} ", name.as_str()));
            match carrier {
                Carrier::Request => format!("{media_type}body of operation {operation}:"),
                Carrier::Answer(status) => {
                    format!("{media_type}answer {status} of operation {operation}:")
                }
            }
        }
        Origin::ResponseHeader { operation, name } => {
            format!("header {name:?} of operation {operation}:")
        }
        Origin::Parameter { operation, name } => {
            format!("parameter {name:?} of operation {operation}:")
        }
        Origin::Shared(name) => format!("shared {name:?}:"),
        Origin::Elsewhere(name) => format!("elsewhere {name:?}:"),
    }
}
