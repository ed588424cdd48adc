//! Asks a generated type, the schema as a constant, and the `jsonschema` crate about the same values.
//!
//! Values are grown from a schema, then changed. All three must accept the same ones; what the type accepts must be
//! valid in memory, and as it is written again.

mod agree;
#[path = "../../../../../runtime/tests/suite/compile.rs"]
#[allow(dead_code)]
mod compile;
mod grow;
mod mutate;
mod random;
mod report;
mod shrink;
mod text;
mod typed;
#[path = "../../../../../runtime/tests/suite/uri.rs"]
mod uri;
mod write;

use anteroom::json::{self, Value};
use anteroom::validate::pattern::{self, PatternError};
use anteroom::validate::{Format, Pattern, Schema, Violations};

use crate::compile::Compiler;
use crate::grow::Grower;
use crate::random::Random;
use crate::report::Report;
use crate::typed::Outcome;
pub use crate::typed::{Entry, Nullable};

/// Where the document is for the other validator.
const DOCUMENT: &str = "document:/schemas";

/// Judges all types of a document. The arguments of the program: a file with the schemas, and how many values.
///
/// # Panics
///
/// The arguments are wrong.
pub fn run(name: &str, entries: &[Entry]) -> std::process::ExitCode {
    let mut arguments = std::env::args().skip(1);
    let mut argument = || arguments.next().expect("FILE COUNT SEED");
    let text = std::fs::read_to_string(argument()).expect("the file of the schemas");
    let count: usize = argument().parse().expect("how many values");
    let seed: u64 = argument().parse().expect("which values");
    let document: Value = json::from_str(&text).expect("JSON");
    let whole: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let registry = jsonschema::Registry::new()
        .add(DOCUMENT, whole)
        .and_then(|registry| registry.prepare())
        .expect("the schemas");
    let words = words(&document);
    let mut constants = Compiler::new(document.clone(), true, pattern);
    let mut report = Report::default();
    for (index, entry) in entries.iter().enumerate() {
        let reference = format!("#/$defs/{}", entry.schema);
        let other = format!(r#"{{"$ref": "{DOCUMENT}{reference}"}}"#);
        let other = serde_json::from_str(&other).expect("JSON");
        let validator = FORMATS.iter().fold(
            jsonschema::options()
                .with_registry(&registry)
                .should_validate_formats(true),
            |options, format| {
                let known = Format::by_name(format).expect("a format of ours");
                options.with_format(*format, move |text: &str| known.is_valid(text))
            },
        );
        let validator = match validator.build(&other) {
            Ok(validator) => validator,
            Err(error) => {
                report.unusable(entry, &error.to_string());
                continue;
            }
        };
        let judge = Judge {
            entry,
            validator,
            written: constants.schema_at(reference.trim_start_matches('#')),
        };
        if let Err(error) = &judge.written {
            report.unusable(entry, error);
        }
        let schema = document.get("$defs").and_then(|all| all.get(entry.schema));
        let schema = schema.expect("the schema of a type");
        // Those that are left over go to the first ones.
        let share = (count + entries.len() - 1 - index) / entries.len();
        for number in 0..share {
            let random = Random::of(entry.schema, seed.wrapping_mul(1 << 32) + number as u64);
            let mut grower = Grower::new(&document, random);
            let mut value = grower.grow(schema);
            mutate::mutate(&mut value, &words, &mut grower);
            let text = write::write(&value, &mut grower.random);
            judge.value(&value, &text, &mut report);
        }
    }
    report.finish(name, entries.len())
}

const FORMATS: [&str; 8] = [
    "date-time",
    "date",
    "time",
    "time-local",
    "uuid",
    "ipv4",
    "ipv6",
    "byte",
];

struct Judge<'e> {
    entry: &'e Entry,
    validator: jsonschema::Validator,
    written: Result<&'static Schema, String>,
}

