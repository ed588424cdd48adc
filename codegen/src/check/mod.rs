//! The rules that a document must keep beyond the grammar of its objects: one rule a file.

use crate::diagnostic::Diagnostics;
use crate::document::Document;

/// Applies every rule.
pub(crate) fn run(document: &Document, diagnostics: &mut Diagnostics) {
    let _ = (document, diagnostics);
}
