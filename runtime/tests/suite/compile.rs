//! Schemas from the suite's JSON, made while the test runs. What is made is kept for good.

use std::collections::HashMap;
use std::sync::OnceLock;

use anteroom::json::{self, Map, Value};
use anteroom::validate::pattern::{self, PatternError};
use anteroom::validate::{Decimal, Format, Keyword, Kinds, Pattern, Schema};

use crate::uri;

/// Makes the schema of a document.
///
/// # Errors
///
/// What the document needs and is not there.
pub(crate) fn compile(document: &Value, formats: bool) -> Result<&'static Schema, String> {
    let linear = |source| pattern::check(source).map(|()| Pattern::new(source));
    Compiler::new(document.clone(), formats, linear).schema_at("")
}

fn keep<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn keep_list<T>(list: Vec<T>) -> &'static [T] {
    Vec::leak(list)
}

fn keep_text(text: impl Into<String>) -> &'static str {
    String::leak(text.into())
}

/// Makes the schemas of one document, each of them once.
pub(crate) struct Compiler {
    document: &'static Value,
    formats: bool,
    pattern: fn(&'static str) -> Result<Pattern, PatternError>,
    /// The URI of the resource in which a schema stands, by the schema's address.
    bases: HashMap<usize, String>,
    resources: HashMap<String, &'static Value>,
    anchors: HashMap<String, &'static Value>,
    cells: HashMap<usize, &'static OnceLock<Schema>>,
    waiting: Vec<&'static Value>,
}

fn address(node: &Value) -> usize {
    std::ptr::from_ref(node).addr()
}

const ROOT: &str = "suite:/root";

impl Compiler {
    pub(crate) fn new(
        document: Value,
        formats: bool,
        pattern: fn(&'static str) -> Result<Pattern, PatternError>,
    ) -> Self {
        let document = keep(document);
        let mut compiler = Self {
            document,
            formats,
            pattern,
            bases: HashMap::new(),
            resources: HashMap::new(),
            anchors: HashMap::new(),
            cells: HashMap::new(),
            waiting: Vec::new(),
        };
        compiler.index(document, ROOT);
        compiler
    }

    /// The schema to which a pointer leads.
    ///
    /// # Errors
    ///
    /// As for [`compile`].
    pub(crate) fn schema_at(&mut self, pointer: &str) -> Result<&'static Schema, String> {
        let node = match pointer {
            "" => self.document,
            _ => self.resolve(self.document, &format!("#{pointer}"))?,
        };
        let cell = self.cell(node);
        while let Some(node) = self.waiting.pop() {
            let schema = self.schema(node)?;
            self.cell(node).get_or_init(|| schema);
        }
        cell.get().ok_or_else(|| "no schema".to_owned())
    }

    /// Finds the identifiers in a schema and in all that it holds.
    fn index(&mut self, node: &'static Value, base: &str) {
        let Value::Object(keywords) = node else {
            return;
        };
        let base = match keywords.get("$id").and_then(Value::as_str) {
            Some(id) => uri::resolve(base, id),
            None => base.to_owned(),
        };
        if self.bases.is_empty() || keywords.contains_key("$id") {
            self.resources
                .insert(base.trim_end_matches('#').to_owned(), node);
        }
        for name in ["$anchor", "$dynamicAnchor"] {
            if let Some(anchor) = keywords.get(name).and_then(Value::as_str) {
                self.anchors.insert(format!("{base}#{anchor}"), node);
            }
        }
        self.bases.insert(address(node), base.clone());
        for (name, value) in keywords {
            for child in children(name, value) {
                self.index(child, &base);
            }
        }
    }

