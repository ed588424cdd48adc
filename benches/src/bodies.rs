//! The JSON texts that are decoded.

use std::sync::LazyLock;

/// A room to be opened, with every property that the document has.
pub const FULL: &str = concat!(
    r#"{"extension_number":"6500","mode":"VIDEO","control":"FREE","height":720,"width":1280,"#,
    r#""bitrate":1024,"framerate":15,"layout":"LAYOUT4","subject":"Weekly of the platform team","#,
    r#""language":"en-US","capacity":12,"admin_pin":"482913","room_pin":"7731","#,
    r#""enable_recording":false,"enable_prompt":true,"timezone":"Europe/Berlin","#,
    r#""scheduled_start_at":"2026-03-31T09:30:00Z","scheduled_end_at":"2026-03-31T10:15:00Z","#,
    r#""numbers":"+49 30 1234567","external_invitees":"ada@example.com,grace@example.com","#,
    r#""custom_options":"{\"wait_for_host\":true}"}"#
);

/// A room to be opened as most callers would send it.
pub const USUAL: &str = concat!(
    r#"{"extension_number":"6500","mode":"VIDEO","height":720,"width":1280,"layout":"LAYOUT4","#,
    r#""subject":"Weekly of the platform team","capacity":12,"room_pin":"7731","#,
    r#""timezone":"Europe/Berlin","scheduled_start_at":"2026-03-31T09:30:00Z","#,
    r#""scheduled_end_at":"2026-03-31T10:15:00Z"}"#
);

/// [`FULL`] with a value that breaks its rules wherever there are rules. All types are right: at a wrong one serde
/// would stop, and there would be nothing to compare.
pub const INVALID: &str = concat!(
    r#"{"extension_number":"65","mode":"VIDEO","control":"FREE","height":72,"width":12800,"#,
    r#""bitrate":1,"framerate":150,"layout":"LAYOUT4","subject":"","#,
    r#""language":"en-US","capacity":0,"admin_pin":"4x","room_pin":"seventy","#,
    r#""enable_recording":false,"enable_prompt":true,"timezone":"Europe/Berlin","#,
    r#""scheduled_start_at":"2026-03-31T09:30:00Z","scheduled_end_at":"2026-03-31T10:15:00Z","#,
    r#""numbers":"1234567890123456789012345678901234567890123456789012345678901234567890"#,
    r#"1234567890123456789012345678901234567890123456789012345678901234567890","#,
    r#""external_invitees":"ada@example.com,grace@example.com","#,
    r#""custom_options":"{\"wait_for_host\":true}"}"#
);

/// A room as it is retrieved, with every property that the document has.
pub const ROOM: &str = concat!(
    r#"{"id":"NzAwNTUxOTA5NzczMTQ4MTYw","extension_number":"6500","mode":"VIDEO","control":"FREE","#,
    r#""height":720,"width":1280,"bitrate":1024,"framerate":15,"layout":"LAYOUT4","#,
    r#""subject":"Weekly of the platform team","language":"en-US","capacity":12,"#,
    r#""admin_pin":"482913","room_pin":"7731","enable_recording":false,"enable_prompt":true,"#,
    r#""timezone":"Europe/Berlin","created_at":"2026-03-24T06:28:48.381117925Z","#,
    r#""scheduled_start_at":"2026-03-31T09:30:00Z","scheduled_end_at":"2026-03-31T10:15:00Z","#,
    r#""numbers":"+49 30 1234567","external_invitees":"ada@example.com,grace@example.com","#,
    r#""domain":"pbx.example.com","sbc_host":"sbc.example.com","sbc_port":8883,"#,
    r#""token":"4DFCF1D4C30B4D798ECE3AE43769F008.","custom_options":"{\"wait_for_host\":true}"}"#
);

/// A page of a hundred rooms.
pub fn hundred() -> &'static str {
    static TEXT: LazyLock<String> = LazyLock::new(|| {
        let rooms = vec![ROOM; 100].join(",");
        format!(r#"{{"count":100,"items":[{rooms}]}}"#)
    });
    &TEXT
}

/// A page of so many rooms that its text has a megabyte.
pub fn list() -> String {
    let count = 1_000_000usize.div_ceil(ROOM.len());
    let rooms = vec![ROOM; count].join(",");
    format!(r#"{{"count":{count},"items":[{rooms}]}}"#)
}
