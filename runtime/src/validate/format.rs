//! Formats of strings.

use std::net::{Ipv4Addr, Ipv6Addr};

use jiff::civil;
use uuid::Uuid;

use crate::{Base64, DateTime, date_time};

/// A format that strings can have; it is asserted, as users of OpenAPI expect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// `date-time`: RFC 3339, section 5.6.
    DateTime,
    /// `date`: `full-date` of RFC 3339.
    Date,
    /// `time`: `full-time` of RFC 3339, which has an offset.
    Time,
    /// `time-local`: `partial-time` of RFC 3339, which has no offset.
    TimeLocal,
    /// `uuid`: RFC 9562, with hyphens.
    Uuid,
    /// `ipv4`: four decimal numbers.
    Ipv4,
    /// `ipv6`: RFC 4291, section 2.2, without a zone.
    Ipv6,
    /// `byte`: base64 (RFC 4648, section 4), padded.
    Byte,
}

impl Format {
    /// The format that a document calls so.
    pub fn by_name(name: &str) -> Option<Self> {
        let all = [
            Self::DateTime,
            Self::Date,
            Self::Time,
            Self::TimeLocal,
            Self::Uuid,
            Self::Ipv4,
            Self::Ipv6,
            Self::Byte,
        ];
        all.into_iter().find(|format| format.name() == name)
    }

    /// What documents call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::DateTime => "date-time",
            Self::Date => "date",
            Self::Time => "time",
            Self::TimeLocal => "time-local",
            Self::Uuid => "uuid",
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::Byte => "byte",
        }
    }

    /// What a string must be, as it stands in a message.
    pub const fn expectation(self) -> &'static str {
        match self {
            Self::DateTime => {
                "a date and time with an offset as in RFC 3339, such as 2026-03-31T09:30:00Z"
            }
            Self::Date => "a date, such as 2026-03-31",
            Self::Time => "a time with an offset as in RFC 3339, such as 09:30:00Z",
            Self::TimeLocal => "a time, such as 09:30:00",
            Self::Uuid => "a UUID, such as 123e4567-e89b-12d3-a456-426614174000",
            Self::Ipv4 => "an IPv4 address",
            Self::Ipv6 => "an IPv6 address",
            Self::Byte => "base64 with padding",
        }
    }

    /// Whether a string has the format.
    pub fn is_valid(self, text: &str) -> bool {
        match self {
            Self::DateTime => DateTime::parse(text).is_some(),
            Self::Date => civil::Date::from_text(text).is_some(),
            Self::Time => date_time::is_full_time(text),
            Self::TimeLocal => civil::Time::from_text(text).is_some(),
            Self::Uuid => Uuid::from_text(text).is_some(),
            Self::Ipv4 => Ipv4Addr::from_text(text).is_some(),
            Self::Ipv6 => Ipv6Addr::from_text(text).is_some(),
            Self::Byte => Base64::parse(text).is_some(),
        }
    }
}

/// A type whose JSON form is a string with a format.
pub trait Formatted: Sized {
    /// The format.
    const FORMAT: Format;

    /// Reads the text; `None` if it does not have the format.
    fn from_text(text: &str) -> Option<Self>;

    /// Writes the text.
    fn to_text(&self) -> String;

    /// Whether the format has a text for this value, as it has for nearly all.
    fn has_text(&self) -> bool {
        true
    }
}

impl Formatted for DateTime {
    const FORMAT: Format = Format::DateTime;

    fn from_text(text: &str) -> Option<Self> {
        Self::parse(text)
    }

    fn to_text(&self) -> String {
        Self::to_text(*self)
    }
}

impl Formatted for civil::Date {
    const FORMAT: Format = Format::Date;

    fn from_text(text: &str) -> Option<Self> {
        date_time::parse_date(text)
    }

    fn to_text(&self) -> String {
        self.to_string()
    }

    /// RFC 3339 has no years before 0.
    fn has_text(&self) -> bool {
        self.year() >= 0
    }
}

impl Formatted for civil::Time {
    const FORMAT: Format = Format::TimeLocal;

    fn from_text(text: &str) -> Option<Self> {
        date_time::parse_time(text)
    }

    fn to_text(&self) -> String {
        self.to_string()
    }
}

impl Formatted for Uuid {
    const FORMAT: Format = Format::Uuid;

    fn from_text(text: &str) -> Option<Self> {
        // Of the forms that the library reads, only the one with hyphens has this length.
        if text.len() == 36 {
            Self::try_parse(text).ok()
        } else {
            None
        }
    }

    fn to_text(&self) -> String {
        self.to_string()
    }
}

impl Formatted for Base64 {
    const FORMAT: Format = Format::Byte;

    fn from_text(text: &str) -> Option<Self> {
        Self::parse(text)
    }

    fn to_text(&self) -> String {
        self.to_string()
    }
}

impl Formatted for Ipv4Addr {
    const FORMAT: Format = Format::Ipv4;

    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn to_text(&self) -> String {
        self.to_string()
    }
}

impl Formatted for Ipv6Addr {
    const FORMAT: Format = Format::Ipv6;

    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn to_text(&self) -> String {
        self.to_string()
    }
}
