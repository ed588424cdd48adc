//! The keywords of schemas, in the dialects of both versions.

use super::grammar::{Field, Grammar, Kind, Rest, Value, field};
use Value::{
    Any, Count, Exclusive, Flag, Items, List, LooseText, Map, NonEmpty, Number, Object, Referable,
    Reference, Required, SchemaOrFlag, Text, Types,
};

/// What is between the keywords of both dialects and is not a keyword at all (`x-` fields) is known to
/// the walk; any other name only makes it doubt.
pub(super) static SCHEMA: Grammar = Grammar::with("a schema", KEYWORDS, Rest::Doubted);

const KEYWORDS: &[Field] = &[
    field("$ref", Reference),
    field("title", LooseText),
    field("description", LooseText),
    field("type", Types),
    field("format", Text),
    field("enum", List(&Any)),
    field("const", Any).since_3_1(),
    field("default", Any),
    field("nullable", Flag).until_3_1(),
    // Numbers.
    field("multipleOf", Number),
    field("minimum", Number),
    field("maximum", Number),
    field("exclusiveMinimum", Exclusive),
    field("exclusiveMaximum", Exclusive),
    // Strings.
    field("minLength", Count),
    field("maxLength", Count),
    field("pattern", Text),
    field("contentEncoding", Text).since_3_1(),
    field("contentMediaType", Text).since_3_1(),
    field("contentSchema", Referable(Kind::Schema)).since_3_1(),
    // Arrays.
    field("items", Items),
    field("prefixItems", List(&Referable(Kind::Schema))).since_3_1(),
    field("contains", Referable(Kind::Schema)).since_3_1(),
    field("minContains", Count).since_3_1(),
    field("maxContains", Count).since_3_1(),
    field("minItems", Count),
    field("maxItems", Count),
    field("uniqueItems", Flag),
    field("unevaluatedItems", Referable(Kind::Schema)).since_3_1(),
    // Objects.
    field("properties", Map(&Referable(Kind::Schema))),
    field("required", Required),
    field("additionalProperties", SchemaOrFlag),
    field("patternProperties", Map(&Referable(Kind::Schema))).since_3_1(),
    field("propertyNames", Referable(Kind::Schema)).since_3_1(),
    field("minProperties", Count),
    field("maxProperties", Count),
    field("dependentRequired", Map(&List(&Text))).since_3_1(),
    field("dependentSchemas", Map(&Referable(Kind::Schema))).since_3_1(),
    field("unevaluatedProperties", Referable(Kind::Schema)).since_3_1(),
    // Composition.
    field("allOf", NonEmpty(&Referable(Kind::Schema))),
    field("anyOf", NonEmpty(&Referable(Kind::Schema))),
    field("oneOf", NonEmpty(&Referable(Kind::Schema))),
    field("not", Referable(Kind::Schema)),
    field("if", Referable(Kind::Schema)).since_3_1(),
    field("then", Referable(Kind::Schema)).since_3_1(),
    field("else", Referable(Kind::Schema)).since_3_1(),
    field("discriminator", Object(Kind::Discriminator)),
    // Everything else that is said about a value.
    field("readOnly", Flag),
    field("writeOnly", Flag),
    field("deprecated", Flag),
    field("example", Any),
    field("examples", Any).since_3_1(),
    field("externalDocs", Object(Kind::ExternalDocs)),
    field("xml", Object(Kind::Xml)),
    // The schema as a resource.
    field("$id", Text).only_3_1(),
    field("$schema", Text).only_3_1(),
    field("$anchor", Text).only_3_1(),
    field("$dynamicAnchor", Text).only_3_1(),
    field("$dynamicRef", Text).only_3_1(),
    // Draft 2019-09, which neither version follows; many tools write it all the same.
    field("$recursiveRef", Text),
    field("$recursiveAnchor", Flag),
    field("$comment", LooseText).only_3_1(),
    field("$vocabulary", Map(&Flag)).only_3_1(),
    field("$defs", Map(&Referable(Kind::Schema))).since_3_1(),
    field("definitions", Map(&Referable(Kind::Schema))).since_3_1(),
];
