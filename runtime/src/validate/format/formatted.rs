//! Types that have the format of their text.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::Format;
use crate::Base64;

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
