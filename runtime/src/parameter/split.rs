//! The text of a parameter, taken apart as its style says (RFC 6570, section 3.2).

use std::borrow::Cow;

use super::percent::{self, Undecodable};
use super::{Parameter, Style};

/// What stands before a scalar is taken away. `None`: the text is not of that style.
pub(super) fn scalar<'a>(parameter: &Parameter, raw: &'a str) -> Option<&'a str> {
    match parameter.style {
        Style::Label => raw.strip_prefix('.'),
        Style::Matrix => matrix(parameter, raw.strip_prefix(';')?),
        _ => Some(raw),
    }
}

/// The items of a list that stands in one value, still encoded. `None`: the text is not of that
/// style.
pub(super) fn list<'a>(parameter: &Parameter, raw: &'a str) -> Option<Vec<&'a str>> {
    let commas = |text: &'a str| match text {
        "" => Vec::new(),
        text => text.split(',').collect(),
    };
    match parameter.style {
        Style::Label if parameter.explode => Some(raw.strip_prefix('.')?.split('.').collect()),
        Style::Label => Some(commas(raw.strip_prefix('.')?)),
        Style::Matrix if parameter.explode => raw
            .strip_prefix(';')?
            .split(';')
            .map(|item| matrix(parameter, item))
            .collect(),
        Style::Matrix => Some(commas(matrix(parameter, raw.strip_prefix(';')?)?)),
        _ => Some(commas(raw)),
    }
}

/// The items of a list whose separator is encoded itself, or was never a separator of the query.
pub(super) fn delimited(raw: &str, separator: char) -> Result<Vec<String>, Undecodable> {
    let text: Cow<'_, str> = percent::decode(raw, true)?;
    if text.is_empty() {
        return Ok(Vec::new());
    }
    Ok(text.split(separator).map(str::to_owned).collect())
}

/// `name=value`, or `name` alone for an empty value.
fn matrix<'a>(parameter: &Parameter, text: &'a str) -> Option<&'a str> {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    percent::same(name, parameter.name).then_some(value)
}
