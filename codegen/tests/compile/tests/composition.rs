//! Unions, merged schemas and enums of scalars, as their generated types read and write them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod values;

use anteroom::json::{from_str, to_string};
use anteroom_golden::{
    all_of, any_of, choices_merged, composed_values, described_values, inheritance,
    inheritance_files, literal_tags, one_of, read_only, recursive_lists, references_and_null,
    scalar_enums, type_lists, undescribed_required, union_names, union_null,
};
use values::{round, stays, violations};

#[test]
fn the_discriminator_alone_decides() {
    stays::<one_of::Pet>(r#"{"kind":"cat","lives":9}"#);
    stays::<one_of::Pet>(r#"{"kind":"hound","friend":{"kind":"cat"}}"#);
    stays::<one_of::ByName>(r#"{"kind":"Cat"}"#);
    assert_eq!(
        violations::<one_of::Pet>(r#"{"kind":"cat","lives":10}"#),
        ["/lives maximum #/components/schemas/Cat/properties/lives"]
    );
    let cow = violations::<one_of::Pet>(r#"{"kind":"cow"}"#);
    assert_eq!(cow.len(), 1);
    assert!(cow[0].starts_with("/kind "), "{cow:?}");
    let none = violations::<one_of::Pet>(r#"{"lives":1}"#);
    assert!(none.len() == 1 && none[0].contains("required"), "{none:?}");
}

#[test]
fn a_discriminator_may_be_missing_where_nothing_requires_it() {
    stays::<one_of::Content>(r#"["a"]"#);
    stays::<one_of::Content>(r#"{"type":"file","size":1}"#);
    stays::<one_of::Content>(r#"{"to":"a"}"#);
    assert_eq!(
        violations::<one_of::Content>(r#"{"type":"file","to":"a"}"#),
        ["/size required #/components/schemas/File"]
    );
    assert!(violations::<one_of::Content>(r#"{"type":"array"}"#)[0].starts_with("/type "));
}

#[test]
fn alternatives_are_told_by_what_they_allow() {
    let text = from_str::<one_of::Part>(r#"{"url":"a","type":"image"}"#).unwrap();
    assert!(matches!(text, one_of::Part::Image(_)));
    assert_eq!(
        violations::<one_of::Part>(r#"{"type":"image","url":""}"#),
        ["/url minLength #/components/schemas/Part/oneOf/1/properties/url"]
    );
    for json in ["12", r#""auto""#, "[1,2]"] {
        stays::<one_of::Width>(json);
    }
    assert_eq!(
        violations::<one_of::Width>("-1"),
        [" minimum #/components/schemas/Width/oneOf/0"]
    );
    assert_eq!(violations::<one_of::Width>("null").len(), 1);
    assert!(matches!(
        from_str::<one_of::Level>(r#""high""#),
        Ok(one_of::Level::High)
    ));
}

#[test]
fn exactly_one_of_the_others_must_match() {
    stays::<one_of::Overlap>(r#"{"side":1.5}"#);
    let both = violations::<one_of::Overlap>(r#"{"side":1,"radius":1}"#);
    assert!(both.len() == 1 && both[0].contains("oneOf"), "{both:?}");
    assert!(violations::<one_of::Overlap>("{}")[0].contains("oneOf"));
    // What stands beside the alternatives belongs to each of them.
    stays::<one_of::Shape>(r#"{"color":"red","radius":2.5}"#);
    assert!(!violations::<one_of::Shape>(r#"{"radius":2.0}"#).is_empty());
}

#[test]
fn a_type_beside_the_alternatives_refuses_null() {
    stays::<one_of::Lent>(r#"{"href":"a"}"#);
    assert_eq!(violations::<one_of::Lent>("null").len(), 1);
}

#[test]
fn the_narrowest_of_any_is_taken() {
    assert!(matches!(
        from_str::<any_of::Model>(r#""small""#),
        Ok(any_of::Model::Known(any_of::ModelKnown::Small))
    ));
    stays::<any_of::Model>(r#""tiny""#);
    stays::<any_of::Filter>(r#"{"filters":[{"key":"a","value":true},{"filters":[]}]}"#);
    stays::<any_of::Maybe>(r#"{"reference":null,"number":3,"either":false}"#);
    stays::<any_of::Maybe>("{}");
    stays::<any_of::Person>(r#"{"name":"a","mail":"b"}"#);
    stays::<any_of::Person>(r#"{"name":"a"}"#);
    for json in [
        "{}",
        r#"{"label":"a","number":"1"}"#,
        r#"{"address":"a","phones":[{"number":"1"},{"fax":"2"}]}"#,
        r#"{"fax":"2"}"#,
    ] {
        stays::<any_of::Contact>(json);
    }
    // More than any of them holds.
    assert_eq!(
        from_str::<any_of::Contact>(r#"{"fax":"2","address":"b","label":"c"}"#)
            .map(|value| to_string(&value)),
        Ok(r#"{"label":"c","address":"b"}"#.to_owned())
    );
}

#[test]
fn all_parts_count() {
    stays::<all_of::Room>(r#"{"id":"a","note":"n","capacity":1}"#);
    assert_eq!(
        violations::<all_of::Room>(r#"{"id":"","capacity":0}"#),
        [
            "/id minLength #/components/schemas/Base/properties/id",
            "/capacity minimum #/components/schemas/Room/allOf/1/properties/capacity",
            "/note required #/components/schemas/Room"
        ]
    );
    assert_eq!(
        violations::<all_of::Narrow>(r#"{"id":"abcdef","note":"","capacity":21}"#).len(),
        2
    );
    assert_eq!(
        violations::<all_of::Narrow>(r#"{"id":"abc","note":"","capacity":0}"#).len(),
        1
    );
    stays::<all_of::Word>(r#""abc""#);
    assert_eq!(violations::<all_of::Word>(r#""ab""#).len(), 1);
    stays::<all_of::Closed>(r#"{"id":"a","more":true,"extra":7}"#);
    assert_eq!(
        violations::<all_of::Closed>(r#"{"id":"a","extra":"7"}"#).len(),
        1
    );
    stays::<all_of::Some>(r#""b""#);
    assert_eq!(violations::<all_of::Some>(r#""a""#).len(), 1);
    stays::<all_of::User>(r#"{"maybe":null}"#);
    assert_eq!(violations::<all_of::User>(r#"{"never":1}"#).len(), 1);
}

#[test]
fn enums_hold_more_than_strings() {
    assert_eq!(round::<scalar_enums::Level>("1.0"), "1");
    for json in [r#""auto""#, "1", "1.5", "true"] {
        stays::<scalar_enums::Mixed>(json);
    }
    stays::<scalar_enums::User>(r#"{"level":-1,"mixed":null,"version":"2","nothing":null}"#);
    assert_eq!(
        violations::<scalar_enums::User>(r#"{"mixed":2,"version":"1","nothing":0}"#).len(),
        3
    );
    stays::<scalar_enums::Vote>(r#""+1""#);
}

#[test]
fn several_types_have_rules_each() {
    for json in [r#""ab""#, "9"] {
        stays::<type_lists::Value>(json);
    }
    assert_eq!(
        violations::<type_lists::Value>("10"),
        [" maximum #/components/schemas/Value"]
    );
    assert_eq!(
        violations::<type_lists::Value>(r#""a""#),
        [" minLength #/components/schemas/Value"]
    );
    stays::<type_lists::User>(r#"{"value":null,"own":true}"#);
    stays::<type_lists::Deep>(r#"{"a":"b"}"#);
    stays::<type_lists::Deep>("[1]");
}

#[test]
fn lists_hold_themselves() {
    stays::<recursive_lists::Tree>("[[],[[]]]");
    assert_eq!(
        violations::<recursive_lists::Tree>("[[[],[],[],[]]]"),
        ["/0 maxItems #/components/schemas/Tree"]
    );
    stays::<recursive_lists::Folder>(r#"{"a":[{"b":[]}]}"#);
    stays::<recursive_lists::Json>(r#"{"a":["b",{"c":"d"}]}"#);
}

#[test]
fn what_stands_beside_a_reference_counts() {
    assert_eq!(
        violations::<references_and_null::User>(r#"{"short":"abcd"}"#).len(),
        1
    );
    assert_eq!(
        violations::<references_and_null::User>(r#"{"short":"","deep":""}"#).len(),
        2
    );
    stays::<references_and_null::User>(r#"{"described":{"id":"a"},"nullable":null}"#);
}

#[test]
fn null_must_be_allowed_by_all_who_describe_a_property() {
    stays::<references_and_null::Guest>(r#"{"seat":"a","desk":null}"#);
    assert_eq!(
        violations::<references_and_null::Guest>(r#"{"seat":null}"#).len(),
        1
    );
}

#[test]
fn what_is_required_and_not_described_is_what_the_others_are() {
    stays::<undescribed_required::Room>(r#"{"subject":"a","other":[{}]}"#);
    stays::<undescribed_required::Prices>(r#"{"total":3,"tax":0}"#);
    assert_eq!(
        violations::<undescribed_required::Prices>(r#"{"total":-1,"tax":-1}"#).len(),
        2
    );
    assert!(!violations::<undescribed_required::Closed>(r#"{"other":1}"#).is_empty());
    stays::<undescribed_required::Alerts>(r#"{"code":"a"}"#);
    assert!(!violations::<undescribed_required::Alerts>(r#"{"secrets":"a"}"#).is_empty());
}

#[test]
fn one_way_properties_are_not_demanded_of_the_other() {
    let room: read_only::Room = from_str(r#"{"name":"a"}"#).unwrap();
    assert_eq!((room.id, room.pin), (None, None));
}

#[test]
fn what_builds_on_a_schema_stands_for_it() {
    use inheritance::{Event, Owner, Part, Pet, Shape};
    stays::<Pet>(r#"{"kind":"Cat","name":"Tom","lives":9}"#);
    stays::<Pet>(r#"{"kind":"Dog","friend":{"kind":"Poodle","trimmed":true}}"#);
    assert!(matches!(
        from_str(r#"{"kind":"Pet","name":"Tom"}"#),
        Ok(Pet::Pet(_))
    ));
    assert_eq!(
        violations::<Pet>(r#"{"kind":"Cat","name":"Tom Thumb the Cat"}"#),
        [
            "/name maxLength #/components/schemas/Pet/properties/name",
            "/lives required #/components/schemas/Cat",
        ]
    );
    assert_eq!(violations::<Pet>(r#"{"kind":"Cow"}"#).len(), 1);
    stays::<Owner>(r#"{"pet":null,"pets":[{"kind":"Cat","lives":1}],"dog":{"kind":"Dog"}}"#);
    stays::<Event>(r#"{"type":"slammed"}"#);
    stays::<Event>(r#"{"type":"Moved","to":"a"}"#);
    // The mapping does not name the base.
    assert_eq!(violations::<Event>(r#"{"type":"Event"}"#).len(), 1);
    stays::<Part>(r#"{"part_type":"text_part","text":"a"}"#);
    stays::<Part>(r#"{"part_type":"image","url":"a"}"#);
    assert!(matches!(
        from_str(r#"{"part_type":"part"}"#),
        Ok(Part::Part(_))
    ));
    stays::<Shape>(r#"{"shape":"oval","radius":1.5,"long":2.5}"#);
    assert!(matches!(
        from_str(r#"{"shape":"round","radius":1}"#),
        Ok(Shape::Round(inheritance::RoundBase { .. }))
    ));
    // A list of values that all alternatives share tells nothing, but their names do.
    stays::<inheritance::Listed>(r#"{"which":"Two","two":2}"#);
    stays::<Vec<inheritance_files::Vehicle>>(
        r#"[{"wheels":"two","bell":true},{"wheels":"four","seats":4}]"#,
    );
}

#[test]
fn integers_and_booleans_tell_alternatives_apart() {
    use literal_tags::{Answer, Color, Part};
    assert!(matches!(
        from_str::<Part>(r#"{"type": 1}"#),
        Ok(Part::Row(_))
    ));
    // 3.0 is the integer 3.
    let button = from_str::<Part>(r#"{"style": "x", "type": 3.0}"#);
    assert!(matches!(button, Ok(Part::Button(_))), "{button:?}");
    assert_eq!(
        violations::<Part>(r#"{"type": 2}"#),
        ["/style required #/components/schemas/Button"]
    );
    for other in ["4", "\"1\"", "1.5", "true", "null"] {
        let text = format!(r#"{{"type": {other}}}"#);
        assert_eq!(
            violations::<Part>(&text),
            [" oneOf #/components/schemas/Part"],
            "{other}"
        );
    }
    let answer = from_str::<Answer>(r#"{"ok": false, "error": "none"}"#);
    assert!(matches!(answer, Ok(Answer::Failure(_))), "{answer:?}");
    assert!(matches!(
        from_str::<Color>(r#"{"code": 2}"#),
        Ok(Color::Blue(_))
    ));
    assert_eq!(
        violations::<Color>(r#"{"code": "2"}"#),
        ["/code discriminator #/components/schemas/Color"]
    );
}

#[test]
fn null_is_told_by_the_union() {
    use union_null::{Outer, Room};
    for score in ["null", "1.5", "\"-INF\"", "\"2024-02-29\""] {
        let outer = format!(r#"{{"score":{score}}}"#);
        assert_eq!(round::<Outer>(&outer), outer);
    }
    assert_eq!(round::<Outer>("1.5"), "1.5");
    let room = r#"{"owner":null,"place":null,"tags":{"a":null,"b":{"color":"red"}},"keeper":{"name":"x"}}"#;
    assert_eq!(round::<Room>(room), room);
}

#[test]
fn of_all_combinations_those_are_left_that_make_sense() {
    use choices_merged::{RoomAnswer, RoomAnswerResult, RoomsAnswer};
    let answer = r#"{"success":true,"result":{"mode":"open","door":"north"}}"#;
    let read = from_str::<RoomAnswer>(answer).unwrap();
    assert!(matches!(read.result, RoomAnswerResult::HostedRoom(_)));
    assert_eq!(to_string(&read), answer);
    assert_eq!(
        violations::<RoomAnswer>(r#"{"success":true,"result":"x"}"#).len(),
        1
    );
    let all = r#"{"success":false,"result":[{"owner":"me","mode":"shut"}]}"#;
    assert_eq!(round::<RoomsAnswer>(all), all);
}

#[test]
fn described_and_composed_values_are_what_is_allowed() {
    use described_values::{CommandType, Month};
    assert_eq!(from_str::<CommandType>("2").unwrap(), CommandType::User);
    assert_eq!(from_str::<Month>("\"02\"").unwrap(), Month::February);
    assert_eq!(violations::<CommandType>("4").len(), 1);
    for room in [
        r#"{"list":[1,2]}"#,
        r#"{"either":null}"#,
        r#"{"either":["a"]}"#,
        r#"{"either":{"b":1}}"#,
        r#"{"either":1.5}"#,
        r#"{"never":1}"#,
    ] {
        assert_eq!(round::<composed_values::Room>(room), room);
    }
    for room in [
        r#"{"list":[2,1]}"#,
        r#"{"either":["b"]}"#,
        r#"{"either":"a"}"#,
        r#"{"either":true}"#,
        r#"{"never":"x"}"#,
    ] {
        assert!(
            !violations::<composed_values::Room>(room).is_empty(),
            "{room}"
        );
    }
}

#[test]
fn alternatives_are_called_after_what_tells_them() {
    use union_names::{Formats, Lists, Update};
    assert!(matches!(
        from_str::<Lists>("[[1]]"),
        Ok(Lists::IntegerList(_))
    ));
    assert!(matches!(
        from_str::<Lists>(r#"["a"]"#),
        Ok(Lists::Strings(_))
    ));
    assert!(matches!(from_str::<Formats>("\"\""), Ok(Formats::Empty(_))));
    assert!(matches!(
        from_str::<Update>(r#"{"reason":"x"}"#),
        Ok(Update::WithReason(_))
    ));
}
