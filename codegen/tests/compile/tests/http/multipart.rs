//! Multipart bodies: parts that are values, parts that are files, and what is wrong with them.

use std::fmt::Write as _;

use anteroom::json::{self, Value};
use anteroom::{Body, Context, FilePart, Limits, Part, Parts, Refused, Server};
use anteroom_golden::multipart::*;
use bytes::Bytes;

use crate::{Answer, pieces, request, send};

/// Says what came: `title=Big`, `photo=4 bytes`.
struct Echo;

async fn said<T: Part>(mut parts: Parts<T>, say: impl AsyncFn(T) -> String) -> Received {
    let mut seen = Received::new();
    loop {
        match parts.next().await {
            Ok(Some(part)) => seen.push(say(part).await),
            Ok(None) => return seen,
            // Whatever is answered here, the client gets to know what was wrong.
            Err(refused) => return vec![refused.to_string()],
        }
    }
}

async fn file(mut file: FilePart) -> String {
    let mut size = 0;
    while let Ok(Some(chunk)) = file.chunk().await {
        size += chunk.len();
    }
    let name = file.file_name().unwrap_or("-");
    let content_type = file.content_type().unwrap_or("-");
    format!("{}={size} bytes of {content_type} in {name}", file.name())
}

impl Uploads for Echo {
    async fn upload_photo(
        &self,
        request: UploadPhotoRequest,
        _: Context<()>,
    ) -> UploadPhotoResponse {
        let say = async |part| match part {
            UploadPhotoPart::Title(title) => format!("title={title}"),
            UploadPhotoPart::Tags(tag) => format!("tag={tag}"),
            UploadPhotoPart::Taken(day) => format!("taken={day}"),
            UploadPhotoPart::Mode(mode) => format!("mode={mode}"),
            UploadPhotoPart::Place {
                x_revision,
                x_kinds,
                body,
            } => {
                let revision = x_revision.unwrap_or_default();
                let kinds = x_kinds.map_or(0, |kinds| kinds.len());
                format!("floor={} {revision}{kinds}", body.floor)
            }
            UploadPhotoPart::Photo {
                x_checksum, body, ..
            } => format!("{} sum {x_checksum}", file(body).await),
        };
        UploadPhotoResponse::Ok(said(request.body, say).await)
    }

    async fn upload_anything(
        &self,
        request: UploadAnythingRequest,
        _: Context<()>,
    ) -> UploadAnythingResponse {
        UploadAnythingResponse::Ok(match request.body {
            Some(parts) => said(parts, file).await,
            None => vec!["nothing".to_owned()],
        })
    }

    async fn upload_either(
        &self,
        request: UploadEitherRequest,
        _: Context<()>,
    ) -> UploadEitherResponse {
        let say = async |part| match part {
            UploadEitherMultipartFormDataPart::File(part) => file(part).await,
            UploadEitherMultipartFormDataPart::Note(note) => format!("note={}", note.text),
            UploadEitherMultipartFormDataPart::Seats(seats) => format!("seats={seats}"),
            UploadEitherMultipartFormDataPart::N(n) => format!("n={n}"),
        };
        UploadEitherResponse::Ok(match request.body {
            UploadEitherBody::Json(note) => vec![note.text],
            UploadEitherBody::MultipartFormData(parts) => said(parts, say).await,
            UploadEitherBody::MultipartRelated(parts) => {
                let say = async |UploadEitherMultipartRelatedPart::Other(name, number)| {
                    format!("{name}={}", number + 1)
                };
                said(parts, say).await
            }
        })
    }

    /// Does not read what is in the files.
    async fn upload_files(
        &self,
        request: UploadFilesRequest,
        _: Context<()>,
    ) -> UploadFilesResponse {
        let say = async |part| match part {
            UploadFilesPart::Files(_) => "file".to_owned(),
            UploadFilesPart::Other(other) => other.name().to_owned(),
        };
        UploadFilesResponse::Ok(said(request.body, say).await)
    }

