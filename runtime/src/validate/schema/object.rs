//! The keywords about objects.

use super::evaluate::Evaluator;
use super::seen::Seen;
use super::{Keyword, Schema};
use crate::json::{Map, Value};
use crate::validate::ObjectRules;

impl Evaluator<'_, '_> {
    pub(super) fn object_keywords(
        &mut self,
        schema: &'static Schema,
        entries: &Map<Value>,
        seen: &mut Seen,
    ) {
        self.checker.enter_schema(schema.pointer);
        if schema.keywords.iter().any(is_about_properties) {
            for (index, (name, value)) in entries.iter().enumerate() {
                self.checker.additional(name);
                if self.property(schema, name, value) {
                    seen.mark(index);
                }
            }
        }
        for keyword in schema.keywords {
            self.whole_object(schema, keyword, entries);
        }
        self.checker.leave();
    }

    /// Checks a property; whether a schema was applied to it.
    fn property(&mut self, schema: &'static Schema, name: &str, value: &Value) -> bool {
        let mut seen = false;
        let mut additional = None;
        for keyword in schema.keywords {
            match *keyword {
                Keyword::Properties(properties) => {
                    let listed = properties.iter().find(|(listed, _)| *listed == name);
                    if let Some((_, each)) = listed {
                        seen = true;
                        self.apply("properties", schema, each, value, &mut Seen::default());
                    }
                }
                Keyword::PatternProperties(patterns) => {
                    let matching = patterns
                        .iter()
                        .filter(|(pattern, _)| pattern.is_match(name));
                    for (_, each) in matching {
                        seen = true;
                        let keyword = "patternProperties";
                        self.apply(keyword, schema, each, value, &mut Seen::default());
                    }
                }
                Keyword::PropertyNames(names) => self.property_name(schema, names, name),
                Keyword::AdditionalProperties(others) => additional = Some(others),
                _ => {}
            }
        }
        if let Some(others) = additional.filter(|_| !seen) {
            seen = true;
            let keyword = "additionalProperties";
            self.apply(keyword, schema, others, value, &mut Seen::default());
        }
        seen
    }

    fn property_name(&mut self, schema: &'static Schema, names: &'static Schema, name: &str) {
        let name = Value::String(name.to_owned());
        if !self.attempt(names, &name, &mut Seen::default()).is_clean() {
            self.violation(schema, "propertyNames", "must have a name that is allowed");
        }
    }

    /// The keywords about all properties together. The checker is in the object.
    fn whole_object(
        &mut self,
        schema: &'static Schema,
        keyword: &'static Keyword,
        entries: &Map<Value>,
    ) {
        let sizes = ObjectRules::at(schema.pointer, &[]);
        match *keyword {
            Keyword::MinProperties(count) => {
                sizes
                    .min_properties(count)
                    .check_size(entries.len(), self.checker);
            }
            Keyword::MaxProperties(count) => {
                sizes
                    .max_properties(count)
                    .check_size(entries.len(), self.checker);
            }
            Keyword::Required(names) => {
                for name in names.iter().filter(|name| !entries.contains_key(name)) {
                    self.checker.missing(name);
                }
            }
            Keyword::DependentRequired(rules) => {
                for (trigger, names) in rules {
                    let missing =
                        |name: &&&str| entries.contains_key(trigger) && !entries.contains_key(name);
                    for name in names.iter().filter(missing) {
                        self.checker.missing_beside(name, trigger);
                    }
                }
            }
            _ => {}
        }
    }

    pub(super) fn unevaluated_properties(
        &mut self,
        schema: &'static Schema,
        entries: &Map<Value>,
        seen: &mut Seen,
    ) {
        for keyword in schema.keywords {
            let Keyword::UnevaluatedProperties(others) = *keyword else {
                continue;
            };
            self.checker.enter_schema(schema.pointer);
            for (index, (name, value)) in entries.iter().enumerate() {
                if !seen.has(index) {
                    self.checker.additional(name);
                    let keyword = "unevaluatedProperties";
                    self.apply(keyword, schema, others, value, &mut Seen::default());
                    seen.mark(index);
                }
            }
            self.checker.leave();
        }
    }
}

const fn is_about_properties(keyword: &Keyword) -> bool {
    matches!(
        keyword,
        Keyword::Properties(_)
            | Keyword::PatternProperties(_)
            | Keyword::AdditionalProperties(_)
            | Keyword::PropertyNames(_)
    )
}
