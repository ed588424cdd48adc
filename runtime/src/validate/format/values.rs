//! Dates, times and identifiers as values: the types of other libraries.

use jiff::civil;
use uuid::Uuid;

use super::{Format, Formatted};
use crate::{DateTime, date_time};

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
