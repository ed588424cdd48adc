//! Typed values that are also checked as they stand in the text.

use super::{Decode, Encode, Reader, Value, Writer};
use crate::validate::{Checker, Schema};

impl<'a> Reader<'a> {
    /// Reads a value with `decode`, then checks what stands in the text against a schema: for rules that the type
    /// cannot hold. All violations are told, but none twice where both find it.
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
        decode: fn(&mut Self) -> Option<T>,
    ) -> Option<T> {
        self.kind()?;
        let start = self.position();
        let first = self.checker().violations().len();
        let before = self.checker().begin_tally();
        let value = if schema.tells_of_null && !self.is_text() && self.null()? {
            None
        } else {
            decode(self)
        };
        let is_clean = self.checker().end_tally(before).is_clean();
        // That a try has failed is known already, and what a text stands for only if it was read.
        let is_known = !is_clean && (self.checker().is_apart() || self.is_text());
        if self.is_dead() || is_known {
            return value;
        }
        let raw = if self.is_text() {
            // The text has no types: what was made of it has.
            reread(&super::to_vec(value.as_ref()?), u32::MAX)
        } else {
            reread(self.text_since(start).as_bytes(), self.max_depth())
        };
        // The text was read before, or written: it is JSON.
        let sound = raw.is_none_or(|raw| {
            let checker = self.checker();
            let sound = checker.once(!is_clean, |checker| schema.check(&raw, checker));
            if !sound {
                checker.order(first, &raw);
            }
            sound
        });
        value.filter(|_| sound)
    }
}

impl Checker<'_> {
    /// Checks a value in memory with `check`, then its JSON against a schema: what [`Reader::checked`] does for text.
    pub fn checked<T: Encode + ?Sized>(
        &mut self,
        schema: &'static Schema,
        value: &T,
        check: impl FnOnce(&mut Self),
    ) {
        let first = self.violations().len();
        let before = self.begin_tally();
        check(self);
        let is_clean = self.end_tally(before).is_clean();
        let Some(raw) = raw_of(value) else {
            return;
        };
        if !self.once(!is_clean, |checker| schema.check(&raw, checker)) {
            self.order(first, &raw);
        }
    }

    /// Checks the JSON of a value in memory against a schema; whether it matches.
    pub fn raw<T: Encode + ?Sized>(&mut self, schema: &'static Schema, value: &T) -> bool {
        raw_of(value).is_none_or(|raw| schema.check(&raw, self))
    }
}

fn raw_of<T: Encode + ?Sized>(value: &T) -> Option<Value> {
    let mut writer = Writer::new();
    value.encode(&mut writer);
    reread(&writer.into_bytes(), u32::MAX)
}

fn reread(text: &[u8], depth: u32) -> Option<Value> {
    Value::decode(&mut Reader::new(text).depth_limit(depth))
}
