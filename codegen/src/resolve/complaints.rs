//! What is said of references that lead nowhere, or not to what is needed.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean, quote};
use crate::document::{Cursor, Document, NodeId};
use crate::source::split_fragment;

/// A reference to what would have to be fetched.
pub(super) fn url(reference: Cursor<'_>, text: &str) -> Diagnostic {
    let (resource, fragment) = split_fragment(text);
    let name = resource
        .rsplit('/')
        .find(|part| !part.is_empty())
        .unwrap_or("other.yaml");
    let fragment = fragment
        .map(|fragment| format!("#{fragment}"))
        .unwrap_or_default();
    let message = format!("{} is a URL, and nothing is fetched", quote(text));
    let diagnostic = Diagnostic::new(Code::UnsupportedReference, reference.place(), message);
    let local = quote(&format!("./{name}{fragment}"));
    diagnostic
        .help(format!(
            "save a copy beside this document, for example with `curl -o {name} {resource}`"
        ))
        .help(format!("then refer to the copy: {local}"))
}

pub(super) fn missing_file(
    at: Cursor<'_>,
    reference: Cursor<'_>,
    text: &str,
    reason: &str,
) -> Diagnostic {
    let file = split_fragment(text).0;
    let message = format!("the file {} {reason}", quote(file));
    let diagnostic = Diagnostic::new(Code::MissingFile, reference.place(), message);
    let inside = text.trim_start_matches('/').starts_with("components/");
    let help = if inside {
        let local = format!("#/{}", text.trim_start_matches('/'));
        Some(format!("did you mean {}?", quote(&local)))
    } else {
        component_called(at, text)
    };
    diagnostic.maybe_help(help).help(Code::MissingFile.help())
}

pub(super) fn dangling(
    at: Cursor<'_>,
    reference: Cursor<'_>,
    text: &str,
    reached: Cursor<'_>,
    missing: &str,
) -> Diagnostic {
    let near = did_you_mean(missing, reached.entries().map(|(name, _)| name));
    let help = near
        .or_else(|| component_called(at, missing))
        .unwrap_or_else(|| {
            let around = reached.pointer();
            if around.tokens().is_empty() {
                format!("the document has no {}", quote(missing))
            } else {
                format!("{} has no {}", quote(&around.fragment()), quote(missing))
            }
        });
    Diagnostic::new(
        Code::DanglingReference,
        reference.place(),
        format!("{} does not exist", quote(text)),
    )
    .help(help)
}

/// A component of the name wherever it is, as a help text.
pub(super) fn component_called(at: Cursor<'_>, name: &str) -> Option<String> {
    let components = at.document().root()?.get("components")?;
    let found = components
        .entries()
        .find_map(|(_, group)| group.get(name))?;
    Some(format!(
        "did you mean {}?",
        quote(&found.pointer().fragment())
    ))
}

pub(super) fn cycle(document: &Document, chain: &[NodeId], diagnostics: &mut Diagnostics) {
    let places: Vec<_> = chain
        .iter()
        .filter_map(|id| document.cursor(*id))
        .filter_map(Cursor::reference_field)
        .collect();
    let Some((first, others)) = places.split_first() else {
        return;
    };
    let message = match others.len() {
        0 => "this reference leads to itself".to_owned(),
        _ => "these references lead to each other and never to an object".to_owned(),
    };
    let mut diagnostic = Diagnostic::new(Code::ReferenceCycle, first.place(), message);
    for other in others.iter().take(3) {
        diagnostic = diagnostic.also(other.place(), "through here");
    }
    diagnostics.push(diagnostic.help(Code::ReferenceCycle.help()));
}

pub(super) fn wrong_kind(
    reference: Cursor<'_>,
    end: Cursor<'_>,
    found: &str,
    needed: &str,
) -> Diagnostic {
    let text = quote(reference.str().unwrap_or_default());
    let message = format!("{text} is {found}, but what is needed here is {needed}");
    Diagnostic::new(Code::WrongReference, reference.place(), message)
        .also(end.place(), format!("this is {found}"))
        .help(Code::WrongReference.help())
}
