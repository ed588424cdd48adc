//! Items printed line by line, without a syntax tree.
//!
//! Parsing tokens for `prettyplease` and printing them with it was half of the time of the generator, and most of what
//! it prints is plain: one statement, one field, one arm of a `match` a line, which fits. That is printed here, and the
//! few ways to break lines that most long ones are broken in. What is not of this kind is handed to `prettyplease`,
//! each statement by itself. The outcome is what it prints for the whole.

use std::ops::Range;

use super::flat::{Refusal, flat};
use super::frame::Home;
use super::tokens::{Kind, Token, tokens};

/// How long a line may be that is indented so far: what is deep inside has some room all the same.
pub(super) fn width_at(indent: usize) -> usize {
    const WIDTH: usize = 89;
    const LEAST: usize = 60;
    WIDTH.max(indent + LEAST)
}

/// As far as lines are indented; what is deeper is printed by `prettyplease`.
pub(super) const SPACES: &str = "                                                                ";

/// What is behind the tokens of a line.
#[derive(Clone, Copy)]
pub(super) struct End {
    text: &'static str,
    /// How much of it must fit.
    width: usize,
}

impl End {
    pub(super) const NOTHING: Self = Self::of("");
    pub(super) const COMMA: Self = Self::of(",");
    /// The comma that is there only because there is a line end behind it.
    pub(super) const LAST_COMMA: Self = Self {
        text: ",",
        width: 0,
    };
    /// The semicolon that an arm gets with its braces.
    pub(super) const ARM_SEMICOLON: Self = Self {
        text: ";",
        width: 0,
    };
    pub(super) const BRACE: Self = Self::of(" {");
    pub(super) const EMPTY: Self = Self::of(" {}");

    pub(super) const fn of(text: &'static str) -> Self {
        Self {
            text,
            width: text.len(),
        }
    }
}

/// The text of items. `None` if they have tokens that generated code does not have. `pretty` prints a whole file.
pub(super) fn print(text: &str, pretty: fn(&str) -> Option<String>) -> Option<String> {
    let tokens = tokens(text)?;
    let mut printer = Printer {
        text,
        tokens: &tokens,
        pretty,
        out: String::with_capacity(text.len() * 2),
    };
    printer.items(0..tokens.len(), Home::file())?;
    Some(printer.out)
}

pub(super) struct Printer<'t, 'a> {
    text: &'a str,
    pub(super) tokens: &'t [Token<'a>],
    pretty: fn(&str) -> Option<String>,
    pub(super) out: String,
}

/// Looking at tokens.
impl Printer<'_, '_> {
    pub(super) fn is(&self, at: usize, text: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(text))
    }

    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    /// The index behind a token, or behind the group that it opens.
    pub(super) fn after(&self, at: usize) -> usize {
        match self.tokens.get(at) {
            Some(token) if token.kind == Kind::Open => token.other + 1,
            _ => at + 1,
        }
    }

    /// The first token of a range, outside of all groups, for which this holds.
    pub(super) fn find(
        &self,
        range: Range<usize>,
        found: impl Fn(&Token<'_>) -> bool,
    ) -> Option<usize> {
        let mut at = range.start;
        while at < range.end {
            if found(self.tokens.get(at)?) {
                return Some(at);
            }
            at = self.after(at);
        }
        None
    }

    /// Within the group that a token opens.
    pub(super) fn inside(&self, open: usize) -> Range<usize> {
        open + 1..self.after(open).saturating_sub(1)
    }

    /// The parts of a range between its commas.
    pub(super) fn parts(&self, range: Range<usize>) -> Option<Vec<Range<usize>>> {
        let mut parts = Vec::new();
        let mut start = range.start;
        while start < range.end {
            let end = self.comma(start..range.end)?;
            parts.push(start..end);
            start = end + 1;
        }
        Some(parts)
    }

    /// The first comma of a range that is in no group and no generics, or its end. `None` where `<` and `>` are no pairs.
    pub(super) fn comma(&self, range: Range<usize>) -> Option<usize> {
        let (mut at, mut generics) = (range.start, 0_usize);
        while at < range.end {
            let token = self.tokens.get(at)?;
            match token.text {
                "," if generics == 0 => return Some(at),
                "<" => generics += 1,
                ">" => generics = generics.checked_sub(1)?,
                _ => {}
            }
            at = self.after(at);
        }
        (generics == 0).then_some(range.end)
    }

    pub(super) fn skip_attributes(&self, mut at: usize) -> usize {
        while self.is(at, "#") {
            at = self.after(at + 1);
        }
        at
    }

    /// The text of a range as it came.
    fn source(&self, range: &Range<usize>) -> Option<&str> {
        let first = self.tokens.get(range.start)?;
        let last = self.tokens.get(range.end.checked_sub(1)?)?;
        self.text.get(first.start..last.start + last.text.len())
    }
}

