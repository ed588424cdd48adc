//! Every request belongs to one operation.

use std::collections::{HashMap, HashSet};

use super::overlap::{Overlap, overlap};
use super::{Asked, Template};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Cursor, Document, NodeId, OperationSite};

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let sites = document.operations();
    clashes(&sites, diagnostics);
    ambiguities(&sites, diagnostics);
}

/// The operations that no request reaches: another one has their route, and only a fragment in the
/// key of a path tells the two apart.
pub(crate) fn unrouted(document: &Document) -> HashSet<(NodeId, &'static str)> {
    let sites = document.operations();
    keys(&find_clashes(&sites))
}

/// By entry of `paths` and method: two paths may share an operation.
fn keys(clashes: &[Clash<'_>]) -> HashSet<(NodeId, &'static str)> {
    let sites = clashes.iter().flat_map(|clash| &clash.sites);
    sites.map(|site| (site.entry.id(), site.method)).collect()
}

/// Operations of one path whose routes another path has.
struct Clash<'a> {
    entry: Cursor<'a>,
    sites: Vec<OperationSite<'a>>,
    winners: Vec<OperationSite<'a>>,
}

/// One clash a path, however many methods clash. A path comes before one with a fragment that tells
/// nothing, otherwise the first in the text has the route.
fn find_clashes<'a>(sites: &[OperationSite<'a>]) -> Vec<Clash<'a>> {
    let (telling, others): (Vec<_>, Vec<_>) = sites
        .iter()
        .filter_map(|site| {
            let template = Template::parse(site.path).ok()?;
            let (asked, tells) = Asked::of(site, &template);
            Some((template.shape(), asked, tells, *site))
        })
        .partition(|(_, _, tells, _)| *tells);
    let mut first = HashMap::new();
    let mut clashes: Vec<Clash<'a>> = Vec::new();
    for (shape, asked, _, site) in telling.into_iter().chain(others) {
        let key = (shape, asked, site.method);
        let winner = *first.entry(key).or_insert(site);
        if winner.entry.id() == site.entry.id() {
            continue;
        }
        match clashes.last_mut() {
            Some(clash) if clash.entry.id() == site.entry.id() => {
                clash.sites.push(site);
                clash.winners.push(winner);
            }
            _ => clashes.push(Clash {
                entry: site.entry,
                sites: vec![site],
                winners: vec![winner],
            }),
        }
    }
    clashes
}

fn clashes(sites: &[OperationSite<'_>], diagnostics: &mut Diagnostics) {
    let clashes = find_clashes(sites);
    for clash in &clashes {
        let path = clash.entry.key().unwrap_or_default();
        let Some(winner) = clash.winners.first() else {
            continue;
        };
        let methods: Vec<String> = clash
            .sites
            .iter()
            .map(|site| site.method.to_uppercase())
            .collect();
        let (code, message, help) = if path.contains('#') {
            (
                Code::UnreachedOperation,
                format!("no request reaches {} {}", methods.join(", "), quote(path)),
                format!(
                    "HTTP does not carry what follows `#`: such requests are for {}",
                    named(winner)
                ),
            )
        } else {
            (
                Code::RouteClash,
                format!(
                    "{} {} cannot be told apart from {}",
                    methods.join(", "),
                    quote(path),
                    quote(winner.path)
                ),
                Code::RouteClash.help().to_owned(),
            )
        };
        let diagnostic = Diagnostic::new(code, clash.entry.place().key(), message);
        let other = winner.entry.place().key();
        diagnostics.push(diagnostic.also(other, "the other one").help(help));
    }
    let unreached = keys(&clashes);
    for path in sites.chunk_by(|a, b| a.entry.id() == b.entry.id()) {
        if path
            .iter()
            .any(|site| !unreached.contains(&(site.entry.id(), site.method)))
        {
            fragment(path, diagnostics);
        }
    }
}

/// The operation as a message names it.
fn named(site: &OperationSite<'_>) -> String {
    match site.operation.get_str("operationId") {
        Some(id) => format!("the operation {}", quote(id)),
        None => quote(&format!("{} {}", site.method.to_uppercase(), site.path)),
    }
}

/// A fragment that is only useless.
fn fragment(path: &[OperationSite<'_>], diagnostics: &mut Diagnostics) {
    let Some(site) = path.first() else { return };
    if let Ok(template) = Template::parse(site.path)
        && template.fragment.is_some()
    {
        let message = format!("the path {} has a fragment", quote(site.path));
        let (asked, tells) = Asked::of(site, &template);
        let help = match tells {
            true => {
                let words = asked.in_words();
                let words: Vec<String> = words.iter().map(|words| quote(words)).collect();
                format!(
                    "requests to {} reach it if they have {}",
                    quote(template.path),
                    words.join(" and ")
                )
            }
            false => format!("requests to {} are what reaches it", quote(template.path)),
        };
        let place = site.entry.place().key();
        diagnostics.push(Diagnostic::new(Code::PathNotPlain, place, message).help(help));
    }
}

/// Segments with texts and parameters, of which neither says more than the other.
fn ambiguities(sites: &[OperationSite<'_>], diagnostics: &mut Diagnostics) {
    let paths: Vec<(&OperationSite<'_>, Template<'_>)> = sites
        .chunk_by(|a, b| a.entry.id() == b.entry.id())
        .filter_map(|path| path.first())
        .filter_map(|site| Some((site, Template::parse(site.path).ok()?)))
        .filter(|(_, template)| template.segments().iter().any(|segment| segment.len() > 1))
        .collect();
    for (index, (site, template)) in paths.iter().enumerate() {
        let earlier = paths.iter().take(index);
        let same = |other: &Template<'_>| overlap(template, other) == Overlap::Ambiguous;
        let Some((other, _)) = earlier.into_iter().find(|(_, other)| same(other)) else {
            continue;
        };
        let message = format!(
            "some requests match both {} and {}",
            quote(other.path),
            quote(site.path)
        );
        let diagnostic = Diagnostic::new(Code::AmbiguousPaths, site.entry.place().key(), message);
        diagnostics.push(
            diagnostic
                .also(other.entry.place().key(), "this one is tried first")
                .help(Code::AmbiguousPaths.help()),
        );
    }
}
