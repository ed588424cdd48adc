//! Where text comes from, and where in a text something stands.
//!
//! The passes speak of places as JSON pointers, because a tree has no lines. Only when somebody
//! reads a report are pointers turned into lines and columns, all of a file's in one scan
//! ([`locate`]).

mod locate;
mod moved;
mod pointer;
mod uri;

pub(crate) use locate::{Found, Request, locate, second_document, written};
pub(crate) use moved::Moved;
pub(crate) use pointer::{JsonPointer, percent_decode};
pub(crate) use uri::{has_scheme, join, split_fragment};

use std::fmt;
use std::sync::Arc;

/// Names one file of a [`SourceMap`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A range of bytes in one file's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Which part of an entry a [`Place`] means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Part {
    /// The value at the pointer.
    #[default]
    Value,
    /// The key under which the value stands.
    Key,
    /// The key's n-th occurrence, counted from 0: a mapping that has a key twice.
    Repeated(usize),
    /// Not a value at all but a stretch of text: what could not be parsed.
    Text(Span),
}

/// Where something stands in a document: a file and a JSON pointer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Place {
    pub(crate) file: FileId,
    pub(crate) pointer: JsonPointer,
    pub(crate) part: Part,
}

impl Place {
    /// The value at a pointer.
    pub(crate) fn new(file: FileId, pointer: JsonPointer) -> Self {
        Self {
            file,
            pointer,
            part: Part::Value,
        }
    }

    /// A stretch of text that is no value.
    pub(crate) fn text(file: FileId, span: Span) -> Self {
        Self {
            file,
            pointer: JsonPointer::root(),
            part: Part::Text(span),
        }
    }

    /// The key of this place instead of its value.
    #[must_use]
    pub(crate) fn key(mut self) -> Self {
        self.part = Part::Key;
        self
    }

    /// An occurrence of the key other than the first.
    #[must_use]
    pub(crate) fn repeated(mut self, occurrence: usize) -> Self {
        self.part = Part::Repeated(occurrence);
        self
    }
}

/// A line and a column, both counted from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Position {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

/// One document's name and text.
#[derive(Clone, Debug)]
pub(crate) struct SourceFile {
    name: String,
    /// The name as a path without `.` and `..`: what references are compared with.
    path: String,
    text: String,
    /// Byte offset of the start of every line.
    lines: Vec<usize>,
}

impl SourceFile {
    fn new(name: String, mut text: String) -> Self {
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        let breaks = text.match_indices('\n');
        let lines = std::iter::once(0)
            .chain(breaks.map(|(at, _)| at + 1))
            .collect();
        let path = uri_path(&name);
        Self {
            name,
            path,
            text,
            lines,
        }
    }

    /// The name as references see it.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The line and column of a byte offset; an offset past the end means the end.
    pub(crate) fn position(&self, offset: usize) -> Position {
        let line = self.lines.partition_point(|start| *start <= offset).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or_default();
        let before = self
            .text
            .get(start..offset.min(self.text.len()))
            .unwrap_or_default();
        Position {
            line,
            column: before.chars().count() + 1,
        }
    }

    /// The byte offset of a line and a column; past the end means the end.
    pub(crate) fn offset(&self, position: Position) -> usize {
        let Some(start) = self.lines.get(position.line.saturating_sub(1)).copied() else {
            return self.text.len();
        };
        let rest = self.text.get(start..).unwrap_or_default();
        let column = position.column.saturating_sub(1);
        start
            + rest
                .char_indices()
                .nth(column)
                .map_or(rest.len(), |(at, _)| at)
    }

    /// The text of a line, counted from 1, without its line break.
    pub(crate) fn line(&self, line: usize) -> &str {
        let start = self
            .lines
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or(self.text.len());
        let end = self.lines.get(line).copied().unwrap_or(self.text.len());
        self.text
            .get(start..end)
            .unwrap_or_default()
            .trim_end_matches(['\n', '\r'])
    }
}

/// The name of a file as a path with slashes.
fn uri_path(name: &str) -> String {
    if cfg!(windows) {
        uri::normalize(&name.replace('\\', "/"))
    } else {
        uri::normalize(name)
    }
}

/// The documents that a run works on, by name and text. Nothing here reads a file by itself: what
/// references lead to is added beforehand ([`Self::missing`]), or a function gives it
/// ([`Self::load_with`]).
///
/// ```
/// let mut sources = anteroom_codegen::SourceMap::new();
/// sources.add("rooms.yaml", "openapi: 3.0.3\ninfo: {title: Rooms, version: '1'}\npaths: {}\n");
/// assert!(anteroom_codegen::check(&sources).is_clean());
/// ```
#[derive(Clone, Default)]
pub struct SourceMap {
    files: Vec<Arc<SourceFile>>,
    /// Those of the files that change the document.
    overlays: Vec<FileId>,
    loader: Option<Arc<Loader>>,
}

