//! Files with expected output, and the one way to accept new output.

#![allow(dead_code)] // each test file uses its part

pub(crate) mod corpus;

use std::fs;
use std::path::{Path, PathBuf};

use anteroom_codegen::{Generated, SourceMap};

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
    let mut files = Vec::new();
    collect(folder, "", &mut files);
    files.retain(|file| !EXPECTED.contains(&file.as_str()) && file != "spec.yaml");
    files.sort();
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
