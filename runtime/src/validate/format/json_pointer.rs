//! `json-pointer` and `relative-json-pointer`.

/// Whether a text is a JSON pointer in the form of a string: RFC 6901, section 3.
pub(super) fn is_pointer(text: &str) -> bool {
    let is_escaped = |part: &str| part.starts_with(['0', '1']);
    (text.is_empty() || text.starts_with('/')) && text.split('~').skip(1).all(is_escaped)
}

/// Whether a text is a relative JSON pointer: steps up, perhaps steps aside in an array, and a pointer or `#`.
pub(super) fn is_relative_pointer(text: &str) -> bool {
    let Some(rest) = number(text) else {
        return false;
    };
    let rest = match rest.strip_prefix(['+', '-']) {
        Some(aside) if aside.starts_with('0') => return false,
        Some(aside) => match number(aside) {
            Some(rest) => rest,
            None => return false,
        },
        None => rest,
    };
    rest == "#" || is_pointer(rest)
}

/// What follows a number that does not begin with a needless zero.
fn number(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix('0') {
        return (!rest.starts_with(|digit: char| digit.is_ascii_digit())).then_some(rest);
    }
    let rest = text.trim_start_matches(|digit: char| digit.is_ascii_digit());
    (rest.len() < text.len()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tilde_stands_before_0_or_1() {
        for text in ["", "/", "//", "/a~0b/~1", "/é/%", "/\0", "/ "] {
            assert!(is_pointer(text), "{text}");
        }
        for text in ["a", "#/a", "/~", "/~2", "/~~0", "/a~/b", "0/a"] {
            assert!(!is_pointer(text), "{text}");
        }
    }

    #[test]
    fn a_relative_one_begins_with_a_number() {
        for text in [
            "0", "10", "0#", "2/a/0", "0/", "1//", "0-1", "1+12/a", "0+1#",
        ] {
            assert!(is_relative_pointer(text), "{text}");
        }
        for text in [
            "", "/a", "-1", "+1", "01", "00", "01#", "0##", "1#/a", "1a", "1/~2", "0-0", "0+",
            "0+01", "١/a", "1\n",
        ] {
            assert!(!is_relative_pointer(text), "{text}");
        }
    }
}
