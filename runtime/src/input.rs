//! What generated code decodes a request from.

mod body;

use http::HeaderMap;

use crate::json::{Reader, SyntaxError, Writer, from_str};
use crate::late::Late;
use crate::operation::BodyMeta;
use crate::parameter::{
    Found, Known, Parameter, ParameterIn, RawParameter, Shape, Source, Style, read, read_raw,
};
use crate::router::Captures;
use crate::server::Bounds;
use crate::validate::{Checker, Place, Root, Violation, Violations};
use crate::{Body, Rejection};

/// Parameters and body of a request, while [`Operation::decode`](crate::Operation::decode) takes
/// them. What is wrong is collected over all of them.
pub struct Input<'a> {
    source: Source<'a>,
    meta: Option<BodyMeta>,
    content: Option<usize>,
    body: &'a [u8],
    stream: Body,
    violations: Violations,
    syntax: Option<SyntaxError>,
    malformed: bool,
    /// Where others are refused.
    known: Option<Known>,
    late: Late,
    bounds: Bounds,
}

impl<'a> Input<'a> {
    pub(crate) fn new(
        source: Source<'a>,
        meta: Option<BodyMeta>,
        content: Option<usize>,
        body: &'a [u8],
        (stream, late): (Body, Late),
        bounds: Bounds,
    ) -> Self {
        Self {
            source,
            meta,
            content,
            body,
            stream,
            violations: Violations::new(),
            syntax: None,
            malformed: false,
            known: None,
            late,
            bounds,
        }
    }

    /// The head of a part of a multipart body.
    pub(crate) fn of_head(headers: &'a HeaderMap, bounds: Bounds) -> Self {
        let source = Source {
            path: "",
            captures: Captures::NONE,
            names: &[],
            query: "",
            headers,
        };
        Self::new(source, None, None, &[], Default::default(), bounds)
    }

    /// What is wrong, and whether something is malformed.
    pub(crate) fn into_found(self) -> (Violations, bool) {
        (self.violations, self.malformed)
    }

    /// Refuses query parameters other than those that are asked for, and these.
    pub(crate) fn refuse_others(&mut self, than: Vec<&'static str>) {
        self.known = Some(Known::new(than));
    }

