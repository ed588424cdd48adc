use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::rooms::service;

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<std::io::Result<()>>,
}

async fn start() -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let serve = anteroom::serve(listener, service().at("/api"))
        .header_read_timeout(Duration::from_millis(300))
        .body_read_timeout(Duration::from_millis(300))
        .drain_timeout(Duration::from_millis(1000))
        .with_graceful_shutdown(async {
            let _ = stopped.await;
        });
    Running {
        address,
        stop,
        task: tokio::spawn(serve.into_future()),
    }
}

impl Running {
    /// Sends bytes and reads until the server closes.
    async fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(bytes).await.unwrap();
        let mut answer = Vec::new();
        // A reset after the answer is as good as an end.
        let _ = tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut answer))
            .await
            .unwrap();
        String::from_utf8(answer).unwrap().to_lowercase()
    }

    async fn send(&self, line: &str, fields: &str, body: &str) -> String {
        let head = format!("{line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{fields}\r\n");
        self.raw(format!("{head}{body}").as_bytes()).await
    }
}

const GOOD: &str = "Authorization: Bearer good\r\n";

#[tokio::test]
async fn the_table_of_answers() {
    let server = start().await;
    let create = |body: &str| {
        format!(
            "{GOOD}Content-Type: application/json\r\nContent-Length: {}\r\n",
            body.len()
        )
    };
    let body = r#"{"extension":"100"}"#;
    let rows = [
        ("GET /api/rooms", GOOD.into(), "", "200 ok"),
        ("GET /api/nothing", String::new(), "", "404 not found"),
        (
            "PATCH /api/rooms",
            String::new(),
            "",
            "405 method not allowed",
        ),
        ("OPTIONS /api/rooms", String::new(), "", "204 no content"),
        ("GET /api/rooms", String::new(), "", "401 unauthorized"),
        ("POST /api/rooms", create(body), body, "201 created"),
        ("POST /api/rooms", create("{"), "{", "400 bad request"),
        (
            "POST /api/rooms",
            create("{}"),
            "{}",
            "422 unprocessable entity",
        ),
        (
            "POST /api/rooms",
            format!("{GOOD}Content-Length: 2\r\n"),
            "{}",
            "415 unsupported media type",
        ),
        (
            "GET /api/rooms",
            format!("{GOOD}Accept: text/html\r\n"),
            "",
            "406 not acceptable",
        ),
        ("GET /api/rooms?top=%zz", GOOD.into(), "", "400 bad request"),
        (
            "GET /api/rooms/panic",
            GOOD.into(),
            "",
            "500 internal server error",
        ),
        ("OPTIONS *", String::new(), "", "204 no content"),
    ];
    for (line, fields, body, status) in rows {
        let answer = server.send(line, &fields, body).await;
        assert!(
            answer.starts_with(&format!("http/1.1 {status}")),
            "{line}: {answer}"
        );
        assert_eq!(answer.matches("http/1.1").count(), 1);
    }
    let answer = server.send("OPTIONS /api/rooms", "", "").await;
    assert!(
        answer.contains("allow: get, head, post, options\r\n")
            && !answer.contains("content-length")
    );
    let answer = server.send("GET /api/rooms", "", "").await;
    assert!(answer.contains("www-authenticate: bearer\r\n"));
}

#[tokio::test]
async fn head_has_a_length_and_no_body() {
    let server = start().await;
    let get = server.send("GET /api/rooms/7", GOOD, "").await;
    let head = server.send("HEAD /api/rooms/7", GOOD, "").await;
    let (_, body) = get.split_once("\r\n\r\n").unwrap();
    assert!(
        head.contains(&format!("content-length: {}\r\n", body.len())),
        "{head}"
    );
    assert!(head.ends_with("\r\n\r\n"));
}

