//! Tower layers around single operations.

use std::convert::Infallible;
use std::fmt;
use std::future::{Future, poll_fn, ready};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use http::{Request, Response};
use http_body::Body as HttpBody;
use tower_layer::Layer;
use tower_service::Service;

use crate::body::BodyError;
use crate::router::Captures;
use crate::service::{Api, Call, Exchange, ResponseFuture};
use crate::{Body, Rejection};

/// The service of one operation, as [`Server::layer_operations`](crate::Server::layer_operations) hands it to a layer.
///
/// It authenticates, decodes, calls the implementation and encodes, and never fails. Requests come to it routed: which
/// operation they are for stands in their extensions as [`OperationInfo`](crate::OperationInfo). What is there must stay
/// there, and so must the path.
#[derive(Clone)]
pub struct OperationService(Arc<dyn Fn(Request<Body>) -> ResponseFuture + Send + Sync>);

/// What routing has found, on its way through the layers.
#[derive(Clone)]
pub(super) struct Reached {
    pub(super) call: Call,
    pub(super) captures: Captures,
}

impl OperationService {
    pub(super) fn new<S: Api>(api: Arc<S>, operation: usize) -> Self {
        Self(Arc::new(move |request| {
            let (mut parts, body) = request.into_parts();
            let Some(Reached { call, captures }) = parts.extensions.remove() else {
                // A layer has made a request of its own.
                return Box::pin(ready(Rejection::Internal.into_response()));
            };
            let exchange = Exchange::new(call, parts, captures, body);
            Arc::clone(&api).call(operation, exchange)
        }))
    }

    pub(super) fn within<L, B>(self, layer: &L) -> Self
    where
        L: Layer<Self>,
        L::Service: Service<Request<Body>, Response = Response<B>, Error = Infallible>,
        L::Service: Clone + Send + Sync + 'static,
        <L::Service as Service<Request<Body>>>::Future: Send,
        B: HttpBody + Send + 'static,
        B::Error: Into<BodyError>,
    {
        let service = layer.layer(self);
        Self(Arc::new(move |request| {
            let mut service = service.clone();
            Box::pin(async move {
                let Ok(()) = poll_fn(|context| service.poll_ready(context)).await;
                let Ok(response) = service.call(request).await;
                response.map(Body::new)
            })
        }))
    }

    pub(super) fn answer(&self, request: Request<Body>) -> ResponseFuture {
        (self.0)(request)
    }
}

impl Service<Request<Body>> for OperationService {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = OperationFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> OperationFuture {
        OperationFuture(self.answer(request))
    }
}

impl fmt::Debug for OperationService {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("OperationService").finish_non_exhaustive()
    }
}

/// The answer of an [`OperationService`] to come.
pub struct OperationFuture(ResponseFuture);

impl Future for OperationFuture {
    type Output = Result<Response<Body>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context).map(Ok)
    }
}

impl fmt::Debug for OperationFuture {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("OperationFuture").finish_non_exhaustive()
    }
}
