//! Every example of real documents goes through the code that is generated from its schema: what the
//! schema accepts is read, written as the same JSON, and valid; what it refuses is refused, as the
//! warning about it said.
//!
//! `cargo test -p anteroom-codegen --test examples -- --nocapture` shows how many there are; with
//! `--ignored`, the large documents are looked at too.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod find;
#[path = "../support/mod.rs"]
mod support;
mod tree;

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anteroom_codegen::{Code, Generated, Options};
use find::{Example, examples};
use support::corpus::{Scratch, documents, generated, name, runtime_names};
use support::write_module;
use tree::Tree;

/// From this size on, compiling what is generated takes minutes and gigabytes.
const LARGE: u64 = 1_000_000;

#[test]
fn examples_of_small_documents_go_around() {
    let mut small = documents();
    small.retain(|document| size(document) < LARGE);
    if !small.is_empty() {
        go_around("small-examples", &small);
    }
}

#[test]
#[ignore = "takes minutes; .ci/full does it"]
fn examples_of_large_documents_go_around() {
    for document in documents() {
        if size(&document) >= LARGE {
            let stem = document.file_stem().unwrap().to_str().unwrap();
            go_around(&format!("{stem}-examples"), std::slice::from_ref(&document));
        }
    }
}

fn size(document: &Path) -> u64 {
    fs::metadata(document).unwrap().len()
}

/// Runs a program with all that is generated from some documents.
fn go_around(name: &str, documents: &[PathBuf]) {
    let mut scratch = Scratch::new(name);
    let sources = scratch.add(name);
    let mut main = include_str!("program.rs").to_owned();
    let mut calls = String::new();
    for (index, document) in documents.iter().enumerate() {
        write_document(&sources, index, document);
        writeln!(
            main,
            "#[allow(dead_code, unused_imports)]\nmod document_{index};"
        )
        .unwrap();
        writeln!(calls, "    document_{index}::examples::run(runner);").unwrap();
    }
    writeln!(main, "fn run(runner: &mut Runner) {{\n{calls}}}").unwrap();
    fs::write(sources.join("main.rs"), main).unwrap();
    scratch.cargo(&["run", "--quiet", "--offline"]);
}

/// What is generated from a document, with a function beside it that hands the examples of each type
/// to the runner.
fn write_document(sources: &Path, index: usize, document: &Path) {
    let options = Options::default().all_schemas(true);
    let generated = generated(document, options)
        .unwrap_or_else(|report| panic!("{}\n{report}", name(document)));
    let outline = generated.outline();
    let (examples, mut untold) = examples(&parse(document), &outline.schemas);
    let mut by_type: BTreeMap<String, Vec<&Example>> = BTreeMap::new();
    for example in &examples {
        let rust = &example.schema.rust;
        // A problem is only ever sent.
        if rust.ends_with("Problem") {
            untold += 1;
        } else {
            let rust = rust.replace("::core::option::Option<", "Option<");
            let rust = rust.replace("Option<", "crate::Nullable<");
            by_type.entry(rust).or_default().push(example);
        }
    }
    let refused = refused(&generated);
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for example in &examples {
        *uses.entry(&example.pointer).or_default() += 1;
    }
    let mut cases = String::new();
    let mut calls = String::new();
    for (rust, examples) in &by_type {
        writeln!(calls, "        runner.examples_of::<{rust}>();").unwrap();
        for example in examples {
            let is_refused = refused
                .iter()
                .any(|place| is_within(place, &example.pointer));
            // A shared example may break one of the schemas that it is for.
            let expected = match is_refused {
                false => "accepted",
                true if example.schema.knows_rules && uses[&*example.pointer] == 1 => "refused",
                true => "either",
            };
            writeln!(cases, "{expected}\t{}\t{}", example.pointer, example.json).unwrap();
        }
        cases.push('\n');
    }
    let file = format!("document_{index}");
    fs::write(sources.join(format!("{file}.txt")), cases).unwrap();
    let uses = runtime_names(&outline);
    let code = format!(
        "{}\npub(crate) mod examples {{\n    use super::*;\n{uses}\n    \
         pub(crate) fn run(runner: &mut crate::Runner) {{\n        \
         runner.document({:?}, {untold}, include_str!(\"{file}.txt\"));\n{calls}        \
         runner.end_of_document();\n    }}\n}}\n",
        generated.code,
        name(document),
    );
    write_module(&sources.join(format!("{file}.rs")), &code, &generated);
}

/// The places of examples, or parts of them, that break their schema according to the report.
fn refused(generated: &Generated) -> Vec<String> {
    let warnings = generated.report.warnings();
    warnings
        .filter(|entry| entry.code() == Code::BadExample)
        .map(|entry| entry.pointer())
        .collect()
}

fn is_within(place: &str, pointer: &str) -> bool {
    let rest = place.strip_prefix(pointer);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn parse(document: &Path) -> serde_json::Value {
    let text = fs::read_to_string(document).unwrap();
    let Tree(tree) = match document.extension().unwrap().to_str() {
        Some("json") => serde_json::from_str(&text).unwrap(),
        _ => serde_yaml::from_str(&text).unwrap(),
    };
    tree
}
