//! From text to a checked document: parse, grammar, references, rules.

use crate::check::run;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Report, did_you_mean, quote};
use crate::document::{Document, Version};
use crate::parse::{Node, parse};
use crate::resolve::resolve;
use crate::source::{FileId, Place, SourceMap, Span};

/// Reads and checks the main document. `None` if there is nothing to go on with; with errors in
/// `diagnostics` the document may still be there, so that later passes can find theirs.
pub(crate) fn front(sources: &SourceMap, diagnostics: &mut Diagnostics) -> Option<Document> {
    let file = sources.main()?;
    let root = parse(file, sources.get(file)?, diagnostics)?;
    let version = version(file, &root, diagnostics)?;
    let document = Document::new(version, file, root);
    let resolved = resolve(&document, diagnostics);
    let document = document.with(resolved);
    run(&document, diagnostics);
    Some(document)
}

/// Checks the main document of `sources` and says all that is wrong with it.
#[must_use]
pub fn check(sources: &SourceMap) -> Report {
    let mut diagnostics = Diagnostics::new();
    front(sources, &mut diagnostics);
    diagnostics.into_report(sources)
}

/// Reads the `openapi` field, on which the meaning of all others depends.
fn version(file: FileId, root: &Node, diagnostics: &mut Diagnostics) -> Option<Version> {
    let place = Place::new(file, crate::source::JsonPointer::root());
    let start = Place::text(file, Span::default());
    let refuse = |code: Code, place: Place, message: String| Diagnostic::new(code, place, message);
    let Node::Mapping(mapping) = root else {
        let message = format!(
            "an OpenAPI document is an object, but this is {}",
            root.describe()
        );
        diagnostics
            .push(refuse(Code::NotADocument, start, message).help(Code::NotADocument.help()));
        return None;
    };
    let at = |key: &str| Place::new(file, place.pointer.child(key));
    if let Some(swagger) = mapping.get("swagger") {
        let shown = swagger
            .as_str()
            .map_or_else(String::new, |text| format!(" {text}"));
        let message = format!("Swagger{shown} documents are not read");
        diagnostics.push(
            refuse(Code::UnsupportedVersion, at("swagger"), message)
                .help(Code::UnsupportedVersion.help()),
        );
        return None;
    }
    let text = match mapping.get("openapi") {
        Some(Node::String(text)) => text.clone(),
        // `openapi: 3.1` without quotes is a number to YAML; what is meant is plain.
        Some(Node::Number(number)) if number.text() == "3" => "3.0".to_owned(),
        Some(Node::Number(number)) => number.text().to_owned(),
        Some(other) => {
            let message = format!(
                "`openapi` must be a version such as \"3.0.3\", but it is {}",
                other.describe()
            );
            diagnostics.push(refuse(Code::UnsupportedVersion, at("openapi"), message));
            return None;
        }
        None => {
            let guess = mapping
                .keys()
                .find(|key| did_you_mean(key, ["openapi"]).is_some());
            let help = guess.map(|key| format!("{} should be `openapi`", quote(key)));
            let refusal = refuse(
                Code::NotADocument,
                place,
                "the field `openapi` is missing".to_owned(),
            );
            diagnostics.push(refusal.maybe_help(help).help(Code::NotADocument.help()));
            return None;
        }
    };
    let mut parts = text.split('.');
    match (parts.next(), parts.next()) {
        (Some("3"), Some("0")) => Some(Version::V3_0),
        (Some("3"), Some("1")) => Some(Version::V3_1),
        _ => {
            let message = format!("OpenAPI {} is not a version that is read", quote(&text));
            diagnostics.push(
                refuse(Code::UnsupportedVersion, at("openapi"), message)
                    .help(Code::UnsupportedVersion.help()),
            );
            None
        }
    }
}
