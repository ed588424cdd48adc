//! What turns out to be wrong with a request while its operation reads the body.

use std::sync::{Arc, OnceLock};

use crate::Rejection;

/// A place for the rejection of a request that is with its operation already. Whatever the operation answers then, the
/// client gets the rejection.
#[derive(Clone, Debug, Default)]
pub(crate) struct Late(Option<Arc<OnceLock<Rejection>>>);

impl Late {
    /// A place that something can be put into; the default has no room.
    pub(crate) fn open() -> Self {
        Self(Some(Arc::default()))
    }

    /// Rejects the request. Only the first reason counts.
    pub(crate) fn reject(&self, rejection: Rejection) {
        if let Some(place) = &self.0 {
            // What was there already stays.
            let _ = place.set(rejection);
        }
    }

    pub(crate) fn rejection(&self) -> Option<&Rejection> {
        self.0.as_ref()?.get()
    }
}

/// A request turned out to be wrong while its body was read; the client is told what, whatever the operation answers.
///
/// ```
/// # async fn example<T: anteroom::Part>(mut parts: anteroom::Parts<T>) -> Result<usize, anteroom::Refused> {
/// let mut count = 0;
/// while let Some(_part) = parts.next().await? {
///     count += 1;
/// }
/// # Ok(count)
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Refused {
    rejection: Rejection,
}

impl Refused {
    pub(crate) const fn new(rejection: Rejection) -> Self {
        Self { rejection }
    }

    /// What the client is told.
    pub const fn rejection(&self) -> &Rejection {
        &self.rejection
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            out,
            "the request is refused with {}",
            self.rejection.status()
        )
    }
}

impl std::error::Error for Refused {}
