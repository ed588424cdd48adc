//! The literal segments of all templates.

use super::key::Key;
use super::words::has_byte;
use crate::parameter::percent;

/// Where literals lead, by a hash: hundreds may lead on from one node of the trie. One table has those of all nodes, so that
/// each segment is looked for in one place of the memory. The names are those of the document, so nobody can make them
/// collide.
#[derive(Clone, Debug, Default)]
pub(super) struct Literals {
    /// Each literal at its hash or behind it; a power of two, less than half full.
    slots: Vec<Slot>,
    count: usize,
    /// What the keys of some do not tell, percent-decoded.
    names: Vec<Box<str>>,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    key: Key,
    /// The node that it leads to; nothing leads to the root, and so does a slot without a literal.
    child: u32,
    /// One more than the index of its name; zero if the key tells all.
    name: u32,
}

impl Slot {
    const EMPTY: Self = Self {
        key: Key::empty(u32::MAX),
        child: 0,
        name: 0,
    };
}

impl Literals {
    /// Where a segment leads from a node: so many bytes, with which others begin.
    #[inline(always)]
    pub(super) fn get(&self, node: u32, bytes: &[u8], length: usize) -> Option<u32> {
        let key = Key::of(node, bytes, length);
        self.find(&key, |name| self.is_named(name, bytes, length))
    }

    /// The same of a segment that is encoded: `%72ooms` is `rooms` (RFC 3986, section 6.2.2.2).
    #[cold]
    pub(super) fn get_encoded(&self, node: u32, segment: &str) -> Option<u32> {
        if !has_byte(b'%', segment.as_bytes()) {
            return None;
        }
        let mut key = Key::empty(node);
        for byte in percent::decoded(segment, false) {
            key.push(byte.ok()?);
        }
        let is_it = |name: &str| percent::same(segment, name);
        self.find(&key, |name| self.name(name).is_some_and(is_it))
    }

    /// Where a key leads; `is_it` says whether a name is the one that is looked for.
    #[inline(always)]
    fn find(&self, key: &Key, is_it: impl Fn(u32) -> bool) -> Option<u32> {
        let last = self.slots.len().wrapping_sub(1);
        let mut at = key.hash();
        loop {
            let slot = self.slots.get(at & last)?;
            if slot.key == *key && (slot.name == 0 || is_it(slot.name)) {
                return Some(slot.child);
            }
            if slot.child == 0 {
                return None;
            }
            at = at.wrapping_add(1);
        }
    }

    #[inline(never)]
    fn is_named(&self, name: u32, bytes: &[u8], length: usize) -> bool {
        // What has a `%` in its name is always encoded in a path.
        let name = self.name(name).filter(|name| !name.contains('%'));
        name.is_some_and(|name| bytes.get(..length) == Some(name.as_bytes()))
    }

    fn name(&self, name: u32) -> Option<&str> {
        let index = name.checked_sub(1)?;
        self.names.get(index as usize).map(|name| &**name)
    }

    /// Where a name, percent-decoded, leads from a node: to `fresh`, if it led nowhere.
    pub(super) fn get_or_insert(&mut self, node: u32, name: &str, fresh: u32) -> u32 {
        // Of all of it: a slash that was encoded is part of the name.
        let key = Key::of(node, name.as_bytes(), name.len());
        if let Some(child) = self.find(&key, |other| self.name(other) == Some(name)) {
            return child;
        }
        let mut slot = Slot {
            key,
            child: fresh,
            name: 0,
        };
        if name.len() > Key::ALL || name.contains('%') {
            self.names.push(name.into());
            slot.name = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        }
        self.count += 1;
        if self.count * 2 >= self.slots.len() {
            let twice = (self.slots.len() * 2).max(4);
            let slots = std::mem::replace(&mut self.slots, vec![Slot::EMPTY; twice]);
            let taken = slots.into_iter().filter(|slot| slot.child != 0);
            taken.for_each(|slot| self.put(slot));
        }
        self.put(slot);
        fresh
    }

    fn put(&mut self, slot: Slot) {
        let last = self.slots.len().wrapping_sub(1);
        let mut at = slot.key.hash();
        while let Some(place) = self.slots.get_mut(at & last) {
            if place.child == 0 {
                *place = slot;
                return;
            }
            at = at.wrapping_add(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_much_alike_are_found_in_a_few_steps() {
        let mut literals = Literals::default();
        let mut fresh = 1..;
        for node in 0..50 {
            for place in 0..20 {
                for digit in '0'..='9' {
                    let mut name = "item-item-item-item-".to_owned();
                    name.truncate(place);
                    name.push(digit);
                    let child = fresh.next().unwrap();
                    assert_eq!(literals.get_or_insert(node, &name, child), child);
                    assert_eq!(literals.get(node, name.as_bytes(), place + 1), Some(child));
                }
            }
        }
        let last = literals.slots.len() - 1;
        let slots = literals.slots.iter().enumerate();
        let taken = slots.filter(|(_, slot)| slot.child != 0);
        let steps = taken.map(|(at, slot)| at.wrapping_sub(slot.key.hash()) & last);
        let steps: Vec<usize> = steps.collect();
        assert!(
            steps.iter().all(|steps| *steps < 40),
            "{:?}",
            steps.iter().max()
        );
        assert!(steps.iter().sum::<usize>() < steps.len());
    }
}
