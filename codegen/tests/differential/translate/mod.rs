//! A document's schemas as JSON Schema 2020-12, for a validator that knows nothing of OpenAPI.
//!
//! What is generated differs from the letter of JSON Schema where users of OpenAPI expect that; each such rule stands
//! here, with its reason.

mod discriminator;
mod reference;

use std::collections::{BTreeMap, BTreeSet};

use anteroom::json::{self, Map, Number, Value};
use anteroom::validate::Format;

use self::reference::at;
pub(crate) use self::reference::without_recursion;

/// Which way the values go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Way {
    Both,
    Request,
    Answer,
}

/// The schemas that were asked for, and all that they need, in `$defs`.
pub(crate) struct Translation<'d> {
    document: &'d Value,
    is_3_0: bool,
    keys: BTreeMap<(String, Way), String>,
    waiting: Vec<(String, Way, String)>,
    done: Map<Value>,
}

impl<'d> Translation<'d> {
    pub(crate) fn new(document: &'d Value) -> Self {
        // A number to YAML where it has no third part.
        let version = document
            .get("openapi")
            .map(json::to_string)
            .unwrap_or_default();
        Self {
            document,
            is_3_0: version.trim_start_matches('"').starts_with("3.0"),
            keys: BTreeMap::new(),
            waiting: Vec::new(),
            done: Map::new(),
        }
    }

    /// The key of the schema at a pointer such as `#/components/schemas/Room`.
    pub(crate) fn add(&mut self, pointer: &str, way: Way) -> String {
        let key = self.key(pointer, way);
        while let Some((pointer, way, key)) = self.waiting.pop() {
            let found = at(self.document, &pointer);
            let found = found.unwrap_or_else(|| panic!("there is no {pointer}"));
            let schema = self.schema(found, way, true);
            self.done.insert(key, schema);
        }
        key
    }

    pub(crate) fn finish(self) -> Value {
        Value::Object(Map::from([("$defs", Value::Object(self.done))]))
    }

    fn key(&mut self, pointer: &str, way: Way) -> String {
        let number = self.keys.len();
        let waiting = &mut self.waiting;
        let key = self.keys.entry((pointer.to_owned(), way));
        let key = key.or_insert_with(|| {
            let name = pointer.rsplit('/').next().unwrap_or_default();
            let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
            let key = format!("{name}-{number}-{way:?}");
            waiting.push((pointer.to_owned(), way, key.clone()));
            key
        });
        key.clone()
    }

    /// `typed`: whether it is about a value that has a type. What is in `not` and the like is taken by the letter.
    fn schema(&mut self, schema: &Value, way: Way, typed: bool) -> Value {
        let Value::Object(keywords) = schema else {
            return schema.clone();
        };
        if self.is_3_0 && keywords.contains_key("$ref") {
            // 3.0 ignores what stands beside a reference.
            return self.reference(keywords, way);
        }
        let mut out = Map::new();
        for (keyword, value) in keywords {
            self.keyword(keywords, keyword, value, way, typed, &mut out);
        }
        if let Some(Value::String(target)) = keywords.get("$ref") {
            let key = self.key(target, way);
            out.insert("$ref", Value::from(format!("#/$defs/{key}")));
        }
        if typed {
            self.together(keywords, &mut out);
            self.types(keywords, &mut out);
            self.discriminator(keywords, way, &mut out);
        }
        nullable(keywords, out)
    }

    fn reference(&mut self, keywords: &Map<Value>, way: Way) -> Value {
        let target = keywords
            .get("$ref")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let key = self.key(target, way);
        Value::Object(Map::from([("$ref", Value::from(format!("#/$defs/{key}")))]))
    }

