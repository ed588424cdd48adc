//! Formats of parameters and header fields.

use anteroom::Context;
use anteroom_golden::formats::*;

use crate::{request, send};

struct Post;

impl Formats for Post {
    async fn send(&self, request: SendRequest, _: Context<()>) -> SendResponse {
        assert_eq!(request.after, "PT5M");
        SendResponse::Created {
            location: format!("//{}/{}", request.host, request.to.len()).into(),
        }
    }
}

#[tokio::test]
async fn parameters_are_told_in_order() {
    let server = FormatsServer::new(Post);
    let json = ["Content-Type: application/json"];
    let answer = send(
        &server,
        request("POST /mail/a.b?to=a@b&to=c@d", &json, "{}"),
    )
    .await;
    assert_eq!(answer.seen(), (201, ""));
    assert_eq!(answer.header("location"), Some("//a.b/2"));
    let line = "POST /mail/a_b?to=a@b&to=c&after=5";
    let answer = send(&server, request(line, &json, r#"{"from":"a"}"#)).await;
    assert_eq!(answer.status(), 422);
    assert_eq!(
        answer.errors(),
        [
            "path host format",
            "query to format",
            "query after format",
            "/from format"
        ]
    );
}
