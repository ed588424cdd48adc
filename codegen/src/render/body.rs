//! Statements, arms and values.

use std::ops::Range;

use super::flat::Refusal;
use super::frame::{Home, INDENT, Within};
use super::quick::{End, Printer, width_at};
use super::tokens::{Kind, Token};

/// Values: on one line, or with the parts of a call, a list or a struct on lines of their own.
impl Printer<'_, '_> {
    /// Whether there is no place where a range could be broken.
    pub(super) fn is_solid(&self, range: Range<usize>) -> bool {
        let mut tokens = self.tokens.get(range).unwrap_or_default().iter();
        !tokens.any(|token| {
            token.kind == Kind::Open || token.is(".") || token.is("|") || token.is("<")
        })
    }

    /// A value, or an item or a statement that ends with one.
    pub(super) fn value(&mut self, range: Range<usize>, indent: usize, end: End) -> Option<()> {
        match self.line(range.clone(), indent, end) {
            Ok(()) => return Some(()),
            Err(Refusal::Unknown) => return None,
            Err(Refusal::Long) => {}
        }
        let equals = self.find(range.clone(), |token| token.is("="));
        let start = equals.map_or(range.start, |equals| equals + 1);
        let mut before = self.tokens.get(range.start..start)?.iter();
        if before.any(|token| token.is("<") || token.is("(") || token.is("{")) {
            return None;
        }
        let Some(open) = self.find(start..range.end, |token| token.kind == Kind::Open) else {
            let solid = self.is_solid(start..range.end);
            return solid.then(|| self.long_line(range, indent, end)).flatten();
        };
        if let Some(dot) = self.find(start..open, |token| token.is(".")) {
            // A method of a variable: it stays on the line before, unless its name is short.
            if !self.is_solid(start..dot) || self.word(dot - 1).len() <= INDENT {
                return None;
            }
            self.line(range.start..dot, indent, End::NOTHING).ok()?;
            return self.methods(dot..range.end, indent, end);
        }
        if !self.is_solid(start..open) {
            return None;
        }
        let close = self.after(open);
        let is_end = |at: usize| at == range.end || (at + 1 == range.end && self.is(at, ";"));
        if is_end(close) {
            return self.group(range, open, [indent; 2], end);
        }
        self.chain(range, open, indent, end)
    }

    /// `new(..).method(..)`: each call has a line, behind the first.
    fn chain(&mut self, range: Range<usize>, open: usize, indent: usize, end: End) -> Option<()> {
        let next = self.after(open);
        let deeper = indent + INDENT;
        self.call(range.start..next, open, [indent, deeper], End::NOTHING)?;
        self.methods(next..range.end, indent, end)
    }

    /// The calls of methods behind a value, each on a line.
    fn methods(&mut self, range: Range<usize>, indent: usize, end: End) -> Option<()> {
        let indents = [indent + INDENT; 2];
        let mut at = range.start;
        loop {
            let open = at + 2;
            if !self.is(at, ".") || !self.is(open, "(") {
                return None;
            }
            let next = self.after(open);
            if !self.is(next, ".") {
                let is_last = next == range.end || (next + 1 == range.end && self.is(next, ";"));
                let last = at..range.end;
                return is_last
                    .then(|| self.call(last, open, indents, end))
                    .flatten();
            }
            self.call(at..next, open, indents, End::NOTHING)?;
            at = next;
        }
    }

    fn call(
        &mut self,
        range: Range<usize>,
        open: usize,
        indents: [usize; 2],
        end: End,
    ) -> Option<()> {
        match self.line(range.clone(), indents[0], end) {
            Ok(()) => Some(()),
            Err(Refusal::Long) => self.group(range, open, indents, end),
            Err(Refusal::Unknown) => None,
        }
    }

