//! Which types the value of a position may have, and whether it may be null.

use super::Position;
use crate::document::Cursor;
use crate::lower::schema::looks::Looks;
use crate::lower::schema::single::{
    JsonType, declared_types, format_type, is_annotation, is_nullable, is_nullable_whatever,
};
use crate::lower::schema::void;

/// How many alternatives within alternatives are looked at.
const LOOKS: usize = 200;

impl<'a> Position<'a> {
    /// The types that are allowed besides null; `None` if nothing is said of them.
    pub(in crate::lower::schema) fn types(&self) -> Option<Vec<JsonType>> {
        if let Some(only) = self.only {
            return Some(vec![only]);
        }
        let mut declared = self.cursors().filter_map(declared_types);
        let first = declared.next()?;
        Some(declared.fold(first, |types, other| {
            let mut both: Vec<JsonType> = Vec::new();
            for kind in types
                .iter()
                .flat_map(|one| other.iter().filter_map(|other| one.and(*other)))
            {
                if !both.contains(&kind) {
                    both.push(kind);
                }
            }
            both
        }))
    }

    /// Whether values of another position have a type that is allowed here, for all that is known.
    pub(in crate::lower::schema) fn allows_types_of(&self, other: &Self) -> bool {
        let Some(allowed) = self.types() else {
            return true;
        };
        let types = other.types().or_else(|| Some(vec![other.implied_type()?]));
        types.is_some_and(|types| {
            let mut types = types.iter();
            types.all(|kind| {
                allowed
                    .iter()
                    .any(|allowed| allowed.and(*kind) == Some(*kind))
            })
        })
    }

    /// What `format` says, but not of what is referred to under its own name.
    pub(crate) fn formats(&self) -> impl Iterator<Item = &'a str> {
        let home = self.home.id();
        let is_own = move |at: &Cursor<'a>| at.id() == home || !self.home.is_reference();
        self.cursors()
            .filter(is_own)
            .filter_map(|at| at.get_str("format"))
    }

    /// The names of the types that are allowed besides null.
    pub(crate) fn type_names(&self) -> Vec<&'static str> {
        let types = self
            .types()
            .unwrap_or_else(|| self.implied_type().into_iter().collect());
        types.into_iter().map(JsonType::label).collect()
    }

    /// Whether null is allowed. The place itself may say so for what it refers to.
    pub(in crate::lower::schema) fn is_nullable(&self) -> bool {
        if self.only.is_some() {
            return false;
        }
        let mut allowed = false;
        let homes = std::iter::once(&self.home).chain(&self.merged).enumerate();
        for (through, home) in homes {
            match self.says_of_null(through, *home) {
                Some(false) => return false,
                Some(true) => allowed = true,
                None => {}
            }
        }
        allowed
    }

    /// Whether null is allowed whatever the alternatives of a choice say.
    pub(in crate::lower) fn takes_null_anyway(&self) -> bool {
        self.null || self.is_nullable_whatever()
    }

    fn is_nullable_whatever(&self) -> bool {
        let mut homes = std::iter::once(&self.home).chain(&self.merged);
        homes.any(|home| is_nullable_whatever(*home))
            || self
                .cursors()
                .any(|at| at.get_bool("nullable") == Some(true))
    }

    /// Whether null, which a type or a choice allows, breaks a rule beside them: `not: {type: 'null'}`.
    pub(in crate::lower) fn rules_out_null(&self) -> bool {
        let breaks_a_rule = |at: Cursor<'a>| {
            let choices = ["oneOf", "anyOf"].into_iter();
            let choices = choices.filter(|key| self.is_rule(at, key));
            // Null that is an alternative is none of the values that another one lists.
            let lists = ["enum", "const"].into_iter().filter(|_| !self.null);
            ["not", "if"]
                .into_iter()
                .chain(lists)
                .chain(choices)
                .any(|key| void::breaks(at, key))
        };
        !self.is_nullable_whatever() && self.cursors().any(breaks_a_rule)
    }

    /// Whether null is allowed by one of the schemas that were put together; `None` if it does not say.
    fn says_of_null(&self, through: usize, home: Cursor<'a>) -> Option<bool> {
        let was_alternative = through == 0 && self.null;
        if was_alternative || is_nullable_whatever(home) {
            return Some(true);
        }
        let own = self.parts.iter().filter(|part| part.through == through);
        let mut typed = own
            .map(|part| part.at)
            .filter(|at| declared_types(*at).is_some())
            .peekable();
        typed.peek()?;
        Some(typed.all(is_nullable))
    }

    /// Whether no value is a string, as far as types and choices tell.
    pub(in crate::lower) fn is_never_text(&self) -> bool {
        fn within(position: &Position<'_>, looks: &mut Looks) -> bool {
            let implied = || Some(vec![position.implied_type()?]);
            if let Some(types) = position.types().or_else(implied) {
                // Null has no type here, and is no text either.
                return !types.contains(&JsonType::String);
            }
            let Some((.., list)) = position.choice() else {
                return false;
            };
            let all = looks.into(list.items().count(), |looks| {
                let mut alternatives = list.items();
                alternatives.all(|at| within(&Position::of(at), looks))
            });
            all == Some(true)
        }
        within(self, &mut Looks::at(LOOKS))
    }

    /// Whether types are declared, and null is none of them.
    pub(in crate::lower::schema) fn refuses_null(&self) -> bool {
        self.types().is_some() && !self.is_nullable()
    }

    /// The type that the keywords speak of where none is declared.
    pub(in crate::lower::schema) fn implied_type(&self) -> Option<JsonType> {
        if !self.home.document().reading.implied_types || self.cursors().any(Cursor::takes_any_type)
        {
            return None;
        }
        const SPEAKING: [(JsonType, &[&str]); 4] = [
            (
                JsonType::Object,
                &[
                    "properties",
                    "additionalProperties",
                    "required",
                    "patternProperties",
                    "propertyNames",
                    "minProperties",
                    "maxProperties",
                    "dependentRequired",
                    "dependentSchemas",
                    "unevaluatedProperties",
                ],
            ),
            (
                JsonType::Array,
                &[
                    "items",
                    "prefixItems",
                    "contains",
                    "minItems",
                    "maxItems",
                    "uniqueItems",
                    "unevaluatedItems",
                ],
            ),
            (JsonType::String, &["minLength", "maxLength", "pattern"]),
            (
                JsonType::Number,
                &[
                    "minimum",
                    "maximum",
                    "exclusiveMinimum",
                    "exclusiveMaximum",
                    "multipleOf",
                ],
            ),
        ];
        let mut speaking = SPEAKING
            .iter()
            .filter(|(_, keywords)| keywords.iter().any(|keyword| self.has(keyword)))
            .map(|(kind, _)| *kind);
        match (speaking.next(), speaking.next()) {
            (Some(kind), None) => Some(kind),
            (None, _) => self.all("format").find_map(|at| format_type(at.str()?)),
            (Some(_), Some(_)) => None,
        }
    }
}

/// Whether a schema only names types, those of another position or more.
pub(in crate::lower::schema) fn is_said_by(at: Cursor<'_>, other: &Position<'_>) -> bool {
    let only_types = at
        .entries()
        .all(|(key, _)| key == "type" || is_annotation(key));
    let position = Position::of(at);
    only_types
        && !at.is_reference()
        && other.types().is_some()
        && position.allows_types_of(other)
        && (position.is_nullable() || !other.is_nullable())
}
