//! The members of a parameter that is an object (OpenAPI, "Style Examples"; RFC 6570).

use std::borrow::Cow;

use super::percent::{self, Undecodable};
use super::{Parameter, Style, split};

/// The names and values in one text, still encoded. `None`: the text is not of the parameter's style.
pub(super) fn members<'a>(parameter: &Parameter, raw: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
    let (items, is_paired) = match parameter.style {
        Style::Label if parameter.explode => (split::dots(raw)?, true),
        Style::Matrix if parameter.explode => (raw.strip_prefix(';')?.split(';').collect(), true),
        Style::Matrix => (
            split::any_commas(split::matrix_value(parameter, raw)?),
            false,
        ),
        Style::Label => (split::any_commas(raw.strip_prefix('.')?), false),
        // Of pairs there may be one alone.
        _ if parameter.explode => (split::commas(raw), true),
        _ => (split::any_commas(raw), false),
    };
    if is_paired {
        let pair = |item: &'a str| item.split_once('=').unwrap_or((item, ""));
        return Some(items.into_iter().map(pair).collect());
    }
    alternating(items)
}

/// The same where the separator is encoded itself, and so are the names and values behind it.
pub(super) fn delimited(
    raw: &str,
    separator: char,
) -> Result<Option<Vec<(String, String)>>, Undecodable> {
    Ok(alternating(split::delimited(raw, separator)?))
}

/// `name,value,name,value`
fn alternating<T>(items: Vec<T>) -> Option<Vec<(T, T)>> {
    let mut items = items.into_iter();
    let mut pairs = Vec::with_capacity(items.len() / 2);
    while let Some(name) = items.next() {
        pairs.push((name, items.next()?));
    }
    Some(pairs)
}

/// The names in `parameter[name][name]..`, if that is what the name of a query parameter is. Brackets that are not
/// encoded come first: then encoded ones are part of a name. Many clients encode all of them.
pub(super) fn path(name: &str, parameter: &str) -> Result<Option<Vec<String>>, Undecodable> {
    let is_it = |head: &str| percent::same_in_query(head, parameter);
    if let Some(parts) = bracketed(name).filter(|(head, _)| is_it(head)) {
        let decode = |part: &str| percent::decode(part, true).map(Cow::into_owned);
        return parts
            .1
            .into_iter()
            .map(decode)
            .collect::<Result<_, _>>()
            .map(Some);
    }
    let name = percent::decode(name, true)?;
    let parts = bracketed(&name).filter(|(head, _)| *head == parameter);
    Ok(parts.map(|(_, parts)| parts.into_iter().map(str::to_owned).collect()))
}

/// What stands before the first bracket, and between brackets. `None`: something stands elsewhere.
fn bracketed(name: &str) -> Option<(&str, Vec<&str>)> {
    let (head, mut rest) = name.split_at(name.find('[').unwrap_or(name.len()));
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let (part, after) = rest.strip_prefix('[')?.split_once(']')?;
        parts.push(part);
        rest = after;
    }
    Some((head, parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(name: &str) -> Option<Vec<String>> {
        path(name, "a b").unwrap()
    }

    #[test]
    fn names_in_brackets_lead_to_a_member() {
        assert_eq!(names("a+b[x][]").unwrap(), ["x", ""]);
        assert_eq!(names("a%20b%5Bx%20y%5D").unwrap(), ["x y"]);
        assert_eq!(names("a+b[x%5D]").unwrap(), ["x]"]);
        assert_eq!(names("a+b%5Bx%5D[]").unwrap(), ["x", ""]);
        assert_eq!(names("a+b").unwrap(), [""; 0]);
        for other in ["ab[x]", "a+b[x", "a+b[x]y", "a+bc[x]", "a"] {
            assert_eq!(names(other), None, "{other}");
        }
        assert_eq!(path("a[%zz]", "a"), Err(Undecodable));
    }
}
