//! What a request must have beside its path, so that it is for an operation.

use super::Template;
use crate::document::{Cursor, OperationSite, parameters};
use crate::source::percent_decode;

/// Names, each with a value unless any does.
type Pairs = Vec<(String, Option<String>)>;

/// What an operation asks of its requests.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Asked {
    pub(crate) query: Pairs,
    pub(crate) headers: Pairs,
}

impl Asked {
    /// What the key of the path says: in its query, and in its fragment, by which some tell apart operations of
    /// one path. Where the fragment names parameters that must be there, they do tell them apart:
    /// `/#X-Amz-Target=Rooms.List`. The flag says whether it does.
    pub(crate) fn of(site: &OperationSite<'_>, template: &Template<'_>) -> (Self, bool) {
        let mut asked = Self {
            query: template.query.clone(),
            headers: Vec::new(),
        };
        let Some(fragment) = template.fragment else {
            return (asked, true);
        };
        let known = parameters(site);
        let mut found = asked.clone();
        for pair in fragment.split('&') {
            let (name, value) = match pair.split_once('=') {
                Some((name, value)) => (name, Some(decoded(value))),
                None => (pair, None),
            };
            match place(&known, name) {
                Some("header") => found.headers.push((name.to_ascii_lowercase(), value)),
                Some(_) => found.query.push((decoded(name), value)),
                None => return (asked, false),
            }
        }
        for pairs in [&mut found.query, &mut found.headers] {
            pairs.sort();
            pairs.dedup();
        }
        std::mem::swap(&mut asked, &mut found);
        (asked, true)
    }

    /// The pairs in words.
    pub(crate) fn in_words(&self) -> Vec<String> {
        let pair = |(name, value): &(String, Option<String>), sign: &str| match value {
            Some(value) => format!("{name}{sign}{value}"),
            None => name.clone(),
        };
        let query = self.query.iter().map(|one| pair(one, "="));
        query
            .chain(self.headers.iter().map(|one| pair(one, ": ")))
            .collect()
    }
}

/// Where a parameter is that must be there.
fn place<'a>(parameters: &[Cursor<'a>], name: &str) -> Option<&'a str> {
    let decoded = decoded(name);
    parameters.iter().find_map(|at| {
        let (own, place) = (at.get_str("name")?, at.get_str("in")?);
        let is_it = match place {
            "header" => own.eq_ignore_ascii_case(name),
            "query" => own == decoded,
            _ => false,
        };
        (is_it && at.get_bool("required") == Some(true)).then_some(place)
    })
}

fn decoded(text: &str) -> String {
    percent_decode(text).unwrap_or_else(|| text.to_owned())
}
