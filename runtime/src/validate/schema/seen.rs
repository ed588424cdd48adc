//! Which items or properties were looked at, for `unevaluatedItems` and `unevaluatedProperties`.

/// The items or properties of one value, by index, that a schema looked at. Nothing is kept where nobody asks.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    asked: bool,
    marks: Vec<bool>,
}

impl Seen {
    pub(super) const fn new(asked: bool) -> Self {
        Self {
            asked,
            marks: Vec::new(),
        }
    }

    pub(super) const fn is_asked(&self) -> bool {
        self.asked
    }

    pub(super) fn mark(&mut self, index: usize) {
        if self.asked {
            if self.marks.len() <= index {
                self.marks.resize(index + 1, false);
            }
            if let Some(mark) = self.marks.get_mut(index) {
                *mark = true;
            }
        }
    }

    pub(super) fn has(&self, index: usize) -> bool {
        self.marks.get(index).copied().unwrap_or_default()
    }

    /// Adds what another schema looked at in the same value.
    pub(super) fn add(&mut self, other: &Self) {
        let marked = other.marks.iter().enumerate().filter(|(_, mark)| **mark);
        marked.for_each(|(index, _)| self.mark(index));
    }
}
