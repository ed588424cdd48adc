//! Items, and the attributes before them.

use std::ops::Range;

use super::flat::{Refusal, flat};
use super::frame::{Home, INDENT, Within};
use super::quick::{End, Printer, SPACES, width_at};
use super::tokens::{Kind, Token};
use super::{ItemKind, is_set_apart};

impl Printer<'_, '_> {
    /// Prints the attributes that a range begins with. The rest of it.
    pub(super) fn attributes(
        &mut self,
        range: Range<usize>,
        indent: usize,
    ) -> Option<Range<usize>> {
        let mut at = range.start;
        while self.is(at, "#") {
            let end = self.after(at + 1);
            match self.tokens.get(self.inside(at + 1))? {
                [name, _, text] if name.is("doc") => {
                    let text = text.text.strip_prefix('"')?.strip_suffix('"')?;
                    if text.contains('\\') || text.starts_with('/') {
                        return None;
                    }
                    self.out.push_str(SPACES.get(..indent)?);
                    self.out.push_str("///");
                    self.out.push_str(text.trim_end_matches(' '));
                    self.out.push('\n');
                }
                _ => self.line(at..end, indent, End::NOTHING).ok()?,
            }
            at = end;
        }
        Some(at..range.end)
    }

    /// The word that tells what an item is.
    fn item_word(&self, start: usize) -> (usize, &str) {
        let mut at = self.skip_attributes(start);
        if self.is(at, "pub") {
            at = self.after(at);
            if self.is(at, "(") {
                at = self.after(at);
            }
        }
        while self.is(at, "async") || (self.is(at, "const") && self.is(at + 1, "fn")) {
            at += 1;
        }
        (at, self.word(at))
    }

    fn item_end(&self, range: Range<usize>) -> Option<usize> {
        let (at, word) = self.item_word(range.start);
        let is_value = matches!(word, "const" | "static" | "type" | "use");
        let is_end = |token: &Token<'_>| token.is(";") || (token.is("{") && !is_value);
        Some(self.after(self.find(at..range.end, is_end)?))
    }

    fn item_kind(&self, range: Range<usize>, within: Within) -> ItemKind {
        let (_, word) = self.item_word(range.start);
        match (within, word) {
            (Within::Trait, _) => ItemKind::Other,
            (Within::Impl, _) if self.is(range.start, "#") => ItemKind::Other,
            (Within::Impl, "type") => ItemKind::Type,
            (Within::Module, "use") => ItemKind::Import,
            (Within::Module, "mod") if self.is(range.end - 1, ";") => ItemKind::Module,
            (Within::Module, "static") | (_, "const") => ItemKind::Constant,
            _ => ItemKind::Other,
        }
    }

    pub(super) fn items(&mut self, range: Range<usize>, home: Home) -> Option<()> {
        let mut at = range.start;
        let mut previous: Option<ItemKind> = None;
        while at < range.end {
            let end = self.item_end(at..range.end)?;
            let kind = self.item_kind(at..end, home.within);
            if is_set_apart(previous, kind) {
                self.out.push('\n');
            }
            previous = Some(kind);
            self.or_pretty(at..end, home, |printer| printer.item(at..end, home))?;
            at = end;
        }
        Some(())
    }

    fn item(&mut self, range: Range<usize>, home: Home) -> Option<()> {
        let indent = home.indent;
        let (_, word) = self.item_word(range.start);
        let is_value = matches!(word, "const" | "static");
        let within = match word {
            "struct" | "enum" | "fn" => Within::Function,
            "impl" => Within::Impl,
            "trait" => Within::Trait,
            "mod" => Within::Module,
            "const" | "static" | "type" | "use" => Within::Function,
            _ => return self.macro_call(range, indent),
        };
        let (is_function, is_import) = (word == "fn", word == "use");
        let is_short = self.is(range.end - 1, ";");
        if is_short && indent == 0 && self.is(range.start, "#") {
            // Here and nowhere else an attribute may stand on the line of its item.
            return None;
        }
        let range = self.attributes(range, indent)?;
        if is_value {
            return self.value(range, indent, End::NOTHING);
        }
        if is_short {
            return match self.line(range.clone(), indent, End::NOTHING) {
                Ok(()) => Some(()),
                Err(Refusal::Long) if is_import => self.import(range, indent),
                Err(_) => None,
            };
        }
        let open = self.find(range.clone(), |token| token.is("{"))?;
        let inside = self.inside(open);
        self.head(range.start..open, home, inside.is_empty())?;
        if inside.is_empty() {
            return Some(());
        }
        match within {
            Within::Function if is_function => self.statements(inside, home.inner(within))?,
            Within::Function => self.fields(inside, indent + INDENT, End::COMMA)?,
            _ => self.items(inside, home.inner(within))?,
        }
        self.text_line(indent, "}")
    }

