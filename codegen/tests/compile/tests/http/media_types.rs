//! Bodies of any media type, in requests and answers.

use anteroom::http::StatusCode;
use anteroom::{ClientStatus, Code, Context, Limits, Location, Problem, Server, TypedBody};
use anteroom_golden::media_types::*;

use crate::{pieces, request, send};

struct Store;

impl MediaTypes for Store {
    async fn upload(&self, mut request: UploadRequest, _: Context<()>) -> UploadResponse {
        // Whoever forgets to look at the outcome is not served the better for it.
        while let Ok(Some(_)) = request.body.chunk().await {}
        UploadResponse::NoContent
    }

    async fn replace_image(
        &self,
        request: ReplaceImageRequest,
        context: Context<()>,
    ) -> ReplaceImageResponse {
        let given = context
            .content_type()
            .map(|given| given.subtype().to_owned());
        match (request.body, given) {
            (Some(body), Some(subtype)) if subtype != "gif" => {
                ReplaceImageResponse::Ok(TypedBody::new(format!("image/{subtype}"), body))
            }
            (Some(body), _) => ReplaceImageResponse::Ok(TypedBody::new("text/plain", body)),
            (None, _) => ReplaceImageResponse::Default {
                status: StatusCode::GONE,
                x_trace: Some("a, b".to_owned()),
                body: "<p>gone".into(),
            },
        }
    }

    async fn create_room(
        &self,
        request: CreateRoomRequest,
        context: Context<()>,
    ) -> CreateRoomResponse {
        let name = match request.body {
            CreateRoomBody2::Json(room) => room.name,
            CreateRoomBody2::Cbor(_) => {
                let problem = Problem::new(Code::<400>).detail("not in CBOR");
                return CreateRoomResponse::BadRequest(CreateRoomBadRequestBody::ProblemJson(
                    problem,
                ));
            }
            CreateRoomBody2::WwwFormUrlencoded(room) => {
                if room.name == "teapot" {
                    let body = TypedBody::new("text/plain", "short and stout");
                    return CreateRoomResponse::ClientError(
                        ClientStatus::try_from(StatusCode::IM_A_TEAPOT).unwrap(),
                        CreateRoomClientErrorBody::Any(body),
                    );
                }
                room.name
            }
        };
        let body = match context.preferred_media_type() {
            Some("application/cbor") => {
                CreateRoomCreatedBody::Cbor(format!("<room>{name}</room>").into())
            }
            _ => CreateRoomCreatedBody::Json(Room { name }),
        };
        CreateRoomResponse::Created {
            location: Location::new("/room/1"),
            body,
        }
    }

    async fn either(&self, request: EitherRequest, _: Context<()>) -> EitherResponse {
        let name = match request.body {
            None => "none".to_owned(),
            Some(EitherBody::Json(body)) => format!("json {:?}", body.a),
            Some(EitherBody::MergePatchJson(items)) => format!("patch {}", items.len()),
            Some(EitherBody::TextPlainCharsetUtf8(_)) => "utf-8".to_owned(),
            Some(EitherBody::TextPlain(_)) => "text".to_owned(),
            Some(EitherBody::Any(body)) => format!("any {:?}", body.len()),
        };
        EitherResponse::Ok {
            x_range: Some(EitherXRange { from: Some(3) }),
            x_tags: vec!["a".to_owned(), "b".to_owned()],
            x_loose: None,
            body: Room { name },
        }
    }
}

fn service() -> Server<MediaTypesServer<Store>> {
    MediaTypesServer::new(Store).limits(Limits::new().body(10))
}

#[tokio::test]
async fn a_stream_ends_at_the_limit() {
    let zip = "content-type: application/zip";
    for (body, status) in [
        (pieces(["12345", "67890"]), 204),
        (pieces(["12345", "678901", "2"]), 413),
        (pieces([""; 0]), 204),
        ("1234567890".into(), 204),
        ("12345678901".into(), 413),
    ] {
        let answer = send(&service(), request("POST /upload", &[zip], body)).await;
        assert_eq!(answer.status(), status, "{}", answer.text);
    }
}

