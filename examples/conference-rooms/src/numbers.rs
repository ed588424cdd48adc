//! The identifiers of rooms.

use std::sync::atomic::{AtomicI64, Ordering};

use anteroom::Base64;
use anteroom::jiff::Timestamp;

/// Gives numbers that grow with time: microseconds since 1970, with two digits for those that share one.
///
/// No number is given twice, not even when the clock goes back, or when the process starts anew with the last number
/// that was in use.
pub(crate) struct Numbers {
    last: AtomicI64,
}

impl Numbers {
    pub(crate) fn after(last: i64) -> Self {
        Self {
            last: AtomicI64::new(last),
        }
    }

    pub(crate) fn next(&self, now: Timestamp) -> i64 {
        let earliest = now.as_microsecond().saturating_mul(100);
        let next = |last: i64| earliest.max(last.saturating_add(1));
        let last = self
            .last
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| {
                Some(next(last))
            });
        next(last.unwrap_or_else(|last| last))
    }
}

/// The identifier of the room with a number: its digits in base64.
pub(crate) fn id(number: i64) -> String {
    Base64(number.to_string().into_bytes()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_base64_of_18_digits() {
        assert_eq!(id(700_551_909_773_148_160), "NzAwNTUxOTA5NzczMTQ4MTYw");
        let number = Numbers::after(0).next(Timestamp::now());
        assert_eq!(number.to_string().len(), 18);
    }

    #[test]
    fn numbers_grow_whatever_the_clock_does() {
        let numbers = Numbers::after(0);
        let clock = [5, 5, 7, 3, 8].map(|second| Timestamp::from_second(second).unwrap());
        let given = clock.map(|now| numbers.next(now));
        assert_eq!(
            given,
            [
                500_000_000,
                500_000_001,
                700_000_000,
                700_000_001,
                800_000_000
            ]
        );
        assert_eq!(Numbers::after(given[4]).next(clock[0]), given[4] + 1);
    }
}
