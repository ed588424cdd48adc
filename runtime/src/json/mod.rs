//! JSON text, read and written in one pass, without a tree in between.
//!
//! [`Decode`] and [`Encode`] are what models implement. [`from_slice`] and [`to_vec`] are the whole way for a value
//! that stands alone:
//!
//! ```
//! use anteroom::json;
//!
//! let seats: Vec<i32> = json::from_str("[4, 9.0, 12e1]")?;
//! assert_eq!(seats, [4, 9, 120]);
//! assert_eq!(json::to_string(&seats), "[4,9,120]");
//! # Ok::<(), json::DecodeError>(())
//! ```
//!
//! All violations of a text are found at once, each with the place of the value and of the rule:
//!
//! ```
//! use anteroom::json::{self, DecodeError};
//!
//! let Err(DecodeError::Invalid(violations)) = json::from_str::<Vec<u8>>("[1, true, 256]") else { panic!() };
//! let found: Vec<_> = violations.iter().map(|violation| violation.to_string()).collect();
//! assert_eq!(found, ["/1 must be an integer", "/2 must be at least 0 and at most 255"]);
//! ```

#[cfg(feature = "serde")]
pub(crate) mod bridge;
mod checked;
mod error;
mod impls;
mod index;
mod map;
mod names;
mod never;
mod number;
mod object;
mod reader;
mod scalar;
pub(crate) mod scan;
mod select;
mod token;
mod union;
mod value;
mod writer;

pub use self::error::{DecodeError, Expected, SyntaxError};
pub use self::map::{IntoIter, Iter, IterMut, Map};
pub use self::never::{Never, Null};
pub use self::number::Number;
pub use self::object::{ArrayReader, ObjectReader};
pub use self::reader::{DEFAULT_DEPTH_LIMIT, Kind, Reader};
pub use self::union::UnionReader;
pub use self::value::Value;
pub use self::writer::{ArrayWriter, ObjectWriter, Writer};
pub use crate::number::{Float, Integer};

/// A type that is read from JSON.
///
/// An implementation reads exactly one value from the reader, also when it is not what it should be: then it records
/// a violation, skips the value and gives `None`. All methods of [`Reader`] and of the
/// [rules](crate::validate) behave so. Whether the result can be used is known at the end only, when there is no
/// violation at all: a value with an optional property that broke a rule may be given without that property.
pub trait Decode: Sized {
    /// Reads one value. `None`: a violation was recorded, or the text is not JSON.
    fn decode(reader: &mut Reader<'_>) -> Option<Self>;
}

/// A type that is written as JSON.
pub trait Encode {
    /// Writes one value.
    fn encode(&self, writer: &mut Writer);

    /// The text that it is, where it is one: what needs no JSON, such as a header field, is spared a detour.
    fn as_text(&self) -> Option<&str> {
        None
    }
}

/// Reads a value from JSON text.
///
/// # Errors
///
/// The text is not JSON, or it breaks the schema of `T`; then all violations are listed.
pub fn from_slice<T: Decode>(bytes: &[u8]) -> Result<T, DecodeError> {
    let mut reader = Reader::new(bytes);
    let value = T::decode(&mut reader);
    match reader.finish().map_err(DecodeError::Syntax)? {
        violations if violations.is_empty() => value.ok_or(DecodeError::Invalid(violations)),
        violations => Err(DecodeError::Invalid(violations)),
    }
}

/// Reads a value from JSON text; see [`from_slice`].
///
/// # Errors
///
/// As for [`from_slice`].
pub fn from_str<T: Decode>(text: &str) -> Result<T, DecodeError> {
    from_slice(text.as_bytes())
}

/// Writes a value as JSON text, without spaces.
pub fn to_vec<T: Encode + ?Sized>(value: &T) -> Vec<u8> {
    let mut writer = Writer::new();
    value.encode(&mut writer);
    writer.into_bytes()
}

/// Writes a value as JSON text, without spaces.
pub fn to_string<T: Encode + ?Sized>(value: &T) -> String {
    let mut writer = Writer::new();
    value.encode(&mut writer);
    writer.into_string()
}
