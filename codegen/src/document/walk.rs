//! The walk of a tree along the grammar: finds what does not belong, and leaves behind which object
//! of the specification stands where and which objects are references.

use std::collections::HashSet;

use super::conditions;
use super::grammar::{Field, Kind, Required, Rest, Value, Versions};
use super::{Cursor, Document, NodeId, Version};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean, quote};
use crate::parse::Node;

/// What an object of a tree is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Role {
    /// Data: an example, a default, an extension.
    #[default]
    Data,
    Object(Kind),
    /// A reference to an object. Schemas and path items may say more beside it.
    Reference(Kind),
}

impl Role {
    /// Whether it is a schema, or a reference where a schema can stand.
    pub(crate) fn is_schema(self) -> bool {
        matches!(
            self,
            Self::Object(Kind::Schema) | Self::Reference(Kind::Schema)
        )
    }
}

/// What the walk leaves behind.
#[derive(Debug, Default)]
pub(crate) struct Walked {
    /// By tree and by the number of the container.
    roles: Vec<Vec<Role>>,
    /// Every reference, in the order of the text, and what it must lead to. The texts in the mapping of
    /// a discriminator are references too.
    pub(crate) references: Vec<(NodeId, Kind)>,
    /// References where the specification has none, and what must be there: what they lead to stands
    /// in their place.
    pub(crate) stand_ins: Vec<(NodeId, &'static Value)>,
    /// Schemas with a URI of their own (`$id`), those around others first.
    pub(crate) resources: Vec<NodeId>,
    /// Schemas with a name of their own in their file (`$anchor`, `$dynamicAnchor`).
    pub(crate) anchors: Vec<NodeId>,
    /// Fields without a value.
    pub(crate) empty: HashSet<NodeId>,
}

/// Walks from `at`, which must be an object of the given kind.
pub(crate) fn walk(at: Cursor<'_>, kind: Kind, walked: &mut Walked, diagnostics: &mut Diagnostics) {
    Walker {
        version: at.version(),
        walked,
        diagnostics,
    }
    .object(at, kind);
}

/// Walks from `at`, which may also be a reference.
pub(crate) fn walk_referable(
    at: Cursor<'_>,
    kind: Kind,
    walked: &mut Walked,
    diagnostics: &mut Diagnostics,
) {
    Walker {
        version: at.version(),
        walked,
        diagnostics,
    }
    .referable(at, kind);
}

/// Walks what stands in for a value.
pub(crate) fn walk_value(
    at: Cursor<'_>,
    value: &'static Value,
    walked: &mut Walked,
    diagnostics: &mut Diagnostics,
) {
    Walker {
        version: at.version(),
        walked,
        diagnostics,
    }
    .value(at, value);
}

struct Walker<'w> {
    version: Version,
    walked: &'w mut Walked,
    diagnostics: &'w mut Diagnostics,
}

