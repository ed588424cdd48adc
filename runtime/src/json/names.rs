//! Names that may stand once.

use std::borrow::Cow;

use super::error::Expected;
use super::index::{FEW_NAMES, Index, hash};
use super::reader::Reader;

/// The names of one object that are in no table, to find those that stand twice. They lie on a stack that the objects
/// of a text share; when they get many, there is also an index, so that no input takes quadratic time.
#[derive(Debug)]
pub(super) struct Names {
    base: usize,
    count: usize,
    index: Option<Index>,
    /// That of the last name, if there are many.
    pub(super) hash: Option<u64>,
}

impl Names {
    pub(super) fn new(reader: &Reader<'_>) -> Self {
        Self {
            base: reader.names.len(),
            count: 0,
            index: None,
            hash: None,
        }
    }

    /// Adds a name that began at `start`. A name that is there already is a syntax error.
    pub(super) fn insert<'a>(
        &mut self,
        reader: &mut Reader<'a>,
        name: Cow<'a, str>,
        start: usize,
    ) -> Option<()> {
        reader.names.truncate(self.base + self.count);
        let known = reader.names.get(self.base..).unwrap_or_default();
        if self.knows(known, &name) {
            reader.fail_at(start, Expected::NewName);
            return None;
        }
        reader.names.push(name);
        self.count += 1;
        Some(())
    }

    /// Whether a name is among those that are known; from now on the index has it.
    fn knows(&mut self, known: &[Cow<'_, str>], name: &str) -> bool {
        if known.len() < FEW_NAMES {
            return known.iter().any(|known| known == name);
        }
        let index = self
            .index
            .get_or_insert_with(|| Index::of(known.iter().map(AsRef::as_ref)));
        let hash = hash(name);
        self.hash = Some(hash);
        let is_at = |place| known.get(place).is_some_and(|known| known == name);
        let found = index.find(hash, is_at).is_some();
        if !found {
            index.add(hash, known.len());
        }
        found
    }

    /// Takes the names off the stack.
    pub(super) fn end(&self, reader: &mut Reader<'_>) {
        reader.names.truncate(self.base);
    }
}
