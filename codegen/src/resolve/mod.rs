//! References: what each leads to, and that it leads to something of the right kind.

mod bare;
mod complaints;
mod files;
mod names;
mod pointed;
mod stand_ins;

use std::collections::{HashMap, HashSet, VecDeque};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean, quote};
use crate::document::{
    Cursor, Document, Kind, NodeId, Role, Value, Walked, walk, walk_referable, walk_value,
};
use crate::source::{SourceMap, has_scheme, join, percent_decode, split_fragment};
use complaints::{cycle, missing_file, url, wrong_kind};
use files::{Files, State};
use names::{Base, Names};
use stand_ins::Loose;

/// Where a reference leads.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target {
    /// The place that it names, which may be a reference again.
    pub(crate) next: NodeId,
    /// The object at the end of the chain; `None` if the chain has no end.
    pub(crate) end: Option<NodeId>,
}

/// What is known about a document beside its trees.
#[derive(Debug, Default)]
pub(crate) struct Resolved {
    pub(crate) walked: Walked,
    pub(crate) targets: HashMap<NodeId, Target>,
    /// What references lead to in the end.
    pub(crate) ends: HashSet<NodeId>,
    /// What stands in the place of a value: see [`Walked::stand_ins`].
    pub(crate) stand_ins: HashMap<NodeId, NodeId>,
}

/// Walks the document along the grammar, follows every reference, loads the files that references
/// lead to, and walks what was found outside of the places that the specification knows.
pub(crate) fn resolve(
    mut document: Document,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Document {
    let mut resolver = Resolver {
        files: Files::new(sources),
        names: Names::default(),
        walked: Walked::default(),
        next: HashMap::new(),
        complained: HashSet::new(),
        done: (0, 0),
        loose: Vec::new(),
        steps: None,
    };
    if let Some(root) = document.root() {
        walk(root, Kind::OpenApi, &mut resolver.walked, diagnostics);
    }
    let mut open = VecDeque::new();
    loop {
        // The trees are read while references are followed, and grow only in between.
        let waiting = resolver.follow(&document, open, diagnostics);
        if waiting.is_empty() {
            break;
        }
        for (_, path) in &waiting {
            resolver.files.fetch(&mut document, path, diagnostics);
        }
        open = waiting
            .into_iter()
            .map(|(reference, _)| reference)
            .collect();
    }
    let Resolver {
        mut walked,
        next,
        mut loose,
        files,
        ..
    } = resolver;
    bare::restore(&document, files.sources(), &mut walked);
    let targets = ends(&document, &walked, &next, diagnostics);
    for (from, kind) in &walked.references {
        check_kind(&document, &walked, &targets, *from, *kind, diagnostics);
    }
    let stand_ins = stand_ins::settle(&document, &walked, &next, &mut loose, diagnostics);
    stand_ins::warn(&document, &loose, diagnostics);
    let ends = targets.values().filter_map(|target| target.end);
    document.with(Resolved {
        ends: ends.chain(stand_ins.values().copied()).collect(),
        walked,
        targets,
        stand_ins,
    })
}

struct Resolver<'s> {
    files: Files<'s>,
    names: Names,
    walked: Walked,
    next: HashMap<NodeId, NodeId>,
    /// Files that are missing and were complained of.
    complained: HashSet<String>,
    /// How many of the references of the walk were looked at, and of the stand-ins.
    done: (usize, usize),
    /// References that are not as the specification has them.
    loose: Vec<(NodeId, Loose)>,
    /// How many references a pointer that is being followed may still go through.
    steps: Option<usize>,
}

/// Where a reference leads, as far as that can be said.
enum Found<'a> {
    Place(Cursor<'a>),
    /// To a file that has to be loaded.
    In(String),
    /// Nowhere, and that was reported.
    Nothing,
}

type Reference = (NodeId, Expected);

