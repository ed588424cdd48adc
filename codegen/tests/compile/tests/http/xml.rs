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
    let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<root>none &amp; nothing</root>";
    assert_eq!(answer.seen(), (400, expected));
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