    fn keyword(
        &mut self,
        all: &Map<Value>,
        keyword: &str,
        value: &Value,
        way: Way,
        typed: bool,
        out: &mut Map<Value>,
    ) {
        let value = match keyword {
            "pattern" => Value::String(spelled_out(value.as_str().unwrap_or_default())),
            "type" | "enum" | "const" | "multipleOf" | "minLength" | "maxLength" | "minItems"
            | "maxItems" | "uniqueItems" | "minContains" | "maxContains" | "minProperties"
            | "maxProperties" | "dependentRequired" => value.clone(),
            "minimum" | "maximum" => {
                // 3.0 has flags for what is a bound of its own in 2020-12.
                let flag = match keyword {
                    "minimum" => "exclusiveMinimum",
                    _ => "exclusiveMaximum",
                };
                let is_exclusive = all.get(flag).and_then(Value::as_bool) == Some(true);
                out.insert(if is_exclusive { flag } else { keyword }, value.clone());
                return;
            }
            "exclusiveMinimum" | "exclusiveMaximum" if value.as_number().is_some() => value.clone(),
            // Formats that have no grammar here are words.
            "format" if value.as_str().and_then(Format::by_name).is_some() => value.clone(),
            "contentEncoding" if value.as_str() == Some("base64") => {
                out.insert("format", Value::from("byte"));
                return;
            }
            "required" => self.demanded(all, value, way),
            "properties" => {
                let entries = value.as_object().into_iter().flatten();
                let entries = entries.map(|(name, schema)| {
                    // What the other side sends is passed over, whatever it is.
                    let goes = way == Way::Both || self.sent_by(schema).is_none_or(|by| by == way);
                    (
                        name.to_owned(),
                        if goes {
                            self.schema(schema, way, typed)
                        } else {
                            Value::Bool(true)
                        },
                    )
                });
                Value::Object(entries.collect())
            }
            "patternProperties" | "dependentSchemas" => {
                let entries = value.as_object().into_iter().flatten();
                let entries =
                    entries.map(|(name, part)| (name.to_owned(), self.schema(part, way, typed)));
                Value::Object(entries.collect())
            }
            "allOf" | "anyOf" | "oneOf" | "prefixItems" => {
                let items = value.as_array().unwrap_or_default().iter();
                Value::Array(items.map(|part| self.schema(part, way, typed)).collect())
            }
            "items" | "additionalProperties" | "unevaluatedItems" | "unevaluatedProperties" => {
                self.schema(value, way, typed)
            }
            "not" | "if" | "then" | "else" | "contains" | "propertyNames" => {
                self.schema(value, way, false)
            }
            _ => return,
        };
        out.insert(keyword, value);
    }

    /// The names of `required` that this side sends.
    fn demanded(&self, schema: &Map<Value>, names: &Value, way: Way) -> Value {
        let properties = schema.get("properties");
        let is_demanded = |name: &&Value| {
            let property = properties.and_then(|all| all.get(name.as_str()?));
            property
                .and_then(|property| self.sent_by(property))
                .is_none_or(|by| by == way)
        };
        let names = names.as_array().unwrap_or_default().iter();
        let mut left: Vec<Value> = Vec::new();
        for name in names.filter(is_demanded) {
            // A name that is there twice confuses the other validator.
            if !left.contains(name) {
                left.push(name.clone());
            }
        }
        Value::Array(left)
    }

    /// The side that sends a property, if it is one alone.
    fn sent_by(&self, property: &Value) -> Option<Way> {
        let parts = property.get("allOf").and_then(Value::as_array);
        let parts = || parts.unwrap_or_default().iter().chain([property]);
        let is_set = |at: &Value, keyword| at.get(keyword).and_then(Value::as_bool) == Some(true);
        let says =
            |keyword| parts().any(|at| is_set(at, keyword) || is_set(self.followed(at), keyword));
        match (says("readOnly"), says("writeOnly")) {
            (true, false) => Some(Way::Answer),
            (false, true) => Some(Way::Request),
            _ => None,
        }
    }

