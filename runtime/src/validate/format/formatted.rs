//! Types that have the format of their text.

use std::net::{Ipv4Addr, Ipv6Addr};

use jiff::civil;
use uuid::Uuid;

use super::Format;
use crate::{Base64, DateTime, date_time};

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
