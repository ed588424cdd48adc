//! The alternatives of a choice: which are left when what stands beside them is known.

use std::collections::HashSet;

use super::super::Lowering;
use super::enumeration;
use super::looks::Looks;
use super::object::schemas_of;
use super::position::{Choice, Position};
use super::single::{is_null, is_nullable_whatever};
use super::void::takes_null;
use crate::document::Cursor;
use crate::ir::Shape;

/// How many alternatives within alternatives are looked at.
const LOOKS: usize = 500;

/// How many choices of one alternative may be within each other.
const DEPTH: usize = 32;

/// An alternative with what it adds to.
pub(super) struct Alternative<'a> {
    pub(super) at: Cursor<'a>,
    pub(super) position: Position<'a>,
    /// Whether what stands beside the choice adds nothing to it.
    pub(super) alone: bool,
}

/// What is left of a choice.
pub(super) struct Left<'a> {
    /// Whether null is one of them.
    pub(super) nullable: bool,
    pub(super) alternatives: Vec<Alternative<'a>>,
    /// Those that no value fits, because of what stands beside them.
    pub(super) impossible: Vec<Alternative<'a>>,
}

/// Whether null is one of the values of an alternative: by its type, or because it is listed or an alternative itself.
fn allows_null(at: Cursor<'_>) -> bool {
    let position = Position::of(at);
    let is_untyped = position.types().is_none() && position.implied_type().is_none();
    let says_values = position.choice().is_some() || enumeration::allowed(&position).is_some();
    position.is_nullable() || (is_untyped && says_values && takes_null(at) == Some(true))
}

/// The alternatives `all` of a choice, each with `rest`.
pub(super) fn left_of<'a>(rest: &Position<'a>, choice: Choice, all: Vec<Cursor<'a>>) -> Left<'a> {
    let allows_null = |at: &&Cursor<'a>| is_null(**at) || allows_null(**at);
    let is_one_too_many = choice == Choice::OneOf && all.iter().filter(allows_null).count() > 1;
    let keeps_null = is_one_too_many && !rest.refuses_null();
    let nullable = !keeps_null && all.iter().any(|at| is_null(*at)) && !rest.refuses_null();
    let gives_null = rest.is_nullable() && !rest.takes_null_anyway();
    let within = |own: &Position<'a>| {
        let lacks_null = gives_null && own.types().is_none() && own.implied_type().is_some();
        rest.allows_types_of(own) && !(rest.refuses_null() && own.is_nullable()) && !lacks_null
    };
    let is_vague = rest.is_vague_but_for_rules();
    let alternatives = all.into_iter().filter(|at| keeps_null || !is_null(*at));
    let alternatives = alternatives.map(|at| {
        let own = Position::of(at);
        // It may also build on what stands beside the choice.
        let alone = (is_vague && within(&own)) || own.includes(rest);
        Alternative {
            at,
            position: if alone {
                own
            } else {
                rest.with_alternative(at)
            },
            alone,
        }
    });
    let mut looks = Looks::at(LOOKS);
    let is_possible = |alternative: &Alternative<'a>| {
        alternative.alone || !is_impossible(&alternative.position, &mut looks)
    };
    let (mut alternatives, mut impossible): (Vec<_>, Vec<_>) = alternatives.partition(is_possible);
    if alternatives.is_empty() {
        std::mem::swap(&mut alternatives, &mut impossible);
    }
    Left {
        nullable,
        alternatives,
        impossible,
    }
}

/// Whether no value satisfies all schemas of a position, as far as types and lists of values tell.
fn is_impossible(position: &Position<'_>, looks: &mut Looks) -> bool {
    if position.is_nullable() {
        return false;
    }
    if position.is_never() || position.types().is_some_and(|types| types.is_empty()) {
        return true;
    }
    if enumeration::allowed(position).is_some_and(|values| values.is_empty())
        && !enumeration::has_null(position)
    {
        return true;
    }
    lacks_a_property(position, looks) || lacks_alternatives(position, looks)
}

