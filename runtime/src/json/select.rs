//! Which branches of a union a value can match, told by a look ahead.

use std::borrow::Cow;

use super::error::Expected;
use super::reader::{Kind, Reader};
use crate::validate::{Branch, Kinds, Step, Tag, UnionRules};

/// The branches that are left.
#[derive(Debug)]
pub(super) enum Selection {
    One(usize),
    /// In the order in which they are to be tried.
    Several(Vec<usize>),
}

/// What the property that names the branch is.
enum Found<'a> {
    Missing,
    /// A value that no tag is.
    Other,
    Tag(Cow<'a, str>),
}

impl<'a> Reader<'a> {
    /// Finds the branches that the next value can match. If there is none, a violation is recorded and the value
    /// skipped. The reader does not move otherwise.
    pub(super) fn select(&mut self, rules: &'static UnionRules) -> Option<Selection> {
        let kinds = self.next_kinds()?;
        let tag = rules.tag.filter(|_| kinds == Kinds::OBJECT);
        let found = match tag {
            Some(tag) => Some(self.peek_property(tag)?),
            None => None,
        };
        let decides = |tag: &Tag| {
            tag.discriminator && !(tag.optional && matches!(found, Some(Found::Missing)))
        };
        if let (Some(tag), Some(found)) = (tag.filter(decides), &found) {
            return self.named_branch(rules, tag, found).map(Selection::One);
        }
        // What is no object has no discriminator: of the branches that it names, none can match.
        let only_untagged = rules.tag.is_some_and(|tag| tag.discriminator);
        let fits = |branch: &Branch| {
            let tag_fits = match &found {
                _ if branch.tags.is_empty() => true,
                None => !only_untagged,
                Some(Found::Missing) => true,
                Some(Found::Other) => false,
                Some(Found::Tag(text)) => branch.has_tag(text),
            };
            tag_fits && branch.kinds.fits(kinds)
        };
        let mut fitting = rules.branches.iter().enumerate().filter(|(_, b)| fits(b));
        match (fitting.next(), fitting.next()) {
            (None, _) => self.no_branch(rules, kinds),
            (Some((only, _)), None) => Some(Selection::One(only)),
            (Some((first, _)), Some((second, _))) => {
                let rest = fitting.map(|(index, _)| index);
                let candidates = [first, second].into_iter().chain(rest).collect();
                self.narrow(rules, kinds, candidates)
            }
        }
    }

    /// The kind of the next value. In text mode a string may be any scalar but `null`.
    fn next_kinds(&mut self) -> Option<Kinds> {
        Some(match self.kind()? {
            Kind::Null => Kinds::NULL,
            Kind::Bool => Kinds::BOOL,
            Kind::Number => {
                let mark = self.mark();
                let number = self.number_token()?;
                self.rewind(mark);
                Kinds::of_number(number.is_integer())
            }
            Kind::String if self.is_text() => Kinds::BOOL.or(Kinds::NUMBER).or(Kinds::STRING),
            Kind::String => Kinds::STRING,
            Kind::Array if self.is_numbered() => Kinds::ARRAY.or(Kinds::OBJECT),
            Kind::Array => Kinds::ARRAY,
            Kind::Object => Kinds::OBJECT,
        })
    }

    /// The branch that the discriminator names.
    fn named_branch(
        &mut self,
        rules: &'static UnionRules,
        tag: Tag,
        found: &Found<'_>,
    ) -> Option<usize> {
        if let Found::Tag(text) = found {
            let branch = rules.branches.iter().position(|b| b.has_tag(text));
            if branch.is_some() {
                return branch;
            }
        }
        let checker = self.checker();
        checker.enter_schema(rules.schema);
        let step = Step::Property(tag.name);
        match found {
            Found::Missing => checker.missing(tag.name),
            Found::Other if !tag.literal => {
                checker.record_beneath(step, "type", "must be a string");
            }
            Found::Other | Found::Tag(_) => {
                checker.record_beneath(step, "discriminator", &rules.listed_tags())
            }
        }
        checker.leave();
        self.skip()?;
        None
    }

