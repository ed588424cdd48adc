//! The look of a report: like rustc's, because that is what its readers see all day.

use std::fmt::{self, Write};

use super::report::{Entry, Report, Spot};
use super::{Severity, plain};

/// How many findings are shown in full; the rest is counted.
const SHOWN: usize = 50;
/// How much of a line is shown, in characters: a document may be one line of megabytes.
const WIDTH: usize = 120;

/// The whole listing, and how many there are of each.
pub(super) fn report(f: &mut fmt::Formatter<'_>, report: &Report) -> fmt::Result {
    // Should there be too many, warnings must not crowd out what stops the run.
    let (errors, warnings) = (
        report.count(Severity::Error),
        report.count(Severity::Warning),
    );
    let shown_errors = errors.min(SHOWN);
    let shown_warnings = warnings.min(SHOWN - shown_errors);
    let mut room = [shown_errors, shown_warnings];
    for finding in report.iter() {
        let room = match finding.severity() {
            Severity::Error => &mut room[0],
            Severity::Warning => &mut room[1],
        };
        if *room > 0 {
            *room -= 1;
            entry(f, finding)?;
            f.write_char('\n')?;
        }
    }
    let hidden = [
        (errors - shown_errors, "error"),
        (warnings - shown_warnings, "warning"),
    ];
    let hidden: Vec<String> = hidden
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| count(*n, &format!("more {word}")))
        .collect();
    if !hidden.is_empty() {
        writeln!(f, "... and {}\n", hidden.join(", "))?;
    }
    write!(
        f,
        "{}, {}",
        count(errors, "error"),
        count(warnings, "warning")
    )
}

fn count(n: usize, word: &str) -> String {
    format!("{n} {word}{}", if n == 1 { "" } else { "s" })
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
    if entry.spot.line.is_some() {
        writeln!(f, "{:gutter$} |", "")?;
    }
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
    let mut out = format!("{}: ", location(&entry.spot));
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
    writeln!(f, "{:gutter$}{arrow} {}", "", location(spot))?;
    let Some(line) = &spot.line else {
        return Ok(());
    };
    writeln!(f, "{:gutter$} |", "")?;
    let window = Window::new(spot, line);
    writeln!(f, "{:>gutter$} | {}", spot.position.line, window.text)?;
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

/// `spec/rooms.yaml:41:11`; of a file without text, its name.
fn location(spot: &Spot) -> String {
    let Spot { name, position, .. } = spot;
    match spot.line {
        Some(_) => format!("{}:{}:{}", single(name), position.line, position.column),
        None => single(name),
    }
}

/// The part of a line that is shown.
struct Window {
    text: String,
    indent: usize,
    length: usize,
}

impl Window {
    fn new(spot: &Spot, line: &str) -> Self {
        let column = spot.position.column - 1;
        let bytes = spot.span.end.saturating_sub(spot.span.start);
        let from = line
            .char_indices()
            .nth(column)
            .map_or(line.len(), |(at, _)| at);
        let marked = line
            .get(from..from.saturating_add(bytes))
            .unwrap_or_default()
            .chars()
            .count();
        let skipped = if line.chars().nth(WIDTH).is_some() {
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
        let shown = line.chars().enumerate().skip(skipped).take(WIDTH);
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
        if line.chars().nth(skipped + WIDTH).is_some() {
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
