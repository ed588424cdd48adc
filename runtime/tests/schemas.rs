//! Raw schemas: what they say of values, and beside types.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use anteroom::json::{self, Decode, Encode, Map, Reader, Value, Writer};
use anteroom::validate::{
    Branch, Checker, Decimal, Keyword, Kinds, Limits, Pattern, Schema, UnionRules, Validate,
    Violations,
};

fn value(text: &str) -> Value {
    json::from_str(text).unwrap()
}

/// Each violation as `pointer keyword schema: message`.
fn listed(violations: &Violations) -> Vec<String> {
    let line = |v: anteroom::validate::Violation<'_>| {
        format!(
            "{} {} {}: {}",
            v.place.pointer(),
            v.keyword,
            v.schema,
            v.message
        )
    };
    violations.iter().map(line).collect()
}

fn found(schema: &'static Schema, text: &str) -> Vec<String> {
    match schema.validate(&value(text)) {
        Ok(()) => Vec::new(),
        Err(violations) => listed(&violations),
    }
}

static LOWER: Pattern = Pattern::new("^[a-z]+$");
static EXTENSION: Pattern = Pattern::new("^x-");
static SHORT: Schema = Schema::new("#/S/Short", &[Keyword::MaxLength(3)]);
static NAMED: Schema = Schema::new(
    "#/S/Named",
    &[
        Keyword::Type(Kinds::OBJECT.or(Kinds::NULL)),
        Keyword::Required(&["name"]),
        Keyword::Properties(&[
            ("name", &SHORT),
            (
                "level",
                &Schema::new(
                    "#/S/Named/properties/level",
                    &[Keyword::Enum(&["1", "\"max\""])],
                ),
            ),
            (
                "list",
                &Schema::new(
                    "#/S/Named/properties/list",
                    &[
                        Keyword::PrefixItems(&[&SHORT]),
                        Keyword::Items(&Schema::FALSE),
                        Keyword::MinItems(1),
                        Keyword::UniqueItems,
                    ],
                ),
            ),
        ]),
        Keyword::PatternProperties(&[(
            &EXTENSION,
            &Schema::new(
                "#/S/Named/patternProperties/x",
                &[Keyword::Minimum(Decimal::new("2"))],
            ),
        )]),
        Keyword::PropertyNames(&Schema::new("", &[Keyword::MaxLength(7)])),
        Keyword::AdditionalProperties(&Schema::FALSE),
        Keyword::DependentRequired(&[("level", &["list"])]),
        Keyword::MaxProperties(3),
    ],
);

