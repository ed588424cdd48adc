//! Answers that the client has not taken yet.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::idle::{Activity, Running};
use super::preface::Replayed;

/// How much is written as one slice, though it comes as several: the system takes one of this size sooner than two (bench
/// `servers`), and most answers with their heads are as short.
const SHORT: usize = 1024;

/// A stream on which something goes on for as long as a write waits for the client. To HTTP an answer is done once all
/// of it was handed on.
pub(super) struct Sending {
    stream: Replayed,
    activity: Arc<Activity>,
    waiting: Option<Running>,
    gathered: Vec<u8>,
}

impl Sending {
    pub(super) const fn new(stream: Replayed, activity: Arc<Activity>) -> Self {
        Self {
            stream,
            activity,
            waiting: None,
            gathered: Vec::new(),
        }
    }

    fn note<T>(&mut self, written: Poll<T>) -> Poll<T> {
        if written.is_ready() {
            self.waiting = None;
        } else if self.waiting.is_none() {
            self.waiting = Some(self.activity.begin());
        }
        written
    }
}

impl AsyncRead for Sending {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        out: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, out)
    }
}

impl AsyncWrite for Sending {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = self.stream.socket().poll_write(context, bytes);
        self.note(written)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.socket().poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.socket().poll_shutdown(context)
    }

    /// As TCP is.
    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = &mut *self;
        let written = match slices.iter().map(|slice| slice.len()).sum() {
            0..=SHORT => {
                this.gathered.clear();
                for slice in slices {
                    this.gathered.extend_from_slice(slice);
                }
                this.stream.socket().poll_write(context, &this.gathered)
            }
            _ => this.stream.socket().poll_write_vectored(context, slices),
        };
        this.note(written)
    }
}
