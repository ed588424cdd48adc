//! Formats as rules: of strings and of numbers, in typed code and in schemas.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use anteroom::json::{self, Reader, Value};
use anteroom::validate::{Format, Keyword, Kinds, NumberRules, Schema, StringRules, Violations};

/// The message for a string, from the rules that typed code has and from a schema: they must be the same.
fn of_string(format: Format, text: &str) -> Option<String> {
    let rules = StringRules::new().format(format);
    let schema: &'static Schema = schema(format);
    let value = Value::String(text.to_owned());
    same(rules.validate(text), schema.validate(&value))
}

/// The same for a number, read as the widest type that there is.
fn of_number(format: Format, text: &str) -> Option<String> {
    let rules = NumberRules::new().format(format);
    let schema = schema(format);
    let mut reader = Reader::new(text.as_bytes());
    let read: Option<f64> = rules.decode(&mut reader);
    let violations = reader.finish().unwrap();
    assert_eq!(read.is_some(), violations.is_empty());
    let typed = read.map(drop).ok_or(violations);
    same(typed, schema.validate(&json::from_str(text).unwrap()))
}

fn schema(format: Format) -> &'static Schema {
    let keywords = vec![Keyword::Format(format)];
    Box::leak(Box::new(Schema::new("", keywords.leak())))
}

fn same(typed: Result<(), Violations>, schema: Result<(), Violations>) -> Option<String> {
    let message = |found: Result<(), Violations>| Some(found.err()?.to_string());
    let (typed, schema) = (message(typed), message(schema));
    assert_eq!(typed, schema);
    typed
}

#[test]
fn messages_state_the_rule() {
    let rows = [
        (
            Format::Email,
            "a",
            "the value must be an email address (RFC 5321)",
        ),
        (
            Format::Uri,
            "/a",
            "the value must be a URI with a scheme (RFC 3986)",
        ),
        (
            Format::Duration,
            "1h",
            "the value must be a duration as in RFC 3339, such as P3DT12H",
        ),
        (
            Format::Regex,
            "(",
            "the value must be a regular expression (ECMA-262)",
        ),
        (
            Format::Decimal,
            "1e3",
            "the value must be a decimal number, such as 12.50",
        ),
        (
            Format::Int64,
            "x",
            "the value must be a whole number from -9223372036854775808 to 9223372036854775807",
        ),
        (
            Format::DateTimeLocal,
            "x",
            "the value must be a date and time, such as 2026-03-31T09:30:00",
        ),
    ];
    for (format, text, message) in rows {
        assert_eq!(of_string(format, text).as_deref(), Some(message));
    }
    let message = Some("the value must be a whole number from 0 to 255");
    assert_eq!(of_number(Format::Uint8, "-1").as_deref(), message);
    assert_eq!(of_number(Format::Uint8, "256").as_deref(), message);
    assert_eq!(of_number(Format::Uint8, "0.5").as_deref(), message);
    assert_eq!(of_number(Format::Uint8, "2.55e2"), None);
}

#[test]
fn each_speaks_of_its_kinds_only() {
    for &format in Format::ALL {
        let (of_strings, of_numbers) = (
            format.kinds().fits(Kinds::STRING),
            format.kinds().fits(Kinds::NUMBER),
        );
        assert!(of_strings || of_numbers, "{format:?}");
        // No format is so wide that these have it.
        let string = of_string(format, "\0{^").is_some();
        assert_eq!(string, format.is_checked() && of_strings, "{format:?}");
        let number = of_number(format, "-1e300").is_some();
        let has_all = matches!(format, Format::Decimal | Format::Double);
        assert_eq!(
            number,
            format.is_checked() && of_numbers && !has_all,
            "{format:?}"
        );
    }
}

#[test]
fn local_times_have_no_offset() {
    for text in ["2026-03-31T09:30:00", "2026-03-31t09:30:00.5"] {
        assert_eq!(of_string(Format::DateTimeLocal, text), None);
    }
    for text in [
        "2026-03-31T09:30:00Z",
        "2026-03-31 09:30:00",
        "2026-02-30T09:30:00",
        "T09:30:00",
    ] {
        assert!(of_string(Format::DateTimeLocal, text).is_some(), "{text}");
    }
}

#[test]
fn expressions_are_those_of_ecma_262_to_the_letter() {
    for text in [
        "",
        "a|",
        "[]",
        "[^]",
        r"\u{1F600}",
        r"\ud83d\ude00",
        r"\0",
        r"\cJ",
        r"[\b\-]",
        r"(?<n>a)\k<n>\1",
        r"(?=a)(?!b)(?<=c)(?<!d)",
        "a{2}",
        "a{2,}?",
        "a{2,3}",
        r"\p{L}\P{Script=Greek}\p{Lu}",
        r"\/",
        "é",
    ] {
        assert_eq!(of_string(Format::Regex, text), None, "{text}");
    }
    for text in [
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "a{",
        "a{1",
        "{1}",
        "*",
        "a**",
        "^*",
        "(?=a)*",
        "a{3,2}",
        r"\",
        r"\a",
        r"\-",
        r"\1",
        r"\01",
        r"\8",
        r"[\1]",
        r"\c",
        r"\c1",
        r"[\c1]",
        r"\x1",
        r"\u12",
        r"\u{110000}",
        r"\k",
        r"\k<n>",
        r"(?<n>a)\k<m>",
        "(?<n>a)(?<n>b)",
        "(?<1>a)",
        "(?<>a)",
        "(?<n",
        "(?i)a",
        "(?i:a)",
        "(?P<n>a)",
        r"[\d-z]",
        "[b-a]",
        r"\p",
        r"\pL",
        r"\p{}",
        r"\p{Nothing}",
        r"\p{Script=Nothing}",
    ] {
        assert!(of_string(Format::Regex, text).is_some(), "{text}");
    }
}

/// Long texts, of which a scan that begins anew at each place would take minutes.
#[test]
fn long_texts_are_read_once() {
    let parts = [
        "(?<",
        "(?<a",
        r"\k<",
        r"(?<a>)\k<a>",
        "{",
        "a{1",
        "a{1,",
        r"\1",
        "(a)",
        r"\u{",
        r"\p{",
        r"\p{L}",
        r"\p{L_}",
        "[",
        "[a-",
        r"\w",
        r"[\W]",
        r"\b",
        "%41",
        "{a}",
        "{a,",
        "a:",
        "//[",
        "a@",
        "\"",
        "\\\"",
        "é.",
        "xn--é",
        "P1Y",
        "1",
        "/~0",
    ];
    for part in parts {
        let text = part.repeat((1 << 18) / part.len());
        for &format in Format::ALL {
            format.is_valid(&text);
        }
    }
    let nested = "(".repeat(1 << 18) + &")".repeat(1 << 18);
    assert!(Format::Regex.is_valid(&nested));
}
