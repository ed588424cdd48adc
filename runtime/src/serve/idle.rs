//! Connections on which nothing is asked for.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::time::sleep;

/// What goes on on a connection.
#[derive(Debug)]
pub(super) struct Activity {
    start: Instant,
    has_begun: AtomicBool,
    running: AtomicUsize,
    /// When the last one ended, in milliseconds from the start.
    ended: AtomicU64,
}

impl Activity {
    /// Of a connection that was accepted at that moment.
    pub(super) fn since(start: Instant) -> Self {
        Self {
            start,
            has_begun: AtomicBool::new(false),
            running: AtomicUsize::new(0),
            ended: AtomicU64::new(0),
        }
    }

    /// A request begins; it runs until what this gives is dropped.
    pub(super) fn begin(self: &Arc<Self>) -> Running {
        self.has_begun.store(true, Ordering::Relaxed);
        self.running.fetch_add(1, Ordering::Relaxed);
        Running(Arc::clone(self))
    }

    /// Whether there was any request.
    pub(super) fn has_begun(&self) -> bool {
        self.has_begun.load(Ordering::Relaxed)
    }

    /// From now on it is idle, unless a request runs.
    pub(super) fn note(&self) {
        let elapsed = self.start.elapsed().as_millis();
        let elapsed = u64::try_from(elapsed).unwrap_or(u64::MAX);
        self.ended.store(elapsed, Ordering::Release);
    }

    /// Ready once no request ran for so long: a head does not come, or a client of HTTP/2 does nothing but answer pings.
    pub(super) async fn idle(&self, time: Duration) {
        loop {
            let wait = match self.running.load(Ordering::Acquire) {
                0 => {
                    let ended = Duration::from_millis(self.ended.load(Ordering::Acquire));
                    ended
                        .saturating_add(time)
                        .saturating_sub(self.start.elapsed())
                }
                _ => time,
            };
            if wait.is_zero() {
                return;
            }
            sleep(wait).await;
        }
    }
}

/// A request that was not answered in full yet, or an answer that is being sent.
#[derive(Debug)]
pub(super) struct Running(Arc<Activity>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.note();
        self.0.running.fetch_sub(1, Ordering::Release);
    }
}