#[tokio::test]
async fn a_required_stream_must_be_there() {
    let answer = send(&service(), request("POST /upload", &[], "")).await;
    assert_eq!(answer.status(), 422);
    assert_eq!(answer.errors(), [" required"]);
    let untyped = send(&service(), request("POST /upload", &[], "a")).await;
    assert_eq!(untyped.status(), 415);
    assert_eq!(untyped.header("accept"), Some("application/zip"));
}

#[tokio::test]
async fn who_answers_a_range_says_the_type() {
    let put = |subtype: &str| {
        let field = format!("content-type: image/{subtype}");
        request(
            "PUT /image",
            &[&field, "accept: image/png, image/gif"],
            "pixels",
        )
    };
    let answer = send(&service(), put("png")).await;
    assert_eq!(answer.seen(), (200, "pixels"));
    assert_eq!(answer.header("content-type"), Some("image/png"));
    // The implementation answers with text then, which the document does not allow.
    assert_eq!(send(&service(), put("gif")).await.status(), 500);
    let refused = request("PUT /image", &["accept: text/css"], "");
    assert_eq!(send(&service(), refused).await.status(), 406);
    // That is what another answer of the operation is.
    let asked = request("PUT /image", &["accept: text/html"], "");
    assert_eq!(send(&service(), asked).await.status(), 410);
}

#[tokio::test]
async fn an_optional_stream_may_be_left_out() {
    let answer = send(&service(), request("PUT /image", &[], "")).await;
    assert_eq!(answer.seen(), (410, "<p>gone"));
    assert_eq!(answer.header("content-type"), Some("text/html"));
    assert_eq!(answer.header("x-trace"), Some("a, b"));
    let text = request("PUT /image", &["content-type: text/plain"], "a");
    assert_eq!(send(&service(), text).await.status(), 415);
}

