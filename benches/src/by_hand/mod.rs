//! The same API as one writes it without a generator: axum, serde and the rules by the derive of `validator`.

mod guarded;
mod models;
mod server;

pub use self::guarded::Guarded;
pub use self::models::{Control, CreateRoom, Created, Layout, Mode, Room, RoomList};
pub use self::server::{router, serve};
