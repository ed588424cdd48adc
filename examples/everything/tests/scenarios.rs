//! Every operation over HTTP, in memory: requests as clients write them, and the answers whole.

#![allow(clippy::unwrap_used, clippy::panic)]

use anteroom::Body;
use anteroom::http::{Request, Response};
use everything::Certificate;
use tower::ServiceExt;

/// `GET /path`, header fields as `name: value`, and a body.
fn request(line: &str, fields: &[&str], body: &str) -> Request<Body> {
    let (method, target) = line.split_once(' ').unwrap();
    let mut request = Request::builder().method(method).uri(target);
    for field in fields {
        let (name, value) = field.split_once(": ").unwrap();
        request = request.header(name, value);
    }
    request.body(Body::from(body.to_owned())).unwrap()
}

async fn send(request: Request<Body>) -> Response<String> {
    let response = everything::service()
        .validate_responses(true)
        .oneshot(request)
        .await;
    let (parts, body) = response.unwrap().into_parts();
    let bytes = body.collect(1 << 20).await.unwrap();
    Response::from_parts(parts, String::from_utf8(bytes.to_vec()).unwrap())
}

/// The status and the body; of a problem, where something is wrong and which rule it breaks.
async fn seen(line: &str, fields: &[&str], body: &str) -> (u16, String) {
    let response = send(request(line, fields, body)).await;
    (response.status().as_u16(), summary(response.body()))
}

fn summary(text: &str) -> String {
    use anteroom::json::{Value, from_str};

    let Some(problem) = from_str::<Value>(text)
        .ok()
        .filter(|it| it.get("title").is_some())
    else {
        return text.to_owned();
    };
    let word = |value: &Value, name| {
        let word = value.get(name).and_then(Value::as_str);
        word.unwrap_or_default().to_owned()
    };
    let errors = problem.get("errors").and_then(Value::as_array);
    let lines = errors.unwrap_or_default().iter().map(|error| {
        format!(
            "{}{} {}",
            word(error, "parameter"),
            word(error, "pointer"),
            word(error, "keyword")
        )
    });
    let lines: Vec<String> = lines.collect();
    match lines.is_empty() {
        true => word(&problem, "detail"),
        false => lines.join(", "),
    }
}

