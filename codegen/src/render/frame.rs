//! What lines stand in, for `prettyplease` to print them as it would there.

/// By how much what is inside is indented.
pub(super) const INDENT: usize = 4;

/// What lines stand in, from which `prettyplease` knows what they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    Module,
    Impl,
    Trait,
    Function,
    Match,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Home {
    pub(super) within: Within,
    pub(super) indent: usize,
}

impl Home {
    pub(super) fn file() -> Self {
        Self {
            within: Within::Module,
            indent: 0,
        }
    }

    pub(super) fn inner(self, within: Within) -> Self {
        Self {
            within,
            indent: self.indent + INDENT,
        }
    }

    fn depth(self) -> usize {
        self.indent / INDENT
    }

    /// What must stand around lines for them to be here.
    pub(super) fn frame(self) -> (String, String) {
        let (first, middle, last) = match self.within {
            Within::Module => ("", "mod m {", ""),
            Within::Impl => ("", "mod m {", "impl X {"),
            Within::Trait => ("", "mod m {", "trait X {"),
            Within::Function => ("fn f() {", "loop {", ""),
            Within::Match => ("fn f() {", "loop {", "match x {"),
        };
        let ends = [first, last].iter().filter(|end| !end.is_empty()).count();
        let middle = middle.repeat(self.depth().saturating_sub(ends));
        ([first, &middle, last].concat(), "}".repeat(self.depth()))
    }

    /// The lines without what stands around them, each of which has a line.
    pub(super) fn take_out(self, printed: &str) -> Option<&str> {
        let mut lines = printed;
        for _ in 0..self.depth() {
            (_, lines) = lines.split_once('\n')?;
            let (rest, _) = lines.trim_end().rsplit_once('\n')?;
            lines = lines.get(..=rest.len())?;
        }
        Some(lines)
    }
}
