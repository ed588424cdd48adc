//! What goes value by value: answers in lines of JSON and events, requests in lines of JSON.

mod event;
mod sent;
mod values;

pub use self::event::{Event, Events};
pub(crate) use self::sent::Sent;
pub use self::values::JsonValues;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

pub(crate) type Values<T> = Pin<Box<dyn Stream<Item = T> + Send>>;

/// An answer of many JSON values, each sent as it comes: `application/x-ndjson` and its kin have one on each line,
/// `application/json-seq` puts a mark before each (RFC 7464).
///
/// Where answers are validated, a value that breaks its schema ends the answer there, so that the client sees it is not
/// whole, and the reason goes where failures go.
///
/// ```
/// use anteroom::JsonLines;
///
/// let numbers: JsonLines<i64> = (1..=3).collect();
/// # let _ = numbers;
/// ```
pub struct JsonLines<T> {
    pub(crate) values: Values<T>,
}

impl<T> JsonLines<T> {
    /// The values of a stream.
    pub fn new(values: impl Stream<Item = T> + Send + 'static) -> Self {
        Self {
            values: Box::pin(values),
        }
    }
}

impl<T: Send + 'static> FromIterator<T> for JsonLines<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self {
            values: ready(values),
        }
    }
}

impl<T> fmt::Debug for JsonLines<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("JsonLines").finish_non_exhaustive()
    }
}

/// Values that are all there.
fn ready<T: Send + 'static>(values: impl IntoIterator<Item = T>) -> Values<T> {
    let values: Vec<T> = values.into_iter().collect();
    Box::pin(Ready(values.into_iter()))
}

struct Ready<T>(std::vec::IntoIter<T>);

// Nothing in it is pinned.
impl<T> Unpin for Ready<T> {}

impl<T> Stream for Ready<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<T>> {
        Poll::Ready(self.0.next())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}
