//! Models as generated code has them: decoded, checked and encoded.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use anteroom::json::{self, Decode, DecodeError, Encode, Map, ObjectReader, Reader, Value, Writer};
use anteroom::validate::{
    ArrayRules, Checker, Decimal, EnumRules, Format, IntegerRules, Limits, NumberRules,
    ObjectRules, ParameterIn, Pattern, Place, Property, Root, StringRules, Validate, Violations,
};
use anteroom::{Base64, DateTime, Field};
use proptest::prelude::*;

static ROOM: ObjectRules = ObjectRules::at(
    "#/components/schemas/Room",
    &[
        Property::required("number"),
        Property::required("mode"),
        Property::required("subject"),
        Property::optional("capacity"),
        Property::optional("rate"),
        Property::optional("tags"),
        Property::required("parent"),
        Property::optional("note"),
        Property::optional("at"),
        Property::optional("picture"),
        Property::optional("doors"),
        Property::optional("a/b \"~\"").escaped(),
        Property::optional("next"),
    ],
);
static ROOM_NUMBER: StringRules = StringRules::new()
    .min_length(3)
    .max_length(6)
    .pattern(&ROOM_NUMBER_PATTERN);
static ROOM_NUMBER_PATTERN: Pattern = Pattern::new("[0-9]{3,6}");
static ROOM_CAPACITY: IntegerRules = IntegerRules::at("#/components/schemas/Capacity")
    .minimum(1)
    .maximum(500);
static ROOM_RATE: NumberRules = NumberRules::new()
    .minimum(Decimal::new("0.5"))
    .multiple_of(Decimal::new("0.25"));
static ROOM_TAGS: ArrayRules = ArrayRules::new().min_items(1).max_items(3).unique_items();
static ROOM_TAG: StringRules = StringRules::new().min_length(1);
static ROOM_NOTE: StringRules = StringRules::new().max_length(4);
static ROOM_ADDRESS: StringRules = StringRules::new().format(Format::Ipv4);
static ROOM_DOORS: ObjectRules = ObjectRules::at("", &[]).additional().min_properties(1);
static ROOM_DOOR: IntegerRules = IntegerRules::new().multiple_of(2);

#[derive(Clone, Copy, Debug, PartialEq)]
enum Mode {
    Audio,
    Video,
}

static MODE: EnumRules = EnumRules::at("#/components/schemas/Mode", &["AUDIO", "VIDEO"]);

impl Mode {
    const ALL: [Self; 2] = [Self::Audio, Self::Video];
}

impl Decode for Mode {
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        MODE.decode(reader).map(|index| Self::ALL[index])
    }
}

