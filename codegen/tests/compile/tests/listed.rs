//! Listed values and null, beside rules and choices.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod values;

use anteroom_golden::{option_allow, struck_values};
use values::{stays, violations};

#[test]
fn what_two_alternatives_take_is_refused_whatever_stands_beside_them() {
    use struck_values::{Anything, Floor, Level, NullTwice, Release, Rows, Same, Tier, Wing};
    for json in ["10", "13", "5"] {
        stays::<Floor>(json);
    }
    assert_eq!(violations::<Floor>("12").len(), 1);
    assert_eq!(violations::<Floor>("4").len(), 2);
    for json in [r#""ab""#, r#""b""#] {
        stays::<Wing>(json);
    }
    assert_eq!(violations::<Wing>(r#""a""#).len(), 1);
    for json in ["2", "3"] {
        stays::<Level>(json);
    }
    for json in ["2", "3"] {
        stays::<Same>(json);
    }
    assert_eq!(violations::<Level>("1").len(), 1);
    assert_eq!(violations::<Tier>("3").len(), 1);
    for json in [
        r#""1.0""#,
        r#""1.10""#,
        r#""1e3""#,
        r#""0x10""#,
        r#""true""#,
    ] {
        stays::<Release>(json);
    }
    assert_eq!(violations::<Release>(r#""1""#).len(), 1);
    stays::<Anything>(r#"{"list":"x","text":5,"parts":[]}"#);
    stays::<Anything>(r#"{"list":null,"text":"12345","parts":{"a":"b"}}"#);
    assert_eq!(
        violations::<Anything>(r#"{"list":1,"text":"123456","parts":{"a":1}}"#).len(),
        2
    );
    stays::<Rows>(r#"{"row":[1,"a"]}"#);
    assert_eq!(
        violations::<Rows>(r#"{"row":["a"]}"#),
        ["/row/0 type #/components/schemas/Row/allOf/0/prefixItems/0"]
    );
    for json in [r#"{"name":"x"}"#, "{}"] {
        stays::<NullTwice>(json);
    }
    assert_eq!(violations::<NullTwice>(r#"{"name":null}"#).len(), 1);
}

#[test]
fn null_that_is_not_listed_is_no_value() {
    use struck_values::NullUnlisted;
    stays::<NullUnlisted>(r#"{"listed":"x","fixed":"x","open":null}"#);
    for json in [r#"{"listed":null}"#, r#"{"fixed":null}"#, r#"{"open":"y"}"#] {
        assert_eq!(violations::<NullUnlisted>(json).len(), 1, "{json}");
    }
}

#[test]
fn null_beside_a_choice_is_one_of_the_alternatives() {
    use struck_values::Places;
    for json in [
        r#"{"other":null}"#,
        r#"{"open":null}"#,
        r#"{"one":{"id":"a"},"few":{"seats":1}}"#,
    ] {
        stays::<Places>(json);
    }
    for json in [r#"{"one":null}"#, r#"{"few":null}"#] {
        assert!(!violations::<Places>(json).is_empty(), "{json}");
    }
}

#[test]
fn listed_values_are_held_against_patterns_that_go_back() {
    stays::<option_allow::Wing>(r#""b""#);
    assert_eq!(
        violations::<option_allow::Wing>(r#""xa""#),
        [" pattern #/components/schemas/Wing"]
    );
}

#[test]
fn values_that_a_choice_beside_the_list_refuses_are_none() {
    use anteroom_golden::listed_choices::Values;
    for json in [
        r#"{"strings":"a","integers":1,"once":"a","referred":"b","together":"a"}"#,
        r#"{"strings":"b","integers":3,"once":"b","together":"b","mixed":{"a":1}}"#,
        "{}",
    ] {
        stays::<Values>(json);
    }
    for json in [
        r#"{"strings":"c"}"#,
        r#"{"integers":2}"#,
        r#"{"once":"ab"}"#,
        r#"{"never":"c"}"#,
        r#"{"referred":"c"}"#,
        r#"{"together":"c"}"#,
        r#"{"mixed":"abc"}"#,
    ] {
        assert!(!violations::<Values>(json).is_empty(), "{json}");
    }
}

#[test]
fn null_that_two_alternatives_take_is_refused_however_deep_they_are() {
    use anteroom_golden::null_besides::{Choices, Twice};
    for json in [
        r#"{"nested":null}"#,
        r#"{"listed":null}"#,
        r#"{"chosen":null}"#,
        r#"{"never":null}"#,
    ] {
        assert!(!violations::<Twice>(json).is_empty(), "{json}");
    }
    stays::<Twice>(r#"{"nested":"a","listed":"b","chosen":{"a":1},"once":null}"#);
    for name in ["either", "all", "conditional", "vague", "three"] {
        let json = format!(r#"{{"{name}":null}}"#);
        assert_eq!(violations::<Choices>(&json).len(), 1, "{json}");
        stays::<Choices>(&json.replace("null", "\"abc\""));
    }
}

#[test]
fn a_problem_within_a_value_is_read_like_any_other() {
    use anteroom_golden::problems_within::Job;
    stays::<Job>(r#"{"error":{"title":"No","status":404},"amount":1,"cat":null,"cats":[null]}"#);
    assert_eq!(
        violations::<Job>(r#"{"error":{"status":"x"},"amount":0}"#).len(),
        2
    );
}
