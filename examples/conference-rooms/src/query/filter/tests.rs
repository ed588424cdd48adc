use deadpool_sqlite::rusqlite::{Connection, params_from_iter};

use super::filter;
use crate::query::functions;

const ROOMS: [(&str, &str); 4] = [
    (
        "ada",
        r#"{"subject": "Ada's room", "mode": "VIDEO", "capacity": 9, "height": 720, "enable_prompt": true,
            "scheduled_start_at": "2026-03-31T11:00:00+02:00"}"#,
    ),
    (
        "bob",
        r#"{"subject": "bob%", "mode": "AUDIO", "capacity": 20, "enable_prompt": false, "language": "en-US",
            "scheduled_start_at": "2026-03-31T09:30:00Z"}"#,
    ),
    (
        "zoe",
        r#"{"subject": "ÜBER Zoë", "mode": "VIDEO", "capacity": 100, "height": 144, "language": "de-DE"}"#,
    ),
    (
        "tab",
        r#"{"subject": "x_y", "mode": "AUDIO", "capacity": 9}"#,
    ),
];

fn rooms() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    functions::register(&connection).unwrap();
    connection
        .execute("CREATE TABLE rooms (name, room)", [])
        .unwrap();
    for row in ROOMS {
        connection
            .execute("INSERT INTO rooms VALUES (?, ?)", row)
            .unwrap();
    }
    connection
}

/// The names of the rooms for which a filter holds.
fn found(text: &str) -> String {
    let connection = rooms();
    let condition = filter(text).unwrap_or_else(|mistake| panic!("{text}: {mistake:?}"));
    let sql = format!("SELECT name FROM rooms WHERE {}", condition.text());
    let mut statement = connection
        .prepare(&sql)
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    let names = statement
        .query_map(params_from_iter(condition.values()), |row| {
            row.get::<_, String>(0)
        })
        .unwrap();
    names.collect::<Result<Vec<_>, _>>().unwrap().join(" ")
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(found(text), *expected, "{text}");
    }
}

#[test]
fn comparisons() {
    check(&[
        ("mode eq 'VIDEO'", "ada zoe"),
        ("mode ne 'VIDEO'", "bob tab"),
        ("capacity gt 9", "bob zoe"),
        ("capacity ge 9", "ada bob zoe tab"),
        ("capacity lt 20", "ada tab"),
        ("capacity le 20", "ada bob tab"),
        ("9 lt capacity", "bob zoe"),
        ("capacity eq 9.0", "ada tab"),
        ("capacity gt 8.5 and capacity lt 9.5", "ada tab"),
        ("capacity gt -1", "ada bob zoe tab"),
        ("subject gt 'a'", "bob zoe tab"),
        ("enable_prompt eq true", "ada"),
        ("enable_prompt", "ada"),
        ("(capacity gt 9) eq enable_prompt", ""),
        ("capacity gt 9 eq true", "bob zoe"),
    ]);
}

#[test]
fn precedence() {
    check(&[
        (
            "mode eq 'AUDIO' or mode eq 'VIDEO' and capacity gt 50",
            "bob zoe tab",
        ),
        (
            "(mode eq 'AUDIO' or mode eq 'VIDEO') and capacity gt 50",
            "zoe",
        ),
        ("not contains(subject,'o') and capacity eq 9", "tab"),
        (
            "not (contains(subject,'o') and capacity eq 9)",
            "bob zoe tab",
        ),
        ("not mode in ('AUDIO')", "ada zoe"),
        ("not not enable_prompt", "ada"),
    ]);
}

#[test]
fn null_is_equal_to_itself_alone() {
    check(&[
        ("height eq null", "bob tab"),
        ("height ne null", "ada zoe"),
        ("height ne 720", "bob zoe tab"),
        ("height gt 100", "ada zoe"),
        ("not (height gt 500)", "bob zoe tab"),
        ("height gt null", ""),
        ("height ge null", ""),
        ("null eq null", "ada bob zoe tab"),
        ("height eq framerate", "bob tab"),
        ("height in (720, null)", "ada bob tab"),
        ("not (height in (720))", "bob zoe tab"),
        ("not (height in (720, null))", "zoe"),
        ("enable_prompt", "ada"),
        ("not enable_prompt", "bob"),
        ("contains(language,'e')", "bob zoe"),
        ("not contains(language,'U')", "zoe"),
        ("contains(language,'U') eq false", "zoe"),
    ]);
}

#[test]
fn membership() {
    check(&[
        ("capacity in (20,100)", "bob zoe"),
        ("mode in ('VIDEO')", "ada zoe"),
        ("tolower(subject) in ('bob%', 'x_y')", "bob tab"),
        ("scheduled_start_at in (2026-03-31T09:00:00Z)", "ada"),
    ]);
}

