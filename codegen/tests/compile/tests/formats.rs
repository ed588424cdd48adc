//! Formats as rules: in models, in maps, beside one another, and in values in memory.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use anteroom::Validate;
use anteroom::json::{Decode, Reader, from_str};
use anteroom::validate::Violations;
use anteroom_golden::formats::{Address, Message};

/// What is wrong with a message, each violation as `pointer message`.
fn refused(json: &str) -> Vec<String> {
    let mut reader = Reader::new(json.as_bytes());
    let _ = Message::decode(&mut reader);
    told(&reader.finish().expect(json))
}

fn told(violations: &Violations) -> Vec<String> {
    let line = |violation: anteroom::validate::Violation<'_>| {
        format!("{} {}", violation.place.pointer(), violation.message)
    };
    violations.iter().map(line).collect()
}

#[test]
fn values_with_their_formats_are_taken() {
    let json = r#"{"from":"δ@실례.테스트","link":null,"sites":["http://é/"],"rules":"^a","where":"","price":"1.50",
        "serial":"18446744073709551615","local":"2026-03-31T09:30:00","image":"","level":1e1,"both":"127.0.0.1",
        "small":255,"packed":"YQ==","any":"-","either":"::1","headers":{"é.com":"/{a}"}}"#;
    let message: Message = from_str(json).unwrap();
    assert_eq!(message.validate(), Ok(()));
    assert_eq!(message.level, Some(10.0));
    assert_eq!(message.r#where_or_default(), "");
}

#[test]
fn every_format_is_told() {
    let json = r#"{"from":"a","link":"/a","sites":["é"],"rules":"(","where":"a","price":"1e3","serial":"-1",
        "local":"2026-03-31","image":"","level":1.5,"headers":{"-":"}"}}"#;
    assert_eq!(
        refused(json),
        [
            "/from must be an email address (RFC 6531)",
            "/link must be a URI with a scheme (RFC 3986)",
            "/sites/0 must be an IRI with a scheme (RFC 3987)",
            "/rules must be a regular expression (ECMA-262)",
            "/where must be a JSON pointer (RFC 6901), such as /rooms/0",
            "/price must be a decimal number, such as 12.50",
            "/serial must be a whole number from 0 to 18446744073709551615",
            "/local must be a date and time, such as 2026-03-31T09:30:00",
            "/level must be a whole number from -128 to 127",
            "/headers/- must be a URI template (RFC 6570)",
            "/headers/- must have a name that is allowed",
        ]
    );
}

#[test]
fn two_formats_are_both_asked_for() {
    assert_eq!(
        refused(r#"{"both":"a"}"#),
        ["/both must be an IPv4 address"]
    );
    assert_eq!(refused(r#"{"both":"-"}"#).len(), 2);
    assert_eq!(
        refused(r#"{"small":256}"#),
        ["/small must be at least 0 and at most 255"]
    );
    assert_eq!(
        refused(r#"{"packed":"a"}"#),
        ["/packed must be base64 with padding"]
    );
}

#[test]
fn values_in_memory_are_asked_too() {
    assert!(Address::new("ada@example.com".to_owned()).is_ok());
    let violations = Address::new("ada".to_owned()).unwrap_err();
    assert_eq!(told(&violations), [" must be an email address (RFC 5321)"]);
    let message = Message {
        from: Some("a".to_owned()),
        level: Some(-129.0),
        ..Message::default()
    };
    assert_eq!(
        told(&message.validate().unwrap_err()),
        [
            "/from must be an email address (RFC 6531)",
            "/level must be a whole number from -128 to 127"
        ]
    );
}
