//! What is JSON and what is not, and where a text goes wrong.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use anteroom::json::{self, Decode, DecodeError, Expected, Reader, Value};

fn syntax_error(text: &[u8]) -> Option<(usize, Expected)> {
    match json::from_slice::<Value>(text) {
        Err(DecodeError::Syntax(error)) => Some((error.offset(), error.expected())),
        Err(DecodeError::Invalid(violations)) => panic!("{violations}"),
        Ok(_) => None,
    }
}

#[test]
fn accepts_what_is_json() {
    let texts = [
        "null",
        "true",
        "false",
        "0",
        "-0",
        "-1",
        "1.5",
        "1e5",
        "1E+5",
        "1e-5",
        "0.0",
        "0e0",
        "123456789012345678901234567890",
        "\"\"",
        "\"a\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "\"\\u0000\"",
        "\"\\uD83D\\uDE00\"",
        "\"\\ud83d\\ude00\"",
        "\"\u{7f}\"",
        "\"😀é\"",
        "\"\u{feff}\"",
        "\"\u{2028}\"",
        "[]",
        "[ ]",
        "[1]",
        "[1,2]",
        " [ 1 , 2 ] ",
        "{}",
        "{ }",
        "{\"\":0}",
        "{\"a\":1,\"b\":2}",
        "\t\r\n {\"a\" : [ { } ] } \n",
        "[[[[]]]]",
        "{\"a\":{\"a\":{\"a\":1}}}",
        "[\"\\u0022\"]",
        "{\"a\":1,\"A\":2}",
        "{\"\\u0061b\":1,\"ac\":2}",
    ];
    for text in texts {
        assert_eq!(syntax_error(text.as_bytes()), None, "{text}");
        assert_eq!(Reader::new(text.as_bytes()).skip(), Some(()), "{text}");
    }
}

/// Text, offset, what is expected there.
const NOT_JSON: &[(&[u8], usize, Expected)] = &[
    (b"", 0, Expected::Value),
    (b"  ", 2, Expected::Value),
    (b"nul", 0, Expected::Value),
    (b"nulL", 0, Expected::Value),
    (b"True", 0, Expected::Value),
    (b"NaN", 0, Expected::Value),
    (b"Infinity", 0, Expected::Value),
    (b"-Infinity", 1, Expected::Digit),
    (b"-", 1, Expected::Digit),
    (b"+1", 0, Expected::Value),
    (b".5", 0, Expected::Value),
    (b"01", 1, Expected::EndOfText),
    (b"-01", 2, Expected::EndOfText),
    (b"1.", 2, Expected::Digit),
    (b"1.e5", 2, Expected::Digit),
    (b"1e", 2, Expected::Digit),
    (b"1e+", 3, Expected::Digit),
    (b"0x10", 1, Expected::EndOfText),
    (b"1_000", 1, Expected::EndOfText),
    (b"1 2", 2, Expected::EndOfText),
    (b"nullx", 4, Expected::EndOfText),
    (b"{} ,", 3, Expected::EndOfText),
    (b"\"", 1, Expected::StringEnd),
    (b"\"abc", 4, Expected::StringEnd),
    (b"'a'", 0, Expected::Value),
    (b"\"a\nb\"", 2, Expected::StringEnd),
    (b"\"\x00\"", 1, Expected::StringEnd),
    (b"\"\x1f\"", 1, Expected::StringEnd),
    (b"\"\\x41\"", 2, Expected::Escape),
    (b"\"\\\"", 3, Expected::StringEnd),
    (b"\"\\", 2, Expected::Escape),
    (b"\"\\u12\"", 5, Expected::HexDigits),
    (b"\"\\u00g0\"", 5, Expected::HexDigits),
    (b"\"\\u", 3, Expected::HexDigits),
    (b"\"\\ud800\"", 1, Expected::SurrogatePair),
    (b"\"a\\udc00\"", 2, Expected::SurrogatePair),
    (b"\"\\ud800\\u0041\"", 1, Expected::SurrogatePair),
    (b"\"\\ud800\\n\"", 1, Expected::SurrogatePair),
    (b"\"\\ud800\\ud800\"", 1, Expected::SurrogatePair),
    (b"\"\xff\"", 1, Expected::Utf8),
    (b"\"ab\xc3\"", 3, Expected::Utf8),
    (b"\"\xed\xa0\x80\"", 1, Expected::Utf8),
    (b"\"\xc0\x80\"", 1, Expected::Utf8),
    (b"{}\xff", 2, Expected::Utf8),
    (b"\xef\xbb\xbf{}", 0, Expected::Value),
    (b"[", 1, Expected::Value),
    (b"[1", 2, Expected::CommaOrBracket),
    (b"[1,", 3, Expected::Value),
    (b"[1,]", 3, Expected::Value),
    (b"[,1]", 1, Expected::Value),
    (b"[1 2]", 3, Expected::CommaOrBracket),
    (b"[1}", 2, Expected::CommaOrBracket),
    (b"]", 0, Expected::Value),
    (b"{", 1, Expected::NameOrEnd),
    (b"{a:1}", 1, Expected::NameOrEnd),
    (b"{'a':1}", 1, Expected::NameOrEnd),
    (b"{,}", 1, Expected::NameOrEnd),
    (b"{1:1}", 1, Expected::NameOrEnd),
    (b"{\"a\"", 4, Expected::Colon),
    (b"{\"a\" 1}", 5, Expected::Colon),
    (b"{\"a\":", 5, Expected::Value),
    (b"{\"a\":}", 5, Expected::Value),
    (b"{\"a\":1", 6, Expected::CommaOrBrace),
    (b"{\"a\":1,}", 7, Expected::Name),
    (b"{\"a\":1 \"b\":2}", 7, Expected::CommaOrBrace),
    (b"{\"a\":1,,\"b\":2}", 7, Expected::Name),
    (b"{\"a\":1]", 6, Expected::CommaOrBrace),
    (b"{\"a\":1,\"a\":2}", 7, Expected::NewName),
    (b"{\"a\":1,\"\\u0061\":2}", 7, Expected::NewName),
    (
        b"[{\"a\":{\"b\":1,\"c\":2,\"b\":3}}]",
        19,
        Expected::NewName,
    ),
    (b"// a\n1", 0, Expected::Value),
    (b"[1, /* */ 2]", 4, Expected::Value),
    (b"\xc2\xa01", 0, Expected::Value),
    (b"\x0c1", 0, Expected::Value),
];

