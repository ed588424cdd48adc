//! Requests that never reach a room.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub
)]

mod support;

use std::process::Command;

use serde_json::Value;
use support::{ROOMS, Server, TOKEN, authorization, command};

const JSON: (&str, &str) = ("content-type", "application/json");
const GOOD: &str = r#"{"extension_number":"1001","mode":"AUDIO","subject":"x","capacity":9}"#;

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected
        .iter()
        .map(|(place, keyword)| ((*place).to_owned(), (*keyword).to_owned()))
        .collect()
}

#[test]
fn all_violations_of_a_body_are_told() {
    let server = Server::start();
    let answer = server.post(
        ROOMS,
        r#"{"extension_number":"1a2","mode":"RADIO","subject":"","capacity":0}"#,
    );
    let expected = [
        ("/extension_number", "pattern"),
        ("/mode", "enum"),
        ("/subject", "minLength"),
        ("/capacity", "minimum"),
    ];
    assert_eq!(answer.errors(422), pairs(&expected));
    let problem = answer.json();
    let schemas: Vec<_> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["schema"].as_str().unwrap())
        .collect();
    assert_eq!(
        schemas,
        [
            "#/components/schemas/ExtensionNumber",
            "#/components/schemas/ConferenceMode",
            "#/components/schemas/Subject",
            "#/components/schemas/Capacity",
        ]
    );
    // The rule is told, never the value.
    assert!(!String::from_utf8_lossy(&answer.body).contains("RADIO"));
}

