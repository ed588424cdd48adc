//! What somebody who waits at a terminal is told.

use std::io::{IsTerminal, Write, stderr};
use std::time::{Duration, Instant};

/// Erases the line, so that the next thing on it is alone there.
const CLEAR: &str = "\r\x1b[K";

/// Shows what is done next, in place of what was shown before.
pub(crate) fn step(what: &'static str) {
    show(&format!("{CLEAR}{what} .."));
}

/// The time that a document took.
pub(crate) struct Timer {
    started: Instant,
}

impl Timer {
    pub(crate) fn start() -> Self {
        Self {
            started: Instant::now(),
        }
    }

    /// Shows what came of it, and how long it took.
    pub(crate) fn finish(&self, what: &str) {
        show(&format!(
            "{CLEAR}{what} in {}\n",
            seconds(self.started.elapsed())
        ));
    }

    /// Makes room for what is said in another way.
    pub(crate) fn clear(&self) {
        show(CLEAR);
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

/// Only a terminal is shown anything; where it is gone, nobody misses it.
fn show(text: &str) {
    let mut stderr = stderr().lock();
    if stderr.is_terminal() {
        let _ = stderr.write_all(text.as_bytes());
        let _ = stderr.flush();
    }
}
