//! What a JSON pointer leads to, also where it goes through other references.

use super::complaints::dangling;
use super::stand_ins::Loose;
use super::{Found, Resolver};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Cursor, Kind};
use crate::source::JsonPointer;

/// How many references a pointer may go through, those of pointers on its way counted in.
const STEPS: usize = 64;

impl Resolver<'_> {
    /// The value that a pointer leads to from `root`. Within a schema with an `$id` a pointer starts at
    /// that schema, but many mean the file; and in a file, many mean the main document.
    pub(super) fn pointed_at<'a>(
        &mut self,
        at: Cursor<'a>,
        reference: Cursor<'a>,
        root: Cursor<'a>,
        fragment: &str,
        diagnostics: &mut Diagnostics,
    ) -> Result<Found<'a>, Box<Diagnostic>> {
        let text = reference.str().unwrap_or_default();
        let Some(pointer) = JsonPointer::parse_fragment(fragment) else {
            let message = format!("{} is not a valid JSON pointer", quote(text));
            let help = "in a pointer `~` is written `~0`, `/` in a name `~1`, and `%` starts a percent-encoded byte";
            let diagnostic = Diagnostic::new(Code::BadReference, reference.place(), message);
            return Err(Box::new(diagnostic.help(help)));
        };
        let document = root.document();
        let file = document.file(root.id().tree).unwrap_or(root);
        let (reached, missing) = match root.lookup(&pointer).or_else(|_| file.lookup(&pointer)) {
            Ok(target) => return Ok(Found::Place(target)),
            Err(end) => end,
        };
        let main = document.root().filter(|main| {
            // In the main document itself it was looked for.
            text.starts_with('#') && main.id() != file.id()
        });
        for (root, loose) in [(Some(file), Loose::Through), (main, Loose::Main)] {
            let found = root.and_then(|root| self.through(root, &pointer, diagnostics));
            if let Some(found) = found {
                self.loose.push((reference.id(), loose));
                return Ok(found);
            }
        }
        Err(Box::new(dangling(at, reference, text, reached, &missing)))
    }

    /// The value that a pointer leads to if references on the way are followed; `None` if there is
    /// none even so.
    fn through<'a>(
        &mut self,
        file: Cursor<'a>,
        pointer: &JsonPointer,
        diagnostics: &mut Diagnostics,
    ) -> Option<Found<'a>> {
        // Pointers on the way may go through references too, and through those that wait for them.
        let outermost = self.steps.is_none();
        self.steps.get_or_insert(STEPS);
        let found = self.step_through(file, pointer, diagnostics);
        if outermost {
            self.steps = None;
        }
        found
    }

    fn step_through<'a>(
        &mut self,
        file: Cursor<'a>,
        pointer: &JsonPointer,
        diagnostics: &mut Diagnostics,
    ) -> Option<Found<'a>> {
        let mut at = file;
        for token in pointer.tokens() {
            loop {
                if let Some(child) = at.step(token) {
                    at = child;
                    break;
                }
                at.get_str("$ref")?;
                self.steps = Some(self.steps?.checked_sub(1)?);
                match self.find(at, Kind::Schema, diagnostics).ok()? {
                    Found::Place(next) => at = next,
                    // To be gone on with when the file is there.
                    found => return Some(found),
                }
            }
        }
        Some(Found::Place(at))
    }
}
