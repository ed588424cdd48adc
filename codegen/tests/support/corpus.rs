//! Real documents, which are not part of the project: `ANTEROOM_CORPUS` names a folder of them.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anteroom_codegen::{Code, Generated, Options, Outline, Report, generate, read};

/// Patterns with look-around and back-references, which take an engine that backtracks.
const PATTERNS: [(&str, &[&str]); 2] = [
    (
        "asana.yaml",
        &[
            "#/components/schemas/ProjectDuplicateRequest/properties/include/pattern",
            "#/components/schemas/TaskDuplicateRequest/properties/include/pattern",
        ],
    ),
    (
        "oxide-nexus.json",
        &[
            "#/components/schemas/Name/pattern",
            "#/components/schemas/UserId/pattern",
        ],
    ),
];

pub(crate) fn documents() -> Vec<PathBuf> {
    let Some(folder) = std::env::var_os("ANTEROOM_CORPUS") else {
        println!("skipped: ANTEROOM_CORPUS does not name a folder of documents");
        return Vec::new();
    };
    let mut found: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let extension = path.extension().and_then(|extension| extension.to_str());
            matches!(extension, Some("yaml" | "yml" | "json"))
        })
        .collect();
    found.sort();
    found
}

pub(crate) fn name(document: &Path) -> &str {
    document.file_name().unwrap().to_str().unwrap()
}

/// What is generated with `options`, and what these documents need besides.
pub(crate) fn generated(document: &Path, options: Options) -> Result<Generated, Report> {
    let patterns = PATTERNS.iter().filter(|(file, _)| *file == name(document));
    let options = patterns
        .flat_map(|(_, pointers)| pointers.iter())
        .fold(options, |options, pointer| {
            options.allow(Code::UnsupportedPattern, pointer)
        });
    read(document).and_then(|sources| generate(&sources, &options))
}

/// Imports of what types are written with, which the root of a large document does not need.
pub(crate) fn runtime_names(outline: &Outline) -> String {
    let runtime = [
        "anteroom::{Base64, DateTime, Uuid}",
        "anteroom::jiff::civil::{Date, Time}",
        "anteroom::json::{Map, Never, Null, Value}",
        "std::net::{Ipv4Addr, Ipv6Addr}",
    ];
    let mut uses = String::new();
    for line in runtime {
        let (path, names) = line.split_once("::{").unwrap();
        for name in names.trim_end_matches('}').split(", ") {
            let types = &outline.types;
            if types.iter().all(|other| other.name != name) {
                writeln!(uses, "    use {path}::{name};").unwrap();
            }
        }
    }
    uses
}

/// A workspace of generated crates, in the target directory of the tests.
pub(crate) struct Scratch {
    pub(crate) folder: PathBuf,
    root: PathBuf,
    members: Vec<String>,
    /// Further sections of the workspace's manifest.
    pub(crate) sections: &'static str,
}

impl Scratch {
    pub(crate) fn new(name: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("..")
            .canonicalize()
            .unwrap();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        Self {
            folder,
            root,
            members: Vec::new(),
            sections: "",
        }
    }

    /// Adds a crate that depends on the runtime; gives the folder of its sources.
    pub(crate) fn add(&mut self, name: &str) -> PathBuf {
        self.add_with(name, "")
    }

    /// The same with further dependencies, one a line.
    pub(crate) fn add_with(&mut self, name: &str, dependencies: &str) -> PathBuf {
        let folder = self.folder.join(name);
        fs::create_dir_all(folder.join("src")).unwrap();
        let manifest = format!(
            "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\
             [dependencies]\nanteroom = {{ path = {:?}, features = [\"backtracking\"] }}\n\
             {dependencies}",
            self.root.join("runtime").to_str().unwrap()
        );
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        self.members.push(name.to_owned());
        folder.join("src")
    }

    pub(crate) fn members(&self) -> &[String] {
        &self.members
    }

    /// Runs cargo on the crates; all scratch workspaces share what is built.
    pub(crate) fn cargo(&self, arguments: &[&str]) {
        assert!(self.succeeds(arguments), "cargo {}", arguments.join(" "));
    }

    /// The same; whether it succeeds.
    pub(crate) fn succeeds(&self, arguments: &[&str]) -> bool {
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = {:?}\n{}",
            self.members, self.sections
        );
        fs::write(self.folder.join("Cargo.toml"), manifest).unwrap();
        let started = Instant::now();
        let status = Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(&self.folder)
            .env(
                "CARGO_TARGET_DIR",
                self.folder.with_file_name("corpus-target"),
            )
            .env("RUSTDOCFLAGS", "-D warnings")
            .status()
            .unwrap();
        println!(
            "cargo {}: {:.0} s",
            arguments.join(" "),
            started.elapsed().as_secs_f64()
        );
        status.success()
    }
}
