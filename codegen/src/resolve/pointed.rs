//! What a JSON pointer leads to, also where it goes through other references.

use super::complaints::dangling;
use super::stand_ins::Loose;
use super::{Found, Resolver};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Cursor, Kind};
use crate::source::JsonPointer;

/// How many references a pointer may go through.
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
        let main = document.root().filter(|_| text.starts_with('#'));
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
        let mut at = file;
        let mut steps = 0;
        for token in pointer.tokens() {
            loop {
                if let Some(child) = at.step(token) {
                    at = child;
                    break;
                }
                steps += 1;
                at.get_str("$ref").filter(|_| steps < STEPS)?;
                self.depth += 1;
                // Each of these may go through others: pointers that need one another have no end.
                let found = (self.depth < STEPS).then(|| self.find(at, Kind::Schema, diagnostics));
                self.depth -= 1;
                match found?.ok()? {
                    Found::Place(next) => at = next,
                    // To be gone on with when the file is there.
                    found => return Some(found),
                }
            }
        }
        Some(Found::Place(at))
    }
}
