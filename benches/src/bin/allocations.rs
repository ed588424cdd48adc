//! Counts how often and how much memory is asked for. A program of its own, because counting takes time.

use std::alloc::System;
use std::error::Error;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use anteroom::json;
use anteroom_benches::by_hand::CreateRoom;
use anteroom_benches::{api, bodies, by_hand, generated, requests};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tower::ServiceExt;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() -> Result<(), Box<dyn Error>> {
    println!("{:<44} {:>12} {:>15}", "", "allocations", "bytes");
    for body in [bodies::USUAL, bodies::FULL] {
        println!("open a room, {} bytes", body.len());
        let request = requests::value(body)?;
        let (one, other) = (generated::service(), by_hand::router());
        count("generated", || ready(one.clone().oneshot(request.clone())));
        count("axum, serde and validator", || {
            ready(other.clone().oneshot(request.clone()))
        });
        count("the copy of the request alone", || request.clone());
        count("generated, reading the body alone", || {
            json::from_str::<api::CreateConferenceRoom>(body)
        });
        count("serde_json, reading the body alone", || {
            serde_json::from_str::<CreateRoom>(body)
        });
    }
    Ok(())
}

/// No service waits for anything: all that a request needs is there.
fn ready<F: Future>(future: F) -> Option<F::Output> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}

fn count<T>(name: &str, mut work: impl FnMut() -> T) {
    // What is made once, such as patterns, is made here.
    drop(work());
    let region = Region::new(ALLOCATOR);
    drop(std::hint::black_box(work()));
    let change = region.change();
    println!(
        "  {name:<42} {:>12} {:>15}",
        change.allocations + change.reallocations,
        change.bytes_allocated
    );
}
