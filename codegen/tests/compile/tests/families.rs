//! Families: schemas that others build on, told apart by discriminators, also those of their own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use anteroom::json::{Decode, Encode, from_str, to_string};
use anteroom_golden::{nested_tags, odata, option_derive};

/// Reads and writes again.
fn round<T: Decode + Encode>(json: &str) -> String {
    match from_str::<T>(json) {
        Ok(value) => to_string(&value),
        Err(error) => panic!("{json}: {error}"),
    }
}

#[test]
fn discriminators_of_alternatives_tell_them_apart() {
    use nested_tags::{Media, Thing, Wired};
    for json in [
        r#"{"kind":"call","seconds":1}"#,
        r#"{"kind":"tune","title":"A"}"#,
        r#"{"kind":"Text","words":2}"#,
    ] {
        assert_eq!(round::<Media>(json), json);
    }
    assert!(from_str::<Media>(r#"{"kind":"Sound"}"#).is_err());
    let lamp = r#"{"type":"light","watts":5}"#;
    assert_eq!(round::<Wired>(lamp), lamp);
    assert_eq!(round::<Thing>(lamp), lamp);
    assert!(from_str::<Wired>(r#"{"type":"Lamp"}"#).is_err());
    for json in [r#"{"type":"gauge"}"#, r#"{"type":"dial","hands":2}"#] {
        assert_eq!(round::<nested_tags::Shown>(json), json);
    }
    let chair = r#"{"type":"Chair","legs":4}"#;
    assert_eq!(round::<Thing>(chair), chair);
}

#[test]
fn discriminators_in_place_and_of_several_bases_tell_apart() {
    use nested_tags::{Electric, Transport};
    for json in [
        r#"{"sort":"taxi","number":3}"#,
        r#"{"sort":"van","volume":9}"#,
        r#"{"sort":"Boat","masts":2}"#,
    ] {
        assert_eq!(round::<Transport>(json), json);
    }
    assert!(from_str::<Transport>(r#"{"sort":"Van"}"#).is_err());
    for json in [
        r#"{"type":"tram","line":3}"#,
        r#"{"type":"light","watts":5}"#,
    ] {
        assert_eq!(round::<Electric>(json), json);
    }
    assert!(from_str::<Electric>(r#"{"type":"Tram"}"#).is_err());
}

#[test]
fn what_says_itself_what_it_is_told_by() {
    use nested_tags::{Mount, Resource};
    let disk = r#"{"type":"Storage.Disk","size":4}"#;
    assert_eq!(round::<Resource>(disk), disk);
    assert_eq!(round::<Mount>(disk), disk);
    assert!(from_str::<Resource>(r#"{"type":"Disk","size":4}"#).is_err());
    assert!(from_str::<Mount>(r#"{"type":"Disk","size":4}"#).is_err());
}

#[test]
fn a_base_in_the_middle_is_a_family() {
    use odata::{BuildingEntity, BuildingPlace};
    for json in [
        r##"{"@odata.type":"#building.room","level":null,"name":"Oak"}"##,
        r##"{"id":"7","@odata.type":"#building.hall","seats":40}"##,
    ] {
        assert_eq!(round::<BuildingPlace>(json), json);
        assert_eq!(round::<BuildingEntity>(json), json);
    }
    let place = r##"{"@odata.type":"#building.place","level":2}"##;
    assert_eq!(round::<BuildingEntity>(place), place);
    assert!(from_str::<BuildingPlace>(place).is_err());
}

#[test]
fn an_order_reaches_the_parts() {
    use option_derive::{Place, Ranked};
    let named = |name: &str| Place {
        name: Some(name.to_owned()),
    };
    let ranked = |name: &str| Ranked {
        places: Some(vec![named(name)]),
        ..Ranked::default()
    };
    assert!(ranked("a") < ranked("b"));
    assert_eq!(named("b").max(named("a")), named("b"));
}
