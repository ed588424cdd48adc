//! Arrays say what is in them, as OpenAPI 3.0 requires.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Cursor, Document, Version};

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let of_3_0 = |schema: &Cursor<'_>| schema.version() < Version::V3_1;
    for schema in document.schemas().filter(of_3_0) {
        if let Some(at) = schema.get("type").filter(|at| at.str() == Some("array"))
            && schema.get("items").is_none()
            && schema.get("prefixItems").is_none()
        {
            let message = "an array without `items` may have anything in it";
            diagnostics.push(
                Diagnostic::new(Code::MissingItems, at.place(), message)
                    .help(Code::MissingItems.help()),
            );
        }
    }
}
