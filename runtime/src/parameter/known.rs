//! Which query parameters an operation has, where it refuses others.

use super::percent;
use super::read::query_pairs;
use super::{Parameter, ParameterIn, Shape};

/// The parameters that were asked for, and names that mean something to others: credentials, and what tells one
/// operation from another.
#[derive(Debug)]
pub(crate) struct Known {
    parameters: Vec<&'static Parameter>,
    /// Those of which nothing is known: their members may stand in brackets.
    raw: Vec<&'static Parameter>,
    names: Vec<&'static str>,
}

impl Known {
    pub(crate) const fn new(names: Vec<&'static str>) -> Self {
        Self {
            parameters: Vec::new(),
            raw: Vec::new(),
            names,
        }
    }

    pub(crate) fn add(&mut self, parameter: &'static Parameter) {
        if parameter.location == ParameterIn::Query {
            self.parameters.push(parameter);
        }
    }

    pub(crate) fn add_raw(&mut self, parameter: &'static Parameter) {
        self.add(parameter);
        self.raw.push(parameter);
    }

    /// The names in a query that are nobody's, each once. One that cannot be decoded has no name.
    pub(crate) fn others(&self, query: &str) -> Vec<String> {
        let mut others: Vec<String> = Vec::new();
        for (key, _) in query_pairs(query) {
            let name = percent::decode(key, true).unwrap_or_default().into_owned();
            if !self.has(key, &name) && !others.contains(&name) {
                others.push(name);
            }
        }
        others
    }

    fn has(&self, key: &str, name: &str) -> bool {
        // What is left as it is has its members in brackets.
        let owner = name.split_once('[').map_or(name, |(owner, _)| owner);
        let is_of =
            |parameter: &&Parameter| parameter.shape == Shape::Members || parameter.is_field(key);
        self.names.contains(&name)
            || self.parameters.iter().any(is_of)
            || self.raw.iter().any(|raw| raw.name == owner)
    }
}
