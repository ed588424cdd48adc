//! Connections on which nothing is asked for.

use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::time::{sleep, sleep_until};

/// What goes on on a connection.
#[derive(Debug, Default)]
pub(super) struct Activity {
    /// How many requests there were, up to now.
    begun: AtomicUsize,
    running: AtomicUsize,
}

impl Activity {
    /// A request begins; it runs until what this gives is dropped.
    pub(super) fn begin(self: &Arc<Self>) -> Running {
        self.begun.fetch_add(1, Ordering::Relaxed);
        self.running.fetch_add(1, Ordering::Relaxed);
        Running(Arc::clone(self))
    }

    /// Ready if there was no request at all by then.
    pub(super) async fn none_by(&self, time: Instant) {
        sleep_until(time.into()).await;
        if self.begun.load(Ordering::Relaxed) > 0 {
            pending::<()>().await;
        }
    }

    /// Ready once no request ran for so long, or somewhat later. HTTP/2 needs it: a client that does nothing but answer
    /// pings is there.
    pub(super) async fn idle(&self, time: Duration) {
        loop {
            let begun = self.begun.load(Ordering::Relaxed);
            sleep(time).await;
            let has_begun = self.begun.load(Ordering::Relaxed) != begun;
            if !has_begun && self.running.load(Ordering::Relaxed) == 0 {
                return;
            }
        }
    }
}

/// A request that was not answered in full yet.
#[derive(Debug)]
pub(super) struct Running(Arc<Activity>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.running.fetch_sub(1, Ordering::Relaxed);
    }
}
