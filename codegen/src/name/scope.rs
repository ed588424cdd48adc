//! One namespace in which every name stands once.

use std::collections::{HashMap, HashSet};

use crate::source::Place;

/// Hands out names that differ from all that were handed out before.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    taken: HashSet<String>,
    /// Names that are given, with what has them.
    pub(super) given: HashMap<String, Place>,
    /// Those of them that something else would have had.
    pub(super) clashes: Vec<String>,
}

impl Scope {
    /// A scope in which `names` are taken already.
    pub(crate) fn with(names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self {
            taken: names.into_iter().map(Into::into).collect(),
            ..Self::default()
        }
    }

    /// Takes `name` if it is free.
    pub(super) fn take(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_owned())
    }

    /// The first of `names` that is not taken; if all are, the last with a number.
    pub(crate) fn claim_first<const COUNT: usize>(&mut self, names: [String; COUNT]) -> String {
        let free = names.iter().find(|name| !self.taken.contains(*name));
        let name = free.or(names.last()).cloned().unwrap_or_default();
        self.claim(&name)
    }

    /// `name`, or where that is taken `name2`, `name3` ...
    pub(crate) fn claim(&mut self, name: &str) -> String {
        if self.taken.insert(name.to_owned()) {
            return name.to_owned();
        }
        if self.given.contains_key(name) {
            self.clashes.push(name.to_owned());
        }
        let name = name.trim_end_matches('_');
        let separator = if name.ends_with(|c: char| c.is_ascii_digit()) {
            "_"
        } else {
            ""
        };
        let mut number = 2_usize;
        loop {
            let candidate = format!("{name}{separator}{number}");
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
            number += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;

    #[test]
    fn every_claim_is_new() {
        let mut scope = Scope::with(["new"]);
        assert_eq!(scope.claim("new"), "new2");
        assert_eq!(scope.claim("room"), "room");
        assert_eq!(scope.claim("room"), "room2");
        assert_eq!(scope.claim("room2"), "room2_2");
    }
}
