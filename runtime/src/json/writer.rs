//! Writing JSON text.

use super::{Encode, Float, scan};
use crate::{Field, number};

/// How long a text is that is copied eight bytes at a time; longer ones are copied at once.
const SHORT: usize = 32;

/// Writes JSON text into memory, without spaces. What it writes is always valid JSON as long as each
/// [`Encode`] writes exactly one value.
///
/// ```
/// use anteroom::json::Writer;
///
/// let mut writer = Writer::new();
/// let mut object = writer.object();
/// object.field("subject", "Weekly \"sync\"");
/// object.optional("capacity", &Some(12));
/// object.optional("height", &None::<i32>);
/// object.end();
/// assert_eq!(writer.into_string(), r#"{"subject":"Weekly \"sync\"","capacity":12}"#);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Writer {
    /// UTF-8, at every moment.
    out: Vec<u8>,
}

impl Writer {
    /// A writer with nothing written.
    pub fn new() -> Self {
        Self {
            out: Vec::with_capacity(128),
        }
    }

    /// A writer that has room for so many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self {
            out: Vec::with_capacity(bytes),
        }
    }

    /// What was written.
    pub fn into_bytes(self) -> Vec<u8> {
        self.out
    }

    /// What was written.
    pub fn into_string(self) -> String {
        // It cannot fail, and is never the way of an answer, which is sent as bytes.
        String::from_utf8(self.out).unwrap_or_default()
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.push("null");
    }

    /// Writes a boolean.
    pub fn boolean(&mut self, flag: bool) {
        self.push(if flag { "true" } else { "false" });
    }

    /// Writes an integer.
    #[inline]
    pub fn integer(&mut self, number: i64) {
        if number < 0 {
            self.out.push(b'-');
        }
        self.unsigned(number.unsigned_abs());
    }

    /// Writes an integer that is not negative.
    #[inline]
    pub fn unsigned(&mut self, number: u64) {
        number::push(&mut self.out, number);
    }

    /// Writes a floating-point number in the fewest digits that read back as the same; `null` if it is no number,
    /// because JSON has no word for that.
    pub fn float<F: Float>(&mut self, number: F) {
        if number.with_decimal(|text| self.push(text)).is_none() {
            self.null();
        }
    }

    /// Writes a string, escaped where need be.
    pub fn string(&mut self, text: &str) {
        self.out.push(b'"');
        self.escape(text);
        self.out.push(b'"');
    }

    /// Writes a string that has nothing to be escaped.
    #[cfg(feature = "values")]
    pub(super) fn quoted(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        self.out.push(b'"');
        write(&mut self.out);
        self.out.push(b'"');
    }

    /// Most texts are short and plain: they are looked at and written in the same eight bytes (bench `decode`).
    fn escape(&mut self, text: &str) {
        let mut rest = text.as_bytes();
        if rest.len() <= SHORT {
            while let Some((bytes, after)) = rest.split_first_chunk()
                && scan::is_plain_word(*bytes)
            {
                self.out.extend_from_slice(bytes);
                rest = after;
            }
            if rest.len() < 8
                && let Some(bytes) = scan::plain_word(rest)
            {
                self.out.extend_from_slice(&bytes);
                self.out
                    .truncate(self.out.len() - (bytes.len() - rest.len()));
                return;
            }
        }
        self.escape_long(rest);
    }

    fn escape_long(&mut self, text: &[u8]) {
        let mut start = 0;
        loop {
            let end = scan::plain_end(text, start);
            let plain = text.get(start..end).unwrap_or_default();
            self.out.extend_from_slice(plain);
            let Some(&special) = text.get(end) else {
                return;
            };
            self.special(special);
            start = end + 1;
        }
    }

    #[cold]
    fn special(&mut self, byte: u8) {
        let short = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            0x08 => "\\b",
            0x0c => "\\f",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            _ => {
                self.push("\\u00");
                let digit = |half: u8| {
                    if half < 10 {
                        b'0' + half
                    } else {
                        b'a' + half - 10
                    }
                };
                self.out.extend([byte >> 4, byte & 15].map(digit));
                return;
            }
        };
        self.push(short);
    }

    fn push(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    /// Begins an object.
    pub fn object(&mut self) -> ObjectWriter<'_> {
        self.out.push(b'{');
        ObjectWriter {
            writer: self,
            first: true,
        }
    }

    /// Begins an array.
    pub fn array(&mut self) -> ArrayWriter<'_> {
        self.out.push(b'[');
        ArrayWriter {
            writer: self,
            first: true,
        }
    }

    /// How many bytes were written.
    #[cfg(feature = "http")]
    pub(crate) const fn len(&self) -> usize {
        self.out.len()
    }

    /// Writes text that is a JSON value already.
    pub fn raw(&mut self, json: &str) {
        self.push(json);
    }
}

/// An object while it is written; see [`Writer::object`].
#[derive(Debug)]
#[must_use = "an object must be ended"]
pub struct ObjectWriter<'w> {
    writer: &'w mut Writer,
    first: bool,
}

impl ObjectWriter<'_> {
    /// Writes a name, and gives the writer to write its value with.
    pub fn name(&mut self, name: &str) -> &mut Writer {
        let begin: &[u8] = if self.first { b"\"" } else { b",\"" };
        self.first = false;
        self.writer.out.extend_from_slice(begin);
        self.writer.escape(name);
        self.writer.out.extend_from_slice(b"\":");
        self.writer
    }

    /// Writes a property.
    pub fn field<T: Encode + ?Sized>(&mut self, name: &str, value: &T) {
        value.encode(self.name(name));
    }

    /// Writes a property if it has a value.
    pub fn optional<T: Encode>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.field(name, value);
        }
    }

    /// Writes a property with three states: left out, `null` or its value.
    pub fn three_state<T: Encode>(&mut self, name: &str, value: &Field<T>) {
        match value {
            Field::Absent => {}
            Field::Null => self.name(name).null(),
            Field::Value(value) => self.field(name, value),
        }
    }

    /// Writes all entries of a map as properties.
    pub fn entries<T: Encode>(&mut self, entries: &super::Map<T>) {
        for (name, value) in entries {
            self.field(name, value);
        }
    }

    /// Ends the object.
    pub fn end(self) {
        self.writer.out.push(b'}');
    }
}

/// An array while it is written; see [`Writer::array`].
#[derive(Debug)]
#[must_use = "an array must be ended"]
pub struct ArrayWriter<'w> {
    writer: &'w mut Writer,
    first: bool,
}

impl ArrayWriter<'_> {
    /// Begins an item, and gives the writer to write it with.
    #[inline]
    pub fn next_item(&mut self) -> &mut Writer {
        if !self.first {
            self.writer.out.push(b',');
        }
        self.first = false;
        self.writer
    }

    /// Writes an item.
    pub fn item<T: Encode + ?Sized>(&mut self, value: &T) {
        value.encode(self.next_item());
    }

    /// Ends the array.
    pub fn end(self) {
        self.writer.out.push(b']');
    }
}
