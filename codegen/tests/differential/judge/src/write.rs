//! JSON text, with a choice of how to write things.

use std::fmt::Write as _;

use anteroom::json::Value;

use crate::random::Random;

pub(crate) fn write(value: &Value, random: &mut Random) -> String {
    let mut text = String::new();
    let odd = random.chance(25);
    add(value, odd, &mut text, random);
    text
}

fn add(value: &Value, odd: bool, text: &mut String, random: &mut Random) {
    space(odd, text, random);
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(flag) => text.push_str(if *flag { "true" } else { "false" }),
        Value::Number(number) => text.push_str(number.as_str()),
        Value::String(content) => string(content, odd, text, random),
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                add(item, odd, text, random);
            }
            text.push(']');
        }
        Value::Object(entries) => {
            text.push('{');
            for (index, (name, value)) in entries.iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                space(odd, text, random);
                string(name, odd, text, random);
                space(odd, text, random);
                text.push(':');
                add(value, odd, text, random);
            }
            text.push('}');
        }
    }
    space(odd, text, random);
}

fn space(odd: bool, text: &mut String, random: &mut Random) {
    if odd && random.chance(20) {
        text.push(*random.pick(&[' ', '\n', '\r', '\t']).unwrap_or(&' '));
    }
}

fn string(content: &str, odd: bool, text: &mut String, random: &mut Random) {
    text.push('"');
    for character in content.chars() {
        let escaped = odd && content.len() < 200 && random.chance(10);
        match character {
            '"' | '\\' if !escaped => text.extend(['\\', character]),
            '/' if escaped => text.push_str("\\/"),
            '\u{0}'..='\u{1f}' => escape(character, text),
            _ if escaped || character == '"' || character == '\\' => escape(character, text),
            _ => text.push(character),
        }
    }
    text.push('"');
}

fn escape(character: char, text: &mut String) {
    for unit in character.encode_utf16(&mut [0; 2]) {
        // Writing to a string cannot fail.
        let _ = write!(text, "\\u{unit:04x}");
    }
}
