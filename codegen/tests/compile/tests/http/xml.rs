//! Bodies in XML, by the hints of the document.

use anteroom::{Context, Server};
use anteroom_golden::xml::*;

use crate::{Answer, request, send};

/// Gives back what it got.
struct Echo;

impl Pets for Echo {
    async fn add_pet(&self, request: AddPetRequest, _: Context<()>) -> AddPetResponse {
        AddPetResponse::Ok(request.body)
    }

    async fn replace_pets(
        &self,
        request: ReplacePetsRequest,
        _: Context<()>,
    ) -> ReplacePetsResponse {
        let Some(pets) = request.body else {
            return ReplacePetsResponse::BadRequest("none & nothing".to_owned());
        };
        let mut counts = anteroom::json::Map::new();
        for pet in pets {
            counts.insert(pet.name, 1);
        }
        ReplacePetsResponse::Ok(counts)
    }

    async fn send_anything(
        &self,
        mut request: SendAnythingRequest,
        _: Context<()>,
    ) -> SendAnythingResponse {
        while let Ok(Some(_)) = request.body.chunk().await {}
        SendAnythingResponse::NoContent
    }
}

async fn ask(line: &str, fields: &[&str], body: &str) -> Answer {
    let service: Server<_> = PetsServer::new(Echo).validate_responses(true);
    send(&service, request(line, fields, body.to_owned())).await
}

const XML: &str = "content-type: application/xml; charset=utf-8";
const JSON: &str = "content-type: application/json";

#[tokio::test]
async fn one_type_is_read_and_written_in_both() {
    let xml = "<p:pet xmlns:p=\"https://pets.example/schema\" id=\"7\"><title>Ada</title>\
        <category><name>cats &amp; co</name></category>\
        <photoUrls><photoUrl>a</photoUrl><photoUrl>b</photoUrl></photoUrls>\
        <tag word=\"x\"></tag><tag word=\"y\"></tag><size>1.5</size><size>2</size>\
        <born xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>\
        <friends><p:pet xmlns:p=\"https://pets.example/schema\"><title>Bo</title><photoUrls></photoUrls></p:pet></friends>\
        <home><road>Main</road></home></p:pet>";
    let json = r#"{"id":7,"name":"Ada","category":{"name":"cats & co"},"photoUrls":["a","b"],"tags":[{"word":"x"},{"word":"y"}],"sizes":[1.5,2],"born":null,"friends":[{"name":"Bo","photoUrls":[]}],"home":{"street":"Main"}}"#;
    let whole = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{xml}");
    for (media_type, body) in [(XML, xml), (XML, &whole), (JSON, json)] {
        let answer = ask(
            "POST /pets",
            &[media_type, "accept: application/json"],
            body,
        )
        .await;
        assert_eq!(answer.seen(), (200, json));
        assert_eq!(answer.header("content-type"), Some("application/json"));
        let answer = ask("POST /pets", &[media_type], body).await;
        assert_eq!(answer.seen(), (200, whole.as_str()));
        assert_eq!(answer.header("content-type"), Some("application/xml"));
    }
}

#[tokio::test]
async fn what_is_wrong_is_told_as_of_json() {
    for (body, status, errors) in [
        (
            "<pet><title>A</title><photoUrls/><born>x</born><size>big</size><tag><a/></tag></pet>",
            422,
            &[
                "/name minLength",
                "/tags/0/a additionalProperties",
                "/sizes/0 type",
                "/born format",
            ][..],
        ),
        (
            "<pet id='x'/>",
            422,
            &["/id type", "/name required", "/photoUrls required"],
        ),
        (
            "<pet><title>Ada</title><title>Bo</title><photoUrls/></pet>",
            422,
            &["/name type"],
        ),
        ("<dog/>", 422, &[" xml"]),
        ("<pet>", 400, &[" xml"]),
        ("{}", 400, &[" xml"]),
        ("<!DOCTYPE pet><pet/>", 400, &[" xml"]),
        ("", 422, &[" required"]),
    ] {
        let answer = ask("POST /pets", &[XML], body).await;
        assert_eq!(answer.status(), status, "{body} {}", answer.text);
        assert_eq!(answer.errors(), errors, "{body}");
    }
}

