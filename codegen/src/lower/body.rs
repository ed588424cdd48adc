//! What requests and answers carry, by media type.

use super::operation::shared_origin;
use super::parts::encoding_of_parts;
use super::response::fits_problem;
use super::schema::{Position, byte_count, item_count, says_more_of_all};
use super::{Lowering, docs};
use crate::diagnostic::{Code, Diagnostic, quote};
use crate::document::{Cursor, NodeId};
use crate::ir::{
    Body, Carrier, Content, Encoding, MediaType, Origin, ParameterStyle, Payload, Shape, Size,
    Status, TypeId,
};

impl<'a> Lowering<'a, '_> {
    pub(super) fn request_body(&mut self, at: Cursor<'a>, operation: usize) -> Option<Body> {
        let target = at.follow();
        let contents = self.contents(target, Carrier::Request, operation);
        // Without a media type there is nothing that could be sent.
        (!contents.is_empty()).then(|| Body {
            docs: docs(target),
            required: target.get_bool("required").unwrap_or(false),
            contents,
        })
    }

    /// The media types of a request body or an answer: JSON by its schema, anything else raw. A range of
    /// types is JSON where that is what its values are written in.
    pub(super) fn contents(
        &mut self,
        at: Cursor<'a>,
        carrier: Carrier,
        operation: usize,
    ) -> Vec<Content> {
        let entries: Vec<_> = at
            .get("content")
            .into_iter()
            .flat_map(Cursor::entries)
            .collect();
        let alone = entries.len() == 1;
        // A problem says its status itself: not where one status is given for several media types.
        let problems = match carrier {
            Carrier::Request => false,
            Carrier::Answer(status) => alone || matches!(status, Status::Code(_)),
        };
        let section = match carrier {
            Carrier::Request => "requestBodies",
            Carrier::Answer(_) => "responses",
        };
        let mut is_any = entries.iter().any(|(name, _)| *name == "*/*");
        let is_json = |name: &str| MediaType::parse(name).is_some_and(|name| name.is_json());
        let json = entries
            .iter()
            .filter(|(name, _)| is_json(name) && !name.contains('*'));
        let mut json_schemas: Vec<Option<NodeId>> =
            json.map(|(_, media)| schema_of(*media)).collect();
        let mut has_json = !json_schemas.is_empty();
        entries
            .into_iter()
            .filter_map(|(name, media)| {
                let mut media_type = match MediaType::parse(name) {
                    Some(media_type) => media_type,
                    None => {
                        self.diagnostics.push(
                            Diagnostic::new(
                                Code::BadMediaType,
                                media.place().key(),
                                format!("{} is not a media type", quote(name)),
                            )
                            .help(Code::BadMediaType.help()),
                        );
                        if std::mem::replace(&mut is_any, true) {
                            return None;
                        }
                        MediaType::any()
                    }
                };
                let covers_json = media_type.covers_json() && is_never_text(media);
                let mut speaks_json = media_type.is_json() || (covers_json && !has_json);
                if (media_type.is_json() || covers_json)
                    && media_type.is_range()
                    && carrier != Carrier::Request
                {
                    // Of all that it stands for, this is what is sent, where JSON is not there already.
                    speaks_json = !std::mem::replace(&mut has_json, true);
                    if speaks_json {
                        media_type = MediaType::json();
                        json_schemas.push(schema_of(media));
                    } else if json_schemas.contains(&schema_of(media)) {
                        return None;
                    }
                }
                let origin = shared_origin(at, section).unwrap_or_else(|| Origin::Content {
                    operation,
                    carrier,
                    media_type: (!alone).then(|| media_type.clone()),
                });
                let payload = match speaks_json {
                    true => self.payload(media, &media_type, problems, origin),
                    false => self.other_payload(media, &media_type, carrier, origin),
                };
                Some(Content {
                    encoding: match payload {
                        Payload::Form(_) => encoding(media),
                        Payload::Parts(Some(_)) => {
                            let mut encoding = encoding_of_parts(media);
                            self.headers_of_parts(media, operation, &mut encoding);
                            encoding
                        }
                        _ => Vec::new(),
                    },
                    size: size(media, payload, &media_type),
                    payload,
                    media_type,
                })
            })
            .collect()
    }

    fn payload(
        &mut self,
        media: Cursor<'a>,
        media_type: &MediaType,
        problems: bool,
        origin: Origin,
    ) -> Payload {
        let schema = media.get("schema");
        let fits = || schema.is_none_or(|schema| fits_problem(schema.follow()));
        if problems && media_type.is_problem() && fits() {
            return Payload::Problem;
        }
        Payload::Json(match schema {
            Some(schema) => self.schema(schema, origin),
            None => self.declare_any(media, origin),
        })
    }

    /// What is no JSON: texts that are scalars, the forms and parts of requests, and many values. Anything else comes and
    /// goes as it is.
    fn other_payload(
        &mut self,
        media: Cursor<'a>,
        media_type: &MediaType,
        carrier: Carrier,
        origin: Origin,
    ) -> Payload {
        let is_request = carrier == Carrier::Request;
        let is_form = media_type.is_form() && is_request;
        let is_many = media_type.is_lines() || (media_type.is_events() && !is_request);
        if media_type.is_multipart() && is_request {
            let schema = media.get("schema");
            let id = schema.map(|schema| self.schema(schema, origin));
            return Payload::Parts(id.filter(|id| self.has_parts(*id)));
        }
        if media_type.is_xml() && !media_type.is_range() {
            let Some(schema) = media.get("schema") else {
                return Payload::Raw;
            };
            let id = self.schema(schema, origin);
            self.settle(id);
            let has_hint = schema.get("xml").or(schema.follow().get("xml")).is_some();
            return match self.look_through(id).0 {
                // The document itself, as text.
                Shape::String(text) if text.is_binary => Payload::Raw,
                Shape::String(_) if !has_hint => Payload::Text(id),
                // What is JSON elsewhere, written in another way.
                _ => Payload::Json(id),
            };
        }
        let is_typed =
            is_form || is_many || media_type.is_text() || (is_request && media_type.is_any_text());
        let Some(schema) = media.get("schema").filter(|_| is_typed) else {
            return Payload::Raw;
        };
        let id = self.schema(schema, origin);
        self.settle(id);
        if is_many {
            // The schema of a list is that of all of them together.
            let value = match self.look_through(id).0 {
                Shape::Array(array) => {
                    if is_request && says_more_of_all(&Position::of(schema)) {
                        let message = "not all that is said here is checked of lines".to_owned();
                        self.warn_at(Code::UncheckedParts, &schema.follow().place(), message);
                    }
                    array.items
                }
                _ => id,
            };
            return match media_type.is_events() {
                true => Payload::Events(value),
                false => Payload::Lines(value),
            };
        }
        if is_form && self.is_record(id) {
            Payload::Form(id)
        } else if !is_form && self.is_scalar(id) && !self.is_binary(id) {
            Payload::Text(id)
        } else {
            Payload::Raw
        }
    }

    /// `format: binary` says that a text is none.
    fn is_binary(&self, id: TypeId) -> bool {
        match self.look_through(id).0 {
            Shape::String(shape) => shape.is_binary,
            _ => false,
        }
    }
}

