//! What a `build.rs` calls: reading the document, writing the code, telling Cargo.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Report, quote};
use crate::generate::{Generated, generate};
use crate::options::{Options, Serde};
use crate::select::Select;
use crate::source::{Place, SourceMap, Span};

mod stamp;

use stamp::{Files, Stamp};

/// How many warnings a build shows: Cargo repeats them with every build.
const WARNINGS: usize = 50;

/// Generates code from a document with default options, into `OUT_DIR`.
///
/// The file is named after the document: `conference-rooms.yaml` becomes `conference-rooms.rs`,
/// which `anteroom::include_api!("conference-rooms")` takes in. It is rewritten only if it changed, and where neither the
/// files that were read nor the options did since the last build (`conference-rooms.stamp`), nothing is generated at all.
/// The code of a large document is several files, in a folder of that name beside it.
///
/// # Errors
///
/// Everything that is wrong with the document; also a document that cannot be read and a file that
/// cannot be written. Cargo shows the error of a build script by its `Debug` form, which is the
/// listing that a person reads.
///
/// ```no_run
/// // build.rs
/// fn main() -> Result<(), anteroom_codegen::Report> {
///     anteroom_codegen::compile("../spec/conference-rooms.yaml")
/// }
/// ```
pub fn compile(document: impl AsRef<Path>) -> Result<(), Report> {
    configure().compile(document)
}

/// Starts a configuration.
///
/// ```no_run
/// // build.rs
/// fn main() -> Result<(), anteroom_codegen::Report> {
///     anteroom_codegen::configure().service_name("Rooms").compile("api.yaml")
/// }
/// ```
pub fn configure() -> Builder {
    Builder {
        options: Options::default(),
        name: None,
        out_dir: None,
        overlays: Vec::new(),
    }
}

/// The configuration of a build script; [`configure`] makes one.
#[derive(Clone, Debug)]
#[must_use]
pub struct Builder {
    options: Options,
    name: Option<String>,
    out_dir: Option<PathBuf>,
    overlays: Vec<PathBuf>,
}

impl Builder {
    /// The name of the server trait, in place of `info.title`.
    pub fn service_name(mut self, name: impl Into<String>) -> Self {
        self.options = self.options.service_name(name);
        self
    }

    /// Which models implement serde's `Serialize` and `Deserialize`; see [`Options::serde`].
    pub fn serde(mut self, serde: Serde) -> Self {
        self.options = self.options.serde(serde);
        self
    }

    /// Whether schemas get a type even if no operation needs them; see [`Options::all_schemas`].
    pub fn all_schemas(mut self, all: bool) -> Self {
        self.options = self.options.all_schemas(all);
        self
    }

    /// Generates only some operations and what they need; see [`Options::include`].
    ///
    /// ```no_run
    /// use anteroom_codegen::Select;
    ///
    /// // build.rs
    /// fn main() -> Result<(), anteroom_codegen::Report> {
    ///     anteroom_codegen::configure().include(Select::tag("rooms")).compile("api.yaml")
    /// }
    /// ```
    pub fn include(mut self, operations: Select) -> Self {
        self.options = self.options.include(operations);
        self
    }

    /// Generates no such operations; see [`Options::exclude`].
    pub fn exclude(mut self, operations: Select) -> Self {
        self.options = self.options.exclude(operations);
        self
    }

    /// A file that changes the document before it is read (OpenAPI Overlay 1.0), for mending what a
    /// vendor provides without editing it. Several are applied one after the other.
    ///
    /// ```no_run
    /// // build.rs
    /// fn main() -> Result<(), anteroom_codegen::Report> {
    ///     anteroom_codegen::configure().overlay("mend.yaml").compile("vendor.yaml")
    /// }
    /// ```
    pub fn overlay(mut self, file: impl Into<PathBuf>) -> Self {
        self.overlays.push(file.into());
        self
    }

    /// Accepts findings about what is not generated, in a part of the document; see
    /// [`Options::allow`].
    pub fn allow(mut self, code: Code, pointer: impl AsRef<str>) -> Self {
        self.options = self.options.allow(code, pointer);
        self
    }

    /// A type of the program's own for all schemas of a format; see [`Options::format_type`].
    pub fn format_type(mut self, format: impl Into<String>, path: impl Into<String>) -> Self {
        self.options = self.options.format_type(format, path);
        self
    }

