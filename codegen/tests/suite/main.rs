//! The official test suite of JSON Schema against generated code: `ANTEROOM_SUITE` names its folder, which is not
//! part of the project.
//!
//! Each schema becomes the body of an operation of a document, each value a request to a server of stubs: what must
//! be accepted is answered with 501, what must not with 422. `expected_failures.txt` lists what is different and why;
//! a line that is true no more fails the test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod cases;
mod expected;
mod program;
#[path = "../support/mod.rs"]
mod support;

use cases::{Dialect, Group};
use expected::Outcome;

#[test]
#[ignore = "takes a minute or two; .ci/run does it"]
fn generated_code_passes_the_suite() {
    let Some(groups) = cases::read() else {
        println!("skipped: ANTEROOM_SUITE does not name the folder of the JSON-Schema-Test-Suite");
        return;
    };
    let mut outcome = Outcome::new(include_str!("expected_failures.txt"));
    let (sound, refused): (Vec<Group>, Vec<Group>) = groups
        .into_iter()
        .partition(|group| group.problem.is_none());
    for group in &refused {
        for case in &group.cases {
            outcome.note(group, case, group.problem.clone());
        }
    }
    let answers = program::run(&sound);
    let cases = sound
        .iter()
        .flat_map(|group| group.cases.iter().map(move |case| (group, case)));
    for ((group, case), answer) in cases.zip(answers) {
        let wanted = if case.valid { "501" } else { "422" };
        let problem = (answer != wanted).then(|| format!("answered {answer}"));
        outcome.note(group, case, problem);
    }
    for dialect in Dialect::ALL {
        outcome.print(dialect);
        outcome.compare(dialect, include_str!("../../../README.md"));
    }
    outcome.finish();
}