/// How much of it there must be, where that is said of the bytes of a file or the items of a list.
fn size(media: Cursor<'_>, payload: Payload, media_type: &MediaType) -> Option<Size> {
    let schema = media.get("schema")?;
    let position = Position::of(schema);
    let (min, max) = match payload {
        Payload::Raw if media_type.is_multipart() || media_type.is_json() => return None,
        Payload::Raw => byte_count(&position)?,
        Payload::Lines(_) => item_count(&position)?,
        _ => return None,
    };
    let place = schema.follow().place();
    Some(Size { min, max, place })
}

/// How the fields of a form are written.
pub(super) fn encoding(media: Cursor<'_>) -> Vec<(String, Encoding)> {
    let entries = media.get("encoding").into_iter().flat_map(Cursor::entries);
    let encoding = |at: Cursor<'_>| Encoding {
        style: at.get_str("style").and_then(|style| match style {
            "form" => Some(ParameterStyle::Form),
            "spaceDelimited" => Some(ParameterStyle::SpaceDelimited),
            "pipeDelimited" => Some(ParameterStyle::PipeDelimited),
            "deepObject" => Some(ParameterStyle::DeepObject),
            _ => None,
        }),
        explode: at.get_bool("explode"),
        content_type: at.get_str("contentType").map(str::to_owned),
        headers: Vec::new(),
    };
    entries
        .map(|(name, at)| (name.to_owned(), encoding(at)))
        .collect()
}

/// The schema of what a media type carries.
fn schema_of(media: Cursor<'_>) -> Option<NodeId> {
    Some(media.get("schema")?.follow().id())
}

/// Whether what a media type carries is no text, so that a range of types leaves JSON for it.
fn is_never_text(media: Cursor<'_>) -> bool {
    let schema = media.get("schema");
    schema.is_some_and(|schema| Position::of(schema).is_never_text())
}