    /// A type of the program's own for one schema; see [`Options::schema_type`].
    pub fn schema_type(mut self, schema: impl Into<String>, path: impl Into<String>) -> Self {
        self.options = self.options.schema_type(schema, path);
        self
    }

    /// Whether each tag has a trait of its own; see [`Options::trait_per_tag`].
    pub fn trait_per_tag(mut self, per_tag: bool) -> Self {
        self.options = self.options.trait_per_tag(per_tag);
        self
    }

    /// Whether methods that are not implemented answer 501; see [`Options::default_stubs`].
    pub fn default_stubs(mut self, stubs: bool) -> Self {
        self.options = self.options.default_stubs(stubs);
        self
    }

    /// Whether the keywords of a schema without `type` imply one; see [`Options::implied_types`].
    pub fn implied_types(mut self, implied: bool) -> Self {
        self.options = self.options.implied_types(implied);
        self
    }

    /// Whether a string must have the `format` that its schema names; see
    /// [`Options::assert_formats`].
    pub fn assert_formats(mut self, assert: bool) -> Self {
        self.options = self.options.assert_formats(assert);
        self
    }

    /// Calls something otherwise than the document does; see [`Options::rename`].
    pub fn rename(mut self, what: impl Into<String>, name: impl Into<String>) -> Self {
        self.options = self.options.rename(what, name);
        self
    }

    /// Keeps an `x-` member of operations however long it is; see [`Options::extension`].
    pub fn extension(mut self, name: impl Into<String>) -> Self {
        self.options = self.options.extension(name);
        self
    }

    /// Derives one more trait for all structs and enums; see [`Options::derive`].
    pub fn derive(mut self, path: impl Into<String>) -> Self {
        self.options = self.options.derive(path);
        self
    }

    /// Derives one more trait for the type of a schema; see [`Options::schema_derive`].
    pub fn schema_derive(mut self, schema: impl Into<String>, path: impl Into<String>) -> Self {
        self.options = self.options.schema_derive(schema, path);
        self
    }

    /// The name of the generated file without `.rs`, in place of the document's: for two documents
    /// of one name.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The folder to write into, in place of `OUT_DIR`.
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(folder.into());
        self
    }

    /// Reads `document` and writes the code, as [`compile`] does.
    ///
    /// # Errors
    ///
    /// As [`compile`].
    pub fn compile(self, document: impl AsRef<Path>) -> Result<(), Report> {
        let document = document.as_ref();
        let target = self.target(document)?;
        claim(&target, document)?;
        let made_by = format!("{:?}", (&self.options, document, &self.overlays));
        let stamp = Stamp::new(&target, made_by);
        if let Some(told) = stamp.as_ref().and_then(Stamp::told) {
            print!("{told}");
            return Ok(());
        }
        let files = Files::default();
        let mut sources = SourceMap::new();
        let text = tracked(document, &files)?;
        sources.add(document.display().to_string(), text);
        for overlay in &self.overlays {
            let text = tracked(overlay, &files)?;
            sources.add_overlay(overlay.display().to_string(), text);
        }
        let loaded = files.clone();
        let sources = sources.load_with(move |path| {
            println!("cargo::rerun-if-changed={path}");
            loaded.read(Path::new(path))
        });
        let generated = generate(&sources, &self.options)?;
        let read = files.all();
        let warnings = warnings(document, &generated.report);
        print!("{warnings}");
        for (path, text) in written(&target, &generated) {
            write_if_changed(&path, &text).map_err(|error| {
                let message = format!("cannot be written: {error}");
                failure(Code::Unwritable, &path, &message)
            })?;
            files.note(&path, &text);
        }
        if let Some(stamp) = stamp {
            let read = read.iter();
            let told = read.map(|(path, _)| format!("cargo::rerun-if-changed={path}\n"));
            stamp.write(&files.all(), &(told.collect::<String>() + &warnings));
        }
        Ok(())
    }

    fn target(&self, document: &Path) -> Result<PathBuf, Report> {
        let folder = match &self.out_dir {
            Some(folder) => folder.clone(),
            None => std::env::var_os("OUT_DIR")
                .map(PathBuf::from)
                .ok_or_else(|| {
                    failure(
                        Code::Unwritable,
                        document,
                        "OUT_DIR is not set: call this from a build script, or set `out_dir`",
                    )
                })?,
        };
        let stem = document
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned());
        let name = self
            .name
            .clone()
            .or(stem)
            .unwrap_or_else(|| "api".to_owned());
        Ok(folder.join(format!("{name}.rs")))
    }
}

