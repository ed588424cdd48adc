//! Rules that no type holds: checked on the text when a value is read, and on its JSON when it is in memory.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use anteroom::Validate;
use anteroom::json::{Decode, Encode, Reader, from_str, to_string};
use anteroom_golden::later_keywords;
use anteroom_golden::written_schemas::{Booking, Code, Either, Layout};

/// A booking with one more property, whole: as it is written, it is read and written again.
#[track_caller]
fn takes(members: &str) -> Booking {
    let json = format!(r#"{{"kind":"room","room":"Blue"{members}}}"#);
    let booking: Booking = from_str(&json).unwrap_or_else(|error| panic!("{json}: {error}"));
    assert_eq!(to_string(&booking), json);
    booking.validate().unwrap();
    booking
}

#[track_caller]
fn refuses(members: &str) -> Vec<String> {
    violations::<Booking>(&format!(r#"{{"kind":"room","room":"Blue"{members}}}"#))
}

#[track_caller]
fn violations<T: Decode + Encode + std::fmt::Debug>(json: &str) -> Vec<String> {
    let mut reader = Reader::new(json.as_bytes());
    let value = T::decode(&mut reader);
    let violations = reader.finish().expect(json);
    assert!(!violations.is_empty(), "{json} was taken as {value:?}");
    violations
        .iter()
        .map(|violation| format!("{} {}", violation.place.pointer(), violation.keyword))
        .collect()
}

#[test]
fn what_depends_on_a_value() {
    takes("");
    assert_eq!(
        violations::<Booking>(r#"{"kind":"desk"}"#),
        ["/desk required"]
    );
    assert_eq!(
        violations::<Booking>(r#"{"kind":"room"}"#),
        ["/room required"]
    );
    assert_eq!(refuses(r#","note":"x""#), ["/tags dependentRequired"]);
    assert_eq!(refuses(r#","size":{},"tags":[]"#), ["/size minProperties"]);
    takes(r#","size":{}"#);
}

#[test]
fn all_is_told_and_nothing_twice() {
    let json = r#"{"kind":"room","note":"a secret","place":[91.5],"extras":{"x-a":1,"n-b":0}}"#;
    assert_eq!(
        violations::<Booking>(json),
        [
            "/note not",
            "/place minItems",
            "/place/0 maximum",
            "/extras/x-a type",
            "/extras/n-b minimum",
            "/tags dependentRequired",
            "/room required",
        ]
    );
}

#[test]
fn what_must_not_be() {
    takes(r#","note":"hello","tags":[]"#);
    assert_eq!(refuses(r#","note":"a secret","tags":[]"#), ["/note not"]);
    let parent = r#"{"kind":"desk","desk":1,"parent":{"kind":"desk","desk":2}}"#;
    assert_eq!(refuses(&format!(r#","parent":{parent}"#)), ["/parent not"]);
    takes(r#","parent":{"kind":"desk","desk":2}"#);
    assert_eq!(violations::<Either>(r#"{"a":"1","b":"2"}"#), [" not"]);
    from_str::<Either>(r#"{"b":"2"}"#).unwrap();
}

#[test]
fn names_and_items() {
    takes(r#","size":{"width":3}"#);
    assert_eq!(
        refuses(r#","size":{"Width":3}"#),
        ["/size/Width propertyNames"]
    );
    takes(r#","tags":["urgent","new","urgent"]"#);
    assert_eq!(
        refuses(r#","tags":["urgent","urgent","urgent"]"#),
        ["/tags maxContains"]
    );
    takes(r#","place":[47.5,8.25,"Zurich"]"#);
    takes(r#","place":[8.5,91.5]"#);
    assert_eq!(refuses(r#","place":[91.5,8.5]"#), ["/place/0 maximum"]);
    assert_eq!(refuses(r#","place":[8.5,"x"]"#), ["/place/1 type"]);
    assert_eq!(refuses(r#","place":[8.5,9.5,"x","y"]"#), ["/place/3 items"]);
}

#[test]
fn names_by_patterns() {
    takes(r#","extras":{"name":"n","x-a":"1","n-b":2}"#);
    assert_eq!(refuses(r#","extras":{"x-a":1}"#), ["/extras/x-a type"]);
    assert_eq!(
        refuses(r#","extras":{"other":"1"}"#),
        ["/extras/other additionalProperties"]
    );
    assert_eq!(refuses(r#","extras":{"n-b":0}"#), ["/extras/n-b minimum"]);
}

#[test]
fn several_rules_of_one_kind() {
    assert!(Code::new("A1".to_owned()).is_ok());
    for (bad, keyword) in [("a1", "pattern"), ("AB", "pattern"), ("A0", "not")] {
        let found = Code::new(bad.to_owned()).unwrap_err();
        let keywords: Vec<_> = found.iter().map(|violation| violation.keyword).collect();
        assert_eq!(keywords, [keyword], "{bad}");
        assert_eq!(
            refuses(&format!(r#","code":"{bad}""#)),
            [format!("/code {keyword}")]
        );
    }
}

#[test]
fn values_with_parts() {
    takes(r#","door":{"side":"left"}"#);
    assert_eq!(refuses(r#","door":{"side":"up"}"#), ["/door enum"]);
    takes(r#","counted":"text""#);
    takes(r#","counted":true"#);
    assert_eq!(refuses(r#","counted":9"#), ["/counted minimum"]);
    assert_eq!(refuses(r#","counted":[]"#), ["/counted minItems"]);
}

#[test]
fn what_was_not_looked_at() {
    takes(r#","layout":{"columns":1,"wide":true}"#);
    from_str::<Layout>(r#"{"wide":true,"tall":false}"#).unwrap();
    assert_eq!(
        violations::<Layout>(r#"{"wide":true,"deep":1}"#),
        ["/deep unevaluatedProperties"]
    );
}

#[test]
fn values_in_memory_are_checked_alike() {
    let mut booking = takes(r#","note":"hello","tags":[]"#);
    booking.note = Some("a secret".to_owned());
    booking.room = None;
    let found = booking.validate().unwrap_err();
    let keywords: Vec<_> = found.iter().map(|violation| violation.keyword).collect();
    assert_eq!(keywords, ["not", "required"]);
    booking.note = None;
    let found = booking.validate().unwrap_err();
    let keywords: Vec<_> = found.iter().map(|violation| violation.keyword).collect();
    assert_eq!(keywords, ["required"]);
}

#[test]
fn keywords_of_3_1_in_a_document_of_3_0() {
    let valid = r#"{"kind":"room","tags":["urgent","urgent"],"place":[1,2.5,null],"sizes":{"a":"b","n":1},"note":null,"seats":1,"rest":[0]}"#;
    let booking: later_keywords::Booking = from_str(valid).unwrap();
    assert_eq!(to_string(&booking), valid);
    assert_eq!(
        violations::<later_keywords::Booking>(
            r#"{"kind":"desk","tags":["urgent"],"place":[1,2,"a",4],"sizes":{"A":1},"seats":0,"x":1}"#
        ),
        [
            "/kind const",
            "/tags minContains",
            "/place/3 items",
            "/sizes/A propertyNames",
            "/sizes/A type",
            "/seats exclusiveMinimum",
            "/x unevaluatedProperties",
        ]
    );
    assert_eq!(
        violations::<later_keywords::Booking>(r#"{"kind":"room","note":"a","seats":1}"#),
        ["/tags dependentRequired", "/place required"]
    );
}
