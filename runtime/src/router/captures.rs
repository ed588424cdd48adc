//! Where parameters stand in a path.

/// Where the path parameters stand in the path, in the order of the template.
#[derive(Clone, Debug, Default)]
pub(crate) struct Captures {
    count: usize,
    /// From where to where, of a path that is not longer than 4 GiB.
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

    #[inline]
    pub(super) fn push(&mut self, start: usize, length: usize) {
        let (start, end) = (start as u32, (start + length) as u32);
        match self.inline.get_mut(self.count) {
            Some(slot) => *slot = (start, end),
            None => self.push_more(start, end),
        }
        self.count += 1;
    }

    #[cold]
    fn push_more(&mut self, start: u32, end: u32) {
        self.more.push((start, end));
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
