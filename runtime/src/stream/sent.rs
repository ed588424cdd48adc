//! A stream of values as a body.

#[cfg(feature = "serve")]
use std::future::Future as _;
use std::pin::Pin;
use std::task::{Context, Poll};
#[cfg(feature = "serve")]
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame};

use super::Values;
use crate::BodyError;

/// Writes each value as it comes. Nothing of it is pinned in place: the stream has a box of its own.
pub(crate) struct Sent<T> {
    values: Values<T>,
    write: Box<dyn FnMut(T) -> Result<Bytes, BodyError> + Send>,
    is_over: bool,
    #[cfg(feature = "serve")]
    pause: Option<Pause>,
}

/// What is sent when nothing was for some time.
#[cfg(feature = "serve")]
struct Pause {
    every: Duration,
    timer: Pin<Box<tokio::time::Sleep>>,
}

impl<T> Unpin for Sent<T> {}

impl<T> Sent<T> {
    pub(crate) fn new(
        values: Values<T>,
        write: impl FnMut(T) -> Result<Bytes, BodyError> + Send + 'static,
    ) -> Self {
        Self {
            values,
            write: Box::new(write),
            is_over: false,
            #[cfg(feature = "serve")]
            pause: None,
        }
    }

    /// Sends a comment of an event stream where nothing else was sent for so long.
    #[cfg(feature = "serve")]
    pub(crate) fn alive(mut self, every: Option<Duration>) -> Self {
        self.pause = every.map(|every| Pause {
            every,
            timer: Box::pin(tokio::time::sleep(every)),
        });
        self
    }
}

impl<T> Body for Sent<T> {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        if self.is_over {
            return Poll::Ready(None);
        }
        match self.values.as_mut().poll_next(context) {
            Poll::Ready(Some(value)) => {
                #[cfg(feature = "serve")]
                if let Some(pause) = &mut self.pause {
                    pause.restart();
                }
                let written = (self.write)(value);
                self.is_over = written.is_err();
                Poll::Ready(Some(written.map(Frame::data)))
            }
            Poll::Ready(None) => {
                self.is_over = true;
                Poll::Ready(None)
            }
            Poll::Pending => {
                #[cfg(feature = "serve")]
                if let Some(pause) = &mut self.pause
                    && pause.timer.as_mut().poll(context).is_ready()
                {
                    pause.restart();
                    return Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(b":\n\n")))));
                }
                Poll::Pending
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.is_over
    }
}

#[cfg(feature = "serve")]
impl Pause {
    fn restart(&mut self) {
        let next = tokio::time::Instant::now() + self.every;
        self.timer.as_mut().reset(next);
    }
}
