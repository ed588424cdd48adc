//! Schemas that hardly any value fits.

use std::convert::Infallible;

use super::{Decode, Encode, Reader, Writer};
use crate::validate::{Checker, Validate};

/// The value of a schema that allows none, such as `false`: there is no such value.
///
/// ```
/// use anteroom::json::{Decode, Never, Reader};
///
/// let mut reader = Reader::new(b"1");
/// assert!(Never::decode(&mut reader).is_none());
/// assert_eq!(reader.finish().unwrap().to_string(), "the value must not be there");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Never(Infallible);

impl Decode for Never {
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        reader.skip()?;
        reader
            .checker()
            .violation("false", format_args!("must not be there"));
        None
    }
}

impl Encode for Never {
    fn encode(&self, _: &mut Writer) {
        match self.0 {}
    }
}

impl Validate for Never {
    fn check(&self, _: &mut Checker<'_>) {
        match self.0 {}
    }
}

/// The value of a schema that allows `null` and nothing else.
///
/// ```
/// use anteroom::json::{Decode, Null, Reader, to_string};
///
/// assert_eq!(Null::decode(&mut Reader::new(b"null")), Some(Null));
/// assert_eq!(Null::decode(&mut Reader::new(b"0")), None);
/// assert_eq!(to_string(&Null), "null");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Null;

impl Decode for Null {
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        if reader.null()? {
            Some(Self)
        } else {
            reader.wrong_type("", "must be null")
        }
    }
}

impl Encode for Null {
    fn encode(&self, writer: &mut Writer) {
        writer.null();
    }
}

impl Validate for Null {
    fn check(&self, _: &mut Checker<'_>) {}
}
