//! Objects as maps.

use std::fmt;
use std::hash::{Hash, Hasher};

use super::index::{FEW_NAMES, Index, hash};

/// A map from names to values that keeps the order in which names were added.
///
/// Looking up takes constant time, whatever the names are: they are hashed with a secret key. Two maps are equal if
/// they have the same entries, in any order.
///
/// ```
/// use anteroom::json::{self, Map};
///
/// let map: Map<i32> = json::from_str(r#"{"b": 1, "a": 2}"#)?;
/// assert_eq!(map.get("a"), Some(&2));
/// assert_eq!(json::to_string(&map), r#"{"b":1,"a":2}"#);
/// # Ok::<(), json::DecodeError>(())
/// ```
#[derive(Clone)]
pub struct Map<T> {
    entries: Vec<(String, T)>,
    /// Where each name stands; there is none as long as there are few.
    index: Option<Index>,
}

impl<T> Map<T> {
    /// An empty map.
    pub fn new() -> Self {
        Self {
            entries: Vec::new(),
            index: None,
        }
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.entries.get(self.find(name)?).map(|(_, value)| value)
    }

    /// The value of a name, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        let at = self.find(name)?;
        self.entries.get_mut(at).map(|(_, value)| value)
    }

    /// Whether there is an entry with that name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// Sets the value of a name and gives the one that it had before.
    pub fn insert(&mut self, name: impl Into<String>, value: T) -> Option<T> {
        let name = name.into();
        let hash = self.index.is_some().then(|| hash(&name));
        if let Some(place) = self.find_hashed(&name, hash) {
            let (_, old) = self.entries.get_mut(place)?;
            return Some(std::mem::replace(old, value));
        }
        self.append(name, value, hash);
        None
    }

    /// Adds an entry whose name is not there, and has that hash if it is known.
    pub(super) fn append(&mut self, name: String, value: T, known_hash: Option<u64>) {
        if let Some(index) = &mut self.index {
            let hash = known_hash.unwrap_or_else(|| hash(&name));
            index.add(hash, self.entries.len());
        }
        self.entries.push((name, value));
        if self.index.is_none() && self.entries.len() >= FEW_NAMES {
            self.index = Some(Index::of(self.keys()));
        }
    }

    /// Takes an entry out; the order of the others stays. This takes time in proportion to the size of the map.
    pub fn remove(&mut self, name: &str) -> Option<T> {
        let at = self.find(name)?;
        let (_, value) = self.entries.remove(at);
        if let Some(index) = &mut self.index {
            index.remove(at);
        }
        Some(value)
    }

    /// The entries in order.
    pub fn iter(&self) -> Iter<'_, T> {
        Iter(self.entries.iter())
    }

    /// The entries in order, the values to be changed.
    pub fn iter_mut(&mut self) -> IterMut<'_, T> {
        IterMut(self.entries.iter_mut())
    }

    /// The names in order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> {
        self.entries.iter().map(|(name, _)| name.as_str())
    }

    /// The values in the order of their names.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &T> {
        self.entries.iter().map(|(_, value)| value)
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.find_hashed(name, self.index.is_some().then(|| hash(name)))
    }

    fn find_hashed(&self, name: &str, hash: Option<u64>) -> Option<usize> {
        let is_at = |place| {
            self.entries
                .get(place)
                .is_some_and(|(known, _)| known == name)
        };
        match (&self.index, hash) {
            (Some(index), Some(hash)) => index.find(hash, is_at),
            _ => self.entries.iter().position(|(known, _)| known == name),
        }
    }
}

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: fmt::Debug> fmt::Debug for Map<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_map().entries(self.iter()).finish()
    }
}

impl<T: PartialEq> PartialEq for Map<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self
                .iter()
                .all(|(name, value)| other.get(name) == Some(value))
    }
}

impl<T: Eq> Eq for Map<T> {}

impl<T: Hash> Hash for Map<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let mut entries: Vec<_> = self.entries.iter().collect();
        entries.sort_unstable_by_key(|(name, _)| name);
        entries.hash(state);
    }
}

impl<N: Into<String>, T> FromIterator<(N, T)> for Map<T> {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(entries: I) -> Self {
        let mut map = Self::new();
        map.extend(entries);
        map
    }
}

