//! Descriptions of a document as rustdoc that is safe: no accidental doctests, links or HTML.
//!
//! Descriptions are CommonMark written for a browser. Rustdoc reads them as CommonMark too, but
//! runs code blocks as tests, takes `[name]` for a link to an item and warns about bare URLs and
//! tags, so those are tamed.

use proc_macro2::TokenStream;

use super::texts::Texts;

/// Lines of documentation.
#[derive(Debug, Default)]
pub(super) struct RustDoc {
    lines: Vec<String>,
}

impl RustDoc {
    /// Text that the generator wrote, one paragraph. What it quotes may have characters that are not to be seen: they
    /// are escaped.
    pub(super) fn plain(mut self, text: impl AsRef<str>) -> Self {
        if !text.as_ref().is_empty() {
            self.paragraph();
            self.lines.extend(text.as_ref().lines().map(visible));
        }
        self
    }

    /// Text of the document, as paragraphs of their own. The same text is not said twice.
    pub(super) fn text(mut self, text: Option<&str>) -> Self {
        let Some(text) = text else { return self };
        let lines = tame(text);
        if lines.is_empty() || self.ends_with(&lines) {
            return self;
        }
        self.paragraph();
        self.lines.extend(lines);
        self
    }

    fn ends_with(&self, lines: &[String]) -> bool {
        let bare = |line: &String| line.trim().trim_end_matches('.').to_owned();
        self.lines.len() >= lines.len()
            && self.lines[self.lines.len() - lines.len()..]
                .iter()
                .map(bare)
                .eq(lines.iter().map(bare))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.iter().all(|line| line.trim().is_empty())
    }

    fn paragraph(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
    }

    /// The attribute for it.
    pub(super) fn attributes(self, texts: &Texts) -> Option<TokenStream> {
        texts.attribute(self.lines)
    }
}

fn visible(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for character in line.chars() {
        if character == '\t' || is_hostile(character) {
            out.extend(character.escape_default());
        } else {
            out.push(character);
        }
    }
    out
}