    /// `anteroom::serde_bridge!(Room);`
    fn macro_call(&mut self, range: Range<usize>, indent: usize) -> Option<()> {
        let tokens = self.tokens.get(range)?;
        let [_, _, _, mark, open, name, _, end] = tokens else {
            return None;
        };
        let is_plain = mark.is("!") && open.is("(") && name.kind == Kind::Word && end.is(";");
        let line: String = tokens.iter().map(|token| token.text).collect();
        self.text_line(indent, &line)
            .filter(|()| is_plain && line.len() <= width_at(indent))
    }

    /// An import that is too long for its line: as many names on each as fit.
    fn import(&mut self, range: Range<usize>, indent: usize) -> Option<()> {
        let open = self.find(range.clone(), |token| token.is("{"))?;
        let inside = self.inside(open);
        let is_plain = |token: &Token<'_>| token.kind == Kind::Word || token.is(",");
        if !self.tokens.get(inside.clone())?.iter().all(is_plain) {
            return None;
        }
        self.line(range.start..open + 1, indent, End::NOTHING)
            .ok()?;
        let mut line_start = self.out.len();
        self.out.push_str(SPACES.get(..indent + INDENT)?);
        let parts = self.parts(inside.clone())?;
        let last = parts.len().checked_sub(1)?;
        for (index, part) in parts.into_iter().enumerate() {
            let comma = usize::from(index < last);
            let width = self.width(part.clone())? + comma;
            let is_first = self.out.ends_with(' ');
            if !is_first && self.out.len() - line_start + 1 + width > width_at(indent) {
                self.out.push('\n');
                line_start = self.out.len();
                self.out.push_str(SPACES.get(..indent + INDENT)?);
            } else if !is_first {
                self.out.push(' ');
            }
            flat(self.tokens, part, &mut self.out).ok()?;
            self.out.push(',');
        }
        self.out.push('\n');
        self.line(inside.end..range.end, indent, End::NOTHING).ok()
    }

    /// What has a line each: fields, variants, parameters. `last`: what is behind the last one.
    pub(super) fn fields(&mut self, range: Range<usize>, indent: usize, last: End) -> Option<()> {
        for part in self.parts(range.clone())? {
            let end = if part.end + 1 < range.end {
                End::COMMA
            } else {
                last
            };
            let part = self.attributes(part, indent)?;
            match self.line(part.clone(), indent, end) {
                Ok(()) => {}
                Err(Refusal::Long) if self.is_solid(part.clone()) => {
                    self.long_line(part, indent, end)?;
                }
                Err(_) => {
                    // A variant whose fields have documentation.
                    let open = part.start + 1;
                    let inside = self.inside(open);
                    if !self.is(open, "{") || !self.is(inside.start, "#") {
                        return None;
                    }
                    self.line(part.start..open, indent, End::BRACE).ok()?;
                    self.fields(inside, indent + INDENT, End::LAST_COMMA)?;
                    self.text_line(indent, "},")?;
                }
            }
        }
        Some(())
    }

    /// A signature that is too long for its line: each parameter has its own.
    pub(super) fn signature(&mut self, range: Range<usize>, indent: usize, end: End) -> Option<()> {
        let open = self.find(range.clone(), |token| token.is("("))?;
        if !self.is_solid(range.start..open) {
            return None;
        }
        let inside = self.inside(open);
        // The type that is returned can be broken too, where its generics begin.
        let generics = self.find(inside.end..range.end, |token| token.is("<"));
        let width = self.width(range.start..generics.map_or(range.end, |generics| generics + 1))?;
        if generics.is_some() && width.saturating_add(indent) <= width_at(indent) {
            return None;
        }
        self.line(range.start..open + 1, indent, End::NOTHING)
            .ok()?;
        self.fields(inside.clone(), indent + INDENT, End::LAST_COMMA)?;
        self.line(inside.end..range.end, indent, end).ok()
    }
}
