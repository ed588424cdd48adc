//! The loop of a user: a crate whose `build.rs` reads a document, built by Cargo again and again while
//! the document changes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use serde_json::Value;
use support::{folders, read};

const DOCUMENT: &str = "\
openapi: 3.0.3
info: { title: Greeter, version: 1.0.0 }
paths:
  /hello/{name}:
    get:
      operationId: hello
      parameters:
        - { name: name, in: path, required: true, schema: { type: string, maxLength: 40 } }
      responses:
        '200': { description: A greeting., content: { application/json: { schema: { type: string } } } }
";

const ANOTHER_OPERATION: &str = "  /bye:
    post:
      operationId: bye
      responses:
        '204': { description: Gone. }
";

/// Without tokio and hyper: a service needs neither until something serves it.
const MANIFEST: &str = "\
[package]
name = 'downstream'
version = '0.0.0'
edition = '2024'

[dependencies]
anteroom = { path = '{root}/runtime', default-features = false, features = ['http'] }

[build-dependencies]
anteroom-codegen = { path = '{root}/codegen' }

[profile.dev]
debug = false
incremental = false

# It lies in the target folder of a workspace that it is no part of.
[workspace]
";

/// Leaves a mark for each run, and does what every build script does.
const BUILD_SCRIPT: &str = r#"
use std::io::Write;

fn main() -> Result<(), anteroom_codegen::Report> {
    let marks = std::fs::OpenOptions::new().create(true).append(true).open("runs");
    marks.unwrap().write_all(b".").unwrap();
    anteroom_codegen::compile("api.yaml")
}
"#;

const LIBRARY: &str = r#"
#![deny(warnings)]

mod api {
    anteroom::include_api!("api");
}

struct English;

impl api::Greeter for English {
    async fn hello(&self, request: api::HelloRequest, _: anteroom::Context<()>) -> api::HelloResponse {
        api::HelloResponse::Ok(format!("Hello, {}!", request.name))
    }
    // more methods
}

pub fn service() -> impl Clone {
    api::GreeterServer::new(English)
}
"#;

const ANOTHER_METHOD: &str = "
    async fn bye(&self, _: api::ByeRequest, _: anteroom::Context<()>) -> api::ByeResponse {
        api::ByeResponse::NoContent
    }
";

/// The crate of a user. There is one folder and one target folder for all tests, so that what it
/// depends on is compiled once; the lock keeps tests, and runs of them, out of each other's way.
struct Downstream {
    folder: PathBuf,
    target: PathBuf,
    _lock: File,
}

/// What came of a build.
struct Build {
    success: bool,
    /// What the user sees.
    stderr: String,
    /// Where `OUT_DIR` is, if the build script succeeded.
    out_dir: Option<PathBuf>,
}

impl Downstream {
    fn new() -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rebuild");
        fs::create_dir_all(&root).unwrap();
        let lock = File::create(root.join("lock")).unwrap();
        lock.lock().unwrap();
        let folder = root.join("downstream");
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        fs::create_dir_all(folder.join("src")).unwrap();
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        // The versions that the workspace was built with are there: nothing is looked for elsewhere.
        fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        let downstream = Self {
            folder,
            target: root.join("target"),
            _lock: lock,
        };
        let manifest = MANIFEST.replace("{root}", workspace.to_str().unwrap());
        downstream.write("Cargo.toml", &manifest);
        downstream.write("build.rs", BUILD_SCRIPT);
        downstream.write("src/lib.rs", LIBRARY);
        downstream.write("api.yaml", DOCUMENT);
        downstream
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.folder.join(path), text).unwrap();
    }

    fn check(&self) -> Build {
        self.cargo("check")
    }

    fn cargo(&self, command: &str) -> Build {
        let output = Command::new(env!("CARGO"))
            .args([command, "--offline", "--color=never"])
            .args(["--message-format=json-render-diagnostics", "--target-dir"])
            .arg(&self.target)
            .current_dir(&self.folder)
            .output()
            .unwrap();
        let out_dir = String::from_utf8_lossy(&output.stdout)
            .lines()
            .find_map(out_dir);
        Build {
            success: output.status.success(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            out_dir,
        }
    }

    /// How often the build script ran.
    fn runs(&self) -> usize {
        read(&self.folder.join("runs")).len()
    }
}

