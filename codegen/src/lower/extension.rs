//! What an operation says in `x-` members.

use super::Lowering;
use crate::diagnostic::{Code, Diagnostic, quote};
use crate::document::Cursor;
use crate::source::{JsonPointer, Place};

/// Longer ones are documentation, such as samples of code in six languages for each operation, of which a server
/// has no use, and of which rustc would have to read megabytes.
const LONGEST: usize = 1024;

impl<'a> Lowering<'a, '_> {
    /// The `x-` members of an operation, as JSON text.
    pub(super) fn extensions(&mut self, at: Cursor<'a>) -> Vec<(String, String)> {
        let members = at.entries().filter(|(name, _)| name.starts_with("x-"));
        members
            .filter_map(|(name, value)| {
                let wanted = self.extensions.iter().position(|wanted| wanted == name);
                self.extensions_used.extend(wanted);
                let json = value.node().to_json();
                (wanted.is_some() || json.len() <= LONGEST).then(|| (name.to_owned(), json))
            })
            .collect()
    }

    /// Complains of members that were to be kept and are not there.
    pub(super) fn complain_of_idle_extensions(&mut self, root: Cursor<'a>) {
        let idle = self.extensions.iter().enumerate();
        for (_, name) in idle.filter(|(index, _)| !self.extensions_used.contains(index)) {
            let message = format!("no operation that is generated has {}", quote(name));
            let place = Place::new(root.place().file, JsonPointer::root());
            let code = Code::IdleOption;
            self.diagnostics
                .push(Diagnostic::new(code, place, message).help(code.help()));
        }
    }
}
