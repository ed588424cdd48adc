//! Large documents: several files of code, and work that grows as the document does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::HashSet;
use std::fmt::Write;
use std::time::Instant;

use anteroom_codegen::{Generated, Options, SourceMap, generate};

/// A document with `count` resources: three operations and four types each.
fn document(count: usize) -> String {
    let (mut paths, mut schemas) = (String::new(), String::new());
    for number in 0..count {
        let letter = char::from(b'a' + u8::try_from(number % 26).unwrap());
        let name = format!("{letter}thing{number}");
        let tag = format!("tag {}", number % 10);
        let next = (number + 1) % count;
        let next = format!(
            "{}thing{next}",
            char::from(b'a' + u8::try_from(next % 26).unwrap())
        );
        let content = |name: &str| {
            format!("{{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}")
        };
        write!(
            paths,
            "  /{name}:
    get:
      operationId: list {name}
      tags: [{tag}]
      responses:
        '200': {{description: All., content: {{application/json: {{schema: {{type: array, items: {{$ref: '#/components/schemas/{name}'}}}}}}}}}}
    post:
      operationId: make {name}
      tags: [{tag}]
      requestBody: {{required: true, content: {one}}}
      responses:
        '201': {{description: Made., content: {{application/json: {{schema: {{type: object, properties: {{id: {{type: integer}}}}}}}}}}}}
  /{name}/{{id}}:
    get:
      operationId: find {name}
      tags: [{tag}]
      parameters:
        - {{name: id, in: path, required: true, schema: {{$ref: '#/components/schemas/{name}Id'}}}}
        - {{name: page, in: query, schema: {{$ref: '#/components/schemas/{name}Size', default: 3}}}}
      responses:
        '200': {{description: One., content: {one}}}
",
            one = content(&name)
        )
        .unwrap();
        write!(
            schemas,
            "    {name}Id: {{type: string, description: A text., format: uuid}}
    {name}Size: {{type: integer, format: int32, minimum: 1, maximum: 9}}
    {name}Names: {{type: array, minItems: 1, items: {{type: string, maxLength: 9}}}}
    {name}:
      type: object
      required: [id, names]
      properties:
        id: {{$ref: '#/components/schemas/{name}Id'}}
        names: {{$ref: '#/components/schemas/{name}Names'}}
        size: {{allOf: [{{$ref: '#/components/schemas/{name}Size'}}], default: 4}}
        mode: {{type: string, enum: [one, two]}}
        next: {{$ref: '#/components/schemas/{next}'}}
        odd: {{not: {{type: string}}}}
"
        )
        .unwrap();
    }
    format!(
        "openapi: 3.1.0
info: {{title: Things, version: '1'}}
paths:
{paths}components:
  schemas:
{schemas}"
    )
}

fn generated(count: usize) -> Generated {
    let mut sources = SourceMap::new();
    sources.add("things.yaml", document(count));
    generate(&sources, &Options::default()).unwrap_or_else(|report| panic!("{report}"))
}

fn lines(generated: &Generated) -> usize {
    let modules = generated.modules.iter().map(|module| &module.code);
    let files = modules.chain([&generated.code]);
    files.map(|code| code.lines().count()).sum()
}

#[test]
fn a_small_document_is_one_file() {
    let small = generated(5);
    assert!(small.modules.is_empty());
    assert!(small.code.contains("pub struct Athing0 "));
}

#[test]
fn a_large_document_is_several_files() {
    let large = generated(100);
    let names: Vec<&str> = large.modules.iter().map(|module| &*module.name).collect();
    let different: HashSet<&&str> = names.iter().collect();
    assert_eq!(different.len(), names.len());
    for name in ["service", "operations_tag_0", "models_a", "models_z"] {
        assert!(names.contains(&name), "{name} is not among {names:?}");
        assert!(large.code.contains(&format!("mod {name};\n")));
        assert!(large.code.contains(&format!("pub use self::{name}::*;\n")));
    }
    let of = |name: &str| {
        let module = large.modules.iter().find(|module| module.name == name);
        &*module.unwrap().code
    };
    assert!(of("service").contains("pub trait Things:"));
    assert!(of("operations_tag_0").contains("pub struct ListAthing0Request"));
    assert!(of("operations_tag_0").contains("pub struct MakeAthing0Created"));
    assert!(of("models_a").contains("pub struct Athing0 "));
    let again = generated(100);
    let same = large.modules.iter().zip(&again.modules);
    assert!(large.code == again.code && same.clone().all(|(one, other)| one.code == other.code));
}

/// `cargo test -p anteroom-codegen --release --test scale -- --nocapture` shows how long each takes.
#[test]
fn work_grows_as_the_document_does() {
    let mut before = None;
    for count in [50, 100, 200, 400] {
        let started = Instant::now();
        let lines = lines(&generated(count));
        println!(
            "{count:5} resources: {lines:7} lines, {:.2} s",
            started.elapsed().as_secs_f64()
        );
        if let Some(before) = before {
            assert!(
                lines < before * 21 / 10,
                "{lines} lines, and {before} for half of it"
            );
        }
        before = Some(lines);
    }
}
