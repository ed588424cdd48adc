//! Choices with a discriminator.

use std::collections::BTreeSet;

use anteroom::json::{Map, Value};

use super::reference::at;
use super::{Translation, Way, add_all_of, object};

impl Translation<'_> {
    /// With a discriminator, the branch that it names decides.
    pub(super) fn discriminator(&mut self, keywords: &Map<Value>, way: Way, out: &mut Map<Value>) {
        let Some(discriminator) = keywords.get("discriminator") else {
            return;
        };
        let name = discriminator.get("propertyName").and_then(Value::as_str);
        let keyword = ["oneOf", "anyOf"]
            .into_iter()
            .find(|keyword| keywords.contains_key(keyword));
        let (Some(name), Some(keyword)) = (name, keyword) else {
            return;
        };
        let branches = keywords
            .get(keyword)
            .and_then(Value::as_array)
            .unwrap_or_default();
        let branches: Vec<&Value> = branches
            .iter()
            .filter(|branch| !self.is_null(branch))
            .collect();
        let is_object = |branch: &&&Value| self.can_be_object(branch);
        let objects: Vec<&Value> = branches.iter().filter(is_object).copied().collect();
        let tags = [true, false].into_iter().find_map(|by_values| {
            let tags = objects
                .iter()
                .map(|branch| self.tags(discriminator, name, branch, by_values));
            let tags: Vec<Vec<String>> = tags.collect();
            tell_apart(&tags).then_some(tags)
        });
        let Some(tags) = tags else { return };
        let is_needed = objects.iter().all(|branch| self.requires(branch, name, 0));
        let before = out.remove(keyword).unwrap_or(Value::Null);
        let mut cases: Vec<Value> = Vec::new();
        for (branch, tags) in objects.iter().zip(tags) {
            let tags = Value::Array(tags.into_iter().map(Value::from).collect());
            let tag = object(&[("enum", tags)]);
            let named = object(&[
                ("type", Value::from("object")),
                ("required", Value::Array(vec![Value::from(name)])),
                ("properties", object(&[(name, tag)])),
            ]);
            let branch = self.schema(branch, way, true);
            cases.push(object(&[("allOf", Value::Array(vec![named, branch]))]));
        }
        let mut without = vec![object(&[("type", Value::from("object"))])];
        if !is_needed {
            let required = Value::Array(vec![Value::from(name)]);
            without.push(object(&[("not", object(&[("required", required)]))]));
            without.push(object(&[(keyword, before.clone())]));
            cases.push(object(&[("allOf", Value::Array(without))]));
        }
        let no_object = object(&[("not", object(&[("type", Value::from("object"))]))]);
        let others = vec![no_object, object(&[(keyword, before)])];
        cases.push(object(&[("allOf", Value::Array(others))]));
        add_all_of(out, object(&[("anyOf", Value::Array(cases))]));
    }

    fn is_null(&self, branch: &Value) -> bool {
        let branch = self.followed(branch);
        let is_null = |value: &Value| value.is_null() || value.as_str() == Some("null");
        let all_null = |list: &Value| {
            let list = list.as_array().unwrap_or_default();
            !list.is_empty() && list.iter().all(is_null)
        };
        branch
            .get("type")
            .is_some_and(|kind| is_null(kind) || all_null(kind))
            || branch.get("enum").is_some_and(all_null)
            || branch.get("const").is_some_and(Value::is_null)
    }

    fn can_be_object(&self, branch: &Value) -> bool {
        match self.followed(branch).get("type") {
            None => true,
            Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind.as_str() == Some("object")),
            Some(kind) => kind.as_str() == Some("object"),
        }
    }

    fn tags(
        &self,
        discriminator: &Value,
        name: &str,
        branch: &Value,
        by_values: bool,
    ) -> Vec<String> {
        let target = self.followed(branch);
        let mapped: Vec<String> = discriminator
            .get("mapping")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .filter(|(_, schema)| {
                let schema = schema.as_str().unwrap_or_default();
                let pointer = if schema.contains('#') {
                    schema.to_owned()
                } else {
                    format!("#/components/schemas/{schema}")
                };
                at(self.document, &pointer)
                    .is_some_and(|schema| std::ptr::eq(self.followed(schema), target))
            })
            .map(|(value, _)| value.to_owned())
            .collect();
        if !mapped.is_empty() {
            return mapped;
        }
        let values = by_values.then(|| self.values(branch, name, 0)).flatten();
        values.unwrap_or_else(|| {
            let target = branch.get("$ref").and_then(Value::as_str);
            let name = target.and_then(|target| target.strip_prefix("#/components/schemas/"));
            name.map(str::to_owned).into_iter().collect()
        })
    }

    /// The values that a property can have, if they are listed.
    fn values(&self, schema: &Value, name: &str, depth: usize) -> Option<Vec<String>> {
        let schema = self.followed(schema);
        if depth > 8 {
            return None;
        }
        let property = schema.get("properties").and_then(|all| all.get(name));
        if let Some(property) = property {
            let property = self.followed(property);
            let texts = |values: &[Value]| -> Option<Vec<String>> {
                values
                    .iter()
                    .map(|value| value.as_str().map(str::to_owned))
                    .collect()
            };
            return match (property.get("enum"), property.get("const")) {
                (Some(list), _) => texts(list.as_array()?),
                (_, Some(value)) => texts(std::slice::from_ref(value)),
                _ => None,
            };
        }
        let parts = schema
            .get("allOf")
            .and_then(Value::as_array)
            .unwrap_or_default();
        if let Some(values) = parts
            .iter()
            .find_map(|part| self.values(part, name, depth + 1))
        {
            return Some(values);
        }
        let choice = schema
            .get("oneOf")
            .or_else(|| schema.get("anyOf"))?
            .as_array()?;
        let values = choice.iter().map(|part| self.values(part, name, depth + 1));
        values
            .collect::<Option<Vec<_>>>()
            .map(|values| values.concat())
    }

    fn requires(&self, schema: &Value, name: &str, depth: usize) -> bool {
        let schema = self.followed(schema);
        let list = |keyword| {
            schema
                .get(keyword)
                .and_then(Value::as_array)
                .unwrap_or_default()
        };
        let choice = [list("oneOf"), list("anyOf")]
            .into_iter()
            .find(|choice| !choice.is_empty());
        depth < 8
            && (list("required")
                .iter()
                .any(|known| known.as_str() == Some(name))
                || list("allOf")
                    .iter()
                    .any(|part| self.requires(part, name, depth + 1))
                || choice
                    .is_some_and(|all| all.iter().all(|part| self.requires(part, name, depth + 1))))
    }
}

fn tell_apart(tags: &[Vec<String>]) -> bool {
    let mut known = BTreeSet::new();
    !tags.is_empty()
        && tags.iter().all(|tags| !tags.is_empty())
        && tags.iter().flatten().all(|tag| known.insert(tag))
}
