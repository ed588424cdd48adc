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

mod array;
mod checker;
mod decimal;
mod enumeration;
mod format;
mod integer;
mod kinds;
mod number;
mod object;
mod order;
pub mod pattern;
mod pointer;
mod scalar_enum;
mod schema;
mod small;
mod string;
mod union;
mod unique;
mod violation;
mod violations;

pub use self::array::ArrayRules;
pub use self::checker::{Checker, Root};
pub use self::decimal::Decimal;
pub use self::enumeration::EnumRules;
pub use self::format::{Format, Formatted};
pub use self::integer::IntegerRules;
pub use self::kinds::Kinds;
pub use self::number::NumberRules;
pub use self::object::{ObjectRules, Property};
pub use self::pattern::{Pattern, PatternError};
pub use self::scalar_enum::{Scalar, ScalarEnumRules};
pub use self::schema::{Keyword, Schema};
pub use self::string::StringRules;
pub use self::union::{Branch, UnionRules};
pub use self::violation::{ParameterIn, Place, Violation};
pub use self::violations::{Iter, Limits, Violations};

pub(crate) use self::checker::{Apart, Step, Tally};
pub(crate) use self::object::Unknown;
#[cfg(feature = "http")]
pub(crate) use self::pointer::pointer_to;
pub(crate) use self::small::Small;
pub(crate) use self::union::Tag;

/// A value in memory that can be checked against its schema.
///
/// The result is what decoding the value's JSON text would find.
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

impl<T: Validate + ?Sized> Validate for &T {
    fn check(&self, checker: &mut Checker<'_>) {
        (**self).check(checker);
    }
}
