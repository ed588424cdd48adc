//! The properties of a room, as `filter` and `orderby` know them.

/// A property that can be filtered and sorted by.
#[derive(Debug)]
pub(super) struct Property {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// The SQL expression that is its value, or NULL where a room does not have it.
    pub(super) sql: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Boolean,
    Integer,
    Text,
    /// Text that is one of these names.
    Name(&'static [&'static str]),
    /// Compared by the instant, whatever the offset in which it was written.
    DateTime,
}

pub(super) fn property(name: &str) -> Option<&'static Property> {
    PROPERTIES.iter().find(|property| property.name == name)
}

macro_rules! property {
    ($name:literal, DateTime) => {
        Property {
            name: $name,
            kind: Kind::DateTime,
            sql: concat!("instant(room ->> '$.", $name, "')"),
        }
    };
    ($name:literal, $kind:expr) => {
        Property {
            name: $name,
            kind: $kind,
            sql: concat!("(room ->> '$.", $name, "')"),
        }
    };
}

const MODES: &[&str] = &["AUDIO", "VIDEO"];
const CONTROLS: &[&str] = &["FREE", "MASTER"];
const LAYOUTS: &[&str] = &[
    "LAYOUT0", "LAYOUT1", "LAYOUT2", "LAYOUT3", "LAYOUT4", "LAYOUT6", "LAYOUT9",
];

pub(super) static PROPERTIES: [Property; 27] = [
    property!("id", Kind::Text),
    property!("extension_number", Kind::Text),
    property!("mode", Kind::Name(MODES)),
    property!("control", Kind::Name(CONTROLS)),
    property!("height", Kind::Integer),
    property!("width", Kind::Integer),
    property!("bitrate", Kind::Integer),
    property!("framerate", Kind::Integer),
    property!("layout", Kind::Name(LAYOUTS)),
    property!("subject", Kind::Text),
    property!("language", Kind::Text),
    property!("capacity", Kind::Integer),
    property!("admin_pin", Kind::Text),
    property!("room_pin", Kind::Text),
    property!("enable_recording", Kind::Boolean),
    property!("enable_prompt", Kind::Boolean),
    property!("timezone", Kind::Text),
    property!("created_at", DateTime),
    property!("scheduled_start_at", DateTime),
    property!("scheduled_end_at", DateTime),
    property!("numbers", Kind::Text),
    property!("external_invitees", Kind::Text),
    property!("domain", Kind::Text),
    property!("sbc_host", Kind::Text),
    property!("sbc_port", Kind::Integer),
    property!("token", Kind::Text),
    property!("custom_options", Kind::Text),
];
