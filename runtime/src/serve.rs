//! Serving on a socket.

use std::convert::Infallible;
use std::future::{Future, IntoFuture, pending, poll_fn};
use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::{Duration, Instant};

use http::{Request, Response};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tower_service::Service;

mod answer;
mod head;
mod idle;
mod preface;
mod slow;

use self::answer::Answer;
use crate::Body;
use crate::body::BodyError;

/// Serves connections of a listener until the process is asked to end.
///
/// HTTP/1.1 and HTTP/2 (with prior knowledge) are spoken; TLS is for what stands before. On SIGINT
/// or SIGTERM no connection is accepted any more, requests that run are finished, and after at
/// most [`drain_timeout`](Serve::drain_timeout) the future is ready.
///
/// ```no_run
/// # async fn run<S: anteroom::Api>(service: anteroom::Server<S>) -> std::io::Result<()> {
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:8887").await?;
/// anteroom::serve(listener, service).await
/// # }
/// ```
pub fn serve<S, B>(listener: TcpListener, service: S) -> Serve<S>
where
    S: Service<Request<Body>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send + 'static,
    B: http_body::Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<BodyError>,
{
    Serve {
        listener,
        service,
        stop: None,
        header_timeout: Duration::from_secs(30),
        body_timeout: Duration::from_secs(30),
        drain_timeout: Duration::from_secs(30),
    }
}

/// A server that is about to run; await it. See [`serve`].
#[must_use = "nothing is served until this is awaited"]
pub struct Serve<S> {
    listener: TcpListener,
    service: S,
    stop: Option<Pin<Box<dyn Future<Output = ()> + Send>>>,
    header_timeout: Duration,
    body_timeout: Duration,
    drain_timeout: Duration,
}

impl<S> Serve<S> {
    /// Ends when this future is ready, instead of on a signal.
    pub fn with_graceful_shutdown(
        mut self,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Self {
        self.stop = Some(Box::pin(stop));
        self
    }

    /// Sets how long a client may take to send the head of a request, counted from when the
    /// connection is there or the answer before was sent. The default is 30 seconds. A connection on which no
    /// request was begun by then is closed, and one of HTTP/2 on which none runs any more is asked to end after this time,
    /// or at most twice as much.
    pub const fn header_read_timeout(mut self, time: Duration) -> Self {
        self.header_timeout = time;
        self
    }

    /// Sets how long a client may make a service wait for 16 KiB of a body, or for what is left of
    /// it. Time in which the service asks for nothing does not count. Then the body fails: generated
    /// services answer 408 (RFC 9110, section 15.5.9). The default is 30 seconds.
    pub const fn body_read_timeout(mut self, time: Duration) -> Self {
        self.body_timeout = time;
        self
    }

    /// Sets how long requests that run may take to end once the server shall end. The default is
    /// 30 seconds. What still runs then is cut off.
    pub const fn drain_timeout(mut self, time: Duration) -> Self {
        self.drain_timeout = time;
        self
    }
}

impl<S> std::fmt::Debug for Serve<S> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut out = out.debug_struct("Serve");
        out.field("listener", &self.listener)
            .field("header_timeout", &self.header_timeout)
            .field("body_timeout", &self.body_timeout);
        out.field("drain_timeout", &self.drain_timeout)
            .finish_non_exhaustive()
    }
}

impl<S, B> IntoFuture for Serve<S>
where
    S: Service<Request<Body>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send + 'static,
    B: http_body::Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<BodyError>,
{
    type Output = io::Result<()>;
    type IntoFuture = Pin<Box<dyn Future<Output = io::Result<()>> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(run(self))
    }
}

async fn run<S, B>(serve: Serve<S>) -> io::Result<()>
where
    S: Service<Request<Body>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send + 'static,
    B: http_body::Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<BodyError>,
{
    let Serve {
        listener,
        service,
        stop,
        header_timeout,
        body_timeout,
        drain_timeout,
    } = serve;
    let mut stop = match stop {
        Some(stop) => stop,
        None => Box::pin(signal()?),
    };
    let (stopping, stopped) = watch::channel(());
    // The tasks live in here: when it is dropped, those that still run end with it.
    let mut connections = tokio::task::JoinSet::new();
    loop {
        let stream = tokio::select! {
            () = &mut stop => break,
            // A task that panicked took its own connection down and nothing else.
            Some(_) = connections.join_next() => continue,
            accepted = listener.accept() => accepted.map(|(stream, _)| stream),
        };
        match stream {
            Ok(stream) => {
                let connection = Connection {
                    stream,
                    service: service.clone(),
                    stopped: stopped.clone(),
                    header_timeout,
                    body_timeout,
                };
                connections.spawn(connection.run());
            }
            Err(error) if is_of_the_peer(&error) => {}
            // Usually there are no file descriptors left: wait for some to be closed.
            Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
        }
    }
    drop(listener);
    drop(stopping);
    let ended = async { while connections.join_next().await.is_some() {} };
    let _ = tokio::time::timeout(drain_timeout, ended).await;
    connections.shutdown().await;
    Ok(())
}

/// One connection from its first byte to its end.
struct Connection<S> {
    stream: TcpStream,
    service: S,
    /// Closed once the server shall end.
    stopped: watch::Receiver<()>,
    header_timeout: Duration,
    body_timeout: Duration,
}

impl<S, B> Connection<S>
where
    S: Service<Request<Body>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send + 'static,
    B: http_body::Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<BodyError>,
{
    async fn run(self) {
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
        let mut builder = Builder::new(TokioExecutor::new());
        builder
            .http1()
            .timer(TokioTimer::new())
            .header_read_timeout(self.header_timeout);
        builder
            .http2()
            .timer(TokioTimer::new())
            .keep_alive_interval(Some(self.header_timeout));
        let activity = Arc::new(idle::Activity::since(begun));
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
        let connection = builder.serve_connection(TokioIo::new(stream), service);
        let mut connection = pin!(connection);
        // What goes wrong on a connection concerns its client alone.
        tokio::select! {
            biased;
            _ = connection.as_mut() => return,
            _ = stopped.changed() => {}
            // The time for the first head began before its first byte was read; no answer is under way then.
            () = activity.idle(self.header_timeout) => {
                if !activity.has_begun() {
                    return;
                }
            }
        }
        connection.as_mut().graceful_shutdown();
        let _ = connection.await;
    }
}

fn is_of_the_peer(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(
        error.kind(),
        ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted
    )
}

/// Ready on SIGINT or SIGTERM.
#[cfg(unix)]
fn signal() -> io::Result<impl Future<Output = ()> + Send> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        let received = tokio::select! {
            received = interrupt.recv() => received,
            received = terminate.recv() => received,
        };
        if received.is_none() {
            pending::<()>().await;
        }
    })
}

/// Ready on Ctrl-C.
#[cfg(not(unix))]
fn signal() -> io::Result<impl Future<Output = ()> + Send> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            pending::<()>().await;
        }
    })
}
