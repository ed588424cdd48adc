//! Security requirements name schemes that there are.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean, quote};
use crate::document::{Cursor, Document, Kind};

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let components = document.root().and_then(|root| root.get("components"));
    let schemes = components.and_then(|components| components.get("securitySchemes"));
    let known: Vec<&str> = schemes
        .into_iter()
        .flat_map(Cursor::entries)
        .map(|(name, _)| name)
        .collect();
    for requirement in document.all(Kind::SecurityRequirement) {
        for (name, at) in requirement
            .entries()
            .filter(|(name, _)| !known.contains(name))
        {
            let message = format!("there is no security scheme {}", quote(name));
            let help = did_you_mean(name, known.iter().copied());
            let diagnostic =
                Diagnostic::new(Code::UnknownSecurityScheme, at.place().key(), message);
            diagnostics.push(
                diagnostic
                    .help(help.unwrap_or_else(|| Code::UnknownSecurityScheme.help().to_owned())),
            );
        }
    }
}
