//! Enums of several kinds of scalars, `null` alone, and properties that need others.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use anteroom::json::{self, Null, Reader, Value, Writer};
use anteroom::validate::{Checker, ObjectRules, Property, Scalar, ScalarEnumRules};

static LEVEL: ScalarEnumRules = ScalarEnumRules::at(
    "#/components/schemas/Level",
    &[
        Scalar::String("a"),
        Scalar::Integer(1),
        Scalar::Number("1.5"),
        Scalar::Bool(true),
        Scalar::String("2"),
        Scalar::Integer(2),
    ],
);

fn index(mut reader: Reader<'_>) -> Result<usize, String> {
    let index = LEVEL.decode(&mut reader);
    match reader.finish() {
        Ok(violations) if violations.is_empty() => Ok(index.unwrap()),
        Ok(violations) => Err(violations.to_string()),
        Err(error) => Err(error.to_string()),
    }
}

#[test]
fn values_of_an_enum_are_compared_as_json_values() {
    let rows = [
        (r#""a""#, 0),
        (r#""\u0061""#, 0),
        ("1", 1),
        ("1.0", 1),
        ("1e0", 1),
        ("10E-1", 1),
        ("1.50", 2),
        ("true", 3),
        (r#""2""#, 4),
        ("2", 5),
    ];
    for (text, expected) in rows {
        assert_eq!(index(Reader::new(text.as_bytes())), Ok(expected), "{text}");
    }
    for text in [
        "false",
        "1.00001",
        r#""1""#,
        "[1]",
        r#"{"a": 1}"#,
        r#""true""#,
    ] {
        let violation = index(Reader::new(text.as_bytes())).unwrap_err();
        let rule = r#"the value must be one of "a", 1, 1.5, true, "2", 2"#;
        assert_eq!(violation, rule, "{text}");
    }
    assert!(
        index(Reader::new(b"[1,]"))
            .unwrap_err()
            .starts_with("not valid JSON")
    );
}

#[test]
fn values_of_an_enum_are_read_from_text() {
    let rows = [
        ("a", 0),
        ("1", 1),
        ("1.0", 1),
        ("1.5", 2),
        ("true", 3),
        ("2", 4),
    ];
    for (text, expected) in rows {
        let json = format!("\"{text}\"");
        assert_eq!(index(Reader::text(json.as_bytes())), Ok(expected), "{text}");
    }
    for json in [r#""null""#, r#""b""#, r#""""#] {
        assert!(index(Reader::text(json.as_bytes())).is_err(), "{json}");
    }
}

#[test]
fn values_of_an_enum_are_written_as_they_are() {
    for at in 0..LEVEL.values.len() {
        let mut writer = Writer::new();
        LEVEL.write(at, &mut writer);
        assert_eq!(index(Reader::new(&writer.into_bytes())), Ok(at));
    }
}

#[test]
fn null_is_null_alone() {
    assert_eq!(
        json::from_str::<Vec<Null>>("[null, null]").unwrap().len(),
        2
    );
    let error = json::from_str::<Vec<Null>>("[null, {}]").unwrap_err();
    assert_eq!(error.to_string(), "/1 must be null");
}

static CARD: ObjectRules = ObjectRules::at(
    "#/components/schemas/Card",
    &[
        Property::optional("number"),
        Property::optional("address"),
        Property::optional("name"),
    ],
)
.dependent_required(&[("number", &["address", "name"])]);

#[test]
fn properties_need_others() {
    let read = |text: &str| {
        let mut reader = Reader::new(text.as_bytes());
        let mut object = reader.object(&CARD);
        while object.next(&mut reader).is_some() {
            <Value as json::Decode>::decode(&mut reader);
        }
        object.end(&mut reader).unwrap();
        reader.finish().unwrap().to_string()
    };
    assert_eq!(read("{}"), "");
    assert_eq!(read(r#"{"name": 1}"#), "");
    assert_eq!(read(r#"{"number": 1, "address": 2, "name": 3}"#), "");
    assert_eq!(
        read(r#"{"number": 1, "name": 3}"#),
        "/address is required beside number"
    );

    let mut checker = Checker::new();
    checker.enter(&CARD);
    assert!(!CARD.check_dependent_required(&mut checker, |index| index != 2));
    checker.leave();
    let violations = checker.into_violations();
    let violation = violations.iter().next().unwrap();
    assert_eq!(violation.place.pointer(), "/name");
    assert_eq!(violation.schema, "#/components/schemas/Card");
    assert_eq!(violation.keyword, "dependentRequired");
}
