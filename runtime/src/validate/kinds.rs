//! Kinds of values, as sets.

use std::fmt;

#[cfg(feature = "models")]
use crate::json::Value;

/// A set of kinds of JSON values, as `type` lists them.
///
/// ```
/// use anteroom::validate::Kinds;
///
/// const TEXT_OR_LIST: Kinds = Kinds::STRING.or(Kinds::ARRAY);
/// assert!(TEXT_OR_LIST.fits(Kinds::STRING));
/// assert!(!TEXT_OR_LIST.fits(Kinds::INTEGER));
/// assert!(Kinds::NUMBER.fits(Kinds::INTEGER));
/// assert_eq!(TEXT_OR_LIST.to_string(), "a string or an array");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Kinds(u8);

impl Kinds {
    /// No kind.
    pub const NONE: Self = Self(0);
    /// `null`
    pub const NULL: Self = Self(1);
    /// `true` and `false`
    pub const BOOL: Self = Self(2);
    /// Whole numbers: `9`, `9.0`, `90e-1`.
    pub const INTEGER: Self = Self(4);
    /// Numbers, the whole ones and all others.
    pub const NUMBER: Self = Self(4 | 8);
    /// Strings.
    pub const STRING: Self = Self(16);
    /// Arrays.
    pub const ARRAY: Self = Self(32);
    /// Objects.
    pub const OBJECT: Self = Self(64);
    /// All kinds.
    pub const ANY: Self = Self(127);

    /// Numbers that are not whole.
    pub(crate) const FRACTION: Self = Self(8);
    /// All that is neither array nor object.
    #[cfg(feature = "models")]
    pub(crate) const SCALAR: Self = Self(31);

    /// The kinds of both sets.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the sets have a kind in common.
    pub const fn fits(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The kind of a value.
    #[cfg(feature = "models")]
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::NULL,
            Value::Bool(_) => Self::BOOL,
            Value::Number(number) => Self::of_number(number.decimal().is_integer()),
            Value::String(_) => Self::STRING,
            Value::Array(_) => Self::ARRAY,
            Value::Object(_) => Self::OBJECT,
        }
    }

    /// The kind of a number that is whole, or is not.
    #[cfg(feature = "models")]
    pub(crate) const fn of_number(whole: bool) -> Self {
        if whole { Self::INTEGER } else { Self::FRACTION }
    }
}

/// As in a message: `a string, an object or null`.
impl fmt::Display for Kinds {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = [
            (Self::BOOL, "a boolean"),
            (Self::FRACTION, "a number"),
            (Self::INTEGER, "an integer"),
            (Self::STRING, "a string"),
            (Self::ARRAY, "an array"),
            (Self::OBJECT, "an object"),
            (Self::NULL, "null"),
        ];
        // An integer is a number: the one word says both.
        let has_number = self.fits(Self::FRACTION);
        let mut words = names
            .iter()
            .filter(|&&(kind, _)| self.fits(kind) && !(has_number && kind == Self::INTEGER))
            .map(|&(_, word)| word)
            .peekable();
        let mut separator = "";
        while let Some(word) = words.next() {
            write!(out, "{separator}{word}")?;
            let is_next_last = words.peek().is_some() && words.clone().count() == 1;
            separator = if is_next_last { " or " } else { ", " };
        }
        Ok(())
    }
}
