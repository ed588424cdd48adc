//! References: what each leads to, and that it leads to something of the right kind.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean, quote};
use crate::document::{Cursor, Document, Kind, NodeId, Role, Walked, walk, walk_referable};
use crate::source::JsonPointer;

/// Where a reference leads.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target {
    /// The place that it names, which may be a reference again.
    pub(crate) next: NodeId,
    /// The object at the end of the chain; `None` if the chain has no end.
    pub(crate) end: Option<NodeId>,
}

/// What is known about a document beside its tree.
#[derive(Debug, Default)]
pub(crate) struct Resolved {
    pub(crate) walked: Walked,
    pub(crate) targets: HashMap<NodeId, Target>,
}

/// Walks the document along the grammar, follows every reference, and walks what was found outside
/// of the places that the specification knows.
pub(crate) fn resolve(document: &Document, diagnostics: &mut Diagnostics) -> Resolved {
    let mut walked = Walked::default();
    let Some(root) = document.root() else {
        return Resolved::default();
    };
    walk(root, Kind::OpenApi, &mut walked, diagnostics);
    let anchors = anchors(root, &walked);
    let mut next: HashMap<NodeId, NodeId> = HashMap::new();
    let mut done = 0;
    // Walking a target may bring further references.
    while let Some((from, kind)) = walked.references.get(done).copied() {
        done += 1;
        let Some(at) = document.cursor(from) else {
            continue;
        };
        match find(at, &anchors) {
            Ok(Some(target)) => {
                next.insert(from, target.id());
                if walked.role(target) == Role::Data && target.mapping().is_some() {
                    walk_referable(target, kind, &mut walked, diagnostics);
                }
            }
            Ok(None) => {}
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    let targets = ends(document, &walked, &next, diagnostics);
    for (from, kind) in &walked.references {
        check_kind(document, &walked, &targets, *from, *kind, diagnostics);
    }
    Resolved { walked, targets }
}

/// The schemas that have a name of their own within the file (`$anchor`).
fn anchors<'a>(root: Cursor<'a>, walked: &Walked) -> HashMap<&'a str, Cursor<'a>> {
    let document = root.document();
    let schemas = walked.objects().filter(|(_, role)| {
        matches!(
            role,
            Role::Object(Kind::Schema) | Role::Reference(Kind::Schema)
        )
    });
    let cursors = schemas.filter_map(|(container, _)| document.container(0, container));
    cursors
        .filter_map(|at| Some((at.get_str("$anchor")?, at)))
        .collect()
}

/// The place that a reference names. `Ok(None)` is a reference that was reported already.
fn find<'a>(
    at: Cursor<'a>,
    anchors: &HashMap<&str, Cursor<'a>>,
) -> Result<Option<Cursor<'a>>, Box<Diagnostic>> {
    let Some(reference) = at.get("$ref") else {
        return Ok(None);
    };
    let Some(text) = reference.str() else {
        return Ok(None);
    };
    let bad = |message: String| Diagnostic::new(Code::BadReference, reference.place(), message);
    let Some(fragment) = text.strip_prefix('#') else {
        return Err(Box::new(elsewhere(at, reference, text)));
    };
    if !fragment.is_empty() && !fragment.starts_with('/') {
        return match anchors.get(fragment) {
            Some(target) => Ok(Some(*target)),
            None => {
                let message = format!("{} is neither a JSON pointer nor an `$anchor`", quote(text));
                let help = did_you_mean(fragment, anchors.keys().copied());
                Err(Box::new(
                    bad(message)
                        .maybe_help(help)
                        .help(Code::BadReference.help()),
                ))
            }
        };
    }
    let Some(pointer) = JsonPointer::parse_fragment(fragment) else {
        let message = format!("{} is not a valid JSON pointer", quote(text));
        let help = "in a pointer `~` is written `~0`, `/` in a name `~1`, and `%` starts a percent-encoded byte";
        return Err(Box::new(bad(message).help(help)));
    };
    let Some(file) = at.document().file(at.id().tree) else {
        return Ok(None);
    };
    match file.lookup(&pointer) {
        Ok(target) => Ok(Some(target)),
        Err((reached, missing)) => Err(Box::new(dangling(at, reference, text, reached, &missing))),
    }
}

