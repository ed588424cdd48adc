//! Objects: their members are gathered from one text, or from parameters of their own.

use super::percent::{self, Undecodable};
use super::read::{Encoding, Found, Source, Text, cookie_pairs, query_pairs, trim};
use super::tree::{Conflict, Tree};
use super::{Parameter, ParameterIn, Shape, Style, object};

/// Why the parts of an object cannot be put together.
pub(super) enum Fault {
    Undecodable,
    Conflict,
}

impl From<Undecodable> for Fault {
    fn from(_: Undecodable) -> Self {
        Self::Undecodable
    }
}

impl From<Conflict> for Fault {
    fn from(_: Conflict) -> Self {
        Self::Conflict
    }
}

impl From<Fault> for Found {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Undecodable => Self::Undecodable,
            Fault::Conflict => Self::OtherStyle,
        }
    }
}

impl Text<'_> {
    /// An object in one value, or in several header fields.
    pub(super) fn object<'a>(
        self,
        parameter: &Parameter,
        values: impl Iterator<Item = Result<&'a str, Undecodable>>,
    ) -> Result<Found, Fault> {
        let mut values = values.peekable();
        if values.peek().is_none() {
            return Ok(Found::Absent);
        }
        let separator = parameter.style.separator();
        let mut tree = Tree::default();
        while let Some(value) = values.next() {
            let value = value?;
            if parameter.location != ParameterIn::Header && values.peek().is_some() {
                return Ok(Found::Repeated);
            }
            let pairs = match separator {
                Some(separator) => object::delimited(value, separator)?,
                None => match object::members(parameter, value) {
                    Some(pairs) => Some(self.decoded(pairs)?),
                    None => None,
                },
            };
            let Some(pairs) = pairs else {
                return Ok(Found::OtherStyle);
            };
            for (name, text) in pairs {
                tree.insert_member(&name, text)?;
            }
        }
        tree.write_object(self.out);
        Ok(Found::Written)
    }

    fn decoded(&self, pairs: Vec<(&str, &str)>) -> Result<Vec<(String, String)>, Undecodable> {
        let decode = |text: &str| match self.encoding {
            Encoding::Plain => Ok(trim(text).to_owned()),
            _ => self.encoding.text(text),
        };
        let pairs = pairs.into_iter();
        pairs
            .map(|(name, text)| Ok((decode(name)?, decode(text)?)))
            .collect()
    }

    /// A value whose parts are parameters of their own.
    pub(super) fn scattered(
        self,
        parameter: &Parameter,
        source: &Source<'_>,
    ) -> Result<Found, Fault> {
        let mut tree = Tree::default();
        if parameter.location == ParameterIn::Cookie {
            for (name, value) in cookie_pairs(source.headers) {
                if parameter.has_member(name) {
                    tree.insert_member(name, self.encoding.text(value?)?)?;
                }
            }
        } else {
            // What cannot be decoded is the name of something else.
            for (key, value) in query_pairs(source.query) {
                if parameter.style == Style::DeepObject {
                    if let Ok(Some(path)) = object::path(key, parameter.name) {
                        tree.insert(&path, self.encoding.text(value)?)?;
                    }
                } else if let Ok(name) = percent::decode(key, true)
                    && parameter.has_member(&name)
                {
                    tree.insert_member(&name, self.encoding.text(value)?)?;
                }
            }
        }
        if tree.is_empty() {
            return Ok(Found::Absent);
        }
        match parameter.shape {
            Shape::Array => tree.write(self.out),
            _ => drop(tree.write_object(self.out)),
        }
        Ok(Found::Written)
    }
}
