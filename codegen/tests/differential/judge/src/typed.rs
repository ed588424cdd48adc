//! Generated types, without their types.

use anteroom::Validate;
use anteroom::json::{self, Decode, DecodeError, Encode, Reader, Writer};
use anteroom::validate::{Checker, Violations};

/// A type and the schema from which it was made.
pub struct Entry {
    /// The key of the schema in `$defs`.
    pub schema: &'static str,
    /// Where it stands in the document.
    pub pointer: &'static str,
    pub(crate) judge: fn(&str) -> Outcome,
}

impl Entry {
    /// The entry of a type.
    #[must_use]
    pub const fn of<T: Decode + Encode + Validate>(
        schema: &'static str,
        pointer: &'static str,
    ) -> Self {
        Self {
            schema,
            pointer,
            judge: judge::<T>,
        }
    }
}

pub(crate) enum Outcome {
    Accepted(Again),
    Refused(Violations),
    Unreadable(String),
}

/// What became of a value that was accepted.
pub(crate) struct Again {
    /// As it is written.
    pub(crate) text: String,
    /// What is wrong with it in memory.
    pub(crate) violations: Option<Violations>,
}

fn judge<T: Decode + Encode + Validate>(text: &str) -> Outcome {
    match json::from_str::<T>(text) {
        Ok(value) => Outcome::Accepted(Again {
            text: json::to_string(&value),
            violations: value.validate().err(),
        }),
        Err(DecodeError::Invalid(found)) => Outcome::Refused(found),
        Err(DecodeError::Syntax(error)) => Outcome::Unreadable(error.to_string()),
    }
}

/// What may be null: std's type has no `Decode`, since what null means depends on where it stands.
pub struct Nullable<T>(Option<T>);

impl<T: Decode> Decode for Nullable<T> {
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        reader.nullable(T::decode).map(Self)
    }
}

impl<T: Encode> Encode for Nullable<T> {
    fn encode(&self, writer: &mut Writer) {
        self.0.encode(writer);
    }
}

impl<T: Validate> Validate for Nullable<T> {
    fn check(&self, checker: &mut Checker<'_>) {
        if let Some(value) = &self.0 {
            value.check(checker);
        }
    }
}
