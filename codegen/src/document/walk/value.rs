//! Whether a value is what its field needs, where that is more than one look at its kind.

use super::Walker;
use crate::diagnostic::{Code, Diagnostic, did_you_mean, quote};
use crate::document::grammar::{Kind, Value};
use crate::document::{Cursor, Version};
use crate::parse::Node;

impl Walker<'_> {
    /// A field without a value, as a line of YAML that ends behind its colon: it is as good as not there.
    pub(super) fn is_empty(&mut self, at: Cursor<'_>, value: &'static Value) -> bool {
        let is_data = matches!(value, Value::Any | Value::Reference | Value::Types);
        if is_data || !matches!(at.node(), Node::Null) {
            return false;
        }
        self.walked.empty.insert(at.id());
        self.no_value(at);
        true
    }

    pub(super) fn no_value(&mut self, at: Cursor<'_>) {
        let message = format!("{} has no value", subject(at));
        self.diagnostics.push(
            Diagnostic::new(Code::EmptyField, at.place().key(), message)
                .help(Code::EmptyField.help()),
        );
    }

    /// Examples are there to be read by people, and many are written as they come.
    pub(super) fn examples(&mut self, at: Cursor<'_>) {
        let is_example = |at: Cursor<'_>| {
            let fields = ["value", "externalValue", "summary", "description", "$ref"];
            at.mapping().is_some_and(|mapping| mapping.len() == 0)
                || fields.iter().any(|field| at.get(field).is_some())
        };
        let strange = match at.mapping() {
            None => Some(at),
            Some(_) => at
                .entries()
                .filter(|(name, _)| !name.starts_with("x-"))
                .map(|(_, example)| example)
                .find(|example| !is_example(*example)),
        };
        if let Some(strange) = strange {
            let code = Code::BadExamples;
            let message = format!("{} is no example as OpenAPI has them", subject(strange));
            self.diagnostics
                .push(Diagnostic::new(code, strange.place().key(), message).help(code.help()));
        }
        for (name, example) in at.entries() {
            if is_example(example) && !name.starts_with("x-") {
                self.referable(example, Kind::Example);
            }
        }
    }

    pub(super) fn component_names(&mut self, at: Cursor<'_>) {
        let allowed = |char: char| char.is_ascii_alphanumeric() || ".-_".contains(char);
        for (name, child) in at.entries() {
            if (name.is_empty() || !name.chars().all(allowed)) && !name.starts_with("x-") {
                let message = format!("{} is not a name for a component", quote(name));
                let diagnostic =
                    Diagnostic::new(Code::BadComponentName, child.place().key(), message);
                self.diagnostics
                    .push(diagnostic.help(Code::BadComponentName.help()));
            }
        }
    }

    pub(super) fn boolean_schema(&mut self, at: Cursor<'_>) {
        if self.version < Version::V3_1 {
            let message = format!("{} is an object in OpenAPI 3.0", subject(at));
            let help = "write `{}`, or `{not: {}}` for what has no value; until then it is read as in OpenAPI 3.1";
            self.other_version(at, message, help);
        }
    }

    pub(super) fn exclusive(&mut self, at: Cursor<'_>) {
        match (at.node(), self.version) {
            (Node::Bool(_), Version::V3_0) | (Node::Number(_), Version::V3_1) => {}
            (Node::Number(_), Version::V3_0) => {
                let message = format!("{} is a flag in OpenAPI 3.0", subject(at));
                let help = "put the bound itself into `minimum` or `maximum`; until then it is read as in OpenAPI 3.1";
                self.other_version(at, message, help);
            }
            (_, Version::V3_0) => {
                let help = "in 3.0 the bound itself is in `minimum` or `maximum`";
                self.wrong_kind_with(at, "`true` or `false`", help);
            }
            // Left over from 3.0, and what is meant is plain.
            (Node::Bool(_), Version::V3_1) => {
                let message = format!("{} is a number since OpenAPI 3.1", subject(at));
                let help = "put the bound itself here; until then it is read as in OpenAPI 3.0";
                self.other_version(at, message, help);
            }
            (_, Version::V3_1) => self.wrong_kind(at, "a number"),
        }
    }

    pub(super) fn required(&mut self, at: Cursor<'_>) {
        let Node::Bool(_) = at.node() else {
            self.must(at, matches!(at.node(), Node::Sequence(_)), "an array");
            return at
                .items()
                .for_each(|name| self.must(name, name.str().is_some(), "a string"));
        };
        let message = "`required` is a list of names, so this flag has no effect".to_owned();
        let help = "name the property in the `required` of the object around it";
        self.other_version(at, message, help);
    }

    pub(super) fn other_version(&mut self, at: Cursor<'_>, message: String, help: &str) {
        self.diagnostics
            .push(Diagnostic::new(Code::OtherVersion, at.place(), message).help(help));
    }

    pub(super) fn word(&mut self, at: Cursor<'_>, words: &[&'static str]) {
        let Some(text) = at.str() else {
            return self.wrong_kind(at, "a string");
        };
        if words.contains(&text) {
            return;
        }
        let list: Vec<String> = words.iter().map(|word| quote(word)).collect();
        let message = format!("{} cannot be {}", subject(at), quote(text));
        let help = did_you_mean(text, words.iter().copied());
        let diagnostic = Diagnostic::new(Code::BadValue, at.place(), message).maybe_help(help);
        self.diagnostics
            .push(diagnostic.help(format!("it is one of {}", list.join(", "))));
    }

    pub(super) fn must(&mut self, at: Cursor<'_>, fits: bool, expected: &str) {
        if !fits {
            self.wrong_kind(at, expected);
        }
    }

    pub(super) fn wrong_kind(&mut self, at: Cursor<'_>, expected: &str) {
        self.wrong_kind_with(at, expected, Code::WrongKind.help());
    }

    pub(super) fn no_schema(&mut self, at: Cursor<'_>) {
        match at.str() {
            Some(name) if super::type_name::TYPES_3_1.contains(&name) => {
                let help = format!("write `{{type: {name}}}`");
                self.wrong_kind_with(at, "an object", &help);
            }
            _ => self.wrong_kind(at, "an object"),
        }
    }

    fn wrong_kind_with(&mut self, at: Cursor<'_>, expected: &str, help: &str) {
        let message = format!(
            "{} must be {expected}, but it is {}",
            subject(at),
            at.node().describe()
        );
        self.diagnostics
            .push(Diagnostic::new(Code::WrongKind, at.place(), message).help(help));
    }
}

/// What a message calls a value: by its key, if it has one.
pub(super) fn subject(at: Cursor<'_>) -> String {
    match at.key() {
        Some(key) => quote(key),
        None if at.pointer().tokens().is_empty() => "the document".to_owned(),
        None => "this".to_owned(),
    }
}

pub(super) fn is_count(at: Cursor<'_>) -> bool {
    // Beyond 64 bits is still a count: what is too large to matter bounds nothing.
    at.number()
        .is_some_and(|number| number.is_integer() && !number.text().starts_with('-'))
}
