//! The command line.

use std::path::{Path, PathBuf};

use anteroom_codegen::{Code, Options, Report, Select, Serde, SourceMap};
use lexopt::{Arg, Error, Parser, ValueExt};

pub(crate) const USAGE: &str = "\
Usage: anteroom check DOCUMENT.. [--format human|json|github] [OPTIONS]
       anteroom generate DOCUMENT --out FOLDER [--check] [OPTIONS]
       anteroom list DOCUMENT [OPTIONS]
       anteroom --help | --version";

pub(crate) const HELP: &str = "\
Turns OpenAPI documents into Rust servers.

Usage: anteroom check DOCUMENT.. [--format human|json|github] [OPTIONS]
       anteroom generate DOCUMENT --out FOLDER [--check] [OPTIONS]
       anteroom list DOCUMENT [OPTIONS]
       anteroom --help | --version

check     Says all that is wrong with the documents.
    --format FORMAT      human (the default), json, or github: annotations
                         in the log of a GitHub workflow. As JSON, an object:
                         the numbers `errors` and `warnings`, and the list
                         `findings`, each with severity, code, title,
                         message, help (a list), file, line, column, pointer

generate  Writes FOLDER/mod.rs, which `mod api;` takes in, and of a large document
          more files beside it. The code needs no dependency but `anteroom`.
    --out FOLDER         where to write; files that were generated there
                         before and are no more are removed
    --check              writes nothing, and fails if a file is not what
                         would be written

list      Shows the operations with the methods of the traits that they
          become, the types, what is handed on raw, and where any JSON is taken
          although the document says more.

Options. A SCHEMA is a name under components/schemas or a JSON pointer, such
as #/components/schemas/Room/properties/mode; OPERATIONS are tag=TAG,
operation=OPERATION_ID or path=PATH, which takes the paths below it too.
Options with a value can be given several times.
    --overlay FILE           changes the document first (OpenAPI Overlay 1.0)
    --include OPERATIONS     only these, and what they need
    --exclude OPERATIONS     all but these
    --service-name NAME      the name of the server trait, not the title's
    --trait-per-tag          a server trait for each tag
    --default-stubs          methods that are not implemented answer 501
    --serde MODELS           which have serde::Serialize and Deserialize: none,
                             named (the default: all but those of schemas that
                             are in place in an operation) or all
    --all-schemas            types also for schemas that no operation needs
    --no-implied-types       schemas without a type take all of them
    --no-formats             formats are not checked
    --format-type FORMAT=TYPE    a type of your own for a format
    --schema-type SCHEMA=TYPE    a type of your own for a schema
    --rename SCHEMA=NAME         calls it so; also a property, a value of
                                 an enum, an operation or a parameter
    --extension NAME             keeps an x- member of operations however long
    --derive TRAIT               derives it for all structs and enums
    --schema-derive SCHEMA=TRAIT derives it for one
    --allow CODE[=POINTER]   accepts what is not generated, at and below a
                             pointer such as #/components/schemas/Name, in
                             another file rooms.yaml#/Name

Ends with 0 if all is good, 1 if there are findings (a document has errors,
a file is stale or cannot be read or written), 2 if the command line is wrong.
";

pub(crate) enum Task {
    Help,
    Version,
    Check(Check),
    Generate(Generate),
    List(List),
}

pub(crate) struct Check {
    pub(crate) documents: Vec<PathBuf>,
    pub(crate) format: Format,
    pub(crate) settings: Settings,
}

#[derive(Clone, Copy)]
pub(crate) enum Format {
    Human,
    Json,
    GitHub,
}

pub(crate) struct Generate {
    pub(crate) document: PathBuf,
    pub(crate) folder: PathBuf,
    pub(crate) check: bool,
    pub(crate) settings: Settings,
}

pub(crate) struct List {
    pub(crate) document: PathBuf,
    pub(crate) settings: Settings,
}

/// What a document is read with.
#[derive(Default)]
pub(crate) struct Settings {
    pub(crate) overlays: Vec<PathBuf>,
    pub(crate) options: Options,
}

impl Settings {
    /// Reads a document with its overlays.
    pub(crate) fn read(&self, document: &Path) -> Result<SourceMap, Report> {
        let mut sources = anteroom_codegen::read(document)?;
        for overlay in &self.overlays {
            sources.read_overlay(overlay)?;
        }
        Ok(sources)
    }
}

/// What may stand after the name of a task.
#[derive(Default)]
struct Found {
    documents: Vec<PathBuf>,
    format: Option<Format>,
    folder: Option<PathBuf>,
    check: bool,
    settings: Settings,
}

