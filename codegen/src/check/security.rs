//! Security requirements name schemes that there are, and what verifiers see is said so that it is understood.

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
    for operation in document.all(Kind::Operation) {
        if let Some(at) = operation.get(AUTHENTICATE_BODY)
            && operation.get_bool(AUTHENTICATE_BODY).is_none()
        {
            let message = format!("{} must be true or false", quote(AUTHENTICATE_BODY));
            let diagnostic = Diagnostic::new(Code::WrongKind, at.place(), message);
            diagnostics.push(diagnostic);
        }
    }
    for item in document.all(Kind::PathItem) {
        if let Some(at) = item.get(AUTHENTICATE_BODY) {
            let message = format!("{} is for operations", quote(AUTHENTICATE_BODY));
            let diagnostic = Diagnostic::new(Code::StrangeField, at.place().key(), message);
            diagnostics
                .push(diagnostic.help("write it into each operation whose body is to be seen"));
        }
    }
}

/// Lets verifiers see the body of an operation.
pub(crate) const AUTHENTICATE_BODY: &str = "x-authenticate-body";
