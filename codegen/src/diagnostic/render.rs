//! The look of a report: like rustc's, because that is what its readers see all day.

use std::fmt::{self, Write};

use super::report::{Entry, Report, Spot};
use super::{Severity, plain};

/// How many findings are shown in full; the rest is counted.
const SHOWN: usize = 200;
/// How much of a line is shown, in characters: a document may be one line of megabytes.
const WIDTH: usize = 120;

/// The whole listing, and how many there are of each.
pub(super) fn report(f: &mut fmt::Formatter<'_>, report: &Report) -> fmt::Result {
    let mut hidden = 0;
    // Should there be too many, warnings must not crowd out what stops the run.
    let errors = report.count(Severity::Error);
    let mut room = SHOWN.saturating_sub(errors);
    for finding in report.iter() {
        let warning = finding.severity() == Severity::Warning;
        if warning && room == 0 {
            hidden += 1;
            continue;
        }
        room -= usize::from(warning);
        entry(f, finding)?;
        f.write_char('\n')?;
    }
    if hidden > 0 {
        writeln!(f, "... and {hidden} more warnings\n")?;
    }
    let count = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    write!(
        f,
        "{}, {}",
        count(errors, "error"),
        count(report.count(Severity::Warning), "warning")
    )
}

/// One finding, ending with a line break.
pub(super) fn entry(f: &mut fmt::Formatter<'_>, entry: &Entry) -> fmt::Result {
    let diagnostic = &entry.diagnostic;
    writeln!(
        f,
        "{}[{}]: {}",
        entry.severity(),
        entry.code(),
        single(&diagnostic.message)
    )?;
    let widest = entry
        .also
        .iter()
        .map(|(spot, _)| spot)
        .chain([&entry.spot])
        .map(|spot| spot.position.line)
        .max();
    let gutter = widest.unwrap_or(1).to_string().len();
    snippet(f, gutter, "-->", &entry.spot, '^', &diagnostic.label)?;
    for (spot, label) in &entry.also {
        writeln!(f, "{:gutter$} |", "")?;
        snippet(f, gutter, ":::", spot, '-', label)?;
    }
    writeln!(f, "{:gutter$} |", "")?;
    for help in &diagnostic.help {
        writeln!(f, "{:gutter$} = help: {}", "", single(help))?;
    }
    for note in &diagnostic.notes {
        writeln!(f, "{:gutter$} = note: {}", "", single(note))?;
    }
    if !diagnostic.place.pointer.tokens().is_empty() {
        writeln!(f, "{:gutter$} = note: at {}", "", single(&entry.pointer()))?;
    }
    Ok(())
}

/// One finding in one line: `spec/rooms.yaml:41:11: warning[AR0507]: ...; help: ...`.
pub(super) fn one_line(entry: &Entry) -> String {
    let Spot { name, position, .. } = &entry.spot;
    let mut out = format!("{}:{}:{}: ", single(name), position.line, position.column);
    out.push_str(&format!(
        "{}[{}]: {}",
        entry.severity(),
        entry.code(),
        single(&entry.diagnostic.message)
    ));
    for help in &entry.diagnostic.help {
        out.push_str("; help: ");
        out.push_str(&single(help));
    }
    out
}

/// A line of the document with a stretch of it underlined.
fn snippet(
    f: &mut fmt::Formatter<'_>,
    gutter: usize,
    arrow: &str,
    spot: &Spot,
    underline: char,
    label: &str,
) -> fmt::Result {
    let Spot { name, position, .. } = spot;
    writeln!(
        f,
        "{:gutter$}{arrow} {}:{}:{}",
        "",
        single(name),
        position.line,
        position.column
    )?;
    writeln!(f, "{:gutter$} |", "")?;
    let window = Window::new(spot);
    writeln!(f, "{:>gutter$} | {}", position.line, window.text)?;
    let marks: String = std::iter::repeat_n(underline, window.length).collect();
    let label = if label.is_empty() {
        String::new()
    } else {
        format!(" {}", single(label))
    };
    writeln!(
        f,
        "{:gutter$} | {:indent$}{marks}{label}",
        "",
        "",
        indent = window.indent
    )
}

/// The part of a line that is shown.
struct Window {
    text: String,
    indent: usize,
    length: usize,
}

impl Window {
    fn new(spot: &Spot) -> Self {
        let column = spot.position.column - 1;
        let bytes = spot.span.end.saturating_sub(spot.span.start);
        let from = spot
            .line
            .char_indices()
            .nth(column)
            .map_or(spot.line.len(), |(at, _)| at);
        let marked = spot
            .line
            .get(from..from.saturating_add(bytes))
            .unwrap_or_default()
            .chars()
            .count();
        let skipped = if spot.line.chars().nth(WIDTH).is_some() {
            column.saturating_sub(WIDTH / 3)
        } else {
            0
        };
        let mut text = String::new();
        let mut indent = 0;
        let mut length = 0;
        if skipped > 0 {
            text.push('…');
            indent += 1;
        }
        let shown = spot.line.chars().enumerate().skip(skipped).take(WIDTH);
        for (at, char) in shown {
            let piece = if char == '\t' {
                "    ".to_owned()
            } else {
                plain(char).collect()
            };
            let width = piece.chars().count();
            indent += if at < column { width } else { 0 };
            length += if (column..column + marked).contains(&at) {
                width
            } else {
                0
            };
            text.push_str(&piece);
        }
        if spot.line.chars().nth(skipped + WIDTH).is_some() {
            text.push('…');
        }
        Self {
            text: text.trim_end().to_owned(),
            indent,
            length: length.max(1),
        }
    }
}

/// A text on one line, harmless to a terminal.
fn single(text: &str) -> String {
    text.chars().flat_map(plain).collect()
}
