//! What the four operations do.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub
)]

mod support;

use serde_json::{Value, json};
use support::{ROOMS, Server, authorization};

fn room(server: &Server, path: &str) -> Value {
    let answer = server.get(path);
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.field("content-type"), Some("application/json"));
    answer.json()
}

/// The room without what the server assigns.
fn told(server: &Server, path: &str) -> Value {
    let mut room = room(server, path);
    let members = room.as_object_mut().unwrap();
    let (id, created_at) = (
        members.remove("id").unwrap(),
        members.remove("created_at").unwrap(),
    );
    assert_eq!(path, format!("{ROOMS}/{}", id.as_str().unwrap()));
    assert!(created_at.as_str().unwrap().ends_with('Z'));
    room
}

#[test]
fn a_new_room_gets_an_id_and_the_defaults() {
    let server = Server::start();
    let body = r#"{"extension_number":"1001","mode":"VIDEO","subject":"Standup","capacity":9}"#;
    let answer = server.post(ROOMS, body);
    assert_eq!(answer.status, 201, "{answer:?}");
    let id = answer.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(answer.json(), json!({"id": id}));
    let path = format!("{ROOMS}/{id}");
    assert_eq!(answer.field("location"), Some(&*path));
    assert_eq!(
        told(&server, &path),
        json!({
            "extension_number": "1001", "mode": "VIDEO", "subject": "Standup", "capacity": 9,
            "control": "FREE", "enable_recording": false, "enable_prompt": true,
            "height": 720, "width": 1280, "bitrate": 1024, "framerate": 15, "layout": "LAYOUT0",
        })
    );
}

#[test]
fn a_room_without_picture_gets_no_defaults_of_pictures() {
    let server = Server::start();
    let path = server
        .create(r#"{"extension_number":"1001","mode":"AUDIO","subject":"Standup","capacity":9}"#);
    assert_eq!(
        told(&server, &path),
        json!({
            "extension_number": "1001", "mode": "AUDIO", "subject": "Standup", "capacity": 9,
            "control": "FREE", "enable_recording": false, "enable_prompt": true,
        })
    );
}

#[test]
fn all_that_is_sent_is_kept() {
    let server = Server::start();
    let sent = json!({
        "extension_number": "x007y", "mode": "VIDEO", "control": "MASTER", "height": 144, "width": 1920,
        "bitrate": 10240, "framerate": 30, "layout": "LAYOUT9", "subject": "a\u{0}b\"\\/\u{1f600}", "language": "de-CH",
        "capacity": 200, "admin_pin": "123456", "room_pin": "000", "enable_recording": true, "enable_prompt": false,
        "timezone": "Europe/Zurich", "scheduled_start_at": "2026-03-31T11:30:00.25+02:00",
        "scheduled_end_at": "2026-03-31T12:30:00Z", "numbers": "+41 44 000 00 00",
        "external_invitees": "ada@example.org", "custom_options": "{\"a\":1}",
    });
    let path = server.create(&sent.to_string());
    assert_eq!(told(&server, &path), sent);
    assert_eq!(server.list(&[]).json()["items"][0], room(&server, &path));
}

#[test]
fn properties_that_are_not_documented_are_ignored() {
    let server = Server::start();
    let path = server.create(
        r#"{"id":"mine","color":{"a":[1]},"extension_number":"1001","mode":"AUDIO","subject":"x","capacity":9}"#,
    );
    let room = room(&server, &path);
    assert!(room["color"].is_null() && room["id"] != "mine", "{room}");
}

#[test]
fn an_extension_number_belongs_to_one_room() {
    let server = Server::start();
    let body = r#"{"extension_number":"1001","mode":"AUDIO","subject":"x","capacity":9}"#;
    server.create(body);
    let problem = server.post(ROOMS, body).problem(409);
    assert_eq!(problem["detail"], "the extension number is in use");
    assert_eq!(server.list(&[]).json()["count"], 1);
}

#[test]
fn of_two_requests_at_once_one_gets_the_extension_number() {
    let server = Server::start();
    let body = r#"{"extension_number":"1001","mode":"AUDIO","subject":"x","capacity":9}"#;
    let mut statuses = std::thread::scope(|scope| {
        let requests = [(); 8].map(|()| scope.spawn(|| server.post(ROOMS, body).status));
        requests.map(|request| request.join().unwrap())
    });
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409, 409, 409, 409, 409, 409, 409]);
}

