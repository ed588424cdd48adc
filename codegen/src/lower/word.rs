//! Words of the specification, as `openapiv3` types them.
//!
//! Only words: to read whole objects of that crate takes rustc longer than a tenth of all else here, since they have
//! schemas in them.

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

/// `None` for what is none of the words of `T`.
pub(super) fn word<'a, T: Deserialize<'a>>(text: &'a str) -> Option<T> {
    let text: StrDeserializer<'a, Error> = text.into_deserializer();
    T::deserialize(text).ok()
}
