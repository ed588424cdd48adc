//! Whether a value of the document satisfies a schema of the document.
//!
//! This serves warnings, and leaves away values of an `enum` that another rule refuses. It stops at
//! the first breach, and where it cannot know (an unusual keyword, too much work) it says nothing.

mod scalar;

use std::collections::HashMap;

use anteroom::validate::pattern::{Expression, compile};

use crate::document::{Cursor, Version};
use crate::parse::{Mapping, Node, Number};
use scalar::{bound, format, implied_kind, kind, numbers};

/// Deepest chain of schemas and values; beyond it nothing is said.
const DEPTH: usize = 200;
/// How many schemas are applied for one value.
const STEPS: usize = 20_000;

/// The first thing that is wrong with a value.
pub(super) struct Breach<'a> {
    /// The part of the value.
    pub(super) value: Cursor<'a>,
    /// The keyword of the schema.
    pub(super) rule: Cursor<'a>,
    /// The rule in words, to follow the value: `must be a string`.
    pub(super) message: String,
}

type Outcome<'a> = Result<(), Box<Breach<'a>>>;

/// Applies schemas to values. Kept for a whole document, because it keeps the compiled patterns.
#[derive(Default)]
pub(super) struct Checker<'a> {
    patterns: HashMap<&'a str, Option<Expression>>,
    steps: usize,
    unsure: bool,
}