    /// The place of a schema that is made already or will be.
    fn cell(&mut self, node: &'static Value) -> &'static OnceLock<Schema> {
        if let Some(cell) = self.cells.get(&address(node)) {
            return cell;
        }
        self.waiting.push(node);
        let cell = keep(OnceLock::new());
        self.cells.insert(address(node), cell);
        cell
    }

    fn reference(&mut self, node: &'static Value) -> &'static Schema {
        match node {
            Value::Bool(true) => &Schema::TRUE,
            Value::Bool(false) => &Schema::FALSE,
            _ => {
                let cell = self.cell(node);
                keep(Schema::new("", keep_list(vec![Keyword::Later(cell)])))
            }
        }
    }

    fn resolve(&mut self, from: &Value, target: &str) -> Result<&'static Value, String> {
        let base = self.bases.get(&address(from)).cloned().unwrap_or_default();
        let target = uri::resolve(&base, target);
        let (resource, fragment) = target.split_once('#').unwrap_or((&target, ""));
        if let Some(node) = self.anchors.get(&target) {
            return Ok(node);
        }
        let missing = || format!("there is no {target}");
        let mut node = *self.resources.get(resource).ok_or_else(missing)?;
        if fragment.is_empty() {
            return Ok(node);
        }
        let mut base = resource.to_owned();
        for token in fragment.strip_prefix('/').ok_or_else(missing)?.split('/') {
            let token = uri::decode(token).replace("~1", "/").replace("~0", "~");
            let index = token.parse().ok();
            node = node
                .get(&token)
                .or_else(|| node.at(index?))
                .ok_or_else(missing)?;
            base = self.bases.get(&address(node)).cloned().unwrap_or(base);
        }
        // A schema may stand where none is expected.
        if !self.bases.contains_key(&address(node)) {
            self.index(node, &base);
        }
        Ok(node)
    }

    fn schema(&mut self, node: &'static Value) -> Result<Schema, String> {
        let keywords = match node {
            Value::Bool(true) => return Ok(Schema::TRUE),
            Value::Bool(false) => return Ok(Schema::FALSE),
            Value::Object(keywords) => keywords,
            _ => return Err("not a schema".to_owned()),
        };
        let mut list = Vec::new();
        for (name, value) in keywords {
            let target = |name: &str| format!("{name} is not a text");
            if matches!(name, "$ref" | "$dynamicRef") {
                let target = value.as_str().ok_or_else(|| target(name))?;
                let node = self.resolve(node, target)?;
                list.push(Keyword::Later(self.cell(node)));
            } else {
                list.extend(self.keyword(name, value)?);
            }
        }
        Ok(Schema::new("#", keep_list(list)))
    }

    fn keyword(&mut self, name: &str, value: &'static Value) -> Result<Option<Keyword>, String> {
        let keyword = match name {
            "type" => Keyword::Type(kinds(value)),
            "enum" => Keyword::Enum(keep_list(items(value).iter().map(text).collect())),
            "const" => Keyword::Const(text(value)),
            "multipleOf" => Keyword::MultipleOf(decimal(value)?),
            "minimum" => Keyword::Minimum(decimal(value)?),
            "maximum" => Keyword::Maximum(decimal(value)?),
            "exclusiveMinimum" => Keyword::ExclusiveMinimum(decimal(value)?),
            "exclusiveMaximum" => Keyword::ExclusiveMaximum(decimal(value)?),
            "minLength" => Keyword::MinLength(count(value)?),
            "maxLength" => Keyword::MaxLength(count(value)?),
            "minItems" => Keyword::MinItems(count(value)?),
            "maxItems" => Keyword::MaxItems(count(value)?),
            "minContains" => Keyword::MinContains(count(value)?),
            "maxContains" => Keyword::MaxContains(count(value)?),
            "minProperties" => Keyword::MinProperties(count(value)?),
            "maxProperties" => Keyword::MaxProperties(count(value)?),
            "uniqueItems" if value.as_bool() == Some(true) => Keyword::UniqueItems,
            "pattern" => Keyword::Pattern(self.expression(value.as_str().unwrap_or_default())?),
            "format" if self.formats => {
                let format = value.as_str().and_then(Format::by_name);
                return Ok(format.map(Keyword::Format));
            }
            "required" => Keyword::Required(strings(value)),
            "dependentRequired" => Keyword::DependentRequired(keep_list(
                entries(value)?
                    .iter()
                    .map(|(name, value)| (keep_text(name), strings(value)))
                    .collect(),
            )),
            _ => return self.applicator(name, value),
        };
        Ok(Some(keyword))
    }

    fn applicator(&mut self, name: &str, value: &'static Value) -> Result<Option<Keyword>, String> {
        let keyword = match name {
            "prefixItems" => Keyword::PrefixItems(self.list(value)),
            "items" => Keyword::Items(self.reference(value)),
            "contains" => Keyword::Contains(self.reference(value)),
            "properties" => Keyword::Properties(self.named(value)?),
            "patternProperties" => {
                let named = self.named(value)?.iter();
                let list: Result<_, String> = named
                    .map(|(name, schema)| Ok((self.expression(name)?, *schema)))
                    .collect();
                Keyword::PatternProperties(keep_list(list?))
            }
            "additionalProperties" => Keyword::AdditionalProperties(self.reference(value)),
            "propertyNames" => Keyword::PropertyNames(self.reference(value)),
            "dependentSchemas" => Keyword::DependentSchemas(self.named(value)?),
            "allOf" => Keyword::AllOf(self.list(value)),
            "anyOf" => Keyword::AnyOf(self.list(value)),
            "oneOf" => Keyword::OneOf(self.list(value)),
            "not" => Keyword::Not(self.reference(value)),
            "if" => Keyword::If(self.reference(value)),
            "then" => Keyword::Then(self.reference(value)),
            "else" => Keyword::Else(self.reference(value)),
            "unevaluatedItems" => Keyword::UnevaluatedItems(self.reference(value)),
            "unevaluatedProperties" => Keyword::UnevaluatedProperties(self.reference(value)),
            _ => return Ok(None),
        };
        Ok(Some(keyword))
    }

    fn expression(&self, source: &str) -> Result<&'static Pattern, String> {
        let pattern = (self.pattern)(keep_text(source));
        let pattern = pattern.map_err(|error| format!("the pattern {source}: {error}"))?;
        Ok(keep(pattern))
    }