#[test]
fn refuses_what_is_not_json_and_says_where() {
    for &(text, offset, expected) in NOT_JSON {
        let shown = text.escape_ascii();
        assert_eq!(syntax_error(text), Some((offset, expected)), "{shown}");

        let mut reader = Reader::new(text);
        let _ = reader.skip();
        let error = reader.finish().expect_err("not JSON");
        assert_eq!(
            (error.offset(), error.expected()),
            (offset, expected),
            "skipping {shown}"
        );
    }
}

#[test]
fn a_text_that_ends_early_is_said_to_end() {
    let DecodeError::Syntax(error) = json::from_str::<Value>("[1").unwrap_err() else {
        panic!()
    };
    assert!(error.is_at_end());
    assert_eq!(
        error.to_string(),
        r#"not valid JSON: the text ends after byte 2, expected "," or "]""#
    );
}

#[test]
fn depth_is_limited() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert_eq!(syntax_error(nested(128).as_bytes()), None);
    assert_eq!(
        syntax_error(nested(129).as_bytes()),
        Some((128, Expected::LessDepth))
    );
    let objects = |depth: usize| "{\"a\":".repeat(depth) + "1" + &"}".repeat(depth);
    assert_eq!(syntax_error(objects(128).as_bytes()), None);
    assert_eq!(
        syntax_error(objects(200).as_bytes()),
        Some((640, Expected::LessDepth))
    );
    assert!(syntax_error("[".repeat(1_000_000).as_bytes()).is_some());

    let text = nested(3);
    let mut reader = Reader::new(text.as_bytes()).depth_limit(2);
    assert_eq!(Value::decode(&mut reader), None);
    assert!(reader.is_dead());
}

#[test]
fn depth_counts_nesting_and_not_neighbours() {
    let wide = format!("[{}1]", "[[]],{\"a\":{}},".repeat(1000));
    assert_eq!(syntax_error(wide.as_bytes()), None);
}

#[test]
fn many_names_take_no_quadratic_time() {
    let names = 200_000;
    let members: Vec<_> = (0..names).map(|name| format!("\"n{name}\":0")).collect();
    let text = format!("{{{}}}", members.join(","));
    let started = std::time::Instant::now();
    assert_eq!(syntax_error(text.as_bytes()), None);
    assert_eq!(Reader::new(text.as_bytes()).skip(), Some(()));
    // One after the other this would be 20 thousand million comparisons.
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());

    for (last, again) in [("n0", 0), ("n15", 15), ("n16", 16), ("n199999", names - 1)] {
        let twice = format!("{{{},\"{last}\":1}}", members.join(","));
        assert_eq!(
            syntax_error(twice.as_bytes()),
            Some((text.len(), Expected::NewName)),
            "{again}"
        );
    }
}

#[test]
fn a_dead_reader_stays_dead() {
    let mut reader = Reader::new(b"[1, 2, x, 3]");
    let mut array = reader.array("").expect("an array");
    let mut read = Vec::new();
    while array.next(&mut reader) {
        read.push(i32::decode(&mut reader));
    }
    assert_eq!(read, [Some(1), Some(2), None]);
    assert!(reader.is_dead());
    assert_eq!(array.end(&mut reader), None);
    assert_eq!(reader.kind(), None);
    assert_eq!(String::decode(&mut reader), None);
    assert_eq!(reader.skip(), None);
    assert_eq!(reader.finish().map_err(|error| error.offset()), Err(7));
}

#[test]
fn a_syntax_error_outweighs_violations() {
    assert!(matches!(
        json::from_str::<Vec<i32>>("[\"a\", tru]"),
        Err(DecodeError::Syntax(_))
    ));
    assert!(matches!(
        json::from_str::<i32>("\"a\" 1"),
        Err(DecodeError::Syntax(_))
    ));
}
