//! The rule that the document can tell in words alone: a room without a picture has no properties of a picture.

use anteroom::{ClientStatus, Problem};

use crate::api::{ConferenceMode, CreateConferenceRoom, UpdateConferenceRoom};

/// The properties of a picture, and whether a body has them.
pub(crate) type Picture = [(&'static str, bool); 5];

pub(crate) fn of_new(room: &CreateConferenceRoom) -> Picture {
    [
        ("/height", room.height.is_some()),
        ("/width", room.width.is_some()),
        ("/bitrate", room.bitrate.is_some()),
        ("/framerate", room.framerate.is_some()),
        ("/layout", room.layout.is_some()),
    ]
}

pub(crate) fn of_change(change: &UpdateConferenceRoom) -> Picture {
    [
        ("/height", change.height.is_some()),
        ("/width", change.width.is_some()),
        ("/bitrate", change.bitrate.is_some()),
        ("/framerate", change.framerate.is_some()),
        ("/layout", change.layout.is_some()),
    ]
}

/// Refuses a picture in `AUDIO` mode, with one violation per property.
pub(crate) fn fits(picture: Picture, mode: ConferenceMode) -> Result<(), Problem<ClientStatus>> {
    let mut there = picture
        .into_iter()
        .filter(|(_, is_there)| *is_there)
        .peekable();
    if mode == ConferenceMode::Video || there.peek().is_none() {
        return Ok(());
    }
    let problem = Problem::unprocessable("a room in AUDIO mode has no picture");
    Err(there.fold(problem, |problem, (pointer, _)| {
        problem.violation(pointer, "mode", "must be left out in AUDIO mode")
    }))
}
