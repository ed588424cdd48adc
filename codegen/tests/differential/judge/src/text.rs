//! Strings: any, of a format, of a pattern, of a length.

use regex_syntax::hir::{Class, Hir, HirKind};

use crate::random::Random;

/// What programs stumble over, and what they do not.
const WORDS: [&str; 30] = [
    "",
    "a",
    "room",
    "Zürich",
    "e\u{301}",
    "ß",
    "İ",
    "\u{1F469}\u{200D}\u{1F469}\u{200D}\u{1F467}",
    "\u{1D4B3}",
    "\u{10FFFF}",
    "\u{0}",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{202e}txt",
    "\u{feff}",
    "\u{fffd}",
    "\"\\/\u{8}\u{c}\n\r\t",
    "line\nbreak",
    " padded ",
    "null",
    "true",
    "0",
    "-1.5e3",
    "1,2",
    "a/b~c",
    "${x}",
    "<b>&amp;",
    "2026-02-30",
    "__proto__",
];

pub(crate) fn word(random: &mut Random) -> String {
    if random.chance(3) {
        return "x".repeat(random.below(3000));
    }
    random.pick(&WORDS).copied().unwrap_or_default().to_owned()
}

/// A string that has a format, or nearly.
pub(crate) fn of_format(format: &str, random: &mut Random) -> Option<String> {
    let samples: &[&str] = match format {
        "date-time" => &[
            "2026-03-31T09:30:00Z",
            "2026-03-31t09:30:00.123456789012z",
            "2024-02-29T23:59:59+14:00",
            "1998-12-31T23:59:60Z",
            "0000-01-01T00:00:00-00:00",
            "9999-12-31T23:59:59.9Z",
            "1937-01-01T12:00:27.87+00:20",
            "2023-02-29T00:00:00Z",
            "2026-03-31 09:30:00Z",
            "2026-03-31T09:30:00",
            "2026-03-31T24:00:00Z",
        ],
        "date" => &[
            "2026-03-31",
            "2024-02-29",
            "0000-01-01",
            "2023-02-29",
            "2026-3-1",
        ],
        "time" => &[
            "09:30:00Z",
            "23:59:60Z",
            "09:30:00.5+05:30",
            "09:30:00",
            "24:00:00Z",
        ],
        "time-local" => &["09:30:00", "23:59:59.999", "09:30:00Z", "9:30"],
        "uuid" => &[
            "123e4567-e89b-12d3-a456-426614174000",
            "00000000-0000-0000-0000-000000000000",
            "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
            "123e4567e89b12d3a456426614174000",
            "{123e4567-e89b-12d3-a456-426614174000}",
            "123e4567-e89b-12d3-a456-42661417400g",
        ],
        "ipv4" => &[
            "127.0.0.1",
            "255.255.255.255",
            "1.2.3",
            "256.0.0.1",
            "01.2.3.4",
        ],
        "ipv6" => &[
            "::1",
            "2001:db8::8a2e:370:7334",
            "::ffff:1.2.3.4",
            "fe80::1%eth0",
            "1::2::3",
            ":1",
        ],
        "byte" => &["", "aGk=", "aGVsbG8gd29ybGQ=", "aGk", "a-_=", "aGk=\n"],
        _ => return None,
    };
    random.pick(samples).map(|sample| (*sample).to_owned())
}

/// A string that a pattern matches, if it is one that is understood.
pub(crate) fn of_pattern(pattern: &str, random: &mut Random) -> Option<String> {
    let hir = regex_syntax::parse(pattern).ok();
    let hir = hir.or_else(|| regex_syntax::parse(&without_looks(pattern)).ok())?;
    let mut text = String::new();
    add(&hir, &mut text, random);
    if random.chance(8) {
        text.insert(0, 'x');
    }
    if random.chance(8) {
        text.push('\n');
    }
    Some(text)
}

/// A pattern without the groups that look around: often enough the rest alone does.
fn without_looks(pattern: &str) -> String {
    let mut rest = String::new();
    let mut depth = 0;
    for (at, character) in pattern.char_indices() {
        let is_look = ["(?!", "(?=", "(?<!", "(?<="]
            .iter()
            .any(|start| pattern[at..].starts_with(start));
        match character {
            '(' if is_look || depth > 0 => depth += 1,
            ')' if depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            _ => rest.push(character),
        }
    }
    rest
}

fn add(hir: &Hir, text: &mut String, random: &mut Random) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(Class::Unicode(class)) => {
            if let Some(range) = random.pick(class.ranges()) {
                let (start, end) = (u32::from(range.start()), u32::from(range.end()));
                let width = usize::try_from(end - start).unwrap_or_default();
                let width = if random.chance(80) {
                    width.min(60)
                } else {
                    width
                };
                let code = start + u32::try_from(random.below(width + 1)).unwrap_or_default();
                text.push(char::from_u32(code).unwrap_or(range.start()));
            }
        }
        HirKind::Class(Class::Bytes(class)) => {
            let start = class.ranges().first().map_or(b'a', |range| range.start());
            text.push(char::from(start));
        }
        HirKind::Repetition(repetition) => {
            let min = repetition.min;
            let max = repetition.max.unwrap_or(min.saturating_add(4));
            let width = usize::try_from(max.saturating_sub(min)).unwrap_or_default();
            let more = match random.below(4) {
                0 => 0,
                1 => width,
                _ => random.below(width.min(12) + 1),
            };
            for _ in 0..min as usize + more {
                if text.len() < 20_000 {
                    add(&repetition.sub, text, random);
                }
            }
        }
        HirKind::Capture(capture) => add(&capture.sub, text, random),
        HirKind::Concat(parts) => parts.iter().for_each(|part| add(part, text, random)),
        HirKind::Alternation(parts) => {
            if let Some(part) = random.pick(parts) {
                add(part, text, random);
            }
        }
    }
}

/// A string of so many code points as the bounds allow, often just so.
pub(crate) fn fit(text: String, least: usize, most: usize, random: &mut Random) -> String {
    let count = text.chars().count();
    let wanted = match random.below(5) {
        0 => least,
        1 if most < 5_000 => most,
        _ => count.clamp(least, most.max(least)),
    };
    let filler = random.pick(&['a', 'é', '\u{1F600}', '7']).copied();
    let mut text: String = text.chars().take(wanted).collect();
    text.extend(std::iter::repeat_n(
        filler.unwrap_or('a'),
        wanted.saturating_sub(count),
    ));
    text
}
