//! Security schemes of every kind, alone, as alternatives and together.

use anteroom::http::{Extensions, HeaderValue};
use anteroom::security::{ApiKey, Attempt, BasicCredentials, BearerToken, Credentials, Denied};
use anteroom::{Context, Server};
use anteroom_golden::security_schemes::*;

use crate::{Answer, request, send};

struct Service;

impl SecuritySchemes for Service {
    type Principal = String;

    async fn basic(&self, _: BasicRequest, context: Context<String>) -> BasicResponse {
        assert_eq!(context.principal(), "ann");
        BasicResponse::NoContent
    }

    async fn digest(&self, _: DigestRequest, _: Context<String>) -> DigestResponse {
        DigestResponse::NoContent
    }

    async fn keys(&self, _: KeysRequest, _: Context<String>) -> KeysResponse {
        KeysResponse::NoContent
    }

    async fn tokens(&self, _: TokensRequest, _: Context<String>) -> TokensResponse {
        TokensResponse::NoContent
    }

    async fn mutual(&self, _: MutualRequest, context: Context<String>) -> MutualResponse {
        assert_eq!(context.principal(), "CN=ann");
        MutualResponse::NoContent
    }

    async fn both(&self, _: BothRequest, context: Context<Option<String>>) -> BothResponse {
        let principal = context.into_principal();
        assert!(matches!(principal.as_deref(), None | Some("good+ann")));
        BothResponse::NoContent
    }
}

struct Verifier;

/// What a key in the head tells.
struct Key(String);

/// What a TLS layer may leave.
#[derive(Clone)]
struct Certificate(&'static str);

fn key(key: &ApiKey) -> Result<String, Denied> {
    match key.as_str() {
        "good" => Ok("good".to_owned()),
        _ => Err(Denied::unauthenticated()),
    }
}

impl Authenticator for Verifier {
    type Principal = String;
    type User = &'static str;
    type HeaderKey = Key;

    async fn user(
        &self,
        credentials: BasicCredentials,
        _: &Attempt<'_>,
    ) -> Result<&'static str, Denied> {
        match (credentials.user(), credentials.password()) {
            ("ann", "secret") => Ok("ann"),
            ("bob", _) => Err(Denied::forbidden()),
            _ => Err(Denied::unauthenticated()),
        }
    }

    async fn digest(&self, credentials: Credentials, _: &Attempt<'_>) -> Result<String, Denied> {
        if credentials.as_str() == r#"username="ann""# {
            return Ok("ann".to_owned());
        }
        let challenge = HeaderValue::from_static(r#"Digest realm="a", nonce="b""#);
        Err(Denied::unauthenticated().challenge(challenge))
    }

    async fn header_key(&self, found: ApiKey, _: &Attempt<'_>) -> Result<Key, Denied> {
        key(&found).map(Key)
    }

    async fn query_key(&self, found: ApiKey, _: &Attempt<'_>) -> Result<String, Denied> {
        key(&found)
    }

    async fn cookie_key(&self, found: ApiKey, _: &Attempt<'_>) -> Result<String, Denied> {
        key(&found)
    }

    async fn oauth(&self, token: BearerToken, attempt: &Attempt<'_>) -> Result<String, Denied> {
        assert_eq!(attempt.scopes(), ["read", "write"]);
        match token.as_str() {
            "all" => Ok("ann".to_owned()),
            "some" => Err(Denied::forbidden()),
            _ => Err(Denied::unauthenticated()),
        }
    }

    async fn oidc(&self, token: BearerToken, attempt: &Attempt<'_>) -> Result<String, Denied> {
        assert_eq!(attempt.scopes(), ["admin"]);
        match token.as_str() {
            "admin" => Ok("ann".to_owned()),
            _ => Err(Denied::unauthenticated()),
        }
    }

    async fn certificate(
        &self,
        extensions: &Extensions,
        _: &Attempt<'_>,
    ) -> Result<String, Denied> {
        let certificate = extensions
            .get::<Certificate>()
            .ok_or_else(Denied::missing)?;
        Ok(certificate.0.to_owned())
    }

    fn principal_of_user(&self, user: &'static str) -> Result<String, Denied> {
        Ok(user.to_owned())
    }

    fn principal_of_header_key(&self, key: Key) -> Result<String, Denied> {
        Ok(key.0)
    }

    fn principal_of_header_key_and_user(&self, key: Key, user: &str) -> Result<String, Denied> {
        Ok(format!("{}+{user}", key.0))
    }
}

