//! Values against schemas: the way through both, and the keywords that apply further schemas to the same value.

use std::collections::HashMap;

use super::seen::Seen;
use super::{Keyword, Schema};
use crate::json::Value;
use crate::validate::{Checker, Tally};

/// One check of a value.
///
/// Whether something holds is told by the violations that it adds to the tally of the checker. Alternatives are tried
/// apart, where violations are only counted; those of the nearest are then found again to be recorded.
pub(super) struct Evaluator<'c, 'a> {
    pub(super) checker: &'c mut Checker<'a>,
    /// What was found about arrays and objects, so that none is gone through twice for the same schema.
    known: HashMap<(Pair, bool), Known>,
    /// What is under way, from the outside to the inside.
    active: Vec<Pair>,
}

/// A schema and a value, by their addresses: both stay where they are.
type Pair = (usize, usize);

struct Known {
    tally: Tally,
    seen: Seen,
    /// Whether its violations were recorded.
    told: bool,
}

impl<'c, 'a> Evaluator<'c, 'a> {
    pub(super) fn new(checker: &'c mut Checker<'a>) -> Self {
        Self {
            checker,
            known: HashMap::new(),
            active: Vec::new(),
        }
    }

    pub(super) fn check(&mut self, schema: &'static Schema, value: &Value) {
        self.apply("false", schema, schema, value, &mut Seen::default());
    }

    /// Checks a value against the schema that a keyword of another schema has.
    pub(super) fn apply(
        &mut self,
        keyword: &'static str,
        of: &'static Schema,
        schema: &'static Schema,
        value: &Value,
        seen: &mut Seen,
    ) {
        if !schema.holds {
            self.violation(of, keyword, "is not allowed");
        } else if !schema.keywords.is_empty() {
            self.evaluate(schema, value, seen);
        }
    }

    pub(super) fn violation(&mut self, schema: &Schema, keyword: &'static str, rule: &str) {
        self.checker
            .violation_at(schema.pointer, keyword, format_args!("{rule}"));
    }

    /// How far a value is from matching a schema.
    pub(super) fn attempt(
        &mut self,
        schema: &'static Schema,
        value: &Value,
        seen: &mut Seen,
    ) -> Tally {
        let apart = self.checker.begin_apart();
        self.apply("false", schema, schema, value, seen);
        self.checker.end_apart(apart)
    }

    fn evaluate(&mut self, schema: &'static Schema, value: &Value, seen: &mut Seen) {
        let address = std::ptr::from_ref(value).addr();
        let pair = (std::ptr::from_ref(schema).addr(), address);
        let mut here = self
            .active
            .iter()
            .rev()
            .take_while(|pair| pair.1 == address);
        if here.any(|active| *active == pair) {
            return;
        }
        self.active.push(pair);
        match value {
            Value::Array(items) if !items.is_empty() => self.once(pair, schema, value, seen),
            Value::Object(entries) if !entries.is_empty() => self.once(pair, schema, value, seen),
            _ => self.keywords(schema, value, seen),
        }
        self.active.pop();
    }

    /// Checks an array or object unless that was done before.
    fn once(&mut self, pair: Pair, schema: &'static Schema, value: &Value, seen: &mut Seen) {
        let key = (pair, seen.is_asked());
        let is_apart = self.checker.is_apart();
        if let Some(known) = self.known.get(&key)
            && (known.tally.is_clean() || known.told || is_apart)
        {
            self.checker.count(known.tally);
            seen.add(&known.seen);
            return;
        }
        let mut own = Seen::new(seen.is_asked());
        let before = self.checker.begin_tally();
        self.keywords(schema, value, &mut own);
        let tally = self.checker.end_tally(before);
        seen.add(&own);
        let known = Known {
            tally,
            seen: own,
            told: !is_apart,
        };
        self.known.insert(key, known);
    }

    fn keywords(&mut self, schema: &'static Schema, value: &Value, seen: &mut Seen) {
        let asks = |keyword: &Keyword| {
            matches!(
                keyword,
                Keyword::UnevaluatedItems(_) | Keyword::UnevaluatedProperties(_)
            )
        };
        let mut own = Seen::new(seen.is_asked() || schema.keywords.iter().any(asks));
        self.scalar_keywords(schema, value);
        match value {
            Value::Array(items) => self.array_keywords(schema, items, &mut own),
            Value::Object(entries) => self.object_keywords(schema, entries, &mut own),
            _ => {}
        }
        for keyword in schema.keywords {
            self.same_value(schema, keyword, value, &mut own);
        }
        match value {
            Value::Array(items) => self.unevaluated_items(schema, items, &mut own),
            Value::Object(entries) => self.unevaluated_properties(schema, entries, &mut own),
            _ => {}
        }
        seen.add(&own);
    }