    fn followed<'v>(&self, schema: &'v Value) -> &'v Value
    where
        'd: 'v,
    {
        let mut end: &'v Value = schema;
        for _ in 0..50 {
            let Some(target) = end.get("$ref").and_then(Value::as_str) else {
                break;
            };
            end = at(self.document, target).unwrap_or(end);
        }
        end
    }

    /// What `allOf` puts together has properties of all parts: what is said of the others, as by `additionalProperties`, is
    /// not about those.
    fn together(&self, keywords: &Map<Value>, out: &mut Map<Value>) {
        if !keywords.contains_key("additionalProperties") {
            return;
        }
        let mut names = BTreeSet::new();
        self.names(keywords, &mut names, &mut BTreeSet::new());
        let mut properties = out
            .remove("properties")
            .unwrap_or(Value::Object(Map::new()));
        if let Value::Object(properties) = &mut properties {
            for name in names {
                if !properties.contains_key(&name) {
                    properties.insert(name, Value::Bool(true));
                }
            }
        }
        out.insert("properties", properties);
    }

    /// The names of the properties that a schema, or one that it is composed of, describes.
    fn names(
        &self,
        keywords: &Map<Value>,
        names: &mut BTreeSet<String>,
        seen: &mut BTreeSet<usize>,
    ) {
        if !seen.insert(std::ptr::from_ref(keywords).addr()) {
            return;
        }
        let own = keywords.get("properties").and_then(Value::as_object);
        names.extend(own.into_iter().flat_map(Map::keys).map(str::to_owned));
        for part in self.parts(keywords) {
            self.names(part, names, seen);
        }
    }

    /// The schemas of which a schema is composed.
    fn parts<'v>(&self, keywords: &'v Map<Value>) -> impl Iterator<Item = &'v Map<Value>>
    where
        'd: 'v,
    {
        let target = keywords.get("$ref").and_then(Value::as_str);
        let target = target.and_then(|target| at(self.document, target));
        let parts = keywords
            .get("allOf")
            .and_then(Value::as_array)
            .unwrap_or_default();
        parts.iter().chain(target).filter_map(Value::as_object)
    }

    /// Types that are not said, and bounds that come from types of Rust.
    fn types(&self, keywords: &Map<Value>, out: &mut Map<Value>) {
        let implied = self.implied_type(keywords);
        if let Some(kind) = implied.filter(|_| !out.contains_key("type")) {
            out.insert("type", Value::from(kind));
        }
        let names = out.get("type").cloned().unwrap_or(Value::Null);
        let names = names
            .as_array()
            .unwrap_or(std::slice::from_ref(&names))
            .to_vec();
        let has = |name: &str| names.iter().any(|known| known.as_str() == Some(name));
        if keywords.contains_key("enum") || keywords.contains_key("const") {
            return;
        }
        let format = keywords.get("format").and_then(Value::as_str);
        let (least, greatest) = integer_bounds(format.unwrap_or_default());
        let number = |text: &str| Number::parse(text).map_or(Value::Null, Value::Number);
        let bounds = [("minimum", number(least)), ("maximum", number(greatest))];
        if has("integer") && !has("number") {
            // An integer that does not fit its type is a violation: the one documented deviation.
            add_all_of(out, object(&bounds));
        } else if has("number") && format.and_then(format_type) == Some("integer") {
            // The width of an integer is a format that numbers must have.
            let [least, greatest] = bounds;
            let whole = object(&[("type", Value::from("integer")), least, greatest]);
            let condition = object(&[("type", Value::from("number"))]);
            add_all_of(out, object(&[("if", condition), ("then", whole)]));
        }
    }

    /// The type of which a schema speaks where it says none.
    fn implied_type(&self, keywords: &Map<Value>) -> Option<&'static str> {
        const SPEAKING: [(&str, &[&str]); 4] = [
            (
                "object",
                &[
                    "properties",
                    "additionalProperties",
                    "required",
                    "patternProperties",
                    "propertyNames",
                    "minProperties",
                    "maxProperties",
                    "dependentRequired",
                    "dependentSchemas",
                    "unevaluatedProperties",
                ],
            ),
            (
                "array",
                &[
                    "items",
                    "prefixItems",
                    "contains",
                    "minItems",
                    "maxItems",
                    "uniqueItems",
                    "unevaluatedItems",
                ],
            ),
            ("string", &["minLength", "maxLength", "pattern"]),
            (
                "number",
                &[
                    "minimum",
                    "maximum",
                    "exclusiveMinimum",
                    "exclusiveMaximum",
                    "multipleOf",
                ],
            ),
        ];
        let is_told = ["enum", "const"]
            .iter()
            .any(|keyword| keywords.contains_key(keyword));
        if is_told || self.has_type(keywords, &mut BTreeSet::new()) {
            return None;
        }
        let speaks = |words: &[&str]| words.iter().any(|word| keywords.contains_key(word));
        let mut speaking = SPEAKING.iter().filter(|(_, words)| speaks(words));
        match (speaking.next(), speaking.next()) {
            (Some((kind, _)), None) => Some(*kind),
            (None, _) => format_type(keywords.get("format")?.as_str()?),
            _ => None,
        }
    }

    /// Whether a schema, or one that it is composed of, says a type.
    fn has_type(&self, keywords: &Map<Value>, seen: &mut BTreeSet<usize>) -> bool {
        if !seen.insert(std::ptr::from_ref(keywords).addr()) {
            return false;
        }
        keywords.contains_key("type") || self.parts(keywords).any(|part| self.has_type(part, seen))
    }
}

