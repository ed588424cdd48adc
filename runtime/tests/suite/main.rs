//! The official test suite of JSON Schema, draft 2020-12, against [`Schema`](anteroom::validate::Schema).
//!
//! `expected_failures.txt` lists what fails and why. A test that passes although it stands there fails this one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod compile;
mod uri;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anteroom::json::{self, Value};

/// One line of the list.
struct Expected {
    file: String,
    group: String,
    test: String,
    met: bool,
}

fn expected_failures() -> Vec<Expected> {
    let lines = include_str!("expected_failures.txt").lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let expected = lines.map(|line| {
        let fields: Vec<_> = line.split(" | ").collect();
        let [file, group, test, reason] = fields.as_slice() else {
            panic!("not of the form `file | group | test | reason`: {line}");
        };
        assert!(!reason.trim().is_empty(), "no reason: {line}");
        Expected {
            file: (*file).to_owned(),
            group: (*group).to_owned(),
            test: (*test).to_owned(),
            met: false,
        }
    });
    expected.collect()
}

/// The files of a folder, by name.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    files.sort();
    files
}

#[test]
fn draft_2020_12() {
    let Some(suite) = std::env::var_os("ANTEROOM_SUITE") else {
        println!("skipped: ANTEROOM_SUITE does not name the folder of the JSON-Schema-Test-Suite");
        return;
    };
    let root = Path::new(&suite).join("tests/draft2020-12");
    let mut run = Run {
        expected: expected_failures(),
        ..Run::default()
    };
    run.folder(&root, "", false);
    run.print("required tests");
    run.folder(&root.join("optional"), "optional/", false);
    run.folder(&root.join("optional/format"), "optional/format/", true);
    run.print("with the optional ones");
    run.finish();
}

#[derive(Default)]
struct Run {
    expected: Vec<Expected>,
    /// How many tests of a file passed, and how many there are.
    rates: BTreeMap<String, (usize, usize)>,
    surprises: Vec<String>,
}

impl Run {
    fn folder(&mut self, folder: &Path, prefix: &str, formats: bool) {
        for path in files(folder) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let groups: Value = json::from_slice(&fs::read(&path).unwrap()).unwrap();
            for group in groups.as_array().unwrap() {
                self.group(&format!("{prefix}{name}"), group, formats);
            }
        }
    }

    fn group(&mut self, file: &str, group: &Value, formats: bool) {
        let about = group.get("description").unwrap().as_str().unwrap();
        let schema = compile::compile(group.get("schema").unwrap(), formats);
        for test in group.get("tests").unwrap().as_array().unwrap() {
            let name = test.get("description").unwrap().as_str().unwrap();
            let valid = test.get("valid").unwrap().as_bool().unwrap();
            let outcome = match schema {
                Ok(schema) => match schema.validate(test.get("data").unwrap()) {
                    Ok(()) if valid => Ok(()),
                    Err(_) if !valid => Ok(()),
                    Ok(()) => Err("accepted".to_owned()),
                    Err(violations) => Err(violations.to_string()),
                },
                Err(ref problem) => Err(problem.clone()),
            };
            self.note(file, about, name, outcome);
        }
    }

    fn note(&mut self, file: &str, group: &str, test: &str, outcome: Result<(), String>) {
        let rate = self.rates.entry(file.to_owned()).or_default();
        rate.1 += 1;
        let expected = self.expected.iter_mut().find(|expected| {
            expected.file == file && expected.group == group && expected.test == test
        });
        match (outcome, expected) {
            (Ok(()), _) => rate.0 += 1,
            (Err(_), Some(expected)) => expected.met = true,
            (Err(problem), None) => {
                let line = format!("{file} | {group} | {test} | {problem}");
                self.surprises.push(line);
            }
        }
    }

    fn print(&self, what: &str) {
        for (file, (passed, all)) in &self.rates {
            println!("{passed:5} of {all:4}  {file}");
        }
        let passed: usize = self.rates.values().map(|(passed, _)| passed).sum();
        let all: usize = self.rates.values().map(|(_, all)| all).sum();
        println!("{passed:5} of {all:4}  {what}\n");
    }

    fn finish(self) {
        let stale = self.expected.iter().filter(|expected| !expected.met);
        let stale: Vec<_> = stale
            .map(|stale| format!("{} | {} | {}", stale.file, stale.group, stale.test))
            .collect();
        assert!(
            self.surprises.is_empty() && stale.is_empty(),
            "unexpected failures:\n{}\nexpected failures that pass, or do not exist:\n{}",
            self.surprises.join("\n"),
            stale.join("\n")
        );
    }
}
