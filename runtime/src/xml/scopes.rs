//! Which prefixes mean what, from the element that declares them to its end (Namespaces in XML 1.0, section 6.1).

use std::collections::HashMap;

use super::INSTANCE;

/// The prefixes that are declared where a document is read.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    /// For each, whether it is that of the namespace that has `nil`; the innermost declaration last.
    meanings: HashMap<String, Vec<bool>>,
    /// The prefixes in the order in which they were declared.
    order: Vec<String>,
}

impl Scopes {
    /// Declares a prefix for a namespace.
    pub(super) fn declare(&mut self, prefix: &str, uri: &str) {
        let meanings = self.meanings.entry(prefix.to_owned()).or_default();
        meanings.push(uri == INSTANCE);
        self.order.push(prefix.to_owned());
    }

    /// Forgets the last declarations.
    pub(super) fn forget(&mut self, count: u32) {
        for _ in 0..count {
            let Some(prefix) = self.order.pop() else {
                return;
            };
            if let Some(meanings) = self.meanings.get_mut(&prefix) {
                meanings.pop();
                if meanings.is_empty() {
                    self.meanings.remove(&prefix);
                }
            }
        }
    }

    pub(super) fn has(&self, prefix: &str) -> bool {
        self.meanings.contains_key(prefix)
    }

    /// Whether a prefix is that of the namespace that has `nil`.
    pub(super) fn is_instance(&self, prefix: &str) -> bool {
        let meanings = self.meanings.get(prefix);
        meanings.and_then(|meanings| meanings.last()) == Some(&true)
    }
}