#[test]
fn wrong_types_and_missing_properties_are_told_together() {
    let server = Server::start();
    let mut errors = server
        .post(ROOMS, r#"{"extension_number":7,"mode":"AUDIO"}"#)
        .errors(422);
    errors.sort();
    let expected = [
        ("/capacity", "required"),
        ("/extension_number", "type"),
        ("/subject", "required"),
    ];
    assert_eq!(errors, pairs(&expected));
}

#[test]
fn pins_are_made_of_digits() {
    let server = Server::start();
    for (pin, expected) in [
        ("12", Some("minLength")),
        ("123", None),
        ("1234567", Some("maxLength")),
        ("12a4", Some("pattern")),
        ("١٢٣", Some("pattern")),
    ] {
        let body = format!(
            r#"{{"extension_number":"1001","mode":"AUDIO","subject":"x","capacity":9,"room_pin":"{pin}"}}"#
        );
        let answer = server.post(ROOMS, body);
        match expected {
            Some(keyword) => assert_eq!(
                answer.errors(422),
                pairs(&[("/room_pin", keyword)]),
                "{pin}"
            ),
            None => assert_eq!(answer.status, 201, "{answer:?}"),
        }
    }
}

#[test]
fn null_is_not_a_value_of_a_room() {
    let server = Server::start();
    let path = server.create(GOOD);
    assert_eq!(
        server.post(&path, r#"{"capacity":null}"#).errors(422),
        pairs(&[("/capacity", "type")])
    );
    assert_eq!(
        server.post(&path, "null").errors(422),
        pairs(&[("", "type")])
    );
    assert_eq!(server.post(&path, "[]").errors(422), pairs(&[("", "type")]));
}

#[test]
fn what_is_not_json_is_refused_with_its_place() {
    let server = Server::start();
    let nested = format!(
        "{{\"extension_number\":{}{}}}",
        "[".repeat(200),
        "]".repeat(200)
    );
    for (body, offset) in [
        (&br#"{"extension_number":"1001","mo"#[..], 30),
        (br#"{"extension_number":"1001"}}"#, 27),
        (br#"{"capacity":NaN}"#, 12),
        (br#"{"subject":"\ud83d"}"#, 12),
        (b"{\"subject\":\"\xff\"}", 12),
        (br#"{"capacity":9,"capacity":9}"#, 14),
        (b" ", 1),
        (b"{'capacity':9}", 1),
        (br#"{"capacity":09}"#, 13),
        (b"\xef\xbb\xbf{}", 0),
        (nested.as_bytes(), 147),
    ] {
        let problem = server.post(ROOMS, body).problem(400);
        assert_eq!(
            problem["offset"],
            offset,
            "{}: {problem}",
            String::from_utf8_lossy(body)
        );
        server.list(&[]).json();
    }
    // A body of no bytes is none at all, and the document asks for one.
    let answer = server.send("POST", ROOMS, &[authorization(), JSON], b"");
    assert_eq!(answer.errors(422), pairs(&[("", "required")]));
    server.create(GOOD);
}

#[test]
fn a_large_body_is_refused_and_harms_nobody() {
    let server = Server::start();
    let large = vec![b'x'; 3 * 1024 * 1024];
    server.post(ROOMS, &large).problem(413);

    // Its length need not be told.
    let mut connection = server.connect();
    connection.send(&support::head(
        "POST",
        ROOMS,
        &[authorization(), JSON, ("transfer-encoding", "chunked")],
        0,
    ));
    for _ in 0..48 {
        connection.send(b"10000\r\n");
        connection.send(&large[..0x10000]);
        connection.send(b"\r\n");
    }
    connection.send(b"0\r\n\r\n");
    connection.answer("POST").problem(413);

    server.create(GOOD);
}

#[test]
fn a_body_must_be_json() {
    let server = Server::start();
    for fields in [
        &[authorization()][..],
        &[authorization(), ("content-type", "text/plain")],
        &[authorization(), ("content-type", "application/xml")],
        &[authorization(), ("content-type", "nonsense")],
    ] {
        let answer = server.send("POST", ROOMS, fields, GOOD.as_bytes());
        answer.problem(415);
        assert_eq!(answer.field("accept"), Some("application/json"));
    }
    let fields = [
        authorization(),
        ("content-type", "Application/JSON; charset=utf-8"),
    ];
    assert_eq!(
        server.send("POST", ROOMS, &fields, GOOD.as_bytes()).status,
        201
    );
}

#[test]
fn an_answer_must_be_acceptable() {
    let server = Server::start();
    for (accept, status) in [
        ("text/html", 406),
        ("text/html, application/json;q=0", 406),
        ("application/json", 200),
        ("text/html, application/*;q=0.1", 200),
        ("*/*", 200),
    ] {
        let answer = server.send("GET", ROOMS, &[authorization(), ("accept", accept)], b"");
        assert_eq!(answer.status, status, "{accept}");
    }
}

#[test]
fn only_who_knows_the_token_is_let_in() {
    let server = Server::start();
    for (field, challenge) in [
        (None, "Bearer"),
        (Some("Basic dXNlcjpwYXNz"), "Bearer"),
        (Some("Bearer wrong"), "Bearer error=\"invalid_token\""),
        (Some("Bearer"), "Bearer error=\"invalid_token\""),
    ] {
        let fields: Vec<_> = field
            .iter()
            .map(|value| ("authorization", *value))
            .collect();
        for (method, body) in [("GET", ""), ("POST", "not even JSON")] {
            let answer = server.send(method, ROOMS, &fields, body.as_bytes());
            answer.problem(401);
            assert_eq!(
                answer.field("www-authenticate"),
                Some(challenge),
                "{field:?}"
            );
        }
    }
}

#[test]
fn without_a_token_of_the_users_a_fresh_one_is_shown() {
    let start = |command: &mut Command| Server::run(command.env_remove("ROOMS_TOKEN"));
    let token = |server: &Server| {
        let (_, rest) = server.greeting[1].split_once("Bearer ").unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let (server, other) = (
        start(&mut command(":memory:")),
        start(&mut command(":memory:")),
    );
    let fields = |token: &str| format!("Bearer {token}");
    let answer = server.send(
        "GET",
        ROOMS,
        &[("authorization", &fields(&token(&server)))],
        b"",
    );
    assert_eq!(answer.status, 200);
    server
        .send(
            "GET",
            ROOMS,
            &[("authorization", &fields(&token(&other)))],
            b"",
        )
        .problem(401);
}

#[test]
fn a_token_of_the_users_is_not_shown() {
    let server = Server::start();
    assert!(!server.greeting.concat().contains(TOKEN));
    assert!(server.greeting[1].contains("Bearer $ROOMS_TOKEN\""));
    for unusable in ["", "two words"] {
        let status = command(":memory:")
            .env("ROOMS_TOKEN", unusable)
            .status()
            .unwrap();
        assert!(!status.success(), "{unusable}");
    }
}

#[test]
fn parameters_are_checked() {
    let server = Server::start();
    for (query, expected) in [
        ("top=0", &[("top", "minimum")][..]),
        ("top=101", &[("top", "maximum")]),
        ("skip=-1", &[("skip", "minimum")]),
        ("top=abc", &[("top", "type")]),
        ("top=", &[("top", "type")]),
        ("skip=2147483648", &[("skip", "format")]),
        (
            "top=101&skip=-1",
            &[("skip", "minimum"), ("top", "maximum")],
        ),
    ] {
        assert_eq!(
            server.get(&format!("{ROOMS}?{query}")).errors(422),
            pairs(expected),
            "{query}"
        );
    }
    let repeated = server.get(&format!("{ROOMS}?top=5&top=6")).errors(422);
    assert_eq!(repeated.len(), 1);
    assert_eq!(repeated[0].0, "top");
    for query in [
        "top=1",
        "top=100&skip=0",
        "top=9.0",
        "unknown=1",
        "skip=2147483647",
    ] {
        assert_eq!(
            server.get(&format!("{ROOMS}?{query}")).status,
            200,
            "{query}"
        );
    }
    server.get(&format!("{ROOMS}?search=%zz")).problem(400);
    server.get(&format!("{ROOMS}?search=%ff")).problem(400);
}

#[test]
fn other_paths_and_methods_are_told_apart() {
    let server = Server::start();
    for target in [
        "/",
        "/conference_rooms",
        "/api",
        "/api/conference_rooms/",
        "/api/conference_rooms/a/b",
    ] {
        server.get(target).problem(404);
    }
    for method in ["PATCH", "DELETE", "PUT"] {
        let answer = server.send(method, ROOMS, &[authorization()], b"");
        answer.problem(405);
        assert_eq!(answer.field("allow"), Some("GET, HEAD, POST, OPTIONS"));
    }
}

#[test]
fn a_problem_is_described_by_the_document() {
    let server = Server::start();
    let problem = server.post(ROOMS, "{}").problem(422);
    let names: Vec<_> = problem
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(names, ["detail", "errors", "status", "title", "type"]);
    assert_eq!(problem["errors"].as_array().map(Vec::len), Some(4));
    assert!(
        problem["errors"][0]["pointer"].is_string()
            && problem["errors"][0]["parameter"] == Value::Null
    );
}
