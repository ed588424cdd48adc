//! Reads and writes the models: generated code beside serde's derive, with and without the derive of `validator`.

use std::error::Error;

use anteroom::json;
use anteroom_benches::by_hand::{CreateRoom, Guarded, Room, RoomList};
use anteroom_benches::measure::{Contender, race};
use anteroom_benches::shapes::{self, Sound};
use anteroom_benches::{api, bodies, shaped};
use serde::de::DeserializeOwned;
use serde_json::Value;
use validator::Validate;

/// The components of the document as JSON.
const SCHEMAS: &str = include_str!(concat!(env!("OUT_DIR"), "/components.json"));

fn main() -> Result<(), Box<dyn Error>> {
    opening()?;
    refusing();
    writing::<api::ConferenceRoom, Room>("write a room", bodies::ROOM)?;
    let list = bodies::list();
    reading::<api::ConferenceRoomList, RoomList>("read a megabyte of rooms", &list);
    writing::<api::ConferenceRoomList, RoomList>("write a megabyte of rooms", &list)?;
    both::<shaped::Texts, shapes::Texts>("texts", &shapes::texts())?;
    both::<shaped::Whole, Vec<i64>>("whole numbers", &shapes::whole())?;
    both::<shaped::Fractions, shapes::Fractions>("fractions", &shapes::fractions())?;
    both::<shaped::Tree, shapes::Tree>("trees", &shapes::tree())?;
    both::<shaped::Wide, shapes::Wide>("members of any name", &shapes::wide())
}

/// One room to be opened, beside all that reads or checks JSON.
fn opening() -> Result<(), Box<dyn Error>> {
    let bytes = bodies::FULL.as_bytes();
    let schema = serde_json::json!({
        "$ref": "#/components/schemas/CreateConferenceRoom",
        "components": serde_json::from_str::<Value>(SCHEMAS)?,
    });
    let options = jsonschema::draft202012::options().should_validate_formats(true);
    let validator = options.build(&schema)?;
    let whole = || validator.is_valid(&serde_json::from_slice(bytes).unwrap_or_default());
    assert!(whole() && by_hand::<CreateRoom>(bytes));
    let contenders = vec![
        Contender::new("generated", || {
            json::from_slice::<api::CreateConferenceRoom>(bytes)
        }),
        Contender::new("serde_json, without any rule", || {
            serde_json::from_slice::<CreateRoom>(bytes)
        }),
        Contender::new("sonic-rs, without any rule", || {
            sonic_rs::from_slice::<CreateRoom>(bytes)
        }),
        Contender::new("serde_json and validator", || by_hand::<CreateRoom>(bytes)),
        Contender::new("serde_json and garde", || {
            serde_json::from_slice::<Guarded>(bytes)
                .is_ok_and(|room| garde::Validate::validate(&room).is_ok())
        }),
        Contender::new("serde_json and jsonschema, no struct", whole),
    ];
    race(
        &format!("read a room to be opened, {} bytes", bytes.len()),
        contenders,
    );
    Ok(())
}

/// Reads and writes a value that has much of one kind.
fn both<G, H>(title: &str, text: &str) -> Result<(), Box<dyn Error>>
where
    G: json::Decode + json::Encode,
    H: DeserializeOwned + serde::Serialize + Sound,
{
    let bytes = text.as_bytes();
    let by_hand = || serde_json::from_slice::<H>(bytes).is_ok_and(|value| value.is_sound());
    assert!(json::from_slice::<G>(bytes).is_ok() && by_hand());
    let contenders = vec![
        Contender::new("generated", || json::from_slice::<G>(bytes)),
        Contender::new("serde_json and its rules", by_hand),
        Contender::new("serde_json, without any rule", || {
            serde_json::from_slice::<H>(bytes)
        }),
        Contender::new("sonic-rs, without any rule", || {
            sonic_rs::from_slice::<H>(bytes)
        }),
    ];
    race(&format!("read {title}, {} bytes", text.len()), contenders);
    writing::<G, H>(&format!("write {title}"), text)
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
