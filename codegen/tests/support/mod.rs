//! Files with expected output, and the one way to accept new output.

#![allow(dead_code)] // each test file uses its part

pub(crate) mod corpus;

use std::fs;
use std::path::{Path, PathBuf};

use anteroom_codegen::{Code, Generated, Options, Select, Serde, SourceMap};

/// The folders under `tests/<kind>`, sorted.
pub(crate) fn folders(kind: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(kind);
    let mut folders: Vec<PathBuf> = fs::read_dir(&root)
        .unwrap_or_else(|error| panic!("{}: {error}", root.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

/// The documents of a case: `spec.yaml` under the given name, and whatever else is there under
/// its path in the folder; `overlay..` is an overlay. References find the first one as `spec.yaml` only under that name.
pub(crate) fn sources(folder: &Path, name: &str, change: impl Fn(String) -> String) -> SourceMap {
    let mut files = documents(folder);
    files.retain(|file| file != "spec.yaml");
    let mut sources = SourceMap::new();
    let main = if files.is_empty() { name } else { "spec.yaml" };
    sources.add(main, change(read(&folder.join("spec.yaml"))));
    for file in files {
        let text = change(read(&folder.join(&file)));
        if file.starts_with("overlay") {
            sources.add_overlay(file, text);
        } else {
            sources.add(file, text);
        }
    }
    sources
}

/// Writes what is generated as a module: `path` is the file of its root, such as `src/api.rs`.
pub(crate) fn write_module(path: &Path, root: &str, generated: &Generated) {
    fs::write(path, root).unwrap();
    let folder = path.with_extension("");
    for module in &generated.modules {
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("{}.rs", module.name)), &module.code).unwrap();
    }
}

/// The files of a case that it is read from, sorted.
pub(crate) fn documents(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    collect(folder, "", &mut files);
    files.retain(|file| !EXPECTED.contains(&file.as_str()));
    files.sort();
    files
}

/// What stands in the folder of a case beside its documents.
const EXPECTED: [&str; 3] = ["ir.txt", "out.rs", "report.txt"];

fn collect(folder: &Path, prefix: &str, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files);
        } else {
            files.push(name);
        }
    }
}

pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Compares with the file, or rewrites it where that is asked for. The complaint shows where the
/// two part.
pub(crate) fn expect(path: &Path, actual: &str) -> Option<String> {
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected == actual {
        return None;
    }
    if std::env::var_os("ANTEROOM_BLESS").is_some() {
        assert!(std::env::var_os("CI").is_none(), "nothing is blessed in CI");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, actual).unwrap();
        return None;
    }
    let line = expected
        .lines()
        .zip(actual.lines())
        .take_while(|(a, b)| a == b)
        .count();
    let at = |text: &str| text.lines().nth(line).unwrap_or("(end of file)").to_owned();
    Some(format!(
        "{}:{}: differs; accept with ANTEROOM_BLESS=1 cargo test -p anteroom-codegen\n  expected: {}\n  actual:   {}",
        path.display(),
        line + 1,
        at(&expected),
        at(actual)
    ))
}

/// Cases that are about an option are named after it.
pub(crate) fn options(name: &str) -> Options {
    match name {
        "option-service-name.yaml" => Options::default().service_name("renamed service"),
        "option-serde.yaml" => Options::default().serde(Serde::None),
        "option-serde-all.yaml" => Options::default().serde(Serde::All),
        "option-extension.yaml" => Options::default()
            .extension("x-policy")
            .extension("x-other"),
        "option-allow.yaml" => Options::default()
            .allow(
                Code::UnsupportedPattern,
                "#/components/schemas/RoomName/pattern",
            )
            .allow(Code::UnsupportedPattern, "#/components/schemas/Twins")
            .allow(Code::UnsupportedPattern, "#/components/schemas/Wing"),
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
        "option-types-inside.yaml" => [
            ("Badge", "crate::Badge"),
            ("Node", "crate::Badge"),
            ("Loop", "crate::Badge"),
            (
                "#/components/schemas/Everything/properties/at/properties/spot",
                "crate::Badge",
            ),
            (
                "#/components/schemas/Everything/properties/parts/items",
                "crate::Badge",
            ),
        ]
        .into_iter()
        .fold(
            Options::default().format_type("money", "crate::Money"),
            |options, (schema, path)| options.schema_type(schema, path),
        ),
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
        "webhooks-only.yaml" | "multipart.yaml" | "everything.yaml" => Options::default(),
        "option-select.yaml" => Options::default()
            .include(Select::tag("rooms"))
            .include(Select::operation("listUsers"))
            .exclude(Select::tag("admin"))
            .exclude(Select::path("/rooms/{id}/audit")),
        "option-rename.yaml" => Options::default()
            .all_schemas(true)
            .rename("Person", "Human")
            .rename("#/components/schemas/rm/properties/md", "mode")
            .rename("#/components/schemas/rm/properties/md/enum/0", "Audio")
            .rename("#/components/schemas/rm/properties/md/enum/1", "Video")
            .rename("#/paths/~1rms/delete", "close_rooms"),
        "option-derive.yaml" => Options::default()
            .derive("Hash")
            .schema_derive("Corner", "Copy")
            .schema_derive("Corner", "std::default::Default")
            .schema_derive("Plain", "Ord")
            .schema_derive("Ranked", "Ord"),
        "unused-schemas.yaml" => Options::default(),
        // A case shows all that its document has.
        _ => Options::default().all_schemas(true),
    }
}
