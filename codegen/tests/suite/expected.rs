//! What is known to fail, and what comes out.

use std::collections::BTreeMap;

use crate::cases::{Case, Dialect, Group};

/// One line of the list. `*` stands for all tests of a group.
struct Expected {
    place: String,
    test: String,
    met: bool,
}

/// What came of all tests.
pub(crate) struct Outcome {
    expected: Vec<Expected>,
    /// How many tests of a file passed, and how many there are.
    rates: BTreeMap<(&'static str, String), (usize, usize)>,
    surprises: Vec<String>,
}

impl Outcome {
    pub(crate) fn new(list: &str) -> Self {
        let lines = list.lines();
        let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        let expected = lines.map(|line| {
            let fields: Vec<_> = line.split(" | ").collect();
            let [dialect, file, group, test, reason] = fields.as_slice() else {
                panic!("not of the form `dialect | file | group | test | reason`: {line}");
            };
            assert!(!reason.trim().is_empty(), "no reason: {line}");
            Expected {
                place: format!("{dialect} | {file} | {group}"),
                test: (*test).to_owned(),
                met: false,
            }
        });
        Self {
            expected: expected.collect(),
            rates: BTreeMap::new(),
            surprises: Vec::new(),
        }
    }

    pub(crate) fn note(&mut self, group: &Group, case: &Case, problem: Option<String>) {
        let dialect = group.dialect.name();
        let rate = self.rates.entry((dialect, group.file.clone())).or_default();
        rate.1 += 1;
        let place = format!("{dialect} | {} | {}", group.file, group.name);
        let mut expected = self.expected.iter_mut();
        let expected = expected.find(|expected| {
            expected.place == place && (expected.test == "*" || expected.test == case.name)
        });
        match (problem, expected) {
            (None, _) => rate.0 += 1,
            (Some(_), Some(expected)) => expected.met = true,
            (Some(problem), None) => {
                self.surprises
                    .push(format!("{place} | {} | {problem}", case.name));
            }
        }
    }

    pub(crate) fn print(&self, dialect: Dialect) {
        let rates = self
            .rates
            .iter()
            .filter(|((name, _), _)| *name == dialect.name());
        for ((_, file), rate) in rates {
            println!("{:5} of {:4}  {file}", rate.0, rate.1);
        }
        let (passed, all) = self.total(dialect);
        println!("{passed:5} of {all:4}  {}\n", dialect.name());
    }

    /// Whether the README has the numbers of a part.
    pub(crate) fn compare(&mut self, dialect: Dialect, readme: &str) {
        let name = format!("| `{}`", dialect.name());
        let (passed, all) = self.total(dialect);
        let cell = format!("| {passed} of {all} |");
        let mut lines = readme.lines();
        let is_there = lines.any(|line| line.starts_with(&name) && line.ends_with(&cell));
        if !is_there {
            self.surprises
                .push(format!("README.md has no row {name} .. {cell}"));
        }
    }

    fn total(&self, dialect: Dialect) -> (usize, usize) {
        let rates = self
            .rates
            .iter()
            .filter(|((name, _), _)| *name == dialect.name());
        rates.fold((0, 0), |sum, (_, rate)| (sum.0 + rate.0, sum.1 + rate.1))
    }

    pub(crate) fn finish(self) {
        let stale = self.expected.iter().filter(|expected| !expected.met);
        let stale: Vec<_> = stale
            .map(|line| format!("{} | {}", line.place, line.test))
            .collect();
        assert!(
            self.surprises.is_empty() && stale.is_empty(),
            "unexpected failures:\n{}\nexpected failures that pass, or do not exist:\n{}",
            self.surprises.join("\n"),
            stale.join("\n")
        );
    }
}
