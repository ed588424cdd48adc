//! A stream that ends where the limit of its operation is.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};

use super::{BadCoding, Body, BodyError, GrownTooLarge, Kind, TooSlow};
use crate::Rejection;
use crate::late::Late;

/// What a reader of the stream gets in place of the byte that is too many.
#[derive(Debug)]
pub(super) struct PastLimit;

impl fmt::Display for PastLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body is larger than allowed")
    }
}

impl std::error::Error for PastLimit {}

/// The same body, of which no more than `limit` bytes can be read. Where it is cut off or fails, `late` is told: what
/// the implementation answers then has no meaning.
pub(crate) fn limited(body: Body, limit: u64, late: &Late) -> Body {
    // What is all there cannot fail.
    let is_all_there = !matches!(body.0, Kind::Stream(_));
    if is_all_there && body.len().is_some_and(|length| length <= limit) {
        return body;
    }
    Body::new(Limited {
        body,
        limit,
        left: limit,
        late: late.clone(),
    })
}

struct Limited {
    body: Body,
    limit: u64,
    left: u64,
    late: Late,
}

impl HttpBody for Limited {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        if let Poll::Ready(Some(Err(error))) = &polled {
            self.late.reject(rejection_of(error, self.limit));
        }
        if let Poll::Ready(Some(Ok(frame))) = &polled {
            let length = frame.data_ref().map_or(0, |data| data.len() as u64);
            match self.left.checked_sub(length) {
                Some(left) => self.left = left,
                None => {
                    self.late.reject(Rejection::TooLarge { limit: self.limit });
                    self.body = Body::empty();
                    return Poll::Ready(Some(Err(Box::new(PastLimit))));
                }
            }
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

fn rejection_of(error: &BodyError, limit: u64) -> Rejection {
    if error.is::<PastLimit>() {
        Rejection::TooLarge { limit }
    } else if let Some(GrownTooLarge { ratio }) = error.downcast_ref() {
        Rejection::TooCompressed { ratio: *ratio }
    } else if error.is::<BadCoding>() {
        Rejection::Undecodable
    } else if error.is::<TooSlow>() {
        Rejection::TooSlow
    } else {
        Rejection::Unreadable
    }
}
