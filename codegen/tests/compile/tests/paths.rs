//! Which operation a request is for.

use anteroom::Context;
use anteroom::http::Method;
use anteroom_golden::paths::*;

struct Stub;

macro_rules! answers {
    ($($method:ident $request:ident $response:ident;)*) => {
        impl Paths for Stub {
            $(async fn $method(&self, _: $request, _: Context<()>) -> $response {
                $response::NoContent
            })*
        }
    };
}

answers! {
    refresh_token RefreshTokenRequest RefreshTokenResponse;
    create_token CreateTokenRequest CreateTokenResponse;
    list_answers ListAnswersRequest ListAnswersResponse;
    list_beta_answers ListBetaAnswersRequest ListBetaAnswersResponse;
    trace_beta_answers TraceBetaAnswersRequest TraceBetaAnswersResponse;
    slash_answers SlashAnswersRequest SlashAnswersResponse;
    compare CompareRequest CompareResponse;
    get_answer GetAnswerRequest GetAnswerResponse;
    publish_answer PublishAnswerRequest PublishAnswerResponse;
}

#[test]
fn the_query_and_the_texts_around_parameters_decide() {
    let service = PathsServer::new(Stub);
    let found = |method: Method, target: &str| {
        let operation = service.operation(&method, target)?;
        Some(operation.id())
    };
    for (target, id) in [
        ("/answers", "listAnswers"),
        ("/answers?beta=false", "listAnswers"),
        ("/answers?trace", "listAnswers"),
        ("/answers?x=1&beta=true", "listBetaAnswers"),
        ("/answers?b%65ta=tru%65", "listBetaAnswers"),
        ("/answers?beta=true&trace=1", "traceBetaAnswers"),
        ("/answers/", "slashAnswers"),
        ("/compare/main...feature...2", "compare"),
        ("/answers/7.json", "getAnswer"),
    ] {
        assert_eq!(found(Method::GET, target), Some(id), "{target}");
    }
    assert_eq!(
        found(Method::HEAD, "/answers?beta=true"),
        Some("listBetaAnswers")
    );
    assert_eq!(
        found(Method::POST, "/answers/7:publish"),
        Some("publishAnswer")
    );
    assert_eq!(found(Method::POST, "/tokens"), Some("createToken"));
    assert_eq!(found(Method::GET, "/answers/7"), None);
}
