//! Formats: one table of all that are known.

mod duration;
mod email;
mod formatted;
mod hostname;
mod idna;
mod json_pointer;
mod number;
mod uri;
mod uri_template;
#[cfg(feature = "values")]
mod values;

use std::net::{Ipv4Addr, Ipv6Addr};

pub use self::formatted::Formatted;
use super::{Decimal, Kinds, pattern};
use crate::Base64;
use crate::date_time::text as date_time;

/// What a format says.
struct Entry {
    /// The values of which it speaks.
    kinds: Kinds,
    /// What they must be, to follow `must be`; empty for a format that is not checked.
    expectation: &'static str,
    text: fn(&str) -> bool,
    number: fn(&Decimal<'_>) -> bool,
}

/// A format of strings.
const fn text(expectation: &'static str, text: fn(&str) -> bool) -> Entry {
    Entry {
        kinds: Kinds::STRING,
        expectation,
        text,
        number: |_| true,
    }
}

/// A format of numbers.
const fn number(expectation: &'static str, number: fn(&Decimal<'_>) -> bool) -> Entry {
    Entry {
        kinds: Kinds::NUMBER,
        expectation,
        text: |_| true,
        number,
    }
}

/// A format of numbers that is also for strings with a number in them.
const fn either(entry: Entry, text: fn(&str) -> bool) -> Entry {
    Entry {
        kinds: Kinds::NUMBER.or(Kinds::STRING),
        text,
        ..entry
    }
}

/// A format that is not checked, or that all values have.
const fn words(kinds: Kinds) -> Entry {
    Entry {
        kinds,
        ..text("", |_| true)
    }
}