#[tokio::test]
async fn lists_and_maps_are_documents_too() {
    let text = "content-type: text/xml";
    let pet = |name: &str| format!("<pet><title>{name}</title><photoUrls/></pet>");
    let body = format!("<pets>{}\n{}</pets>", pet("Ada"), pet("Bo"));
    let answer = ask("PUT /pets", &[text], &body).await;
    let expected =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<counts><Ada>1</Ada><Bo>1</Bo></counts>";
    assert_eq!(answer.seen(), (200, expected));
    assert_eq!(
        answer.header("content-type"),
        Some("application/vnd.counts+xml")
    );
    let three = format!("<pets>{}</pets>", pet("Ada").repeat(3));
    assert_eq!(
        ask("PUT /pets", &[text], &three).await.errors(),
        [" maxItems"]
    );
    let answer = ask("PUT /pets", &[], "").await;
    // A text is the whole document.
    assert_eq!(answer.seen(), (400, "none & nothing"));
    // What cannot be the name of an element does not leave.
    let answer = ask(
        "PUT /pets",
        &[text],
        &format!("<pets>{}</pets>", pet("Ada Lovelace")),
    )
    .await;
    assert_eq!(answer.status(), 500);
    let answer = ask("POST /anything", &[XML], "<x>").await;
    assert_eq!(answer.status(), 204);
}

/// What refers to itself through maps and lists, and hints beside references.
mod tables {
    use anteroom::{Context, Server};
    use anteroom_golden::xml_recursion::*;

    use crate::{request, send};

    struct Echo;

    impl Tables for Echo {
        async fn echo_node(&self, request: EchoNodeRequest, _: Context<()>) -> EchoNodeResponse {
            EchoNodeResponse::Ok(request.body)
        }

        async fn echo_tree(&self, request: EchoTreeRequest, _: Context<()>) -> EchoTreeResponse {
            EchoTreeResponse::Ok(request.body)
        }

        async fn echo_picture(
            &self,
            request: EchoPictureRequest,
            _: Context<()>,
        ) -> EchoPictureResponse {
            EchoPictureResponse::Ok(request.body)
        }

        async fn echo_document(
            &self,
            request: EchoDocumentRequest,
            _: Context<()>,
        ) -> EchoDocumentResponse {
            EchoDocumentResponse::Ok(request.body)
        }
    }

    async fn ask(path: &str, media_type: &str, accept: &str, body: &str) -> (u16, String) {
        let service: Server<_> = TablesServer::new(Echo).validate_responses(true);
        let fields = [
            format!("content-type: {media_type}"),
            format!("accept: {accept}"),
        ];
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        let request = request(&format!("POST {path}"), &fields, body.to_owned());
        let answer = send(&service, request).await;
        let (status, text) = answer.seen();
        (status, text.to_owned())
    }

    const XML: &str = "application/xml";

    #[tokio::test]
    async fn what_is_written_is_read_again() {
        let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
        let nil = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"";
        for (inner, json) in [
            (
                "<n:node xmlns:n=\"urn:n\" n:id=\"7\" word=\"a&#10;b\"></n:node>",
                r#"{"id":7,"word":"a\nb"}"#,
            ),
            (
                "<n:node xmlns:n=\"urn:n\"><house><street>A</street></house><office><street>B</street></office></n:node>",
                r#"{"home":{"street":"A"},"work":{"street":"B"}}"#,
            ),
            (
                "<n:node xmlns:n=\"urn:n\"><words><word>a</word><word>b</word></words></n:node>",
                r#"{"words":["a","b"]}"#,
            ),
            (
                "<n:node xmlns:n=\"urn:n\"><children><x n:id=\"1\" xmlns:n=\"urn:n\"></x><y></y></children></n:node>",
                r#"{"children":{"x":{"id":1},"y":{}}}"#,
            ),
            (
                "<n:node xmlns:n=\"urn:n\"><counts><a>1</a><a>2</a><b>3</b></counts></n:node>",
                r#"{"counts":{"a":[1,2],"b":[3]}}"#,
            ),
            (
                &format!("<n:node xmlns:n=\"urn:n\"><hidden {nil}/></n:node>"),
                r#"{"hidden":null}"#,
            ),
        ] {
            let body = format!("{declaration}{inner}");
            assert_eq!(
                ask("/node", XML, "application/json", &body).await,
                (200, json.to_owned())
            );
            assert_eq!(ask("/node", XML, XML, &body).await, (200, body.clone()));
        }
        let tree = format!("{declaration}<Tree><a><b></b></a><c></c></Tree>");
        assert_eq!(ask("/tree", XML, XML, &tree).await, (200, tree.clone()));
    }

    #[tokio::test]
    async fn texts_are_no_elements_and_documents_are_texts() {
        let street = "<node><house><street>A<b>B</b></street></house></node>";
        let (status, body) = ask("/node", XML, XML, street).await;
        assert_eq!(status, 422);
        assert!(body.contains("/home/street"), "{body}");
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
        let answer = ask("/picture", "image/svg+xml", "*/*", svg).await;
        assert_eq!(answer, (200, svg.to_owned()));
        let answer = ask("/document", XML, "*/*", "<a>1</a>").await;
        assert_eq!(answer, (200, "<a>1</a>".to_owned()));
    }
}
