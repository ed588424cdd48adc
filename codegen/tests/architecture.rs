//! Data flows one way: a pass uses what comes before it, never what comes after.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the generator in the order of the pipeline. Those of one rank may use each other.
const RANKS: [&[&str]; 15] = [
    &["source", "parse", "diagnostic"],
    &["json_path"],
    &["overlay"],
    &["document", "resolve"],
    &["select"],
    &["check"],
    &["front"],
    &["ir"],
    &["lower", "analyze", "name"],
    &["emit"],
    &["render"],
    &["output"],
    &["options"],
    &["generate", "outline", "builder", "lib"],
    &["bin"],
];

/// Edges between passes of one rank or an earlier one that must not be there all the same.
const FORBIDDEN: [(&str, &[&str]); 6] = [
    ("ir", &["document", "resolve", "check", "front"]),
    ("analyze", &["document", "lower", "name", "front"]),
    ("name", &["document", "lower", "front"]),
    ("emit", &["document", "lower", "front", "resolve", "check"]),
    ("render", &["ir", "emit", "lower", "document"]),
    ("lower", &["analyze", "name"]),
];

fn rank(module: &str) -> Option<usize> {
    RANKS.iter().position(|modules| modules.contains(&module))
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The module that a file belongs to, and its code without tests and comments.
fn modules() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    sources(&root)
        .into_iter()
        .map(|path| {
            let first = path
                .strip_prefix(&root)
                .unwrap()
                .components()
                .next()
                .unwrap();
            let module = first
                .as_os_str()
                .to_string_lossy()
                .trim_end_matches(".rs")
                .to_owned();
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let code = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect::<Vec<_>>()
                .join("\n");
            (module, path, code)
        })
        .collect()
}

/// The modules that `code` names as `crate::<module>`.
fn used(code: &str) -> Vec<String> {
    let direct = code.split("crate::").skip(1).flat_map(|rest| {
        let names = match rest.strip_prefix('{') {
            Some(list) => list
                .split('}')
                .next()
                .unwrap_or_default()
                .split(',')
                .collect(),
            None => vec![rest],
        };
        names.into_iter().map(|name| {
            name.trim()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect::<String>()
        })
    });
    direct.filter(|name| rank(name).is_some()).collect()
}

#[test]
fn passes_use_only_what_comes_before() {
    let mut wrong = Vec::new();
    for (module, path, code) in modules() {
        let own = rank(&module).unwrap_or_else(|| panic!("{module} has no place in the pipeline"));
        let forbidden = FORBIDDEN.iter().find(|(from, _)| *from == module);
        for other in used(&code) {
            let later = rank(&other).is_some_and(|rank| rank > own);
            let barred = forbidden.is_some_and(|(_, others)| others.contains(&other.as_str()));
            if other != module && (later || barred) {
                wrong.push(format!("{}: `{module}` uses `{other}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn only_emission_knows_rust_and_only_the_front_knows_openapi() {
    for (module, path, code) in modules() {
        let writes_rust = ["quote!", "quote::", "proc_macro2", "syn::", "prettyplease"];
        if !matches!(module.as_str(), "emit" | "render") {
            // A diagnostic quotes text by a function of that name.
            for name in writes_rust
                .iter()
                .skip(usize::from(code.contains("quote(")))
            {
                assert!(!code.contains(name), "{}: mentions {name}", path.display());
            }
        }
        if !matches!(
            module.as_str(),
            "document" | "lower" | "check" | "resolve" | "diagnostic"
        ) {
            assert!(
                !code.contains("openapiv3"),
                "{}: mentions openapiv3",
                path.display()
            );
        }
    }
}

#[test]
fn the_runtime_does_not_know_the_generator() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    assert!(!manifest.contains("anteroom-codegen"), "{manifest}");
}
