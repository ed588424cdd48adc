use anteroom::Limits;

use crate::api::{ListRoomsRequest, RoomsServer};
use crate::rooms::{Store, Tokens, request, send, service};

const GOOD: &str = "authorization: Bearer good";

async fn listed(target: &str, fields: &[&str]) -> ListRoomsRequest {
    let store = Store::default();
    let service = RoomsServer::new(store.clone(), Tokens);
    let fields: Vec<&str> = [GOOD].iter().chain(fields).copied().collect();
    let answer = send(&service, request(&format!("GET {target}"), &fields, "")).await;
    assert_eq!(answer.status(), 200, "{}", answer.text);
    store.listed.lock().unwrap().take().unwrap()
}

#[tokio::test]
async fn every_place_is_read() {
    let target = "/rooms?top=5&tags=a+b&tags=%C3%BC%2C&ids=1,-2,3&unknown=%zz";
    let request = listed(target, &["x-floor: 3", "cookie: a=1; theme=dark%20blue"]).await;
    assert_eq!(
        request,
        ListRoomsRequest {
            top: 5,
            tags: Some(vec!["a b".into(), "ü,".into()]),
            ids: Some(vec![1, -2, 3]),
            floor: Some(3),
            theme: Some("dark blue".into()),
        }
    );
    let request = listed("/rooms", &[]).await;
    assert_eq!((request.top, request.tags, request.ids), (100, None, None));
    assert_eq!(listed("/rooms?ids=", &[]).await.ids, Some(vec![]));
    assert_eq!(listed("/rooms?%74op=9.0", &[]).await.top, 9);
    assert_eq!(
        listed("/rooms?tags=%00", &[]).await.tags,
        Some(vec!["\0".into()])
    );
}

#[tokio::test]
async fn all_violations_are_in_one_answer() {
    let rows: [(&str, &[&str], &[&str]); 8] = [
        ("top=0", &[], &["query top minimum"]),
        ("top=101", &[], &["query top maximum"]),
        ("top=abc", &[], &["query top type"]),
        ("top", &[], &["query top type"]),
        ("top=5&top=6", &[], &["query top type"]),
        ("ids=1&ids=2", &[], &["query ids type"]),
        ("ids=1,x", &[], &["query ids type"]),
        (
            "top=0&tags=a&tags=b&tags=c",
            &["x-floor: high"],
            &[
                "query top minimum",
                "query tags maxItems",
                "header X-Floor type",
            ],
        ),
    ];
    for (query, fields, expected) in rows {
        let fields: Vec<&str> = [GOOD].iter().chain(fields).copied().collect();
        let answer = send(
            &service(),
            request(&format!("GET /rooms?{query}"), &fields, ""),
        )
        .await;
        let expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
        assert_eq!(
            (answer.status(), answer.errors()),
            (422, expected),
            "{query}"
        );
    }
}

#[tokio::test]
async fn an_error_names_the_schema_and_never_the_value() {
    let answer = send(
        &service(),
        request("GET /rooms?top=4711&ids=1,secret", &[GOOD], ""),
    )
    .await;
    let errors = concat!(
        r##""errors":[{"parameter":"top","in":"query","keyword":"maximum","##,
        r##""schema":"#/components/parameters/Top/schema","message":"must be at most 100"},"##,
        r##"{"parameter":"ids","in":"query","pointer":"/1","keyword":"type","##,
        r##""schema":"#/paths/~1rooms/get/parameters/2/schema/items","message":"must be an integer"}]}"##,
    );
    assert!(answer.text.ends_with(errors), "{}", answer.text);
    assert!(!answer.text.contains("4711") && !answer.text.contains("secret"));
}

#[tokio::test]
async fn the_path_is_a_parameter_too() {
    let answer = send(&service(), request("POST /rooms/x/close", &[], "")).await;
    assert_eq!(
        (answer.status(), answer.errors()),
        (422, vec!["path id type".into()])
    );
    let answer = send(&service(), request("POST /rooms/7%30/close", &[], "")).await;
    assert_eq!(answer.status(), 204);
    let answer = send(&service(), request("GET /rooms/%C3%BC%2F1", &[GOOD], "")).await;
    assert_eq!(answer.text, r#"{"extension":"100ü/1","seats":4}"#);
}

#[tokio::test]
async fn what_cannot_be_decoded_is_400_with_everything_else_that_is_wrong() {
    for (line, fields, expected) in [
        ("GET /rooms?top=%zz", &[][..], &["query top encoding"][..]),
        ("GET /rooms?top=%C3", &[], &["query top encoding"]),
        ("GET /rooms?tags=a&tags=%", &[], &["query tags encoding"]),
        (
            "GET /rooms?top=0&ids=%4",
            &[],
            &["query top minimum", "query ids encoding"],
        ),
        (
            "GET /rooms",
            &["cookie: theme=%q"],
            &["cookie theme encoding"],
        ),
        ("GET /rooms/%FF", &[], &["path id encoding"]),
    ] {
        let fields: Vec<&str> = [GOOD].iter().chain(fields).copied().collect();
        let answer = send(&service(), request(line, &fields, "")).await;
        let expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
        assert_eq!(
            (answer.status(), answer.errors()),
            (400, expected),
            "{line}"
        );
    }
}

#[tokio::test]
async fn the_number_of_parameters_is_limited() {
    let query = vec!["a=1"; 1000].join("&");
    let answer = send(
        &service(),
        request(&format!("GET /rooms?{query}"), &[GOOD], ""),
    )
    .await;
    assert_eq!(answer.status(), 200);
    let answer = send(
        &service(),
        request(&format!("GET /rooms?{query}&a"), &[GOOD], ""),
    )
    .await;
    assert_eq!(answer.status(), 400);
    let service = service().limits(Limits::new().parameters(1));
    assert_eq!(
        send(&service, request("GET /rooms?top=5&b", &[GOOD], ""))
            .await
            .status(),
        400
    );
}
