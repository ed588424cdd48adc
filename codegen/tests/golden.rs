//! Each folder under `tests/golden` is a document with what must be generated from it.
//!
//! `ANTEROOM_BLESS=1 cargo test -p anteroom-codegen` rewrites what is expected; in CI it is refused.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use anteroom_codegen::{Generated, SourceMap, generate};
use support::{expect, folders, options, read, sources};

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

/// What the examples are built from stands in the repository to be read.
#[test]
fn examples_show_what_is_generated() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut stale = Vec::new();
    for name in ["conference-rooms", "minimal"] {
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
