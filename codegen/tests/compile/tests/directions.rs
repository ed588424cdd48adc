//! Properties that one side alone sends: each direction has a type without those of the other one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use anteroom::json::{Decode, Reader, from_str, to_string};
use anteroom_golden::directions::{Guest, Plan, Room, RoomInput};

fn violations<T: Decode>(json: &str) -> Vec<String> {
    let mut reader = Reader::new(json.as_bytes());
    T::decode(&mut reader);
    let violations = reader.finish().unwrap();
    let shown = violations
        .iter()
        .map(|violation| format!("{} {}", violation.place.pointer(), violation.keyword));
    shown.collect()
}

#[test]
fn what_the_server_sends_is_not_asked_of_clients() {
    let room: RoomInput = from_str(r#"{"name":"Blue","pin":"1234"}"#).unwrap();
    assert_eq!((room.name.get(), &*room.pin), ("Blue", "1234"));
    assert_eq!(
        violations::<RoomInput>(r#"{"name":"Blue"}"#),
        ["/pin required"]
    );
    let guest: Guest = from_str(r#"{"name":"Ada"}"#).unwrap();
    assert_eq!(to_string(&guest), r#"{"name":"Ada"}"#);
}

#[test]
fn what_clients_send_all_the_same_is_read_over() {
    let room: RoomInput =
        from_str(r#"{"id":7,"name":"Blue","pin":"1","history":[{"at":"?"}]}"#).unwrap();
    assert_eq!(
        to_string(&room),
        r#"{"name":"Blue","pin":"1","history":[{}]}"#
    );
    let other = r#"{"name":"Blue","pin":"1","colour":1}"#;
    assert_eq!(
        violations::<RoomInput>(other),
        ["/colour additionalProperties"]
    );
    let broken = from_str::<RoomInput>(r#"{"id":[1,,2],"name":"Blue","pin":"1"}"#);
    assert!(broken.is_err());
}

#[test]
fn answers_have_all_that_they_must_have() {
    assert_eq!(
        violations::<Room>(r#"{"name":"Blue","pin":"1"}"#),
        ["/id required"]
    );
    let room: Room =
        from_str(r#"{"id":"a","name":"Blue","annex":{"id":"b","name":"Red"}}"#).unwrap();
    assert_eq!(room.annex.unwrap().id.get(), "b");
    assert_eq!(violations::<Plan>("{}"), ["/seats required"]);
}
