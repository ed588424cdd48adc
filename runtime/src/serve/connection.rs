//! One connection from its first byte to its end.

use std::convert::Infallible;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::{Duration, Instant};

use http::{Request, Response};
use hyper::server::conn::{http1, http2};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tower_service::Service;

use super::answer::Answer;
use super::aside::Aside;
use super::idle::Activity;
use super::sending::Sending;
use super::{head, preface, slow};
use crate::Body;
use crate::body::BodyError;

/// Longer than any connection lasts: a year.
const LONG: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// A connection that was accepted.
pub(super) struct Connection<S> {
    pub(super) stream: TcpStream,
    pub(super) service: S,
    /// Closed once the server shall end.
    pub(super) stopped: watch::Receiver<()>,
    pub(super) header_timeout: Duration,
    pub(super) body_timeout: Duration,
}

impl<S, B> Connection<S>
where
    S: Service<Request<Body>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send + 'static,
    B: http_body::Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<BodyError>,
{
    /// Serves it. What goes wrong on a connection concerns its client alone.
    pub(super) async fn run(self) {
        let begun = Instant::now();
        let mut stopped = self.stopped;
        // Without it small answers wait for the peer's acknowledgements; a failure only makes it slower.
        let _ = self.stream.set_nodelay(true);
        let first = tokio::time::timeout(self.header_timeout, preface::read(self.stream));
        let first = tokio::select! {
            biased;
            first = first => first,
            // A client that has asked for nothing yet is not waited for.
            _ = stopped.changed() => return,
        };
        let Ok(Ok(stream)) = first else {
            return;
        };
        let activity = Arc::new(Activity::since(begun));
        let (service, body_timeout) = (self.service, self.body_timeout);
        let requests = Arc::clone(&activity);
        let service = service_fn(move |request: Request<_>| {
            let fault = head::fault(&request);
            let request = request.map(|body| slow::bounded(body, body_timeout));
            let mut service = service.clone();
            let running = requests.begin();
            async move {
                if let Some(status) = fault {
                    return Ok(head::refused(status).map(|body| Answer::own(body, running)));
                }
                poll_fn(|context| service.poll_ready(context)).await?;
                let response = service.call(request).await?;
                Ok::<_, Infallible>(response.map(|body| Answer::of(body, running)))
            }
        });
        let is_http2 = stream.is_http2();
        let stream = TokioIo::new(Sending::new(stream, Arc::clone(&activity)));
        let end = End {
            stopped,
            activity,
            header_timeout: self.header_timeout,
        };
        if is_http2 {
            let mut builder = http2::Builder::new(TokioExecutor::new());
            // A time that cannot be added to the clock would be a panic.
            let interval = self.header_timeout.min(LONG);
            builder
                .timer(TokioTimer::new())
                .keep_alive_interval(Some(interval));
            let connection = builder.serve_connection(stream, service);
            end.of(connection, http2::Connection::graceful_shutdown)
                .await;
        } else {
            let mut builder = http1::Builder::new();
            // A head that does not come leaves the connection idle; hyper would make a timer for each (bench `servers`).
            builder.header_read_timeout(None);
            let connection = builder.serve_connection(stream, service);
            end.of(connection, http1::Connection::graceful_shutdown)
                .await;
        }
    }
}

/// Why a connection ends, if its client does not close it.
struct End {
    stopped: watch::Receiver<()>,
    activity: Arc<Activity>,
    header_timeout: Duration,
}

impl End {
    /// Runs the connection until it ends, or until it shall end and what is under way is done.
    async fn of<C: Future>(mut self, connection: C, shut_down: fn(Pin<&mut C>)) {
        let mut connection = pin!(connection);
        let has_begun = {
            let come = pin!(self.come());
            tokio::select! {
                biased;
                _ = connection.as_mut() => return,
                has_begun = Aside::new(come) => has_begun,
            }
        };
        // The time for the first head began before its first byte was read; no answer is under way then.
        if !has_begun {
            return;
        }
        shut_down(connection.as_mut());
        // A head that does not come is no more waited for than before.
        self.activity.note();
        tokio::select! {
            biased;
            _ = connection => {}
            () = self.activity.idle(self.header_timeout) => {}
        }
    }

    /// Waits until the server shall end or the connection is idle; says whether there may be an answer under way.
    async fn come(&mut self) -> bool {
        tokio::select! {
            biased;
            _ = self.stopped.changed() => true,
            () = self.activity.idle(self.header_timeout) => self.activity.has_begun(),
        }
    }
}