impl<N: Into<String>, T> Extend<(N, T)> for Map<T> {
    fn extend<I: IntoIterator<Item = (N, T)>>(&mut self, entries: I) {
        for (name, value) in entries {
            self.insert(name, value);
        }
    }
}

impl<N: Into<String>, T, const LENGTH: usize> From<[(N, T); LENGTH]> for Map<T> {
    fn from(entries: [(N, T); LENGTH]) -> Self {
        entries.into_iter().collect()
    }
}

/// The entries of a [`Map`]; see [`Map::iter`].
#[derive(Clone, Debug)]
pub struct Iter<'a, T>(std::slice::Iter<'a, (String, T)>);

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = (&'a str, &'a T);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(name, value)| (name.as_str(), value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<T> ExactSizeIterator for Iter<'_, T> {}

/// The entries of a [`Map`]; see [`Map::iter_mut`].
#[derive(Debug)]
pub struct IterMut<'a, T>(std::slice::IterMut<'a, (String, T)>);

impl<'a, T> Iterator for IterMut<'a, T> {
    type Item = (&'a str, &'a mut T);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(name, value)| (name.as_str(), value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<T> ExactSizeIterator for IterMut<'_, T> {}

/// The entries of a [`Map`], by value.
#[derive(Debug)]
pub struct IntoIter<T>(std::vec::IntoIter<(String, T)>);

impl<T> Iterator for IntoIter<T> {
    type Item = (String, T);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<T> ExactSizeIterator for IntoIter<T> {}

impl<T> IntoIterator for Map<T> {
    type Item = (String, T);
    type IntoIter = IntoIter<T>;

    fn into_iter(self) -> IntoIter<T> {
        IntoIter(self.entries.into_iter())
    }
}

impl<'a, T> IntoIterator for &'a Map<T> {
    type Item = (&'a str, &'a T);
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<'a, T> IntoIterator for &'a mut Map<T> {
    type Item = (&'a str, &'a mut T);
    type IntoIter = IterMut<'a, T>;

    fn into_iter(self) -> IterMut<'a, T> {
        self.iter_mut()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::json::{self, Decode, Reader};
    use crate::validate::ObjectRules;

    proptest! {
        #[test]
        fn does_what_a_list_of_entries_does(steps in prop::collection::vec((0u8..4, 0u8..60), 0..300)) {
            let (mut map, mut list) = (Map::new(), Vec::<(String, usize)>::new());
            for (count, (step, name)) in steps.into_iter().enumerate() {
                let name = format!("name {name}");
                let place = list.iter().position(|(known, _)| *known == name);
                match step {
                    0 => prop_assert_eq!(map.remove(&name), place.map(|place| list.remove(place).1)),
                    1 => prop_assert_eq!(map.get(&name).copied(), place.map(|place| list[place].1)),
                    _ => {
                        let before = place.map(|place| std::mem::replace(&mut list[place].1, count));
                        if place.is_none() {
                            list.push((name.clone(), count));
                        }
                        prop_assert_eq!(map.insert(name, count), before);
                    }
                }
            }
            let entries: Vec<_> = map.clone().into_iter().collect();
            prop_assert_eq!(&entries, &list);
            let text = json::to_string(&map.iter().map(|(name, &count)| (name, count as u64)).collect::<Map<_>>());
            let read: Map<u64> = json::from_str(&text).unwrap();
            for (name, count) in &list {
                prop_assert_eq!(read.get(name).copied(), Some(*count as u64));
            }
            prop_assert_eq!(read.len(), list.len());
        }
    }

    #[test]
    fn what_is_read_into_a_map_replaces_what_is_there() {
        static RULES: ObjectRules = ObjectRules::at("", &[]).additional();
        for before in [1, 40] {
            let name = |at| format!("n{at}");
            let mut map: Map<u8> = (0..before).map(|at| (name(at), 0)).collect();
            let members: Vec<_> = (0..50).map(|at| format!("\"n{at}\":1")).collect();
            let text = format!("{{{}}}", members.join(","));
            let mut reader = Reader::new(text.as_bytes());
            let mut object = reader.object(&RULES);
            while object.next(&mut reader).is_some() {
                object.additional(&mut reader, &mut map, u8::decode);
            }
            assert_eq!(object.end(&mut reader), Some(()));
            assert_eq!(map, (0..50).map(|at| (name(at), 1)).collect());
        }
    }
}
