//! What the specification asks of the fields of one object together.

use super::grammar::Kind;
use super::{Cursor, Version};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};

/// Checks one object; its fields by themselves are known to be right or reported.
pub(super) fn check(at: Cursor<'_>, kind: Kind, diagnostics: &mut Diagnostics) {
    match kind {
        Kind::OpenApi if at.version() >= Version::V3_1 => something_to_do(at, diagnostics),
        Kind::Operation if at.version() < Version::V3_1 => some_responses(at, diagnostics),
        Kind::Parameter | Kind::Header => {
            one_of_two(at, kind, diagnostics);
            one_sort_of_example(at, diagnostics);
            style(at, diagnostics);
        }
        Kind::MediaType => one_sort_of_example(at, diagnostics),
        Kind::Link => exclude(at, "operationRef", "operationId", diagnostics),
        Kind::SecurityScheme => security_scheme(at, diagnostics),
        Kind::OAuthFlow => flow(at, diagnostics),
        _ => {}
    }
}

fn something_to_do(at: Cursor<'_>, diagnostics: &mut Diagnostics) {
    if !["paths", "webhooks", "components"]
        .iter()
        .any(|name| at.get(name).is_some())
    {
        let message = "the document has no `paths`, no `webhooks` and no `components`";
        diagnostics.push(
            Diagnostic::new(Code::MissingField, at.place(), message)
                .help("one of the three is required"),
        );
    }
}

/// 3.0 requires `responses`, with one entry at least. Without them every answer is possible.
fn some_responses(at: Cursor<'_>, diagnostics: &mut Diagnostics) {
    let responses = at.get("responses");
    let said = |responses: Cursor<'_>| responses.entries().any(|(name, _)| !name.starts_with("x-"));
    if responses.is_some_and(|responses| responses.mapping().is_none() || said(responses)) {
        return;
    }
    let place = responses.unwrap_or(at).place().key();
    let message = match responses {
        Some(_) => "`responses` is empty",
        None => "an operation has no `responses`",
    };
    diagnostics.push(
        Diagnostic::new(Code::MissingResponses, place, message).help(Code::MissingResponses.help()),
    );
}

/// A parameter's value is described by `schema` or by `content`.
fn one_of_two(at: Cursor<'_>, kind: Kind, diagnostics: &mut Diagnostics) {
    exclude(at, "schema", "content", diagnostics);
    if at.get("schema").is_none() && at.get("content").is_none() {
        let message = format!("{} has no `schema`", kind.name());
        diagnostics.push(
            Diagnostic::new(Code::MissingSchema, at.place(), message)
                .help(Code::MissingSchema.help()),
        );
    }
    if let Some(content) = at.get("content")
        && content.mapping().is_some_and(|content| content.len() != 1)
    {
        let message = format!(
            "the `content` of {} has exactly one media type",
            kind.name()
        );
        diagnostics.push(
            Diagnostic::new(Code::BadValue, content.place(), message).help("leave one of them"),
        );
    }
}

fn one_sort_of_example(at: Cursor<'_>, diagnostics: &mut Diagnostics) {
    if let (Some(_), Some(examples)) = (at.get("example"), at.get("examples")) {
        let code = Code::BadExamples;
        let message = "`example` and `examples` exclude each other";
        diagnostics.push(Diagnostic::new(code, examples.place().key(), message).help(code.help()));
    }
}

fn exclude(at: Cursor<'_>, one: &str, other: &str, diagnostics: &mut Diagnostics) {
    let (Some(first), Some(second)) = (at.get(one), at.get(other)) else {
        return;
    };
    let message = format!("{} and {} exclude each other", quote(one), quote(other));
    let diagnostic = Diagnostic::new(Code::FieldConflict, second.place().key(), message);
    diagnostics.push(
        diagnostic
            .also(first.place().key(), "the other one")
            .help(Code::FieldConflict.help()),
    );
}

/// Which styles a parameter can have depends on where it is.
fn style(at: Cursor<'_>, diagnostics: &mut Diagnostics) {
    let (Some(style), Some(location)) = (at.get("style"), at.get_str("in")) else {
        return;
    };
    let styles: &[&str] = match location {
        "path" => &["matrix", "label", "simple"],
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "header" => &["simple"],
        "cookie" => &["form"],
        _ => return,
    };
    let Some(text) = style.str() else { return };
    let known = [
        "matrix",
        "label",
        "form",
        "simple",
        "spaceDelimited",
        "pipeDelimited",
        "deepObject",
    ];
    if known.contains(&text) && !styles.contains(&text) {
        let message = format!(
            "a {location} parameter cannot have the style {}",
            quote(text)
        );
        let list: Vec<String> = styles.iter().map(|style| quote(style)).collect();
        let diagnostic = Diagnostic::new(Code::BadValue, style.place(), message);
        diagnostics.push(diagnostic.help(format!("it is one of {}", list.join(", "))));
    }
}

fn security_scheme(at: Cursor<'_>, diagnostics: &mut Diagnostics) {
    let Some(kind) = at.get_str("type") else {
        return;
    };
    let needed: &[&str] = match kind {
        "apiKey" => &["name", "in"],
        "http" => &["scheme"],
        "oauth2" => &["flows"],
        "openIdConnect" => &["openIdConnectUrl"],
        "mutualTLS" if at.version() < Version::V3_1 => {
            let place = at.get("type").unwrap_or(at).place();
            let message = "security schemes of the type `mutualTLS` came with OpenAPI 3.1";
            diagnostics.push(
                Diagnostic::new(Code::BadValue, place, message)
                    .help("raise the version in `openapi`"),
            );
            return;
        }
        _ => return,
    };
    let code = match kind {
        "oauth2" | "openIdConnect" => Code::LeftOut,
        _ => Code::MissingField,
    };
    require(
        at,
        needed,
        &format!("a security scheme of the type {}", quote(kind)),
        code,
        diagnostics,
    );
}

fn flow(at: Cursor<'_>, diagnostics: &mut Diagnostics) {
    let needed: &[&str] = match at.key() {
        Some("implicit") => &["authorizationUrl"],
        Some("password" | "clientCredentials") => &["tokenUrl"],
        Some("authorizationCode") => &["authorizationUrl", "tokenUrl"],
        _ => return,
    };
    require(
        at,
        needed,
        &format!("the flow {}", quote(at.key().unwrap_or_default())),
        // Where tokens come from is for clients to know.
        Code::LeftOut,
        diagnostics,
    );
}

fn require(
    at: Cursor<'_>,
    names: &[&str],
    subject: &str,
    code: Code,
    diagnostics: &mut Diagnostics,
) {
    for name in names.iter().filter(|name| at.get(name).is_none()) {
        let message = format!("{subject} has no {}", quote(name));
        diagnostics.push(Diagnostic::new(code, at.place(), message).help(code.help()));
    }
}
