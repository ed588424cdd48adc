//! What the walk leaves behind.

use std::collections::{HashMap, HashSet};

use crate::document::grammar::{Kind, Value};
use crate::document::{Cursor, Document, NodeId};
use crate::parse::Node;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Role {
    /// Data: an example, a default, an extension.
    #[default]
    Data,
    Object(Kind),
    /// A reference to an object. Schemas and path items may say more beside it.
    Reference(Kind),
}

impl Role {
    /// Whether it is a schema, or a reference where a schema can stand.
    pub(crate) fn is_schema(self) -> bool {
        matches!(
            self,
            Self::Object(Kind::Schema) | Self::Reference(Kind::Schema)
        )
    }
}

/// What the walk leaves behind.
#[derive(Debug, Default)]
pub(crate) struct Walked {
    /// By tree and by the number of the container.
    roles: Vec<Vec<Role>>,
    /// Every reference, in the order of the text, and what it must lead to. The texts in the mapping of
    /// a discriminator are references too.
    pub(crate) references: Vec<(NodeId, Kind)>,
    /// References where the specification has none, and what must be there: what they lead to stands
    /// in their place.
    pub(crate) stand_ins: Vec<(NodeId, &'static Value)>,
    /// Schemas with a URI of their own (`$id`), those around others first.
    pub(crate) resources: Vec<NodeId>,
    /// Schemas with a name of their own in their file (`$anchor`, `$dynamicAnchor`).
    pub(crate) anchors: Vec<NodeId>,
    /// Fields without a value.
    pub(crate) empty: HashSet<NodeId>,
    /// Paths that were written without their slash, with it.
    pub(crate) paths: HashMap<NodeId, String>,
    /// Values that are read as another one.
    pub(crate) mended: HashMap<NodeId, Node>,
    /// Those among them that are texts without quotes.
    pub(crate) bare: Vec<NodeId>,
}

impl Walked {
    /// What stands at a value.
    pub(crate) fn role(&self, at: Cursor<'_>) -> Role {
        let role = || {
            let container = usize::try_from(at.mapping()?.id.0).ok()?;
            let tree = usize::try_from(at.id().tree).ok()?;
            self.roles.get(tree)?.get(container).copied()
        };
        role().unwrap_or_default()
    }

    /// The same, to be noted.
    pub(super) fn role_mut(&mut self, at: Cursor<'_>) -> Option<&mut Role> {
        let container = usize::try_from(at.mapping()?.id.0).ok()?;
        let tree = usize::try_from(at.id().tree).ok()?;
        if self.roles.len() <= tree {
            self.roles.resize_with(tree + 1, Vec::new);
        }
        let roles = self.roles.get_mut(tree)?;
        if roles.len() <= container {
            roles.resize(container + 1, Role::Data);
        }
        roles.get_mut(container)
    }

    pub(crate) fn is_reference(&self, document: &Document, id: NodeId) -> bool {
        document
            .cursor(id)
            .is_some_and(|at| matches!(self.role(at), Role::Reference(_)))
    }

    /// All objects of the specification with their trees and the numbers of their containers, in the
    /// order of the text.
    pub(crate) fn objects(&self) -> impl Iterator<Item = ((u32, u32), Role)> {
        (0..).zip(&self.roles).flat_map(|(tree, roles)| {
            (0..)
                .zip(roles.iter().copied())
                .filter(|(_, role)| *role != Role::Data)
                .map(move |(container, role)| ((tree, container), role))
        })
    }
}
