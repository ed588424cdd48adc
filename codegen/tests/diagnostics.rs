//! Each folder under `tests/diagnostics` is a document with a mistake and the report on it. The
//! folder's name begins with the code, in small letters, that it is about and that alone it yields.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::HashSet;
use std::path::Path;

use anteroom_codegen::{Code, Options, Report, Select, Severity, SourceMap, generate};
use support::{expect, folders, sources};

fn report(folder: &Path) -> Report {
    let sources = sources(folder, "spec.yaml", |text| text);
    match generate(&sources, &Options::default()) {
        Ok(generated) => generated.report,
        Err(report) => report,
    }
}

#[test]
fn says_what_is_expected() {
    let mut stale = Vec::new();
    for folder in folders("diagnostics") {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let report = report(&folder);
        if let Some(code) = name
            .strip_prefix("ar")
            .and_then(|rest| rest.split('-').next())
        {
            let code = format!("AR{code}");
            let found: Vec<String> = report
                .iter()
                .map(|entry| entry.code().to_string())
                .collect();
            assert!(!found.is_empty(), "{name}: nothing was found");
            assert!(
                found.iter().all(|other| *other == code),
                "{name}: {found:?}\n{report}"
            );
        }
        stale.extend(expect(&folder.join("report.txt"), &format!("{report}\n")));
    }
    assert!(stale.is_empty(), "\n{}", stale.join("\n"));
}

#[test]
fn eight_mistakes_are_eight_findings() {
    let folder = folders("diagnostics")
        .into_iter()
        .find(|path| path.ends_with("eight-mistakes"));
    let report = report(&folder.unwrap());
    let errors = report
        .iter()
        .filter(|entry| entry.severity() == Severity::Error);
    assert_eq!((errors.count(), report.iter().count()), (8, 8), "{report}");
    let lines: Vec<usize> = report.iter().map(|entry| entry.line()).collect();
    assert!(lines.is_sorted(), "{lines:?}");
}

#[test]
fn very_many_findings_are_counted() {
    let mut text =
        "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n"
            .to_owned();
    for number in 0..300 {
        text += &format!(
            "    A{number}: {{type: strng}}\n    B{number}: {{type: string, format: none{number}}}\n"
        );
    }
    let mut sources = SourceMap::new();
    sources.add("spec.yaml", text);
    let report = generate(&sources, &Options::default()).unwrap_err();
    assert_eq!(report.iter().count(), 600);
    let shown = report.to_string();
    assert_eq!(shown.matches("error[").count(), 50);
    assert_eq!(shown.matches("warning[").count(), 0);
    let end = "... and 250 more errors, 300 more warnings\n\n300 errors, 300 warnings";
    assert!(shown.ends_with(end), "{shown}");
    // What Cargo shows of a build script that failed.
    assert_eq!(format!("Error: {report:?}"), format!("Error: \n{shown}"));
}

/// Codes that no document can bring about by itself.
const OF_FILES: [Code; 4] = [
    Code::Unreadable,
    Code::Unwritable,
    Code::IdleOption,
    Code::BadDerive,
];

#[test]
fn every_code_has_a_document() {
    let named: HashSet<String> = folders("diagnostics")
        .iter()
        .filter_map(|folder| {
            Some(
                folder
                    .file_name()?
                    .to_str()?
                    .split('-')
                    .next()?
                    .to_uppercase(),
            )
        })
        .collect();
    let missing: Vec<String> = Code::ALL
        .iter()
        .filter(|code| !OF_FILES.contains(code) && !named.contains(code.number()))
        .map(|code| format!("{code} {}", code.title()))
        .collect();
    assert!(
        missing.is_empty(),
        "no document for:\n{}",
        missing.join("\n")
    );
}

fn messages(text: &str, options: Options) -> Vec<String> {
    let mut sources = SourceMap::new();
    sources.add("spec.yaml", text);
    let report = match generate(&sources, &options) {
        Ok(generated) => generated.report,
        Err(report) => report,
    };
    let entries = report.iter();
    entries
        .map(|entry| {
            let help: Vec<&str> = entry.help().collect();
            format!(
                "{} {} / {}",
                entry.code(),
                entry.message(),
                help.join(" / ")
            )
        })
        .collect()
}

const ROOMS: &str = "\
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /rooms:
    get: {operationId: listRooms, tags: [rooms], responses: {'200': {$ref: '#/components/responses/R'}}}
    post: {responses: {'204': {description: Done.}}}
components:
  responses:
    R: {description: R., content: {application/json: {schema: {$ref: '#/components/schemas/Room'}}}}
  schemas:
    Room: {type: object, properties: {size: {type: number}, name: {type: string}}}
";

/// Whoever selects operations is told of those that are not there, and what was meant.
#[test]
fn selections_of_nothing_are_told() {
    let options = Options::default()
        .include(Select::tag("room"))
        .include(Select::operation("POST /rooms"))
        .exclude(Select::operation("listrooms"))
        .exclude(Select::path("/roms"));
    let idle = "AR0003";
    assert_eq!(
        messages(ROOMS, options),
        [
            format!("{idle} no operation has the tag `room` / did you mean `rooms`?"),
            format!("{idle} there is no operation `listrooms` / did you mean `listRooms`?"),
            format!("{idle} there is no operation at `/roms` or below / did you mean `/rooms`?"),
        ]
    );
}

#[test]
fn extensions_that_are_not_there_are_told() {
    let found = messages(ROOMS, Options::default().extension("x-policy"));
    let expected = "AR0003 no operation that is generated has `x-policy`";
    assert!(
        found.len() == 1 && found[0].starts_with(expected),
        "{found:?}"
    );
}

