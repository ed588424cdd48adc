//! Where values stand that overlays have put into the tree of a document or moved in it.

use std::collections::BTreeMap;

use super::{FileId, JsonPointer, Place};

/// For values of the main document: where their text is.
#[derive(Debug, Default)]
pub(crate) struct Moved {
    main: FileId,
    places: BTreeMap<JsonPointer, Place>,
}

impl Moved {
    pub(crate) fn new(main: FileId) -> Self {
        Self {
            main,
            places: BTreeMap::new(),
        }
    }

    /// The place of the text of a value.
    pub(crate) fn find(&self, place: &Place) -> Place {
        if place.file != self.main || self.places.is_empty() {
            return place.clone();
        }
        let tokens = place.pointer.tokens();
        for length in (0..=tokens.len()).rev() {
            let (around, rest) = tokens.split_at(length);
            let around: JsonPointer = around.iter().cloned().collect();
            if let Some(known) = self.places.get(&around) {
                let pointer = known.pointer.tokens().iter().chain(rest).cloned().collect();
                return Place {
                    file: known.file,
                    pointer,
                    part: place.part,
                };
            }
        }
        place.clone()
    }

    /// A value is what stands at `place`, with all that is in it.
    pub(crate) fn set(&mut self, pointer: JsonPointer, place: Place) {
        self.removed(&pointer);
        self.places.insert(pointer, place);
    }

    /// A value is gone.
    pub(crate) fn removed(&mut self, pointer: &JsonPointer) {
        for (inside, _) in self.within(pointer) {
            self.places.remove(&inside);
        }
    }

    /// An item is gone, and those after it have moved up; `left` of them are left.
    pub(crate) fn removed_item(&mut self, pointer: &JsonPointer, index: usize, left: usize) {
        self.removed(pointer);
        let tokens = pointer.tokens();
        let list = tokens
            .get(..tokens.len().saturating_sub(1))
            .unwrap_or_default();
        let list: JsonPointer = list.iter().cloned().collect();
        for position in index..left {
            let (old, new) = (
                list.child((position + 1).to_string()),
                list.child(position.to_string()),
            );
            let own = self.find(&Place::new(self.main, old.clone()));
            let inside = self.within(&old);
            self.set(new.clone(), own);
            for (pointer, place) in inside {
                self.places.remove(&pointer);
                let rest = pointer.tokens().iter().skip(old.tokens().len());
                let pointer: JsonPointer = new.tokens().iter().chain(rest).cloned().collect();
                self.places.insert(pointer, place);
            }
        }
    }

    /// What is known of a value and of what is in it.
    fn within(&self, pointer: &JsonPointer) -> Vec<(JsonPointer, Place)> {
        let known = self.places.range(pointer.clone()..);
        known
            .take_while(|(inside, _)| inside.tokens().starts_with(pointer.tokens()))
            .map(|(inside, place)| (inside.clone(), place.clone()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_values_around() {
        let overlay = FileId::default();
        let pointer = |text: &str| JsonPointer::parse(text).unwrap();
        let mut sources = crate::SourceMap::new();
        sources.add("overlay", "");
        let main = sources.add("main", "");
        let mut moved = Moved::new(main);
        let place = |text: &str| Place::new(main, pointer(text));
        moved.set(
            pointer("/list/2/a"),
            Place::new(overlay, pointer("/update/a")),
        );
        moved.removed_item(&pointer("/list/0"), 0, 3);
        let found = |text: &str| {
            let found = moved.find(&place(text));
            (found.file == main, found.pointer.to_string())
        };
        assert_eq!(found("/list/0/x"), (true, "/list/1/x".to_owned()));
        assert_eq!(found("/list/1/a/b"), (false, "/update/a/b".to_owned()));
        assert_eq!(found("/list/1/b"), (true, "/list/2/b".to_owned()));
        assert_eq!(found("/list/2"), (true, "/list/3".to_owned()));
        assert_eq!(found("/other"), (true, "/other".to_owned()));
    }
}
