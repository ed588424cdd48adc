//! The rules of a schema, and what happens to values that break them.
//!
//! Rules are plain structs, made in `static`s by generated code: [`StringRules`], [`IntegerRules`], [`NumberRules`],
//! [`ArrayRules`], [`ObjectRules`], [`EnumRules`] and [`UnionRules`]. Each can read a value from a
//! [`Reader`](crate::json::Reader) and check it on the way, and can check a value in memory; both end in the same
//! code, so both find the same. A [`Checker`] knows where in the value one is and collects [`Violations`].
//!
//! ```
//! use anteroom::validate::{Pattern, StringRules};
//!
//! static DIGITS: Pattern = Pattern::new("^[0-9]+$");
//! static EXTENSION: StringRules = StringRules::new().min_length(3).pattern(&DIGITS);
//!
//! let violations = EXTENSION.validate("1a").unwrap_err();
//! let found: Vec<_> = violations.iter().map(|violation| violation.message).collect();
//! assert_eq!(found, ["must have at least 3 characters", "must match the pattern ^[0-9]+$"]);
//! ```

#[cfg(feature = "models")]
mod array;
#[cfg(feature = "models")]
mod checker;
mod decimal;
#[cfg(feature = "models")]
mod enumeration;
mod format;
#[cfg(feature = "models")]
mod integer;
mod kinds;
#[cfg(feature = "models")]
mod number;
#[cfg(feature = "models")]
mod object;
#[cfg(feature = "models")]
mod order;
pub mod pattern;
#[cfg(feature = "models")]
mod pointer;
#[cfg(feature = "models")]
mod scalar_enum;
#[cfg(feature = "models")]
mod schema;
mod small;
#[cfg(feature = "models")]
mod string;
#[cfg(feature = "models")]
mod union;
#[cfg(feature = "models")]
mod unique;
#[cfg(feature = "models")]
mod violation;
#[cfg(feature = "models")]
mod violations;

pub use self::decimal::Decimal;
pub use self::format::{Format, Formatted};
pub use self::kinds::Kinds;
pub use self::pattern::{Pattern, PatternError};
#[cfg(feature = "models")]
pub use self::{
    array::ArrayRules,
    checker::{Checker, Root},
    enumeration::EnumRules,
    integer::IntegerRules,
    number::NumberRules,
    object::{ObjectRules, Property},
    scalar_enum::{Scalar, ScalarEnumRules},
    schema::{Keyword, Schema},
    string::StringRules,
    union::{Branch, UnionRules},
    violation::{ParameterIn, Place, Violation},
    violations::{Iter, Limits, Violations},
};

#[cfg(feature = "http")]
pub(crate) use self::pointer::pointer_to;
pub(crate) use self::small::Small;
#[cfg(feature = "models")]
pub(crate) use self::{
    checker::{Apart, Step, Tally},
    object::Unknown,
    union::Tag,
};

/// A value in memory that can be checked against its schema.
///
/// The result is what decoding the value's JSON text would find.
#[cfg(feature = "models")]
pub trait Validate {
    /// Records all violations. When it returns, the checker is at the same place as before.
    ///
    /// Unless it is written, there are none: for types whose every value is good.
    fn check(&self, checker: &mut Checker<'_>) {
        let _ = checker;
    }

    /// Checks the value.
    ///
    /// # Errors
    ///
    /// All violations, unless there is none.
    fn validate(&self) -> Result<(), Violations> {
        let mut checker = Checker::new();
        self.check(&mut checker);
        checker.into_result()
    }
}

#[cfg(feature = "models")]
impl<T: Validate + ?Sized> Validate for &T {
    fn check(&self, checker: &mut Checker<'_>) {
        (**self).check(checker);
    }
}
