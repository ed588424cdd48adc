//! Turns the document of the example into the module `api`, and writes operations with many paths.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    anteroom_codegen::compile("../spec/conference-rooms.yaml")?;
    anteroom_codegen::compile("shapes.yaml")?;
    let folder = env::var("OUT_DIR")?;
    fs::write(Path::new(&folder).join("operations.rs"), operations()?)?;
    let document = fs::read_to_string("../spec/conference-rooms.yaml")?;
    let document: serde_json::Value = serde_yaml::from_str(&document)?;
    let components = serde_json::to_string(&document["components"])?;
    fs::write(Path::new(&folder).join("components.json"), components)?;
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}

/// 1,100 operations, as the API of a forge has them: some beneath two parameters.
fn operations() -> Result<String, std::fmt::Error> {
    const SHAPES: [&str; 10] = [
        "/repos/{owner}/{repo}/@",
        "/repos/{owner}/{repo}/@/{number}",
        "/repos/{owner}/{repo}/@/{number}/events",
        "/orgs/{org}/@",
        "/orgs/{org}/@/{name}",
        "/@",
        "/@/{id}",
        "/@/{id}/labels",
        "/@/{id}/labels/{label}",
        "/user/@",
    ];
    let syllables = [
        "act", "bra", "com", "dep", "env", "for", "git", "hoo", "iss", "job", "key",
    ];
    let mut text = "&[\n".to_owned();
    for first in syllables {
        for second in &syllables[..10] {
            for (index, shape) in SHAPES.iter().enumerate() {
                let path = shape.replace('@', &format!("{first}{second}s"));
                let id = format!("{first}_{second}_{index}");
                writeln!(
                    text,
                    "    &anteroom::OperationMeta::new({id:?}, anteroom::Method::Get, {path:?}),"
                )?;
            }
        }
    }
    text += "]";
    Ok(text)
}
