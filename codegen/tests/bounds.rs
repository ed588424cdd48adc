//! Texts that are short and stand for much: each is a finding or a sane result, within bounds of time
//! and memory.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write;

use anteroom_codegen::{Code, Options, Report, SourceMap, generate};

/// The length of what is generated, or what is wrong.
fn outcome(schemas: &str) -> Result<usize, Report> {
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: Bounds, version: '1'}}\npaths: {{}}\n\
         components:\n  schemas:\n{schemas}"
    );
    let mut sources = SourceMap::new();
    sources.add("spec.yaml", text);
    generate(&sources, &Options::default()).map(|generated| generated.code.len())
}

#[track_caller]
fn refused(schemas: &str, code: Code) {
    let report = outcome(schemas).unwrap_err();
    let codes: Vec<Code> = report.iter().map(|entry| entry.code()).collect();
    assert!(codes.contains(&code), "{codes:?}");
    assert!(report.to_string().len() < 100_000);
}

/// Named schemas, each made from the index of the next one.
fn chain(length: usize, schema: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for index in 0..length {
        writeln!(text, "    S{index}: {}", schema(index + 1)).unwrap();
    }
    writeln!(text, "    S{length}: {{type: string}}").unwrap();
    text
}

fn to(index: usize) -> String {
    format!("{{$ref: '#/components/schemas/S{index}'}}")
}

#[test]
fn choices_multiply_up_to_a_bound() {
    // Sixty choices of two that one value makes together are 2^60 combinations.
    let choice = |index: usize| {
        let property = format!("p{index}: {{type: integer}}");
        format!("{{anyOf: [{{properties: {{{property}}}}}, {{required: [p{index}]}}]}}")
    };
    let all: Vec<String> = (0..60).map(choice).collect();
    let schema = format!("    All: {{type: object, allOf: [{}]}}\n", all.join(", "));
    refused(&schema, Code::UnfoldsTooFar);
}

#[test]
fn schemas_build_on_each_other_up_to_a_bound() {
    let schema = |next: usize| {
        format!(
            "{{allOf: [{}], properties: {{p{next}: {{type: string}}}}}}",
            to(next)
        )
    };
    let mut text = chain(1_000, schema);
    text = text.replace("S1000: {type: string}", "S1000: {type: object}");
    refused(&text, Code::UnfoldsTooFar);
}

#[test]
fn references_may_be_many() {
    outcome(&chain(200, to)).unwrap();
    let array = |next| format!("{{type: array, items: {}}}", to(next));
    outcome(&chain(2_000, array)).unwrap();
    let property = |next| format!("{{type: object, properties: {{p: {}}}}}", to(next));
    outcome(&chain(2_000, property)).unwrap();
}

#[test]
fn pointers_that_go_through_themselves_lead_nowhere() {
    let itself = "    S: {$ref: '#/components/schemas/S/properties/p'}\n";
    refused(itself, Code::DanglingReference);
    // Each on the way of each other.
    let below =
        |next: usize| format!("{{$ref: '#/components/schemas/S{next}/properties/p/items'}}");
    let circle = chain(50, below).replace("S50: {type: string}", &format!("S50: {}", below(0)));
    refused(&circle, Code::DanglingReference);
}

#[test]
fn a_schema_may_have_many_parts() {
    let parts = |count: usize| {
        (0..count).map(|index| format!("{{$ref: '#/components/schemas/P{}'}}", index % 500))
    };
    let mut text = String::new();
    for index in 0..500 {
        writeln!(text, "    P{index}: {{type: object, required: [p{index}], properties: {{p{index}: {{enum: [a, b]}}}}}}").unwrap();
    }
    for keyword in ["allOf", "oneOf", "anyOf"] {
        let parts: Vec<String> = parts(5_000).collect();
        writeln!(text, "    {keyword}: {{{keyword}: [{}]}}", parts.join(", ")).unwrap();
    }
    let _ = outcome(&text);
}

#[test]
fn unions_within_unions_cost_no_power_of_their_depth() {
    let schema = |next: usize| {
        let parts: Vec<String> = (0..10).map(|_| to(next)).collect();
        let choice = parts.join(", ");
        format!("{{type: object, oneOf: [{choice}], discriminator: {{propertyName: kind}}}}")
    };
    let mut text = chain(12, schema);
    let last = "S12: {type: object, required: [kind], properties: {kind: {enum: [a, b]}}}";
    text = text.replace("S12: {type: string}", last);
    let _ = outcome(&text);
}

#[test]
fn choices_within_choices_are_not_looked_at_without_end() {
    let kind = "required: [kind], properties: {kind: {type: string}}";
    let end = "S500: {type: object, required: [kind], properties: {kind: {enum: [a, b]}}}";
    for choice in ["oneOf", "anyOf"] {
        let other = format!("{{type: object, {kind}}}");
        for others in [String::new(), format!(", {other}")] {
            let schema = |next| format!("{{type: object, {choice}: [{}{others}]}}", to(next));
            let text = chain(500, schema).replace("S500: {type: string}", end);
            let _ = outcome(&text);
            let tagged = "{discriminator: {propertyName: kind}, type: object";
            let _ = outcome(&text.replace("{type: object", tagged));
        }
    }
}

#[test]
fn many_names_alike_are_told_apart() {
    let mut text = String::new();
    for index in 0..4_000 {
        writeln!(
            text,
            "    a{}b: {{type: object}}",
            "_".repeat(index % 50) + &"-".repeat(index / 50)
        )
        .unwrap();
    }
    outcome(&text).unwrap();
}

#[test]
fn aliases_and_depth_are_findings() {
    let mut text =
        "    A0: &a0 {type: object, properties: {a: {type: string}, b: {type: string}}}\n"
            .to_owned();
    for index in 1..30 {
        let before = index - 1;
        writeln!(
            text,
            "    A{index}: &a{index} {{type: object, properties: {{a: *a{before}, b: *a{before}}}}}"
        )
        .unwrap();
    }
    refused(&text, Code::TooLarge);
    let deep = format!(
        "    A: {}{{}}{}\n",
        "{items: ".repeat(5_000),
        "}".repeat(5_000)
    );
    refused(&deep, Code::TooDeep);
}
