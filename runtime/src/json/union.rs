//! Unions while they are read.

use std::collections::HashMap;

use super::reader::{Mark, Reader};
use super::select::Selection;
use crate::validate::{Apart, Tally, UnionRules};

/// A union while it is read; see [`Reader::union`].
///
/// [`next`](Self::next) gives the branches with which the value is to be read, one after the other, and
/// [`put`](Self::put) takes what came of it. Most often there is one: the others are ruled out by the kind of the
/// value, by its tag or by the properties that it has. Where several are left, each is tried on its own.
///
/// ```
/// use anteroom::json::{Decode, Reader};
/// use anteroom::validate::{Branch, Kinds, UnionRules};
///
/// #[derive(Debug, PartialEq)]
/// enum Width {
///     Pixels(u32),
///     Named(String),
/// }
///
/// static WIDTH: UnionRules = UnionRules::one_of("#/components/schemas/Width", &[
///     Branch::new("Pixels", Kinds::INTEGER),
///     Branch::new("Named", Kinds::STRING),
/// ]);
///
/// fn width(reader: &mut Reader<'_>) -> Option<Width> {
///     let mut union = reader.union(&WIDTH)?;
///     while let Some(branch) = union.next(reader) {
///         let value = match branch {
///             0 => u32::decode(reader).map(Width::Pixels),
///             _ => String::decode(reader).map(Width::Named),
///         };
///         union.put(reader, value);
///     }
///     union.end(reader)
/// }
///
/// assert_eq!(width(&mut Reader::new(b"12")), Some(Width::Pixels(12)));
/// assert_eq!(width(&mut Reader::new(br#""all""#)), Some(Width::Named("all".into())));
///
/// let mut reader = Reader::new(b"[]");
/// assert_eq!(width(&mut reader), None);
/// assert_eq!(reader.finish().unwrap().to_string(), "the value must be an integer or a string");
/// ```
#[derive(Debug)]
#[must_use = "a union must be ended"]
pub struct UnionReader<T> {
    driver: Driver,
    value: Option<T>,
}

impl<T> UnionReader<T> {
    /// The branch with which to read the value now; `None` when enough was tried, or the text is not JSON.
    pub fn next(&mut self, reader: &mut Reader<'_>) -> Option<usize> {
        self.driver.next(reader, self.value.is_some())
    }

    /// Takes what the branch made of the value.
    pub fn put(&mut self, reader: &mut Reader<'_>, value: Option<T>) {
        match self.driver.judge(reader, value.is_some()) {
            Verdict::Best => self.value = value,
            Verdict::BestButNotWhole => self.value = None,
            Verdict::Worse => {}
        }
    }

    /// Ends the union and gives its value. The reader stands after it.
    pub fn end(mut self, reader: &mut Reader<'_>) -> Option<T> {
        self.driver.end(reader);
        self.value
    }
}

/// What was found about unions inside of values that are read more than once.
///
/// A union that stands in a branch of another one is met again with each branch of that one. It would cost twice or
/// more on each level, so what came of it is remembered by its place in the text.
#[derive(Debug, Default)]
pub(super) struct Unions {
    known: HashMap<(usize, usize), Known>,
    /// How many values were passed over because it was known that they match. What holds them was not made.
    passed: usize,
}

#[derive(Clone, Copy, Debug)]
struct Known {
    outcome: Outcome,
    /// Where the value ends.
    end: usize,
    /// How much of it is lost.
    lost: usize,
}

#[derive(Clone, Copy, Debug)]
enum Outcome {
    Match(usize),
    /// Two branches match where one must.
    Ambiguous(usize, usize),
    /// None matches; this one is nearest.
    Nearest(usize, Tally),
}

/// All of a [`UnionReader`] but the value, so that it is compiled once.
#[derive(Debug)]
struct Driver {
    rules: &'static UnionRules,
    start: Mark,
    turn: Turn,
    /// Whether what is remembered ends with this union.
    outermost: bool,
}

#[derive(Debug)]
enum Turn {
    /// The branch decides: what it finds is the answer.
    Only(usize),
    Trial(Trial),
    Over,
}

/// Several branches, each read from the start while violations are only counted.
#[derive(Debug)]
struct Trial {
    /// What is still to be tried, the last one first.
    waiting: Vec<usize>,
    running: Option<Running>,
    /// A branch that matches, and how much of the value it loses.
    matched: Option<(usize, usize)>,
    other: Option<usize>,
    nearest: Option<(Tally, usize)>,
    end: usize,
}

#[derive(Debug)]
struct Running {
    branch: usize,
    apart: Apart,
    passed: usize,
    lost: usize,
}

/// What is to be done with what a branch made of the value.
enum Verdict {
    Best,
    /// Parts were passed over, so that it must be read again.
    BestButNotWhole,
    Worse,
}

impl Reader<'_> {
    /// Begins a value that has one of several schemas.
    ///
    /// With a [discriminator](UnionRules::discriminator) the branch that it names decides. Otherwise the branches
    /// that can match the value at all are tried: with `oneOf` exactly one must match. With `anyOf`, of those that match, the one
    /// is taken that loses the least of it, which are members that it does not declare; the first of several.
    /// In [text mode](Self::text) `oneOf` is read like `anyOf`, and `string` comes last, because any text is one.
    ///
    /// When none matches, there is a violation of the union that names the nearest branch, and then the violations of
    /// that one. `None`: no branch takes such a value, or the text is not JSON.
    pub fn union<T>(&mut self, rules: &'static UnionRules) -> Option<UnionReader<T>> {
        let driver = Driver::begin(self, rules)?;
        Some(UnionReader {
            driver,
            value: None,
        })
    }
}

