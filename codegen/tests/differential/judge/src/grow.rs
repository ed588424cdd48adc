//! Values that a schema accepts, most of the time.

use anteroom::json::{Map, Number, Value};

use crate::random::Random;
use crate::text;

/// Below this depth nothing is grown that may be left out.
const DEEP: usize = 5;
/// Below this one nothing is grown at all: schemas without an end lead here.
const TOO_DEEP: usize = 14;

pub(crate) struct Grower<'d> {
    /// What references lead into.
    document: &'d Value,
    pub(crate) random: Random,
}

/// All schemas that a value must satisfy together, one choice made wherever there is one.
#[derive(Default)]
struct Parts<'d>(Vec<&'d Map<Value>>);

impl<'d> Parts<'d> {
    fn all<'p>(&'p self, keyword: &'p str) -> impl Iterator<Item = &'d Value> + use<'p, 'd> {
        self.0.iter().filter_map(move |part| part.get(keyword))
    }

    fn numbers<'p>(&'p self, keyword: &'p str) -> impl Iterator<Item = f64> + use<'p, 'd> {
        self.all(keyword)
            .filter_map(|value| Some(value.as_number()?.to_f64()))
    }

    fn counts(&self, least: &str, most: &str) -> (usize, usize) {
        let count = |value: &Value| value.as_number()?.to_integer::<u32>().map(|n| n as usize);
        (
            self.all(least).filter_map(count).max().unwrap_or(0),
            self.all(most).filter_map(count).min().unwrap_or(usize::MAX),
        )
    }

    fn has(&self, keyword: &str) -> bool {
        self.all(keyword).next().is_some()
    }
}

impl<'d> Grower<'d> {
    pub(crate) const fn new(document: &'d Value, random: Random) -> Self {
        Self { document, random }
    }

    pub(crate) fn grow(&mut self, schema: &'d Value) -> Value {
        self.together(&[schema], 0)
    }

    fn together(&mut self, schemas: &[&'d Value], depth: usize) -> Value {
        if depth > TOO_DEEP {
            return Value::Null;
        }
        let mut parts = Parts::default();
        for schema in schemas {
            self.flatten(schema, &mut parts);
        }
        if let Some(value) = self.listed(&parts) {
            return value;
        }
        match self.kind(&parts) {
            Some("null") => Value::Null,
            Some("boolean") => Value::Bool(self.random.chance(50)),
            Some("integer") => number(self.number(&parts, true)),
            Some("number") => number(self.number(&parts, false)),
            Some("string") => Value::String(self.string(&parts)),
            Some("array") => self.array(&parts, depth),
            Some("object") => self.object(&parts, depth),
            _ => self.anything(depth),
        }
    }

    fn flatten(&mut self, schema: &'d Value, parts: &mut Parts<'d>) {
        let Value::Object(schema) = schema else {
            return;
        };
        let is_known = |part: &&Map<Value>| std::ptr::eq(*part, schema);
        if parts.0.len() > 200 || parts.0.iter().any(is_known) {
            return;
        }
        parts.0.push(schema);
        let target = schema.get("$ref").and_then(Value::as_str);
        if let Some(target) = target.and_then(|target| self.resolve(target)) {
            self.flatten(target, parts);
        }
        for part in list(schema.get("allOf")) {
            self.flatten(part, parts);
        }
        for keyword in ["oneOf", "anyOf"] {
            if let Some(branch) = self.random.pick(list(schema.get(keyword))) {
                self.flatten(branch, parts);
            }
        }
        if let Some(condition) = schema.get("if") {
            let holds = self.random.chance(60);
            if holds {
                self.flatten(condition, parts);
            }
            if let Some(then) = schema.get(if holds { "then" } else { "else" }) {
                self.flatten(then, parts);
            }
        }
    }

    fn resolve(&self, target: &str) -> Option<&'d Value> {
        let mut tokens = target.strip_prefix("#/")?.split('/');
        tokens.try_fold(self.document, |at, token| {
            let token = token.replace("~1", "/").replace("~0", "~");
            at.get(&token).or_else(|| at.at(token.parse().ok()?))
        })
    }

    /// One of the values that are listed.
    fn listed(&mut self, parts: &Parts<'d>) -> Option<Value> {
        let constants = parts.all("const").map(std::slice::from_ref);
        let mut lists = parts
            .all("enum")
            .filter_map(Value::as_array)
            .chain(constants);
        let first = lists.next()?;
        let lists: Vec<&[Value]> = lists.collect();
        let left: Vec<&Value> = first
            .iter()
            .filter(|value| lists.iter().all(|list| list.contains(value)))
            .collect();
        self.random.pick(&left).map(|value| (*value).clone())
    }

