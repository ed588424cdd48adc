//! The findings of a run with their lines and columns, in the order of the text.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use super::{Code, Diagnostic, Severity, render};
use crate::source::{FileId, Found, Moved, Place, Position, Request, SourceMap, Span, locate};

/// What a run found: errors and warnings in source order.
///
/// Its `Display` is a listing of them, as rustc has it; where there are very many, of the first ones.
/// Its `Debug` is the same, so that a build script that returns a report as its error shows it.
#[derive(Clone, Default)]
pub struct Report {
    entries: Vec<Entry>,
}

/// One finding of a [`Report`].
#[derive(Clone)]
pub struct Entry {
    pub(super) diagnostic: Diagnostic,
    pub(super) spot: Spot,
    pub(super) also: Vec<(Spot, String)>,
}

/// A place in the text, with what is needed to show it.
#[derive(Clone)]
pub(super) struct Spot {
    pub(super) file: FileId,
    pub(super) name: String,
    pub(super) span: Span,
    pub(super) position: Position,
    /// `None` where there is no text: a file that cannot be read.
    pub(super) line: Option<String>,
}

impl Entry {
    /// The kind of finding.
    #[must_use]
    pub fn code(&self) -> Code {
        self.diagnostic.code
    }

    /// Whether it stops the run.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.diagnostic.code.severity()
    }

    /// What is wrong, in one line.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.diagnostic.message
    }

    /// The way out, line by line.
    pub fn help(&self) -> impl Iterator<Item = &str> {
        self.diagnostic.help.iter().map(String::as_str)
    }

    /// The document's name, as it was added to the [`SourceMap`].
    #[must_use]
    pub fn file(&self) -> &str {
        &self.spot.name
    }

    /// The line, counted from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.spot.position.line
    }

    /// The column, counted from 1, in characters.
    #[must_use]
    pub fn column(&self) -> usize {
        self.spot.position.column
    }

    /// The JSON pointer of the place as a URI fragment, such as `#/paths/~1rooms/get`.
    #[must_use]
    pub fn pointer(&self) -> String {
        self.diagnostic.place.pointer.fragment()
    }

    /// The finding in one line, for places such as `cargo::warning=`.
    #[must_use]
    pub fn one_line(&self) -> String {
        render::one_line(self)
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        render::entry(f, self)
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Report {
    /// `moved` says where the text of a place is, if not there.
    pub(super) fn new(diagnostics: Vec<Diagnostic>, moved: &Moved, sources: &SourceMap) -> Self {
        let spots = Spots::find(&diagnostics, moved, sources);
        let mut entries: Vec<Entry> = diagnostics
            .into_iter()
            .map(|diagnostic| spots.entry(diagnostic))
            .collect();
        entries.sort_by(|a, b| {
            let key = |entry: &Entry| (entry.spot.file, entry.spot.span.start, entry.code());
            key(a)
                .cmp(&key(b))
                .then_with(|| a.diagnostic.message.cmp(&b.diagnostic.message))
        });
        let mut seen = HashSet::new();
        entries.retain(|entry| {
            seen.insert((
                entry.spot.file,
                entry.spot.span,
                entry.code(),
                entry.diagnostic.message.clone(),
            ))
        });
        Self { entries }
    }

    /// The findings in source order.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// The findings that only warn, in source order.
    pub fn warnings(&self) -> impl Iterator<Item = &Entry> {
        self.entries
            .iter()
            .filter(|entry| entry.severity() == Severity::Warning)
    }

    /// Whether nothing was found at all.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether something stops the run.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    pub(super) fn count(&self, severity: Severity) -> usize {
        self.entries
            .iter()
            .filter(|entry| entry.severity() == severity)
            .count()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        render::report(f, self)
    }
}

impl fmt::Debug for Report {
    /// Begins on a line of its own: `main` writes `Error: ` before the error that it returns.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\n")?;
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Report {}

/// The spots of all places of a run: one scan a file.
struct Spots<'a> {
    sources: &'a SourceMap,
    moved: &'a Moved,
    found: BTreeMap<Place, Found>,
}

impl<'a> Spots<'a> {
    fn find(diagnostics: &[Diagnostic], moved: &'a Moved, sources: &'a SourceMap) -> Self {
        let mut files: BTreeMap<FileId, Vec<Place>> = BTreeMap::new();
        for diagnostic in diagnostics {
            let also = diagnostic.also.iter().map(|(place, _)| place);
            for place in std::iter::once(&diagnostic.place).chain(also) {
                let place = moved.find(place);
                files.entry(place.file).or_default().push(place);
            }
        }
        let mut found = BTreeMap::new();
        for (file, places) in files {
            let Some(source) = sources.get(file) else {
                continue;
            };
            let requests: Vec<Request<'_>> = places
                .iter()
                .map(|place| Request {
                    pointer: &place.pointer,
                    part: place.part,
                })
                .collect();
            let answers = locate(source.text(), &requests);
            drop(requests);
            found.extend(places.into_iter().zip(answers));
        }
        Self {
            sources,
            moved,
            found,
        }
    }

    fn entry(&self, diagnostic: Diagnostic) -> Entry {
        let spot = self.spot(&diagnostic.place);
        let also = diagnostic
            .also
            .iter()
            .map(|(place, label)| (self.spot(place), label.clone()))
            .collect();
        Entry {
            diagnostic,
            spot,
            also,
        }
    }

    fn spot(&self, place: &Place) -> Spot {
        let place = &self.moved.find(place);
        let span = self
            .found
            .get(place)
            .map(|found| found.span)
            .unwrap_or_default();
        let Some(source) = self.sources.get(place.file) else {
            let position = Position { line: 1, column: 1 };
            return Spot {
                file: place.file,
                name: String::new(),
                span,
                position,
                line: None,
            };
        };
        let position = source.position(span.start);
        let line = (!source.text().is_empty()).then(|| source.line(position.line).to_owned());
        Spot {
            file: place.file,
            name: source.name().to_owned(),
            span,
            position,
            line,
        }
    }
}
