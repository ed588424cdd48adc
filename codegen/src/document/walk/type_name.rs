//! The names of types, and what other languages call them.

use super::Walker;
use super::value::subject;
use crate::diagnostic::{Code, Diagnostic, quote};
use crate::document::{Cursor, Version};
use crate::parse::Node;

const TYPES_3_0: &[&str] = &["array", "boolean", "integer", "number", "object", "string"];
pub(super) const TYPES_3_1: &[&str] = &[
    "array", "boolean", "integer", "null", "number", "object", "string",
];

/// What types are called elsewhere.
const OTHER_NAMES: [(&str, &str); 23] = [
    ("string", "string"),
    ("str", "string"),
    ("text", "string"),
    ("char", "string"),
    ("uuid", "string"),
    ("date", "string"),
    ("datetime", "string"),
    ("date-time", "string"),
    ("file", "string"),
    ("binary", "string"),
    ("integer", "integer"),
    ("int", "integer"),
    ("int32", "integer"),
    ("int64", "integer"),
    ("long", "integer"),
    ("number", "number"),
    ("float", "number"),
    ("double", "number"),
    ("decimal", "number"),
    ("boolean", "boolean"),
    ("bool", "boolean"),
    ("object", "object"),
    ("array", "array"),
];

/// The name that other languages have for all types together.
fn is_any(name: &str) -> bool {
    name.eq_ignore_ascii_case("any")
}

impl Walker<'_> {
    pub(super) fn types(&mut self, at: Cursor<'_>) {
        match at.node() {
            Node::Sequence(_) if self.version >= Version::V3_1 => self.type_names(at),
            Node::Sequence(_) => {
                let message = format!("{} is one name in OpenAPI 3.0", subject(at));
                let help =
                    "write `nullable: true` or `oneOf`; until then it is read as in OpenAPI 3.1";
                self.other_version(at, message, help);
                self.type_names(at);
            }
            Node::Null => {
                let message = "`null` without quotes is no name of a type".to_owned();
                self.diagnostics.push(
                    Diagnostic::new(Code::MissingQuotes, at.place(), message)
                        .help(Code::MissingQuotes.help()),
                );
            }
            Node::String(name) if name == "null" && self.version < Version::V3_1 => {
                let message = "there is no type `null` in OpenAPI 3.0".to_owned();
                let help = "write `nullable: true` beside another type; until then it is read as in OpenAPI 3.1";
                self.other_version(at, message, help);
            }
            Node::String(name) if is_any(name) => self.any_type(at, at),
            Node::String(name) if self.other_name(at, name) => {}
            _ if self.version >= Version::V3_1 => self.word(at, TYPES_3_1),
            _ => self.word(at, TYPES_3_0),
        }
    }

    /// Several names of types.
    fn type_names(&mut self, list: Cursor<'_>) {
        for at in list.items() {
            match at.node() {
                Node::Null => self.types(at),
                Node::String(name) if is_any(name) => self.any_type(list, at),
                Node::String(name) if self.other_name(at, name) => {}
                _ => self.word(at, TYPES_3_1),
            }
        }
    }

    /// A type by the name that another language has for it; whether it is one.
    fn other_name(&mut self, at: Cursor<'_>, name: &str) -> bool {
        let Some((_, meant)) = OTHER_NAMES
            .iter()
            .find(|(other, meant)| *meant != name && other.eq_ignore_ascii_case(name))
        else {
            return false;
        };
        let message = format!(
            "there is no type {}; it is read as {}",
            quote(name),
            quote(meant)
        );
        let diagnostic = Diagnostic::new(Code::OtherTypeName, at.place(), message);
        self.diagnostics
            .push(diagnostic.help(Code::OtherTypeName.help()));
        self.walked
            .mended
            .insert(at.id(), Node::String((*meant).to_owned()));
        true
    }

    /// A type that stands for all of them, alone or in a list: there is none, whatever the other keywords are about.
    fn any_type(&mut self, types: Cursor<'_>, at: Cursor<'_>) {
        let message = format!(
            "there is no type {}; any value is taken",
            quote(at.str().unwrap_or_default())
        );
        let diagnostic = Diagnostic::new(Code::OtherTypeName, at.place(), message);
        self.diagnostics
            .push(diagnostic.help(Code::OtherTypeName.help()));
        self.leave_out(types);
    }
}
