//! Documents of several files: how they are found, and that nothing depends on where they are.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use anteroom_codegen::{Options, SourceMap, configure, generate};
use support::{folders, read, sources};

fn case() -> PathBuf {
    let mut cases = folders("golden").into_iter();
    cases.find(|folder| folder.ends_with("files")).unwrap()
}

/// An empty folder for one test.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn copy(from: &Path, to: &Path, change: &dyn Fn(String) -> String) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target, change);
        } else {
            fs::write(target, change(read(&path))).unwrap();
        }
    }
}

#[test]
fn the_same_bytes_from_any_folder_and_with_any_line_ends() {
    let given = sources(&case(), "spec.yaml", |text| text);
    let expected = generate(&given, &Options::default()).unwrap().code;
    let scratch = scratch("same-bytes");
    let windows = |text: String| text.replace('\n', "\r\n");
    for (folder, change) in [
        ("a", &(|text| text) as &dyn Fn(String) -> String),
        ("b/c/../d e", &windows),
    ] {
        let folder = scratch.join(folder);
        fs::create_dir_all(scratch.join("b/c")).unwrap();
        copy(&case(), &folder, change);
        let builder = configure().out_dir(folder.join("out")).name("files");
        builder.compile(folder.join("spec.yaml")).unwrap();
        let code = read(&folder.join("out/files.rs"));
        assert!(code == expected, "{}", folder.display());
    }
}

#[test]
fn a_missing_file_is_shown_at_its_reference() {
    let folder = scratch("missing-file");
    copy(&case(), &folder, &|text| text);
    fs::remove_file(folder.join("schemas/Person.yaml")).unwrap();
    let report = configure()
        .out_dir(folder.join("out"))
        .compile(folder.join("spec.yaml"))
        .unwrap_err();
    let entries: Vec<_> = report.iter().collect();
    assert_eq!(entries.len(), 1, "{report}");
    assert!(entries[0].file().ends_with("schemas/Room.yaml"), "{report}");
    assert_eq!(entries[0].line(), 5, "{report}");
    assert!(entries[0].message().contains("cannot be read"), "{report}");
}

#[test]
fn overlays_are_files_too() {
    let folder = scratch("overlays");
    let overlaid = case().with_file_name("overlay");
    copy(&overlaid, &folder, &|text| text);
    let builder = configure()
        .overlay(folder.join("overlay-1.yaml"))
        .overlay(folder.join("overlay-2.yaml"))
        .out_dir(folder.join("out"));
    builder.clone().compile(folder.join("spec.yaml")).unwrap();
    let code = read(&folder.join("out/spec.rs"));
    let given = sources(&overlaid, "spec.yaml", |text| text);
    let expected = generate(&given, &Options::default()).unwrap().code;
    assert!(code == expected);
    let report = builder
        .overlay(folder.join("none.yaml"))
        .compile(folder.join("spec.yaml"))
        .unwrap_err();
    assert!(report.to_string().contains("none.yaml"), "{report}");
}

#[test]
fn says_which_files_are_missing_until_none_is() {
    let all = sources(&case(), "spec.yaml", |text| text);
    let mut some = SourceMap::new();
    some.add("api/./spec.yaml", read(&case().join("spec.yaml")));
    let mut rounds = 0;
    loop {
        let missing = some.missing();
        if missing.is_empty() {
            break;
        }
        rounds += 1;
        for name in missing {
            let path = case().join(name.strip_prefix("api/").unwrap());
            some.add(name, read(&path));
        }
    }
    assert!(rounds > 1);
    let options = Options::default();
    let code = |sources: &SourceMap| generate(sources, &options).unwrap().code;
    assert_eq!(code(&some), code(&all));
}
