//! Schemas that one value must satisfy together, and that exclude each other.

use super::super::Lowering;
use super::enumeration;
use super::position::Position;
use super::single::declared_types;
use crate::diagnostic::{Code, Diagnostic, quote};
use crate::document::Cursor;
use crate::ir::Shape;
use crate::parse::{Node, Number};

/// Two rules that no value keeps together.
struct Conflict<'a> {
    message: String,
    /// One of the two, to be shown.
    rule: Cursor<'a>,
}

impl<'a> Lowering<'a, '_> {
    /// Warns of a position whose schemas, each sound in itself, leave nothing or less than they say.
    pub(in super::super) fn warn_of_conflict(&mut self, position: &Position<'a>, shape: &Shape) {
        let is_one = position.cursors().nth(1).is_none();
        let found = match shape {
            // Of several types, one may have no values.
            _ if position.is_never() || position.is_one_of_several() => None,
            Shape::Never => types(position).or_else(|| values(position)),
            _ if is_one => None,
            Shape::Alias(_) => None,
            _ => bounds(position).or_else(|| closed(position)),
        };
        if let Some(Conflict { message, rule }) = found {
            let place = position.home().place();
            self.diagnostics.push(
                Diagnostic::new(Code::SchemaConflict, place, message)
                    .also(rule.place(), "the rule")
                    .help(Code::SchemaConflict.help()),
            );
        }
    }
}

/// Types that have nothing in common.
fn types<'a>(position: &Position<'a>) -> Option<Conflict<'a>> {
    let mut typed = position
        .cursors()
        .filter(|at| declared_types(*at).is_some());
    let first = typed.next()?;
    let merged = Position::of(first);
    let other = typed.find(|at| {
        let types = merged.and(*at).types();
        types.is_some_and(|types| types.is_empty())
    })?;
    let (one, two) = (first.get("type")?, other.get("type")?);
    let name = |at: Cursor<'_>| match at.node() {
        Node::String(text) => quote(text),
        list => quote(&list.to_json()),
    };
    Some(Conflict {
        message: format!(
            "no value is both of type {} and of {}",
            name(one),
            name(two)
        ),
        rule: two,
    })
}

/// Lists of values that have nothing in common, or nothing that keeps the rules beside them.
fn values<'a>(position: &Position<'a>) -> Option<Conflict<'a>> {
    let all = |key| position.all(key);
    let lists: Vec<Cursor<'a>> = all("enum").chain(all("const")).collect();
    let is_struck = enumeration::listed(position).is_some_and(|values| !values.is_empty());
    let message = match (is_struck, lists.len() > 1) {
        (true, _) => "no value of the list keeps the rules beside it",
        (false, true) => "no value is in all of the lists of values",
        // A list without values is complained of as such.
        (false, false) => return None,
    };
    Some(Conflict {
        message: message.to_owned(),
        rule: *lists.last()?,
    })
}

/// Bounds of different schemas that contradict each other.
fn bounds<'a>(position: &Position<'a>) -> Option<Conflict<'a>> {
    const PAIRS: [(&str, &str, bool); 7] = [
        ("minimum", "maximum", false),
        ("exclusiveMinimum", "maximum", true),
        ("minimum", "exclusiveMaximum", true),
        ("exclusiveMinimum", "exclusiveMaximum", true),
        ("minLength", "maxLength", false),
        ("minItems", "maxItems", false),
        ("minProperties", "maxProperties", false),
    ];
    // 3.0 has flags for what 3.1 has as bounds of their own.
    let flags = ["exclusiveMinimum", "exclusiveMaximum"];
    let mut flags = flags.into_iter().flat_map(|flag| position.all(flag));
    let is_flagged = flags.any(|flag| flag.bool() == Some(true));
    PAIRS.into_iter().find_map(|(low, high, exclusive)| {
        let exclusive = exclusive || (low == "minimum" && is_flagged);
        let numbers = |keyword| {
            let all = position.all(keyword);
            all.filter_map(|at| Some((at, at.number()?)))
        };
        let by_number = |a: &(Cursor<'a>, &Number), b: &(Cursor<'a>, &Number)| a.1.cmp(b.1);
        let (least, low_number) = numbers(low).max_by(by_number)?;
        let (_, high_number) = numbers(high).min_by(by_number)?;
        let contradict = low_number > high_number || (exclusive && low_number == high_number);
        contradict.then(|| Conflict {
            message: format!(
                "no value has both {} {low_number} and {} {high_number}",
                quote(low),
                quote(high)
            ),
            rule: least,
        })
    })
}

/// `additionalProperties: false`, which knows only the properties beside it.
fn closed<'a>(position: &Position<'a>) -> Option<Conflict<'a>> {
    position.cursors().find_map(|part| {
        let rule = part.get("additionalProperties")?;
        if rule.bool() != Some(false) || part.get("patternProperties").is_some() {
            return None;
        }
        let own = part.get("properties");
        let is_own = |name: &str| own.is_some_and(|own| own.get(name).is_some());
        let others = position.all("properties").flat_map(Cursor::entries);
        let (name, _) = others.into_iter().find(|(name, _)| !is_own(name))?;
        Some(Conflict {
            message: format!(
                "`additionalProperties: false` refuses {}, which another schema of the same value describes; it is \
                 taken to close all of them together",
                quote(name)
            ),
            rule,
        })
    })
}
