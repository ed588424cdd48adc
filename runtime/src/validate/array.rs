//! Rules for arrays.

use super::{Checker, unique};
use crate::json::{Encode, Reader};

/// The rules of an array schema.
///
/// ```
/// use anteroom::json::{Decode, Reader};
/// use anteroom::validate::ArrayRules;
///
/// static TAGS: ArrayRules = ArrayRules::new().min_items(1).unique_items();
///
/// let mut reader = Reader::new(br#"["a", "b", "a"]"#);
/// let tags = TAGS.decode(&mut reader, String::decode);
/// assert_eq!(tags, None);
/// assert_eq!(reader.finish().unwrap().to_string(), "the value must not have equal items");
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct ArrayRules {
    /// Where the schema is; empty for one that stands inline.
    pub schema: &'static str,
    /// `minItems`
    pub min_items: Option<u64>,
    /// `maxItems`
    pub max_items: Option<u64>,
    /// `uniqueItems`
    pub unique_items: bool,
}

impl ArrayRules {
    /// No rules, for a schema that stands inline.
    pub const fn new() -> Self {
        Self::at("")
    }

    /// No rules, for the schema at `schema`.
    pub const fn at(schema: &'static str) -> Self {
        Self {
            schema,
            min_items: None,
            max_items: None,
            unique_items: false,
        }
    }

    /// There are at least so many items.
    #[must_use]
    pub const fn min_items(self, count: u64) -> Self {
        Self {
            min_items: Some(count),
            ..self
        }
    }

    /// There are at most so many items.
    #[must_use]
    pub const fn max_items(self, count: u64) -> Self {
        Self {
            max_items: Some(count),
            ..self
        }
    }

    /// No two items are equal, as JSON values are: numbers by their worth, objects in any order.
    #[must_use]
    pub const fn unique_items(self) -> Self {
        Self {
            unique_items: true,
            ..self
        }
    }

    /// Reads an array whose items `decode` reads, and checks it.
    pub fn decode<'a, T>(
        &self,
        reader: &mut Reader<'a>,
        decode: fn(&mut Reader<'a>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut items = Vec::new();
        let start = reader.offset();
        let mut array = reader.array(self.schema)?;
        while array.next(reader) {
            if let Some(item) = decode(reader) {
                items.push(item);
            }
        }
        let count = array.count();
        let sound = self.check_read(reader, count, start);
        array.end(reader)?;
        (sound && count == items.len()).then_some(items)
    }

    /// The same of an array whose items must be [unique](Self::unique_items): those of texts, which may be written in
    /// several ways, are compared as the values that they are read as.
    pub fn decode_unique<'a, T: Encode>(
        &self,
        reader: &mut Reader<'a>,
        decode: fn(&mut Reader<'a>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let is_text = reader.is_text();
        let items = self.decode(reader, decode)?;
        let has_equal = || unique::has_equal_items(&crate::json::to_string(&items));
        if is_text && items.len() > 1 && has_equal() {
            let checker = reader.checker();
            let message = format_args!("must not have equal items");
            checker.violation_at(self.schema, "uniqueItems", message);
            return None;
        }
        Some(items)
    }

    /// Checks the items of an array with `check`, then the array.
    pub fn check<'a, T: Encode>(
        &self,
        items: &[T],
        checker: &mut Checker<'a>,
        check: fn(&T, &mut Checker<'a>),
    ) -> bool {
        checker.enter_schema(self.schema);
        each(items, checker, check);
        let equal = self.unique_items && unique::has_equal_items(&crate::json::to_string(items));
        let sound = self.check_count(items.len(), equal, checker);
        checker.leave();
        sound
    }

    /// Checks the items of an array that need not be [unique](Self::unique_items) with `check`, then their number.
    pub fn check_items<'a, T>(
        &self,
        items: &[T],
        checker: &mut Checker<'a>,
        check: fn(&T, &mut Checker<'a>),
    ) -> bool {
        checker.enter_schema(self.schema);
        each(items, checker, check);
        let sound = self.check_count(items.len(), false, checker);
        checker.leave();
        sound
    }

    /// Checks the array that began at `start` and was read just now.
    fn check_read(&self, reader: &mut Reader<'_>, count: usize, start: usize) -> bool {
        if reader.is_dead() {
            return false;
        }
        let equal =
            self.unique_items && count > 1 && unique::has_equal_items(reader.text_since(start));
        self.check_count(count, equal, reader.checker())
    }

    /// The checker must be in the array.
    pub(crate) fn check_count(&self, count: usize, equal: bool, checker: &mut Checker<'_>) -> bool {
        let count = count as u64;
        let mut sound = !equal;
        if let Some(least) = self.min_items.filter(|&least| count < least) {
            sound = false;
            let unit = items(least);
            checker.violation_here(
                "minItems",
                format_args!("must have at least {least} {unit}"),
            );
        }
        if let Some(most) = self.max_items.filter(|&most| count > most) {
            sound = false;
            let unit = items(most);
            checker.violation_here("maxItems", format_args!("must have at most {most} {unit}"));
        }
        if equal {
            checker.violation_here("uniqueItems", format_args!("must not have equal items"));
        }
        sound
    }
}

fn each<'a, T>(items: &[T], checker: &mut Checker<'a>, check: fn(&T, &mut Checker<'a>)) {
    for (index, item) in items.iter().enumerate() {
        checker.item(index);
        check(item, checker);
    }
}

const fn items(count: u64) -> &'static str {
    if count == 1 { "item" } else { "items" }
}
