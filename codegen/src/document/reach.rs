//! What the operations of a document need of it.

use std::collections::HashSet;

use super::{Cursor, Document, NodeId, path_items};

impl Document {
    /// The operations, and what else of the document they need: parameters of their paths, and security
    /// schemes. References in these are not followed.
    pub(crate) fn starts(&self) -> Vec<Cursor<'_>> {
        let mut starts = Vec::new();
        for site in self.operations_and_webhooks() {
            starts.push(site.operation);
            starts.extend(self.schemes(site.operation));
            let items = path_items(site.entry).into_iter();
            starts.extend(items.filter_map(|item| item.get("parameters")));
        }
        starts
    }

    /// The operations, and the places that references lead to from them and from `also`, over any
    /// number of steps.
    pub(crate) fn needed<'a>(
        &'a self,
        also: impl IntoIterator<Item = Cursor<'a>>,
    ) -> HashSet<NodeId> {
        let mut open = self.starts();
        open.extend(also);
        // Of a path item not all: there may be other operations in it.
        let sites = self.operations_and_webhooks();
        let items = sites.iter().flat_map(|site| path_items(site.entry));
        let mut needed: HashSet<NodeId> = items.map(Cursor::id).collect();
        needed.extend(open.iter().map(|start| start.id()));
        while let Some(at) = open.pop() {
            if let Some(target) = at.target()
                && needed.insert(target.id())
            {
                open.push(target);
            }
            for part in at.entries().map(|(_, value)| value).chain(at.items()) {
                // What stands in for a part is there once, however often it does.
                if !part.is_referenced() || needed.insert(part.id()) {
                    open.push(part);
                }
            }
        }
        needed
    }

    /// The security schemes that an operation names.
    fn schemes<'a>(&'a self, operation: Cursor<'a>) -> Vec<Cursor<'a>> {
        let root = self.root();
        let declared = || root?.get("components")?.get("securitySchemes");
        let requirements = operation
            .get("security")
            .or_else(|| root?.get("security"))
            .into_iter()
            .flat_map(Cursor::items)
            .flat_map(Cursor::entries);
        requirements
            .filter_map(|(name, _)| declared()?.get(name))
            .collect()
    }
}
