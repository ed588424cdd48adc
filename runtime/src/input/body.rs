//! The body of a request, in all the forms that it has.

use http::header::CONTENT_TYPE;

use super::Input;
use crate::body::measured;
use crate::json::{Reader, to_string};
use crate::multipart::{Part, Parts};
use crate::operation::Content;
use crate::parameter::Form;
use crate::stream::JsonValues;
use crate::validate::{Checker, Place, Root, pointer_to};
use crate::xml::{Fault, Xml, to_json};
use crate::{Body, MediaType};

impl<'a> Input<'a> {
    /// Reads a JSON body that must be there.
    pub fn body<T>(&mut self, decode: impl FnOnce(&mut Reader<'_>) -> Option<T>) -> Option<T> {
        if self.body.is_empty() {
            return self.missing_body();
        }
        self.optional_body(decode)
    }

    /// Reads a JSON body that may be left out: one without bytes was.
    pub fn optional_body<T>(
        &mut self,
        decode: impl FnOnce(&mut Reader<'_>) -> Option<T>,
    ) -> Option<T> {
        if self.body.is_empty() {
            return None;
        }
        let root = Root::body(self.schema_of_body());
        let reader = Reader::new(self.body).depth_limit(self.bounds.depth);
        let mut reader = reader.with_checker(Checker::new().root(root));
        let value = decode(&mut reader);
        self.close(reader);
        value
    }

    /// Reads a body that must be there and is XML where its media type says so, and JSON otherwise.
    pub fn value<T>(
        &mut self,
        xml: &Xml,
        decode: impl FnOnce(&mut Reader<'_>) -> Option<T>,
    ) -> Option<T> {
        if self.body.is_empty() {
            return self.missing_body();
        }
        self.optional_value(xml, decode)
    }

    /// Reads a body that may be left out, and is XML where its media type says so, and JSON otherwise.
    pub fn optional_value<T>(
        &mut self,
        xml: &Xml,
        decode: impl FnOnce(&mut Reader<'_>) -> Option<T>,
    ) -> Option<T> {
        if self.body.is_empty() || !self.media_type().is_some_and(|given| given.is_xml()) {
            return self.optional_body(decode);
        }
        let fault = match to_json(self.body_text()?, xml, self.bounds.depth) {
            Ok(json) => return self.decode_body_text(&json, decode),
            Err(fault) => fault,
        };
        let message = match fault {
            Fault::NotXml { offset, expected } => {
                self.malformed = true;
                format!("must be XML: at byte {offset}, expected {expected}")
            }
            Fault::OtherRoot(name) => format!("must be the element {name}"),
        };
        let schema = self.schema_of_body();
        self.record(Place::Body { pointer: "" }, "xml", schema, &message);
        None
    }

    /// Reads the fields of a form, which must be there; it may be empty.
    pub fn form<T>(
        &mut self,
        form: &'static Form,
        decode: impl FnOnce(&mut Reader<'_>) -> Option<T>,
    ) -> Option<T> {
        if self.content.is_none() {
            return self.missing_body();
        }
        self.optional_form(form, decode)
    }

    /// Reads the fields of a form that may be left out.
    pub fn optional_form<T>(
        &mut self,
        form: &'static Form,
        decode: impl FnOnce(&mut Reader<'_>) -> Option<T>,
    ) -> Option<T> {
        self.content?;
        let text = self.body_text()?;
        let mut reports = Vec::new();
        let report = |field, found| reports.push((field, found));
        let (json, written) = form.to_json(text, self.bounds.depth, report);
        for (field, found) in reports {
            let pointer = field.map_or_else(String::new, |field| pointer_to(field.name));
            self.refuse_at(
                Place::Body { pointer: &pointer },
                field.map_or(self.schema_of_body(), |field| field.pointer),
                found,
            );
        }
        let reader = Reader::text(json.as_bytes()).strict_within(written);
        self.decode_body_with(reader, decode)
    }

    /// Reads a text that must be there; it may be empty.
    pub fn text<T>(&mut self, decode: impl FnOnce(&mut Reader<'_>) -> Option<T>) -> Option<T> {
        if self.content.is_none() {
            return self.missing_body();
        }
        self.optional_text(decode)
    }

    /// Reads a text that may be left out.
    pub fn optional_text<T>(
        &mut self,
        decode: impl FnOnce(&mut Reader<'_>) -> Option<T>,
    ) -> Option<T> {
        self.content?;
        let json = to_string(self.body_text()?);
        self.decode_body_text(&json, decode)
    }

    /// The body, if it is UTF-8.
    fn body_text(&mut self) -> Option<&'a str> {
        let text = std::str::from_utf8(self.body).ok();
        if text.is_none() {
            self.malformed = true;
            let place = Place::Body { pointer: "" };
            self.record(place, "encoding", self.schema_of_body(), "must be UTF-8");
        }
        text
    }

    fn decode_body_text<T>(
        &mut self,
        json: &str,
        decode: impl FnOnce(&mut Reader<'_>) -> Option<T>,
    ) -> Option<T> {
        self.decode_body_with(Reader::text(json.as_bytes()), decode)
    }

    fn decode_body_with<T>(
        &mut self,
        reader: Reader<'_>,
        decode: impl FnOnce(&mut Reader<'_>) -> Option<T>,
    ) -> Option<T> {
        let root = Root::body(self.schema_of_body());
        let mut reader = reader.with_checker(Checker::new().root(root));
        let value = decode(&mut reader);
        self.close(reader);
        value
    }

    fn schema_of_body(&self) -> &'static str {
        self.declared().map_or("", |content| content.schema)
    }

    /// What the document says of the media type that the body has.
    fn declared(&self) -> Option<&'static Content> {
        let meta = self.meta?;
        meta.content.get(self.content.unwrap_or_default())
    }

    /// Takes a body that is not read here, as it comes. It must be there.
    pub fn stream(&mut self) -> Option<Body> {
        if self.content.is_none() {
            return self.missing_body();
        }
        self.optional_stream()
    }

    /// Takes a body that is not read here and may be left out.
    pub fn optional_stream(&mut self) -> Option<Body> {
        self.content?;
        let body = std::mem::take(&mut self.stream);
        let Some((schema, size)) = self.declared().and_then(|content| content.size) else {
            return Some(body);
        };
        if let Some((keyword, message)) = body.len().and_then(|length| size.complaint(length)) {
            self.record(Place::Body { pointer: "" }, keyword, schema, &message);
            return None;
        }
        let complain = move |keyword: &'static str, message: &str| {
            let mut checker = Checker::new().root(Root::body(schema));
            checker.violation(keyword, format_args!("{message}"));
            checker.into_violations()
        };
        Some(measured(body, size, &self.late, Box::new(complain)))
    }

    /// Takes the parts of a multipart body, which must be there.
    pub fn parts<T: Part>(&mut self) -> Option<Parts<T>> {
        if self.content.is_none() {
            return self.missing_body();
        }
        self.optional_parts()
    }

    /// Takes the parts of a multipart body that may be left out.
    pub fn optional_parts<T: Part>(&mut self) -> Option<Parts<T>> {
        self.content?;
        let media_type = self.media_type();
        let boundary = media_type.and_then(|media_type| media_type.parameter("boundary"));
        let body = std::mem::take(&mut self.stream);
        let (schema, late) = (self.schema_of_body(), self.late.clone());
        let parts = Parts::new(
            body,
            &boundary.unwrap_or_default(),
            schema,
            late,
            self.bounds,
        );
        if parts.is_none() {
            self.malformed = true;
            let message = "must have a boundary of at most 70 characters in its Content-Type";
            self.record(Place::Body { pointer: "" }, "multipart", schema, message);
        }
        parts
    }

    /// Takes a body of many JSON values, which must be there.
    pub fn values<T>(&mut self, decode: fn(&mut Reader<'_>) -> Option<T>) -> Option<JsonValues<T>> {
        if self.content.is_none() {
            return self.missing_body();
        }
        self.optional_values(decode)
    }

    /// Takes a body of many JSON values that may be left out.
    pub fn optional_values<T>(
        &mut self,
        decode: fn(&mut Reader<'_>) -> Option<T>,
    ) -> Option<JsonValues<T>> {
        self.content?;
        let is_sequence = self
            .media_type()
            .is_some_and(|media_type| media_type.is_json_sequence());
        let body = std::mem::take(&mut self.stream);
        let how = (self.late.clone(), self.bounds);
        let declared = (
            self.schema_of_body(),
            self.declared().and_then(|content| content.size),
        );
        Some(JsonValues::new(body, is_sequence, declared, how, decode))
    }

    /// The media type that the client says the body has.
    fn media_type(&self) -> Option<MediaType<'a>> {
        let given = self.source.headers.get(CONTENT_TYPE)?;
        MediaType::parse(given.to_str().ok()?)
    }

    /// Which of the declared media types the body has: an index into
    /// [`BodyMeta::content`](crate::BodyMeta::content). `None`: there is no body.
    pub const fn content(&self) -> Option<usize> {
        self.content
    }

    /// The body that is read as JSON, as it came.
    pub const fn bytes(&self) -> &'a [u8] {
        self.body
    }

    /// Records that a body must be there and is not.
    pub fn missing_body<T>(&mut self) -> Option<T> {
        let pointer = self.meta.map_or("", |meta| meta.pointer);
        let place = Place::Body { pointer: "" };
        self.record(place, "required", pointer, "is required");
        None
    }
}
