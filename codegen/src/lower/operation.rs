//! Operations: what stands under `paths` and `webhooks`.

use std::collections::HashSet;

use super::{Lowering, docs};
use crate::check::{AUTHENTICATE_BODY, Asked, Template, unrouted};
use crate::diagnostic::{Code, Diagnostic, quote};
use crate::document::{Cursor, OperationSite, path_items, webhook_path};
use crate::ir::{Direction, Docs, Link, Method, Operation, Origin};

impl<'a> Lowering<'a, '_> {
    pub(super) fn operations(&mut self, root: Cursor<'a>) -> Vec<Operation> {
        let mut operations = Vec::new();
        let document = root.document();
        let unrouted = unrouted(document);
        let mut seen = HashSet::new();
        let mut ids = HashSet::new();
        for site in &document.operations_and_webhooks() {
            let Some((method, _)) = Method::ALL.iter().find(|(_, name)| *name == site.method)
            else {
                continue;
            };
            let mut operation = self.operation(root, site, *method, operations.len());
            if !seen.insert(site.operation.id()) || !ids.insert(operation.id.clone()) {
                // Two paths share it, or another one has the name: so it does not tell the two apart.
                operation.id = site.route();
            }
            operations.push(Operation {
                routed: !unrouted.contains(&(site.entry.id(), site.method)),
                ..operation
            });
        }
        operations
    }

    fn operation(
        &mut self,
        root: Cursor<'a>,
        site: &OperationSite<'a>,
        method: Method,
        index: usize,
    ) -> Operation {
        let at = site.operation;
        if let Some(called) = self.called(at, |_| true) {
            self.table.operations.insert(index, called);
        }
        let (path, asked) = route(site);
        self.direction = Direction::Request;
        let parameters = self.parameters(site, index);
        let body = at.get("requestBody");
        let body = body.and_then(|body| self.request_body(body, index));
        self.direction = Direction::Response;
        let responses = self.responses(at, index);
        Operation {
            place: at.place(),
            id: site.id(),
            is_webhook: site.is_webhook,
            method,
            path,
            query: asked.query,
            headers: asked.headers,
            routed: true,
            tags: at
                .get("tags")
                .map(|tags| {
                    tags.items()
                        .filter_map(Cursor::str)
                        .map(str::to_owned)
                        .collect()
                })
                .unwrap_or_default(),
            docs: docs_of(site),
            parameters,
            body,
            responses,
            security: self.security(root, at),
            authenticates_body: at.get_bool(AUTHENTICATE_BODY).unwrap_or_default(),
            callbacks: self.callbacks(at),
            links: links(at),
            extensions: self.extensions(at),
        }
    }

    /// The names of the requests that the server makes itself.
    fn callbacks(&mut self, at: Cursor<'a>) -> Vec<String> {
        let Some(callbacks) = at.get("callbacks") else {
            return Vec::new();
        };
        let names: Vec<String> = callbacks
            .entries()
            .filter(|(name, _)| !name.starts_with("x-"))
            .map(|(name, _)| name.to_owned())
            .collect();
        if let Some(first) = names.first() {
            let message = match names.len() {
                1 => format!("nothing is generated for the callback {}", quote(first)),
                count => format!("nothing is generated for {count} callbacks"),
            };
            self.diagnostics.push(
                Diagnostic::new(Code::NotGenerated, callbacks.place().key(), message)
                    .help(Code::NotGenerated.help()),
            );
        }
        names
    }
}

/// What is said of an operation, or of its path if nothing is.
fn docs_of(site: &OperationSite<'_>) -> Docs {
    let own = docs(site.operation);
    if own.summary.is_some() || own.description.is_some() {
        return own;
    }
    let mut items = path_items(site.entry).into_iter().map(docs);
    let of_path = items.find(|docs| docs.summary.is_some() || docs.description.is_some());
    let Docs {
        summary,
        description,
        ..
    } = of_path.unwrap_or_default();
    Docs {
        summary,
        description,
        ..own
    }
}

/// The links of the answers, in the order of the text.
fn links(at: Cursor<'_>) -> Vec<Link> {
    let responses = at.get("responses").into_iter().flat_map(Cursor::entries);
    let links = responses.flat_map(|(answer, response)| {
        let links = response.follow().get("links").into_iter();
        links
            .flat_map(Cursor::entries)
            .map(move |(name, link)| (answer, name, link.follow()))
    });
    let operation = |link: Cursor<'_>| {
        let named = link
            .get_str("operationId")
            .or_else(|| link.get_str("operationRef"));
        named.unwrap_or_default().to_owned()
    };
    links
        .filter(|(_, name, _)| !name.starts_with("x-"))
        .map(|(answer, name, link)| Link {
            answer: answer.to_owned(),
            name: name.to_owned(),
            operation: operation(link),
        })
        .collect()
}

/// The path, and what a request must have besides.
fn route(site: &OperationSite<'_>) -> (String, Asked) {
    if site.is_webhook {
        return (webhook_path(site.path), Asked::default());
    }
    match Template::parse(site.path) {
        Ok(template) => (template.plain_path(), Asked::of(site, &template).0),
        // It was reported.
        Err(_) => (site.path.to_owned(), Asked::default()),
    }
}

/// Types inside something under `components`, or in a file of its own, are named after that.
pub(super) fn shared_origin(at: Cursor<'_>, section: &str) -> Option<Origin> {
    let is_name = |name: &String| !name.bytes().all(|byte| byte.is_ascii_digit());
    if at.is_referenced()
        && let Some(name) = at.name_in_file().filter(is_name)
    {
        return Some(Origin::Shared(name));
    }
    let pointer = at.pointer();
    match pointer.tokens() {
        [components, found, name] if components == "components" && found == section => {
            Some(Origin::Shared(name.clone()))
        }
        _ => None,
    }
}
