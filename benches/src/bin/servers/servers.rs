//! Servers, each with a thread of its own.

use std::convert::Infallible;
use std::error::Error;
use std::fs;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anteroom_benches::{bodies, by_hand, generated};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HeaderValue, LOCATION};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;

use crate::memory::Process;

/// What the others make for each request.
const BODY: &str = r#"{"id":"NzAwNTUxOTA5NzczMTQ4MTYw"}"#;
const LOCATED: &str = "/api/conference_rooms/NzAwNTUxOTA5NzczMTQ4MTYw";

/// The servers that are in this program, in the order in which they are told.
pub(crate) const OURS: [&str; 3] = ["generated", "by hand", "bare"];

/// A server that runs until the process ends, or a program that ends with this.
pub(crate) struct Server {
    pub(crate) name: String,
    pub(crate) address: SocketAddr,
    /// What the system tells of the server's thread, if it does.
    thread: Option<PathBuf>,
    _process: Option<Process>,
}

/// Starts one of our servers.
pub(crate) fn start(name: &str) -> io::Result<Server> {
    match name {
        "generated" => start_thread(name, generated::serve),
        "by hand" => start_thread(name, by_hand::serve),
        _ => start_thread(name, bare),
    }
}

/// Starts a program that is a server.
pub(crate) fn run(name: &str, program: &str) -> Result<Server, Box<dyn Error>> {
    let process = Process::start(&mut Command::new(program))?;
    let id = process.id();
    Ok(Server {
        name: name.to_owned(),
        address: process.address,
        thread: Some(format!("{id}/task/{id}").into()),
        _process: Some(process),
    })
}

/// Starts a server on a port that is free. Its thread has its name, which a profiler shows.
fn start_thread<F>(
    name: &str,
    serve: impl FnOnce(TcpListener) -> F + Send + 'static,
) -> io::Result<Server>
where
    F: Future<Output = io::Result<()>>,
{
    let name = name.to_owned();
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let (sender, thread) = mpsc::channel();
    let run = move || {
        let _ = sender.send(fs::read_link("/proc/thread-self").ok());
        let runtime = Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async { serve(TcpListener::from_std(listener)?).await })
    };
    thread::Builder::new().name(name.clone()).spawn(move || {
        if let Err(error) = run() {
            eprintln!("a server: {error}");
        }
    })?;
    Ok(Server {
        name,
        address,
        thread: thread.recv().ok().flatten(),
        _process: None,
    })
}

impl Server {
    /// How long the server's thread has run: the share of others in the processor is not in it.
    pub(crate) fn processor_time(&self) -> Option<Duration> {
        let path = Path::new("/proc")
            .join(self.thread.as_ref()?)
            .join("schedstat");
        let text = fs::read_to_string(path).ok()?;
        let nanoseconds = text.split(' ').next()?.parse().ok()?;
        Some(Duration::from_nanos(nanoseconds))
    }
}

/// Answers as the others do, but without a look at the request: what HTTP alone costs.
pub(crate) async fn bare(listener: TcpListener) -> io::Result<()> {
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        tokio::spawn(converse(stream));
    }
}

async fn converse(stream: TcpStream) {
    let connection =
        http1::Builder::new().serve_connection(TokioIo::new(stream), service_fn(answer));
    // Clients go when they have enough.
    let _ = connection.await;
}

async fn answer(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    if request.method() == Method::GET {
        let list = Bytes::from_static(bodies::hundred().as_bytes());
        let mut response = Response::new(Full::from(list));
        let json = HeaderValue::from_static("application/json");
        response.headers_mut().insert(CONTENT_TYPE, json);
        return Ok(response);
    }
    let _ = request.into_body().collect().await;
    let mut response = Response::new(Full::from(BODY));
    *response.status_mut() = StatusCode::CREATED;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(LOCATION, HeaderValue::from_static(LOCATED));
    Ok(response)
}