impl Encode for Mode {
    fn encode(&self, writer: &mut Writer) {
        writer.string(MODE.values[*self as usize]);
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Room {
    number: String,
    mode: Mode,
    subject: String,
    capacity: Option<i32>,
    rate: Option<f64>,
    tags: Option<Vec<String>>,
    parent: Option<String>,
    note: Field<String>,
    at: Option<DateTime>,
    picture: Option<Base64>,
    doors: Option<Map<i32>>,
    odd: Option<String>,
    next: Option<Box<Room>>,
}

impl Decode for Room {
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        let (mut number, mut mode, mut subject, mut capacity) = (None, None, None, None);
        let (mut rate, mut tags, mut parent, mut note) = (None, None, None, Field::Absent);
        let (mut at, mut picture, mut doors, mut odd, mut next) = (None, None, None, None, None);
        let mut object = reader.object(&ROOM);
        while let Some(property) = object.next(reader) {
            match property {
                0 => number = ROOM_NUMBER.decode(reader),
                1 => mode = Mode::decode(reader),
                2 => subject = String::decode(reader),
                3 => capacity = ROOM_CAPACITY.decode(reader),
                4 => rate = ROOM_RATE.decode(reader),
                5 => tags = ROOM_TAGS.decode(reader, |reader| ROOM_TAG.decode(reader)),
                6 => parent = reader.nullable(String::decode),
                7 => note = Field::decode(reader, |reader| ROOM_NOTE.decode(reader)),
                8 => at = DateTime::decode(reader),
                9 => picture = Base64::decode(reader),
                10 => doors = ROOM_DOORS.decode_map(reader, |reader| ROOM_DOOR.decode(reader)),
                11 => odd = ROOM_ADDRESS.decode(reader),
                _ => next = Box::<Self>::decode(reader),
            }
        }
        object.end(reader)?;
        Some(Self {
            number: number?,
            mode: mode?,
            subject: subject?,
            capacity,
            rate,
            tags,
            parent: parent?,
            note,
            at,
            picture,
            doors,
            odd,
            next,
        })
    }
}

impl Encode for Room {
    fn encode(&self, writer: &mut Writer) {
        let mut object = writer.object();
        object.field("number", &self.number);
        object.field("mode", &self.mode);
        object.field("subject", &self.subject);
        object.optional("capacity", &self.capacity);
        object.optional("rate", &self.rate);
        object.optional("tags", &self.tags);
        object.field("parent", &self.parent);
        object.three_state("note", &self.note);
        object.optional("at", &self.at);
        object.optional("picture", &self.picture);
        object.optional("doors", &self.doors);
        object.optional("a/b \"~\"", &self.odd);
        object.optional("next", &self.next);
        object.end();
    }
}

impl Validate for Room {
    fn check(&self, checker: &mut Checker<'_>) {
        checker.enter(&ROOM);
        checker.property("number");
        ROOM_NUMBER.check(&self.number, checker);
        if let Some(capacity) = &self.capacity {
            checker.property("capacity");
            ROOM_CAPACITY.check(capacity, checker);
        }
        if let Some(rate) = &self.rate {
            checker.property("rate");
            ROOM_RATE.check(rate, checker);
        }
        if let Some(tags) = &self.tags {
            checker.property("tags");
            ROOM_TAGS.check(tags, checker, |tag, checker| {
                ROOM_TAG.check(tag, checker);
            });
        }
        if let Field::Value(note) = &self.note {
            checker.property("note");
            ROOM_NOTE.check(note, checker);
        }
        if let Some(doors) = &self.doors {
            checker.property("doors");
            ROOM_DOORS.check_map(doors, checker, |door, checker| {
                ROOM_DOOR.check(door, checker);
            });
        }
        if let Some(odd) = &self.odd {
            checker.property("a/b \"~\"");
            ROOM_ADDRESS.check(odd, checker);
        }
        if let Some(next) = &self.next {
            checker.property("next");
            next.check(checker);
        }
        checker.leave();
    }
}

anteroom::serde_bridge!(Room, Mode);

fn invalid(text: &str) -> Violations {
    match json::from_str::<Room>(text) {
        Err(DecodeError::Invalid(violations)) => violations,
        other => panic!("{other:?}"),
    }
}

fn found(violations: &Violations) -> Vec<(&str, &str, &str, &str)> {
    violations
        .iter()
        .map(|found| {
            (
                found.place.pointer(),
                found.keyword,
                found.schema,
                found.message,
            )
        })
        .collect()
}

#[test]
fn all_violations_are_found_in_the_order_of_the_text() {
    let violations = invalid(
        r#"{
            "capacity": 0, "mode": "RADIO", "number": "1a", "rate": 0.3, "tags": ["a", "", 7, "a", "b"],
            "note": "12345", "at": "2026-03-31", "picture": "?", "doors": {}, "unknown": {"x": [1]},
            "a/b \"~\"": "localhost", "next": {"doors": {"a/b": 1, "c": "x"}, "subject": null}, "subject": 5
        }"#,
    );
    let room = "#/components/schemas/Room";
    let properties = |name: &str| format!("{room}/properties/{name}");
    let expected = [
        (
            "/capacity",
            "minimum",
            "#/components/schemas/Capacity".to_owned(),
            "must be at least 1",
        ),
        (
            "/mode",
            "enum",
            "#/components/schemas/Mode".into(),
            r#"must be one of "AUDIO", "VIDEO""#,
        ),
        (
            "/number",
            "minLength",
            properties("number"),
            "must have at least 3 characters",
        ),
        (
            "/number",
            "pattern",
            properties("number"),
            "must match the pattern [0-9]{3,6}",
        ),
        (
            "/rate",
            "minimum",
            properties("rate"),
            "must be at least 0.5",
        ),
        (
            "/rate",
            "multipleOf",
            properties("rate"),
            "must be a multiple of 0.25",
        ),
        (
            "/tags/1",
            "minLength",
            properties("tags/items"),
            "must have at least 1 character",
        ),
        (
            "/tags/2",
            "type",
            properties("tags/items"),
            "must be a string",
        ),
        (
            "/tags",
            "maxItems",
            properties("tags"),
            "must have at most 3 items",
        ),
        (
            "/tags",
            "uniqueItems",
            properties("tags"),
            "must not have equal items",
        ),
        (
            "/note",
            "maxLength",
            properties("note"),
            "must have at most 4 characters",
        ),
        (
            "/at",
            "format",
            properties("at"),
            "must be a date and time with an offset as in RFC 3339, such as 2026-03-31T09:30:00Z",
        ),
        (
            "/picture",
            "format",
            properties("picture"),
            "must be base64 with padding",
        ),
        (
            "/doors",
            "minProperties",
            properties("doors"),
            "must have at least 1 property",
        ),
        (
            "/a~1b \"~0\"",
            "format",
            properties("a~1b%20%22~0%22"),
            "must be an IPv4 address",
        ),
        (
            "/next/doors/a~1b",
            "multipleOf",
            properties("doors/additionalProperties"),
            "must be a multiple of 2",
        ),
        (
            "/next/doors/c",
            "type",
            properties("doors/additionalProperties"),
            "must be an integer",
        ),
        (
            "/next/subject",
            "type",
            properties("subject"),
            "must be a string",
        ),
        ("/next/number", "required", room.into(), "is required"),
        ("/next/mode", "required", room.into(), "is required"),
        ("/next/parent", "required", room.into(), "is required"),
        (
            "/subject",
            "type",
            properties("subject"),
            "must be a string",
        ),
        ("/parent", "required", room.into(), "is required"),
    ];
    let expected: Vec<_> = expected
        .iter()
        .map(|(pointer, keyword, schema, message)| (*pointer, *keyword, schema.as_str(), *message))
        .collect();
    assert_eq!(found(&violations), expected);
    assert!(!violations.is_truncated());
}

