//! Any text as a document, and what follows a line of dashes as a file that it refers to.

#![no_main]

use anteroom_codegen::{Code, Options, SourceMap, generate};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (main, other) = text.split_once("\n----\n").unwrap_or((text, ""));
    let mut sources = SourceMap::new();
    sources.add("spec.yaml", main);
    sources.add("other.yaml", other);
    let options = Options::default()
        .all_schemas(true)
        .allow(Code::UnsupportedPattern, "#");
    match generate(&sources, &options) {
        Ok(generated) => drop(generated),
        // What is complained of must also be shown.
        Err(report) => drop(report.to_string()),
    }
});
