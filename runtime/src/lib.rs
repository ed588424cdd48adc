//! What generated code calls: JSON that is decoded and checked in one pass, validation rules, and the types that
//! OpenAPI formats become.
//!
//! [`anteroom-codegen`](https://docs.rs/anteroom-codegen) turns an OpenAPI document into Rust; that Rust is short
//! because everything which is the same for all documents lives here, written once and compiled once.
//!
//! * [`json`] reads and writes JSON text. A [`json::Reader`] walks over the bytes once; the models of a document
//!   are built on the way, and every violation of their schemas is collected with its JSON pointer.
//! * [`validate`] holds the rules (lengths, bounds, patterns, formats) and the [`Checker`](validate::Checker) that
//!   collects what breaks them, both while decoding and for values that were built in memory.
//! * [`Field`], [`DateTime`] and [`Base64`] are the types that models have beside those of the standard library,
//!   `jiff` and `uuid`.
//!
//! # Features
//!
//! | feature | gives |
//! |---|---|
//! | `serde` (default) | `Serialize` and `Deserialize` for models, through [`serde_bridge!`] |
//!
//! With `default-features = false` what remains is free of HTTP: JSON, validation and formats.

mod base64;
mod date_time;
mod field;
pub mod json;
mod macros;
pub mod validate;

#[doc(hidden)]
pub mod __codegen;

pub use crate::base64::Base64;
pub use crate::date_time::DateTime;
pub use crate::field::Field;
pub use crate::json::{Decode, Encode};
pub use crate::validate::Validate;

pub use jiff;
pub use uuid::{self, Uuid};
