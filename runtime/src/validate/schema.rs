//! Schemas as they are written, for what no type can say.

mod array;
mod evaluate;
mod object;
mod scalar;
mod seen;

use std::sync::OnceLock;

use self::evaluate::Evaluator;
use super::{Checker, Decimal, Format, Kinds, Pattern, Violations};
use crate::json::Value;

/// Any schema of JSON Schema 2020-12, as a constant.
///
/// Generated types hold most rules of a schema in their own code. What is left, such as `not`, `if` or
/// `unevaluatedProperties`, is written down as a `Schema` and checked on the value as it stands in the text: see
/// [`Reader::checked`](crate::json::Reader::checked) and [`Checker::checked`]. Schemas may refer to one another and
/// to themselves.
///
/// ```
/// use anteroom::json;
/// use anteroom::validate::{Decimal, Keyword, Kinds, Schema};
///
/// static TREE: Schema = Schema::new("#/components/schemas/Tree", &[
///     Keyword::Type(Kinds::OBJECT),
///     Keyword::Properties(&[
///         ("children", &Schema::new("", &[Keyword::Items(&TREE)])),
///         ("size", &Schema::new("#/components/schemas/Size", &[Keyword::Minimum(Decimal::new("1"))])),
///     ]),
///     Keyword::AdditionalProperties(&Schema::FALSE),
/// ]);
///
/// let tree = json::from_str(r#"{"children": [{"size": 0}, {"height": 2}]}"#)?;
/// let violations = TREE.validate(&tree).unwrap_err();
/// let found: Vec<_> = violations.iter().map(|violation| violation.to_string()).collect();
/// assert_eq!(found, ["/children/0/size must be at least 1", "/children/1/height is not allowed"]);
/// # Ok::<(), json::DecodeError>(())
/// ```
///
/// Each schema looks at each value once, or twice if its violations are to be told, however many ways lead there. A
/// reference that comes back to the same schema without going into the value holds.
#[derive(Debug)]
pub struct Schema {
    /// Where the schema is; violations name it.
    pub pointer: &'static str,
    /// What it says, in the order in which violations are to be told.
    pub keywords: &'static [Keyword],
    holds: bool,
    pub(crate) tells_of_null: bool,
}

impl Schema {
    /// The schema that all values match: `true`.
    pub const TRUE: Self = Self::new("", &[]);
    /// The schema that no value matches: `false`.
    pub const FALSE: Self = Self {
        holds: false,
        ..Self::TRUE
    };

    /// The schema at `pointer`. All keywords of a schema stand in one list, since some depend on others.
    pub const fn new(pointer: &'static str, keywords: &'static [Keyword]) -> Self {
        Self {
            pointer,
            keywords,
            holds: true,
            tells_of_null: false,
        }
    }

    /// Null is refused by this schema alone: where it stands beside a type, as in
    /// [`Reader::checked`](crate::json::Reader::checked), the type would take it and has nothing to say of it.
    #[must_use]
    pub const fn telling_of_null(self) -> Self {
        Self {
            tells_of_null: true,
            ..self
        }
    }

    /// Checks a value; whether it matches. Violations are recorded at the place where the checker is.
    pub fn check(&'static self, value: &Value, checker: &mut Checker<'_>) -> bool {
        let before = checker.begin_tally();
        Evaluator::new(checker).check(self, value);
        checker.end_tally(before).is_clean()
    }

    /// Checks a value that stands alone.
    ///
    /// # Errors
    ///
    /// All violations, unless there is none.
    pub fn validate(&'static self, value: &Value) -> Result<(), Violations> {
        let mut checker = Checker::new();
        self.check(value, &mut checker);
        checker.into_result()
    }

    /// What it is called in messages, as the branch with that index.
    fn label(&self, index: usize) -> String {
        let name = self.pointer.rsplit('/').next().unwrap_or_default();
        if name.is_empty() || name.bytes().all(|byte| byte.is_ascii_digit()) {
            format!("alternative {}", index + 1)
        } else {
            name.to_owned()
        }
    }
}

/// One keyword of a [`Schema`] and its value. What each means stands in JSON Schema 2020-12, Core sections 10 and 11
/// and Validation section 6.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Keyword {
    /// `type`
    Type(Kinds),
    /// `enum`: JSON texts.
    Enum(&'static [&'static str]),
    /// `const`: a JSON text.
    Const(&'static str),
    /// `multipleOf`
    MultipleOf(Decimal<'static>),
    /// `minimum`
    Minimum(Decimal<'static>),
    /// `maximum`
    Maximum(Decimal<'static>),
    /// `exclusiveMinimum`
    ExclusiveMinimum(Decimal<'static>),
    /// `exclusiveMaximum`
    ExclusiveMaximum(Decimal<'static>),
    /// `minLength`
    MinLength(u64),
    /// `maxLength`
    MaxLength(u64),
    /// `pattern`
    Pattern(&'static Pattern),
    /// `format`
    Format(Format),
    /// `prefixItems`
    PrefixItems(&'static [&'static Schema]),
    /// `items`: for those after `prefixItems`.
    Items(&'static Schema),
    /// `contains`
    Contains(&'static Schema),
    /// `minContains`
    MinContains(u64),
    /// `maxContains`
    MaxContains(u64),
    /// `minItems`
    MinItems(u64),
    /// `maxItems`
    MaxItems(u64),
    /// `uniqueItems: true`
    UniqueItems,
    /// `properties`
    Properties(&'static [(&'static str, &'static Schema)]),
    /// `patternProperties`
    PatternProperties(&'static [(&'static Pattern, &'static Schema)]),
    /// `additionalProperties`: for those in neither of the two.
    AdditionalProperties(&'static Schema),
    /// `propertyNames`
    PropertyNames(&'static Schema),
    /// `minProperties`
    MinProperties(u64),
    /// `maxProperties`
    MaxProperties(u64),
    /// `required`
    Required(&'static [&'static str]),
    /// `dependentRequired`
    DependentRequired(&'static [(&'static str, &'static [&'static str])]),
    /// `dependentSchemas`
    DependentSchemas(&'static [(&'static str, &'static Schema)]),
    /// `allOf`
    AllOf(&'static [&'static Schema]),
    /// `anyOf`
    AnyOf(&'static [&'static Schema]),
    /// `oneOf`
    OneOf(&'static [&'static Schema]),
    /// `not`
    Not(&'static Schema),
    /// `if`
    If(&'static Schema),
    /// `then`: for what matches `if`.
    Then(&'static Schema),
    /// `else`: for what does not.
    Else(&'static Schema),
    /// `$ref`
    Ref(&'static Schema),
    /// `$ref`, to a schema that is made while the program runs. Nothing is asked as long as it is not there.
    Later(&'static OnceLock<Schema>),
    /// `unevaluatedItems`
    UnevaluatedItems(&'static Schema),
    /// `unevaluatedProperties`
    UnevaluatedProperties(&'static Schema),
}