#[tokio::test]
async fn the_media_type_chooses_the_variant() {
    let post = |fields: &[&str], body: &'static str| request("POST /room", fields, body);
    let json = ["content-type: application/json", "accept: application/cbor"];
    let service = service().limits(Limits::new().body(100));
    let answer = send(&service, post(&json, r#"{"name":"a"}"#)).await;
    assert_eq!(answer.seen(), (201, "<room>a</room>"));
    assert_eq!(answer.header("location"), Some("/room/1"));
    let form = "content-type: application/x-www-form-urlencoded";
    let answer = send(&service, post(&[form, "accept: */*"], "name=b")).await;
    assert_eq!(answer.seen(), (201, r#"{"name":"b"}"#));
    let cbor = send(&service, post(&["content-type: application/cbor"], "<a/>")).await;
    assert_eq!(cbor.status(), 400);
    assert_eq!(
        cbor.header("content-type"),
        Some("application/problem+json")
    );
    let teapot = send(&service, post(&[form], "name=teapot")).await;
    assert_eq!(teapot.seen(), (418, "short and stout"));
    assert_eq!(teapot.header("content-type"), Some("text/plain"));
    let text = send(&service, post(&["content-type: text/plain"], "a")).await;
    assert_eq!(text.status(), 415);
    let nothing = send(&service, post(&[], "")).await;
    assert_eq!(
        (nothing.status(), nothing.errors()),
        (422, vec![" required".to_owned()])
    );
}

#[tokio::test]
async fn the_closest_media_type_is_taken() {
    let service = service().limits(Limits::new().body(100));
    for (field, body, name) in [
        ("application/json", r#"{"a":1}"#, "json Some(1)"),
        (
            "application/merge-patch+json;x=y",
            r#"["a","b"]"#,
            "patch 2",
        ),
        ("text/plain; charset=UTF-8", "a", "utf-8"),
        ("text/plain", "a", "text"),
        ("image/png", "abc", "any Some(3)"),
        ("application/json; charset=utf-16", "abc", "any Some(3)"),
    ] {
        let field = format!("content-type: {field}");
        let answer = send(&service, request("PATCH /either", &[&field], body)).await;
        assert_eq!(answer.seen(), (200, &*format!(r#"{{"name":"{name}"}}"#)));
        assert_eq!(answer.header("x-range"), Some("from=3"));
        assert_eq!(answer.header("x-tags"), Some("a,b"));
    }
    // Without a type it is `application/octet-stream`, which `*/*` covers.
    let untyped = send(&service, request("PATCH /either", &[], "abc")).await;
    assert_eq!(untyped.seen(), (200, r#"{"name":"any Some(3)"}"#));
    let nothing = send(&service, request("PATCH /either", &[], "")).await;
    assert_eq!(nothing.seen(), (200, r#"{"name":"none"}"#));
    let bad = ["content-type: application/merge-patch+json"];
    let bad = send(&service, request("PATCH /either", &bad, r#"["","","",1]"#)).await;
    assert_eq!(
        (bad.status(), bad.errors()),
        (422, vec!["/3 type".to_owned(), " maxItems".to_owned()])
    );
}

#[tokio::test]
async fn json_goes_by_the_name_that_the_client_likes() {
    for (accept, sent) in [
        ("*/*", "application/json"),
        (
            "application/vnd.room+json",
            "application/vnd.room+json; version=2",
        ),
    ] {
        let field = format!("accept: {accept}");
        let answer = send(&service(), request("PATCH /either", &[&field], "")).await;
        assert_eq!(answer.header("content-type"), Some(sent));
    }
    let refused = request("PATCH /either", &["accept: text/html"], "");
    assert_eq!(send(&service(), refused).await.status(), 406);
}

mod ranges {
    use anteroom::http::StatusCode;
    use anteroom::{Context, TypedBody};
    use anteroom_golden::media_ranges::*;

    use crate::{request, send};

    struct Rooms;

    impl MediaRanges for Rooms {
        async fn replace(&self, request: ReplaceRequest, _: Context<()>) -> ReplaceResponse {
            ReplaceResponse::Ok(ReplaceOkBody::Json(request.body))
        }

        async fn create(&self, request: CreateRequest, _: Context<()>) -> CreateResponse {
            match request.body.name.as_str() {
                "lost" => CreateResponse::NotFound(TypedBody::new("text/plain", "lost")),
                "taken" => CreateResponse::Conflict(vec![request.body]),
                "many" => CreateResponse::Default(
                    StatusCode::TOO_MANY_REQUESTS,
                    CreateDefault::Integer(3),
                ),
                _ => CreateResponse::Created(request.body),
            }
        }
    }

    #[tokio::test]
    async fn a_range_that_is_json_reads_and_writes_it() {
        let service = MediaRangesServer::new(Rooms);
        let name = r#"{"name":"a"}"#;
        for (given, status) in [
            ("application/json", 200),
            ("text/json", 200),
            ("application/vnd.room+JSON; charset=utf-8", 200),
            ("application/*+json", 200),
            ("application/+json", 415),
            ("application/xml", 415),
            ("text/vnd.room+json", 415),
        ] {
            let given = format!("content-type: {given}");
            let fields = [&*given, "accept: application/json"];
            let answer = send(&service, request("PUT /rooms", &fields, name)).await;
            assert_eq!(answer.status(), status, "{given}");
            if status == 200 {
                assert_eq!(answer.header("content-type"), Some("application/json"));
                assert_eq!(answer.text, name);
            }
        }
        for (body, status, media_type, text) in [
            (name, 201, "application/json", name),
            (r#"{"name":"lost"}"#, 404, "text/plain", "lost"),
            (
                r#"{"name":"taken"}"#,
                409,
                "application/json",
                r#"[{"name":"taken"}]"#,
            ),
            (r#"{"name":"many"}"#, 429, "application/json", "3"),
        ] {
            let fields = ["content-type: text/plain", "accept: application/json"];
            let answer = send(&service, request("POST /rooms", &fields, body)).await;
            assert_eq!(answer.seen(), (status, text));
            assert_eq!(answer.header("content-type"), Some(media_type));
        }
        let bad = request(
            "POST /rooms",
            &["content-type: text/plain"],
            r#"{"name":1}"#,
        );
        let bad = send(&service, bad).await;
        assert_eq!(
            (bad.status(), bad.errors()),
            (422, vec!["/name type".to_owned()])
        );
        let xml = request("POST /rooms", &["accept: application/xml"], name);
        assert_eq!(send(&service, xml).await.status(), 406);
    }
}
