//! Multipart bodies, whose parts are the properties of an object.

use std::collections::HashSet;

use super::Lowering;
use super::body::encoding;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Cursor;
use crate::ir::{Additional, Encoding, Operation, Payload, Shape, TypeDef, TypeId, Types};
use crate::source::Place;

impl<'a> Lowering<'a, '_> {
    /// Adds the header fields of parts to how they are written. Their media type is not told by them.
    pub(super) fn headers_of_parts(
        &mut self,
        media: Cursor<'a>,
        operation: usize,
        encoding: &mut [(String, Encoding)],
    ) {
        for (part, at) in media.get("encoding").into_iter().flat_map(Cursor::entries) {
            let Some((_, found)) = encoding.iter_mut().find(|(known, _)| known == part) else {
                continue;
            };
            if let Some(style) = at.get("style").or(at.get("explode")) {
                let message =
                    "parts have no style: of a list each item is one, and of an object all is JSON";
                self.warn_at(
                    Code::UncheckedParts,
                    &style.place().key(),
                    message.to_owned(),
                );
            }
            let headers = at.get("headers").into_iter().flat_map(Cursor::entries);
            let headers = headers.filter(|(name, _)| !name.eq_ignore_ascii_case("content-type"));
            let header = |(name, at): (&str, Cursor<'a>)| {
                self.part_header(at.follow(), name, operation, part)
            };
            found.headers = headers.map(header).collect();
        }
    }
}

impl Lowering<'_, '_> {
    /// Whether the parts of a multipart body are the properties of a type. An object of which nothing is said may have
    /// any.
    pub(super) fn has_parts(&mut self, id: TypeId) -> bool {
        let is_record = self.is_record(id);
        let says_nothing = match self.look_through(id).0 {
            Shape::Object(shape) => {
                shape.properties.is_empty() && shape.additional == Additional::Ignored
            }
            _ => false,
        };
        is_record && !says_nothing
    }
}

impl Lowering<'_, '_> {
    /// Warns of what the order of parts, and XML, leave no way to say or to check.
    pub(super) fn complain_of_parts(&mut self, operations: &[Operation]) {
        let types = std::mem::take(&mut self.types);
        let types = Types::new(types);
        let mut told = HashSet::new();
        for content in operations.iter().flat_map(Operation::contents) {
            match content.payload {
                Payload::Parts(Some(id)) => {
                    self.complain_of_unchecked(&types, id, &mut told);
                    self.complain_of_differing(&types, id, &mut told);
                }
                Payload::Json(id) if content.media_type.is_xml() => {
                    self.complain_of_differing(&types, id, &mut told);
                }
                _ => {}
            }
        }
        self.types = types.into_vec();
    }

    fn complain_of_unchecked(
        &mut self,
        types: &Types,
        id: TypeId,
        told: &mut HashSet<(Code, TypeId)>,
    ) {
        let (members, others) = types.part_members(id);
        let lists = members.iter().map(|member| member.type_id).chain(others);
        // Of a list, each item is a part: what is said of all of them is not looked at.
        let lists = lists.filter(|id| match &types[types.behind(*id)].shape {
            Shape::Array(array) => array.unique_items || types[types.behind(*id)].rest.is_some(),
            _ => false,
        });
        let whole = Some(types.behind(id)).filter(|id| types[*id].rest.is_some());
        for id in whole.into_iter().chain(lists) {
            if told.insert((Code::UncheckedParts, id)) {
                let message = "not all that is said here is checked of parts".to_owned();
                self.warn_at(Code::UncheckedParts, &types[id].place, message);
            }
        }
    }

    fn complain_of_differing(
        &mut self,
        types: &Types,
        id: TypeId,
        told: &mut HashSet<(Code, TypeId)>,
    ) {
        let (members, _) = types.part_members(id);
        let differing = members.iter().filter(|member| !member.otherwise.is_empty());
        let names: Vec<String> = differing
            .map(|member| format!("`{}`", member.name))
            .collect();
        if !names.is_empty() && told.insert((Code::DifferingParts, id)) {
            let message = format!(
                "the alternatives have other schemas for {}",
                names.join(", ")
            );
            self.warn_at(Code::DifferingParts, &types[id].place, message);
        }
    }

    pub(super) fn warn_at(&mut self, code: Code, place: &Place, message: String) {
        let diagnostic = Diagnostic::new(code, place.clone(), message);
        self.diagnostics.push(diagnostic.help(code.help()));
    }
}

/// How parts are written, whose media type `contentMediaType` in their schemas says too.
pub(super) fn encoding_of_parts(media: Cursor<'_>) -> Vec<(String, Encoding)> {
    let mut found = encoding(media);
    let properties = media
        .get("schema")
        .and_then(|schema| schema.follow().get("properties"));
    for (name, schema) in properties.into_iter().flat_map(Cursor::entries) {
        let schema = schema.follow();
        let items = schema.get("items").map(Cursor::follow);
        let schema = items.unwrap_or(schema);
        let Some(media_type) = schema.get_str("contentMediaType") else {
            continue;
        };
        if schema.get("contentEncoding").is_some() {
            // It is a text, whatever it stands for.
            continue;
        }
        let said = || Encoding {
            content_type: Some(media_type.to_owned()),
            ..Encoding::default()
        };
        match found.iter_mut().find(|(known, _)| known == name) {
            Some((_, encoding)) if encoding.content_type.is_none() => {
                encoding.content_type = said().content_type;
            }
            Some(_) => {}
            None => found.push((name.to_owned(), said())),
        }
    }
    found
}

/// Marks the objects that are there for their parts only: of them there is an enum in place of a struct.
pub(super) fn mark(types: &mut [TypeDef], operations: &[Operation]) {
    let mut used: HashSet<TypeId> = types.iter().flat_map(TypeDef::parts).collect();
    let mut divided = HashSet::new();
    for operation in operations {
        used.extend(
            operation
                .parameters
                .iter()
                .filter_map(|one| one.value.type_id()),
        );
        let answers = operation.responses.iter();
        used.extend(answers.flat_map(|one| &one.headers).map(|one| one.type_id));
        for content in operation.contents() {
            match content.payload {
                Payload::Parts(id) => divided.extend(id),
                payload => used.extend(payload.type_id()),
            }
        }
    }
    for id in divided.difference(&used) {
        if let Some(definition) = types.get_mut(id.0)
            && matches!(definition.shape, Shape::Object(_))
        {
            definition.is_divided = true;
        }
    }
}
