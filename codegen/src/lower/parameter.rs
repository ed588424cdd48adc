//! Parameters of operations.

use openapiv3::{CookieStyle, HeaderStyle, PathStyle, QueryStyle};

use super::operation::shared_origin;
use super::schema::default_of;
use super::{Lowering, docs};
use crate::check::Template;
use crate::diagnostic::Code;
use crate::document::{Cursor, OperationSite, parameters};
use crate::ir::{Origin, Parameter, ParameterIn, Shape, TypeId};

impl<'a> Lowering<'a, '_> {
    /// The parameters of an operation: its own, and those of its path that it does not replace.
    pub(super) fn parameters(
        &mut self,
        site: &OperationSite<'a>,
        operation: usize,
    ) -> Vec<Parameter> {
        let template = Template::parse(site.path).ok();
        // What the path does not have cannot be read from it; that was reported.
        let is_there = |at: &Cursor<'a>| {
            at.get_str("in") != Some("path")
                || template
                    .iter()
                    .flat_map(Template::parameters)
                    .any(|name| at.get_str("name") == Some(name))
        };
        parameters(site)
            .into_iter()
            .filter(is_there)
            .filter_map(|parameter| self.parameter(parameter, operation))
            .collect()
    }

    fn parameter(&mut self, at: Cursor<'a>, operation: usize) -> Option<Parameter> {
        let name = at.get_str("name")?;
        let Some(typed) = at.typed::<openapiv3::Parameter>() else {
            // A wrong `in` was reported.
            if matches!(
                at.get_str("in"),
                Some("path" | "query" | "header" | "cookie")
            ) {
                self.unsupported(
                    Code::UnsupportedParameter,
                    at,
                    format!("the parameter `{name}` cannot be generated yet"),
                );
            }
            return None;
        };
        let location = location(&typed);
        // RFC 9110 headers that OpenAPI describes elsewhere have no effect as parameters.
        let described_elsewhere = ["accept", "content-type", "authorization"];
        if location == ParameterIn::Header
            && described_elsewhere.contains(&name.to_ascii_lowercase().as_str())
        {
            return None;
        }
        let explode = self.style(at, &typed)?;
        let schema = at.get("schema")?;
        let origin = shared_origin(at, "parameters").unwrap_or_else(|| Origin::Parameter {
            operation,
            name: name.to_owned(),
        });
        Some(Parameter {
            place: at.place(),
            name: name.to_owned(),
            location,
            explode,
            required: at.get_bool("required").unwrap_or(false) || location == ParameterIn::Path,
            docs: super::docs_through_schema(docs(at), schema),
            type_id: self.parameter_type(schema, origin),
            default: default_of(schema).map(|default| default.node().clone()),
        })
    }

    /// Whether values are exploded; `None` for what is not generated yet.
    fn style(&mut self, at: Cursor<'a>, typed: &openapiv3::Parameter) -> Option<bool> {
        if let Some(content) = at.get("content") {
            self.unsupported(
                Code::UnsupportedParameter,
                content,
                "a parameter with `content` cannot be generated yet",
            );
            return None;
        }
        let (usual, explodes) = match typed {
            openapiv3::Parameter::Query { style, .. } => (*style == QueryStyle::Form, true),
            openapiv3::Parameter::Cookie { style, .. } => (*style == CookieStyle::Form, true),
            openapiv3::Parameter::Path { style, .. } => (*style == PathStyle::Simple, false),
            openapiv3::Parameter::Header { style, .. } => (*style == HeaderStyle::Simple, false),
        };
        if let Some(style) = at.get("style").filter(|_| !usual) {
            self.unsupported(
                Code::UnsupportedParameter,
                style,
                format!(
                    "this style of a {} parameter cannot be generated yet",
                    location(typed).as_str()
                ),
            );
            return None;
        }
        for key in ["allowReserved", "allowEmptyValue"] {
            if let Some(flag) = at.get(key).filter(|flag| flag.bool() == Some(true)) {
                self.unsupported(
                    Code::UnsupportedParameter,
                    flag,
                    format!("`{key}` cannot be generated yet"),
                );
            }
        }
        Some(typed.parameter_data_ref().explode.unwrap_or(explodes))
    }

    /// A parameter holds a scalar or a list of scalars; deeper things have no text form yet.
    fn parameter_type(&mut self, schema: Cursor<'a>, origin: Origin) -> TypeId {
        let id = self.schema(schema, origin);
        self.settle(id);
        let (shape, nullable) = self.look_through(id);
        let message = match shape {
            Shape::Array(array) => {
                self.settle(array.items);
                match self.look_through(array.items) {
                    (shape, false) if is_scalar(&shape) => None,
                    _ => Some("a parameter that is a list of anything but scalars"),
                }
            }
            _ if nullable => Some("a parameter that can be null"),
            shape if is_scalar(&shape) => None,
            Shape::Any => Some("a parameter without a type"),
            _ => Some("a parameter that is an object"),
        };
        if let Some(message) = message {
            self.unsupported(
                Code::UnsupportedParameter,
                schema,
                format!("{message} cannot be generated yet"),
            );
        }
        id
    }
}

fn location(parameter: &openapiv3::Parameter) -> ParameterIn {
    match parameter {
        openapiv3::Parameter::Query { .. } => ParameterIn::Query,
        openapiv3::Parameter::Header { .. } => ParameterIn::Header,
        openapiv3::Parameter::Path { .. } => ParameterIn::Path,
        openapiv3::Parameter::Cookie { .. } => ParameterIn::Cookie,
    }
}

fn is_scalar(shape: &Shape) -> bool {
    matches!(
        shape,
        Shape::Boolean | Shape::Integer(_) | Shape::Number(_) | Shape::String(_) | Shape::Enum(_)
    )
}
