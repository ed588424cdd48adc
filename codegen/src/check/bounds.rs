//! Something satisfies the bounds of every schema.

use std::cmp::Ordering;

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
        for (low, high) in PAIRS {
            compare(schema, low, high, false, diagnostics);
        }
        numbers(schema, diagnostics);
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