/// The `OUT_DIR` of the downstream crate, if that is what Cargo's message is about.
fn out_dir(message: &str) -> Option<PathBuf> {
    let message: Value = serde_json::from_str(message).ok()?;
    let ours = message["reason"] == "build-script-executed"
        && message["package_id"].as_str()?.contains("downstream");
    ours.then(|| message["out_dir"].as_str().map(PathBuf::from))?
}

impl Build {
    /// The generated file of a build that succeeded.
    #[track_caller]
    fn generated(&self) -> PathBuf {
        assert!(self.success, "{}", self.stderr);
        self.out_dir.as_ref().unwrap().join("api.rs")
    }

    #[track_caller]
    fn assert_fails_with(&self, text: &str) {
        assert!(!self.success, "it builds");
        assert!(
            self.stderr.contains(text),
            "no `{text}` in:\n{}",
            self.stderr
        );
    }
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

fn set_modified(path: &Path, time: SystemTime) {
    let file = File::options().write(true).open(path).unwrap();
    file.set_modified(time).unwrap();
}

#[test]
fn builds_without_a_warning() {
    let build = Downstream::new().check();
    assert!(read(&build.generated()).contains("pub trait Greeter"));
    assert!(!build.stderr.contains("[AR"), "{}", build.stderr);
}

/// A program that uses one type of two APIs, whose documents have one name, is told of nothing.
#[test]
fn a_program_that_uses_little_builds_without_a_warning() {
    let downstream = Downstream::new();
    fs::create_dir(downstream.folder.join("v2")).unwrap();
    let schemas = "components: { schemas: { Mode: { type: string, enum: [audio, video] } } }\n";
    for path in ["api.yaml", "v2/api.yaml"] {
        downstream.write(path, &format!("{DOCUMENT}{ANOTHER_OPERATION}{schemas}"));
    }
    downstream.write("build.rs", TWO_DOCUMENTS);
    fs::remove_file(downstream.folder.join("src/lib.rs")).unwrap();
    downstream.write("src/main.rs", LITTLE);
    let build = downstream.check();
    let generated = build.generated();
    assert!(generated.with_file_name("api-v2.rs").exists());
    assert!(!build.stderr.contains("warning"), "{}", build.stderr);

    downstream.write("build.rs", &TWO_DOCUMENTS.replace(".name(\"api-v2\")", ""));
    let one_name = downstream.check();
    one_name.assert_fails_with(
        "was written for `api.yaml` already; tell the two apart with `.name(\"..\")`",
    );
}

const TWO_DOCUMENTS: &str = r#"
fn main() -> Result<(), anteroom_codegen::Report> {
    anteroom_codegen::configure().all_schemas(true).compile("api.yaml")?;
    anteroom_codegen::configure().name("api-v2").compile("v2/api.yaml")
}
"#;

const LITTLE: &str = r#"
#![deny(warnings, unused, unreachable_pub)]

mod api {
    anteroom::include_api!("api");
}

mod next {
    anteroom::include_api!("api-v2");
}

fn main() {
    println!("{:?} {:?}", api::Mode::Audio, next::ByeRequest {});
}
"#;

/// The code of a large document is several files; the names in them are where they always are.
#[test]
fn builds_a_large_document() {
    let downstream = Downstream::new();
    let resources = (0..120).map(|number| {
        format!(
            "  /things{number}/{{id}}:
    get:
      operationId: find thing {number}
      tags: [Tag {tag}]
      parameters:
        - {{ name: id, in: path, required: true, schema: {{ $ref: '#/components/schemas/Id' }} }}
        - {{ name: size, in: query, schema: {{ $ref: '#/components/schemas/Size', default: 3 }} }}
      responses:
        '200': {{ description: A thing., content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Thing' }} }} }} }}
",
            tag = number % 3
        )
    });
    let schemas = "components:
  schemas:
    Id: { type: array, items: { type: string, maxLength: 9 } }
    Size: { type: integer, minimum: 1, default: 2 }
    Thing:
      type: object
      properties:
        id: { $ref: '#/components/schemas/Id' }
        size: { $ref: '#/components/schemas/Size' }
        odd: { type: object, minProperties: 1, properties: { not: { not: { type: string } } } }
";
    let resources: String = resources.collect();
    downstream.write("api.yaml", &format!("{DOCUMENT}{resources}{schemas}"));
    downstream.write("src/lib.rs", LARGE);
    let root = downstream.check().generated();
    let folder = root.with_extension("");
    for name in [
        "mod",
        "service",
        "models",
        "operations_tag_2",
        "operations_hello",
    ] {
        assert!(folder.join(format!("{name}.rs")).exists(), "{name}");
    }
    assert!(read(&root).contains("include!(\"api/mod.rs\");"));
}

const LARGE: &str = r#"
#![deny(warnings)]

mod api {
    anteroom::include_api!("api");
}

pub fn service<T: api::Greeter>(implementation: T) -> anteroom::Server<impl anteroom::Api> {
    api::GreeterServer::new(implementation)
}

pub fn id() -> &'static str {
    <api::find_thing_7::Operation as anteroom::Operation>::META.id
}

pub fn thing() -> String {
    let thing = api::Thing { size: api::Size::new(7).ok(), ..api::Thing::default() };
    format!("{thing:?} {:?}", api::FindThing7Response::Ok(thing.clone()))
}
"#;

#[test]
fn writes_only_what_changed() {
    let downstream = Downstream::new();
    let generated = downstream.check().generated();
    let text = read(&generated);
    // A time that no write can give, however coarse the clock of the file system is.
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    set_modified(&generated, long_ago);

    assert_eq!(downstream.check().generated(), generated);
    assert_eq!(downstream.runs(), 1, "nothing changed, so nothing runs");

    set_modified(&downstream.folder.join("api.yaml"), SystemTime::now());
    assert_eq!(downstream.check().generated(), generated);
    assert_eq!(downstream.runs(), 2, "the document may have changed");
    assert_eq!(modified(&generated), long_ago);
    assert_eq!(read(&generated), text);

    downstream.write("api.yaml", &DOCUMENT.replace("40", "50"));
    assert_eq!(downstream.check().generated(), generated);
    assert_eq!(downstream.runs(), 3);
    assert_ne!(modified(&generated), long_ago);
    assert_ne!(read(&generated), text);
}

/// A document that was saved as it was is not generated from again; a change of any file that counts is seen.
#[test]
fn what_was_made_before_is_kept() {
    let downstream = Downstream::new();
    downstream.write(
        "api.yaml",
        &DOCUMENT.replace("{ type: string } } }", REFERENCE),
    );
    downstream.write("text.yaml", "type: string\nmaxlength: 7\n");
    let generated = downstream.check().generated();
    let text = read(&generated);
    let stamp = generated.with_extension("stamp");
    let told = read(&stamp);
    let warning = "text.yaml:2:1: warning[AR0210]";
    assert!(told.contains(warning), "{told}");
    // What is told from here on tells where it comes from.
    let mark = || {
        fs::write(&stamp, read(&stamp) + "cargo::warning=as before\n").unwrap();
    };
    let check = |path: &str| {
        set_modified(&downstream.folder.join(path), SystemTime::now());
        let build = downstream.check();
        assert_eq!(build.generated(), generated);
        assert!(build.stderr.contains("text.yaml"), "{}", build.stderr);
        build.stderr.contains("as before")
    };

    mark();
    assert!(check("api.yaml") && check("text.yaml"));

    downstream.write("text.yaml", "type: string\nmaxlength: 8\n");
    assert!(!check("text.yaml"));

    mark();
    fs::write(&generated, "// by hand").unwrap();
    assert!(!check("api.yaml"));
    assert_eq!(read(&generated), text);

    mark();
    let named = BUILD_SCRIPT.replace("compile(", "configure().service_name(\"Other\").compile(");
    downstream.write("build.rs", &named);
    downstream.write("src/lib.rs", &LIBRARY.replace("Greeter", "Other"));
    assert!(!check("api.yaml"));
}

const REFERENCE: &str = "{ $ref: text.yaml } } }";

#[test]
fn a_new_operation_must_be_implemented() {
    let downstream = Downstream::new();
    downstream.check().generated();

    downstream.write("api.yaml", &format!("{DOCUMENT}{ANOTHER_OPERATION}"));
    let stale = downstream.check();
    assert_eq!(downstream.runs(), 2);
    stale.assert_fails_with("error[E0046]");
    stale.assert_fails_with("missing: `bye`");
    stale.assert_fails_with("src/lib.rs:10:1");

    let complete = LIBRARY.replace("// more methods", ANOTHER_METHOD);
    downstream.write("src/lib.rs", &complete);
    downstream.check().generated();
}

#[test]
fn a_broken_document_stops_the_build_until_it_is_mended() {
    let downstream = Downstream::new();
    downstream.check().generated();
    let mistakes = folders("diagnostics")
        .into_iter()
        .find(|path| path.ends_with("eight-mistakes"))
        .unwrap();

    downstream.write("api.yaml", &read(&mistakes.join("spec.yaml")));
    let broken = downstream.check();
    // Cargo indents what a build script says.
    let said: Vec<&str> = broken.stderr.lines().map(str::trim).collect();
    let report = read(&mistakes.join("report.txt")).replace("spec.yaml", "api.yaml");
    let expected: Vec<&str> = report.lines().map(str::trim).collect();
    assert!(!broken.success);
    assert!(
        said.join("\n").contains(&expected.join("\n")),
        "{}",
        broken.stderr
    );

    downstream.write("api.yaml", DOCUMENT);
    downstream.check().generated();
}

#[test]
fn a_missing_document_stops_the_build_until_it_is_there() {
    let downstream = Downstream::new();
    downstream.check().generated();

    fs::remove_file(downstream.folder.join("api.yaml")).unwrap();
    downstream.check().assert_fails_with("error[AR0001]: ");
    downstream.check().assert_fails_with("--> api.yaml");

    downstream.write("api.yaml", DOCUMENT);
    downstream.check().generated();
}

#[test]
fn a_warning_is_a_line_that_stays_until_it_is_mended() {
    let downstream = Downstream::new();
    downstream.write("api.yaml", &DOCUMENT.replace("maxLength", "maxlength"));
    // The second build runs nothing, yet what was wrong is still wrong.
    for _ in 0..2 {
        let build = downstream.check();
        build.generated();
        let lines: Vec<&str> = build
            .stderr
            .lines()
            .filter(|line| line.contains("AR0210") || line.contains("maxLength"))
            .collect();
        let [line] = lines[..] else {
            panic!("not one line of warning:\n{}", build.stderr);
        };
        assert!(line.starts_with("warning: "), "{line}");
        let finding = "api.yaml:8:75: warning[AR0210]: a schema has no field `maxlength`";
        assert!(line.contains(finding), "{line}");
    }
    assert_eq!(downstream.runs(), 1);

    downstream.write("api.yaml", DOCUMENT);
    let mended = downstream.check();
    mended.generated();
    assert!(!mended.stderr.contains("[AR"), "{}", mended.stderr);
}

/// rustc counts functions within each other only when it builds: 400 types in a ring, by lists that are checked.
#[test]
fn types_that_lie_very_deep_are_built() {
    let downstream = Downstream::new();
    let mut document = "\
openapi: 3.0.3
info: { title: Deep, version: 1.0.0 }
paths:
  /:
    post:
      operationId: send
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/T0' } } } }
      responses: { '204': { description: Taken. } }
components:
  schemas:
"
    .to_owned();
    for index in 0..400 {
        let next = (index + 1) % 400;
        document += &format!(
            "    T{index}: {{ type: object, properties: {{ name: {{ type: string, maxLength: 9 }}, next: {{ type: array, items: {{ $ref: '#/components/schemas/T{next}' }} }} }} }}\n"
        );
    }
    downstream.write("api.yaml", &document);
    downstream.write(
        "src/lib.rs",
        "pub mod api { anteroom::include_api!(\"api\"); }",
    );
    let built = downstream.cargo("build");
    assert!(built.success, "{}", built.stderr);
}
