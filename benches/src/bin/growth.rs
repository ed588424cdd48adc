//! How the work of the generator grows with its document: a document beside so many copies of itself in one.
//!
//!     cargo run --release --manifest-path benches/Cargo.toml --bin growth -- DOCUMENT.json

use std::error::Error;
use std::time::Instant;

use anteroom_codegen::{Code, Options, SourceMap, generate};
use serde_json::{Map, Value};

const COPIES: [usize; 4] = [1, 2, 4, 8];
const ROUNDS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("give the path of a JSON document")?;
    let document: Value = serde_json::from_str(&std::fs::read_to_string(&path)?)?;
    let options = Options::default().allow(Code::UnsupportedPattern, "#");
    println!(
        "{:>6} {:>8} {:>10} {:>9} {:>8} {:>12}",
        "copies", "MB", "operations", "lines", "s", "of one copy"
    );
    let mut first = None;
    for copies in COPIES {
        let text = serde_json::to_string_pretty(&multiply(&document, copies))?;
        let mut sources = SourceMap::new();
        sources.add("document.json", text.as_str());
        let mut best = f64::INFINITY;
        let mut size = (0, 0);
        for _ in 0..ROUNDS {
            let start = Instant::now();
            let generated = generate(&sources, &options)?;
            best = best.min(start.elapsed().as_secs_f64());
            let modules = generated.modules.iter().map(|module| &module.code);
            let lines = modules
                .chain([&generated.code])
                .map(|code| code.lines().count())
                .sum();
            size = (generated.operation_count(), lines);
        }
        let one = *first.get_or_insert(best);
        println!(
            "{copies:>6} {:>8.1} {:>10} {:>9} {best:>8.2} {:>12.2}",
            text.len() as f64 / 1e6,
            size.0,
            size.1,
            best / one / copies as f64
        );
    }
    Ok(())
}

/// The document with its paths and components so many times, each copy under names of its own.
fn multiply(document: &Value, copies: usize) -> Value {
    let mut whole = document.clone();
    for copy in 1..copies {
        let part = rename(document, &format!("Copy{copy}"));
        if let (Some(paths), Some(more)) =
            (whole["paths"].as_object_mut(), part["paths"].as_object())
        {
            let more = more
                .iter()
                .map(|(path, item)| (format!("/copy{copy}{path}"), item.clone()));
            paths.extend(more);
        }
        let components = part["components"].as_object().into_iter().flatten();
        for (kind, parts) in components.filter(|(kind, _)| *kind != "securitySchemes") {
            let all = &mut whole["components"][kind];
            if let (Some(all), Some(parts)) = (all.as_object_mut(), parts.as_object()) {
                let parts = parts
                    .iter()
                    .map(|(name, part)| (format!("Copy{copy}{name}"), part.clone()));
                all.extend(parts.collect::<Map<String, Value>>());
            }
        }
    }
    whole
}

/// A copy whose references and operations are those of the copy.
fn rename(value: &Value, prefix: &str) -> Value {
    match value {
        Value::Object(members) => {
            let member = |(name, value): (&String, &Value)| {
                let value = match (name.as_str(), value) {
                    ("operationId", Value::String(id)) => Value::from(format!("{prefix}{id}")),
                    (_, Value::String(text)) => Value::from(reference(text, prefix)),
                    _ => rename(value, prefix),
                };
                (name.clone(), value)
            };
            members
                .iter()
                .map(member)
                .collect::<Map<String, Value>>()
                .into()
        }
        Value::Array(items) => items.iter().map(|item| rename(item, prefix)).collect(),
        other => other.clone(),
    }
}

/// `#/components/schemas/Room` as the copy has it.
fn reference(text: &str, prefix: &str) -> String {
    let place = text
        .strip_prefix("#/components/")
        .and_then(|rest| rest.split_once('/'));
    match place {
        Some((kind, name)) => format!("#/components/{kind}/{prefix}{name}"),
        None => text.to_owned(),
    }
}
