//! What users can ask for.

use crate::analyze::Derive;
pub use crate::analyze::Serde;
use crate::diagnostic::{Allowed, Code};
use crate::document::Reading;
use crate::lower::{Rename, Replace, Replaced};
use crate::name::NameOptions;
use crate::select::{Select, Selection};
use crate::source::JsonPointer;

/// What is generated and how. All of it has a sensible default.
///
/// ```
/// use anteroom_codegen::{Options, Serde};
///
/// let options = Options::default().service_name("Rooms").serde(Serde::None);
/// # let _ = options;
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    pub(crate) service_name: Option<String>,
    pub(crate) serde: Serde,
    pub(crate) selection: Selection,
    pub(crate) allowed: Vec<Allowed>,
    pub(crate) replacements: Vec<Replace>,
    pub(crate) trait_per_tag: bool,
    pub(crate) default_stubs: bool,
    pub(crate) reading: Reading,
    pub(crate) derives: Vec<Derive>,
    pub(crate) renames: Vec<Rename>,
    pub(crate) extensions: Vec<String>,
    pub(crate) progress: Option<fn(&'static str)>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            service_name: None,
            serde: Serde::Named,
            selection: Selection::default(),
            allowed: Vec::new(),
            replacements: Vec::new(),
            trait_per_tag: false,
            default_stubs: false,
            reading: Reading::default(),
            derives: Vec::new(),
            renames: Vec::new(),
            extensions: Vec::new(),
            progress: None,
        }
    }
}

impl Options {
    /// The name of the server trait, in place of `info.title`. It is brought into the form of a
    /// Rust type name.
    #[must_use]
    pub fn service_name(mut self, name: impl Into<String>) -> Self {
        self.service_name = Some(name.into());
        self
    }

    /// Which models implement serde's `Serialize` and `Deserialize`; [those with a name](Serde::Named) do by
    /// default.
    #[must_use]
    pub fn serde(mut self, serde: Serde) -> Self {
        self.serde = serde;
        self
    }

    /// Whether schemas under `components` get a type even if no operation needs them; they do not by
    /// default, unless the document has no operations.
    #[must_use]
    pub fn all_schemas(mut self, all: bool) -> Self {
        self.selection.all_schemas = all;
        self
    }

    /// Generates only some operations, and the schemas and security schemes that they need. Called
    /// several times, it takes all that one of the calls selects. Findings in parts that are not
    /// needed are not told.
    ///
    /// ```
    /// use anteroom_codegen::{Options, Select};
    ///
    /// let options = Options::default().include(Select::tag("rooms")).include(Select::path("/users"));
    /// # let _ = options;
    /// ```
    #[must_use]
    pub fn include(mut self, operations: Select) -> Self {
        self.selection.include.push(operations);
        self
    }

    /// Generates no such operations, even if they are included; otherwise as
    /// [`include`](Self::include).
    #[must_use]
    pub fn exclude(mut self, operations: Select) -> Self {
        self.selection.exclude.push(operations);
        self
    }

    /// Whether the keywords of a schema without `type` imply one; they do by default: a schema with
    /// `properties` is one of objects, and one with `minLength` is one of strings. That is what authors
    /// of documents mean. JSON Schema says something else: such a schema takes all values that are not
    /// objects. Without implied types its values are any JSON, which is checked as JSON Schema says.
    #[must_use]
    pub fn implied_types(mut self, implied: bool) -> Self {
        self.reading.implied_types = implied;
        self
    }

    /// Whether a value must have the `format` that its schema names; it must by default. Otherwise
    /// formats are words, as JSON Schema 2020-12 has it: strings with a format are strings, and
    /// integers of any format are an `i64`.
    #[must_use]
    pub fn assert_formats(mut self, assert: bool) -> Self {
        self.reading.formats = assert;
        self
    }

    /// Accepts findings of a kind that begins with `AR09`, which are about what is not generated, and of two
    /// operations with one route ([`Code::RouteClash`]), at `pointer` and below it; in another file than the
    /// main document, `rooms.yaml#/Name`, and `#` is all of both. What cannot be generated is left out. A
    /// pattern with look-around or back-references ([`Code::UnsupportedPattern`]) is matched by an
    /// engine with a step bound instead, for which both crates need the feature `backtracking`.
    ///
    /// ```
    /// use anteroom_codegen::{Code, Options};
    ///
    /// let options = Options::default()
    ///     .allow(Code::UnsupportedPattern, "#/components/schemas/Name/pattern");
    /// # let _ = options;
    /// ```
    #[must_use]
    pub fn allow(mut self, code: Code, pointer: impl AsRef<str>) -> Self {
        self.allowed.push(Allowed::new(code, pointer.as_ref()));
        self
    }

    /// A type of the program's own for all schemas of a format.
    ///
    /// `path` is the whole path of the type, such as `crate::Money`: it must mean the same in every
    /// module. The type must have `Decode`, `Encode`, `Validate`, `Clone`, `Debug` and `PartialEq`.
    /// A schema that has `x-rust-type: crate::Money` says the same of itself.
    ///
    /// ```
    /// let options = anteroom_codegen::Options::default()
    ///     .format_type("money", "crate::Money")
    ///     .schema_type("Room", "crate::Room")
    ///     .schema_type("#/components/parameters/Filter/schema", "crate::Filter");
    /// # let _ = options;
    /// ```
    #[must_use]
    pub fn format_type(mut self, format: impl Into<String>, path: impl Into<String>) -> Self {
        self.replacements.push(Replace {
            what: Replaced::Format(format.into()),
            path: path.into(),
        });
        self
    }