    fn list(&mut self, value: &'static Value) -> &'static [&'static Schema] {
        keep_list(
            items(value)
                .iter()
                .map(|item| self.reference(item))
                .collect(),
        )
    }

    fn named(
        &mut self,
        value: &'static Value,
    ) -> Result<&'static [(&'static str, &'static Schema)], String> {
        let entries = entries(value)?.iter();
        let named = entries.map(|(name, value)| (keep_text(name), self.reference(value)));
        Ok(keep_list(named.collect()))
    }
}

/// The schemas that a keyword has.
fn children(name: &str, value: &'static Value) -> Vec<&'static Value> {
    match name {
        "items"
        | "contains"
        | "additionalProperties"
        | "propertyNames"
        | "not"
        | "if"
        | "then"
        | "else"
        | "unevaluatedItems"
        | "unevaluatedProperties" => vec![value],
        "prefixItems" | "allOf" | "anyOf" | "oneOf" => items(value).iter().collect(),
        "$defs" | "properties" | "patternProperties" | "dependentSchemas" => value
            .as_object()
            .map_or_else(Vec::new, |map| map.values().collect()),
        _ => Vec::new(),
    }
}

fn items(value: &'static Value) -> &'static [Value] {
    value.as_array().unwrap_or_default()
}

fn entries(value: &'static Value) -> Result<&'static Map<Value>, String> {
    value.as_object().ok_or_else(|| "not an object".to_owned())
}

fn strings(value: &'static Value) -> &'static [&'static str] {
    keep_list(items(value).iter().filter_map(Value::as_str).collect())
}

fn text(value: &Value) -> &'static str {
    keep_text(json::to_string(value))
}

fn decimal(value: &'static Value) -> Result<Decimal<'static>, String> {
    let number = value.as_number().ok_or("not a number")?;
    Ok(Decimal::new(number.as_str()))
}

fn count(value: &Value) -> Result<u64, String> {
    let number = value.as_number().and_then(|number| number.to_integer());
    number.ok_or_else(|| "not a count".to_owned())
}

fn kinds(value: &'static Value) -> Kinds {
    let names = match value {
        Value::Array(names) => names.as_slice(),
        name => std::slice::from_ref(name),
    };
    names.iter().fold(Kinds::NONE, |kinds, name| {
        kinds.or(match name.as_str() {
            Some("null") => Kinds::NULL,
            Some("boolean") => Kinds::BOOL,
            Some("integer") => Kinds::INTEGER,
            Some("number") => Kinds::NUMBER,
            Some("string") => Kinds::STRING,
            Some("array") => Kinds::ARRAY,
            Some("object") => Kinds::OBJECT,
            _ => Kinds::NONE,
        })
    })
}
