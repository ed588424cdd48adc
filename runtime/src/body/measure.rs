//! A stream that must have so many bytes.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};

use super::{Body, BodyError, Kind};
use crate::Rejection;
use crate::late::{Late, Refused};
use crate::validate::Violations;

/// How many there must be and may be: bytes of a body, or values of many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) min: u64,
    pub(crate) max: Option<u64>,
}

impl Size {
    /// The keyword and the message for a number of bytes that the schema does not allow.
    pub(crate) fn complaint(self, bytes: u64) -> Option<(&'static str, String)> {
        let Self { min, max } = self;
        if bytes < min {
            let message = format!("must have at least {min} byte{}", plural(min));
            return Some(("minLength", message));
        }
        let max = max.filter(|max| bytes > *max)?;
        let message = format!("must have at most {max} byte{}", plural(max));
        Some(("maxLength", message))
    }
}

/// What ends the name of so many things.
pub(crate) const fn plural(count: u64) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// Says where the body is that breaks a rule.
pub(crate) type Complain = Box<dyn Fn(&'static str, &str) -> Violations + Send + Sync>;

/// The same body. Where its number of bytes turns out to be another one, it fails, and `late` is told.
pub(crate) fn measured(body: Body, size: Size, late: &Late, complain: Complain) -> Body {
    // What is all there has been measured.
    if !matches!(body.0, Kind::Stream(_))
        && body.len().is_some_and(|it| size.complaint(it).is_none())
    {
        return body;
    }
    Body::new(Measured {
        body,
        size,
        seen: 0,
        late: late.clone(),
        complain,
    })
}

struct Measured {
    body: Body,
    size: Size,
    seen: u64,
    late: Late,
    complain: Complain,
}

impl Measured {
    fn fail(&mut self, (keyword, message): (&'static str, String)) -> BodyError {
        let rejection = Rejection::Invalid((self.complain)(keyword, &message));
        self.late.reject(rejection.clone());
        self.body = Body::empty();
        self.size = Size { min: 0, max: None };
        Box::new(Refused::new(rejection))
    }
}

impl HttpBody for Measured {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        let complaint = match &polled {
            Poll::Ready(Some(Ok(frame))) => {
                self.seen += frame.data_ref().map_or(0, |data| data.len() as u64);
                // There may be more to come.
                let most = Size {
                    min: 0,
                    ..self.size
                };
                most.complaint(self.seen)
            }
            Poll::Ready(None) => self.size.complaint(self.seen),
            _ => None,
        };
        match complaint {
            Some(complaint) => Poll::Ready(Some(Err(self.fail(complaint)))),
            None => polled,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream() && self.size.complaint(self.seen).is_none()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
