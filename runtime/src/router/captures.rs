//! Where parameters stand in a path.

/// Where the path parameters stand in the path, in the order of the template.
#[derive(Clone, Debug, Default)]
pub(crate) struct Captures {
    count: usize,
    /// From where to where: no path is longer than 64 KiB.
    inline: [(u32, u32); 8],
    more: Vec<(u32, u32)>,
}

impl Captures {
    /// Of a path without parameters.
    pub(crate) const NONE: &Self = &Self {
        count: 0,
        inline: [(0, 0); 8],
        more: Vec::new(),
    };

    pub(super) fn len(&self) -> usize {
        self.count
    }

    pub(super) fn push(&mut self, start: usize, end: usize) {
        let as_u32 = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let (start, end) = (as_u32(start), as_u32(end));
        match self.inline.get_mut(self.count) {
            Some(slot) => *slot = (start, end),
            None => self.more.push((start, end)),
        }
        self.count += 1;
    }

    pub(super) fn truncate(&mut self, count: usize) {
        self.count = count;
        self.more.truncate(count.saturating_sub(self.inline.len()));
    }

    /// The raw text of the parameter at this position of the template.
    pub(crate) fn get<'a>(&self, path: &'a str, index: usize) -> Option<&'a str> {
        if index >= self.count {
            return None;
        }
        let spilled = || self.more.get(index.checked_sub(self.inline.len())?);
        let (start, end) = *self.inline.get(index).or_else(spilled)?;
        path.get(start as usize..end as usize)
    }
}

#[cfg(test)]
impl Captures {
    /// All of them, as they stand in the path.
    pub(super) fn texts<'a>(&self, path: &'a str) -> Vec<&'a str> {
        let texts = (0..self.count).filter_map(|index| self.get(path, index));
        texts.collect()
    }
}
