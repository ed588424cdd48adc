//! Parameters that are objects, in every style: the tables of OpenAPI's "Style Examples", and what clients send.

use anteroom::json::{self, Encode, Value};
use anteroom::{Context, Server};
use anteroom_golden::object_parameters::*;

use crate::{Answer, request, send};

struct Echo;

fn told<T: Encode>(values: &[Option<&T>]) -> String {
    let texts = values
        .iter()
        .map(|value| value.map_or_else(|| "-".to_owned(), json::to_string));
    texts.collect::<Vec<_>>().join(" ")
}

impl ObjectParameters for Echo {
    async fn in_simple_style(
        &self,
        request: InSimpleStyleRequest,
        _: Context<()>,
    ) -> InSimpleStyleResponse {
        let (x_pairs, x_exploded) = (request.x_pairs.as_ref(), request.x_exploded.as_ref());
        let text = told(&[
            Some(&request.pairs),
            Some(&request.exploded),
            x_pairs,
            x_exploded,
        ]);
        InSimpleStyleResponse::Ok(text.into())
    }

    async fn in_label_style(
        &self,
        request: InLabelStyleRequest,
        _: Context<()>,
    ) -> InLabelStyleResponse {
        let text = told(&[Some(&request.pairs), Some(&request.exploded)]);
        InLabelStyleResponse::Ok(text.into())
    }

    async fn in_matrix_style(
        &self,
        request: InMatrixStyleRequest,
        _: Context<()>,
    ) -> InMatrixStyleResponse {
        let text = told(&[Some(&request.pairs), Some(&request.exploded)]);
        InMatrixStyleResponse::Ok(text.into())
    }

    async fn in_form_style(
        &self,
        request: InFormStyleRequest,
        _: Context<()>,
    ) -> InFormStyleResponse {
        let text = told(&[
            request.pairs.as_ref(),
            Some(&request.exploded),
            request.spaces.as_ref(),
            request.pipes.as_ref(),
            request.crumbs.as_ref(),
            request.loose.as_ref(),
        ]);
        InFormStyleResponse::Ok(text.into())
    }

    async fn with_whatever_else(
        &self,
        request: WithWhateverElseRequest,
        _: Context<()>,
    ) -> WithWhateverElseResponse {
        let (deep, others) = (request.deep.as_ref(), request.others.as_ref());
        let text = format!("{:?} {} {}", request.page, told(&[deep]), told(&[others]));
        WithWhateverElseResponse::Ok(text.into())
    }

    async fn deeply(&self, request: DeeplyRequest, _: Context<()>) -> DeeplyResponse {
        let expand = request.expand.as_ref();
        let text = format!("{} {}", told(&[Some(&request.filter)]), told(&[expand]));
        DeeplyResponse::Ok(text.into())
    }
}

async fn get(target: &str, fields: &[&str]) -> Answer {
    let service: Server<_> = ObjectParametersServer::new(Echo);
    send(&service, request(&format!("GET {target}"), fields, "")).await
}

/// Each error as `where pointer keyword`.
fn errors(answer: &Answer) -> Vec<String> {
    let problem: Value = json::from_str(&answer.text).unwrap();
    let errors = problem.get("errors").and_then(Value::as_array).unwrap();
    let text = |error: &Value, name| {
        let text = error.get(name).and_then(Value::as_str);
        text.unwrap_or_default().to_owned()
    };
    let line = |error: &Value| {
        let (name, pointer) = (text(error, "parameter"), text(error, "pointer"));
        format!("{name}{pointer} {}", text(error, "keyword"))
    };
    errors.iter().map(line).collect()
}

const COLOR: &str = r#"{"R":100,"G":200,"B":150}"#;

#[tokio::test]
async fn pairs_and_members_in_a_path_and_in_header_fields() {
    for (target, fields, seen) in [
        (
            "/simple/R,100,G,200,B,150/R=100,G=200,B=150",
            &[
                "x-pairs: R,100,G,200,B,150",
                "x-exploded: R=100, G=200, B=150",
            ][..],
            format!("{COLOR} {COLOR} {COLOR} {COLOR}"),
        ),
        (
            "/simple/R,1,names,a%2Cb/names=a,R=%31,names=%2C%3D",
            &["x-exploded: R=1", "x-exploded: G=2"][..],
            r#"{"R":1,"names":["a,b"]} {"R":1,"names":["a",",="]} - {"R":1,"G":2}"#.to_owned(),
        ),
        (
            "/label/.R,100,G,200,B,150/.R=100.G=200.B=150",
            &[],
            format!("{COLOR} {COLOR}"),
        ),
        (
            "/matrix/;pairs=R,100,G,200,B,150/;R=100;G=200;B=150",
            &[],
            format!("{COLOR} {COLOR}"),
        ),
    ] {
        assert_eq!(get(target, fields).await.seen(), (200, &*seen), "{target}");
    }
    for (target, expected) in [
        (
            "/simple/R,100,G/R=300",
            &["pairs style", "exploded/R maximum"][..],
        ),
        ("/simple/G,1/R=x", &["pairs/R required", "exploded/R type"]),
        ("/label/R,100/.R=100", &["pairs style"]),
        (
            "/matrix/;other=R,100/R=100",
            &["pairs style", "exploded style"],
        ),
    ] {
        let answer = get(target, &[]).await;
        assert_eq!(answer.status(), 422, "{target}");
        assert_eq!(errors(&answer), expected, "{target}");
    }
}

