//! Requests that are many values.

use std::fmt;

use bytes::{Buf, BytesMut};

use crate::body::Size;
use crate::json::Reader;
use crate::late::{Late, Refused};
use crate::server::Bounds;
use crate::validate::{ArrayRules, Checker, Root, Step, Violations};
use crate::{Body, Rejection};

/// What stands before each value of `application/json-seq` (RFC 7464, section 2.2).
const RECORD_SEPARATOR: u8 = 0x1e;

/// A request of many JSON values, one after the other as the client sends them: `application/x-ndjson` and its kin have
/// one on each line, `application/json-seq` puts a mark before each (RFC 7464).
///
/// Each is decoded and checked. What breaks the description is collected over the whole body and told to the client,
/// whatever the operation answers; its pointer begins with the number of the value, counted from zero.
///
/// ```
/// use anteroom::{JsonValues, Refused};
///
/// async fn sum(mut numbers: JsonValues<i64>) -> Result<i64, Refused> {
///     let mut sum = 0;
///     while let Some(number) = numbers.next().await? {
///         sum += number;
///     }
///     Ok(sum)
/// }
/// ```
pub struct JsonValues<T> {
    body: Body,
    buffer: BytesMut,
    /// What ends a value: a line break, or the mark of the next one.
    end: u8,
    /// How much of the buffer has no such end.
    scanned: usize,
    decode: fn(&mut Reader<'_>) -> Option<T>,
    schema: &'static str,
    /// How many there must be and may be.
    size: Option<(&'static str, Size)>,
    late: Late,
    bounds: Bounds,
    count: usize,
    violations: Violations,
    malformed: bool,
    /// Whether a mark was seen: the first one stands before the first value.
    is_marked: bool,
    body_is_over: bool,
    is_over: bool,
}

impl<T> JsonValues<T> {
    pub(crate) fn new(
        body: Body,
        is_sequence: bool,
        (schema, size): (&'static str, Option<(&'static str, Size)>),
        (late, bounds): (Late, Bounds),
        decode: fn(&mut Reader<'_>) -> Option<T>,
    ) -> Self {
        Self {
            body,
            buffer: BytesMut::new(),
            end: if is_sequence { RECORD_SEPARATOR } else { b'\n' },
            scanned: 0,
            decode,
            schema,
            size,
            late,
            bounds,
            count: 0,
            violations: Violations::new(),
            malformed: false,
            is_marked: false,
            body_is_over: false,
            is_over: false,
        }
    }

    /// The next value; `None` at the end.
    ///
    /// Once something is wrong no more values are given: the rest is read for what else is.
    ///
    /// # Errors
    /// What the client is told. It is, whatever the operation answers.
    pub async fn next(&mut self) -> Result<Option<T>, Refused> {
        while !self.is_over {
            let Some(text) = self.piece().await? else {
                self.is_over = true;
                self.check_count(0);
                break;
            };
            let is_marked = std::mem::replace(&mut self.is_marked, true);
            if text.trim_ascii().is_empty() {
                continue;
            }
            let value = match self.end {
                RECORD_SEPARATOR if !is_marked => self.broken("must begin with its mark"),
                RECORD_SEPARATOR if is_cut_off(&text) => self.broken("must be whole"),
                _ => self.read(&text),
            };
            self.count += 1;
            self.check_count(1);
            if let Some(value) = value.filter(|_| self.violations.is_empty()) {
                return Ok(Some(value));
            }
        }
        self.outcome()
    }

    /// The text up to the next end of a value.
    async fn piece(&mut self) -> Result<Option<BytesMut>, Refused> {
        loop {
            let unseen = self.buffer.get(self.scanned..).unwrap_or_default();
            let found = memchr::memchr(self.end, unseen);
            let length = self.scanned + found.unwrap_or(unseen.len());
            if length as u64 > self.bounds.part_size {
                let limit = self.bounds.part_size;
                return Err(self.refuse(Rejection::PartTooLarge { limit }));
            }
            if let Some(at) = found {
                let piece = self.buffer.split_to(self.scanned + at);
                self.buffer.advance(1);
                self.scanned = 0;
                return Ok(Some(piece));
            }
            self.scanned = self.buffer.len();
            if self.body_is_over {
                self.scanned = 0;
                return Ok((!self.buffer.is_empty()).then(|| self.buffer.split()));
            }
            match self.body.chunk().await {
                Ok(Some(bytes)) => self.buffer.extend_from_slice(&bytes),
                Ok(None) => self.body_is_over = true,
                Err(error) => {
                    let rejection = Rejection::of_body(&error, self.bounds.body);
                    return Err(self.refuse(rejection));
                }
            }
        }
    }

    fn checker(&self) -> Checker<'static> {
        let mut checker = Checker::new().root(Root::body(self.schema));
        checker.enter_schema("");
        checker.step(Step::Value(self.count));
        checker
    }

    /// Records that there are too few at the end, and once that there are too many. `more`: how many were just read.
    fn check_count(&mut self, more: usize) {
        let Some((schema, Size { min, max })) = self.size else {
            return;
        };
        let rules = match max {
            _ if more == 0 => ArrayRules::new().min_items(min),
            Some(max) if (self.count as u64).checked_sub(1) == Some(max) => {
                ArrayRules::new().max_items(max)
            }
            _ => return,
        };
        let mut checker = Checker::new().root(Root::body(schema));
        checker.enter_schema("");
        rules.check_count(self.count, false, &mut checker);
        self.violations.append(checker.into_violations());
    }

    fn read(&mut self, text: &[u8]) -> Option<T> {
        let reader = Reader::new(text).depth_limit(self.bounds.depth);
        let mut reader = reader.with_checker(self.checker());
        let value = (self.decode)(&mut reader);
        self.malformed |= reader.checker().is_malformed();
        match reader.finish() {
            Ok(violations) => self.violations.append(violations),
            Err(error) => {
                self.malformed = true;
                let mut checker = self.checker();
                checker.violation("content", format_args!("must be JSON: it is {error}"));
                self.violations.append(checker.into_violations());
            }
        }
        value
    }

    /// Records that the next value is not written as its media type says.
    fn broken(&mut self, message: &str) -> Option<T> {
        self.malformed = true;
        let mut checker = self.checker();
        checker.violation("content", format_args!("{message}"));
        self.violations.append(checker.into_violations());
        None
    }

    fn outcome(&mut self) -> Result<Option<T>, Refused> {
        if let Some(rejection) = self.late.rejection() {
            return Err(Refused::new(rejection.clone()));
        }
        let errors = std::mem::take(&mut self.violations);
        match (self.malformed, errors.is_empty()) {
            (false, true) => Ok(None),
            (false, false) => Err(self.refuse(Rejection::Invalid(errors))),
            (true, _) => Err(self.refuse(Rejection::Malformed {
                syntax: None,
                errors,
            })),
        }
    }

    fn refuse(&mut self, rejection: Rejection) -> Refused {
        self.is_over = true;
        self.late.reject(rejection.clone());
        Refused::new(rejection)
    }
}

/// Whether the end of a value may be missing: only space shows that of numbers and words (RFC 7464, section 2.4).
fn is_cut_off(text: &[u8]) -> bool {
    let ends_itself = |byte: &u8| matches!(byte, b'"' | b']' | b'}') || byte.is_ascii_whitespace();
    !text.last().is_some_and(ends_itself)
}

impl<T> fmt::Debug for JsonValues<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("JsonValues").finish_non_exhaustive()
    }
}