impl Judge<'_> {
    fn value(&self, value: &Value, text: &str, report: &mut Report) {
        let outcome = (self.entry.judge)(text);
        report.count(matches!(outcome, Outcome::Accepted(_)));
        if let Some(problem) = self.problem(text, &outcome) {
            let shows = |value: &Value| {
                let text = json::to_string(value);
                let other = self.problem(&text, &(self.entry.judge)(&text));
                other.is_some_and(|other| other.what == problem.what)
            };
            let least = shrink::shrink(value, shows);
            let least = json::to_string(&least);
            let shown = self
                .problem(&least, &(self.entry.judge)(&least))
                .unwrap_or(problem);
            report.problem(self.entry, &shown, &least);
        }
    }

    fn problem(&self, text: &str, outcome: &Outcome) -> Option<Problem> {
        let value: serde_json::Value = match serde_json::from_str(text) {
            Ok(value) => value,
            // It stops one level earlier.
            Err(error) if error.to_string().contains("recursion limit") => return None,
            Err(error) => return Some(Problem::new("is no JSON to serde", error.to_string())),
        };
        let other = self.validator.iter_errors(&value).next();
        match (outcome, other) {
            (Outcome::Unreadable(error), _) => Some(Problem::new("cannot be read", error.clone())),
            (Outcome::Accepted(again), None) => self.accepted(text, again),
            (Outcome::Accepted(_), Some(error)) => {
                let place = format!("{} {}", error.instance_path(), error.evaluation_path());
                Some(Problem::new("is accepted", place))
            }
            (Outcome::Refused(found), None) => Some(Problem::new("is refused", found.to_string())),
            (Outcome::Refused(found), Some(_)) => self.constant(text, Some(found)),
        }
    }

    fn accepted(&self, text: &str, again: &typed::Again) -> Option<Problem> {
        if !is_held(text, &again.text) {
            return None;
        }
        if let Some(found) = &again.violations {
            return Some(Problem::new(
                "is accepted and invalid in memory",
                found.to_string(),
            ));
        }
        self.constant(text, None)
    }

    /// What the constant says, where the type said something.
    fn constant(&self, text: &str, found: Option<&Violations>) -> Option<Problem> {
        let schema = *self.written.as_ref().ok()?;
        let value: Value = json::from_str(text).ok()?;
        match (found, schema.validate(&value).err()) {
            (None, None) => None,
            (Some(_), None) => Some(Problem::new("is accepted by the constant", String::new())),
            (None, Some(found)) => Some(Problem::new(
                "is refused by the constant",
                found.to_string(),
            )),
            (Some(found), Some(other)) => {
                let difference = agree::difference(found, &other)?;
                Some(Problem::new(
                    "is refused otherwise by the constant",
                    difference,
                ))
            }
        }
    }
}

/// Whether a type holds all of what was read: it does not hold properties that its schema does not describe, nor more
/// digits than a number has, nor every way to write a date.
fn is_held(read: &str, written: &str) -> bool {
    json::from_str::<Value>(read).ok() == json::from_str(written).ok()
}

/// Something that should not be.
struct Problem {
    what: &'static str,
    detail: String,
}

impl Problem {
    const fn new(what: &'static str, detail: String) -> Self {
        Self { what, detail }
    }
}

/// A pattern as generated code has it, with what is allowed for these documents.
fn pattern(source: &'static str) -> Result<Pattern, PatternError> {
    match pattern::check(source) {
        Ok(()) => Ok(Pattern::new(source)),
        Err(PatternError::Unsupported { .. }) => Ok(Pattern::backtracking(source)),
        Err(error) => Err(error),
    }
}

/// The names and texts of a document.
fn words(document: &Value) -> Vec<String> {
    let mut words = Vec::new();
    let mut open = vec![document];
    while let Some(value) = open.pop() {
        match value {
            Value::String(text) => words.push(text.clone()),
            Value::Array(items) => open.extend(items),
            Value::Object(entries) => {
                words.extend(entries.keys().map(str::to_owned));
                open.extend(entries.values());
            }
            _ => {}
        }
    }
    words.sort();
    words.dedup();
    words
}