#[test]
fn functions_take_text_as_it_is() {
    check(&[
        ("contains(subject,'%')", "bob"),
        ("contains(subject,'_')", "tab"),
        ("contains(subject,'')", "ada bob zoe tab"),
        ("contains(subject,'BOB')", ""),
        ("startswith(subject,'Ada''s')", "ada"),
        ("startswith(subject,'da')", ""),
        ("endswith(subject,'Zoë')", "zoe"),
        ("endswith(subject,'a longer text than any subject has')", ""),
        ("tolower(subject) eq 'über zoë'", "zoe"),
        ("toupper(subject) eq 'ÜBER ZOË'", "zoe"),
        ("contains(tolower(subject), tolower('BOB'))", "bob"),
        ("length(subject) eq 8", "zoe"),
        ("length(mode) gt length(subject)", "bob tab"),
        ("startswith('VIDEO', mode)", "ada zoe"),
    ]);
}

#[test]
fn date_times_are_compared_by_the_instant() {
    check(&[
        ("scheduled_start_at eq 2026-03-31T09:00:00.000Z", "ada"),
        ("scheduled_start_at lt 2026-03-31T09:30:00Z", "ada"),
        ("scheduled_start_at gt 2026-03-31T10:00:00+01:00", "bob"),
        ("scheduled_start_at eq null", "zoe tab"),
    ]);
}

#[test]
fn data_stays_data() {
    check(&[
        ("subject eq 'x'' or 1=1 --'", ""),
        ("subject eq '''; DROP TABLE rooms; --'", ""),
        ("contains(subject, ''') OR (''=''')", ""),
        ("subject eq '?'", ""),
    ]);
}

#[test]
fn mistakes_point_at_their_place() {
    for (text, at, message) in [
        ("", 0, "expected a value"),
        ("nope eq 1", 0, "a room has no such property"),
        ("nope(subject)", 0, "there is no such function"),
        ("capacity gt", 11, "expected a value"),
        (
            "capacity gt and mode eq 'AUDIO'",
            12,
            "a room has no such property",
        ),
        ("capacity", 0, "must be a condition"),
        ("'x'", 0, "must be a condition"),
        ("capacity gt 'x'", 12, "must be a number"),
        ("subject eq 1", 11, "must be a text in single quotes"),
        ("mode eq 'RADIO'", 8, "must be one of 'AUDIO', 'VIDEO'"),
        ("'RADIO' eq mode", 0, "must be one of 'AUDIO', 'VIDEO'"),
        (
            "mode in ('AUDIO','RADIO')",
            17,
            "must be one of 'AUDIO', 'VIDEO'",
        ),
        (
            "not capacity eq 1",
            4,
            "`not` needs a condition; a comparison needs parentheses",
        ),
        ("capacity eq 1 or subject", 17, "must be a condition"),
        ("(capacity eq 1", 14, "expected an operator or `)`"),
        ("capacity eq 1)", 13, "expected an operator or the end"),
        (
            "capacity eq 1 mode eq 'AUDIO'",
            14,
            "expected an operator or the end",
        ),
        ("contains(subject)", 0, "the number of arguments must be 2"),
        ("contains(subject,1)", 17, "must be a text"),
        ("contains", 8, "expected `(`"),
        ("length(capacity) eq 1", 7, "must be a text"),
        ("capacity in 1", 12, "expected `(`"),
        ("capacity in ()", 13, "expected a value"),
        ("capacity in (1 2)", 15, "expected `,` or `)`"),
        ("capacity in ('1')", 13, "must be a number"),
        ("(capacity eq 1) in (true)", 10, "must not be a condition"),
        ("capacity = 1", 9, "this character has no meaning here"),
        (
            "created_at gt '2026-03-31T09:00:00Z'",
            14,
            "must be a date and time such as 2017-07-21T17:32:28Z, without quotes",
        ),
    ] {
        let mistake = filter(text).expect_err(text);
        assert_eq!((mistake.at, &*mistake.message), (at, message), "{text}");
    }
}

#[test]
fn positions_are_in_characters() {
    let text = "contains(subject, 'ÜÜ') and nope eq 1";
    let mistake = filter(text).unwrap_err();
    assert_eq!(mistake.position(text), 29);
    assert_eq!(
        filter("capacity gt").unwrap_err().position("capacity gt"),
        12
    );
}

#[test]
fn size_and_depth_are_limited() {
    let conditions = |count| vec!["capacity eq 9"; count].join(" or ");
    assert_eq!(found(&conditions(75)), "ada tab");
    assert_eq!(
        filter(&conditions(10_000)).unwrap_err().message,
        "the filter is too long from here on"
    );

    let nested = |depth| format!("{}capacity eq 9{}", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(found(&nested(50)), "ada tab");
    assert_eq!(filter(&nested(100_000)).unwrap_err().at, 51);
    assert_eq!(
        filter(&"not ".repeat(100_000)).unwrap_err().message,
        "this is nested too deeply"
    );
    assert_eq!(
        filter(&"tolower(".repeat(100_000)).unwrap_err().message,
        "this is nested too deeply"
    );
}
