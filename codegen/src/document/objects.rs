//! The objects of OpenAPI 3.0 and 3.1, field by field.

use super::grammar::{Field, Grammar, Kind, Rest, Value, field};
use super::schema::SCHEMA;
use Value::{
    Any, Components, Flag, List, LooseText, Map, Object, Referable, Reference, Text, Word,
};

impl Kind {
    /// Which fields the object has.
    pub(crate) fn grammar(self) -> &'static Grammar {
        match self {
            Self::OpenApi => &OPENAPI,
            Self::Info => &INFO,
            Self::Contact => &CONTACT,
            Self::License => &LICENSE,
            Self::Server => &SERVER,
            Self::ServerVariable => &SERVER_VARIABLE,
            Self::Components => &COMPONENTS,
            Self::Paths => &PATHS,
            Self::PathItem => &PATH_ITEM,
            Self::Operation => &OPERATION,
            Self::ExternalDocs => &EXTERNAL_DOCS,
            Self::Parameter => &PARAMETER,
            Self::RequestBody => &REQUEST_BODY,
            Self::MediaType => &MEDIA_TYPE,
            Self::Encoding => &ENCODING,
            Self::Responses => &RESPONSES,
            Self::Response => &RESPONSE,
            Self::Callback => &CALLBACK,
            Self::Example => &EXAMPLE,
            Self::Link => &LINK,
            Self::Header => &HEADER,
            Self::Tag => &TAG,
            Self::Schema => &SCHEMA,
            Self::Discriminator => &DISCRIMINATOR,
            Self::Xml => &XML,
            Self::SecurityScheme => &SECURITY_SCHEME,
            Self::OAuthFlows => &OAUTH_FLOWS,
            Self::OAuthFlow => &OAUTH_FLOW,
            Self::SecurityRequirement => &SECURITY_REQUIREMENT,
        }
    }

    /// The object's name with its article.
    pub(crate) fn name(self) -> &'static str {
        self.grammar().name
    }
}

static OPENAPI: Grammar = Grammar::new(
    "the document",
    &[
        field("openapi", LooseText).required(),
        field("info", Object(Kind::Info)).required(),
        field("jsonSchemaDialect", Text).only_3_1(),
        field("servers", List(&Object(Kind::Server))),
        field("paths", Object(Kind::Paths)).required_until_3_1(),
        field("webhooks", Map(&Referable(Kind::PathItem))).since_3_1(),
        field("components", Object(Kind::Components)),
        field("security", List(&Object(Kind::SecurityRequirement))),
        field("tags", List(&Object(Kind::Tag))),
        field("externalDocs", Object(Kind::ExternalDocs)),
    ],
);

static INFO: Grammar = Grammar::new(
    "the info object",
    &[
        field("title", LooseText).required(),
        field("summary", LooseText).only_3_1(),
        field("description", LooseText),
        field("termsOfService", Text),
        field("contact", Object(Kind::Contact)),
        field("license", Object(Kind::License)),
        field("version", LooseText).wanted(),
    ],
);

static CONTACT: Grammar = Grammar::new(
    "the contact object",
    &[
        field("name", Text),
        field("url", Text),
        field("email", Text),
    ],
);

static LICENSE: Grammar = Grammar::new(
    "the license object",
    &[
        field("name", LooseText).wanted(),
        field("identifier", Text).only_3_1(),
        field("url", Text),
    ],
);

static SERVER: Grammar = Grammar::new(
    "a server",
    &[
        field("url", Text).wanted(),
        field("description", LooseText),
        field("variables", Map(&Object(Kind::ServerVariable))),
    ],
);

static SERVER_VARIABLE: Grammar = Grammar::new(
    "a server variable",
    &[
        field("enum", List(&LooseText)),
        field("default", LooseText).wanted(),
        field("description", LooseText),
    ],
);

static COMPONENTS: Grammar = Grammar::new(
    "the components object",
    &[
        field("schemas", Components(&Referable(Kind::Schema))),
        field("responses", Components(&Referable(Kind::Response))),
        field("parameters", Components(&Referable(Kind::Parameter))),
        field("examples", Components(&Referable(Kind::Example))),
        field("requestBodies", Components(&Referable(Kind::RequestBody))),
        field("headers", Components(&Referable(Kind::Header))),
        field(
            "securitySchemes",
            Components(&Referable(Kind::SecurityScheme)),
        ),
        field("links", Components(&Referable(Kind::Link))),
        field("callbacks", Components(&Referable(Kind::Callback))),
        field("pathItems", Components(&Referable(Kind::PathItem))).since_3_1(),
    ],
);

static PATHS: Grammar =
    Grammar::entries("the paths object", Rest::Paths(Referable(Kind::PathItem)));

static PATH_ITEM: Grammar = Grammar::new(
    "a path item",
    &[
        field("$ref", Reference),
        field("summary", LooseText),
        field("description", LooseText),
        field("get", Object(Kind::Operation)),
        field("put", Object(Kind::Operation)),
        field("post", Object(Kind::Operation)),
        field("delete", Object(Kind::Operation)),
        field("options", Object(Kind::Operation)),
        field("head", Object(Kind::Operation)),
        field("patch", Object(Kind::Operation)),
        field("trace", Object(Kind::Operation)),
        field("servers", List(&Object(Kind::Server))),
        field("parameters", List(&Referable(Kind::Parameter))),
    ],
);

