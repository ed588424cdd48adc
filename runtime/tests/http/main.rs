//! The HTTP half from the outside: a hand-written "generated" API, in process and over sockets.

#![cfg(feature = "http")]
#![allow(unreachable_pub, missing_docs, clippy::unwrap_used, clippy::panic)]

mod api;
mod bodies;
mod failures;
mod layers;
mod parameters;
mod rooms;
mod routing;
mod security;
#[cfg(feature = "serve")]
mod sockets;
#[cfg(feature = "tracing")]
mod spans;