    fn kind(&mut self, parts: &Parts<'d>) -> Option<&'static str> {
        const KINDS: [&str; 7] = [
            "null", "boolean", "integer", "number", "string", "array", "object",
        ];
        let allows = |types: &Value, kind: &str| {
            let names = types.as_array().unwrap_or(std::slice::from_ref(types));
            let mut names = names.iter().filter_map(Value::as_str);
            names.any(|name| name == kind || (name == "number" && kind == "integer"))
        };
        if parts.has("type") {
            let mut left = KINDS.to_vec();
            left.retain(|kind| parts.all("type").all(|types| allows(types, kind)));
            if left.len() > 1 && self.random.chance(80) {
                left.retain(|kind| *kind != "null");
            }
            return self.random.pick(&left).copied();
        }
        let hints = [
            ("properties", "object"),
            ("required", "object"),
            ("additionalProperties", "object"),
            ("items", "array"),
            ("prefixItems", "array"),
            ("minLength", "string"),
            ("pattern", "string"),
            ("minimum", "number"),
        ];
        hints
            .into_iter()
            .find(|(keyword, _)| parts.has(keyword))
            .map(|(_, kind)| kind)
    }

    fn number(&mut self, parts: &Parts<'d>, whole: bool) -> String {
        let least = parts
            .numbers("minimum")
            .chain(parts.numbers("exclusiveMinimum"));
        let most = parts
            .numbers("maximum")
            .chain(parts.numbers("exclusiveMaximum"));
        let least = least.fold(f64::NEG_INFINITY, f64::max);
        let most = most.fold(f64::INFINITY, f64::min);
        let low = if least.is_finite() {
            least
        } else {
            most.min(10.0) - 20.0
        };
        let high = if most.is_finite() { most } else { low + 40.0 };
        let span = (high - low).clamp(0.0, 1000.0);
        let mut found = match self.random.below(6) {
            0 => low,
            1 => high,
            2 => low + 1.0,
            3 => high - 1.0,
            _ => low + span * (self.random.below(1001) as f64 / 1000.0),
        };
        if whole {
            found = found.round();
        }
        if let Some(step) = parts
            .numbers("multipleOf")
            .next()
            .filter(|step| *step > 0.0)
        {
            found = (found / step).ceil() * step;
            if step < 1.0 {
                // As people write it: 0.07 and not 0.07000000000000001.
                return format!("{found:.2}");
            }
        }
        spelled(found, &mut self.random)
    }

    fn string(&mut self, parts: &Parts<'d>) -> String {
        let patterns: Vec<&str> = parts.all("pattern").filter_map(Value::as_str).collect();
        let formats: Vec<&str> = parts.all("format").filter_map(Value::as_str).collect();
        let (least, most) = parts.counts("minLength", "maxLength");
        let of_pattern = self.random.pick(&patterns).copied();
        let of_pattern = of_pattern.and_then(|pattern| text::of_pattern(pattern, &mut self.random));
        let of_format = formats
            .iter()
            .find_map(|format| text::of_format(format, &mut self.random));
        match of_pattern.or(of_format) {
            Some(text) => text,
            None => {
                let text = text::word(&mut self.random);
                text::fit(text, least, most, &mut self.random)
            }
        }
    }

    fn array(&mut self, parts: &Parts<'d>, depth: usize) -> Value {
        let (least, most) = parts.counts("minItems", "maxItems");
        let more = if depth > DEEP {
            0
        } else {
            self.random.below(4)
        };
        let count = match self.random.below(8) {
            0 if most < 300 => most,
            _ => least.saturating_add(more).min(most),
        };
        let first: Vec<&Value> = parts
            .all("prefixItems")
            .flat_map(|all| list(Some(all)))
            .collect();
        let items: Vec<&Value> = parts.all("items").collect();
        let unique = parts
            .all("uniqueItems")
            .any(|unique| unique.as_bool() == Some(true));
        let mut found: Vec<Value> = Vec::new();
        for index in 0..count.min(2_000) {
            let schemas = first
                .get(index)
                .map_or(items.as_slice(), std::slice::from_ref);
            let mut item = self.together(schemas, depth + 1);
            for _ in 0..4 {
                if unique && found.contains(&item) {
                    item = self.together(schemas, depth + 1);
                }
            }
            found.push(item);
        }
        let wanted: Vec<&Value> = parts.all("contains").collect();
        if !wanted.is_empty() && self.random.chance(80) {
            found.push(self.together(&wanted, depth + 1));
        }
        Value::Array(found)
    }

    fn object(&mut self, parts: &Parts<'d>, depth: usize) -> Value {
        let required: Vec<&str> = parts
            .all("required")
            .flat_map(|names| list(Some(names)))
            .filter_map(Value::as_str)
            .collect();
        let described: Vec<(&str, &Value)> = parts
            .all("properties")
            .filter_map(Value::as_object)
            .flat_map(Map::iter)
            .collect();
        let share = [0, 20, 60, 100]
            .get(self.random.below(4))
            .copied()
            .unwrap_or(0);
        let share = if depth > DEEP { 0 } else { share };
        let mut names: Vec<&str> = described
            .iter()
            .map(|(name, _)| *name)
            .filter(|name| required.contains(name) || self.random.chance(share))
            .chain(required.iter().copied())
            .collect();
        if self.random.chance(30) {
            let turn = self.random.below(names.len());
            names.rotate_left(turn);
        }
        let mut found = Map::new();
        for name in names {
            if !found.contains_key(name) {
                let of_name = described.iter().filter(|(known, _)| *known == name);
                let schemas: Vec<&Value> = of_name.map(|(_, schema)| *schema).collect();
                found.insert(name, self.together(&schemas, depth + 1));
            }
        }
        self.further(parts, depth, &mut found);
        Value::Object(found)
    }

    /// Properties that the schema has no names for.
    fn further(&mut self, parts: &Parts<'d>, depth: usize, found: &mut Map<Value>) {
        let (least, most) = parts.counts("minProperties", "maxProperties");
        let patterned: Vec<(&str, &Value)> = parts
            .all("patternProperties")
            .filter_map(Value::as_object)
            .flat_map(Map::iter)
            .collect();
        let others: Vec<&Value> = parts.all("additionalProperties").collect();
        let is_closed = others.iter().any(|others| others.as_bool() == Some(false));
        let is_map =
            !patterned.is_empty() || others.iter().any(|others| others.as_object().is_some());
        let more = match (is_map, is_closed) {
            _ if depth > DEEP => 0,
            (true, _) => self.random.below(4),
            (false, true) => 0,
            (false, false) => usize::from(self.random.chance(10)),
        };
        for _ in 0..least.saturating_sub(found.len()).max(more).min(300) {
            if found.len() >= most {
                break;
            }
            let pattern = self.random.pick(&patterned).copied();
            let (name, schemas) = match pattern {
                Some((pattern, schema)) if self.random.chance(70) => {
                    let name = text::of_pattern(pattern, &mut self.random);
                    (name.unwrap_or_default(), vec![schema])
                }
                _ => (self.name(parts), others.clone()),
            };
            let value = self.together(&schemas, depth + 1);
            found.insert(name, value);
        }
    }

    fn name(&mut self, parts: &Parts<'d>) -> String {
        let rules: Vec<&Value> = parts.all("propertyNames").collect();
        let named = (!rules.is_empty()).then(|| self.together(&rules, TOO_DEEP));
        if let Some(Value::String(name)) = named {
            return name;
        }
        format!("{}{}", text::word(&mut self.random), self.random.below(10))
    }

    pub(crate) fn anything(&mut self, depth: usize) -> Value {
        let kinds = if depth > DEEP { 5 } else { 7 };
        match self.random.below(kinds) {
            0 => Value::Null,
            1 => Value::Bool(self.random.chance(50)),
            2 | 3 => Value::String(text::word(&mut self.random)),
            4 => number(any_number(&mut self.random)),
            5 => {
                let count = self.random.below(4);
                Value::Array((0..count).map(|_| self.anything(depth + 1)).collect())
            }
            _ => {
                let count = self.random.below(4);
                let entry = |grower: &mut Self| {
                    (text::word(&mut grower.random), grower.anything(depth + 1))
                };
                Value::Object((0..count).map(|_| entry(self)).collect())
            }
        }
    }
}

fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).unwrap_or_default()
}