#[test]
fn violations_say_where_and_what() {
    assert_eq!(found(&NAMED, "null"), [""; 0]);
    assert_eq!(found(&NAMED, r#"{"name": "abc", "x-a": 2.0}"#), [""; 0]);
    assert_eq!(
        found(&NAMED, "7"),
        [" type #/S/Named: must be an object or null"]
    );
    assert_eq!(
        found(
            &NAMED,
            r#"{"x-a/b": 1.5, "level": 2, "other": 1, "too~long": 0, "name": "long"}"#
        ),
        [
            "/x-a~1b minimum #/S/Named/patternProperties/x: must be at least 2",
            r#"/level enum #/S/Named/properties/level: must be one of 1, "max""#,
            "/other additionalProperties #/S/Named: is not allowed",
            "/too~0long propertyNames #/S/Named: must have a name that is allowed",
            "/too~0long additionalProperties #/S/Named: is not allowed",
            "/name maxLength #/S/Short: must have at most 3 characters",
            "/list dependentRequired #/S/Named: is required beside level",
            " maxProperties #/S/Named: must have at most 3 properties",
        ]
    );
    assert_eq!(
        found(&NAMED, r#"{"list": ["long", 1, 1.0]}"#),
        [
            "/list/0 maxLength #/S/Short: must have at most 3 characters",
            "/list/1 items #/S/Named/properties/list: is not allowed",
            "/list/2 items #/S/Named/properties/list: is not allowed",
            "/list uniqueItems #/S/Named/properties/list: must not have equal items",
            "/name required #/S/Named: is required",
        ]
    );
}

static ANIMAL: Schema = Schema::new("#/S/Animal", &[Keyword::OneOf(&[&NAMED, &SHORT, &COUNTED])]);
static COUNTED: Schema = Schema::new(
    "#/S/Animal/oneOf/2",
    &[Keyword::Type(Kinds::OBJECT), Keyword::MinProperties(3)],
);

#[test]
fn the_nearest_alternative_says_what_is_wrong() {
    assert_eq!(
        found(&ANIMAL, r#""long""#),
        [
            " oneOf #/S/Animal: matches none of its alternatives; nearest is Short",
            " maxLength #/S/Short: must have at most 3 characters"
        ]
    );
    assert_eq!(found(&ANIMAL, "1"), [""; 0], "lengths are of strings only");
    assert_eq!(found(&ANIMAL, "{}"), [""; 0],);
    static NAMED_OR_COUNTED: Schema =
        Schema::new("#/S/Either", &[Keyword::OneOf(&[&NAMED, &COUNTED])]);
    assert_eq!(
        found(&NAMED_OR_COUNTED, r#"{"name": "a", "x-b": 2, "x-c": 3}"#),
        [
            " oneOf #/S/Either: must match only one of its alternatives, not both Named and alternative 2"
        ]
    );
    assert_eq!(
        found(&NAMED_OR_COUNTED, r#"{"x-c": 1, "x-d": 1}"#),
        [
            " oneOf #/S/Either: matches none of its alternatives; nearest is alternative 2",
            " minProperties #/S/Animal/oneOf/2: must have at least 3 properties"
        ]
    );
}

#[test]
fn limits_hold() {
    static NUMBERS: Schema = Schema::new(
        "",
        &[Keyword::Items(&Schema::new(
            "",
            &[Keyword::Type(Kinds::NUMBER)],
        ))],
    );
    let limits = Limits {
        count: 2,
        bytes: 1000,
    };
    let mut checker = Checker::new().limits(limits);
    assert!(!NUMBERS.check(&value("[null, null, null, null]"), &mut checker));
    let violations = checker.into_violations();
    assert!(violations.is_truncated());
    assert_eq!(violations.len(), 2);
}

#[test]
fn references_that_lead_nowhere_end() {
    static THERE: Schema = Schema::new("#/S/There", &[Keyword::Ref(&BACK)]);
    static BACK: Schema = Schema::new(
        "#/S/Back",
        &[
            Keyword::AllOf(&[&THERE, &BACK]),
            Keyword::Not(&SHORT),
            Keyword::AnyOf(&[&THERE]),
        ],
    );
    assert_eq!(found(&THERE, r#""long""#), [""; 0]);
    assert_eq!(
        found(&THERE, r#""abc""#),
        [" not #/S/Back: must not match what the schema excludes"]
    );
    assert_eq!(found(&BACK, "[[], {}]").len(), 1);
}

/// Three alternatives, all with a `next` of their own kind: told apart by what stands beside it.
static CHAIN: Schema = Schema::new(
    "#/S/Chain",
    &[
        Keyword::OneOf(&[&CHAIN_A, &CHAIN_B, &CHAIN_C]),
        Keyword::AnyOf(&[&CHAIN_C, &CHAIN_B, &CHAIN_A]),
    ],
);
static CHAIN_A: Schema = Schema::new(
    "#/S/A",
    &[
        Keyword::AllOf(&[&NEXT, &NEXT_TOO]),
        Keyword::Required(&["a"]),
    ],
);
static CHAIN_B: Schema = Schema::new(
    "#/S/B",
    &[
        Keyword::AllOf(&[&NEXT, &NEXT_TOO]),
        Keyword::Required(&["b"]),
    ],
);
static CHAIN_C: Schema = Schema::new(
    "#/S/C",
    &[
        Keyword::AllOf(&[&NEXT, &NEXT_TOO]),
        Keyword::Required(&["c"]),
    ],
);
static NEXT: Schema = Schema::new("#/S/Next", &[Keyword::Properties(&[("next", &CHAIN)])]);
static NEXT_TOO: Schema = Schema::new("#/S/NextToo", &[Keyword::Properties(&[("next", &CHAIN)])]);

#[test]
fn what_was_looked_at_is_not_looked_at_again() {
    let chain = |end: &str| {
        let names = ["a", "b", "c"];
        (0..120).fold(end.to_owned(), |inner, level| {
            format!(r#"{{"next": {inner}, "{}": 1}}"#, names[level % 3])
        })
    };
    // 18 ways lead from each level to the next: without memory this would not end.
    assert!(CHAIN.validate(&value(&chain(r#"{"a": 1}"#))).is_ok());
    let violations = CHAIN.validate(&value(&chain("{}"))).unwrap_err();
    assert!(violations.len() <= 100);
    let mut lines = listed(&violations);
    lines.sort();
    let all = lines.len();
    lines.dedup();
    assert_eq!(lines.len(), all, "a violation is told once");
}

static CLOSED: Schema = Schema::new(
    "#/S/Closed",
    &[
        Keyword::AnyOf(&[
            &Schema::new(
                "",
                &[
                    Keyword::Properties(&[("a", &SHORT)]),
                    Keyword::Required(&["a"]),
                ],
            ),
            &Schema::new(
                "",
                &[
                    Keyword::PatternProperties(&[(&LOWER, &Schema::TRUE)]),
                    Keyword::Required(&["b"]),
                ],
            ),
        ]),
        Keyword::UnevaluatedProperties(&Schema::FALSE),
    ],
);

#[test]
fn what_no_alternative_looked_at_is_unevaluated() {
    assert_eq!(found(&CLOSED, r#"{"a": "x"}"#), [""; 0]);
    assert_eq!(found(&CLOSED, r#"{"b": "x", "c": 1}"#), [""; 0]);
    assert_eq!(found(&CLOSED, r#"{"a": "x", "b": "x", "c": 1}"#), [""; 0]);
    assert_eq!(
        found(&CLOSED, r#"{"a": "x", "c": 1}"#),
        ["/c unevaluatedProperties #/S/Closed: is not allowed"]
    );
}

/// A list of numbers that must contain a 7, and whose sizes are no type's business.
#[derive(Debug, PartialEq)]
struct Draw(Vec<i32>);

static DRAW: Schema = Schema::new(
    "#/S/Draw",
    &[
        Keyword::Contains(&Schema::new("", &[Keyword::Const("7")])),
        Keyword::MaxContains(2),
    ],
);

impl Decode for Draw {
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        reader.checked(&DRAW, |reader| Vec::decode(reader).map(Self))
    }
}

impl Encode for Draw {
    fn encode(&self, writer: &mut Writer) {
        self.0.encode(writer);
    }
}

impl Validate for Draw {
    fn check(&self, checker: &mut Checker<'_>) {
        checker.checked(&DRAW, self, |checker| self.0.check(checker));
    }
}

fn draw(text: &str) -> Result<Vec<Draw>, String> {
    json::from_str::<Map<Vec<Draw>>>(text)
        .map(|mut map| map.remove("draws").unwrap())
        .map_err(|error| error.to_string())
}

#[test]
fn a_typed_value_is_checked_as_it_stands_in_the_text() {
    assert_eq!(
        draw(r#"{"draws": [ [7.0, 1] ]}"#),
        Ok(vec![Draw(vec![7, 1])])
    );
    assert_eq!(
        draw(r#"{"draws": [[7], [], [7, 7, 7, 1]]}"#).unwrap_err(),
        "/draws/1 must have at least 1 of the items that it must contain; \
         /draws/2 must have at most 2 of the items that it must contain"
    );
    // The type is asked first, and alone if it is broken.
    assert_eq!(
        draw(r#"{"draws": [["x"]]}"#).unwrap_err(),
        "/draws/0 must have at least 1 of the items that it must contain; /draws/0/0 must be an integer"
    );
    assert!(
        draw(r#"{"draws": [[7,]]}"#)
            .unwrap_err()
            .starts_with("not valid JSON")
    );
    let text = Draw::decode(&mut Reader::text(br#"["1", "7"]"#));
    assert_eq!(text, Some(Draw(vec![1, 7])));
    assert_eq!(Draw::decode(&mut Reader::text(br#"["1", "8"]"#)), None);
}

#[test]
fn a_value_in_memory_is_checked_alike() {
    assert!(Draw(vec![7]).validate().is_ok());
    let violations = vec![Draw(vec![7]), Draw(vec![])].validate().unwrap_err();
    assert_eq!(
        listed(&violations),
        ["/1 contains #/S/Draw: must have at least 1 of the items that it must contain"]
    );
    assert!(!Checker::new().raw(&DRAW, &[f64::NAN][..]));
}

#[test]
fn a_raw_schema_tells_the_branches_of_a_union_apart() {
    static RULES: UnionRules = UnionRules::one_of(
        "#/S/Any",
        &[
            Branch::new("Draw", Kinds::ARRAY),
            Branch::new("Other", Kinds::ANY),
        ],
    );
    static OTHER: Schema = Schema::new("#/S/Other", &[Keyword::Not(&DRAW)]);
    let read = |text: &str| {
        let mut reader = Reader::new(text.as_bytes());
        let mut union = reader.union(&RULES).unwrap();
        while let Some(branch) = union.next(&mut reader) {
            let value = match branch {
                0 => Draw::decode(&mut reader).map(|draw| Value::from(draw.0.len())),
                _ => reader.checked(&OTHER, Value::decode),
            };
            union.put(&mut reader, value);
        }
        let value = union.end(&mut reader);
        let violations = reader.finish().unwrap();
        if violations.is_empty() {
            Ok(value.unwrap())
        } else {
            Err(violations.to_string())
        }
    };
    assert_eq!(read("[7, 8]"), Ok(Value::from(2)));
    assert_eq!(read("[8]"), Ok(value("[8]")));
    assert_eq!(
        read(r#"[7, "x"]"#).unwrap_err(),
        "the value matches none of its alternatives; nearest is Draw; /1 must be an integer"
    );
}
