//! `anteroom list`: what a document comes to.

use std::io::Write;

use anteroom_codegen::{LinkOutline, OperationOutline, Outline, inspect};

use crate::arguments::List;
use crate::progress::Timer;
use crate::{Outcome, complain};

pub(crate) fn run(task: &List, out: &mut Vec<u8>) -> Outcome {
    let timer = Timer::start();
    let (report, outline) = match task.settings.read(&task.document) {
        Ok(sources) => {
            let found = inspect(&sources, &task.settings.options);
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
    show_operations(outline, false, out)?;
    if let Some(name) = &outline.webhooks {
        writeln!(out, "\nwebhooks {name}")?;
        show_operations(outline, true, out)?;
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
    let webhooks = outline.operations.iter();
    let webhooks = webhooks.filter(|operation| operation.is_webhook).count();
    writeln!(
        out,
        "\ntotal\n  operations                 {}\n  webhooks                   {webhooks}\n  \
         operations with raw parts  {}\n  \
         types                      {}\n  positions of any JSON      {}",
        outline.operations.len() - webhooks,
        outline.operations.iter().filter(raw).count(),
        outline.types.len(),
        outline.untyped.len(),
    )
}

fn show_operations(outline: &Outline, webhooks: bool, out: &mut Vec<u8>) -> std::io::Result<()> {
    let all = outline.operations.iter();
    let shown = all.filter(|operation| operation.is_webhook == webhooks);
    let method = widest(shown.clone().map(|operation| operation.method));
    let path = widest(shown.clone().map(|operation| &*operation.path));
    let id = widest(shown.clone().map(|operation| &*operation.id));
    for operation in shown {
        writeln!(
            out,
            "  {:method$} {:path$} {:id$} {}::{}",
            operation.method, operation.path, operation.id, operation.trait_name, operation.name
        )?;
        for place in &operation.raw {
            writeln!(out, "  {:method$} raw: {place}", "")?;
        }
        for name in &operation.callbacks {
            writeln!(out, "  {:method$} callback: {name}", "")?;
        }
        for link in &operation.links {
            let LinkOutline {
                answer,
                name,
                operation,
                ..
            } = link;
            writeln!(
                out,
                "  {:method$} link: {answer} {name}, to {operation}",
                ""
            )?;
        }
    }
    Ok(())
}

/// The width of a column. What is far longer than usual must not push the rest off the screen.
fn widest<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    texts
        .map(|text| text.chars().count())
        .filter(|width| *width <= 60)
        .max()
        .unwrap_or(0)
}