    /// What ends with a group that is broken. `indents`: of the lines where it begins and where it ends.
    fn group(
        &mut self,
        range: Range<usize>,
        open: usize,
        [first, last]: [usize; 2],
        end: End,
    ) -> Option<()> {
        let inside = self.inside(open);
        let parts = self.parts(inside.clone())?;
        if self.is(open, "{") {
            self.line(range.start..open, first, End::BRACE).ok()?;
            self.fields(inside.clone(), last + INDENT, End::LAST_COMMA)?;
            return self.line(inside.end..range.end, last, end).ok();
        }
        let is_number = |part: &Range<usize>| {
            let word = self.word(part.start);
            part.len() == 1 && (word.starts_with(|c: char| c.is_ascii_digit()) || word == "true")
        };
        if parts.first().is_none_or(is_number) {
            // Such lists are filled into lines.
            return None;
        }
        if let ("(", [only]) = (self.word(open), parts.as_slice()) {
            if let Some(within) = self.struct_braces(only.clone()) {
                // `Some(Self {` stays together.
                self.line(range.start..within, first, End::BRACE).ok()?;
                self.fields(self.inside(within), last + INDENT, End::LAST_COMMA)?;
                return self.line(only.end - 1..range.end, last, end).ok();
            }
            if matches!(
                self.word(only.start),
                "[" | "|" | "(" | "{" | "move" | "unsafe"
            ) {
                return None;
            }
        }
        self.line(range.start..open + 1, first, End::NOTHING).ok()?;
        for part in parts {
            let is_last = part.end + 1 >= inside.end;
            let comma = if is_last { End::LAST_COMMA } else { End::COMMA };
            self.value(part, last + INDENT, comma)?;
        }
        self.line(inside.end..range.end, last, end).ok()
    }

    /// Where the braces of a struct begin, if this is one.
    fn struct_braces(&self, range: Range<usize>) -> Option<usize> {
        let open = self.find(range.clone(), |token| token.kind == Kind::Open)?;
        let is_struct = self.is(open, "{") && self.after(open) == range.end;
        (is_struct && self.is_solid(range.start..open)).then_some(open)
    }
}

/// Statements.
impl Printer<'_, '_> {
    pub(super) fn statements(&mut self, range: Range<usize>, home: Home) -> Option<()> {
        let mut at = range.start;
        while at < range.end {
            let end = self.statement_end(at..range.end);
            self.or_pretty(at..end, home, |printer| printer.statement(at..end, home))?;
            at = end;
        }
        Some(())
    }

    fn statement_end(&self, range: Range<usize>) -> usize {
        let mut at = range.start;
        while self.is(at, "#") {
            at = self.after(at + 1);
        }
        if !matches!(self.word(at), "if" | "match" | "while" | "for" | "loop") {
            let end = self.find(at..range.end, |token| token.is(";"));
            return end.map_or(range.end, |end| end + 1);
        }
        while let Some(open) = self.find(at..range.end, |token| token.is("{")) {
            at = self.after(open);
            if self.is(at, ";") {
                return at + 1;
            }
            if !self.is(at, "else") {
                return at;
            }
        }
        range.end
    }

    fn statement(&mut self, range: Range<usize>, home: Home) -> Option<()> {
        let indent = home.indent;
        let range = self.attributes(range, indent)?;
        let is_let = self.is(range.start, "let");
        if matches!(self.word(range.start), "if" | "match" | "while" | "for") {
            let is_match = self.is(range.start, "match");
            return self.block(range, home, is_match, "}");
        }
        if is_let && let Some(at) = self.find(range.clone(), |token| token.is("else")) {
            return self.let_else(range, at, home);
        }
        let equals = self.find(range.clone(), |token| token.is("="));
        if is_let && equals.is_some_and(|equals| self.is(equals + 1, "match")) {
            return self.block(range.start..range.end - 1, home, true, "};");
        }
        let is_return = self.is(range.start, "return");
        if (equals.is_some() || is_return) && !self.is(range.end - 1, ";") {
            return None;
        }
        self.value(range, indent, End::NOTHING)
    }

    /// A statement that ends with a block.
    fn block(&mut self, range: Range<usize>, home: Home, is_match: bool, end: &str) -> Option<()> {
        let open = self.find(range.clone(), |token| token.is("{"))?;
        if self.after(open) != range.end {
            return None;
        }
        let inside = self.inside(open);
        if inside.is_empty() {
            return self.line(range.start..open, home.indent, End::EMPTY).ok();
        }
        self.line(range.start..open, home.indent, End::BRACE).ok()?;
        if is_match {
            self.arms(inside, home.inner(Within::Match))?;
        } else {
            self.statements(inside, home.inner(Within::Function))?;
        }
        self.text_line(home.indent, end)
    }