    /// Reads a parameter that may be left out. `None`: it was, or it is wrong.
    pub fn optional<T>(
        &mut self,
        parameter: &'static Parameter,
        decode: impl FnOnce(&mut Reader<'_>) -> Option<T>,
    ) -> Option<T> {
        let text = self.look_up(parameter, false)?;
        self.decode_text(parameter, &text, decode)
    }

    /// Reads a parameter that must be there. `None`: it is not, or it is wrong.
    pub fn required<T>(
        &mut self,
        parameter: &'static Parameter,
        decode: impl FnOnce(&mut Reader<'_>) -> Option<T>,
    ) -> Option<T> {
        let text = self.look_up(parameter, true)?;
        self.decode_text(parameter, &text, decode)
    }

    /// Reads a parameter that may be left out, and is the value of a JSON text then.
    pub fn optional_or<T>(
        &mut self,
        parameter: &'static Parameter,
        default: &'static str,
        decode: fn(&mut Reader<'_>) -> Option<T>,
    ) -> Option<T> {
        let value = self.optional(parameter, decode);
        value.or_else(|| decode(&mut Reader::new(default.as_bytes())))
    }

    /// The same of a parameter whose text is JSON.
    pub fn optional_json_or<T>(
        &mut self,
        parameter: &'static Parameter,
        default: &'static str,
        decode: fn(&mut Reader<'_>) -> Option<T>,
    ) -> Option<T> {
        let value = self.optional_json(parameter, decode);
        value.or_else(|| decode(&mut Reader::new(default.as_bytes())))
    }

    /// Reads a parameter whose text is JSON and that may be left out.
    pub fn optional_json<T>(
        &mut self,
        parameter: &'static Parameter,
        decode: impl FnOnce(&mut Reader<'_>) -> Option<T>,
    ) -> Option<T> {
        let text = self.look_up(parameter, false)?;
        self.decode_json(parameter, &text, decode)
    }

    /// Reads a parameter whose text is JSON and that must be there.
    pub fn required_json<T>(
        &mut self,
        parameter: &'static Parameter,
        decode: impl FnOnce(&mut Reader<'_>) -> Option<T>,
    ) -> Option<T> {
        let text = self.look_up(parameter, true)?;
        self.decode_json(parameter, &text, decode)
    }

    /// Takes a parameter that is not read here and may be left out.
    pub fn optional_raw(&mut self, parameter: &'static Parameter) -> Option<RawParameter> {
        if let Some(known) = &mut self.known {
            known.add_raw(parameter);
        }
        match read_raw(parameter, &self.source) {
            Ok(raw) => (!raw.is_empty()).then_some(raw),
            Err(_) => {
                self.refuse(parameter, Found::Undecodable);
                None
            }
        }
    }

    /// Takes a parameter that is not read here and must be there.
    pub fn required_raw(&mut self, parameter: &'static Parameter) -> Option<RawParameter> {
        if let Some(known) = &mut self.known {
            known.add_raw(parameter);
        }
        match read_raw(parameter, &self.source) {
            // An object has no members where none of them is sent.
            Ok(raw) if !raw.is_empty() || parameter.shape == Shape::Members => Some(raw),
            Ok(_) => {
                self.refuse(parameter, Found::Absent);
                None
            }
            Err(_) => {
                self.refuse(parameter, Found::Undecodable);
                None
            }
        }
    }

    fn decode_text<T>(
        &mut self,
        parameter: &'static Parameter,
        text: &str,
        decode: impl FnOnce(&mut Reader<'_>) -> Option<T>,
    ) -> Option<T> {
        let root = Root::parameter(parameter.location, parameter.name, parameter.pointer)
            .beneath(parameter.schema);
        let mut reader = Reader::text(text.as_bytes()).with_checker(Checker::new().root(root));
        let value = decode(&mut reader);
        self.close(reader);
        value
    }

    /// `text` is a JSON string that holds the JSON text.
    fn decode_json<T>(
        &mut self,
        parameter: &'static Parameter,
        text: &str,
        decode: impl FnOnce(&mut Reader<'_>) -> Option<T>,
    ) -> Option<T> {
        let text = from_str::<String>(text).unwrap_or_default();
        let root = Root::parameter(parameter.location, parameter.name, parameter.pointer)
            .beneath(parameter.schema);
        let reader = Reader::new(text.as_bytes()).depth_limit(self.bounds.depth);
        let mut reader = reader.with_checker(Checker::new().root(root));
        let value = decode(&mut reader);
        self.malformed |= reader.checker().is_malformed();
        match reader.finish() {
            Ok(violations) => self.violations.append(violations),
            Err(_) => self.refuse(parameter, Found::NotJson),
        }
        value
    }

    /// The parameter as JSON text, if it is there and can be decoded.
    fn look_up(&mut self, parameter: &'static Parameter, required: bool) -> Option<String> {
        self.ask_for(parameter);
        let mut out = Writer::with_capacity(0);
        match read(parameter, &self.source, &mut out) {
            Found::Written => return Some(out.into_string()),
            Found::Absent if !required => {}
            // An object has no members where none of them is sent, which may be what is meant.
            Found::Absent if parameter.is_scattered() && parameter.style == Style::Form => {
                return Some("{}".to_owned());
            }
            found => self.refuse(parameter, found),
        }
        None
    }

    fn ask_for(&mut self, parameter: &'static Parameter) {
        if let Some(known) = &mut self.known {
            known.add(parameter);
        }
    }

    fn refuse(&mut self, parameter: &'static Parameter, found: Found) {
        let place = Place::Parameter {
            location: parameter.location,
            name: parameter.name,
            pointer: "",
        };
        self.refuse_at(place, parameter.pointer, found);
    }

    fn refuse_at(&mut self, place: Place<'_>, schema: &str, found: Found) {
        let (keyword, message) = match found {
            Found::Written => return,
            Found::Absent => ("required", "is required"),
            Found::Repeated => ("type", "must not be repeated"),
            Found::OtherStyle => ("style", "must be written in its style"),
            Found::NotJson => {
                self.malformed = true;
                ("content", "must be JSON")
            }
            Found::Undecodable => {
                self.malformed = true;
                let location = match place {
                    Place::Parameter { location, .. } => Some(location),
                    Place::Body { .. } => None,
                };
                match location {
                    Some(ParameterIn::Header) => ("encoding", "must be UTF-8"),
                    _ => ("encoding", "must be percent-encoded UTF-8"),
                }
            }
        };
        self.record(place, keyword, schema, message);
    }

    fn record(&mut self, place: Place<'_>, keyword: &'static str, schema: &str, message: &str) {
        self.violations.push(Violation {
            place,
            keyword,
            schema,
            message,
        });
    }

    fn close(&mut self, mut reader: Reader<'_>) {
        self.malformed |= reader.checker().is_malformed();
        match reader.finish() {
            Ok(violations) => self.violations.append(violations),
            Err(error) => {
                self.malformed = true;
                self.syntax = Some(error);
            }
        }
    }

    /// What was wrong with the request, if anything.
    pub(crate) fn finish(mut self) -> Result<(), Rejection> {
        let others = self
            .known
            .take()
            .map(|known| known.others(self.source.query));
        for name in others.into_iter().flatten() {
            let place = Place::Parameter {
                location: ParameterIn::Query,
                name: &name,
                pointer: "",
            };
            self.record(
                place,
                "parameters",
                "",
                "is not a parameter of the operation",
            );
        }
        if self.malformed {
            Err(Rejection::Malformed {
                syntax: self.syntax,
                errors: self.violations,
            })
        } else if self.violations.is_empty() {
            Ok(())
        } else {
            Err(Rejection::Invalid(self.violations))
        }
    }
}

impl std::fmt::Debug for Input<'_> {
    /// Without what the request holds.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Input")
            .field("violations", &self.violations)
            .finish_non_exhaustive()
    }
}
