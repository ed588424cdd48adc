//! The catalogue: every kind of finding, with its number, its weight and its general advice.

use std::fmt;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Code is generated, but something looks wrong.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

macro_rules! catalogue {
    ($($variant:ident = $number:literal $severity:ident $title:literal, $help:literal;)*) => {
        /// A kind of finding. Its number stays what it is for good: build logs and documentation
        /// are searched by it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = concat!("`AR", $number, "`: ", $title, ".")] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the numbers.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable name, such as `AR0301`.
            #[must_use]
            pub fn number(self) -> &'static str {
                match self { $(Self::$variant => concat!("AR", $number)),* }
            }

            /// What kind of finding this is, in a few words.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title),* }
            }

            /// What to do about findings of this kind in general.
            #[must_use]
            pub fn help(self) -> &'static str {
                match self { $(Self::$variant => $help),* }
            }

            /// Whether it stops the run.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity),* }
            }
        }
    };
}

catalogue! {
    // Files.
    Unreadable = "0001" Error "a file that cannot be read",
        "the path of a document is relative to the folder of the `Cargo.toml`";
    Unwritable = "0002" Error "a file that cannot be written",
        "generated code goes to `OUT_DIR`, or where `out_dir` says";
    IdleOption = "0003" Warning "an option that has no effect",
        "check the spelling, or remove the option";

    // The text.
    Syntax = "0101" Error "the text is neither YAML nor JSON",
        "a parser stopped at the place shown; the mistake is there or just before it";
    DuplicateKey = "0102" Error "a key twice in one mapping",
        "parsers disagree about which one counts, so keep one of the two";
    TooDeep = "0103" Error "nested too deeply",
        "move inner parts to `components` and refer to them with `$ref`";
    TooLarge = "0104" Error "YAML aliases that unfold into too much",
        "refer to shared parts with `$ref` instead of YAML aliases";
    NotJson = "0105" Error "a value that JSON cannot express",
        "OpenAPI documents hold what JSON can hold: no tags, no infinities, and keys that are text";
    NotADocument = "0106" Error "not an OpenAPI document",
        "the outermost value is an object that starts with `openapi: 3.0.3` or another 3.x version";
    UnsupportedVersion = "0107" Error "a version of OpenAPI that is not read",
        "OpenAPI 3.0 and 3.1 are read; converters exist for older documents";
    SeveralDocuments = "0108" Error "several YAML documents in one file",
        "put each document into a file of its own";

    // The objects of the specification.
    MissingField = "0201" Error "a required field is missing",
        "the OpenAPI specification requires this field";
    UnknownField = "0202" Error "a field that the specification does not have",
        "check the spelling and the indentation; names of your own start with `x-`";
    WrongKind = "0203" Error "a value of the wrong kind",
        "the OpenAPI specification says what kind of value each field takes";
    BadValue = "0204" Error "a value that the field does not take",
        "the OpenAPI specification lists what this field may be";
    FieldTooNew = "0205" Warning "a field of a later version",
        "raise the version in `openapi`: what follows 3.0 to the letter passes the field by";
    BadComponentName = "0206" Warning "a component name with forbidden characters",
        "component names consist of the letters A-Z and a-z, digits, `.`, `-` and `_`";
    IgnoredSibling = "0207" Warning "a field beside `$ref` that has no effect",
        "OpenAPI 3.0 ignores what stands beside `$ref`; wrap the reference in `allOf` to add to it";
    FieldConflict = "0208" Error "fields that exclude each other",
        "keep one of the fields";
    FieldOutdated = "0209" Warning "a field of an earlier version",
        "OpenAPI 3.1 follows JSON Schema 2020-12, which says it in another way";
    UnknownKeyword = "0210" Warning "a schema keyword that nothing knows",
        "check the spelling; an unknown keyword checks nothing";
    MissingDescription = "0211" Warning "a description that the specification asks for",
        "a few words are enough; the generated documentation shows them";
    MissingQuotes = "0212" Warning "a text without its quotes",
        "put quotes around it: YAML reads it as something else";
    MissingResponses = "0213" Warning "an operation that says nothing about its answers",
        "describe at least the answer to a request that succeeds; until then every status may be sent";
    OtherVersion = "0214" Warning "a value as another version writes it",
        "raise the version in `openapi`, or write the value as its version has it";
    Replaced = "0215" Warning "a field that replaces one behind a reference",
        "OpenAPI leaves open which of the two counts: keep one of them";
    StrangeField = "0216" Warning "a field that is nowhere in the specification",
        "it has no effect; names of your own start with `x-`";
    LeftOut = "0217" Warning "a field that the specification asks for and nothing here needs",
        "add it for those who read the document";
    EmptyField = "0218" Warning "a field without a value",
        "leave the field out, or give it a value; until then it is read as if it were not there";
    BadExamples = "0219" Warning "examples that are not as the specification has them",
        "`example` is one value; `examples` has names, and for each of them an object with `value`; not both";
    OtherTypeName = "0220" Warning "a type by another name",
        "JSON Schema has the types array, boolean, integer, null, number, object and string; dates, files and the \
         like are a `format` of string, sizes of numbers one of integer or number";

    // References.
    DanglingReference = "0301" Error "a reference to nothing",
        "a `$ref` names a place in the document, such as `#/components/schemas/Room`";
    WrongReference = "0302" Error "a reference to the wrong kind of object",
        "a `$ref` stands for the object that it points at, so both must be of one kind";
    ReferenceCycle = "0303" Error "references that only lead to each other",
        "one of the references must be replaced by the object itself";
    BadReference = "0304" Error "not a reference",
        "a `$ref` is a URI reference such as `#/components/schemas/Room`";
    MissingFile = "0305" Error "a reference to a file that is not there",
        "the path is relative to the file with the `$ref`";
    LooseReference = "0306" Warning "a reference that OpenAPI does not have",
        "other tools may not follow it: put what it leads to here, or refer to it directly";

    // Overlays.
    BadOverlay = "0601" Error "not an overlay",
        "an overlay has `overlay: 1.0.0`, `info` and `actions`, each with a `target` and `update` or `remove`";
    BadTarget = "0602" Error "not a JSONPath",
        "targets are JSONPaths as in RFC 9535: `$.paths['/rooms'].get`";
    UnusedAction = "0603" Warning "an action without effect",
        "the document has changed, or the target is misspelt";
    BadUpdate = "0604" Error "a change that does not fit its target",
        "an object is merged with an object, and an array gets entries";

    // Paths and operations.
    DuplicateOperationId = "0401" Warning "an operationId twice",
        "operationIds become the names of methods, so each must be unique; until then the later ones are named \
         after their paths";
    UndeclaredPathParameter = "0402" Warning "a path parameter that is not declared",
        "until then it is any text; declare it: `- {name: .., in: path, required: true, schema: {type: string}}`";
    UnusedPathParameter = "0403" Warning "a path parameter that is not in the path",
        "put `{name}` into the path, or remove the parameter: until then requests do not have it";
    DuplicateParameter = "0404" Warning "a parameter twice",
        "a parameter is told apart by its name and its `in`; the first one counts";
    RouteClash = "0405" Error "two routes that a request cannot tell apart",
        "the names of path parameters do not tell routes apart; merge the two paths or change one, or allow it: then the \
         first has the route";
    BadPathTemplate = "0406" Error "not a path template",
        "a path starts with `/` and has parameters in braces, each name once: `/rooms/{id}`";
    BadStatusKey = "0407" Error "not a status code",
        "responses are keyed by a status (`200`), a range (`4XX`) or `default`";
    UnknownSecurityScheme = "0408" Error "a security scheme that is not declared",
        "declare it under `components.securitySchemes`";
    PathNotPlain = "0409" Warning "a path with a query or a fragment",
        "HTTP carries no fragment, and a query is a condition beside the path";
    OptionalPathParameter = "0410" Warning "a path parameter that is not required",
        "a path parameter is always there: say `required: true`";
    IgnoredHeaderParameter = "0411" Warning "a header parameter that has no effect",
        "`Accept`, `Content-Type` and `Authorization` are described by `content` and `security`";
    UnreachedOperation = "0412" Warning "an operation that no request reaches",
        "give it a path, a method or a query of its own";
    AmbiguousPaths = "0413" Warning "two paths that the same request can match",
        "let the texts between the parameters tell the two apart";
    StatusInSmallLetters = "0414" Warning "a range of statuses in small letters",
        "ranges are written with capital letters, `4XX`";
    BadMediaType = "0415" Warning "not a media type",
        "until then it is read as `*/*`; bodies are keyed by a media type (`application/json`) or a range of them (`image/*`, `*/*`)";
    MissingSchema = "0416" Warning "a parameter or header that does not say what it is",
        "add a `schema`, such as `{type: string}`; until then it is any text";
    IdleContent = "0417" Warning "content where a status allows none",
        "answers with 1XX, 204, 205 and 304 have no content (RFC 9110): remove it, or use another status";
    DeadLink = "0418" Warning "a link to no operation",
        "a link names an operation of this document by `operationId`, or any by `operationRef`";
    BadExpression = "0419" Warning "a text that should be a runtime expression",
        "such an expression is `$url`, `$method`, `$statusCode`, or `$request` or `$response` with \
         `.header.NAME`, `.query.NAME`, `.path.NAME` or `.body#/POINTER`";
    SharedOperationId = "0420" Warning "an operationId that several paths share",
        "leave the operationId out of a path item that several paths refer to: then all of its operations \
         are named after their paths";
    UnknownLinkParameter = "0421" Warning "a link with a parameter that the operation does not have",
        "the parameters of a link are those of the operation that it names, as `id` or `path.id`";
    UncheckedParts = "0422" Warning "a rule that is not checked of the parts of a body",
        "parts come one after the other: `required`, the number of each and their own schemas are checked; check what else \
         there is in the operation";
    DifferingParts = "0423" Warning "properties that differ between alternatives",
        "such a part of a multipart body is handed on as it comes, and such an element of XML has the form of the first \
         alternative: give the properties names of their own";
    XmlName = "0424" Warning "what XML cannot have",
        "values with it cannot be written as XML: say otherwise in the `xml` beside the schema";
    FramingHeader = "0425" Warning "a header field that whoever serves writes",
        "how an answer is framed is settled on each connection (RFC 9110, section 7.6.1): there is no field for it";
    InterimStatus = "0426" Warning "an answer that ends no exchange",
        "statuses below 200 are followed by another answer, which whoever serves sees to: describe that one";

    // Schemas.
    BadPattern = "0501" Error "a pattern that cannot be used",
        "patterns are regular expressions as in JavaScript";
    ContradictingBounds = "0502" Error "bounds that nothing can satisfy",
        "the lower bound is above the upper one";
    BadDefault = "0503" Warning "a default that breaks its own schema",
        "the server would hand out a value that it refuses from others";
    BadExample = "0504" Warning "an example that breaks its own schema",
        "one of the two is wrong";
    BadEnum = "0505" Warning "an enum value that breaks its own schema",
        "the value can never be used";
    UnknownRequired = "0506" Warning "a required property that is not described",
        "every value must have it, but nothing says what it is; check the spelling";
    UnknownFormat = "0507" Warning "a format that is not known",
        "the format is not checked";
    MissingItems = "0508" Warning "an array that does not say what is in it",
        "add `items`; until then anything is taken";
    BadRustType = "0509" Error "a Rust type that is none",
        "write the type with its whole path, such as `crate::Filter`";
    IdleKeyword = "0510" Warning "a keyword about another type",
        "check the keyword and the type: it checks nothing as it stands";
    DuplicateEntry = "0511" Warning "an entry twice in one list",
        "remove one of the two, or correct it if another was meant";
    BoundBeyondFormat = "0512" Warning "a bound beyond what the format can hold",
        "choose a wider format, or leave the bound to the format";
    SchemaConflict = "0513" Warning "schemas that exclude each other",
        "one value must satisfy all schemas of `allOf` and what stands beside them; `unevaluatedProperties: false` \
         knows the properties of all of them";
    UnfoldsTooFar = "0514" Error "schemas that unfold into too much",
        "each choice within `allOf` multiplies the others: describe fewer combinations";
    CoveredAlternative = "0515" Warning "an alternative that another one takes up",
        "use `anyOf`, which lets several take a value, or narrow the wider one";
    PatternLiteral = "0516" Warning "a pattern between slashes",
        "leave out the slashes, and the flags, which patterns do not have: as it stands, hardly any text matches";
    RefusedNull = "0517" Warning "null that a type allows and another keyword refuses",
        "let the other keyword allow it (of a choice, add the alternative `{type: 'null'}`), or take `null` out of the \
         type: as it stands, null is refused";

    // Types as the user wants them.
    BadDerive = "0701" Error "a trait that a type cannot have",
        "floating-point numbers have no `Eq`, `Ord` and `Hash`, points in time and maps no order, texts and lists are no \
         `Copy`; derive the trait for other schemas, or put a type of your own in place of this one";

    BadName = "0702" Error "a name that the code cannot have",
        "names of types are written `RoomMode`, all others `room_mode`; each is there once, and none is a keyword of Rust";
    IgnoredNames = "0703" Warning "names for values that do not fit them",
        "give a name for each value, in their order, and no name twice; until then values have names of their own";
    DeepTypes = "0704" Warning "types that lie deep within each other",
        "rustc looks through 128 steps unless the crate says otherwise";

    // What cannot be generated.
    UnsupportedReference = "0901" Error "a reference that cannot be followed",
        "save a copy of the other document and refer to it by its relative path";
    UnsupportedSecurity = "0906" Error "a security scheme that cannot be enforced",
        "names of schemes, header fields and cookies have no spaces and no separators";
    UnsupportedPattern = "0909" Error "a pattern that needs more than linear time",
        "write the pattern without look-around and back-references, or allow it and have it matched within \
         bounds: `.allow(Code::UnsupportedPattern, \"#/..\")`";
    NotGenerated = "0910" Warning "a part of OpenAPI for which nothing is generated",
        "a callback is a request that the server makes: make it with any HTTP client";
}

impl Code {
    /// Whether a user can accept it: what is not generated is then left out, or done in another way.
    pub(crate) fn is_allowable(self) -> bool {
        self.number().starts_with("AR09") || self == Self::RouteClash
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.number())
    }
}
