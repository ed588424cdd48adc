//! Values that are written as another type than their schema has, where what is meant is plain.

use super::Walker;
use super::value::subject;
use crate::diagnostic::{Code, Diagnostic, quote};
use crate::document::Cursor;
use crate::document::grammar::{Kind, Value};
use crate::parse::{Node, Number};

impl Walker<'_> {
    /// A number or a boolean where a text belongs: YAML sees no text where there are no quotes.
    pub(super) fn loose_text(&mut self, at: Cursor<'_>) {
        let Some(text) = bare_text(at.node()) else {
            return self.must(at, matches!(at.node(), Node::String(_)), "a string");
        };
        let message = format!(
            "{} should be a string, but it is {}",
            subject(at),
            at.node().describe()
        );
        let diagnostic = Diagnostic::new(Code::MissingQuotes, at.place(), message);
        self.diagnostics
            .push(diagnostic.help(Code::MissingQuotes.help()));
        self.walked.bare.push(at.id());
        self.walked.mended.insert(at.id(), Node::String(text));
    }

    /// `items` was a list before JSON Schema 2020-12, which calls it `prefixItems`.
    pub(super) fn items(&mut self, at: Cursor<'_>) {
        if !matches!(at.node(), Node::Sequence(_)) {
            return self.value(at, &Value::Referable(Kind::Schema));
        }
        let message = "`items` is one schema; a list is read as `prefixItems`".to_owned();
        let help = "write `prefixItems`, and what `additionalItems` says under `items`";
        self.other_version(at, message, help);
        at.items()
            .for_each(|item| self.value(item, &Value::Referable(Kind::Schema)));
    }

    /// A list without entries, where it would rule out everything.
    pub(super) fn empty_list(&mut self, at: Cursor<'_>) {
        if !matches!(at.node(), Node::Sequence(_)) {
            return self.wrong_kind(at, "an array");
        }
        let message = format!("{} has no entries", subject(at));
        let diagnostic = Diagnostic::new(Code::EmptyField, at.place().key(), message);
        self.diagnostics
            .push(diagnostic.help(Code::EmptyField.help()));
        self.leave_out(at);
    }

    /// Reads a field as if it were not there.
    pub(super) fn leave_out(&mut self, at: Cursor<'_>) {
        self.walked.mended.insert(at.id(), Node::Null);
        self.walked.empty.insert(at.id());
    }

    /// The values that a schema lists are of its type, with quotes or without.
    pub(super) fn listed_values(&mut self, schema: Cursor<'_>) {
        let is_empty = |list: &Cursor<'_>| {
            let entries = list.node().as_sequence();
            entries.is_some_and(|entries| entries.is_empty())
        };
        if let Some(list) = schema.get("enum").filter(is_empty) {
            let message = "`enum` has no entries: no value is one of them".to_owned();
            let diagnostic = Diagnostic::new(Code::EmptyField, list.place().key(), message);
            let help = "list the values, or leave the field out so that any is taken";
            self.diagnostics.push(diagnostic.help(help));
        }
        let names = schema.type_names().unwrap_or_default();
        let mut names = names.into_iter().filter(|name| *name != "null");
        let (Some(kind), None) = (names.next(), names.next()) else {
            return;
        };
        let listed = schema.get("enum").into_iter().flat_map(Cursor::items);
        let constant = schema.get("const").into_iter();
        for value in listed.chain(constant) {
            self.listed_value(value, kind, Code::BadEnum);
        }
        if let Some(default) = schema.get("default") {
            self.listed_value(default, kind, Code::BadDefault);
        }
    }

    fn listed_value(&mut self, at: Cursor<'_>, kind: &str, code: Code) {
        let Some(meant) = meant(at.node(), kind) else {
            return;
        };
        let message = format!(
            "this is {}, where the type is {}; it is read as ",
            at.node().describe(),
            quote(kind)
        );
        let diagnostic = match meant {
            Node::String(_) => {
                self.walked.bare.push(at.id());
                let code = Code::MissingQuotes;
                Diagnostic::new(code, at.place(), message + "text").help(code.help())
            }
            _ => Diagnostic::new(code, at.place(), format!("{message}`{}`", meant.to_json()))
                .help("leave out the quotes"),
        };
        self.diagnostics.push(diagnostic);
        self.walked.mended.insert(at.id(), meant);
    }
}

fn bare_text(node: &Node) -> Option<String> {
    match node {
        Node::Number(number) => Some(number.text().to_owned()),
        Node::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// What a value is as one of another type; `None` if it is none, or of that type already.
fn meant(node: &Node, kind: &str) -> Option<Node> {
    match (kind, node) {
        ("string", node) => bare_text(node).map(Node::String),
        ("boolean", Node::String(text)) => text.parse().ok().map(Node::Bool),
        ("integer", Node::String(text)) => Number::parse(text)
            .filter(Number::is_integer)
            .map(Node::Number),
        ("number", Node::String(text)) => Number::parse(text).map(Node::Number),
        _ => None,
    }
}