/// Lines.
impl Printer<'_, '_> {
    /// Prints a range on a line, with `end` behind it.
    pub(super) fn line(
        &mut self,
        range: Range<usize>,
        indent: usize,
        end: End,
    ) -> Result<(), Refusal> {
        let before = self.out.len();
        self.out
            .push_str(SPACES.get(..indent).ok_or(Refusal::Unknown)?);
        let printed = flat(self.tokens, range, &mut self.out);
        let fits = self.out.len() - before + end.width <= width_at(indent);
        if printed.is_ok() && fits {
            self.out.push_str(end.text);
            self.out.push('\n');
            return Ok(());
        }
        self.out.truncate(before);
        printed.and(Err(Refusal::Long))
    }

    /// The same where there is nothing to be broken in a line that is too long.
    pub(super) fn long_line(&mut self, range: Range<usize>, indent: usize, end: End) -> Option<()> {
        self.out.push_str(SPACES.get(..indent)?);
        flat(self.tokens, range, &mut self.out).ok()?;
        self.out.push_str(end.text);
        self.out.push('\n');
        Some(())
    }

    pub(super) fn text_line(&mut self, indent: usize, text: &str) -> Option<()> {
        self.out.push_str(SPACES.get(..indent)?);
        self.out.push_str(text);
        self.out.push('\n');
        Some(())
    }

    /// How wide a range is on one line; endless if something in it must be broken.
    pub(super) fn width(&mut self, range: Range<usize>) -> Option<usize> {
        let before = self.out.len();
        let printed = flat(self.tokens, range, &mut self.out);
        let width = self.out.len() - before;
        self.out.truncate(before);
        match printed {
            Ok(()) => Some(width),
            Err(Refusal::Long) => Some(usize::MAX),
            Err(Refusal::Unknown) => None,
        }
    }

    /// Prints by `print`, and if that cannot, by `prettyplease`.
    pub(super) fn or_pretty(
        &mut self,
        range: Range<usize>,
        home: Home,
        print: impl FnOnce(&mut Self) -> Option<()>,
    ) -> Option<()> {
        let before = self.out.len();
        if print(self).is_some() {
            return Some(());
        }
        self.out.truncate(before);
        let (start, end) = home.frame();
        let printed = (self.pretty)(&[&start, self.source(&range)?, &end].concat())?;
        self.out.push_str(home.take_out(&printed)?);
        Some(())
    }

    /// Prints what stands before braces, up to `open` or to `end` if there are none. It ends with `{`, or with `{}`.
    pub(super) fn head(&mut self, range: Range<usize>, home: Home, is_empty: bool) -> Option<()> {
        let end = if is_empty { End::EMPTY } else { End::BRACE };
        let before = self.out.len();
        if self.line(range.clone(), home.indent, end).is_ok()
            || self.signature(range.clone(), home.indent, end).is_some()
        {
            return Some(());
        }
        self.out.truncate(before);
        let (start, close) = home.frame();
        let source = [&start, self.source(&range)?, " {}", &close].concat();
        let printed = (self.pretty)(&source)?;
        let printed = home.take_out(&printed)?.strip_suffix("}\n")?;
        self.out.push_str(printed);
        self.out.push_str(if is_empty { "}\n" } else { "\n" });
        Some(())
    }
}