#[tokio::test]
async fn bodies_are_not_waited_for_in_vain() {
    let server = start().await;
    // Nothing of the body is sent: each of these is answered from the head alone.
    let json = "Content-Type: application/json\r\nContent-Length: 4000000\r\n";
    for (fields, status) in [
        (json.to_owned(), "401"),
        (format!("{GOOD}{json}"), "413"),
        (format!("{GOOD}Content-Length: 4000000\r\n"), "415"),
    ] {
        let answer = server.send("POST /api/rooms", &fields, "").await;
        assert!(
            answer.starts_with(&format!("http/1.1 {status}")),
            "{answer}"
        );
    }
    // Counted on the way.
    let chunk = format!("100000\r\n{}\r\n", " ".repeat(1 << 20)).repeat(3);
    let fields = format!("{GOOD}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n");
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    let head = format!("POST /api/rooms HTTP/1.1\r\nHost: x\r\n{fields}\r\n{chunk}");
    let (mut read, mut write) = stream.split();
    let mut answer = [0; 12];
    // The server may close before all was sent.
    let (_, got) = tokio::join!(
        write.write_all(head.as_bytes()),
        read.read_exact(&mut answer)
    );
    got.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 413");
}

#[tokio::test]
async fn hostile_heads() {
    let server = start().await;
    let rows: [&[u8]; 5] = [
        b"GET /api/ping HTTP/1.1\r\nHost: x\r\nX-Floor: a\0b\r\n\r\n",
        b"GET /api/ping HTTP/1.1\r\nHost: x\r\nBad Name: 1\r\n\r\n",
        b"GET /api/pi\x01ng HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /api/rooms HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"nonsense\r\n\r\n",
    ];
    for bytes in rows {
        let answer = server.raw(bytes).await;
        assert!(answer.starts_with("http/1.1 400"), "{answer}");
    }
    assert!(
        server
            .send("GET /api/ping", "", "")
            .await
            .starts_with("http/1.1 200")
    );
}

#[tokio::test]
async fn slow_and_silent_connections_are_closed() {
    let server = start().await;
    for bytes in [
        &b""[..],
        b"P",
        b"PRI * HTTP/2.0",
        b"GET /api/ping HTTP/1.1\r\nHos",
    ] {
        let answer = server.raw(bytes).await;
        assert!(!answer.starts_with("http/1.1 200"));
    }
}

#[tokio::test]
async fn the_time_for_a_head_begins_with_the_connection() {
    let server = start().await;
    let mut early = TcpStream::connect(server.address).await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    let mut late = TcpStream::connect(server.address).await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    // If this began the time anew, the other connection would be closed before this one.
    early.write_all(b"G").await.unwrap();
    let (mut nothing, mut nothing_else) = ([0], [0]);
    tokio::select! {
        biased;
        end = early.read(&mut nothing) => assert_eq!(end.unwrap_or_default(), 0),
        _ = late.read(&mut nothing_else) => panic!("the later connection was closed first"),
    }
}

#[tokio::test]
async fn heads_after_the_first_have_a_time_too() {
    let server = start().await;
    let ping = "GET /api/ping HTTP/1.1\r\nHost: x\r\n\r\n";
    for begin in ["", "G", "GET /api/ping HTTP/1.1\r\nHost: x\r\n"] {
        let answer = server.raw(format!("{ping}{begin}").as_bytes()).await;
        assert_eq!(answer.matches("http/1.1 ").count(), 1, "{begin}: {answer}");
        assert!(answer.starts_with("http/1.1 200"), "{begin}: {answer}");
    }
}

#[tokio::test]
async fn an_answer_that_is_taken_slowly_is_not_cut() {
    /// More than the system keeps for both sides of a connection.
    const LENGTH: usize = 64 * 1024 * 1024;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let large = tower::service_fn(|_| async {
        Ok(anteroom::http::Response::new(anteroom::Body::from(vec![
            b' ';
            LENGTH
        ])))
    });
    let serve = anteroom::serve(listener, large).header_read_timeout(Duration::from_secs(1));
    let server = tokio::spawn(serve.into_future());
    let mut stream = TcpStream::connect(address).await.unwrap();
    let mut buffer = vec![0; 1024 * 1024];
    // The connection goes on, too: as long as an answer is being sent, nobody waits for a head.
    for _ in 0..2 {
        stream
            .write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            .await
            .unwrap();
        tokio::time::sleep(Duration::from_millis(2500)).await;
        let mut received = 0;
        while received < LENGTH {
            match stream.read(&mut buffer).await.unwrap() {
                0 => panic!("the answer ends after {received} bytes"),
                count => received += count,
            }
        }
    }
    server.abort();
}