    /// `let (Some(a), Some(b)) = (a, b) else {`
    fn let_else(&mut self, range: Range<usize>, at: usize, home: Home) -> Option<()> {
        let inside = self.inside(at + 1);
        if !self.is(inside.end.checked_sub(1)?, ";") {
            return None;
        }
        match self.line(range.start..at + 1, home.indent, End::BRACE) {
            Ok(()) => {}
            Err(Refusal::Long) => self.long_let(range.start, at, home.indent)?,
            Err(Refusal::Unknown) => return None,
        }
        self.statements(inside, home.inner(Within::Function))?;
        self.text_line(home.indent, "};")
    }

    /// The same where the tuple to the left does not fit on a line with what follows.
    fn long_let(&mut self, start: usize, at: usize, indent: usize) -> Option<()> {
        let (pattern, equals) = (start + 1, self.after(start + 1));
        let value = equals + 1;
        if !self.is(pattern, "(") || !self.is(value, "(") || self.after(value) != at {
            return None;
        }
        // With the space behind the `=`.
        if self.width(start..value)?.saturating_add(indent + 1) <= width_at(indent) {
            return None;
        }
        self.line(start..pattern + 1, indent, End::NOTHING).ok()?;
        self.fields(self.inside(pattern), indent + INDENT, End::LAST_COMMA)?;
        let width = self
            .width(equals - 1..at + 1)?
            .saturating_add(indent)
            .min(usize::MAX - 2);
        let room = width_at(indent);
        if width + 2 < room {
            return self.line(equals - 1..at + 1, indent, End::BRACE).ok();
        }
        if width <= room + 1 {
            // The brace alone may not fit.
            return None;
        }
        self.line(equals - 1..at, indent, End::NOTHING).ok()?;
        self.text_line(indent, "else {")
    }

    fn arms(&mut self, range: Range<usize>, home: Home) -> Option<()> {
        let mut at = range.start;
        while at < range.end {
            let arrow = self.find(at..range.end, |token| token.is("=>"))?;
            let body = arrow + 1;
            let end = if self.is(body, "{") {
                self.after(body)
            } else {
                self.comma(body..range.end)?
            };
            self.or_pretty(at..end, home, |printer| printer.arm(at..end, arrow, home))?;
            at = if self.is(end, ",") { end + 1 } else { end };
        }
        Some(())
    }

    fn arm(&mut self, range: Range<usize>, arrow: usize, home: Home) -> Option<()> {
        let indent = home.indent;
        let range = self.attributes(range, indent)?;
        let body = arrow + 1;
        if self.is(body, "{") {
            let inside = self.inside(body);
            if inside.is_empty() {
                return self.line(range.start..body, indent, End::EMPTY).ok();
            }
            if self.statement_end(inside.clone()) == inside.end && !self.is(inside.end - 1, ";") {
                // One expression, which loses its braces.
                return None;
            }
            self.line(range.start..body, indent, End::BRACE).ok()?;
            self.statements(inside, home.inner(Within::Function))?;
            return self.text_line(indent, "}");
        }
        let is_unit = self.is(body, "(") && self.after(body) == body + 2;
        if is_unit || matches!(self.word(body), "if" | "while" | "for" | "loop" | "unsafe") {
            return None;
        }
        if self.is(body, "match") {
            self.line(range.start..body, indent, End::BRACE).ok()?;
            let home = home.inner(Within::Function);
            self.block(body..range.end, home, true, "}")?;
            return self.text_line(indent, "}");
        }
        match self.line(range.clone(), indent, End::LAST_COMMA) {
            Ok(()) => return Some(()),
            Err(Refusal::Unknown) => return None,
            Err(Refusal::Long) => {}
        }
        self.line(range.start..body, indent, End::BRACE).ok()?;
        let is_statement =
            |token: &Token<'_>| token.is("=") || token.is("return") || token.is("+=");
        let is_statement = self.find(body..range.end, is_statement).is_some();
        let end = if is_statement {
            End::ARM_SEMICOLON
        } else {
            End::NOTHING
        };
        self.value(body..range.end, indent + INDENT, end)?;
        self.text_line(indent, "}")
    }
}
