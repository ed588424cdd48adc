//! The answers of operations.

use super::operation::shared_origin;
use super::{Lowering, docs};
use crate::check::{has_no_content, is_framing};
use crate::document::Cursor;
use crate::ir::{Carrier, Header, Origin, ResponseCase, Status};

/// What RFC 9457, section 3.1, defines for every problem.
const PROBLEM_MEMBERS: [(&str, &str); 5] = [
    ("type", "string"),
    ("title", "string"),
    ("status", "integer"),
    ("detail", "string"),
    ("instance", "string"),
];

impl<'a> Lowering<'a, '_> {
    /// Exact statuses, then ranges, then `default`: the order in which they apply.
    pub(super) fn responses(&mut self, at: Cursor<'a>, operation: usize) -> Vec<ResponseCase> {
        let mut cases: Vec<ResponseCase> = at
            .get("responses")
            .into_iter()
            .flat_map(Cursor::entries)
            .filter_map(|(key, response)| {
                Some(self.response(status(key)?, response.follow(), operation))
            })
            .collect();
        if cases.is_empty() {
            // Nothing is said about the answers, so any will do.
            cases.push(ResponseCase {
                status: Status::Default,
                docs: crate::ir::Docs::default(),
                headers: Vec::new(),
                contents: Vec::new(),
            });
        }
        cases.sort_by_key(|case| match case.status {
            Status::Code(code) => (0, code),
            Status::Range(class) => (1, u16::from(class)),
            Status::Default => (2, 0),
        });
        cases
    }

    fn response(&mut self, status: Status, at: Cursor<'a>, operation: usize) -> ResponseCase {
        ResponseCase {
            status,
            docs: docs(at),
            headers: self.headers(at, operation),
            contents: if has_no_content(&status.to_string()) {
                Vec::new()
            } else {
                self.contents(at, Carrier::Answer(status), operation)
            },
        }
    }

    fn headers(&mut self, at: Cursor<'a>, operation: usize) -> Vec<Header> {
        let Some(headers) = at.get("headers") else {
            return Vec::new();
        };
        headers
            .entries()
            // The media type of the content says the one, and whoever serves the other.
            .filter(|(name, _)| !name.eq_ignore_ascii_case("content-type") && !is_framing(name))
            .map(|(name, header)| {
                let header = header.follow();
                let origin =
                    shared_origin(header, "headers").unwrap_or_else(|| Origin::ResponseHeader {
                        operation,
                        name: name.to_owned(),
                    });
                let schema = header.get("schema");
                Header {
                    name: name.to_owned(),
                    docs: match schema {
                        Some(schema) => super::docs_through_schema(docs(header), schema),
                        None => docs(header),
                    },
                    required: header.get_bool("required").unwrap_or(false),
                    explode: header.get_bool("explode").unwrap_or(false),
                    raw: schema.is_none(),
                    type_id: match schema {
                        Some(schema) => self.schema(schema, origin),
                        None => self.text(header, origin),
                    },
                }
            })
            .collect()
    }
}

fn status(key: &str) -> Option<Status> {
    match key.as_bytes() {
        b"default" => Some(Status::Default),
        [class @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => Some(Status::Range(class - b'0')),
        [b'1'..=b'5', _, _] => key.parse().ok().map(Status::Code),
        _ => None,
    }
}

/// Whether every RFC 9457 problem is a value of the schema: it demands nothing else, and what it
/// says of the members agrees with the RFC.
pub(super) fn fits_problem(schema: Cursor<'_>) -> bool {
    let known = |name: &str| PROBLEM_MEMBERS.iter().find(|(member, _)| *member == name);
    let typed = matches!(schema.get_str("type"), None | Some("object"));
    let demands = schema.get("required").is_none_or(|list| {
        list.items()
            .all(|name| name.str().is_some_and(|name| known(name).is_some()))
    });
    let closed = schema.get_bool("additionalProperties") == Some(false);
    let agrees = schema.get("properties").is_none_or(|properties| {
        properties
            .entries()
            .all(|(name, property)| match known(name) {
                Some((_, kind)) => property
                    .follow()
                    .get_str("type")
                    .is_none_or(|found| found == *kind),
                None => true,
            })
    });
    let plain = ["allOf", "oneOf", "anyOf", "not"]
        .iter()
        .all(|key| schema.get(key).is_none());
    typed && demands && !closed && agrees && plain
}