/// The table: a variant, its name in documents, and what it says.
macro_rules! formats {
    ($($(#[$doc:meta])* $format:ident $name:literal $entry:expr;)+) => {
        /// A format that JSON Schema or the registry of OpenAPI names.
        ///
        /// It is asserted, as users of OpenAPI expect, of the kinds of values of which it speaks.
        ///
        /// ```
        /// use anteroom::validate::{Decimal, Format, Kinds};
        ///
        /// let email = Format::by_name("email").unwrap();
        /// assert!(email.is_valid("ada@example.com"));
        /// assert!(!email.is_valid("ada@"));
        /// assert_eq!(email.expectation(), "an email address (RFC 5321)");
        ///
        /// assert!(Format::Int32.kinds().fits(Kinds::INTEGER));
        /// assert!(!Format::Int32.is_valid_number(&Decimal::new("1e10")));
        /// assert!(!Format::Password.is_checked());
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Format {
            $($(#[$doc])* $format,)+
        }

        impl Format {
            /// All formats.
            pub const ALL: &'static [Self] = &[$(Self::$format),+];

            /// What documents call it.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$format => $name,)+
                }
            }

            const fn entry(self) -> Entry {
                match self {
                    $(Self::$format => $entry,)+
                }
            }
        }
    };
}

formats! {
    /// `date-time`: RFC 3339, section 5.6.
    DateTime "date-time" text(
        "a date and time with an offset as in RFC 3339, such as 2026-03-31T09:30:00Z",
        date_time::is_date_time,
    );
    /// `date`: `full-date` of RFC 3339.
    Date "date" text("a date, such as 2026-03-31", |text| date_time::date(text).is_some());
    /// `time`: `full-time` of RFC 3339, which has an offset.
    Time "time" text(
        "a time with an offset as in RFC 3339, such as 09:30:00Z",
        |text| date_time::full_time(text).is_some(),
    );
    /// `date-time-local`: a date and a time of RFC 3339 without an offset.
    DateTimeLocal "date-time-local" text(
        "a date and time, such as 2026-03-31T09:30:00",
        date_time::is_local,
    );
    /// `time-local`: `partial-time` of RFC 3339, which has no offset.
    TimeLocal "time-local" text("a time, such as 09:30:00", |text| date_time::partial_time(text).is_some());
    /// `duration`: RFC 3339, appendix A.
    Duration "duration" text("a duration as in RFC 3339, such as P3DT12H", duration::is_duration);
    /// `email`: a mailbox of RFC 5321.
    Email "email" text("an email address (RFC 5321)", email::is_email);
    /// `idn-email`: a mailbox of RFC 6531.
    IdnEmail "idn-email" text("an email address (RFC 6531)", email::is_idn_email);
    /// `hostname`: RFC 1123; labels that begin with `xn--` are those of RFC 5890.
    Hostname "hostname" text("a host name (RFC 1123)", hostname::is_hostname);
    /// `idn-hostname`: a host name that may have labels of RFC 5890 in Unicode.
    IdnHostname "idn-hostname" text("an internationalized host name (RFC 5890)", hostname::is_idn_hostname);
    /// `ipv4`: four decimal numbers.
    Ipv4 "ipv4" text("an IPv4 address", |text| Ipv4Addr::from_text(text).is_some());
    /// `ipv6`: RFC 4291, section 2.2, without a zone.
    Ipv6 "ipv6" text("an IPv6 address", |text| Ipv6Addr::from_text(text).is_some());
    /// `uri`: RFC 3986, with a scheme.
    Uri "uri" text("a URI with a scheme (RFC 3986)", uri::is_uri);
    /// `uri-reference`: a URI or a relative reference of RFC 3986.
    UriReference "uri-reference" text("a URI or a relative reference (RFC 3986)", uri::is_uri_reference);
    /// `iri`: RFC 3987, with a scheme.
    Iri "iri" text("an IRI with a scheme (RFC 3987)", uri::is_iri);
    /// `iri-reference`: an IRI or a relative reference of RFC 3987.
    IriReference "iri-reference" text("an IRI or a relative reference (RFC 3987)", uri::is_iri_reference);
    /// `uri-template`: RFC 6570, of any level.
    UriTemplate "uri-template" text("a URI template (RFC 6570)", uri_template::is_uri_template);
    /// `uuid`: RFC 9562, with hyphens.
    Uuid "uuid" text(
        "a UUID, such as 123e4567-e89b-12d3-a456-426614174000",
        is_uuid,
    );
    /// `json-pointer`: RFC 6901, as a string.
    JsonPointer "json-pointer" text("a JSON pointer (RFC 6901), such as /rooms/0", json_pointer::is_pointer);
    /// `relative-json-pointer`: a number of steps up, then a JSON pointer or `#`.
    RelativeJsonPointer "relative-json-pointer" text(
        "a relative JSON pointer, such as 1/rooms",
        json_pointer::is_relative_pointer,
    );
    /// `regex`: ECMA-262, with the flag `u`.
    Regex "regex" text("a regular expression (ECMA-262)", pattern::is_expression);
    /// `byte`: base64 (RFC 4648, section 4), padded.
    Byte "byte" text("base64 with padding", |text| Base64::parse(text).is_some());

    /// `decimal`: a number, or a string with a number without an exponent.
    Decimal "decimal" either(number("a decimal number, such as 12.50", |_| true), number::is_decimal);
    /// `int8`
    Int8 "int8" number("a whole number from -128 to 127", number::fits::<i8>);
    /// `int16`
    Int16 "int16" number("a whole number from -32768 to 32767", number::fits::<i16>);
    /// `int32`
    Int32 "int32" number("a whole number from -2147483648 to 2147483647", number::fits::<i32>);
    /// `int64`: for strings too, as numbers of that size are often sent.
    Int64 "int64" either(
        number("a whole number from -9223372036854775808 to 9223372036854775807", number::fits::<i64>),
        number::is_integer::<i64>,
    );
    /// `uint8`
    Uint8 "uint8" number("a whole number from 0 to 255", number::fits::<u8>);
    /// `uint16`
    Uint16 "uint16" number("a whole number from 0 to 65535", number::fits::<u16>);
    /// `uint32`
    Uint32 "uint32" number("a whole number from 0 to 4294967295", number::fits::<u32>);
    /// `uint`: the same as `uint32`.
    Uint "uint" number("a whole number from 0 to 4294967295", number::fits::<u32>);
    /// `uint64`: for strings too.
    Uint64 "uint64" either(
        number("a whole number from 0 to 18446744073709551615", number::fits::<u64>),
        number::is_integer::<u64>,
    );
    /// `float`: not too large for single precision; more digits than it holds are rounded.
    Float "float" number("a number that fits single precision", number::is_float::<f32>);
    /// `double`: not too large for double precision; more digits than it holds are rounded.
    Double "double" number("a number that fits double precision", number::is_float::<f64>);

    /// `binary`: any octets, which is no rule for a string.
    Binary "binary" words(Kinds::STRING);
    /// `password`: for those who show it.
    Password "password" words(Kinds::STRING);
    /// `base64url`, not checked.
    Base64Url "base64url" words(Kinds::STRING);
    /// `char`, not checked.
    Char "char" words(Kinds::STRING);
    /// `commonmark`, not checked.
    Commonmark "commonmark" words(Kinds::STRING);
    /// `decimal128`, not checked.
    Decimal128 "decimal128" words(Kinds::STRING.or(Kinds::NUMBER));
    /// `double-int`, not checked.
    DoubleInt "double-int" words(Kinds::NUMBER);
    /// `html`, not checked.
    Html "html" words(Kinds::STRING);
    /// `http-date`, not checked.
    HttpDate "http-date" words(Kinds::STRING);
    /// `media-range`, not checked.
    MediaRange "media-range" words(Kinds::STRING);
    /// `sf-binary`, not checked.
    SfBinary "sf-binary" words(Kinds::STRING);
    /// `sf-boolean`, not checked.
    SfBoolean "sf-boolean" words(Kinds::STRING);
    /// `sf-decimal`, not checked.
    SfDecimal "sf-decimal" words(Kinds::NUMBER);
    /// `sf-integer`, not checked.
    SfInteger "sf-integer" words(Kinds::NUMBER);
    /// `sf-string`, not checked.
    SfString "sf-string" words(Kinds::STRING);
    /// `sf-token`, not checked.
    SfToken "sf-token" words(Kinds::STRING);
    /// `single`, not checked.
    Single "single" words(Kinds::NUMBER);
}

impl Format {
    /// The format that a document calls so.
    pub fn by_name(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|format| format.name() == name)
    }

    /// What a value must be, as it stands in a message: `an email address (RFC 5321)`.
    pub const fn expectation(self) -> &'static str {
        self.entry().expectation
    }

    /// The kinds of values of which it speaks: strings, numbers or both. All others have it.
    pub const fn kinds(self) -> Kinds {
        self.entry().kinds
    }

    /// Whether there is anything that a value of those kinds could break.
    pub const fn is_checked(self) -> bool {
        !self.expectation().is_empty()
    }

    /// Whether a string has the format.
    pub fn is_valid(self, text: &str) -> bool {
        (self.entry().text)(text)
    }

    /// Whether a number has the format.
    pub fn is_valid_number(self, number: &Decimal<'_>) -> bool {
        (self.entry().number)(number)
    }
}

/// The form of RFC 9562, section 4, whatever version it is of.
fn is_uuid(text: &str) -> bool {
    let bytes = text.as_bytes().iter().enumerate();
    text.len() == 36
        && bytes.into_iter().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_apart_and_found() {
        for &format in Format::ALL {
            assert_eq!(Format::by_name(format.name()), Some(format));
        }
        assert_eq!(Format::by_name("made-up"), None);
    }

    #[test]
    fn what_is_not_checked_is_never_broken() {
        let unchecked = Format::ALL.iter().filter(|format| !format.is_checked());
        for format in unchecked {
            assert!(format.is_valid("\0") && format.is_valid_number(&Decimal::new("1e999")));
        }
    }
}