    /// The keywords that apply further schemas to the same value.
    ///
    /// What a schema looked at counts, for those that must hold, also when it does not hold: then nothing else does.
    fn same_value(
        &mut self,
        schema: &'static Schema,
        keyword: &'static Keyword,
        value: &Value,
        seen: &mut Seen,
    ) {
        match *keyword {
            Keyword::Ref(to) => self.apply("$ref", schema, to, value, seen),
            Keyword::Later(to) => {
                if let Some(to) = to.get() {
                    self.apply("$ref", schema, to, value, seen);
                }
            }
            Keyword::AllOf(all) => {
                for each in all {
                    self.apply("allOf", schema, each, value, seen);
                }
            }
            Keyword::AnyOf(branches) => self.any_of(schema, branches, value, seen),
            Keyword::OneOf(branches) => self.one_of(schema, branches, value, seen),
            Keyword::Not(excluded) => self.not(schema, excluded, value),
            Keyword::If(condition) => self.condition(schema, condition, value, seen),
            Keyword::DependentSchemas(dependent) => {
                for (_, each) in dependent
                    .iter()
                    .filter(|(name, _)| value.get(name).is_some())
                {
                    self.apply("dependentSchemas", schema, each, value, seen);
                }
            }
            _ => {}
        }
    }

    fn not(&mut self, schema: &'static Schema, excluded: &'static Schema, value: &Value) {
        let tally = self.attempt(excluded, value, &mut Seen::default());
        if tally.is_clean() {
            self.violation(schema, "not", "must not match what the schema excludes");
        }
    }

    fn condition(
        &mut self,
        schema: &'static Schema,
        condition: &'static Schema,
        value: &Value,
        seen: &mut Seen,
    ) {
        let mut own = Seen::new(seen.is_asked());
        let holds = self.attempt(condition, value, &mut own).is_clean();
        if holds {
            seen.add(&own);
        }
        for keyword in schema.keywords {
            match *keyword {
                Keyword::Then(then) if holds => self.apply("then", schema, then, value, seen),
                Keyword::Else(other) if !holds => self.apply("else", schema, other, value, seen),
                _ => {}
            }
        }
    }

    fn any_of(
        &mut self,
        schema: &'static Schema,
        branches: &'static [&'static Schema],
        value: &Value,
        seen: &mut Seen,
    ) {
        let mut nearest = Nearest::default();
        let mut matched = false;
        for (index, branch) in branches.iter().enumerate() {
            let mut own = Seen::new(seen.is_asked());
            let tally = self.attempt(branch, value, &mut own);
            nearest.take(tally, index);
            if tally.is_clean() {
                matched = true;
                seen.add(&own);
                // Others matter only for what they look at.
                if !seen.is_asked() {
                    break;
                }
            }
        }
        if !matched {
            self.none_matches("anyOf", schema, branches, value, nearest);
        }
    }

    fn one_of(
        &mut self,
        schema: &'static Schema,
        branches: &'static [&'static Schema],
        value: &Value,
        seen: &mut Seen,
    ) {
        let mut nearest = Nearest::default();
        let mut matched: Option<(usize, &Schema)> = None;
        for (index, branch) in branches.iter().enumerate() {
            let mut own = Seen::new(seen.is_asked());
            let tally = self.attempt(branch, value, &mut own);
            nearest.take(tally, index);
            if !tally.is_clean() {
                continue;
            }
            seen.add(&own);
            if let Some((first, other)) = matched {
                let (one, other) = (other.label(first), branch.label(index));
                let rule =
                    format!("must match only one of its alternatives, not both {one} and {other}");
                return self.violation(schema, "oneOf", &rule);
            }
            matched = Some((index, branch));
        }
        if matched.is_none() {
            self.none_matches("oneOf", schema, branches, value, nearest);
        }
    }

    /// Records that no branch matches, and what keeps the nearest from it.
    fn none_matches(
        &mut self,
        keyword: &'static str,
        schema: &'static Schema,
        branches: &'static [&'static Schema],
        value: &Value,
        nearest: Nearest,
    ) {
        let Some((tally, index)) = nearest.0 else {
            return;
        };
        let Some(branch) = branches.get(index) else {
            return;
        };
        let name = branch.label(index);
        let rule = format!("matches none of its alternatives; nearest is {name}");
        self.violation(schema, keyword, &rule);
        if self.checker.is_apart() {
            self.checker.count(tally);
        } else {
            self.apply(keyword, branch, branch, value, &mut Seen::default());
        }
    }
}

/// The branch that is nearest to matching; of equally near ones the first.
#[derive(Default)]
struct Nearest(Option<(Tally, usize)>);

impl Nearest {
    fn take(&mut self, tally: Tally, index: usize) {
        if self.0.is_none_or(|(least, _)| tally < least) {
            self.0 = Some((tally, index));
        }
    }
}
