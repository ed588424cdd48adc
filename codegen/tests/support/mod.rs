//! Files with expected output, and the one way to accept new output.

#![allow(dead_code)] // each test file uses its part

use std::fs;
use std::path::{Path, PathBuf};

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
