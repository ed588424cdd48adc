//! Parameters of operations.

use std::collections::HashSet;

use openapiv3::{CookieStyle, HeaderStyle, PathStyle, QueryStyle};
use serde::Deserialize;

use super::operation::shared_origin;
use super::schema::default_of;
use super::word::word;
use super::{Lowering, docs};
use crate::check::{Template, plain_name, retain_fitting};
use crate::document::{Cursor, OperationSite, parameters};
use crate::ir::{
    Additional, Docs, MediaType, Origin, Parameter, ParameterIn, ParameterStyle, ParameterValue,
    Shape, TypeId,
};
use crate::parse::Node;

impl<'a> Lowering<'a, '_> {
    /// The parameters of an operation: its own, and those of its path that it does not replace.
    pub(super) fn parameters(
        &mut self,
        site: &OperationSite<'a>,
        operation: usize,
    ) -> Vec<Parameter> {
        let template = Template::parse(site.path).ok().filter(|_| !site.is_webhook);
        // What the path does not have cannot be read from it; that was reported.
        let is_there = |at: &Cursor<'a>| {
            at.get_str("in") != Some("path")
                || template
                    .iter()
                    .flat_map(Template::parameters)
                    .any(|name| at.get_str("name").map(plain_name) == Some(name))
        };
        let mut lowered: Vec<Parameter> = Vec::new();
        for at in parameters(site).into_iter().filter(is_there) {
            if let Some(parameter) = self.parameter(at, operation) {
                if let Some(called) = self.called(at, |_| true) {
                    let index = lowered.len();
                    self.table.parameters.insert((operation, index), called);
                }
                lowered.push(parameter);
            }
        }
        for name in template.iter().flat_map(Template::parameters) {
            let is_it = |parameter: &Parameter| {
                parameter.location == ParameterIn::Path && parameter.name == name
            };
            if !lowered.iter().any(is_it) {
                lowered.push(self.undeclared(site, name, operation));
            }
        }
        lowered
    }

    /// A parameter of a path of which nothing is said: any text. It was reported.
    fn undeclared(&mut self, site: &OperationSite<'a>, name: &str, operation: usize) -> Parameter {
        let origin = Origin::Parameter {
            operation,
            name: name.to_owned(),
        };
        let text = self.text(site.operation, origin);
        Parameter {
            place: site.operation.place(),
            name: name.to_owned(),
            location: ParameterIn::Path,
            style: ParameterStyle::Simple,
            explode: false,
            required: true,
            allow_empty: false,
            docs: Docs::default(),
            media_type: None,
            value: ParameterValue::Scalar(text),
            default: None,
            default_fits: false,
        }
    }

    fn parameter(&mut self, at: Cursor<'a>, operation: usize) -> Option<Parameter> {
        let name = at.get_str("name")?;
        // What is none was reported: a wrong `in`, or a style that is not one of its own.
        let location = location(at)?;
        // RFC 9110 headers that OpenAPI describes elsewhere have no effect as parameters.
        let described_elsewhere = ["accept", "content-type", "authorization"];
        if location == ParameterIn::Header
            && described_elsewhere.contains(&name.to_ascii_lowercase().as_str())
        {
            return None;
        }
        let origin = shared_origin(at, "parameters").unwrap_or_else(|| Origin::Parameter {
            operation,
            name: name.to_owned(),
        });
        let style = style(at, location)?;
        let explode = at
            .get_bool("explode")
            .unwrap_or(style == ParameterStyle::Form);
        let name = match location {
            ParameterIn::Path => plain_name(name),
            _ => name,
        };
        let mut parameter = self.described(at, name, (location, style, explode), origin);
        if at.get_bool("allowEmptyValue") == Some(true) {
            self.allow_empty(&mut parameter);
        }
        Some(parameter)
    }

    /// A header field of a part of a multipart body, which is described as a parameter is.
    pub(super) fn part_header(
        &mut self,
        at: Cursor<'a>,
        name: &str,
        operation: usize,
        part: &str,
    ) -> Parameter {
        let origin = shared_origin(at, "headers").unwrap_or_else(|| Origin::Parameter {
            operation,
            name: format!("{part} {name}"),
        });
        let explode = at.get_bool("explode").unwrap_or(false);
        let written = (ParameterIn::Header, ParameterStyle::Simple, explode);
        self.described(at, name, written, origin)
    }

    /// A parameter by its schema or content.
    fn described(
        &mut self,
        at: Cursor<'a>,
        name: &str,
        (location, style, explode): (ParameterIn, ParameterStyle, bool),
        origin: Origin,
    ) -> Parameter {
        let content = at
            .get("content")
            .and_then(|content| content.entries().next());
        let schema = match content {
            Some((_, media)) => media.get("schema"),
            None => at.get("schema"),
        };
        let mut parameter = Parameter {
            place: at.place(),
            name: name.to_owned(),
            location,
            style,
            explode,
            required: at.get_bool("required").unwrap_or(false) || location == ParameterIn::Path,
            allow_empty: false,
            docs: match schema {
                Some(schema) => super::docs_through_schema(docs(at), schema),
                None => docs(at),
            },
            media_type: content.map(|(name, _)| name.to_owned()),
            value: ParameterValue::Raw,
            default: schema
                .and_then(default_of)
                .map(|default| default.node().clone())
                // Text is never null.
                .filter(|default| !matches!(default, Node::Null)),
            default_fits: schema.is_some_and(|schema| {
                let mut fitting = Vec::from_iter(default_of(schema));
                retain_fitting(schema, &mut fitting);
                !fitting.is_empty()
            }),
        };
        parameter.value = match (content, schema) {
            (None, Some(schema)) => self.text_value(&parameter, schema, origin),
            (Some((name, media)), schema) if is_json(name) => ParameterValue::Json(match schema {
                Some(schema) => self.schema(schema, origin),
                None => self.declare_any(media, origin),
            }),
            _ => ParameterValue::Raw,
        };
        parameter
    }

    /// What becomes of the text of a parameter: scalars, lists of them and objects of both are read as their type, as
    /// are all that `deepObject` writes. Whatever else has no text that tells what it is.
    fn text_value(
        &mut self,
        parameter: &Parameter,
        schema: Cursor<'a>,
        origin: Origin,
    ) -> ParameterValue {
        let id = self.schema(schema, origin);
        self.settle(id);
        let is_deep = parameter.style == ParameterStyle::DeepObject;
        match self.look_through(id).0 {
            Shape::Array(array) if is_deep && self.is_textual(array.items) => {
                ParameterValue::List(id)
            }
            Shape::Array(array) if self.is_scalar(array.items) => ParameterValue::List(id),
            // What its text means is for the program to say.
            Shape::Replaced(_) => ParameterValue::Scalar(id),
            _ if self.is_scalar(id) => ParameterValue::Scalar(id),
            shape if is_deep && !matches!(shape, Shape::Any) && self.is_textual(id) => {
                ParameterValue::Object(id)
            }
            _ if self.is_object(id) => ParameterValue::Object(id),
            Shape::Object(_) | Shape::Map(_)
                if parameter.explode && parameter.style == ParameterStyle::Form =>
            {
                ParameterValue::RawMembers
            }
            _ => ParameterValue::Raw,
        }
    }

    /// Whether every value of the type is an object whose members can be read from texts: scalars and lists of them.
    fn is_object(&mut self, id: TypeId) -> bool {
        self.has_members(id, Self::is_scalar_or_list)
    }

    /// Whether every value of the type is an object.
    pub(super) fn is_record(&mut self, id: TypeId) -> bool {
        self.has_members(id, |_, _| true)
    }

    /// Whether every value of the type is an object whose members fit.
    fn has_members(&mut self, id: TypeId, fits: impl Fn(&mut Self, TypeId) -> bool) -> bool {
        let mut seen = HashSet::new();
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            self.settle(id);
            let is_told = match self.look_through(id).0 {
                Shape::Union(shape) => {
                    open.extend(shape.variants.iter().map(|variant| variant.type_id));
                    true
                }
                Shape::Object(_) | Shape::Map(_) => {
                    let mut parts = self.parts(id).into_iter();
                    parts.all(|part| fits(self, part))
                }
                _ => false,
            };
            if !is_told {
                return false;
            }
        }
        true
    }

    fn is_scalar_or_list(&mut self, id: TypeId) -> bool {
        self.settle(id);
        match self.look_through(id).0 {
            Shape::Any => true,
            Shape::Array(array) => self.is_scalar(array.items),
            _ => self.is_scalar(id),
        }
    }

    /// Whether texts under names can stand for every value of the type.
    fn is_textual(&mut self, id: TypeId) -> bool {
        let mut seen = HashSet::new();
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            self.settle(id);
            match self.look_through(id).0 {
                Shape::Any => {}
                Shape::Array(array) => open.push(array.items),
                Shape::Object(_) | Shape::Map(_) => open.extend(self.parts(id)),
                Shape::Union(shape) => {
                    open.extend(shape.variants.iter().map(|variant| variant.type_id));
                }
                _ if self.is_scalar(id) => {}
                _ => return false,
            }
        }
        true
    }

    /// The types of the members of an object.
    fn parts(&self, id: TypeId) -> Vec<TypeId> {
        match self.look_through(id).0 {
            Shape::Map(map) => vec![map.values],
            Shape::Object(object) => {
                let properties = object.properties.iter().map(|property| property.type_id);
                let additional = match object.additional {
                    Additional::Kept(id) => Some(id),
                    _ => None,
                };
                properties.chain(additional).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether every value of the type can be read from a text that does not say what it is.
    pub(super) fn is_scalar(&mut self, id: TypeId) -> bool {
        let mut seen = HashSet::new();
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            self.settle(id);
            match self.look_through(id).0 {
                Shape::Boolean
                | Shape::Integer(_)
                | Shape::Number(_)
                | Shape::String(_)
                | Shape::Enum(_)
                | Shape::Replaced(_) => {}
                Shape::Union(shape) => {
                    open.extend(shape.variants.iter().map(|variant| variant.type_id));
                }
                _ => return false,
            }
        }
        true
    }

    /// `?name=` says nothing where the value is no string. What says nothing and must be said
    /// cannot be typed.
    fn allow_empty(&self, parameter: &mut Parameter) {
        let (ParameterValue::Scalar(id) | ParameterValue::List(id)) = parameter.value else {
            return;
        };
        let scalar = match self.look_through(id).0 {
            Shape::Array(array) => self.look_through(array.items).0,
            shape => shape,
        };
        if matches!(scalar, Shape::String(shape) if shape.typed().is_none()) {
            return;
        }
        if parameter.required {
            parameter.value = ParameterValue::Raw;
        } else {
            parameter.allow_empty = true;
        }
    }
}

fn is_json(media_type: &str) -> bool {
    MediaType::parse(media_type).is_some_and(|media_type| media_type.is_json())
}

fn style(at: Cursor<'_>, location: ParameterIn) -> Option<ParameterStyle> {
    Some(match location {
        ParameterIn::Query => match word_or_default(at)? {
            QueryStyle::Form => ParameterStyle::Form,
            QueryStyle::SpaceDelimited => ParameterStyle::SpaceDelimited,
            QueryStyle::PipeDelimited => ParameterStyle::PipeDelimited,
            QueryStyle::DeepObject => ParameterStyle::DeepObject,
        },
        ParameterIn::Cookie => match word_or_default(at)? {
            CookieStyle::Form => ParameterStyle::Form,
        },
        ParameterIn::Header => match word_or_default(at)? {
            HeaderStyle::Simple => ParameterStyle::Simple,
        },
        ParameterIn::Path => match word_or_default(at)? {
            PathStyle::Matrix => ParameterStyle::Matrix,
            PathStyle::Label => ParameterStyle::Label,
            PathStyle::Simple => ParameterStyle::Simple,
        },
    })
}

/// The style that is written, or the one of this place; `None` for one of another place.
fn word_or_default<'a, T: Deserialize<'a> + Default>(at: Cursor<'a>) -> Option<T> {
    at.get_str("style").map_or_else(|| Some(T::default()), word)
}

fn location(at: Cursor<'_>) -> Option<ParameterIn> {
    Some(match at.get_str("in")? {
        "query" => ParameterIn::Query,
        "header" => ParameterIn::Header,
        "path" => ParameterIn::Path,
        "cookie" => ParameterIn::Cookie,
        _ => return None,
    })
}
