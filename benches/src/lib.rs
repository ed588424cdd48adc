//! What the measuring programs share: the same API twice, generated and written by hand, the bodies that both are
//! given, and a stopwatch.

pub mod bodies;
pub mod by_hand;
pub mod generated;
mod instructions;
pub mod measure;
pub mod requests;
pub mod shapes;

/// What `anteroom-codegen` made of the document.
pub mod api {
    anteroom::include_api!("conference-rooms");
}

/// The same of values that have much of one kind.
pub mod shaped {
    anteroom::include_api!("shapes");
}

/// The token that callers must bring.
pub const TOKEN: &str = "5f0c1d3b9a7e4c2688d1f3a5b7c9e0d2";

/// The identifier of every room that is opened: there is no store, so nothing tells rooms apart.
pub const ROOM_ID: &str = "NzAwNTUxOTA5NzczMTQ4MTYw";

/// Whether this is the token. All servers compare it in the same way.
pub(crate) fn is_token(text: &str) -> bool {
    constant_time_eq::constant_time_eq(text.as_bytes(), TOKEN.as_bytes())
}
