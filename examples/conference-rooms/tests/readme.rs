//! The session that the README shows, once more.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub
)]

mod support;

use support::{ROOMS, Server};

const README: &str = include_str!("../../../README.md");

/// The commands of the README and what they print.
fn session() -> Vec<(String, String)> {
    let blocks = README.split("```console\n").skip(1);
    let lines = blocks.flat_map(|block| block.split("```").next().unwrap().lines());
    let mut session: Vec<(String, String)> = Vec::new();
    let mut goes_on = false;
    for line in lines {
        if line.starts_with("$ ") {
            session.push(Default::default());
            goes_on = true;
        }
        let (command, printed) = session.last_mut().unwrap();
        if goes_on {
            command.push_str(line.trim_end_matches('\\'));
            goes_on = line.ends_with('\\');
        } else {
            printed.push_str(line);
            printed.push('\n');
        }
    }
    session
}

/// The argument of an option, in these quotes.
fn arguments<'a>(command: &'a str, option: &str, quote: char) -> Vec<&'a str> {
    let found = command.split(option).skip(1);
    found
        .map(|rest| rest.trim_start().split(quote).nth(1).unwrap())
        .collect()
}

/// Without line breaks, and without what differs from run to run.
fn compared(text: &str) -> String {
    let mut text = text.replace('\n', "");
    for before in [r#""id":""#, r#""created_at":""#, "/api/conference_rooms/"] {
        let mut parts = text.split(before);
        let mut masked = parts.next().unwrap().to_owned();
        for part in parts {
            let end = part
                .find(|letter: char| !letter.is_ascii_alphanumeric() && !"-:.".contains(letter));
            masked += &format!("{before}..{}", &part[end.unwrap()..]);
        }
        text = masked;
    }
    text
}

#[test]
fn the_readme_shows_what_happens() {
    let server = Server::start();
    let session = session();
    assert_eq!(session.len(), 3, "{session:#?}");
    for (command, printed) in session {
        let answer = match arguments(&command, "-d ", '\'')[..] {
            [body] => server.post(ROOMS, body),
            _ => {
                let parameters = arguments(&command, "--data-urlencode ", '"');
                let pairs = parameters.iter().map(|pair| pair.split_once('=').unwrap());
                server.list(&pairs.collect::<Vec<_>>())
            }
        };
        let body = String::from_utf8(answer.body.clone()).unwrap();
        let (head, shown) = match printed.split_once("\n\n") {
            Some((head, body)) => (head, body),
            None => ("", &*printed),
        };
        assert_eq!(compared(shown), compared(&body), "{command}");
        for line in head.lines().skip(1) {
            let (name, value) = line.split_once(": ").unwrap();
            let sent = answer.field(name).unwrap();
            assert_eq!(
                compared(&format!("{value};")),
                compared(&format!("{sent};")),
                "{name}"
            );
        }
        let status = head.lines().next().map(|line| &line[9..12]);
        assert!(
            status.is_none_or(|status| status == answer.status.to_string()),
            "{command}"
        );
    }
}