    /// Records that no branch takes the next value, and skips it.
    #[cold]
    fn no_branch<T>(&mut self, rules: &'static UnionRules, kinds: Kinds) -> Option<T> {
        let discriminator = rules.tag.is_some_and(|tag| tag.discriminator);
        let taken = rules.branches.iter().fold(Kinds::NONE, |taken, branch| {
            let tagged = discriminator && !branch.tags.is_empty();
            taken.or(if tagged { Kinds::OBJECT } else { branch.kinds })
        });
        match rules.tag {
            // Objects are taken, but none with that tag.
            Some(tag) if taken.fits(kinds) => {
                let (name, tags) = (tag.name, rules.listed_tags());
                let message = format_args!("matches none of its alternatives: {name} {tags}");
                self.checker()
                    .violation_at(rules.schema, rules.keyword(), message);
                self.skip()?;
                None
            }
            _ => self.wrong_type(rules.schema, &format!("must be {taken}")),
        }
    }

    /// Takes out the branches whose required properties the next value does not have, unless none would be left.
    fn narrow(
        &mut self,
        rules: &'static UnionRules,
        kinds: Kinds,
        mut candidates: Vec<usize>,
    ) -> Option<Selection> {
        let required = |index: &usize| rules.branches.get(*index).map_or(&[][..], |b| b.required);
        if kinds == Kinds::OBJECT && candidates.iter().any(|index| !required(index).is_empty()) {
            let wanted: Vec<_> = candidates.iter().flat_map(required).copied().collect();
            let present = self.peek_names(&wanted)?;
            let has_all = |index: &usize| required(index).iter().all(|name| present.contains(name));
            let left: Vec<_> = candidates.iter().copied().filter(has_all).collect();
            match left.as_slice() {
                [] => {}
                [only] => return Some(Selection::One(*only)),
                _ => candidates = left,
            }
        }
        if kinds.fits(Kinds::SCALAR) && self.is_text() {
            // Any text is a string: what wants more of it comes first.
            let takes_strings = |index: &usize| {
                let branch = rules.branches.get(*index);
                branch.is_some_and(|branch| branch.kinds.fits(Kinds::STRING))
            };
            candidates.sort_by_key(takes_strings);
        }
        Some(Selection::Several(candidates))
    }

    /// Looks for the property that tells in the object that stands next.
    fn peek_property(&mut self, tag: Tag) -> Option<Found<'a>> {
        let mark = self.mark();
        self.descend()?;
        let mut first = true;
        let mut found = Found::Missing;
        while self.next_member(&mut first)? {
            let is_it = self.string_token()? == tag.name;
            self.colon()?;
            if is_it {
                found = self.tag_value(tag)?;
                break;
            }
            self.skip()?;
        }
        self.rewind(mark);
        Some(found)
    }

    fn tag_value(&mut self, tag: Tag) -> Option<Found<'a>> {
        Some(match self.peek() {
            None => return self.fail(Expected::Value),
            Some(b'"') if !tag.literal => Found::Tag(self.string_token()?),
            Some(b't' | b'f') if tag.literal => Found::Tag(match self.boolean_literal()? {
                true => Cow::Borrowed("true"),
                false => Cow::Borrowed("false"),
            }),
            Some(b'-' | b'0'..=b'9') if tag.literal => {
                let number = self.number_token()?;
                let integer = number.to_integer();
                integer.map_or(Found::Other, |integer| {
                    Found::Tag(integer.to_string().into())
                })
            }
            Some(_) => Found::Other,
        })
    }

    /// Which of these properties the object that stands next has.
    fn peek_names(&mut self, wanted: &[&'static str]) -> Option<Vec<&'static str>> {
        let mark = self.mark();
        self.descend()?;
        let mut first = true;
        let mut found = Vec::new();
        while self.next_member(&mut first)? {
            let name = self.string_token()?;
            found.extend(wanted.iter().find(|wanted| **wanted == name));
            self.colon()?;
            self.skip()?;
        }
        self.rewind(mark);
        Some(found)
    }
}
