//! A type and its schema as a constant say the same of every value: what is accepted, and where which rules are broken.
//!
//! Values are grown from the schemas of the golden documents, and changed; they are the same on every run.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../../differential/judge/src/agree.rs"]
mod agree;
#[allow(dead_code)]
#[path = "../../../../../runtime/tests/suite/compile.rs"]
mod compile;
#[path = "../../../differential/judge/src/grow.rs"]
mod grow;
#[path = "../../../differential/judge/src/mutate.rs"]
mod mutate;
#[path = "../../../differential/judge/src/random.rs"]
mod random;
#[path = "../../../differential/judge/src/text.rs"]
mod text;
#[allow(dead_code, unused_imports)]
#[path = "../../../differential/translate/mod.rs"]
mod translate;
#[allow(dead_code, unreachable_pub)]
#[path = "../../../differential/judge/src/typed.rs"]
mod typed;
#[rustfmt::skip]
mod types;
#[path = "../../../examples/tree.rs"]
mod tree;
#[path = "../../../../../runtime/tests/suite/uri.rs"]
mod uri;
#[path = "../../../differential/judge/src/write.rs"]
mod write;

use std::path::Path;

use anteroom::Validate;
use anteroom::json::{self, Decode, Encode, Value};
use anteroom::validate::pattern::{self, PatternError};
use anteroom::validate::{Pattern, Schema};

use compile::Compiler;
use grow::Grower;
use random::Random;
use translate::{Translation, Way};
use tree::Tree;
use typed::{Entry, Outcome};

/// How many values of each type are looked at.
const VALUES: u64 = 100;

/// The types of one golden case.
struct Agreement {
    document: Value,
    entries: Vec<(Entry, Way)>,
}

impl Agreement {
    fn of(case: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../golden");
        let text = std::fs::read_to_string(folder.join(case).join("spec.yaml")).unwrap();
        let Tree(tree) = serde_yaml::from_str(&text).unwrap();
        Self {
            document: json::from_str(&tree.to_string()).unwrap(),
            entries: Vec::new(),
        }
    }

    fn on<T: Decode + Encode + Validate>(mut self, pointer: &'static str, way: Way) -> Self {
        self.entries.push((Entry::of::<T>("", pointer), way));
        self
    }

    #[track_caller]
    fn holds(self) {
        let mut translation = Translation::new(&self.document);
        let keys: Vec<String> = self
            .entries
            .iter()
            .map(|(entry, way)| translation.add(entry.pointer, *way))
            .collect();
        let schemas = translation.finish();
        let mut constants = Compiler::new(schemas.clone(), true, pattern);
        for ((entry, _), key) in self.entries.iter().zip(keys) {
            let constant = constants.schema_at(&format!("/$defs/{key}")).unwrap();
            let schema = schemas.get("$defs").unwrap().get(&key).unwrap();
            for number in 0..VALUES {
                let random = Random::of(&key, number);
                let mut grower = Grower::new(&schemas, random);
                let mut value = grower.grow(schema);
                mutate::mutate(&mut value, &[], &mut grower);
                let text = write::write(&value, &mut grower.random);
                let outcome = (entry.judge)(&text);
                if let Some(problem) = difference(&outcome, constant, &text) {
                    panic!(
                        "{}: {problem}\n{text}\n{}",
                        entry.pointer,
                        json::to_string(schema)
                    );
                }
            }
        }
    }
}

/// A pattern as generated code has it.
fn pattern(source: &'static str) -> Result<Pattern, PatternError> {
    match pattern::check(source) {
        Ok(()) => Ok(Pattern::new(source)),
        Err(PatternError::Unsupported { .. }) => Ok(Pattern::backtracking(source)),
        Err(error) => Err(error),
    }
}

fn difference(outcome: &Outcome, constant: &'static Schema, text: &str) -> Option<String> {
    let value: Value = match json::from_str(text) {
        Ok(value) => value,
        Err(_) => return None,
    };
    let other = constant.validate(&value).err();
    match (outcome, other) {
        (Outcome::Unreadable(error), _) => Some(error.clone()),
        (Outcome::Accepted(_), Some(found)) => Some(format!("only the constant says: {found}")),
        (Outcome::Refused(found), None) => Some(format!("only the type says: {found}")),
        (Outcome::Refused(found), Some(other)) => agree::difference(found, &other),
        // What is not held exactly is another value in memory.
        (Outcome::Accepted(again), None) if json::from_str(&again.text) != Ok(value) => None,
        (Outcome::Accepted(again), None) => {
            let found = again.violations.as_ref()?;
            Some(format!("invalid in memory: {found}"))
        }
    }
}
