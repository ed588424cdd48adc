//! The files of the suite, and a document for each of their schemas.

use std::fs;
use std::path::{Path, PathBuf};

use anteroom::json::{self, Value};
use anteroom_codegen::{Options, Serde, SourceMap, generate};

/// A part of the suite and what stands for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// The required tests of 2020-12, in documents of 3.1.
    Required,
    /// Formats and patterns of 2020-12, asserted.
    Asserted,
    /// Draft 4, on which documents of 3.0 are built.
    Draft4,
    /// Formats and patterns of draft 4, asserted.
    Draft4Asserted,
}

impl Dialect {
    pub(crate) const ALL: [Self; 4] = [
        Self::Required,
        Self::Asserted,
        Self::Draft4,
        Self::Draft4Asserted,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Required => "draft2020-12",
            Self::Asserted => "draft2020-12/optional",
            Self::Draft4 => "draft4",
            Self::Draft4Asserted => "draft4/optional",
        }
    }

    fn version(self) -> &'static str {
        match self {
            Self::Required | Self::Asserted => "3.1.0",
            Self::Draft4 | Self::Draft4Asserted => "3.0.3",
        }
    }

    fn files(self, suite: &Path) -> Vec<PathBuf> {
        let folder = suite.join("tests");
        match self {
            Self::Required => in_folder(&folder.join("draft2020-12")),
            Self::Draft4 => in_folder(&folder.join("draft4")),
            Self::Asserted | Self::Draft4Asserted => {
                let optional = folder.join(self.name());
                let mut files = in_folder(&optional.join("format"));
                files.push(optional.join("ecmascript-regex.json"));
                files.push(optional.join("non-bmp-regex.json"));
                files
            }
        }
    }

    pub(crate) fn options(self) -> Options {
        Options::default()
            .serde(Serde::None)
            .default_stubs(true)
            .implied_types(false)
            .assert_formats(matches!(self, Self::Asserted | Self::Draft4Asserted))
    }
}

/// A schema with its values.
pub(crate) struct Group {
    pub(crate) dialect: Dialect,
    pub(crate) file: String,
    pub(crate) name: String,
    pub(crate) schema: String,
    pub(crate) cases: Vec<Case>,
    /// Why no code is generated for it.
    pub(crate) problem: Option<String>,
}

impl Group {
    /// Whether references lead to it, or into it, by another way than its place.
    pub(crate) fn has_identity(&self) -> bool {
        ["\"$id\"", "\"id\"", "Anchor\"", "\"$anchor\""]
            .iter()
            .any(|key| self.schema.contains(key))
    }
}

pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) valid: bool,
}

/// All groups; `None` if the suite is not there.
pub(crate) fn read() -> Option<Vec<Group>> {
    let suite = std::env::var_os("ANTEROOM_SUITE")?;
    let mut groups = Vec::new();
    for dialect in Dialect::ALL {
        for file in dialect.files(Path::new(&suite)) {
            groups.extend(read_file(dialect, &file));
        }
    }
    Some(groups)
}

fn in_folder(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    files.sort();
    files
}

fn read_file(dialect: Dialect, file: &Path) -> Vec<Group> {
    let groups: Value = json::from_slice(&fs::read(file).unwrap()).unwrap();
    let groups = groups.as_array().unwrap().iter();
    let text = |value: &Value, key: &str| value.get(key).unwrap().as_str().unwrap().to_owned();
    groups
        .map(|group| {
            let cases = group.get("tests").unwrap().as_array().unwrap().iter();
            let schema = json::to_string(group.get("schema").unwrap());
            let mut group = Group {
                dialect,
                file: file.file_name().unwrap().to_str().unwrap().to_owned(),
                name: text(group, "description"),
                schema,
                cases: cases
                    .map(|case| Case {
                        name: text(case, "description"),
                        value: json::to_string(case.get("data").unwrap()),
                        valid: case.get("valid").unwrap().as_bool().unwrap(),
                    })
                    .collect(),
                problem: None,
            };
            let sources = document(dialect, &[&group]);
            group.problem = generate(&sources, &dialect.options()).err().map(|report| {
                let first = report.iter().next().map(|entry| entry.message().to_owned());
                first.unwrap_or_else(|| report.to_string())
            });
            group
        })
        .collect()
}

/// A document with an operation for each group. A schema is a file of its own, to which `#` in it refers.
pub(crate) fn document(dialect: Dialect, groups: &[&Group]) -> SourceMap {
    let paths: Vec<String> = (0..groups.len())
        .map(|index| {
            format!(
                r#""/g{index}": {{"post": {{"operationId": "g{index}", "requestBody": {{"required": true,
                "content": {{"application/json": {{"schema": {{"$ref": "g{index}.json"}}}}}}}},
                "responses": {{"204": {{"description": "Never."}}}}}}}}"#
            )
        })
        .collect();
    let mut sources = SourceMap::new();
    sources.add(
        "suite.json",
        format!(
            r#"{{"openapi": "{}", "info": {{"title": "Suite", "version": "1"}}, "paths": {{{}}}}}"#,
            dialect.version(),
            paths.join(",\n")
        ),
    );
    for (index, group) in groups.iter().enumerate() {
        sources.add(format!("g{index}.json"), group.schema.clone());
    }
    sources
}