#[tokio::test]
async fn parameters() {
    let all = r#"{"scalar":5,"list":[3,4],"object":{"x":1,"y":-2}}"#;
    let shapes = r#"{"list":[3,4],"object":{"x":1,"y":-2}}"#;
    for (line, fields, status, expected) in [
        ("GET /path/simple/5/3,4/x,1,y,-2", &[][..], 200, all),
        (
            "GET /path/simple/%35/3%2C4/x,1",
            &[],
            200,
            r#"{"scalar":5,"list":[3,4],"object":{"x":1}}"#,
        ),
        (
            "GET /path/simple/five/3/y,2",
            &[],
            422,
            "scalar type, list minItems, object/x required",
        ),
        (
            "GET /path/simple/5/3/x,1,z,2",
            &[],
            422,
            "list minItems, object/z additionalProperties",
        ),
        (
            "GET /path/simple/5/3/x",
            &[],
            422,
            "list minItems, object style",
        ),
        (
            "GET /path/simple/%zz/3/x,1",
            &[],
            400,
            "scalar encoding, list minItems",
        ),
        ("GET /path/simple/exploded/3,4/x=1,y=-2", &[], 200, shapes),
        (
            "GET /path/simple/exploded/3,4/x,1",
            &[],
            422,
            "object/x type, object/1 additionalProperties",
        ),
        ("GET /path/label/.5/.3,4/.x=1.y=-2", &[], 200, all),
        (
            "GET /path/label/5/.3/.x=1",
            &[],
            422,
            "scalar style, list minItems",
        ),
        (
            "GET /path/matrix/;scalar=5/;list=3,4/;x=1;y=-2",
            &[],
            200,
            all,
        ),
        (
            "GET /path/matrix/;other=5/;list=3/;x=1",
            &[],
            422,
            "scalar style, list minItems",
        ),
        ("GET /query/form", &[], 200, "{}"),
        (
            "GET /query/form?scalar=5&list=3&list=4&object=x,1,y,-2",
            &[],
            200,
            all,
        ),
        (
            "GET /query/form?list=3&scalar=5&list=4&object=x,1,y,-2&more=1",
            &[],
            200,
            all,
        ),
        ("GET /query/form?scalar=1&scalar=2", &[], 422, "scalar type"),
        (
            "GET /query/form?list=a&list=3&scalar=",
            &[],
            422,
            "scalar type, list/0 type",
        ),
        ("GET /query/joined?list=3,4&x=1&y=-2", &[], 200, shapes),
        ("GET /query/joined?y=1", &[], 422, "object/x required"),
        (
            "GET /query/delimited?list=3|4&object=x%201%20y%20-2",
            &[],
            200,
            shapes,
        ),
        (
            "GET /query/delimited?list=3%7C4&object=x+1+y+-2",
            &[],
            200,
            shapes,
        ),
        (
            "GET /query/deep?filter[name]=a&filter[sizes][]=1&filter[sizes][]=2&filter[place][x]=3",
            &[],
            200,
            r#"{"filter":{"name":"a","sizes":[1,2],"place":{"x":3}}}"#,
        ),
        (
            "GET /query/deep?filter%5Bsizes%5D%5B0%5D=1&json=%7B%22name%22%3A%22b%22%7D",
            &[],
            200,
            r#"{"filter":{"sizes":[1]},"json":{"name":"b"}}"#,
        ),
        (
            "GET /query/deep?filter[no]=1&json={",
            &[],
            400,
            "filter/no additionalProperties, json content",
        ),
        ("GET /query/scalars", &[], 200, r#"{"limit":20}"#),
        (
            "GET /query/scalars?small=-3&number=1e2&flag=true&day=2026-01-31&mode=VIDEO&either=2026-02-01&limit=7&word=a/b?c",
            &[],
            200,
            r#"{"small":-3,"number":100,"flag":true,"day":"2026-01-31","mode":"VIDEO","either":"2026-02-01","word":"a/b?c","limit":7}"#,
        ),
        (
            "GET /query/scalars?moment=2026-01-31T10:00:00%2B01:00&id=67E55044-10B1-426F-9247-BB680E5FE0C8&either=4&empty&word=%00",
            &[],
            200,
            "{\"moment\":\"2026-01-31T10:00:00+01:00\",\"id\":\"67e55044-10b1-426f-9247-bb680e5fe0c8\",\"either\":4,\"word\":\"\\u0000\",\"limit\":20}",
        ),
        (
            "GET /query/scalars?small=10&number=x&flag=1&day=2026-02-30&id=1&mode=TEXT&either=x&limit=0",
            &[],
            422,
            "small maximum, number type, flag type, day format, id format, mode enum, either oneOf, either format, limit minimum",
        ),
        (
            "GET /headers",
            &["x-scalar: 5", "x-list: 3, 4", "x-object: x=1,y=-2"],
            200,
            all,
        ),
        (
            "GET /headers",
            &[
                "x-scalar: 5",
                "x-list: 3",
                "x-list: 4",
                "X-Object: x=1,y=-2",
            ],
            200,
            all,
        ),
        (
            "GET /headers",
            &["x-list: a"],
            422,
            "X-Scalar required, X-List/0 type, X-List minItems",
        ),
        (
            "GET /cookies",
            &["cookie: scalar=5; list=3,4; object=x,1,y,-2; other=6"],
            200,
            all,
        ),
        (
            "GET /cookies",
            &["cookie: list=3"],
            422,
            "scalar required, list minItems",
        ),
    ] {
        assert_eq!(
            seen(line, fields, "").await,
            (status, expected.to_owned()),
            "{line} {fields:?}"
        );
    }
}

#[tokio::test]
async fn bodies() {
    let room = r#"{"name":"Blue","seats":4,"tags":["a1","b2"],"place":{"x":1}}"#;
    let xml = "<room seats=\"4\"><name>Blue</name><tags><tag>a1</tag><tag>b2</tag></tags><place><x>1</x></place></room>";
    let part = |name: &str, content: &str| {
        format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{content}\r\n")
    };
    let both = part("photo", "1234") + &part("room", room) + &part("note", "Hello") + "--cut--";
    let form = "application/x-www-form-urlencoded";
    let multipart = "multipart/form-data; boundary=cut";
    let json = "application/json";
    for (line, media_type, body, status, expected) in [
        ("POST /bodies/room", json, room, 200, room),
        (
            "POST /bodies/room",
            "application/json; charset=UTF-8",
            room,
            200,
            room,
        ),
        (
            "POST /bodies/room",
            "application/json; charset=utf-16",
            room,
            415,
            "the Content-Type of the body must be application/json or application/vnd.room+json or application/xml",
        ),
        (
            "POST /bodies/room",
            "application/vnd.room+json",
            room,
            200,
            room,
        ),
        ("POST /bodies/room", "application/xml", xml, 200, room),
        (
            "POST /bodies/room",
            "application/xml",
            "<room/>",
            422,
            "/name required",
        ),
        (
            "POST /bodies/room",
            json,
            r#"{"name":"","seats":0.0,"tags":["A","b2","b2"],"x":1}"#,
            422,
            "/name minLength, /name pattern, /seats minimum, /tags/0 pattern, /tags uniqueItems, /x additionalProperties",
        ),
        (
            "POST /bodies/room",
            json,
            "{\"name\":",
            400,
            "the body is not valid JSON: the text ends after byte 8, expected a value",
        ),
        ("POST /bodies/room", json, "", 422, " required"),
        (
            "POST /bodies/form",
            form,
            "name=Blue&seats=4&tags=a1|b2&place[x]=1",
            200,
            room,
        ),
        (
            "POST /bodies/form",
            form,
            "name=Blue&tags=A",
            422,
            "/tags/0 pattern",
        ),
        (
            "POST /bodies/form",
            json,
            room,
            415,
            "the Content-Type of the body must be application/x-www-form-urlencoded",
        ),
        (
            "POST /bodies/multipart",
            multipart,
            &both,
            200,
            r#"{"photo":4,"seats":4,"note":5}"#,
        ),
        (
            "POST /bodies/multipart",
            multipart,
            &(part("room", "{}") + "--cut--"),
            422,
            "/room/name required, /photo required",
        ),
        (
            "POST /bodies/multipart",
            multipart,
            "--cut",
            400,
            " multipart",
        ),
        (
            "POST /bodies/octets",
            "application/octet-stream",
            "12345",
            200,
            r#"{"octets":5}"#,
        ),
        (
            "POST /bodies/octets",
            "application/octet-stream",
            "",
            200,
            r#"{"octets":0}"#,
        ),
        (
            "POST /bodies/octets",
            "text/plain",
            "12345",
            415,
            "the Content-Type of the body must be application/octet-stream",
        ),
        (
            "POST /bodies/text",
            "text/plain",
            "\"x\" & y",
            200,
            "\"x\" & y",
        ),
        (
            "POST /bodies/text",
            "text/plain; charset=utf-8",
            "",
            422,
            " minLength",
        ),
        (
            "POST /bodies/lines",
            "application/x-ndjson",
            "{\"x\":1}\n{\"x\":2,\"y\":0}\n",
            200,
            r#"{"count":2,"x":3}"#,
        ),
        (
            "POST /bodies/lines",
            "application/json-seq",
            "\u{1e}{\"x\":1}\n",
            200,
            r#"{"count":1,"x":1}"#,
        ),
        (
            "POST /bodies/lines",
            "application/x-ndjson",
            "{\"x\":1}\n{}\n[]",
            422,
            "/1/x required, /2 type",
        ),
    ] {
        let field = format!("content-type: {media_type}");
        let found = seen(line, &[&field], body).await;
        assert_eq!(
            found,
            (status, expected.to_owned()),
            "{line} {media_type} {body}"
        );
    }
    let fields = [
        "content-type: application/json",
        "accept: text/html, application/xml;q=0.5",
    ];
    let answer = seen("POST /bodies/room", &fields, room).await;
    assert_eq!(
        answer,
        (
            200,
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{xml}")
        )
    );
    assert_eq!(
        seen("POST /bodies/octets", &[], "").await,
        (200, r#"{"octets":0}"#.to_owned())
    );
}

#[tokio::test]
async fn answers() {
    for (line, status, fields, expected) in [
        (
            "GET /answers/events?count=2",
            200,
            &[("content-type", "text/event-stream")][..],
            "id: 0\ndata: {\"x\":0}\n\nid: 1\ndata: {\"x\":1}\n\n",
        ),
        (
            "GET /answers/lines?count=2",
            200,
            &[("content-type", "application/x-ndjson")],
            "{\"x\":0}\n{\"x\":1}\n",
        ),
        ("GET /answers/lines?count=0", 200, &[], ""),
        (
            "GET /answers/lines?count=1001",
            422,
            &[("content-type", "application/problem+json")],
            "count maximum",
        ),
        (
            "GET /answers/octets",
            200,
            &[
                ("content-type", "application/octet-stream"),
                ("x-count", "3"),
                ("etag", "\"3\""),
            ],
            "...",
        ),
        (
            "HEAD /answers/octets",
            200,
            &[("content-length", "3"), ("x-count", "3")],
            "",
        ),
        (
            "GET /answers/status/200",
            200,
            &[("content-type", "application/json")],
            "\"fine\"",
        ),
        ("GET /answers/status/204", 204, &[], ""),
        (
            "GET /answers/status/303",
            303,
            &[("location", "/answers/status/200")],
            "",
        ),
        (
            "GET /answers/status/404",
            404,
            &[("content-type", "application/problem+json")],
            "there is nothing",
        ),
        ("GET /answers/status/429", 429, &[], "not so fast"),
        ("GET /answers/status/202", 202, &[], "\"later\""),
        ("GET /answers/status/500", 422, &[], "status enum"),
        (
            "OPTIONS /answers/octets",
            204,
            &[("allow", "GET, HEAD, OPTIONS")],
            "",
        ),
        (
            "DELETE /answers/octets",
            405,
            &[("allow", "GET, HEAD, OPTIONS")],
            "this path takes GET, HEAD, OPTIONS",
        ),
        (
            "GET /answers/octets/",
            404,
            &[],
            "there is nothing at this path",
        ),
    ] {
        let response = send(request(line, &[], "")).await;
        assert_eq!(response.status().as_u16(), status, "{line}");
        assert_eq!(summary(response.body()), expected, "{line}");
        for (name, value) in fields {
            let found = response
                .headers()
                .get(*name)
                .map(|value| value.to_str().unwrap());
            assert_eq!(found, Some(*value), "{line} {name}");
        }
    }
    let fields = ["accept: application/json"];
    let answer = seen("GET /answers/octets", &fields, "").await;
    assert_eq!(
        answer,
        (406, "the answer can be application/octet-stream".to_owned())
    );
    let fields = ["accept: application/problem+json"];
    let answer = seen("GET /answers/octets", &fields, "").await;
    assert_eq!(answer, (200, "...".to_owned()));
}

#[tokio::test]
async fn callers() {
    let who = |names: &str| format!("{{\"names\":[{names}]}}");
    let basic = |text: &str| format!("authorization: Basic {text}");
    let (ada, wrong) = (basic("QWRhOnJpZ2h0"), basic("QWRhOndyb25n"));
    let (ada, wrong) = (ada.as_str(), wrong.as_str());
    for (line, fields, status, names, challenge) in [
        (
            "header-key",
            &["x-api-key: right"][..],
            200,
            "\"header key\"",
            None,
        ),
        ("header-key", &["x-api-key: wrong"], 401, "", None),
        ("header-key", &[], 401, "", None),
        ("query-key?key=right", &[], 200, "\"query key\"", None),
        ("query-key?key=right&key=right", &[], 401, "", None),
        ("query-key", &["key: right"], 401, "", None),
        (
            "cookie-key",
            &["cookie: a=b; session=right"],
            200,
            "\"cookie key\"",
            None,
        ),
        ("cookie-key", &["cookie: session=wrong"], 401, "", None),
        ("basic", &[ada], 200, "\"Ada\"", None),
        ("basic", &[wrong], 401, "", Some("Basic")),
        ("basic", &["authorization: Basic ?"], 401, "", Some("Basic")),
        (
            "basic",
            &["authorization: Bearer right"],
            401,
            "",
            Some("Basic"),
        ),
        (
            "bearer",
            &["authorization: bearer right"],
            200,
            "\"bearer\"",
            None,
        ),
        (
            "bearer",
            &["authorization: Bearer wrong"],
            401,
            "",
            Some("Bearer"),
        ),
        ("bearer", &[], 401, "", Some("Bearer")),
        (
            "other",
            &["authorization: HOBA right"],
            200,
            "\"other\"",
            None,
        ),
        (
            "other",
            &["authorization: Basic right"],
            401,
            "",
            Some("hoba"),
        ),
        (
            "scopes",
            &["authorization: Bearer write+read"],
            200,
            "\"oauth\"",
            None,
        ),
        (
            "scopes",
            &["authorization: Bearer read"],
            403,
            "",
            Some("insufficient_scope"),
        ),
        (
            "scopes",
            &["authorization: Bearer delete"],
            401,
            "",
            Some("invalid_token"),
        ),
        (
            "open-id",
            &["authorization: Bearer read"],
            200,
            "\"openId\"",
            None,
        ),
        (
            "open-id",
            &["authorization: Bearer write"],
            403,
            "",
            Some("insufficient_scope"),
        ),
        ("certificate", &[], 401, "", None),
        ("either", &[ada], 200, "\"Ada\"", None),
        (
            "either",
            &["authorization: Bearer right"],
            200,
            "\"bearer\"",
            None,
        ),
        (
            "either",
            &["authorization: Bearer wrong"],
            401,
            "",
            Some("Basic"),
        ),
        ("either", &[], 401, "", Some("Bearer")),
        (
            "both",
            &[ada, "x-api-key: right"],
            200,
            "\"Ada\",\"header key\"",
            None,
        ),
        ("both", &[ada], 401, "", None),
        ("both", &["x-api-key: right"], 401, "", Some("Basic")),
        ("both", &[ada, "x-api-key: wrong"], 401, "", None),
        (
            "maybe",
            &["authorization: Bearer right"],
            200,
            "\"bearer\"",
            None,
        ),
        ("maybe", &[], 200, "", None),
        // Who says something says it right.
        (
            "maybe",
            &["authorization: Bearer wrong"],
            401,
            "",
            Some("Bearer"),
        ),
    ] {
        let line = format!("GET /security/{line}");
        let response = send(request(&line, fields, "")).await;
        assert_eq!(response.status().as_u16(), status, "{line} {fields:?}");
        if status == 200 {
            assert_eq!(*response.body(), who(names), "{line} {fields:?}");
        }
        let challenges = response.headers().get_all("www-authenticate").iter();
        let challenges: Vec<&str> = challenges.map(|value| value.to_str().unwrap()).collect();
        assert!(status != 401 || !challenges.is_empty(), "{line} {fields:?}");
        if let Some(challenge) = challenge {
            let named = challenges.iter().any(|text| text.contains(challenge));
            assert!(named, "{line} {fields:?} {challenges:?}");
        }
    }
    let mut request = request("GET /security/certificate", &[], "");
    let subject = "Ada".to_owned();
    request.extensions_mut().insert(Certificate { subject });
    assert_eq!(*send(request).await.body(), who("\"Ada\""));
}
