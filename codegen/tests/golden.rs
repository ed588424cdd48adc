//! Each folder under `tests/golden` is a document with what must be generated from it.
//!
//! `ANTEROOM_BLESS=1 cargo test -p anteroom-codegen` rewrites what is expected; in CI it is refused.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use anteroom_codegen::{Code, Generated, Options, Select, SourceMap, generate};
use support::{expect, folders, read, sources};

fn generated(name: &str, sources: &SourceMap) -> Generated {
    generate(sources, &options(name)).unwrap_or_else(|report| panic!("{name}\n{report}"))
}

/// Cases that are about an option are named after it.
fn options(name: &str) -> Options {
    match name {
        "option-service-name.yaml" => Options::default().service_name("renamed service"),
        "option-serde.yaml" => Options::default().serde(false),
        "option-allow.yaml" => Options::default()
            .allow(
                Code::UnsupportedPattern,
                "#/components/schemas/RoomName/pattern",
            )
            .allow(Code::UnsupportedPattern, "#/components/schemas/Twins"),
        // As in the `build.rs` of the example.
        "conference-rooms.yaml" => Options::default()
            .schema_type(
                "#/components/parameters/Filter/schema",
                "crate::query::Filter",
            )
            .schema_type(
                "#/components/parameters/OrderBy/schema",
                "crate::query::Order",
            ),
        "option-types.yaml" => Options::default()
            .format_type("money", "crate::Money")
            .schema_type("Badge", "crate::Badge")
            .schema_type("#/components/schemas/Room/properties/door", "crate::Badge"),
        "option-trait-per-tag.yaml" | "option-trait-per-tag-open.yaml" => {
            Options::default().trait_per_tag(true)
        }
        "option-implied-types.yaml" => Options::default().implied_types(false),
        "option-assert-formats.yaml" => Options::default().assert_formats(false),
        "hostile-webhooks.yaml" => Options::default()
            .trait_per_tag(true)
            .default_stubs(true)
            .all_schemas(true),
        "option-default-stubs.yaml" => Options::default().default_stubs(true),
        "webhooks-only.yaml" => Options::default(),
        "option-select.yaml" => Options::default()
            .include(Select::tag("rooms"))
            .include(Select::operation("listUsers"))
            .exclude(Select::tag("admin"))
            .exclude(Select::path("/rooms/{id}/audit")),
        "option-derive.yaml" => Options::default()
            .derive("Hash")
            .schema_derive("Corner", "Copy")
            .schema_derive("Corner", "std::default::Default")
            .schema_derive("Plain", "PartialOrd")
            .schema_derive("Plain", "Ord"),
        "unused-schemas.yaml" => Options::default(),
        // A case shows all that its document has.
        _ => Options::default().all_schemas(true),
    }
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
        stale.extend(expect(&folder.join("ir.txt"), &first.ir));
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
