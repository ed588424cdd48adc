//! How a room comes into being.

use anteroom::DateTime;

use crate::api::{ConferenceMode, ConferenceRoom, CreateConferenceRoom, ResourceId};

/// The room that a request asks for: what is left out gets its default, that of a picture only in `VIDEO` mode.
pub(crate) fn open(id: ResourceId, now: DateTime, new: CreateConferenceRoom) -> ConferenceRoom {
    let video = new.mode == ConferenceMode::Video;
    ConferenceRoom {
        id: Some(id),
        created_at: Some(now),
        control: Some(new.control_or_default()),
        height: video.then(|| new.height_or_default()),
        width: video.then(|| new.width_or_default()),
        bitrate: video.then(|| new.bitrate_or_default()),
        framerate: video.then(|| new.framerate_or_default()),
        layout: video.then(|| new.layout_or_default()),
        enable_recording: Some(new.enable_recording_or_default()),
        enable_prompt: Some(new.enable_prompt_or_default()),
        extension_number: Some(new.extension_number),
        mode: Some(new.mode),
        subject: Some(new.subject),
        language: new.language,
        capacity: Some(new.capacity),
        admin_pin: new.admin_pin,
        room_pin: new.room_pin,
        timezone: new.timezone,
        scheduled_start_at: new.scheduled_start_at,
        scheduled_end_at: new.scheduled_end_at,
        numbers: new.numbers,
        external_invitees: new.external_invitees,
        custom_options: new.custom_options,
        // What belongs to the PBX around the room is not known here.
        domain: None,
        sbc_host: None,
        sbc_port: None,
        token: None,
    }
}
