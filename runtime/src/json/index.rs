//! Finding names in a list.

use std::cmp::Ordering;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::num::NonZeroUsize;
use std::sync::LazyLock;

/// From how many names on they are looked up in an [`Index`] and no longer one after the other.
pub(super) const FEW_NAMES: usize = 16;

/// The secret by which names are hashed, so that nobody can choose many that collide. There is one for all indexes: the
/// hash of a name, which is most of the work, can go from one to another.
static SECRET: LazyLock<RandomState> = LazyLock::new(RandomState::new);

/// The hash of a name.
pub(super) fn hash(name: &str) -> u64 {
    let mut hasher = SECRET.build_hasher();
    hasher.write(name.as_bytes());
    hasher.finish()
}

/// Says where a name stands in a list that is kept elsewhere.
#[derive(Clone, Debug)]
pub(super) struct Index {
    /// A power of two, of which at most half are taken; a name is in the first free one from its hash on.
    slots: Vec<Option<Slot>>,
    taken: usize,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    hash: u64,
    /// Counted from one, so that an empty slot takes no more memory.
    place: NonZeroUsize,
}

impl Index {
    /// The index of a list of names, each of which stands there once.
    pub(super) fn of<'n>(names: impl ExactSizeIterator<Item = &'n str>) -> Self {
        let slots = (4 * names.len().max(1)).next_power_of_two();
        let mut index = Self {
            slots: vec![None; slots],
            taken: 0,
        };
        for (place, name) in names.enumerate() {
            index.add(hash(name), place);
        }
        index
    }

    /// Where the name of a hash stands; `is_at` says whether it is at a place.
    pub(super) fn find(&self, hash: u64, is_at: impl Fn(usize) -> bool) -> Option<usize> {
        let mut at = hash;
        while let Some(slot) = self.slots.get(self.wrap(at)).copied().flatten() {
            let place = slot.place.get() - 1;
            if slot.hash == hash && is_at(place) {
                return Some(place);
            }
            at = at.wrapping_add(1);
        }
        None
    }

    /// Adds a name that is not there.
    pub(super) fn add(&mut self, hash: u64, place: usize) {
        self.taken += 1;
        if 2 * self.taken > self.slots.len() {
            let slots = vec![None; 2 * self.slots.len()];
            let known = std::mem::replace(&mut self.slots, slots);
            known.into_iter().flatten().for_each(|slot| self.put(slot));
        }
        let place = NonZeroUsize::MIN.saturating_add(place);
        self.put(Slot { hash, place });
    }

    /// Takes the name at a place out; those after it move up.
    pub(super) fn remove(&mut self, place: usize) {
        let slots = vec![None; self.slots.len()];
        let known = std::mem::replace(&mut self.slots, slots);
        self.taken = 0;
        for slot in known.into_iter().flatten() {
            match (slot.place.get() - 1).cmp(&place) {
                Ordering::Less => self.add(slot.hash, slot.place.get() - 1),
                Ordering::Equal => {}
                Ordering::Greater => self.add(slot.hash, slot.place.get() - 2),
            }
        }
    }

    fn put(&mut self, slot: Slot) {
        let mut at = slot.hash;
        loop {
            let wrapped = self.wrap(at);
            match self.slots.get_mut(wrapped) {
                Some(Some(_)) => at = at.wrapping_add(1),
                Some(free) => return *free = Some(slot),
                None => return,
            }
        }
    }

    /// The slot that one comes to.
    const fn wrap(&self, at: u64) -> usize {
        at as usize & (self.slots.len() - 1)
    }
}
