//! Where text comes from, and where in a text something stands.
//!
//! The passes speak of places as JSON pointers, because a tree has no lines. Only when somebody
//! reads a report are pointers turned into lines and columns, all of a file's in one scan
//! ([`locate`]).

mod locate;
mod pointer;

pub(crate) use locate::{Found, Request, locate, second_document};
pub(crate) use pointer::{JsonPointer, percent_decode};

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
    text: String,
    /// Byte offset of the start of every line.
    lines: Vec<usize>,
}

impl SourceFile {
    fn new(name: String, mut text: String) -> Self {
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0)
            .chain(breaks.map(|(at, _)| at + 1))
            .collect();
        Self { name, text, lines }
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

/// The documents that a run works on, by name and text; nothing here reads a file.
///
/// ```
/// let mut sources = anteroom_codegen::SourceMap::new();
/// sources.add("rooms.yaml", "openapi: 3.0.3\ninfo: {title: Rooms, version: '1'}\npaths: {}\n");
/// assert!(anteroom_codegen::check(&sources).is_clean());
/// ```
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// An empty map. The first document added is the one that is generated from.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a document. The name is what diagnostics show, usually the path as the user wrote it.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile::new(name.into(), text.into()));
        id
    }

    /// The document that is generated from.
    pub(crate) fn main(&self) -> Option<FileId> {
        self.files.first().map(|_| FileId(0))
    }

    pub(crate) fn get(&self, file: FileId) -> Option<&SourceFile> {
        self.files.get(usize::try_from(file.0).ok()?)
    }
}
