//! What is left of a path.

use super::words::places_of;

/// What is left of a path, from where a segment begins.
///
/// Where segments end is found for sixty-four bytes together, before anything else is done: where each of them is looked
/// through in its turn, none can begin before the last one has ended, and the processor waits for that (bench `routing`).
#[derive(Clone, Copy, Debug)]
pub(super) struct Rest<'a> {
    path: &'a str,
    /// All that is left, not the segment alone.
    pub(super) bytes: &'a [u8],
    /// A bit for each of the next places where a segment ends.
    ends: u64,
}

impl<'a> Rest<'a> {
    /// What is behind the slash that a path begins with; `None` if it does not, or is longer than 4 GiB.
    #[inline]
    pub(super) fn of(path: &'a str) -> Option<Self> {
        if path.len() > u32::MAX as usize {
            return None;
        }
        let bytes = path.as_bytes().strip_prefix(b"/")?;
        let ends = ends(bytes);
        Some(Self { path, bytes, ends })
    }

    /// Where the segment begins in the path.
    #[inline]
    pub(super) const fn start(&self) -> usize {
        self.path.len() - self.bytes.len()
    }

    /// The segment.
    pub(super) fn segment(&self) -> &'a str {
        let start = self.start();
        let segment = self.path.get(start..start + self.length());
        segment.unwrap_or_default()
    }

    /// How long the segment is.
    #[inline]
    pub(super) fn length(&self) -> usize {
        match self.ends {
            0 => self.long_length(),
            ends => ends.trailing_zeros() as usize,
        }
    }

    #[cold]
    fn long_length(&self) -> usize {
        let end = memchr::memchr(b'/', self.bytes);
        end.unwrap_or(self.bytes.len())
    }

    /// What is left behind the segment, which is so long; `None` where the path ends with it.
    #[inline]
    pub(super) fn behind(&self, length: usize) -> Option<Self> {
        let bytes = self.bytes.get(length + 1..)?;
        let ends = match self.ends {
            0 => further_ends(bytes),
            ends => ends >> length >> 1,
        };
        Some(Self {
            bytes,
            ends,
            ..*self
        })
    }
}

/// A bit for each of the first 64 places where a segment ends: at a slash, or with the path.
#[inline]
fn ends(path: &[u8]) -> u64 {
    let end = if path.len() < 64 { 1 << path.len() } else { 0 };
    places_of(b'/', path) | end
}

#[cold]
fn further_ends(path: &[u8]) -> u64 {
    ends(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_end_at_slashes_and_with_the_path() {
        for length in 1..200 {
            for step in [1, 2, 7, 8, 9, 31, 63, 64, 65, 130] {
                let letter = |at| if at % step == 0 { '/' } else { '\u{af}' };
                let path: String = (0..length).map(letter).collect();
                let mut rest = Rest::of(&path);
                for segment in path.split('/').skip(1) {
                    let here = rest.unwrap();
                    assert_eq!(here.length(), segment.len(), "{path}");
                    assert_eq!(here.segment(), segment, "{path}");
                    assert_eq!(path.get(here.start()..), str::from_utf8(here.bytes).ok());
                    rest = here.behind(segment.len());
                }
                assert!(rest.is_none());
            }
        }
        assert!(Rest::of("a/b").is_none() && Rest::of("").is_none());
    }
}
