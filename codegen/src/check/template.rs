//! Path templates are well formed.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::Document;
use crate::source::percent_decode;

/// A path taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Template<'a> {
    /// What is before `?` and `#`.
    pub(crate) path: &'a str,
    pub(crate) pieces: Vec<Piece<'a>>,
    /// What the query of a request must have: names, with a value unless any does. Sorted.
    pub(crate) query: Vec<(String, Option<String>)>,
    /// What follows `#`: requests never carry it.
    pub(crate) fragment: Option<&'a str>,
}

/// A stretch of a template. A segment may have several; slashes are in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    Text(&'a str),
    Parameter(&'a str),
}

impl<'a> Template<'a> {
    /// # Errors
    ///
    /// What is wrong, in a few words.
    pub(crate) fn parse(path: &'a str) -> Result<Self, String> {
        let (before, fragment) =
            split_outside(path, '#').map_or((path, None), |(before, after)| (before, Some(after)));
        let (routed, query) = split_outside(before, '?').unwrap_or((before, ""));
        let mut pieces: Vec<Piece<'a>> = Vec::new();
        let mut rest = routed;
        while !rest.is_empty() {
            let (text, after) = rest
                .split_once('{')
                .map_or((rest, None), |(text, after)| (text, Some(after)));
            if text.contains('}') {
                return Err("it has a `}` without a `{`".to_owned());
            }
            if !text.is_empty() {
                pieces.push(Piece::Text(text));
            }
            let Some(after) = after else { break };
            let Some((expression, further)) = split_outside(after, '}') else {
                return Err("it has a `{` without a `}`".to_owned());
            };
            rest = further;
            // Of RFC 6570: what follows is for the query, whose parameters say it themselves.
            if !expression.starts_with(['?', '&']) {
                add(expression, &mut pieces)?;
            }
        }
        Ok(Self {
            path: routed,
            pieces,
            query: query_pairs(query),
            fragment,
        })
    }

    pub(crate) fn parameters(&self) -> impl Iterator<Item = &'a str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Parameter(name) => Some(*name),
            Piece::Text(_) => None,
        })
    }

    /// The segments of the path, each in pieces.
    pub(super) fn segments(&self) -> Vec<Vec<Piece<'a>>> {
        let mut segments = vec![Vec::new()];
        for piece in &self.pieces {
            let Piece::Text(text) = piece else {
                segments
                    .last_mut()
                    .into_iter()
                    .for_each(|last| last.push(*piece));
                continue;
            };
            for (index, part) in text.split('/').enumerate() {
                if index > 0 {
                    segments.push(Vec::new());
                }
                if let (Some(last), false) = (segments.last_mut(), part.is_empty()) {
                    last.push(Piece::Text(part));
                }
            }
        }
        segments
    }

    /// The path with nothing but names in its braces.
    pub(crate) fn plain_path(&self) -> String {
        let text = |piece: &Piece<'a>| match piece {
            Piece::Text(text) => (*text).to_owned(),
            Piece::Parameter(name) => format!("{{{name}}}"),
        };
        self.pieces.iter().map(text).collect()
    }

    /// What a router sees of the path: the template without the names.
    pub(crate) fn shape(&self) -> String {
        let text = |piece: &Piece<'a>| match piece {
            Piece::Text(text) => *text,
            Piece::Parameter(_) => "{}",
        };
        self.pieces.iter().map(text).collect()
    }
}

/// Adds what an expression in braces stands for.
fn add<'a>(expression: &'a str, pieces: &mut Vec<Piece<'a>>) -> Result<(), String> {
    let (text, name) = match expression.split_once('=') {
        // Of gRPC: `{name=shelves/*}` is a text and then the name of a segment.
        Some((name, pattern)) => {
            let text = pattern.trim_end_matches('*');
            if text == pattern || text.contains('*') {
                let name = quote(name);
                return Err(format!("{name} stands for several segments or for a text"));
            }
            (text, name)
        }
        None => ("", plain_name(expression)),
    };
    if name.is_empty() {
        return Err("it has a parameter without a name".to_owned());
    }
    if name.contains(['{', '/']) {
        return Err(format!("{} is not a name for a parameter", quote(name)));
    }
    if pieces.contains(&Piece::Parameter(name)) {
        return Err(format!("it has the parameter {} twice", quote(name)));
    }
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
    if matches!(pieces.last(), Some(Piece::Parameter(_))) {
        return Err("two of its parameters have nothing between them".to_owned());
    }
    pieces.push(Piece::Parameter(name));
    Ok(())
}