#[tokio::test]
async fn members_in_a_query_and_in_cookies() {
    let answer = get(
        "/form?pairs=R,100,G,200,B,150&R=100&G=200&B=150&x=1&spaces=R%20100%20G%20200%20B%20150&pipes=R%7C100|G|200|B%7C150",
        &["cookie: crumbs=R,100,G,200,B,150; R=100; other=1; G=200; B=150"],
    )
    .await;
    assert_eq!(answer.seen(), (200, &*[COLOR; 6].join(" ")));

    let answer = get("/form?names=a&R=%37&names=b&pairs=R,1,names,c", &[]).await;
    let seen = r#"{"R":1,"names":["c"]} {"R":7,"names":["a","b"]} - - - -"#;
    assert_eq!(answer.seen(), (200, seen));

    let answer = get("/form?pairs=R&pipes=R|1|G&R=1&R=2", &["cookie: G=1"]).await;
    assert_eq!(answer.status(), 422);
    assert_eq!(
        errors(&answer),
        [
            "pairs style",
            "exploded/R type",
            "pipes style",
            "loose/R required"
        ]
    );

    let answer = get("/form?G=1&pairs=R,1&pairs=R,2", &[]).await;
    assert_eq!(errors(&answer), ["pairs type", "exploded/R required"]);
    // Nothing of it is there: what must be there is told.
    assert_eq!(errors(&get("/form", &[]).await), ["exploded/R required"]);
    assert_eq!(get("/form?R=%zz", &[]).await.status(), 400);
}

#[tokio::test]
async fn an_object_takes_whatever_is_no_other_parameter() {
    let answer = get(
        "/free?page=2&a=x&deep[one]=1&since=2026-01-02&b+c=y%26&deep%5Btwo%5D=2",
        &[],
    )
    .await;
    let seen = r#"Some(2) {"one":1,"two":2} {"since":"2026-01-02","a":"x","b c":"y&"}"#;
    assert_eq!(answer.seen(), (200, seen));
    assert_eq!(get("/free", &[]).await.seen(), (200, "None - -"));
    let answer = get("/free?deep[one]=x&since=tomorrow", &[]).await;
    assert_eq!(errors(&answer), ["deep/one type", "others/since format"]);
}

#[tokio::test]
async fn objects_within_objects() {
    for (query, seen) in [
        (
            "filter[name]=Blue&filter[seats]=4&filter[tags][]=a&filter[tags][]=b",
            r#"{"name":"Blue","seats":4,"tags":["a","b"]} -"#,
        ),
        (
            "filter%5Bseats%5D%5Bleast%5D=2&filter[tags]=one&expand[]=a&expand[]=b",
            r#"{"seats":{"least":2},"tags":["one"]} ["a","b"]"#,
        ),
        (
            "filter[doors][1][width]=1&filter[doors][0][width]=2.5&filter[doors][0][locked]=true&expand=x",
            r#"{"doors":[{"width":2.5,"locked":true},{"width":1}]} ["x"]"#,
        ),
        (
            "filter[within][within][name]=Green+room&expand[1]=b&expand[0]=a&filters[x]=1&filter[",
            r#"{"within":{"within":{"name":"Green room"}}} ["a","b"]"#,
        ),
    ] {
        assert_eq!(
            get(&format!("/deep?{query}"), &[]).await.seen(),
            (200, seen),
            "{query}"
        );
    }
    for (query, expected) in [
        ("", &["filter required"][..]),
        ("filter=x", &["filter type"]),
        (
            "filter[name]=B&filter[other]=1",
            &["filter/name minLength", "filter/other additionalProperties"],
        ),
        ("filter[name]=Blue&filter[name][x]=1", &["filter style"]),
        (
            "filter[name][]=Blue&filter[name][]=Green",
            &["filter/name type"],
        ),
        (
            "filter[doors][][locked]=1",
            &[
                "filter/doors/0/locked type",
                "filter/doors/0/width required",
            ],
        ),
        (
            "filter[name]=Blue&expand[]=a&expand[]=b&expand[]=c&expand[]=d",
            &["expand maxItems"],
        ),
    ] {
        let answer = get(&format!("/deep?{query}"), &[]).await;
        assert_eq!(answer.status(), 422, "{query}");
        assert_eq!(errors(&answer), expected, "{query}");
    }
    let answer = get("/deep?filter[name]=%zz", &[]).await;
    assert_eq!(
        (answer.status(), errors(&answer)),
        (400, vec!["filter encoding".to_owned()])
    );
}

#[tokio::test]
async fn parameters_that_nobody_has_may_be_refused() {
    let service: Server<_> = ObjectParametersServer::new(Echo).refuse_unknown_parameters(true);
    for (target, expected) in [
        ("/form?R=1&G=2&pairs=R,1&spaces=R%201", &[][..]),
        (
            "/form?R=1&r=2&x=1&pairs[R]=1&x=2",
            &["r parameters", "x parameters", "pairs[R] parameters"],
        ),
        ("/deep?filter[name]=Blue&expand[]=a", &[]),
        (
            "/deep?filter[name]=B&filters[x]=1",
            &["filter/name minLength", "filters[x] parameters"],
        ),
        // Whatever else there is belongs to an object.
        ("/free?x=1&page=2", &[]),
    ] {
        let answer = send(&service, request(&format!("GET {target}"), &[], "")).await;
        let found = match answer.status() {
            200 => Vec::new(),
            _ => errors(&answer),
        };
        assert_eq!(found, expected, "{target}");
    }
}
