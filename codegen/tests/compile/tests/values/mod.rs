//! What the tests of types ask of values.

use anteroom::json::{Decode, Encode, Reader, from_str, to_string};

/// Reads and writes again.
pub fn round<T: Decode + Encode>(json: &str) -> String {
    match from_str::<T>(json) {
        Ok(value) => to_string(&value),
        Err(error) => panic!("{json}: {error}"),
    }
}

/// The violations of a text.
pub fn violations<T: Decode>(json: &str) -> Vec<String> {
    let mut reader = Reader::new(json.as_bytes());
    assert!(
        T::decode(&mut reader).is_none() || !reader.checker().is_clean(),
        "{json}"
    );
    let violations = reader.finish().unwrap();
    violations
        .iter()
        .map(|violation| {
            format!(
                "{} {} {}",
                violation.place.pointer(),
                violation.keyword,
                violation.schema
            )
        })
        .collect()
}

#[track_caller]
pub fn stays<T: Decode + Encode>(json: &str) {
    assert_eq!(round::<T>(json), json);
}