/// Whether a property must be there and can have no value, or may not be there.
fn lacks_a_property(position: &Position<'_>, looks: &mut Looks) -> bool {
    let required: HashSet<&str> = position
        .all("required")
        .flat_map(Cursor::items)
        .filter_map(Cursor::str)
        .collect();
    let is_closed = is_closed(position);
    required.into_iter().any(|name| {
        if is_closed && schemas_of(position, name).next().is_none() {
            return true;
        }
        let mut schemas = schemas_of(position, name);
        let (Some(first), Some(second)) = (schemas.next(), schemas.next()) else {
            return false;
        };
        let merged = || schemas.fold(Position::of(first).and(second), |merged, at| merged.and(at));
        looks.into(1, |looks| is_impossible(&merged(), looks)) == Some(true)
    })
}

/// Whether an object has no properties but those that are described.
fn is_closed(position: &Position<'_>) -> bool {
    let mut additional = position.all("additionalProperties");
    additional.any(|at| at.bool() == Some(false)) && !position.has("patternProperties")
}

fn lacks_alternatives(position: &Position<'_>, looks: &mut Looks) -> bool {
    let Some((index, choice, list)) = position.choice() else {
        return false;
    };
    let rest = position.settle(index, choice);
    let all = looks.into(list.items().count(), |looks| {
        let mut alternatives = list.items();
        alternatives.all(|at| !is_null(at) && is_impossible(&rest.and(at), looks))
    });
    all == Some(true)
}

impl<'a> Lowering<'a, '_> {
    /// The position in which a choice of one alternative that is written in place is that alternative,
    /// null left aside: so it needs no name of its own.
    pub(in super::super) fn sole(&mut self, position: &Position<'a>) -> Position<'a> {
        let mut position = position.clone();
        for _ in 0..DEPTH {
            let home = position.home();
            let is_other = self.problems.contains(&home.id())
                || self.replaced(&position).is_some()
                || enumeration::allowed(&position).is_some();
            if is_other {
                break;
            }
            let Some((index, choice, list)) = position.choice() else {
                break;
            };
            let rest = position.settle(index, choice);
            let left = left_of(&rest, choice, list.items().collect());
            let [only] = left.alternatives.as_slice() else {
                break;
            };
            // What is referred to has a name, and what may be null as well cannot be looked at as a whole.
            let is_named = only.alone && only.at.is_reference();
            let looks_at_all = ["not", "if"].iter().any(|key| only.position.has(key));
            // What is called something, or replaced, is a type by itself.
            let stands_alone =
                self.replaced_at(only.at).is_some() || self.called(only.at, |_| true).is_some();
            if is_named || looks_at_all || stands_alone {
                break;
            }
            self.warn_of_impossible(&position, (index, choice), &left.impossible);
            // `nullable` of 3.0 is said of the alternative itself, which has no place of its own any more.
            let is_nullable = is_nullable_whatever(only.at) && !rest.refuses_null();
            position = position.choose(index, choice, only.at, left.nullable || is_nullable);
        }
        position
    }

    /// Warns of alternatives that their own schema rules out. What another one rules out is no mistake: it
    /// says which of them there are.
    pub(super) fn warn_of_impossible(
        &mut self,
        position: &Position<'a>,
        (index, choice): (usize, Choice),
        impossible: &[Alternative<'a>],
    ) {
        let Some(own) = position
            .cursors()
            .nth(index)
            .filter(|_| !impossible.is_empty())
        else {
            return;
        };
        let own = Position::of(own);
        let Some((index, ..)) = own.choice().filter(|(_, found, _)| *found == choice) else {
            return;
        };
        let rest = own.settle(index, choice);
        for alternative in impossible {
            let together = rest.and(alternative.at);
            if is_impossible(&together, &mut Looks::at(LOOKS)) {
                self.warn_of_conflict(&together, &Shape::Never);
            }
        }
    }
}
