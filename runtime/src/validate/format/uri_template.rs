//! `uri-template`: the grammar of RFC 6570.

use super::uri::{are_triplets, is_beyond_ascii};

/// Whether a text is a URI template of any level.
pub(super) fn is_uri_template(text: &str) -> bool {
    let mut parts = text.split('{');
    parts.next().is_some_and(is_literal)
        && parts.all(|part| {
            let parts = part.split_once('}');
            parts.is_some_and(|(inside, after)| is_expression(inside) && is_literal(after))
        })
}

/// Whether a text may stand outside of braces. An apostrophe may, by erratum 6937.
fn is_literal(text: &str) -> bool {
    let is_allowed = |character: char| match character {
        '\0'..=' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '\u{7f}' => false,
        other => other.is_ascii() || is_beyond_ascii(other),
    };
    text.chars().all(is_allowed) && are_triplets(text)
}

/// What stands in braces: an operator, perhaps, and variables.
fn is_expression(text: &str) -> bool {
    // Those of level 2 and 3, and those that are kept for later.
    let operators = ['+', '#', '.', '/', ';', '?', '&', '=', ',', '!', '@', '|'];
    let variables = text.strip_prefix(operators).unwrap_or(text);
    variables.split(',').all(is_variable)
}

fn is_variable(text: &str) -> bool {
    if let Some((name, length)) = text.split_once(':') {
        let is_length = length.len() <= 4
            && length.bytes().all(|byte| byte.is_ascii_digit())
            && length.starts_with(|first: char| first != '0');
        return is_length && is_name(name);
    }
    is_name(text.strip_suffix('*').unwrap_or(text))
}

fn is_name(text: &str) -> bool {
    let is_character = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'%');
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(is_character);
    text.split('.').all(is_part) && are_triplets(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_and_expressions() {
        for text in [
            "",
            "/a",
            "{a}",
            "{+a}/b{?c,d*}{&e:30}",
            "{a.b.c}",
            "%41{%41}",
            "é\u{e000}",
            "it's",
            "{!a}",
            "{_1}",
        ] {
            assert!(is_uri_template(text), "{text}");
        }
        for text in [
            "{",
            "}",
            "{}",
            "{{a}}",
            "{a",
            "a}",
            "{a}}",
            "{+}",
            "{a,}",
            "{,,a}",
            "{a:}",
            "{a:0}",
            "{a:01}",
            "{a:10000}",
            "{a:-1}",
            "{a*:1}",
            "{a..b}",
            "{.a.}",
            "{a b}",
            "{é}",
            "{%4}",
            "%4",
            "%4g",
            "a b",
            "a\u{7f}",
            "\u{80}",
            "\u{fdd0}",
            "\u{1ffff}",
            "<a>",
        ] {
            assert!(!is_uri_template(text), "{text}");
        }
    }
}
