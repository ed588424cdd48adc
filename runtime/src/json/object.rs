//! Objects and arrays while they are read.

use std::borrow::Cow;

use super::Map;
use super::error::Expected;
use super::names::Names;
use super::reader::{Kind, Reader};
use crate::validate::{ObjectRules, Step, Unknown};

/// An object while it is read; see [`Reader::object`].
///
/// [`next`](Self::next) gives the index, in the table of the rules, of each property in turn; its value must then be
/// read. The order of the table is the order that is expected, and the fastest; any other is as good.
///
/// ```
/// use anteroom::json::{Decode, Reader};
/// use anteroom::validate::{ObjectRules, Property};
///
/// static POINT: ObjectRules = ObjectRules::at("#/components/schemas/Point", &[Property::required("x"), Property::optional("y")]);
///
/// let mut reader = Reader::new(br#"{"y": 2, "other": [], "x": 1}"#);
/// let (mut x, mut y) = (None, None);
/// let mut object = reader.object(&POINT);
/// while let Some(property) = object.next(&mut reader) {
///     match property {
///         0 => x = i32::decode(&mut reader),
///         _ => y = i32::decode(&mut reader),
///     }
/// }
/// assert_eq!(object.finish(&mut reader, (x, y)), Some((Some(1), Some(2))));
/// ```
#[derive(Debug)]
pub struct ObjectReader<'a> {
    rules: &'static ObjectRules,
    first: bool,
    ended: bool,
    /// The value is no object: it was passed over, and there is nothing to read.
    refused: bool,
    /// The value is a [numbered](Reader::is_numbered) list: the names of its items are their numbers.
    numbered: bool,
    guess: usize,
    count: usize,
    seen: Seen,
    names: Names,
    key: Cow<'a, str>,
    /// How many entries were added to a map.
    kept: usize,
    level: usize,
}

impl<'a> ObjectReader<'a> {
    pub(super) fn begin(reader: &mut Reader<'a>, rules: &'static ObjectRules) -> Self {
        let numbered = Self::enter(reader, rules);
        let refused = numbered.is_none();
        Self {
            rules,
            first: true,
            ended: refused,
            refused,
            numbered: numbered.unwrap_or_default(),
            guess: 0,
            count: 0,
            seen: Seen::default(),
            names: Names::new(reader),
            key: Cow::Borrowed(""),
            kept: 0,
            level: reader.checker().level(),
        }
    }

    /// Whether the value is a numbered list.
    fn enter(reader: &mut Reader<'a>, rules: &'static ObjectRules) -> Option<bool> {
        let numbered = reader.kind()? != Kind::Object;
        if numbered && !reader.is_numbered() {
            return reader.wrong_type(rules.schema, "must be an object");
        }
        reader.descend()?;
        reader.checker().enter(rules);
        Some(numbered)
    }

    /// Goes to the next property and gives its index in the table of the rules.
    ///
    /// What the table says is [passed over](crate::validate::Property::passed_over) is skipped. Names that are not in
    /// the table are skipped; or refused with a violation and skipped, if the rules are
    /// [closed](ObjectRules::closed); or given with the length of the table as index, if the rules
    /// [keep](ObjectRules::additional) them: then [`key`](Self::key) is the name and [`additional`](Self::additional)
    /// reads the value.
    ///
    /// `None` at the end of the object, when the value is not an object, or when the text is not JSON.
    pub fn next(&mut self, reader: &mut Reader<'a>) -> Option<usize> {
        while !self.ended {
            reader.checker().unwind_to(self.level);
            let has_next = match self.numbered {
                true => reader.next_item(&mut self.first)?,
                false => reader.next_member(&mut self.first)?,
            };
            if !has_next {
                self.ended = true;
                break;
            }
            self.count += 1;
            if let Some(index) = self.member(reader)? {
                return Some(index);
            }
        }
        None
    }

