//! The walk of a tree along the grammar: finds what does not belong, and leaves behind which object
//! of the specification stands where and which objects are references.

mod mend;
mod type_name;
mod value;
mod walked;

use super::conditions;
use super::grammar::{Field, Kind, Required, Rest, Value, Versions};
use super::{Cursor, Version};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean, quote};
use crate::parse::Node;
use value::is_count;
pub(crate) use walked::{Role, Walked};

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
            Value::Text => self.must(at, matches!(at.node(), Node::String(_)), "a string"),
            Value::LooseText => self.loose_text(at),
            Value::Flag => self.must(at, matches!(at.node(), Node::Bool(_)), "`true` or `false`"),
            Value::Number => self.must(at, matches!(at.node(), Node::Number(_)), "a number"),
            Value::Count => self.must(at, is_count(at), "an integer that is not negative"),
            Value::Word(words) => self.word(at, words),
            Value::Types => self.types(at),
            Value::Required => self.required(at),
            Value::Exclusive => self.exclusive(at),
            Value::Object(kind) => self.object(at, *kind),
            Value::Referable(kind) => self.referable(at, *kind),
            Value::SchemaOrFlag if at.bool().is_some() => {}
            Value::SchemaOrFlag => self.referable(at, Kind::Schema),
            Value::Examples => self.examples(at),
            Value::Items => self.items(at),
            Value::NonEmpty(item) if at.items().next().is_some() => {
                at.items().for_each(|child| self.value(child, item));
            }
            Value::NonEmpty(_) => self.empty_list(at),
            Value::List(item) => {
                self.must(at, matches!(at.node(), Node::Sequence(_)), "an array");
                at.items().for_each(|child| self.value(child, item));
            }
            Value::Map(entry) => self.map(at, entry),
            Value::Components(entry) => {
                self.component_names(at);
                self.map(at, entry);
            }
        }
    }

    fn map(&mut self, at: Cursor<'_>, entry: &'static Value) {
        self.must(at, matches!(at.node(), Node::Mapping(_)), "an object");
        at.entries().for_each(|(_, child)| self.value(child, entry));
    }

    fn object(&mut self, at: Cursor<'_>, kind: Kind) {
        if at.mapping().is_none() {
            match kind {
                Kind::Schema => self.no_schema(at),
                _ => self.wrong_kind(at, "an object"),
            }
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
        if kind == Kind::Schema {
            self.listed_values(at);
        }
        self.missing(at, kind);
        conditions::check(at, kind, self.diagnostics);
    }

    fn referable(&mut self, at: Cursor<'_>, kind: Kind) {
        if kind == Kind::Schema && at.bool().is_some() {
            self.boolean_schema(at);
            return;
        }
        let field = match kind {
            Kind::Schema => at.reference_field(),
            _ => at.get("$ref"),
        };
        let is_one =
            |reference: &Cursor<'_>| at.mapping().is_some() && self.is_reference(*reference);
        let Some(reference) = field.filter(is_one) else {
            return self.object(at, kind);
        };
        if !self.mark(at, Role::Reference(kind)) {
            return;
        }
        self.walked.references.push((at.id(), kind));
        self.must(reference, reference.str().is_some(), "a string");
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
            if name == "additionalItems" && kind == Kind::Schema && at.has_list_of_items() {
                self.value(child, &Value::SchemaOrFlag);
                continue;
            }
            match &grammar.rest {
                Rest::Entries(value) => self.value(child, value),
                Rest::Paths(value) if name.starts_with('/') => self.value(child, value),
                Rest::Paths(_) if Kind::OpenApi.grammar().field(name).is_some() => {
                    self.not_a_path(child, name);
                }
                Rest::Paths(value) => {
                    self.path_without_slash(child, name);
                    self.value(child, value);
                }
                Rest::Refused => self.unknown(child, name, kind, Code::UnknownField),
                Rest::Doubted => self.unknown(child, name, kind, Code::UnknownKeyword),
            }
        }
    }

    fn field(&mut self, child: Cursor<'_>, field: &'static Field, kind: Kind) {
        if !field.is_in(self.version) {
            self.of_other_version(child, field, kind);
            if field.versions == Versions::Only31 || child.bool().is_some() {
                return;
            }
        }
        self.value(child, &field.value);
    }

    fn of_other_version(&mut self, child: Cursor<'_>, field: &Field, kind: Kind) {
        let name = quote(field.name);
        let (code, message) = match field.versions {
            Versions::Until31 => {
                let message = format!("{name} is no longer in OpenAPI 3.1; it is read as in 3.0");
                (Code::FieldOutdated, message)
            }
            Versions::Only31 => {
                let message = format!("{} has {name} only since OpenAPI 3.1", kind.name());
                (Code::FieldTooNew, message)
            }
            _ => {
                let message = format!(
                    "{} has {name} only since OpenAPI 3.1; it is read as there",
                    kind.name()
                );
                (Code::FieldTooNew, message)
            }
        };
        let help = match (field.name, field.versions) {
            ("nullable", _) => "add \"null\" to `type`: `type: [string, \"null\"]`",
            (_, Versions::Only31) => {
                "raise the version in `openapi`, or leave the field out: it has no effect here"
            }
            _ => code.help(),
        };
        let diagnostic = Diagnostic::new(code, child.place().key(), message);
        self.diagnostics.push(diagnostic.help(help));
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
            if let Some(empty) = found.filter(|at| code == Code::LeftOut && at.str() == Some("")) {
                self.no_value(empty);
                continue;
            }
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

    /// A field of the document that is indented too far.
    fn not_a_path(&mut self, child: Cursor<'_>, name: &str) {
        let message = format!("the path {} does not start with `/`", quote(name));
        let diagnostic = Diagnostic::new(Code::BadPathTemplate, child.place().key(), message);
        let help = "a field of the document stands beside `paths`, not in it";
        self.diagnostics.push(diagnostic.help(help));
    }

    fn path_without_slash(&mut self, child: Cursor<'_>, name: &str) {
        let message = format!("the path {} does not start with `/`", quote(name));
        let path = format!("/{name}");
        let help = format!("it is read as {}", quote(&path));
        let diagnostic = Diagnostic::new(Code::PathNotPlain, child.place().key(), message);
        self.diagnostics.push(diagnostic.help(help));
        self.walked.paths.insert(child.id(), path);
    }
}
