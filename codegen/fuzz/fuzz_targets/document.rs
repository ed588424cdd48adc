//! Documents that are nearly sound, with odd parts.

#![no_main]

mod odd;

use anteroom_codegen::{Code, Options, SourceMap, generate};
use libfuzzer_sys::fuzz_target;
use odd::Document;

fuzz_target!(|document: Document| {
    let text = document.json().to_string();
    if std::env::var_os("SHOW").is_some() {
        println!("{text}");
    }
    let mut sources = SourceMap::new();
    sources.add("spec.json", text);
    let options = Options::default()
        .all_schemas(true)
        .allow(Code::UnsupportedPattern, "#")
        .allow(Code::RouteClash, "#");
    match generate(&sources, &options) {
        // Reading of it what is described is as good as compiling it can be here.
        Ok(generated) => assert!(generated.code.contains("require_version")),
        Err(report) => drop(report.to_string()),
    }
});
