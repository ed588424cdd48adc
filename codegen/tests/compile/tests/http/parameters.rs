//! Parameters of every style, typed or as they came.

use anteroom::{Context, Encode, RawParameter, Server};
use anteroom_golden::parameter_styles::*;

use crate::{Answer, request, send};

struct Echo;

fn json<T: Encode>(value: Option<&T>) -> String {
    value.map_or_else(|| "-".to_owned(), anteroom::json::to_string)
}

impl ParameterStyles for Echo {
    async fn in_path(&self, request: InPathRequest, _: Context<()>) -> InPathResponse {
        let InPathRequest {
            label,
            labels,
            matrix,
            matrices,
            many,
        } = request;
        InPathResponse::Ok(format!("{label} {labels:?} {matrix} {matrices:?} {many:?}").into())
    }

    async fn in_query(&self, request: InQueryRequest, _: Context<()>) -> InQueryResponse {
        let InQueryRequest {
            spaces,
            pipes,
            sort,
            since,
            pretty,
            either,
            order,
            reserved,
        } = request;
        let (either, order) = (json(either.as_ref()), json(Some(&order)));
        InQueryResponse::Ok(
            format!(
                "{spaces:?} {pipes:?} {sort:?} {since:?} {pretty:?} {either} {order} {reserved:?}"
            )
            .into(),
        )
    }

    async fn as_json(&self, request: AsJsonRequest, _: Context<()>) -> AsJsonResponse {
        let xml = request.xml.as_ref().and_then(RawParameter::text);
        let (q, extra) = (request.q, request.x_extra);
        AsJsonResponse::Ok(format!("{} {:?} {extra:?} {xml:?}", q.name, q.floor).into())
    }

    async fn raw(&self, request: RawRequest, _: Context<()>) -> RawResponse {
        let pairs = |raw: Option<&RawParameter>| -> String {
            let pairs = raw.into_iter().flat_map(RawParameter::pairs);
            let pairs = pairs.map(|(name, value)| format!("{name}={value}"));
            pairs.collect::<Vec<_>>().join("&")
        };
        let parts = [
            pairs(Some(&request.id)),
            pairs(request.deep.as_ref()),
            request.free.member("name").unwrap_or("-").to_owned(),
            pairs(request.objects.as_ref()),
            pairs(Some(&request.flag)),
            pairs(request.x_any.as_ref()),
            pairs(request.crumbs.as_ref()),
        ];
        RawResponse::Ok(parts.join(" | ").into())
    }
}

async fn get(target: &str, fields: &[&str]) -> Answer {
    let service: Server<_> = ParameterStylesServer::new(Echo);
    send(&service, request(&format!("GET {target}"), fields, "")).await
}

#[tokio::test]
async fn labels_and_matrices() {
    let good = "/labels/.7/.a.b%2Ec/matrices/;matrix=x%3B/;matrices=1,2/;many=3;many=4";
    assert_eq!(
        get(good, &[]).await.seen(),
        (200, r#"7 ["a", "b.c"] x; [1, 2] [3, 4]"#)
    );
    let bad = "/labels/7/.a/matrices/;other=x/;matrices=1,x/;many=3;may=4";
    let answer = get(bad, &[]).await;
    assert_eq!(answer.status(), 422);
    assert_eq!(
        answer.errors(),
        [
            "path label style",
            "path matrix style",
            "path matrices type",
            "path many style"
        ]
    );
}

#[tokio::test]
async fn lists_in_a_query() {
    for (query, seen) in [
        ("", r#"None None ["a", "b"] None None - "asc" None"#),
        (
            "?spaces=a%20b+c&pipes=1%7C2&sort=x&since=3&pretty=true&reserved=/?:@",
            r#"Some(["a", "b", "c"]) Some([1, 2]) ["x"] Some(3) Some(true) - "asc" Some("/?:@")"#,
        ),
        (
            "?either=12&order=desc",
            r#"None None ["a", "b"] None None 12 "desc" None"#,
        ),
        (
            "?either=true&order=asc",
            r#"None None ["a", "b"] None None true "asc" None"#,
        ),
        (
            "?either=1x",
            r#"None None ["a", "b"] None None "1x" "asc" None"#,
        ),
        (
            "?spaces=&pipes=1|2&pretty&reserved=",
            r#"Some([]) Some([1, 2]) ["a", "b"] None None - "asc" Some("")"#,
        ),
    ] {
        assert_eq!(
            get(&format!("/lists{query}"), &[]).await.seen(),
            (200, seen)
        );
    }
    let bad = get("/lists?pipes=1|2|3&since=null&pretty=&pretty=", &[]).await;
    assert_eq!(
        bad.errors(),
        [
            "query pipes maxItems",
            "query since type",
            "query pretty type"
        ]
    );
}

#[tokio::test]
async fn json_in_a_parameter() {
    let answer = get(
        "/json?q=%7B%22name%22:%22Green%22,%22floor%22:2%7D&xml=%3Ca/%3E",
        &["x-extra: [1]"],
    )
    .await;
    assert_eq!(answer.status(), 200, "{}", answer.text);
    assert!(
        answer.text.starts_with("Green Some(2) Some("),
        "{}",
        answer.text
    );
    assert!(answer.text.ends_with(r#"Some("<a/>")"#), "{}", answer.text);
    let broken = get("/json?q=%7B%22name%22:%22G%22%7D", &["x-extra: {]"]).await;
    assert_eq!(broken.status(), 400);
    assert_eq!(
        broken.errors(),
        ["query q minLength", "header X-Extra content"]
    );
    let wrong = get("/json?q=%7B%22floor%22:%222%22%7D", &[]).await;
    assert_eq!(wrong.status(), 422);
    assert_eq!(wrong.errors(), ["query q type", "query q required"]);
    let missing = get("/json", &[]).await;
    assert_eq!(missing.errors(), ["query q required"]);
}

#[tokio::test]
async fn what_has_no_type_is_given_as_it_came() {
    let answer = get(
        "/raw/a%2Fb?deep[name]=Green+room&deep%5Bfloor%5D=2&deeper=3&name=x&objects[0][name]=y&flag",
        &["x-any: 1", "x-any: 2", "cookie: crumbs=a%3B; other=1"],
    )
    .await;
    assert_eq!(
        answer.seen(),
        (
            200,
            "id=a/b | deep[name]=Green room&deep[floor]=2 | x | objects[0][name]=y | flag= | \
             X-Any=1&X-Any=2 | crumbs=a;"
        )
    );
    let least = get("/raw/a?flag=1", &[]).await;
    assert_eq!(least.seen(), (200, "id=a |  | - |  | flag=1 |  | "));
    let missing = get("/raw/a", &[]).await;
    assert_eq!(missing.errors(), ["query flag required"]);
    let broken = get("/raw/a?flag=%zz", &[]).await;
    assert_eq!(
        (broken.status(), broken.errors()),
        (
            400,
            vec![
                "query free encoding".to_owned(),
                "query flag encoding".to_owned(),
            ]
        )
    );
}
