//! `filter`, `search`, `orderby`, `skip` and `top`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub
)]

mod support;

use support::{Answer, Server};

/// Rooms with their number, mode, capacity and subject.
const ROOMS: [(&str, &str, u32, &str); 6] = [
    ("101", "VIDEO", 9, "Planning"),
    ("102", "AUDIO", 20, "planning of plans"),
    ("103", "VIDEO", 20, "Retro"),
    ("104", "VIDEO", 50, "Zoë's 100%"),
    ("105", "AUDIO", 9, "it''s"),
    ("106", "VIDEO", 20, "Demo"),
];

fn server() -> Server {
    let server = Server::start();
    for (number, mode, capacity, subject) in ROOMS {
        let subject = subject.replace("''", "'");
        let start = format!("2026-03-31T{}:00:00+02:00", &number[1..]);
        let start = if number == "106" {
            "2026-03-31T02:30:00Z".to_owned()
        } else {
            start
        };
        server.create(&format!(
            r#"{{"extension_number":"{number}","mode":"{mode}","capacity":{capacity},"subject":"{subject}","scheduled_start_at":"{start}"}}"#
        ));
    }
    server
}

/// `count`, and the extension numbers of the items.
fn found(answer: &Answer) -> (u64, Vec<String>) {
    assert_eq!(
        answer.status,
        200,
        "{}",
        String::from_utf8_lossy(&answer.body)
    );
    let list = answer.json();
    let items = list["items"].as_array().unwrap().iter();
    let numbers = items.map(|room| room["extension_number"].as_str().unwrap().to_owned());
    (list["count"].as_u64().unwrap(), numbers.collect())
}

#[track_caller]
fn check(server: &Server, parameters: &[(&str, &str)], count: u64, expected: &str) {
    let (counted, numbers) = found(&server.list(parameters));
    assert_eq!(
        (counted, &*numbers.join(" ")),
        (count, expected),
        "{parameters:?}"
    );
}

#[test]
fn without_parameters_all_rooms_are_listed_in_order_of_creation() {
    check(&server(), &[], 6, "101 102 103 104 105 106");
    check(&Server::start(), &[], 0, "");
}

#[test]
fn pages_are_cut_from_what_is_filtered_and_sorted() {
    let server = server();
    let page = |skip, top| {
        [
            ("filter", "mode eq 'VIDEO'"),
            ("orderby", "capacity desc,subject"),
            ("skip", skip),
            ("top", top),
        ]
    };
    check(&server, &page("0", "100"), 4, "104 106 103 101");
    check(&server, &page("1", "2"), 4, "106 103");
    check(&server, &page("3", "2"), 4, "101");
    check(&server, &page("4", "2"), 4, "");
}

#[test]
fn a_page_has_100_rooms_unless_told_otherwise() {
    let server = Server::start();
    for number in 100..203 {
        server.create(&format!(
            r#"{{"extension_number":"{number}","mode":"AUDIO","subject":"x","capacity":9}}"#
        ));
    }
    let (count, numbers) = found(&server.list(&[]));
    assert_eq!((count, numbers.len()), (103, 100));
    check(&server, &[("skip", "100")], 103, "200 201 202");
}

#[test]
fn filters() {
    let server = server();
    for (filter, count, expected) in [
        ("mode eq 'VIDEO' and capacity gt 10", 3, "103 104 106"),
        ("not (mode eq 'VIDEO') or capacity ge 50", 3, "102 104 105"),
        ("contains(subject,'lan')", 2, "101 102"),
        ("startswith(subject,'Zoë')", 1, "104"),
        ("endswith(subject,'%')", 1, "104"),
        ("extension_number in ('101','105','999')", 2, "101 105"),
        ("height eq null", 2, "102 105"),
        ("height ne null and framerate lt 16", 4, "101 103 104 106"),
        ("subject eq 'it''s'", 1, "105"),
        ("tolower(subject) eq 'zoë''s 100%'", 1, "104"),
        ("length(subject) le 5", 3, "103 105 106"),
        (
            "enable_prompt and not enable_recording",
            6,
            "101 102 103 104 105 106",
        ),
        ("scheduled_start_at lt 2026-03-31T00:30:00Z", 2, "101 102"),
        (
            "scheduled_start_at gt 2026-03-31T04:00:00+02:00",
            2,
            "105 106",
        ),
        (
            "created_at gt 2020-01-01T00:00:00Z",
            6,
            "101 102 103 104 105 106",
        ),
    ] {
        check(&server, &[("filter", filter)], count, expected);
    }
}

#[test]
fn an_id_can_be_filtered_by() {
    let server = server();
    let list = server
        .list(&[("filter", "extension_number eq '104'")])
        .json();
    let filter = format!("id eq '{}'", list["items"][0]["id"].as_str().unwrap());
    check(&server, &[("filter", &filter)], 1, "104");
}

