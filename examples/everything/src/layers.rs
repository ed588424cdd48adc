//! What tower-http adds around a service: ids of requests, CORS, a time limit, and compressed answers.

use std::convert::Infallible;
use std::time::Duration;

use anteroom::http::{HeaderName, Method, Request, Response, StatusCode};
use anteroom::{Body, Server};
use tower::{Service, ServiceBuilder};
use tower_http::compression::CompressionLayer;
use tower_http::cors::{Any, CorsLayer};
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::timeout::TimeoutLayer;

use crate::{Callers, Echo, api};

const ID: HeaderName = HeaderName::from_static("x-request-id");

/// The service with layers around all of it.
pub fn layered()
-> impl Service<Request<Body>, Response = Response<Body>, Error = Infallible, Future: Send>
+ Clone
+ Send
+ 'static {
    let origins = CorsLayer::new().allow_origin(Any);
    ServiceBuilder::new()
        .layer(SetRequestIdLayer::new(ID, MakeRequestUuid))
        .layer(PropagateRequestIdLayer::new(ID))
        .layer(origins.allow_methods([Method::GET, Method::POST]))
        .map_response(|response: Response<_>| response.map(Body::new))
        .layer(CompressionLayer::new())
        .service(with_a_time_limit(crate::service()))
}

/// Only answers of many values may take as long as they like.
fn with_a_time_limit(
    server: Server<api::EverythingServer<Echo, Callers>>,
) -> Server<api::EverythingServer<Echo, Callers>> {
    let limit =
        TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, Duration::from_secs(10));
    server.layer_operations(|operation| !operation.tags().contains(&"answers"), limit)
}
