//! The command line.

use std::path::PathBuf;

use anteroom_codegen::{Code, Options};
use lexopt::{Arg, Error, Parser, ValueExt};

pub(crate) const USAGE: &str = "\
Usage: anteroom check DOCUMENT.. [--format human|json|github]
       anteroom generate DOCUMENT --out FOLDER [--check] [OPTIONS]
       anteroom list DOCUMENT [OPTIONS]
       anteroom --help | --version";

pub(crate) const HELP: &str = "\
Turns OpenAPI documents into Rust servers.

Usage: anteroom check DOCUMENT.. [--format human|json|github]
       anteroom generate DOCUMENT --out FOLDER [--check] [OPTIONS]
       anteroom list DOCUMENT [OPTIONS]
       anteroom --help | --version

check     Says all that is wrong with the documents.
    --format FORMAT      human (the default), json, or github: annotations
                         in the log of a GitHub workflow

generate  Writes FOLDER/mod.rs, which `mod api;` takes in. The code needs no
          dependency but `anteroom`.
    --out FOLDER         where to write; files that were generated there
                         before and are no more are removed
    --check              writes nothing, and fails if a file is not what
                         would be written

list      Shows the operations, the types, what is handed on raw, and where
          any JSON is taken although the document says more.

Options of generate and list:
    --service-name NAME  the name of the server trait, in place of the title
    --no-serde           no serde::Serialize and Deserialize for models
    --all-schemas        types also for schemas that no operation needs
    --trait-per-tag      a server trait for each tag
    --default-stubs      methods that are not implemented answer 501
    --allow CODE[=POINTER]   accepts what is not generated, at and below a
                         pointer such as #/components/schemas/Name

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
    pub(crate) options: Options,
}

pub(crate) struct List {
    pub(crate) document: PathBuf,
    pub(crate) options: Options,
}

/// What may stand after the name of a task.
#[derive(Default)]
struct Found {
    documents: Vec<PathBuf>,
    format: Option<Format>,
    folder: Option<PathBuf>,
    check: bool,
    options: Options,
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
    if name == "check" {
        if found.documents.is_empty() {
            return Err("name a document".into());
        }
        return Ok(Task::Check(Check {
            documents: found.documents,
            format: found.format.unwrap_or(Format::Human),
        }));
    }
    let mut documents = found.documents.into_iter();
    let document = documents.next().ok_or("name a document")?;
    if let Some(other) = documents.next() {
        return Err(format!("one document at a time; what is `{}`?", other.display()).into());
    }
    let options = found.options.progress(crate::progress::step);
    if name == "list" {
        return Ok(Task::List(List { document, options }));
    }
    Ok(Task::Generate(Generate {
        document,
        folder: found.folder.ok_or("say where to write: --out FOLDER")?,
        check: found.check,
        options,
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
            ("generate" | "list", Arg::Long("service-name")) => {
                found.options = found.options.service_name(line.value()?.string()?);
            }
            ("generate" | "list", Arg::Long("no-serde")) => {
                found.options = found.options.serde(false);
            }
            ("generate" | "list", Arg::Long("all-schemas")) => {
                found.options = found.options.all_schemas(true);
            }
            ("generate" | "list", Arg::Long("trait-per-tag")) => {
                found.options = found.options.trait_per_tag(true);
            }
            ("generate" | "list", Arg::Long("default-stubs")) => {
                found.options = found.options.default_stubs(true);
            }
            ("generate" | "list", Arg::Long("allow")) => {
                let (code, pointer) = line.value()?.parse_with(allowed)?;
                found.options = found.options.allow(code, pointer);
            }
            (_, other) => return Err(other.unexpected()),
        }
    }
    Ok(Some(found))
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
