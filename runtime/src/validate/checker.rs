//! Where one is in a value, and what was found wrong so far.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use super::pointer::{push_fragment_token, push_token};
use super::{Limits, ObjectRules, ParameterIn, Violations};
use crate::json::Value;

/// Collects violations, and knows the place in the value and in the schema that they are about.
///
/// Going through a value costs one store for each property; the pointers are put together only when a rule is broken.
///
/// ```
/// use anteroom::validate::{Checker, ObjectRules, Property};
///
/// static ROOM: ObjectRules = ObjectRules::at("#/components/schemas/Room", &[Property::required("capacity")]);
///
/// let mut checker = Checker::new();
/// checker.enter(&ROOM);
/// checker.property("capacity");
/// checker.violation("minimum", format_args!("must be at least 1"));
/// checker.leave();
///
/// let violations = checker.into_violations();
/// let violation = violations.iter().next().unwrap();
/// assert_eq!(violation.place.pointer(), "/capacity");
/// assert_eq!(violation.schema, "#/components/schemas/Room/properties/capacity");
/// ```
#[derive(Debug, Default)]
pub struct Checker<'a> {
    root: Root<'a>,
    path: Frames<'a>,
    /// The names of entries of maps in memory, one after the other.
    names: String,
    violations: Violations,
    /// Whether violations are only counted.
    apart: bool,
    /// Whether a violation that was recorded before is not recorded again.
    distinct: bool,
    tally: Tally,
    /// Whether something was found that cannot be parsed.
    malformed: bool,
    /// The level at which a violation of `type` counts as one of the value that is tried.
    tried_level: usize,
}

/// Keywords that say which properties an object must have, or may not.
const MISFITS: [&str; 4] = [
    "required",
    "dependentRequired",
    "additionalProperties",
    "unevaluatedProperties",
];

/// How many violations were found. What has less of it is nearer to being right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Tally {
    /// Those that say that the value itself is of the wrong type.
    wrong_type: usize,
    /// Those that say which properties the value itself must have, or may not.
    misfit: usize,
    all: usize,
}

impl Tally {
    pub(crate) const fn is_clean(self) -> bool {
        self.all == 0
    }

    const fn add(&mut self, other: Self) {
        self.wrong_type = self.wrong_type.saturating_add(other.wrong_type);
        self.misfit = self.misfit.saturating_add(other.misfit);
        self.all = self.all.saturating_add(other.all);
    }
}

/// What a checker goes back to when a try ends; see [`Checker::begin_apart`].
#[derive(Debug)]
#[must_use = "the checker counts until it is given back"]
pub(crate) struct Apart {
    apart: bool,
    tally: Tally,
    tried_level: usize,
}

/// What the whole value is that a [`Checker`] looks at.
#[derive(Clone, Debug, Default)]
pub struct Root<'a> {
    parameter: Option<(ParameterIn, Cow<'a, str>)>,
    schema: Cow<'a, str>,
    beneath: &'static str,
}

impl<'a> Root<'a> {
    /// A body whose schema is at `schema`.
    pub fn body(schema: impl Into<Cow<'a, str>>) -> Self {
        Self {
            parameter: None,
            schema: schema.into(),
            beneath: "",
        }
    }

    /// A parameter whose schema is at `schema`.
    pub fn parameter(
        location: ParameterIn,
        name: impl Into<Cow<'a, str>>,
        schema: impl Into<Cow<'a, str>>,
    ) -> Self {
        Self {
            parameter: Some((location, name.into())),
            schema: schema.into(),
            beneath: "",
        }
    }

    /// Says that the schema is not at the given place, but at this pointer from there.
    #[must_use]
    pub const fn beneath(mut self, pointer: &'static str) -> Self {
        self.beneath = pointer;
        self
    }
}

/// One array or object that one is in.
#[derive(Clone, Copy, Debug)]
struct Frame<'a> {
    /// Where its schema is; empty if that follows from the way here.
    schema: &'static str,
    step: Step<'a>,
}