const ANN: &str = "authorization: Basic YW5uOnNlY3JldA==";
const BOB: &str = "authorization: Basic Ym9iOng=";

async fn get(target: &str, fields: &[&str]) -> Answer {
    let service: Server<_> = SecuritySchemesServer::new(Service, Verifier);
    send(&service, request(&format!("GET {target}"), fields, "")).await
}

fn challenges(answer: &Answer) -> Vec<&str> {
    let fields = answer.response.headers().get_all("www-authenticate");
    fields.iter().map(|field| field.to_str().unwrap()).collect()
}

#[tokio::test]
async fn basic_credentials() {
    assert_eq!(get("/basic", &[ANN]).await.status(), 204);
    for fields in [
        &[][..],
        &["authorization: Basic eA=="],
        &["authorization: Bearer x"],
    ] {
        let answer = get("/basic", fields).await;
        assert_eq!(answer.status(), 401, "{fields:?}");
        assert_eq!(
            challenges(&answer),
            [r#"Basic realm="user", charset="UTF-8""#]
        );
    }
    let forbidden = get("/basic", &[BOB]).await;
    assert_eq!((forbidden.status(), challenges(&forbidden)), (403, vec![]));
}

#[tokio::test]
async fn any_other_scheme() {
    let good = r#"authorization: digest username="ann""#;
    assert_eq!(get("/digest", &[good]).await.status(), 204);
    let nothing = get("/digest", &[]).await;
    assert_eq!(
        (nothing.status(), challenges(&nothing)),
        (401, vec!["Digest"])
    );
    let wrong = get("/digest", &["authorization: Digest x"]).await;
    assert_eq!(challenges(&wrong), [r#"Digest realm="a", nonce="b""#]);
}

#[tokio::test]
async fn one_of_several_keys_is_enough() {
    for (target, fields) in [
        ("/keys", &["x-key: good"][..]),
        ("/keys?api%20key=good", &[]),
        ("/keys?api+key=good", &["x-key: bad"]),
        ("/keys", &["cookie: a=b; session=good"]),
    ] {
        assert_eq!(
            get(target, fields).await.status(),
            204,
            "{target} {fields:?}"
        );
    }
    for (target, fields) in [
        ("/keys", &[][..]),
        ("/keys?api%20key=", &[]),
        ("/keys?api+key=good&api+key=good", &[]),
        ("/keys", &["x-key: good", "x-key: good"]),
        ("/keys", &["cookie: session=bad"]),
    ] {
        let answer = get(target, fields).await;
        assert_eq!(
            (answer.status(), challenges(&answer)),
            (401, vec!["ApiKey"])
        );
    }
}

#[tokio::test]
async fn tokens_with_scopes() {
    for token in ["all", "admin"] {
        let field = format!("authorization: Bearer {token}");
        assert_eq!(get("/tokens", &[&field]).await.status(), 204);
    }
    let some = get("/tokens", &["authorization: Bearer some"]).await;
    assert_eq!(some.status(), 403);
    assert_eq!(
        challenges(&some),
        [
            r#"Bearer error="insufficient_scope", scope="read write""#,
            r#"Bearer error="invalid_token""#
        ]
    );
    assert_eq!(challenges(&get("/tokens", &[]).await), ["Bearer"]);
}

#[tokio::test]
async fn what_the_tls_layer_saw() {
    let service = SecuritySchemesServer::new(Service, Verifier);
    let mut known = request("GET /mutual", &[], "");
    known.extensions_mut().insert(Certificate("CN=ann"));
    assert_eq!(send(&service, known).await.status(), 204);
    let unknown = get("/mutual", &[]).await;
    assert_eq!(
        (unknown.status(), challenges(&unknown)),
        (401, vec!["MutualTLS"])
    );
}

#[tokio::test]
async fn two_schemes_together_make_one_principal() {
    assert_eq!(get("/both", &["x-key: good", ANN]).await.status(), 204);
    assert_eq!(get("/both", &[]).await.status(), 204);
    // Whoever presents wrong credentials is told, though strangers are let in.
    let wrong = get("/both", &["x-key: good", "authorization: Basic eDp5"]).await;
    assert_eq!(wrong.status(), 401);
    assert_eq!(
        challenges(&wrong),
        [r#"Basic realm="user", charset="UTF-8""#]
    );
    assert_eq!(get("/both", &["x-key: good", BOB]).await.status(), 403);
}
