//! The operations of a document, with what their path item gives them.

use super::{Cursor, Document};

/// The methods that a path item can have, as it names them.
pub(crate) const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// An operation and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OperationSite<'a> {
    /// The path as it was written, `/rooms/{id}`.
    pub(crate) path: &'a str,
    /// In lower case, as the path item names it.
    pub(crate) method: &'static str,
    /// The entry of `paths`: where a complaint about the path itself belongs.
    pub(crate) entry: Cursor<'a>,
    /// The path item, after its references.
    pub(crate) item: Cursor<'a>,
    pub(crate) operation: Cursor<'a>,
}

impl Document {
    /// The operations under `paths`, in the order of the text.
    pub(crate) fn operations(&self) -> Vec<OperationSite<'_>> {
        let paths = self.root().and_then(|root| root.get("paths"));
        let entries = paths
            .into_iter()
            .flat_map(Cursor::entries)
            .filter(|(path, _)| path.starts_with('/'));
        entries
            .flat_map(|(path, entry)| operations_of(path, entry))
            .collect()
    }
}

fn operations_of<'a>(path: &'a str, entry: Cursor<'a>) -> Vec<OperationSite<'a>> {
    let item = entry.follow();
    // Operations beside a `$ref` count too, before those of the referenced item.
    let own = entry.entries().chain(
        item.entries()
            .filter(move |(name, _)| item.id() != entry.id() && entry.get(name).is_none()),
    );
    let site = |(name, operation): (&'a str, Cursor<'a>)| {
        let method = METHODS.iter().find(|method| **method == name)?;
        operation.mapping()?;
        Some(OperationSite {
            path,
            method,
            entry,
            item,
            operation,
        })
    };
    own.filter_map(site).collect()
}

/// The parameters of an operation after their references: its own and those of the path item that it
/// does not replace.
pub(crate) fn parameters<'a>(site: &OperationSite<'a>) -> Vec<Cursor<'a>> {
    let list = |at: Cursor<'a>| {
        at.get("parameters")
            .into_iter()
            .flat_map(Cursor::items)
            .map(Cursor::follow)
    };
    let key = |at: Cursor<'a>| (at.get_str("name"), at.get_str("in"));
    let own: Vec<Cursor<'a>> = list(site.operation).collect();
    let beside = (site.entry.id() != site.item.id()).then_some(site.entry);
    let shared = std::iter::once(site.item).chain(beside).flat_map(list);
    let inherited: Vec<Cursor<'a>> = shared
        .filter(|shared| !own.iter().any(|own| key(*own) == key(*shared)))
        .collect();
    inherited.into_iter().chain(own).collect()
}
