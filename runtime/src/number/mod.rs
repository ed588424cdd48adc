//! Numbers: their digits, and the types that they have in Rust.

// To write them, and what else is done for speed, takes models.
#![cfg_attr(
    not(feature = "models"),
    allow(dead_code, unused_imports, unreachable_pub)
)]

mod digits;
mod lex;
mod types;

pub use self::types::{Float, Integer};

pub(crate) use self::digits::{POWERS, push};
pub(crate) use self::lex::{length, lex, small, small_integer};
