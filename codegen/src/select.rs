//! The operations that the user wants.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean, quote};
use crate::document::{Cursor, Document, NodeId, OperationSite};
use crate::source::{FileId, JsonPointer, Place};

/// Some of the operations of a document; see [`Options::include`](crate::Options::include).
///
/// ```
/// use anteroom_codegen::{Options, Select};
///
/// let options = Options::default()
///     .include(Select::tag("rooms"))
///     .include(Select::operation("listUsers"))
///     .exclude(Select::path("/rooms/{id}/audit"));
/// # let _ = options;
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Select {
    /// All operations with this tag.
    Tag(String),
    /// The operation with this `operationId`, or with this method and path, such as
    /// `GET /rooms/{id}`.
    Operation(String),
    /// All operations of this path and of the paths below it, or of the webhook of this name.
    Path(String),
}

impl Select {
    /// All operations with a tag.
    #[must_use]
    pub fn tag(name: impl Into<String>) -> Self {
        Self::Tag(name.into())
    }

    /// The operation with an `operationId`, or with a method and path, such as `GET /rooms/{id}`.
    #[must_use]
    pub fn operation(id: impl Into<String>) -> Self {
        Self::Operation(id.into())
    }

    /// All operations of a path, which is written as in the document, and of the paths below it; or of
    /// the webhook of that name.
    #[must_use]
    pub fn path(path: impl Into<String>) -> Self {
        Self::Path(path.into())
    }

    fn takes(&self, site: &OperationSite<'_>) -> bool {
        match self {
            Self::Tag(tag) => tags(site).any(|found| found == tag),
            Self::Operation(id) => *id == site.id() || *id == site.route(),
            Self::Path(path) => site
                .path
                .strip_prefix(path.trim_end_matches('/'))
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#'])),
        }
    }

    /// The complaint about a selection of nothing.
    fn idle(&self, sites: &[OperationSite<'_>], place: Place) -> Diagnostic {
        let (message, help) = match self {
            Self::Tag(tag) => (
                format!("no operation has the tag {}", quote(tag)),
                did_you_mean(tag, sites.iter().flat_map(tags)),
            ),
            Self::Operation(id) => {
                let ids: Vec<String> = sites.iter().map(OperationSite::id).collect();
                (
                    format!("there is no operation {}", quote(id)),
                    did_you_mean(id, ids.iter().map(String::as_str)),
                )
            }
            Self::Path(path) => (
                format!("there is no operation at {} or below", quote(path)),
                did_you_mean(path, sites.iter().map(|site| site.path)),
            ),
        };
        let help = help.unwrap_or_else(|| Code::IdleOption.help().to_owned());
        Diagnostic::new(Code::IdleOption, place, message).help(help)
    }
}

fn tags<'a>(site: &OperationSite<'a>) -> impl Iterator<Item = &'a str> + use<'a> {
    let tags = site.operation.get("tags").into_iter();
    tags.flat_map(Cursor::items).filter_map(Cursor::str)
}

/// What the user wants of a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Selection {
    /// None: all operations.
    pub(crate) include: Vec<Select>,
    pub(crate) exclude: Vec<Select>,
    /// Whether schemas are wanted that no operation needs.
    pub(crate) all_schemas: bool,
}

impl Selection {
    fn is_everything(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    fn takes(&self, site: &OperationSite<'_>) -> bool {
        let among = |list: &[Select]| list.iter().any(|select| select.takes(site));
        (self.include.is_empty() || among(&self.include)) && !among(&self.exclude)
    }

    /// The document without the operations that are not wanted.
    pub(crate) fn apply(
        &self,
        file: FileId,
        document: Document,
        diagnostics: &mut Diagnostics,
    ) -> Document {
        if self.is_everything() {
            return document;
        }
        let sites = document.operations_and_webhooks();
        for select in self.include.iter().chain(&self.exclude) {
            if !sites.iter().any(|site| select.takes(site)) {
                let place = Place::new(file, JsonPointer::root());
                diagnostics.push(select.idle(&sites, place));
            }
        }
        let left_out = sites.iter().filter(|site| !self.takes(site));
        let left_out = left_out
            .map(|site| ((site.entry.id(), site.method), site.operation.id()))
            .collect();
        document.without(left_out)
    }

    /// Forgets what was found in parts that nothing needs which is wanted: whoever leaves out an
    /// operation does so because of what is wrong there, often enough.
    pub(crate) fn forget_others(&self, document: &Document, diagnostics: &mut Diagnostics) {
        if self.is_everything() {
            return;
        }
        let components = document.root().and_then(|root| root.get("components"));
        let schemas = components.and_then(|components| components.get("schemas"));
        let schemas = schemas.filter(|_| self.all_schemas).into_iter();
        let needed = document.needed(schemas.flat_map(Cursor::entries).map(|(_, schema)| schema));
        let wanted = Wanted {
            document,
            needed,
            left_out: document.left_out(),
        };
        diagnostics.retain(|place| wanted.has(place));
    }
}

/// What decides whether a finding is told.
struct Wanted<'d> {
    document: &'d Document,
    needed: HashSet<NodeId>,
    left_out: HashSet<NodeId>,
}

impl Wanted<'_> {
    /// Whether a place belongs to something that is needed, or to the document as a whole.
    fn has(&self, place: &Place) -> bool {
        let tree = self.document.tree_of(place.file);
        let file = tree.and_then(|tree| Some((tree, self.document.file(tree)?)));
        // An overlay is no part of the document.
        let Some((tree, root)) = file else {
            return true;
        };
        let at = root.lookup(&place.pointer).unwrap_or_else(|(last, _)| last);
        let mut way = vec![at.id()];
        while let Some(parent) = way.last().and_then(|id| self.document.parent(*id)) {
            way.push(parent);
        }
        // From the inside out: the first that is known to be needed or not decides.
        for (id, depth) in way.iter().zip((0..way.len()).rev()) {
            if self.needed.contains(id) {
                return true;
            }
            let tokens = place.pointer.tokens().get(..depth).unwrap_or_default();
            let is_unused = match tokens {
                [] => tree != 0,
                [field, _] => field == "paths" || field == "webhooks",
                [field, _, _] => field == "components",
                _ => false,
            };
            if is_unused || self.left_out.contains(id) {
                return false;
            }
        }
        true
    }
}
