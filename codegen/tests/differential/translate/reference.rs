//! Where references lead.

use anteroom::json::Value;

use super::object;

/// A document in which `$recursiveRef` of draft 2019-09 is a reference to the schema around it that says it is meant.
pub(crate) fn without_recursion(document: &Value) -> Value {
    fn copy(value: &Value, pointer: &str, anchor: &str) -> Value {
        let flag = value.get("$recursiveAnchor").and_then(Value::as_bool);
        let anchor = if flag == Some(true) { pointer } else { anchor };
        match value {
            Value::Object(entries) if entries.contains_key("$recursiveRef") => {
                object(&[("$ref", Value::from(anchor))])
            }
            Value::Object(entries) => {
                let entries = entries.iter().map(|(name, value)| {
                    let token = name.replace('~', "~0").replace('/', "~1");
                    (
                        name.to_owned(),
                        copy(value, &format!("{pointer}/{token}"), anchor),
                    )
                });
                Value::Object(entries.collect())
            }
            Value::Array(items) => {
                let items = items.iter().enumerate();
                let items =
                    items.map(|(index, item)| copy(item, &format!("{pointer}/{index}"), anchor));
                Value::Array(items.collect())
            }
            other => other.clone(),
        }
    }
    copy(document, "#", "#")
}

/// What a pointer such as `#/components/schemas/Room` leads to.
pub(super) fn at<'d>(document: &'d Value, pointer: &str) -> Option<&'d Value> {
    let mut tokens = pointer.strip_prefix("#/")?.split('/');
    tokens.try_fold(document, |at, token| {
        let token = decoded(token).replace("~1", "/").replace("~0", "~");
        at.get(&token).or_else(|| at.at(token.parse().ok()?))
    })
}

/// Undoes the percent-encoding of a fragment.
fn decoded(token: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = token.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let coded = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match coded.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if first == b'%' => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