    /// A type of the program's own for a schema: one that has a name under `components/schemas`, or
    /// the one at a JSON pointer, which begins with `#`. See [`format_type`](Self::format_type).
    #[must_use]
    pub fn schema_type(mut self, schema: impl Into<String>, path: impl Into<String>) -> Self {
        self.replacements.push(Replace {
            what: Replaced::Schema(reference(&schema.into())),
            path: path.into(),
        });
        self
    }

    /// Whether each tag has a trait of its own, for implementations in several places; there is one
    /// trait by default.
    ///
    /// An operation is in the trait of its first tag: `RoomApi` for the tag `Room`, and `RoomWebhooks`
    /// for webhooks. Operations without a tag stay in the trait that is named after the service, which
    /// also has the `Principal` of all; where it would be empty, there is none. The server takes one
    /// implementation of all of them.
    ///
    /// ```
    /// use anteroom_codegen::{Options, SourceMap, generate};
    ///
    /// let mut sources = SourceMap::new();
    /// sources.add("rooms.yaml", "\
    /// openapi: 3.0.3
    /// info: {title: Rooms, version: '1'}
    /// paths:
    ///   /rooms: {get: {tags: [Room], responses: {'204': {description: Done.}}}}
    /// ");
    /// let generated = generate(&sources, &Options::default().trait_per_tag(true))?;
    /// assert!(generated.code.contains("pub trait RoomApi"));
    /// # Ok::<(), anteroom_codegen::Report>(())
    /// ```
    #[must_use]
    pub fn trait_per_tag(mut self, per_tag: bool) -> Self {
        self.trait_per_tag = per_tag;
        self
    }

    /// Whether the methods of the server traits have a body that answers 501, so that
    /// `impl api::Rooms for Stub {}` compiles; they have none by default, so that a method that is
    /// missing is a compile error.
    ///
    /// A 501 is only given to requests that would have come to the implementation. Responses have a
    /// variant `Unimplemented` for it. A `Principal` has no default: `type Principal = ..;` is to be
    /// written where a document has security.
    ///
    /// ```
    /// let options = anteroom_codegen::Options::default().default_stubs(true);
    /// # let _ = options;
    /// ```
    #[must_use]
    pub fn default_stubs(mut self, stubs: bool) -> Self {
        self.default_stubs = stubs;
        self
    }

    /// Calls something otherwise than the document does: a schema (which is named as for
    /// [`schema_type`](Self::schema_type)), a property, a value of an enum, an operation or a parameter.
    /// `x-rust-name: room_mode` beside it says the same.
    ///
    /// The name is taken as it is; one that cannot be is an error. At a property a name like `RoomMode`
    /// is that of its type, one like `room_mode` that of the field.
    ///
    /// ```
    /// let options = anteroom_codegen::Options::default()
    ///     .rename("rm", "Room")
    ///     .rename("#/components/schemas/rm/properties/nm", "name")
    ///     .rename("#/components/schemas/rm/properties/md/enum/0", "Audio")
    ///     .rename("#/paths/~1rooms/get", "list_rooms");
    /// # let _ = options;
    /// ```
    #[must_use]
    pub fn rename(mut self, what: impl Into<String>, name: impl Into<String>) -> Self {
        self.renames.push(Rename {
            place: reference(&what.into()),
            name: name.into(),
        });
        self
    }

    /// Keeps an `x-` member of operations in what the program sees of them (`OperationInfo::extension`) however long
    /// it is. Without being named, one is kept up to 1,024 bytes of JSON: longer ones are documentation, such as samples
    /// of code.
    #[must_use]
    pub fn extension(mut self, name: impl Into<String>) -> Self {
        self.extensions.push(name.into());
        self
    }

    /// Derives one more trait for all structs and enums that are made of schemas. `path` is the path
    /// of the macro, such as `crate::Label`; a trait of std goes by its name.
    ///
    /// A trait of std that a type cannot have, such as `Hash` where there is a floating-point number,
    /// is left out there; of other traits the compiler knows.
    ///
    /// ```
    /// let options = anteroom_codegen::Options::default()
    ///     .derive("Hash")
    ///     .schema_derive("Room", "Ord");
    /// # let _ = options;
    /// ```
    #[must_use]
    pub fn derive(mut self, path: impl Into<String>) -> Self {
        self.derives.push(Derive {
            path: path.into(),
            schema: None,
        });
        self
    }

    /// Derives one more trait for the type of a schema, which is named as for
    /// [`schema_type`](Self::schema_type). A trait of std that it cannot have is an error; one that it can
    /// only have with its parts, such as `Ord`, they get too.
    #[must_use]
    pub fn schema_derive(mut self, schema: impl Into<String>, path: impl Into<String>) -> Self {
        self.derives.push(Derive {
            path: path.into(),
            schema: Some(reference(&schema.into())),
        });
        self
    }

    /// Is told what is done next, in a word or two: for those who watch a long document.
    #[must_use]
    pub fn progress(mut self, tell: fn(&'static str)) -> Self {
        self.progress = Some(tell);
        self
    }

    /// How names are chosen.
    pub(crate) fn names(&self) -> NameOptions<'_> {
        NameOptions {
            service: self.service_name.as_deref(),
            trait_per_tag: self.trait_per_tag,
        }
    }

    /// Tells those who watch what is done next.
    pub(crate) fn next(&self, pass: &'static str) {
        if let Some(tell) = self.progress {
            tell(pass);
        }
    }
}

/// A schema that the user names, as a URI reference from the main document: by its name under
/// `components/schemas`, or by such a reference.
fn reference(schema: &str) -> String {
    match schema.split_once('#') {
        Some((file, fragment)) => match JsonPointer::parse_fragment(fragment) {
            Some(pointer) => format!("{file}{}", pointer.fragment()),
            None => schema.to_owned(),
        },
        None => ["components", "schemas", schema]
            .into_iter()
            .collect::<JsonPointer>()
            .fragment(),
    }
}