#[tokio::test]
async fn a_head_that_does_not_come_holds_no_shutdown() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let serve = anteroom::serve(listener, service())
        .header_read_timeout(Duration::from_millis(300))
        .drain_timeout(Duration::from_secs(3600))
        .with_graceful_shutdown(async {
            let _ = stopped.await;
        });
    let server = tokio::spawn(serve.into_future());
    let mut streams = Vec::new();
    for begin in ["GET / HT", "\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(begin.as_bytes()).await.unwrap();
        streams.push(stream);
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
    stop.send(()).unwrap();
    let ended = tokio::time::timeout(Duration::from_secs(30), server).await;
    ended.unwrap().unwrap().unwrap();
}

#[tokio::test]
async fn times_without_an_end_are_taken() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let serve = anteroom::serve(listener, service()).header_read_timeout(Duration::MAX);
    let server = tokio::spawn(serve.into_future());
    let mut stream = TcpStream::connect(address).await.unwrap();
    let preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    let request = frame(1, 1 | 4, 1, b"\x82\x86\x84\x41\x01x");
    stream
        .write_all(&[preface, &frame(4, 0, 0, &[])[..], &request].concat())
        .await
        .unwrap();
    let mut head = [0; 9];
    // Up to the head of the answer.
    while head[3] != 1 {
        stream.read_exact(&mut head).await.unwrap();
        let mut payload = vec![0; usize::from(head[2])];
        stream.read_exact(&mut payload).await.unwrap();
    }
    server.abort();
}

#[tokio::test]
async fn hosts_that_contradict_each_other_are_refused() {
    let server = start().await;
    for (target, host, status) in [
        ("http://x/api/ping", "x", 200),
        // The target counts.
        ("http://x/api/ping", "y", 200),
        ("http://ada:pw@x/api/ping", "x", 400),
        ("/api/ping", "ada@x", 400),
    ] {
        let head = format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        let answer = server.raw(head.as_bytes()).await;
        let expected = format!("http/1.1 {status}");
        assert!(answer.starts_with(&expected), "{target} {host}: {answer}");
    }
}

/// A frame of HTTP/2 (RFC 9113, section 4.1).
fn frame(kind: u8, flags: u8, stream: u8, payload: &[u8]) -> Vec<u8> {
    let length = u8::try_from(payload.len()).unwrap();
    [&[0, 0, length, kind, flags, 0, 0, 0, stream], payload].concat()
}

#[tokio::test]
async fn a_client_of_http_2_that_only_answers_pings_is_asked_to_go() {
    const HEADERS: u8 = 1;
    const SETTINGS: u8 = 4;
    const PING: u8 = 6;
    const GOAWAY: u8 = 7;
    // `GET http://x/` in the words of HPACK's table (RFC 7541, appendix A).
    const REQUEST: &[u8] = b"\x82\x86\x84\x41\x01x";
    let server = start().await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream
        .write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
        .await
        .unwrap();
    let settings = frame(SETTINGS, 0, 0, &[]);
    let request = frame(HEADERS, 1 | 4, 1, REQUEST);
    stream
        .write_all(&[settings, request].concat())
        .await
        .unwrap();
    let (mut pings, mut answers, mut farewells) = (0, 0, 0);
    let served = async {
        let mut head = [0; 9];
        while stream.read_exact(&mut head).await.is_ok() {
            let mut payload = vec![0; usize::from(head[2])];
            stream.read_exact(&mut payload).await.unwrap();
            let answer = match (head[3], head[4]) {
                (SETTINGS, 0) => frame(SETTINGS, 1, 0, &[]),
                (PING, 0) => frame(PING, 1, 0, &payload),
                (HEADERS, _) => {
                    answers += 1;
                    continue;
                }
                (GOAWAY, _) => {
                    farewells += 1;
                    continue;
                }
                _ => continue,
            };
            pings += usize::from(head[3] == PING);
            // It may have gone meanwhile.
            let _ = stream.write_all(&answer).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), served)
        .await
        .unwrap();
    let all = (answers, pings > 0, farewells > 0);
    assert_eq!(all, (1, true, true));
}

