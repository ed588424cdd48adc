//! Defaults of parameters that have no short form in Rust.

use anteroom::{Context, Server};
use anteroom_golden::parameter_defaults::*;

use crate::{Answer, request, send};

struct Told;

impl ParameterDefaults for Told {
    async fn list_rooms(&self, request: ListRoomsRequest, _: Context<()>) -> ListRoomsResponse {
        let ListRoomsRequest {
            since,
            owner,
            days,
            size,
            place,
            json,
            short,
            wrong,
        } = request;
        ListRoomsResponse::Ok(format!(
            "{since} {owner} {days:?} {size:?} {} {json:?} {short} {wrong:?}",
            place.floor
        ))
    }
}

async fn ask(line: &str) -> Answer {
    let service: Server<_> = ParameterDefaultsServer::new(Told);
    send(&service, request(line, &[], "")).await
}

#[tokio::test]
async fn they_are_applied() {
    let all = "2026-01-02T03:04:05Z 5f0c1d3b-9a7e-4c26-88d1-f3a5b7c9e0d2 [2026-02-03, 2026-02-04] Integer(5) 3 [1, 2] 20 None";
    let answer = ask("GET /rooms").await;
    assert_eq!(answer.seen(), (200, format!("{all:?}").as_str()));
    let answer = ask("GET /rooms?days=2026-05-06&place[floor]=9&size=true&json=%5B%5D").await;
    let some = all
        .replace("[2026-02-03, 2026-02-04]", "[2026-05-06]")
        .replace("Integer(5) 3 [1, 2]", "Boolean(true) 9 []");
    assert_eq!(answer.seen(), (200, format!("{some:?}").as_str()));
    // A default is not what a value becomes that is wrong.
    for query in ["since=x", "owner=x", "days=x", "place[floor]=x", "json=x"] {
        let answer = ask(&format!("GET /rooms?{query}")).await;
        assert!([400, 422].contains(&answer.status()), "{query}");
    }
}
