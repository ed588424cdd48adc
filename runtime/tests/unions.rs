//! Values that have one of several schemas, read as generated code reads them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::cell::Cell;

use anteroom::json::{self, Decode, DecodeError, Reader, Value};
use anteroom::validate::{
    Branch, Checker, EnumRules, IntegerRules, Kinds, Limits, ObjectRules, Property, StringRules,
    UnionRules, Violations,
};

/// A type whose JSON is an object with these properties, all of them strings but `size`.
macro_rules! object {
    ($name:ident, $schema:literal: $($field:ident $presence:ident),+) => {
        #[derive(Debug, PartialEq)]
        struct $name { $($field: Option<Value>),+ }

        impl Decode for $name {
            fn decode(reader: &mut Reader<'_>) -> Option<Self> {
                static RULES: ObjectRules =
                    ObjectRules::at($schema, &[$(Property::$presence(stringify!($field))),+]).closed();
                let mut values = Vec::new();
                let mut object = reader.object(&RULES);
                while let Some(property) = object.next(reader) {
                    let value = match RULES.properties[property].name {
                        "size" => i32::decode(reader).map(Value::from),
                        _ => String::decode(reader).map(Value::from),
                    };
                    values.push((property, value));
                }
                object.end(reader)?;
                let mut index = 0..;
                $(
                    let at = index.next()?;
                    let $field = values
                        .iter_mut()
                        .find(|(property, _)| *property == at)
                        .and_then(|(_, value)| value.take());
                )+
                Some(Self { $($field),+ })
            }
        }
    };
}

object!(Cat, "#/components/schemas/Cat": kind required, name required, size optional);
object!(Dog, "#/components/schemas/Dog": kind required, bark required, size optional);

#[derive(Debug, PartialEq)]
enum Pet {
    Cat(Cat),
    Dog(Dog),
    Text(String),
}

fn pet(reader: &mut Reader<'_>, rules: &'static UnionRules) -> Option<Pet> {
    let mut union = reader.union(rules)?;
    while let Some(branch) = union.next(reader) {
        let value = match branch {
            0 => Cat::decode(reader).map(Pet::Cat),
            1 => Dog::decode(reader).map(Pet::Dog),
            _ => String::decode(reader).map(Pet::Text),
        };
        union.put(reader, value);
    }
    union.end(reader)
}

static TAGGED: UnionRules = UnionRules::one_of(
    "#/components/schemas/Pet",
    &[
        Branch::new("Cat", Kinds::OBJECT).tags(&["cat"]),
        Branch::new("Dog", Kinds::OBJECT).tags(&["dog", "hound"]),
    ],
)
.discriminator("kind");
static TOLD: UnionRules = UnionRules::one_of(
    "#/components/schemas/Told",
    &[
        Branch::new("Cat", Kinds::OBJECT).tags(&["cat"]),
        Branch::new("Dog", Kinds::OBJECT).tags(&["dog"]),
        Branch::new("Text", Kinds::STRING),
    ],
)
.tag("kind");
static PLAIN: UnionRules = UnionRules::one_of(
    "#/components/schemas/Plain",
    &[
        Branch::new("Cat", Kinds::OBJECT),
        Branch::new("Dog", Kinds::OBJECT),
        Branch::new("Text", Kinds::STRING),
    ],
);
static REQUIRED: UnionRules = UnionRules::any_of(
    "#/components/schemas/Required",
    &[
        Branch::new("Cat", Kinds::OBJECT).required(&["kind", "name"]),
        Branch::new("Dog", Kinds::OBJECT).required(&["kind", "bark"]),
    ],
);