/// Gives the text of a file, or says why it cannot.
type Loader = dyn Fn(&str) -> Result<String, String> + Send + Sync;

impl fmt::Debug for SourceMap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceMap")
            .field("files", &self.files)
            .finish_non_exhaustive()
    }
}

impl SourceMap {
    /// An empty map. The first document added is the one that is generated from; the others are
    /// found by the references that lead to them, relative to the document with the reference.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a document. The name is what diagnostics show, usually the path as the user wrote it.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        let file = SourceFile::new(name.into(), text.into());
        self.files.push(Arc::new(file));
        id
    }

    /// Adds an overlay (OpenAPI Overlay 1.0), which changes the document before it is read. Several
    /// are applied one after the other.
    ///
    /// ```
    /// let mut sources = anteroom_codegen::SourceMap::new();
    /// sources.add("rooms.yaml", "openapi: 3.0.3\ninfo: {title: Rooms}\npaths: {}\n");
    /// sources.add_overlay("mend.yaml", "\
    /// overlay: 1.0.0
    /// info: {title: What the vendor forgot, version: '1'}
    /// actions:
    ///   - {target: $.info, update: {version: '1'}}
    /// ");
    /// assert!(anteroom_codegen::check(&sources).is_clean());
    /// ```
    pub fn add_overlay(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let file = self.add(name, text);
        self.overlays.push(file);
        file
    }

    pub(crate) fn overlays(&self) -> &[FileId] {
        &self.overlays
    }

    /// Sets what gives the text of a file that a reference leads to and that was not added. Its path
    /// is relative to the same folder as the names of the documents.
    ///
    /// ```
    /// let mut sources = anteroom_codegen::SourceMap::new();
    /// sources.add("spec/rooms.yaml", "\
    /// openapi: 3.0.3
    /// info: {title: Rooms, version: '1'}
    /// paths: {/rooms: {$ref: paths/rooms.yaml}}
    /// ");
    /// let sources = sources.load_with(|path| {
    ///     assert_eq!(path, "spec/paths/rooms.yaml");
    ///     Ok("get: {responses: {'204': {description: Listed.}}}".to_owned())
    /// });
    /// assert!(anteroom_codegen::check(&sources).is_clean());
    /// ```
    #[must_use]
    pub fn load_with(
        self,
        load: impl Fn(&str) -> std::io::Result<String> + Send + Sync + 'static,
    ) -> Self {
        self.load(move |path| load(path).map_err(|error| format!("cannot be read: {error}")))
    }

    pub(crate) fn load(
        mut self,
        load: impl Fn(&str) -> Result<String, String> + Send + Sync + 'static,
    ) -> Self {
        self.loader = Some(Arc::new(load));
        self
    }

    /// The document of a path, loaded if need be, or why it is not to be had.
    pub(crate) fn fetch(&mut self, path: &str) -> Result<FileId, String> {
        if let Some(file) = self.find(path) {
            return Ok(file);
        }
        let text = match &self.loader {
            Some(load) => load(path)?,
            None => return Err("is not there".to_owned()),
        };
        Ok(self.add(path, text))
    }

    /// The document that is generated from.
    pub(crate) fn main(&self) -> Option<FileId> {
        let files = (0..).map(FileId).take(self.files.len());
        files.into_iter().find(|file| !self.overlays.contains(file))
    }

    pub(crate) fn get(&self, file: FileId) -> Option<&SourceFile> {
        let file = self.files.get(usize::try_from(file.0).ok()?);
        file.map(Arc::as_ref)
    }

    /// The document of a name, however the way to it is written: `./a.yaml` is `b/../a.yaml`.
    pub(crate) fn find(&self, name: &str) -> Option<FileId> {
        let path = uri_path(name);
        let position = self.files.iter().position(|file| file.path == path)?;
        u32::try_from(position).ok().map(FileId)
    }

    /// The name of a document seen from the one that is generated from; empty for that one itself.
    pub(crate) fn relative_name(&self, file: FileId) -> String {
        let path = |file: FileId| self.get(file).map_or("", |file| &file.path);
        match self.main() {
            Some(main) if main != file => uri::relative(path(main), path(file)),
            _ => String::new(),
        }
    }
}