/// What a reference must lead to.
#[derive(Clone, Copy)]
enum Expected {
    Object(Kind),
    /// What stands in its place.
    StandIn(&'static Value),
}

impl Resolver<'_> {
    /// Follows the open references and all that the walk finds; gives those that wait for a file.
    fn follow(
        &mut self,
        document: &Document,
        mut open: VecDeque<Reference>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<(Reference, String)> {
        let mut waiting = Vec::new();
        loop {
            let Some((from, expected)) = open.pop_front().or_else(|| self.next_of_walk()) else {
                return waiting;
            };
            let Some(at) = document.cursor(from) else {
                continue;
            };
            self.names.update(document, &self.walked, &self.files);
            let kind = match expected {
                Expected::Object(kind) => kind,
                // An anchor is that of a schema.
                Expected::StandIn(_) => Kind::Schema,
            };
            match self.find(at, kind, diagnostics) {
                Ok(Found::Place(target)) => {
                    self.next.insert(from, target.id());
                    self.walk_on(target, expected, diagnostics);
                }
                Ok(Found::In(path)) => waiting.push(((from, expected), path)),
                Ok(Found::Nothing) => {}
                Err(diagnostic) => diagnostics.push(*diagnostic),
            }
        }
    }

    /// A reference that the walk has found and that was not looked at.
    fn next_of_walk(&mut self) -> Option<Reference> {
        let (references, stand_ins) = &mut self.done;
        if let Some((from, kind)) = self.walked.references.get(*references) {
            *references += 1;
            return Some((*from, Expected::Object(*kind)));
        }
        let (from, value) = self.walked.stand_ins.get(*stand_ins)?;
        *stand_ins += 1;
        Some((*from, Expected::StandIn(value)))
    }

    /// Walks what a reference leads to.
    fn walk_on(&mut self, target: Cursor<'_>, expected: Expected, diagnostics: &mut Diagnostics) {
        match expected {
            Expected::Object(kind) => {
                if self.walked.role(target) == Role::Data && target.mapping().is_some() {
                    walk_referable(target, kind, &mut self.walked, diagnostics);
                }
            }
            Expected::StandIn(value) => {
                walk_value(target, value, &mut self.walked, diagnostics);
            }
        }
    }

    /// The place that a reference names.
    fn find<'a>(
        &mut self,
        at: Cursor<'a>,
        kind: Kind,
        diagnostics: &mut Diagnostics,
    ) -> Result<Found<'a>, Box<Diagnostic>> {
        let document = at.document();
        let Some(reference) = at.reference_field() else {
            return Ok(Found::Nothing);
        };
        let Some(text) = reference.str() else {
            return Ok(Found::Nothing);
        };
        if at.id() == reference.id()
            && let Some(component) = named(at, text)?
        {
            return Ok(Found::Place(component));
        }
        if at.get("$recursiveRef").map(Cursor::id) == Some(reference.id()) {
            let target = names::recursive(&self.walked, at);
            return Ok(target.map_or(Found::Nothing, Found::Place));
        }
        let (resource, fragment) = split_fragment(text);
        let base = Base::of(document, &self.walked, &self.files, at);
        let root = if resource.is_empty() {
            base.root
        } else {
            match self.resource(document, &base, resource) {
                Ok(State::Parsed(tree)) => document.file(tree),
                Ok(State::Unknown) => return Ok(Found::In(file_path(&base, resource))),
                Ok(State::Broken) => return Ok(Found::Nothing),
                Ok(State::Missing(reason)) => {
                    let first = self.complained.insert(file_path(&base, resource));
                    return match first {
                        true => Err(Box::new(missing_file(at, reference, text, &reason))),
                        false => Ok(Found::Nothing),
                    };
                }
                Err(uri) if has_scheme(&uri) && self.names.resource(document, &uri).is_none() => {
                    return Err(Box::new(url(reference, text)));
                }
                Err(uri) => self.names.resource(document, &uri),
            }
        };
        let (Some(root), Some(fragment)) = (root, fragment.filter(|text| !text.is_empty())) else {
            return Ok(root.map_or(Found::Nothing, Found::Place));
        };
        if fragment.starts_with('/') || fragment.starts_with("%2F") {
            return self.pointed_at(at, reference, root, fragment, diagnostics);
        }
        let name = percent_decode(fragment).unwrap_or_else(|| fragment.to_owned());
        self.anchor(root, kind, &name, reference, diagnostics)
            .map(Found::Place)
    }

    /// What the part of a reference before `#` names: a file, or as an error the URI that some
    /// schema may have as its `$id`.
    fn resource(&self, document: &Document, base: &Base<'_>, text: &str) -> Result<State, String> {
        let uri = join(&base.uri, text);
        if self.names.resource(document, &uri).is_some() || has_scheme(text) {
            return Err(uri);
        }
        // Beside a file whose `$id` is a URL are the files that its relative references mean.
        Ok(self.files.state(document, &file_path(base, text)))
    }

    /// The schema with an anchor. A file that so far was only looked into is walked for it.
    fn anchor<'a>(
        &mut self,
        root: Cursor<'a>,
        kind: Kind,
        name: &str,
        reference: Cursor<'a>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Cursor<'a>, Box<Diagnostic>> {
        let text = quote(reference.str().unwrap_or_default());
        let document = root.document();
        let file = document.file(root.id().tree).unwrap_or(root);
        let unknown = self
            .names
            .anchor(&self.walked, root, name, reference)
            .is_none();
        if unknown && kind == Kind::Schema && self.walked.role(file) == Role::Data {
            walk_referable(file, kind, &mut self.walked, diagnostics);
            self.names.update(document, &self.walked, &self.files);
        }
        if reference.key() == Some("$dynamicRef") && self.names.is_ambiguous(name) {
            let message = format!("which schema {text} names depends on the way that leads here");
            let help = "several schemas have this `$dynamicAnchor`: write a `$ref` to the one that is meant";
            let diagnostic =
                Diagnostic::new(Code::UnsupportedReference, reference.place(), message);
            return Err(Box::new(diagnostic.help(help)));
        }
        if let Some(target) = self.names.anchor(&self.walked, root, name, reference) {
            return Ok(target);
        }
        let message = format!("{text} is neither a JSON pointer nor an `$anchor`");
        let help = did_you_mean(name, self.names.anchors_of(root.id().tree));
        Err(Box::new(
            Diagnostic::new(Code::BadReference, reference.place(), message)
                .maybe_help(help)
                .help(Code::BadReference.help()),
        ))
    }
}

