//! The operations of a document, with what their path item gives them.

use std::fmt::Write as _;

use super::{Cursor, Document};

/// The methods that a path item can have, as it names them.
pub(crate) const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// An operation and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OperationSite<'a> {
    /// The path as it was written, `/rooms/{id}`; of a webhook, its name.
    pub(crate) path: &'a str,
    /// Whether it stands under `webhooks`.
    pub(crate) is_webhook: bool,
    /// In lower case, as the path item names it.
    pub(crate) method: &'static str,
    /// The entry of `paths` or `webhooks`: where a complaint about the path itself belongs.
    pub(crate) entry: Cursor<'a>,
    pub(crate) operation: Cursor<'a>,
}

impl OperationSite<'_> {
    /// What the operation is called: where the document gives no name, by its route.
    pub(crate) fn id(&self) -> String {
        match self.operation.get_str("operationId") {
            Some(id) if !id.trim().is_empty() => id.to_owned(),
            _ => self.route(),
        }
    }

    /// What the operation is called where the document gives no name that is its own: its method and
    /// path, `GET /rooms/{id}`. A webhook has a name, and one method as good as always.
    pub(crate) fn route(&self) -> String {
        let method = self.method.to_uppercase();
        match self.path {
            name if name.trim().is_empty() => format!("{method} /"),
            name if self.is_webhook && self.method == "post" => name.to_owned(),
            path => format!("{method} {path}"),
        }
    }
}

impl Document {
    /// The operations under `paths`, in the order of the text.
    pub(crate) fn operations(&self) -> Vec<OperationSite<'_>> {
        self.paths()
            .flat_map(|(path, entry)| operations_of(path, entry, false))
            .collect()
    }

    /// The entries of `paths`, each with its path.
    pub(crate) fn paths(&self) -> impl Iterator<Item = (&str, Cursor<'_>)> {
        let entries = self.entries("paths");
        entries.filter(|(path, _)| path.starts_with('/'))
    }

    /// The operations under `webhooks`, in the order of the text.
    pub(crate) fn webhooks(&self) -> Vec<OperationSite<'_>> {
        self.entries("webhooks")
            .flat_map(|(name, entry)| operations_of(name, entry, true))
            .collect()
    }

    /// All of these.
    pub(crate) fn operations_and_webhooks(&self) -> Vec<OperationSite<'_>> {
        let mut sites = self.operations();
        sites.extend(self.webhooks());
        sites
    }

    /// The path items under `paths` and `webhooks`, with their keys.
    pub(crate) fn path_items(&self) -> impl Iterator<Item = (&str, Cursor<'_>)> {
        self.entries("paths").chain(self.entries("webhooks"))
    }

    fn entries(&self, field: &str) -> impl Iterator<Item = (&str, Cursor<'_>)> {
        let root = self.root();
        let object = root.and_then(|root| root.get(field));
        let entries = object.into_iter().flat_map(Cursor::entries);
        entries.map(|(key, entry)| (self.with_slash(entry).unwrap_or(key), entry))
    }
}

/// The path of a webhook, which has none in the document: its name, in which nothing is a parameter.
pub(crate) fn webhook_path(name: &str) -> String {
    let mut path = "/".to_owned();
    for byte in name.trim_start_matches('/').bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:@".contains(&byte) {
            path.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(path, "%{byte:02X}");
        }
    }
    path
}

fn operations_of<'a>(path: &'a str, entry: Cursor<'a>, is_webhook: bool) -> Vec<OperationSite<'a>> {
    let mut sites: Vec<OperationSite<'a>> = Vec::new();
    for (name, operation) in path_items(entry).into_iter().flat_map(Cursor::entries) {
        let Some(method) = METHODS.iter().find(|method| **method == name) else {
            continue;
        };
        let known = sites.iter().any(|site| site.method == *method);
        let left_out = entry.document().leaves_out(entry.id(), method);
        if operation.mapping().is_some() && !known && !left_out {
            sites.push(OperationSite {
                path,
                is_webhook,
                method,
                entry,
                operation,
            });
        }
    }
    sites
}

/// The objects that make up a path item: itself, then those that its references lead to, of which
/// each has what the ones before it do not have.
pub(crate) fn path_items(entry: Cursor<'_>) -> Vec<Cursor<'_>> {
    let mut items = vec![entry];
    if entry.follow().is_reference() {
        // References that lead nowhere or around in a circle were reported.
        return items;
    }
    let mut at = entry;
    while let Some(next) = at.target() {
        items.push(next);
        at = next;
    }
    items
}

/// The parameters of an operation after their references: its own and those of the path item that it
/// does not replace. Of two that are the same the first counts.
pub(crate) fn parameters<'a>(site: &OperationSite<'a>) -> Vec<Cursor<'a>> {
    let list = |at: Cursor<'a>| {
        at.get("parameters")
            .into_iter()
            .flat_map(Cursor::items)
            .map(Cursor::follow)
    };
    let key = |at: &Cursor<'a>| (at.get_str("name"), at.get_str("in"));
    let mut own: Vec<Cursor<'a>> = Vec::new();
    for parameter in list(site.operation) {
        if !own.iter().any(|other| key(other) == key(&parameter)) {
            own.push(parameter);
        }
    }
    let mut inherited: Vec<Cursor<'a>> = Vec::new();
    for shared in path_items(site.entry).into_iter().flat_map(list) {
        let replaced = own
            .iter()
            .chain(&inherited)
            .any(|own| key(own) == key(&shared));
        if !replaced {
            inherited.push(shared);
        }
    }
    inherited.into_iter().chain(own).collect()
}
