//! Names for what is implemented and served: the traits and the servers.

use super::{Scope, escape_keyword, part, type_name};
use crate::ir::{Api, Operation};

/// What is served together: the paths of a document, or its webhooks.
#[derive(Debug)]
pub(crate) struct ServiceNames {
    /// The trait, `ConferenceRooms`.
    pub(crate) name: String,
    /// The service, `ConferenceRoomsServer`.
    pub(crate) server: String,
    /// The trait that checks credentials.
    pub(crate) authenticator: String,
    /// All of its operations, by index.
    pub(crate) operations: Vec<usize>,
    /// The traits of tags, where there is one for each; what they have is not in the trait.
    pub(crate) tags: Vec<TagNames>,
}

/// The trait for the operations of a tag.
#[derive(Debug)]
pub(crate) struct TagNames {
    /// `RoomApi`.
    pub(crate) name: String,
    /// As the document has it.
    pub(crate) tag: String,
    /// By index.
    pub(crate) operations: Vec<usize>,
}

impl ServiceNames {
    /// The operations that are in no trait of a tag.
    pub(crate) fn untagged(&self) -> impl Iterator<Item = usize> {
        let is_tagged = |index: &usize| self.tags.iter().any(|tag| tag.operations.contains(index));
        self.operations
            .iter()
            .copied()
            .filter(move |index| !is_tagged(index))
    }

    /// The trait that has an operation of this service.
    pub(crate) fn trait_of(&self, operation: usize) -> &str {
        let tag = self
            .tags
            .iter()
            .find(|tag| tag.operations.contains(&operation));
        tag.map_or(&self.name, |tag| &tag.name)
    }

    pub(super) fn names(&self) -> Vec<&String> {
        let mut names = vec![&self.name, &self.server, &self.authenticator];
        names.extend(self.tags.iter().map(|tag| &tag.name));
        names
    }
}

/// The service of the paths, which has its names even if there are none, and that of the webhooks.
pub(super) fn choose(
    api: &Api,
    title: &str,
    trait_per_tag: bool,
    root: &mut Scope,
) -> Vec<ServiceNames> {
    // The trait bounds the parameters of the service, so it cannot be called what they are.
    let title = Scope::with(["T", "A"]).claim(&type_name(title));
    let title = escape_keyword(&title);
    let name = root.claim_first([title.clone(), format!("{}Api", part(&title))]);
    let stem = part(&name).to_owned();
    let mut services = vec![ServiceNames {
        server: root.claim(&format!("{stem}Server")),
        authenticator: root
            .claim_first(["Authenticator".to_owned(), format!("{stem}Authenticator")]),
        operations: indices(api, |operation| !operation.is_webhook),
        tags: Vec::new(),
        name,
    }];
    let webhooks = indices(api, |operation| operation.is_webhook);
    if !webhooks.is_empty() {
        services.push(ServiceNames {
            name: root.claim(&format!("{stem}Webhooks")),
            server: root.claim(&format!("{stem}WebhooksServer")),
            authenticator: root.claim("WebhooksAuthenticator"),
            operations: webhooks,
            tags: Vec::new(),
        });
    }
    if trait_per_tag {
        for (service, suffix) in services.iter_mut().zip(["Api", "Webhooks"]) {
            service.tags = choose_tags(api, service, suffix, root);
        }
    }
    services
}

fn indices(api: &Api, is_in: impl Fn(&Operation) -> bool) -> Vec<usize> {
    let all = api.operations.iter().enumerate();
    all.filter(|(_, operation)| is_in(operation))
        .map(|(index, _)| index)
        .collect()
}

/// One trait for each tag that comes first at an operation, in the order of the operations.
fn choose_tags(api: &Api, service: &ServiceNames, suffix: &str, root: &mut Scope) -> Vec<TagNames> {
    let mut tags: Vec<TagNames> = Vec::new();
    for index in &service.operations {
        let Some(tag) = api
            .operations
            .get(*index)
            .and_then(|operation| operation.tags.first())
            .filter(|tag| !tag.trim().is_empty())
        else {
            continue;
        };
        match tags.iter_mut().find(|known| known.tag == *tag) {
            Some(known) => known.operations.push(*index),
            None => tags.push(TagNames {
                name: root.claim_first(tag_names(tag, suffix)),
                tag: tag.clone(),
                operations: vec![*index],
            }),
        }
    }
    tags
}

/// `RoomApi`, for the tag `Room API` too; where that is taken, `RoomTagApi`.
fn tag_names(tag: &str, suffix: &str) -> [String; 2] {
    let tag = type_name(tag);
    let tag = tag
        .strip_suffix(suffix)
        .filter(|stem| !stem.is_empty())
        .unwrap_or(&tag);
    ["", "Tag"].map(|word| format!("{tag}{word}{suffix}"))
}