/// Reads the command line.
pub(crate) fn read(mut line: Parser) -> Result<Task, Error> {
    let name = match line.next()? {
        None | Some(Arg::Short('h') | Arg::Long("help")) => return Ok(Task::Help),
        Some(Arg::Short('V') | Arg::Long("version")) => return Ok(Task::Version),
        Some(Arg::Value(name)) => name.string()?,
        Some(other) => return Err(other.unexpected()),
    };
    if !matches!(name.as_str(), "check" | "generate" | "list") {
        return Err(format!("there is no command `{name}`").into());
    }
    let Some(found) = rest(&name, &mut line)? else {
        return Ok(Task::Help);
    };
    let mut settings = found.settings;
    settings.options = settings.options.progress(crate::progress::step);
    if name == "check" {
        if found.documents.is_empty() {
            return Err("name a document".into());
        }
        return Ok(Task::Check(Check {
            documents: found.documents,
            format: found.format.unwrap_or(Format::Human),
            settings,
        }));
    }
    let mut documents = found.documents.into_iter();
    let document = documents.next().ok_or("name a document")?;
    if let Some(other) = documents.next() {
        return Err(format!("one document at a time; what is `{}`?", other.display()).into());
    }
    if name == "list" {
        return Ok(Task::List(List { document, settings }));
    }
    Ok(Task::Generate(Generate {
        document,
        folder: found.folder.ok_or("say where to write: --out FOLDER")?,
        check: found.check,
        settings,
    }))
}

/// The arguments of one task; `None` if help is wanted.
fn rest(task: &str, line: &mut Parser) -> Result<Option<Found>, Error> {
    let mut found = Found::default();
    while let Some(argument) = line.next()? {
        match (task, argument) {
            (_, Arg::Short('h') | Arg::Long("help")) => return Ok(None),
            (_, Arg::Value(document)) => found.documents.push(document.into()),
            ("check", Arg::Long("format")) => {
                found.format = Some(line.value()?.parse_with(format)?)
            }
            ("generate", Arg::Long("out")) => found.folder = Some(line.value()?.into()),
            ("generate", Arg::Long("check")) => found.check = true,
            (_, Arg::Long("overlay")) => found.settings.overlays.push(line.value()?.into()),
            (_, Arg::Long(name)) => {
                let name = name.to_owned();
                found.settings.options = option(&name, found.settings.options, line)?;
            }
            (_, other) => return Err(other.unexpected()),
        }
    }
    Ok(Some(found))
}

/// The options with one more of them.
fn option(name: &str, options: Options, line: &mut Parser) -> Result<Options, Error> {
    Ok(match name {
        "serde" => options.serde(line.value()?.parse_with(serde)?),
        "trait-per-tag" => options.trait_per_tag(true),
        "default-stubs" => options.default_stubs(true),
        "no-implied-types" => options.implied_types(false),
        "no-formats" => options.assert_formats(false),
        "all-schemas" => options.all_schemas(true),
        "service-name" => options.service_name(line.value()?.string()?),
        "extension" => options.extension(line.value()?.string()?),
        "derive" => options.derive(line.value()?.string()?),
        "include" => options.include(line.value()?.parse_with(operations)?),
        "exclude" => options.exclude(line.value()?.parse_with(operations)?),
        "allow" => {
            let (code, pointer) = line.value()?.parse_with(allowed)?;
            options.allow(code, pointer)
        }
        "format-type" => {
            let (format, path) = line.value()?.parse_with(pair)?;
            options.format_type(format, path)
        }
        "schema-type" => {
            let (schema, path) = line.value()?.parse_with(pair)?;
            options.schema_type(schema, path)
        }
        "rename" => {
            let (what, name) = line.value()?.parse_with(pair)?;
            options.rename(what, name)
        }
        "schema-derive" => {
            let (schema, path) = line.value()?.parse_with(pair)?;
            options.schema_derive(schema, path)
        }
        other => return Err(Arg::Long(other).unexpected()),
    })
}

/// What something is to be: a pointer may have the sign in it, what follows has not.
fn pair(text: &str) -> Result<(String, String), &'static str> {
    let (what, be) = text.rsplit_once('=').ok_or("say `..=..`")?;
    Ok((what.to_owned(), be.to_owned()))
}

fn operations(text: &str) -> Result<Select, &'static str> {
    match text.split_once('=') {
        Some(("tag", tag)) => Ok(Select::tag(tag)),
        Some(("operation", id)) => Ok(Select::operation(id)),
        Some(("path", path)) => Ok(Select::path(path)),
        _ => Err("operations are tag=.., operation=.. or path=.."),
    }
}

fn serde(text: &str) -> Result<Serde, &'static str> {
    match text {
        "none" => Ok(Serde::None),
        "named" => Ok(Serde::Named),
        "all" => Ok(Serde::All),
        _ => Err("serde is for none, named or all"),
    }
}

fn allowed(text: &str) -> Result<(Code, String), String> {
    let (number, pointer) = text.split_once('=').unwrap_or((text, "#"));
    let code = Code::ALL.iter().find(|code| code.number() == number);
    let code = code.ok_or_else(|| format!("there is no finding {number}"))?;
    Ok((*code, pointer.to_owned()))
}

fn format(name: &str) -> Result<Format, &'static str> {
    match name {
        "human" => Ok(Format::Human),
        "json" => Ok(Format::Json),
        "github" => Ok(Format::GitHub),
        _ => Err("the formats are human, json and github"),
    }
}