#[tokio::test]
async fn slow_bodies_are_given_up() {
    let server = start().await;
    let head = format!(
        "POST /api/rooms HTTP/1.1\r\nHost: x\r\n{GOOD}Content-Type: application/json\r\n\
         Content-Length: 20000\r\n\r\n"
    );
    // Nothing, and a beginning.
    for begin in ["", "{"] {
        let answer = server.raw(format!("{head}{begin}").as_bytes()).await;
        assert!(answer.starts_with("http/1.1 408"), "{answer}");
        assert!(answer.contains("connection: close\r\n"), "{answer}");
        assert!(answer.contains("the body came too slowly"), "{answer}");
    }
    // Always something, but not enough.
    let stream = TcpStream::connect(server.address).await.unwrap();
    let (mut read, mut write) = stream.into_split();
    write.write_all(head.as_bytes()).await.unwrap();
    let trickle = tokio::spawn(async move {
        while write.write_all(b" ").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    });
    let mut answer = [0; 12];
    read.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 408");
    trickle.abort();
    let ping = server.send("GET /api/ping", "", "").await;
    assert!(ping.starts_with("http/1.1 200"));
}

#[tokio::test]
async fn no_task_outlives_its_connection() {
    let server = start().await;
    let metrics = tokio::runtime::Handle::current().metrics();
    let before = metrics.num_alive_tasks();
    let head = format!("POST /api/rooms HTTP/1.1\r\nHost: x\r\n{GOOD}Content-Length: 20\r\n");
    let begun = format!("{head}Content-Type: application/json\r\n\r\n{{\"seats\"");
    for bytes in [
        "",
        "GET /api/ping HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/rooms/slow HTTP/1.1\r\n",
        "\0\x01 neither\r\n\r\n",
        &head,
        &begun,
    ]
    .repeat(20)
    {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        stream.write_all(bytes.as_bytes()).await.unwrap();
    }
    for _ in 0..100 {
        if metrics.num_alive_tasks() == before {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{} tasks, and {before} before", metrics.num_alive_tasks());
}

#[tokio::test]
async fn a_connection_is_used_again() {
    let server = start().await;
    let request = "GET /api/ping HTTP/1.1\r\nHost: x\r\n\r\n";
    let last = request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    let answer = server
        .raw(format!("{request}{request}{last}").as_bytes())
        .await;
    assert_eq!(answer.matches("http/1.1 200 ok").count(), 3);
    assert!(answer.contains("content-length: 0"));
}

/// However long a request takes, the time for the next one begins with its answer. A machine with much to do may be late
/// itself, but not each time.
#[tokio::test]
async fn a_connection_is_kept_after_a_long_request() {
    let server = start().await;
    for _ in 0..5 {
        if is_kept(&server).await {
            return;
        }
    }
    panic!("never");
}

async fn is_kept(server: &Running) -> bool {
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    for target in ["/api/rooms/slow", "/api/ping"] {
        let head = format!("GET {target} HTTP/1.1\r\nHost: x\r\n{GOOD}\r\n");
        let mut answer = [0; 12];
        if stream.write_all(head.as_bytes()).await.is_err()
            || stream.read(&mut answer).await.ok() != Some(answer.len())
            || !answer.ends_with(b"200")
        {
            return false;
        }
        // The rest of it, and nearly as long as a client may wait.
        let _ = stream.read(&mut [0; 1000]).await;
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    true
}

#[tokio::test]
async fn a_shutdown_lets_requests_finish_and_waits_for_no_idle_connection() {
    let server = start().await;
    let idle = TcpStream::connect(server.address).await.unwrap();
    let address = server.address;
    let mut slow = TcpStream::connect(address).await.unwrap();
    let head = format!("GET /api/rooms/slow HTTP/1.1\r\nHost: x\r\n{GOOD}\r\n");
    slow.write_all(head.as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    server.stop.send(()).unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    tokio::time::timeout(Duration::from_secs(3), server.task)
        .await
        .unwrap()
        .unwrap()
        .unwrap();
    assert!(TcpStream::connect(address).await.is_err());
    drop(idle);
}