fn dangling(
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
fn component_called(at: Cursor<'_>, name: &str) -> Option<String> {
    let components = at.document().root()?.get("components")?;
    let found = components
        .entries()
        .find_map(|(_, group)| group.get(name))?;
    Some(format!(
        "did you mean {}?",
        quote(&found.pointer().fragment())
    ))
}

fn elsewhere(at: Cursor<'_>, reference: Cursor<'_>, text: &str) -> Diagnostic {
    let inside = text.trim_start_matches('/').starts_with("components/");
    let help = if inside {
        Some(format!(
            "did you mean {}?",
            quote(&format!("#/{}", text.trim_start_matches('/')))
        ))
    } else {
        component_called(at, text)
    };
    let message = format!(
        "{} is in another document, and only references within one are read",
        quote(text)
    );
    let diagnostic = Diagnostic::new(Code::UnsupportedReference, reference.place(), message);
    diagnostic.help(help.unwrap_or_else(|| Code::UnsupportedReference.help().to_owned()))
}

/// Follows the chains to their ends. Every chain is gone through once, however many start on it.
fn ends(
    document: &Document,
    walked: &Walked,
    next: &HashMap<NodeId, NodeId>,
    diagnostics: &mut Diagnostics,
) -> HashMap<NodeId, Target> {
    let mut known: HashMap<NodeId, Option<NodeId>> = HashMap::new();
    for (start, _) in &walked.references {
        let mut chain: Vec<NodeId> = Vec::new();
        let mut on_chain: HashMap<NodeId, usize> = HashMap::new();
        let mut at = *start;
        let end = loop {
            if let Some(end) = known.get(&at) {
                break *end;
            }
            if let Some(first) = on_chain.get(&at) {
                cycle(
                    document,
                    chain.get(*first..).unwrap_or_default(),
                    diagnostics,
                );
                break None;
            }
            match next.get(&at) {
                Some(further) => {
                    on_chain.insert(at, chain.len());
                    chain.push(at);
                    at = *further;
                }
                // A reference that leads nowhere was reported; anything else is the end.
                None if walked.is_reference(document, at) => break None,
                None => break Some(at),
            }
        };
        known.extend(chain.into_iter().map(|reference| (reference, end)));
    }
    let target = |(from, next): (&NodeId, &NodeId)| {
        (
            *from,
            Target {
                next: *next,
                end: known.get(from).copied().flatten(),
            },
        )
    };
    next.iter().map(target).collect()
}

fn cycle(document: &Document, chain: &[NodeId], diagnostics: &mut Diagnostics) {
    let places: Vec<_> = chain
        .iter()
        .filter_map(|id| document.cursor(*id))
        .filter_map(|at| at.get("$ref"))
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

fn check_kind(
    document: &Document,
    walked: &Walked,
    targets: &HashMap<NodeId, Target>,
    from: NodeId,
    kind: Kind,
    diagnostics: &mut Diagnostics,
) {
    let end = targets
        .get(&from)
        .and_then(|target| target.end)
        .and_then(|end| document.cursor(end));
    let (Some(at), Some(end)) = (document.cursor(from), end) else {
        return;
    };
    let found = match walked.role(end) {
        Role::Object(found) if found == kind => return,
        Role::Object(found) => found.name(),
        _ if kind == Kind::Schema && end.bool().is_some() => return,
        _ => end.node().describe(),
    };
    let Some(reference) = at.get("$ref") else {
        return;
    };
    let text = quote(reference.str().unwrap_or_default());
    let message = format!(
        "{text} is {found}, but what is needed here is {}",
        kind.name()
    );
    let diagnostic = Diagnostic::new(Code::WrongReference, reference.place(), message);
    diagnostics.push(
        diagnostic
            .also(end.place(), format!("this is {found}"))
            .help(Code::WrongReference.help()),
    );
}
