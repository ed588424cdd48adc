//! From text to a checked document: parse, grammar, references, rules.

use std::sync::{Arc, Mutex, PoisonError};

use crate::check::run;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Report, did_you_mean, quote};
use crate::document::{Document, Reading, Version};
use crate::overlay;
use crate::parse::{Node, parse};
use crate::resolve::resolve;
use crate::select::Selection;
use crate::source::{FileId, Place, SourceMap, Span};

/// Reads and checks the main document and the files that it refers to, which are added to `sources`.
/// `None` if there is nothing to go on with; with errors in `diagnostics` the document may still be
/// there, so that later passes can find theirs.
pub(crate) fn front(
    sources: &mut SourceMap,
    reading: Reading,
    selection: &Selection,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let document = read(sources, diagnostics)?;
    let mut document = selection.apply(sources.main()?, document, diagnostics);
    document.reading = reading;
    run(&document, diagnostics);
    selection.forget_others(&document, diagnostics);
    Some(document)
}

fn read(sources: &mut SourceMap, diagnostics: &mut Diagnostics) -> Option<Document> {
    let file = sources.main()?;
    let mut root = parse(file, sources.get(file)?, diagnostics)?;
    let before = diagnostics.errors();
    let moved = overlay::apply(sources, file, &mut root, diagnostics);
    diagnostics.moved(moved);
    if diagnostics.errors() > before {
        // What the overlay would have mended need not be complained of.
        return None;
    }
    let version = version(file, &root, diagnostics)?;
    let document = Document::new(version, file, root);
    Some(resolve(document, sources, diagnostics))
}

impl SourceMap {
    /// The files that references lead to and that are not here: add them by these names, and ask
    /// again, because they may refer to others.
    ///
    /// ```
    /// let mut sources = anteroom_codegen::SourceMap::new();
    /// sources.add("spec/rooms.yaml", "\
    /// openapi: 3.0.3
    /// info: {title: Rooms, version: '1'}
    /// paths: {/rooms: {$ref: paths/rooms.yaml}}
    /// ");
    /// assert_eq!(sources.missing(), ["spec/paths/rooms.yaml"]);
    /// ```
    #[must_use]
    pub fn missing(&self) -> Vec<String> {
        let noted = Arc::new(Mutex::new(Vec::new()));
        let note = Arc::clone(&noted);
        let mut sources = self.clone().load(move |path| {
            let mut noted = note.lock().unwrap_or_else(PoisonError::into_inner);
            noted.push(path.to_owned());
            Err(String::new())
        });
        read(&mut sources, &mut Diagnostics::new());
        std::mem::take(&mut noted.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Checks the main document of `sources` and says all that is wrong with it.
#[must_use]
pub fn check(sources: &SourceMap) -> Report {
    let mut diagnostics = Diagnostics::new();
    let mut sources = sources.clone();
    front(
        &mut sources,
        Reading::default(),
        &Selection::default(),
        &mut diagnostics,
    );
    diagnostics.into_report(&sources)
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
        Some(openapi @ (Node::String(_) | Node::Number(_))) => match Version::parse(openapi) {
            Some(version) => return Some(version),
            None => openapi
                .as_str()
                .map_or_else(|| openapi.to_json(), str::to_owned),
        },
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
    let message = format!("OpenAPI {} is not a version that is read", quote(&text));
    diagnostics.push(
        refuse(Code::UnsupportedVersion, at("openapi"), message)
            .help(Code::UnsupportedVersion.help()),
    );
    None
}
