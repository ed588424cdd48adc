//! Who has a certificate: it comes with the request, from whoever ends TLS.

#![allow(clippy::unwrap_used)]

use anteroom::Body;
use anteroom::http::Request;
use everything::Certificate;
use tower::ServiceExt;

#[tokio::test]
async fn a_certificate_names_the_caller() {
    let subject = "Ada".to_owned();
    let request = Request::get("/security/certificate").extension(Certificate { subject });
    let request = request.body(Body::empty()).unwrap();
    let answer = everything::service().oneshot(request).await.unwrap();
    let body = answer.into_body().collect(1000).await.unwrap();
    assert_eq!(*body, *br#"{"names":["Ada"]}"#);
}