/// The way from the root. The first frame stands in place: most bodies are one object, and need no memory then.
#[derive(Debug, Default)]
struct Frames<'a> {
    first: Option<Frame<'a>>,
    others: Vec<Frame<'a>>,
}

impl<'a> Frames<'a> {
    #[inline]
    fn push(&mut self, frame: Frame<'a>) {
        match self.first {
            None => self.first = Some(frame),
            Some(_) => self.others.push(frame),
        }
    }

    #[inline]
    fn pop(&mut self) {
        if self.others.pop().is_none() {
            self.first = None;
        }
    }

    #[inline]
    fn last(&self) -> Option<&Frame<'a>> {
        self.others.last().or(self.first.as_ref())
    }

    #[inline]
    fn last_mut(&mut self) -> Option<&mut Frame<'a>> {
        self.others.last_mut().or(self.first.as_mut())
    }

    #[inline]
    const fn len(&self) -> usize {
        self.others.len() + self.first.is_some() as usize
    }

    #[inline]
    fn truncate(&mut self, length: usize) {
        self.others.truncate(length.saturating_sub(1));
        if length == 0 {
            self.first = None;
        }
    }

    fn iter(&self) -> impl Iterator<Item = &Frame<'a>> {
        self.first.iter().chain(&self.others)
    }
}

