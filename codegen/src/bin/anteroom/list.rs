//! `anteroom list`: what a document comes to.

use std::io::Write;

use anteroom_codegen::{OperationOutline, Outline, inspect, read};

use crate::arguments::List;
use crate::progress::Timer;
use crate::{Outcome, complain};

pub(crate) fn run(task: &List, out: &mut Vec<u8>) -> Outcome {
    let timer = Timer::start();
    let (report, outline) = match read(&task.document) {
        Ok(sources) => {
            let found = inspect(&sources, &task.options);
            (found.report, found.outline)
        }
        Err(report) => (report, None),
    };
    timer.finish(&format!("{}: read", task.document.display()));
    if report.has_errors() {
        complain(&report.to_string());
    }
    let Some(outline) = outline else {
        return Outcome::Findings;
    };
    // Writing to memory cannot fail.
    let _ = show(&outline, out);
    Outcome::Good
}

fn show(outline: &Outline, out: &mut Vec<u8>) -> std::io::Result<()> {
    writeln!(out, "service {}\n\noperations", outline.service)?;
    let method = widest(outline.operations.iter().map(|operation| operation.method));
    let path = widest(outline.operations.iter().map(|operation| &*operation.path));
    for operation in &outline.operations {
        let OperationOutline { id, .. } = operation;
        writeln!(
            out,
            "  {:method$} {:path$} {id}",
            operation.method, operation.path
        )?;
        for place in &operation.raw {
            writeln!(out, "  {:method$} raw: {place}", "")?;
        }
    }
    writeln!(out, "\ntypes")?;
    let name = widest(outline.types.iter().map(|ty| &*ty.name));
    for ty in &outline.types {
        writeln!(out, "  {:name$} {}", ty.name, ty.pointer)?;
    }
    if !outline.untyped.is_empty() {
        writeln!(out, "\nany JSON, although the document says more")?;
        for place in &outline.untyped {
            writeln!(out, "  {place}")?;
        }
    }
    let raw = |operation: &&OperationOutline| !operation.raw.is_empty();
    writeln!(
        out,
        "\ntotal\n  operations                 {}\n  operations with raw parts  {}\n  \
         types                      {}\n  positions of any JSON      {}",
        outline.operations.len(),
        outline.operations.iter().filter(raw).count(),
        outline.types.len(),
        outline.untyped.len(),
    )
}

/// The width of a column. What is far longer than usual must not push the rest off the screen.
fn widest<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    texts
        .map(|text| text.chars().count())
        .filter(|width| *width <= 60)
        .max()
        .unwrap_or(0)
}
