//! Rules for objects.

use super::{Checker, Violations};
use crate::json::{Map, Reader};

/// One property of an object schema.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    /// The name.
    pub name: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// Whether it is skipped, whatever it is.
    pub passed_over: bool,
    /// Whether the name stands in JSON text as it is.
    pub(crate) plain: bool,
}

impl Property {
    /// A property that must be there.
    pub const fn required(name: &'static str) -> Self {
        Self {
            name,
            required: true,
            passed_over: false,
            plain: true,
        }
    }

    /// A property that may be left out.
    pub const fn optional(name: &'static str) -> Self {
        Self {
            name,
            required: false,
            passed_over: false,
            plain: true,
        }
    }

    /// A property that only the other side sends: where it is there all the same, it is skipped. Such properties stand
    /// at the end of a table.
    pub const fn passed_over(name: &'static str) -> Self {
        Self {
            name,
            required: false,
            passed_over: true,
            plain: true,
        }
    }

    /// The name has characters that JSON escapes: quotes, backslashes or control characters. To be said of each that
    /// has, since looking for them at compile time would take longer than the rest of a table.
    #[must_use]
    pub const fn escaped(self) -> Self {
        Self {
            plain: false,
            ..self
        }
    }
}

/// What happens to properties that the table does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unknown {
    Skip,
    Keep,
    Refuse,
}

/// The rules of an object schema, and the table of its properties; see
/// [`Reader::object`](crate::json::Reader::object) and [`Checker::enter`].
#[derive(Clone, Copy, Debug)]
pub struct ObjectRules {
    /// Where the schema is; empty for one that stands inline.
    pub schema: &'static str,
    /// The properties.
    pub properties: &'static [Property],
    /// `minProperties`
    pub min_properties: Option<u64>,
    /// `maxProperties`
    pub max_properties: Option<u64>,
    /// `dependentRequired`
    pub dependent_required: &'static [(&'static str, &'static [&'static str])],
    pub(crate) unknown: Unknown,
}

impl ObjectRules {
    /// The schema at `schema`, or one that stands inline if that is empty, with these properties. Any other property
    /// is skipped.
    pub const fn at(schema: &'static str, properties: &'static [Property]) -> Self {
        Self {
            schema,
            properties,
            min_properties: None,
            max_properties: None,
            dependent_required: &[],
            unknown: Unknown::Skip,
        }
    }

    /// Other properties are refused: `additionalProperties: false`.
    #[must_use]
    pub const fn closed(self) -> Self {
        Self {
            unknown: Unknown::Refuse,
            ..self
        }
    }

    /// Other properties are given to the one who reads.
    #[must_use]
    pub const fn additional(self) -> Self {
        Self {
            unknown: Unknown::Keep,
            ..self
        }
    }

    /// There are at least so many properties.
    #[must_use]
    pub const fn min_properties(self, count: u64) -> Self {
        Self {
            min_properties: Some(count),
            ..self
        }
    }

    /// There are at most so many properties.
    #[must_use]
    pub const fn max_properties(self, count: u64) -> Self {
        Self {
            max_properties: Some(count),
            ..self
        }
    }

    /// Where the first property is, the others must be too. All of them stand in the table of properties.
    #[must_use]
    pub const fn dependent_required(
        self,
        rules: &'static [(&'static str, &'static [&'static str])],
    ) -> Self {
        Self {
            dependent_required: rules,
            ..self
        }
    }

    /// Checks which properties are there together; `has` tells that of an index in the table. The checker must be in
    /// the object.
    pub fn check_dependent_required(
        &self,
        checker: &mut Checker<'_>,
        has: impl Fn(usize) -> bool,
    ) -> bool {
        let has = |name: &str| {
            let index = self.properties.iter().position(|known| known.name == name);
            index.is_some_and(&has)
        };
        let mut sound = true;
        for (trigger, required) in self.dependent_required {
            for name in required.iter().filter(|name| has(trigger) && !has(name)) {
                sound = false;
                checker.missing_beside(name, trigger);
            }
        }
        sound
    }

    /// Reads an object that has no properties of its own as a map.
    pub fn decode_map<'a, T>(
        &'static self,
        reader: &mut Reader<'a>,
        decode: fn(&mut Reader<'a>) -> Option<T>,
    ) -> Option<Map<T>> {
        let mut map = Map::new();
        let mut object = reader.object(self);
        while object.next(reader).is_some() {
            object.additional(reader, &mut map, decode);
        }
        object.end(reader)?;
        Some(map)
    }

    /// Checks the entries of a map with `check`, and their number.
    pub fn check_map<'a, T>(
        &'static self,
        map: &Map<T>,
        checker: &mut Checker<'a>,
        check: fn(&T, &mut Checker<'a>),
    ) {
        checker.enter(self);
        for (name, value) in map {
            checker.additional(name);
            check(value, checker);
        }
        self.check_size(map.len(), checker);
        checker.leave();
    }

    /// Checks how many properties there are; whether that keeps the rules. The checker must be in the object.
    pub fn check_size(&self, count: usize, checker: &mut Checker<'_>) -> bool {
        let count = count as u64;
        let mut sound = true;
        if let Some(least) = self.min_properties.filter(|&least| count < least) {
            sound = false;
            let unit = properties(least);
            checker.violation_here(
                "minProperties",
                format_args!("must have at least {least} {unit}"),
            );
        }
        if let Some(most) = self.max_properties.filter(|&most| count > most) {
            sound = false;
            let unit = properties(most);
            checker.violation_here(
                "maxProperties",
                format_args!("must have at most {most} {unit}"),
            );
        }
        sound
    }

    /// Checks a map that stands alone.
    ///
    /// # Errors
    ///
    /// All violations, unless there is none.
    pub fn validate_map<T>(
        &'static self,
        map: &Map<T>,
        check: fn(&T, &mut Checker<'_>),
    ) -> Result<(), Violations> {
        let mut checker = Checker::new();
        self.check_map(map, &mut checker, check);
        checker.into_result()
    }
}

const fn properties(count: u64) -> &'static str {
    if count == 1 { "property" } else { "properties" }
}
