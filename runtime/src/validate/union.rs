//! Rules for values that have one of several schemas.

use super::Kinds;

/// The rules of a schema with `oneOf` or `anyOf`; see [`Reader::union`](crate::json::Reader::union).
///
/// ```
/// use anteroom::validate::{Branch, Kinds, UnionRules};
///
/// static PET: UnionRules = UnionRules::one_of("#/components/schemas/Pet", &[
///     Branch::new("Cat", Kinds::OBJECT).tags(&["cat"]),
///     Branch::new("Dog", Kinds::OBJECT).tags(&["dog", "hound"]),
/// ])
/// .discriminator("petType");
/// assert_eq!(PET.keyword(), "oneOf");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct UnionRules {
    /// Where the schema is. No two unions may share a place: it is what tells them apart.
    pub schema: &'static str,
    /// The alternatives.
    pub branches: &'static [Branch],
    pub(crate) exactly_one: bool,
    pub(crate) tag: Option<Tag>,
}

/// The property that tells which branch it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag {
    pub(crate) name: &'static str,
    /// Whether it is a `discriminator`, and not only a property that happens to tell.
    pub(crate) discriminator: bool,
    /// Whether a `discriminator` may be missing.
    pub(crate) optional: bool,
    /// Whether its values are integers and booleans.
    pub(crate) literal: bool,
}

impl UnionRules {
    /// The schema at `schema` with `oneOf`: exactly one branch must match.
    pub const fn one_of(schema: &'static str, branches: &'static [Branch]) -> Self {
        Self {
            schema,
            branches,
            exactly_one: true,
            tag: None,
        }
    }

    /// The schema at `schema` with `anyOf`: the first branch that matches is taken.
    pub const fn any_of(schema: &'static str, branches: &'static [Branch]) -> Self {
        Self {
            exactly_one: false,
            ..Self::one_of(schema, branches)
        }
    }

    /// The property that names the branch, by one of its [tags](Branch::tags): that branch alone decides.
    #[must_use]
    pub const fn discriminator(self, name: &'static str) -> Self {
        Self {
            tag: Some(Tag {
                name,
                discriminator: true,
                optional: false,
                literal: false,
            }),
            ..self
        }
    }

    /// As [`discriminator`](Self::discriminator), for a property that no schema requires: without it, the branches are
    /// tried.
    #[must_use]
    pub const fn optional_discriminator(self, name: &'static str) -> Self {
        Self {
            tag: Some(Tag {
                name,
                discriminator: true,
                optional: true,
                literal: false,
            }),
            ..self
        }
    }

    /// A property that has, in each branch with [tags](Branch::tags), one of these as its value: what a `const` or
    /// `enum` says of it. Branches with other tags are not tried.
    #[must_use]
    pub const fn tag(self, name: &'static str) -> Self {
        Self {
            tag: Some(Tag {
                name,
                discriminator: false,
                optional: false,
                literal: false,
            }),
            ..self
        }
    }

    /// The tags stand for integers and booleans, as JSON writes them, and not for strings.
    #[must_use]
    pub const fn literal(mut self) -> Self {
        if let Some(tag) = &mut self.tag {
            tag.literal = true;
        }
        self
    }

    /// The keyword: `oneOf` or `anyOf`.
    pub const fn keyword(&self) -> &'static str {
        if self.exactly_one { "oneOf" } else { "anyOf" }
    }

    /// What the branch is called in messages.
    pub(crate) fn name(&self, branch: usize) -> &'static str {
        self.branches.get(branch).map_or("", |branch| branch.name)
    }

    /// All tags, as they stand in a message.
    pub(crate) fn listed_tags(&self) -> String {
        let tags = self.branches.iter().flat_map(|branch| branch.tags);
        let is_literal = self.tag.is_some_and(|tag| tag.literal);
        let quoted: Vec<_> = tags
            .map(|tag| match is_literal {
                true => (*tag).to_owned(),
                false => format!("\"{tag}\""),
            })
            .collect();
        match quoted.as_slice() {
            [only] => format!("must be {only}"),
            _ => format!("must be one of {}", quoted.join(", ")),
        }
    }
}

/// One alternative of a union.
#[derive(Clone, Copy, Debug)]
pub struct Branch {
    /// What it is called in messages.
    pub name: &'static str,
    /// Which values can match it at all.
    pub kinds: Kinds,
    pub(crate) tags: &'static [&'static str],
    pub(crate) required: &'static [&'static str],
}

impl Branch {
    /// A branch that values of these kinds can match.
    pub const fn new(name: &'static str, kinds: Kinds) -> Self {
        Self {
            name,
            kinds,
            tags: &[],
            required: &[],
        }
    }

    /// The values of the property that tells the branches apart.
    #[must_use]
    pub const fn tags(self, tags: &'static [&'static str]) -> Self {
        Self { tags, ..self }
    }

    /// Properties that an object must have to match. An object without them is not tried.
    #[must_use]
    pub const fn required(self, names: &'static [&'static str]) -> Self {
        Self {
            required: names,
            ..self
        }
    }

    pub(crate) fn has_tag(&self, text: &str) -> bool {
        self.tags.contains(&text)
    }
}
