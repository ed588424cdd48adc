//! Letters that rustc takes for Latin ones, or warns of for themselves.
//!
//! Where all letters of a script in a crate look like Latin ones, rustc warns of the whole script
//! (`mixed_script_confusables`, after UTS 39), and no attribute on a module silences that. Words of Greek
//! and Cyrillic in which each letter does are written in Latin.

/// Names of the Greek letters, from alpha on; final sigma is there between rho and sigma.
const GREEK: [&str; 25] = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
    "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon", "phi",
    "chi", "psi", "omega",
];

/// The Russian letters in Latin, from `а` on (ISO 9 without its marks).
const CYRILLIC: [&str; 32] = [
    "a", "b", "v", "g", "d", "e", "zh", "z", "i", "j", "k", "l", "m", "n", "o", "p", "r", "s", "t",
    "u", "f", "h", "c", "ch", "sh", "shh", "", "y", "j", "e", "yu", "ya",
];

/// Other Cyrillic letters that look like Latin ones, large or small.
const OTHER_CYRILLIC: [(char, &str); 26] = [
    ('є', "ye"),
    ('ѕ', "dz"),
    ('і', "i"),
    ('ј', "j"),
    ('ћ', "c"),
    ('ҍ', "j"),
    ('ґ', "g"),
    ('ғ', "gh"),
    ('ҟ', "k"),
    ('ҫ', "s"),
    ('ү', "u"),
    ('ұ', "u"),
    ('һ', "h"),
    ('ҽ', "ch"),
    ('ҿ', "ch"),
    ('ӏ', "j"),
    ('ӈ', "n"),
    ('ӊ', "n"),
    ('ӎ', "m"),
    ('ӕ', "ae"),
    ('ә', "a"),
    ('ӡ', "dz"),
    ('ө', "o"),
    ('ԑ', "e"),
    ('ԛ', "q"),
    ('ԝ', "w"),
];

/// The text with letters of Greek and Cyrillic in Latin, if it has some and rustc would take each for
/// another one.
pub(super) fn in_latin(text: &str) -> Option<String> {
    let mut foreign = text.chars().filter(|c| is_greek(*c) || is_cyrillic(*c));
    let first = foreign.next()?;
    if is_plain(first) || foreign.any(is_plain) {
        return None;
    }
    let mut latin = String::with_capacity(2 * text.len());
    for c in text.chars() {
        match letter(c) {
            Some(name) if c.is_uppercase() => {
                let mut rest = name.chars();
                latin.extend(rest.next().map(|first| first.to_ascii_uppercase()));
                latin.push_str(rest.as_str());
            }
            Some(name) => latin.push_str(name),
            None => latin.push(c),
        }
    }
    Some(latin)
}

/// Digits of all scripts as those of ASCII, and the dotless i with its dot: rustc warns of two names that
/// differ in nothing else (`confusable_idents`).
pub(super) fn plain(c: char) -> char {
    /// Zero in the scripts that have digits of their own.
    const ZEROS: [u32; 16] = [
        0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50,
        0xed0, 0xf20, 0x1040,
    ];
    let digit = |zero: &u32| u32::from(c).checked_sub(*zero).filter(|digit| *digit < 10);
    match c {
        'ı' => 'i',
        _ => ZEROS
            .iter()
            .find_map(digit)
            .and_then(|digit| char::from_digit(digit, 10))
            .unwrap_or(c),
    }
}

/// Whether a letter is of a script that is not in everyday use all over (UTS 39, "Limited Use"; UAX 31, table 7), or a
/// technical one: rustc warns of those (`uncommon_codepoints`), and no attribute on a module silences that.
pub(super) fn is_rare(c: char) -> bool {
    /// The blocks of the scripts that are recommended for names (UAX 31, table 5).
    const COMMON: [(char, char); 20] = [
        ('\u{0}', '\u{24f}'),
        ('\u{259}', '\u{259}'),
        ('\u{300}', '\u{52f}'),
        ('\u{531}', '\u{5ff}'),
        ('\u{620}', '\u{6ff}'),
        ('\u{750}', '\u{7bf}'),
        ('\u{900}', '\u{dff}'),
        ('\u{e00}', '\u{10ff}'),
        ('\u{1200}', '\u{139f}'),
        ('\u{1780}', '\u{17ff}'),
        ('\u{1c90}', '\u{1cbf}'),
        ('\u{1e00}', '\u{1fff}'),
        ('\u{2d80}', '\u{2ddf}'),
        ('\u{3005}', '\u{3007}'),
        ('\u{3041}', '\u{3130}'),
        ('\u{31a0}', '\u{31bf}'),
        ('\u{3400}', '\u{4dbf}'),
        ('\u{4e00}', '\u{9fff}'),
        ('\u{ac00}', '\u{d7a3}'),
        ('\u{20000}', '\u{323af}'),
    ];
    let is_common = COMMON
        .iter()
        .any(|(first, last)| (*first..=*last).contains(&c));
    c.is_alphanumeric() && !is_common
}

fn is_greek(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3ff}')
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}

/// Whether a letter looks like no Latin one, neither large nor small.
fn is_plain(c: char) -> bool {
    let has_name = letter(c).is_some();
    !has_name || "ξψωджийцщъэя".contains(|plain| c.to_lowercase().eq([plain]))
}

fn letter(c: char) -> Option<&'static str> {
    let mut small = c.to_lowercase();
    let small = small.next().filter(|_| small.next().is_none())?;
    let offset =
        |start: char| usize::try_from(u32::from(small).checked_sub(u32::from(start))?).ok();
    let greek = offset('α').and_then(|index| GREEK.get(index));
    let cyrillic = || offset('а').and_then(|index| CYRILLIC.get(index));
    let other = || OTHER_CYRILLIC.iter().find(|(letter, _)| *letter == small);
    greek
        .or_else(cyrillic)
        .copied()
        .or_else(|| Some(other()?.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_those_of_ascii() {
        assert_eq!("٣۱९ı8ß".chars().map(plain).collect::<String>(), "319i8ß");
    }

    #[test]
    fn words_that_look_latin_are_written_in_it() {
        for (text, latin) in [
            ("μs", Some("mus")),
            ("Μ", Some("Mu")),
            ("Статус", Some("Status")),
            ("α-β", Some("alpha-beta")),
            ("рік", Some("rik")),
            ("Соль", Some("Solj")),
            ("їх", None),
            ("Ω", None),
            ("дата", None),
            ("Κατάσταση", None),
            ("room", None),
            ("日本", None),
        ] {
            assert_eq!(in_latin(text).as_deref(), latin, "{text}");
        }
    }
}
