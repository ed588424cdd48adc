//! What generated code calls: JSON that is decoded and checked in one pass, validation rules, the types that OpenAPI
//! formats become, and the service that answers requests.
//!
//! [`anteroom-codegen`](https://docs.rs/anteroom-codegen) turns an OpenAPI document into Rust; that Rust is short
//! because everything which is the same for all documents lives here, written once and compiled once.
//!
//! * [`json`] reads and writes JSON text. A [`json::Reader`] walks over the bytes once; the models of a document
//!   are built on the way, and every violation of their schemas is collected with its JSON pointer.
//! * [`validate`] holds the rules (lengths, bounds, patterns, formats) and the [`Checker`](validate::Checker) that
//!   collects what breaks them, both while decoding and for values that were built in memory.
//! * [`Field`], [`DateTime`], [`Base64`] and [`Deep`] are the types that models have beside those of the standard library,
//!   `jiff` and `uuid`.
//! * [`Server`] is a document's API as a tower service, with limits, security and problem answers; [`serve()`] puts it
//!   on a socket. [`Context`], [`Body`], [`Problem`] and the statuses of [`ClientStatus`] and its like are what the
//!   methods of a generated trait deal with.
//!
//! # Features
//!
//! | feature | gives |
//! |---|---|
//! | `http` (default) | the service: [`Server`], routing, parameters, security, problem answers |
//! | `models` (default) | JSON and rules; implied by all above and below that need them |
//! | `values` (default) | types for dates and times, and for UUIDs; implied by `http` |
//! | `serve` (default) | [`serve()`]: HTTP/1.1 and HTTP/2 on a TCP listener, by hyper and tokio; implies `http` |
//! | `serde` (default) | `Serialize` and `Deserialize` for models, through [`serde_bridge!`] |
//! | `tracing` | a span for each request, with the HTTP attributes of OpenTelemetry, and failures of the service in the log; without it failures go to standard error or a hook of your own |
//! | `decompression` | request bodies that are encoded with gzip, br or zstd; without it they are refused |
//! | `backtracking` | patterns with look-around and back-references, on an engine with a bound on its steps |
//!
//! With `default-features = false` what remains is what the generator needs: patterns, formats and exact numbers. Generated
//! code needs `http`.

mod base64;
#[cfg(feature = "http")]
mod body;
#[cfg(feature = "http")]
mod context;
mod date_time;
#[cfg(feature = "models")]
mod deep;
#[cfg(feature = "models")]
mod field;
#[cfg(feature = "http")]
mod input;
#[cfg(feature = "models")]
pub mod json;
#[cfg(feature = "http")]
mod late;
#[cfg(feature = "http")]
mod letters;
#[cfg(feature = "models")]
mod macros;
#[cfg(feature = "http")]
mod media_type;
#[cfg(feature = "http")]
mod multipart;
mod number;
#[cfg(feature = "http")]
mod operation;
#[cfg(feature = "http")]
pub mod parameter;
#[cfg(feature = "http")]
mod problem;
#[cfg(feature = "http")]
mod received;
#[cfg(feature = "http")]
mod rejection;
#[cfg(feature = "http")]
mod reply;
#[cfg(feature = "http")]
mod responding;
#[cfg(feature = "http")]
mod router;
#[cfg(feature = "http")]
pub mod security;
#[cfg(feature = "serve")]
mod serve;
#[cfg(feature = "http")]
mod server;
#[cfg(feature = "http")]
mod server_error;
#[cfg(feature = "http")]
mod service;
#[cfg(feature = "http")]
mod span;
#[cfg(feature = "http")]
mod status;
#[cfg(feature = "http")]
mod stream;
pub mod validate;
#[cfg(feature = "models")]
mod words;
#[cfg(feature = "http")]
pub mod xml;

#[doc(hidden)]
pub mod __codegen;

pub use crate::base64::Base64;
#[cfg(feature = "values")]
pub use crate::date_time::DateTime;
#[cfg(feature = "models")]
pub use crate::{
    deep::Deep,
    field::Field,
    json::{Decode, Encode},
    validate::Validate,
};

#[cfg(feature = "http")]
pub use crate::{
    body::{Body, BodyError, CollectError, TypedBody},
    context::{Context, Location},
    input::Input,
    late::Refused,
    media_type::MediaType,
    multipart::{FilePart, Part, PartField, PartRules, Parts},
    operation::{BodyMeta, Content, Method, Operation, OperationInfo, OperationMeta},
    parameter::{Form, Parameter, RawParameter},
    problem::{PROBLEM_JSON, Problem},
    rejection::Rejection,
    reply::Reply,
    responding::Responding,
    server::{
        DEFAULT_BODY_LIMIT, DEFAULT_PARAMETER_LIMIT, DEFAULT_PART_LIMIT, DEFAULT_PART_SIZE_LIMIT,
        Limits, OperationFuture, OperationService, Server,
    },
    server_error::{Failure, ServerError},
    service::{Api, Exchange, Handler, ResponseFuture},
    status::{
        ClientStatus, Code, InformationalStatus, OutOfClass, RedirectionStatus, ServerStatus,
        Status, StatusClass, SuccessStatus,
    },
    stream::{Event, Events, JsonLines, JsonValues},
};

#[cfg(feature = "decompression")]
pub use crate::server::DEFAULT_DECOMPRESSION_RATIO;

#[cfg(feature = "serve")]
pub use crate::serve::{Serve, serve};

/// What many values come from: [`JsonLines`], [`Events`].
#[cfg(feature = "http")]
pub use futures_core::Stream;
#[cfg(feature = "http")]
pub use http;
#[cfg(feature = "values")]
pub use jiff;
#[cfg(feature = "values")]
pub use uuid::{self, Uuid};