static OPERATION: Grammar = Grammar::new(
    "an operation",
    &[
        field("tags", List(&LooseText)),
        field("summary", LooseText),
        field("description", LooseText),
        field("externalDocs", Object(Kind::ExternalDocs)),
        field("operationId", LooseText),
        field("parameters", List(&Referable(Kind::Parameter))),
        field("requestBody", Referable(Kind::RequestBody)),
        field("responses", Object(Kind::Responses)),
        field("callbacks", Map(&Referable(Kind::Callback))),
        field("deprecated", Flag),
        field("security", List(&Object(Kind::SecurityRequirement))),
        field("servers", List(&Object(Kind::Server))),
    ],
);

static EXTERNAL_DOCS: Grammar = Grammar::new(
    "an external documentation object",
    &[field("description", LooseText), field("url", Text).wanted()],
);

const STYLES: &[&str] = &[
    "matrix",
    "label",
    "form",
    "simple",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
];

static PARAMETER: Grammar = Grammar::new(
    "a parameter",
    &[
        field("name", LooseText).required(),
        field("in", Word(&["query", "header", "path", "cookie"])).required(),
        field("description", LooseText),
        field("required", Flag),
        field("deprecated", Flag),
        field("allowEmptyValue", Flag),
        field("style", Word(STYLES)),
        field("explode", Flag),
        field("allowReserved", Flag),
        field("schema", Referable(Kind::Schema)),
        field("example", Any),
        field("examples", Value::Examples),
        field("content", Map(&Object(Kind::MediaType))),
    ],
);

static HEADER: Grammar = Grammar::new(
    "a header",
    &[
        field("description", LooseText),
        field("required", Flag),
        field("deprecated", Flag),
        field("allowEmptyValue", Flag),
        field("style", Word(&["simple"])),
        field("explode", Flag),
        field("allowReserved", Flag),
        field("schema", Referable(Kind::Schema)),
        field("example", Any),
        field("examples", Value::Examples),
        field("content", Map(&Object(Kind::MediaType))),
    ],
);

static REQUEST_BODY: Grammar = Grammar::new(
    "a request body",
    &[
        field("description", LooseText),
        field("content", Map(&Object(Kind::MediaType))).wanted(),
        field("required", Flag),
    ],
);

static MEDIA_TYPE: Grammar = Grammar::new(
    "a media type",
    &[
        field("schema", Referable(Kind::Schema)),
        field("example", Any),
        field("examples", Value::Examples),
        field("encoding", Map(&Object(Kind::Encoding))),
    ],
);

static ENCODING: Grammar = Grammar::new(
    "an encoding",
    &[
        field("contentType", Text),
        field("headers", Map(&Referable(Kind::Header))),
        field(
            "style",
            Word(&["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
        ),
        field("explode", Flag),
        field("allowReserved", Flag),
    ],
);

static RESPONSES: Grammar = Grammar::entries(
    "the responses object",
    Rest::Entries(Referable(Kind::Response)),
);

static RESPONSE: Grammar = Grammar::new(
    "a response",
    &[
        field("description", LooseText).wanted(),
        field("headers", Map(&Referable(Kind::Header))),
        field("content", Map(&Object(Kind::MediaType))),
        field("links", Map(&Referable(Kind::Link))),
    ],
);

static CALLBACK: Grammar = Grammar::entries("a callback", Rest::Entries(Referable(Kind::PathItem)));

static EXAMPLE: Grammar = Grammar::new(
    "an example",
    &[
        field("summary", LooseText),
        field("description", LooseText),
        field("value", Any),
        field("externalValue", Text),
    ],
);

static LINK: Grammar = Grammar::new(
    "a link",
    &[
        field("operationRef", Text),
        field("operationId", LooseText),
        field("parameters", Map(&Any)),
        field("requestBody", Any),
        field("description", LooseText),
        field("server", Object(Kind::Server)),
    ],
);

static TAG: Grammar = Grammar::new(
    "a tag",
    &[
        field("name", LooseText).wanted(),
        field("description", LooseText),
        field("externalDocs", Object(Kind::ExternalDocs)),
    ],
);

static DISCRIMINATOR: Grammar = Grammar::new(
    "a discriminator",
    &[
        field("propertyName", Text).required(),
        field("mapping", Map(&Text)),
    ],
);

static XML: Grammar = Grammar::new(
    "an XML object",
    &[
        field("name", Text),
        field("namespace", Text),
        field("prefix", Text),
        field("attribute", Flag),
        field("wrapped", Flag),
    ],
);

static SECURITY_SCHEME: Grammar = Grammar::new(
    "a security scheme",
    &[
        field(
            "type",
            Word(&["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"]),
        )
        .required(),
        field("description", LooseText),
        field("name", Text),
        field("in", Word(&["query", "header", "cookie"])),
        field("scheme", Text),
        field("bearerFormat", Text),
        field("flows", Object(Kind::OAuthFlows)),
        field("openIdConnectUrl", Text),
    ],
);

static OAUTH_FLOWS: Grammar = Grammar::new(
    "the flows object",
    &[
        field("implicit", Object(Kind::OAuthFlow)),
        field("password", Object(Kind::OAuthFlow)),
        field("clientCredentials", Object(Kind::OAuthFlow)),
        field("authorizationCode", Object(Kind::OAuthFlow)),
    ],
);

const FLOW: &[Field] = &[
    field("authorizationUrl", Text),
    field("tokenUrl", Text),
    field("refreshUrl", Text),
    field("scopes", Map(&LooseText)).wanted(),
];

static OAUTH_FLOW: Grammar = Grammar::new("a flow", FLOW);

static SECURITY_REQUIREMENT: Grammar =
    Grammar::entries("a security requirement", Rest::Entries(List(&Text)));
