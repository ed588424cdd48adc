//! Dates and times as values.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{self, Date, Time};
use jiff::tz::Offset;

use super::text;
use crate::base64::InvalidText;

/// A date and time with an offset from UTC: the format `date-time`.
///
/// The text is exactly that of RFC 3339: `T` and `Z` in either case, any number of fraction digits (kept to the
/// nanosecond), the leap second `:60` where UTC has it; no space instead of `T`, no zone name. The offset is kept.
/// Equality is that of the text's meaning, part by part: the same instant with another offset is not equal; compare
/// [`timestamp`](Self::timestamp)s for that.
///
/// ```
/// use anteroom::DateTime;
///
/// let at: DateTime = "2026-03-31t11:30:00.250+02:00".parse()?;
/// assert_eq!(at.to_string(), "2026-03-31T11:30:00.25+02:00");
/// assert_eq!(at.timestamp().to_string(), "2026-03-31T09:30:00.25Z");
/// assert!(DateTime::parse("2026-03-31 11:30:00Z").is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateTime {
    local: civil::DateTime,
    offset: Offset,
    leap_second: bool,
}

impl DateTime {
    /// Reads a date and time.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, rest) = text.split_at_checked(10)?;
        let date = parse_date(date)?;
        let (clock, minutes) = text::full_time(rest.strip_prefix(['T', 't'])?)?;
        let leap_second = clock.leap_second;
        Some(Self {
            local: civil::DateTime::from_parts(date, time(clock)?),
            offset: Offset::from_seconds(minutes * 60).ok()?,
            leap_second,
        })
    }

    /// The time on a clock with an offset. The offset is taken to the minute, as RFC 3339 writes it.
    ///
    /// `None` if RFC 3339 cannot write it: years are 0 to 9999, and offsets less than a day.
    pub fn new(local: civil::DateTime, offset: Offset) -> Option<Self> {
        let seconds = offset.seconds();
        let fits =
            (0..=9999).contains(&local.year()) && seconds.abs() < 86_400 && seconds % 60 == 0;
        fits.then_some(Self {
            local,
            offset,
            leap_second: false,
        })
    }

    /// The instant. The last day of the year 9999 is beyond what the type can hold in part; there, and likewise for
    /// any other instant that it cannot hold, its limit is given. A leap second is the second before it.
    pub fn timestamp(&self) -> Timestamp {
        self.offset
            .to_timestamp(self.local)
            .unwrap_or(Timestamp::MAX)
    }

    /// The date and time that the text shows.
    pub const fn local(&self) -> civil::DateTime {
        self.local
    }

    /// The offset from UTC.
    pub const fn offset(&self) -> Offset {
        self.offset
    }

    /// Whether this is a leap second; [`local`](Self::local) then shows the second 59.
    pub const fn is_leap_second(&self) -> bool {
        self.leap_second
    }
}

impl From<Timestamp> for DateTime {
    /// The instant, in UTC. Years before 0 become the first instant of the year 0, because RFC 3339 has none.
    fn from(timestamp: Timestamp) -> Self {
        let local = Offset::UTC.to_datetime(timestamp);
        let local = if local.year() < 0 {
            civil::date(0, 1, 1).at(0, 0, 0, 0)
        } else {
            local
        };
        Self {
            local,
            offset: Offset::UTC,
            leap_second: false,
        }
    }
}

impl From<DateTime> for Timestamp {
    fn from(date_time: DateTime) -> Self {
        date_time.timestamp()
    }
}

impl FromStr for DateTime {
    type Err = InvalidText;

    fn from_str(text: &str) -> Result<Self, InvalidText> {
        Self::parse(text).ok_or(InvalidText)
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.to_text())
    }
}

impl DateTime {
    pub(crate) fn to_text(self) -> String {
        let mut text = Vec::with_capacity(35);
        self.write(&mut text);
        // It cannot fail.
        String::from_utf8(text).unwrap_or_default()
    }

    /// Appends the text. Every answer with a date comes through here: the digits are put together by hand, at a tenth of
    /// the cost of `write!`.
    pub(crate) fn write(self, out: &mut Vec<u8>) {
        let local = self.local;
        write_date(local.date(), out);
        let [h1, h2] = two(local.hour());
        let [m1, m2] = two(local.minute());
        let [s1, s2] = two(if self.leap_second { 60 } else { local.second() });
        out.extend_from_slice(&[b'T', h1, h2, b':', m1, m2, b':', s1, s2]);
        if local.subsec_nanosecond() != 0 {
            out.push(b'.');
            let mut unit = 100_000_000;
            let mut rest = local.subsec_nanosecond();
            while rest != 0 {
                out.push(b'0' + (rest / unit) as u8);
                rest %= unit;
                unit /= 10;
            }
        }
        self.write_offset(out);
    }

    fn write_offset(self, out: &mut Vec<u8>) {
        let minutes = self.offset.seconds() / 60;
        if minutes == 0 {
            return out.push(b'Z');
        }
        let part = |number: i32| two((number % 60).unsigned_abs() as i8);
        let [h1, h2] = part(minutes / 60);
        let [m1, m2] = part(minutes);
        let sign = if minutes < 0 { b'-' } else { b'+' };
        out.extend_from_slice(&[sign, h1, h2, b':', m1, m2]);
    }
}

/// Appends `full-date`. RFC 3339 has no years before 0.
pub(crate) fn write_date(date: Date, out: &mut Vec<u8>) {
    let year = date.year().unsigned_abs();
    let [y1, y2] = two((year / 100) as i8);
    let [y3, y4] = two((year % 100) as i8);
    let [m1, m2] = two(date.month());
    let [d1, d2] = two(date.day());
    out.extend_from_slice(&[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2]);
}

/// The two digits of a number from 0 to 99.
const fn two(number: i8) -> [u8; 2] {
    let number = number.unsigned_abs();
    [b'0' + number / 10, b'0' + number % 10]
}

impl fmt::Debug for DateTime {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

/// A date of the calendar.
pub(crate) fn parse_date(text: &str) -> Option<Date> {
    let day = text::date(text)?;
    Date::new(day.year, day.month, day.day).ok()
}

/// A time of the day without an offset.
pub(crate) fn parse_time(text: &str) -> Option<Time> {
    text::partial_time(text).and_then(time)
}

fn time(clock: text::Clock) -> Option<Time> {
    Time::new(clock.hour, clock.minute, clock.second, clock.nanosecond).ok()
}
