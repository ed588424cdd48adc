//! Each folder under `tests/golden` is a document with what must be generated from it.
//!
//! `ANTEROOM_BLESS=1 cargo test -p anteroom-codegen` rewrites what is expected; in CI it is refused.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "differential/entries.rs"]
mod entries;
mod support;

use std::fmt::Write as _;

use anteroom_codegen::{Generated, Messages, SourceMap, generate};
use entries::judged;
use support::{documents, expect, folders, options, read, sources};

fn generated(name: &str, sources: &SourceMap) -> Generated {
    generate(sources, &options(name)).unwrap_or_else(|report| panic!("{name}\n{report}"))
}

#[test]
fn generates_what_is_expected() {
    let mut stale = Vec::new();
    let cases = folders("golden");
    assert!(cases.len() >= 10, "only {} cases were found", cases.len());
    for folder in cases {
        let name = format!("{}.yaml", folder.file_name().unwrap().to_string_lossy());
        let documents = sources(&folder, &name, |text| text);
        let first = generated(&name, &documents);
        stale.extend(expect(&folder.join("ir.txt"), &first.ir()));
        stale.extend(expect(&folder.join("out.rs"), &first.code));
        assert_eq!(
            first.code,
            generated(&name, &documents).code,
            "{name}: not the same twice"
        );
        let windows = sources(&folder, &name, |text| text.replace('\n', "\r\n"));
        assert_eq!(
            first.code,
            generated(&name, &windows).code,
            "{name}: line ends matter"
        );
    }
    assert!(stale.is_empty(), "\n{}", stale.join("\n"));
}

/// Cases that say something else than a reader of JSON Schema sees in their one file: by an option or by rules of
/// OpenAPI, by references that are no pointers to schemas, by YAML's merge keys, by widths of numbers
/// in texts, by numbers that its parser does not take.
const NOT_BY_THE_LETTER: [&str; 17] = [
    "family-in-one-of",
    "formats",
    "inheritance",
    "lenient",
    "listed-choices",
    "nested-tags",
    "odata",
    "option-assert-formats",
    "option-implied-types",
    "option-types",
    "option-types-inside",
    "recursive-references",
    "references-anywhere",
    "resources",
    "struck-values",
    "vast-numbers",
    "yaml",
];

/// Types of a document come before those that are imported here.
const AGREEMENT: &str = "\
//! Written by the golden tests: the types that stand for whole schemas.

#![allow(unused_imports)]

use std::net::{Ipv4Addr, Ipv6Addr};

use anteroom::jiff::civil::{Date, Time};
use anteroom::json::{Map, Never, Null, Value};
use anteroom::{Base64, DateTime, Uuid};

use super::{Agreement, Way, typed};
";

/// `compile/tests/agreement` compares types with schemas; this is the list of them.
#[test]
fn agreement_knows_all_types() {
    let mut list = AGREEMENT.to_owned();
    for folder in folders("golden") {
        let case = folder.file_name().unwrap().to_string_lossy();
        if documents(&folder) != ["spec.yaml"] || NOT_BY_THE_LETTER.contains(&&*case) {
            continue;
        }
        let name = format!("{case}.yaml");
        let generated = generated(&name, &sources(&folder, &name, |text| text));
        let module = case.replace('-', "_");
        write!(
            list,
            "\n#[test]\nfn {module}() {{\n    use anteroom_golden::{module}::*;\n    Agreement::of({case:?})",
        )
        .unwrap();
        for schema in judged(&generated, "typed::Nullable") {
            let way = match schema.messages {
                Some(Messages::Requests) => "Request",
                Some(Messages::Answers) => "Answer",
                None => "Both",
            };
            write!(
                list,
                "\n        .on::<{}>({:?}, Way::{way})",
                schema.rust, schema.pointer
            )
            .unwrap();
        }
        list.push_str("\n        .holds();\n}\n");
    }
    let tests = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let stale = expect(&tests.join("compile/tests/agreement/types.rs"), &list);
    assert!(stale.is_none(), "{stale:?}");
}

/// What the examples are built from stands in the repository to be read.
#[test]
fn examples_show_what_is_generated() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut stale = Vec::new();
    for name in ["conference-rooms", "everything", "minimal"] {
        let file = format!("{name}.yaml");
        let mut document = SourceMap::new();
        document.add(file.as_str(), read(&root.join("spec").join(&file)));
        let code = generated(&file, &document).code;
        let shown = root
            .join("examples")
            .join(name)
            .join("generated")
            .join(format!("{name}.rs"));
        stale.extend(expect(&shown, &code));
    }
    assert!(stale.is_empty(), "\n{}", stale.join("\n"));
}
