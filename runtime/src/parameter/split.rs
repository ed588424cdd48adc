//! The text of a parameter, taken apart as its style says (RFC 6570, section 3.2).

use std::borrow::Cow;

use super::percent::{self, Undecodable};
use super::{Parameter, Style};

/// What stands before a scalar is taken away. `None`: the text is not of that style.
pub(super) fn scalar<'a>(parameter: &Parameter, raw: &'a str) -> Option<&'a str> {
    match parameter.style {
        Style::Label => raw.strip_prefix('.'),
        Style::Matrix => matrix_value(parameter, raw),
        _ => Some(raw),
    }
}

/// The items of a list that stands in one value, still encoded. `None`: the text is not of that
/// style.
pub(super) fn list<'a>(parameter: &Parameter, raw: &'a str) -> Option<Vec<&'a str>> {
    match parameter.style {
        Style::Label if parameter.explode => dots(raw),
        Style::Label => Some(items(parameter, raw.strip_prefix('.')?)),
        Style::Matrix if parameter.explode => raw
            .strip_prefix(';')?
            .split(';')
            .map(|item| matrix(parameter, item))
            .collect(),
        Style::Matrix => Some(items(parameter, matrix_value(parameter, raw)?)),
        _ => Some(items(parameter, raw)),
    }
}

fn items<'a>(parameter: &Parameter, text: &'a str) -> Vec<&'a str> {
    match parameter.comma_free {
        true => any_commas(text),
        false => commas(text),
    }
}

/// The items between commas; an empty text has none.
pub(super) fn commas(text: &str) -> Vec<&str> {
    match text {
        "" => Vec::new(),
        text => text.split(',').collect(),
    }
}

/// The same where an encoded comma, if no other is there, can be nothing but one that separates.
pub(super) fn any_commas(text: &str) -> Vec<&str> {
    if text.is_empty() || text.contains(',') {
        return commas(text);
    }
    let items = text.split("%2C");
    items.flat_map(|item| item.split("%2c")).collect()
}

/// The items of `.a.b`.
pub(super) fn dots(raw: &str) -> Option<Vec<&str>> {
    Some(raw.strip_prefix('.')?.split('.').collect())
}

/// The value of `;name=value`.
pub(super) fn matrix_value<'a>(parameter: &Parameter, raw: &'a str) -> Option<&'a str> {
    matrix(parameter, raw.strip_prefix(';')?)
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
