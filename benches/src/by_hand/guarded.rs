//! The model of a room to be opened, with the rules by the derive of `garde`.

use garde::Validate;
use jiff::Timestamp;
use serde::Deserialize;

use super::{Control, Layout, Mode};

/// A room to be opened.
#[derive(Clone, Debug, PartialEq, Deserialize, Validate)]
#[expect(missing_docs, reason = "the document has them")]
pub struct Guarded {
    #[garde(length(chars, min = 3, max = 64), pattern("[0-9]{3,64}"))]
    pub extension_number: String,
    #[garde(skip)]
    pub mode: Mode,
    #[garde(skip)]
    pub control: Option<Control>,
    #[garde(range(min = 144, max = 1920))]
    pub height: Option<i32>,
    #[garde(range(min = 144, max = 1920))]
    pub width: Option<i32>,
    #[garde(range(min = 128, max = 10240))]
    pub bitrate: Option<i32>,
    #[garde(range(min = 5, max = 30))]
    pub framerate: Option<i64>,
    #[garde(skip)]
    pub layout: Option<Layout>,
    #[garde(length(chars, min = 1, max = 64))]
    pub subject: String,
    #[garde(skip)]
    pub language: Option<String>,
    #[garde(range(min = 1, max = 200))]
    pub capacity: i32,
    #[garde(length(chars, min = 3, max = 6), pattern("^[0-9]+$"))]
    pub admin_pin: Option<String>,
    #[garde(length(chars, min = 3, max = 6), pattern("^[0-9]+$"))]
    pub room_pin: Option<String>,
    #[garde(skip)]
    pub enable_recording: Option<bool>,
    #[garde(skip)]
    pub enable_prompt: Option<bool>,
    #[garde(skip)]
    pub timezone: Option<String>,
    #[garde(skip)]
    pub scheduled_start_at: Option<Timestamp>,
    #[garde(skip)]
    pub scheduled_end_at: Option<Timestamp>,
    #[garde(length(chars, max = 128))]
    pub numbers: Option<String>,
    #[garde(skip)]
    pub external_invitees: Option<String>,
    #[garde(skip)]
    pub custom_options: Option<String>,
}
