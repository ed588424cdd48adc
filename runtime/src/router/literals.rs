//! Literal segments by their texts.

use super::key::Key;
use crate::parameter::percent;

/// The literals that may stand at a node, by a hash: hundreds can, and each lookup would compare a few with others in a
/// sorted list. The names are those of the document, so nobody can make them collide.
#[derive(Clone, Debug, Default)]
pub(super) struct Literals {
    entries: Vec<Literal>,
    /// Indices of entries plus one, at their hash or behind it; a power of two, less than half full.
    slots: Vec<u32>,
}

#[derive(Clone, Debug)]
struct Literal {
    key: Key,
    /// Percent-decoded.
    name: Box<str>,
    child: usize,
}

impl Literal {
    /// Whether a segment of its key is it: what the key does not tell, the text does.
    #[inline]
    fn is_it<'a>(&self, key: &Key, segment: impl Fn() -> Option<&'a str>) -> bool {
        key.length <= 16 || segment().is_some_and(|segment| segment == &*self.name)
    }
}

/// How many literals are compared with one by one.
const FEW: usize = 4;

impl Literals {
    #[inline]
    pub(super) fn get<'a>(
        &self,
        key: &Key,
        is_encoded: bool,
        segment: impl Fn() -> Option<&'a str>,
    ) -> Option<usize> {
        if is_encoded {
            return self.get_encoded(segment()?);
        }
        // Of few, each is compared with sooner than one is found by the hash (bench `routing`).
        if self.entries.len() <= FEW {
            let is_it = |literal: &&Literal| literal.key == *key && literal.is_it(key, &segment);
            return self.entries.iter().find(is_it).map(|literal| literal.child);
        }
        let mut slot = key.hash();
        loop {
            let index = *self.slots.get(slot & (self.slots.len() - 1))?;
            let literal = self.entries.get((index as usize).checked_sub(1)?)?;
            if literal.key == *key && literal.is_it(key, &segment) {
                return Some(literal.child);
            }
            slot = slot.wrapping_add(1);
        }
    }

    /// `%72ooms` is `rooms` (RFC 3986, section 6.2.2.2).
    #[cold]
    pub(super) fn get_encoded(&self, segment: &str) -> Option<usize> {
        let mut entries = self.entries.iter();
        let found = entries.find(|literal| percent::same(segment, &literal.name));
        found.map(|literal| literal.child)
    }

    pub(super) fn get_or_insert(&mut self, name: &str, fresh: usize) -> usize {
        let mut entries = self.entries.iter();
        if let Some(literal) = entries.find(|literal| *literal.name == *name) {
            return literal.child;
        }
        // Of all of it: a slash that was encoded is part of the name.
        self.entries.push(Literal {
            key: Key::of(name.as_bytes()),
            name: name.into(),
            child: fresh,
        });
        let length = (self.entries.len() * 2 + 1).next_power_of_two();
        self.slots = vec![0; length];
        for (index, literal) in (1..).zip(&self.entries) {
            let mut slot = literal.key.hash();
            while let Some(taken) = self.slots.get_mut(slot & (length - 1)) {
                if *taken == 0 {
                    *taken = index;
                    break;
                }
                slot = slot.wrapping_add(1);
            }
        }
        fresh
    }
}
