//! The properties of a room, as `filter` and `orderby` know them.

use crate::api::{ConferenceControl, ConferenceMode, VideoLayout};

/// A property that can be filtered and sorted by.
#[derive(Debug)]
pub(super) struct Property {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// The SQL expression that is its value, or NULL where a room does not have it.
    pub(super) sql: &'static str,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Boolean,
    Integer,
    Text,
    /// Text that is one of these names.
    Name(fn() -> Vec<&'static str>),
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

const MODES: Kind = Kind::Name(|| ConferenceMode::ALL.map(ConferenceMode::as_str).into());
const CONTROLS: Kind = Kind::Name(|| ConferenceControl::ALL.map(ConferenceControl::as_str).into());
const LAYOUTS: Kind = Kind::Name(|| VideoLayout::ALL.map(VideoLayout::as_str).into());

pub(super) static PROPERTIES: [Property; 27] = [
    property!("id", Kind::Text),
    property!("extension_number", Kind::Text),
    property!("mode", MODES),
    property!("control", CONTROLS),
    property!("height", Kind::Integer),
    property!("width", Kind::Integer),
    property!("bitrate", Kind::Integer),
    property!("framerate", Kind::Integer),
    property!("layout", LAYOUTS),
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The properties that the document gives a room, by their indentation.
    fn documented() -> Vec<&'static str> {
        let document = include_str!("../../../../spec/conference-rooms.yaml");
        let (_, room) = document.split_once("\n    ConferenceRoom:\n").unwrap();
        let lines = room.lines().take_while(|line| line.starts_with("      "));
        let names = lines.filter_map(|line| line.strip_prefix("        ")?.strip_suffix(':'));
        names.filter(|name| !name.starts_with(' ')).collect()
    }

    #[test]
    fn all_properties_of_a_room_are_known() {
        assert_eq!(
            PROPERTIES
                .each_ref()
                .map(|property| property.name)
                .as_slice(),
            documented()
        );
    }
}
