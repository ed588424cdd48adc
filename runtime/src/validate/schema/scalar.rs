//! The keywords about any value, about strings and about numbers.

use super::evaluate::Evaluator;
use super::{Keyword, Schema};
use crate::json::{self, Value};
use crate::validate::{Decimal, Kinds, NumberRules, StringRules};

impl Evaluator<'_, '_> {
    pub(super) fn scalar_keywords(&mut self, schema: &'static Schema, value: &Value) {
        for keyword in schema.keywords {
            match *keyword {
                Keyword::Type(kinds) if !kinds.fits(Kinds::of(value)) => {
                    self.violation(schema, "type", &format!("must be {kinds}"));
                }
                Keyword::Const(text) if !is_equal(value, text) => {
                    self.violation(schema, "const", &format!("must be {text}"));
                }
                Keyword::Enum(texts) if !texts.iter().any(|text| is_equal(value, text)) => {
                    let rule = format!("must be one of {}", texts.join(", "));
                    self.violation(schema, "enum", &rule);
                }
                _ => match value {
                    Value::String(text) => self.string_keyword(schema, keyword, text),
                    Value::Number(number) => self.number_keyword(schema, keyword, number.as_str()),
                    _ => {}
                },
            }
        }
    }

    fn string_keyword(&mut self, schema: &'static Schema, keyword: &'static Keyword, text: &str) {
        let rules = StringRules::at(schema.pointer);
        let rules = match *keyword {
            Keyword::MinLength(length) => rules.min_length(length),
            Keyword::MaxLength(length) => rules.max_length(length),
            Keyword::Pattern(pattern) => rules.pattern(pattern),
            Keyword::Format(format) => rules.format(format),
            _ => return,
        };
        rules.check(text, self.checker);
    }

    fn number_keyword(&mut self, schema: &'static Schema, keyword: &'static Keyword, text: &str) {
        let rules = NumberRules::at(schema.pointer);
        let rules = match *keyword {
            Keyword::MultipleOf(divisor) => rules.multiple_of(divisor),
            Keyword::Minimum(bound) => rules.minimum(bound),
            Keyword::Maximum(bound) => rules.maximum(bound),
            Keyword::ExclusiveMinimum(bound) => rules.exclusive_minimum(bound),
            Keyword::ExclusiveMaximum(bound) => rules.exclusive_maximum(bound),
            Keyword::Format(format) => rules.format(format),
            _ => return,
        };
        rules.check_decimal(&Decimal::from_number(text), self.checker);
    }
}

/// Whether a value is the one that a text stands for.
fn is_equal(value: &Value, text: &str) -> bool {
    match value {
        Value::Null => text == "null",
        Value::Bool(flag) => text == if *flag { "true" } else { "false" },
        Value::Number(number) => {
            Decimal::parse(text).is_some_and(|expected| expected == number.decimal())
        }
        Value::String(known) if !text.contains('\\') => {
            let plain = text
                .strip_prefix('"')
                .and_then(|text| text.strip_suffix('"'));
            plain == Some(known)
        }
        _ => json::from_str(text).is_ok_and(|expected: Value| expected == *value),
    }
}
