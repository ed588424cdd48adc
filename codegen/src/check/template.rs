//! Path templates are well formed.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Cursor, Document};

/// A path taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Template<'a> {
    /// The part that takes part in routing: what is before `?` and `#`.
    pub(crate) path: &'a str,
    pub(crate) pieces: Vec<Piece<'a>>,
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
        let routed = path.split(['?', '#']).next().unwrap_or(path);
        // A `?` or `#` inside braces is no query but a mistake, found below.
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
            let Some((name, further)) = after.split_once('}') else {
                return Err("it has a `{` without a `}`".to_owned());
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
            if matches!(pieces.last(), Some(Piece::Parameter(_))) {
                return Err("two of its parameters have nothing between them".to_owned());
            }
            pieces.push(Piece::Parameter(name));
            rest = further;
        }
        Ok(Self {
            path: routed,
            pieces,
        })
    }

    pub(crate) fn parameters(&self) -> impl Iterator<Item = &'a str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Parameter(name) => Some(*name),
            Piece::Text(_) => None,
        })
    }

    /// What a router sees: the template without the names.
    pub(crate) fn shape(&self) -> String {
        let text = |piece: &Piece<'a>| match piece {
            Piece::Text(text) => *text,
            Piece::Parameter(_) => "{}",
        };
        self.pieces.iter().map(text).collect()
    }
}

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let paths = document.root().and_then(|root| root.get("paths"));
    for (path, entry) in paths
        .into_iter()
        .flat_map(Cursor::entries)
        .filter(|(path, _)| path.starts_with('/'))
    {
        let place = entry.place().key();
        match Template::parse(path) {
            Err(problem) => {
                let message = format!("{} is not a path template: {problem}", quote(path));
                let diagnostic = Diagnostic::new(Code::BadPathTemplate, place, message);
                diagnostics.push(diagnostic.help(Code::BadPathTemplate.help()));
            }
            Ok(template) if template.path != path => {
                let message = format!("the path {} has a query or a fragment", quote(path));
                let help = format!(
                    "requests to {} are what reaches this path",
                    quote(template.path)
                );
                diagnostics.push(Diagnostic::new(Code::PathNotPlain, place, message).help(help));
            }
            Ok(_) => {}
        }
    }
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
        for wrong in ["/{", "/}", "/{}", "/{a}/{a}", "/{a}{b}", "/{a/b}", "/{{a}}"] {
            assert!(Template::parse(wrong).is_err(), "{wrong}");
        }
    }
}
