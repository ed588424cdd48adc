//! A box that the compiler does not look into.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, DerefMut};

use crate::json::{Decode, Encode, Reader, Writer};
use crate::validate::{Checker, Validate};

/// A [`Box`] whose contents the compiler takes for [`Send`] and [`Sync`] without looking at them, since [`Deep::new`]
/// has shown it.
///
/// To find out whether a future may go from thread to thread, rustc goes through all types within all types in it,
/// and gives up after 128 steps. Where the schemas of a document lie deeper within each other, some properties of
/// generated structs are a `Deep` in place of the value or its `Box`, so that every way ends after fewer steps. It
/// derefs to the value, has the traits that a box has, and costs a call that is not inlined.
///
/// ```
/// use anteroom::Deep;
///
/// let mut name = Deep::new(String::from("Lobby"));
/// name.push_str(" West");
/// assert_eq!(name.len(), 10);
/// assert_eq!(name.into_inner(), "Lobby West");
/// ```
pub struct Deep<T>(Box<dyn Hold<T> + Send + Sync>);

/// What a trait object does with the value in it. All that goes on into the value does so from here, so that what is
/// made for it by the compiler does not lie deeper and deeper either.
trait Hold<T> {
    fn get(&self) -> &T;
    fn get_mut(&mut self) -> &mut T;
    fn take(self: Box<Self>) -> T;
    fn copy(&self) -> Deep<T>
    where
        T: Clone;
    fn print(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result
    where
        T: fmt::Debug;
    fn is(&self, other: &T) -> bool
    where
        T: PartialEq;
    fn partially_compare(&self, other: &T) -> Option<Ordering>
    where
        T: PartialOrd;
    fn compare(&self, other: &T) -> Ordering
    where
        T: Ord;
    fn add_to(&self, state: &mut dyn Hasher)
    where
        T: Hash;
    fn write(&self, writer: &mut Writer)
    where
        T: Encode;
    fn validate(&self, checker: &mut Checker<'_>)
    where
        T: Validate;
}

struct Held<T>(T);

impl<T: Send + Sync + 'static> Hold<T> for Held<T> {
    fn get(&self) -> &T {
        &self.0
    }

    fn get_mut(&mut self) -> &mut T {
        &mut self.0
    }

    fn take(self: Box<Self>) -> T {
        self.0
    }

    fn copy(&self) -> Deep<T>
    where
        T: Clone,
    {
        Deep::new(self.0.clone())
    }

    fn print(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result
    where
        T: fmt::Debug,
    {
        self.0.fmt(formatter)
    }

    fn is(&self, other: &T) -> bool
    where
        T: PartialEq,
    {
        self.0 == *other
    }

    fn partially_compare(&self, other: &T) -> Option<Ordering>
    where
        T: PartialOrd,
    {
        self.0.partial_cmp(other)
    }

    fn compare(&self, other: &T) -> Ordering
    where
        T: Ord,
    {
        self.0.cmp(other)
    }

    fn add_to(&self, mut state: &mut dyn Hasher)
    where
        T: Hash,
    {
        self.0.hash(&mut state);
    }

    fn write(&self, writer: &mut Writer)
    where
        T: Encode,
    {
        self.0.encode(writer);
    }

    fn validate(&self, checker: &mut Checker<'_>)
    where
        T: Validate,
    {
        self.0.check(checker);
    }
}

impl<T: Send + Sync + 'static> Deep<T> {
    /// Puts a value into a box.
    pub fn new(value: T) -> Self {
        Self(Box::new(Held(value)))
    }
}

impl<T> Deep<T> {
    /// The value without its box.
    pub fn into_inner(self) -> T {
        self.0.take()
    }
}

impl<T: Send + Sync + 'static> From<T> for Deep<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T> Deref for Deep<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.get()
    }
}

impl<T> DerefMut for Deep<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_mut()
    }
}

impl<T> AsRef<T> for Deep<T> {
    fn as_ref(&self) -> &T {
        self
    }
}

impl<T: Clone> Clone for Deep<T> {
    fn clone(&self) -> Self {
        self.0.copy()
    }
}

impl<T: Default + Send + Sync + 'static> Default for Deep<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: fmt::Debug> fmt::Debug for Deep<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.print(formatter)
    }
}

impl<T: PartialEq> PartialEq for Deep<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.is(other)
    }
}

impl<T: Eq> Eq for Deep<T> {}

impl<T: PartialOrd> PartialOrd for Deep<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.0.partially_compare(other)
    }
}

impl<T: Ord> Ord for Deep<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.compare(other)
    }
}

impl<T: Hash> Hash for Deep<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.add_to(state);
    }
}

impl<T: Decode + Send + Sync + 'static> Decode for Deep<T> {
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        T::decode(reader).map(Self::new)
    }
}

impl<T: Encode> Encode for Deep<T> {
    fn encode(&self, writer: &mut Writer) {
        self.0.write(writer);
    }
}

impl<T: Validate> Validate for Deep<T> {
    fn check(&self, checker: &mut Checker<'_>) {
        self.0.validate(checker);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    /// A value that holds another of its kind, as deep as one likes.
    #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
    struct Room {
        floor: i32,
        within: Option<Deep<Self>>,
    }

    fn rooms(floors: &[i32]) -> Room {
        let within = |inner: Option<Room>, floor: &i32| {
            let within = inner.map(Deep::new);
            Some(Room {
                floor: *floor,
                within,
            })
        };
        floors.iter().rev().fold(None, within).unwrap_or_default()
    }

    #[test]
    fn it_is_sent_whatever_is_in_it() {
        fn sent<T: Send + Sync + 'static>(value: T) -> T {
            std::thread::spawn(move || value).join().expect("no panic")
        }
        assert_eq!(sent(rooms(&[1, 2, 3])), rooms(&[1, 2, 3]));
    }

    #[test]
    fn it_compares_clones_and_prints_as_its_value() {
        let (low, high) = (rooms(&[1, 2, 3]), rooms(&[1, 2, 4]));
        assert!(low < high && low.clone() == low && low != high);
        assert_eq!(format!("{:?}", Deep::new(7)), "7");
        let set = std::collections::HashSet::from([low.clone(), high]);
        assert!(set.contains(&low));
        assert_eq!(Deep::<Room>::default(), Deep::from(Room::default()));
        let mut changed = low.clone();
        changed.within.as_mut().expect("two more").floor = 9;
        assert_eq!(changed, rooms(&[1, 9, 3]));
        assert_eq!(low.within.expect("two more").into_inner(), rooms(&[2, 3]));
    }

    #[test]
    fn it_is_read_and_written_as_its_value() {
        let read: Deep<Vec<i32>> = json::from_slice(b"[1,2]").expect("a list");
        assert_eq!(read.as_ref(), &[1, 2]);
        assert_eq!(json::to_string(&read), "[1,2]");
        read.validate().expect("no rules");
    }
}
