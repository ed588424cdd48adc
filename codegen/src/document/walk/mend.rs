//! Values that are written as another type than their schema has, where what is meant is plain.

use super::Walker;
use crate::diagnostic::{Code, Diagnostic, quote};
use crate::document::Cursor;
use crate::parse::{Node, Number};

impl Walker<'_> {
    /// A number or a boolean where a text belongs: YAML sees no text where there are no quotes.
    pub(super) fn loose_text(&mut self, at: Cursor<'_>) {
        let Some(text) = bare_text(at.node()) else {
            return self.must(at, matches!(at.node(), Node::String(_)), "a string");
        };
        let message = format!(
            "{} should be a string, but it is {}",
            super::value::subject(at),
            at.node().describe()
        );
        let diagnostic = Diagnostic::new(Code::MissingQuotes, at.place(), message);
        self.diagnostics
            .push(diagnostic.help(Code::MissingQuotes.help()));
        self.walked.mended.insert(at.id(), Node::String(text));
    }

    /// The values that a schema lists are of its type, with quotes or without.
    pub(super) fn listed_values(&mut self, schema: Cursor<'_>) {
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
        let code = match meant {
            Node::String(_) => Code::MissingQuotes,
            _ => code,
        };
        let message = format!(
            "this is {}, where the type is {}; it is read as `{}`",
            at.node().describe(),
            quote(kind),
            meant.to_json()
        );
        let help = match meant {
            Node::String(_) => code.help(),
            _ => "leave out the quotes",
        };
        let diagnostic = Diagnostic::new(code, at.place(), message).help(help);
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
