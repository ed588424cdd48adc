//! Decimal numbers: order, wholeness, multiples.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::cmp::Ordering;

use anteroom::validate::{Decimal, IntegerRules, NumberRules};

fn decimal(text: &str) -> Decimal<'_> {
    Decimal::parse(text).unwrap_or_else(|| panic!("{text}"))
}

#[test]
fn are_ordered_by_their_worth() {
    // From the least to the greatest; those of one row are equal.
    let rows: &[&[&str]] = &[
        &["-1e1000000000"],
        &["-10", "-1e1", "-10.0", "-0.1e2", "-100e-1"],
        &["-9.9999999999999999999999999999"],
        &["-0.5", "-5e-1", "-0.50"],
        &["-1e-1000000000"],
        &[
            "0",
            "-0",
            "0.0",
            "0e5",
            "-0.00e-99999999999999999999",
            "0e99999999999999999999",
        ],
        &["1e-1000000000", "10e-1000000001"],
        &["0.001", "1e-3", "0.0010"],
        &["0.1", "1e-1"],
        &["0.1000000000000000055511151231257827"],
        &["0.5"],
        &["1", "1.0", "10e-1", "0.01e2", "1e0", "1e+0", "1E-0"],
        &["1.00000000000000000000000000000000000001"],
        &["9"],
        &["10"],
        &["10.01", "1001e-2"],
        &["99", "9.9e1"],
        &["100", "1e2", "100.000"],
        &["9007199254740993"],
        &["18446744073709551616"],
        &["1e1000000000", "10e999999999"],
        &["2e1000000000"],
        &["1e99999999999999999999"],
    ];
    for (i, left) in rows.iter().enumerate() {
        for (j, right) in rows.iter().enumerate() {
            for left in *left {
                for right in *right {
                    assert_eq!(
                        decimal(left).cmp(&decimal(right)),
                        i.cmp(&j),
                        "{left} {right}"
                    );
                }
            }
        }
    }
}

#[test]
fn know_whether_they_are_whole() {
    for (text, integer) in [
        ("0", 0),
        ("-0.0", 0),
        ("9.0", 9),
        ("90e-1", 9),
        ("1e3", 1000),
        ("-12.50e1", -125),
        ("170141183460469231731687303715884105727", i128::MAX),
        ("-170141183460469231731687303715884105728", i128::MIN),
        ("1e38", 10i128.pow(38)),
    ] {
        assert!(decimal(text).is_integer(), "{text}");
        assert_eq!(decimal(text).to_integer(), Some(integer), "{text}");
    }
    for text in [
        "1e39",
        "170141183460469231731687303715884105728",
        "1e1000000000",
        "1e99999999999999999999",
    ] {
        assert!(decimal(text).is_integer(), "{text}");
        assert_eq!(decimal(text).to_integer(), None, "{text}");
    }
    for text in [
        "0.5",
        "1.5",
        "1e-1",
        "1001e-2",
        "1e-1000000000",
        "0.000001",
        "-99.9",
    ] {
        assert!(!decimal(text).is_integer(), "{text}");
    }
}

#[test]
fn know_their_multiples() {
    for (number, divisor) in [
        ("0", "3"),
        ("0.0", "0.7"),
        ("9", "3"),
        ("-9", "3"),
        ("9", "-3"),
        ("4.5", "1.5"),
        ("0.3", "0.1"),
        ("0.0075", "0.0001"),
        ("19.99", "0.01"),
        ("1e1000000000", "7e-3"),
        ("100", "10"),
        ("1e3", "100"),
        ("35", "3.5"),
        ("7e30", "7"),
        ("123456789012345678901234567890", "10"),
        ("340282366920938463463374607431768211455", "5"),
        ("12345678901234567890123456789012345678", "2"),
    ] {
        let expected = number != "1e1000000000";
        assert_eq!(
            decimal(number).is_multiple_of(&decimal(divisor)),
            expected,
            "{number} {divisor}"
        );
    }
    assert!(decimal("1e1000000000").is_multiple_of(&decimal("8")));
    for (number, divisor) in [
        ("10", "3"),
        ("0.35", "0.1"),
        ("0.00751", "0.0001"),
        ("1", "10"),
        ("5", "10"),
        ("1e-5", "1"),
        ("1e-1000000000", "0.1"),
        ("7", "0"),
        ("4.5", "2"),
        ("12345678901234567890123456789012345679", "2"),
    ] {
        assert!(
            !decimal(number).is_multiple_of(&decimal(divisor)),
            "{number} {divisor}"
        );
    }
}

#[test]
fn are_written_as_json_writes_them() {
    for text in [
        "", "-", "+1", "1.", ".5", "01", "1e", "0x1", "1 ", "NaN", "--1", "1e5.5",
    ] {
        assert!(Decimal::parse(text).is_none(), "{text}");
    }
    assert_eq!(decimal("5").compare_integer(7i32), Ordering::Less);
}

#[test]
fn rules_for_numbers_compare_exactly() {
    static RULES: NumberRules = NumberRules::new()
        .minimum(Decimal::new("0.1"))
        .exclusive_maximum(Decimal::new("1e3"))
        .multiple_of(Decimal::new("0.1"));
    for number in [0.1, 0.3, 0.7, 1.1, 999.9] {
        assert_eq!(RULES.validate(&number), Ok(()), "{number}");
    }
    let keywords = |number: f64| -> Vec<_> {
        RULES
            .validate(&number)
            .unwrap_err()
            .iter()
            .map(|violation| violation.keyword)
            .collect()
    };
    assert_eq!(keywords(0.05), ["minimum", "multipleOf"]);
    assert_eq!(keywords(1000.0), ["exclusiveMaximum"]);
    assert_eq!(keywords(f64::NAN), ["type"]);
    assert_eq!(keywords(f64::INFINITY), ["type"]);
    assert_eq!(RULES.validate(&0.3f32), Ok(()));
}

#[test]
fn rules_for_integers_hold_beyond_every_type() {
    use anteroom::json::Reader;
    static RULES: IntegerRules = IntegerRules::new().minimum(0).maximum(100).multiple_of(5);
    let found = |text: &str| {
        let mut reader = Reader::new(text.as_bytes());
        let value: Option<i32> = RULES.decode(&mut reader);
        let violations = reader.finish().expect("JSON");
        (
            value,
            violations
                .iter()
                .map(|violation| violation.keyword)
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(found("15"), (Some(15), vec![]));
    assert_eq!(found("1.5e1"), (Some(15), vec![]));
    assert_eq!(found("16"), (None, vec!["multipleOf"]));
    assert_eq!(found("-1"), (None, vec!["minimum", "multipleOf"]));
    assert_eq!(found("5000000000"), (None, vec!["maximum"]));
    assert_eq!(found("1e1000000000"), (None, vec!["maximum"]));
    assert_eq!(found("-1e1000000000"), (None, vec!["minimum"]));
    assert_eq!(found("0.5"), (None, vec!["type"]));

    static OPEN: IntegerRules = IntegerRules::new()
        .exclusive_minimum(0)
        .exclusive_maximum(10);
    assert!(OPEN.validate(&1).is_ok() && OPEN.validate(&9).is_ok());
    assert_eq!(
        OPEN.validate(&0).unwrap_err().to_string(),
        "the value must be greater than 0"
    );
    assert_eq!(
        OPEN.validate(&10).unwrap_err().to_string(),
        "the value must be less than 10"
    );
    assert_eq!(
        IntegerRules::new()
            .maximum(-1)
            .validate(&u64::MAX)
            .unwrap_err()
            .len(),
        1
    );
}