impl<'a> Checker<'a> {
    /// The first breach; `None` also where that is not sure.
    pub(super) fn check(&mut self, schema: Cursor<'a>, value: Cursor<'a>) -> Option<Breach<'a>> {
        self.start(|checker| {
            implied_kind(schema, value)?;
            checker.schema(schema, value, 0)
        })
    }

    /// The same for a value out of the schema's own `enum`.
    pub(super) fn without_enum(
        &mut self,
        schema: Cursor<'a>,
        value: Cursor<'a>,
    ) -> Option<Breach<'a>> {
        self.start(|checker| checker.keywords(schema, value, 0))
    }

    /// The first breach of the type and of the bounds that stand in a schema, whatever it is made of.
    pub(super) fn bounds(&mut self, schema: Cursor<'a>, value: Cursor<'a>) -> Option<Breach<'a>> {
        self.start(|checker| {
            kind(schema, value)?;
            match value.node() {
                Node::Number(number) => numbers(schema, value, number),
                Node::String(text) => checker.strings(schema, value, text),
                _ => Ok(()),
            }
        })
    }

    /// Whether a value satisfies the choice among `list`; `None` where that is not sure. The work for all values that
    /// are asked about counts together.
    pub(super) fn choice(
        &mut self,
        list: Cursor<'a>,
        exclusive: bool,
        value: Cursor<'a>,
    ) -> Option<bool> {
        self.unsure = false;
        let branches = list.items();
        let fitting = branches.filter(|branch| self.schema(*branch, value, 0).is_ok());
        let count = fitting.count();
        (!self.unsure).then_some(if exclusive { count == 1 } else { count > 0 })
    }

    fn start(&mut self, run: impl FnOnce(&mut Self) -> Outcome<'a>) -> Option<Breach<'a>> {
        self.steps = 0;
        self.unsure = false;
        let breach = run(self).err();
        breach.filter(|_| !self.unsure).map(|breach| *breach)
    }

    fn schema(&mut self, schema: Cursor<'a>, value: Cursor<'a>, depth: usize) -> Outcome<'a> {
        self.steps += 1;
        if depth > DEPTH || self.steps > STEPS {
            self.unsure = true;
            return Ok(());
        }
        if schema.bool() == Some(false) {
            return breach(value, schema, "must not be there");
        }
        if value.node() == &Node::Null && schema.get_bool("nullable") == Some(true) {
            return Ok(());
        }
        if schema.is_reference() {
            match schema.target() {
                Some(target) => self.schema(target, value, depth + 1)?,
                None => self.unsure = true,
            }
            if schema.version() < Version::V3_1 {
                return Ok(());
            }
        }
        if let Some(rule) = schema.get("enum")
            && !rule.items().any(|allowed| allowed.node() == value.node())
        {
            return breach(value, rule, "is not one of the values of `enum`");
        }
        self.keywords(schema, value, depth)
    }

    /// Everything but `$ref` and `enum`.
    fn keywords(&mut self, schema: Cursor<'a>, value: Cursor<'a>, depth: usize) -> Outcome<'a> {
        // Within the enum of a nullable schema, null has its place.
        if value.node() == &Node::Null && schema.get_bool("nullable") == Some(true) {
            return Ok(());
        }
        kind(schema, value)?;
        if let Some(rule) = schema.get("const")
            && rule.node() != value.node()
        {
            return breach(value, rule, "is not the value of `const`");
        }
        match value.node() {
            Node::Number(number) => numbers(schema, value, number)?,
            Node::String(text) => self.strings(schema, value, text)?,
            Node::Sequence(_) => self.arrays(schema, value, depth)?,
            Node::Mapping(mapping) => self.objects(schema, value, mapping, depth)?,
            Node::Null | Node::Bool(_) => {}
        }
        self.composition(schema, value, depth)
    }

    fn strings(&mut self, schema: Cursor<'a>, value: Cursor<'a>, text: &str) -> Outcome<'a> {
        let length = || Number::from(text.chars().count() as u128);
        bound(
            schema,
            value,
            "minLength",
            length,
            |length, bound| length >= bound,
            "must have at least",
            "characters",
        )?;
        bound(
            schema,
            value,
            "maxLength",
            length,
            |length, bound| length <= bound,
            "must have at most",
            "characters",
        )?;
        if let Some(rule) = schema.get("pattern")
            && let Some(pattern) = rule.str()
            && !self.matches(pattern, text)
        {
            return breach(value, rule, "must match the pattern");
        }
        format(schema, value, |format| format.is_valid(text))
    }

    /// Patterns that cannot be used match everything; they are reported elsewhere.
    fn matches(&mut self, pattern: &'a str, text: &str) -> bool {
        let compiled = self.compiled(pattern);
        compiled.is_none_or(|compiled| compiled.is_match(text))
    }

    /// Whether a pattern can be used.
    pub(super) fn knows(&mut self, pattern: &'a str) -> bool {
        self.compiled(pattern).is_some()
    }

    fn compiled(&mut self, pattern: &'a str) -> Option<&Expression> {
        let known = self.patterns.entry(pattern);
        known.or_insert_with(|| compile(pattern).ok()).as_ref()
    }

    fn arrays(&mut self, schema: Cursor<'a>, value: Cursor<'a>, depth: usize) -> Outcome<'a> {
        let items: Vec<Cursor<'a>> = value.items().collect();
        let count = || Number::from(items.len() as u128);
        bound(
            schema,
            value,
            "minItems",
            count,
            |count, bound| count >= bound,
            "must have at least",
            "items",
        )?;
        bound(
            schema,
            value,
            "maxItems",
            count,
            |count, bound| count <= bound,
            "must have at most",
            "items",
        )?;
        if let Some(rule) = schema
            .get("uniqueItems")
            .filter(|rule| rule.bool() == Some(true))
        {
            const COMPARED: usize = 200;
            let same = |(at, item): (usize, &Cursor<'a>)| {
                items
                    .iter()
                    .take(at)
                    .any(|other| other.node() == item.node())
            };
            if items.iter().enumerate().take(COMPARED).any(same) {
                return breach(value, rule, "must not have an item twice");
            }
        }
        let prefix: Vec<Cursor<'a>> = schema
            .get("prefixItems")
            .into_iter()
            .flat_map(Cursor::items)
            .collect();
        for (item, rule) in items.iter().zip(&prefix) {
            self.schema(*rule, *item, depth + 1)?;
        }
        if let Some(rule) = schema.get("items") {
            for item in items.iter().skip(prefix.len()) {
                self.schema(rule, *item, depth + 1)?;
            }
        }
        Ok(())
    }

    fn objects(
        &mut self,
        schema: Cursor<'a>,
        value: Cursor<'a>,
        mapping: &'a Mapping,
        depth: usize,
    ) -> Outcome<'a> {
        let count = || Number::from(mapping.len() as u128);
        bound(
            schema,
            value,
            "minProperties",
            count,
            |count, bound| count >= bound,
            "must have at least",
            "properties",
        )?;
        bound(
            schema,
            value,
            "maxProperties",
            count,
            |count, bound| count <= bound,
            "must have at most",
            "properties",
        )?;
        let properties = schema.get("properties");
        for rule in schema.get("required").into_iter().flat_map(Cursor::items) {
            let Some(name) = rule.str().filter(|name| !mapping.contains_key(name)) else {
                continue;
            };
            if !is_one_way(properties.and_then(|properties| properties.get(name))) {
                return breach(
                    value,
                    rule,
                    format!("must have the property {}", crate::diagnostic::quote(name)),
                );
            }
        }
        let patterns: Vec<(&'a str, Cursor<'a>)> = schema
            .get("patternProperties")
            .into_iter()
            .flat_map(Cursor::entries)
            .collect();
        for (name, member) in value.entries() {
            let mut known = false;
            if let Some(rule) = properties.and_then(|properties| properties.get(name)) {
                known = true;
                self.schema(rule, member, depth + 1)?;
            }
            for (pattern, rule) in &patterns {
                if self.matches(pattern, name) {
                    known = true;
                    self.schema(*rule, member, depth + 1)?;
                }
            }
            match schema.get("additionalProperties") {
                Some(rule) if !known && rule.bool() == Some(false) => {
                    return breach(member, rule, "is a property that the schema does not allow");
                }
                Some(rule) if !known => self.schema(rule, member, depth + 1)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn composition(&mut self, schema: Cursor<'a>, value: Cursor<'a>, depth: usize) -> Outcome<'a> {
        for part in schema.get("allOf").into_iter().flat_map(Cursor::items) {
            self.schema(part, value, depth + 1)?;
        }
        if let Some(rule) = schema.get("anyOf") {
            self.branches(
                rule,
                value,
                depth,
                |count| count > 0,
                "must match a schema of `anyOf`",
            )?;
        }
        if let Some(rule) = schema.get("oneOf") {
            // With a discriminator, the named branch alone decides; here any one will do.
            let named = schema.get("discriminator").is_some();
            let fits = |count| count == 1 || (named && count > 1);
            self.branches(
                rule,
                value,
                depth,
                fits,
                "must match exactly one schema of `oneOf`",
            )?;
        }
        if let Some(rule) = schema.get("not")
            && self.schema(rule, value, depth + 1).is_ok()
        {
            return breach(value, rule, "must not match the schema of `not`");
        }
        if let Some(condition) = schema.get("if") {
            let holds = self.schema(condition, value, depth + 1).is_ok();
            if let Some(rule) = schema.get(if holds { "then" } else { "else" }) {
                self.schema(rule, value, depth + 1)?;
            }
        }
        Ok(())
    }

    fn branches(
        &mut self,
        rule: Cursor<'a>,
        value: Cursor<'a>,
        depth: usize,
        fits: impl Fn(usize) -> bool,
        message: &str,
    ) -> Outcome<'a> {
        let count = rule
            .items()
            .filter(|branch| self.schema(*branch, value, depth + 1).is_ok())
            .count();
        if fits(count) {
            Ok(())
        } else {
            breach(value, rule, message)
        }
    }
}

fn breach<'a>(value: Cursor<'a>, rule: Cursor<'a>, message: impl Into<String>) -> Outcome<'a> {
    Err(Box::new(Breach {
        value,
        rule,
        message: message.into(),
    }))
}

/// A property that only one direction has: examples are for either.
fn is_one_way(property: Option<Cursor<'_>>) -> bool {
    let property = property.map(Cursor::follow);
    property.is_some_and(|at| {
        at.get_bool("readOnly") == Some(true) || at.get_bool("writeOnly") == Some(true)
    })
}
