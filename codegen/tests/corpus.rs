//! Real documents, whole: `ANTEROOM_CORPUS` names a folder of them, which is not part of the project.
//!
//! `cargo test -p anteroom-codegen --test corpus -- --nocapture` shows a line for each document; with
//! `--ignored`, clippy and rustdoc look at all that is generated.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Instant;

use anteroom_codegen::{Code, Generated, Options, Report, Severity};
use serde::de::IgnoredAny;
use support::corpus::{Scratch, documents, generated, name};
use support::write_module;

/// Documents that are not generated as they are: the errors that they have, and why. An entry that is
/// true no more fails, so that the list only shrinks.
const NOT_YET: [(&str, &[Code], &str); 0] = [];

/// The documents whose documentation is looked at, unless `ANTEROOM_FULL` asks for all.
const DOCUMENTED: [&str; 3] = ["box", "superset", "twilio-conversations"];

/// How many operations the document has, found without the generator.
fn operations(document: &Path) -> usize {
    type Paths = std::collections::BTreeMap<String, std::collections::BTreeMap<String, IgnoredAny>>;
    #[derive(serde::Deserialize)]
    struct Document {
        #[serde(default)]
        paths: Paths,
        #[serde(default)]
        webhooks: Paths,
    }
    let text = fs::read_to_string(document).unwrap();
    let document: Document = serde_yaml::from_str(&text).unwrap();
    let methods = [
        "get", "put", "post", "delete", "options", "head", "patch", "trace",
    ];
    let items = document.paths.values().chain(document.webhooks.values());
    let fields = items.flat_map(|item| item.keys());
    fields.filter(|key| methods.contains(&key.as_str())).count()
}

#[test]
fn generates_every_document() {
    let mut wrong = Vec::new();
    let documents = documents();
    println!(
        "{:30} {:>10} {:>7} {:>9} {:>8} {:>8}",
        "document", "operations", "types", "any JSON", "lines", "seconds"
    );
    for document in &documents {
        let name = name(document);
        let started = Instant::now();
        let result = generated(document, Options::default());
        let seconds = started.elapsed().as_secs_f64();
        wrong.extend(unexpected(name, result.as_ref().err()));
        let Ok(generated) = result else {
            println!("{name:30} not generated");
            continue;
        };
        let outline = generated.outline();
        println!(
            "{name:30} {:>10} {:>7} {:>9} {:>8} {seconds:>8.2}",
            outline.operations.len(),
            outline.types.len(),
            outline.untyped.len(),
            lines(&generated),
        );
        let expected = operations(document);
        if outline.operations.len() != expected {
            wrong.push(format!("{name}: the document has {expected} operations"));
        }
        for place in &outline.untyped {
            wrong.push(format!(
                "{name}: {place}: any JSON, although the document says more"
            ));
        }
    }
    for (name, _, reason) in NOT_YET {
        println!("not yet: {name}: {reason}");
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn lines(generated: &Generated) -> usize {
    let modules = generated.modules.iter().map(|module| &module.code);
    let files = modules.chain([&generated.code]);
    files.map(|code| code.lines().count()).sum()
}

/// Complains of errors that [`NOT_YET`] does not have, and of those that it still has.
fn unexpected(name: &str, report: Option<&Report>) -> Option<String> {
    let errors = report.into_iter().flat_map(Report::iter);
    let found: BTreeSet<Code> = errors
        .filter(|entry| entry.severity() == Severity::Error)
        .map(|entry| entry.code())
        .collect();
    let entry = NOT_YET.iter().find(|(document, _, _)| *document == name);
    let expected: BTreeSet<Code> = entry
        .map(|(_, codes, _)| codes.iter().copied().collect())
        .unwrap_or_default();
    if found == expected {
        return None;
    }
    let shown = report.map_or_else(String::new, Report::to_string);
    Some(format!(
        "{name}: {found:?} was found, but NOT_YET has {expected:?}\n{shown}"
    ))
}

/// Clippy under `deny(warnings)` on all that is generated, and rustdoc on some of it. Each document
/// is a crate of one workspace, so that they are compiled side by side.
#[test]
#[ignore = "takes minutes; .ci/run does it"]
fn everything_generated_is_clean() {
    let documents = documents();
    if documents.is_empty() {
        return;
    }
    let mut scratch = Scratch::new("corpus");
    for document in &documents {
        if let Ok(generated) = generated(document, Options::default()) {
            let sources = scratch.add(document.file_stem().unwrap().to_str().unwrap());
            let root = "#![deny(warnings)]\n#[allow(dead_code)]\npub mod api;\n";
            fs::write(sources.join("lib.rs"), root).unwrap();
            write_module(&sources.join("api.rs"), &generated.code, &generated);
        }
    }
    scratch.cargo(&[
        "clippy",
        "--workspace",
        "--keep-going",
        "--offline",
        "--",
        "-D",
        "warnings",
    ]);
    let members = scratch.members().iter();
    let full = std::env::var_os("ANTEROOM_FULL").is_some();
    let documented = members.filter(|member| full || DOCUMENTED.contains(&member.as_str()));
    let mut arguments = vec!["doc", "--no-deps", "--offline"];
    arguments.extend(documented.flat_map(|member| ["-p", member]));
    scratch.cargo(&arguments);
}