/// Each violation as `pointer keyword schema message`; a syntax error as it is displayed.
fn found<T: std::fmt::Debug>(
    text: &str,
    decode: impl FnOnce(&mut Reader<'_>) -> Option<T>,
) -> Result<T, Vec<String>> {
    found_in(Reader::new(text.as_bytes()), decode)
}

fn found_in<T: std::fmt::Debug>(
    mut reader: Reader<'_>,
    decode: impl FnOnce(&mut Reader<'_>) -> Option<T>,
) -> Result<T, Vec<String>> {
    let value = decode(&mut reader);
    match reader.finish() {
        Err(error) => Err(vec![error.to_string()]),
        Ok(violations) if violations.is_empty() => Ok(value.expect("no value, but no violation")),
        Ok(violations) => Err(listed(&violations)),
    }
}

fn listed(violations: &Violations) -> Vec<String> {
    let line = |v: anteroom::validate::Violation<'_>| {
        let schema = v.schema.trim_start_matches("#/components/schemas/");
        format!("{} {} {schema} {}", v.place.pointer(), v.keyword, v.message)
    };
    violations.iter().map(line).collect()
}

fn refused(text: &str, rules: &'static UnionRules) -> Vec<String> {
    found(text, |reader| pet(reader, rules)).unwrap_err()
}

fn accepted(text: &str, rules: &'static UnionRules) -> Pet {
    found(text, |reader| pet(reader, rules)).unwrap()
}

#[test]
fn the_discriminator_alone_decides() {
    let dog = accepted(r#"{"bark": "w", "kind": "hound"}"#, &TAGGED);
    assert!(matches!(dog, Pet::Dog(Dog { size: None, .. })), "{dog:?}");
    // It says cat: that a dog would match is no help.
    assert_eq!(
        refused(r#"{"kind": "cat", "bark": "w"}"#, &TAGGED),
        [
            "/bark additionalProperties Cat is not allowed",
            "/name required Cat is required"
        ]
    );
    assert_eq!(
        refused(r#"{"name": "Tom"}"#, &TAGGED),
        ["/kind required Pet is required"]
    );
    assert_eq!(
        refused(r#"{"kind": "cow"}"#, &TAGGED),
        [r#"/kind discriminator Pet must be one of "cat", "dog", "hound""#]
    );
    assert_eq!(
        refused(r#"{"kind": 1}"#, &TAGGED),
        ["/kind type Pet must be a string"]
    );
    assert_eq!(refused("[]", &TAGGED), [" type Pet must be an object"]);
    assert!(matches!(
        accepted(r#"{"k\u0069nd": "cat", "name": "T"}"#, &TAGGED),
        Pet::Cat(_)
    ));
}

#[test]
fn the_look_ahead_hides_no_syntax_error() {
    for (text, expected) in [
        (r#"{"kind": "cat", "kind": "dog"}"#, "byte 16"),
        (r#"{"a": [1,], "kind": "cat"}"#, "byte 9"),
        (r#"{"kind": "cat", "name": "x" "y"}"#, "byte 28"),
        (r#"{"kind": "#, "ends after byte 9"),
        ("", "ends after byte 0"),
    ] {
        for rules in [&TAGGED, &TOLD, &PLAIN, &REQUIRED] {
            let problems = refused(text, rules);
            assert_eq!(problems.len(), 1, "{text}: {problems:?}");
            assert!(problems[0].contains(expected), "{text}: {problems:?}");
        }
    }
}

#[test]
fn a_property_that_tells_rules_branches_out() {
    assert!(matches!(
        accepted(r#"{"kind": "dog", "bark": "w"}"#, &TOLD),
        Pet::Dog(_)
    ));
    assert_eq!(accepted(r#""x""#, &TOLD), Pet::Text("x".into()));
    assert_eq!(
        refused(r#"{"kind": "dog"}"#, &TOLD),
        ["/bark required Dog is required"]
    );
    assert_eq!(
        refused(r#"{"kind": "cow"}"#, &TOLD),
        [r#" oneOf Told matches none of its alternatives: kind must be one of "cat", "dog""#]
    );
    assert_eq!(
        refused(r#"{"name": "Tom"}"#, &TOLD),
        [
            " oneOf Told matches none of its alternatives; nearest is Cat",
            "/kind required Cat is required"
        ]
    );
    assert_eq!(
        refused("1", &TOLD),
        [" type Told must be a string or an object"]
    );
}

#[test]
fn the_properties_that_are_there_rule_branches_out() {
    assert!(matches!(
        accepted(r#"{"kind": "x", "bark": "w"}"#, &REQUIRED),
        Pet::Dog(_)
    ));
    // Only a dog could match, so only its mistakes are told.
    assert_eq!(
        refused(r#"{"kind": "x", "bark": "w", "size": "big"}"#, &REQUIRED),
        ["/size type Dog/properties/size must be an integer"]
    );
    assert_eq!(
        refused(r#"{"bark": "x"}"#, &REQUIRED),
        [
            " anyOf Required matches none of its alternatives; nearest is Dog",
            "/kind required Dog is required"
        ]
    );
}

#[test]
fn the_nearest_branch_says_what_is_wrong() {
    assert_eq!(
        refused(r#"{"kind": "x", "bark": 1, "size": "big"}"#, &PLAIN),
        [
            " oneOf Plain matches none of its alternatives; nearest is Dog",
            "/bark type Dog/properties/bark must be a string",
            "/size type Dog/properties/size must be an integer"
        ]
    );
    // With as many mistakes in both, the first.
    assert_eq!(
        refused("{}", &PLAIN)[0],
        " oneOf Plain matches none of its alternatives; nearest is Cat"
    );
}

static LENGTHS: [UnionRules; 2] = [
    UnionRules::one_of("#/components/schemas/Text", TEXTS),
    UnionRules::any_of("#/components/schemas/Text", TEXTS),
];
const TEXTS: &[Branch] = &[
    Branch::new("Short", Kinds::STRING),
    Branch::new("Long", Kinds::STRING),
    Branch::new("Anything", Kinds::ANY),
    Branch::new("Count", Kinds::INTEGER),
];

#[derive(Debug, PartialEq)]
enum Text {
    Short(String),
    Long(String),
    Anything(Value),
    Count(i32),
}

fn text(reader: &mut Reader<'_>, rules: &'static UnionRules) -> Option<Text> {
    static SHORT: StringRules = StringRules::at("#/components/schemas/Short").max_length(5);
    static LONG: StringRules = StringRules::at("#/components/schemas/Long").min_length(4);
    let mut union = reader.union(rules)?;
    while let Some(branch) = union.next(reader) {
        let value = match branch {
            0 => SHORT.decode(reader).map(Text::Short),
            1 => LONG.decode(reader).map(Text::Long),
            2 => Value::decode(reader).map(Text::Anything),
            _ => i32::decode(reader).map(Text::Count),
        };
        union.put(reader, value);
    }
    union.end(reader)
}

#[test]
fn one_of_wants_exactly_one_and_any_of_the_first_that_loses_nothing() {
    let [one_of, any_of] = &LENGTHS;
    assert_eq!(
        found(r#""abcd""#, |reader| text(reader, one_of)).unwrap_err(),
        [" oneOf Text must match only one of its alternatives, not both Short and Long"]
    );
    assert_eq!(
        found("3.0", |reader| text(reader, one_of)).unwrap_err(),
        [" oneOf Text must match only one of its alternatives, not both Anything and Count"]
    );
    let list = found("[1, 2]", |reader| text(reader, one_of)).unwrap();
    assert_eq!(list, Text::Anything(json::from_str("[1,2]").unwrap()));
    assert!(matches!(
        found("1.5", |reader| text(reader, one_of)),
        Ok(Text::Anything(_))
    ));

    assert_eq!(
        found(r#""abcd""#, |r| text(r, any_of)),
        Ok(Text::Short("abcd".into()))
    );
    assert_eq!(
        found(r#""abcdef""#, |r| text(r, any_of)),
        Ok(Text::Long("abcdef".into()))
    );
}

#[test]
fn what_has_the_properties_is_nearer() {
    static RULES: UnionRules = UnionRules::one_of(
        "#/components/schemas/Total",
        &[
            Branch::new("WithValue", Kinds::OBJECT),
            Branch::new("WithBuckets", Kinds::OBJECT),
        ],
    );
    static VALUE: ObjectRules = ObjectRules::at("", &[Property::required("value")]);
    static BUCKETS: ObjectRules = ObjectRules::at("", &[Property::required("buckets")]);
    let total = |reader: &mut Reader<'_>| {
        let mut union = reader.union(&RULES)?;
        while let Some(branch) = union.next(reader) {
            let rules = if branch == 0 { &VALUE } else { &BUCKETS };
            let mut object = reader.object(rules);
            let mut read = None;
            while object.next(reader).is_some() {
                read = Vec::<i32>::decode(reader);
            }
            let value = object.end(reader).and(read);
            union.put(reader, value);
        }
        union.end(reader)
    };
    assert_eq!(
        found(r#"{"buckets":["a","b"]}"#, total).unwrap_err(),
        [
            " oneOf Total matches none of its alternatives; nearest is WithBuckets",
            "/buckets/0 type /properties/buckets/items must be an integer",
            "/buckets/1 type /properties/buckets/items must be an integer",
        ]
    );
}

/// What an alternative kept: its number, and the members by name.
#[derive(Debug, PartialEq)]
struct Kept(usize, Vec<&'static str>, Option<Box<Kept>>);

/// Objects of one of three kinds: with `name`; with `name` and `size`; with `size` and `within`.
fn kept(reader: &mut Reader<'_>, rules: &'static UnionRules) -> Option<Kept> {
    const NAME: Property = Property::optional("name");
    const SIZE: Property = Property::optional("size");
    const WITHIN: Property = Property::optional("within");
    static KINDS: [ObjectRules; 3] = [
        ObjectRules::at("#/components/schemas/Slim", &[NAME]),
        ObjectRules::at("#/components/schemas/Wide", &[NAME, SIZE]),
        ObjectRules::at("#/components/schemas/Deep", &[SIZE, WITHIN]),
    ];
    let mut union = reader.union(rules)?;
    while let Some(branch) = union.next(reader) {
        let rules_of_kind = &KINDS[branch];
        let (mut names, mut within) = (Vec::new(), None);
        let mut object = reader.object(rules_of_kind);
        while let Some(index) = object.next(reader) {
            let name = rules_of_kind.properties[index].name;
            names.push(name);
            if name == "within" {
                within = kept(reader, rules).map(Box::new);
            } else {
                let _ = String::decode(reader);
            }
        }
        let value = object.end(reader).map(|()| Kept(branch, names, within));
        union.put(reader, value);
    }
    union.end(reader)
}

static OBJECTS: UnionRules = UnionRules::any_of(
    "#/components/schemas/Kept",
    &[
        Branch::new("Slim", Kinds::OBJECT),
        Branch::new("Wide", Kinds::OBJECT),
        Branch::new("Deep", Kinds::OBJECT),
    ],
);

#[test]
fn any_of_loses_as_little_as_it_can() {
    let kept = |text: &str| found(text, |reader| kept(reader, &OBJECTS)).unwrap();
    assert_eq!(kept("{}"), Kept(0, vec![], None));
    assert_eq!(
        kept(r#"{"name":"a","size":"b"}"#),
        Kept(1, vec!["name", "size"], None)
    );
    // Of those that lose as much, the first.
    assert_eq!(kept(r#"{"size":"b","x":1}"#), Kept(1, vec!["size"], None));
    assert_eq!(kept(r#"{"x":1}"#), Kept(0, vec![], None));

    // All that is lost counts, within what is lost and within what is kept.
    let within = |inner| Kept(2, vec!["within"], Some(Box::new(inner)));
    assert_eq!(
        kept(r#"{"within":{"name":"a","x":{"name":[1]}},"name":"b"}"#),
        within(Kept(0, vec!["name"], None))
    );
    assert_eq!(
        kept(r#"{"name":"b","within":{"name":"a","size":"c"}}"#),
        within(Kept(1, vec!["name", "size"], None))
    );
    assert_eq!(
        kept(r#"{"name":"b","within":{}}"#),
        Kept(0, vec!["name"], None)
    );
}

static NUMBERS: UnionRules = UnionRules::one_of(
    "#/components/schemas/Mixed",
    &[
        Branch::new("Text", Kinds::STRING),
        Branch::new("Count", Kinds::INTEGER),
        Branch::new("Rate", Kinds::NUMBER),
        Branch::new("Flag", Kinds::BOOL),
        Branch::new("Nothing", Kinds::NULL),
    ],
);

fn mixed(reader: &mut Reader<'_>) -> Option<String> {
    let mut union = reader.union(&NUMBERS)?;
    while let Some(branch) = union.next(reader) {
        let value = match branch {
            0 => String::decode(reader).map(|text| format!("text {text}")),
            1 => i32::decode(reader).map(|number| format!("count {number}")),
            2 => f64::decode(reader).map(|number| format!("rate {number}")),
            3 => bool::decode(reader).map(|flag| format!("flag {flag}")),
            _ => reader.null().map(|_| "nothing".to_owned()),
        };
        union.put(reader, value);
    }
    union.end(reader)
}

#[test]
fn the_text_of_a_parameter_is_the_first_that_it_can_be_but_a_string() {
    let parameter = |text: &'static str| found_in(Reader::text(text.as_bytes()), mixed);
    assert_eq!(parameter(r#""12""#), Ok("count 12".into()));
    assert_eq!(parameter(r#""1.5""#), Ok("rate 1.5".into()));
    assert_eq!(parameter(r#""true""#), Ok("flag true".into()));
    assert_eq!(parameter(r#""null""#), Ok("text null".into()));

    assert_eq!(found(r#""12""#, mixed), Ok("text 12".into()));
    assert_eq!(found("1.5", mixed), Ok("rate 1.5".into()));
    assert_eq!(found("null", mixed), Ok("nothing".into()));
    assert_eq!(
        found("[]", mixed).unwrap_err(),
        [" type Mixed must be a boolean, a number, a string or null"]
    );
}

#[test]
fn limits_hold_across_tries() {
    let body = format!("[{}]", vec![r#"{"kind": 1, "bark": 2}"#; 50].join(","));
    let limits = Limits {
        count: 4,
        bytes: 1 << 16,
    };
    let mut reader = Reader::new(body.as_bytes()).with_checker(Checker::new().limits(limits));
    let mut array = reader.array("").unwrap();
    while array.next(&mut reader) {
        pet(&mut reader, &PLAIN);
    }
    array.end(&mut reader).unwrap();
    let violations = reader.finish().unwrap();
    assert!(violations.is_truncated());
    assert_eq!(
        listed(&violations),
        [
            "/0 oneOf Plain matches none of its alternatives; nearest is Dog",
            "/0/kind type Dog/properties/kind must be a string",
            "/0/bark type Dog/properties/bark must be a string",
            "/1 oneOf Plain matches none of its alternatives; nearest is Dog",
        ]
    );
}

thread_local! {
    static DECODED: Cell<usize> = const { Cell::new(0) };
}

/// `Node = oneOf: [A, B, C]`, each an object with a `next` that is a `Node` or null, told apart only by the value
/// of `kind`, which stands last in the text.
#[derive(Debug)]
struct Node {
    kind: usize,
    next: Option<Box<Node>>,
}

static NODE: UnionRules = UnionRules::one_of(
    "#/components/schemas/Node",
    &[
        Branch::new("A", Kinds::OBJECT),
        Branch::new("B", Kinds::OBJECT),
        Branch::new("C", Kinds::OBJECT),
    ],
);

impl Node {
    fn branch(reader: &mut Reader<'_>, branch: usize) -> Option<Self> {
        static RULES: ObjectRules = ObjectRules::at(
            "#/components/schemas/Node/properties",
            &[Property::required("next"), Property::required("kind")],
        );
        static KINDS: [EnumRules; 3] = [
            EnumRules::at("", &["a"]),
            EnumRules::at("", &["b"]),
            EnumRules::at("", &["c"]),
        ];
        DECODED.set(DECODED.get() + 1);
        let (mut next, mut kind) = (None, None);
        let mut object = reader.object(&RULES);
        while let Some(property) = object.next(reader) {
            match property {
                0 => next = reader.nullable(Self::decode),
                _ => kind = KINDS[branch].decode(reader),
            }
        }
        object.end(reader)?;
        kind?;
        Some(Self {
            kind: branch,
            next: next?.map(Box::new),
        })
    }
}

impl Decode for Node {
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        let mut union = reader.union(&NODE)?;
        while let Some(branch) = union.next(reader) {
            let value = Self::branch(reader, branch);
            union.put(reader, value);
        }
        union.end(reader)
    }
}

/// Nodes in one another, their kinds taken from `kinds` in turn, and `end` in the innermost.
fn nodes(levels: usize, kinds: &[&str], end: &str) -> String {
    (0..levels).fold(end.to_owned(), |inner, level| {
        let kind = kinds[level % kinds.len()];
        format!(r#"{{"next": {inner}, "kind": "{kind}"}}"#)
    })
}

fn steps(text: &str) -> (usize, Result<Node, DecodeError>) {
    DECODED.set(0);
    let result = json::from_str(text);
    (DECODED.get(), result)
}

#[test]
fn nested_unions_take_linear_steps() {
    for kinds in [&["a"][..], &["c"], &["b"], &["a", "b", "c"]] {
        for levels in [1, 10, 100] {
            let (count, result) = steps(&nodes(levels, kinds, "null"));
            assert!(
                count <= 6 * levels,
                "{kinds:?}: {count} steps for {levels} levels"
            );
            let mut depth = 0;
            let mut node = Some(Box::new(result.unwrap()));
            while let Some(inner) = node {
                assert_eq!(
                    kinds[(levels - depth - 1) % kinds.len()],
                    ["a", "b", "c"][inner.kind]
                );
                depth += 1;
                node = inner.next;
            }
            assert_eq!(depth, levels);
        }
    }
}

#[test]
fn nested_unions_that_fail_take_linear_steps() {
    for (kinds, end) in [(&["a"][..], "1"), (&["c"], "true"), (&["x"], "null")] {
        for levels in [1, 10, 100] {
            let (count, result) = steps(&nodes(levels, kinds, end));
            assert!(
                count <= 6 * levels,
                "{kinds:?}: {count} steps for {levels} levels"
            );
            let Err(DecodeError::Invalid(violations)) = result else {
                panic!("{result:?}");
            };
            // One for each union, and what is wrong at the innermost, or in each of them.
            let expected = if kinds == ["x"] {
                2 * levels
            } else {
                levels + 1
            };
            assert_eq!(violations.len(), expected.min(100), "{violations}");
        }
    }
}

#[test]
fn a_match_is_read_once_where_nothing_stands_in_the_way() {
    let (count, result) = steps(&nodes(1, &["a"], "null"));
    assert!(result.is_ok());
    assert_eq!(count, 3);
}

#[test]
fn what_is_remembered_ends_with_the_outermost_union() {
    let pair = format!("[{0}, {0}]", nodes(3, &["c", "a"], "null"));
    let nodes: Vec<Node> = json::from_str(&pair).unwrap();
    assert_eq!(nodes.len(), 2);
}

static BOUND: IntegerRules = IntegerRules::at("#/components/schemas/Small").maximum(9);

#[test]
fn an_only_branch_is_read_in_place() {
    static RULES: UnionRules = UnionRules::one_of(
        "#/components/schemas/Size",
        &[
            Branch::new("Small", Kinds::INTEGER),
            Branch::new("Name", Kinds::STRING),
        ],
    );
    let size = |reader: &mut Reader<'_>| {
        let mut union = reader.union(&RULES)?;
        while let Some(branch) = union.next(reader) {
            assert_eq!(branch, 0);
            let value = BOUND.decode::<i32>(reader);
            union.put(reader, value);
        }
        union.end(reader)
    };
    assert_eq!(found("9", size), Ok(9));
    assert_eq!(
        found("10", size).unwrap_err(),
        [" maximum Small must be at most 9"]
    );
}
