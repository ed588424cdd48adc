//! What a document comes to, for people: operations, types, and what is left open.

use crate::diagnostic::Report;
use crate::emit;
use crate::generate::{Understood, understand};
use crate::ir::Direction;
use crate::options::Options;
use crate::source::SourceMap;

/// What is generated from a document, without the code.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Outline {
    /// The name of the server trait.
    pub service: String,
    /// The name of the trait for the webhooks, if there are any.
    pub webhooks: Option<String>,
    /// In document order, the webhooks last.
    pub operations: Vec<OperationOutline>,
    /// The types that have a name in the generated code, in the order in which it has them.
    pub types: Vec<TypeOutline>,
    /// The schemas that are generated, those without a name among them, in the order in which the
    /// generator meets them. Where several stand at one place, such as the alternatives of a list of
    /// types, the first is the whole.
    pub schemas: Vec<SchemaOutline>,
    /// Where any JSON value is taken although the document says more.
    pub untyped: Vec<String>,
}

/// One operation of an [`Outline`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct OperationOutline {
    /// `operationId`, or one made of method and path.
    pub id: String,
    /// Whether it is a webhook.
    pub is_webhook: bool,
    /// As on the wire: `GET`.
    pub method: &'static str,
    /// The path template; the one that a webhook gets.
    pub path: String,
    /// The name of the trait that has its method.
    pub trait_name: String,
    /// The name of the trait's method.
    pub name: String,
    /// Where it stands, such as `#/paths/~1rooms/get`.
    pub pointer: String,
    /// Its parts that are handed on as they come, for want of a type.
    pub raw: Vec<String>,
    /// The names of its callbacks: requests that the server makes, for which nothing is generated.
    pub callbacks: Vec<String>,
    /// What can be called after its answers, for which nothing is generated either.
    pub links: Vec<LinkOutline>,
}

/// A link of an [`OperationOutline`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct LinkOutline {
    /// The status of the answer, as the document writes it: `201`, `4XX`, `default`.
    pub answer: String,
    /// The name of the link.
    pub name: String,
    /// The `operationId` or `operationRef` that it has.
    pub operation: String,
}

/// One type of an [`Outline`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TypeOutline {
    /// Its name in the generated code.
    pub name: String,
    /// Where it stands, such as `#/components/schemas/Room`.
    pub pointer: String,
}

/// One schema of an [`Outline`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SchemaOutline {
    /// Where it stands, such as `#/components/schemas/Room/properties/seats`.
    pub pointer: String,
    /// The Rust type of its values, such as `Option<Vec<Seat>>`, as the root of the generated code
    /// says it.
    pub rust: String,
    /// The messages in which its values go, where that makes a difference to the type.
    pub messages: Option<Messages>,
    /// Whether the type itself keeps all rules of the schema: those of a number or a text that is
    /// described in place are kept by what it is a part of.
    pub knows_rules: bool,
}

/// Which messages a value goes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Messages {
    /// Requests.
    Requests,
    /// The answers to them.
    Answers,
}

/// What [`inspect`] found.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Inspection {
    /// All that is wrong with the document, and all that is suspicious.
    pub report: Report,
    /// What is generated from it; nothing if the report has errors.
    pub outline: Option<Outline>,
}

/// Checks the first file of `sources` as [`generate`](crate::generate) does, and says what would be
/// generated from it.
///
/// ```
/// use anteroom_codegen::{Options, SourceMap, inspect};
///
/// let mut sources = SourceMap::new();
/// sources.add("rooms.yaml", "\
/// openapi: 3.0.3
/// info: {title: Rooms, version: '1'}
/// paths: {}
/// components:
///   schemas:
///     room-mode: {type: string, enum: [AUDIO, VIDEO]}
/// ");
/// let outline = inspect(&sources, &Options::default()).outline.unwrap_or_default();
/// assert_eq!(outline.types[0].name, "RoomMode");
/// assert_eq!(outline.types[0].pointer, "#/components/schemas/room-mode");
/// ```
#[must_use]
pub fn inspect(sources: &SourceMap, options: &Options) -> Inspection {
    let (understood, report) = understand(sources, options);
    let outline = understood.as_ref().map(outline);
    Inspection { report, outline }
}

/// The outline of an API whose names are settled.
pub(crate) fn outline(understood: &Understood) -> Outline {
    let Understood { api, facts, names } = understood;
    let in_rust = emit::types_in_rust(api, facts, names);
    let operations = api.operations.iter().zip(&names.operations);
    let service = |index: usize| names.services.get(index).map(|names| names.name.clone());
    Outline {
        service: service(0).unwrap_or_default(),
        webhooks: service(1),
        operations: operations
            .enumerate()
            .map(|(index, (operation, of))| OperationOutline {
                id: operation.id.clone(),
                is_webhook: operation.is_webhook,
                method: operation.method.as_str(),
                path: operation.path.clone(),
                trait_name: names
                    .services
                    .get(usize::from(operation.is_webhook))
                    .map(|service| service.trait_of(index).to_owned())
                    .unwrap_or_default(),
                name: of.method.clone(),
                pointer: api.uri(&operation.place),
                raw: operation.raw_places(),
                callbacks: operation.callbacks.clone(),
                links: operation
                    .links
                    .iter()
                    .map(|link| LinkOutline {
                        answer: link.answer.clone(),
                        name: link.name.clone(),
                        operation: link.operation.clone(),
                    })
                    .collect(),
            })
            .collect(),
        types: api
            .types
            .iter()
            .filter_map(|(id, definition)| {
                Some(TypeOutline {
                    name: names.of(id)?.name.clone(),
                    pointer: api.uri(&definition.place),
                })
            })
            .collect(),
        schemas: api
            .types
            .iter()
            .zip(in_rust)
            .filter(|((_, definition), _)| !definition.is_divided)
            .map(|((_, definition), in_rust)| SchemaOutline {
                pointer: api.uri(&definition.place),
                rust: in_rust.text,
                messages: match definition.direction {
                    Some(Direction::Request) => Some(Messages::Requests),
                    Some(Direction::Response) => Some(Messages::Answers),
                    Some(Direction::Both) | None => None,
                },
                knows_rules: in_rust.knows_rules,
            })
            .collect(),
        untyped: api.untyped.iter().map(|place| api.uri(place)).collect(),
    }
}
