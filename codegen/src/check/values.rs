//! Defaults, enum values and examples satisfy the schemas that they stand for.

use super::instance::{Breach, Checker};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Cursor, Document, Kind};
use crate::source::Place;

pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let mut rule = Rule {
        checker: Checker::default(),
        diagnostics,
    };
    for schema in document.schemas() {
        rule.schema(schema);
    }
    let holders = [Kind::Parameter, Kind::Header, Kind::MediaType];
    for holder in holders.into_iter().flat_map(|kind| document.all(kind)) {
        rule.holder(holder);
    }
}

struct Rule<'d, 'a> {
    checker: Checker<'a>,
    diagnostics: &'d mut Diagnostics,
}

impl<'a> Rule<'_, 'a> {
    fn schema(&mut self, schema: Cursor<'a>) {
        if let Some(default) = schema.get("default") {
            self.value(Code::BadDefault, "this default", schema, default);
        }
        if let Some(example) = schema.get("example") {
            self.value(Code::BadExample, "this example", schema, example);
        }
        for example in schema.get("examples").into_iter().flat_map(Cursor::items) {
            self.value(Code::BadExample, "this example", schema, example);
        }
        for value in schema.get("enum").into_iter().flat_map(Cursor::items) {
            if let Some(breach) = self.checker.without_enum(schema, value) {
                self.complain(Code::BadEnum, "this value", value, breach);
            }
        }
    }

    /// A parameter, header or body with examples beside its schema.
    fn holder(&mut self, holder: Cursor<'a>) {
        let Some(schema) = holder.get("schema") else {
            return;
        };
        if let Some(example) = holder.get("example") {
            self.value(Code::BadExample, "this example", schema, example);
        }
        for (_, example) in holder.get("examples").into_iter().flat_map(Cursor::entries) {
            if let Some(value) = example.follow().get("value") {
                self.value(Code::BadExample, "this example", schema, value);
            }
        }
    }

    fn value(&mut self, code: Code, what: &str, schema: Cursor<'a>, value: Cursor<'a>) {
        if let Some(breach) = self.checker.check(schema, value) {
            self.complain(code, what, value, breach);
        }
    }

    fn complain(&mut self, code: Code, what: &str, value: Cursor<'a>, breach: Breach<'a>) {
        let Place { file, pointer, .. } = breach.value.place();
        let inside = if breach.value.id() == value.id() {
            ""
        } else {
            "this part "
        };
        let message = format!("{what} breaks its schema: {inside}{}", breach.message);
        let diagnostic = Diagnostic::new(code, Place::new(file, pointer), message);
        self.diagnostics.push(
            diagnostic
                .also(breach.rule.place(), "the rule")
                .help(code.help()),
        );
    }
}

/// Leaves away the values that break the type or a bound of a schema. Its choices are left aside: a value that
/// is struck from one alternative because of the others would be taken after all.
pub(crate) fn retain_fitting<'a>(schema: Cursor<'a>, values: &mut Vec<Cursor<'a>>) {
    let mut checker = Checker::default();
    values.retain(|value| checker.bounds(schema, *value).is_none());
}

/// Which values satisfy the choice among `list`; `None` where that is not sure, or would take long.
pub(crate) fn weigh<'a>(
    list: Cursor<'a>,
    exclusive: bool,
    values: &[Cursor<'a>],
) -> Vec<Option<bool>> {
    const MANY: usize = 20_000;
    if list.items().count().saturating_mul(values.len()) > MANY {
        return vec![None; values.len()];
    }
    let mut checker = Checker::default();
    let weigh = |value: &Cursor<'a>| checker.choice(list, exclusive, *value);
    values.iter().map(weigh).collect()
}

/// Whether the values of an `enum` can be held against a pattern: not where it needs to go back.
pub(crate) fn is_decided(pattern: &str) -> bool {
    Checker::default().knows(pattern)
}
