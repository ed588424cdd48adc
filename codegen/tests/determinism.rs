//! The same document gives the same bytes, wherever and however it is stored: each golden document is
//! put into two folders, once with the line ends and the order of files turned around, and what comes
//! of it has the hash that stands in `hashes.txt`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::fs;
use std::path::Path;

use anteroom_codegen::{generate, read as read_document};
use support::{documents, expect, folders, options, read};

#[test]
fn the_same_document_gives_the_same_bytes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("determinism");
    let _ = fs::remove_dir_all(&scratch);
    let mut hashes = String::new();
    for case in folders("golden") {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let plain = scratch.join("plain").join(&name);
        copy(&case, &plain, documents(&case), |text| text);
        let turned = scratch.join("another folder/turned").join(&name);
        let reversed = documents(&case).into_iter().rev().collect();
        copy(&case, &turned, reversed, |text| text.replace('\n', "\r\n"));

        let hash = hash(&generated(&plain, &name));
        assert_eq!(
            hash,
            self::hash(&generated(&turned, &name)),
            "{name}: the folder, the line ends or the order of the files matter"
        );
        hashes.push_str(&format!("{hash:016x}  {name}\n"));
    }
    let stale = expect(&root.join("tests/hashes.txt"), &hashes);
    assert!(stale.is_none(), "\n{}", stale.unwrap_or_default());
}

fn copy(from: &Path, to: &Path, files: Vec<String>, change: impl Fn(String) -> String) {
    for file in files {
        let target = to.join(&file);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, change(read(&from.join(file)))).unwrap();
    }
}

/// All that is generated from a folder, read from there.
fn generated(folder: &Path, name: &str) -> String {
    let mut sources = read_document(folder.join("spec.yaml")).unwrap();
    for file in documents(folder) {
        if file.starts_with("overlay") {
            sources.read_overlay(folder.join(file)).unwrap();
        }
    }
    let options = options(&format!("{name}.yaml"));
    let generated =
        generate(&sources, &options).unwrap_or_else(|report| panic!("{name}\n{report}"));
    let modules = generated.modules.iter();
    modules.fold(generated.code.clone(), |all, module| {
        all + &module.name + "\n" + &module.code
    })
}

/// FNV-1a, which is the same everywhere and for good.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[test]
fn the_hash_is_the_one_that_is_known() {
    assert_eq!(hash(""), 0xcbf2_9ce4_8422_2325);
    assert_eq!(hash("foobar"), 0x8594_4171_f739_67e8);
}
