//! The body of an answer that is made while it is sent.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};

use crate::server_error::Failure;
use crate::service::Call;
use crate::span::Span;
use crate::{Body, BodyError};

/// The same body, made within the span of its request. Where that panics, the body ends with an error, and the failure is
/// told as that of an implementation is.
pub(super) fn guarded(body: Body, call: Call, span: Span) -> Body {
    Body::new(Guarded { body, call, span })
}

struct Guarded {
    body: Body,
    call: Call,
    span: Span,
}

impl HttpBody for Guarded {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let this = &mut *self;
        // A body that has panicked is polled no more.
        let poll = AssertUnwindSafe(|| Pin::new(&mut this.body).poll_frame(context));
        this.span.within(|| {
            catch_unwind(poll).unwrap_or_else(|payload| {
                this.call.report(Failure::panic(&*payload));
                Poll::Ready(Some(Err("the body could not be made".into())))
            })
        })
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