#[test]
fn subjects_are_counted_in_characters() {
    let server = Server::start();
    let post = |extension: u32, subject: &str| {
        let body = json!({"extension_number": extension.to_string(), "mode": "AUDIO", "subject": subject, "capacity": 9});
        server.post(ROOMS, body.to_string())
    };
    for (extension, subject) in [
        (101, "é".repeat(64)),
        (102, "\u{1f600}".repeat(64)),
        (103, "本".into()),
    ] {
        let answer = post(extension, &subject);
        assert_eq!(answer.status, 201, "{answer:?}");
        assert_eq!(
            room(&server, answer.field("location").unwrap())["subject"],
            subject
        );
    }
    let errors = post(104, &"\u{1f600}".repeat(65)).errors(422);
    assert_eq!(errors, [("/subject".to_owned(), "maxLength".to_owned())]);
    // An escaped surrogate pair is one character too.
    let subject = r"\ud83d\ude00".repeat(64);
    server.create(&format!(
        r#"{{"extension_number":"105","mode":"AUDIO","subject":"{subject}","capacity":9}}"#
    ));
}

#[test]
fn integers_may_be_written_with_a_fraction_of_zero() {
    let server = Server::start();
    let path = server.create(
        r#"{"extension_number":"1001","mode":"VIDEO","subject":"x","capacity":9.0,"height":7.2e2}"#,
    );
    let room = room(&server, &path);
    assert_eq!(
        (&room["capacity"], &room["height"]),
        (&json!(9), &json!(720))
    );
    let body = r#"{"extension_number":"1002","mode":"AUDIO","subject":"x","capacity":9.5}"#;
    assert_eq!(
        server.post(ROOMS, body).errors(422),
        [("/capacity".to_owned(), "type".to_owned())]
    );
}

#[test]
fn date_times_keep_their_offset() {
    let server = Server::start();
    for (extension, sent, shown) in [
        (
            101,
            "2026-03-31T11:30:00+02:00",
            "2026-03-31T11:30:00+02:00",
        ),
        (
            102,
            "2026-03-31T11:30:00.123456789-09:30",
            "2026-03-31T11:30:00.123456789-09:30",
        ),
        (103, "2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z"),
        (104, "2026-03-31t11:30:00.500z", "2026-03-31T11:30:00.5Z"),
    ] {
        let path = server.create(&format!(
            r#"{{"extension_number":"{extension}","mode":"AUDIO","subject":"x","capacity":9,"scheduled_start_at":"{sent}"}}"#
        ));
        assert_eq!(room(&server, &path)["scheduled_start_at"], shown);
    }
    for wrong in [
        "2026-03-31",
        "2026-03-31T11:30:00",
        "2026-02-30T00:00:00Z",
        "2026-03-31T24:00:00Z",
        "now",
    ] {
        let body = format!(
            r#"{{"extension_number":"1001","mode":"AUDIO","subject":"x","capacity":9,"scheduled_start_at":"{wrong}"}}"#
        );
        let errors = server.post(ROOMS, body).errors(422);
        assert_eq!(
            errors,
            [("/scheduled_start_at".to_owned(), "format".to_owned())],
            "{wrong}"
        );
    }
}

