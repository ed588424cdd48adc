//! Dates and times as RFC 3339 writes them.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{self, Date, Time};
use jiff::tz::Offset;

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
        let (clock, offset) = full_time(rest.strip_prefix(['T', 't'])?)?;
        let local = civil::DateTime::from_parts(date, clock.time);
        Some(Self {
            local,
            offset,
            leap_second: clock.leap_second,
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
    /// Every answer with a date comes through here: digits are put together by hand, at a sixth of the cost of `write!`.
    pub(crate) fn to_text(self) -> String {
        let local = self.local;
        let mut text = String::with_capacity(35);
        let year = local.year().unsigned_abs();
        push_digits(&mut text, u32::from(year), 1000);
        text.push('-');
        push_two(&mut text, local.month());
        text.push('-');
        push_two(&mut text, local.day());
        text.push('T');
        push_two(&mut text, local.hour());
        text.push(':');
        push_two(&mut text, local.minute());
        text.push(':');
        push_two(
            &mut text,
            if self.leap_second { 60 } else { local.second() },
        );
        if local.subsec_nanosecond() != 0 {
            text.push('.');
            push_digits(
                &mut text,
                local.subsec_nanosecond().unsigned_abs(),
                100_000_000,
            );
            text.truncate(text.trim_end_matches('0').len());
        }
        self.push_offset(&mut text);
        text
    }

    fn push_offset(self, text: &mut String) {
        let minutes = self.offset.seconds() / 60;
        if minutes == 0 {
            return text.push('Z');
        }
        text.push(if minutes < 0 { '-' } else { '+' });
        push_digits(text, minutes.unsigned_abs() / 60, 10);
        text.push(':');
        push_digits(text, minutes.unsigned_abs() % 60, 10);
    }
}

fn push_two(text: &mut String, number: i8) {
    push_digits(text, number.unsigned_abs().into(), 10);
}

/// Writes a number with as many digits as `unit`, the worth of the first one, has.
fn push_digits(text: &mut String, number: u32, mut unit: u32) {
    while unit > 0 {
        text.push(char::from(b'0' + (number / unit % 10) as u8));
        unit /= 10;
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

/// Reads `full-date`.
pub(crate) fn parse_date(text: &str) -> Option<Date> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return None;
    };
    let year = number([y1, y2])? * 100 + number([y3, y4])?;
    Date::new(
        year,
        number([m1, m2])?.try_into().ok()?,
        number([d1, d2])?.try_into().ok()?,
    )
    .ok()
}

/// Reads `partial-time`. It has no leap seconds, because without an offset nobody knows where UTC has them.
pub(crate) fn parse_time(text: &str) -> Option<Time> {
    match clock(text)? {
        (
            Clock {
                time,
                leap_second: false,
            },
            "",
        ) => Some(time),
        _ => None,
    }
}

/// Whether a text is `full-date`, a `T` and `partial-time`.
pub(crate) fn is_local(text: &str) -> bool {
    text.split_once(['T', 't'])
        .is_some_and(|(date, time)| parse_date(date).is_some() && parse_time(time).is_some())
}

/// Whether a text is `full-time`.
pub(crate) fn is_full_time(text: &str) -> bool {
    full_time(text).is_some()
}

/// A time of the day. That of a leap second is the second before it.
struct Clock {
    time: Time,
    leap_second: bool,
}

fn full_time(text: &str) -> Option<(Clock, Offset)> {
    let (clock, rest) = clock(text)?;
    let minutes = offset_minutes(rest)?;
    if clock.leap_second {
        let time = i32::from(clock.time.hour()) * 60 + i32::from(clock.time.minute());
        // UTC has its leap seconds at the end of its day.
        if (time - minutes).rem_euclid(24 * 60) != 24 * 60 - 1 {
            return None;
        }
    }
    Some((clock, Offset::from_seconds(minutes * 60).ok()?))
}

/// Reads a time of the day, and gives the rest of the text.
fn clock(text: &str) -> Option<(Clock, &str)> {
    let (time, rest) = text.split_at_checked(8)?;
    let &[h1, h2, b':', m1, m2, b':', s1, s2] = time.as_bytes() else {
        return None;
    };
    let second = number([s1, s2])?;
    let leap_second = second == 60;
    let (nanosecond, rest) = fraction(rest)?;
    let small = |number: i16| i8::try_from(number).ok();
    let second = if leap_second { 59 } else { second };
    let time = Time::new(
        small(number([h1, h2])?)?,
        small(number([m1, m2])?)?,
        small(second)?,
        nanosecond,
    )
    .ok()?;
    Some((Clock { time, leap_second }, rest))
}

/// Reads the fraction of a second, if there is one, in nanoseconds.
fn fraction(text: &str) -> Option<(i32, &str)> {
    let Some(text) = text.strip_prefix('.') else {
        return Some((0, text));
    };
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if length == 0 {
        return None;
    }
    let (digits, rest) = text.split_at_checked(length)?;
    let padded = digits.bytes().chain(std::iter::repeat(b'0')).take(9);
    Some((
        padded.fold(0, |number, digit| number * 10 + i32::from(digit - b'0')),
        rest,
    ))
}

fn offset_minutes(text: &str) -> Option<i32> {
    match text.as_bytes() {
        b"Z" | b"z" => Some(0),
        &[sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hours, minutes) = (number([h1, h2])?, number([m1, m2])?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            let minutes = i32::from(hours) * 60 + i32::from(minutes);
            Some(if sign == b'-' { -minutes } else { minutes })
        }
        _ => None,
    }
}

/// A number of two digits.
fn number(digits: [u8; 2]) -> Option<i16> {
    let [tens, ones] = digits;
    (tens.is_ascii_digit() && ones.is_ascii_digit())
        .then(|| i16::from(tens - b'0') * 10 + i16::from(ones - b'0'))
}
