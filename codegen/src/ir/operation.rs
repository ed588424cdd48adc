//! The operations of an API.

use super::{Docs, MediaType, TypeId};
use crate::parse::Node;
use crate::source::Place;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
}

impl Method {
    /// The methods in the order in which the specification lists them, with their field names.
    pub(crate) const ALL: [(Self, &'static str); 8] = [
        (Self::Get, "get"),
        (Self::Put, "put"),
        (Self::Post, "post"),
        (Self::Delete, "delete"),
        (Self::Options, "options"),
        (Self::Head, "head"),
        (Self::Patch, "patch"),
        (Self::Trace, "trace"),
    ];

    /// As written on the wire.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Operation {
    pub(crate) place: Place,
    /// `operationId`, or one made of method and path.
    pub(crate) id: String,
    /// Whether it is a webhook: a request that receivers of the document's events answer.
    pub(crate) is_webhook: bool,
    pub(crate) method: Method,
    /// The path template, without what follows `?` and `#`.
    pub(crate) path: String,
    /// What the query of a request must have: names, with a value unless any does.
    pub(crate) query: Vec<(String, Option<String>)>,
    /// The same of its head.
    pub(crate) headers: Vec<(String, Option<String>)>,
    /// Whether requests reach it: another operation may have its route.
    pub(crate) routed: bool,
    pub(crate) tags: Vec<String>,
    pub(crate) docs: Docs,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    /// Exact statuses, then ranges, then `default`.
    pub(crate) responses: Vec<ResponseCase>,
    /// Alternatives; each names all the schemes that it needs. None at all: open to everybody.
    pub(crate) security: Vec<Vec<SchemeUse>>,
    /// Whether verifiers see the body.
    pub(crate) authenticates_body: bool,
    /// The names of the callbacks: requests that the server makes, for which nothing is generated.
    pub(crate) callbacks: Vec<String>,
    /// What can be called after an answer; nothing is generated for it.
    pub(crate) links: Vec<Link>,
    /// `x-` fields as JSON text.
    pub(crate) extensions: Vec<(String, String)>,
}

#[derive(Clone, Debug)]
pub(crate) struct Link {
    /// The key of the answer under `responses`.
    pub(crate) answer: String,
    pub(crate) name: String,
    /// As the link names it.
    pub(crate) operation: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum ParameterIn {
    Path,
    Query,
    Header,
    Cookie,
}

impl ParameterIn {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// How the text of a parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParameterStyle {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
}

/// What is made of the text of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParameterValue {
    /// A scalar, whose text it is.
    Scalar(TypeId),
    /// A list of scalars.
    List(TypeId),
    /// An object, whose members have texts.
    Object(TypeId),
    /// A value whose JSON text it is.
    Json(TypeId),
    /// The text under the parameter's own name, as it came.
    Raw,
    /// The members of an object are parameters of their own: all that there are, as they came.
    RawMembers,
}

impl ParameterValue {
    /// The type, where there is one.
    pub(crate) fn type_id(self) -> Option<TypeId> {
        match self {
            Self::Scalar(id) | Self::List(id) | Self::Object(id) | Self::Json(id) => Some(id),
            Self::Raw | Self::RawMembers => None,
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    pub(crate) place: Place,
    pub(crate) name: String,
    pub(crate) location: ParameterIn,
    pub(crate) style: ParameterStyle,
    pub(crate) explode: bool,
    pub(crate) required: bool,
    /// Whether an empty text is as good as none.
    pub(crate) allow_empty: bool,
    pub(crate) docs: Docs,
    /// The media type of `content`, of which `schema` stands in place otherwise.
    pub(crate) media_type: Option<String>,
    pub(crate) value: ParameterValue,
    pub(crate) default: Option<Node>,
    /// Whether the default is a value that the schema allows.
    pub(crate) default_fits: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub(crate) docs: Docs,
    pub(crate) required: bool,
    /// One or more, in document order.
    pub(crate) contents: Vec<Content>,
}

/// The statuses that an answer is declared for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Status {
    Code(u16),
    /// `4XX` is `Range(4)`.
    Range(u8),
    Default,
}

impl std::fmt::Display for Status {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Code(code) => write!(formatter, "{code}"),
            Self::Range(class) => write!(formatter, "{class}XX"),
            Self::Default => formatter.write_str("default"),
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct ResponseCase {
    pub(crate) status: Status,
    pub(crate) docs: Docs,
    pub(crate) headers: Vec<Header>,
    /// In document order; none: there is no body.
    pub(crate) contents: Vec<Content>,
}

/// What has a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Carrier {
    Request,
    Answer(Status),
}

#[derive(Clone, Debug)]
pub(crate) struct Content {
    pub(crate) media_type: MediaType,
    pub(crate) payload: Payload,
    /// How many bytes or values there must and may be, of what is one or the other.
    pub(crate) size: Option<Size>,
    /// Of a form or a multipart body, how its fields are written, by the name of the property.
    pub(crate) encoding: Vec<(String, Encoding)>,
}

/// A number of bytes or values.
#[derive(Clone, Debug)]
pub(crate) struct Size {
    pub(crate) min: u64,
    pub(crate) max: Option<u64>,
    /// The schema that says so.
    pub(crate) place: Place,
}

/// How a field of a form or a part is written, as far as the document says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Encoding {
    pub(crate) style: Option<ParameterStyle>,
    pub(crate) explode: Option<bool>,
    pub(crate) content_type: Option<String>,
    /// The header fields that a part has.
    pub(crate) headers: Vec<Parameter>,
}

impl Content {
    pub(crate) fn encoding(&self, name: &str) -> Option<&Encoding> {
        let mut all = self.encoding.iter();
        all.find(|(known, _)| known == name).map(|(_, found)| found)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Payload {
    /// JSON of a type of the document, or XML, as the media type says.
    Json(TypeId),
    /// A scalar as text.
    Text(TypeId),
    /// The fields of a form, which are the properties of an object.
    Form(TypeId),
    /// The parts of a multipart request, which are the properties of an object, if it says which.
    Parts(Option<TypeId>),
    /// Values of a type, each sent as it comes, as a line of JSON.
    Lines(TypeId),
    /// The same as events.
    Events(TypeId),
    /// `application/problem+json` as RFC 9457 has it: the runtime's own type.
    Problem,
    /// Bytes as they come.
    Raw,
}

impl Operation {
    /// What its bodies are, those of requests first.
    pub(crate) fn contents(&self) -> Vec<&Content> {
        let body = self.body.iter().flat_map(|body| &body.contents);
        let responses = self.responses.iter().flat_map(|one| &one.contents);
        body.chain(responses).collect()
    }
}

impl Payload {
    /// The type of what it carries; of many values, that of each.
    pub(crate) fn type_id(self) -> Option<TypeId> {
        match self {
            Self::Json(id)
            | Self::Text(id)
            | Self::Form(id)
            | Self::Lines(id)
            | Self::Events(id) => Some(id),
            Self::Parts(id) => id,
            Self::Problem | Self::Raw => None,
        }
    }
}

/// How the media types of a body become one type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyForm {
    Empty,
    /// All media types have the same payload, or there is only one.
    Single(Payload),
    /// One case for each media type.
    Choice,
}

impl BodyForm {
    pub(crate) fn of(contents: &[Content]) -> Self {
        match contents {
            [] => Self::Empty,
            [content] => Self::Single(content.payload),
            [first, rest @ ..] => {
                let shared = matches!(first.payload, Payload::Json(_))
                    && rest.iter().all(|other| other.payload == first.payload);
                if shared {
                    Self::Single(first.payload)
                } else {
                    Self::Choice
                }
            }
        }
    }
}

impl Operation {
    /// The parts of requests and answers that are handed on as they come, for want of a type.
    pub(crate) fn raw_places(&self) -> Vec<String> {
        let raw = |contents: &[Content], what: &str| -> Vec<String> {
            let raw = contents
                .iter()
                .filter(|content| content.payload == Payload::Raw);
            raw.map(|content| format!("{what} {}", content.media_type.as_str()))
                .collect()
        };
        let mut places: Vec<String> = self
            .parameters
            .iter()
            .filter(|parameter| parameter.value.type_id().is_none())
            .map(|parameter| format!("{} {}", parameter.location.as_str(), parameter.name))
            .collect();
        if let Some(body) = &self.body {
            places.extend(raw(&body.contents, "body"));
        }
        for response in &self.responses {
            let what = format!("answer {}", response.status);
            places.extend(raw(&response.contents, &what));
            let headers = response.headers.iter().filter(|header| header.raw);
            places.extend(headers.map(|header| format!("{what} header {}", header.name)));
        }
        places
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Header {
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) required: bool,
    /// Whether the members of an object are written `name=value`.
    pub(crate) explode: bool,
    /// Whether its text is written as it is, for want of a schema.
    pub(crate) raw: bool,
    pub(crate) type_id: TypeId,
}

#[derive(Clone, Debug)]
pub(crate) struct SecurityScheme {
    /// The key under `components/securitySchemes`.
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) kind: SchemeKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SchemeKind {
    /// `type: http`, `scheme: bearer`.
    Bearer {
        format: Option<String>,
    },
    /// `type: http`, `scheme: basic`.
    Basic,
    /// `type: http` with any other scheme.
    Http {
        scheme: String,
    },
    ApiKey {
        /// Header, query or cookie.
        location: ParameterIn,
        name: String,
    },
    OAuth2,
    OpenIdConnect {
        url: String,
    },
    MutualTls,
}

impl SchemeKind {
    /// What a key in this place is called.
    pub(crate) fn key_in(&self, place: ParameterIn) -> Option<&str> {
        match self {
            Self::ApiKey { location, name } if *location == place => Some(name),
            _ => None,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SchemeUse {
    /// Index into [`super::Api::schemes`].
    pub(crate) scheme: usize,
    pub(crate) scopes: Vec<String>,
}
