//! Something satisfies the bounds of every schema.

use std::cmp::Ordering;

use super::keywords::types;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Cursor, Document};

const PAIRS: &[(&str, &str)] = &[
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
    ("minContains", "maxContains"),
];

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    for schema in document.schemas() {
        if schema.get("type").is_none() && !document.reading.implied_types {
            // Values of other types are allowed, so nothing contradicts.
            continue;
        }
        for (low, high) in PAIRS {
            compare(schema, low, high, false, diagnostics);
        }
        numbers(schema, diagnostics);
        format_holds(schema, diagnostics);
        multiple_of(schema, diagnostics);
    }
}

/// The bounds of numbers: inclusive and exclusive ones, these as numbers or, in 3.0, as flags.
fn numbers(schema: Cursor<'_>, diagnostics: &mut Diagnostics) {
    let flag = |name: &str| schema.get_bool(name) == Some(true);
    let exclusive = flag("exclusiveMinimum") || flag("exclusiveMaximum");
    compare(schema, "minimum", "maximum", exclusive, diagnostics);
    compare(schema, "exclusiveMinimum", "maximum", true, diagnostics);
    compare(schema, "minimum", "exclusiveMaximum", true, diagnostics);
    compare(
        schema,
        "exclusiveMinimum",
        "exclusiveMaximum",
        true,
        diagnostics,
    );
}

fn compare(
    schema: Cursor<'_>,
    low: &str,
    high: &str,
    exclusive: bool,
    diagnostics: &mut Diagnostics,
) {
    let (Some(lower), Some(upper)) = (schema.get(low), schema.get(high)) else {
        return;
    };
    let (Some(least), Some(most)) = (lower.number(), upper.number()) else {
        return;
    };
    let nothing = match least.cmp(most) {
        Ordering::Less => false,
        Ordering::Equal => exclusive,
        Ordering::Greater => true,
    };
    if nothing {
        let message = format!(
            "no value has both {} {least} and {} {most}",
            quote(low),
            quote(high)
        );
        let diagnostic = Diagnostic::new(Code::ContradictingBounds, upper.place(), message);
        diagnostics.push(
            diagnostic
                .also(lower.place(), "the lower bound")
                .help(Code::ContradictingBounds.help()),
        );
    }
}

/// The bounds of an integer are among the numbers that its format has; without one it is an `int64`.
fn format_holds(schema: Cursor<'_>, diagnostics: &mut Diagnostics) {
    if !types(schema).contains(&"integer") {
        return;
    }
    let format = schema
        .get("format")
        .filter(|at| at.str().and_then(integers).is_some());
    let Some(told_by) = format.or_else(|| schema.get("type")) else {
        return;
    };
    let name = format.and_then(Cursor::str).unwrap_or("int64");
    let Some((least, most)) = integers(name) else {
        return;
    };
    for bound in ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"] {
        let Some(rule) = schema.get(bound) else {
            continue;
        };
        let Some(number) = rule.number() else {
            continue;
        };
        let (above, below) = (*number > most.into(), *number < least.into());
        if !above && !below {
            continue;
        }
        let message = format!(
            "{} {number} is beyond {}, which goes from {least} to {most}",
            quote(bound),
            quote(name)
        );
        let nothing = if bound.ends_with("inimum") {
            above
        } else {
            below
        };
        let told = if format.is_some() {
            "the format"
        } else {
            "without a format, this is an `int64`"
        };
        let diagnostic = Diagnostic::new(Code::BoundBeyondFormat, rule.place(), message);
        let diagnostic = diagnostic.also(told_by.place(), told);
        diagnostics.push(if nothing {
            diagnostic.help("no number is within both: every value is refused")
        } else {
            diagnostic.help(Code::BoundBeyondFormat.help())
        });
    }
}

/// The least and the greatest number of a format that makes an integer type.
fn integers(format: &str) -> Option<(i128, i128)> {
    Some(match format {
        "int8" => (i8::MIN.into(), i8::MAX.into()),
        "int16" => (i16::MIN.into(), i16::MAX.into()),
        "int32" => (i32::MIN.into(), i32::MAX.into()),
        "int64" => (i64::MIN.into(), i64::MAX.into()),
        "uint8" => (0, u8::MAX.into()),
        "uint16" => (0, u16::MAX.into()),
        "uint32" | "uint" => (0, u32::MAX.into()),
        "uint64" => (0, u64::MAX.into()),
        _ => return None,
    })
}

fn multiple_of(schema: Cursor<'_>, diagnostics: &mut Diagnostics) {
    let Some(at) = schema.get("multipleOf") else {
        return;
    };
    if at.number().is_some_and(|number| *number <= 0_i128.into()) {
        let message = "`multipleOf` must be greater than 0";
        diagnostics
            .push(Diagnostic::new(Code::BadValue, at.place(), message).help(Code::BadValue.help()));
    }
}