impl Walker<'_> {
    fn value(&mut self, at: Cursor<'_>, value: &'static Value) {
        if self.is_empty(at, value) {
            return;
        }
        if value.has_stand_ins() && at.get_str("$ref").is_some() {
            self.walked.stand_ins.push((at.id(), value));
            return;
        }
        match value {
            Value::Any | Value::Reference => {}
            Value::Text => self.expect(at, matches!(at.node(), Node::String(_)), "a string"),
            Value::LooseText => self.loose_text(at),
            Value::Flag => self.expect(at, matches!(at.node(), Node::Bool(_)), "`true` or `false`"),
            Value::Number => self.expect(at, matches!(at.node(), Node::Number(_)), "a number"),
            Value::Count => self.expect(at, is_count(at), "an integer that is not negative"),
            Value::Word(words) => self.word(at, words),
            Value::Types => self.types(at),
            Value::Required => self.required(at),
            Value::Exclusive => self.exclusive(at),
            Value::Object(kind) => self.object(at, *kind),
            Value::Referable(kind) => self.referable(at, *kind),
            Value::SchemaOrFlag if at.bool().is_some() => {}
            Value::SchemaOrFlag => self.referable(at, Kind::Schema),
            Value::Examples => self.examples(at),
            Value::List(item) => {
                self.expect(at, matches!(at.node(), Node::Sequence(_)), "an array");
                at.items().for_each(|child| self.value(child, item));
            }
            Value::Map(entry) => self.map(at, entry),
            Value::Components(entry) => {
                self.component_names(at);
                self.map(at, entry);
            }
        }
    }

    /// A field without a value, as a line of YAML that ends behind its colon: it is as good as not there.
    fn is_empty(&mut self, at: Cursor<'_>, value: &'static Value) -> bool {
        let is_data = matches!(value, Value::Any | Value::Reference | Value::Types);
        if is_data || !matches!(at.node(), Node::Null) {
            return false;
        }
        self.walked.empty.insert(at.id());
        let message = format!("{} has no value", subject(at));
        self.diagnostics.push(
            Diagnostic::new(Code::EmptyField, at.place().key(), message)
                .help(Code::EmptyField.help()),
        );
        true
    }

    fn map(&mut self, at: Cursor<'_>, entry: &'static Value) {
        self.expect(at, matches!(at.node(), Node::Mapping(_)), "an object");
        at.entries().for_each(|(_, child)| self.value(child, entry));
    }

    fn object(&mut self, at: Cursor<'_>, kind: Kind) {
        if at.mapping().is_none() {
            self.wrong_kind(at, "an object");
            return;
        }
        if !self.mark(at, Role::Object(kind)) {
            return;
        }
        self.fields(at, kind);
        if kind == Kind::Discriminator {
            let mapping = at.get("mapping").into_iter().flat_map(Cursor::entries);
            let texts = mapping.filter(|(_, text)| text.str().is_some());
            self.walked
                .references
                .extend(texts.map(|(_, text)| (text.id(), Kind::Schema)));
        }
        self.missing(at, kind);
        conditions::check(at, kind, self.diagnostics);
    }

    fn referable(&mut self, at: Cursor<'_>, kind: Kind) {
        if kind == Kind::Schema && at.bool().is_some() && self.version >= Version::V3_1 {
            return;
        }
        let field = match kind {
            Kind::Schema => at.reference_field(),
            _ => at.get("$ref"),
        };
        let Some(reference) = field.filter(|reference| self.is_reference(*reference)) else {
            return self.object(at, kind);
        };
        if !self.mark(at, Role::Reference(kind)) {
            return;
        }
        self.walked.references.push((at.id(), kind));
        self.expect(reference, reference.str().is_some(), "a string");
        let with_siblings =
            kind == Kind::PathItem || (kind == Kind::Schema && self.version >= Version::V3_1);
        if with_siblings {
            self.fields(at, kind)
        } else {
            self.siblings(at)
        }
    }

    /// A `$ref` that is no text is a mistake, unless it is a property that somebody called so.
    fn is_reference(&self, reference: Cursor<'_>) -> bool {
        !matches!(reference.node(), Node::Mapping(_))
    }

    /// Notes what an object is; `false` if it was walked before.
    fn mark(&mut self, at: Cursor<'_>, role: Role) -> bool {
        let Some(known) = self.walked.role_mut(at) else {
            return false;
        };
        if *known != Role::Data {
            return false;
        }
        *known = role;
        if role.is_schema() && self.version >= Version::V3_1 {
            self.named_schema(at);
        }
        true
    }

    /// Notes the names that a schema gives itself.
    fn named_schema(&mut self, at: Cursor<'_>) {
        if at.get_str("$id").is_some() {
            self.walked.resources.push(at.id());
        }
        if at.get_str("$anchor").is_some() || at.get_str("$dynamicAnchor").is_some() {
            self.walked.anchors.push(at.id());
        }
    }

    fn fields(&mut self, at: Cursor<'_>, kind: Kind) {
        let grammar = kind.grammar();
        for (name, child) in at.entries() {
            if let Some(field) = grammar.field(name) {
                self.field(child, field, kind);
                continue;
            }
            if name.starts_with("x-") {
                continue;
            }
            match &grammar.rest {
                Rest::Entries(value) => self.value(child, value),
                Rest::Paths(value) if name.starts_with('/') => self.value(child, value),
                Rest::Paths(_) => self.not_a_path(child, name),
                Rest::Refused => self.unknown(child, name, kind, Code::UnknownField),
                Rest::Doubted => self.unknown(child, name, kind, Code::UnknownKeyword),
            }
        }
    }

    fn field(&mut self, child: Cursor<'_>, field: &'static Field, kind: Kind) {
        if !field.is_in(self.version) {
            let code = match field.versions {
                Versions::Until31 => Code::FieldOutdated,
                _ => Code::FieldTooNew,
            };
            let message = match code {
                Code::FieldOutdated => {
                    format!(
                        "{} is no longer in OpenAPI 3.1; it is read as in 3.0",
                        quote(field.name)
                    )
                }
                _ => format!(
                    "{} has {} only since OpenAPI 3.1",
                    kind.name(),
                    quote(field.name)
                ),
            };
            let help = match field.name {
                "nullable" => "add \"null\" to `type`: `type: [string, \"null\"]`",
                _ => code.help(),
            };
            self.diagnostics
                .push(Diagnostic::new(code, child.place().key(), message).help(help));
            return;
        }
        self.value(child, &field.value);
    }

    fn missing(&mut self, at: Cursor<'_>, kind: Kind) {
        for field in kind.grammar().fields {
            let code = match field.required {
                Required::Wanted if field.name == "description" => Code::MissingDescription,
                Required::Wanted => Code::LeftOut,
                _ if field.is_required(self.version) => Code::MissingField,
                _ => continue,
            };
            let found = at.get(field.name);
            if found.is_some_and(|found| code != Code::MissingField || found.node() != &Node::Null)
            {
                continue;
            }
            let message = format!("{} has no {}", kind.name(), quote(field.name));
            self.diagnostics
                .push(Diagnostic::new(code, at.place(), message).help(code.help()));
        }
    }

    /// Fields beside a `$ref` that count for nothing.
    fn siblings(&mut self, at: Cursor<'_>) {
        let harmless = ["$ref", "summary", "description"];
        let ignored = at
            .entries()
            .filter(|(name, _)| !harmless.contains(name) && !name.starts_with("x-"));
        for (name, child) in ignored {
            let message = format!("{} has no effect beside `$ref`", quote(name));
            let diagnostic = Diagnostic::new(Code::IgnoredSibling, child.place().key(), message);
            self.diagnostics
                .push(diagnostic.help(Code::IgnoredSibling.help()));
        }
    }

    fn unknown(&mut self, child: Cursor<'_>, name: &str, kind: Kind, code: Code) {
        let fields = kind.grammar().fields.iter();
        let known = fields
            .filter(|field| field.is_in(self.version))
            .map(|field| field.name);
        let meant = did_you_mean(name, known);
        let code = match code {
            Code::UnknownField if meant.is_none() => Code::StrangeField,
            code => code,
        };
        let help = meant.unwrap_or_else(|| code.help().to_owned());
        let message = format!("{} has no field {}", kind.name(), quote(name));
        self.diagnostics
            .push(Diagnostic::new(code, child.place().key(), message).help(help));
    }

    fn not_a_path(&mut self, child: Cursor<'_>, name: &str) {
        let message = format!("the path {} does not start with `/`", quote(name));
        let diagnostic = Diagnostic::new(Code::BadPathTemplate, child.place().key(), message);
        self.diagnostics
            .push(diagnostic.help(Code::BadPathTemplate.help()));
    }

    /// Examples are there to be read by people, and many are written as they come.
    fn examples(&mut self, at: Cursor<'_>) {
        let is_example = |at: Cursor<'_>| {
            let fields = ["value", "externalValue", "summary", "description", "$ref"];
            at.mapping().is_some_and(|mapping| mapping.len() == 0)
                || fields.iter().any(|field| at.get(field).is_some())
        };
        let strange = match at.mapping() {
            None => Some(at),
            Some(_) => at
                .entries()
                .filter(|(name, _)| !name.starts_with("x-"))
                .map(|(_, example)| example)
                .find(|example| !is_example(*example)),
        };
        if let Some(strange) = strange {
            let code = Code::BadExamples;
            let message = format!("{} is no example as OpenAPI has them", subject(strange));
            self.diagnostics
                .push(Diagnostic::new(code, strange.place().key(), message).help(code.help()));
        }
        for (name, example) in at.entries() {
            if is_example(example) && !name.starts_with("x-") {
                self.referable(example, Kind::Example);
            }
        }
    }

    fn component_names(&mut self, at: Cursor<'_>) {
        let allowed = |char: char| char.is_ascii_alphanumeric() || ".-_".contains(char);
        for (name, child) in at.entries() {
            if (name.is_empty() || !name.chars().all(allowed)) && !name.starts_with("x-") {
                let message = format!("{} is not a name for a component", quote(name));
                let diagnostic =
                    Diagnostic::new(Code::BadComponentName, child.place().key(), message);
                self.diagnostics
                    .push(diagnostic.help(Code::BadComponentName.help()));
            }
        }
    }

    fn loose_text(&mut self, at: Cursor<'_>) {
        let (Node::Number(_) | Node::Bool(_)) = at.node() else {
            return self.expect(at, matches!(at.node(), Node::String(_)), "a string");
        };
        let message = format!(
            "{} should be a string, but it is {}",
            subject(at),
            at.node().describe()
        );
        let diagnostic = Diagnostic::new(Code::MissingQuotes, at.place(), message);
        self.diagnostics
            .push(diagnostic.help(Code::MissingQuotes.help()));
    }

    fn types(&mut self, at: Cursor<'_>) {
        match at.node() {
            Node::Sequence(_) if self.version >= Version::V3_1 => {
                at.items().for_each(|name| self.type_name(name))
            }
            Node::Sequence(_) => {
                let message = format!("{} is one name in OpenAPI 3.0", subject(at));
                let help =
                    "write `nullable: true` or `oneOf`; until then it is read as in OpenAPI 3.1";
                self.other_version(at, message, help);
                at.items().for_each(|name| self.type_name(name));
            }
            Node::Null => {
                let message = "`null` without quotes is no name of a type".to_owned();
                self.diagnostics.push(
                    Diagnostic::new(Code::MissingQuotes, at.place(), message)
                        .help(Code::MissingQuotes.help()),
                );
            }
            Node::String(name) if name == "null" && self.version < Version::V3_1 => {
                let message = "there is no type `null` in OpenAPI 3.0".to_owned();
                let help = "write `nullable: true` beside another type; until then it is read as in OpenAPI 3.1";
                self.other_version(at, message, help);
            }
            _ if self.version >= Version::V3_1 => self.word(at, TYPES_3_1),
            _ => self.word(at, TYPES_3_0),
        }
    }

    /// One of several names of types.
    fn type_name(&mut self, at: Cursor<'_>) {
        match at.node() {
            Node::Null => self.types(at),
            _ => self.word(at, TYPES_3_1),
        }
    }

    fn exclusive(&mut self, at: Cursor<'_>) {
        match (at.node(), self.version) {
            (Node::Bool(_), Version::V3_0) | (Node::Number(_), Version::V3_1) => {}
            (Node::Number(_), Version::V3_0) => {
                let message = format!("{} is a flag in OpenAPI 3.0", subject(at));
                let help = "put the bound itself into `minimum` or `maximum`; until then it is read as in OpenAPI 3.1";
                self.other_version(at, message, help);
            }
            (_, Version::V3_0) => {
                let help = "in 3.0 the bound itself is in `minimum` or `maximum`";
                self.wrong_kind_with(at, "`true` or `false`", help);
            }
            // Left over from 3.0, and what is meant is plain.
            (Node::Bool(_), Version::V3_1) => {
                let message = format!("{} is a number since OpenAPI 3.1", subject(at));
                let help = "put the bound itself here; until then it is read as in OpenAPI 3.0";
                self.other_version(at, message, help);
            }
            (_, Version::V3_1) => self.wrong_kind(at, "a number"),
        }
    }

    fn required(&mut self, at: Cursor<'_>) {
        let Node::Bool(_) = at.node() else {
            self.expect(at, matches!(at.node(), Node::Sequence(_)), "an array");
            return at
                .items()
                .for_each(|name| self.expect(name, name.str().is_some(), "a string"));
        };
        let message = "`required` is a list of names, so this flag has no effect".to_owned();
        let help = "name the property in the `required` of the object around it";
        self.other_version(at, message, help);
    }

    fn other_version(&mut self, at: Cursor<'_>, message: String, help: &str) {
        self.diagnostics
            .push(Diagnostic::new(Code::OtherVersion, at.place(), message).help(help));
    }

    fn word(&mut self, at: Cursor<'_>, words: &[&'static str]) {
        let Some(text) = at.str() else {
            return self.wrong_kind(at, "a string");
        };
        if words.contains(&text) {
            return;
        }
        let list: Vec<String> = words.iter().map(|word| quote(word)).collect();
        let message = format!("{} cannot be {}", subject(at), quote(text));
        let help = did_you_mean(text, words.iter().copied());
        let diagnostic = Diagnostic::new(Code::BadValue, at.place(), message).maybe_help(help);
        self.diagnostics
            .push(diagnostic.help(format!("it is one of {}", list.join(", "))));
    }

    fn expect(&mut self, at: Cursor<'_>, fits: bool, expected: &str) {
        if !fits {
            self.wrong_kind(at, expected);
        }
    }

    fn wrong_kind(&mut self, at: Cursor<'_>, expected: &str) {
        self.wrong_kind_with(at, expected, Code::WrongKind.help());
    }

    fn wrong_kind_with(&mut self, at: Cursor<'_>, expected: &str, help: &str) {
        let message = format!(
            "{} must be {expected}, but it is {}",
            subject(at),
            at.node().describe()
        );
        self.diagnostics
            .push(Diagnostic::new(Code::WrongKind, at.place(), message).help(help));
    }
}