    /// Goes on to the next part, and reads in the one before then.
    async fn upload_choice(
        &self,
        request: UploadChoiceRequest,
        _: Context<()>,
    ) -> UploadChoiceResponse {
        let both = async |mut parts: Parts<UploadChoicePart>| -> Result<String, Refused> {
            let first = parts.next().await?;
            let second = parts.next().await?;
            let Some(UploadChoicePart::File(mut file)) = first else {
                return Ok(format!("{first:?}"));
            };
            let outcome = file.chunk().await;
            Ok(match outcome {
                Ok(chunk) => format!("{chunk:?} {}", second.is_some()),
                Err(error) => error.to_string(),
            })
        };
        UploadChoiceResponse::Ok(vec![both(request.body).await.unwrap_or_default()])
    }
}

const FORM: &str = "multipart/form-data; boundary=cut";

fn service() -> Server<impl anteroom::Api> {
    UploadsServer::new(Echo)
}

async fn ask(line: &str, media_type: &str, body: impl Into<Body>) -> Answer {
    let field = format!("content-type: {media_type}");
    send(&service(), request(line, &[&field], body)).await
}

/// A body: header fields without their line breaks, and the content of each part.
fn body(parts: &[(&[&str], &str)]) -> String {
    let mut text = String::new();
    for (fields, content) in parts {
        text += "--cut\r\n";
        for field in *fields {
            writeln!(text, "{field}\r").unwrap();
        }
        write!(text, "\r\n{content}\r\n").unwrap();
    }
    text + "--cut--\r\n"
}

/// A part under a name.
fn named(parts: &[(&str, &str)]) -> String {
    let fields: Vec<String> = parts
        .iter()
        .map(|(name, _)| format!("Content-Disposition: form-data; name=\"{name}\""))
        .collect();
    let fields: Vec<[&str; 1]> = fields.iter().map(|field| [field.as_str()]).collect();
    let parts: Vec<(&[&str], &str)> = fields
        .iter()
        .zip(parts)
        .map(|(fields, (_, content))| (&fields[..], *content))
        .collect();
    body(&parts)
}

const PHOTO: (&[&str], &str) = (
    &[
        "Content-Disposition: form-data; name=\"photo\"; filename=\"a b.png\"",
        "Content-Type: image/png",
        "X-Checksum: 1",
    ],
    "\r\n--x",
);
const TITLE: (&[&str], &str) = (&["content-disposition: form-data; name=title"], "Big room");

fn details(answer: &Answer) -> Vec<String> {
    let problem: Value = json::from_str(&answer.text).unwrap();
    let Some(errors) = problem.get("errors").and_then(Value::as_array) else {
        return vec![
            problem
                .get("detail")
                .and_then(Value::as_str)
                .unwrap()
                .to_owned(),
        ];
    };
    let text = |error: &Value, name| {
        let text = error.get(name).and_then(Value::as_str);
        text.unwrap_or_default().to_owned()
    };
    let line = |error: &Value| {
        ["pointer", "keyword", "schema", "message"]
            .map(|name| text(error, name))
            .join(" | ")
    };
    errors.iter().map(line).collect()
}

#[tokio::test]
async fn parts_come_typed_in_the_order_of_the_client() {
    let answer = ask("POST /photos", FORM, body(&[TITLE, PHOTO])).await;
    assert_eq!(
        answer.seen(),
        (
            200,
            r#"["title=Big room","photo=5 bytes of image/png in a b.png sum 1"]"#
        )
    );
    let tag = |text| (&["Content-Disposition: form-data; name=\"tags\""][..], text);
    let place: (&[&str], &str) = (
        &[
            "Content-Disposition: form-data; name=\"place\"",
            "Content-Type: application/json",
            "x-revision: r5",
            "X-Kinds: old, new",
        ],
        r#"{"floor": 3}"#,
    );
    let answer = ask(
        "POST /photos",
        FORM,
        body(&[PHOTO, tag("a"), place, TITLE, tag("b")]),
    )
    .await;
    assert_eq!(
        answer.seen(),
        (
            200,
            r#"["photo=5 bytes of image/png in a b.png sum 1","tag=a","floor=3 r52","title=Big room","tag=b"]"#
        )
    );
    // However it arrives, and what is not declared is passed over.
    let other: (&[&str], &str) = (&["Content-Disposition: form-data; name=\"other\""], "?");
    let text = body(&[other, TITLE, PHOTO]);
    let chunks = text.as_bytes().chunks(3).map(Bytes::copy_from_slice);
    let chunked = pieces(chunks);
    let answer = ask(
        "POST /photos",
        "multipart/form-data; boundary=\"cut\"",
        chunked,
    )
    .await;
    assert_eq!(
        answer.seen(),
        (
            200,
            r#"["title=Big room","photo=5 bytes of image/png in a b.png sum 1"]"#
        )
    );
}

