//! How far a look into alternatives within alternatives goes.

/// How deep alternatives may be within each other.
const DEPTH: usize = 12;

/// What is left of a look that may not take for ever. Where nothing is left, the answer is not known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Looks {
    /// How many alternatives may still be looked at.
    alternatives: usize,
    /// How many more may be within each other: references make more of them than a text has.
    levels: usize,
}

impl Looks {
    pub(super) const fn at(alternatives: usize) -> Self {
        Self {
            alternatives,
            levels: DEPTH,
        }
    }

    /// Looks at so many alternatives, one level deeper; `None` if that is too much.
    pub(super) fn into<T>(
        &mut self,
        alternatives: usize,
        look: impl FnOnce(&mut Self) -> T,
    ) -> Option<T> {
        self.alternatives = self.alternatives.checked_sub(alternatives)?;
        self.levels = self.levels.checked_sub(1)?;
        let found = look(self);
        self.levels += 1;
        Some(found)
    }
}
