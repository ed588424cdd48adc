//! Whether two lists of violations say the same of a value.

use std::collections::{BTreeMap, BTreeSet};

use anteroom::validate::{Violation, Violations};

/// The places of which one list says something else than the other; `None` if there are none.
///
/// Each way to check tells a broken union in its own words, since each finds another branch nearest: what is said of
/// a union and of what is in it is left aside. So is what more there is to say of a value of the wrong type, and of
/// what it has; and what is missing in an object with something that is not allowed, which a type that leaves out an
/// alternative nothing fits knows better.
pub(crate) fn difference(one: &Violations, other: &Violations) -> Option<String> {
    if one.is_truncated() || other.is_truncated() {
        return None;
    }
    let all = || one.iter().chain(other);
    let unions: Vec<&str> = all()
        .filter_map(|violation| match violation.keyword {
            "oneOf" | "anyOf" => Some(violation.place.pointer()),
            // Recorded at the property that it is about.
            "discriminator" => Some(parent(violation.place.pointer())),
            _ => None,
        })
        .collect();
    let wrong: Vec<&str> = all()
        .filter(|violation| violation.keyword == "type")
        .map(|violation| violation.place.pointer())
        .collect();
    let closed: Vec<&str> = all()
        .filter(|violation| violation.keyword == "additionalProperties")
        .map(|violation| parent(violation.place.pointer()))
        .collect();
    let told = |violation: &Violation<'_>| {
        let pointer = violation.place.pointer();
        let in_union = unions.iter().any(|union| is_within(pointer, union));
        let in_wrong = |wrong: &&str| pointer != *wrong && is_within(pointer, wrong);
        let is_missing = violation.keyword == "required" && closed.contains(&parent(pointer));
        !in_union && !is_missing && !wrong.iter().any(in_wrong)
    };
    let (one, other) = (by_place(one, told), by_place(other, told));
    let places: BTreeSet<&str> = one.keys().chain(other.keys()).copied().collect();
    let differs = |place: &&str| match (one.get(place), other.get(place)) {
        (Some(one), Some(other)) => {
            // Where one says that the value may not be at all, all is said.
            let both = |class| one.contains(class) && other.contains(class);
            let is_refused = ["type", "items", "additionalProperties"]
                .into_iter()
                .any(both);
            one != other && !is_refused && !one.contains("false") && !other.contains("false")
        }
        _ => true,
    };
    let differing = places.into_iter().find(differs)?;
    let shown = |all: &BTreeMap<&str, BTreeSet<&str>>| format!("{:?}", all.get(differing));
    Some(format!(
        "{differing:?}: {} and {}",
        shown(&one),
        shown(&other)
    ))
}

fn by_place(
    violations: &Violations,
    told: impl Fn(&Violation<'_>) -> bool,
) -> BTreeMap<&str, BTreeSet<&'static str>> {
    let mut places: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for violation in violations.iter().filter(told) {
        let class = class(violation.keyword);
        places
            .entry(violation.place.pointer())
            .or_default()
            .insert(class);
    }
    places
}

/// What a keyword is about, where one rule can be told by several.
fn class(keyword: &'static str) -> &'static str {
    match keyword {
        // A value of the wrong type is not listed either.
        "enum" | "const" => "type",
        // The bounds of a type of Rust, which belong to a format.
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "format" => "bounds",
        // What closes several schemas together, which no schema says alone.
        "unevaluatedProperties" => "additionalProperties",
        other => other,
    }
}

fn parent(pointer: &str) -> &str {
    pointer.rsplit_once('/').map_or("", |(parent, _)| parent)
}

fn is_within(pointer: &str, whole: &str) -> bool {
    let rest = pointer.strip_prefix(whole);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