#[tokio::test]
async fn all_that_is_wrong_is_told() {
    let at = "#/components/schemas/PhotoUpload";
    let encoding = "#/paths/~1photos/post/requestBody/content/multipart~1form-data/encoding";
    let checksum = format!("{encoding}/photo/headers/X-Checksum");
    let taken: (&[&str], &str) = (&["Content-Disposition: form-data; name=\"taken\""], "today");
    for (text, status, errors) in [
        (
            named(&[
                ("title", "x"),
                ("tags", "A"),
                ("tags", "b"),
                ("tags", "c"),
                ("place", "{}"),
            ]),
            422,
            vec![
                format!(
                    "/title | minLength | {at}/properties/title | must have at least 2 characters"
                ),
                format!(
                    "/tags/0 | pattern | {at}/properties/tags/items | must match the pattern ^[a-z]+$"
                ),
                format!("/tags | maxItems | {at}/properties/tags | must have at most 2 items"),
                format!("/place/floor | required | {at}/properties/place | is required"),
                format!("/photo | required | {at} | is required"),
            ],
        ),
        (
            body(&[TITLE, PHOTO, TITLE]),
            422,
            vec![format!(
                "/title | type | {at}/properties/title | must not be repeated"
            )],
        ),
        (
            body(&[TITLE, PHOTO, taken]),
            422,
            vec![format!(
                "/taken | format | {at}/properties/taken | must be a date, such as 2026-03-31"
            )],
        ),
        (
            body(&[
                TITLE,
                (
                    &[
                        "Content-Disposition: form-data; name=place",
                        "X-Revision: 1234",
                        "X-Kinds: old, older",
                    ],
                    r#"{"floor":"3"}"#,
                ),
                (
                    &[
                        "Content-Disposition: form-data; name=photo",
                        "X-Checksum: 10",
                    ],
                    "",
                ),
            ]),
            422,
            vec![
                format!(
                    "/place | maxLength | {encoding}/place/headers/X-Revision/schema | its header field X-Revision must have at most 3 characters"
                ),
                format!(
                    "/place | enum | {encoding}/place/headers/X-Kinds/schema/items | its header field X-Kinds/1 must be one of \"old\", \"new\""
                ),
                format!(
                    "/place/floor | type | {at}/properties/place/properties/floor | must be an integer"
                ),
                format!(
                    "/photo | maximum | {checksum}/schema | its header field X-Checksum must be at most 9"
                ),
            ],
        ),
        (
            body(&[
                TITLE,
                (
                    &[
                        "Content-Disposition: form-data; name=photo",
                        "Content-Type: text/html",
                    ],
                    "",
                ),
            ]),
            422,
            vec![
                format!(
                    "/photo | contentType | {at}/properties/photo | must be image/png or image/jpeg"
                ),
                format!("/photo | required | {checksum} | its header field X-Checksum is required"),
            ],
        ),
        (
            body(&[
                (
                    &[
                        "Content-Disposition: form-data; name=title",
                        "Content-Transfer-Encoding: base64",
                    ],
                    "QUI=",
                ),
                PHOTO,
            ]),
            422,
            vec![format!(
                "/title | encoding | {at}/properties/title | must be sent without Content-Transfer-Encoding"
            )],
        ),
        (
            named(&[("title", "Big"), ("place", "{")]),
            400,
            vec![
                format!("/place | content | {at}/properties/place | must be JSON"),
                format!("/photo | required | {at} | is required"),
            ],
        ),
        (
            body(&[(&["Content-Disposition: form-data; name=\"title"], "x")]),
            400,
            vec![
                format!(" | multipart | {at} | Content-Disposition must have the form of RFC 7578"),
                format!("/title | required | {at} | is required"),
                format!("/photo | required | {at} | is required"),
            ],
        ),
        (
            "--cut\r\n\r\nx".to_owned(),
            400,
            vec![format!(" | multipart | {at} | must end with its boundary")],
        ),
        (
            "no part".to_owned(),
            400,
            vec![format!(" | multipart | {at} | must end with its boundary")],
        ),
    ] {
        let answer = ask("POST /photos", FORM, text.clone()).await;
        assert_eq!(
            (answer.status(), details(&answer)),
            (status, errors),
            "{text}"
        );
        assert!(!answer.text.contains("QUI="), "{}", answer.text);
    }
    for media_type in ["multipart/form-data", "multipart/form-data; boundary=\"\""] {
        let answer = ask("POST /photos", media_type, body(&[])).await;
        assert_eq!(answer.status(), 400, "{media_type}");
    }
    let answer = ask("POST /photos", "application/json", "{}").await;
    assert_eq!(answer.status(), 415);
}

