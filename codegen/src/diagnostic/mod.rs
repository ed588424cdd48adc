//! What is wrong with a document, said so that its author can mend it.

mod code;
mod render;
mod report;

pub use code::{Code, Severity};
pub use report::{Entry, Report};

use std::collections::HashMap;

use crate::source::{FileId, Moved, Place, SourceMap};

/// One finding: what, where, and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Diagnostic {
    code: Code,
    place: Place,
    message: String,
    label: String,
    help: Vec<String>,
    notes: Vec<String>,
    also: Vec<(Place, String)>,
}

impl Diagnostic {
    /// The message is one line without a full stop; names out of the document go through [`quote`].
    pub(crate) fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            place,
            message: message.into(),
            label: String::new(),
            help: Vec::new(),
            notes: Vec::new(),
            also: Vec::new(),
        }
    }

    fn is_error(&self) -> bool {
        self.code.severity() == Severity::Error
    }

    /// The way out.
    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// The way out, where one is known.
    #[must_use]
    pub(crate) fn maybe_help(self, help: Option<String>) -> Self {
        match help {
            Some(help) => self.help(help),
            None => self,
        }
    }

    /// Something worth knowing.
    #[must_use]
    pub(crate) fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Another place that has to do with it.
    #[must_use]
    pub(crate) fn also(mut self, place: Place, label: impl Into<String>) -> Self {
        self.also.push((place, label.into()));
        self
    }
}

/// Collects the findings of a run, so that all of them are told at once.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    list: Vec<Diagnostic>,
    errors: usize,
    /// Where the text of a place is, if not there.
    moved: Moved,
    allowed: Vec<Allowed>,
    /// The names of the files other than the main document, as seen from there.
    files: HashMap<FileId, String>,
}

/// A kind of finding that the user accepts in a part of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Allowed {
    pub(crate) code: Code,
    /// As a URI reference from the main document; `#` is all of it, with its files.
    pub(crate) pointer: String,
    /// Whether there was such a finding.
    pub(crate) used: bool,
}

impl Allowed {
    pub(crate) fn new(code: Code, pointer: &str) -> Self {
        Self {
            code,
            pointer: pointer.to_owned(),
            used: false,
        }
    }

    fn covers(&self, code: Code, place: &Place, file: &str) -> bool {
        let inside = || {
            let uri = format!("{file}{}", place.pointer.fragment());
            let pointer = self.pointer.strip_suffix('#').unwrap_or(&self.pointer);
            uri.strip_prefix(pointer).is_some_and(|rest| {
                rest.is_empty() || rest.starts_with(['/', '#']) || pointer.is_empty()
            })
        };
        self.code == code && code.is_allowable() && inside()
    }
}

impl Diagnostics {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// A collector that leaves out what the user accepts.
    pub(crate) fn allowing(allowed: Vec<Allowed>) -> Self {
        Self {
            allowed,
            ..Self::default()
        }
    }

    /// Whether the user accepts a finding.
    pub(crate) fn allows(&mut self, code: Code, place: &Place) -> bool {
        let mut found = false;
        let file = self.files.get(&place.file).map_or("", String::as_str);
        // All that cover it are of use, so that none is complained of.
        for allowed in &mut self.allowed {
            let covers = allowed.covers(code, place, file);
            allowed.used |= covers;
            found |= covers;
        }
        found
    }

    /// Complains of what the user accepts and is not there.
    pub(crate) fn complain_of_idle(&mut self, place: &Place) {
        for allowed in self
            .allowed
            .clone()
            .into_iter()
            .filter(|allowed| !allowed.used)
        {
            let (code, pointer) = (allowed.code, quote(&allowed.pointer));
            let message = if code.is_allowable() {
                format!("{code} is allowed at {pointer}, but nothing there has to be")
            } else {
                format!("{code} cannot be allowed: only what is not generated can be")
            };
            self.push(
                Diagnostic::new(Code::IdleOption, place.clone(), message)
                    .help(Code::IdleOption.help()),
            );
        }
    }

    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        if self.allows(diagnostic.code, &diagnostic.place) {
            return;
        }
        self.errors += usize::from(diagnostic.is_error());
        self.list.push(diagnostic);
    }

    /// Forgets all findings but those at some places.
    pub(crate) fn retain(&mut self, is_told: impl Fn(&Place) -> bool) {
        self.list.retain(|diagnostic| is_told(&diagnostic.place));
        let errors = self.list.iter().filter(|diagnostic| diagnostic.is_error());
        self.errors = errors.count();
    }

    /// How many errors there are so far.
    pub(crate) fn errors(&self) -> usize {
        self.errors
    }

    /// Whether nothing can be generated.
    pub(crate) fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Says what a file is called.
    pub(crate) fn name_file(&mut self, file: FileId, name: String) {
        self.files.insert(file, name);
    }

    /// Says where the text of places is, for a document that was changed after it was read.
    pub(crate) fn moved(&mut self, moved: Moved) {
        self.moved = moved;
    }

    /// Finds the lines and columns, sorts in source order, and leaves repetitions out.
    pub(crate) fn into_report(self, sources: &SourceMap) -> Report {
        Report::new(self.list, &self.moved, sources)
    }
}

/// A name or value out of the document as messages show it: in backticks, on one line, not too long.
pub(crate) fn quote(text: &str) -> String {
    const LONGEST: usize = 60;
    let short: String = text.chars().take(LONGEST).flat_map(plain).collect();
    let dots = if text.chars().nth(LONGEST).is_some() {
        "…"
    } else {
        ""
    };
    format!("`{short}{dots}`")
}

/// A character as a terminal may see it: control characters are escaped.
fn plain(char: char) -> impl Iterator<Item = char> {
    let escaped = char.is_control()
        || matches!(char, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let kept = (!escaped).then_some(char);
    kept.into_iter()
        .chain(escaped.then(|| char.escape_default()).into_iter().flatten())
}

/// The known name that was probably meant, as a help text.
pub(crate) fn did_you_mean<'a>(
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    closest(name, known).map(|known| format!("did you mean {}?", quote(known)))
}

/// The known name nearest to `name`, if it is near enough to be a slip of the pen.
fn closest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().count();
    if length > 100 {
        return None;
    }
    let allowed = (length / 3).clamp(1, 3);
    let near = known
        .into_iter()
        .filter(|known| known.len().abs_diff(name.len()) <= 2 * allowed + 2);
    let measured = near.map(|known| {
        let plain = if known.eq_ignore_ascii_case(name) {
            0
        } else {
            distance(name, known)
        };
        (plain, known)
    });
    measured
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    let mut last = None;
    for (i, x) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at =
                |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX / 2);
            let mut cost = (at(&row, j) + usize::from(x != *y))
                .min(at(&row, j + 1) + 1)
                .min(at(&next, j) + 1);
            let swapped = j > 0 && last == Some(*y) && b.get(j - 1) == Some(&x);
            if swapped {
                cost = cost.min(at(&before, j - 1) + 1);
            }
            next.push(cost);
        }
        last = Some(x);
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let known = ["description", "operationId", "summary", "tags"];
        assert_eq!(closest("desciption", known), Some("description"));
        assert_eq!(closest("operationID", known), Some("operationId"));
        assert_eq!(closest("tag", known), Some("tags"));
        assert_eq!(closest("smumary", known), Some("summary"));
        assert_eq!(closest("nothing", known), None);
    }

    #[test]
    fn quotes_on_one_line() {
        assert_eq!(quote("a\nb\u{1b}"), "`a\\nb\\u{1b}`");
        assert_eq!(quote(&"x".repeat(61)), format!("`{}…`", "x".repeat(60)));
    }
}
