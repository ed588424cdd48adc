//! The first bytes of a connection, which tell HTTP/2 from HTTP/1.
//!
//! They are read under a time limit, and put back before the rest.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncReadExt, ReadBuf};
use tokio::net::TcpStream;

/// The connection preface of RFC 9113, section 3.4.
const PREFACE: &[u8; 24] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// Reads until it is known whether this is the preface.
pub(super) async fn read(mut stream: TcpStream) -> io::Result<Replayed> {
    let mut bytes = [0; PREFACE.len()];
    let mut length = 0;
    while let Some(free) = bytes.get_mut(length..).filter(|free| !free.is_empty()) {
        let count = stream.read(free).await?;
        length += count;
        let differs = !PREFACE.starts_with(bytes.get(..length).unwrap_or_default());
        if count == 0 || differs {
            break;
        }
    }
    Ok(Replayed {
        bytes,
        position: 0,
        length,
        stream,
    })
}

/// A stream whose first bytes were read and are given again.
pub(super) struct Replayed {
    bytes: [u8; PREFACE.len()],
    position: usize,
    length: usize,
    stream: TcpStream,
}

impl Replayed {
    /// Whether they are the preface.
    pub(super) fn is_http2(&self) -> bool {
        self.length == PREFACE.len() && self.bytes == *PREFACE
    }

    /// What is written to: only reading is different.
    pub(super) const fn socket(&mut self) -> Pin<&mut TcpStream> {
        Pin::new(&mut self.stream)
    }
}

impl AsyncRead for Replayed {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        out: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let kept = this
            .bytes
            .get(this.position..this.length)
            .unwrap_or_default();
        if kept.is_empty() {
            return Pin::new(&mut this.stream).poll_read(context, out);
        }
        let count = kept.len().min(out.remaining());
        out.put_slice(kept.get(..count).unwrap_or_default());
        this.position += count;
        Poll::Ready(Ok(()))
    }
}
