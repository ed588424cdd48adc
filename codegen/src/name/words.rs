//! From any string to an identifier.

use std::borrow::Cow;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use unicode_normalization::UnicodeNormalization;

use super::letters::{in_latin, is_rare, plain};

/// The words of `text` as a type name: `conference-room` is `ConferenceRoom`. It may be a part of a
/// longer name: what stands alone goes through [`escape_keyword`].
pub(crate) fn type_name(text: &str) -> String {
    let spelled = spell(text);
    let mut name = String::with_capacity(spelled.len());
    for part in spelled.split(|c: char| !c.is_alphanumeric()) {
        let part = part.to_upper_camel_case();
        // Numbers that are apart stay apart: `gpt-4.1` is not `gpt-41`.
        let is_number = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if is_number(name.chars().next_back()) && is_number(part.chars().next()) {
            name.push('_');
        }
        name.push_str(&part);
    }
    identifier(&name, "Type", |name| format!("N{name}"))
}

/// A text that is a value, as the name of a type: its signs tell it from the same text without them,
/// as in `-name` and `A+`.
pub(crate) fn variant_name(text: &str) -> String {
    let sign = |c: Option<char>| match c {
        Some('-') => "Minus",
        Some('+') => "Plus",
        _ => "",
    };
    let bare = text.trim_start_matches(['-', '+']);
    let is_word = bare.starts_with(char::is_alphabetic);
    let lead = text
        .chars()
        .next()
        .filter(|_| is_word && bare.len() + 1 == text.len());
    let letters = bare.trim_end_matches(['-', '+', '#']);
    let behind = letters.ends_with(char::is_alphanumeric) && !bare.is_empty();
    let tail = bare.get(letters.len()..).filter(|_| is_word && behind);
    let mut name = format!("{}{}", sign(lead), type_name(text));
    for c in tail.unwrap_or_default().chars() {
        name.push_str(match c {
            '#' => "Sharp",
            c => sign(Some(c)),
        });
    }
    name
}

/// The words of `text` as the name of a field, a method or a module: `maxItems` is `max_items`.
pub(crate) fn value_name(text: &str) -> String {
    // One word, whatever its capitals say.
    let name = spell(text).replace("OAuth", "Oauth").to_snake_case();
    identifier(&name, "value", |name| format!("n{name}"))
}

/// The words of `text` as the name of a constant: `maxItems` is `MAX_ITEMS`.
pub(crate) fn constant_name(text: &str) -> String {
    let name = spell(text).to_shouty_snake_case();
    identifier(&name, "VALUE", |name| format!("N{name}"))
}

/// Words for the symbols that would otherwise vanish, where they are all that tells two names apart.
fn spell(text: &str) -> String {
    // Two texts that rustc normalizes to one are one name.
    let text = &*normalized(text);
    let latin = in_latin(text);
    let text = latin.as_deref().unwrap_or(text);
    let bare = text.trim_start_matches(['+', '-', '$', '@', '_', '.', '/', '#']);
    let mut spelled = String::with_capacity(text.len());
    // A sign matters before a number (`+1`, `-1`), a symbol wherever there is nothing else.
    let lead = &text[..text.len() - bare.len()];
    let signs_matter =
        bare.starts_with(|c: char| c.is_ascii_digit()) || !bare.chars().any(char::is_alphanumeric);
    if signs_matter {
        lead.chars().for_each(|c| push_symbol(&mut spelled, c));
    }
    if bare.chars().any(char::is_alphanumeric) {
        spelled.extend(bare.chars().map(|c| if usable(c) { c } else { ' ' }));
    } else {
        bare.chars().for_each(|c| push_symbol(&mut spelled, c));
    }
    spelled
}

fn normalized(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        let mut normalized = String::with_capacity(text.len());
        for c in text.nfkc().map(plain) {
            if is_rare(c) {
                normalized.push_str(&format!(" u{:04x} ", u32::from(c)));
            } else {
                normalized.push(c);
            }
        }
        Cow::Owned(normalized)
    }
}

fn usable(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && unicode_ident::is_xid_continue(c))
}

fn push_symbol(spelled: &mut String, c: char) {
    let word = match c {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '=' => "equal",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '~' => "tilde",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '?' => "question",
        '#' => "hash",
        '@' => "at",
        '$' => "dollar",
        '^' => "caret",
        '_' => "underscore",
        _ => "symbol",
    };
    spelled.push(' ');
    spelled.push_str(word);
    spelled.push(' ');
}

/// `name` if it can stand alone, else mended by `prefix`, else `fallback`.
fn identifier(name: &str, fallback: &str, prefix: impl Fn(&str) -> String) -> String {
    match name.chars().next() {
        None => fallback.to_owned(),
        Some(first) if unicode_ident::is_xid_start(first) => name.to_owned(),
        Some(_) => prefix(name),
    }
}

/// Whether `name` is a keyword, so that it is written `r#name`, or with an underscore behind it
/// where even that is not allowed.
pub(crate) fn escape_keyword(name: &str) -> String {
    match name {
        "self" | "Self" | "super" | "crate" | "_" => format!("{name}_"),
        _ if is_keyword(name) => format!("r#{name}"),
        _ => name.to_owned(),
    }
}

fn is_keyword(name: &str) -> bool {
    const KEYWORDS: [&str; 48] = [
        "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do",
        "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in",
        "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
        "return", "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe",
        "unsized", "use", "virtual", "where", "while", "yield",
    ];
    KEYWORDS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_good_rust() {
        for (text, expected) in [
            ("conference-room", "ConferenceRoom"),
            ("conference_rooms", "ConferenceRooms"),
            ("HTTPServer", "HttpServer"),
            ("+1", "Plus1"),
            ("-1", "Minus1"),
            ("1", "N1"),
            ("", "Type"),
            ("*", "Star"),
            (">=", "GreaterEqual"),
            ("日本", "日本"),
            ("a.b/c", "ABC"),
            ("LAYOUT0", "Layout0"),
            ("gpt-4.1-2025-04-14", "Gpt4_1_2025_04_14"),
            ("gpt-41", "Gpt41"),
            ("1.0", "N1_0"),
            ("v1_beta2", "V1Beta2"),
            ("🦀", "Symbol"),
            ("self", "Self"),
        ] {
            assert_eq!(type_name(text), expected, "{text:?}");
        }
        for (text, expected) in [
            ("name", "Name"),
            ("-name", "MinusName"),
            ("-INF", "MinusInf"),
            ("-1", "Minus1"),
            ("--name", "Name"),
            ("A", "A"),
            ("A+", "APlus"),
            ("AB-", "AbMinus"),
            ("C#", "CSharp"),
            ("C++", "CPlusPlus"),
            ("*", "Star"),
            ("-", "Minus"),
            ("", "Type"),
        ] {
            assert_eq!(variant_name(text), expected, "{text:?}");
        }
        assert_eq!(value_name("orderBy"), "order_by");
        assert_eq!(value_name("$ref"), "ref");
        assert_eq!(value_name("OAuth2"), "oauth2");
        assert_eq!(value_name("createOAuthClient"), "create_oauth_client");
        assert_eq!(constant_name("extension_number"), "EXTENSION_NUMBER");
        assert_eq!(escape_keyword("type"), "r#type");
        assert_eq!(escape_keyword("self"), "self_");
        assert_eq!(escape_keyword("kind"), "kind");
    }
}
