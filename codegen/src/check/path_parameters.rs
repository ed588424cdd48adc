//! The parameters in a path are declared, and the declared ones are in the path.

use super::parameters::spot;
use super::{Template, plain_name};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean, quote};
use crate::document::{Cursor, Document, OperationSite, parameters, path_items};

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let sites = document.operations();
    for path in sites.chunk_by(|a, b| a.entry.id() == b.entry.id()) {
        let Some(first) = path.first() else { continue };
        let Ok(template) = Template::parse(first.path) else {
            continue;
        };
        undeclared(path, &template, diagnostics);
        unused(path, &template, diagnostics);
    }
}

fn undeclared(path: &[OperationSite<'_>], template: &Template<'_>, diagnostics: &mut Diagnostics) {
    for name in template.parameters() {
        let lacking: Vec<&OperationSite<'_>> =
            path.iter().filter(|site| !declares(site, name)).collect();
        let all = lacking.len() == path.len();
        for site in lacking.iter().take(if all { 1 } else { usize::MAX }) {
            let place = if all {
                site.entry.place()
            } else {
                site.operation.place()
            };
            let who = if all {
                "no operation".to_owned()
            } else {
                format!("{} does not", site.method.to_uppercase())
            };
            let verb = if all { "declares" } else { "declare" };
            let message = format!("{who} {verb} the path parameter {}", quote(name));
            let help = format!(
                "declare it: `- {{name: {name}, in: path, required: true, schema: {{type: string}}}}`"
            );
            diagnostics.push(
                Diagnostic::new(Code::UndeclaredPathParameter, place.key(), message).help(help),
            );
        }
    }
}

fn declares(site: &OperationSite<'_>, name: &str) -> bool {
    let is_it = |at: &Cursor<'_>| {
        at.get_str("in") == Some("path") && at.get_str("name").map(plain_name) == Some(name)
    };
    parameters(site).iter().any(is_it)
}

fn unused(path: &[OperationSite<'_>], template: &Template<'_>, diagnostics: &mut Diagnostics) {
    let shared = path.first().map(|site| path_items(site.entry));
    let operations = path.iter().map(|site| site.operation);
    for item in shared
        .into_iter()
        .flatten()
        .chain(operations)
        .filter_map(|at| at.get("parameters"))
        .flat_map(Cursor::items)
    {
        let parameter = item.follow();
        let Some(name) = parameter
            .get_str("name")
            .filter(|_| parameter.get_str("in") == Some("path"))
        else {
            continue;
        };
        if template.parameters().any(|known| known == plain_name(name)) {
            continue;
        }
        let message = format!(
            "the path {} has no parameter {}",
            quote(template.path),
            quote(name)
        );
        let help = did_you_mean(name, template.parameters());
        let diagnostic = Diagnostic::new(Code::UnusedPathParameter, spot(item).place(), message);
        diagnostics.push(diagnostic.help(help.unwrap_or_else(|| {
            format!("put `{{{name}}}` into the path, or remove the parameter")
        })));
    }
}