/// Before and after a character that stands in no braces.
fn split_outside(text: &str, separator: char) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    let found = text.char_indices().find(|(_, c)| {
        let is_it = *c == separator && depth == 0;
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        is_it
    });
    let (index, _) = found?;
    Some((
        text.get(..index)?,
        text.get(index + separator.len_utf8()..)?,
    ))
}

/// The name in an expression of a router or of RFC 6570: `{path:path}`, `{proxy+}`, `{*rest}`, `{id?}`.
pub(crate) fn plain_name(expression: &str) -> &str {
    let name = expression.split(':').next().unwrap_or(expression);
    let name = name.trim_matches(['*', '+', '?']);
    if name.is_empty() { expression } else { name }
}

/// `beta=true&x&id={id}` asks for a value of `beta`, and for any of `x` and of `id`.
fn query_pairs(query: &str) -> Vec<(String, Option<String>)> {
    let decoded = |text: &str| {
        let text = text.replace('+', " ");
        percent_decode(&text).unwrap_or(text)
    };
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let mut pairs: Vec<(String, Option<String>)> = pairs
        .map(|pair| match pair.split_once('=') {
            Some((name, value)) if !value.contains('{') => (decoded(name), Some(decoded(value))),
            Some((name, _)) => (decoded(name), None),
            None => (decoded(pair), None),
        })
        .collect();
    pairs.sort();
    pairs.dedup();
    pairs
}

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    for (path, entry) in document.paths() {
        let place = entry.place().key();
        match Template::parse(path) {
            Err(problem) => {
                let message = format!("{} is not a path template: {problem}", quote(path));
                let diagnostic = Diagnostic::new(Code::BadPathTemplate, place, message);
                diagnostics.push(diagnostic.help(Code::BadPathTemplate.help()));
            }
            Ok(template) if !template.query.is_empty() => {
                let message = format!("the path {} has a query", quote(path));
                let help = format!(
                    "requests to {} reach it if their query has {}",
                    quote(template.path),
                    in_words(&template.query)
                );
                diagnostics.push(Diagnostic::new(Code::PathNotPlain, place, message).help(help));
            }
            Ok(template) if template.plain_path() != template.path => {
                let message = format!("the path {} has more than names in its braces", quote(path));
                let help = format!(
                    "OpenAPI has no such expressions: it is read as {}, in which each parameter is one segment or less",
                    quote(&template.plain_path())
                );
                diagnostics.push(Diagnostic::new(Code::PathNotPlain, place, message).help(help));
            }
            Ok(_) if path.contains('*') => {
                let message = format!("the path {} has a `*`", quote(path));
                let help = "OpenAPI has no wildcards: it stands for itself";
                diagnostics.push(Diagnostic::new(Code::PathNotPlain, place, message).help(help));
            }
            Ok(_) => {}
        }
    }
}

fn in_words(query: &[(String, Option<String>)]) -> String {
    let pair = |(name, value): &(String, Option<String>)| match value {
        Some(value) => quote(&format!("{name}={value}")),
        None => quote(name),
    };
    query.iter().map(pair).collect::<Vec<_>>().join(" and ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_paths_apart() {
        let template = Template::parse("/rooms/{id}.json/{base}...{head}?beta=true").unwrap();
        assert_eq!(
            template.parameters().collect::<Vec<_>>(),
            ["id", "base", "head"]
        );
        assert_eq!(template.shape(), "/rooms/{}.json/{}...{}");
        assert_eq!(template.segments().len(), 4);
        assert_eq!(
            template.query,
            [("beta".to_owned(), Some("true".to_owned()))]
        );
        let template = Template::parse("/{path:path}/{proxy+}/{*rest}/{+}").unwrap();
        assert_eq!(template.plain_path(), "/{path}/{proxy}/{rest}/{+}");
        let template = Template::parse("/x?b=1&a+a&id={id}#frag?").unwrap();
        assert_eq!((template.path, template.fragment), ("/x", Some("frag?")));
        let pairs = [("a a", None), ("b", Some("1")), ("id", None)];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.map(str::to_owned)));
        assert_eq!(template.query, pairs);
        let template = Template::parse("/v1/{name=shelves/*}:move{?a,b}").unwrap();
        assert_eq!(template.plain_path(), "/v1/shelves/{name}:move");
        let template = Template::parse(r"/{id:\d{4}}/{a=**}/{b?}?x={y}").unwrap();
        assert_eq!(template.plain_path(), "/{id}/{a}/{b}");
        assert_eq!(template.query, [("x".to_owned(), None)]);
        for wrong in [
            "/{",
            "/}",
            "/{}",
            "/{a}/{a}",
            "/{a}{b}",
            "/{a/b}",
            "/{{a}}",
            "/{a=b/*/c/*}",
            "/{a=b}",
        ] {
            assert!(Template::parse(wrong).is_err(), "{wrong}");
        }
    }
}
