//! Typed values that are also checked as they stand in the text.

use super::{Decode, Encode, Reader, Value, Writer};
use crate::validate::{Checker, Schema};

impl<'a> Reader<'a> {
    /// Reads a value with `decode`, then checks what stands in the text against a schema: for rules that the type
    /// cannot hold. Where `decode` found violations, the schema is not asked.
    ///
    /// ```
    /// use anteroom::json::{Decode, Reader};
    /// use anteroom::validate::{Keyword, Schema};
    ///
    /// static SEAT: Schema = Schema::new("#/components/schemas/Seat", &[
    ///     Keyword::Not(&Schema::new("#/components/schemas/Seat/not", &[Keyword::Const("13")])),
    /// ]);
    ///
    /// assert_eq!(Reader::new(b"12").checked(&SEAT, i32::decode), Some(12));
    /// assert_eq!(Reader::new(b"13.0").checked(&SEAT, i32::decode), None);
    /// assert_eq!(Reader::text(br#""13""#).checked(&SEAT, i32::decode), None);
    /// ```
    pub fn checked<T: Encode>(
        &mut self,
        schema: &'static Schema,
        decode: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        self.kind()?;
        let start = self.position();
        let before = self.checker().begin_tally();
        let value = decode(self);
        let tally = self.checker().end_tally(before);
        if self.is_dead() || !tally.is_clean() {
            return value;
        }
        let raw = if self.is_text() {
            // The text has no types: what was made of it has.
            reread(&super::to_vec(value.as_ref()?), u32::MAX)
        } else {
            reread(self.text_since(start).as_bytes(), self.max_depth())
        };
        // The text was read before, or written: it is JSON.
        let sound = raw.is_none_or(|raw| schema.check(&raw, self.checker()));
        value.filter(|_| sound)
    }
}

impl Checker<'_> {
    /// Checks a value in memory with `check`, then its JSON against a schema, unless there were violations: what
    /// [`Reader::checked`] does for text.
    pub fn checked<T: Encode + ?Sized>(
        &mut self,
        schema: &'static Schema,
        value: &T,
        check: impl FnOnce(&mut Self),
    ) {
        let before = self.begin_tally();
        check(self);
        if self.end_tally(before).is_clean() {
            self.raw(schema, value);
        }
    }

    /// Checks the JSON of a value in memory against a schema; whether it matches.
    pub fn raw<T: Encode + ?Sized>(&mut self, schema: &'static Schema, value: &T) -> bool {
        let mut writer = Writer::new();
        value.encode(&mut writer);
        let raw = reread(&writer.into_bytes(), u32::MAX);
        raw.is_none_or(|raw| schema.check(&raw, self))
    }
}

fn reread(text: &[u8], depth: u32) -> Option<Value> {
    Value::decode(&mut Reader::new(text).depth_limit(depth))
}