/// The lines of a description, made safe.
fn tame(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut fence: Option<String> = None;
    let mut list = List::default();
    let mut in_quotation = false;
    for line in text.lines() {
        let line = harmless(line.trim_end());
        let bare = line.trim_start();
        if let Some(mark) = &fence {
            let closes = bare.starts_with(mark.as_str());
            if closes {
                fence = None;
            }
            lines.push(line);
            continue;
        }
        if let Some(mark) = fence_mark(bare) {
            // Whatever the language is, it is not Rust to be tested.
            lines.push(format!("{mark}text"));
            fence = Some(mark);
            in_quotation = false;
            continue;
        }
        // A line without a mark goes on with the quotation before it, and is given the mark.
        let begins = bare.is_empty() || bare.starts_with(['>', '#']) || marker_width(bare) > 0;
        let goes_on = in_quotation && !begins;
        in_quotation = bare.starts_with('>') || goes_on;
        let mark = if goes_on { "> " } else { "" };
        let line = tame_line(&format!("{mark}{line}"));
        lines.extend(wrap(list.align(line)));
    }
    if let Some(mark) = fence {
        lines.push(mark);
    }
    let first = lines
        .iter()
        .position(|line| !line.is_empty())
        .unwrap_or(lines.len());
    lines.drain(..first);
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// The item of a list that lines belong to: what continues it is indented to its text.
#[derive(Default)]
struct List {
    width: Option<usize>,
    after_blank: bool,
}

impl List {
    fn align(&mut self, line: String) -> String {
        let bare = line.trim_start();
        let indent = line.len() - bare.len();
        let after_blank = std::mem::replace(&mut self.after_blank, bare.is_empty());
        match (marker_width(bare), self.width) {
            _ if bare.is_empty() => line,
            (0, Some(_)) if after_blank && indent == 0 => {
                self.width = None;
                line
            }
            (0, Some(width)) => format!("{}{bare}", " ".repeat(width)),
            (0, None) => line,
            (marker, _) => {
                self.width = Some(indent + marker);
                line
            }
        }
    }
}

/// Breaks a line that is too long for source code, at spaces. Tables and headings are one line each
/// by their nature.
fn wrap(line: String) -> Vec<String> {
    const WIDTH: usize = 92;
    let bare = line.trim_start();
    if line.chars().count() <= WIDTH || bare.starts_with(['|', '#']) {
        return vec![line];
    }
    // What continues a line of a quotation is marked as one too.
    let quoted = bare.strip_prefix('>').map(str::trim_start);
    let marker = " ".repeat(marker_width(quoted.unwrap_or(bare)));
    let quote = if quoted.is_some() { "> " } else { "" };
    let indent = format!("{}{quote}{marker}", " ".repeat(line.len() - bare.len()));
    let mut lines: Vec<String> = Vec::new();
    let mut current = " ".repeat(line.len() - bare.len());
    let mut width = 0;
    for word in bare.split(' ') {
        let length = word.chars().count();
        // A word that would begin a list, a quotation or a heading stays where it is.
        let harmless = word
            .starts_with(|c: char| c.is_alphabetic() || matches!(c, '`' | '(' | '"' | '\''))
            && marker_width(&format!("{word} ")) == 0;
        if width > 0 && width + 1 + length > WIDTH && harmless {
            lines.push(std::mem::replace(&mut current, format!("{indent}{word}")));
            width = indent.len() + length;
        } else {
            if width > 0 {
                current.push(' ');
            }
            current.push_str(word);
            width = current.chars().count();
        }
    }
    lines.push(current);
    lines
}

/// How far the text of a list item is from its marker; 0 for what is no list item.
fn marker_width(line: &str) -> usize {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (marker, ends) = if digits > 0 {
        (digits + 1, ['.', ')', ')'])
    } else {
        (1, ['-', '*', '+'])
    };
    if !line[digits..].starts_with(ends) {
        return 0;
    }
    // What is five spaces away or more is a code block in the item.
    match line[marker..]
        .bytes()
        .take_while(|byte| *byte == b' ')
        .count()
    {
        0 => 0,
        spaces @ 1..=4 => marker + spaces,
        _ => marker + 1,
    }
}

/// A line without characters that have no place in source code.
fn harmless(line: &str) -> String {
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~');
    if line.as_bytes().iter().all(is_plain) {
        return line.to_owned();
    }
    let line = line.replace('\t', "    ");
    line.chars()
        .map(|c| if is_hostile(c) { ' ' } else { c })
        .collect()
}

/// Control characters and those that turn text around have no place in source code.
fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

fn fence_mark(line: &str) -> Option<String> {
    let first = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let count = line.chars().take_while(|c| *c == first).count();
    (count >= 3).then(|| first.to_string().repeat(count))
}

fn tame_line(line: &str) -> String {
    let bare = line.trim_start();
    let indent = line.len() - bare.len();
    // Four spaces would be a code block, and so a doctest; lists need at most three.
    let indent = if indent >= 4 { 2 } else { indent };
    let mut out = " ".repeat(indent);
    let mut rest = bare;
    loop {
        let plain = plain_words(rest);
        out.push_str(&rest[..plain]);
        rest = &rest[plain..];
        let Some(c) = rest.chars().next() else { break };
        if let Some(taken) = code_span(rest) {
            out.push_str(&rest[..taken]);
            rest = &rest[taken..];
            continue;
        }
        if let Some(taken) = link(rest) {
            out.push_str(&rest[..taken]);
            rest = &rest[taken..];
            continue;
        }
        if let Some(taken) = url(rest) {
            out.push('<');
            out.push_str(&rest[..taken]);
            out.push('>');
            rest = &rest[taken..];
            continue;
        }
        if matches!(c, '[' | ']' | '<' | '>' | '`') && !(c == '>' && out.trim().is_empty()) {
            out.push('\\');
        }
        out.push(c);
        rest = &rest[c.len_utf8()..];
        if c == '\\' {
            // An escape of the document's own stays one.
            if let Some(next) = rest.chars().next() {
                out.push(next);
                rest = &rest[next.len_utf8()..];
            }
        }
    }
    out
}

/// The length of what is nothing but words. Looking at every character of all descriptions for what may begin there
/// was a twentieth of an unoptimised generator.
fn plain_words(text: &str) -> usize {
    let begins = |byte: &u8| matches!(byte, b'`' | b'[' | b']' | b'<' | b'>' | b'\\' | b'h');
    let found = text.as_bytes().iter().position(begins);
    found.unwrap_or(text.len())
}

/// The length of a code span that opens and closes on this line.
fn code_span(text: &str) -> Option<usize> {
    let ticks = text.bytes().take_while(|byte| *byte == b'`').count();
    if ticks == 0 {
        return None;
    }
    let mark = &text[..ticks];
    let close = text[ticks..].find(mark)?;
    Some(ticks + close + ticks)
}

/// The length of `[words](https://..)`: an absolute link stays as it is.
fn link(text: &str) -> Option<usize> {
    let words = text.strip_prefix('[')?;
    let middle = words.find("](")?;
    let label = &words[..middle];
    if label.contains(['[', ']', '<', '`']) {
        return None;
    }
    let target = &words[middle + 2..];
    let end = target.find(')')?;
    let target = &target[..end];
    let absolute = target.starts_with("https://") || target.starts_with("http://");
    let plain = !target.contains([' ', '<', '>', '(', '"', '\\']);
    (absolute && plain).then_some(1 + middle + 2 + end + 1)
}

/// The length of a bare URL.
fn url(text: &str) -> Option<usize> {
    if !text.starts_with("https://") && !text.starts_with("http://") {
        return None;
    }
    let end = text
        .find(|c: char| {
            c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | ')' | ']' | '[' | '\\')
        })
        .unwrap_or(text.len());
    let taken = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_']);
    (taken.len() > "https://".len()).then_some(taken.len())
}

