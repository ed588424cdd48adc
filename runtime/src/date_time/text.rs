//! The grammar of RFC 3339, section 5.6, and what of it there is in the calendar.

/// A day of the calendar that began before all others (ISO 8601).
pub(crate) struct Day {
    pub(crate) year: i16,
    pub(crate) month: i8,
    pub(crate) day: i8,
}

/// A time of the day. That of a leap second is the second before it.
pub(crate) struct Clock {
    pub(crate) hour: i8,
    pub(crate) minute: i8,
    pub(crate) second: i8,
    #[cfg_attr(
        not(feature = "values"),
        expect(dead_code, reason = "it is for values, not for whether there is one")
    )]
    pub(crate) nanosecond: i32,
    pub(crate) leap_second: bool,
}

/// Reads `full-date`.
pub(crate) fn date(text: &str) -> Option<Day> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return None;
    };
    let day = Day {
        year: i16::from(number([y1, y2])?) * 100 + i16::from(number([y3, y4])?),
        month: number([m1, m2])?,
        day: number([d1, d2])?,
    };
    (1..=days_of(day.month, day.year))
        .contains(&day.day)
        .then_some(day)
}

/// How many days a month has; none, if there is no such month.
const fn days_of(month: i8, year: i16) -> i8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

/// Reads `partial-time`. It has no leap seconds, because without an offset nobody knows where UTC has them.
pub(crate) fn partial_time(text: &str) -> Option<Clock> {
    let (clock, rest) = clock(text)?;
    (rest.is_empty() && !clock.leap_second).then_some(clock)
}

/// Reads `full-time`, and gives the minutes that it is ahead of UTC.
pub(crate) fn full_time(text: &str) -> Option<(Clock, i32)> {
    let (clock, rest) = clock(text)?;
    let minutes = offset_minutes(rest)?;
    if clock.leap_second {
        let time = i32::from(clock.hour) * 60 + i32::from(clock.minute);
        // UTC has its leap seconds at the end of its day.
        if (time - minutes).rem_euclid(24 * 60) != 24 * 60 - 1 {
            return None;
        }
    }
    Some((clock, minutes))
}

/// Whether a text is `date-time`.
pub(crate) fn is_date_time(text: &str) -> bool {
    is_both(text, |time| full_time(time).is_some())
}

/// Whether a text is `full-date`, a `T` and `partial-time`.
pub(crate) fn is_local(text: &str) -> bool {
    is_both(text, |time| partial_time(time).is_some())
}

fn is_both(text: &str, is_time: impl Fn(&str) -> bool) -> bool {
    text.split_once(['T', 't'])
        .is_some_and(|(day, time)| date(day).is_some() && is_time(time))
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
    let clock = Clock {
        hour: number([h1, h2])?,
        minute: number([m1, m2])?,
        second: if leap_second { 59 } else { second },
        nanosecond,
        leap_second,
    };
    let is_on_a_clock = clock.hour < 24 && clock.minute < 60 && clock.second < 60;
    is_on_a_clock.then_some((clock, rest))
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
fn number(digits: [u8; 2]) -> Option<i8> {
    let [tens, ones] = digits;
    let is_number = tens.is_ascii_digit() && ones.is_ascii_digit();
    is_number.then(|| ((tens - b'0') * 10 + (ones - b'0')) as i8)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The calendar is that of the library whose values are made of it.
    #[cfg(feature = "values")]
    #[test]
    fn days_are_those_of_the_calendar() {
        for year in (0..=9999).step_by(3).chain([1900, 2000, 2024, 2026, 2100]) {
            for month in 0..=13 {
                for day in [0, 1, 28, 29, 30, 31, 32] {
                    let text = format!("{year:04}-{month:02}-{day:02}");
                    let exists = jiff::civil::Date::new(year, month, day).is_ok();
                    assert_eq!(date(&text).is_some(), exists, "{text}");
                }
            }
        }
    }

    #[test]
    fn times_are_those_of_a_clock() {
        for (text, is_time) in [
            ("00:00:00", true),
            ("23:59:59.999999999123", true),
            ("24:00:00", false),
            ("23:60:00", false),
            ("23:59:60", false),
            ("23:59:61", false),
            ("23:59:59.", false),
            ("2a:00:00", false),
        ] {
            assert_eq!(partial_time(text).is_some(), is_time, "{text}");
        }
        assert!(full_time("23:59:60Z").is_some() && full_time("23:58:60Z").is_none());
        assert!(is_local("2024-02-29T10:00:00") && !is_local("2023-02-29T10:00:00"));
        assert!(is_date_time("2024-02-29t10:00:00+23:59") && !is_date_time("2024-02-29T10:00:00"));
    }
}
