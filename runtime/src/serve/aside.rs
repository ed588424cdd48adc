//! A future beside one that is busy.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

/// A future that shares a task with another one and is polled only when it was woken itself. A connection is polled many
/// times for one time that its end comes nearer, and `select!` would ask for both (bench `servers`).
pub(super) struct Aside<F> {
    future: F,
    bell: Arc<Bell>,
    /// The bell for the future, and the waker of the task that it rings.
    wakers: Option<(Waker, Waker)>,
}

impl<F: Future + Unpin> Aside<F> {
    pub(super) fn new(future: F) -> Self {
        let bell = Bell {
            has_rung: AtomicBool::new(true),
            task: Mutex::new(None),
        };
        Self {
            future,
            bell: Arc::new(bell),
            wakers: None,
        }
    }
}

impl<F: Future + Unpin> Future for Aside<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let this = &mut *self;
        let task = context.waker();
        let bell = match &this.wakers {
            Some((bell, known)) if known.will_wake(task) => bell,
            _ => {
                this.bell.ring_for(task.clone());
                let bell = Waker::from(Arc::clone(&this.bell));
                &this.wakers.insert((bell, task.clone())).0
            }
        };
        if !this.bell.has_rung.swap(false, Ordering::AcqRel) {
            return Poll::Pending;
        }
        Pin::new(&mut this.future).poll(&mut Context::from_waker(bell))
    }
}

/// Wakes the task, and notes that it did.
struct Bell {
    has_rung: AtomicBool,
    task: Mutex<Option<Waker>>,
}

impl Bell {
    fn ring_for(&self, task: Waker) {
        *self.task.lock().unwrap_or_else(PoisonError::into_inner) = Some(task);
    }
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.has_rung.store(true, Ordering::Release);
        let task = self.task.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(task) = &*task {
            task.wake_by_ref();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::future::poll_fn;
    use std::pin::pin;

    use super::*;

    #[test]
    fn it_is_polled_only_when_it_was_woken() {
        let (polls, kept) = (Cell::new(0), Cell::new(None));
        let future = pin!(poll_fn(|context| {
            polls.set(polls.get() + 1);
            kept.set(Some(context.waker().clone()));
            Poll::<()>::Pending
        }));
        let mut aside = Aside::new(future);
        let bell = || Bell {
            has_rung: AtomicBool::new(false),
            task: Mutex::new(None),
        };
        let (task, other) = (Arc::new(bell()), Arc::new(bell()));
        let mut poll = |task: &Arc<Bell>| {
            let waker = Waker::from(Arc::clone(task));
            let polled = Pin::new(&mut aside).poll(&mut Context::from_waker(&waker));
            assert!(polled.is_pending());
            polls.get()
        };
        assert_eq!((poll(&task), poll(&task)), (1, 1));
        // It wakes the task that polled it last, even if only that task has changed since.
        assert_eq!(poll(&other), 1);
        kept.take().into_iter().for_each(Waker::wake);
        let rang = |bell: &Bell| bell.has_rung.load(Ordering::Acquire);
        assert_eq!((rang(&task), rang(&other)), (false, true));
        assert_eq!((poll(&other), poll(&other)), (2, 2));
    }
}
