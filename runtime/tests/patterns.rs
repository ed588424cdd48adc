//! Patterns: ECMA-262 on a linear-time engine.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use anteroom::validate::pattern::{self, PatternError, check};

fn is_match(source: &str, text: &str) -> bool {
    // A pattern lives as long as the program, as in generated code.
    let pattern: &'static anteroom::validate::Pattern = Box::leak(Box::new(
        anteroom::validate::Pattern::new(String::leak(source.to_owned())),
    ));
    assert_eq!(check(source), Ok(()), "{source}");
    pattern.is_match(text)
}

#[test]
fn means_what_ecma_262_means() {
    // Pattern, texts that match, texts that do not.
    let rows: &[(&str, &[&str], &[&str])] = &[
        ("", &["", "x"], &[]),
        ("[0-9]{3,64}", &["123", "x123y"], &["12", "1a2"]),
        ("^[0-9]*$", &["", "0123"], &["1\n", "\n", "١"]),
        (r"^\d$", &["7"], &["٧", "x"]),
        (r"^\D$", &["x", "٧"], &["7"]),
        (r"^\w$", &["a", "Z", "0", "_"], &["é", "-", "ſ", "\u{212a}"]),
        (r"^\W$", &["é", "-"], &["a"]),
        (
            r"^\s$",
            &[
                " ", "\t", "\n", "\u{b}", "\u{a0}", "\u{feff}", "\u{2029}", "\u{3000}", "\u{1680}",
            ],
            &["\u{85}", "\u{200b}", "\u{180e}", "x"],
        ),
        (r"^\S$", &["x", "\u{200b}"], &["\u{feff}"]),
        (r"^[\s\d]$", &["5", "\u{feff}"], &["x"]),
        (r"^[^\s\d]$", &["x"], &["5", " "]),
        (r"^[\D]$", &["x"], &["5"]),
        (r"^[\D5]$", &["x", "5"], &["6"]),
        (r"^[^\D5]$", &["6"], &["x", "5"]),
        (r"^[\w-]+$", &["a-b"], &["a.b"]),
        (r"^[\w-.]+$", &["a-b.c"], &["a,b"]),
        (
            "^.$",
            &["x", "😀", "\t", "\u{85}"],
            &["\n", "\r", "\u{2028}", "\u{2029}", "xx"],
        ),
        ("^a$", &["a"], &["a\n", "\na", "b\na\nb"]),
        // Flags, of which ECMA-262 has the first form only.
        ("^(?i:a)b$", &["ab", "Ab"], &["AB"]),
        ("(?i)^ab$", &["ab", "AB"], &["a"]),
        ("^(x(?i)a|b)b$", &["xAb", "xab", "Bb"], &["XAb", "xAB"]),
        ("^(?s).(?-s:.)$", &["\na"], &["\n\n"]),
        ("^((?s).).$", &["\na"], &["\n\n"]),
        ("(?m)^a$", &["b\na\nb"], &["ba"]),
        ("^(?P<year>[0-9]{4})$", &["2024"], &["24"]),
        ("a|^b", &["xa", "bx"], &["xb"]),
        ("^[^]$", &["\n", "x"], &["", "xx"]),
        ("[]", &[], &["", "x"]),
        ("x[]*$", &["x"], &["y"]),
        (r"^a\/b$", &["a/b"], &["ab"]),
        (r"^\cJ\cj$", &["\n\n"], &["J"]),
        (r"^\c!$", &["\\c!"], &["!"]),
        (r"^[\cA]$", &["\u{1}"], &["A"]),
        (r"^\u0041\x42\u{43}\u{1F600}$", &["ABC😀"], &[]),
        (r"^\uD83D\uDE00$", &["😀"], &[]),
        (r"^[\uD83D\uDE00-\uD83D\uDE02]$", &["😁"], &["a"]),
        (r"\uD800", &[], &["", "x", "😀"]),
        (
            r"^[\uD800-\uFFFF]$",
            &["\u{e000}", "\u{ffff}"],
            &["a", "\u{d7ff}"],
        ),
        (r"^[^\uD800-\uDFFF]$", &["a", "😀"], &[]),
        (r"^\p{L}+$", &["aéжß"], &["a1"]),
        (r"^\p{Lu}\P{Lu}$", &["Éa"], &["aa"]),
        (r"^\p{Script=Greek}+$", &["αβγ"], &["abc"]),
        (r"^\p{sc=Grek}+$", &["αβγ"], &["abc"]),
        (r"^[\p{L}\d ]+$", &["é 7"], &["é_7"]),
        (r"^[^\p{L}]$", &["1"], &["a"]),
        (r"^\p{Letter}$", &["a"], &["1"]),
        (r"^\p{General_Category=Decimal_Number}$", &["٧"], &["a"]),
        (r"^\0$", &["\0"], &["0"]),
        (r"^\t\n\v\f\r$", &["\t\n\u{b}\u{c}\r"], &[]),
        (r"^[\b]$", &["\u{8}"], &["b"]),
        (r"\bcat\b", &["a cat.", "cat", "é cat"], &["cats"]),
        (r"\bt", &["ét"], &["at"]),
        (r"\Bat", &["cat"], &["at"]),
        (r"^\-\_\@\'\!\%$", &["-_@'!%"], &[]),
        (r"^\.\*\+\?\(\)\[\]\{\}\|\^\$\\$", &[r".*+?()[]{}|^$\"], &[]),
        (r"^[.*+?()\[{}|^$&&~~#--/]+$", &["[.*&~-.#,"], &["\\", "a"]),
        ("^[a&&b]+$", &["a&b"], &["c"]),
        ("^[[a]$", &["[", "a"], &["]"]),
        ("^[a-]$", &["a", "-"], &["b"]),
        ("^[-a]$", &["a", "-"], &["b"]),
        ("^[+--]$", &["+", ",", "-"], &["."]),
        ("^a{2}$", &["aa"], &["a"]),
        ("^a{2,}$", &["aaa"], &["a"]),
        ("^a{,2}$", &["a{,2}"], &["a", ""]),
        ("^{$", &["{"], &[]),
        ("^a{$", &["a{"], &["a"]),
        ("^}]$", &["}]"], &[]),
        ("^x{a}$", &["x{a}"], &["x"]),
        ("^a+?b*?c??$", &["aab", "ac"], &["b"]),
        ("^(a)(?:b)(?<name>c)$", &["abc"], &["ab"]),
        ("^(|a)$", &["", "a"], &["b"]),
        (r"^\1$", &["\u{1}"], &["1"]),
        (r"^\101$", &["A"], &[]),
        (r"^\400$", &[" 0"], &[]),
        (r"^\k$", &["k"], &[]),
        (r"^\a\e\g$", &["aeg"], &[]),
        (r"^\x4$", &["x4"], &[]),
        (r"^\u004$", &["u004"], &[]),
        ("^ #x$", &[" #x"], &["x"]),
        ("^é😀$", &["é😀"], &[]),
        ("(?:a|b)+$", &["ab"], &["c"]),
        ("^[A-z]$", &["_", "a"], &["{"]),
    ];
    for (source, matching, other) in rows {
        for text in *matching {
            assert!(is_match(source, text), "{source} does not match {text:?}");
        }
        for text in *other {
            assert!(!is_match(source, text), "{source} matches {text:?}");
        }
    }
}

#[test]
fn names_what_is_not_supported() {
    let rows = [
        ("a(?=b)", "a look-ahead", 1),
        ("(?!b)", "a look-ahead", 0),
        ("(?<=a)b", "a look-behind", 0),
        ("(?<!a)b", "a look-behind", 0),
        (r"(a)\1", "a back-reference", 3),
        (r"\1(a)", "a back-reference", 0),
        (r"(?<x>a)\k<x>", "a back-reference", 7),
    ];
    for (source, feature, offset) in rows {
        assert_eq!(
            check(source),
            Err(PatternError::Unsupported { feature, offset }),
            "{source}"
        );
    }
    assert_eq!(
        check("(?=a)").unwrap_err().to_string(),
        "a look-ahead at byte 0 is not supported"
    );
}

#[test]
fn refuses_what_is_no_expression() {
    let rows = [
        ("(", 0),
        ("a)", 1),
        ("(?x)a", 0),
        ("b(?x:a)", 1),
        ("[a", 0),
        ("a[b\\", 3),
        ("*", 0),
        ("a**", 2),
        ("a{1}{2}", 4),
        ("^*", 1),
        ("a|*", 2),
        ("(?:+)", 3),
        ("\\", 0),
        ("[b-a]", 1),
        ("a{2,1}", 1),
        (r"\p{", 0),
        (r"\p{}", 0),
        (r"\p{L&M}", 0),
        (r"\u{110000}", 0),
        (r"\u{}", 0),
        ("(?<a", 0),
        ("(?<>a)", 0),
        ("(?<a b>a)", 0),
        (r"\b+", 2),
        ("x(y(z)", 1),
    ];
    for (source, at) in rows {
        match check(source) {
            Err(PatternError::Syntax { offset, .. }) => assert_eq!(offset, at, "{source}"),
            other => panic!("{source}: {other:?}"),
        }
    }
    assert!(matches!(
        check(r"\p{Nonsense}"),
        Err(PatternError::Rejected { .. })
    ));
    assert_eq!(
        check("((a{1000}){1000}){1000}"),
        Err(PatternError::TooLarge)
    );
}

/// An engine that goes back would not come to an end with any of these: each takes at least 2^20 squared steps, most
/// two to the power of that. What needs such an engine is refused (see `names_what_is_not_supported`), so that without
/// the feature `backtracking` there is none in the program.
#[test]
fn a_megabyte_that_is_hostile_is_one_pass() {
    const HOSTILE: [(&str, &str, &str); 8] = [
        ("^(a+)+$", "a", "b"),
        ("(a|aa)+b", "a", ""),
        ("^(a*)*$", "a", "b"),
        ("^(.*)*x$", "ab", "y"),
        ("^([a-zA-Z0-9]+\\s?)*$", "ab1 ", "!"),
        ("^(([a-z])+.)+[A-Z]([a-z])+$", "a", "!"),
        (".*.*.*=.*", "x", ""),
        ("(\\w+\\s*)+:", "ab ", "!"),
    ];
    for (pattern, unit, end) in HOSTILE {
        let text = format!("{}{end}", unit.repeat((1 << 20) / unit.len()));
        assert!(!is_match(pattern, &text), "{pattern}");
    }
}

#[test]
fn a_wrong_pattern_matches_nothing() {
    static WRONG: anteroom::validate::Pattern = anteroom::validate::Pattern::new("(");
    assert!(!WRONG.is_match(""));
    assert!(pattern::translate("(").is_err());
}

#[cfg(feature = "backtracking")]
mod backtracking {
    use anteroom::validate::Pattern;

    #[track_caller]
    fn matches(pattern: &'static str, fits: &[&str], others: &[&str]) {
        let pattern = Pattern::backtracking(pattern);
        for text in fits {
            assert!(pattern.is_match(text), "{pattern:?} {text:?}");
        }
        for text in others {
            assert!(!pattern.is_match(text), "{pattern:?} {text:?}");
        }
    }

    #[test]
    fn look_around_and_back_references_are_those_of_ecma_262() {
        matches(
            "^(?!default$)[a-z]+$",
            &["defaults", "x"],
            &["default", "X"],
        );
        matches("^(?=.*[0-9]).{4}$", &["abc1", "1abc"], &["abcd", "1abcd"]);
        matches(r"(?<=\$)\d+", &["pay $12"], &["pay 12"]);
        matches(r"(?<!\$)\b\d+", &["pay 12"], &["pay $12"]);
        matches(r"^([a-z])\1$", &["aa"], &["ab", "a"]);
        matches(
            r"^(?<quote>['\x22]).*\k<quote>$",
            &["'a'", "\"a\""],
            &["'a\""],
        );
        // The second group is the first that is named here, and a class holds no group.
        matches(r"^[(](?:a)(b)(c)\2$", &["(abcc"], &["(abcb"]);
        // A group that took no part is empty.
        matches(r"^(?:(a)|b)\1$", &["aa", "b"], &["a", "ba"]);
        matches(r"^(?=(a*?))\1b$", &["b"], &["aab"]);
        matches(r"^x$(?!y)", &["x"], &["x\n"]);
        matches(r"\Bb(?=.|$)", &["ab"], &["b", "a b", "-b"]);
    }

    #[test]
    fn what_takes_too_long_does_not_match() {
        let pattern = Pattern::backtracking(r"^(?:(a+)+)+\1!$");
        // Without a bound on its steps the engine would need two to the power of these.
        assert!(!pattern.is_match(&"a".repeat(16 << 10)));
        assert!(!pattern.is_match(&"a".repeat(40)));
        assert!(pattern.is_match("aa!"));
        let all = Pattern::backtracking("(?=a)");
        assert!(all.is_match(&"a".repeat(16 << 10)));
        assert!(!all.is_match(&"a".repeat((16 << 10) + 1)));
    }
}
