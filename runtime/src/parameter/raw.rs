//! Parameters whose text is left to the implementation.

use super::percent::{self, Undecodable};
use super::read::{ToUtf8, cookie_pairs, query_pairs, trim};
use super::{Parameter, ParameterIn, Shape, Source};

/// The text of a parameter as it came, for a value that no type stands for: it is split into names
/// and values and percent-decoded, and nothing else.
///
/// ```
/// # use anteroom::parameter::RawParameter;
/// // ?filter[name]=Green+room&filter[seats]=4
/// let filter = RawParameter::new("filter", [("filter[name]", "Green room"), ("filter[seats]", "4")]);
/// assert_eq!(filter.member("name"), Some("Green room"));
/// assert_eq!(filter.member("floor"), None);
///
/// // ?id=7
/// let id = RawParameter::new("id", [("id", "7")]);
/// assert_eq!(id.text(), Some("7"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawParameter {
    name: &'static str,
    pairs: Vec<(String, String)>,
}

impl RawParameter {
    /// A parameter of this name, of names and values, for tests.
    pub fn new<N: Into<String>, V: Into<String>>(
        name: &'static str,
        pairs: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        let pairs = pairs
            .into_iter()
            .map(|(name, value)| (name.into(), value.into()));
        Self {
            name,
            pairs: pairs.collect(),
        }
    }

    /// The first value under the parameter's own name.
    pub fn text(&self) -> Option<&str> {
        self.texts().next()
    }

    /// The values under the parameter's own name.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.pairs()
            .filter(|(name, _)| *name == self.name)
            .map(|(_, value)| value)
    }

    /// The first value of a member: that of `name[member]`, and of `member` where the members of an
    /// object are parameters of their own.
    pub fn member(&self, member: &str) -> Option<&str> {
        let mut values = self.pairs().filter(|(name, _)| {
            let inner = name
                .strip_prefix(self.name)
                .and_then(|rest| rest.strip_prefix('[')?.strip_suffix(']'));
            *name == member || inner == Some(member)
        });
        values.next().map(|(_, value)| value)
    }

    /// Whether nothing came.
    pub const fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// All names with their values, in the order in which they came.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// Collects what belongs to a parameter; nothing, if it is not there.
pub(crate) fn read_raw(
    parameter: &Parameter,
    source: &Source<'_>,
) -> Result<RawParameter, Undecodable> {
    let name = parameter.name;
    let all = parameter.shape == Shape::Members;
    let mut pairs = Vec::new();
    match parameter.location {
        ParameterIn::Path => {
            if let Some(raw) = source.in_path(name) {
                pairs.push((name.to_owned(), percent::decode(raw, false)?.into_owned()));
            }
        }
        ParameterIn::Query => {
            for (key, value) in query_pairs(source.query) {
                let Ok(key) = percent::decode(key, true) else {
                    continue;
                };
                if all || is_of(&key, name) {
                    let value = percent::decode(value, true)?;
                    pairs.push((key.into_owned(), value.into_owned()));
                }
            }
        }
        ParameterIn::Header => {
            for field in source.headers.get_all(name) {
                pairs.push((name.to_owned(), trim(field.to_utf8()?).to_owned()));
            }
        }
        ParameterIn::Cookie => {
            for (key, value) in cookie_pairs(source.headers) {
                if all || is_of(key, name) {
                    let value = percent::decode(value?, false)?;
                    pairs.push((key.to_owned(), value.into_owned()));
                }
            }
        }
    }
    Ok(RawParameter { name, pairs })
}

/// `name` itself, or a member of it: `name[..`.
fn is_of(key: &str, name: &str) -> bool {
    key.strip_prefix(name)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
}
