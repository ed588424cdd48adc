//! The examples of a document, found without the generator: only what type a schema has comes from it.

use std::collections::HashMap;

use anteroom_codegen::SchemaOutline;
use serde_json::Value;

pub(crate) struct Example<'a> {
    /// Where it stands.
    pub(crate) pointer: String,
    pub(crate) json: String,
    pub(crate) schema: &'a SchemaOutline,
}

/// All examples, and how many stand at schemas for which nothing is generated.
pub(crate) fn examples<'a>(
    document: &Value,
    schemas: &'a [SchemaOutline],
) -> (Vec<Example<'a>>, usize) {
    let mut by_pointer = HashMap::new();
    for schema in schemas {
        by_pointer.entry(schema.pointer.as_str()).or_insert(schema);
    }
    let mut finder = Finder {
        document,
        by_pointer,
        found: Vec::new(),
        untold: 0,
    };
    finder.look(document, "#");
    (finder.found, finder.untold)
}

struct Finder<'a, 'd> {
    document: &'d Value,
    by_pointer: HashMap<&'a str, &'a SchemaOutline>,
    found: Vec<Example<'a>>,
    untold: usize,
}

impl<'a, 'd> Finder<'a, 'd> {
    fn look(&mut self, value: &'d Value, pointer: &str) {
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.look(item, &format!("{pointer}/{index}"));
                }
            }
            Value::Object(object) => {
                self.examples_of(value, pointer);
                let is_map = is_map_of_schemas(pointer);
                for (key, member) in object {
                    if is_map || !is_data(key) {
                        self.look(member, &join(pointer, key));
                    }
                }
            }
            _ => {}
        }
    }

    /// The examples of a schema, or those of a parameter or body beside its schema.
    fn examples_of(&mut self, value: &'d Value, pointer: &str) {
        if is_map_of_schemas(pointer) {
            return;
        }
        let holder = value
            .get("schema")
            .map(|schema| (schema, join(pointer, "schema")));
        let is_holder = holder.is_some();
        let (schema, place) = holder.unwrap_or((value, pointer.to_owned()));
        if let Some(example) = value.get("example") {
            self.example(schema, &place, join(pointer, "example"), example);
        }
        let examples = join(pointer, "examples");
        match value.get("examples") {
            Some(Value::Object(all)) if is_holder => {
                for (name, example) in all {
                    let (example, at) = self.followed(example, join(&examples, name));
                    if let Some(value) = example.get("value") {
                        self.example(schema, &place, join(&at, "value"), value);
                    }
                }
            }
            Some(Value::Array(all)) if !is_holder => {
                for (index, example) in all.iter().enumerate() {
                    self.example(schema, &place, format!("{examples}/{index}"), example);
                }
            }
            _ => {}
        }
    }

    fn example(&mut self, schema: &Value, place: &str, pointer: String, value: &Value) {
        match self.outline(schema, place) {
            Some(schema) => self.found.push(Example {
                pointer,
                json: value.to_string(),
                schema,
            }),
            None => self.untold += 1,
        }
    }

    /// What is generated for a schema, or for what it stands for.
    fn outline(&self, schema: &Value, place: &str) -> Option<&'a SchemaOutline> {
        let (mut schema, mut place) = (schema, place.to_owned());
        for _ in 0..20 {
            if let Some(outline) = self.by_pointer.get(place.as_str()) {
                return Some(outline);
            }
            let parts = schema.get("allOf").and_then(Value::as_array);
            if schema.get("$ref").is_some() {
                (schema, place) = self.followed_once(schema)?;
            } else if let Some([part]) = parts.map(Vec::as_slice) {
                (schema, place) = (part, format!("{place}/allOf/0"));
            } else {
                return None;
            }
        }
        None
    }

    fn followed_once(&self, value: &Value) -> Option<(&'d Value, String)> {
        let target = value.get("$ref")?.as_str()?;
        let pointer = target.strip_prefix('#')?;
        Some((self.document.pointer(&decode(pointer))?, target.to_owned()))
    }

    fn followed(&self, value: &'d Value, place: String) -> (&'d Value, String) {
        self.followed_once(value).unwrap_or((value, place))
    }
}

/// Keys under which stands data and no part of the description.
fn is_data(key: &str) -> bool {
    matches!(key, "example" | "examples" | "default" | "enum" | "const") || key.starts_with("x-")
}

/// Whether the keys at a place are names that the document chose.
fn is_map_of_schemas(pointer: &str) -> bool {
    let tokens: Vec<&str> = pointer.split('/').collect();
    match tokens.as_slice() {
        [.., "properties", "properties"] => false,
        [.., "properties" | "patternProperties" | "$defs"] => true,
        _ => false,
    }
}

fn join(pointer: &str, key: &str) -> String {
    let key = key.replace('~', "~0").replace('/', "~1");
    let mut joined = format!("{pointer}/");
    // As in the fragment of a URI.
    for byte in key.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => joined.push(char::from(byte)),
            _ if b"-._~!$&'()*+,;=:@/?".contains(&byte) => joined.push(char::from(byte)),
            _ => joined.push_str(&format!("%{byte:02X}")),
        }
    }
    joined
}

fn decode(fragment: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = fragment.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let coded = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match coded.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap()
}
