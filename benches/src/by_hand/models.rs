//! The models. What they check is what the document states.

use std::sync::LazyLock;

use jiff::Timestamp;
use regex::Regex;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use validator::Validate;

#[expect(clippy::expect_used, reason = "the pattern is right")]
static EXTENSION_NUMBER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("[0-9]{3,64}").expect("a pattern"));

#[expect(clippy::expect_used, reason = "the pattern is right")]
static DIGITS: LazyLock<Regex> = LazyLock::new(|| Regex::new("^[0-9]+$").expect("a pattern"));

/// What the callers of a room share.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Mode {
    /// Sound alone.
    Audio,
    /// Sound and pictures.
    Video,
}

/// Who is in control.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Control {
    /// Nobody.
    Free,
    /// The master.
    Master,
}

/// Into how many cells the picture is divided.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Layout {
    Layout0,
    Layout1,
    Layout2,
    Layout3,
    Layout4,
    Layout6,
    Layout9,
}

/// A room to be opened.
#[derive(Clone, Debug, PartialEq, Deserialize, Validate)]
#[expect(missing_docs, reason = "the document has them")]
pub struct CreateRoom {
    #[validate(length(min = 3, max = 64), regex(path = *EXTENSION_NUMBER))]
    pub extension_number: String,
    pub mode: Mode,
    pub control: Option<Control>,
    #[validate(range(min = 144, max = 1920))]
    pub height: Option<i32>,
    #[validate(range(min = 144, max = 1920))]
    pub width: Option<i32>,
    #[validate(range(min = 128, max = 10240))]
    pub bitrate: Option<i32>,
    #[validate(range(min = 5, max = 30))]
    pub framerate: Option<i64>,
    pub layout: Option<Layout>,
    #[validate(length(min = 1, max = 64))]
    pub subject: String,
    pub language: Option<String>,
    #[validate(range(min = 1, max = 200))]
    pub capacity: i32,
    #[validate(length(min = 3, max = 6), regex(path = *DIGITS))]
    pub admin_pin: Option<String>,
    #[validate(length(min = 3, max = 6), regex(path = *DIGITS))]
    pub room_pin: Option<String>,
    pub enable_recording: Option<bool>,
    pub enable_prompt: Option<bool>,
    pub timezone: Option<String>,
    pub scheduled_start_at: Option<Timestamp>,
    pub scheduled_end_at: Option<Timestamp>,
    #[validate(length(max = 128))]
    pub numbers: Option<String>,
    pub external_invitees: Option<String>,
    pub custom_options: Option<String>,
}

/// The answer to the opening of a room.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Created {
    /// The new room's identifier.
    pub id: String,
}

/// A room as it stands.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, Validate)]
#[expect(missing_docs, reason = "the document has them")]
pub struct Room {
    pub id: Option<String>,
    #[validate(length(min = 3, max = 64), regex(path = *EXTENSION_NUMBER))]
    pub extension_number: Option<String>,
    pub mode: Option<Mode>,
    pub control: Option<Control>,
    #[validate(range(min = 144, max = 1920))]
    pub height: Option<i32>,
    #[validate(range(min = 144, max = 1920))]
    pub width: Option<i32>,
    #[validate(range(min = 128, max = 10240))]
    pub bitrate: Option<i32>,
    #[validate(range(min = 5, max = 30))]
    pub framerate: Option<i64>,
    pub layout: Option<Layout>,
    #[validate(length(min = 1, max = 64))]
    pub subject: Option<String>,
    pub language: Option<String>,
    #[validate(range(min = 1, max = 200))]
    pub capacity: Option<i32>,
    #[validate(length(min = 3, max = 6), regex(path = *DIGITS))]
    pub admin_pin: Option<String>,
    #[validate(length(min = 3, max = 6), regex(path = *DIGITS))]
    pub room_pin: Option<String>,
    pub enable_recording: Option<bool>,
    pub enable_prompt: Option<bool>,
    pub timezone: Option<String>,
    pub created_at: Option<Timestamp>,
    pub scheduled_start_at: Option<Timestamp>,
    pub scheduled_end_at: Option<Timestamp>,
    #[validate(length(max = 128))]
    pub numbers: Option<String>,
    pub external_invitees: Option<String>,
    #[validate(length(min = 1, max = 280))]
    pub domain: Option<String>,
    pub sbc_host: Option<String>,
    #[validate(range(min = 0, max = 65535))]
    pub sbc_port: Option<i32>,
    pub token: Option<String>,
    pub custom_options: Option<String>,
}

/// One page of rooms.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, Validate)]
pub struct RoomList {
    /// How many rooms there are in all.
    #[validate(range(min = 0))]
    pub count: Option<i64>,
    /// The rooms on this page.
    #[validate(nested)]
    pub items: Option<Vec<Room>>,
}
