//! Server-sent events (HTML, section 9.2).

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use futures_core::Stream;

use super::{Values, ready};
use crate::json::{Encode, from_str, to_string};

/// One event: a value with its name and id.
///
/// ```
/// use anteroom::Event;
///
/// let event = Event::new(12).name("seats").id("7");
/// assert_eq!(event.to_string(), "id: 7\nevent: seats\ndata: 12\n\n");
/// // A text is sent as it is, without the quotes of JSON.
/// assert_eq!(Event::new("two\nlines").to_string(), "data: two\ndata: lines\n\n");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event<T> {
    data: T,
    name: Option<Cow<'static, str>>,
    id: Option<String>,
    retry: Option<Duration>,
}

impl<T> Event<T> {
    /// An event that is a `message`, as those without a name are.
    pub const fn new(data: T) -> Self {
        Self {
            data,
            name: None,
            id: None,
            retry: None,
        }
    }

    /// Sets the name, by which listeners choose.
    #[must_use]
    pub fn name(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the id, which a client that comes again sends as `Last-Event-ID`.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets how long a client waits before it comes again.
    #[must_use]
    pub fn retry(mut self, after: Duration) -> Self {
        self.retry = Some(after);
        self
    }

    /// The value.
    pub const fn data(&self) -> &T {
        &self.data
    }
}

impl<T> From<T> for Event<T> {
    fn from(data: T) -> Self {
        Self::new(data)
    }
}

impl<T: Encode> fmt::Display for Event<T> {
    /// As it is sent.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(id) = &self.id {
            writeln!(out, "id: {}", in_one_line(id))?;
        }
        if let Some(name) = &self.name {
            writeln!(out, "event: {}", in_one_line(name))?;
        }
        if let Some(after) = self.retry {
            writeln!(out, "retry: {}", after.as_millis())?;
        }
        let json = to_string(&self.data);
        let text = from_str::<String>(&json).unwrap_or(json);
        for line in text.replace("\r\n", "\n").split(['\n', '\r']) {
            writeln!(out, "data: {line}")?;
        }
        out.write_str("\n")
    }
}

/// A field ends with its line, and an id with NUL is not kept.
fn in_one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\0'], " ")
}

/// An answer of events, each sent as it comes: `text/event-stream`.
///
/// Where answers are validated, a value that breaks its schema ends the answer there, and the reason goes where
/// failures go.
///
/// ```
/// use anteroom::{Event, Events};
///
/// let countdown: Events<i64> = [2, 1, 0].into_iter().map(Event::new).collect();
/// # let _ = countdown;
/// ```
pub struct Events<T> {
    pub(crate) events: Values<Event<T>>,
    #[cfg(feature = "serve")]
    pub(crate) keep_alive: Option<Duration>,
}

impl<T> Events<T> {
    /// The events of a stream.
    pub fn new(events: impl Stream<Item = Event<T>> + Send + 'static) -> Self {
        Self {
            events: Box::pin(events),
            #[cfg(feature = "serve")]
            keep_alive: None,
        }
    }

    /// Sends a comment where no event came for so long, so that nobody in between takes the connection for dead. It
    /// needs the feature `serve`, and tokio's time.
    #[cfg(feature = "serve")]
    #[must_use]
    pub fn keep_alive(mut self, every: Duration) -> Self {
        self.keep_alive = Some(every);
        self
    }
}

impl<T: Send + 'static> FromIterator<Event<T>> for Events<T> {
    fn from_iter<I: IntoIterator<Item = Event<T>>>(events: I) -> Self {
        Self {
            events: ready(events),
            #[cfg(feature = "serve")]
            keep_alive: None,
        }
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Events").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_stay_in_their_lines() {
        let event = Event::new("a\r\nb\rc\n")
            .id("1\n2\0")
            .name("x\ry")
            .retry(Duration::from_secs(2));
        assert_eq!(
            event.to_string(),
            "id: 1 2 \nevent: x y\nretry: 2000\ndata: a\ndata: b\ndata: c\ndata: \n\n"
        );
        assert_eq!(Event::new(vec![1, 2]).to_string(), "data: [1,2]\n\n");
    }
}
