//! Dates and times, valid and not.
#![allow(clippy::unwrap_used, clippy::panic)]

use anteroom::jiff::civil;
use anteroom::validate::Format;
use anteroom::{DateTime, json};

#[test]
fn reads_and_writes_valid_ones() {
    let rows = [
        ("2026-03-31T09:30:00Z", "2026-03-31T09:30:00Z"),
        ("2026-03-31t09:30:00z", "2026-03-31T09:30:00Z"),
        ("2026-03-31T09:30:00.5Z", "2026-03-31T09:30:00.5Z"),
        ("2026-03-31T09:30:00.500000000Z", "2026-03-31T09:30:00.5Z"),
        (
            "2026-03-31T09:30:00.123456789987654321Z",
            "2026-03-31T09:30:00.123456789Z",
        ),
        ("2026-03-31T09:30:00+02:00", "2026-03-31T09:30:00+02:00"),
        ("2026-03-31T09:30:00-11:45", "2026-03-31T09:30:00-11:45"),
        ("2026-03-31T09:30:00+23:59", "2026-03-31T09:30:00+23:59"),
        ("2026-03-31T09:30:00-00:00", "2026-03-31T09:30:00Z"),
        ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"),
        (
            "9999-12-31T23:59:59.999999999Z",
            "9999-12-31T23:59:59.999999999Z",
        ),
        ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"),
        ("1990-12-31T23:59:60Z", "1990-12-31T23:59:60Z"),
        (
            "1990-12-31T15:59:60.25-08:00",
            "1990-12-31T15:59:60.25-08:00",
        ),
        ("1991-01-01T05:29:60+05:30", "1991-01-01T05:29:60+05:30"),
    ];
    for (text, again) in rows {
        let value = DateTime::parse(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(value.to_string(), again);
        assert_eq!(DateTime::parse(again), Some(value));
        assert!(Format::DateTime.is_valid(text));
    }
}

#[test]
fn refuses_the_others() {
    let texts = [
        "",
        "2026-03-31",
        "2026-03-31T09:30Z",
        "2026-03-31T09:30:00",
        "2026-03-31 09:30:00Z",
        "2026-03-31T09:30:00Z[UTC]",
        "2026-03-31T09:30:00+02:00[Europe/Paris]",
        "2026-03-31T09:30:00+02",
        "2026-03-31T09:30:00+0200",
        "2026-03-31T09:30:00.Z",
        "2026-03-31T09:30:00,5Z",
        "2026-03-31T24:00:00Z",
        "2026-03-31T23:60:00Z",
        "2026-03-31T23:59:61Z",
        "2026-03-31T22:59:60Z",
        "2026-03-31T23:59:60+01:00",
        "2026-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-1-1T00:00:00Z",
        "26-01-01T00:00:00Z",
        "+2026-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z",
        "12026-01-01T00:00:00Z",
        "2026-03-31T09:30:00+24:00",
        "2026-03-31T09:30:00+02:60",
        "2026-03-31T09:30:00\u{2212}02:00",
        " 2026-03-31T09:30:00Z",
        "2026-03-31T09:30:00Z ",
        "2026-03-31T09:30:00ZZ",
        "२०२६-03-31T09:30:00Z",
        "2026-03-31T9:30:00Z",
        "20260331T093000Z",
        "2026-W14-2T09:30:00Z",
        "2026-090T09:30:00Z",
        "2026-03-31T09:30:00Z\n",
        "2026-03-31T09:30:0é",
        "202é-03-31T09:30:00Z",
    ];
    for text in texts {
        assert_eq!(DateTime::parse(text), None, "{text}");
    }
}

#[test]
fn knows_the_instant() {
    let instant = |text: &str| DateTime::parse(text).unwrap().timestamp().to_string();
    assert_eq!(instant("2026-01-01T00:30:00+02:00"), "2025-12-31T22:30:00Z");
    assert_eq!(instant("2026-01-01T00:30:00-02:00"), "2026-01-01T02:30:00Z");
    assert_eq!(instant("1990-12-31T23:59:60Z"), "1990-12-31T23:59:59Z");
    let last = DateTime::parse("9999-12-31T23:59:59Z").unwrap();
    assert_eq!(last.timestamp(), anteroom::jiff::Timestamp::MAX);
}

#[test]
fn dates_and_times_stand_alone_too() {
    assert_eq!(
        json::from_str(r#""2024-02-29""#),
        Ok(civil::date(2024, 2, 29))
    );
    for text in [
        "2024-2-29",
        "2023-02-29",
        "20240229",
        "2024-02-29T00:00:00",
        "2024-02-29Z",
        "",
        "-001-01-01",
        "+024-01-01",
    ] {
        assert!(!Format::Date.is_valid(text), "{text}");
    }
    assert_eq!(
        json::from_str(r#""09:30:00.5""#),
        Ok(civil::time(9, 30, 0, 500_000_000))
    );
    for text in [
        "09:30",
        "9:30:00",
        "24:00:00",
        "09:30:00Z",
        "09:30:60",
        "23:59:60",
        "093000",
        "09:30:00.",
    ] {
        assert!(!Format::TimeLocal.is_valid(text), "{text}");
    }
    for text in [
        "09:30:00Z",
        "09:30:00.123+05:30",
        "23:59:60Z",
        "00:29:60+00:30",
    ] {
        assert!(Format::Time.is_valid(text), "{text}");
    }
    for text in ["09:30:00", "09:30Z", "09:30:00+1", "23:58:60Z", "24:00:00Z"] {
        assert!(!Format::Time.is_valid(text), "{text}");
    }
}

#[test]
fn other_formats_are_strict_as_well() {
    assert!(Format::Uuid.is_valid("123E4567-e89b-12d3-a456-426614174000"));
    for text in [
        "123e4567e89b12d3a456426614174000",
        "{123e4567-e89b-12d3-a456-426614174000}",
        "urn:uuid:123e4567-e89b-12d3-a456-426614174000",
        "123e4567-e89b-12d3-a456-42661417400g",
        "123e4567e-89b-12d3-a456-426614174000",
    ] {
        assert!(!Format::Uuid.is_valid(text), "{text}");
    }
    for text in ["127.0.0.1", "0.0.0.0", "255.255.255.255"] {
        assert!(Format::Ipv4.is_valid(text), "{text}");
    }
    for text in [
        "127.0.0",
        "127.0.0.01",
        "256.0.0.1",
        "127.0.0.1 ",
        "0x7f.0.0.1",
        "१.0.0.1",
        "127.0.0.1/8",
    ] {
        assert!(!Format::Ipv4.is_valid(text), "{text}");
    }
    for text in [
        "::",
        "::1",
        "1::",
        "2001:db8::ff00:42:8329",
        "::ffff:192.0.2.1",
        "1:2:3:4:5:6:7:8",
    ] {
        assert!(Format::Ipv6.is_valid(text), "{text}");
    }
    for text in [
        "",
        ":",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "12345::",
        "fe80::1%eth0",
        "[::1]",
        "::1/64",
        "::192.0.2.256",
    ] {
        assert!(!Format::Ipv6.is_valid(text), "{text}");
    }
}

#[test]
fn what_has_no_text_is_a_violation() {
    use anteroom::Validate;
    let date = civil::date(-1, 1, 1);
    let violations = date.validate().map_err(|violations| violations.to_string());
    assert_eq!(
        violations,
        Err("the value must be a date, such as 2026-03-31".to_owned())
    );
    assert_eq!(civil::date(0, 1, 1).validate(), Ok(()));
    let offset = |seconds| anteroom::jiff::tz::Offset::from_seconds(seconds).unwrap();
    let local = civil::date(2026, 1, 1).at(0, 0, 0, 0);
    assert!(DateTime::new(local, offset(3600)).is_some());
    assert!(DateTime::new(local, offset(3601)).is_none());
    assert!(DateTime::new(local, offset(86_400)).is_none());
    assert!(DateTime::new(civil::date(-1, 1, 1).at(0, 0, 0, 0), offset(0)).is_none());
}
