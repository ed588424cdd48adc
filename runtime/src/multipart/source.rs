//! A multipart body while its parts are read, here the parts and there the content of one of them.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker, ready};

use bytes::Bytes;
use http::HeaderMap;
use http_body::{Body as HttpBody, Frame};

use super::split::{Fault, Splitter, Step};
use crate::body::{BodyError, CollectError, Complain, Size};
use crate::late::{Late, Refused};
use crate::validate::{Place, Violation, Violations};
use crate::{Body, Rejection};

/// The body, shared by the list of parts and the content of the last of them.
#[derive(Clone)]
pub(super) struct Source(Arc<Mutex<Inner>>);

struct Inner {
    body: Body,
    splitter: Splitter,
    /// The number of the part that is being read.
    part: u64,
    /// Whether its content is not over.
    inside: bool,
    /// Who waits for that content.
    waiting: Option<Waker>,
    late: Late,
    /// Where the schema of the body is.
    schema: &'static str,
    limit: u64,
    /// How many bytes the part must have, if that is said, and how many there were.
    measure: Option<(Size, Complain)>,
    seen: u64,
}

impl Source {
    pub(super) fn new(
        body: Body,
        splitter: Splitter,
        late: Late,
        schema: &'static str,
        limit: u64,
    ) -> Self {
        Self(Arc::new(Mutex::new(Inner {
            body,
            splitter,
            part: 0,
            inside: false,
            waiting: None,
            late,
            schema,
            limit,
            measure: None,
            seen: 0,
        })))
    }

    /// Counts the bytes of the part whose head was read, whether they are read or skipped.
    pub(super) fn measure(&self, size: Size, complain: Complain) {
        self.with(|inner| inner.measure = Some((size, complain)));
    }

    /// Goes to the next part; what is left of the one before is skipped.
    pub(super) async fn head(&self) -> Result<Option<(HeaderMap, Content)>, Refused> {
        let (part, waker) = self.with(|inner| {
            inner.part += 1;
            (inner.part, inner.waiting.take())
        });
        if let Some(waker) = waker {
            // To learn that its part is over.
            waker.wake();
        }
        let fields = std::future::poll_fn(|context| self.with(|inner| inner.poll_head(context)));
        Ok(fields.await?.map(|fields| {
            let content = Content {
                source: self.clone(),
                part,
            };
            (fields, content)
        }))
    }

    fn with<T>(&self, f: impl FnOnce(&mut Inner) -> T) -> T {
        // Nothing is left half done where a panic could come from.
        f(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Inner {
    fn poll_head(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<HeaderMap>, Refused>> {
        loop {
            match ready!(self.poll_step(context))? {
                Step::Head(fields) => {
                    self.inside = true;
                    return Poll::Ready(Ok(Some(fields)));
                }
                Step::End => {
                    self.inside = false;
                    return Poll::Ready(Ok(None));
                }
                Step::Content(_) | Step::PartEnd | Step::More => {}
            }
        }
    }

    fn poll_content(
        &mut self,
        part: u64,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, BodyError>>> {
        if self.part != part {
            return Poll::Ready(Some(Err(Box::new(Superseded))));
        }
        if !self.inside {
            return Poll::Ready(None);
        }
        self.waiting = Some(context.waker().clone());
        match ready!(self.poll_step(context)) {
            Ok(Step::Content(bytes)) => Poll::Ready(Some(Ok(bytes))),
            Ok(_) => {
                self.inside = false;
                Poll::Ready(None)
            }
            Err(refused) => {
                self.inside = false;
                Poll::Ready(Some(Err(Box::new(refused))))
            }
        }
    }

    /// The step, unless the part has too many bytes, or too few at its end.
    fn measured(&mut self, step: Step) -> Result<Step, Refused> {
        let complaint = match (&step, &self.measure) {
            (Step::Content(bytes), Some((size, _))) => {
                self.seen += bytes.len() as u64;
                Size { min: 0, ..*size }.complaint(self.seen)
            }
            (Step::PartEnd, Some((size, _))) => size.complaint(self.seen),
            _ => None,
        };
        let complaint = complaint.zip(self.measure.as_ref());
        if let Some(((keyword, message), (_, complain))) = complaint {
            let rejection = Rejection::Invalid(complain(keyword, &message));
            return Err(self.refuse(rejection));
        }
        if let Step::PartEnd | Step::Head(_) | Step::End = step {
            self.measure = None;
            self.seen = 0;
        }
        Ok(step)
    }

    /// Anything but [`Step::More`].
    fn poll_step(&mut self, context: &mut Context<'_>) -> Poll<Result<Step, Refused>> {
        loop {
            match self.splitter.step() {
                Ok(Step::More) => {}
                Ok(step) => return Poll::Ready(self.measured(step)),
                Err(fault) => return Poll::Ready(Err(self.refuse(malformed(self.schema, fault)))),
            }
            match ready!(Pin::new(&mut self.body).poll_frame(context)) {
                None => self.splitter.end(),
                Some(Ok(frame)) => {
                    if let Ok(data) = Frame::into_data(frame) {
                        self.splitter.push(&data);
                    }
                }
                Some(Err(error)) => {
                    let error = CollectError::of(error);
                    let rejection = Rejection::of_body(&error, self.limit);
                    return Poll::Ready(Err(self.refuse(rejection)));
                }
            }
        }
    }

    /// Nothing more is read.
    fn refuse(&mut self, rejection: Rejection) -> Refused {
        self.body = Body::empty();
        self.splitter.end();
        self.late.reject(rejection.clone());
        // Only the first reason counts.
        Refused::new(self.late.rejection().cloned().unwrap_or(rejection))
    }
}

fn malformed(schema: &str, fault: Fault) -> Rejection {
    let mut errors = Violations::new();
    errors.push(Violation {
        place: Place::Body { pointer: "" },
        keyword: "multipart",
        schema,
        message: fault.message(),
    });
    Rejection::Malformed {
        syntax: None,
        errors,
    }
}

/// The content of one part.
pub(super) struct Content {
    source: Source,
    part: u64,
}

impl HttpBody for Content {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let polled = self
            .source
            .with(|inner| inner.poll_content(self.part, context));
        polled.map_ok(Frame::data)
    }
}

/// What reads on in a part gets where the next one was asked for.
#[derive(Debug)]
struct Superseded;

impl fmt::Display for Superseded {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the part is over: the next one was asked for")
    }
}

impl std::error::Error for Superseded {}
