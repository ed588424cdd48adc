//! Segments of path templates.

use super::mix::Mix;
use crate::parameter::percent;

/// What a segment of a template says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Segment {
    Literal(String),
    Mix(Mix),
    Parameter,
}

impl Segment {
    pub(super) fn parse(text: &str) -> Self {
        let mut literals = Vec::new();
        let mut rest = text;
        while let Some((literal, after)) = rest.split_once('{') {
            let Some((_, after)) = after.split_once('}') else {
                break;
            };
            literals.push(literal);
            rest = after;
        }
        match literals.split_first() {
            None => Self::Literal(percent::decode_lossy(text)),
            Some((prefix, [])) if prefix.is_empty() && rest.is_empty() => Self::Parameter,
            Some((prefix, between)) => Self::Mix(Mix::new(prefix, between, rest)),
        }
    }
}

/// The parameters of a template, in order: `/a/{b}/{c}.json` has `b` and `c`.
pub(crate) fn names(template: &str) -> impl Iterator<Item = &str> {
    template
        .split('{')
        .skip(1)
        .filter_map(|after| after.split_once('}'))
        .map(|(name, _)| name)
}