/// `nullable`, which is understood in both versions: where it stands beside a type it adds to that; elsewhere null
/// is allowed whatever else is said.
fn nullable(keywords: &Map<Value>, mut out: Map<Value>) -> Value {
    if keywords.get("nullable").and_then(Value::as_bool) != Some(true) {
        return Value::Object(out);
    }
    let null = Value::from("null");
    if let Some(kind) = keywords.get("type") {
        let mut kinds = kind
            .as_array()
            .unwrap_or(std::slice::from_ref(kind))
            .to_vec();
        kinds.push(null);
        out.insert("type", Value::Array(kinds));
        match out.get_mut("enum") {
            Some(Value::Array(values)) if !values.contains(&Value::Null) => {
                values.push(Value::Null);
            }
            _ => {}
        }
        let is_composed = ["allOf", "oneOf", "anyOf"]
            .iter()
            .any(|keyword| keywords.contains_key(keyword));
        if !is_composed {
            return Value::Object(out);
        }
    }
    let null = object(&[("type", Value::from("null"))]);
    object(&[("anyOf", Value::Array(vec![null, Value::Object(out)]))])
}

fn object(entries: &[(&str, Value)]) -> Value {
    Value::Object(
        entries
            .iter()
            .map(|(name, value)| (*name, value.clone()))
            .collect(),
    )
}

fn add_all_of(out: &mut Map<Value>, schema: Value) {
    match out.get_mut("allOf") {
        Some(Value::Array(parts)) => parts.push(schema),
        _ => drop(out.insert("allOf", Value::Array(vec![schema]))),
    }
}

fn integer_bounds(format: &str) -> (&'static str, &'static str) {
    match format {
        "int8" => ("-128", "127"),
        "int16" => ("-32768", "32767"),
        "int32" => ("-2147483648", "2147483647"),
        "uint8" => ("0", "255"),
        "uint16" => ("0", "65535"),
        "uint32" | "uint" => ("0", "4294967295"),
        "uint64" => ("0", "18446744073709551615"),
        _ => ("-9223372036854775808", "9223372036854775807"),
    }
}

fn format_type(format: &str) -> Option<&'static str> {
    Some(match format {
        "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" => {
            "integer"
        }
        "float" | "double" => "number",
        "date-time" | "date" | "time" | "uuid" | "ipv4" | "ipv6" | "email" | "uri" | "hostname"
        | "byte" | "binary" | "password" => "string",
        _ => return None,
    })
}

/// A pattern in which `.` says what it means in ECMA-262: not only a line feed ends a line. The other validator knows no
/// other end.
fn spelled_out(pattern: &str) -> String {
    let mut spelled = String::new();
    let (mut escaped, mut in_class) = (false, false);
    for character in pattern.chars() {
        match character {
            '.' if !escaped && !in_class => spelled.push_str("[^\\n\\r\\u2028\\u2029]"),
            _ => spelled.push(character),
        }
        in_class = !escaped && (character == '[' || (in_class && character != ']'))
            || (escaped && in_class);
        escaped = !escaped && character == '\\';
    }
    spelled
}
