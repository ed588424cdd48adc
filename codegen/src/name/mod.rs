//! Names for everything that is emitted: all candidates are gathered first, then clashes are
//! settled, so that what a thing is called does not depend on what is emitted first.
//!
//! Components come first, because the document names them; one whose name is already good Rust comes
//! before one that has to be changed. What is called after an operation or the title moves aside
//! (`CreateRoomOperationRequest`), and types that are written in place come last: adding an operation
//! or an in-place schema never renames a component.

mod joined;
mod letters;
mod members;
mod schemes;
mod scope;
mod service;
mod status;
mod types;
mod wish;
mod words;
mod xml;

pub(crate) use schemes::SchemeNames;
pub(crate) use scope::Scope;
pub(crate) use service::{ServiceNames, TagNames};
pub(crate) use status::{reason, status_name};
use types::{choose_called, choose_components, choose_types, part, stem};
use wish::{Own, Style};
pub(crate) use words::{constant_name, escape_keyword, type_name, value_name, variant_name};

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::Diagnostics;
use crate::ir::{Api, BodyForm, Carrier, Content, Operation, Payload, SchemaId, Shape, TypeId};

/// The names of one generated file.
#[derive(Debug)]
pub(crate) struct Names {
    /// That of the paths, then that of the webhooks if there are any.
    pub(crate) services: Vec<ServiceNames>,
    /// By [`TypeId`]; `None` for what is written in place.
    types: Vec<Option<TypeNames>>,
    /// By index of the operation.
    pub(crate) operations: Vec<OperationNames>,
    /// What stands for the operation in each operation's module.
    pub(crate) marker: String,
    /// The methods of the authenticator, by index of the scheme.
    pub(crate) schemes: Vec<SchemeNames>,
    /// The methods that make a principal, by the schemes that let in.
    pub(crate) principals: BTreeMap<Vec<usize>, String>,
    /// The module of the schemas that are written out.
    pub(crate) schemas_module: String,
    /// The module of the tables for XML.
    pub(crate) xml_module: String,
    /// The tables in it.
    pub(crate) xml_tables: std::collections::BTreeMap<TypeId, String>,
    /// The constants in it, by [`SchemaId`]; `None` for what stands in another one.
    pub(crate) schemas: Vec<Option<String>>,
    /// Every type name that is taken at the root.
    taken: std::collections::HashSet<String>,
}

/// A named type and what is inside it.
#[derive(Debug)]
pub(crate) struct TypeNames {
    pub(crate) name: String,
    /// The constant at the root that holds the rules of an alias.
    pub(crate) constant: String,
    /// Fields of a struct or variants of an enum, in the order of the IR.
    pub(crate) members: Vec<String>,
    /// The constant that holds the rules of each property.
    pub(crate) constants: Vec<String>,
    /// The field that keeps additional properties.
    pub(crate) additional: String,
    /// The accessors `.._or_default`, in the order of the properties.
    pub(crate) defaults: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct OperationNames {
    /// The trait's method and the operation's module.
    pub(crate) method: String,
    /// What the names of the operation's types begin with.
    stem: String,
    pub(crate) request: String,
    pub(crate) response: String,
    /// Fields of the request struct, in the order of the parameters.
    pub(crate) parameters: Vec<String>,
    /// The constants of the parameters, in the same order.
    pub(crate) constants: Vec<String>,
    /// The field that holds the body.
    pub(crate) body: String,
    /// The type of a body of several media types.
    pub(crate) choice: Option<ChoiceNames>,
    /// The types of the parts of multipart bodies, in the order of the media types.
    pub(crate) parts: Vec<Option<PartNames>>,
    /// Variants of the response enum.
    pub(crate) responses: Vec<ResponseNames>,
}

/// The names for the parts of a multipart body.
#[derive(Debug)]
pub(crate) struct PartNames {
    pub(crate) name: String,
    /// In the order of the properties.
    pub(crate) variants: Vec<String>,
    /// The constant that holds the rules of each property.
    pub(crate) constants: Vec<String>,
    /// What the header fields of each are called, where there are any.
    pub(crate) headers: Vec<PartHeaderNames>,
    /// The variant of parts with other names.
    pub(crate) others: String,
}

/// The names for the header fields of a part.
#[derive(Debug, Default)]
pub(crate) struct PartHeaderNames {
    /// In the order of the document.
    pub(crate) fields: Vec<String>,
    /// The constants that say how they are read.
    pub(crate) constants: Vec<String>,
    /// The field of the content beside them.
    pub(crate) body: String,
}

/// The names for a body that has one case for each media type.
#[derive(Debug)]
pub(crate) struct ChoiceNames {
    pub(crate) name: String,
    /// In the order of the media types.
    pub(crate) variants: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct ResponseNames {
    pub(crate) variant: String,
    /// Fields of the headers, where there are any.
    pub(crate) headers: Vec<String>,
    /// The field of the body beside headers.
    pub(crate) body: String,
    /// The field of the status beside headers.
    pub(crate) status: String,
    /// The type of a body of several media types.
    pub(crate) choice: Option<ChoiceNames>,
}

impl AsRef<str> for TypeNames {
    fn as_ref(&self) -> &str {
        &self.name
    }
}

impl OperationNames {
    /// What the names of the operation's types begin with.
    fn stem(&self) -> &str {
        &self.stem
    }

