//! The keywords about arrays.

use super::evaluate::Evaluator;
use super::seen::Seen;
use super::{Keyword, Schema};
use crate::json::Value;
use crate::validate::{ArrayRules, unique};

impl Evaluator<'_, '_> {
    pub(super) fn array_keywords(
        &mut self,
        schema: &'static Schema,
        items: &[Value],
        seen: &mut Seen,
    ) {
        self.checker.enter_schema(schema.pointer);
        self.items(schema, items, seen);
        for keyword in schema.keywords {
            match *keyword {
                Keyword::Contains(contains) => self.contains(schema, contains, items, seen),
                _ => self.whole_array(keyword, items),
            }
        }
        self.checker.leave();
    }

    /// `prefixItems` and `items`
    fn items(&mut self, schema: &'static Schema, items: &[Value], seen: &mut Seen) {
        let mut prefix: &[&Schema] = &[];
        let mut rest = None;
        for keyword in schema.keywords {
            match *keyword {
                Keyword::PrefixItems(schemas) => prefix = schemas,
                Keyword::Items(each) => rest = Some(each),
                _ => {}
            }
        }
        if prefix.is_empty() && rest.is_none() {
            return;
        }
        for (index, item) in items.iter().enumerate() {
            let (keyword, each) = match (prefix.get(index), rest) {
                (Some(each), _) => ("prefixItems", *each),
                (None, Some(each)) => ("items", each),
                (None, None) => break,
            };
            self.checker.item(index);
            self.apply(keyword, schema, each, item, &mut Seen::default());
            seen.mark(index);
        }
    }

    /// `contains`, `minContains` and `maxContains`
    fn contains(
        &mut self,
        schema: &'static Schema,
        contains: &'static Schema,
        items: &[Value],
        seen: &mut Seen,
    ) {
        let mut count = 0;
        for (index, item) in items.iter().enumerate() {
            self.checker.item(index);
            if self
                .attempt(contains, item, &mut Seen::default())
                .is_clean()
            {
                count += 1;
                seen.mark(index);
            }
        }
        let (mut least, mut least_keyword) = (1, "contains");
        let mut most = u64::MAX;
        for keyword in schema.keywords {
            match *keyword {
                Keyword::MinContains(bound) => (least, least_keyword) = (bound, "minContains"),
                Keyword::MaxContains(bound) => most = bound,
                _ => {}
            }
        }
        if count < least {
            let rule = format_args!("must have at least {least} of the items that it must contain");
            self.checker.violation_here(least_keyword, rule);
        }
        if count > most {
            let rule = format_args!("must have at most {most} of the items that it must contain");
            self.checker.violation_here("maxContains", rule);
        }
    }

    /// The keywords about all items together. The checker is in the array.
    fn whole_array(&mut self, keyword: &'static Keyword, items: &[Value]) {
        let rules = ArrayRules::new();
        let (rules, equal) = match *keyword {
            Keyword::MinItems(count) => (rules.min_items(count), false),
            Keyword::MaxItems(count) => (rules.max_items(count), false),
            Keyword::UniqueItems => (rules, !unique::are_unique(items)),
            _ => return,
        };
        rules.check_count(items.len(), equal, self.checker);
    }

    pub(super) fn unevaluated_items(
        &mut self,
        schema: &'static Schema,
        items: &[Value],
        seen: &mut Seen,
    ) {
        for keyword in schema.keywords {
            let Keyword::UnevaluatedItems(others) = *keyword else {
                continue;
            };
            self.checker.enter_schema(schema.pointer);
            for (index, item) in items.iter().enumerate() {
                if !seen.has(index) {
                    self.checker.item(index);
                    let keyword = "unevaluatedItems";
                    self.apply(keyword, schema, others, item, &mut Seen::default());
                    seen.mark(index);
                }
            }
            self.checker.leave();
        }
    }
}
