//! Bodies that do not come.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use hyper::body::Incoming;
use tokio::time::{Instant, Sleep, sleep};

use crate::body::{Body, BodyError, TooSlow};

/// How many bytes a client must send within the time. A client that sends one byte now and then would
/// otherwise hold its connection for as long as it likes.
const PORTION: u64 = 16 * 1024;

/// The same body, which fails where the client makes it wait for longer than `timeout` in all for a
/// portion. Time in which nobody asks for more does not count.
pub(super) fn bounded(body: Incoming, timeout: Duration) -> Body {
    Body::new(Bounded {
        body,
        timeout,
        left: timeout,
        portion: PORTION,
        waiting: None,
    })
}

struct Bounded {
    body: Incoming,
    timeout: Duration,
    /// What is left of the time for this portion.
    left: Duration,
    /// How many bytes are missing from it.
    portion: u64,
    waiting: Option<Pin<Box<Sleep>>>,
}

impl Bounded {
    fn received(&mut self, length: u64) {
        if let Some(waiting) = self.waiting.take() {
            self.left = waiting.deadline().duration_since(Instant::now());
        }
        self.portion = self.portion.saturating_sub(length);
        if self.portion == 0 {
            self.portion = PORTION;
            self.left = self.timeout;
        }
    }
}

impl HttpBody for Bounded {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) else {
            let left = self.left;
            let waiting = self.waiting.get_or_insert_with(|| Box::pin(sleep(left)));
            let is_over = waiting.as_mut().poll(context).is_ready();
            return match is_over {
                true => Poll::Ready(Some(Err(Box::new(TooSlow)))),
                false => Poll::Pending,
            };
        };
        let data = |frame: &Frame<Bytes>| frame.data_ref().map_or(0, |data| data.len() as u64);
        self.received(match &frame {
            Some(Ok(frame)) => data(frame),
            _ => 0,
        });
        Poll::Ready(frame.map(|frame| frame.map_err(Into::into)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
