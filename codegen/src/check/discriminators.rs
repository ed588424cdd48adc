//! Discriminators name schemas that there are.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean, quote};
use crate::document::{Cursor, Document, Kind};
use crate::source::JsonPointer;

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let Some(root) = document.root() else { return };
    let components = root
        .get("components")
        .and_then(|components| components.get("schemas"));
    for discriminator in document.all(Kind::Discriminator) {
        for (_, at) in discriminator
            .get("mapping")
            .into_iter()
            .flat_map(Cursor::entries)
        {
            let Some(text) = at.str() else { continue };
            if names_schema(root, components, text) {
                continue;
            }
            let names = components
                .into_iter()
                .flat_map(Cursor::entries)
                .map(|(name, _)| name);
            let last = text.rsplit('/').next().unwrap_or(text);
            let message = format!("the schema {} does not exist", quote(text));
            let diagnostic = Diagnostic::new(Code::DanglingReference, at.place(), message);
            let help = did_you_mean(last, names);
            diagnostics.push(
                diagnostic.help(help.unwrap_or_else(|| Code::DanglingReference.help().to_owned())),
            );
        }
    }
}

/// A mapping's value is the name of a component or a reference.
fn names_schema(root: Cursor<'_>, components: Option<Cursor<'_>>, text: &str) -> bool {
    match text.strip_prefix('#') {
        Some(fragment) => JsonPointer::parse_fragment(fragment)
            .is_some_and(|pointer| root.lookup(&pointer).is_ok()),
        None => components.is_some_and(|components| components.get(text).is_some()),
    }
}