#[test]
fn an_update_changes_only_what_it_has() {
    let server = Server::start();
    let path = server.create(
        r#"{"extension_number":"1001","mode":"VIDEO","subject":"x","capacity":9,"height":144,"enable_prompt":false}"#,
    );
    let mut expected = room(&server, &path);
    let answer = server.post(&path, r#"{"capacity":20}"#);
    assert_eq!((answer.status, answer.body.len()), (200, 0), "{answer:?}");
    expected["capacity"] = json!(20);
    assert_eq!(room(&server, &path), expected);

    let answer = server.post(&path, r#"{"width":200,"layout":"LAYOUT4","admin_pin":"999","scheduled_end_at":"2026-03-31T11:30:00+02:00"}"#);
    assert_eq!(answer.status, 200, "{answer:?}");
    expected["width"] = json!(200);
    expected["layout"] = json!("LAYOUT4");
    expected["admin_pin"] = json!("999");
    expected["scheduled_end_at"] = json!("2026-03-31T11:30:00+02:00");
    assert_eq!(room(&server, &path), expected);

    assert_eq!(server.post(&path, "{}").status, 200);
    // What an update does not have, it does not change.
    assert_eq!(
        server
            .post(&path, r#"{"extension_number":"1","mode":"AUDIO","id":"x"}"#)
            .status,
        200
    );
    assert_eq!(room(&server, &path), expected);
}

#[test]
fn an_audio_room_has_no_picture() {
    let server = Server::start();
    let body =
        r#"{"extension_number":"1001","mode":"AUDIO","subject":"x","capacity":9,"height":720}"#;
    assert_eq!(
        server.post(ROOMS, body).errors(422),
        [("/height".to_owned(), "mode".to_owned())]
    );

    let picture = r#""height":720,"width":720,"bitrate":128,"framerate":5,"layout":"LAYOUT1""#;
    let all = ["/height", "/width", "/bitrate", "/framerate", "/layout"]
        .map(|pointer| (pointer.to_owned(), "mode".to_owned()));
    let body = format!(
        r#"{{"extension_number":"1001","mode":"AUDIO","subject":"x","capacity":9,{picture}}}"#
    );
    assert_eq!(server.post(ROOMS, body).errors(422), all);

    let audio =
        server.create(r#"{"extension_number":"1001","mode":"AUDIO","subject":"x","capacity":9}"#);
    assert_eq!(
        server.post(&audio, format!("{{{picture}}}")).errors(422),
        all
    );
    let video =
        server.create(r#"{"extension_number":"1002","mode":"VIDEO","subject":"x","capacity":9}"#);
    assert_eq!(server.post(&video, format!("{{{picture}}}")).status, 200);
}

#[test]
fn an_unknown_room_is_not_found() {
    let server = Server::start();
    for id in [
        "unknown",
        "NzAwNTUxOTA5NzczMTQ4MTYw",
        "%00",
        "a%2Fb",
        "%F0%9F%98%80",
        "'",
    ] {
        let path = format!("{ROOMS}/{id}");
        server.get(&path).problem(404);
        server.post(&path, r#"{"capacity":20}"#).problem(404);
    }
}

#[test]
fn ids_grow() {
    let server = Server::start();
    let paths: Vec<_> = (100..120)
        .map(|extension| {
            server.create(&format!(
                r#"{{"extension_number":"{extension}","mode":"AUDIO","subject":"x","capacity":9}}"#
            ))
        })
        .collect();
    let ids: Vec<_> = paths
        .iter()
        .map(|path| path.rsplit('/').next().unwrap().to_owned())
        .collect();
    assert!(ids.iter().all(|id| id.len() == 24), "{ids:?}");
    let list = server.list(&[]).json();
    let listed: Vec<_> = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|room| room["id"].as_str().unwrap())
        .collect();
    assert_eq!(listed, ids);
}

#[test]
fn head_is_get_without_its_body() {
    let server = Server::start();
    let path =
        server.create(r#"{"extension_number":"1001","mode":"AUDIO","subject":"x","capacity":9}"#);
    for target in [ROOMS, &path] {
        let get = server.get(target);
        let head = server.send("HEAD", target, &[authorization()], b"");
        assert_eq!((head.status, head.body.len()), (200, 0));
        for name in ["content-type", "content-length"] {
            assert_eq!(head.field(name), get.field(name));
        }
    }
    let unknown = server.send("HEAD", &format!("{ROOMS}/unknown"), &[authorization()], b"");
    assert_eq!((unknown.status, unknown.body.len()), (404, 0));
}

#[test]
fn options_tells_the_methods() {
    let server = Server::start();
    for target in [ROOMS, &format!("{ROOMS}/unknown")] {
        let answer = server.send("OPTIONS", target, &[], b"");
        assert_eq!((answer.status, answer.body.len()), (204, 0));
        assert_eq!(answer.field("allow"), Some("GET, HEAD, POST, OPTIONS"));
    }
}
