//! `anteroom check`: all that is wrong with documents.

use std::io::Write;
use std::path::Path;

use anteroom_codegen::{Entry, Report, Severity, inspect};
use serde_json::{Value, json};

use crate::Outcome;
use crate::arguments::{Check, Format, Settings};
use crate::progress::Timer;

pub(crate) fn run(task: &Check, out: &mut Vec<u8>) -> Outcome {
    let reports: Vec<(&Path, Report)> = task
        .documents
        .iter()
        .map(|document| (document.as_path(), report(document, &task.settings)))
        .collect();
    // Writing to memory cannot fail.
    let _ = match task.format {
        Format::Human => human(&reports, out),
        Format::Json => json(&reports, out),
        Format::GitHub => github(&reports, out),
    };
    if reports.iter().any(|(_, report)| report.has_errors()) {
        Outcome::Findings
    } else {
        Outcome::Good
    }
}

fn report(document: &Path, settings: &Settings) -> Report {
    let timer = Timer::start();
    let report = match settings.read(document) {
        Ok(sources) => inspect(&sources, &settings.options).report,
        Err(report) => report,
    };
    timer.finish(&format!("{}: checked", document.display()));
    report
}

fn human(reports: &[(&Path, Report)], out: &mut Vec<u8>) -> std::io::Result<()> {
    for (document, report) in reports {
        if report.is_clean() {
            writeln!(out, "{}: nothing to complain of", document.display())?;
        } else {
            writeln!(out, "{report}")?;
        }
    }
    Ok(())
}

fn json(reports: &[(&Path, Report)], out: &mut Vec<u8>) -> std::io::Result<()> {
    let entries = || reports.iter().flat_map(|(_, report)| report.iter());
    let count = |severity| {
        entries()
            .filter(|entry| entry.severity() == severity)
            .count()
    };
    let all = json!({
        "errors": count(Severity::Error),
        "warnings": count(Severity::Warning),
        "findings": entries().map(finding).collect::<Vec<_>>(),
    });
    writeln!(out, "{all:#}")
}

fn finding(entry: &Entry) -> Value {
    json!({
        "severity": entry.severity().to_string(),
        "code": entry.code().number(),
        "title": entry.code().title(),
        "message": entry.message(),
        "help": entry.help().collect::<Vec<_>>(),
        "file": entry.file(),
        "line": entry.line(),
        "column": entry.column(),
        "pointer": entry.pointer(),
    })
}

/// Workflow commands, which GitHub shows beside the lines of a pull request.
fn github(reports: &[(&Path, Report)], out: &mut Vec<u8>) -> std::io::Result<()> {
    for entry in reports.iter().flat_map(|(_, report)| report.iter()) {
        let mut text = entry.message().to_owned();
        for help in entry.help() {
            text.push_str("\nhelp: ");
            text.push_str(help);
        }
        writeln!(
            out,
            "::{} file={},line={},col={},title={}::{}",
            entry.severity(),
            property(entry.file()),
            entry.line(),
            entry.column(),
            property(&format!("{}: {}", entry.code(), entry.code().title())),
            data(&text),
        )?;
    }
    Ok(())
}

/// The text of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
