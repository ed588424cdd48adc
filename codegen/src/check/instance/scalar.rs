//! The keywords that look at one value: its type, its format, its bounds.

use anteroom::validate::{Decimal, Format};

use super::{Outcome, breach};
use crate::document::Cursor;
use crate::parse::{Node, Number};

/// What is generated takes a schema of properties for that of an object, and one of items for that of an
/// array, though it does not say so.
pub(super) fn implied_kind<'a>(schema: Cursor<'a>, value: Cursor<'a>) -> Outcome<'a> {
    const OTHERS: [&str; 6] = ["type", "allOf", "anyOf", "oneOf", "enum", "const"];
    let target = schema.follow();
    if OTHERS.iter().any(|key| target.get(key).is_some()) || target.takes_any_type() {
        return Ok(());
    }
    match (target.get("properties"), target.get("items"), value.node()) {
        (Some(_), Some(_), _)
        | (Some(_), None, Node::Mapping(_))
        | (None, Some(_), Node::Sequence(_))
        | (None, None, _) => Ok(()),
        (_, _, Node::Null) if target.get_bool("nullable") == Some(true) => Ok(()),
        (Some(rule), None, _) => breach(value, rule, "must be an object, as it has properties"),
        (None, Some(rule), _) => breach(value, rule, "must be an array, as it has items"),
    }
}

/// `type`.
pub(super) fn kind<'a>(schema: Cursor<'a>, value: Cursor<'a>) -> Outcome<'a> {
    let Some(rule) = schema.get("type") else {
        return Ok(());
    };
    let is = |name: &str| match (name, value.node()) {
        ("integer", Node::Number(number)) => number.is_integer() && !is_beyond(number),
        ("number", Node::Number(number)) => !is_beyond(number),
        ("null", Node::Null)
        | ("boolean", Node::Bool(_))
        | ("string", Node::String(_))
        | ("array", Node::Sequence(_))
        | ("object", Node::Mapping(_)) => true,
        _ => false,
    };
    let names = schema.type_names().unwrap_or_default();
    if names.is_empty() || names.iter().any(|name| is(name)) {
        return Ok(());
    }
    let article = |name: &&str| match *name {
        "null" => "null".to_owned(),
        "array" | "object" | "integer" => format!("an {name}"),
        _ => format!("a {name}"),
    };
    let list: Vec<String> = names.iter().map(article).collect();
    let reason = match value.node() {
        Node::Number(number) if is_beyond(number) => ", and this is too large for one",
        Node::String(text) if Number::parse(text).is_some() => ", and this is a text",
        _ => "",
    };
    let rule_in_words = format!("must be {}{reason}", list.join(" or "));
    breach(value, rule, rule_in_words)
}

/// Whether no parser of JSON takes a number for one.
fn is_beyond(number: &Number) -> bool {
    number.as_f64().is_none_or(f64::is_infinite)
}

pub(super) fn numbers<'a>(schema: Cursor<'a>, value: Cursor<'a>, number: &Number) -> Outcome<'a> {
    let same = || number.clone();
    let flag = |name: &str| schema.get_bool(name) == Some(true);
    let above = flag("exclusiveMinimum");
    let below = flag("exclusiveMaximum");
    let least = |number: &Number, bound: &Number| {
        if above {
            number > bound
        } else {
            number >= bound
        }
    };
    let most = |number: &Number, bound: &Number| {
        if below {
            number < bound
        } else {
            number <= bound
        }
    };
    bound(
        schema,
        value,
        "minimum",
        same,
        least,
        if above {
            "must be greater than"
        } else {
            "must be at least"
        },
        "",
    )?;
    bound(
        schema,
        value,
        "maximum",
        same,
        most,
        if below {
            "must be less than"
        } else {
            "must be at most"
        },
        "",
    )?;
    bound(
        schema,
        value,
        "exclusiveMinimum",
        same,
        |number, bound| number > bound,
        "must be greater than",
        "",
    )?;
    bound(
        schema,
        value,
        "exclusiveMaximum",
        same,
        |number, bound| number < bound,
        "must be less than",
        "",
    )?;
    let multiple = |number: &Number, divisor: &Number| match (
        Decimal::parse(number.text()),
        Decimal::parse(divisor.text()),
    ) {
        (Some(number), Some(divisor)) => number.is_multiple_of(&divisor),
        _ => true,
    };
    bound(
        schema,
        value,
        "multipleOf",
        same,
        multiple,
        "must be a multiple of",
        "",
    )?;
    format(schema, value, |format| {
        Decimal::parse(number.text()).is_none_or(|number| format.is_valid_number(&number))
    })
}

/// `format`, where it is more than a word.
pub(super) fn format<'a>(
    schema: Cursor<'a>,
    value: Cursor<'a>,
    is_valid: impl FnOnce(Format) -> bool,
) -> Outcome<'a> {
    let Some(rule) = schema
        .get("format")
        .filter(|at| at.document().reading.formats)
    else {
        return Ok(());
    };
    match rule.str().and_then(Format::by_name) {
        Some(format) if !is_valid(format) => {
            breach(value, rule, format!("must be {}", format.expectation()))
        }
        _ => Ok(()),
    }
}

/// A keyword that compares a measure of the value with a number.
pub(super) fn bound<'a>(
    schema: Cursor<'a>,
    value: Cursor<'a>,
    keyword: &str,
    measure: impl FnOnce() -> Number,
    holds: impl FnOnce(&Number, &Number) -> bool,
    words: &str,
    unit: &str,
) -> Outcome<'a> {
    let Some(rule) = schema.get(keyword) else {
        return Ok(());
    };
    match rule.number() {
        Some(bound) if !holds(&measure(), bound) => {
            breach(value, rule, format!("{words} {bound} {unit}").trim_end())
        }
        _ => Ok(()),
    }
}