/// Reads a document from its file, under the path as it is written here. The files that it refers to
/// are read when something is done with it.
///
/// # Errors
///
/// A file that cannot be read, or that is not UTF-8.
///
/// ```no_run
/// let sources = anteroom_codegen::read("spec/rooms.yaml")?;
/// println!("{}", anteroom_codegen::check(&sources));
/// # Ok::<(), anteroom_codegen::Report>(())
/// ```
pub fn read(document: impl AsRef<Path>) -> Result<SourceMap, Report> {
    let document = document.as_ref();
    let mut sources = SourceMap::new();
    sources.add(document.display().to_string(), text_of(document)?);
    Ok(sources.load_with(|path| fs::read_to_string(path)))
}

impl SourceMap {
    /// Reads a file that changes the document before it is read, as
    /// [`add_overlay`](Self::add_overlay) takes it.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, or that is not UTF-8.
    pub fn read_overlay(&mut self, overlay: impl AsRef<Path>) -> Result<(), Report> {
        let overlay = overlay.as_ref();
        self.add_overlay(overlay.display().to_string(), text_of(overlay)?);
        Ok(())
    }
}

fn text_of(path: &Path) -> Result<String, Report> {
    fs::read_to_string(path).map_err(|error| unreadable(path, &error))
}

/// The text of a file of which Cargo shall know.
fn tracked(path: &Path, files: &Files) -> Result<String, Report> {
    println!("cargo::rerun-if-changed={}", path.display());
    let text = files.read(path);
    text.map_err(|error| unreadable(path, &error))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Report {
    let message = format!("cannot be read: {error}");
    failure(Code::Unreadable, path, &message)
}

/// What Cargo shall show of a report.
fn warnings(document: &Path, report: &Report) -> String {
    let mut lines = String::new();
    for warning in report.warnings().take(WARNINGS) {
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "cargo::warning={}", warning.one_line());
    }
    let more = report.warnings().skip(WARNINGS).count();
    if more > 0 {
        let _ = writeln!(
            lines,
            "cargo::warning={}: and {more} more",
            document.display()
        );
    }
    lines
}

/// Notes what a file is written for. The second document of one name would take its place unseen.
fn claim(target: &Path, document: &Path) -> Result<(), Report> {
    static WRITTEN: Mutex<BTreeMap<PathBuf, PathBuf>> = Mutex::new(BTreeMap::new());
    // Whoever held it can only have failed between two whole states.
    let mut written = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
    let first = written
        .entry(target.to_owned())
        .or_insert_with(|| document.to_owned());
    if first == document {
        return Ok(());
    }
    let message = format!(
        "was written for {} already; tell the two apart with `.name(\"..\")`",
        quote(&first.display().to_string())
    );
    Err(failure(Code::Unwritable, target, &message))
}

/// A report of what has no place in a text.
fn failure(code: Code, path: &Path, message: &str) -> Report {
    let mut sources = SourceMap::new();
    let file = sources.add(path.display().to_string(), "");
    let mut diagnostics = Diagnostics::new();
    diagnostics
        .push(Diagnostic::new(code, Place::text(file, Span::default()), message).help(code.help()));
    diagnostics.into_report(&sources)
}

/// What is written for the sake of `target`. Of a large document everything is in a folder beside it,
/// for modules are found from the file that declares them.
fn written<'g>(target: &Path, generated: &'g Generated) -> Vec<(PathBuf, Cow<'g, str>)> {
    if generated.modules.is_empty() {
        return vec![(target.to_owned(), Cow::from(&generated.code))];
    }
    let folder = target.with_extension("");
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let header = generated.code.lines().next().unwrap_or_default();
    let root = format!("{header}\n\ninclude!({:?});\n", format!("{name}/mod.rs"));
    let modules = generated
        .modules
        .iter()
        .map(|module| (format!("{}.rs", module.name), &module.code));
    let modules = std::iter::once(("mod.rs".to_owned(), &generated.code)).chain(modules);
    modules
        .map(|(name, code)| (folder.join(name), Cow::from(code)))
        .chain([(target.to_owned(), Cow::from(root))])
        .collect()
}

/// A file that did not change keeps its time stamp, so that whatever watches it rests. Cargo itself
/// compiles a crate again whenever its build script ran.
fn write_if_changed(path: &Path, text: &str) -> std::io::Result<()> {
    if fs::read(path).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}
