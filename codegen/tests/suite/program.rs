//! The program of what is generated: it is built by Cargo and asked all values at once.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use anteroom_codegen::generate;

use crate::cases::{Dialect, Group, document};
use crate::support::write_module;

const MAIN: &str = r#"
//! Reads requests, one a line: the service, the path, the body. Writes the status of each answer.

use anteroom::Body;
use anteroom::http::Request;
use tower::ServiceExt;

async fn answer(service: &str, path: &str, body: &str) -> u16 {
    let request = Request::post(path)
        .header("content-type", "application/json")
        .body(Body::from(body.to_owned()))
        .unwrap();
    let response = match service {
        SERVICES
        other => panic!("{other}"),
    };
    response.unwrap().status().as_u16()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let requests = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let mut statuses = String::new();
    for line in requests.lines() {
        let mut fields = line.splitn(3, '\t');
        let mut next = || fields.next().unwrap();
        let (service, path, body) = (next(), next(), next());
        statuses += &format!("{}\n", answer(service, path, body).await);
    }
    print!("{statuses}");
}
"#;

/// The answers to all cases of all groups, in order.
pub(crate) fn run(groups: &[Group]) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("suite");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("src")).unwrap();
    let (mut services, mut modules, mut requests) = (String::new(), String::new(), String::new());
    // One document for each file of the suite, but for schemas that are known by names of their own.
    let together = |a: &Group, b: &Group| {
        a.file == b.file && a.dialect == b.dialect && !a.has_identity() && !b.has_identity()
    };
    for (number, groups) in groups.chunk_by(together).enumerate() {
        let name = format!("suite_{number}");
        write_dialect(&folder, &name, groups[0].dialect, groups);
        writeln!(
            modules,
            "#[allow(dead_code)]\nmod {name};\npub struct Stub{number};\nimpl {name}::Suite for Stub{number} {{}}"
        )
        .unwrap();
        writeln!(
            services,
            "\"{name}\" => {name}::SuiteServer::new(Stub{number}).oneshot(request).await,"
        )
        .unwrap();
        for (index, group) in groups.iter().enumerate() {
            for case in &group.cases {
                writeln!(requests, "{name}\t/g{index}\t{}", case.value).unwrap();
            }
        }
    }
    let main = format!("{}\n{modules}", MAIN.replace("SERVICES", &services));
    fs::write(folder.join("src/main.rs"), main).unwrap();
    fs::write(folder.join("requests"), requests).unwrap();
    fs::write(folder.join("Cargo.toml"), manifest(&root)).unwrap();
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--", "requests"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", folder.with_file_name("suite-target"))
        .stderr(std::process::Stdio::inherit())
        .output()
        .unwrap();
    assert!(output.status.success(), "the program of the suite failed");
    let output = String::from_utf8(output.stdout).unwrap();
    output.lines().map(str::to_owned).collect()
}

fn write_dialect(folder: &Path, name: &str, dialect: Dialect, groups: &[Group]) {
    let groups: Vec<&Group> = groups.iter().collect();
    let generated = generate(&document(dialect, &groups), &dialect.options());
    let generated = generated.unwrap_or_else(|report| panic!("{name}: {report}"));
    write_module(
        &folder.join(format!("src/{name}.rs")),
        &generated.code,
        &generated,
    );
}

fn manifest(root: &Path) -> String {
    format!(
        "[workspace]\n[package]\nname = \"suite\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         [dependencies]\nanteroom = {{ path = {:?} }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n\
         tower = {{ version = \"0.5\", default-features = false, features = [\"util\"] }}\n",
        root.join("runtime").to_str().unwrap()
    )
}
