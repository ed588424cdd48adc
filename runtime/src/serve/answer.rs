//! Bodies on their way out.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use http_body::{Body as HttpBody, Frame, SizeHint};
use pin_project_lite::pin_project;

use super::idle::Running;
use crate::Body;
use crate::body::BodyError;

pin_project! {
    /// The body of the service's answer, or one of our own.
    pub(super) struct Answer<B> {
        #[pin]
        body: Option<B>,
        own: Body,
        running: Running,
    }
}

impl<B> Answer<B> {
    pub(super) const fn of(body: B, running: Running) -> Self {
        Self {
            body: Some(body),
            own: Body::empty(),
            running,
        }
    }

    pub(super) const fn own(own: Body, running: Running) -> Self {
        Self {
            body: None,
            own,
            running,
        }
    }
}

impl<B> HttpBody for Answer<B>
where
    B: HttpBody,
    B::Error: Into<BodyError>,
{
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let this = self.project();
        let Some(body) = this.body.as_pin_mut() else {
            return Pin::new(this.own).poll_frame(context);
        };
        let frame = ready!(body.poll_frame(context));
        // Bytes are handed on as they are.
        let bytes = |mut data: B::Data| data.copy_to_bytes(data.remaining());
        let frame = frame.map(|frame| frame.map(|frame| frame.map_data(bytes)));
        Poll::Ready(frame.map(|frame| frame.map_err(Into::into)))
    }

    fn is_end_stream(&self) -> bool {
        match &self.body {
            Some(body) => body.is_end_stream(),
            None => self.own.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.body {
            Some(body) => body.size_hint(),
            None => self.own.size_hint(),
        }
    }
}
