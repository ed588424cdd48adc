//! The groups of a pattern that capture, found before anything refers to them.

use std::collections::HashMap;

/// All groups that capture.
#[derive(Default)]
pub(super) struct Groups<'a> {
    pub(super) count: usize,
    /// The number of the first group with a name.
    pub(super) names: HashMap<&'a str, usize>,
    /// Where a group has a name that another one has.
    pub(super) twice: Option<usize>,
}

impl<'a> Groups<'a> {
    /// One walk over the pattern. What is no group in a wrong pattern does not matter.
    pub(super) fn of(source: &'a str) -> Self {
        let mut groups = Self::default();
        let mut in_class = false;
        let mut bytes = source.bytes().enumerate();
        while let Some((at, byte)) = bytes.next() {
            match byte {
                b'\\' => drop(bytes.next()),
                b'[' => in_class = true,
                b']' => in_class = false,
                b'(' if !in_class => groups.group(source, at),
                _ => {}
            }
        }
        groups
    }

    fn group(&mut self, source: &'a str, at: usize) {
        let inside = source.get(at + 1..).unwrap_or_default();
        let named = inside
            .strip_prefix("?<")
            .or_else(|| inside.strip_prefix("?P<"));
        let name = named.map_or("", name);
        if inside.starts_with('?') && name.is_empty() {
            return;
        }
        self.count += 1;
        if !name.is_empty() && *self.names.entry(name).or_insert(self.count) != self.count {
            self.twice.get_or_insert(at);
        }
    }
}

/// The name of a group at the beginning of a text; empty if there is none.
pub(super) fn name(text: &str) -> &str {
    let is_name = |found: char| found == '_' || found == '$' || found.is_alphanumeric();
    let length = text.find(|found| !is_name(found)).unwrap_or(text.len());
    let name = text.get(..length).unwrap_or_default();
    if name.starts_with(char::is_numeric) {
        return "";
    }
    name
}
