//! Types that a program brings along, for documents that name them.

use anteroom::json::{Decode, Encode, Reader, Writer};
use anteroom::validate::{Checker, Validate};

/// An amount in cents.
#[derive(Clone, Debug, PartialEq)]
pub struct Money(pub u64);

/// What opens a door.
#[derive(Clone, Debug, PartialEq)]
pub struct Badge(pub String);

impl Decode for Money {
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        String::decode(reader)?.parse().ok().map(Self)
    }
}

impl Encode for Money {
    fn encode(&self, writer: &mut Writer) {
        self.0.to_string().encode(writer);
    }
}

impl Validate for Money {
    fn check(&self, _: &mut Checker<'_>) {}
}

impl Decode for Badge {
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        String::decode(reader).map(Self)
    }
}

impl Encode for Badge {
    fn encode(&self, writer: &mut Writer) {
        self.0.encode(writer);
    }
}

impl Validate for Badge {
    fn check(&self, _: &mut Checker<'_>) {}
}
