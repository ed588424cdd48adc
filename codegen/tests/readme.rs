//! What the READMEs show is what there is.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anteroom::validate::Format;
use anteroom_codegen::{Options, SourceMap, generate};
use support::read;

fn file(path: &str) -> String {
    let root: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    read(&root.join(path))
}

/// The blocks of code in a text that are in a language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let parts = text.split("\n```").skip(1).step_by(2);
    let blocks = parts.filter_map(|block| block.split_once('\n'));
    blocks
        .filter(|(name, _)| *name == language)
        .map(|(_, code)| format!("{code}\n"))
        .collect()
}

#[test]
fn code_is_that_of_the_examples() {
    let readme = file("README.md");
    for (language, count, sources) in [
        ("yaml", 1, &["spec/minimal.yaml"][..]),
        ("toml", 1, &["examples/minimal/Cargo.toml"]),
        (
            "rust",
            5,
            &[
                "examples/minimal/build.rs",
                "examples/minimal/src/main.rs",
                "examples/conference-rooms/generated/conference-rooms.rs",
            ],
        ),
    ] {
        let sources: Vec<String> = sources.iter().map(|path| file(path)).collect();
        let shown = blocks(&readme, language);
        assert_eq!(shown.len(), count, "{language}: {shown:#?}");
        for block in shown {
            let is_there = sources.iter().any(|source| source.contains(&block));
            assert!(is_there, "no example has this:\n{block}");
        }
    }
    // Where the README says that it shows all of it.
    assert_eq!(blocks(&readme, "yaml"), [file("spec/minimal.yaml")]);
}

#[test]
fn formats_are_those_that_are_checked() {
    let readme = file("README.md");
    let (_, section) = readme.split_once("### Formats").unwrap();
    let (section, _) = section.split_once("### ").unwrap();
    let (_, table) = section.split_once("|---|---|").unwrap();
    let shown: BTreeSet<&str> = table.split('`').skip(1).step_by(2).collect();
    let checked = Format::ALL.iter().filter(|format| format.is_checked());
    assert_eq!(shown, checked.map(|format| format.name()).collect());
}

const BROKEN: &str = "\
openapi: 3.0.3
info: {title: Rooms, version: 1.0.0}
paths:
  /rooms/{id}:
    get:
      operationId: retrieveRoom
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Rom'}
          description: The room.
components: {schemas: {Room: {type: object}}}
";

#[test]
fn the_diagnostic_is_a_real_one() {
    let mut sources = SourceMap::new();
    sources.add("api.yaml", BROKEN);
    let report = generate(&sources, &Options::default()).unwrap_err();
    let [shown] = &blocks(&file("README.md"), "text")[..] else {
        panic!("one block of text was expected");
    };
    assert_eq!(format!("{shown}\n1 error, 0 warnings"), report.to_string());
}

#[test]
fn features_are_described() {
    let manifest = file("runtime/Cargo.toml");
    let (_, rest) = manifest.split_once("\n[features]\n").unwrap();
    let (features, _) = rest.split_once("\n\n").unwrap();
    let names = features.lines().filter_map(|line| line.split_once(" = "));
    let mut names: Vec<&str> = names
        .map(|(name, _)| name)
        .filter(|name| *name != "default")
        .collect();
    names.sort_unstable();
    assert!(names.len() > 3, "{names:?}");
    for (path, mark) in [
        ("runtime/README.md", "| `"),
        ("runtime/src/lib.rs", "//! | `"),
    ] {
        let text = file(path);
        let rows = text.lines().filter_map(|line| line.strip_prefix(mark));
        let mut rows: Vec<&str> = rows.filter_map(|row| row.split('`').next()).collect();
        rows.sort_unstable();
        assert_eq!(rows, names, "{path}");
    }
}

#[test]
fn findings_as_json_are_those_of_the_command() {
    let shown = blocks(&file("codegen/README.md"), "json");
    let [finding] = shown.as_slice() else {
        panic!("{shown:#?}");
    };
    let indented: String = finding
        .lines()
        .map(|line| format!("    {line}\n"))
        .collect();
    let written = file("codegen/tests/command/check-json.txt").replace("},\n", "}\n");
    assert!(written.contains(&indented), "{indented}");
}