#[tokio::test]
async fn text_that_is_not_utf_8_is_refused() {
    let text = named(&[("title", "x?")]).replace('?', "\u{7f}");
    let mut bytes = text.into_bytes();
    for byte in &mut bytes {
        if *byte == 0x7f {
            *byte = 0xff;
        }
    }
    let answer = ask("POST /photos", FORM, bytes).await;
    assert_eq!(answer.status(), 400);
    assert!(answer.text.contains("must be UTF-8"), "{}", answer.text);
}

#[tokio::test]
async fn parts_without_a_schema_come_as_they_are() {
    let parts: &[(&[&str], &str)] = &[
        (&["Content-Type: text/x"], "1"),
        (&[], ""),
        (&["Content-Disposition: inline; filename=a"], "123"),
    ];
    let answer = ask(
        "POST /anything",
        "multipart/mixed; boundary=cut",
        body(parts),
    )
    .await;
    assert_eq!(
        answer.seen(),
        (
            200,
            r#"["=1 bytes of text/x in -","=0 bytes of - in -","=3 bytes of - in a"]"#
        )
    );
    let answer = send(&service(), request("POST /anything", &[], "")).await;
    assert_eq!(answer.seen(), (200, r#"["nothing"]"#));
    // Several files of one name (RFC 7578, section 4.3).
    let file: (&[&str], &str) = (&["Content-Disposition: form-data; name=\"files\""], "12");
    let answer = ask(
        "POST /anything",
        "multipart/mixed; boundary=cut",
        body(&[file, file]),
    );
    assert_eq!(answer.await.status(), 200);
}

#[tokio::test]
async fn several_media_types_are_told_apart() {
    let form = body(&[
        (
            &["Content-Disposition: form-data; name=\"file\"; filename=f"],
            "abc",
        ),
        (
            &["Content-Disposition: form-data; name=note"],
            r#"{"text":"x"}"#,
        ),
        (&["Content-Disposition: form-data; name=seats"], "12"),
        (&["Content-Disposition: form-data; name=server"], "?"),
    ]);
    let answer = ask("POST /either", FORM, form).await;
    assert_eq!(
        answer.seen(),
        (200, r#"["file=3 bytes of - in f","note=x","seats=12"]"#)
    );
    let answer = ask("POST /either", "application/json", r#"{"text":"x"}"#).await;
    assert_eq!(answer.seen(), (200, r#"["x"]"#));
    let related = "multipart/related; boundary=cut";
    let answer = ask("POST /either", related, named(&[("a", "1"), ("b", "2")])).await;
    assert_eq!(answer.seen(), (200, r#"["a=2","b=3"]"#));
    let answer = ask(
        "POST /either",
        related,
        named(&[("a", "1"), ("a", "2"), ("~b", "x")]),
    )
    .await;
    let at = "#/paths/~1either/post/requestBody/content/multipart~1related/schema";
    assert_eq!(
        details(&answer),
        [
            format!("/a | type | {at}/additionalProperties | must not be repeated"),
            format!("/~0b | type | {at}/additionalProperties | must be an integer"),
        ]
    );
    let answer = ask("POST /either", FORM, named(&[("seats", "13"), ("x", "y")])).await;
    let at = "#/paths/~1either/post/requestBody/content/multipart~1form-data/schema";
    assert_eq!(
        details(&answer),
        [
            format!("/seats | maximum | {at}/properties/seats | must be at most 12"),
            format!("/x | additionalProperties | {at} | is not allowed"),
            format!("/file | required | {at} | is required"),
            format!(" | minProperties | {at} | must have at least 2 properties"),
        ]
    );
}

#[tokio::test]
async fn files_that_are_not_read_are_skipped() {
    let three = named(&[("files", "1"), ("more", "2"), ("files", "3")]);
    let answer = ask("POST /files", FORM, three).await;
    assert_eq!(answer.seen(), (200, r#"["file","more","file"]"#));
    let answer = ask("POST /files", FORM, named(&[("files", "1")])).await;
    let at = "#/paths/~1files/post/requestBody/content/multipart~1form-data/schema";
    assert_eq!(
        details(&answer),
        [format!(
            "/files | minItems | {at}/properties/files | must have at least 2 items"
        )]
    );
    // Where the next part was asked for, the one before is over.
    let answer = ask(
        "POST /choice",
        FORM,
        named(&[("file", "1"), ("url", "https://a.b")]),
    )
    .await;
    assert_eq!(
        answer.seen(),
        (
            200,
            r#"["the body could not be read: the part is over: the next one was asked for"]"#
        )
    );
}

#[tokio::test]
async fn files_are_as_large_as_the_schema_says() {
    let at =
        "#/paths/~1either/post/requestBody/content/multipart~1form-data/schema/properties/file";
    for (size, status, said) in [
        (1, 422, Some("minLength | must have at least 2 bytes")),
        (2, 200, None),
        (1000, 200, None),
        (1001, 422, Some("maxLength | must have at most 1000 bytes")),
    ] {
        let form = named(&[("file", &"x".repeat(size)), ("seats", "1")]);
        let answer = ask("POST /either", FORM, form).await;
        assert_eq!(answer.status(), status, "{size}: {}", answer.text);
        if let Some((keyword, message)) = said.and_then(|said| said.split_once(" | ")) {
            let said = format!("/file | {keyword} | {at} | {message}");
            assert_eq!(details(&answer), [said]);
        }
    }
}

#[tokio::test]
async fn limits_are_kept() {
    let field = format!("content-type: {FORM}");
    let limited = |body: String| {
        let service = service().limits(Limits::new().parts(3).part_size(10).body(1000));
        let request = request("POST /photos", &[&field], pieces([body]));
        async move { send(&service, request).await }
    };
    let detail = |answer: &Answer| details(answer).join("");
    let many = limited(named(&[("a", ""), ("b", ""), ("c", ""), ("d", "")])).await;
    assert_eq!(
        (many.status(), detail(&many).as_str()),
        (413, "the body must have at most 3 parts")
    );
    let large = limited(named(&[("title", "12345678901")])).await;
    let expected = "each value in the body must have at most 10 bytes";
    assert_eq!((large.status(), detail(&large).as_str()), (413, expected));
    // A file is bounded by the body alone.
    let (fields, content) = (PHOTO.0, "x".repeat(500));
    let answer = limited(body(&[TITLE, (fields, &content)])).await;
    assert_eq!(answer.status(), 200, "{}", answer.text);
    let content = "x".repeat(1000);
    let answer = limited(body(&[TITLE, (fields, &content)])).await;
    assert_eq!(
        (answer.status(), detail(&answer).as_str()),
        (413, "the body must have at most 1000 bytes")
    );
    let head = format!("X: {}", "x".repeat(20_000));
    let answer = ask("POST /photos", FORM, body(&[(&[&head], "")])).await;
    assert_eq!(answer.status(), 400);
}

/// Parts of other media types, choices, and lists of parts that the schema does not name.
mod kinds {
    use std::convert::Infallible;
    use std::future::{Future, poll_fn};
    use std::pin::{Pin, pin};
    use std::task::{Context, Poll};

    use anteroom::Server;
    use anteroom_golden::part_kinds::*;
    use bytes::Bytes;
    use http_body::Frame;

    use super::{file, said};
    use crate::{request, send};

    struct Echo;

    impl Kinds for Echo {
        async fn send_kinds(
            &self,
            request: SendKindsRequest,
            _: anteroom::Context<()>,
        ) -> SendKindsResponse {
            let say = async |part| match part {
                SendKindsPart::Either(SendKindsBodyEither::String(text)) => format!("text={text}"),
                SendKindsPart::Either(SendKindsBodyEither::Object(it)) => format!("a={}", it.a),
                SendKindsPart::Report(report) => file(report).await,
                SendKindsPart::Tags(tag) => format!("tag={tag}"),
                SendKindsPart::Other(other) => file(other).await,
            };
            SendKindsResponse::Ok(said(request.body, say).await)
        }

        async fn send_choice(
            &self,
            request: SendChoiceRequest,
            _: anteroom::Context<()>,
        ) -> SendChoiceResponse {
            let (mut parts, mut seen) = (request.body, Seen::new());
            loop {
                // Each future is dropped after it was asked once.
                let asked = {
                    let mut next = pin!(parts.next());
                    poll_fn(|context| Poll::Ready(next.as_mut().poll(context))).await
                };
                match asked {
                    Poll::Pending => {}
                    Poll::Ready(Ok(Some(SendChoicePart::Kind(kind)))) => {
                        seen.push(format!("kind={kind}"));
                    }
                    Poll::Ready(Ok(Some(SendChoicePart::X(x)))) => seen.push(format!("x={x}")),
                    Poll::Ready(_) => return SendChoiceResponse::Ok(seen),
                }
            }
        }
    }

    /// A body that makes its reader wait before each byte.
    struct Hesitant(std::vec::IntoIter<u8>, bool);

    impl http_body::Body for Hesitant {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
            self.1 = !self.1;
            if self.1 {
                return Poll::Pending;
            }
            let byte = self.0.next();
            Poll::Ready(byte.map(|byte| Ok(Frame::data(Bytes::from(vec![byte])))))
        }
    }

    #[tokio::test]
    async fn no_part_is_lost_with_a_future() {
        let part = |name: &str, text: &str| {
            format!("--cut\r\nContent-Disposition: form-data; name={name}\r\n\r\n{text}\r\n")
        };
        let text = part("kind", "b") + &part("x", "long enough") + "--cut--\r\n";
        let body = anteroom::Body::new(Hesitant(text.into_bytes().into_iter(), false));
        let fields = ["content-type: multipart/form-data; boundary=cut"];
        let answer = send(
            &KindsServer::new(Echo),
            request("POST /choice", &fields, body),
        )
        .await;
        assert_eq!(answer.seen(), (200, r#"["kind=b","x=long enough"]"#));
    }

    async fn ask(path: &str, parts: &[(&str, &str, &str)]) -> (u16, String) {
        let mut body = String::new();
        for (name, fields, content) in parts {
            body += &format!(
                "--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n{fields}\r\n{content}\r\n"
            );
        }
        body += "--cut--\r\n";
        let service: Server<_> = KindsServer::new(Echo);
        let fields = ["content-type: multipart/form-data; boundary=cut"];
        let answer = send(&service, request(&format!("POST {path}"), &fields, body)).await;
        let (status, text) = answer.seen();
        (status, text.to_owned())
    }

    #[tokio::test]
    async fn a_part_is_what_its_media_type_says() {
        let json = "Content-Type: application/json\r\n";
        let (status, seen) = ask(
            "/kinds",
            &[("either", "", r#"{"a":1}"#), ("either", json, r#"{"a":1}"#)],
        )
        .await;
        // Only one may be there.
        assert_eq!(status, 422, "{seen}");
        let (_, seen) = ask("/kinds", &[("either", "", r#"{"a":1}"#)]).await;
        assert_eq!(seen, r#"["text={\"a\":1}"]"#);
        let (_, seen) = ask("/kinds", &[("either", json, r#"{"a":1}"#)]).await;
        assert_eq!(seen, r#"["a=1"]"#);
        let xml = "Content-Type: application/xml\r\n";
        let (_, seen) = ask("/kinds", &[("report", xml, "<x/>")]).await;
        assert_eq!(seen, r#"["report=4 bytes of application/xml in -"]"#);
    }

    #[tokio::test]
    async fn parts_without_a_schema_of_their_own_may_be_lists() {
        let two = [("x", "", "1"), ("x", "", "22")];
        let (status, seen) = ask("/kinds", &two).await;
        assert_eq!(status, 200, "{seen}");
        let three = [("x", "", "1"), ("x", "", "2"), ("x", "", "3")];
        let (status, seen) = ask("/kinds", &three).await;
        assert_eq!(status, 422);
        assert!(seen.contains("maxItems"), "{seen}");
    }

    #[tokio::test]
    async fn what_depends_on_another_part_is_a_text() {
        let (status, seen) = ask("/choice", &[("kind", "", "b"), ("x", "", "2020-01-02")]).await;
        assert_eq!((status, &*seen), (200, r#"["kind=b","x=2020-01-02"]"#));
        assert_eq!(ask("/choice", &[("x", "", "1")]).await.0, 422);
        assert_eq!(
            ask("/choice", &[("kind", "", "a"), ("y", "", "1")]).await.0,
            422
        );
    }
}
