//! Overlays (OpenAPI Overlay 1.0): changes to a document that are kept in a file of their own.
//!
//! They are applied to the tree of the main document before anything is looked at. Where a value came
//! from an overlay, findings show it there ([`Moved`]).

mod apply;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean, quote};
use crate::json_path::Query;
use crate::parse::{Mapping, Node, parse};
use crate::source::{FileId, JsonPointer, Moved, Place, SourceMap};

/// One change.
struct Action<'o> {
    /// Where it stands in the overlay.
    place: Place,
    target: Query,
    change: Change<'o>,
}

enum Change<'o> {
    Remove,
    Update(&'o Node),
}

/// Applies all overlays to the tree of the main document, in the order in which they were added.
pub(crate) fn apply(
    sources: &SourceMap,
    main: FileId,
    root: &mut Node,
    diagnostics: &mut Diagnostics,
) -> Moved {
    let mut moved = Moved::new(main);
    for file in sources.overlays() {
        let source = sources.get(*file);
        let Some(overlay) = source.and_then(|source| parse(*file, source, diagnostics)) else {
            continue;
        };
        let mut reading = Reading {
            file: *file,
            diagnostics,
        };
        for action in reading.overlay(&overlay) {
            apply::action(&action, root, &mut moved, diagnostics);
        }
    }
    moved
}

/// Turns the tree of an overlay into actions.
struct Reading<'d> {
    file: FileId,
    diagnostics: &'d mut Diagnostics,
}

impl Reading<'_> {
    fn overlay<'o>(&mut self, overlay: &'o Node) -> Vec<Action<'o>> {
        let root = JsonPointer::root();
        let Some(mapping) = self.object(overlay, &root, "an overlay") else {
            return Vec::new();
        };
        let known = ["overlay", "info", "extends", "actions"];
        self.fields(mapping, &root, &known, "an overlay");
        match mapping.get("overlay") {
            Some(version) if is_known(version) => {}
            Some(_) => {
                let place = root.child("overlay");
                self.complain(
                    place,
                    "this version of overlays is not read: it is 1.0.0".to_owned(),
                );
            }
            None => self.complain(
                root.clone(),
                "an overlay has no `overlay: 1.0.0`".to_owned(),
            ),
        }
        let list = root.child("actions");
        let Some(actions) = mapping.get("actions").and_then(Node::as_sequence) else {
            self.complain(root, "an overlay has a list `actions`".to_owned());
            return Vec::new();
        };
        let actions = actions.iter().enumerate();
        actions
            .filter_map(|(index, action)| self.action(action, &list.child(index.to_string())))
            .collect()
    }

    fn action<'o>(&mut self, action: &'o Node, at: &JsonPointer) -> Option<Action<'o>> {
        let mapping = self.object(action, at, "an action")?;
        let known = ["target", "description", "update", "remove"];
        self.fields(mapping, at, &known, "an action");
        let Some(target) = mapping.get("target").and_then(Node::as_str) else {
            self.complain(
                at.clone(),
                "an action has a `target`, which is a JSONPath".to_owned(),
            );
            return None;
        };
        let target = match Query::parse(target) {
            Ok(target) => target,
            Err(problem) => {
                let message = format!("{} is not a JSONPath: {problem}", quote(target));
                let place = Place::new(self.file, at.child("target"));
                let diagnostic = Diagnostic::new(Code::BadTarget, place, message);
                self.diagnostics
                    .push(diagnostic.help(Code::BadTarget.help()));
                return None;
            }
        };
        let change = match (mapping.get("remove"), mapping.get("update")) {
            (Some(Node::Bool(true)), _) => Change::Remove,
            (None | Some(Node::Bool(false)), Some(update)) => Change::Update(update),
            (None | Some(Node::Bool(false)), None) => {
                let message = "an action says what to do: `update` or `remove: true`".to_owned();
                self.complain(at.clone(), message);
                return None;
            }
            (Some(_), _) => {
                let message = "`remove` is `true` or `false`".to_owned();
                self.complain(at.child("remove"), message);
                return None;
            }
        };
        Some(Action {
            place: Place::new(self.file, at.clone()),
            target,
            change,
        })
    }

    fn object<'o>(&mut self, node: &'o Node, at: &JsonPointer, what: &str) -> Option<&'o Mapping> {
        let mapping = node.as_mapping();
        if mapping.is_none() {
            let message = format!("{what} is an object, but this is {}", node.describe());
            self.complain(at.clone(), message);
        }
        mapping
    }

    fn fields(&mut self, mapping: &Mapping, at: &JsonPointer, known: &[&str], what: &str) {
        for name in mapping.keys() {
            if known.contains(&name) || name.starts_with("x-") {
                continue;
            }
            let message = format!("{what} has no field {}", quote(name));
            let place = Place::new(self.file, at.child(name)).key();
            let help = did_you_mean(name, known.iter().copied());
            let diagnostic = Diagnostic::new(Code::BadOverlay, place, message);
            self.diagnostics
                .push(diagnostic.maybe_help(help).help(Code::BadOverlay.help()));
        }
    }

    fn complain(&mut self, at: JsonPointer, message: String) {
        let diagnostic = Diagnostic::new(Code::BadOverlay, Place::new(self.file, at), message);
        self.diagnostics
            .push(diagnostic.help(Code::BadOverlay.help()));
    }
}

fn is_known(version: &Node) -> bool {
    match version {
        Node::String(text) => text == "1.0" || text.starts_with("1.0."),
        Node::Number(number) => ["1", "1.0"].contains(&number.text()),
        _ => false,
    }
}
