//! Lists whose alternatives only say how long they are.

use anteroom::Context;
use anteroom_golden::counted_lists::{FindRequest, FindResponse, Maps, MapsServer};

use crate::{request, send};

struct Map;

impl Maps for Map {
    async fn find(&self, request: FindRequest, _: Context<()>) -> FindResponse {
        let numbers = request.bbox.unwrap_or_default();
        FindResponse::Ok(vec![i64::try_from(numbers.len()).unwrap()])
    }
}

#[tokio::test]
async fn they_are_rules_of_one_type() {
    let service = MapsServer::new(Map);
    let get = async |query: &str| {
        let line = format!("GET /places{query}");
        send(&service, request(&line, &[], "")).await
    };
    for (query, answer) in [
        ("", "[0]"),
        ("?bbox=1,2,3.5,4", "[4]"),
        ("?bbox=1,2,3,4,5,6", "[6]"),
    ] {
        assert_eq!(get(query).await.seen(), (200, answer), "{query}");
    }
    for (query, error) in [
        ("?bbox=1,2,3,4,5", "query bbox "),
        ("?bbox=1,2,3,x", "query bbox type"),
    ] {
        let answer = get(query).await;
        assert_eq!(answer.status(), 422, "{query}: {}", answer.text);
        let errors = answer.errors();
        assert!(
            errors.iter().any(|seen| seen.starts_with(error)),
            "{errors:?}"
        );
    }
}
