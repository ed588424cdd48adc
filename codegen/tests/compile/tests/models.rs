//! How generated models behave.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use anteroom::json::{self, DecodeError};
use anteroom::{Decode, Encode, Field, Validate};
use anteroom_golden::{
    arrays, deep_types, defaults, enums, integers, lenient, maps, presence_3_0, recursion, strings,
};
use proptest::prelude::*;

/// The violations as `pointer message`, in order.
fn violations<T: Decode>(text: &str) -> Vec<String> {
    match json::from_str::<T>(text) {
        Err(DecodeError::Invalid(violations)) => violations
            .iter()
            .map(|violation| violation.to_string())
            .collect(),
        Err(error) => panic!("{error}"),
        Ok(_) => Vec::new(),
    }
}

fn round_trip<T: Decode + Encode>(text: &str) {
    let value: T = json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(json::to_string(&value), text);
}

#[test]
fn what_is_read_is_written() {
    round_trip::<presence_3_0::States>(r#"{"required":"a","both":null}"#);
    round_trip::<presence_3_0::States>(
        r#"{"required":"a","optional":"b","both":"c","neither":null}"#,
    );
    round_trip::<arrays::Lists>(
        r#"{"bounded":[1,2],"nested":[[1.5],[]],"nullable":["ab",null],"objects":[{"a":"x"}]}"#,
    );
    round_trip::<maps::Kept>(r#"{"a":"x","more":3}"#);
    round_trip::<recursion::A>(r#"{"b":{"a":{"b":{}},"names":{"x":{"b":{}}}}}"#);
}

#[test]
fn absent_null_and_value_are_three_states() {
    let states = |text| {
        json::from_str::<presence_3_0::States>(text)
            .unwrap()
            .neither
    };
    assert_eq!(states(r#"{"required":"a","both":"b"}"#), Field::Absent);
    assert_eq!(
        states(r#"{"required":"a","both":"b","neither":null}"#),
        Field::Null
    );
    assert_eq!(
        states(r#"{"required":"a","both":"b","neither":"c"}"#),
        Field::Value("c".into())
    );
    assert_eq!(
        violations::<presence_3_0::States>(r#"{"optional":null,"neither":""}"#),
        [
            "/optional must be a string",
            "/neither must have at least 1 character",
            "/required is required",
            "/both is required",
        ]
    );
}

#[test]
fn every_violation_is_found_with_its_place() {
    assert_eq!(
        violations::<arrays::Lists>(
            r#"{"bounded":[-1,1,2,3],"unique":["a","b","a"],"nullable":["a",null],"objects":[{},{"a":1}]}"#
        ),
        [
            "/bounded/0 must be at least 0",
            "/bounded must have at most 3 items",
            "/unique must not have equal items",
            "/nullable/0 must have at least 2 characters",
            "/objects/1/a must be a string",
        ]
    );
    assert_eq!(
        violations::<maps::Closed>(r#"{"b~/":1}"#),
        ["/b~0~1 is not allowed"]
    );
    assert_eq!(
        violations::<maps::Sized>("{}"),
        ["the value must have at least 1 property"]
    );
    assert_eq!(
        violations::<maps::Kept>(r#"{"a":"","b":10}"#),
        ["/b must be at most 9"]
    );
}

#[test]
fn values_in_memory_are_checked_alike() {
    let kept = maps::Kept {
        a: String::new(),
        additional_properties: [("b".to_owned(), 10)].into_iter().collect(),
    };
    assert_eq!(
        kept.validate()
            .unwrap_err()
            .iter()
            .map(|violation| violation.to_string())
            .collect::<Vec<_>>(),
        ["/b must be at most 9"]
    );
    assert!(maps::Sized::default().validate().is_err());
    assert!(integers::Port::new(65_536).is_err() && integers::Port::new(80).is_ok());
    assert!(strings::Pin::try_from("12a".to_owned()).is_err());
}

#[test]
fn defaults_are_at_hand_and_not_filled_in() {
    let settings: defaults::Settings = json::from_str("{}").unwrap();
    assert_eq!(settings, defaults::Settings::default());
    assert_eq!(settings.count_or_default(), 9);
    assert_eq!(settings.text_or_default(), "hello");
    assert_eq!(settings.port_or_default().get(), 8883);
    assert_eq!(settings.mode_or_default(), defaults::Mode::Video);
}

#[test]
fn enums_know_their_text() {
    for value in enums::Odd::ALL {
        assert_eq!(value.as_str().parse::<enums::Odd>().unwrap(), value);
    }
    assert!("other".parse::<enums::Odd>().is_err());
}

#[test]
fn an_enum_has_no_value_that_a_rule_beside_it_refuses() {
    assert_eq!(
        lenient::Short::ALL.map(|value| value.as_str()),
        ["one", "two"]
    );
    assert_eq!(
        violations::<lenient::Short>(r#""three""#),
        [r#"the value must be one of "one", "two""#]
    );
    assert_eq!(
        violations::<lenient::Step>("1"),
        ["the value must be one of 2, 4"]
    );
    round_trip::<lenient::Step>("4");
}

#[test]
fn values_are_of_the_type_that_is_declared() {
    round_trip::<lenient::Room>(r#"{"code":"20","digit":2}"#);
    let room = lenient::Room::default();
    assert_eq!(room.code_or_default(), lenient::RoomCode::N1);
    assert!(!room.flag_or_default());
    assert_eq!(
        violations::<lenient::Room>(r#"{"code":20,"digit":"2"}"#),
        ["/code must be a string", "/digit must be one of 1, 2"]
    );
}

/// 48 types in a ring, by values, lists, maps, null and choices: once round, and a step more.
#[test]
fn types_that_lie_deep_are_read_checked_and_sent() {
    fn is_sent<T: Send + Sync + Clone>(value: &T) -> T {
        value.clone()
    }
    let deep = |end: &str| {
        (0..53)
            .rev()
            .fold(end.to_owned(), |inner, index| match index % 6 {
                2 => format!(r#"{{"next":[{inner}]}}"#),
                3 => format!(r#"{{"next":{{"a":{inner}}}}}"#),
                _ => format!(r#"{{"next":{inner}}}"#),
            })
    };
    for end in ["{}", r#"{"next":"short"}"#] {
        let value: deep_types::T0 = json::from_str(&deep(end)).expect("no rule is broken");
        let copy = is_sent(&value);
        assert_eq!(value, copy);
        assert_eq!(json::to_string(&copy), deep(end));
        assert_eq!(copy.validate(), Ok(()));
    }
    let [found] = violations::<deep_types::T0>(&deep(r#"{"next":"far too long"}"#))
        .try_into()
        .expect("one violation");
    assert!(
        found.ends_with("/next must have at most 9 characters"),
        "{found}"
    );
    let mut value: deep_types::T0 = json::from_str(&deep("{}")).expect("no rule is broken");
    value.next.next = None;
    assert_eq!(json::to_string(&value), r#"{"next":{}}"#);
}

#[test]
fn lists_as_they_were_before_2020_12() {
    round_trip::<lenient::Room>(r#"{"tuple":["a",4,true,false],"pair":["a"],"nothing":{"a":[]}}"#);
    assert_eq!(
        violations::<lenient::Room>(r#"{"tuple":["a",1,2],"pair":["a",1,1]}"#),
        [
            "/tuple/1 must be one of 2, 4",
            "/tuple/1 must be at least 2",
            "/tuple/2 must be a boolean",
            "/pair/2 is not allowed",
        ]
    );
}

#[test]
fn the_bridge_to_serde_checks_too() {
    let port: integers::Port = serde_json::from_str("80").unwrap();
    assert_eq!(serde_json::to_string(&port).unwrap(), "80");
    assert!(serde_json::from_str::<integers::Port>("-1").is_err());
}

proptest! {
    #[test]
    fn decoding_undoes_encoding(
        plain in proptest::option::of(any::<i64>()),
        int32 in proptest::option::of(1..=200_i32),
        uint64 in proptest::option::of(any::<u64>()),
    ) {
        let counts = integers::Counts { plain, int32, uint64, ..Default::default() };
        prop_assert!(counts.validate().is_ok());
        prop_assert_eq!(json::from_slice::<integers::Counts>(&json::to_vec(&counts)).unwrap(), counts);
    }

    #[test]
    fn memory_and_text_agree(short in ".{0,70}", digits in "[0-9a]{0,4}") {
        let texts = strings::Texts { short: Some(short), digits: Some(digits), ..Default::default() };
        let read = json::from_slice::<strings::Texts>(&json::to_vec(&texts));
        match (texts.validate(), read) {
            (Ok(()), Ok(read)) => prop_assert_eq!(read, texts),
            (Err(memory), Err(DecodeError::Invalid(text))) => prop_assert_eq!(memory.to_string(), text.to_string()),
            (memory, read) => prop_assert!(false, "{:?} {:?}", memory, read),
        }
    }
}