#[test]
fn what_is_quoted_is_data() {
    let server = server();
    for filter in [
        "subject eq 'x'' or 1=1 --'",
        "subject eq '''; DROP TABLE conference_rooms; --'",
        "contains(subject,'\") OR 1=1 --')",
    ] {
        check(&server, &[("filter", filter)], 0, "");
    }
    check(&server, &[("search", "' OR 1=1 --")], 0, "");
    check(&server, &[], 6, "101 102 103 104 105 106");
}

#[test]
fn mistakes_are_told_with_their_place() {
    let server = server();
    for (parameters, expected) in [
        (
            &[("filter", "nope eq 1")][..],
            &[("filter", "at character 1: a room has no such property")][..],
        ),
        (
            &[("filter", "capacity gt")],
            &[("filter", "at character 12: expected a value")],
        ),
        (
            &[("filter", "subject eq 'é' and")],
            &[("filter", "at character 19: expected a value")],
        ),
        (
            &[("filter", "mode eq 'RADIO'")],
            &[("filter", "at character 9: must be one of 'AUDIO', 'VIDEO'")],
        ),
        (
            &[("filter", "capacity eq 1; DROP TABLE conference_rooms")],
            &[(
                "filter",
                "at character 14: this character has no meaning here",
            )],
        ),
        (
            &[("filter", "")],
            &[("filter", "at character 1: expected a value")],
        ),
        (
            &[("orderby", "capacity down")],
            &[(
                "orderby",
                "at character 10: expected `asc`, `desc`, a comma or the end",
            )],
        ),
        (
            &[("orderby", "capacity, number")],
            &[("orderby", "at character 11: a room has no such property")],
        ),
        (
            &[("filter", "capacity"), ("orderby", "1")],
            &[
                ("filter", "at character 1: must be a condition"),
                ("orderby", "at character 1: expected a property of a room"),
            ],
        ),
    ] {
        let problem = server.list(parameters).problem(400);
        let errors = problem["errors"].as_array().unwrap().iter();
        let errors: Vec<_> = errors
            .map(|error| {
                (
                    error["parameter"].as_str().unwrap(),
                    error["message"].as_str().unwrap(),
                )
            })
            .collect();
        assert_eq!(errors, expected, "{parameters:?}");
    }
}

/// 400 where something cannot be parsed, with the rules that are broken beside it; else 422.
#[test]
fn mistakes_are_told_with_all_others() {
    let server = server();
    let told = |parameters: &[(&str, &str)], status| {
        let problem = server.list(parameters).problem(status);
        let errors = problem["errors"].as_array().unwrap().iter();
        let told: Vec<String> = errors
            .map(|error| {
                format!(
                    "{} {}",
                    error["parameter"].as_str().unwrap(),
                    error["keyword"].as_str().unwrap()
                )
            })
            .collect();
        told
    };
    assert_eq!(
        told(&[("top", "0"), ("filter", "nope eq")], 400),
        ["filter syntax", "top minimum"]
    );
    assert_eq!(
        told(
            &[
                ("filter", "("),
                ("orderby", ","),
                ("skip", "few"),
                ("top", "0")
            ],
            400
        ),
        [
            "filter syntax",
            "orderby syntax",
            "skip type",
            "top minimum"
        ]
    );
    assert_eq!(told(&[("top", "0")], 422), ["top minimum"]);
}

#[test]
fn long_and_deep_filters_are_refused() {
    let server = server();
    for filter in [
        "(".repeat(2_000),
        "not ".repeat(500),
        ["capacity eq 1"; 200].join(" or "),
    ] {
        server.list(&[("filter", &filter)]).problem(400);
    }
    let filter = ["capacity eq 9"; 75].join(" or ");
    check(&server, &[("filter", &filter)], 2, "101 105");
}

#[test]
fn orders() {
    let server = server();
    for (order, expected) in [
        ("subject", "106 101 103 104 105 102"),
        ("subject desc", "102 105 104 103 101 106"),
        ("capacity", "101 105 102 103 106 104"),
        ("capacity desc, subject asc", "104 106 103 102 101 105"),
        ("mode,capacity,subject,mode desc", "105 102 101 106 103 104"),
        ("height desc", "101 103 104 106 102 105"),
        ("scheduled_start_at", "101 102 103 104 106 105"),
        ("created_at desc", "106 105 104 103 102 101"),
    ] {
        // 106 starts at 02:30 UTC, which lies between 04:00+02:00 and 05:00+02:00.
        check(&server, &[("orderby", order)], 6, expected);
    }
}

#[test]
fn searches() {
    let server = server();
    for (search, count, expected) in [
        ("PLAN", 2, "101 102"),
        ("zoË", 1, "104"),
        ("10", 6, "101 102 103 104 105 106"),
        ("%", 1, "104"),
        ("nothing of this kind", 0, ""),
        ("", 6, "101 102 103 104 105 106"),
    ] {
        check(&server, &[("search", search)], count, expected);
    }
    check(
        &server,
        &[("search", "plan"), ("filter", "mode eq 'AUDIO'")],
        1,
        "102",
    );
}
