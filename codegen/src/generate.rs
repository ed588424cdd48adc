//! The pipeline: parse, resolve and check; lower; analyze; name; emit and render.

use std::sync::Arc;

use crate::analyze::{Derive, Facts};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Report, quote};
use crate::emit::EmitOptions;
use crate::front::front;
use crate::ir::{self, Api, Shape};
use crate::lower::LowerOptions;
use crate::name::Names;
use crate::options::Options;
use crate::outline::{Outline, outline};
use crate::source::{JsonPointer, Place, SourceMap};
use crate::{analyze, emit, lower, name, output};

/// The output of [`generate`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Generated {
    /// The Rust source: plain items, to be placed in a module. Of a large document these are the
    /// modules and what the root takes in of them.
    pub code: String,
    /// The modules that `code` declares, each a file beside it; none where `code` has everything.
    pub modules: Vec<Module>,
    /// Warnings; no errors.
    pub report: Report,
    understood: Arc<Understood>,
}

impl Generated {
    /// What the generator understood, one fact a line: for tests and for finding out why something
    /// is generated as it is. Its form is not stable.
    #[must_use]
    pub fn ir(&self) -> String {
        ir::dump(&self.understood.api)
    }

    /// The operations and types, and what is left open.
    #[must_use]
    pub fn outline(&self) -> Outline {
        outline(&self.understood)
    }

    /// How many operations there are, webhooks among them.
    #[must_use]
    pub fn operation_count(&self) -> usize {
        self.understood.api.operations.len()
    }

    /// How many named types there are for schemas.
    #[must_use]
    pub fn type_count(&self) -> usize {
        let Understood { api, names, .. } = &*self.understood;
        let ids = api.types.iter().map(|(id, _)| id);
        ids.filter(|id| names.of(*id).is_some()).count()
    }
}

/// A module of a large document.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Module {
    /// The name: the file is `<name>.rs`.
    pub name: String,
    /// The Rust source, a file of its own.
    pub code: String,
}

/// Generates Rust from the first file of `sources`, without any input or output of its own. The
/// files that it refers to must be there too; [`SourceMap::missing`] says which are not.
///
/// # Errors
///
/// Everything that is wrong with the document, in the order of its text.
///
/// ```
/// use anteroom_codegen::{Options, SourceMap, generate};
///
/// let mut sources = SourceMap::new();
/// sources.add("rooms.yaml", "\
/// openapi: 3.0.3
/// info: {title: Rooms, version: '1'}
/// paths: {}
/// components:
///   schemas:
///     Mode: {type: string, enum: [AUDIO, VIDEO]}
/// ");
/// let generated = generate(&sources, &Options::default())?;
/// assert!(generated.code.contains("pub enum Mode"));
/// # Ok::<(), anteroom_codegen::Report>(())
/// ```
pub fn generate(sources: &SourceMap, options: &Options) -> Result<Generated, Report> {
    let (understood, report) = understand(sources, options);
    let Some(understood) = understood else {
        return Err(report);
    };
    let Understood { api, facts, names } = &understood;
    options.next("writing");
    let layout = emit::layout(api, facts, names);
    let emit_options = EmitOptions {
        default_stubs: options.default_stubs,
        split: !layout.modules.is_empty(),
    };
    let output = output::write(&header(sources), api, facts, names, &layout, emit_options);
    Ok(Generated {
        code: output.code,
        modules: output
            .modules
            .into_iter()
            .map(|(name, code)| Module { name, code })
            .collect(),
        report,
        understood: Arc::new(understood),
    })
}

/// All that is known of a document before anything is written.
#[derive(Debug)]
pub(crate) struct Understood {
    pub(crate) api: Api,
    pub(crate) facts: Facts,
    pub(crate) names: Names,
}

/// Reads and checks the document. With errors in the report there is nothing to generate from.
pub(crate) fn understand(sources: &SourceMap, options: &Options) -> (Option<Understood>, Report) {
    let mut diagnostics = Diagnostics::allowing(options.allowed.clone());
    options.next("reading and checking");
    let mut sources = sources.clone();
    let document = front(
        &mut sources,
        options.reading,
        &options.selection,
        &mut diagnostics,
    );
    options.next("lowering");
    let lowering = LowerOptions {
        all_schemas: options.selection.all_schemas,
        replacements: &options.replacements,
        renames: &options.renames,
        extensions: &options.extensions,
    };
    let api = document.and_then(|document| lower::lower(&document, lowering, &mut diagnostics));
    let understood = api.map(|api| {
        refuse_bad_types(&api, &mut diagnostics);
        refuse_bad_derives(&api, &options.derives, &mut diagnostics);
        Understood {
            facts: analyze::analyze(&api, &options.derives, options.serde, &mut diagnostics),
            names: name::choose(&api, options.names(), &mut diagnostics),
            api,
        }
    });
    if let Some(file) = sources.main() {
        diagnostics.complain_of_idle(&Place::new(file, JsonPointer::root()));
    }
    let failed = diagnostics.has_errors();
    (
        understood.filter(|_| !failed),
        diagnostics.into_report(&sources),
    )
}

/// Complains of types of the program's own that are no types.
fn refuse_bad_types(api: &Api, diagnostics: &mut Diagnostics) {
    for (_, definition) in api.types.iter() {
        if let Shape::Replaced(replacement) = &definition.shape
            && !emit::is_type(&replacement.path)
        {
            let message = format!("{} is not a Rust type", quote(&replacement.path));
            refuse(definition.place.clone(), message, diagnostics);
        }
    }
}

/// Complains of what cannot be derived because it is no name of anything.
fn refuse_bad_derives(api: &Api, derives: &[Derive], diagnostics: &mut Diagnostics) {
    for derive in derives
        .iter()
        .filter(|derive| !emit::is_derivable(&derive.path))
    {
        let message = format!("{} is not the path of a macro", quote(&derive.path));
        refuse(
            Place::new(api.main, JsonPointer::root()),
            message,
            diagnostics,
        );
    }
}

fn refuse(place: Place, message: String, diagnostics: &mut Diagnostics) {
    let code = Code::BadRustType;
    diagnostics.push(Diagnostic::new(code, place, message).help(code.help()));
}

/// The first lines of a generated file. The name of the document is given without its folder, so
/// that the output does not depend on where the build takes place.
fn header(sources: &SourceMap) -> String {
    let name = sources
        .main()
        .and_then(|file| sources.get(file))
        .map_or("", |file| file.name());
    let name = name
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or(name)
        .replace(['\n', '\r'], " ");
    format!(
        "// Generated by anteroom-codegen {} from {name}. Edit the document, not this file.\n",
        env!("CARGO_PKG_VERSION")
    )
}
