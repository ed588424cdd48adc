//! Generated types against a validator that is not ours, on values grown from the schemas of real documents.
//!
//! `ANTEROOM_INSTANCES` says how many values there are in all, `ANTEROOM_SEED` which, and `ANTEROOM_DOCUMENTS` of which
//! documents (`box,superset`); without that it is those that compile in reasonable time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod entries;
#[path = "../support/mod.rs"]
mod support;
mod translate;
#[path = "../examples/tree.rs"]
mod tree;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anteroom::json::{self, Value};
use anteroom_codegen::{Messages, Options};
use entries::{Judged, judged};
use support::corpus::{Scratch, documents, generated, name, runtime_names};
use support::write_module;
use translate::{Translation, Way};
use tree::Tree;

/// Those whose code takes minutes and gigabytes to compile.
const LARGE: [&str; 3] = ["asana", "github", "openai"];

#[test]
#[ignore = "takes minutes and downloads a validator; .ci/full does it"]
fn types_agree_with_another_validator() {
    let number = |name, default| {
        let value = std::env::var(name).ok();
        value.map_or(default, |value| value.parse().unwrap())
    };
    let instances: usize = number("ANTEROOM_INSTANCES", 20_000);
    let seed = number("ANTEROOM_SEED", 1);
    let chosen = std::env::var("ANTEROOM_DOCUMENTS").ok();
    let mut documents = documents();
    documents.retain(|document| {
        let stem = document.file_stem().unwrap().to_str().unwrap();
        match &chosen {
            Some(chosen) => chosen.split(',').any(|name| name == stem),
            None => !LARGE.contains(&stem),
        }
    });
    if documents.is_empty() {
        return;
    }
    let mut scratch = Scratch::new("differential");
    // What judges is worth optimizing; what is generated is run too little.
    scratch.sections = "[profile.dev.package.\"*\"]\nopt-level = 2\n";
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/differential/judge");
    let judge = format!("judge = {{ path = {:?} }}\n", folder.to_str().unwrap());
    for document in &documents {
        let stem = document.file_stem().unwrap().to_str().unwrap();
        let sources = scratch.add_with(stem, &judge);
        write_document(&sources, document);
    }
    let share = instances.div_ceil(documents.len()).to_string();
    let disagrees = |member: &&String| {
        let schemas = scratch.folder.join(member).join("schemas.json");
        let arguments = [schemas.to_str().unwrap(), &share, &seed.to_string()];
        !scratch.succeeds(&[&["run", "--quiet", "-p", member, "--"], &arguments[..]].concat())
    };
    let wrong: Vec<&String> = scratch.members().iter().filter(disagrees).collect();
    assert!(wrong.is_empty(), "disagreements: {wrong:?}");
}

/// What is generated from a document, its schemas beside it, and a program that judges.
fn write_document(sources: &Path, document: &Path) {
    let options = Options::default().all_schemas(true);
    let generated = generated(document, options)
        .unwrap_or_else(|report| panic!("{}\n{report}", name(document)));
    let tree = translate::without_recursion(&parse(document));
    let mut translation = Translation::new(&tree);
    let mut entries = String::new();
    for Judged {
        pointer,
        rust,
        messages,
    } in judged(&generated, "judge::Nullable")
    {
        let way = match messages {
            Some(Messages::Requests) => Way::Request,
            Some(Messages::Answers) => Way::Answer,
            None => Way::Both,
        };
        let key = translation.add(&pointer, way);
        writeln!(
            entries,
            "        Entry::of::<{rust}>({key:?}, {pointer:?}),"
        )
        .unwrap();
    }
    fs::write(
        sources.with_file_name("schemas.json"),
        json::to_vec(&translation.finish()),
    )
    .unwrap();
    let uses = runtime_names(&generated.outline());
    let code = format!(
        "{}\npub(crate) mod entries {{\n    use super::*;\n    use judge::Entry;\n{uses}\n    \
         pub(crate) const ALL: &[Entry] = &[\n{entries}    ];\n}}\n",
        generated.code
    );
    write_module(&sources.join("api.rs"), &code, &generated);
    let main = format!(
        "#[allow(dead_code, unused_imports)]\nmod api;\n\nfn main() -> std::process::ExitCode {{\n    \
         judge::run({:?}, api::entries::ALL)\n}}\n",
        name(document)
    );
    fs::write(sources.join("main.rs"), main).unwrap();
}

fn parse(document: &Path) -> Value {
    let text = fs::read_to_string(document).unwrap();
    let Tree(tree) = match document.extension().unwrap().to_str() {
        Some("json") => serde_json::from_str(&text).unwrap(),
        _ => serde_yaml::from_str(&text).unwrap(),
    };
    json::from_str(&tree.to_string()).unwrap()
}
