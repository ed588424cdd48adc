//! Reads and writes the models: generated code beside serde's derive, with and without the derive of `validator`.

use std::error::Error;

use anteroom::json;
use anteroom_benches::by_hand::{CreateRoom, Room, RoomList};
use anteroom_benches::measure::{Contender, race};
use anteroom_benches::{api, bodies};
use serde::de::DeserializeOwned;
use validator::Validate;

fn main() -> Result<(), Box<dyn Error>> {
    reading::<api::CreateConferenceRoom, CreateRoom>("read a room to be opened", bodies::FULL);
    refusing();
    writing::<api::ConferenceRoom, Room>("write a room", bodies::ROOM)?;
    let list = bodies::list();
    reading::<api::ConferenceRoomList, RoomList>("read a megabyte of rooms", &list);
    writing::<api::ConferenceRoomList, RoomList>("write a megabyte of rooms", &list)
}

fn reading<G, H>(title: &str, text: &str)
where
    G: json::Decode,
    H: DeserializeOwned + Validate,
{
    let bytes = text.as_bytes();
    assert!(json::from_slice::<G>(bytes).is_ok());
    assert!(by_hand::<H>(bytes));
    let contenders = vec![
        Contender::new("generated", || json::from_slice::<G>(bytes)),
        Contender::new("serde_json, without any rule", || {
            serde_json::from_slice::<H>(bytes)
        }),
        Contender::new("serde_json and validator", || by_hand::<H>(bytes)),
    ];
    race(&format!("{title}, {} bytes", text.len()), contenders);
}

/// Reads and validates as a handler does; whether the text is accepted.
fn by_hand<H: DeserializeOwned + Validate>(bytes: &[u8]) -> bool {
    serde_json::from_slice::<H>(bytes).is_ok_and(|value| value.validate().is_ok())
}

/// Bodies that break many rules may not cost much more than those that break none.
fn refusing() {
    let (invalid, valid) = (bodies::INVALID.as_bytes(), bodies::FULL.as_bytes());
    let generated = |bytes| json::from_slice::<api::CreateConferenceRoom>(bytes);
    let found = match generated(invalid) {
        Err(json::DecodeError::Invalid(violations)) => violations.iter().count(),
        _ => 0,
    };
    assert!(found > 10 && !by_hand::<CreateRoom>(invalid));
    let contenders = vec![
        Contender::new("generated", move || generated(invalid)),
        Contender::new("generated, accepting", move || generated(valid)),
        Contender::new("serde_json and validator", || {
            serde_json::from_slice::<CreateRoom>(invalid).map(|room| room.validate())
        }),
        Contender::new("serde_json and validator, accepting", || {
            serde_json::from_slice::<CreateRoom>(valid).map(|room| room.validate())
        }),
    ];
    race(&format!("refuse one for {found} violations"), contenders);
}

fn writing<G, H>(title: &str, text: &str) -> Result<(), Box<dyn Error>>
where
    G: json::Decode + json::Encode,
    H: DeserializeOwned + serde::Serialize,
{
    let generated = json::from_str::<G>(text)?;
    let by_hand = serde_json::from_str::<H>(text)?;
    assert_eq!(json::to_string(&generated), text);
    assert_eq!(serde_json::to_string(&by_hand)?, text);
    let contenders = vec![
        Contender::new("generated", || json::to_vec(&generated)),
        Contender::new("serde_json", || serde_json::to_vec(&by_hand)),
    ];
    race(&format!("{title}, {} bytes", text.len()), contenders);
    Ok(())
}