    /// Reads a name. `Some(None)`: the property was skipped.
    fn member(&mut self, reader: &mut Reader<'a>) -> Option<Option<usize>> {
        if self.numbered {
            return self.item(reader);
        }
        let start = reader.position();
        let index = match self.rules.properties.get(self.guess) {
            Some(property) if property.plain && reader.exact_name(property.name) => self.guess,
            _ => {
                let name = reader.string_token()?;
                match self.find(&name) {
                    Some(index) => index,
                    None => return self.unknown(reader, name, start),
                }
            }
        };
        if self.seen.mark(index) {
            reader.fail_at(start, Expected::NewName);
            return None;
        }
        reader.colon()?;
        self.known(reader, index)
    }

    /// What is done at a property of the table.
    #[inline]
    fn known(&mut self, reader: &mut Reader<'a>, index: usize) -> Option<Option<usize>> {
        self.guess = index + 1;
        if let Some(property) = self.rules.properties.get(index) {
            if property.passed_over {
                reader.lose()?;
                return Some(None);
            }
            reader.checker().step(Step::Property(property.name));
        }
        Some(Some(index))
    }

    /// An item of a list as a property.
    #[cold]
    fn item(&mut self, reader: &mut Reader<'a>) -> Option<Option<usize>> {
        let number = self.count - 1;
        let name = number.to_string();
        if let Some(index) = self.find(&name) {
            self.seen.mark(index);
            return self.known(reader, index);
        }
        if self.rules.unknown == Unknown::Keep {
            reader.checker().additional(&name);
            self.key = Cow::Owned(name);
            return Some(Some(self.rules.properties.len()));
        }
        self.beyond(reader, Step::Item(number))
    }

    /// The index of a name, looked for from the guess on and then from the start.
    fn find(&self, name: &str) -> Option<usize> {
        let properties = self.rules.properties;
        let (before, after) = properties.split_at_checked(self.guess)?;
        let found = after
            .iter()
            .position(|property| property.name == name)
            .map(|index| index + before.len());
        found.or_else(|| before.iter().position(|property| property.name == name))
    }

    #[cold]
    fn unknown(
        &mut self,
        reader: &mut Reader<'a>,
        name: Cow<'a, str>,
        start: usize,
    ) -> Option<Option<usize>> {
        self.key = name.clone();
        self.names.insert(reader, name, start)?;
        let step = match &self.key {
            Cow::Borrowed(key) => Step::Additional(key),
            // The checker keeps no memory of its own for names: an escaped one is kept as it stands in the text.
            Cow::Owned(_) => Step::Escaped(reader.source().get(start + 1..reader.position() - 1)?),
        };
        reader.colon()?;
        self.beyond(reader, step)
    }

    /// What is done at a property that is not in the table.
    fn beyond(&self, reader: &mut Reader<'a>, step: Step<'a>) -> Option<Option<usize>> {
        match self.rules.unknown {
            Unknown::Keep => {
                reader.checker().step(step);
                return Some(Some(self.rules.properties.len()));
            }
            Unknown::Refuse => reader.checker().not_allowed(step),
            Unknown::Skip => {}
        }
        reader.lose()?;
        Some(None)
    }

