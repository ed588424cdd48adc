//! The files that a document consists of, read when a reference first leads to them.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::parse::{Node, parse};
use crate::source::{FileId, SourceMap};

/// The files known so far.
pub(super) struct Files<'a> {
    sources: &'a mut SourceMap,
    /// What could not be had, and why.
    missing: HashMap<String, String>,
    /// What could be had and not parsed, which was reported.
    broken: HashSet<FileId>,
}

/// How far a file is.
pub(super) enum State {
    /// The number of its tree.
    Parsed(u32),
    /// To be loaded before anything can be said.
    Unknown,
    /// Why it is not there.
    Missing(String),
    /// Its text was reported.
    Broken,
}

impl<'a> Files<'a> {
    pub(super) fn new(sources: &'a mut SourceMap) -> Self {
        Self {
            sources,
            missing: HashMap::new(),
            broken: HashSet::new(),
        }
    }

    pub(super) fn sources(&self) -> &SourceMap {
        self.sources
    }

    /// The path of a file as references see it.
    pub(super) fn path(&self, file: FileId) -> &str {
        self.sources.get(file).map_or("", |file| file.path())
    }

    pub(super) fn state(&self, document: &Document, path: &str) -> State {
        if let Some(reason) = self.missing.get(path) {
            return State::Missing(reason.clone());
        }
        match self.sources.find(path) {
            Some(file) if self.broken.contains(&file) => State::Broken,
            Some(file) => document.tree_of(file).map_or(State::Unknown, State::Parsed),
            None => State::Unknown,
        }
    }

    /// Loads and parses a file whose state is unknown.
    pub(super) fn fetch(
        &mut self,
        document: &mut Document,
        path: &str,
        diagnostics: &mut Diagnostics,
    ) {
        let file = match self.sources.fetch(path) {
            Ok(file) => file,
            Err(reason) => {
                self.missing.insert(path.to_owned(), reason);
                return;
            }
        };
        if document.tree_of(file).is_some() || self.broken.contains(&file) {
            return;
        }
        let source = self.sources.get(file);
        let root = source.and_then(|source| {
            if is_prose(path) {
                return Some(Node::String(source.text().to_owned()));
            }
            parse(file, source, diagnostics)
        });
        match root {
            Some(root) => {
                let name = self.sources.relative_name(file);
                diagnostics.name_file(file, name.clone());
                document.add(file, name, root);
            }
            None => {
                self.broken.insert(file);
            }
        }
    }
}

/// Whether a file is a text for people, such as a description that has a file of its own.
fn is_prose(path: &str) -> bool {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension);
    extension.is_some_and(|extension| {
        let prose = ["md", "markdown", "txt", "html"];
        prose
            .iter()
            .any(|prose| extension.eq_ignore_ascii_case(prose))
    })
}
