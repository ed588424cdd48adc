//! Responses are keyed by statuses.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Cursor, Document, Kind};

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    // A response of the components may answer many operations.
    let (mut seen, mut idle) = (HashSet::new(), HashSet::new());
    for responses in document.all(Kind::Responses) {
        for (key, response) in responses.entries() {
            let target = response.follow();
            if has_no_content(key) && idle.insert(target.id()) {
                content(key, target, diagnostics);
            }
            if seen.insert(target.id()) {
                framing(target, diagnostics);
            }
            if key.starts_with('1') && is_status(key) {
                let message = format!("an answer with {} ends no exchange", quote(key));
                let place = response.place().key();
                let diagnostic = Diagnostic::new(Code::InterimStatus, place, message);
                diagnostics.push(diagnostic.help(Code::InterimStatus.help()));
            }
            if is_status(key) || key.starts_with("x-") {
                continue;
            }
            let place = response.place().key();
            let upper = key.to_uppercase();
            diagnostics.push(if is_status(&upper) {
                let message = format!("{} should be {}", quote(key), quote(&upper));
                Diagnostic::new(Code::StatusInSmallLetters, place, message)
                    .help(Code::StatusInSmallLetters.help())
            } else {
                let message = format!("{} is not a status code", quote(key));
                Diagnostic::new(Code::BadStatusKey, place, message).help(Code::BadStatusKey.help())
            });
        }
    }
}

/// Content where HTTP allows none: it is not sent.
fn content(key: &str, response: Cursor<'_>, diagnostics: &mut Diagnostics) {
    let Some(at) = response
        .get("content")
        .filter(|at| at.entries().next().is_some())
    else {
        return;
    };
    let message = format!("an answer with {} has no content", quote(key));
    let diagnostic = Diagnostic::new(Code::IdleContent, at.place().key(), message);
    diagnostics.push(diagnostic.help(Code::IdleContent.help()));
}

/// Header fields that only whoever serves can write.
fn framing(response: Cursor<'_>, diagnostics: &mut Diagnostics) {
    let headers = response.get("headers").into_iter();
    let headers = headers.flat_map(Cursor::entries);
    for (name, header) in headers.filter(|(name, _)| is_framing(name)) {
        let message = format!("an answer has no field {} of its own", quote(name));
        let diagnostic = Diagnostic::new(Code::FramingHeader, header.place().key(), message);
        diagnostics.push(diagnostic.help(Code::FramingHeader.help()));
    }
}

/// What is between two who talk to each other (RFC 9110, section 7.6.1; RFC 9112, section 6.1).
pub(crate) fn is_framing(header: &str) -> bool {
    let names = [
        "Connection",
        "Keep-Alive",
        "Proxy-Connection",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
    ];
    names.iter().any(|name| name.eq_ignore_ascii_case(header))
}

/// The statuses whose answers end with their header (RFC 9110, sections 6.4.1 and 15.3.6).
pub(crate) fn has_no_content(key: &str) -> bool {
    key.starts_with('1') || ["204", "205", "304"].contains(&key)
}

/// `200`, `4XX` or `default`.
fn is_status(key: &str) -> bool {
    let digits = |text: &[u8]| text.iter().all(u8::is_ascii_digit);
    key == "default"
        || matches!(key.as_bytes(), [b'1'..=b'5', rest @ ..] if rest == b"XX" || (rest.len() == 2 && digits(rest)))
}