pub(crate) fn number(text: String) -> Value {
    Number::parse(&text).map_or(Value::Null, Value::Number)
}

/// One of the ways to write a number.
pub(crate) fn spelled(value: f64, random: &mut Random) -> String {
    let is_whole = value.fract() == 0.0 && value.abs() < 9e15;
    match random.below(12) {
        0 if is_whole => format!("{value:.1}"),
        1 if is_whole => format!("{value:.0}e0"),
        2 if is_whole => format!("{:.0}E-2", value * 100.0),
        3 if value == 0.0 => "-0".to_owned(),
        4 => format!("{value:e}"),
        _ => format!("{value}"),
    }
}

/// Numbers at the edges of types.
pub(crate) fn any_number(random: &mut Random) -> String {
    const EDGES: [&str; 27] = [
        "0",
        "-0",
        "-0.0",
        "1",
        "-1",
        "0.1",
        "-1.5",
        "3.0",
        "1e2",
        "1E-2",
        "127",
        "128",
        "255",
        "256",
        "-32769",
        "65536",
        "2147483647",
        "2147483648",
        "-2147483649",
        "4294967296",
        "9007199254740993",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775809",
        "18446744073709551615",
        "18446744073709551616",
        "123456789012345678901234567890",
    ];
    random.pick(&EDGES).copied().unwrap_or("0").to_owned()
}