/// A step from an array or an object to what is in it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step<'a> {
    /// Still at the array or object itself.
    None,
    /// To a property of the schema.
    Property(&'static str),
    /// To an item.
    Item(usize),
    /// To one of many values, which have one schema but are no array.
    #[cfg_attr(
        not(feature = "http"),
        expect(dead_code, reason = "such values are bodies")
    )]
    Value(usize),
    /// To a property that the schema does not name.
    Additional(&'a str),
    /// The same, the name being as it stands in the JSON text, with escapes.
    Escaped(&'a str),
    /// The same, the name being kept in the checker from here to there.
    Kept(usize, usize),
}

impl<'a> Checker<'a> {
    /// A checker for a body whose schema has no place of its own.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Says what the whole value is.
    #[must_use]
    #[inline]
    pub fn root(mut self, root: Root<'a>) -> Self {
        self.root = root;
        self
    }

    /// Sets how many violations are kept.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.violations = Violations::with_limits(limits);
        self
    }

    /// Goes into an object.
    pub fn enter(&mut self, rules: &'static ObjectRules) {
        self.enter_schema(rules.schema);
    }

    /// Goes into an array or object whose schema is at `schema` (`""`: follows from the way here).
    pub fn enter_schema(&mut self, schema: &'static str) {
        self.path.push(Frame {
            schema,
            step: Step::None,
        });
    }

    /// Goes to a property of the object that one is in.
    #[inline]
    pub fn property(&mut self, name: &'static str) {
        self.step(Step::Property(name));
    }

    /// Goes to an item of the array that one is in.
    #[inline]
    pub fn item(&mut self, index: usize) {
        self.step(Step::Item(index));
    }

    /// Goes to a property that the schema of the object does not name.
    pub fn additional(&mut self, name: &str) {
        self.release_name();
        let start = self.names.len();
        self.names.push_str(name);
        self.step(Step::Kept(start, self.names.len()));
    }

    /// Leaves the array or object.
    pub fn leave(&mut self) {
        self.release_name();
        self.path.pop();
    }

    /// Records a violation of the schema of the value at which one is.
    pub fn violation(&mut self, keyword: &'static str, message: fmt::Arguments<'_>) {
        self.violation_at("", keyword, message);
    }

    /// Records a violation of the schema at `schema` (`""`: follows from the way here). The message should state the
    /// rule and must not repeat the value.
    #[cold]
    pub fn violation_at(
        &mut self,
        schema: &'static str,
        keyword: &'static str,
        message: fmt::Arguments<'_>,
    ) {
        self.record(schema, None, keyword, message);
    }

    /// Records a violation of the array or object that one is in, rather than of what the last step led to.
    #[cold]
    pub fn violation_here(&mut self, keyword: &'static str, message: fmt::Arguments<'_>) {
        self.release_name();
        self.step(Step::None);
        self.record("", None, keyword, message);
    }

    /// Records that the value at which one is cannot be parsed: it is written in a language of its own, and is not
    /// right in that. A request with such a value is answered with 400 rather than 422.
    #[cold]
    pub fn malformed(&mut self, message: fmt::Arguments<'_>) {
        self.malformed |= !self.apart;
        self.violation("syntax", message);
    }

    /// Whether something was found that cannot be parsed.
    pub const fn is_malformed(&self) -> bool {
        self.malformed
    }

    /// What was found so far.
    pub const fn violations(&self) -> &Violations {
        &self.violations
    }

    /// Whether nothing was found so far.
    pub fn is_clean(&self) -> bool {
        self.violations.is_empty() && self.tally.is_clean()
    }

    pub(super) const fn violations_mut(&mut self) -> &mut Violations {
        &mut self.violations
    }

    /// The pointer of the value at which one is.
    pub(crate) fn here(&self) -> String {
        let mut pointer = String::new();
        push_instance_pointer(&mut pointer, &self.path, &self.names, None);
        pointer
    }

    /// What was found.
    pub fn into_violations(self) -> Violations {
        self.violations
    }

    /// What was found, as an error.
    ///
    /// # Errors
    ///
    /// All violations, unless there is none.
    pub fn into_result(self) -> Result<(), Violations> {
        if self.violations.is_empty() {
            Ok(())
        } else {
            Err(self.violations)
        }
    }

    #[inline]
    pub(crate) fn step(&mut self, step: Step<'a>) {
        if let Some(frame) = self.path.last_mut() {
            frame.step = step;
        }
    }

    /// How many arrays and objects one is in.
    pub(crate) const fn level(&self) -> usize {
        self.path.len()
    }

    /// Leaves all that was entered below a level.
    #[inline]
    pub(crate) fn unwind_to(&mut self, level: usize) {
        self.path.truncate(level);
    }

    /// Begins to try something out with the value at which one is: from now on violations are only counted.
    pub(crate) fn begin_apart(&mut self) -> Apart {
        let before = self.begin_tally();
        self.apart = true;
        before
    }

    /// Begins to count anew, for the value at which one is. Whether violations are also recorded stays as it is.
    pub(crate) fn begin_tally(&mut self) -> Apart {
        let before = Apart {
            apart: self.apart,
            tally: self.tally,
            tried_level: self.tried_level,
        };
        self.tally = Tally::default();
        self.tried_level = self.level();
        before
    }

    /// Ends the try; how many violations it had. They do not count any further.
    pub(crate) fn end_apart(&mut self, before: Apart) -> Tally {
        self.apart = before.apart;
        self.tried_level = before.tried_level;
        std::mem::replace(&mut self.tally, before.tally)
    }

    /// Ends the counting; how many violations there were. They count on, together with those before.
    pub(crate) fn end_tally(&mut self, before: Apart) -> Tally {
        let tally = self.end_apart(before);
        self.count(tally);
        tally
    }

    /// Checks something, and where `distinct` is set records none of the violations that were recorded before.
    pub(crate) fn once<T>(&mut self, distinct: bool, check: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.distinct;
        self.distinct |= distinct;
        let checked = check(self);
        self.distinct = before;
        checked
    }

    /// Whether violations are only counted.
    pub(crate) const fn is_apart(&self) -> bool {
        self.apart
    }

    /// Adds violations that were counted before, at the value at which one is. Where schemas lead to one another on
    /// many ways, there may be more of them than any number can say.
    pub(crate) fn count(&mut self, tally: Tally) {
        if self.tried_level == self.level() {
            self.tally.add(tally);
        } else {
            self.tally.all = self.tally.all.saturating_add(tally.all);
        }
    }

    /// Records that the object does not have a property that it must have.
    #[cold]
    pub(crate) fn missing(&mut self, name: &'static str) {
        self.record_beneath(Step::Property(name), "required", "is required");
    }

    /// Records that the object does not have a property that it must have because of another one.
    #[cold]
    pub(crate) fn missing_beside(&mut self, name: &'static str, trigger: &str) {
        let message = format!("is required beside {trigger}");
        self.record_beneath(Step::Property(name), "dependentRequired", &message);
    }

    /// Records that the object has a property that it may not have.
    #[cold]
    pub(crate) fn not_allowed(&mut self, step: Step<'a>) {
        self.record_beneath(step, "additionalProperties", "is not allowed");
    }

    /// Records a violation of the object's own schema that is about what the step leads to.
    pub(crate) fn record_beneath(&mut self, step: Step<'a>, keyword: &'static str, message: &str) {
        self.release_name();
        self.step(Step::None);
        self.record("", Some(step), keyword, format_args!("{message}"));
    }

    fn record(
        &mut self,
        schema: &'static str,
        beneath: Option<Step<'a>>,
        keyword: &'static str,
        message: fmt::Arguments<'_>,
    ) {
        let depth = self.level().checked_sub(self.tried_level);
        let is_wrong_type = keyword == "type" && beneath.is_none() && depth == Some(0);
        let is_misfit = MISFITS.contains(&keyword) && depth == Some(1);
        self.tally.add(Tally {
            wrong_type: is_wrong_type.into(),
            misfit: is_misfit.into(),
            all: 1,
        });
        if self.apart || !self.violations.has_room() {
            return;
        }
        let parameter = &self.root.parameter;
        let parameter = parameter.as_ref().map(|(at, name)| (*at, name.as_ref()));
        self.violations.write(
            parameter,
            keyword,
            |texts| push_instance_pointer(texts, &self.path, &self.names, beneath),
            |texts| match schema {
                "" => push_schema_pointer(texts, &self.root, &self.path),
                schema => texts.push_str(schema),
            },
            message,
        );
        if self.distinct {
            self.violations.drop_if_known();
        }
    }

    /// Forgets the name of the entry that one is at.
    fn release_name(&mut self) {
        if let Some(Frame {
            step: Step::Kept(start, _),
            ..
        }) = self.path.last()
        {
            self.names.truncate(*start);
        }
    }
}

