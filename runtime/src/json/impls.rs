//! `Decode`, `Encode` and `Validate` for the types that models are made of.

use super::{Decode, Encode, Map, Reader, Writer};
use crate::Field;
#[cfg(feature = "values")]
use crate::date_time::write_date;
use crate::validate::{
    ArrayRules, Checker, Formatted, IntegerRules, NumberRules, ObjectRules, StringRules, Validate,
};

static ANY_ARRAY: ArrayRules = ArrayRules::new();
static ANY_INTEGER: IntegerRules = IntegerRules::new();
static ANY_MAP: ObjectRules = ObjectRules::at("", &[]).additional();
static ANY_NUMBER: NumberRules = NumberRules::new();
static ANY_STRING: StringRules = StringRules::new();

impl Decode for bool {
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        reader.boolean("")
    }
}

impl Encode for bool {
    fn encode(&self, writer: &mut Writer) {
        writer.boolean(*self);
    }
}

impl Validate for bool {
    fn check(&self, _: &mut Checker<'_>) {}
}

macro_rules! integers {
    ($method:ident: $($name:ident)+) => {$(
        impl Decode for $name {
            fn decode(reader: &mut Reader<'_>) -> Option<Self> {
                ANY_INTEGER.decode(reader)
            }
        }

        impl Encode for $name {
            fn encode(&self, writer: &mut Writer) {
                writer.$method((*self).into());
            }
        }

        impl Validate for $name {
            fn check(&self, _: &mut Checker<'_>) {}
        }
    )+};
}

integers! { integer: i8 i16 i32 i64 }
integers! { unsigned: u8 u16 u32 u64 }

macro_rules! floats {
    ($($name:ident)+) => {$(
        impl Decode for $name {
            fn decode(reader: &mut Reader<'_>) -> Option<Self> {
                ANY_NUMBER.decode(reader)
            }
        }

        impl Encode for $name {
            fn encode(&self, writer: &mut Writer) {
                writer.float(*self);
            }
        }

        impl Validate for $name {
            fn check(&self, checker: &mut Checker<'_>) {
                ANY_NUMBER.check(self, checker);
            }
        }
    )+};
}

floats! { f32 f64 }

impl Decode for String {
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        reader.string("").map(Into::into)
    }
}

impl Encode for String {
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }

    fn as_text(&self) -> Option<&str> {
        Some(self)
    }
}

impl Encode for str {
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }

    fn as_text(&self) -> Option<&str> {
        Some(self)
    }
}

impl Validate for String {
    fn check(&self, _: &mut Checker<'_>) {}
}

macro_rules! formatted {
    ($($name:ty, |$value:ident, $writer:ident| $write:expr;)+) => {$(
        impl Decode for $name {
            fn decode(reader: &mut Reader<'_>) -> Option<Self> {
                ANY_STRING.decode_as(reader)
            }
        }

        impl Encode for $name {
            fn encode(&self, $writer: &mut Writer) {
                let $value = self;
                $write;
            }
        }

        impl Validate for $name {
            fn check(&self, checker: &mut Checker<'_>) {
                ANY_STRING.check_as(self, checker);
            }
        }
    )+};
}

#[cfg(feature = "values")]
formatted! {
    crate::DateTime, |value, writer| writer.quoted(|out| value.write(out));
    jiff::civil::Date, |value, writer| match value.has_text() {
        true => writer.quoted(|out| write_date(*value, out)),
        false => writer.string(&value.to_text()),
    };
    jiff::civil::Time, |value, writer| writer.string(&value.to_text());
    uuid::Uuid, |value, writer| writer.string(value.as_hyphenated().encode_lower(&mut uuid::Uuid::encode_buffer()));
}

formatted! {
    crate::Base64, |value, writer| writer.string(&value.to_text());
    std::net::Ipv4Addr, |value, writer| writer.string(&value.to_text());
    std::net::Ipv6Addr, |value, writer| writer.string(&value.to_text());
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        ANY_ARRAY.decode(reader, T::decode)
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, writer: &mut Writer) {
        self.as_slice().encode(writer);
    }
}

impl<T: Encode> Encode for [T] {
    fn encode(&self, writer: &mut Writer) {
        let mut array = writer.array();
        for item in self {
            array.item(item);
        }
        array.end();
    }
}

impl<T: Encode, const LENGTH: usize> Encode for [T; LENGTH] {
    fn encode(&self, writer: &mut Writer) {
        self.as_slice().encode(writer);
    }
}

impl<T: Validate> Validate for Vec<T> {
    fn check(&self, checker: &mut Checker<'_>) {
        ANY_ARRAY.check_items(self, checker, T::check);
    }
}

impl<T: Decode> Decode for Map<T> {
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        ANY_MAP.decode_map(reader, T::decode)
    }
}

impl<T: Encode> Encode for Map<T> {
    fn encode(&self, writer: &mut Writer) {
        let mut object = writer.object();
        object.entries(self);
        object.end();
    }
}

impl<T: Validate> Validate for Map<T> {
    fn check(&self, checker: &mut Checker<'_>) {
        ANY_MAP.check_map(self, checker, T::check);
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        T::decode(reader).map(Self::new)
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    fn encode(&self, writer: &mut Writer) {
        (**self).encode(writer);
    }
}

impl<T: Validate> Validate for Box<T> {
    fn check(&self, checker: &mut Checker<'_>) {
        (**self).check(checker);
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    fn encode(&self, writer: &mut Writer) {
        (**self).encode(writer);
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.encode(writer),
            None => writer.null(),
        }
    }
}

impl<T: Validate> Validate for Option<T> {
    fn check(&self, checker: &mut Checker<'_>) {
        if let Some(value) = self {
            value.check(checker);
        }
    }
}

impl<T: Validate> Validate for Field<T> {
    fn check(&self, checker: &mut Checker<'_>) {
        if let Self::Value(value) = self {
            value.check(checker);
        }
    }
}

impl<T> Field<T> {
    /// Reads a property that is there: `null`, or a value that `decode` reads. Absent if the value broke a rule.
    pub fn decode<'a>(reader: &mut Reader<'a>, decode: fn(&mut Reader<'a>) -> Option<T>) -> Self {
        match reader.nullable(decode) {
            None => Self::Absent,
            Some(None) => Self::Null,
            Some(Some(value)) => Self::Value(value),
        }
    }
}
