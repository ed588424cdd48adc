//! `duration`: RFC 3339, appendix A.

/// Whether a text is a duration: weeks alone, or units from large to small without a gap.
pub(super) fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P') else {
        return false;
    };
    if let Some(weeks) = rest.strip_suffix('W') {
        return is_number(weeks);
    }
    match rest.split_once('T') {
        None => is_run(rest, "YMD"),
        Some((date, time)) => (date.is_empty() || is_run(date, "YMD")) && is_run(time, "HMS"),
    }
}

/// Whether a text is one or more numbers with their units, which follow one another in `units`.
fn is_run(text: &str, units: &str) -> bool {
    let mut places = text
        .split_inclusive(|found: char| !found.is_ascii_digit())
        .map(|part| {
            let unit = part.chars().next_back()?;
            is_number(part.strip_suffix(unit)?).then(|| units.find(unit))?
        });
    let Some(Some(first)) = places.next() else {
        return false;
    };
    places
        .zip(first + 1..)
        .all(|(place, expected)| place == Some(expected))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_have_an_order_and_no_gaps() {
        let right = [
            "P1Y",
            "P1Y2M",
            "P1Y2M3D",
            "P2M3D",
            "P3D",
            "P4W",
            "PT1H",
            "PT1H2M3S",
            "PT2M3S",
            "PT3S",
            "P3DT1H",
            "P1YT3S",
            "P0D",
            "P007D",
            "P99999999999999999999D",
        ];
        for text in right {
            assert!(is_duration(text), "{text}");
        }
        let wrong = [
            "",
            "P",
            "PT",
            "P1",
            "1D",
            "P1DT",
            "P1Y3D",
            "PT1H3S",
            "P1M1Y",
            "P1D1D",
            "PT1D",
            "P1H",
            "P1Y2W",
            "P1WT1H",
            "PT0.5S",
            "PT0,5S",
            "-P1D",
            "P-1D",
            "+P1D",
            "P1d",
            "p1D",
            "P1D ",
            " P1D",
            "P1D\n",
            "P1DT1HT1M",
            "P২Y",
            "PDY",
            "P1é",
            "PW",
            "PT1W",
        ];
        for text in wrong {
            assert!(!is_duration(text), "{text}");
        }
    }
}