/// The way to the value at which one is, and a step further.
fn push_instance_pointer(
    pointer: &mut String,
    path: &Frames<'_>,
    names: &str,
    beneath: Option<Step<'_>>,
) {
    for step in path.iter().map(|frame| frame.step).chain(beneath) {
        match step {
            Step::None => {}
            Step::Property(name) | Step::Additional(name) => push_token(pointer, name),
            // Writing to a string cannot fail.
            Step::Item(index) | Step::Value(index) => {
                let _ = write!(pointer, "/{index}");
            }
            Step::Escaped(raw) => push_token(pointer, &unescaped(raw)),
            Step::Kept(start, end) => {
                push_token(pointer, names.get(start..end).unwrap_or_default());
            }
        }
    }
}

/// The way from the last schema on the path that has a place of its own.
fn push_schema_pointer(pointer: &mut String, root: &Root<'_>, path: &Frames<'_>) {
    let is_named = |(_, frame): &(usize, &Frame<'_>)| !frame.schema.is_empty();
    let named = path.iter().enumerate().filter(is_named).last();
    match named {
        Some((_, frame)) => pointer.push_str(frame.schema),
        None => {
            pointer.push_str(&root.schema);
            pointer.push_str(root.beneath);
        }
    }
    for frame in path.iter().skip(named.map_or(0, |(index, _)| index)) {
        match frame.step {
            Step::None | Step::Value(_) => {}
            Step::Property(name) => {
                pointer.push_str("/properties");
                push_fragment_token(pointer, name);
            }
            Step::Item(_) => pointer.push_str("/items"),
            Step::Additional(_) | Step::Escaped(_) | Step::Kept(..) => {
                pointer.push_str("/additionalProperties");
            }
        }
    }
}

/// A name whose escapes are known to be right.
fn unescaped(raw: &str) -> String {
    match crate::json::from_str(&format!("\"{raw}\"")) {
        Ok(Value::String(name)) => name,
        _ => raw.to_owned(),
    }
}