/// The component that a discriminator's mapping names; `None` for what is a URI reference.
fn named<'a>(at: Cursor<'a>, text: &str) -> Result<Option<Cursor<'a>>, Box<Diagnostic>> {
    let document = at.document();
    let files = document
        .file(at.id().tree)
        .into_iter()
        .chain(document.root());
    let components: Vec<Cursor<'a>> = files
        .filter_map(|root| root.get("components")?.get("schemas"))
        .collect();
    let found = components.iter().find_map(|schemas| schemas.get(text));
    if found.is_some() || text.contains(['/', '#', '.', ':']) {
        return Ok(found);
    }
    let names = components.into_iter().flat_map(Cursor::entries);
    let help = did_you_mean(text, names.map(|(name, _)| name));
    let message = format!("the schema {} does not exist", quote(text));
    let diagnostic = Diagnostic::new(Code::DanglingReference, at.place(), message);
    Err(Box::new(
        diagnostic
            .maybe_help(help)
            .help(Code::DanglingReference.help()),
    ))
}

/// The path of the file that a relative reference names.
fn file_path(base: &Base<'_>, text: &str) -> String {
    let path = percent_decode(text).unwrap_or_else(|| text.to_owned());
    join(&base.file, &path)
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
    if let Some(reference) = at.reference_field() {
        diagnostics.push(wrong_kind(reference, end, found, kind.name()));
    }
}