#[test]
fn properties_may_come_in_any_order_and_with_others() {
    let text = r#"{"next":null,"x":{"number":1},"subject":"s","number":"123","mode":"AUDIO","y":[],"\u0070arent":null}"#;
    let violations = invalid(text);
    assert_eq!(
        found(&violations),
        [("/next", "type", ROOM.schema, "must be an object")]
    );

    let text = text.replace("\"next\":null,", "");
    let room: Room = json::from_str(&text).unwrap();
    assert_eq!(
        (room.number.as_str(), room.mode, room.parent),
        ("123", Mode::Audio, None)
    );
}

#[test]
fn a_property_twice_is_a_syntax_error() {
    for text in [
        r#"{"number":"123","number":"123"}"#,
        r#"{"number":"123","\u006eumber":"123"}"#,
        r#"{"subject":"","mode":"AUDIO","subject":""}"#,
        r#"{"x":1,"number":"123","x":1}"#,
        r#"{"next":{"x":1,"x":1}}"#,
        r#"{"x":{"y":1,"y":1}}"#,
    ] {
        assert!(
            matches!(json::from_str::<Room>(text), Err(DecodeError::Syntax(_))),
            "{text}"
        );
    }
}

#[test]
fn the_list_is_capped() {
    let rooms = format!("[{}]", vec!["{}"; 1000].join(","));
    let Err(DecodeError::Invalid(violations)) = json::from_str::<Vec<Room>>(&rooms) else {
        panic!()
    };
    assert_eq!(violations.len(), 100);
    assert!(violations.is_truncated());
    assert!(violations.to_string().ends_with("; and more"));

    let name = "n".repeat(100_000);
    let doors = format!(r#"{{"{name}":1,"{name}2":1}}"#);
    let Err(DecodeError::Invalid(violations)) = json::from_str::<Map<bool>>(&doors) else {
        panic!()
    };
    assert!(violations.is_truncated());
    assert_eq!(violations.len(), 0);
    assert!(!violations.is_empty());

    let mut reader = Reader::new(rooms.as_bytes()).with_checker(Checker::new().limits(Limits {
        count: 3,
        ..Limits::default()
    }));
    Vec::<Room>::decode(&mut reader);
    let violations = reader.finish().unwrap();
    assert_eq!((violations.len(), violations.is_truncated()), (3, true));
}

#[test]
fn a_parameter_has_its_own_place() {
    let root = Root::parameter(
        ParameterIn::Query,
        "top",
        "#/components/parameters/Top/schema",
    );
    let mut reader = Reader::text(br#"["7","x"]"#).with_checker(Checker::new().root(root));
    assert_eq!(Vec::<i32>::decode(&mut reader), None);
    let mut all = Violations::new();
    all.append(reader.finish().unwrap());
    let violation = all.iter().next().unwrap();
    assert_eq!(
        violation.to_string(),
        "query parameter top/1 must be an integer"
    );
    assert_eq!(violation.schema, "#/components/parameters/Top/schema/items");
    assert!(matches!(
        violation.place,
        Place::Parameter {
            location: ParameterIn::Query,
            name: "top",
            pointer: "/1"
        }
    ));
}

#[test]
fn closed_objects_refuse_and_open_ones_keep() {
    static CLOSED: ObjectRules = ObjectRules::at("#/x", &[Property::optional("a")])
        .closed()
        .max_properties(2);
    static KEPT: ObjectRules = ObjectRules::at("", &[Property::optional("a")]).additional();
    fn read(
        rules: &'static ObjectRules,
        reader: &mut Reader<'_>,
    ) -> Option<(Option<i32>, Map<Value>)> {
        let (mut a, mut rest) = (None, Map::new());
        let mut object: ObjectReader<'_> = reader.object(rules);
        while let Some(property) = object.next(reader) {
            match property {
                0 => a = i32::decode(reader),
                _ => object.additional(reader, &mut rest, Value::decode),
            }
        }
        object.end(reader)?;
        Some((a, rest))
    }
    let text = r#"{"b":[{}],"a":1,"c\n/":null}"#;
    let mut reader = Reader::new(text.as_bytes());
    assert_eq!(read(&CLOSED, &mut reader), Some((Some(1), Map::new())));
    let violations = reader.finish().unwrap();
    assert_eq!(
        found(&violations),
        [
            ("/b", "additionalProperties", "#/x", "is not allowed"),
            ("/c\n~1", "additionalProperties", "#/x", "is not allowed"),
            ("", "maxProperties", "#/x", "must have at most 2 properties"),
        ]
    );
    let mut reader = Reader::new(text.as_bytes());
    let (a, rest) = read(&KEPT, &mut reader).unwrap();
    assert_eq!(
        (a, json::to_string(&rest)),
        (Some(1), r#"{"b":[{}],"c\n/":null}"#.to_owned())
    );
    assert!(reader.finish().unwrap().is_empty());
}

#[test]
fn a_reader_that_stops_early_is_set_right() {
    static POINT: ObjectRules = ObjectRules::at(
        "#/Point",
        &[Property::required("x"), Property::required("y")],
    );
    let mut reader = Reader::new(br#"[{"z":1,"x":[1,2],"z2":0,"y":1},{"z":1},3]"#);
    let mut array = reader.array("").unwrap();
    assert!(array.next(&mut reader));
    let mut object = reader.object(&POINT);
    assert_eq!(object.next(&mut reader), Some(0));
    let mut inner = reader.array("").unwrap();
    assert!(inner.next(&mut reader));
    assert_eq!(i32::decode(&mut reader), Some(1));
    inner.end(&mut reader).unwrap();
    object.end(&mut reader).unwrap();
    array.end(&mut reader).unwrap();
    assert!(reader.finish().unwrap().is_empty());
}

#[test]
fn wide_tables_work_beyond_a_word() {
    const NAMES: [&str; 5] = ["a", "b", "c", "d", "e"];
    let properties: Vec<Property> = (0..200)
        .map(|number| Property::required(String::leak(format!("{}{number}", NAMES[number % 5]))))
        .collect();
    let rules: &'static ObjectRules =
        Box::leak(Box::new(ObjectRules::at("", Vec::leak(properties))));
    let text = |skip: &[usize]| {
        let names = (0..200).rev().filter(|number| !skip.contains(number));
        let members: Vec<_> = names
            .map(|number| format!("\"{}{number}\":0", NAMES[number % 5]))
            .collect();
        format!("{{{}}}", members.join(","))
    };
    let read = |text: &str| {
        let mut reader = Reader::new(text.as_bytes());
        let mut object = reader.object(rules);
        while object.next(&mut reader).is_some() {
            reader.skip();
        }
        object.end(&mut reader);
        reader.finish().map(|violations| {
            violations
                .iter()
                .map(|violation| violation.to_string())
                .collect::<Vec<_>>()
        })
    };
    assert_eq!(read(&text(&[])), Ok(vec![]));
    assert_eq!(
        read(&text(&[63, 64, 199])).unwrap(),
        ["/d63 is required", "/e64 is required", "/e199 is required"]
    );
    for twice in [0, 63, 64, 65, 128, 199] {
        let again = text(&[]).replace('}', &format!(",\"{}{twice}\":0}}", NAMES[twice % 5]));
        assert!(read(&again).is_err(), "{twice}");
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[0-9a]{0,8}", "[ -~é😀\\x00-\\x1f]{0,6}"]
}

fn room() -> impl Strategy<Value = Room> {
    let number = prop_oneof![5 => "[0-9]{3,6}", 1 => text()];
    let mode = prop_oneof![Just(Mode::Audio), Just(Mode::Video)];
    let rate = prop_oneof![1 => any::<f64>().prop_filter("JSON has no others", |number| number.is_finite()), 3 => (2..9i32).prop_map(|quarters| f64::from(quarters) / 4.0), 1 => Just(0.3)];
    let note = prop_oneof![
        Just(Field::Absent),
        Just(Field::Null),
        prop_oneof!["[a-zé]{0,4}", text()].prop_map(Field::Value)
    ];
    let at = (0i64..253_402_300_000, 0..1_000_000_000i32, -1439i32..=1439).prop_filter_map(
        "years of RFC 3339",
        |(second, nanosecond, minutes)| {
            let offset = anteroom::jiff::tz::Offset::from_seconds(minutes * 60).ok()?;
            DateTime::new(
                offset.to_datetime(anteroom::jiff::Timestamp::new(second, nanosecond).ok()?),
                offset,
            )
        },
    );
    let tags = proptest::collection::vec(
        prop_oneof![1 => Just(String::new()), 1 => Just("a".to_owned()), 5 => "[a-z]{4}", 1 => text()],
        0..5,
    );
    let doors = proptest::collection::vec(
        (
            text(),
            prop_oneof![6 => (-3..3i32).prop_map(|half| half * 2), 1 => any::<i32>()],
        ),
        0..5,
    )
    .prop_map(|doors| doors.into_iter().collect::<Map<i32>>());
    let picture = proptest::collection::vec(any::<u8>(), 0..10).prop_map(Base64);
    let odd = prop_oneof![4 => Just("127.0.0.1".to_owned()), 1 => text()];
    let first = (
        number,
        mode,
        text(),
        proptest::option::of(prop_oneof![1 => any::<i32>(), 3 => 0..30i32]),
        proptest::option::of(rate),
        proptest::option::of(tags),
    );
    let second = (
        proptest::option::of(text()),
        note,
        proptest::option::of(at),
        proptest::option::of(picture),
        proptest::option::of(doors),
        proptest::option::of(odd),
    );
    let leaf = (first, second).prop_map(
        |(
            (number, mode, subject, capacity, rate, tags),
            (parent, note, at, picture, doors, odd),
        )| Room {
            number,
            mode,
            subject,
            capacity,
            rate,
            tags,
            parent,
            note,
            at,
            picture,
            doors,
            odd,
            next: None,
        },
    );
    leaf.prop_recursive(3, 4, 1, |next| {
        (next.clone(), next).prop_map(|(room, next)| Room {
            next: Some(Box::new(next)),
            ..room
        })
    })
}

fn value() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        "-?(0|[1-9][0-9]{0,30})",
        "-?[1-9]\\.[0-9]{1,5}[eE][+-]?[0-9]{1,12}"
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number.prop_map(|text| Value::Number(json::Number::parse(&text).unwrap())),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 20, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..20).prop_map(Value::Array),
            proptest::collection::vec((text(), inner), 0..20)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

/// Without files of past failures: what fails becomes a test of its own.
fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        max_global_rejects: 100_000,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn decoding_finds_what_validating_finds(room in room()) {
        let text = json::to_string(&room);
        match (room.validate(), json::from_str::<Room>(&text)) {
            (Ok(()), Ok(again)) => prop_assert_eq!(again, room),
            (Err(found), Err(DecodeError::Invalid(decoded))) => prop_assert_eq!(found, decoded),
            other => prop_assert!(false, "{:?} {}", other, text),
        }
    }

    #[test]
    fn what_is_written_is_read_again(value in value()) {
        let text = json::to_string(&value);
        prop_assert_eq!(json::from_str::<Value>(&text), Ok(value));
            }

    #[test]
    fn bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
        let _ = json::from_slice::<Room>(&bytes);
        let _ = json::from_slice::<Value>(&bytes);
        let _ = Room::decode(&mut Reader::text(&bytes));
    }

    #[test]
    fn broken_rooms_never_panic(room in room(), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = json::to_vec(&room);
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        let _ = json::from_slice::<Room>(&bytes);
        let _ = Room::decode(&mut Reader::text(&bytes));
    }

    #[test]
    fn agrees_with_another_reader(text in "[\\[\\]{}:,\"\\\\0-9eE.+\\-a-c tnu]{0,14}") {
        let theirs = serde_json::from_str::<serde_json::Value>(&text);
        match json::from_str::<Value>(&text) {
            Ok(_) => prop_assert!(theirs.is_ok() || theirs.is_err_and(|error| error.to_string().contains("out of range"))),
            Err(DecodeError::Syntax(error)) => prop_assert!(theirs.is_err() || error.expected() == json::Expected::NewName, "{}", error),
            Err(error) => prop_assert!(false, "{}", error),
        }
    }
}

#[cfg(feature = "serde")]
mod bridge {
    use super::*;

    proptest! {
        #![proptest_config(config())]

        #[test]
        fn goes_there_and_back(room in room()) {
            let text = serde_json::to_string(&room).unwrap();
            let value = serde_json::to_value(&room).unwrap();
            let (read, taken) = (serde_json::from_str::<Room>(&text), serde_json::from_value::<Room>(value));
            if room.validate().is_ok() {
                prop_assert_eq!(read.unwrap(), room.clone());
                prop_assert_eq!(taken.unwrap(), room);
            } else {
                prop_assert!(read.is_err() && taken.is_err());
            }
        }
    }

    #[test]
    fn checks_what_it_reads() {
        let error = serde_json::from_str::<Room>(r#"{"number":"123","mode":"RADIO"}"#).unwrap_err();
        assert!(
            error.to_string().contains("/mode must be one of"),
            "{error}"
        );
        assert!(
            error.to_string().contains("/subject is required"),
            "{error}"
        );
        assert!(
            serde_json::from_str::<Room>(r#"{"x":1,"x":2}"#)
                .unwrap_err()
                .to_string()
                .contains("twice")
        );
    }
}
