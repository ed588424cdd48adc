//! A property with three states.

/// A property that may be left out, or be `null`, or have a value: what a schema says that is both optional and
/// nullable. An update needs to tell them apart: absent keeps what is there, `null` clears it.
///
/// ```
/// use anteroom::Field;
///
/// let mut stored = Some("old");
/// let change = Field::Null::<&str>;
/// match change {
///     Field::Absent => {}
///     Field::Null => stored = None,
///     Field::Value(new) => stored = Some(new),
/// }
/// assert_eq!(stored, None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field<T> {
    /// The property is not there.
    #[default]
    Absent,
    /// The property is `null`.
    Null,
    /// The property has a value.
    Value(T),
}

impl<T> Field<T> {
    /// Whether the property is not there at all.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the property is there and `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value, if there is one.
    ///
    /// ```
    /// # use anteroom::Field;
    /// assert_eq!(Field::Value(7).value(), Some(7));
    /// assert_eq!(Field::<i32>::Null.value(), None);
    /// ```
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value by reference, if there is one.
    pub const fn as_value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The same state with a reference to the value.
    pub const fn as_ref(&self) -> Field<&T> {
        match self {
            Self::Absent => Field::Absent,
            Self::Null => Field::Null,
            Self::Value(value) => Field::Value(value),
        }
    }

    /// The same state with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Field<U> {
        match self {
            Self::Absent => Field::Absent,
            Self::Null => Field::Null,
            Self::Value(value) => Field::Value(change(value)),
        }
    }

    /// Absent as `None`, `null` as `Some(None)`.
    ///
    /// ```
    /// # use anteroom::Field;
    /// assert_eq!(Field::<i32>::Absent.into_nested(), None);
    /// assert_eq!(Field::<i32>::Null.into_nested(), Some(None));
    /// assert_eq!(Field::Value(7).into_nested(), Some(Some(7)));
    /// ```
    pub fn into_nested(self) -> Option<Option<T>> {
        match self {
            Self::Absent => None,
            Self::Null => Some(None),
            Self::Value(value) => Some(Some(value)),
        }
    }
}

impl<T> From<T> for Field<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}
