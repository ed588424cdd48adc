//! One action, carried out.

use super::{Action, Change};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::parse::Node;
use crate::source::{JsonPointer, Moved, Place};

pub(super) fn action(
    action: &Action<'_>,
    root: &mut Node,
    moved: &mut Moved,
    diagnostics: &mut Diagnostics,
) {
    let found = action.target.select(root);
    if found.is_empty() {
        let place = child(&action.place, "target");
        let message = "nothing in the document matches this target";
        let diagnostic = Diagnostic::new(Code::UnusedAction, place, message);
        diagnostics.push(diagnostic.help(Code::UnusedAction.help()));
    }
    match action.change {
        // From the end, so that the positions before stay what they are.
        Change::Remove => {
            for path in found.iter().rev() {
                if !remove(root, path, moved) {
                    let message = "the document as a whole cannot be removed";
                    complain(action, "target", message.to_owned(), diagnostics);
                }
            }
        }
        Change::Update(update) => {
            let source = child(&action.place, "update");
            for path in &found {
                let mut merge = Merge {
                    moved,
                    at: pointer(root, path),
                };
                let Some(target) = at(root, path) else {
                    continue;
                };
                if let (Node::Mapping(_), false) = (&*target, update.as_mapping().is_some()) {
                    let message =
                        format!("the target is an object, but this is {}", update.describe());
                    complain(action, "update", message, diagnostics);
                    break;
                }
                merge.value(target, update, &source);
            }
        }
    }
}

fn complain(action: &Action<'_>, field: &str, message: String, diagnostics: &mut Diagnostics) {
    let place = child(&action.place, field);
    let diagnostic = Diagnostic::new(Code::BadUpdate, place, message);
    diagnostics.push(diagnostic.help(Code::BadUpdate.help()));
}

fn child(place: &Place, token: &str) -> Place {
    Place::new(place.file, place.pointer.child(token))
}

/// `false` for the root, which cannot go.
fn remove(root: &mut Node, path: &[usize], moved: &mut Moved) -> bool {
    let Some((last, around)) = path.split_last() else {
        return false;
    };
    let whole = pointer(root, path);
    match at(root, around) {
        Some(Node::Mapping(mapping)) => {
            mapping.remove(*last);
            moved.removed(&whole);
        }
        Some(Node::Sequence(items)) => {
            items.remove(*last);
            moved.removed_item(&whole, *last, items.len());
        }
        _ => {}
    }
    true
}

fn at<'n>(root: &'n mut Node, path: &[usize]) -> Option<&'n mut Node> {
    path.iter()
        .try_fold(root, |node, index| node.child_mut(*index))
}

/// The positions as a pointer.
fn pointer(root: &Node, path: &[usize]) -> JsonPointer {
    let mut tokens = Vec::new();
    let mut node = root;
    for index in path {
        tokens.push(match node {
            Node::Mapping(mapping) => mapping.key(*index).unwrap_or_default().to_owned(),
            _ => index.to_string(),
        });
        match node.child(*index) {
            Some(child) => node = child,
            None => break,
        }
    }
    tokens.into_iter().collect()
}

/// Brings an update into the tree, and notes what came from where.
struct Merge<'m> {
    moved: &'m mut Moved,
    /// Where the merge is in the document.
    at: JsonPointer,
}

impl Merge<'_> {
    /// Objects are merged, arrays get the entry or entries, and anything else is replaced.
    fn value(&mut self, target: &mut Node, update: &Node, source: &Place) {
        match (target, update) {
            (Node::Mapping(target), Node::Mapping(update)) => {
                for (name, value) in update.iter() {
                    let source = child(source, name);
                    let around = self.at.clone();
                    self.at = around.child(name);
                    match target.get_mut(name) {
                        Some(known) => self.value(known, value, &source),
                        None => {
                            target.push(name, value.clone());
                            self.moved.set(self.at.clone(), source);
                        }
                    }
                    self.at = around;
                }
            }
            (Node::Sequence(target), Node::Sequence(update)) => {
                for (index, item) in update.iter().enumerate() {
                    let source = child(source, &index.to_string());
                    self.moved
                        .set(self.at.child(target.len().to_string()), source);
                    target.push(item.clone());
                }
            }
            (Node::Sequence(target), item) => {
                let place = self.at.child(target.len().to_string());
                self.moved.set(place, source.clone());
                target.push(item.clone());
            }
            (target, update) => {
                *target = update.clone();
                self.moved.set(self.at.clone(), source.clone());
            }
        }
    }
}
