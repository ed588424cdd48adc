//! Values of every kind, in and out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use anteroom::jiff::{Timestamp, civil};
use anteroom::json::{self, Decode, DecodeError, Encode, Map, Number, Reader, Value};
use anteroom::{Base64, DateTime, Field, Uuid};
use std::net::{Ipv4Addr, Ipv6Addr};

fn decode<T: Decode>(text: &str) -> Result<T, String> {
    json::from_str(text).map_err(|error| error.to_string())
}

fn violations<T: Decode>(text: &str) -> Vec<(String, &'static str, String)> {
    match json::from_str::<T>(text) {
        Err(DecodeError::Invalid(violations)) => violations
            .iter()
            .map(|violation| {
                (
                    violation.place.pointer().to_owned(),
                    violation.keyword,
                    violation.message.to_owned(),
                )
            })
            .collect(),
        Err(DecodeError::Syntax(error)) => panic!("{error}"),
        Ok(_) => Vec::new(),
    }
}

#[track_caller]
fn same_again<T: Decode + Encode + PartialEq + std::fmt::Debug>(value: T, text: &str) {
    assert_eq!(json::to_string(&value), text);
    assert_eq!(json::from_str::<T>(text).as_ref(), Ok(&value));
}

#[test]
fn every_type_is_written_and_read() {
    same_again(true, "true");
    same_again(false, "false");
    same_again(i8::MIN, "-128");
    same_again(u8::MAX, "255");
    same_again(i64::MIN, "-9223372036854775808");
    same_again(i64::MAX, "9223372036854775807");
    same_again(u64::MAX, "18446744073709551615");
    same_again(0i32, "0");
    same_again(1.5f64, "1.5");
    same_again(0.1f32, "0.1");
    same_again(1e300f64, "1e300");
    same_again(5e-324f64, "5e-324");
    same_again(f64::MAX, "1.7976931348623157e308");
    same_again(
        String::from("a\"\\\u{8}\u{c}\n\r\t\u{1f}/é😀"),
        r#""a\"\\\b\f\n\r\t\u001f/é😀""#,
    );
    same_again(
        vec![Some(1)].into_iter().flatten().collect::<Vec<i32>>(),
        "[1]",
    );
    same_again(Box::new(7), "7");
    same_again(Map::from([("b", 1), ("a", 2)]), r#"{"b":1,"a":2}"#);
    same_again(civil::date(2026, 3, 31), "\"2026-03-31\"");
    same_again(civil::time(9, 30, 0, 250_000_000), "\"09:30:00.25\"");
    same_again(
        Uuid::from_u128(1),
        "\"00000000-0000-0000-0000-000000000001\"",
    );
    same_again(Base64(b"hi".to_vec()), "\"aGk=\"");
    same_again(Ipv4Addr::LOCALHOST, "\"127.0.0.1\"");
    same_again(Ipv6Addr::LOCALHOST, "\"::1\"");
    same_again(
        DateTime::from(Timestamp::UNIX_EPOCH),
        "\"1970-01-01T00:00:00Z\"",
    );
}

#[test]
fn whole_numbers_are_integers_however_they_are_written() {
    for text in [
        "9",
        "9.0",
        "90e-1",
        "0.9e1",
        "9e0",
        "9E+0",
        "9.000",
        "0.0000000000000000000000000000009e31",
    ] {
        assert_eq!(decode::<i32>(text), Ok(9), "{text}");
        assert_eq!(decode::<u64>(text), Ok(9), "{text}");
    }
    assert_eq!(decode::<i32>("1e1"), Ok(10));
    assert_eq!(decode::<i32>("-0"), Ok(0));
    assert_eq!(decode::<u8>("-0.0"), Ok(0));
    assert_eq!(decode::<i32>("0e1000000000"), Ok(0));
    assert_eq!(decode::<u64>("18446744073709551615"), Ok(u64::MAX));
    assert_eq!(decode::<i64>("-9223372036854775808.0"), Ok(i64::MIN));
    assert_eq!(
        decode::<i64>("1000000000000000000"),
        Ok(1_000_000_000_000_000_000)
    );
}

#[test]
fn other_numbers_are_violations_and_never_wrapped() {
    for text in ["9.5", "1e-1", "0.1", "-0.5", "1e-1000000000"] {
        assert_eq!(
            violations::<i32>(text),
            [(String::new(), "type", "must be an integer".to_owned())],
            "{text}"
        );
    }
    for text in [
        "256",
        "-1",
        "1e3",
        "99999999999999999999",
        "1e1000000000",
        "-1e1000000000",
        "1e99999999999999999999999",
    ] {
        let found = violations::<u8>(text);
        assert_eq!(
            found,
            [(
                String::new(),
                "format",
                "must be at least 0 and at most 255".to_owned()
            )],
            "{text}"
        );
    }
    assert_eq!(violations::<i64>("9223372036854775808")[0].1, "format");
    assert_eq!(violations::<f64>("1e400")[0].1, "format");
    assert_eq!(violations::<f32>("1e39")[0].1, "format");
}

#[test]
fn floating_point_numbers_are_the_nearest() {
    assert_eq!(decode::<f64>("0.1"), Ok(0.1));
    assert_eq!(decode::<f64>("1e-1000000000"), Ok(0.0));
    assert_eq!(decode::<f64>("9007199254740993"), Ok(9007199254740992.0));
    assert_eq!(decode::<f64>("-0").map(f64::is_sign_negative), Ok(true));
    assert_eq!(json::to_string(&f64::NAN), "null");
    assert_eq!(
        json::to_string(&[f64::INFINITY, f64::NEG_INFINITY]),
        "[null,null]"
    );
    assert_eq!(json::to_string(&-0.0f64), "-0");
}

#[test]
fn every_wrong_kind_is_a_type_violation() {
    let kinds = [
        "null",
        "true",
        "1",
        "\"x\"",
        "[1,{\"a\":[]}]",
        "{\"a\":[1]}",
    ];
    let check =
        |own: &[&str], message: &str, found: fn(&str) -> Vec<(String, &'static str, String)>| {
            for kind in kinds.iter().filter(|kind| !own.contains(kind)) {
                assert_eq!(
                    found(kind),
                    [(String::new(), "type", message.to_owned())],
                    "{kind}"
                );
            }
        };
    check(&["true"], "must be a boolean", violations::<bool>);
    check(&["1"], "must be an integer", violations::<i32>);
    check(&["1"], "must be a number", violations::<f64>);
    check(&["1"], "must be a number", violations::<Number>);
    check(&["\"x\""], "must be a string", violations::<String>);
    check(&["\"x\""], "must be a string", violations::<DateTime>);
    check(&[kinds[4]], "must be an array", violations::<Vec<Value>>);
    check(&[kinds[5]], "must be an object", violations::<Map<Value>>);
    check(&kinds, "", violations::<Value>);
}

#[test]
fn wrong_values_are_all_found() {
    let found =
        violations::<Map<Vec<u8>>>(r#"{"a": [1, -1, "x"], "b/c": 7, "\u0064~": [null], "e": []}"#);
    let places: Vec<_> = found
        .iter()
        .map(|(pointer, keyword, _)| (pointer.as_str(), *keyword))
        .collect();
    assert_eq!(
        places,
        [
            ("/a/1", "format"),
            ("/a/2", "type"),
            ("/b~1c", "type"),
            ("/d~0/0", "type")
        ]
    );
}

#[test]
fn text_mode_reads_scalars_from_strings() {
    fn text<T: Decode>(json: &str) -> Result<T, String> {
        let mut reader = Reader::text(json.as_bytes());
        let value = T::decode(&mut reader);
        let violations = reader.finish().expect("JSON");
        value.ok_or_else(|| violations.to_string())
    }
    assert_eq!(text(r#""12""#), Ok(12i32));
    assert_eq!(text(r#""1\u0032""#), Ok(12u8));
    assert_eq!(text(r#""12.0""#), Ok(12i64));
    assert_eq!(text("12"), Ok(12i64));
    assert_eq!(text(r#""1.5""#), Ok(1.5f64));
    assert_eq!(text(r#""true""#), Ok(true));
    assert_eq!(text(r#""false""#), Ok(false));
    assert_eq!(text(r#""12""#), Ok(String::from("12")));
    assert_eq!(text(r#"["1","2"]"#), Ok(vec![1, 2]));
    assert_eq!(text(r#"{"a":"1"}"#), Ok(Map::from([("a", 1)])));
    for wrong in [
        "", " 1", "1 ", "+1", "01", "0x1", "1,000", "abc", "1.5", "true", "NaN", "１",
    ] {
        let json = json::to_string(wrong);
        assert_eq!(
            text::<i32>(&json),
            Err("the value must be an integer".into()),
            "{wrong}"
        );
    }
    for wrong in ["", "1.", "inf", "NaN", "-", "--1"] {
        assert_eq!(
            text::<f64>(&json::to_string(wrong)),
            Err("the value must be a number".into()),
            "{wrong}"
        );
    }
    for wrong in ["", "TRUE", "1", "yes", " true"] {
        assert_eq!(
            text::<bool>(&json::to_string(wrong)),
            Err("the value must be a boolean".into()),
            "{wrong}"
        );
    }
    assert_eq!(
        text::<bool>("[]"),
        Err("the value must be a boolean".into())
    );
    assert_eq!(
        text::<i32>(r#""99999999999""#),
        Err("the value must be at least -2147483648 and at most 2147483647".into())
    );
    // Without text mode a string is never a number.
    assert!(decode::<i32>(r#""12""#).is_err());
    assert!(decode::<bool>(r#""true""#).is_err());
}

#[test]
fn fields_have_three_states() {
    let read = |text: &str| Field::decode(&mut Reader::new(text.as_bytes()), i32::decode);
    assert_eq!(read("null"), Field::Null);
    assert_eq!(read("7"), Field::Value(7));
    assert_eq!(read("\"x\""), Field::Absent);
    assert_eq!(Field::<i32>::default(), Field::Absent);

    let mut writer = json::Writer::new();
    let mut object = writer.object();
    object.three_state("a", &Field::<i32>::Absent);
    object.three_state("b", &Field::<i32>::Null);
    object.three_state("c", &Field::Value(1));
    object.end();
    assert_eq!(writer.into_string(), r#"{"b":null,"c":1}"#);
}

#[test]
fn values_are_equal_as_json_values_are() {
    let equal =
        |left: &str, right: &str| decode::<Value>(left).unwrap() == decode::<Value>(right).unwrap();
    for (left, right) in [
        ("1", "1.0"),
        ("100", "1e2"),
        ("0", "-0.0"),
        ("[1,2]", "[1.0,2e0]"),
        (r#"{"a":1,"b":2}"#, r#"{"b":2,"a":1}"#),
        ("\"\\u0061\"", "\"a\""),
    ] {
        assert!(equal(left, right), "{left} {right}");
    }
    for (left, right) in [
        ("1", "\"1\""),
        ("0", "false"),
        ("[1,2]", "[2,1]"),
        ("{}", "[]"),
        ("null", "false"),
        ("1", "1.00000000000000000001"),
    ] {
        assert!(!equal(left, right), "{left} {right}");
    }
}

#[test]
fn maps_find_many_names() {
    let mut map: Map<usize> = (0..100)
        .map(|number| (format!("n{number}"), number))
        .collect();
    assert_eq!(map.len(), 100);
    assert_eq!(map.insert("n50", 1000), Some(50));
    assert_eq!(map.remove("n10"), Some(10));
    assert_eq!(map.remove("n10"), None);
    assert_eq!(map.get("n10"), None);
    assert_eq!(map.get("n99"), Some(&99));
    assert_eq!(map.get("n50"), Some(&1000));
    assert_eq!(map.insert("n10", 7), None);
    assert_eq!(map.keys().last(), Some("n10"));
    for name in map.keys().map(str::to_owned).collect::<Vec<_>>() {
        assert!(map.remove(&name).is_some(), "{name}");
    }
    assert!(map.is_empty());
}

#[test]
fn numbers_keep_their_text() {
    let text = "[1.10,1E5,-0,123456789012345678901234567890.123]";
    assert_eq!(json::to_string(&decode::<Value>(text).unwrap()), text);
}
