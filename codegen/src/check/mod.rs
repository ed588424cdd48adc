//! The rules that a document must keep beyond the grammar of its objects: one rule a file.

mod asked;
mod bounds;
mod choices;
mod duplicates;
mod endless;
mod expression;
mod formats;
mod instance;
mod items;
mod keywords;
mod links;
mod operation_ids;
mod overlap;
mod parameters;
mod path_items;
mod path_parameters;
mod patterns;
mod required;
mod responses;
mod routes;
mod security;
mod template;
mod values;
mod webhooks;

use crate::diagnostic::Diagnostics;
use crate::document::Document;

pub(crate) use asked::Asked;
pub(crate) use responses::{has_no_content, is_framing};
pub(crate) use routes::unrouted;
pub(crate) use security::AUTHENTICATE_BODY;
pub(crate) use template::{Template, plain_name};
pub(crate) use values::{is_decided, retain_fitting, weigh};

/// Applies every rule.
pub(crate) fn run(document: &Document, diagnostics: &mut Diagnostics) {
    template::check(document, diagnostics);
    routes::check(document, diagnostics);
    path_items::check(document, diagnostics);
    webhooks::check(document, diagnostics);
    operation_ids::check(document, diagnostics);
    links::check(document, diagnostics);
    parameters::check(document, diagnostics);
    path_parameters::check(document, diagnostics);
    responses::check(document, diagnostics);
    security::check(document, diagnostics);
    endless::check(document, diagnostics);
    patterns::check(document, diagnostics);
    bounds::check(document, diagnostics);
    keywords::check(document, diagnostics);
    duplicates::check(document, diagnostics);
    items::check(document, diagnostics);
    choices::check(document, diagnostics);
    required::check(document, diagnostics);
    formats::check(document, diagnostics);
    values::check(document, diagnostics);
}
