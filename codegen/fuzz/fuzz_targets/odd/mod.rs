//! Documents by chance: few names, so that they meet, and every keyword, so that they clash.

mod schema;

use arbitrary::Arbitrary;
use serde_json::{Map, Value, json};

pub(crate) use schema::Schema;

#[derive(Arbitrary, Debug)]
pub(crate) struct Document {
    version: Version,
    title: Name,
    operations: Vec<Operation>,
    schemas: Vec<(Name, Schema)>,
    responses: Vec<(Name, Response)>,
    security: Vec<Name>,
}

#[derive(Arbitrary, Clone, Copy, Debug)]
enum Version {
    V3_0,
    V3_1,
}

/// Names that collide: as they are, as types, as fields, as keywords.
#[derive(Arbitrary, Clone, Debug)]
pub(crate) enum Name {
    A,
    B,
    LowerA,
    Type,
    OptionName,
    Digits,
    Empty,
    Plus,
    Any(String),
}

impl Name {
    pub(crate) fn text(&self) -> String {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::LowerA => "a",
            Self::Type => "type",
            Self::OptionName => "Option",
            Self::Digits => "007",
            Self::Empty => "",
            Self::Plus => "+1",
            Self::Any(text) => return text.clone(),
        }
        .to_owned()
    }
}

#[derive(Arbitrary, Debug)]
struct Operation {
    path: Path,
    method: Method,
    id: Option<Name>,
    parameters: Vec<Parameter>,
    body: Option<(MediaType, Schema)>,
    responses: Vec<(Status, Response)>,
}

#[derive(Arbitrary, Debug)]
enum Path {
    Root,
    Plain(Name),
    One(Name),
    Between(Name, Name),
    Query(Name),
    Any(String),
}

impl Path {
    fn text(&self) -> String {
        match self {
            Self::Root => "/".to_owned(),
            Self::Plain(name) => format!("/{}", name.text()),
            Self::One(name) => format!("/a/{{{}}}", name.text()),
            Self::Between(one, other) => format!("/a/{{{}}}...{{{}}}", one.text(), other.text()),
            Self::Query(name) => format!("/a?{}=1#b", name.text()),
            Self::Any(text) => text.clone(),
        }
    }
}

#[derive(Arbitrary, Clone, Copy, Debug)]
enum Method {
    Get,
    Post,
    Put,
    Trace,
}

#[derive(Arbitrary, Debug)]
struct Parameter {
    name: Name,
    place: Place,
    style: Option<Style>,
    explode: Option<bool>,
    schema: Schema,
}

#[derive(Arbitrary, Clone, Copy, Debug)]
enum Place {
    Path,
    Query,
    Header,
    Cookie,
}

#[derive(Arbitrary, Clone, Copy, Debug)]
enum Style {
    Simple,
    Matrix,
    Label,
    Form,
    DeepObject,
    PipeDelimited,
}

#[derive(Arbitrary, Debug)]
enum MediaType {
    Json,
    Problem,
    Form,
    Range,
    Any(String),
}

impl MediaType {
    fn text(&self) -> &str {
        match self {
            Self::Json => "application/json",
            Self::Problem => "application/problem+json",
            Self::Form => "application/x-www-form-urlencoded",
            Self::Range => "image/*",
            Self::Any(text) => text,
        }
    }
}

#[derive(Arbitrary, Debug)]
enum Status {
    Ok,
    Range,
    Default,
    Number(u16),
}

#[derive(Arbitrary, Debug)]
enum Response {
    Reference(Name),
    Content(Vec<(MediaType, Schema)>),
}

impl Response {
    fn json(&self) -> Value {
        match self {
            Self::Reference(name) => reference("responses", name),
            Self::Content(content) => {
                let content: Map<String, Value> = content
                    .iter()
                    .map(|(media, schema)| {
                        (media.text().to_owned(), json!({"schema": schema.json()}))
                    })
                    .collect();
                json!({"description": "d", "content": content})
            }
        }
    }
}

pub(crate) fn reference(section: &str, name: &Name) -> Value {
    let name = name.text().replace('~', "~0").replace('/', "~1");
    json!({"$ref": format!("#/components/{section}/{name}")})
}

impl Operation {
    fn json(&self) -> Value {
        let mut operation = Map::new();
        if let Some(id) = &self.id {
            operation.insert("operationId".to_owned(), id.text().into());
        }
        let parameters: Vec<Value> = self.parameters.iter().map(Parameter::json).collect();
        operation.insert("parameters".to_owned(), parameters.into());
        if let Some((media, schema)) = &self.body {
            let content = json!({media.text(): {"schema": schema.json()}});
            operation.insert("requestBody".to_owned(), json!({"content": content}));
        }
        let responses: Map<String, Value> = self
            .responses
            .iter()
            .map(|(status, response)| {
                let status = match status {
                    Status::Ok => "200".to_owned(),
                    Status::Range => "4XX".to_owned(),
                    Status::Default => "default".to_owned(),
                    Status::Number(number) => number.to_string(),
                };
                (status, response.json())
            })
            .collect();
        operation.insert("responses".to_owned(), responses.into());
        operation.into()
    }
}

impl Parameter {
    fn json(&self) -> Value {
        let place = match self.place {
            Place::Path => "path",
            Place::Query => "query",
            Place::Header => "header",
            Place::Cookie => "cookie",
        };
        let mut parameter = json!({
            "name": self.name.text(),
            "in": place,
            "required": matches!(self.place, Place::Path),
            "schema": self.schema.json(),
        });
        if let Some(style) = self.style {
            parameter["style"] = match style {
                Style::Simple => "simple",
                Style::Matrix => "matrix",
                Style::Label => "label",
                Style::Form => "form",
                Style::DeepObject => "deepObject",
                Style::PipeDelimited => "pipeDelimited",
            }
            .into();
        }
        if let Some(explode) = self.explode {
            parameter["explode"] = explode.into();
        }
        parameter
    }
}

impl Document {
    pub(crate) fn json(&self) -> Value {
        let mut paths: Map<String, Value> = Map::new();
        for operation in &self.operations {
            let method = match operation.method {
                Method::Get => "get",
                Method::Post => "post",
                Method::Put => "put",
                Method::Trace => "trace",
            };
            let item = paths
                .entry(operation.path.text())
                .or_insert_with(|| json!({}));
            item[method] = operation.json();
        }
        let schemas: Map<String, Value> = self
            .schemas
            .iter()
            .map(|(name, schema)| (name.text(), schema.json()))
            .collect();
        let responses: Map<String, Value> = self
            .responses
            .iter()
            .map(|(name, response)| (name.text(), response.json()))
            .collect();
        let schemes: Map<String, Value> = self
            .security
            .iter()
            .map(|name| {
                (
                    name.text(),
                    json!({"type": "apiKey", "in": "cookie", "name": name.text()}),
                )
            })
            .collect();
        let security: Vec<Value> = schemes.keys().map(|name| json!({name: []})).collect();
        json!({
            "openapi": match self.version { Version::V3_0 => "3.0.3", Version::V3_1 => "3.1.0" },
            "info": {"title": self.title.text(), "version": "1"},
            "paths": paths,
            "security": security,
            "components": {"schemas": schemas, "responses": responses, "securitySchemes": schemes},
        })
    }
}
