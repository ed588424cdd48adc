//! Texts that make engines which go back try for longer than anybody waits: a text that is four times as long may
//! take four times as long, and not more.

use anteroom::validate::Pattern;
use anteroom_benches::measure::{Contender, race};

/// Patterns, what a text begins with over and over, and what it ends with so that nothing matches.
static HOSTILE: [(Pattern, &str, &str); 6] = [
    (Pattern::new("^(a+)+$"), "a", "!"),
    (Pattern::new("^(a|aa)+$"), "a", "!"),
    (Pattern::new("^(.*)*x$"), "ab", "y"),
    (Pattern::new("^([a-zA-Z0-9]+\\s?)*$"), "ab1 ", "!"),
    (Pattern::new("^(([a-z])+.)+[A-Z]([a-z])+$"), "a", "!"),
    (
        Pattern::new("^([a-z0-9_.-]+)@([a-z0-9.-]+)\\.([a-z.]{2,6})$"),
        "a@",
        "!",
    ),
];

const LONGEST: usize = 1 << 20;

fn main() {
    for (pattern, unit, end) in &HOSTILE {
        let text = |bytes: usize| format!("{}{end}", unit.repeat(bytes / unit.len()));
        let texts = [text(LONGEST), text(LONGEST / 4), text(LONGEST / 16)];
        assert!(texts.iter().all(|text| !pattern.is_match(text)));
        let names = ["1 MiB", "256 KiB", "64 KiB"];
        let contenders = names.into_iter().zip(&texts);
        let contenders =
            contenders.map(|(name, text)| Contender::new(name, || pattern.is_match(text)));
        race(pattern.as_str(), contenders.collect());
    }
}