#[cfg(test)]
mod tests {
    use super::tame;

    fn one(text: &str) -> String {
        tame(text).join("\n")
    }

    #[test]
    fn plain_words_stay() {
        assert_eq!(one("The *subject* of a room."), "The *subject* of a room.");
        assert_eq!(one("- a\n- b"), "- a\n- b");
        assert_eq!(one("\n\nx\n\n"), "x");
    }

    #[test]
    fn every_line_of_a_quotation_has_its_mark() {
        assert_eq!(one("> a\nb\n- c\nd"), "> a\n> b\n- c\n  d");
        assert_eq!(one("> a\n\nb"), "> a\n\nb");
        let words = "word ".repeat(20);
        let long = one(&format!("> {words}\n> - {words}"));
        assert_eq!(long.lines().count(), 4, "{long}");
        assert_eq!(long.lines().nth(1).map(|line| &line[..3]), Some("> w"));
        assert_eq!(long.lines().nth(3).map(|line| &line[..5]), Some(">   w"));
    }

    #[test]
    fn what_continues_an_item_stands_below_its_text() {
        assert_eq!(one("*   a\nb"), "*   a\n    b");
        assert_eq!(one("10. a\n b"), "10. a\n    b");
        assert_eq!(one("1) a\nb"), "1) a\n   b");
        assert_eq!(one("-a\nb"), "-a\nb");
    }

    #[test]
    fn nothing_becomes_a_test() {
        assert_eq!(one("```\nlet x;\n```"), "```text\nlet x;\n```");
        assert_eq!(one("```rust\nlet x;"), "```text\nlet x;\n```");
        assert_eq!(one("a\n\n    let x;"), "a\n\n  let x;");
    }

    #[test]
    fn nothing_becomes_a_link_or_a_tag() {
        assert_eq!(one("see [Room] and a[0]"), "see \\[Room\\] and a\\[0\\]");
        assert_eq!(
            one("[the page](https://example.com/a)"),
            "[the page](https://example.com/a)"
        );
        assert_eq!(one("[the page](#anchor)"), "\\[the page\\](#anchor)");
        assert_eq!(
            one("at https://example.com/a."),
            "at <https://example.com/a>."
        );
        assert_eq!(one("<br> Vec<T>"), "\\<br\\> Vec\\<T\\>");
        assert_eq!(one("`Vec<T>` stays"), "`Vec<T>` stays");
        assert_eq!(one("a ` alone"), "a \\` alone");
        assert_eq!(one("> quoted"), "> quoted");
    }

    #[test]
    fn long_lines_are_broken() {
        let text = format!("- {}", "word ".repeat(40));
        let lines = tame(&text);
        assert_eq!(lines.len(), 3);
        assert!(lines[0].starts_with("- word") && lines[1].starts_with("  word"));
        assert!(lines.iter().all(|line| line.len() <= 92));
        let table = format!("| {} |", "a ".repeat(80));
        assert_eq!(tame(&table).len(), 1);
    }

    #[test]
    fn what_continues_an_item_is_indented() {
        assert_eq!(one("* a\nb\n     c\n\nd"), "* a\n  b\n  c\n\nd");
        assert_eq!(one("1. a\n\n b\n2. c"), "1. a\n\n   b\n2. c");
    }

    #[test]
    fn control_characters_go() {
        assert_eq!(one("a\u{202e}b\u{0}c"), "a b c");
    }
}