    /// The types of bodies of several media types, and those of parts.
    fn choices(&self) -> Vec<&String> {
        let answers = self.responses.iter().map(|response| &response.choice);
        let choices = std::iter::once(&self.choice).chain(answers).flatten();
        let mut names: Vec<&String> = choices.map(|choice| &choice.name).collect();
        names.extend(self.parts.iter().flatten().map(|parts| &parts.name));
        names
    }
}

impl Names {
    /// The type's own name, if it is an item.
    pub(crate) fn of(&self, id: TypeId) -> Option<&TypeNames> {
        self.types.get(id.0).and_then(Option::as_ref)
    }

    /// The constant of a written schema, if it has one.
    pub(crate) fn schema(&self, id: SchemaId) -> Option<&str> {
        self.schemas.get(id.0)?.as_deref()
    }

    /// Whether an item of the generated root is called `name`.
    pub(crate) fn is_taken(&self, name: &str) -> bool {
        self.taken.contains(name)
    }
}

/// What the user chose about names.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct NameOptions<'o> {
    /// In place of the title.
    pub(crate) service: Option<&'o str>,
    /// Whether each tag has a trait.
    pub(crate) trait_per_tag: bool,
}

/// Chooses all names.
/// Complains of names that are given and cannot be.
pub(crate) fn choose(api: &Api, options: NameOptions<'_>, diagnostics: &mut Diagnostics) -> Names {
    let mut root = Scope::default();
    let title = options.service.unwrap_or(&api.title);
    let components = choose_called(api, &mut root, diagnostics);
    let components = choose_components(api, components, &mut root);
    let services = service::choose(api, title, options.trait_per_tag, &mut root);
    let mut operations = choose_operations(api, &mut root, diagnostics);
    let types = choose_types(api, components, &mut operations, &mut root, diagnostics);
    let (schemes, principals) = schemes::choose(api);
    let marker = root.claim("Operation");
    root.complain(diagnostics);
    let taken = services
        .iter()
        .flat_map(ServiceNames::names)
        .cloned()
        .chain(
            operations
                .iter()
                .flat_map(|names| [names.request.clone(), names.response.clone()]),
        )
        .chain(operations.iter().flat_map(OperationNames::choices).cloned())
        .chain(
            types
                .iter()
                .flatten()
                .map(|names: &TypeNames| names.name.clone()),
        )
        .collect();
    let mut modules = modules(&operations);
    Names {
        services,
        schemas_module: modules.claim("schemas"),
        xml_module: modules.claim("xml_tables"),
        xml_tables: xml::choose(api, &operations, &types),
        schemas: choose_schemas(api, &operations, &types),
        types,
        operations,
        marker,
        schemes,
        principals,
        taken,
    }
}

/// The names of modules that operations have taken.
fn modules(operations: &[OperationNames]) -> Scope {
    Scope::with(operations.iter().map(|names| &names.method))
}

/// A schema that says what a type leaves out is called after the type.
fn choose_schemas(
    api: &Api,
    operations: &[OperationNames],
    types: &[Option<TypeNames>],
) -> Vec<Option<String>> {
    let mut scope = Scope::default();
    let mut chosen = vec![None; api.schemas.len()];
    for (id, definition) in api.types.iter() {
        if let Some(rest) = definition.rest {
            let name = match &types[id.0] {
                Some(names) => constant_name(part(&names.name)),
                None => constant_name(&stem(api, operations, types, id)),
            };
            let name = match definition.shape {
                Shape::Any => name,
                _ => format!("{name}_REST"),
            };
            chosen[rest.0] = Some(scope.claim(&name));
        }
    }
    for (id, schema) in api.schemas.iter() {
        if let (Some(label), None) = (&schema.label, &chosen[id.0]) {
            chosen[id.0] = Some(scope.claim(&constant_name(label)));
        }
    }
    chosen
}

fn choose_operations(
    api: &Api,
    root: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Vec<OperationNames> {
    // An operation's module must not hide a crate that paths begin with.
    let mut methods = Scope::with(["std", "core", "alloc", "anteroom"]);
    let called = &api.called;
    let all = api.operations.iter().enumerate();
    let all = all.map(|(index, one)| {
        let own = Own::new(&one.id, value_name(&one.id));
        (own, called.operations.get(&index))
    });
    let chosen = methods.claim_all(all, Style::Value, diagnostics);
    methods.complain(diagnostics);
    let mut stems = Scope::default();
    api.operations
        .iter()
        .zip(chosen)
        .enumerate()
        .map(|(index, (operation, method))| {
            let stem = match called.operations.get(&index) {
                Some(called) => type_name(&called.name),
                None => type_name(&operation.id),
            };
            let stem = stems.claim(&stem);
            let mut fields = Scope::default();
            let all = operation.parameters.iter().enumerate().map(|(nth, one)| {
                let called = called.parameters.get(&(index, nth));
                (Own::new(&one.name, value_name(&one.name)), called)
            });
            let parameters = fields.claim_all(all, Style::Value, diagnostics);
            let mut constants = Scope::default();
            let constants = parameters
                .iter()
                .map(|field| constants.claim(&constant_name(field)))
                .collect();
            let body = fields.claim("body");
            fields.complain(diagnostics);
            OperationNames {
                request: root
                    .claim_first(["", "Operation"].map(|word| format!("{stem}{word}Request"))),
                response: root
                    .claim_first(["", "Operation"].map(|word| format!("{stem}{word}Response"))),
                stem,
                method: escape_keyword(&method),
                parameters: parameters.iter().map(|name| escape_keyword(name)).collect(),
                constants,
                body,
                choice: None,
                parts: Vec::new(),
                responses: choose_responses(operation),
            }
        })
        .collect()
}

fn choose_responses(operation: &Operation) -> Vec<ResponseNames> {
    let mut variants = Scope::default();
    operation
        .responses
        .iter()
        .map(|response| {
            // The one variable that stands beside the fields where an answer is written.
            let mut fields = Scope::with(["reply"]);
            ResponseNames {
                variant: variants.claim(&status_name(response.status)),
                status: fields.claim("status"),
                body: fields.claim("body"),
                headers: response
                    .headers
                    .iter()
                    .map(|header| escape_keyword(&fields.claim(&value_name(&header.name))))
                    .collect(),
                choice: None,
            }
        })
        .collect()
}

/// What a body of an operation is called. An answer of one media type is what it carries.
fn body_stem(operation: &str, carrier: Carrier, several: bool) -> String {
    match carrier {
        Carrier::Request => format!("{operation}Body"),
        Carrier::Answer(status) => {
            let suffix = if several { "Body" } else { "" };
            format!("{operation}{}{suffix}", status_name(status))
        }
    }
}

/// Names the types of the parts of multipart bodies.
fn choose_parts(api: &Api, operation: &Operation, names: &mut OperationNames, root: &mut Scope) {
    let contents = operation.body.iter().flat_map(|body| &body.contents);
    let divided = contents
        .clone()
        .filter(|content| matches!(content.payload, Payload::Parts(Some(_))));
    let alone = divided.count() < 2;
    let mut choose = |content: &Content| {
        let Payload::Parts(Some(id)) = content.payload else {
            return None;
        };
        let words = match alone {
            true => String::new(),
            false => type_name(&content.media_type.words()),
        };
        let mut variants = Scope::default();
        let (members, _) = api.types.part_members(id);
        let all = members.iter();
        let all: Vec<String> = all
            .map(|member| variants.claim(&type_name(member.name)))
            .collect();
        let others = variants.claim("Other");
        // A variant `N` is as good as a constant of that name.
        let taken = all.iter().map(String::as_str);
        let mut constants = Scope::with(taken.chain(["RULES", "OBJECT", "OTHER"]));
        let rules: Vec<String> = members
            .iter()
            .map(|member| constants.claim(&constant_name(&value_name(member.name))))
            .collect();
        let headers = members.iter().zip(&rules).map(|(member, rule)| {
            let encoding = content.encoding(member.name);
            let headers = encoding.map_or(&[][..], |encoding| &encoding.headers);
            let mut fields = Scope::default();
            let constant = |name: &str| format!("{rule}_{}", constant_name(&value_name(name)));
            PartHeaderNames {
                body: fields.claim("body"),
                fields: headers
                    .iter()
                    .map(|it| escape_keyword(&fields.claim(&value_name(&it.name))))
                    .collect(),
                constants: headers
                    .iter()
                    .map(|it| constants.claim(&constant(&it.name)))
                    .collect(),
            }
        });
        Some(PartNames {
            name: root.claim(&format!("{}{words}Part", names.stem())),
            headers: headers.collect(),
            constants: rules,
            variants: all.iter().map(|name| escape_keyword(name)).collect(),
            others,
        })
    };
    names.parts = contents.map(&mut choose).collect();
}

/// Names the types of bodies that have several media types.
fn choose_choices(operation: &Operation, names: &mut OperationNames, root: &mut Scope) {
    let mut choose = |contents: &[Content], carrier| {
        if BodyForm::of(contents) != BodyForm::Choice {
            return None;
        }
        let mut variants = Scope::default();
        let mut alike: HashMap<String, usize> = HashMap::new();
        for content in contents {
            *alike.entry(content.media_type.words()).or_default() += 1;
        }
        let variant = |content: &Content| {
            let mut words = content.media_type.words();
            if alike.get(&words).is_some_and(|count| *count > 1) {
                words = content.media_type.words_with_parameters();
            }
            escape_keyword(&variants.claim(&type_name(&words)))
        };
        Some(ChoiceNames {
            name: root.claim(&body_stem(names.stem(), carrier, true)),
            variants: contents.iter().map(variant).collect(),
        })
    };
    let body = operation.body.as_ref();
    let body = body.and_then(|body| choose(&body.contents, Carrier::Request));
    let answers: Vec<_> = operation
        .responses
        .iter()
        .map(|response| choose(&response.contents, Carrier::Answer(response.status)))
        .collect();
    names.choice = body;
    for (response, choice) in names.responses.iter_mut().zip(answers) {
        response.choice = choice;
    }
}