const TYPES_3_0: &[&str] = &["array", "boolean", "integer", "number", "object", "string"];
const TYPES_3_1: &[&str] = &[
    "array", "boolean", "integer", "null", "number", "object", "string",
];

/// What a message calls a value: by its key, if it has one.
fn subject(at: Cursor<'_>) -> String {
    match at.key() {
        Some(key) => quote(key),
        None if at.pointer().tokens().is_empty() => "the document".to_owned(),
        None => "this".to_owned(),
    }
}

fn is_count(at: Cursor<'_>) -> bool {
    // Beyond 64 bits is still a count: what is too large to matter bounds nothing.
    at.number()
        .is_some_and(|number| number.is_integer() && !number.text().starts_with('-'))
}

impl Walked {
    /// What stands at a value.
    pub(crate) fn role(&self, at: Cursor<'_>) -> Role {
        let role = || {
            let container = usize::try_from(at.mapping()?.id.0).ok()?;
            let tree = usize::try_from(at.id().tree).ok()?;
            self.roles.get(tree)?.get(container).copied()
        };
        role().unwrap_or_default()
    }

    fn role_mut(&mut self, at: Cursor<'_>) -> Option<&mut Role> {
        let container = usize::try_from(at.mapping()?.id.0).ok()?;
        let tree = usize::try_from(at.id().tree).ok()?;
        if self.roles.len() <= tree {
            self.roles.resize_with(tree + 1, Vec::new);
        }
        let roles = self.roles.get_mut(tree)?;
        if roles.len() <= container {
            roles.resize(container + 1, Role::Data);
        }
        roles.get_mut(container)
    }

    pub(crate) fn is_reference(&self, document: &Document, id: NodeId) -> bool {
        document
            .cursor(id)
            .is_some_and(|at| matches!(self.role(at), Role::Reference(_)))
    }

    /// All objects of the specification with their trees and the numbers of their containers, in the
    /// order of the text.
    pub(crate) fn objects(&self) -> impl Iterator<Item = ((u32, u32), Role)> {
        (0..).zip(&self.roles).flat_map(|(tree, roles)| {
            (0..)
                .zip(roles.iter().copied())
                .filter(|(_, role)| *role != Role::Data)
                .map(move |(container, role)| ((tree, container), role))
        })
    }
}