/// What a type cannot have is an error where it is asked for, and left out where all are meant.
#[test]
fn derives_that_cannot_be_are_told() {
    let room = |path: &str| messages(ROOMS, Options::default().schema_derive("Room", path));
    for path in ["Eq", "Hash", "Ord", "Copy"] {
        let expected = format!("AR0701 no type for this schema can have `{path}` / ");
        let found = room(path);
        assert!(
            found.len() == 1 && found[0].starts_with(&expected),
            "{found:?}"
        );
    }
    assert_eq!(room("PartialOrd").len(), 0);
    assert!(room("Clone")[0].starts_with("AR0003 "));
    assert!(room("no path")[0].starts_with("AR0509 `no path` is not the path of a macro"));
    assert!(messages(ROOMS, Options::default().derive("Copy")).is_empty());
    let elsewhere = Options::default().schema_derive("Rooms", "Hash");
    let expected = "AR0003 there is no struct or enum of `#/components/schemas/Rooms` that does not have `Hash` anyway";
    assert!(messages(ROOMS, elsewhere)[0].starts_with(expected));
}

#[test]
fn renames_that_cannot_be_are_told() {
    let found = messages(ROOMS, Options::default().rename("Rom", "Chamber"));
    let expected = "AR0003 nothing that is generated stands at `#/components/schemas/Rom`, so nothing is called `Chamber`";
    assert!(
        found.len() == 1 && found[0].starts_with(expected),
        "{found:?}"
    );
    let named = |name: &str| messages(ROOMS, Options::default().rename("Room", name));
    assert_eq!(named("Chamber").len(), 0);
    // What is called after an operation moves aside.
    assert_eq!(named("ListRoomsRequest").len(), 0);
    assert!(named("self")[0].starts_with("AR0702 `self` is a keyword of Rust"));
    assert!(named("a b")[0].starts_with("AR0702 `a b` is no identifier of Rust / `AB` would be"));
}

/// A pointer without a file is one into the main document; `#` is everything.
#[test]
fn what_is_allowed_is_so_in_its_file() {
    let mut sources = SourceMap::new();
    let text = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\n\
        components: {schemas: {Name: {type: string, pattern: '(?!a)'}, Other: {$ref: 'other.yaml#/Name'}}}\n";
    sources.add("spec.yaml", text);
    sources.add("other.yaml", "Name: {type: string, pattern: '(?!b)'}\n");
    let left = |pointers: &[&str]| -> Vec<String> {
        let allow =
            |options: Options, pointer: &&str| options.allow(Code::UnsupportedPattern, pointer);
        match generate(&sources, &pointers.iter().fold(Options::default(), allow)) {
            Ok(_) => Vec::new(),
            Err(report) => report.iter().map(|entry| entry.file().to_owned()).collect(),
        }
    };
    let both = ["spec.yaml", "other.yaml"];
    assert_eq!(left(&[]), both);
    assert_eq!(left(&["#/components"]), ["other.yaml"]);
    assert_eq!(left(&["other.yaml#/Name"]), ["spec.yaml"]);
    assert_eq!(left(&["other.yaml#"]), ["spec.yaml"]);
    // Both, and that the option has no effect.
    assert_eq!(left(&["other.yaml#/Nam"]).len(), 3);
    assert!(left(&["#"]).is_empty());
    assert!(left(&["#/components/schemas/Name", "other.yaml#/Name"]).is_empty());
}

/// Of two operations with one route the second is there, and no request reaches it.
#[test]
fn a_clash_of_routes_can_be_allowed() {
    let mut sources = SourceMap::new();
    let path = |name: &str| {
        format!(
            "  /rooms/{{{name}}}:\n    parameters: [{{name: {name}, in: path, required: true, schema: {{type: string}}}}]\n    \
             get: {{operationId: {name}, responses: {{'204': {{description: Done.}}}}}}\n"
        )
    };
    let head = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n";
    sources.add("spec.yaml", format!("{head}{}{}", path("id"), path("name")));
    let report = generate(&sources, &Options::default()).unwrap_err();
    assert_eq!(report.iter().count(), 1, "{report}");
    let options = Options::default().allow(Code::RouteClash, "#/paths");
    let generated = generate(&sources, &options).unwrap();
    assert_eq!(generated.outline().operations.len(), 2);
    assert_eq!(
        generated.ir().matches("unrouted").count(),
        1,
        "{}",
        generated.ir()
    );
    assert!(generated.report.is_clean(), "{}", generated.report);
}

/// What is allowed must be there, and must be what can be.
#[test]
fn options_without_effect_are_told() {
    let mut sources = SourceMap::new();
    let text = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\n\
        components: {schemas: {Name: {type: string, pattern: '(?!a)'}}}\n";
    sources.add("spec.yaml", text);
    let report = |options: Options| match generate(&sources, &options) {
        Ok(generated) => generated.report,
        Err(report) => report,
    };
    let name = "#/components/schemas/Name";
    let allowed = Options::default().allow(Code::UnsupportedPattern, name);
    assert!(report(allowed.clone()).is_clean());
    let messages: Vec<String> = report(
        allowed
            .allow(Code::UnsupportedPattern, "#/components/schemas/Nam")
            .allow(Code::BadPattern, "#"),
    )
    .iter()
    .map(|entry| format!("{} {}", entry.code(), entry.message()))
    .collect();
    assert_eq!(
        messages,
        [
            "AR0003 AR0501 cannot be allowed: only what is not generated can be",
            "AR0003 AR0909 is allowed at `#/components/schemas/Nam`, but nothing there has to be",
        ]
    );
}
