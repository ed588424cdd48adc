//! What came of it.

use std::collections::BTreeMap;
use std::process::ExitCode;

use crate::{Entry, Problem};

#[derive(Default)]
pub(crate) struct Report {
    accepted: usize,
    refused: usize,
    /// By what and where, without what differs from value to value: how often, and the first.
    problems: BTreeMap<(&'static str, String), (usize, String)>,
    unusable: Vec<String>,
}

impl Report {
    pub(crate) fn count(&mut self, accepted: bool) {
        *if accepted {
            &mut self.accepted
        } else {
            &mut self.refused
        } += 1;
    }

    pub(crate) fn problem(&mut self, entry: &Entry, problem: &Problem, text: &str) {
        let key = (problem.what, entry.schema.to_owned());
        let shown = || {
            let text: String = text.chars().take(600).collect();
            let detail: String = problem.detail.chars().take(600).collect();
            format!("{} {}: {detail}\n      {text}", entry.pointer, problem.what)
        };
        self.problems.entry(key).or_insert_with(|| (0, shown())).0 += 1;
    }

    pub(crate) fn unusable(&mut self, entry: &Entry, why: &str) {
        self.unusable.push(format!("{}: {why}", entry.pointer));
    }

    pub(crate) fn finish(self, name: &str, types: usize) -> ExitCode {
        println!(
            "{name:30} {types:>5} types, {:>8} values accepted, {:>8} refused, {:>4} disagreements, {} schemas unusable",
            self.accepted,
            self.refused,
            self.problems
                .values()
                .map(|(times, _)| times)
                .sum::<usize>(),
            self.unusable.len()
        );
        for line in &self.unusable {
            println!("    unusable: {line}");
        }
        for (times, shown) in self.problems.values().take(40) {
            println!("    {times} times, first {shown}");
        }
        if self.problems.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}
