//! Runtime expressions, which callbacks and links are written in: `$request.body#/url`.

use crate::diagnostic::quote;
use crate::source::JsonPointer;

/// # Errors
///
/// What is wrong, in a few words.
pub(super) fn expression(text: &str) -> Result<(), String> {
    parse(text).map_err(|reason| format!("it {reason}"))
}

/// What is wrong is said without a subject.
fn parse(text: &str) -> Result<(), String> {
    if matches!(text, "$url" | "$method" | "$statusCode") {
        return Ok(());
    }
    let source = text
        .strip_prefix("$request.")
        .or_else(|| text.strip_prefix("$response."));
    let Some(source) = source else {
        return Err(
            "starts with none of `$url`, `$method`, `$statusCode`, `$request.` and `$response.`"
                .to_owned(),
        );
    };
    let (kind, rest) = match source.find(['.', '#']) {
        Some(end) => source.split_at(end),
        None => (source, ""),
    };
    match (kind, rest.strip_prefix('.')) {
        ("body", _) => pointer(rest),
        ("header", Some(name)) if is_token(name) => Ok(()),
        ("query" | "path", Some(name)) if !name.is_empty() => Ok(()),
        ("header" | "query" | "path", _) => Err(format!("has no name after `{kind}`")),
        _ => Err("goes on with none of `header.`, `query.`, `path.` and `body`".to_owned()),
    }
}

/// A text with expressions in braces; one that starts with `$` is an expression whole.
///
/// # Errors
///
/// As [`expression`].
pub(super) fn template(text: &str) -> Result<(), String> {
    if text.starts_with('$') {
        return expression(text);
    }
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        if before.contains('}') {
            break;
        }
        let Some((inside, after)) = after.split_once('}') else {
            return Err("it has a `{` without a `}`".to_owned());
        };
        parse(inside).map_err(|reason| format!("{} {reason}", quote(inside)))?;
        rest = after;
    }
    if rest.contains('}') {
        return Err("it has a `}` without a `{`".to_owned());
    }
    Ok(())
}

fn pointer(text: &str) -> Result<(), String> {
    let valid = match text.strip_prefix('#') {
        Some(pointer) => JsonPointer::parse(pointer).is_some(),
        None => text.is_empty(),
    };
    if valid {
        Ok(())
    } else {
        Err("has no JSON pointer after `body`, such as `#/url`".to_owned())
    }
}

/// RFC 9110, section 5.6.2.
fn is_token(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::{expression, template};

    #[test]
    fn the_grammar_of_the_specification() {
        for good in [
            "$url",
            "$method",
            "$statusCode",
            "$request.header.X-Request-Id",
            "$request.query.url",
            "$request.path.id",
            "$request.body",
            "$request.body#",
            "$request.body#/a~1b/0",
            "$response.header.Location",
            "$response.body#/status",
        ] {
            assert_eq!(expression(good), Ok(()), "{good}");
        }
        for bad in [
            "",
            "$",
            "url",
            "$urls",
            "$request",
            "$request.",
            "$request.cookie.id",
            "$request.header",
            "$request.header.",
            "$request.header.a b",
            "$request.query.",
            "$request.body.url",
            "$request.body#url",
            "$request.body#/a~2",
            "$response.bodies",
        ] {
            assert!(expression(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn texts_around_expressions() {
        for good in [
            "https://example.com/hook",
            "{$request.query.url}/end",
            "http://x?id={$request.body#/id}&s={$response.header.s}",
            "$request.body#/url",
        ] {
            assert_eq!(template(good), Ok(()), "{good}");
        }
        for bad in ["{$request.query.url", "}{$url}", "a}b", "{url}", "{}"] {
            assert!(template(bad).is_err(), "{bad}");
        }
    }
}
