//! Text to tree.
//!
//! JSON is a subset of YAML but for the escapes of characters beyond the basic plane, so a text that
//! starts like JSON is tried as JSON first, and both end in the same visitor.

mod exact;
mod json_text;
mod node;
mod number;
mod visitor;

pub(crate) use node::{Mapping, Node, Sequence};
pub(crate) use number::Number;

use serde::de::DeserializeSeed;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, Place, Position, SourceFile, Span, second_document};
use visitor::{Failure, Path, Seed, State};

/// Deepest nesting of objects and arrays. No document comes near it, and it keeps every recursive
/// walk over a tree far from the end of the stack.
pub(crate) const MAX_DEPTH: usize = 100;

/// Reads a text. Duplicate keys are reported and the first one kept, so that the rest can be checked.
pub(crate) fn parse(
    file: FileId,
    source: &SourceFile,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    let text = source.text();
    if text.trim().is_empty() {
        let place = Place::text(file, Span::default());
        diagnostics.push(
            Diagnostic::new(Code::NotADocument, place, "the document is empty")
                .help(Code::NotADocument.help()),
        );
        return None;
    }
    let (outcome, state) = read(text, source.name());
    match outcome {
        Ok(mut root) => {
            for (pointer, occurrence) in state.duplicates {
                diagnostics.push(duplicate(file, pointer, occurrence));
            }
            exact::restore(text, &mut root, state.inexact);
            Some(root)
        }
        Err(error) => {
            diagnostics.push(failure(file, source, &error, state.failure));
            None
        }
    }
}

struct Error {
    position: Option<Position>,
    message: String,
}

fn read(text: &str, name: &str) -> (Result<Node, Error>, State) {
    let mut json_error = None;
    if text.trim_start().starts_with(['{', '[']) {
        match read_json(text) {
            (Ok(node), state) => return (Ok(node), state),
            (Err(error), state) if state.failure.is_some() => return (Err(error), state),
            (Err(error), _) => json_error = Some(error),
        }
    }
    let mut state = State::new(text.len(), true);
    let result =
        Seed::new(&mut state, &Path::Root).deserialize(serde_yaml::Deserializer::from_str(text));
    let result = result.map_err(|error| {
        let position = error.location().map(|at| Position {
            line: at.line(),
            column: at.column(),
        });
        Error {
            position,
            message: error.to_string(),
        }
    });
    match (result, json_error) {
        // Both readers gave up: the message of the one that the author had in mind.
        (Err(_), Some(error)) if state.failure.is_none() && name.ends_with(".json") => {
            (Err(error), state)
        }
        (result, _) => (result, state),
    }
}

fn read_json(text: &str) -> (Result<Node, Error>, State) {
    let mut state = State::new(text.len(), false);
    let mut json = serde_json::Deserializer::from_str(text);
    let result = Seed::new(&mut state, &Path::Root)
        .deserialize(&mut json)
        .and_then(|node| json.end().map(|()| node));
    let result = result.map_err(|error| {
        let position = (error.line() > 0).then(|| Position {
            line: error.line(),
            column: error.column(),
        });
        Error {
            position,
            message: error.to_string(),
        }
    });
    (result, state)
}

fn duplicate(file: FileId, pointer: crate::source::JsonPointer, occurrence: usize) -> Diagnostic {
    let key = crate::diagnostic::quote(pointer.last().unwrap_or_default());
    let place = Place::new(file, pointer);
    Diagnostic::new(
        Code::DuplicateKey,
        place.clone().repeated(occurrence),
        format!("the key {key} is here twice"),
    )
    .also(place.key(), "first used here")
    .help(Code::DuplicateKey.help())
}

fn failure(
    file: FileId,
    source: &SourceFile,
    error: &Error,
    failure: Option<Failure>,
) -> Diagnostic {
    let text = source.text();
    let start = error.position.map_or(0, |position| source.offset(position));
    let place = Place::text(
        file,
        Span {
            start,
            end: start + 1,
        },
    );
    let (code, message) = match failure {
        Some(Failure::TooDeep) => (
            Code::TooDeep,
            format!("more than {MAX_DEPTH} objects and arrays inside each other"),
        ),
        Some(Failure::TooLarge) => (
            Code::TooLarge,
            "the aliases of this document unfold into too much".to_owned(),
        ),
        Some(Failure::NotJson(what)) => (Code::NotJson, format!("JSON has no {what}")),
        None if error.message.contains("recursion limit exceeded") => (
            Code::TooDeep,
            format!("more than {MAX_DEPTH} objects and arrays inside each other"),
        ),
        None if error.message.contains("repetition limit exceeded") => (
            Code::TooLarge,
            "the aliases of this document unfold into too much".to_owned(),
        ),
        None if error.message.contains("more than one document") => {
            let start = second_document(text).unwrap_or(start);
            let place = Place::text(
                file,
                Span {
                    start,
                    end: start + 3,
                },
            );
            let message = "another YAML document begins here";
            return Diagnostic::new(Code::SeveralDocuments, place, message)
                .help(Code::SeveralDocuments.help());
        }
        None if let Some(start) = tab(source, error) => {
            let place = Place::text(
                file,
                Span {
                    start,
                    end: start + 1,
                },
            );
            return Diagnostic::new(Code::Syntax, place, "a tab in the indentation")
                .help("YAML is indented with spaces only");
        }
        None => (
            Code::Syntax,
            format!(
                "this cannot be parsed: {}",
                without_position(&error.message)
            ),
        ),
    };
    Diagnostic::new(code, place, message).help(code.help())
}

/// The tab in the indentation of the line where the parser stopped, if that is what it stopped at.
fn tab(source: &SourceFile, error: &Error) -> Option<usize> {
    let position = error.position?;
    let line = source.line(position.line);
    let column = line
        .find(|c: char| c != ' ')
        .filter(|_| !source.name().ends_with(".json"))?;
    line[column..].starts_with('\t').then(|| {
        source.offset(Position {
            line: position.line,
            column: column + 1,
        })
    })
}

/// The parsers put the place into their messages; here it stands on a line of its own.
fn without_position(message: &str) -> &str {
    message.split(" at line ").next().unwrap_or(message)
}