    /// The name of the property that [`next`](Self::next) gave, if it is not one of the table.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Reads the value of a property that is not in the table into a map, under its name.
    pub fn additional<T>(
        &mut self,
        reader: &mut Reader<'a>,
        map: &mut Map<T>,
        decode: fn(&mut Reader<'a>) -> Option<T>,
    ) {
        let value = decode(reader);
        let key = std::mem::take(&mut self.key).into_owned();
        let Some(value) = value else {
            return;
        };
        if map.len() == self.kept {
            // All entries are from this object, in which no name stands twice.
            map.append(key, value, self.names.hash.take());
        } else {
            map.insert(key, value);
        }
        self.kept += 1;
    }

    /// Whether a property of the table was there.
    pub fn has(&self, index: usize) -> bool {
        self.seen.has(index)
    }

    /// Ends the object: reads on to its end if need be, then records what is missing.
    ///
    /// `None` if the value is not an object or the text is not JSON.
    pub fn end(mut self, reader: &mut Reader<'a>) -> Option<()> {
        if self.refused {
            return None;
        }
        while self.next(reader).is_some() {
            reader.skip()?;
        }
        if reader.is_dead() {
            return None;
        }
        reader.ascend();
        self.names.end(reader);
        let checker = reader.checker();
        checker.unwind_to(self.level);
        for (index, property) in self.rules.properties.iter().enumerate() {
            if property.required && !self.seen.has(index) {
                checker.missing(property.name);
            }
        }
        if !self.rules.dependent_required.is_empty() {
            self.rules
                .check_dependent_required(checker, |index| self.seen.has(index));
        }
        self.rules.check_size(self.count, checker);
        checker.leave();
        Some(())
    }

    /// [Ends](Self::end) the object, and gives what was put together from it.
    pub fn finish<T>(self, reader: &mut Reader<'a>, value: T) -> Option<T> {
        self.end(reader).map(|()| value)
    }
}

/// An array while it is read; see [`Reader::array`].
#[derive(Debug)]
pub struct ArrayReader {
    first: bool,
    ended: bool,
    /// The one item that stands for a list of one.
    alone: bool,
    count: usize,
    level: usize,
}

impl ArrayReader {
    pub(super) fn begin(reader: &mut Reader<'_>, schema: &'static str) -> Option<Self> {
        let kind = reader.kind()?;
        // Where members of an object come as parameters, a list of one is not told from its item.
        let alone = reader.is_text() && kind == Kind::String;
        if kind != Kind::Array && !alone {
            return reader.wrong_type(schema, "must be an array");
        }
        if !alone {
            reader.descend()?;
        }
        reader.checker().enter_schema(schema);
        Some(Self {
            first: true,
            ended: false,
            alone,
            count: 0,
            level: reader.checker().level(),
        })
    }

    /// Goes to the next item, which must then be read. `false` at the end of the array, or when the text is not JSON.
    pub fn next(&mut self, reader: &mut Reader<'_>) -> bool {
        if self.ended {
            return false;
        }
        reader.checker().unwind_to(self.level);
        self.ended = match self.alone {
            true => !std::mem::take(&mut self.first),
            false => reader.next_item(&mut self.first) != Some(true),
        };
        if !self.ended {
            reader.checker().step(Step::Item(self.count));
            self.count += 1;
        }
        !self.ended
    }

    /// How many items were given so far.
    pub const fn count(&self) -> usize {
        self.count
    }

    /// Ends the array: reads on to its end if need be. `None` if the text is not JSON.
    pub fn end(mut self, reader: &mut Reader<'_>) -> Option<()> {
        while self.next(reader) {
            reader.skip()?;
        }
        if reader.is_dead() {
            return None;
        }
        if !self.alone {
            reader.ascend();
        }
        reader.checker().unwind_to(self.level);
        reader.checker().leave();
        Some(())
    }
}

/// Which properties of a table were seen.
#[derive(Debug, Default)]
struct Seen {
    low: u64,
    high: Vec<u64>,
}

impl Seen {
    /// Marks a property; whether it was marked before.
    #[inline]
    fn mark(&mut self, index: usize) -> bool {
        let bit = 1u64 << (index % 64);
        let word = match index / 64 {
            0 => &mut self.low,
            word => {
                if self.high.len() < word {
                    self.high.resize(word, 0);
                }
                match self.high.get_mut(word - 1) {
                    Some(word) => word,
                    None => return false,
                }
            }
        };
        let before = *word & bit != 0;
        *word |= bit;
        before
    }

    fn has(&self, index: usize) -> bool {
        let word = match index / 64 {
            0 => self.low,
            word => self.high.get(word - 1).copied().unwrap_or_default(),
        };
        word & (1 << (index % 64)) != 0
    }
}
