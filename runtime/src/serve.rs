//! Serving on a socket.

use std::convert::Infallible;
use std::future::{Future, IntoFuture, pending};
use std::io;
use std::pin::Pin;
use std::time::Duration;

use http::{Request, Response};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower_service::Service;

mod answer;
mod aside;
mod connection;
mod head;
mod idle;
mod preface;
mod sending;
mod slow;

use self::connection::Connection;
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
    /// connection is there or the answer before was sent. The default is 30 seconds. Then the connection is closed; one
    /// of HTTP/2, once no request ran for so long.
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