impl Driver {
    fn begin(reader: &mut Reader<'_>, rules: &'static UnionRules) -> Option<Self> {
        reader.kind()?;
        let mut driver = Self {
            rules,
            start: reader.mark(),
            turn: Turn::Over,
            outermost: !reader.checker().is_apart() && reader.unions.known.is_empty(),
        };
        if let Some(known) = reader.unions.known.get(&driver.key()).copied() {
            driver.conclude(reader, known, false);
            return Some(driver);
        }
        driver.turn = match reader.select(rules)? {
            Selection::One(branch) => Turn::Only(branch),
            Selection::Several(mut candidates) => {
                candidates.reverse();
                Turn::Trial(Trial::of(candidates))
            }
        };
        Some(driver)
    }

    fn key(&self) -> (usize, usize) {
        (self.start.position(), std::ptr::from_ref(self.rules).addr())
    }

    fn next(&mut self, reader: &mut Reader<'_>, has_value: bool) -> Option<usize> {
        if reader.is_dead() {
            return None;
        }
        if let Turn::Trial(trial) = &mut self.turn {
            if let Some(branch) = trial.next(reader, self.start) {
                return Some(branch);
            }
            let known = trial.known()?;
            if reader.checker().is_apart() {
                reader.unions.known.insert(self.key(), known);
            }
            self.conclude(reader, known, has_value);
        }
        match std::mem::replace(&mut self.turn, Turn::Over) {
            Turn::Only(branch) => Some(branch),
            _ => None,
        }
    }

    fn judge(&mut self, reader: &mut Reader<'_>, has_value: bool) -> Verdict {
        match &mut self.turn {
            Turn::Trial(trial) => {
                let exactly_one = self.rules.exactly_one && !reader.is_text();
                trial.judge(reader, has_value, exactly_one)
            }
            _ => Verdict::Best,
        }
    }

    /// Does what follows from an outcome: says what is wrong, and goes to the end of the value, or back to its start
    /// if it must be read with one branch for good.
    fn conclude(&mut self, reader: &mut Reader<'_>, known: Known, has_value: bool) {
        let (rules, apart) = (self.rules, reader.checker().is_apart());
        let again = match known.outcome {
            Outcome::Match(_) if has_value => None,
            Outcome::Match(_) if apart => {
                reader.unions.passed += 1;
                None
            }
            Outcome::Match(branch) => Some(branch),
            Outcome::Ambiguous(one, other) => {
                let (one, other) = (rules.name(one), rules.name(other));
                reader.checker().violation_at(
                    rules.schema,
                    rules.keyword(),
                    format_args!(
                        "must match only one of its alternatives, not both {one} and {other}"
                    ),
                );
                None
            }
            Outcome::Nearest(branch, tally) => {
                let nearest = rules.name(branch);
                reader.checker().violation_at(
                    rules.schema,
                    rules.keyword(),
                    format_args!("matches none of its alternatives; nearest is {nearest}"),
                );
                if apart {
                    reader.checker().count(tally);
                }
                (!apart).then_some(branch)
            }
        };
        reader.rewind(self.start);
        self.turn = match again {
            Some(branch) => Turn::Only(branch),
            None => {
                reader.pass_to(known.end, known.lost);
                Turn::Over
            }
        };
    }

    fn end(&mut self, reader: &mut Reader<'_>) {
        if let Turn::Trial(Trial { running, .. }) = &mut self.turn
            && let Some(running) = running.take()
        {
            reader.checker().end_apart(running.apart);
        }
        if self.outermost {
            reader.unions.known.clear();
        }
    }
}

impl Trial {
    const fn of(waiting: Vec<usize>) -> Self {
        Self {
            waiting,
            running: None,
            matched: None,
            other: None,
            nearest: None,
            end: 0,
        }
    }

    /// The next branch to try, from the start.
    fn next(&mut self, reader: &mut Reader<'_>, start: Mark) -> Option<usize> {
        let branch = self.waiting.pop()?;
        reader.rewind(start);
        self.running = Some(Running {
            branch,
            apart: reader.checker().begin_apart(),
            passed: reader.unions.passed,
            lost: reader.lost(),
        });
        Some(branch)
    }

    /// Ends the try.
    fn judge(&mut self, reader: &mut Reader<'_>, has_value: bool, exactly_one: bool) -> Verdict {
        let Some(running) = self.running.take() else {
            return Verdict::Worse;
        };
        let tally = reader.checker().end_apart(running.apart);
        self.end = reader.position();
        let whole = reader.unions.passed == running.passed;
        if !tally.is_clean() || (whole && !has_value) {
            if self.nearest.is_none_or(|(least, _)| tally < least) {
                self.nearest = Some((tally, running.branch));
            }
            return Verdict::Worse;
        }
        let lost = reader.lost().saturating_sub(running.lost);
        match self.matched {
            Some(_) if exactly_one => {
                self.other = Some(running.branch);
                self.waiting.clear();
                return Verdict::Worse;
            }
            Some((_, least)) if least <= lost => return Verdict::Worse,
            _ => self.matched = Some((running.branch, lost)),
        }
        if lost == 0 && !exactly_one {
            self.waiting.clear();
        }
        if whole {
            Verdict::Best
        } else {
            Verdict::BestButNotWhole
        }
    }

    /// What came of it, once all that was needed was tried.
    fn known(&self) -> Option<Known> {
        let outcome = match (self.matched, self.other, self.nearest) {
            (Some((one, _)), Some(other), _) => Outcome::Ambiguous(one, other),
            (Some((branch, _)), None, _) => Outcome::Match(branch),
            (None, _, Some((tally, branch))) => Outcome::Nearest(branch, tally),
            (None, _, None) => return None,
        };
        Some(Known {
            outcome,
            end: self.end,
            lost: self.matched.map_or(0, |(_, lost)| lost),
        })
    }
}
