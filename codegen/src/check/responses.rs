//! Responses are keyed by statuses.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Document, Kind};

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    for responses in document.all(Kind::Responses) {
        for (key, response) in responses.entries() {
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

/// `200`, `4XX` or `default`.
fn is_status(key: &str) -> bool {
    let digits = |text: &[u8]| text.iter().all(u8::is_ascii_digit);
    key == "default"
        || matches!(key.as_bytes(), [b'1'..=b'5', rest @ ..] if rest == b"XX" || (rest.len() == 2 && digits(rest)))
}
